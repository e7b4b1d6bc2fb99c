"""Doings: which acts show what was done with a text, at a meeting, or in return for something: all but words and
positions."""

from __future__ import annotations

from dataclasses import replace

from travaux.claims.case import Who
from travaux.claims.showings import Asked, Force, Shown, only
from travaux.record import acts
from travaux.record.book import Row
from travaux.record.terms import Digest, Place


def linked(asked: Asked) -> Shown:
    """Yields the linkages: what was offered, or what was demanded in return."""
    for row in asked.rows(acts.Link):
        act = row.act
        if not isinstance(act, acts.Link):
            continue
        mine, theirs = (act.offered, act.for_) if asked.claim.predicate == "offered" else (act.for_, act.offered)
        spots = [spot for place in mine if (spot := asked.spot(act.draft, place)) is not None]
        units = {number for spot in spots for number in asked.within(spot)}
        what = f"{_listed(mine)} of {asked.draft(act.draft)}"
        back = f" for {_listed(theirs)}" if theirs else ""
        given = "offers" if asked.claim.predicate == "offered" else "demands"
        ended = asked.case.state.book.last(acts.Withdraw, row.index)
        proviso = f"withdrawn by entry {ended[0].index}" if ended else ""
        says = f"{asked.by(row)} {given} {what}{back}{f', {proviso}' if proviso else ''}"
        yield from only(asked.showing(row, says, units, proviso=proviso))


def presented(asked: Asked) -> Shown:
    """Yields the presentations of a draft to a principal."""
    for row in asked.rows(acts.Present):
        act = row.act
        if not isinstance(act, acts.Present):
            continue
        office = act.office or (str(act.to.office or act.to.name or "a person not named") if act.to else "")
        says = f"{asked.by(row)} presents {asked.draft(act.draft)}{f' to {office}' if office else ''}"
        fits, assumes = _same_person(asked.claim.to, office)
        force: Force = "decides" if fits else "possible"
        yield from _whole(asked, row, act.draft, says, force=force, assumes=assumes)


_LITTLE = frozenset(("the", "a", "an", "of", "its", "his", "her", "their", "our"))


def _same_person(asked: str, office: str) -> tuple[bool, tuple[str, ...]]:
    """Says whether the person in a claim may be the one in an act: every word that says something is shared."""
    if not asked or asked.casefold() == office.casefold():
        return True, ()
    wanted = {word for word in asked.casefold().split() if word not in _LITTLE}
    if wanted and wanted <= set(office.casefold().split()):
        return True, (f"“{asked}” is read as “{office}”",)
    return False, ()


def signed(asked: Asked) -> Shown:
    """Yields the signatures or the initialling of a draft."""
    manners = ("initialled",) if asked.claim.predicate == "initialled" else ("signed", "signed ad referendum")
    for row in asked.rows(acts.Authenticate):
        act = row.act
        if isinstance(act, acts.Authenticate) and act.manner in manners:
            confirmed = asked.case.state.book.last(acts.Confirm, row.index)
            pending = act.manner == "signed ad referendum" and confirmed is None
            proviso = "ad referendum and not confirmed" if pending else ""
            says = f"{asked.draft(act.draft)} is {act.manner} by {asked.by(row)} as {act.capacity}"
            yield from _whole(asked, row, act.draft, says, proviso=proviso)


def tabled(asked: Asked) -> Shown:
    """Yields the tablings of a draft."""
    for row in asked.rows(acts.Table):
        act = row.act
        if isinstance(act, acts.Table):
            yield from _whole(asked, row, act.draft, f"{asked.by(row)} tables {asked.draft(act.draft)}, {act.standing}")


def received(asked: Asked) -> Shown:
    """Yields the circulations of a draft to somebody; who circulated it is not asked."""
    for row in asked.rows(acts.Table, acts.Silence):
        act = row.act
        if isinstance(act, acts.Table):
            to, draft = act.circulated_to, act.draft
        elif isinstance(act, acts.Silence) and act.draft is not None:
            to, draft = act.recipients, act.draft
        else:
            continue
        if asked.who.anyone or asked.who.parties.intersection(to):
            names = ", ".join(asked.case.called(party) for party in to)
            anyone = replace(asked, who=Who(anyone=True))
            says = f"{asked.by(row)} circulates {asked.draft(draft)} to {names}"
            force: Force = "possible" if asked.who.persons else "decides"
            yield from _whole(anyone, row, draft, says, force=force)


def attended(asked: Asked) -> Shown:
    """Yields the meetings as held, and the decisions, that list somebody as present."""
    anyone = replace(asked, who=Who(anyone=True))
    for row in asked.rows(acts.Convene, acts.Decide):
        act = row.act
        there = act.expected if isinstance(act, acts.Convene) else act.present if isinstance(act, acts.Decide) else ()
        held = not isinstance(act, acts.Convene) or act.held
        if not asked.who.anyone and not asked.who.parties.intersection(there):
            continue
        matter = asked.claim.matter
        where = f"{act.forum.name} {act.place}".strip() if isinstance(act, acts.Convene) else ""
        if matter and matter not in (str(row.index),) and matter.casefold() not in where.casefold():
            continue
        meets = act.forum.name + (f" at {act.place}" if act.place else "") if isinstance(act, acts.Convene) else ""
        noted = f"notes that a meeting was held: {meets}, with" if held else f"announces a meeting: {meets}, with"
        says = f"{asked.by(row)} {noted if meets else 'notes a decision, present'}"
        says = f"{says} {', '.join(asked.case.called(one) for one in there) or 'nobody who is named'}"
        says = f"{says}{'' if held else '; nobody is said to have come'}"
        assumes = ("who is listed at a meeting as held is read as having attended",) if held and where else ()
        force: Force = ("possible" if asked.who.persons else "decides") if held else "beside"
        yield from only(anyone.showing(row, says, {0}, force=force, assumes=assumes))


def withdrew(asked: Asked) -> Shown:
    """Yields the withdrawals, of what bears on the text or on a clause."""
    for row in asked.rows(acts.Withdraw):
        act = row.act
        target = asked.case.state.book.rows.get(act.entry) if isinstance(act, acts.Withdraw) else None
        if target is None:
            continue
        spots = [spot for place in target.touches.places if (spot := asked.spot(*place)) is not None]
        units = {number for spot in spots for number in asked.within(spot)}
        says = f"{asked.by(row)} withdraws entry {target.index} ({target.entry.type})"
        yield from only(asked.showing(row, says, units, needs=(target.index,)))


def extended(asked: Asked) -> Shown:
    """Yields the extensions of a deadline or a silence procedure."""
    for row in asked.rows(acts.Extend):
        act = row.act
        target = asked.case.state.book.rows.get(act.entry) if isinstance(act, acts.Extend) else None
        if target is not None and isinstance(act, acts.Extend) and act.outcome == "extended":
            due = target.act.due if isinstance(target.act, acts.Limit) else "a silence procedure"
            fits = asked.claim.object == "matter" and asked.claim.matter.casefold() in due.casefold()
            says = f"{asked.by(row)} extends the time for {due}"
            yield from only(asked.showing(row, says, {0} if fits else (), needs=(target.index,)))


def _whole(
    asked: Asked, row: Row, draft: Digest, says: str, *, force: Force = "decides", proviso: str = "",
    assumes: tuple[str, ...] = (),
) -> Shown:  # fmt: skip
    """Yields what an act on a whole draft shows of the text, or of the clauses in it."""
    spot = asked.spot(draft, Place(""))
    if spot is None or asked.claim.object not in ("text", "clauses"):
        return
    if asked.claim.draft and draft != asked.table:
        return
    if asked.table is not None and draft != asked.table:
        assumes = (
            *assumes,
            f"“the text” is read as any draft of it; {asked.draft(asked.table)} is the one on the table",
        )
    units = asked.within(spot, whole=True)
    yield from only(asked.showing(row, says, units, force=force, proviso=proviso, assumes=assumes))


def _listed(places: tuple[Place, ...]) -> str:
    return f"clause{'s' if len(places) > 1 else ''} {', '.join(places)}" if places else "the whole"
