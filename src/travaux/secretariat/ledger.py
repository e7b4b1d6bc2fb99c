"""The ledger: the log of one record, and the order of steps in which it grows. What entries say is not known here.

What several bring who wait in one process (`lines`) goes through these steps together.

    1  take the turn, and hold the guard: no other writer, no other copy of the file
    2  the tree must hold what the guard saw, and the last checkpoint must be the tree's; entries that the guard never
       saw are held against the door once more
    3  entries, nodes, files and private values in one durable transaction
    4  read the stored leaves back past every buffer, hash them, and compute the root from those bytes
    5  sign the checkpoint, and keep it in the guard, on the disk
    6  keep it in the record; hand out receipts

A process that dies after 3 leaves entries that nobody was told of; the next one signs over them. Somebody with the file
and no key can leave entries too: hence the door once more, which those of a process that died pass. One that dies after
5 leaves a checkpoint that only the guard has: the next one makes the same again, for the same entries and the same key.
So does one that cannot do 6: the receipts are good without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field

from travaux.errors import Forked, Malformed, ProofFailed, StoreFailed, UnknownKey
from travaux.keys.check import check_ed25519
from travaux.log import checkpoint as checkpoints
from travaux.log.checkpoint import Checkpoint, Opened
from travaux.log.merkle import Frontier, frontier, leaf_hash
from travaux.log.note import Ed25519, Key, Make, Note, Verifier
from travaux.log.receipt import prove_entry
from travaux.secretariat import guards
from travaux.secretariat.guards import Guard, Seen
from travaux.secretariat.lines import Line, Place
from travaux.stores.store import Addition, Kept, Store

Vet = Callable[[int, int], None]
"""Holds the entries from one index to another against the door; raises `StoreFailed` where one could not come in."""


@dataclass(frozen=True, slots=True)
class Share:
    """What came in of what one of them brought: the leaves, the first of them at an index."""

    first: int
    leaves: tuple[bytes, ...]


@dataclass(slots=True)
class Growth:
    """What is to come in at once, of one or of several. `stand` is the checkpoint that it follows upon.

    `request` is the id of the one whose share is being filled in, `requests` those of the shares before it, with the
    first entry and how many. `batch` is for whoever fills, and goes from one share to the next.
    """

    stand: Checkpoint
    additions: list[Addition] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    drafts: dict[str, bytes] = field(default_factory=dict)
    erased: list[str] = field(default_factory=list)
    request: str = ""
    requests: dict[str, tuple[int, int]] = field(default_factory=dict)
    batch: object = None

    @property
    def next(self) -> int:
        """The index that the next entry will have."""
        return self.stand.size + len(self.additions)


Fill = Callable[[Growth], None]
"""Says what comes in, by adding it to a growth; may be asked again with another, where others' share of it failed."""

Waiting = Line[Fill, tuple[Share, Note]]
"""Those who wait in this process to let the log grow."""


class Ledger:
    """The log of one record in a store, with its guard."""

    def __init__(self, store: Store, guard: Guard | None, key: Key, name: str, line: Waiting | None = None) -> None:
        self.store = store
        self._line: Waiting = line or Line()
        self.key = key
        self._guard = guard
        self._name = name
        self._verifier = Ed25519(key, check_ed25519)
        self._frontier: Frontier | None = None
        self._vetted = 0
        self._agreed: Seen | None = None

    def opened(self, note: bytes, cosigners: Iterable[Verifier] = ()) -> Opened:
        """Returns a checkpoint of this log, its signature checked."""
        return checkpoints.open(note, [self._verifier], cosigners)

    def last(self) -> Checkpoint:
        """Returns the last checkpoint that the record holds, checked; before the first, the empty tree's."""
        note = self.store.checkpoint()
        if note is None:
            return Checkpoint(self.key.name, 0, Frontier().root())
        try:
            return self.opened(note).checkpoint
        except (Malformed, ProofFailed, UnknownKey):
            raise StoreFailed(f"{self._name}: its last checkpoint is not signed by its log: it is damaged") from None

    def check(self) -> Seen | None:
        """Holds the record against the guard and its own checkpoint; returns what the guard saw, None for a new log."""
        seen = self._guard.read() if self._guard else None
        if seen is not None:
            self._check_seen(seen, self.store.size)
        last = self.last()
        if last.size > self.store.size or frontier(self.store, last.size).root() != last.root:
            raise StoreFailed(f"{self._name}: its entries are not those of its last checkpoint; it is damaged")
        return seen

    def _check_seen(self, seen: Seen, size: int) -> None:
        if seen.key != self.key:
            raise Forked(
                f"{self._name} names another key for the log {self.key.name} than the one that was seen here before: "
                "do not trust it, and ask for the record anew"
            )
        guards.check(seen, size, self.store, self._name)

    def agrees(self) -> bool:
        """Whether the record, open for a while, still holds all that its log signed: another copy may have gone on."""
        seen = self._guard.read() if self._guard else None
        if seen is not None and seen != self._agreed:
            try:
                self._check_seen(seen, self.store.size)
            except Forked:
                return False
        self._agreed = seen
        return True

    def trust(self) -> None:
        """Remembers the last checkpoint in the guard, for a record whose every entry was checked here."""
        note = self.store.checkpoint()
        if note is None or self._guard is None:
            return
        with self._guard.held():
            seen = self._guard.read()
            last = self.opened(note)
            if seen is not None:
                self._check_seen(seen, self.store.size)
            if seen is None or seen.checkpoint.size < last.checkpoint.size:
                self._guard.advance(Seen(self.key, Note(last.note.text, last.verified[:1]).to_text()))

    def grow(self, fill: Fill, make: Make, vet: Vet) -> tuple[Share, Note]:
        """Lets `fill` say what comes in, brings it in, and returns it with the checkpoint that covers it.

        What `fill` raises leaves the record as it was. `make` signs with the log's key. `vet` is asked, before anything
        is signed, about entries that are there and that no guard saw.
        """

        def lead(take: Callable[[], list[Place[Fill, tuple[Share, Note]]]]) -> None:
            with self.store.turn(), self._guard.held() if self._guard else nullcontext():
                self._grow(take(), make, vet)

        return self._line.enter(fill, lead)

    def _grow(self, places: Sequence[Place[Fill, tuple[Share, Note]]], make: Make, vet: Vet) -> None:
        before = self._stand()
        if self._vetted < before.size:
            vet(self._vetted, before.size)
        growth, shares = _filled(places, Checkpoint(self.key.name, before.size, before.root()))
        if not shares:
            return
        note = self._as_it_is(growth) or self._grown(growth, before, make)
        for place, share in shares:
            place.got = share, note

    def _as_it_is(self, growth: Growth) -> Note | None:
        """Returns the last checkpoint where nothing comes in, and it covers what is there."""
        note = self.store.checkpoint()
        if growth.additions or growth.erased or note is None:
            return None
        last = Note.from_text(note)
        return last if Checkpoint.from_text(last.text).size == growth.stand.size else None

    def _grown(self, growth: Growth, before: Frontier, make: Make) -> Note:
        with self.store.writing():
            self._write(growth)
        written = [each.leaf for each in growth.additions]
        with self._stored():
            found = self.store.read_back(before.size, before.size + len(written))
        after = self._after(before, written, found)
        note = checkpoints.sign(Checkpoint(self.key.name, after.size, after.root()), self.key, make)
        if self._guard is not None:
            with self._stored():
                self._guard.advance(Seen(self.key, note.to_text()))
        # Whoever signs next finds the checkpoint in the guard and makes it again: a receipt needs no second copy of it.
        with suppress(StoreFailed), self.store.writing(durable=False):
            self.store.keep_checkpoint(after.size, note.to_text())
        self._frontier, self._vetted = after, after.size
        return note

    @contextmanager
    def _stored(self) -> Iterator[None]:
        """Says, of what fails inside the block, that the entries are in the record nonetheless."""
        try:
            yield
        except StoreFailed as fault:
            raise StoreFailed(
                f"{self._name}: what was sent is stored, and no receipt was given: {fault}. Do not enter it anew; it "
                "is signed together with the next entry"
            ) from fault

    def _stand(self) -> Frontier:
        """Returns the tree as it stands, once it is found to go on from what was signed before."""
        size = self.store.size
        seen = self._guard.read() if self._guard else None
        known = self._frontier
        if known is None or known.size != size:
            known = frontier(self.store, size)
        if seen is not None and seen.checkpoint.size == size and seen.key == self.key:
            if seen.checkpoint.root != known.root():
                self._check_seen(seen, size)
        elif seen is not None:
            self._check_seen(seen, size)
        if self._frontier is None:
            self.check()
        if seen is not None:
            self._vetted = max(self._vetted, seen.checkpoint.size)
        return known

    def _write(self, growth: Growth) -> None:
        store = self.store
        for digest, (name, content) in growth.files.items():
            store.keep_manuscript(digest, name, content)
        for digest, content in growth.drafts.items():
            store.keep_draft(digest, content)
        if growth.additions:
            first = store.append(growth.additions)
            assert first == growth.stand.size
        store.keep_disclosures(growth.kept)
        for request, (at, count) in growth.requests.items():
            store.keep_request(request, at, count)
        if growth.erased:
            store.erase(growth.erased)

    def _after(self, before: Frontier, written: Sequence[bytes], found: Sequence[bytes]) -> Frontier:
        if list(found) != list(written):
            raise StoreFailed(
                f"{self._name}: what was stored is not what was written; no checkpoint was signed. Check the disk"
            )
        return before.extended(map(leaf_hash, found))

    def receipt(self, index: int, note: Note) -> bytes:
        """Returns the receipt of an entry under a checkpoint that covers it, as a tlog-proof."""
        return prove_entry(self.store, index, note).to_text()


def _filled(
    places: Sequence[Place[Fill, tuple[Share, Note]]], stand: Checkpoint
) -> tuple[Growth, list[tuple[Place[Fill, tuple[Share, Note]], Share]]]:
    """Returns what all of them bring together, and each one's share; who cannot come in keeps the fault."""
    while True:
        growth, shares = Growth(stand), []
        for place in places:
            if place.fault is not None:
                continue
            first = growth.next
            try:
                place.brought(growth)
            except Exception as fault:
                # What it had added already is in the growth: the others begin anew without it.
                place.fault = fault
                break
            leaves = tuple(each.leaf for each in growth.additions[first - stand.size :])
            if growth.request:
                growth.requests[growth.request] = first, len(leaves)
                growth.request = ""
            shares.append((place, Share(first, leaves)))
        else:
            return growth, shares
