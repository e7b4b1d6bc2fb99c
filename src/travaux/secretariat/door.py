"""The door: what an entry must be to come into the log. What it says is not judged here, and rules refuse nothing.

Refused are, each with its place: bytes that are no leaf; an entry of another log; a signature that does not hold; a key
that is not valid at this index, or a passkey used elsewhere than it may be; a checkpoint in `after` that this log never
had; an entry that is there already; an author's number that was used before, or a chain that does not hold; a private
value that the entry does not commit to; a clock more than a day ahead; an act on keys that not everybody may read.

A number that leaves a gap in its author's chain is let in, and the gap shows: otherwise a depositary who once refused
an entry could bar its author for ever.
"""

from __future__ import annotations

import json
from binascii import a2b_base64
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from travaux.canon import Value, from_base64
from travaux.errors import Malformed, OutOfOrder, ProofFailed, StoreFailed, UnknownKey
from travaux.keys.check import check
from travaux.keys.public import PublicKey
from travaux.keys.sshsig import SshSig
from travaux.log.leaf import Leaf
from travaux.log.merkle import Hashes, fold, subtrees
from travaux.record import acts
from travaux.record.book import Book
from travaux.record.disclosures import Disclosure
from travaux.record.entries import Entered, Entry, from_value
from travaux.record.keyring import key_of
from travaux.record.terms import Index
from travaux.record.wire import Shown
from travaux.stores.store import Addition, Link

OPEN = ("enrol", "rotate", "retire", "void", "erase", "roll")
"""Acts on which the standing of others' entries rests: everybody may read them."""

KEYED = ("enrol", "rotate", "retire", "void")
"""Acts after which other keys may be valid."""

AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Keys:
    """Which keys are valid, as of an entry: a book that holds the acts on keys alone."""

    book: Book = field(default_factory=Book)
    size: int = 0

    def after(self, entered: Iterable[Entered], size: int) -> Keys:
        """Returns the keys after more acts on keys, in a log that has grown to `size`."""
        more = [each for each in entered if each.entry.type in KEYED]
        if not more:
            return replace(self, size=size)
        book = self.book.opened()
        for each in more:
            book.enter(each)
        return Keys(book.closed(), size)


@dataclass(frozen=True, slots=True)
class Admitted:
    """An entry that may come in: as the log will have it, and as a store keeps it."""

    entered: Entered
    addition: Addition


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What an entry is held against: the log's origin, its keys, its tree, its authors' chains, and the time."""

    origin: str
    keys: Keys
    hashes: Hashes
    find: Callable[[bytes], int | None]
    chain: Callable[[str], Link | None]
    now: datetime | None
    """The clock here; None for entries that are in the log already, which came in by a clock that may have been set."""
    sites: tuple[str, ...] = ()
    seen: tuple[int, str] = (0, "")
    """The last checkpoint, which most entries name: its size and root need no reading."""

    def admit(self, text: bytes, index: int, disclosures: Mapping[str, Disclosure] | None = None) -> Admitted:
        """Returns a leaf as the entry that it will be at `index`; raises what the module says."""
        leaf = Leaf.from_text(text)
        digest = leaf.hash
        found = self.find(digest)
        if found is not None:
            raise OutOfOrder(f"the entry is in the record already, as entry {found}")
        entry = read(leaf, disclosures or {}, strict=True)
        self._check_place(entry, index)
        entered = Entered(index=Index(index), entry=entry, hash=digest.hex(), signers=self._signers(leaf))
        author = self._author(entered)
        self._check_chain(entry, author)
        return Admitted(entered, Addition(text, entry.type, author, entry.seq))

    def _signers(self, leaf: Leaf) -> tuple[str, ...]:
        return tuple(check(leaf.message, each, origins=self.sites).key.to_text() for each in leaf.signatures)

    def _check_place(self, entry: Entry, index: int) -> None:
        if entry.log != self.origin:
            raise Malformed(f"an entry of the log {entry.log}, and this is {self.origin}", where="log")
        if entry.type in OPEN and entry.visible != "all":
            raise Malformed(f"an entry of type {entry.type} is visible to all", where="visible")
        claimed = _clock(entry.at) if entry.at else None
        if claimed and self.now and claimed > self.now + AHEAD:
            says = f"{entry.at} is more than a day ahead of the clock here"
            raise Malformed(says, where="at", advice="Set whichever is wrong; if it was the signer's, sign again")
        size = entry.after.size
        if size > index:
            raise Malformed(f"names a checkpoint of {size} entries, and the log has {index}", where="after.size")
        known = entry.after.root if (size, entry.after.root) == self.seen else root_at(self.hashes, size)
        if entry.after.root != known:
            raise Malformed(f"names a checkpoint of {size} entries that this log never had", where="after.root")

    def _author(self, entered: Entered) -> str:
        """Returns the fingerprint of the author's key, once every signer's key is found to be valid."""
        ring = self.keys.book.keyring
        founds = ring.founds(entered)
        brought = _brought(entered.entry.act)
        valid = []
        for signer in entered.signers:
            key = key_of(signer)
            holder = ring.holders.get(key)
            if holder is not None and holder.valid_at(entered.index):
                valid.append(key)
            elif key not in brought:
                why = "was never enrolled" if holder is None else "is no longer valid"
                mark = PublicKey.from_text(key).fingerprint
                raise UnknownKey(f"the key {mark} {why} in {self.origin}, as of entry {entered.index}")
        if not valid and not founds:
            raise UnknownKey(f"no key that is valid in {self.origin} signed the entry")
        return PublicKey.from_text(valid[0] if valid else entered.signers[0]).fingerprint

    def _check_chain(self, entry: Entry, author: str) -> None:
        last = self.chain(author)
        expected, prev = (0, "") if last is None else (last.seq + 1, last.hash.hex())
        if entry.seq < expected:
            raise OutOfOrder(
                f"the author's entry {entry.seq} is in the log already, and entry {expected} is to follow; read the "
                "record again and sign anew"
            )
        if entry.seq == expected and entry.prev != prev:
            raise Malformed("not the hash of the author's entry before", where="prev")


def read(leaf: Leaf, disclosures: Mapping[str, Disclosure], erased: Mapping[str, int] | None = None, *,
         strict: bool = False) -> Entry:  # fmt: skip
    """Returns the entry in a leaf, with the private values that are disclosed; `strict` refuses those not its own."""
    return _said(leaf.value, disclosures, erased or {}, strict)


def _said(value: Value, disclosures: Mapping[str, Disclosure], erased: Mapping[str, int], strict: bool) -> Entry:
    shown = Shown(disclosures, erased)
    entry = from_value(value, shown)
    unused = disclosures.keys() - shown.met if strict else None
    if unused:
        raise Malformed("the entry commits to no such private value", where=f"disclosure {min(unused)}")
    return entry


@contextmanager
def stored(index: int) -> Iterator[None]:
    """Raises what is refused of an entry that lies in a record as what it is there: damage."""
    try:
        yield
    except Malformed as fault:
        raise StoreFailed(f"entry {index} cannot be read, the record is damaged: {fault}") from None


def read_again(
    text: bytes, disclosures: Mapping[str, Disclosure], erased: Mapping[str, int]
) -> tuple[Entry, tuple[str, ...]]:
    """Returns the entry in a leaf that was let in before, and the keys that it names as its signers.

    Its form and its signatures are not checked again: whoever calls holds the bytes against the tree.
    """
    message, *lines = text.removesuffix(b"\n").split(b"\n")
    if not lines:
        raise Malformed("an entry that nobody signed", where="line 2")
    try:
        value: Value = json.loads(message)
        signers = tuple(_signer(line[:_HEAD]) or _signer_of(line) for line in lines)
    except (ValueError, RecursionError):
        raise Malformed("not JSON and signatures in base64") from None
    return _said(value, disclosures, erased, strict=False), signers


_HEAD = 88
"""How many letters of base64 hold an SSHSIG up to the end of an Ed25519 key, and nothing more that differs."""


@lru_cache(1024)
def _signer(head: bytes) -> str:
    data = a2b_base64(head)
    return PublicKey.from_blob(data[14:65]).to_text() if data[10:14] == b"\0\0\0\x33" else ""


def _signer_of(line: bytes) -> str:
    return SshSig.from_blob(from_base64(line.decode("ascii", "replace"))).key.to_text()


def signers_of(leaf: Leaf) -> tuple[str, ...]:
    """Returns the keys that a leaf names as its signers, for a leaf whose signatures were checked before."""
    return tuple(SshSig.from_blob(each).key.to_text() for each in leaf.signatures)


def signers_holding(leaf: Leaf, sites: Iterable[str]) -> tuple[str, ...]:
    """Returns the keys whose signatures of a leaf hold; others are passed over."""
    found = []
    for each in leaf.signatures:
        try:
            found.append(check(leaf.message, each, origins=sites).key.to_text())
        except (Malformed, ProofFailed):
            continue
    return tuple(found)


def root_at(hashes: Hashes, size: int) -> str:
    """Returns the root of the first entries of a log, in hexadecimal."""
    return fold(hashes.hashes(subtrees(0, size))).hex()


def _brought(act: acts.Act) -> tuple[str, ...]:
    """Returns the key that an act brings in: it may sign too, to show that somebody holds it."""
    match act:
        case acts.Enrol(key=key):
            return (key_of(key),)
        case acts.Rotate(new=key):
            return (key_of(key),)
    return ()


def _clock(at: str) -> datetime:
    try:
        return datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise Malformed("not a time like 2031-03-16T09:30:00Z", where="at") from None
