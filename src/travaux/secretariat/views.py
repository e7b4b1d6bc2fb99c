"""Views: the entries of a record that a viewer may read, and the state that they add up to. The one gate to read by.

What was let in at the door of this home needs no second look at its signatures, as long as the bytes hash to the root
that the guard keeps. In a record from elsewhere every signature is checked once, and one that does not hold is passed
over, so that the entry has the grade of one that nobody signed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from travaux.errors import StoreFailed
from travaux.log.leaf import Leaf
from travaux.log.merkle import Frontier, frontier, leaf_hash
from travaux.record import acts
from travaux.record.disclosures import Disclosure
from travaux.record.entries import Entered
from travaux.record.rules import judge
from travaux.record.rules.verdicts import Verdict
from travaux.record.state import State, fold
from travaux.record.tables import Table
from travaux.record.terms import Digest, Index
from travaux.secretariat import filing
from travaux.secretariat.door import read, signers_holding, signers_of, stored
from travaux.secretariat.viewers import Viewer
from travaux.stores.store import Store
from travaux.text.drafts import Draft


class View:
    """A record as one viewer sees it; `refresh` takes in what came since."""

    def __init__(self, store: Store, viewer: Viewer, *, trusted: int = 0, sites: tuple[str, ...] = ()) -> None:
        self.viewer = viewer
        self._store = store
        self._trusted = trusted
        self._sites = sites
        self._state = State()
        self._whole = State()
        """The state of all entries, where the viewer does not read all: only its gaps are shown."""
        self._frontier = Frontier()
        self._hidden = 0
        self._faulty = False
        self._erased: dict[str, int] = {}

    @property
    def state(self) -> State:
        """What the entries that this viewer reads add up to, as of the last refresh."""
        return self._state

    @property
    def size(self) -> int:
        """How many entries the log had at the last refresh, those not shown among them."""
        return self._frontier.size

    @property
    def hidden(self) -> int:
        """How many entries are not shown to this viewer."""
        return self._hidden

    @property
    def erased(self) -> Mapping[str, int]:
        """The private values that were erased, by digest, with the entry that says so."""
        return self._erased

    @property
    def checked(self) -> bool:
        """Whether signatures were checked that nobody here had checked before, and all of them hold."""
        return self._trusted < self.size and not self._faulty

    def trust(self) -> None:
        """Takes the signatures up to here as checked."""
        self._trusted = self.size

    def forget(self) -> None:
        """Starts anew: what was shown may be shown no longer."""
        self.__init__(self._store, self.viewer, trusted=self._trusted, sites=self._sites)  # type: ignore[misc]

    def refresh(self) -> State:
        """Takes in the entries that came since, and returns the state."""
        size = self._store.size
        if size == self.size:
            return self._state
        fresh = self._read_erased(size)
        if fresh and self.size:
            self.forget()
            self._read_erased(size)
        kept = self._disclosures(self.size)
        read_, hidden, hashes = self._read(size, kept)
        after = self._frontier.extended(hashes)
        if after.size != size or after.root() != frontier(self._store, size).root():
            raise StoreFailed("the entries of the record are not those that its tree was made of: it is damaged")
        self._frontier = after
        self._take_in(read_, hidden)
        return self._state

    def _read(
        self, size: int, kept: Mapping[int, dict[str, Disclosure]]
    ) -> tuple[list[Entered], list[Entered], list[bytes]]:
        """Returns the new entries that the viewer reads, those not, and the hashes of all."""
        shown: list[Entered] = []
        hidden: list[Entered] = []
        hashes: list[bytes] = []
        for index, text in self._store.leaves(self.size, size):
            digest = leaf_hash(text)
            hashes.append(digest)
            with stored(index):
                leaf = Leaf.from_text(text)
                entry = read(leaf, kept.get(index, {}), self._erased)
                signers = signers_of(leaf) if index < self._trusted else signers_holding(leaf, self._sites)
            self._faulty |= len(signers) < len(leaf.signatures)
            entered = Entered(index=Index(index), entry=entry, hash=digest.hex(), signers=signers)
            (shown if self.viewer.reads(entry) else hidden).append(entered)
        return shown, hidden, hashes

    def _take_in(self, shown: list[Entered], hidden: list[Entered]) -> None:
        before = self._state
        self._state = fold(shown, before)
        if hidden and not self._hidden:
            self._whole = before
        self._hidden += len(hidden)
        if self._hidden:
            together = sorted([*shown, *hidden], key=lambda each: each.index)
            self._whole = fold(together, self._whole)
            rows = self._state.book.rows
            gaps = Table({at: found for at, found in self._whole.book.gaps.items() if at in rows})
            self._state = State(replace(self._state.book, gaps=gaps), self._whole.size)

    def _read_erased(self, size: int) -> bool:
        found = False
        for index, text in self._store.leaves(self.size, size, kinds=("erase",)):
            with stored(index):
                act = read(Leaf.from_text(text), {}).act
            if isinstance(act, acts.Erase):
                self._erased[act.digest] = index
                found = True
        return found

    def _disclosures(self, start: int) -> dict[int, dict[str, Disclosure]]:
        found: dict[int, dict[str, Disclosure]] = {}
        for kept in self._store.disclosures():
            if kept.index >= start and self.viewer.sees(kept.audience):
                found.setdefault(kept.index, {})[kept.digest] = filing.disclosed(kept)
        return found

    def judge(self, index: int, pack: str, drafts: Mapping[Digest, Draft]) -> tuple[Verdict, ...]:
        """Returns what a rule pack says of an entry as it was entered."""
        before = self._state if self.size <= index else None
        after = self.refresh()
        entered = after.entry(index)
        if entered is None:
            return ()
        if before is None or before.size < index:
            before = after.at(index - 1)
        return judge(before, entered, pack=pack, drafts=drafts)

    def files(self) -> Iterator[Digest]:
        """Yields the digests of the files that the entries shown to this viewer name."""
        for row in self._state.book.rows.values():
            match row.act:
                case acts.Table(file=file):
                    yield file
                case acts.Accredit(instrument=paper) if paper.file:
                    yield paper.file
                case acts.Revoke(instrument=paper) | acts.Confirm(instrument=paper) if paper and paper.file:
                    yield paper.file
                case acts.State(span=span) if span:
                    yield span.file
