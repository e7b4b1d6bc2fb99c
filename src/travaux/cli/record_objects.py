"""The objects that the commands of a record print with `--json`, as `docs/formats/json.md` promises them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from travaux.cli.objects import Object, head
from travaux.papers.entry_values import entry_object
from travaux.papers.entry_values import shown as shown
from travaux.papers.telling import Teller

if TYPE_CHECKING:
    from pathlib import Path

    from travaux.claims.bundle import Bundle, Report
    from travaux.claims.claim import Finding
    from travaux.papers.lives import LifePaper
    from travaux.papers.standing import Standing
    from travaux.record.entries import Entered
    from travaux.record.rules import Verdict
    from travaux.record.state import State
    from travaux.secretariat.records import Record
    from travaux.secretariat.sheets import Entry
    from travaux.secretariat.verifying import Report as RecordReport


def record_object(record: Record) -> Object:
    """Returns what a record is called and how far it goes."""
    from travaux.log.checkpoint import Checkpoint
    from travaux.log.note import Note

    note = record.checkpoint
    last = Checkpoint.from_text(Note.from_text(note.encode()).text) if note else None
    return {
        "title": record.title,
        "log": record.origin,
        "key": record.key,
        "rules": record.rules,
        "size": record.size,
        "hidden": record.hidden,
        "root": last.root.hex() if last else None,
    }


def entered_object(record: Record, entries: Sequence[Entry]) -> Object:
    """Returns what was entered."""
    return {
        **head("entered/1"),
        "record": record_object(record),
        "entries": [
            {
                **entry_object(entry.entered, entry.sentence),
                "verdicts": [verdict_object(each) for each in entry.verdicts],
                "receipt": entry.receipt.text,
            }
            for entry in entries
        ],
    }


def verdict_object(verdict: Verdict) -> Object:
    """Returns what a rule says of an act."""
    return {
        "ruling": verdict.ruling,
        "rule": verdict.rule,
        "source": verdict.source,
        "says": verdict.says,
        "missing": verdict.missing or None,
        "entries": list(verdict.entries),
    }


def entries_object(record: Record, told: Sequence[tuple[Entered, str]]) -> Object:
    """Returns a list of entries."""
    return {
        **head("entries/1"),
        "record": record_object(record),
        "entries": [
            {
                **entry_object(entered, sentence),
                "voided_by": record.state.voided(entered.index),
                "without_effect": record.state.idle(entered.index) or None,
            }
            for entered, sentence in told
        ],
    }


def show_object(record: Record, entered: Entered, teller: Teller) -> Object:
    """Returns one entry, with what the rules say and the receipt."""
    state, index = record.state, entered.index
    return {
        **head("show/1"),
        "record": record_object(record),
        "entry": entry_object(entered, teller.sentence(entered)),
        "verdicts": [verdict_object(each) for each in record.verdicts(index)],
        "voided_by": state.voided(index),
        "without_effect": state.idle(index) or None,
        "suspect": state.suspect(index),
        "later": [each for each in state.bearing_on(entry=index) if each != index],
        "leaf": record.leaf(index).decode(),
    }


def status_object(record: Record, state: State, found: Standing, day: str, at: int | None) -> Object:
    """Returns where a text stands."""
    from travaux.papers.standing import CONVENTION, ORDER

    teller = Teller(state)
    return {
        **head("status/1", CONVENTION),
        "record": record_object(record),
        "at": at,
        "day": day,
        "says": found.sentence(teller.draft(found.draft) if found.draft else ""),
        "draft": found.draft,
        "counts": {held: found.counts.get(held, 0) for held in ORDER},
        "parties": [
            {
                "id": each.id,
                "name": teller.party(each.id),
                "handle": each.handle if isinstance(each.handle, str) else None,
                "capacity": each.capacity,
                "present": each.present,
                "counted": each.id in found.parties,
                "entry": each.entry,
            }
            for each in state.parties
        ],
        "clauses": [
            {
                "place": row.place,
                "heading": row.heading,
                "stands": row.held,
                "positions": [
                    {
                        "party": party,
                        "held": cell.held,
                        "entry": cell.entry,
                        "grade": cell.grade or None,
                        "status": cell.status or None,
                    }
                    for party, cell in zip(found.parties, row.cells, strict=True)
                ],
            }
            for row in found.rows
        ],
        "signatures": [
            {
                "entry": each.entry,
                "grade": each.grade,
                "party": each.party,
                "person": each.person,
                "manner": each.manner,
                "capacity": each.capacity,
                "binds": each.binds,
                "when": shown(each.when),
                "confirmed": each.confirmed,
            }
            for each in (state.authentications(found.draft) if found.draft else ())
        ],
        "deadlines": [
            {
                "entry": each.entry,
                "grade": each.grade,
                "due": each.due,
                "until": shown(each.until),
                "bound": list(each.bound),
                "fate": each.fate(day),
                "consequence": each.consequence or None,
                "consequence_is": each.consequence_on(day) or None,
            }
            for each in state.deadlines
        ],
        "meetings": [
            {
                "entry": each.entry,
                "grade": each.grade,
                "forum": each.forum.name,
                "place": each.place or None,
                "when": shown(each.when),
                "held": each.held,
                "announced": each.announced,
                "expected": list(each.expected),
                "others": each.others or None,
            }
            for each in state.meetings
        ],
        "coverage": [
            {"entry": each.entry, "grade": each.grade, "party": each.party, "limits": each.limits or None}
            for each in state.coverages
        ],
    }


def finding_object(record: Record, finding: Finding) -> Object:
    """Returns a finding on a claim."""
    return {**head("finding/1"), "record": record_object(record), **_finding(finding)}


def _finding(finding: Finding) -> Object:
    return {
        "says": finding.says,
        "verdict": finding.verdict,
        "reason": finding.reason,
        "claims": [shown(each) for each in finding.claims],
        "bearing": [
            {
                "entry": each.entry,
                "side": each.side,
                "grade": each.grade,
                "shows": each.shows,
                "when": each.when or None,
            }
            for each in finding.bearing
        ],
        "coverage": [
            {"entry": each.entry, "by": each.by, "grade": each.grade, "says": each.says} for each in finding.coverage
        ],
        "assumptions": list(finding.assumptions),
        "settles": list(finding.settles),
        "parts": [_finding(each) for each in finding.parts],
        "readings": [_finding(each) for each in finding.readings],
        "size": finding.size,
        "rules": finding.rules,
        "counting": finding.counting,
        "assuming": list(finding.assuming),
    }


def life_object(record: Record, paper: LifePaper) -> Object:
    """Returns the life of a clause."""
    return {
        **head("life/1"),
        "record": record_object(record),
        "place": paper.place,
        "heading": paper.heading,
        "draft": paper.draft,
        "says": paper.summary,
        "wrote": list(paper.wrote),
        "removed": list(paper.removed),
        "agreed": list(paper.agreed),
        **_traced(paper),
        "wordings": [
            {
                "draft": each.draft,
                "called": each.called,
                "entry": each.entry,
                "grade": each.grade,
                "when": each.when,
                "by": each.by,
                "place": each.place,
                "text": each.text,
                "reworded": each.reworded,
                "events": [
                    {
                        "entry": one.entry,
                        "when": one.when,
                        "grade": one.grade,
                        "says": one.says,
                        "about": one.about or None,
                    }
                    for one in each.events
                ],
            }
            for each in paper.wordings
        ],
    }


def _traced(paper: LifePaper) -> Object:
    return {
        "words": [
            {
                "text": each.text,
                "start": each.start,
                "end": each.end,
                "grade": each.grade,
                "relation": each.relation,
                "by": shown(each.by),
                "tabled": shown(each.tabled),
                "hand": each.hand or None,
                "also": [shown(one) for one in each.also],
            }
            for each in paper.runs
        ],
        "gone": [
            {
                "text": each.text,
                "by": shown(each.by),
                "removed": shown(each.removed),
                "grade": each.grade,
                "last": each.last,
            }
            for each in paper.gone
        ],
    }


def record_trace_object(record: Record, paper: LifePaper) -> Object:
    """Returns whose words a clause of a record is made of."""
    shape = {"place": paper.place, "heading": paper.heading, "draft": paper.draft}
    return {**head("record-trace/1"), "record": record_object(record), **shape, **_traced(paper)}


def bundle_object(record: Record, made: Bundle, output: Path, size: int) -> Object:
    """Returns what was written into a bundle."""
    return {
        **head("bundle-written/1"),
        "record": record_object(record),
        "file": str(output),
        "bytes": size,
        "whole": made.whole,
        "leaves": len(made.leaves),
        "drafts": [text.digest for text in made.drafts],
        "disclosures": len(made.disclosures),
        "finding": _finding(made.finding),
    }


def checked_object(report: Report) -> Object:
    """Returns what holds in a bundle."""
    return {
        **head("verified/1"),
        "kind": "bundle",
        "holds": report.holds,
        "log": report.origin or None,
        "size": report.size,
        "root": report.root or None,
        "checks": [{"says": each.says, "answer": each.answer, "why": each.why or None} for each in report.steps],
        "not_proved": list(report.not_proved),
        "finding": _finding(report.finding) if report.finding else None,
    }


_ANSWER = {"holds": "passed", "fails": "failed"}


def verified_object(report: RecordReport) -> Object:
    """Returns what holds in a record."""
    checks = [each for each in report.checks if each.answer != "not proved"]
    return {
        **head("verified/1"),
        "kind": "record",
        "holds": report.holds,
        "log": report.origin,
        "size": report.size,
        "root": report.root,
        "checks": [
            {"says": each.says, "answer": _ANSWER[each.answer], "why": "; ".join(each.faults) or None}
            for each in checks
        ],
        "not_proved": [each.says for each in report.not_proved],
        "finding": None,
    }
