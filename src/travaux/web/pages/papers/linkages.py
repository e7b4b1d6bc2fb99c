"""Linkages: what is offered in return for what, as a picture and as a table, with what has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from travaux.papers.telling import Teller
from travaux.record.descent import Descent
from travaux.record.links import Linkage
from travaux.record.positions import IN_FORCE, Positions
from travaux.record.positions import Leg as Bound
from travaux.record.terms import Index, PartyId, Place
from travaux.web.ask import Ask
from travaux.web.pages.page import Page

_STEP, _TOP, _HIGH, _WIDE = 64, 34, 40, 300
_RIGHT = 1000 - _WIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A clause that a linkage ties: its place in the draft it was linked in, and whether it still reads so.

    `changed` says what became of it, empty where it reads as it did; `by` is the entry behind that. `now` is its place
    in the draft on the table.
    """

    place: Place
    heading: str
    changed: str
    by: Index | None
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A linkage: who offers what for what, on which terms. `warned` says that a leg has other words than it had."""

    entry: Index
    grade: str
    party: PartyId | None
    who: str
    when: str
    draft: str
    offered: tuple[Leg, ...]
    given: tuple[Leg, ...]
    everything: bool
    terms: str
    withdrawn: Index | None
    warned: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A clause in the picture: its words, where it stands, and whether it has changed."""

    words: str
    x: int
    y: int
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """An arrow from what is offered to what is asked for, in the colour of whoever offers."""

    path: str
    colour: str
    letter: str
    dashed: bool
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The picture: its height, boxes and arrows."""

    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    wide: int = _WIDE
    high: int = _HIGH


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkages:
    """The page's value."""

    ties: tuple[Tie, ...]
    warned: int
    _picture: Picture | None


def build(ask: Ask) -> Linkages:
    """Returns the linkages of a record, those withdrawn too."""
    ties = tuple(_tie(ask, each) for each in ask.state.linkages)
    standing = [each for each in ties if each.withdrawn is None and (each.offered or each.given)]
    return Linkages(
        ties=ties,
        warned=sum(each.warned for each in ties if each.withdrawn is None),
        _picture=_picture(ask, standing) if standing else None,
    )


def _tie(ask: Ask, linkage: Linkage) -> Tie:
    teller, entered = Teller(ask.state), ask.state.entry(linkage.entry)
    positions = Positions(ask.state.book, Descent(ask.state.book, ask.record.drafts), ask.today)
    legs = [(leg.offered, _leg(positions, linkage, leg)) for leg in positions.legs(linkage)]
    return Tie(
        entry=linkage.entry, grade=linkage.grade, party=linkage.party,
        who=teller.party(linkage.party) if linkage.party else "The depositary",
        when=teller.happened(entered) if entered else "", draft=teller.draft(linkage.draft),
        offered=tuple(leg for offered, leg in legs if offered),
        given=tuple(leg for offered, leg in legs if not offered),
        everything=linkage.everything, terms=linkage.terms, withdrawn=linkage.withdrawn,
        warned=any(leg.changed for _, leg in legs), says=teller.sentence(entered) if entered else "",
    )  # fmt: skip


def _leg(positions: Positions, linkage: Linkage, leg: Bound) -> Leg:
    shelf = positions.descent.shelf
    text, spot = shelf.get(linkage.draft), shelf.spot(linkage.draft, leg.place)
    heading = text.clauses[spot.number].heading if text and spot and spot.number >= 0 else ""
    now = [shelf[each.draft].place(each.number) for each in leg.held.now]
    changed = "" if leg.held.status in IN_FORCE else f"{leg.held.status}: {leg.held.reason}"
    return Leg(place=leg.place, heading=heading, changed=changed, by=leg.held.by, now=now[0] if now else "")


def _picture(ask: Ask, ties: list[Tie]) -> Picture:
    """Lays out what is offered on the left, what is asked for on the right, each clause once a side."""
    left, right = (
        _column([leg for tie in ties for leg in tie.offered]),
        _column([leg for tie in ties for leg in tie.given]),
    )
    boxes = [
        Box(words=_words(leg), x=x, y=_TOP + _STEP * row, changed=bool(leg.changed))
        for x, column in ((0, left), (_RIGHT, right))
        for row, leg in enumerate(column.values())
    ]
    arrows = tuple(arrow for tie in ties for arrow in _arrows(ask, tie, list(left), list(right)))
    rows = max(len(left), len(right), 1)
    return Picture(height=_TOP + _STEP * rows, boxes=tuple(boxes), arrows=arrows)


def _column(legs: list[Leg]) -> dict[str, Leg]:
    found: dict[str, Leg] = {}
    for leg in legs:
        found.setdefault(leg.place, leg)
    return found


def _words(leg: Leg) -> str:
    words = f"{Teller.place(leg.place)}{f': {leg.heading}' if leg.heading else ''}"
    words = words[:1].upper() + words[1:]
    return words if len(words) <= 40 else f"{words[:39].rstrip()}…"


def _arrows(ask: Ask, tie: Tie, left: list[str], right: list[str]) -> Iterator[Arrow]:
    writer = ask.writer(tie.party)
    for offered in tie.offered:
        for given in tie.given:
            start = _TOP + _STEP * left.index(offered.place) + _HIGH // 2
            end = _TOP + _STEP * right.index(given.place) + _HIGH // 2
            middle = (_WIDE + _RIGHT) // 2
            yield Arrow(
                path=f"M{_WIDE} {start}C{middle} {start} {middle} {end} {_RIGHT - 10} {end}",
                colour=writer.colour if writer else "px", letter=writer.letter if writer else "", dashed=tie.warned,
                x=middle, y=(start + end) // 2,
            )  # fmt: skip


PAGE = Page("linkages", "linkages/", build, "linkages.html", within="papers")
