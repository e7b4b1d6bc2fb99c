"""Verifying a whole record: everything in the file held against its log, and the log against whoever is believed.

Nothing that the file says of itself is taken for granted: not its settings, not its tables of hashes and chains, not
what was worked out before. Every statement that was checked is listed with its answer, and so is what a file like this
cannot prove. Whoever knows the log's key from elsewhere gives it; else it is the file's own word, and listed as such.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from travaux.errors import Forked, Malformed, ProofFailed, StoreFailed, TravauxError, UnknownKey, within
from travaux.keys.check import check, check_ed25519
from travaux.log import checkpoint as checkpoints
from travaux.log.leaf import Leaf
from travaux.log.merkle import Node, Tree, leaf_hash
from travaux.log.note import Ed25519, Key
from travaux.log.policy import Policy
from travaux.record import acts
from travaux.record.book import Book
from travaux.record.disclosures import Disclosure
from travaux.record.entries import Entered
from travaux.record.keyring import fingerprint
from travaux.record.terms import Index
from travaux.secretariat import filing, guards
from travaux.secretariat.door import read
from travaux.secretariat.guards import Seen
from travaux.secretariat.home import Home
from travaux.stores.addresses import Address, place
from travaux.stores.places import store_at
from travaux.stores.store import Kept, Store

Answer = Literal["holds", "fails", "not proved"]


@dataclass(frozen=True, slots=True)
class Check:
    """A statement about a record, and whether it holds; `faults` say where it fails, each with its place."""

    says: str
    answer: Answer
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked of a record. `root` is in hexadecimal: compare size and root with whoever has a copy."""

    name: str
    origin: str
    size: int
    root: str
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing that could be checked fails."""
        return not self.failed

    @property
    def failed(self) -> tuple[Check, ...]:
        """The statements that fail."""
        return tuple(each for each in self.checks if each.answer == "fails")

    @property
    def not_proved(self) -> tuple[Check, ...]:
        """What was not or cannot be shown."""
        return tuple(each for each in self.checks if each.answer == "not proved")


LIMITS = (
    "that everything was entered that was said or done: a log proves what is in it",
    "when anything was done: the times in entries are what their authors' clocks said",
    "the title, the rule pack and the sites where passkeys may be used: they are settings of the file",
)


def verify(
    path: str | os.PathLike[str] | Address,
    *,
    key: str = "",
    policy: str = "",
    sites: Sequence[str] = (),
    home: str | os.PathLike[str] | None = None,
) -> Report:
    """Returns what holds in a record, in a file or on a server; raises `StoreFailed` where it is no record at all.

    `key` is the log's vkey as it was given to you; `policy` a C2SP tlog-policy with the logs and witnesses you believe.
    `sites` are those where you know that passkeys may be used; without any, the file's own setting counts.
    `home` is where checkpoints seen before are kept (`$TRAVAUX_HOME`); it is read, never written.
    """
    store = store_at(path)
    try:
        return verify_store(store, place(path).name, key=key, policy=policy, sites=sites, home=Home(home))
    finally:
        store.close()


def verify_store(
    store: Store, name: str, *, key: str = "", policy: str = "", sites: Sequence[str] = (), home: Home | None = None
) -> Report:
    """Returns what holds in a record, wherever it is kept."""
    with within("the key that was given" if key else f"{name}: the key of its log"):
        log = Key.from_text(key or store.setting("log"))
    believed = Policy.from_text(policy.encode()) if policy else None
    found = _Found(store, log, tuple(sites) or tuple(store.setting("sites").split()))
    # What was seen before is looked up before: others may write meanwhile, and the guard goes on with them.
    seen = home.guard(log.name).read() if home else None
    with store.still():
        checks = [
            *found.entries(),
            *found.checkpoints(believed),
            *found.tables(),
            *found.files(),
            *found.private(),
            *found.kept(),
            _known(found, seen, key, name),
            *(Check(limit, "not proved") for limit in LIMITS),
            *found.clocks(),
        ]
    return Report(name, log.name, found.tree.size, found.tree.root().hex(), tuple(checks))


_GAP = 100_000
"""How many entries may be missing in a row and the rest still be looked at, as if there were some."""


@dataclass(slots=True)
class _Found:
    """A record being checked: its leaves are read once, and what is found in them is kept for the rest."""

    store: Store
    log: Key
    sites: tuple[str, ...] = ()
    tree: Tree = field(default_factory=Tree)
    book: Book = field(default_factory=Book)
    read: dict[int, Entered] = field(default_factory=dict)
    committed: dict[str, int] = field(default_factory=dict)
    """The digests of private values, with the entry that commits to each."""
    hashes: list[bytes] = field(default_factory=list)

    def entries(self) -> Iterator[Check]:
        faults: dict[str, list[str]] = {each: [] for each in _ENTRY}
        for index, digest, text, kind in self.store.rows():
            self._entry(index, digest, text, kind, faults)
        self.tree.extend(self.hashes)
        self._follow(faults)
        count = len(self.hashes)
        for statement, wrong in faults.items():
            yield _check(statement.format(count=count), wrong)

    def _entry(self, index: int, digest: bytes, text: bytes, kind: str, faults: dict[str, list[str]]) -> None:
        place = f"entry {index}"
        if index - len(self.hashes) > _GAP:
            raise StoreFailed(f"{place} comes after entry {len(self.hashes) - 1}: the record is damaged")
        if index != len(self.hashes):
            faults[_THERE].append(f"entry {len(self.hashes)} is missing before {place}")
            self.hashes += [bytes(32)] * (index - len(self.hashes))
        self.hashes.append(leaf_hash(text))
        if self.hashes[-1] != digest:
            faults[_THERE].append(f"{place}: its bytes are not those that were hashed")
        try:
            leaf = Leaf.from_text(text)
            kept = [each for each in self.store.disclosures([index]) if _whole(each) and each.digest in text.decode()]
            entry = read(leaf, {each.digest: Disclosure.from_text(each.disclosure) for each in kept})
        except Malformed as fault:
            faults[_FORM].append(str(fault.inside(place)))
            return
        for found in _digests(leaf.value):
            self.committed[found] = index
        if entry.log != self.log.name:
            faults[_FORM].append(f"{place}: of another log, {entry.log}")
        if entry.type != kind:
            faults[_THERE].append(f"{place}: kept as {kind!r}, and is {entry.type!r}")
        signers = []
        for number, signature in enumerate(leaf.signatures, 2):
            try:
                signers.append(check(leaf.message, signature, origins=self.sites).key.to_text())
            except (Malformed, ProofFailed):
                faults[_SIGNED].append(f"{place}: the signature in line {number} does not hold")
        self.read[index] = Entered(
            index=Index(index), entry=entry, hash=self.hashes[-1].hex(), signers=tuple(signers)
        )  # fmt: skip

    def _follow(self, faults: dict[str, list[str]]) -> None:
        """Checks what an entry owes to those before it: whose keys were valid, chains, checkpoints its author saw."""
        book = self.book.opened()
        for index, entered in self.read.items():
            if index in book.rows:
                continue
            book.enter(entered)
            if entered.signers and book.rows[entered.index].judged.unkeyed:
                faults[_VALID].append(f"entry {index}: no key that was valid then signed it")
            after = entered.entry.after
            if after.size > index or self.tree.root(after.size).hex() != after.root:
                faults[_AFTER].append(
                    f"entry {index}: its author saw a checkpoint of {after.size} that this log never had"
                )
        self.book = book.closed()
        faults[_CHAINS] += [f"entry {gap.entry}: {gap.says}" for found in book.gaps.values() for gap in found]

    def clocks(self) -> Iterator[Check]:
        back = list(self.book.earlier)
        if back:
            claim = "entry claims" if len(back) == 1 else "entries claim"
            says = f"which clock was right: {len(back)} {claim} a time before that of the entry before"
            yield Check(f"{says}, the last of them entry {back[-1]}", "not proved", tuple(map(str, back)))

    def checkpoints(self, policy: Policy | None) -> Iterator[Check]:
        notes = self.store.checkpoints()
        wrong = []
        covered = 0
        for note in notes:
            try:
                said = checkpoints.open(note, [Ed25519(self.log, check_ed25519)]).checkpoint
            except (Malformed, ProofFailed, UnknownKey) as fault:
                wrong.append(f"a checkpoint: {fault}")
                continue
            if said.size > self.tree.size or self.tree.root(said.size) != said.root:
                wrong.append(f"the checkpoint of {said.size} entries is not of these entries")
            else:
                covered = max(covered, said.size)
        if not notes:
            wrong.append("there is none")
        which = f"the first {covered}" if covered else "these"
        yield _check(f"the log signed a checkpoint for {which} entries, and they are those", wrong)
        if covered < self.tree.size:
            yield Check(
                f"that entries {covered} to {self.tree.size - 1} are in the log: no checkpoint has them", "not proved"
            )
        yield self._witnessed(notes[-1] if notes else b"", policy)

    def _witnessed(self, note: bytes, policy: Policy | None) -> Check:
        statement = "that witnesses saw the same log: compare size and root with whoever has a receipt or a copy"
        if policy is None or not note:
            return Check(statement, "not proved")
        try:
            policy.open(note, check_ed25519)
        except TravauxError as fault:
            return Check("the policy believes the last checkpoint", "fails", (str(fault),))
        return Check("the policy believes the last checkpoint", "holds")

    def tables(self) -> Iterator[Check]:
        wrong = []
        expected: dict[str, tuple[int, int]] = {}
        for entered in self.read.values():
            keys = self.book.rows[entered.index].judged.keys if entered.index in self.book.rows else ()
            if keys:
                expected[fingerprint(keys[0])] = entered.entry.seq, int(entered.index)
        kept = {author: (link.seq, link.index) for author, link in self.store.chains().items()}
        wrong += [f"the chain of {author}" for author in sorted(expected.keys() ^ kept.keys())]
        wrong += [
            f"the chain of {author}" for author in expected.keys() & kept.keys() if expected[author] != kept[author]
        ]
        wrong += self._nodes()
        yield _check("the tables of hashes and chains are those of the entries", wrong)

    def _nodes(self) -> Iterator[str]:
        size, level = self.tree.size, 1
        while size >> level:
            nodes = [Node(level, place) for place in range(size >> level)]
            try:
                stored = self.store.hashes(nodes)
            except StoreFailed as fault:
                yield str(fault)
                return
            for node, mine, theirs in zip(nodes, self.tree.hashes(nodes), stored, strict=True):
                if mine != theirs:
                    yield f"node {node.place} of level {node.level}"
            level += 1

    def files(self) -> Iterator[Check]:
        wrong = []
        there = self.store.manuscripts()
        for digest in there:
            found = self.store.manuscript(digest)
            if found is None or sha256(found[1]).hexdigest() != digest:
                wrong.append(f"file {digest}")
        drafts = self.store.drafts()
        for digest in drafts:
            try:
                filing.decode(self.store.draft(digest) or b"", digest)
            except StoreFailed:
                wrong.append(f"draft {digest}")
        yield _check(f"{len(there)} files and {len(drafts)} drafts have the digests under which they are kept", wrong)
        missing = [each for each in self._named() if each not in there and each not in drafts]
        if missing:
            yield Check("what stands in files that entries name and the record has not", "not proved", tuple(missing))

    def _named(self) -> Iterable[str]:
        named: dict[str, None] = {}
        for entered in self.read.values():
            if isinstance(entered.entry.act, acts.Table):
                named[entered.entry.act.draft] = named[entered.entry.act.file] = None
        return named

    def private(self) -> Iterator[Check]:
        wrong, held = [], set()
        for kept in self.store.disclosures():
            held.add(kept.digest)
            if not _whole(kept) or self.committed.get(kept.digest) != kept.index:
                wrong.append(f"entry {kept.index}: a private value that it does not commit to")
        erased = {each.entry.act.digest: at for at, each in self.read.items() if isinstance(each.entry.act, acts.Erase)}
        wrong += [f"a private value that entry {erased[digest]} says was erased" for digest in held & erased.keys()]
        yield _check(f"{len(held)} private values are those that the entries commit to", wrong)
        withheld = [digest for digest in self.committed if digest not in held and digest not in erased]
        if withheld:
            yield Check(f"{len(withheld)} private values that are not in this file", "not proved")

    def kept(self) -> Iterator[Check]:
        statement = "settings, and what else no entry vouches for, are as they were written"
        faults = self.store.unsound()
        yield Check(statement, "not proved") if faults is None else _check(statement, faults)


def _whole(kept: Kept) -> bool:
    try:
        return filing.disclosed(kept).digest == kept.digest
    except StoreFailed:
        return False


def _known(found: _Found, seen: Seen | None, key: str, name: str) -> Check:
    """Says whether the log is the one that was seen here before, or whose key was given."""
    if seen is None and not key:
        vkey = found.log.to_text()
        return Check(f"that this is the log you mean: ask its depositary whether its key is {vkey}", "not proved")
    if seen is None:
        return _check("the log is the one whose key you gave", [])
    if seen.key != found.log:
        return Check("the log is the one that was seen here before", "fails", ("it has another key",))
    try:
        guards.check(seen, found.tree.size, found.tree, name)
    except Forked as fault:
        return Check("the record holds all that was seen of its log here before", "fails", (str(fault),))
    return _check("the record holds all that was seen of its log here before", [])


def _check(statement: str, faults: Iterable[str]) -> Check:
    found = tuple(faults)
    return Check(statement, "fails" if found else "holds", found)


_THERE = "{count} entries are there, without a gap, as they were hashed"
_FORM = "each is a canonical entry of this log"
_SIGNED = "every signature on them holds"
_VALID = "a key that was valid at its place signed each"
_CHAINS = "every author's own chain holds, without a gap"
_AFTER = "every author had seen a checkpoint of this very log"
_ENTRY = (_THERE, _FORM, _SIGNED, _VALID, _CHAINS, _AFTER)


def _digests(value: object) -> Iterator[str]:
    match value:
        case dict():
            for key, inside in value.items():
                if key == "_sd" and isinstance(inside, list):
                    yield from map(str, inside)
                else:
                    yield from _digests(inside)
        case list():
            for inside in value:
                yield from _digests(inside)
