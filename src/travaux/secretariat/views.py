"""Views: the entries of a record that a viewer may read, and the state that they add up to. The one gate to read by.

What was let in at the door of this home needs no second look at its signatures, as long as the bytes hash to the root
that the guard keeps. In a record from elsewhere every signature is checked once, and one that does not hold is passed
over, so that the entry has the grade of one that nobody signed.

Of a long record the state is kept (`snapshots`) and entries are read when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from travaux.errors import StoreFailed
from travaux.log.leaf import Leaf
from travaux.log.merkle import Frontier, frontier, leaf_hash
from travaux.record import acts, snapshot
from travaux.record.disclosures import Disclosure
from travaux.record.entries import Entered
from travaux.record.rules import judge
from travaux.record.rules.verdicts import Verdict
from travaux.record.state import State, fold
from travaux.record.tables import Table
from travaux.record.terms import Digest, Index
from travaux.secretariat import filing
from travaux.secretariat.door import read, read_again, signers_holding, stored
from travaux.secretariat.snapshots import Leaves, seal, unseal
from travaux.secretariat.viewers import Viewer
from travaux.stores.store import Store
from travaux.text.drafts import Draft

SHOWN = "shown"
"""The setting that counts how often it was changed who may see private values."""

LEAST = 1000
"""How many entries must have come for a state to be worth keeping."""


class View:
    """A record as one viewer sees it; `refresh` takes in what came since."""

    def __init__(
        self, store: Store, viewer: Viewer, *, origin: str, secret: Callable[[], bytes], trusted: int = 0,
        sites: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.viewer = viewer
        self._store = store
        self._origin = origin
        self._secret = secret
        self._trusted = trusted
        self._sites = sites
        self.forget()

    def forget(self) -> None:
        """Starts anew."""
        self._state = State()
        self._whole = State()
        """The state of all entries, where the viewer does not read all: only its gaps are shown."""
        self._frontier = Frontier()
        self._leaves: Leaves | None = None
        self._hidden = 0
        self._kept = 0
        self._faulty = False
        self._erased: dict[str, int] = {}
        self._shown = self._store.setting(SHOWN)

    @property
    def size(self) -> int:
        """How many entries the log had at the last refresh, those not shown among them."""
        return self._frontier.size

    @property
    def hidden(self) -> int:
        """How many entries are not shown to this viewer."""
        return self._hidden

    @property
    def checked(self) -> bool:
        """Whether signatures were checked that nobody here had checked before, and all of them hold."""
        return self._trusted < self.size and not self._faulty

    def trust(self) -> None:
        """Takes the signatures up to here as checked."""
        self._trusted = self.size

    def refresh(self) -> State:
        """Takes in the entries that came since, and returns the state."""
        if self._store.setting(SHOWN) != self._shown:
            self.forget()
        size = self._store.size
        if size == self.size:
            return self._state
        if not self.size:
            self._recall(size)
        start = self.size
        erased = self._read_erased(start, size)
        read_, hidden, hashes = self._read(start, size)
        after = self._frontier.extended(hashes)
        if after.size != size or after.root() != frontier(self._store, size).root():
            raise StoreFailed("the entries of the record are not those that its tree was made of: it is damaged")
        self._frontier = after
        self._take_in(read_, hidden)
        for index in sorted(index for index in erased if index < start):
            self._reread(index)
        return self._state

    def _read(self, start: int, size: int) -> tuple[list[Entered], list[Entered], list[bytes]]:
        """Returns the new entries that the viewer reads, those not, and the hashes of all."""
        kept = self._disclosures(start)
        shown: list[Entered] = []
        hidden: list[Entered] = []
        hashes: list[bytes] = []
        for index, text in self._store.leaves(start, size):
            digest = leaf_hash(text)
            hashes.append(digest)
            entered = self._entered(index, text, digest, kept.get(index, {}))
            (shown if self.viewer.reads(entered.entry) else hidden).append(entered)
        return shown, hidden, hashes

    def _entered(self, index: int, text: bytes, digest: bytes, kept: Mapping[str, Disclosure]) -> Entered:
        with stored(index):
            if index < self._trusted:
                entry, signers = read_again(text, kept, self._erased)
            else:
                leaf = Leaf.from_text(text)
                entry, signers = read(leaf, kept, self._erased), signers_holding(leaf, self._sites)
                self._faulty |= len(signers) < len(leaf.signatures)
        return Entered(index=Index(index), entry=entry, hash=digest.hex(), signers=signers)

    def _fetch(self, index: Index) -> Entered:
        """Returns one entry, its bytes held against the tree that the snapshot was made of."""
        digest = leaf_hash(text := next(text for _, text in self._store.leaves(index, index + 1)))
        if self._leaves is None or digest != self._leaves.hash(index):
            raise StoreFailed(f"entry {index} is not the one of the log: the record is damaged")
        seen = [kept for kept in self._store.disclosures([index]) if self.viewer.sees(kept.audience)]
        return self._entered(index, text, digest, {kept.digest: filing.disclosed(kept) for kept in seen})

    def _reread(self, index: int) -> None:
        """Shows an entry as it is now that a value of it was erased."""
        if self._leaves is None or self._leaves.frontier != self._frontier:
            self._leaves = Leaves(self._store, self.size)
        if self._state.entry(index) is not None:
            self._state = self._state.reread(self._fetch(Index(index)))

    # Snapshots

    def _recall(self, size: int) -> None:
        """Takes up the state that was kept, where there is one of this very log."""
        content = self._store.cached(self._name)
        found = unseal(self._secret(), content) if content else None
        if found is None:
            return
        header, parts = found
        past = int(header["size"])
        if past > size:
            return
        leaves = Leaves(self._store, past)
        log = self._log(past, leaves.root)
        if header["log"] != log:
            return
        self._read_erased(0, past)
        self._leaves, self._frontier = leaves, leaves.frontier
        self._hidden, self._kept = int(header["hidden"]), past
        self._state = snapshot.from_text(parts[0], log, self._fetch)
        self._whole = snapshot.from_text(parts[1], log, self._fetch) if self._hidden else State()

    def keep(self) -> None:
        """Keeps the state in the record's cache, where enough came since it was last kept to be worth it."""
        size = self.size
        if self._faulty or size - self._kept < max(LEAST, size // 10) or not self._store.writable:
            return
        log = self._log(size, self._frontier.root())
        parts = [snapshot.to_text(self._state, log)]
        if self._hidden:
            parts.append(snapshot.to_text(self._whole, log))
        content = seal(self._secret(), {"log": log, "size": size, "hidden": self._hidden}, parts)
        with self._store.turn():
            if self._store.setting(SHOWN) == self._shown:
                with self._store.writing(durable=False):
                    self._store.cache(self._name, content)
        self._kept = size

    @property
    def _name(self) -> str:
        return f"state for the {self.viewer}"

    def _log(self, size: int, root: bytes) -> str:
        return f"{self._origin} {size} {root.hex()} {self.viewer}"

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

    def _read_erased(self, start: int, size: int) -> set[int]:
        """Takes in which values were erased, and returns of which entries."""
        found: set[int] = set()
        for index, text in self._store.leaves(start, size, kinds=("erase",)):
            with stored(index):
                act = read(Leaf.from_text(text), {}).act
            if isinstance(act, acts.Erase):
                self._erased[act.digest] = index
                found.add(act.entry)
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
