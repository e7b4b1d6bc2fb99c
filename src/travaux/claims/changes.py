"""Changes: whose words came into the text, and whose acts took others out.

A party changed a clause where it tabled a draft in which the clause reads otherwise than in its parent, where words
that it proposed stand in a draft that was tabled later, or where it corrected them. That a proposal was made is not
enough: it has to have been taken in. Where it was to put in a new clause, the new clause has changed, and not the one
before or after which it was to stand. Which clause of one draft is which of another, and which is new, comes from
comparing them, unless a Concord says so; the finding prints it.

Where no act says whose words they are, and the same words stood in the party's own submission before, that is
`inferred`, and never decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from travaux.claims.entrants import entered, outermost, place
from travaux.claims.showings import Asked, Force, Showing, Shown, only
from travaux.record import acts
from travaux.record.book import Row
from travaux.record.descent import Step
from travaux.record.shelf import WHOLE, Spot
from travaux.record.terms import Digest, Index, PartyId
from travaux.record.wordings import words_of
from travaux.text.tokens import tokens

READ = "“changed” is read as: tabled other words for a clause, or proposed words that stand in a draft tabled later"


def changed(asked: Asked) -> Shown:
    """Yields the acts by which words of the clauses were changed, or the clauses dropped."""
    gone = asked.claim.predicate == "removed"
    found = [*_tabled(asked, gone), *_taken_in(asked, gone), *_corrected(asked)]
    yield from found
    if not gone:
        decided = frozenset((each.entry, one) for each in found if each.force != "beside" for one in each.units)
        yield from _inferred(asked, decided)


def proposed(asked: Asked) -> Shown:
    """Yields the amendments on the clauses, and the tablings of drafts in which a clause is new."""
    for row, act in asked.of(acts.Propose):
        spot = asked.spot(act.wording.draft, act.wording.clause)
        if spot is not None:
            yield from only(_amends(asked, row, act, spot))
    for row, tabling in asked.of(acts.Table):
        if tabling.draft in asked.case.descent.shelf:
            new = [spot for spot, steps in _steps(asked, tabling.draft) if not any(step.earlier for step in steps)]
            units = {number for spot in new for number in asked.within(spot)}
            says = f"{asked.by(row)} tables {asked.draft(tabling.draft)}, in which the clause is new"
            yield from only(asked.showing(row, says, units))


def _amends(asked: Asked, row: Row, act: acts.Propose, spot: Spot) -> Showing | None:
    """Returns of which clause a proposal is: a new one that was taken in, by its own number, not its neighbour's.

    A new one that stands in no draft has no number, so of the clause it was to stand beside nothing is sure.
    """
    units = asked.within(spot)
    taken = _stands(asked, row, act, spot) if _inserts(act) else None
    if taken is not None and taken.new:
        return _told(asked, row, act, units, taken)
    says = f"{asked.by(row)} proposes to {_operation(act)} of {asked.draft(act.wording.draft)}"
    force: Force = "possible" if _inserts(act) and taken is None else "decides"
    return asked.showing(row, says, units, others=_authors(act), force=force)


def _operation(act: acts.Propose) -> str:
    place = f"clause {act.wording.clause}" if act.wording.clause else "the text"
    return {"delete": f"take out {place}", "replace": f"replace {place}"}.get(act.operation, f"{act.operation} {place}")


def _steps(asked: Asked, draft: Digest) -> Iterator[tuple[Spot, tuple[Step, ...]]]:
    """Yields every clause of a draft with the steps that brought it there."""
    descent = asked.case.descent
    for number in range(len(descent.shelf[draft].clauses)):
        spot = Spot(draft, number)
        yield spot, descent.back(spot)


# Tabled by the party itself


def _tabled(asked: Asked, gone: bool) -> Shown:
    descent = asked.case.descent
    for row, act in asked.of(acts.Table):
        if not act.parents:
            continue
        beside = asked.table is None or not descent.descends(asked.table, act.draft)
        if act.draft not in descent.shelf or any(parent not in descent.shelf for parent in act.parents):
            says = f"{asked.by(row)} tables {asked.draft(act.draft)}; a text to compare it with is not at hand"
            yield from only(asked.showing(row, says, range(len(asked.units)), force="possible"))
            continue
        for says, units, assumes in _differences(asked, row, act, gone):
            force: Force = "beside" if beside else "decides"
            yield from only(asked.showing(row, says, units, force=force, assumes=assumes))


def _differences(
    asked: Asked, row: Row, act: acts.Table, gone: bool
) -> Iterator[tuple[str, set[int], tuple[str, ...]]]:
    """Yields what reads otherwise in a draft than in its parents, with the units it is about."""
    descent = asked.case.descent
    for parent in descent.parents[act.draft]:
        for step in descent.steps(parent, act.draft):
            drop = step.fate == "dropped"
            if not drop and (gone or not step.reworded):
                continue
            # A whole that holds the change is no change of its own.
            spots = step.earlier if drop else step.later
            units = {number for spot in spots for number in asked.within(spot)}
            where = f"than in {asked.draft(parent)}" if not drop else f"of {asked.draft(parent)}"
            what = "drops" if drop else "has other words in"
            label = _label(asked, spots)
            assumes = () if step.entry is not None or drop else (_paired(asked, step),)
            yield f"{asked.by(row)} tables {asked.draft(act.draft)}, which {what} {label} {where}", units, assumes


def _label(asked: Asked, spots: Sequence[Spot]) -> str:
    text = asked.case.descent.shelf[spots[0].draft]
    return " and ".join(f"clause {text.place(spot.number)}" for spot in spots)


def _paired(asked: Asked, step: Step) -> str:
    (one, other) = step.earlier, step.later
    left = f"{_label(asked, one)} of {asked.draft(one[0].draft)}"
    right = f"{_label(asked, other)} of {asked.draft(other[0].draft)}"
    return f"{right} is taken for {left}, by comparison of the drafts"


# Proposed by the party, tabled by anybody


@dataclass(frozen=True, slots=True)
class _Uptake:
    """Where a proposal was taken in: the tabling, its draft, and the clauses in which the words stand there: the
    clause itself, or new ones; nowhere where the clause is gone."""

    row: Row
    draft: Digest
    heir: Spot | None = None
    new: tuple[Spot, ...] = ()
    assumes: tuple[str, ...] = ()

    @property
    def gone(self) -> bool:
        return self.heir is None and not self.new


def _taken_in(asked: Asked, gone: bool) -> Shown:
    for row, act in asked.of(acts.Propose):
        spot = asked.spot(act.wording.draft, act.wording.clause)
        if spot is None:
            continue
        units = asked.within(spot)
        taken = _stands(asked, row, act, spot) if units or _inserts(act) else None
        if taken is None or taken.gone or not gone:
            yield from only(_told(asked, row, act, units, taken))


def _told(asked: Asked, row: Row, act: acts.Propose, units: frozenset[int], taken: _Uptake | None) -> Showing | None:
    """Returns what a proposal shows; `units` are those of the clause that it names."""
    says = f"{asked.by(row)} proposes to {_operation(act)} of {asked.draft(act.wording.draft)}"
    others = _authors(act)
    if taken is None:
        return asked.showing(row, f"{says}; that was not taken in", units, others=others, force="beside")
    what = "the clause is gone from" if taken.gone else "the very words stand in"
    if taken.new:
        what = f"the very words stand as {_label(asked, outermost(asked.case.descent, taken.new))} in"
    says = f"{says}; {what} {asked.draft(taken.draft)}, tabled by {asked.by(taken.row)} (entry {taken.row.index})"
    touched = frozenset(number for one in taken.new for number in asked.within(one)) if taken.new else units
    leads = asked.table is not None and asked.case.descent.descends(asked.table, taken.draft)
    return asked.showing(
        row, says, touched or units, others=others, force="decides" if leads and touched else "beside",
        needs=(taken.row.index,), assumes=taken.assumes,
    )  # fmt: skip


def _stands(asked: Asked, row: Row, act: acts.Propose, spot: Spot) -> _Uptake | None:
    """Returns the first tabling after a proposal in whose draft it was taken in."""
    descent = asked.case.descent
    words = [token.text for token in tokens("\n".join(act.words))]
    if words and _contains(_words(asked, spot), words):
        return None
    for later, tabled in asked.of(acts.Table):
        if later.index < row.index or tabled.draft == act.wording.draft:
            continue
        layers = descent.layers(spot, tabled.draft) if tabled.draft in descent.shelf else ()
        if not layers:
            continue
        heirs = layers[-1].spots
        if not words and act.operation == "delete":
            if not heirs:
                return _Uptake(later, tabled.draft)
            continue
        if _inserts(act) and (new := entered(descent, asked.case.entrants(tabled.draft), act, tabled.draft)):
            return _Uptake(later, tabled.draft, new=new, assumes=_novelty(asked, new))
        for heir in heirs:
            if words and _contains(_words(asked, heir), words):
                return _Uptake(later, tabled.draft, heir, assumes=_identity(asked, spot, heir))
    return None


def _identity(asked: Asked, spot: Spot, heir: Spot) -> tuple[str, ...]:
    if spot.number == WHOLE or heir.number == WHOLE:
        return ()
    steps = [step for step in asked.case.descent.back(heir) if spot in step.earlier]
    if any(step.entry is not None for step in steps):
        return ()
    left = f"{_label(asked, (spot,))} of {asked.draft(spot.draft)}"
    right = f"{_label(asked, (heir,))} of {asked.draft(heir.draft)}"
    return (f"{right} is taken for {left}, by comparison of the drafts",)


def _novelty(asked: Asked, new: Sequence[Spot]) -> tuple[str, ...]:
    """Says of new clauses that they were found by comparison, unless it was fixed by hand."""
    descent = asked.case.descent
    compared = [one for one in outermost(descent, new) if any(step.entry is None for step in descent.back(one))]
    return tuple(
        f"{_label(asked, (one,))} of {asked.draft(one.draft)} is taken for new, by comparison of the drafts"
        for one in compared
    )


def _inserts(act: acts.Propose) -> bool:
    return act.operation in ("insert after", "insert before")


def _words(asked: Asked, spot: Spot) -> list[str]:
    text = asked.case.descent.shelf[spot.draft]
    return words_of(text.draft, text.clause(spot.number))


def _contains(words: Sequence[str], part: Sequence[str]) -> bool:
    """Whether some words stand in others, one after the other."""
    return place(words, part) is not None


def _corrected(asked: Asked) -> Shown:
    for row, act in asked.of(acts.Correct):
        spot = asked.spot(act.wording.draft, act.wording.clause)
        if spot is not None:
            says = f"{asked.by(row)} corrects clause {act.wording.clause} of {asked.draft(act.wording.draft)}"
            proviso = "" if act.substantive else "a correction that is said to change nothing of substance"
            yield from only(asked.showing(row, says, asked.within(spot), proviso=proviso))


def _inferred(asked: Asked, decided: frozenset[tuple[Index, int]]) -> Shown:
    """Yields words of the party that stand in the clauses by the trace of the drafts, where no act says how they came.

    `decided` are entries that show it outright, with the clauses of which they do.
    """
    case = asked.case
    if asked.table is None or asked.who.anyone:
        return
    own = _own(asked, asked.table)
    if not own:
        return
    authorship = case.authorship(asked.table)
    for number, unit in enumerate(asked.units):
        if unit.spot.draft != asked.table:
            continue
        found: dict[Index, list[str]] = {}
        for words in authorship.in_clause(unit.spot):
            for deed in (words.by, *words.also):
                if deed.entry in own and (deed.entry, number) not in decided:
                    found.setdefault(deed.entry, []).append(words.text)
        for entry, texts in found.items():
            row = case.state.book.rows[entry]
            quoted = " … ".join(" ".join(text.split()) for text in texts)
            says = f"{unit.label} of {asked.draft(asked.table)} has words of {asked.by(row)}: “{_short(quoted)}”"
            for showing in only(asked.showing(row, says, {number}, force="possible")):
                yield replace(showing, grade="inferred")


def _own(asked: Asked, table: Digest) -> set[Index]:
    """Returns the party's own entries: its proposals, and its tablings of a text beside the one that counts."""
    did, descends = asked.case.did, asked.case.descent.descends
    proposals = (row for row, act in asked.of(acts.Propose) if did(row, asked.who, _authors(act)) != "no")
    beside = (row for row, act in asked.of(acts.Table) if not descends(table, act.draft))
    return {row.index for row in (*proposals, *(row for row in beside if did(row, asked.who, ()) != "no"))}


def _authors(act: acts.Propose) -> tuple[PartyId, ...]:
    return (*act.sponsors, *act.on_behalf_of)


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119]}…"
