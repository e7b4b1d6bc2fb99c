"""A calendar: what is due and what is announced, as occasions that any calendar program can hold.

An occasion never claims a day that was not told: `start` and `end` are the first and the last day that its date may
mean, both included, or one moment; empty where that side is open. The date as EDTF and the words in which it was given
stand beside them, and in the description. A deadline whose time is over is still an occasion, with its fate in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from travaux.papers.counting import listed, sentence
from travaux.papers.spans import told
from travaux.papers.telling import Teller
from travaux.record import dates
from travaux.record.days import Day
from travaux.record.deadlines import Deadline, Procedure
from travaux.record.meetings import Meeting
from travaux.record.positions import Positions
from travaux.record.state import State
from travaux.record.terms import Dated, Index

Sort = Literal["deadline", "silence", "meeting", "confirmation"]
"""A limit, the closing of a silence procedure, a meeting as one source has it, the end of an ad referendum."""

Status = Literal["confirmed", "tentative", "cancelled"]
"""A day that is told and stands; one that is imprecise or only announced; one that was lifted, met or withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Something that has a date.

    `uid` is the same for the same entry of the same log, whenever it is written; `sequence` counts what changed its
    time since. `start` and `end` are ISO 8601 days, both included, or the same moment twice ("2031-04-04T18:00:00");
    `zone` is a UTC offset ("+02:00", "Z") or empty where none was stated. `stamp` is the claimed clock of the entry
    (ISO 8601 UTC), empty where it has none.
    """

    uid: str
    sort: Sort
    title: str
    description: str
    edtf: str
    words: str
    start: str
    end: str
    zone: str = ""
    place: str = ""
    status: Status = "confirmed"
    sequence: int = 0
    stamp: str = ""
    entry: Index

    @property
    def exact(self) -> bool:
        """Whether it is on one day, or at one moment, and neither approximate nor uncertain."""
        return bool(self.start) and self.start == self.end and not dates.qualifier(self.edtf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The occasions of a record, in the order of their entries; `origin` is the name of its log."""

    title: str
    origin: str
    occasions: tuple[Occasion, ...]


def calendar(
    state: State, *, title: str, origin: str, day: Day, positions: Positions | None = None, slack: int | None = None
) -> Calendar:
    """Returns the calendar of a record as it stands on a day; with `positions`, what is accepted ad referendum too."""
    made = _Occasions(state, Teller(state), origin, day, slack)
    found = [
        *map(made.deadline, state.deadlines),
        *map(made.silence, state.procedures),
        *map(made.meeting, state.meetings),
        *(made.confirmations(positions) if positions else ()),
    ]
    dated = [each for each in found if each.edtf]
    return Calendar(title=title, origin=origin, occasions=tuple(sorted(dated, key=lambda each: (each.entry, each.uid))))


def span(dated: Dated | None) -> tuple[str, str]:
    """Returns the first and the last day that a date may mean, or its one moment twice; empty where a side is open.

    >>> span(Dated(edtf="2031-03")), span(Dated(edtf="2031-04-04T18:00:00+02:00")), span(Dated(edtf="../2031-03-28"))
    (('2031-03-01', '2031-03-31'), ('2031-04-04T18:00:00', '2031-04-04T18:00:00'), ('', '2031-03-28'))
    """
    if dated is None or not dated.edtf:
        return "", ""
    if "T" in dated.edtf:
        moment = dated.edtf[:19]
        return moment, moment
    first, last = dates.bounds(dated.edtf)
    return first or "", last or ""


def zone(dated: Dated | None) -> str:
    """Returns the offset from UTC that a date states, empty where it states none."""
    if dated is None:
        return ""
    return dated.zone or (dated.edtf[19:] if "T" in dated.edtf else "")


@dataclass(frozen=True)
class _Occasions:
    state: State
    teller: Teller
    origin: str
    day: Day
    slack: int | None

    def deadline(self, each: Deadline) -> Occasion:
        fate = "withdrawn" if each.withdrawn is not None else each.fate(self.day, self.slack)
        bound = f" from {self.teller.parties(each.bound)}" if each.bound else ""
        by = self.teller.party(each.set_by) if each.set_by else "the depositary"
        consequence = f"Stated consequence: “{each.consequence}”" if each.consequence else "No consequence was stated."
        over = fate in ("met", "lifted", "withdrawn")
        return self._occasion(
            each.entry, "deadline", each.until, f"Due{bound}: {each.due}",
            [f"Set by {by} ({self._cited(each.entry)}).", consequence, f"On {told(Dated(edtf=self.day))}: {fate}."],
            sequence=len(each.changes), status="cancelled" if over else "",
        )  # fmt: skip

    def silence(self, each: Procedure) -> Occasion:
        text = self.teller.draft(each.draft) if each.draft else "a text"
        to = f"To {self.teller.parties(each.recipients)}." if each.recipients else "The recipients were not told."
        fate = each.fate(self.day, self.slack)
        return self._occasion(
            each.entry, "silence", each.until, f"Silence on {text} closes",
            [to, f"Opened by {self._cited(each.entry)}.", f"On {told(Dated(edtf=self.day))}: {fate}."],
            sequence=len(each.changes), status="cancelled" if fate in ("lifted", "broken") else "",
        )  # fmt: skip

    def meeting(self, each: Meeting) -> Occasion:
        kind = "held" if each.held else "announced"
        announced = self.teller.announced(each)
        source = f" by {announced}" if announced else ""
        who = [self.teller.party(one) for one in each.expected] + ([each.others] if each.others else [])
        expected = f"{'Present' if each.held else 'Expected, as announced'}: {listed(who)}." if who else ""
        until = next((one.until for one in reversed(each.adjourned) if one.until), None)
        put_off = f"Put off until {told(until)}." if until else ""
        return self._occasion(
            each.entry, "meeting", until or each.when, sentence(each.forum.name),
            [f"{sentence(kind)}{source} ({self._cited(each.entry)}).", expected, put_off],
            place=each.place, sequence=len(each.adjourned), status="confirmed" if each.held else "tentative",
        )  # fmt: skip

    def confirmations(self, positions: Positions) -> Iterable[Occasion]:
        """Yields, for each acceptance ad referendum that waits to be confirmed, until when."""
        seen: set[Index] = set()
        for each in positions.all:
            waits = each.ad_referendum and each.confirmed is None and each.until and each.through is None
            if not waits or each.entry in seen or each.status in ("withdrawn", "reopened"):
                continue
            seen.add(each.entry)
            where = self.teller.wording(each.wording)
            yield self._occasion(
                each.entry, "confirmation", each.until, f"{self.teller.party(each.party)} confirms {where}",
                [f"Accepted ad referendum ({self._cited(each.entry)}); {each.reason}."],
            )  # fmt: skip

    def _cited(self, entry: Index) -> str:
        entered = self.state.entry(entry)
        return f"entry {entry}, {entered.grade}" if entered else f"entry {entry}"

    def _occasion(
        self, entry: Index, sort: Sort, when: Dated | None, title: str, lines: list[str], *, place: str = "",
        sequence: int = 0, status: Status | Literal[""] = "",
    ) -> Occasion:  # fmt: skip
        start, end = span(when)
        entered = self.state.entry(entry)
        imprecise = when is not None and (start != end or not start or bool(dates.qualifier(when.edtf)))
        description = [*filter(None, lines), *self._date(when)]
        return Occasion(
            uid=f"{sort}-{entry}@{self.origin.replace('/', '.')}", sort=sort, title=title,
            description="\n".join(description), edtf=when.edtf if when else "",
            words=when.words if when and when.words != when.edtf else "",
            start=start, end=end, zone=zone(when), place=place, sequence=sequence,
            status=status or ("tentative" if imprecise else "confirmed"),
            stamp=entered.entry.at if entered else "", entry=entry,
        )  # fmt: skip

    @staticmethod
    def _date(when: Dated | None) -> Iterator[str]:
        if when is None:
            return
        if when.words and when.words != when.edtf:
            yield f"As told: “{when.words}”."
        yield f"Date (EDTF): {when.edtf}."
        if "T" in when.edtf and not zone(when):
            yield "The time zone was not stated."
