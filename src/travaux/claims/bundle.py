"""A bundle: a finding and all it takes to check it, in one file, for somebody who trusts neither side. The format.

A bundle is a ZIP (`archive` says in which one form), so that stock tools open it. In it are

    README.txt               what this is, and the commands to check it without Travaux
    finding.jsonl            the finding: canonical values, a line each (`lines`)
    checkpoint               the log's signed checkpoint, with the witnesses' cosignatures, verbatim (C2SP)
    leaves.txt               every entry of the log up to the checkpoint: the leaf as it was hashed, then an empty line
    leaves/<n>.leaf          or only some of them, each with
    leaves/<n>.tlog-proof      its receipt under that checkpoint
    disclosures.jsonl        private values that are shown: [entry, disclosure], a line each (RFC 9901)
    drafts/<digest>.txt      the texts that the finding is about, and (`texts`)
    drafts/<digest>.jsonl      how their clauses are numbered
    allowed_signers          the keys that are valid at the checkpoint, for ssh-keygen; worked out from the entries
    policy                   a C2SP tlog-policy, as a convenience

An answer that rests on something not being there carries every leaf, so that nothing can be left out. Nobody takes a
key from a bundle: `verify` is given its pins. It answers each statement by itself, and says what it did not prove.

The finding itself is worked out anew from the entries by `rework`, which is passed in: this module knows nothing of how
a claim is answered, only that the answer must come out the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from travaux.canon import Value
from travaux.claims.carried import Bundle, read, write
from travaux.claims.claim import Finding
from travaux.errors import Malformed, TravauxError, within
from travaux.log.checkpoint import Opened
from travaux.log.leaf import Leaf
from travaux.log.merkle import Tree
from travaux.log.note import Check as CheckEd25519
from travaux.log.policy import Policy
from travaux.log.proof import check_inclusion
from travaux.log.receipt import Receipt
from travaux.record import acts, wire
from travaux.record.disclosures import DIGESTS, Disclosure, by_digest
from travaux.record.entries import Entered, from_value
from travaux.record.terms import Index

__all__ = ["Bundle", "CheckSignature", "Pins", "Report", "Rework", "Step", "read", "verify", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """What the one who checks brings along: which logs and witnesses to believe, and keys known from elsewhere.

    `keys` are OpenSSH public key lines, each with the id of the party or person whose it is known to be.
    """

    policy: Policy
    keys: tuple[tuple[str, str], ...] = ()


CheckSignature = Callable[[bytes, bytes], str]
"""Takes line 1 of a leaf and an SSHSIG; returns the public key line of the signer, or raises what refuses it."""

Rework = Callable[[Bundle, Sequence[Entered]], tuple[Finding, bytes]]
"""Works out the finding, and the allowed signers, from the entries and the drafts in a bundle (`claims.rework`)."""

Answer = Literal["passed", "failed", "left out"]


@dataclass(frozen=True, slots=True)
class Step:
    """A statement about a bundle, whether it holds, and where it does not: `why`, the exact message."""

    says: str
    answer: Answer
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was checked, statement by statement, and what was not proved. `finding` may be believed where `holds`."""

    steps: tuple[Step, ...]
    not_proved: tuple[str, ...] = ()
    finding: Finding | None = None
    origin: str = ""
    size: int = 0
    root: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing failed, and nothing was left out because of a failure."""
        return bool(self.steps) and all(step.answer == "passed" for step in self.steps)


STEPS = (
    "the file is a bundle, whole and in its one form",
    "the checkpoint is signed by a log that you believe, and by as many witnesses as you ask for",
    "the entries are those of that log: nothing is changed, exchanged or left out",
    "every entry is of that log, and saw the log as it is here",
    "every signature on every entry holds",
    "every private value shown is the one that its entry commits to",
    "every draft has the digest by which an entry names it",
    "the keys that you know are those that the record has for them",
    "the finding, and the list of signers, are what the entries give when worked out anew",
)

LIMITS = (
    "that nothing was said or done that is not in the log: coverage is the word of whoever vouches",
    "what was entered after this checkpoint: compare its size with the newest that anybody has",
    "when anything was done: the dates are the authors' own; the order of the entries is proved",
    "that a person is who an enrolment says: that is the word of whoever enrolled the key",
    "that a key was not stolen before it was retired",
)


def verify(data: bytes, pins: Pins, check_signature: CheckSignature, check: CheckEd25519, rework: Rework) -> Report:
    """Returns what holds in a bundle, statement by statement; it never raises for what is wrong in the bundle.

    `check` checks Ed25519 signatures on the checkpoint. After the first statement that fails the others are left out:
    what rests on a broken step is worth nothing.
    """
    work = _Work(pins, check_signature, check, rework)
    steps: list[Step] = []
    actions: tuple[Callable[[], None], ...] = (
        lambda: work.read(data), work.checkpoint, work.tree, work.entries, work.signatures, work.private, work.texts,
        work.keys, work.finding,
    )  # fmt: skip
    for says, action in zip(STEPS, actions, strict=True):
        if steps and steps[-1].answer != "passed":
            steps.append(Step(says, "left out"))
            continue
        try:
            action()
            steps.append(Step(says, "passed"))
        except (TravauxError, ValueError) as fault:
            steps.append(Step(says, "failed", str(fault) or type(fault).__name__))
    return work.report(tuple(steps))


@dataclass(slots=True)
class _Work:
    """A bundle being checked; each step uses what the steps before it made sure of."""

    pins: Pins
    check_signature: CheckSignature
    check: CheckEd25519
    rework: Rework
    bundle: Bundle | None = None
    opened: Opened | None = None
    leaves: dict[int, Leaf] = field(default_factory=dict)
    entered: list[Entered] = field(default_factory=list)

    def read(self, data: bytes) -> None:
        self.bundle = read(data)

    def checkpoint(self) -> None:
        self.opened = self.pins.policy.open(self._bundle.checkpoint, self.check)

    def tree(self) -> None:
        bundle, point = self._bundle, self._opened.checkpoint
        for index, content in bundle.leaves.items():
            with within(f"entry {index}"):
                self.leaves[index] = Leaf.from_text(content)
        if bundle.whole:
            if len(self.leaves) != point.size:
                raise Malformed(
                    f"{len(self.leaves)} entries, where the checkpoint has {point.size}", where="leaves.txt"
                )
            if Tree(leaf.hash for leaf in self.leaves.values()).root() != point.root:
                raise Malformed("the entries do not give the root of the checkpoint", where="leaves.txt")
            return
        if self.leaves.keys() != bundle.receipts.keys():
            raise Malformed("a leaf without its receipt, or a receipt without its leaf", where="leaves/")
        for index, leaf in self.leaves.items():
            with within(f"leaves/{index}.tlog-proof"):
                receipt = Receipt.from_text(bundle.receipts[index])
                if receipt.note != bundle.checkpoint or receipt.index != index or receipt.extra:
                    raise Malformed("a receipt for another entry, or under another checkpoint")
                check_inclusion(receipt.proof, index, point.size, leaf.hash, point.root)

    def entries(self) -> None:
        tree = Tree(leaf.hash for leaf in self.leaves.values()) if self._bundle.whole else None
        shown, erased = self._disclosed(), self._erased()
        for index, leaf in self.leaves.items():
            with within(f"entry {index}"):
                entry = from_value(leaf.value, wire.Shown(shown.get(index, {}), erased))
                if entry.log != self._opened.checkpoint.origin:
                    raise Malformed(f"an entry of the log {entry.log}")
                after = entry.after
                if after.size > index or (tree is not None and tree.root(after.size).hex() != after.root):
                    raise Malformed(f"its author saw a log of {after.size} entries that is not this one", where="after")
            self.entered.append(Entered(index=Index(index), entry=entry, hash=leaf.hash.hex()))

    def signatures(self) -> None:
        for number, (index, leaf) in enumerate(self.leaves.items()):
            with within(f"entry {index}"):
                try:
                    signers = tuple(self.check_signature(leaf.message, each) for each in leaf.signatures)
                except Malformed:
                    raise
                except TravauxError as fault:
                    raise Malformed(str(fault)) from None
            self.entered[number] = replace(self.entered[number], signers=signers)

    def private(self) -> None:
        for index, shown in self._disclosed().items():
            committed = set(_commitments(self.leaves[index].value)) if index in self.leaves else set[str]()
            for digest in shown:
                if digest not in committed:
                    raise Malformed("no entry commits to this private value", where=f"entry {index}: {digest}")

    def texts(self) -> None:
        named = set[str]()
        for each in self.entered:
            match each.entry.act:
                case acts.Table(draft=draft):
                    named.add(draft)
                case acts.Correct(corrected=corrected):
                    named.add(corrected.draft)
        for text in self._bundle.drafts:
            if text.digest not in named:
                raise Malformed("no entry tables a draft with this digest", where=f"drafts/{text.digest}.txt")

    def keys(self) -> None:
        for owner, line in self.pins.keys:
            enrolled = [act for each in self.entered if isinstance(act := each.entry.act, acts.Enrol)]
            mine = [act for act in enrolled if owner in (act.party, act.person.id)]
            if not any(act.key.split()[:2] == line.split()[:2] for act in mine):
                raise Malformed("the record has not the key that you know for it", where=owner)

    def finding(self) -> None:
        finding, signers = self.rework(self._bundle, self.entered)
        if finding != self._bundle.finding:
            raise Malformed(_difference(self._bundle.finding, finding), where="finding.jsonl")
        if signers != self._bundle.signers:
            raise Malformed("not the keys that are valid at the checkpoint", where="allowed_signers")

    def report(self, steps: tuple[Step, ...]) -> Report:
        found = self.bundle.finding if self.bundle else None
        limits = tuple(self._limits())
        if self.opened is None:
            return Report(steps=steps, not_proved=limits, finding=found)
        point = self.opened.checkpoint
        return Report(
            steps=steps, not_proved=limits, finding=found, origin=point.origin, size=point.size, root=point.root.hex()
        )  # fmt: skip

    def _limits(self) -> Iterator[str]:
        yield from LIMITS
        bundle = self.bundle
        if bundle is None:
            return
        if not bundle.whole:
            yield "that no other entry voids, withdraws or answers those shown here: only some of the entries are here"
        if any(text.numbered for text in bundle.drafts):
            yield "that the clauses are numbered as here: word processors compute numbers, and no digest covers them"
        if bundle.whole and all(each.signers for each in self.entered):
            yield from (f"that nothing was taken out before entry {index}: {says}" for index, says in self._gaps())
        if not self.pins.keys:
            yield "whose the keys are: you named none that you know from elsewhere"
        if bundle.policy and bundle.policy != self.pins.policy.to_text():
            yield "anything by the policy in the bundle: it is not yours, and was not used"

    def _gaps(self) -> Iterator[tuple[Index, str]]:
        """Yields the entries before which an entry of the same author is missing, by the author's own count.

        The log lets such entries in, because a depositary who refuses one must not silence its author for ever.
        """
        last: dict[str, tuple[int, str]] = {}
        for each in self.entered:
            act, entry = each.entry.act, each.entry
            brought = act.new if isinstance(act, acts.Rotate) else act.key if isinstance(act, acts.Enrol) else ""
            author = next((key for key in each.signers if brought.split()[:2] != key.split()[:2]), each.signers[0])
            count, before = last.get(author, (-1, ""))
            if (entry.seq, entry.prev) != (count + 1, before):
                yield each.index, f"its author's entry {entry.seq} follows upon one that is not here"
            last[author] = entry.seq, each.hash

    def _disclosed(self) -> dict[int, dict[str, Disclosure]]:
        found: dict[int, list[str]] = {}
        for index, text in self._bundle.disclosures:
            found.setdefault(index, []).append(text)
        return {index: by_digest(texts) for index, texts in found.items()}

    def _erased(self) -> dict[str, int]:
        found = {}
        for index, leaf in self.leaves.items():
            match leaf.value:
                case {"type": "erase", "body": {"digest": str(digest)}}:
                    found[digest] = index
        return found

    @property
    def _bundle(self) -> Bundle:
        assert self.bundle is not None
        return self.bundle

    @property
    def _opened(self) -> Opened:
        assert self.opened is not None
        return self.opened


def _difference(stated: Finding, worked: Finding) -> str:
    if stated.verdict != worked.verdict:
        return f"it says {stated.verdict}, and the entries give {worked.verdict}"
    return "it says the same verdict as the entries give, and not the same of what bears on it or was assumed"


def _commitments(value: Value) -> Iterator[str]:
    """Yields the digests of private values to which a value commits."""
    match value:
        case Mapping():
            for key, inside in value.items():
                if key == DIGESTS and isinstance(inside, list | tuple):
                    yield from (str(each) for each in inside)
                else:
                    yield from _commitments(inside)
        case list() | tuple():
            for inside in value:
                yield from _commitments(inside)
