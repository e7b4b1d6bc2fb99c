"""What was accepted of a reading, entered: statements graded reported, with their place in the report; no act."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from bench.written.gold import Written, written
from tests.reading.written import perfect

from travaux.claims.check import check
from travaux.errors import Malformed, NotPermitted
from travaux.reading.items import Item, Reading, Report, Said
from travaux.record.acts import State
from travaux.record.terms import Source
from travaux.secretariat import reporting
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record

REPORTS = {each.name: each for each in written()}


def taken(name: str) -> tuple[Reading, tuple[str, bytes]]:
    report: Written = REPORTS[name]
    data = report.text.encode()
    reading = perfect(report)
    digest = hashlib.sha256(data).hexdigest()
    return replace(reading, report=replace(reading.report, digest=digest, name=f"{name}.txt")), (f"{name}.txt", data)


def entered(record: Record, name: str, *numbers: int) -> list[State]:
    reading, file = taken(name)
    items = [each for each in reading.items if not numbers or each.number in numbers]
    made = reporting.enter(record, reading, items, file)
    assert {each.entered.grade for each in made} == {"reported"}
    return [each.entered.entry.act for each in made]


def test_a_statement_has_its_words_their_place_and_its_claims(record: Record) -> None:
    (act,) = entered(record, "trade-01", 3)
    text = REPORTS["trade-01"].text
    assert act.words == ("having changed any clause",)
    assert act.span is not None
    assert text[act.span.start : act.span.end] == "having changed any clause"
    name, content = record.file(act.span.file)
    assert (name, content.decode()) == ("trade-01.txt", text)
    assert (act.claims, act.manner) == (("boria did not change any clause",), "denies")
    assert act.source.outlet == "Meridian News"


def test_what_is_quoted_in_pieces_has_a_line_for_each(record: Record) -> None:
    (act,) = entered(record, "labour-08", 0)
    assert act.words == ("''We will come back,''", "''but not with empty hands.''")
    assert act.span is not None
    assert REPORTS["labour-08"].text[act.span.start : act.span.end].startswith("''We will come back,'' said Rafe")


def test_one_person_has_one_id_and_who_is_not_to_be_named_one_for_every_entry(record: Record) -> None:
    first, second = entered(record, "labour-01", 1, 3)
    assert first.source.person is not None
    assert second.source.person is not None
    assert first.source.person.id == second.source.person.id
    reading, file = taken("labour-08")
    named = replace(reading.items[0], value=replace(reading.items[0].value, terms="background"))
    (one,) = reporting.enter(
        record,
        reading,
        [
            named,
        ],
        file,
    )
    (two,) = reporting.enter(record, reading, [replace(named, parts={**named.parts, "content": ((0, 20),)})], file)
    ids = {each.entered.entry.act.source.person.id for each in (one, two)}
    assert len(ids) == 2


def test_a_fact_is_a_statement_of_whoever_tells_it(record: Record) -> None:
    meeting = next(each.number for each in taken("trade-04")[0].items if each.kind == "meeting")
    (act,) = entered(record, "trade-04", meeting)
    assert act.manner == "announces"
    assert act.source.person is not None
    assert act.source.person.name == "Oskar Vintry"
    assert act.words[0].startswith("The next round will be held in Port Selm")
    assert record.state.meetings == ()


def test_what_the_outlet_tells_is_the_outlets(record: Record) -> None:
    (act,) = entered(record, "labour-01", 4)
    assert (act.source.kind, act.source.outlet) == ("outlet", "Hallowick Wire")
    assert act.words[0].startswith("The union has given the company until March 20")


def test_what_answers_comes_after_what_it_answers(record: Record) -> None:
    size = record.size
    first, second, *_ = entered(record, "peace-01")
    assert (first.answers, second.answers) == (None, size)


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_every_report_enters_and_nothing_twice(record: Record, name: str) -> None:
    reading, file = taken(name)
    if not reading.items:
        return
    made = reporting.enter(record, reading, reading.items, file)
    assert {each.entered.entry.type for each in made} == {"state"}
    assert reporting.enter(record, reading, reading.items, file) == []
    assert record.size == 3 + len(made)


def test_all_of_it_or_none(record: Record) -> None:
    reading, file = taken("labour-01")
    size = record.size
    long: Item = replace(reading.items[0], parts={"content": ((0, 10),)})
    huge = replace(reading.report, text="x" * 300_000, digest=hashlib.sha256(b"x" * 300_000).hexdigest())
    broken = replace(reading, report=huge, items=(long, replace(long, number=1, parts={"content": ((0, 299_999),)})))
    with pytest.raises(Malformed):
        reporting.enter(record, broken, broken.items, ("x.txt", b"x" * 300_000))
    assert record.size == size
    assert file[1]


def test_another_file_is_refused(record: Record) -> None:
    reading, (name, data) = taken("labour-01")
    with pytest.raises(Malformed, match="not the file that was read"):
        reporting.enter(record, reading, reading.items, (name, data + b" "))


def test_who_reads_enters_nothing(record: Record, path) -> None:
    reading, file = taken("labour-01")
    with open_record(path, viewer="public") as public, pytest.raises(NotPermitted):
        reporting.enter(public, reading, reading.items, file)


# Reports alone decide nothing


DISPUTED = (
    ("trade-01", "boria changed several clauses", None),
    ("peace-01", "boria approved most clauses", "disputed"),
    ("peace-01", "boria changed several clauses", "disputed"),
    ("peace-01", "boria neither approved nor changed any clause", "disputed"),
    ("facts-05", "boria changed clause 6", None),
    ("trade-09", "delvia accepted the text", None),
)


@pytest.mark.parametrize(("name", "claim", "verdict"), DISPUTED)
def test_where_there_are_reports_alone_nothing_is_decided(record: Record, name: str, claim: str, verdict) -> None:
    entered(record, name)
    finding = check(claim, record.state, record.drafts)
    assert finding.verdict in ("disputed", "silent")
    if verdict:
        assert finding.verdict == verdict
        assert finding.entries("for")
        assert finding.entries("against")
    assert {each.grade for each in finding.bearing} <= {"reported"}


def test_every_check_of_what_two_reports_dispute_is_disputed_and_cites_both(record: Record) -> None:
    """Every report that makes a claim, and its twin that makes the contrary: no act, so that nothing is decided."""
    from bench.written.twins import twins

    tried = 0
    for report in REPORTS.values():
        denied = next((each for each in twins(report) if each.twin == "negate"), None)
        claims = [claim for item in report.items for pair, may in item.claims if not may for claim in pair]
        if denied is None or not claims:
            continue
        for each in (report, denied):
            data = each.text.encode()
            made = perfect(each)
            digest = hashlib.sha256(data).hexdigest()
            made = replace(made, report=replace(made.report, digest=digest, name=each.title))
            reporting.enter(record, made, [i for i in made.items if i.kind == "attribution"], (each.title, data))
        for claim in claims:
            finding = check(claim, record.state, record.drafts)
            assert finding.verdict in ("disputed", "silent"), finding.says
            sides = {bearing.side for bearing in finding.bearing} - {"context"}
            assert (finding.verdict == "disputed") == (sides == {"for", "against"})
            tried += finding.verdict == "disputed"
    assert tried >= 4


def test_an_office_without_a_name_has_all_the_words_that_stand_for_it(record: Record) -> None:
    text = "The plan is ready, the Office of the President of Boria said.\n"
    source = Source(kind="office", organisation="Office")
    at = text.index("the Office"), text.index(" said")
    parts = {"source": (at,), "content": ((0, 17),)}
    item = Item(number=0, kind="attribution", parts=parts, value=Said(source=source), tier="look")
    data = text.encode()
    report = Report(text=text, digest=hashlib.sha256(data).hexdigest())
    (made,) = reporting.enter(record, Reading(report, (item,)), [item], ("a.txt", data))
    assert made.entered.entry.act.source.organisation == "the Office of the President of Boria"
    assert made.sentence.startswith("The Office of the President of Boria says")
