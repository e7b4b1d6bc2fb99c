"""The paper of deadlines: what is due, from whom, by when, the consequence as it was stated, and what became of it.

A deadline that lapsed makes its consequence *due as stated*; that it came about is for another entry to say. Silence
procedures, acceptances ad referendum that wait to be confirmed, and the time to object to a correction are deadlines
too, each told by its own rule. How a thing stands is said of one day, which is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux.papers.basis import Basis
from travaux.papers.counting import counted, listed, sentence
from travaux.papers.days import day as long_day
from travaux.papers.events import claimed_day
from travaux.papers.paper import Cell, Chart, Column, Drawn, Look, Paper, Paragraph, Row, Run, Sign, Table, Tone, plain
from travaux.papers.scale import Scale
from travaux.papers.spans import told
from travaux.record import acts, dates
from travaux.record.days import Day, last, over
from travaux.record.deadlines import Change, Deadline, Procedure
from travaux.record.positions import Position
from travaux.record.state import State
from travaux.record.terms import Dated, Digest, Grade, Index, PartyId
from travaux.text.drafts import Draft

TONES: Mapping[str, Tone] = {
    "open": "yellow", "extended": "yellow", "met": "green", "lapsed": "red", "lifted": "grey", "withdrawn": "grey",
    "unknown": "blue", "broken": "red", "deemed adopted": "green", "confirmed": "green", "expired": "red",
    "stale": "grey",
}  # fmt: skip
SIGNS = (
    Sign("open, extended", "its time has not come", "yellow"),
    Sign("met, confirmed, deemed adopted", "done, or taken as done by its own rule", "green"),
    Sign("lapsed, expired, broken", "its time is over without that, or the silence was broken", "red"),
    Sign("unknown", "the day lies within a date that is not exact", "blue"),
    Sign("lifted, withdrawn", "whoever set it took it back", "grey"),
    Sign("stale", "the words that were accepted are no longer those on the table", "grey"),
)
_WAITING = ("open", "extended", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that is due: from whom, until when as it now stands, and its fate on the day of the paper.

    `became` are sentences on what was done to it since, each with its entry; `consequence` is verbatim.
    """

    entry: Index
    grade: Grade
    sort: str
    what: str
    whom: tuple[PartyId, ...]
    by: PartyId | None
    first: Dated | None
    until: Dated | None
    consequence: str
    fate: str
    became: tuple[tuple[str, Index], ...] = ()


def deadlines(
    state: State, drafts: Mapping[Digest, Draft], *, day: Day, slack: int | None = None, party: PartyId | None = None
) -> Paper:
    """Returns the paper of deadlines as they stand on a day, of all or of those that bind a party.

    `slack` is by how many days at most an approximate date is taken to be off; without it nothing is sure of one.
    """
    basis = Basis(state, drafts, day)
    found = [each for each in dues(basis, slack) if party is None or party in each.whom]
    return Paper(
        kind="deadlines",
        title="What is due, and what became of it",
        summary=summary(basis, found),
        facts=tuple(_facts(basis, slack)),
        blocks=(_chart(basis, found),) if found else (),
        legend=SIGNS if found else (),
        remarks=(
            "A deadline that has lapsed makes its consequence due as stated. That it came about is not said here.",
            "Consequences are in the words in which they were entered.",
        ),
        wide=True,
    )


def dues(basis: Basis, slack: int | None = None) -> tuple[Due, ...]:
    """Returns all that is due in a record, the earliest first; what has no day comes last."""
    state = basis.state
    positions = basis.positions.all if state.current() is not None else ()
    found = [
        *(_limit(basis, each, slack) for each in state.deadlines),
        *(_silence(basis, each, slack) for each in state.procedures),
        *_referenda(basis, positions, slack),
        *_objections(basis, slack),
    ]
    return tuple(sorted(found, key=lambda each: (_last(each.until) or "9999", each.entry, each.sort)))


def summary(basis: Basis, found: Sequence[Due]) -> str:
    """Returns the sentence that comes first: the next thing that is due with its consequence, or that nothing is."""
    waiting = [each for each in found if each.fate in _WAITING]
    lapsed = [each for each in found if each.fate in ("lapsed", "expired")]
    past = f" {sentence(counted(len(lapsed), 'time limit'))} {_is(lapsed)} over." if lapsed else ""
    if not found:
        return "No deadline was entered."
    if not waiting:
        return f"No deadline is open.{past}"
    next_ = min(waiting, key=lambda each: (_last(each.until) or "9999", each.entry))
    whom = f" from {basis.teller.parties(next_.whom)}" if next_.whom else ""
    consequence = f" Stated consequence: “{next_.consequence}”" if next_.consequence else ""
    many = f"{sentence(counted(len(waiting), 'deadline'))} {_is(waiting)} open"
    first = "it" if len(waiting) == 1 else "the next"
    return f"{many}; {first} is due{whom}, {told(next_.until)}: {next_.what}.{consequence}{past}"


def _is(several: Sequence[object]) -> str:
    return "is" if len(several) == 1 else "are"


def _last(dated: Dated | None) -> str:
    return last(dated.edtf) if dated else ""


def _facts(basis: Basis, slack: int | None) -> Iterator[tuple[str, str]]:
    yield "As of", f"entry {basis.state.size - 1}"
    yield "As they stand on", long_day(basis.day or "")
    if slack is not None:
        yield "Taken for granted", f"an approximate date is off by at most {counted(slack, 'day')}"


def _chart(basis: Basis, found: Sequence[Due]) -> Chart:
    """Returns what is due drawn from when it was set to when it is due, in a lane for each party; and its table."""
    parties = [each.id for each in basis.state.parties if any(each.id in due.whom for due in found)]
    lanes = [*map(basis.teller.party, parties), *(["Others"] if any(not due.whom for due in found) else [])]
    days = [day for due in found for day in (_set(basis, due), *ends(due.until)) if day]
    scale = Scale.over(days)
    drawn = [
        each
        for due in found
        for lane in ([parties.index(one) for one in due.whom if one in parties] or [len(lanes) - 1])
        for each in line(scale, lane, _set(basis, due), due)
    ]
    return Chart(
        "From when each was set to when it is due, by party; the table holds the same", tuple(lanes), scale.ticks(),
        tuple(drawn), _table(basis, found), "deadlines",
    )  # fmt: skip


def line(scale: Scale, lane: int, began: str, due: Due) -> Iterator[Drawn]:
    """Yields what is due as a line of a chart, from the day on which it was set; nothing where no day is told."""
    first, last = ends(due.until)
    end = last or first
    if end is None:
        return
    start = scale.middle(began) if began else 0.0
    place = scale.middle(end) if first == last else scale.place(end, end=True)
    consequence = f"; stated consequence: “{due.consequence}”" if due.consequence else ""
    yield Drawn(
        lane, min(start, place), place, "line", told(due.until), f"{due.what}: {due.fate}{consequence}", due.entry,
        tone=TONES.get(due.fate, ""),
    )  # fmt: skip


def ends(dated: Dated | None) -> dates.Bounds:
    """Returns the first and the last day that a date may mean."""
    return dates.bounds(dated.edtf.partition("T")[0]) if dated else (None, None)


def _set(basis: Basis, due: Due) -> str:
    """Returns the day on which the clock of its entry has it that something was set."""
    entered = basis.state.entry(due.entry)
    return claimed_day(entered.entry.at) if entered else ""


def _table(basis: Basis, several: Sequence[Due]) -> Table:
    columns = (
        Column("By when", 3, head=True), Column("From whom", 2), Column("What", 3), Column("Set by", 2),
        Column("Stated consequence", 4), Column("What became of it", 4),
    )  # fmt: skip
    rows = tuple(_row(basis, each) for each in several)
    return Table("What is due, the earliest first", columns, rows, "due", wide=True)


def _row(basis: Basis, each: Due) -> Row:
    by = basis.teller.party(each.by) if each.by else "the depositary"
    consequence = (
        [plain(f"“{each.consequence}”", look="quotation")] if each.consequence else [plain("none stated", look="quiet")]
    )
    return Row(
        (
            Cell(tuple(_when(each))),
            Cell((plain(basis.teller.parties(each.whom) or "not said"),)),
            Cell((plain(each.what), plain(each.sort, look="quiet"))),
            Cell((plain(by), Paragraph((Run(f"entry {each.entry}, {each.grade}", "quiet", entry=each.entry),)))),
            Cell(tuple(consequence)),
            Cell(tuple(_became(each)), TONES.get(each.fate, "")),
        ),
        f"entry-{each.entry}",
    )  # fmt: skip


def _when(each: Due) -> Iterator[Paragraph]:
    look: Look = "strong" if each.fate in _WAITING else "plain"
    yield plain(told(each.until) or "no day was told", look=look)
    if each.until and "T" in each.until.edtf and not (each.until.zone or each.until.edtf[19:]):
        yield plain("the time zone was not stated", look="quiet")
    if each.first and each.until and each.first != each.until:
        yield plain(f"first set for {told(each.first)}", look="quiet")


def _became(each: Due) -> Iterator[Paragraph]:
    due = "; its consequence is due as stated" if each.fate == "lapsed" and each.consequence else ""
    yield Paragraph((Run(sentence(each.fate), "strong"), *((Run(due),) if due else ())))
    for says, entry in each.became:
        yield Paragraph((Run(f"{says} (entry {entry})", "quiet", entry=entry),))


def _limit(basis: Basis, each: Deadline, slack: int | None) -> Due:
    fate = "withdrawn" if each.withdrawn is not None else each.fate(basis.day or "", slack)
    became = [*_changes(basis, each.changes)]
    if each.withdrawn is not None:
        became.append((f"withdrawn by {_actor(basis, each.withdrawn)}", each.withdrawn))
    met_by = f"; met by {each.met_by}" if each.met_by else ""
    return Due(
        entry=each.entry, grade=each.grade, sort="deadline", what=each.due + met_by, whom=each.bound, by=each.set_by,
        first=each.when, until=each.until, consequence=each.consequence, fate=fate, became=tuple(became),
    )  # fmt: skip


def _changes(basis: Basis, changes: Sequence[Change]) -> Iterator[tuple[str, Index]]:
    for each in changes:
        until = f" until {told(each.until)}" if each.until else ""
        verb = {"extended": "extended", "met": "called met", "lifted": "lifted"}[each.outcome]
        reason = f": {each.reason}" if each.reason else ""
        yield f"{verb}{until} by {_actor(basis, each.entry)}{reason}", each.entry


def _actor(basis: Basis, entry: Index) -> str:
    entered = basis.state.entry(entry)
    actor = basis.teller.actor(entered) if entered else "somebody"
    return "the depositary" if actor == "The depositary" else actor


def _silence(basis: Basis, each: Procedure, slack: int | None) -> Due:
    text = basis.teller.draft(each.draft) if each.draft else "a text"
    broken = [(f"broken by {_actor(basis, one.entry)}", one.entry) for one in each.breaks]
    return Due(
        entry=each.entry, grade=each.grade, sort="silence procedure", what=f"to break the silence on {text}",
        whom=each.recipients, by=each.opened_by, first=each.closes, until=each.until,
        consequence="", fate=each.fate(basis.day or "", slack), became=(*broken, *_changes(basis, each.changes)),
    )  # fmt: skip


def _referenda(basis: Basis, positions: Sequence[Position], slack: int | None) -> Iterator[Due]:
    """Yields the acceptances ad referendum that have a day; those of one party until the same day are one."""
    grouped: dict[tuple[object, ...], list[Position]] = {}
    for each in positions:
        if each.ad_referendum and each.until and each.through is None and each.status not in ("withdrawn", "reopened"):
            key = each.party, each.until, each.wording.draft, each.confirmed is not None, each.in_force
            grouped.setdefault(key, []).append(each)
    for several in grouped.values():
        first = several[0]
        places = basis.teller.places([each.wording.clause for each in several])
        yield Due(
            entry=first.entry, grade=first.grade, sort="acceptance ad referendum",
            what=f"to confirm {places} of {basis.teller.draft(first.wording.draft)}"
            + (f" (entries {listed([str(each.entry) for each in several])})" if len(several) > 1 else ""),
            whom=(first.party,), by=first.party, first=first.until, until=first.until, consequence="",
            fate=_referendum_fate(basis, first, slack),
            became=tuple(("confirmed", each.confirmed) for each in several if each.confirmed is not None),
        )  # fmt: skip


def _referendum_fate(basis: Basis, each: Position, slack: int | None) -> str:
    if each.confirmed is not None:
        return "confirmed"
    if each.status == "stale":
        return "stale"
    return {"yes": "expired", "no": "open", "possible": "unknown"}[over(each.until, basis.day or "", slack)]


def _objections(basis: Basis, slack: int | None) -> Iterator[Due]:
    for row, act in basis.state.book.of(acts.Correct):
        if act.objections_until:
            come = over(act.objections_until, basis.day or "", slack)
            fate = {"yes": "lapsed", "no": "open", "possible": "unknown"}[come]
            yield Due(
                entry=row.index, grade=row.grade, sort="time to object to a correction",
                what=f"to object to the correction of {basis.teller.wording(act.wording)}", whom=(), by=row.entry.actor,
                first=act.objections_until, until=act.objections_until, consequence="", fate=fate,
            )  # fmt: skip
