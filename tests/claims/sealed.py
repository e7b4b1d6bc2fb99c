"""A record that is really signed and logged: the entries of a `Record`, each with a signature of its author's key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from tests.record.building import Record

from travaux.claims.bundle import Bundle, Pins, Report, verify, write
from travaux.claims.check import check
from travaux.claims.claim import Finding
from travaux.claims.rework import pack, rework
from travaux.keys import check as keys
from travaux.keys.check import check_ed25519
from travaux.keys.private import PrivateKey
from travaux.log import checkpoint as checkpoints
from travaux.log.checkpoint import Checkpoint
from travaux.log.leaf import Leaf
from travaux.log.merkle import Tree
from travaux.log.note import ED25519, Key, Note
from travaux.log.policy import Log, Policy
from travaux.record import acts, wire
from travaux.record.disclosures import Disclosure
from travaux.record.entries import After, Entered, from_value, to_value
from travaux.record.state import State, fold
from travaux.record.terms import Digest, Index


def private(name: str) -> PrivateKey:
    """A key that is always the same for a name."""
    return PrivateKey.from_seed(hashlib.sha256(name.encode()).digest())


@dataclass
class Sealed:
    """A record with its leaves, its log's key, and what its entries commit to."""

    record: Record
    leaves: dict[int, bytes]
    disclosures: list[tuple[int, str]]
    entered: list[Entered]
    log: PrivateKey
    key: Key

    @property
    def state(self) -> State:
        return fold(self.entered)

    def note(self, size: int | None = None) -> Note:
        kept = [Leaf.from_text(self.leaves[index]).hash for index in range(len(self.leaves) if size is None else size)]
        return checkpoints.sign(Checkpoint(self.key.name, len(kept), Tree(kept).root()), self.key, self.log.make)

    @property
    def pins(self) -> Pins:
        return Pins(policy=Policy(logs=(Log(self.key),)))

    def finding(self, sentence: str) -> Finding:
        return check(sentence, self.state, self.record.drafts)

    def bundle(self, sentence: str, **fields: object) -> Bundle:
        return pack(
            self.finding(sentence), self.note(), self.leaves, self.entered, drafts=self.record.drafts,
            disclosures=self.disclosures, **fields,  # type: ignore[arg-type]
        )  # fmt: skip

    def file(self, sentence: str) -> bytes:
        return write(self.bundle(sentence))

    def verified(self, data: bytes, pins: Pins | None = None) -> Report:
        return verify(data, pins or self.pins, check_signature, check_ed25519, rework)


def check_signature(message: bytes, signature: bytes) -> str:
    return keys.check(message, signature).key.to_text()


def sealed(record: Record, origin: str = "example.com/velm-valley") -> Sealed:
    """Signs and logs a record whose keys are only names."""
    log = private("log " + origin)
    leaves: dict[int, bytes] = {}
    disclosures: list[tuple[int, str]] = []
    entered: list[Entered] = []
    tree = Tree()
    chains: dict[str, tuple[int, str]] = {}
    for each in record.entered:
        signers = [line.rsplit(" ", 1)[-1] for line in each.signers]
        seq, prev = chains.get(signers[0], (0, ""))
        kept: dict[str, Disclosure] = {}

        def conceal(name: str, value: str, index: int = each.index, kept: dict[str, Disclosure] = kept) -> str:
            salt = hashlib.sha256(f"{index} {name} {value} {len(kept)}".encode()).digest()[:16]
            made = Disclosure(salt, name, value)
            kept[made.digest] = made
            return made.digest

        after = After(size=each.index, root=Digest(tree.root().hex()))
        entry = replace(each.entry, act=_keyed(each.entry.act), after=after, seq=seq, prev=prev, log=origin)
        value = to_value(entry, conceal)
        leaf = Leaf.of(value, *(private(name).sign(Leaf_message(value)) for name in signers))
        leaves[each.index] = leaf.to_text()
        tree.extend([leaf.hash])
        chains[signers[0]] = (seq + 1, leaf.hash.hex())
        disclosures += [(each.index, made.to_text()) for made in kept.values()]
        shown = from_value(leaf.value, wire.Shown(kept))
        names = tuple(private(name).public.to_text() for name in signers)
        entered.append(Entered(index=Index(each.index), entry=shown, hash=leaf.hash.hex(), signers=names))
    key = Key(origin, ED25519, log.public.public)
    return Sealed(record, leaves, disclosures, entered, log, key)


def Leaf_message(value: object) -> bytes:
    from travaux.canon import to_text

    return to_text(value)  # type: ignore[arg-type]


def _keyed(act: acts.Act) -> acts.Act:
    if isinstance(act, acts.Enrol):
        return replace(act, key=private(act.key.rsplit(" ", 1)[-1]).public.to_text())
    return act
