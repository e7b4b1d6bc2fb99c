"""The desk: where acts and signed entries come in, are held against the door, and leave with their receipts.

A key that signs at once (in a file here) signs inside the turn, so that whoever else writes with it waits. A key that
somebody has to touch, or that an agent holds, signs before the turn; where its author's chain or the log went on
meanwhile, it is asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import TypedDict

from travaux.errors import Locked, Malformed, NotPermitted, OutOfOrder, ProofFailed, StoreFailed, UnknownKey
from travaux.keys.private import PrivateKey
from travaux.log.checkpoint import Checkpoint
from travaux.log.leaf import Leaf
from travaux.log.merkle import leaf_hash
from travaux.log.note import Make, Note
from travaux.record.book import Book
from travaux.record.disclosures import Disclosure
from travaux.record.entries import Entered
from travaux.record.keyring import Keyring, key_of
from travaux.record.rules.verdicts import Verdict
from travaux.record.terms import Index, PartyId
from travaux.secretariat import entering
from travaux.secretariat.door import KEYED, Admitted, Door, Keys, read, signers_of, stored
from travaux.secretariat.entering import Apart, Deferred, Doing
from travaux.secretariat.home import Home
from travaux.secretariat.ledger import Growth, Ledger, Share
from travaux.secretariat.signers import Signer, by_key
from travaux.stores.store import Kept, Link, Store

Written = tuple[Doing, bytes, list[Kept]]
"""An act, its signed leaf, and the private values that it commits to."""


class _Place(TypedDict):
    """Where an entry is to stand: what `entering.message` takes besides the act."""

    origin: str
    size: int
    root: str
    last: Link | None
    ring: Keyring
    at: datetime


AGAIN = 5
"""How often an entry is signed anew when the log went on meanwhile."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the depositary owes whoever hands in an entry: its index, its leaf's hash, and the proof as a file.

    `text` is a C2SP tlog-proof; keep it. `again` says that this very request had been entered before.
    """

    index: int
    hash: str
    text: str
    again: bool = False
    judge: Callable[[int], tuple[Verdict, ...]] | None = field(default=None, repr=False, compare=False)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What the record's rule pack says of the act, worked out when asked for: it was entered whatever they say."""
        return self.judge(self.index) if self.judge else ()


@dataclass(slots=True)
class _Batch:
    """Entries on their way in: what those that come after must see of those before, though nothing is stored yet."""

    growth: Growth
    door: Door
    apart: Apart
    chains: dict[str, Link] = field(default_factory=dict)
    hashes: dict[bytes, int] = field(default_factory=dict)

    def admit(self, text: bytes, disclosures: Mapping[str, Disclosure]) -> Admitted:
        admitted = self.door.admit(text, self.growth.next, disclosures)
        entered, addition = admitted.entered, admitted.addition
        self.apart.take(entered.entry, self.door.keys.book.keyring)
        self.growth.additions.append(addition)
        digest = bytes.fromhex(entered.hash)
        self.hashes[digest] = entered.index
        self.chains[addition.author] = Link(addition.seq, entered.index, digest)
        if addition.kind in KEYED:
            self.door = replace(self.door, keys=self.door.keys.after([entered], entered.index + 1))
        return admitted


class Desk:
    """The writing side of one record."""

    def __init__(
        self, store: Store, ledger: Ledger, home: Home, sites: tuple[str, ...] = (), *, book: Callable[[], Book] = Book
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._home = home
        self._sites = sites
        self._book = book
        self._keys = Keys()
        self._own: dict[PartyId | None, Signer] = {}
        self._log_key: PrivateKey | None = None

    def _allowed(self) -> tuple[str, ...]:
        """Returns where passkeys may be used now: a site may have been allowed since the record was opened."""
        return tuple(self._store.setting("sites").split()) or self._sites

    def ring(self) -> Keyring:
        """Returns the keys as of the last entry, read from the acts on keys alone."""
        size = self._store.size
        if self._keys.size < size:
            found = [_entered(*each) for each in self._store.leaves(self._keys.size, size, kinds=KEYED)]
            self._keys = self._keys.after(found, size)
        return self._keys.book.keyring

    def signer(self, party: PartyId | None) -> Signer:
        """Returns who signs where nobody is named: the depositary where its key is in this home, else the party."""
        if party not in self._own:
            self._own[party] = self._find_signer(party)
        signer = self._own[party]
        holder = self.ring().holders.get(key_of(signer.key.to_text()))
        if holder is None or holder.retired is not None:
            self._own[party] = signer = self._find_signer(party)
        return signer

    def _find_signer(self, party: PartyId | None) -> Signer:
        holders = self.ring().holders
        found: dict[str, str] = {}
        for name in self._home.names():
            holder = holders.get(key_of(self._home.public(name).to_text()))
            if holder is not None and holder.retired is None:
                own = party is not None and holder.party == party
                found.setdefault("own" if own else holder.duty, name)
        for duty in ("depositary", "own"):
            if duty in found:
                return by_key(self._home.key(found[duty]))
        raise UnknownKey(
            f"no key in {self._home.path} is enrolled in {self._ledger.key.name} for this; say with which key to sign"
        )

    def enter(self, waiting: Sequence[Doing | Deferred], request: str) -> list[Receipt]:
        """Enters acts, all or none."""
        make = self._make()
        if self._asked_before(request) or self._all_quick(waiting):
            return self._enter_at_once(waiting, request, make)
        return self._enter_signed_before(waiting, request, make)

    def _all_quick(self, waiting: Sequence[Doing | Deferred]) -> bool:
        """Whether every signer is quick, acts that are made later among them: they are made once to see."""
        size = self._store.size
        made = [one if isinstance(one, Doing) else one(range(size, size + at)) for at, one in enumerate(waiting)]
        return all(each.quick for one in made for each in one.signers)

    def _enter_at_once(self, waiting: Sequence[Doing | Deferred], request: str, make: Make) -> list[Receipt]:
        def fill(growth: Growth) -> None:
            if self._asked_before(request, growth):
                return
            growth.request = request
            batch = self._batch(growth)
            for doing in _made(waiting, growth.next):
                self._write(batch, doing)

        share, note = self._ledger.grow(fill, make, self._vet)
        return self._receipts(share, note, request)

    def _enter_signed_before(self, waiting: Sequence[Doing | Deferred], request: str, make: Make) -> list[Receipt]:
        for _ in range(AGAIN):
            size = self._store.size
            ahead = self._batch(Growth(self._ledger.last()))
            try:
                written = [(doing, *self._write(ahead, doing)) for doing in _made(waiting, size)]
                share, note = self._ledger.grow(partial(self._fill_written, written, size, request), make, self._vet)
            except OutOfOrder:
                continue
            return self._receipts(share, note, request)
        raise Locked(f"others went on writing to {self._ledger.key.name} while the entry was signed; try again")

    def _fill_written(self, written: Sequence[Written], size: int, request: str, growth: Growth) -> None:
        if self._asked_before(request, growth):
            return
        # Acts of one batch may name each other by the indices that they were to have.
        if len(written) > 1 and growth.next != size:
            raise OutOfOrder("the log went on meanwhile")
        growth.request = request
        batch = self._batch(growth)
        for doing, leaf, kept in written:
            self._take(batch, doing, leaf, kept)

    def prepare(self, doing: Doing) -> tuple[bytes, list[str]]:
        """Returns the bytes that its first signer is to sign somewhere else, and the disclosures; nothing is written.

        They hold as long as that signer enters nothing else meanwhile.
        """
        growth = Growth(self._ledger.last())
        text, kept = entering.message(doing, **self._place(self._batch(growth), doing))
        return text, [each.disclosure for each in kept]

    def receive(
        self,
        leaf: bytes,
        disclosures: Mapping[str, Disclosure],
        files: Mapping[str, tuple[str, bytes]],
        drafts: Mapping[str, bytes] = MappingProxyType({}),
    ) -> Receipt:
        """Takes in an entry that was signed elsewhere, with the files and the drafts that it names."""

        def fill(growth: Growth) -> None:
            admitted = self._batch(growth).admit(leaf, disclosures)
            growth.files |= files
            growth.drafts |= drafts
            at = admitted.entered.index
            seen_by = entering.audience(admitted.entered.entry.act)
            growth.kept += [Kept(digest, at, each.to_text(), seen_by) for digest, each in disclosures.items()]

        share, note = self._ledger.grow(fill, self._make(), self._vet)
        return self._receipts(share, note, "")[0]

    def erase(self, doings: Sequence[Doing], digests: Sequence[str]) -> list[Receipt]:
        """Enters erasures, and removes what they erase from the record and from its free space."""

        def fill(growth: Growth) -> None:
            batch = self._batch(growth)
            for doing in doings:
                self._write(batch, doing)
            growth.erased += digests

        share, note = self._ledger.grow(fill, self._make(), self._vet)
        receipts = self._receipts(share, note, "")
        self.scrub()
        return receipts

    def scrub(self) -> None:
        """Leaves no trace of what was erased in the free space of the record."""
        try:
            with self._store.turn():
                self._store.scrub()
        except Locked:
            raise
        except StoreFailed as fault:
            raise StoreFailed(
                f"{self._ledger.key.name}: the value is erased, but the record could not be written anew, and old "
                "bytes of it may be left. Make room, or check the disk; then erase again, naming no fields"
            ) from fault

    def sign_over(self) -> Note:
        """Returns a checkpoint for all entries there are, signed now where the last one does not cover them."""
        note = self._store.checkpoint()
        if note is not None:
            last = Note.from_text(note)
            if Checkpoint.from_text(last.text).size == self._store.size:
                return last
        return self._ledger.grow(lambda _: None, self._make(), self._vet)[1]

    def compose(self, doing: Doing) -> tuple[bytes, list[str]]:
        """Returns a signed leaf and its disclosures, to be handed to the depositary; nothing is written here."""
        growth = Growth(self._ledger.last())
        leaf, kept = self._written(self._batch(growth), doing)
        return leaf, [each.disclosure for each in kept]

    # Inside a turn

    def _make(self) -> Make:
        if self._log_key is None:
            key = self._home.log_key(self._ledger.key.name)
            if key.public.public != self._ledger.key.public:
                raise NotPermitted(f"the key in {self._home.path} is not the one of the log {self._ledger.key.name}")
            self._log_key = key
        return self._log_key.make

    def _asked_before(self, request: str, growth: Growth | None = None) -> bool:
        coming = growth is not None and request in growth.requests
        return bool(request) and (coming or self._store.request(request) is not None)

    def _vet(self, start: int, stop: int) -> None:
        """Refuses to sign over entries that did not come in by a door, their chains apart, in which gaps are shown."""
        before = [_entered(*each) for each in self._store.leaves(0, start, kinds=KEYED)]
        door = Door(
            origin=self._ledger.key.name,
            keys=Keys().after(before, start),
            hashes=self._store,
            find=lambda _: None,
            chain=lambda _: None,
            now=None,
            sites=self._allowed(),
        )
        for index, text in self._store.leaves(start, stop):
            try:
                entered = door.admit(text, index).entered
            except (Malformed, OutOfOrder, ProofFailed, UnknownKey) as fault:
                raise StoreFailed(
                    f"entry {index} did not come into {door.origin} by its door: {fault}. Nothing was signed: somebody "
                    f"wrote to the file. Put back a copy that has {start} entries"
                ) from None
            door = replace(door, keys=door.keys.after([entered], index + 1))

    def _batch(self, growth: Growth) -> _Batch:
        """Returns the batch of a growth, in which those who come in together see each other's entries."""
        if isinstance(growth.batch, _Batch):
            return growth.batch
        self.ring()
        chains: dict[str, Link] = {}
        hashes: dict[bytes, int] = {}
        stand = growth.stand
        door = Door(
            origin=self._ledger.key.name,
            keys=self._keys,
            hashes=self._store,
            find=lambda digest: hashes[digest] if digest in hashes else self._store.find(digest),
            chain=lambda author: chains[author] if author in chains else self._store.chain(author),
            now=entering.now(),
            sites=self._allowed(),
            seen=(stand.size, stand.root.hex()),
        )
        growth.batch = batch = _Batch(growth, door, Apart(self._book), chains, hashes)
        return batch

    def _write(self, batch: _Batch, doing: Doing) -> tuple[bytes, list[Kept]]:
        leaf, kept = self._written(batch, doing)
        self._take(batch, doing, leaf, kept)
        return leaf, kept

    def _written(self, batch: _Batch, doing: Doing) -> tuple[bytes, list[Kept]]:
        return entering.write(doing, **self._place(batch, doing))

    @staticmethod
    def _place(batch: _Batch, doing: Doing) -> _Place:
        """Returns where in the log and in its author's chain an entry is to stand."""
        stand, door = batch.growth.stand, batch.door
        return _Place(
            origin=door.origin,
            size=stand.size,
            root=stand.root.hex(),
            last=door.chain(doing.signers[0].key.fingerprint),
            ring=door.keys.book.keyring,
            at=entering.now(),
        )

    def _take(self, batch: _Batch, doing: Doing, leaf: bytes, kept: Sequence[Kept]) -> None:
        growth = batch.growth
        admitted = batch.admit(leaf, {})
        growth.kept += [replace(each, index=int(admitted.entered.index)) for each in kept]
        growth.files |= doing.files
        growth.drafts |= doing.drafts

    def _receipts(self, share: Share, note: Note, request: str) -> list[Receipt]:
        first, count, again = share.first, len(share.leaves), False
        if request and not count:
            found = self._store.request(request)
            assert found is not None
            (first, count), again = found, True
        receipts = []
        for index in range(first, first + count):
            leaf = share.leaves[index - first] if not again else _leaf(self._store, index)
            digest = leaf_hash(leaf).hex()
            receipts.append(Receipt(index, digest, self._ledger.receipt(index, note).decode(), again))
        return receipts


def _made(waiting: Sequence[Doing | Deferred], size: int) -> Iterable[Doing]:
    for at, one in enumerate(waiting):
        yield one if isinstance(one, Doing) else one(range(size, size + at))


def _leaf(store: Store, index: int) -> bytes:
    return next(text for _, text in store.leaves(index, index + 1))


def _entered(index: int, text: bytes) -> Entered:
    """Returns an act on keys as it stands in the log: the door checked its signatures when it came in."""
    with stored(index):
        leaf = Leaf.from_text(text)
        return Entered(index=Index(index), entry=read(leaf, {}), hash=leaf.hash.hex(), signers=signers_of(leaf))
