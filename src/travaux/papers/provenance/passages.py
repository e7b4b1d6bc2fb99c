"""Passages: the clauses of every draft, what each came from, and whose words stand in the last drafts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from travaux.papers.provenance.told import Fact, Told, draft_name, relation, spot_name
from travaux.record.authorship import Authorship
from travaux.record.descent import Descent, Step
from travaux.record.shelf import Spot
from travaux.record.state import State
from travaux.record.terms import Digest, Grade, Index, PartyId
from travaux.text.tokens import tokens


def passages(state: State, descent: Descent) -> Iterator[Told]:
    """Yields the drafts that no entry tables, the clauses of every draft, and what they came from."""
    tabled = {each.digest for each in state.drafts}
    for draft in descent.order:
        if draft not in tabled:
            facts: tuple[Fact, ...] = (("digest", draft), ("entry", descent.order[draft]))
            yield Told(kind="Entity", id=draft_name(draft), types=("Draft", "prov:Collection"), facts=facts)
    for draft in state.book.drafts:
        if draft not in tabled and draft not in descent.order:
            yield Told(kind="Entity", id=draft_name(draft), types=("Draft",), facts=(("digest", draft),))
    for draft in descent.parents:
        yield from _clauses(descent, draft)
    for draft, children in descent.children.items():
        if not children and draft in tabled:
            yield from _written(state, descent, draft)


def _clauses(descent: Descent, draft: Digest) -> Iterator[Told]:
    text = descent.shelf[draft]
    for number, clause in enumerate(text.clauses):
        name = spot_name(Spot(draft, number))
        path = " > ".join(clause.path)
        facts: tuple[Fact, ...] = (("path", path), ("words", text.words(number)), ("kind", clause.kind))
        label = " ".join(part for part in (clause.label, clause.heading) if part)
        yield Told(kind="Entity", id=name, types=("Clause",), label=label, facts=facts)
        yield relation("Membership", draft_name(draft), name)
    for parent in descent.parents[draft]:
        for step in descent.steps(parent, draft):
            yield from _step(step)


def _step(step: Step) -> Iterator[Told]:
    facts: tuple[Fact, ...] = (("fate", step.fate), ("grade", step.grade))
    facts += (("entry", step.entry),) if step.entry is not None else ()
    facts += (("reworded", "yes" if step.reworded else "no"),)
    for later in step.later:
        for earlier in step.earlier:
            types = ("prov:Revision",) if step.reworded else ()
            yield relation("Derivation", spot_name(later), spot_name(earlier), facts=facts, types=types)


def _written(state: State, descent: Descent, draft: Digest) -> Iterator[Told]:
    """Yields whose words stand in each clause of a draft, how many, and how that is known."""
    text = descent.shelf[draft]
    places = sorted(
        (start, end, number)
        for number, clause in enumerate(text.clauses)
        for start, end in (*clause.own, clause.label_span)
        if start < end
    )
    ends = [end for _, end, _ in places]
    counts: dict[tuple[int, PartyId, Grade, Index], int] = {}
    for run in Authorship(state.book, descent, draft).words:
        if run.by.party is None:
            continue
        for start, end, number in places[bisect_right(ends, run.start) :]:
            if start >= run.end:
                break
            key = (number, run.by.party, run.grade, run.by.entry)
            many = len(tokens(text.draft.text, max(start, run.start), min(end, run.end)))
            counts[key] = counts.get(key, 0) + many
    for (number, party, grade, entry), count in sorted(counts.items()):
        facts: tuple[Fact, ...] = (("tokens", count), ("grade", grade), ("entry", entry))
        yield relation("Attribution", spot_name(Spot(draft, number)), party, role="wrote", facts=facts)
