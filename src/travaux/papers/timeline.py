"""The timeline: what happened and when it was recorded, as two clocks; a chart, and the same as a table.

An imprecise date is a bar over all the days that it may mean, an end that is open an open bar. What was entered on a
later day than it happened stands twice, in the lane of whoever did it and in that of the record, joined. Deadlines run
from when they were set to when they are due.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from travaux.papers.basis import Basis
from travaux.papers.counting import counted, listed, sentence
from travaux.papers.days import day as long_day
from travaux.papers.deadlines import Due, dues, ends, line
from travaux.papers.events import Event, claimed_day, events, left_out
from travaux.papers.paper import Cell, Chart, Column, Drawn, Paper, Paragraph, Row, Run, Sign, Table, Tone, plain
from travaux.papers.scale import Scale, from_to
from travaux.papers.spans import told
from travaux.record import acts, dates
from travaux.record.days import Day
from travaux.record.state import State
from travaux.record.terms import Dated, Digest, Index, PartyId
from travaux.text.drafts import Draft

DRAFTS, MEETINGS, STATEMENTS, DUE, RECORD = "Drafts", "Meetings", "Statements", "Deadlines", "Entered"
_SHAPES = (
    Sign("point", "one day"),
    Sign("bar", "one of these days, or all of them: the date is not exact"),
    Sign("open bar", "its end, or its beginning, is open or not known"),
    Sign("line", "a deadline, from when it was set to when it is due"),
)


def timeline(
    state: State, drafts: Mapping[Digest, Draft], *, day: Day, party: PartyId | None = None, since: str = "",
    until: str = "", slack: int | None = None,
) -> Paper:  # fmt: skip
    """Returns the timeline of a record; of one party, or of the days from `since` to `until` (ISO 8601), if given.

    `day` is the one on which deadlines are looked at.
    """
    basis = Basis(state, drafts, day)
    every = events(basis)
    shown = [each for each in every if _fits(each, party, since, until)]
    limits = [
        each
        for each in dues(basis, slack)
        if (party is None or party in each.whom or party == each.by) and _runs(basis, each, since, until)
    ]
    made = _Timeline(basis, sorted(shown, key=_order), limits, since, until)
    return Paper(
        kind="timeline",
        title="What happened, and when it was recorded",
        summary=made.summary(),
        facts=(("As of", f"entry {state.size - 1}"), ("Deadlines as they stand on", long_day(day))),
        blocks=(made.chart(),) if shown else (plain("Nothing was entered of those days."),),
        legend=made.legend() if shown else (),
        remarks=tuple(made.remarks(len(every) - len(shown))),
        wide=True,
    )


def _fits(event: Event, party: PartyId | None, since: str, until: str) -> bool:
    first, last = event.bounds
    mine = party is None or event.party == party
    return mine and not (since and last and last < since) and not (until and first and first > until)


def _runs(basis: Basis, due: Due, since: str, until: str) -> bool:
    """Whether what is due ran on one of the days from `since` to `until`: from when it was set to when it was due."""
    entered = basis.state.entry(due.entry)
    began = claimed_day(entered.entry.at) if entered else ""
    last = ends(due.until)[1]
    return not (since and last and last < since) and not (until and began and began > until)


def _order(event: Event) -> tuple[str, Index]:
    first, last = event.bounds
    return first or last or event.entered or "9999", event.entries[0]


@dataclass
class _Timeline:
    basis: Basis
    shown: Sequence[Event]
    limits: Sequence[Due]
    since: str
    until: str
    lanes: tuple[str, ...] = ()
    scale: Scale = field(default_factory=lambda: Scale.over(()))

    def __post_init__(self) -> None:
        self.lanes = tuple(self._lanes())
        self.scale = Scale.over(self._days())

    # What it says

    def summary(self) -> str:
        """Returns the sentence that comes first: from when to when, how much, and what was entered late."""
        days = sorted(day for each in self.shown for day in each.bounds if day)
        if not days:
            return "Nothing that has a date was entered."
        kinds = [
            (sum(len(each.entries) for each in self.shown if isinstance(each.act, kind)), noun)
            for kind, noun in (
                (acts.Table, "draft"), (acts.Propose, "proposal"), (acts.Convene, "meeting"),
                (acts.Decide, "conclusion"), (acts.State, "statement"),
            )
        ]  # fmt: skip
        positions = sum(len(each.entries) for each in self.shown if isinstance(each.act, acts.Take))
        kinds.insert(2, (positions, "position"))
        several = listed([counted(many, noun) for many, noun in kinds if many])
        late = sum(each.late for each in self.shown)
        entered = (
            f" {sentence(counted(late, 'event'))} {'was' if late == 1 else 'were'} entered on a later day."
            if late
            else ""
        )
        open_ = [each for each in self.limits if each.fate in ("open", "extended", "unknown")]
        limits = (
            f" {sentence(counted(len(open_), 'deadline'))} {'is' if len(open_) == 1 else 'are'} open." if open_ else ""
        )
        return f"{sentence(from_to(days[0], days[-1]))}{f': {several}' if several else ''}.{entered}{limits}"

    def legend(self) -> tuple[Sign, ...]:
        """Returns what the shapes mean, and the letters that were used."""
        used = {("D1" if isinstance(each.act, acts.Table) else each.letter): each.meaning for each in self.shown}
        return (*_SHAPES, *(Sign(letter, meaning) for letter, meaning in used.items()))

    def remarks(self, others: int) -> Iterator[str]:
        """Yields what the clocks are worth, and what is left out."""
        yield (
            "Where an act itself says when it was done, the table says so; any other stands where the clock of its "
            "entry puts it. That clock is its author’s claim; the log proves only the order of the entries."
        )
        if keeping := left_out(self.basis):
            yield f"Left out: {counted(keeping, 'entry', 'entries')} about keys, and about who is at the table."
        if others:
            yield f"Left out: {counted(others, 'event')} of other days or parties."

    # The chart

    def chart(self) -> Chart:
        """Returns the chart with its twin."""
        return Chart(
            "What happened, by lane; the table holds the same", self.lanes, self.scale.ticks(),
            (*self._happened(), *self._due(), *self._recorded()), self._twin(), "timeline",
        )  # fmt: skip

    def _lanes(self) -> Iterator[str]:
        kinds = {_room(each) for each in self.shown}
        yield from (room for room in (DRAFTS, MEETINGS) if room in kinds)
        acting = {each.party for each in self.shown if not _room(each)}
        for party in self.basis.state.parties:
            if party.id in acting:
                yield self.basis.teller.party(party.id)
        if None in acting:
            yield "The depositary"
        if STATEMENTS in kinds:
            yield STATEMENTS
        if self.limits:
            yield DUE
        yield RECORD

    def _days(self) -> list[str]:
        found = [day for each in self.shown for day in (*each.bounds, each.entered) if day]
        found += [day for each in self.shown for day in _held(each) if day]
        found += [day for each in self.limits for day in ends(each.until) if day]
        return [day for day in found if (not self.since or day >= self.since) and (not self.until or day <= self.until)]

    def _lane(self, event: Event) -> int:
        who = self.basis.teller.party(event.party) if event.party else "The depositary"
        return self.lanes.index(_room(event) or who)

    def _happened(self) -> Iterator[Drawn]:
        for each in self.shown:
            bounds = _held(each) if isinstance(each.act, acts.Convene) else each.bounds
            if bounds == (None, None):
                continue
            many = f" ×{len(each.entries)}" if len(each.entries) > 1 else ""
            drawn = each.act.when.edtf if isinstance(each.act, acts.Convene) else each.happened
            about = bool(dates.qualifier(drawn.partition("T")[0]))
            yield replace(
                self._span(self._lane(each), bounds, f"{each.letter}{many}", about=about), told=each.says,
                entry=each.entries[0] if not many else None,
                by=self.basis.letters.get(each.party) if each.party else None,
                same=each.entries[0] if each.late else None,
                tone=TONES_OF.get(each.letter, "") if each.voided is None else "grey",
            )  # fmt: skip

    def _span(self, lane: int, bounds: dates.Bounds, label: str, *, about: bool = False) -> Drawn:
        """Returns a date drawn: a point for a day, a bar for several or about one, an open bar where a side is open."""
        first, last = bounds
        if first and first == last and not about:
            at = self.scale.middle(first)
            return Drawn(lane, at, at, "point", label)
        start = self.scale.place(first) if first else 0.0
        end = self.scale.place(last, end=True) if last else 1.0
        return Drawn(lane, start, end, "bar" if first and last else "open", label)

    def _due(self) -> Iterator[Drawn]:
        for each in self.limits:
            entered = self.basis.state.entry(each.entry)
            yield from line(self.scale, self.lanes.index(DUE), claimed_day(entered.entry.at) if entered else "", each)

    def _recorded(self) -> Iterator[Drawn]:
        """Yields the clock of the record: a point for each day on which something was entered, and each late event."""
        lane = self.lanes.index(RECORD)
        days: dict[str, list[Index]] = {}
        for each in self.shown:
            if each.late:
                at = self.scale.middle(each.entered)
                yield Drawn(lane, at, at, "point", _cited(each.entries), f"entered: {each.says}", each.entries[0], None,
                            each.entries[0])  # fmt: skip
            elif each.entered:
                days.setdefault(each.entered, []).extend(each.entries)
        for day, entries in days.items():
            at = self.scale.middle(day)
            yield Drawn(lane, at, at, "point", _cited(sorted(entries)), f"entered on {long_day(day)}")

    # Its twin

    def _twin(self) -> Table:
        columns = (
            Column("Entry", 2, head=True), Column("Happened", 3), Column("Entered", 2), Column("Who did what", 9),
            Column("Grade", 2),
        )  # fmt: skip
        rows = [*map(self._row, self.shown), *map(self._due_row, self.limits)]
        return Table(
            "The same, as a table. Two clocks: when it happened, and when it was entered",
            columns,
            tuple(rows),
            "events",
            wide=True,
        )

    def _row(self, each: Event) -> Row:
        one = each.entries[0] if len(each.entries) == 1 else None
        says = [Paragraph((Run(each.says, "stale" if each.voided is not None else "plain", entry=one),))]
        if each.voided is not None:
            says.append(plain(f"voided by entry {each.voided}", look="quiet"))
        entered = [plain(long_day(each.entered) if each.entered else "not told")]
        if each.late:
            entered.append(plain(_later(each), look="quiet"))
        return Row(
            (
                Cell((Paragraph((Run(_cited(each.entries), entry=one),)),)),
                Cell(tuple(_when(each))), Cell(tuple(entered)), Cell(tuple(says)), Cell((plain(each.grade),)),
            ),
            f"entry-{each.entries[0]}",
        )  # fmt: skip

    def _due_row(self, each: Due) -> Row:
        entered = self.basis.state.entry(each.entry)
        began = long_day(entered.entry.at) if entered and entered.entry.at else "not told"
        whom = f" from {self.basis.teller.parties(each.whom)}" if each.whom else ""
        says = [plain(f"Due{whom}: {each.what}. {sentence(each.fate)}.")]
        if each.consequence:
            says.append(Paragraph((Run("Stated consequence: "), Run(f"“{each.consequence}”", "quotation"))))
        return Row(
            (
                Cell((Paragraph((Run(str(each.entry), entry=each.entry),)),)),
                Cell((plain(f"due {told(each.until)}"),)), Cell((plain(began),)), Cell(tuple(says)),
                Cell((plain(each.grade),)),
            ),
            f"due-{each.entry}-{each.sort.replace(' ', '-')}",
        )  # fmt: skip


TONES_OF: Mapping[str, Tone] = {"A": "green", "AR": "blue", "R": "yellow", "O": "red"}


def _room(event: Event) -> str:
    """Returns the lane of what is not in a party's own, else nothing."""
    match event.act:
        case acts.Table():
            return DRAFTS
        case acts.Convene() | acts.Adjourn():
            return MEETINGS
        case acts.State():
            return STATEMENTS
    return ""


def _held(event: Event) -> dates.Bounds:
    """Returns when a meeting is, as announced or as held; nothing for other acts."""
    return ends(event.act.when) if isinstance(event.act, acts.Convene) else (None, None)


def _when(each: Event) -> Iterator[Paragraph]:
    """Yields when an event happened, in its words, and how that is known."""
    if not each.happened:
        yield plain("not told", look="quiet")
        return
    yield plain(told(Dated(edtf=each.happened, words=each.words)))
    if each.own:
        yield plain("as the act itself says", look="quiet")


def _later(each: Event) -> str:
    last = each.bounds[1]
    assert last is not None
    days = date.fromisoformat(each.entered).toordinal() - date.fromisoformat(last).toordinal()
    return f"{counted(days, 'day')} later"


def _cited(entries: Sequence[Index]) -> str:
    """Returns entries as a short list: "24–34", "19", "3, 5–7"."""
    parts: list[tuple[int, int]] = []
    for entry in entries:
        if parts and entry == parts[-1][1] + 1:
            parts[-1] = parts[-1][0], entry
        else:
            parts.append((entry, entry))
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in parts)
