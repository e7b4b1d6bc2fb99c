"""Rework: a finding worked out anew from the entries and the drafts that a bundle carries. `bundle` asks for nothing
else of how claims are answered; `pack` makes the bundle of a finding, so that both sides come from one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from travaux.claims.bundle import Bundle
from travaux.claims.check import check
from travaux.claims.claim import Finding
from travaux.claims.texts import carry, draft_of
from travaux.errors import Malformed
from travaux.log.checkpoint import Checkpoint
from travaux.log.leaf import Leaf
from travaux.log.merkle import Hashes, Tree
from travaux.log.note import Note, text_of
from travaux.log.receipt import prove_entry
from travaux.record import acts
from travaux.record.entries import Entered
from travaux.record.state import State, fold
from travaux.record.terms import Digest, Index
from travaux.text.drafts import Draft

NAMESPACE = "travaux-entry@v1"


def rework(bundle: Bundle, entered: Sequence[Entered]) -> tuple[Finding, bytes]:
    """Returns the finding that the entries of a bundle give on its claim, and its list of signers."""
    size = Checkpoint.from_text(text_of(bundle.checkpoint)).size
    drafts = {text.digest: draft_of(text) for text in bundle.drafts}
    return answer(bundle.finding, entered, drafts, size)


def answer(
    asked: Finding, entered: Iterable[Entered], drafts: Mapping[Digest, Draft], size: int
) -> tuple[Finding, bytes]:
    """Returns the answer to the claim of a finding, by the same rules and assumptions, and the list of signers."""
    folded = fold(entered)
    state = State(folded.book, size)
    found = check(
        asked.says, state, drafts, rules=asked.rules, counting=asked.counting, assuming=asked.assuming
    )  # fmt: skip
    return found, signers(state)


def signers(state: State) -> bytes:
    """Returns the keys that are valid at the end of a log, as `ssh-keygen -Y verify` reads them (ALLOWED SIGNERS).

    A key is called by the id of its person, which is no private value.
    """
    valid = [holder for holder in state.holders if holder.valid_at(state.size)]
    lines = [f'{holder.person.id} namespaces="{NAMESPACE}" {holder.key}\n' for holder in valid]
    return "".join(lines).encode()


def pack(
    finding: Finding, note: Note, leaves: Mapping[int, bytes], entered: Sequence[Entered], *,
    drafts: Mapping[Digest, Draft], disclosures: Iterable[tuple[int, str]] = (), policy: bytes = b"",
    only: Iterable[int] | None = None, hashes: Hashes | None = None,
) -> Bundle:  # fmt: skip
    """Returns the bundle of a finding under a checkpoint.

    `leaves` and `entered` are every entry up to the checkpoint. With `only`, these entries and those that they rest on
    are carried, each with its proof (`hashes` is the log's tree, made here if it is not given): then nothing that is
    absent can be shown, and the finding is worked out anew from them. Raises `Malformed` where the entries do not give
    the verdict of the finding.
    """
    size = Checkpoint.from_text(note.text).size
    chosen = range(size) if only is None else sorted({*only, *_foundations(entered)})
    kept = [each for each in entered if each.index in set(chosen)]
    texts = {digest: draft for digest, draft in drafts.items() if digest in _tabled(kept)}
    again, listed = answer(finding, kept, texts, size)
    if again.verdict != finding.verdict or (only is None and again != finding):
        raise Malformed(
            f"the entries give {again.verdict}, and the finding says {finding.verdict}",
            advice="Carry every entry, and the texts and disclosures that the finding was made with",
        )
    tree = hashes or (None if only is None else Tree(Leaf.from_text(leaves[index]).hash for index in range(size)))
    receipts = {} if tree is None or only is None else {one: prove_entry(tree, one, note).to_text() for one in chosen}
    return Bundle(
        finding=again, checkpoint=note.to_text(), leaves={index: leaves[index] for index in chosen}, receipts=receipts,
        disclosures=tuple(sorted(each for each in disclosures if each[0] in set(chosen))),
        drafts=tuple(sorted((carry(draft) for draft in texts.values()), key=lambda text: text.digest)),
        signers=listed, policy=policy,
    )  # fmt: skip


_FOUNDING = (
    acts.Admit, acts.Leave, acts.Accredit, acts.Revoke, acts.Enrol, acts.Rotate, acts.Retire, acts.Table, acts.Correct,
    acts.Concord, acts.Void, acts.Withdraw, acts.Confirm, acts.Reopen, acts.Erase,
)  # fmt: skip


def _foundations(entered: Iterable[Entered]) -> list[Index]:
    """Returns the entries without which others cannot be read: who takes part, keys, drafts, and what undoes an act."""
    return [each.index for each in entered if isinstance(each.entry.act, _FOUNDING)]


def _tabled(entered: Iterable[Entered]) -> set[Digest]:
    found: set[Digest] = set()
    for each in entered:
        match each.entry.act:
            case acts.Table(draft=draft):
                found.add(draft)
            case acts.Correct(corrected=corrected):
                found.add(corrected.draft)
    return found
