"""Showings: which acts of the record show what a claim says, of which clauses, and how far each may be relied on.

    decides    the act shows it outright
    qualified  it shows it if its proviso is passed over: ad referendum and not confirmed, withdrawn since, defective …
    possible   it may show it: the date is imprecise, the person is not told, only comparison speaks for it
    beside     it shows something near: of other words, or in a draft that does not lead to the one that counts

Statements are no acts and are never here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from travaux.claims.case import Case, Who
from travaux.claims.claim import Claim, Predicate
from travaux.claims.counting import Unit
from travaux.record import acts
from travaux.record.book import Row
from travaux.record.shelf import Spot
from travaux.record.terms import Digest, Grade, Index, PartyId, Place, Wording

Force = Literal["decides", "qualified", "possible", "beside"]

KINDS: dict[Predicate, tuple[type[acts.Act], ...]] = {
    "proposed": (acts.Table, acts.Propose),
    "changed": (acts.Table, acts.Propose, acts.Correct),
    "removed": (acts.Table, acts.Propose, acts.Correct),
    "approved": (acts.Take,),
    "accepted": (acts.Take,),
    "objected": (acts.Take, acts.Silence),
    "reserved": (acts.Take,),
    "rejected": (acts.Take, acts.Silence),
    "presented": (acts.Present,),
    "received": (acts.Table, acts.Silence),
    "attended": (acts.Convene, acts.Decide),
    "demanded": (acts.Link,),
    "offered": (acts.Link,),
    "signed": (acts.Authenticate,),
    "initialled": (acts.Authenticate,),
    "tabled": (acts.Table,),
    "withdrew": (acts.Withdraw,),
    "extended": (acts.Extend,),
}
"""The acts that can show each predicate: those that coverage must reach before their absence counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What one entry shows: of which units (by their place among those counted), with what force.

    `needs` are further entries it rests on; `proviso` is why it is qualified; `assumes` what was taken for granted.
    """

    entry: Index
    grade: Grade
    says: str
    when: str
    units: frozenset[int]
    force: Force = "decides"
    needs: tuple[Index, ...] = ()
    proviso: str = ""
    assumes: tuple[str, ...] = ()


Shown = Iterator[Showing]


@dataclass(frozen=True)
class Asked:
    """A claim with its subject resolved and its clauses counted; `table` is the digest of the draft that counts."""

    case: Case
    claim: Claim
    who: Who
    units: tuple[Unit, ...]
    table: Digest | None

    def rows(self, *kinds: type[acts.Act]) -> Iterator[Row]:
        """Yields the entries of some kinds of act that hold, in the order of the log."""
        book = self.case.state.book
        for index in sorted(index for kind in kinds for index in book.kinds.get(kind, ())):
            if book.holds(index):
                yield book.rows[index]

    def showing(
        self, row: Row, says: str, units: Iterable[int], *, others: tuple[PartyId, ...] = (), proviso: str = "",
        force: Force = "decides", needs: tuple[Index, ...] = (), assumes: tuple[str, ...] = (),
    ) -> Showing | None:  # fmt: skip
        """Returns what an entry shows, with the force that its author, its date and its validity leave it."""
        did = self.case.did(row, self.who, others)
        timely = self.case.in_time(row, self.claim.since, self.claim.until)
        touched = frozenset(units)
        if did == "no" or timely == "no" or not touched:
            return None
        fault = self.case.fault(row)
        if fault and force == "decides":
            force, proviso = "qualified", "; ".join(part for part in (proviso, fault) if part)
            says = f"{says} ({fault})"
        elif proviso and force == "decides":
            force = "qualified"
        if force in ("decides", "qualified") and (did == "possible" or timely == "possible" or row.grade == "reported"):
            force = "possible"
            says += _doubt(did == "possible", timely == "possible")
        return Showing(
            entry=row.index, grade=row.grade, says=says, when=self.case.date(row), units=touched, force=force,
            needs=needs, proviso=proviso, assumes=assumes,
        )  # fmt: skip

    def by(self, row: Row) -> str:
        """Returns by whom an entry was done, in words."""
        return self.case.called(row.entry.actor)

    def draft(self, digest: Digest) -> str:
        """Returns how a draft is called: "draft 2"."""
        number = self.case.numbers.get(digest)
        return f"draft {number}" if number is not None else f"draft {digest[:12]}"

    def spot(self, draft: Digest, place: Place) -> Spot | None:
        """Returns the clause that a place means in a draft that is at hand."""
        return self.case.descent.shelf.spot(draft, place)

    def within(self, spot: Spot, *, whole: bool = False) -> frozenset[int]:
        """Returns the units that are a clause or hold it; with `whole` also those that stand in it."""
        key = (spot, whole)
        if key not in self._within:
            self._within[key] = frozenset(self._touched(spot, whole))
        return self._within[key]

    def _touched(self, spot: Spot, whole: bool) -> Iterator[int]:
        text = self.case.descent.shelf[spot.draft]
        around = text.around(spot.number)
        for number, mine in self.places.get(spot.draft, ()):
            if mine == spot or mine.number in around or (whole and spot.number in text.around(mine.number)):
                yield number

    @cached_property
    def places(self) -> dict[Digest, list[tuple[int, Spot]]]:
        """Where the units are in each draft: in the line that leads to the draft that counts, or beside it."""
        found: dict[Digest, list[tuple[int, Spot]]] = {}
        for number, unit in enumerate(self.units):
            for mine in sorted(unit.line | unit.side):
                found.setdefault(mine.draft, []).append((number, mine))
        return found

    @cached_property
    def _within(self) -> dict[tuple[Spot, bool], frozenset[int]]:
        return {}


def _doubt(person: bool, date: bool) -> str:
    doubts = ["which person acted is not told"] * person + ["its date may lie outside the time that is meant"] * date
    return f" ({'; '.join(doubts) or 'no key that was valid then signed it'})"


# Positions


def accepted(asked: Asked) -> Shown:
    """Yields the acceptances: of exactly these words, or of what they are part of."""
    for row in asked.rows(acts.Take):
        act = row.act
        if isinstance(act, acts.Take) and act.stance == "accept":
            yield from _accepted(asked, row, act)
    yield from _concluded(asked)
    yield from _subscribed(asked)


def _concluded(asked: Asked) -> Shown:
    """Yields what the chair concluded while the party was there and held nothing out: no position of its own."""
    anyone = replace(asked, who=Who(anyone=True))
    for row in asked.rows(acts.Decide):
        act = row.act
        if not isinstance(act, acts.Decide) or act.outcome not in ("agreed", "adopted"):
            continue
        spot = asked.spot(act.wording.draft, act.wording.clause)
        mine = asked.who.parties.intersection(act.present) - set(act.holdouts)
        if spot is None or not mine or asked.who.anyone:
            continue
        same, _ = _words(asked, row, act.wording, spot)
        who = " and ".join(sorted(map(asked.case.called, mine)))
        says = f"{asked.by(row)} concludes that {_what(asked, act.wording)} is {act.outcome}, {who} being present"
        yield from _one(anyone.showing(row, says, same, proviso="the chair's conclusion, and no position of its own"))


def _subscribed(asked: Asked) -> Shown:
    """Yields signatures under a text: no position on its clauses. To initial or authenticate it is not even that."""
    for row in asked.rows(acts.Authenticate):
        act = row.act
        spot = asked.spot(act.draft, Place("")) if isinstance(act, acts.Authenticate) else None
        if not isinstance(act, acts.Authenticate) or spot is None:
            continue
        whole = Wording(draft=act.draft, clause=Place(""), words=Digest(""))
        same, _ = _words(asked, row, whole, spot)
        says = f"{asked.draft(act.draft)} is {act.manner} by {asked.by(row)} as {act.capacity}"
        force: Force = "decides" if act.manner.startswith("signed") else "beside"
        yield from _one(asked.showing(row, says, same, proviso="a signature under the whole text", force=force))


def _accepted(asked: Asked, row: Row, act: acts.Take) -> Shown:
    spot = asked.spot(act.wording.draft, act.wording.clause)
    what = _what(asked, act.wording)
    if spot is None:
        return
    same, other = _words(asked, row, act.wording, spot)
    proviso, needs = _proviso(asked, row, act)
    said = f"{asked.by(row)} accepts {what}{f', {proviso}' if proviso else ''}"
    if not _stood(asked, act.wording, spot):
        proviso = "; ".join(part for part in (proviso, "it names words that the draft does not have there") if part)
    yield from _one(asked.showing(row, said, same, others=act.on_behalf_of, proviso=proviso, needs=needs))
    beside = f"{said}: other words than those of {asked.draft(asked.table)}" if asked.table else said
    yield from _one(asked.showing(row, beside, other, others=act.on_behalf_of, force="beside"))
    partly = asked.within(spot) - same - other
    said = f"{said}: a part of what is asked about"
    yield from _one(asked.showing(row, said, partly, others=act.on_behalf_of, force="possible"))


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
    for index in reversed(book.places.get((act.wording.draft, act.wording.clause), ())):
        if index <= row.index:
            break
        other = book.rows[index]
        then = other.act
        if other.entry.actor != row.entry.actor or not isinstance(then, acts.Take) or not book.holds(index):
            continue
        if then.wording == act.wording and _forum(then) == _forum(act):
            return index if then.stance != "accept" else None
    return None


def _forum(act: acts.Take) -> str:
    return act.forum.name if act.forum else ""


def objected(asked: Asked) -> Shown:
    """Yields the objections, and the breaking of a silence."""
    yield from stance(asked, "object", "objects to")
    yield from _held_out(asked)
    for row in asked.rows(acts.Silence):
        act = row.act
        if isinstance(act, acts.Silence) and act.breaks is not None:
            opened = asked.case.state.book.rows[act.breaks].act
            draft = opened.draft if isinstance(opened, acts.Silence) else None
            spot = asked.spot(draft, Place("")) if draft is not None else None
            if draft is not None and spot is not None:
                says = f"{asked.by(row)} breaks the silence on {asked.draft(draft)}"
                yield from _to_the_whole(asked, row, says, spot, needs=(act.breaks,))


def _held_out(asked: Asked) -> Shown:
    """Yields the decisions from which the chair says that the party holds out."""
    anyone = replace(asked, who=Who(anyone=True))
    for row in asked.rows(acts.Decide):
        act = row.act
        spot = asked.spot(act.wording.draft, act.wording.clause) if isinstance(act, acts.Decide) else None
        if isinstance(act, acts.Decide) and spot is not None and asked.who.parties.intersection(act.holdouts):
            says = f"{asked.by(row)} names {asked.who.name} as holding out on {_what(asked, act.wording)}"
            proviso = "the chair's word, and no position of its own"
            yield from _one(anyone.showing(row, says, asked.within(spot), proviso=proviso))


def reserved(asked: Asked) -> Shown:
    """Yields the reservations of the drafting kind."""
    yield from stance(asked, "reserve", "reserves its position on")


def stance(asked: Asked, wanted: str, verb: str) -> Shown:
    """Yields the positions of one kind, on a clause, a part of it, or what it is part of."""
    for row in asked.rows(acts.Take):
        act = row.act
        if not isinstance(act, acts.Take) or act.stance != wanted:
            continue
        spot = asked.spot(act.wording.draft, act.wording.clause)
        if spot is None:
            continue
        ended = asked.case.state.book.last(acts.Withdraw, row.index)
        proviso = f"withdrawn by entry {ended[0].index}" if ended else ""
        says = f"{asked.by(row)} {verb} {_what(asked, act.wording)}{f', {proviso}' if proviso else ''}"
        needs = (ended[0].index,) if ended else ()
        own = asked.within(spot)
        yield from _one(asked.showing(row, says, own, others=act.on_behalf_of, proviso=proviso, needs=needs))
        rest = asked.within(spot, whole=True) - own
        proviso = "; ".join(part for part in (proviso, "taken on the whole, and not on the clause by name") if part)
        yield from _one(asked.showing(row, says, rest, others=act.on_behalf_of, proviso=proviso, needs=needs))


def _to_the_whole(asked: Asked, row: Row, says: str, spot: Spot, needs: tuple[Index, ...]) -> Shown:
    own = asked.within(spot)
    rest = asked.within(spot, whole=True) - own
    yield from _one(asked.showing(row, says, own, needs=needs))
    proviso = "taken on the whole, and not on the clause by name"
    yield from _one(asked.showing(row, says, rest, needs=needs, proviso=proviso))


# Terms, drafts, meetings


def linked(asked: Asked) -> Shown:
    """Yields the linkages: what was offered, or what was demanded in return."""
    for row in asked.rows(acts.Link):
        act = row.act
        if not isinstance(act, acts.Link):
            continue
        mine, theirs = (act.offered, act.for_) if asked.claim.predicate == "offered" else (act.for_, act.offered)
        spots = [spot for place in mine if (spot := asked.spot(act.draft, place)) is not None]
        units = {number for spot in spots for number in asked.within(spot)}
        what = f"{_places(mine)} of {asked.draft(act.draft)}"
        back = f" for {_places(theirs)}" if theirs else ""
        given = "offers" if asked.claim.predicate == "offered" else "demands"
        ended = asked.case.state.book.last(acts.Withdraw, row.index)
        proviso = f"withdrawn by entry {ended[0].index}" if ended else ""
        says = f"{asked.by(row)} {given} {what}{back}{f', {proviso}' if proviso else ''}"
        yield from _one(asked.showing(row, says, units, proviso=proviso))


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
        says = f"{where or 'a decision'}: {', '.join(asked.case.called(one) for one in there)}"
        says = f"{says}{'' if held else ', as announced; nobody is said to have come'}"
        assumes = ("who is listed at a meeting as held is read as having attended",) if held and where else ()
        force: Force = ("possible" if asked.who.persons else "decides") if held else "beside"
        yield from _one(anyone.showing(row, says, {0}, force=force, assumes=assumes))


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
        yield from _one(asked.showing(row, says, units, needs=(target.index,)))


def extended(asked: Asked) -> Shown:
    """Yields the extensions of a deadline or a silence procedure."""
    for row in asked.rows(acts.Extend):
        act = row.act
        target = asked.case.state.book.rows.get(act.entry) if isinstance(act, acts.Extend) else None
        if target is not None and isinstance(act, acts.Extend) and act.outcome == "extended":
            due = target.act.due if isinstance(target.act, acts.Limit) else "a silence procedure"
            fits = asked.claim.object == "matter" and asked.claim.matter.casefold() in due.casefold()
            says = f"{asked.by(row)} extends the time for {due}"
            yield from _one(asked.showing(row, says, {0} if fits else (), needs=(target.index,)))


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
    yield from _one(asked.showing(row, says, units, force=force, proviso=proviso, assumes=assumes))


def _one(showing: Showing | None) -> Shown:
    if showing is not None:
        yield showing


def _what(asked: Asked, wording: Wording) -> str:
    place = f"clause {wording.clause}" if wording.clause else "the whole"
    return f"{place} of {asked.draft(wording.draft)}"


def _places(places: tuple[Place, ...]) -> str:
    return f"clause{'s' if len(places) > 1 else ''} {', '.join(places)}" if places else "the whole"


Shows = Callable[[Asked], Shown]
