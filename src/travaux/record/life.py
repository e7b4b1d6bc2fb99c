"""The life of a clause: every wording it had, draft by draft, and all that was done and said about it, at its moment.

A life goes back to every clause that this one came from and on to every clause that came from it. Its moments are in
the order of the entries: a draft in which it stands, with the steps that brought it there; the proposals, positions,
decisions, corrections and linkages that name it; the statements that speak of it. Nothing is left out because it was
withdrawn or reopened; what is voided is.

    exact    the entry names this clause           around   it names what the clause is part of
    inside   it names a part of the clause         whole    it names the whole text, or clauses without saying which
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from travaux.record import acts
from travaux.record.book import Book, Row
from travaux.record.descent import Descent, Step
from travaux.record.shelf import WHOLE, Spot
from travaux.record.terms import Digest, Grade, Index, PartyId, PersonId, Place
from travaux.record.texts import drafts

Scope = Literal["exact", "inside", "around", "whole"]

Mentions = Callable[[acts.State], Iterable[Place]]
"""Gives the places that a statement speaks of; the empty place where it speaks of clauses without saying which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment in a clause's life: the entry, its act, by whom, with which grade, and how it bears on the clause.

    `spots` are the clauses of `draft` that it is about. Where the clause stands in a draft that the entry brought in,
    `text` is its words there, `steps` how it came to them, and `reworded` says that they are not those before.
    """

    entry: Index
    kind: str
    act: acts.Act
    grade: Grade
    party: PartyId | None
    person: PersonId | None
    draft: Digest | None
    spots: tuple[Spot, ...]
    scope: Scope = "exact"
    text: str = ""
    steps: tuple[Step, ...] = ()
    reworded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A clause's life: the clauses it was and became, by draft, its moments, and the drafts whose texts are missing."""

    clause: Spot
    spots: tuple[Spot, ...]
    moments: tuple[Moment, ...]
    missing: tuple[Digest, ...] = ()


def life(book: Book, descent: Descent, clause: Spot, mentions: Mentions | None = None) -> Life:
    """Returns the life of a clause of any draft; `mentions` says what a statement speaks of, by its claims unless
    given."""
    spots = _kin(descent, clause)
    by_draft: dict[Digest, list[Spot]] = {}
    for spot in spots:
        by_draft.setdefault(spot.draft, []).append(spot)
    moments = [*_stands(book, descent, by_draft), *_done(book, descent, by_draft)]
    moments += _said(book, descent, by_draft, mentions or mentioned)
    moments.sort(key=lambda each: each.entry)
    return Life(clause=clause, spots=spots, moments=tuple(moments), missing=descent.missing)


def _kin(descent: Descent, clause: Spot) -> tuple[Spot, ...]:
    """Returns what a clause came from and what came from it, in the order of the drafts."""
    if clause.number == WHOLE:
        return tuple(Spot(draft, WHOLE) for draft in descent.parents)
    found: dict[Spot, None] = {}
    for back in (True, False):
        waiting = [clause]
        while waiting:
            spot = waiting.pop()
            found[spot] = None
            steps = descent.back(spot) if back else descent.on(spot)
            near = [one for step in steps for one in (step.earlier if back else step.later)]
            waiting += [one for one in near if one not in found]
    places = {draft: number for number, draft in enumerate(descent.order)}
    return tuple(sorted(found, key=lambda spot: (places.get(spot.draft, -1), spot.number)))


def _stands(book: Book, descent: Descent, by_draft: dict[Digest, list[Spot]]) -> Iterator[Moment]:
    """Yields the drafts in which the clause stands, and those in which it was dropped."""
    tabled = {each.digest: each.entry for each in drafts(book)}
    for draft in descent.parents:
        entry = tabled.get(draft, descent.order[draft])
        row = book.rows.get(entry)
        spots = tuple(by_draft.get(draft, ()))
        steps = tuple(dict.fromkeys(step for spot in spots for step in descent.back(spot)))
        steps += tuple(_dropped(descent, draft, by_draft))
        if row is None or not (spots or steps):
            continue
        text = descent.shelf[draft]
        yield _moment(
            row, draft, spots, text="\n".join(_own(text.draft.text, text.clause(spot.number)) for spot in spots),
            steps=steps, reworded=any(step.reworded for step in steps),
        )  # fmt: skip


def _own(text: str, clause: object) -> str:
    span = getattr(clause, "span", (0, len(text)))
    return text[span[0] : span[1]].strip()


def _dropped(descent: Descent, draft: Digest, by_draft: dict[Digest, list[Spot]]) -> Iterator[Step]:
    for parent in descent.parents[draft]:
        gone = set(by_draft.get(parent, ()))
        if gone and WHOLE not in {spot.number for spot in gone}:
            yield from (
                step for step in descent.steps(parent, draft) if step.fate == "dropped" and gone & {*step.earlier}
            )


def _done(book: Book, descent: Descent, by_draft: dict[Digest, list[Spot]]) -> Iterator[Moment]:
    """Yields the acts that name the clause, what it is part of, or a part of it, in any of its drafts."""
    seen: set[Index] = set()
    for draft in by_draft:
        for index in book.drafts.get(draft, ()):
            row = book.rows[index]
            if index in seen or isinstance(row.act, acts.Table) or not book.holds(index):
                continue
            scope = _scope(descent, by_draft, [place for place in row.touches.places if place[0] in by_draft])
            if scope is not None:
                seen.add(index)
                yield _moment(row, draft, tuple(by_draft[draft]), scope)
                yield from _upon(book, row, draft, tuple(by_draft[draft]), scope)


def _upon(book: Book, row: Row, draft: Digest, spots: tuple[Spot, ...], scope: Scope) -> Iterator[Moment]:
    """Yields what was done to an act on the clause: withdrawn, confirmed, reopened."""
    for index in book.upon.get(row.index, ()):
        later = book.rows[index]
        if isinstance(later.act, acts.Withdraw | acts.Confirm | acts.Reopen) and book.holds(index):
            yield _moment(later, draft, spots, scope)


def _scope(
    descent: Descent, by_draft: dict[Digest, list[Spot]], places: Iterable[tuple[Digest, Place]]
) -> Scope | None:
    """Returns how places bear on the clause, the nearest bearing of all; None where they do not."""
    found = {scope for draft, place in places if (scope := _bears(descent, by_draft[draft], draft, place))}
    return next((scope for scope in _NEAREST if scope in found), None)


_NEAREST: tuple[Scope, ...] = ("exact", "inside", "around", "whole")


def _bears(descent: Descent, spots: list[Spot], draft: Digest, place: Place) -> Scope | None:
    named = descent.shelf.spot(draft, place)
    if named is None:
        return None
    if named in spots:
        return "exact"
    text = descent.shelf[draft]
    if any(spot.number in text.around(named.number) for spot in spots):
        return "inside"
    if any(named.number in text.around(spot.number) for spot in spots):
        return "whole" if named.number == WHOLE else "around"
    return None


def _said(book: Book, descent: Descent, by_draft: dict[Digest, list[Spot]], mentions: Mentions) -> Iterator[Moment]:
    """Yields the statements that speak of the clause, by its place in the draft on the table when they were entered."""
    brought = sorted((descent.order[draft], draft) for draft in descent.parents)
    for row, act in book.of(acts.State):
        draft = next((draft for entry, draft in reversed(brought) if entry < row.index), None)
        if draft not in by_draft:
            continue
        scope = _scope(descent, by_draft, [(draft, place) for place in mentions(act)])
        if scope is not None:
            yield _moment(row, draft, tuple(by_draft[draft]), scope)


def _moment(
    row: Row, draft: Digest, spots: tuple[Spot, ...], scope: Scope = "exact", *, text: str = "",
    steps: tuple[Step, ...] = (), reworded: bool = False,
) -> Moment:  # fmt: skip
    return Moment(
        entry=row.index, kind=row.entry.type, act=row.act, grade=row.grade, party=row.entry.actor,
        person=row.entry.person, draft=draft, spots=spots, scope=scope, text=text, steps=steps, reworded=reworded,
    )  # fmt: skip


_NAMED = re.compile(
    r"\b(?:clauses?|articles?|paragraphs?)\s+((?:\d[\w.()]*(?:\s*,\s*|\s+and\s+|\s+or\s+)?)+)", re.IGNORECASE
)
_SOME = re.compile(r"\b(?:any|all|most|several|some|no|every|\w+)\s+clauses?\b|\bthe (?:whole )?text\b", re.IGNORECASE)


def mentioned(statement: acts.State) -> tuple[Place, ...]:
    """Returns the places that the claims of a statement speak of, as far as they are written plainly.

    >>> from travaux.record.terms import Source
    >>> claims = ("boria did not change clauses 4.2 and 7(a)", "boria approved most clauses")
    >>> mentioned(acts.State(source=Source(kind="unstated"), words=(), claims=claims))
    ('4.2', '7(a)', '')
    """
    found: dict[Place, None] = {}
    for claim in statement.claims:
        named = [one for match in _NAMED.finditer(claim) for one in re.split(r"\s*,\s*|\s+and\s+|\s+or\s+", match[1])]
        found.update(dict.fromkeys(Place(one.strip(" .")) for one in named if one.strip(" .")))
        if not named and _SOME.search(claim):
            found[Place("")] = None
    return tuple(found)
