"""Answering: the finding on a claim, and the bundle that carries it to a stranger.

A bundle is worked out as its reader will see the record: with the names that are shown and no others. Who spoke so as
not to be named is never shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from travaux.claims import bundle
from travaux.claims import check as checking
from travaux.claims.bundle import Bundle
from travaux.claims.claim import Finding
from travaux.claims.rework import pack
from travaux.errors import NotPermitted
from travaux.log.checkpoint import Checkpoint
from travaux.log.leaf import Leaf
from travaux.log.note import Key, Note
from travaux.log.policy import Log, Policy
from travaux.record import acts
from travaux.record.disclosures import Disclosure
from travaux.record.entries import Entered
from travaux.record.state import fold
from travaux.record.terms import UNATTRIBUTED
from travaux.secretariat.door import read

if TYPE_CHECKING:
    from travaux.secretariat.records import Record

Names = Literal["parties", "quoted", "all", "none"]
"""Whose names a bundle shows: of parties; of persons too who are quoted on the record; all; none."""


def check(record: Record, claim: str, *, at: int | None = None, counting: Literal["top", "leaf"] = "top") -> Finding:
    """Returns the finding on a claim in the controlled English of `claims.grammar`, as the record's viewer sees it.

    `at` answers as of that entry; `counting` counts clauses at the top or at the leaves. Raises `Malformed` with the
    nearest forms where the claim cannot be read.
    """
    state = record.state if at is None else record.state.at(at)
    return checking.check(claim, state, record.drafts, rules=record.rules, counting=counting)


def disclose(record: Record, claim: str, *, names: Names = "quoted", only: bool = False) -> bytes:
    """Returns the finding on a claim as one file that anybody can verify offline, a bundle.

    Raises `NotPermitted` where an entry is not visible to all, `Malformed` where the claim cannot be read.
    """
    return bundle.write(bundle_of(record, claim, names=names, only=only))


def bundle_of(
    record: Record, claim: str, *, names: Names = "quoted", only: bool = False, counting: Literal["top", "leaf"] = "top"
) -> Bundle:
    """Returns the bundle of the finding on a claim, as whoever sees only these names finds it.

    `only` carries the entries that bear on it and leaves out the others, which no answer that rests on absence allows.
    Raises `NotPermitted` where an entry is not visible to all, `Malformed` where the claim cannot be read.
    """
    sealed = sum(each.entry.visible != "all" for each in record.entries) + record.hidden
    if sealed:
        raise NotPermitted(f"{sealed} entries are not visible to all, and a bundle of the whole log would show them")
    note, entries = _covered(record)
    shown = dict(_shown(record, entries, names))
    entered = list(_entered(record, entries, shown))
    finding = checking.check(claim, fold(entered), record.drafts, rules=record.rules, counting=counting)
    bearing = [each.entry for each in finding.bearing] + [each.entry for each in finding.coverage]
    return pack(
        finding,
        note,
        {each.index: record.leaf(each.index) for each in entries},
        entered,
        drafts=record.drafts,
        disclosures=[(index, text.to_text()) for index, texts in shown.items() for text in texts],
        policy=Policy(logs=(Log(Key.from_text(record.key)),)).to_text(),
        only=bearing if only else None,
    )


def _covered(record: Record) -> tuple[Note, list[Entered]]:
    """Returns the last checkpoint and the entries that it covers: others may enter meanwhile."""
    record.receipt(record.size - 1)  # what is there already has to be covered
    note = Note.from_text(record.checkpoint.encode())
    size = Checkpoint.from_text(note.text).size
    return note, [each for each in record.entries if each.index < size]


def _shown(record: Record, entries: Sequence[Entered], names: Names) -> Iterator[tuple[int, list[Disclosure]]]:
    """Yields the private values that are shown, by entry; never who spoke so as not to be named."""
    for each in entries:
        act = each.entry.act
        if isinstance(act, acts.State) and act.terms in UNATTRIBUTED:
            continue
        quoted = isinstance(act, acts.State) and act.terms == "on the record"
        party = isinstance(act, acts.Admit)
        if names == "all" or (names != "none" and party) or (names == "quoted" and quoted):
            texts = [Disclosure.from_text(text) for text in record.disclosures(each.index)]
            if texts:
                yield each.index, texts


def _entered(record: Record, entries: Sequence[Entered], shown: dict[int, list[Disclosure]]) -> Iterator[Entered]:
    """Yields the entries as whoever has the bundle reads them."""
    erased = {each.entry.act.digest: each.index for each in entries if isinstance(each.entry.act, acts.Erase)}
    for each in entries:
        values = {one.digest: one for one in shown.get(each.index, ())}
        entry = read(Leaf.from_text(record.leaf(each.index)), values, dict(erased))
        yield replace(each, entry=entry)
