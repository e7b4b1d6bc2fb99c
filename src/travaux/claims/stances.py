"""Stances: which acts show that a party accepted words, objected to them, or reserved its position on them.

An acceptance binds to its words: it counts for a clause whose very words it was given to, by itself or with what it is
part of. Signatures under a text and conclusions of the chair are no positions, and are qualified.
"""

from __future__ import annotations

from dataclasses import replace

from travaux.claims.case import Who
from travaux.claims.showings import Asked, Force, Shown, called, only
from travaux.record import acts
from travaux.record.book import Row
from travaux.record.shelf import Spot
from travaux.record.terms import Digest, Index, Place, Wording


def accepted(asked: Asked) -> Shown:
    """Yields the acceptances: of exactly these words, or of what they are part of."""
    for row, act in asked.of(acts.Take):
        if act.stance == "accept":
            yield from _accepted(asked, row, act)
    yield from _concluded(asked)
    yield from _subscribed(asked)


def _concluded(asked: Asked) -> Shown:
    """Yields what the chair concluded while the party was there and held nothing out: no position of its own."""
    anyone = replace(asked, who=Who(anyone=True))
    for row, act in asked.of(acts.Decide):
        if act.outcome not in ("agreed", "adopted"):
            continue
        spot = asked.spot(act.wording.draft, act.wording.clause)
        mine = asked.who.parties.intersection(act.present) - set(act.holdouts)
        if spot is None or not mine or asked.who.anyone:
            continue
        same, _ = _words(asked, row, act.wording, spot)
        who = " and ".join(sorted(map(asked.case.called, mine)))
        says = f"{asked.by(row)} concludes that {called(asked, act.wording)} is {act.outcome}, {who} being present"
        yield from only(anyone.showing(row, says, same, proviso="the chair's conclusion, and no position of its own"))


def _subscribed(asked: Asked) -> Shown:
    """Yields signatures under a text: no position on its clauses. To initial or authenticate it is not even that."""
    for row, act in asked.of(acts.Authenticate):
        spot = asked.spot(act.draft, Place(""))
        if spot is None:
            continue
        whole = Wording(draft=act.draft, clause=Place(""), words=Digest(""))
        same, _ = _words(asked, row, whole, spot)
        says = f"{asked.draft(act.draft)} is {act.manner} by {asked.by(row)} as {act.capacity}"
        force: Force = "decides" if act.manner.startswith("signed") else "beside"
        yield from only(asked.showing(row, says, same, proviso="a signature under the whole text", force=force))


def _accepted(asked: Asked, row: Row, act: acts.Take) -> Shown:
    spot = asked.spot(act.wording.draft, act.wording.clause)
    what = called(asked, act.wording)
    if spot is None:
        return
    same, other = _words(asked, row, act.wording, spot)
    proviso, needs = _proviso(asked, row, act)
    said = f"{asked.by(row)} accepts {what}{f', {proviso}' if proviso else ''}"
    if not _stood(asked, act.wording, spot):
        proviso = "; ".join(part for part in (proviso, "it names words that the draft does not have there") if part)
    yield from only(asked.showing(row, said, same, others=act.on_behalf_of, proviso=proviso, needs=needs))
    beside = f"{said}: other words than those of {asked.draft(asked.table)}" if asked.table else said
    yield from only(asked.showing(row, beside, other, others=act.on_behalf_of, force="beside"))
    partly = asked.within(spot) - same - other
    said = f"{said}: a part of what is asked about"
    yield from only(asked.showing(row, said, partly, others=act.on_behalf_of, force="possible"))


def _words(asked: Asked, row: Row, wording: Wording, spot: Spot) -> tuple[set[int], set[int]]:
    """Returns the units whose very words an acceptance reaches, and those of which it reaches other words."""
    shelf, same, other = asked.case.descent.shelf, set[int](), set[int]()
    text = shelf[spot.draft]
    for number, mine in asked.places.get(spot.draft, ()):
        if not _reaches(text.around(mine.number), mine, spot):
            continue
        unit = asked.units[number]
        now = shelf[unit.spot.draft].words(unit.spot.number)
        very = text.words(mine.number) == now or (row.index in asked.case.carried and mine in unit.line)
        (same if very else other).add(number)
    return same, other - same


def _reaches(around: tuple[int, ...], mine: Spot, spot: Spot) -> bool:
    return mine == spot or spot.number in around


def _stood(asked: Asked, wording: Wording, spot: Spot) -> bool:
    return asked.case.descent.shelf[spot.draft].words(spot.number) == wording.words


def _proviso(asked: Asked, row: Row, act: acts.Take) -> tuple[str, tuple[Index, ...]]:
    """Returns on what an acceptance hangs, and the entries that say so."""
    book, found, needs = asked.case.state.book, [], list[Index]()
    confirmed = book.last(acts.Confirm, row.index)
    if act.ad_referendum and confirmed is None:
        found.append("ad referendum and not confirmed")
    elif confirmed is not None:
        needs.append(confirmed[0].index)
    if act.condition:
        found.append(f"on the condition “{act.condition}”")
    for kind, words in ((acts.Withdraw, "withdrawn"), (acts.Reopen, "reopened")):
        ended = book.last(kind, row.index)
        if ended is not None:
            found.append(f"{words} by entry {ended[0].index}")
            needs.append(ended[0].index)
    later = _later(asked, row, act)
    if later is not None:
        found.append(f"replaced by entry {later}")
        needs.append(later)
    return " and ".join(found), tuple(needs)


def _later(asked: Asked, row: Row, act: acts.Take) -> Index | None:
    """Returns the last position of the same party on the very same words, where it is later and no acceptance."""
    book = asked.case.state.book
    there = book.places.get((act.wording.draft, act.wording.clause), ())
    for later, then in reversed([*book.of(acts.Take, (each for each in there if each > row.index))]):
        alike = then.wording == act.wording and _forum(then) == _forum(act)
        if alike and later.entry.actor == row.entry.actor:
            return later.index if then.stance != "accept" else None
    return None


def _forum(act: acts.Take) -> str:
    return act.forum.name if act.forum else ""


def objected(asked: Asked) -> Shown:
    """Yields the objections, and the breaking of a silence."""
    yield from stance(asked, "object", "objects to")
    yield from _held_out(asked)
    for row, act in asked.of(acts.Silence):
        if act.breaks is None:
            continue
        opened = asked.case.state.book.rows[act.breaks].act
        draft = opened.draft if isinstance(opened, acts.Silence) else None
        spot = None if draft is None else asked.spot(draft, Place(""))
        if spot is not None:
            says = f"{asked.by(row)} breaks the silence on {asked.draft(spot.draft)}"
            yield from _to_the_whole(asked, row, says, spot, needs=(act.breaks,))


def _held_out(asked: Asked) -> Shown:
    """Yields the decisions from which the chair says that the party holds out."""
    anyone = replace(asked, who=Who(anyone=True))
    for row, act in asked.of(acts.Decide):
        spot = asked.spot(act.wording.draft, act.wording.clause)
        if spot is not None and asked.who.parties.intersection(act.holdouts):
            says = f"{asked.by(row)} names {asked.who.name} as holding out on {called(asked, act.wording)}"
            proviso = "the chair's word, and no position of its own"
            yield from only(anyone.showing(row, says, asked.within(spot), proviso=proviso))


def reserved(asked: Asked) -> Shown:
    """Yields the reservations of the drafting kind."""
    yield from stance(asked, "reserve", "reserves its position on")


def stance(asked: Asked, wanted: str, verb: str) -> Shown:
    """Yields the positions of one kind, on a clause, a part of it, or what it is part of."""
    for row, act in asked.of(acts.Take):
        if act.stance != wanted:
            continue
        spot = asked.spot(act.wording.draft, act.wording.clause)
        if spot is None:
            continue
        ended = asked.case.state.book.last(acts.Withdraw, row.index)
        proviso = f"withdrawn by entry {ended[0].index}" if ended else ""
        says = f"{asked.by(row)} {verb} {called(asked, act.wording)}{f', {proviso}' if proviso else ''}"
        needs = (ended[0].index,) if ended else ()
        own = asked.within(spot)
        yield from only(asked.showing(row, says, own, others=act.on_behalf_of, proviso=proviso, needs=needs))
        rest = asked.within(spot, whole=True) - own
        proviso = "; ".join(part for part in (proviso, "taken on the whole, and not on the clause by name") if part)
        yield from only(asked.showing(row, says, rest, others=act.on_behalf_of, proviso=proviso, needs=needs))


def _to_the_whole(asked: Asked, row: Row, says: str, spot: Spot, needs: tuple[Index, ...]) -> Shown:
    own = asked.within(spot)
    rest = asked.within(spot, whole=True) - own
    yield from only(asked.showing(row, says, own, needs=needs))
    proviso = "taken on the whole, and not on the clause by name"
    yield from only(asked.showing(row, says, rest, needs=needs, proviso=proviso))
