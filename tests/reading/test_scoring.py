"""The scoring: a perfect reading passes, and every sort of invention is caught."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bench.written.gold import Written, written
from bench.written.scoring import score, total
from bench.written.twins import twins
from tests.reading.written import perfect

from travaux.claims.grammar import from_text
from travaux.reading.items import Item, Reading
from travaux.record.terms import Dated, Person, PersonId, Source

REPORTS = {report.name: report for report in written()}


def numbered(name: str, item: str) -> tuple[Written, Reading, Item]:
    report = REPORTS[name]
    reading = perfect(report)
    return report, reading, reading.items[[each.name for each in report.items].index(item)]


def faults(report: Written, reading: Reading, changed: Item) -> list[str]:
    items = tuple(changed if each.number == changed.number else each for each in reading.items)
    return score(report, replace(reading, items=items)).invented


def valued(item: Item, **changes) -> Item:
    return replace(item, value=replace(item.value, **changes))


def test_a_perfect_reading_invents_and_misses_nothing() -> None:
    for report in REPORTS.values():
        for each in (report, *twins(report)):
            tally = score(each, perfect(each))
            assert (tally.invented, tally.missed) == ([], [])
            assert all(right == due for right, due in tally.values.values()), tally


def test_an_empty_reading_misses_everything_and_invents_nothing() -> None:
    whole = total(score(each, replace(perfect(each), items=())) for each in REPORTS.values())
    assert whole.invented == []
    assert set(whole.found.values()) == {0}
    assert whole.due["attribution"] >= 80


def test_an_item_from_nowhere() -> None:
    report = REPORTS["labour-06"]
    meeting = replace(perfect(REPORTS["facts-03"]).items[0], parts={"place": ((0, 12),)})
    assert "nothing of it is in the gold" in score(report, replace(perfect(report), items=(meeting,))).invented[0]


def test_the_words_of_one_in_the_mouth_of_another() -> None:
    report, reading, one = numbered("trade-03", "a1")
    _, _, other = numbered("trade-03", "a2")
    swapped = replace(one, parts={**one.parts, "source": other.parts["source"]})
    assert any("its source" in each for each in faults(report, reading, swapped))
    joined = replace(one, parts={**one.parts, "content": one.parts["content"] + other.parts["content"]})
    assert any("put into a mouth" in each for each in faults(report, reading, joined))


def test_a_speaker_where_none_is_told() -> None:
    report, reading, item = numbered("labour-10", "a1")
    spoken = replace(item, parts={**item.parts, "source": ((0, 21),)})
    assert any("its source" in each for each in faults(report, reading, spoken))


@pytest.mark.parametrize(
    ("report", "item", "name"), [("trade-03", "a3", "Corin Asdale"), ("labour-07", "a1", "Yuna Pelleth")]
)
def test_a_name_where_none_can_be_known(report: str, item: str, name: str) -> None:
    written, reading, read = numbered(report, item)
    person = Source(kind=read.value.source.kind, person=Person(id=PersonId("person-aaaaaaaa"), name=name))
    assert any(f"the name “{name}”" in each for each in faults(written, reading, valued(read, source=person)))


@pytest.mark.parametrize(
    ("report", "item", "changes", "told"),
    [
        ("labour-01", "d1", {"dates": (Dated(edtf="2031-03-21", words="March 20"),)}, "the date 2031-03-21"),
        ("labour-09", "m1", {"dates": (Dated(edtf="2031-03-21", words="on Friday"),)}, "the date 2031-03-21"),
        ("labour-09", "m1", {"done": True}, "told as done"),
        ("trade-02", "g1", {"number": 5}, "the number 5"),
        ("labour-05", "p2", {"exhaustive": True}, "a whole list"),
        ("labour-01", "a1", {"stance": "denies"}, "the stance"),
        ("labour-01", "a1", {"terms": "background"}, "the terms"),
        ("labour-01", "a1", {"quoted": "all"}, "quoted"),
        ("labour-01", "a1", {"hedges": ("perhaps",)}, "the hedge"),
        ("labour-01", "a1", {"answers": 2}, "said to answer"),
        ("labour-01", "a2", {"through": (Source(kind="outlet", outlet="Meridian News"),)}, "through"),
        ("trade-01", "a2", {"claims": from_text("boria changed any clause")[0].claims}, "the claim"),
        ("trade-01", "a2", {"claims": from_text("cestria did not change any clause")[0].claims}, "the claim"),
        ("labour-01", "a1", {"source": Source(kind="anonymous")}, "a source of the kind"),
        ("labour-01", "a1", {"source": Source(kind="office", office="secretary")}, "office"),
        ("labour-01", "a1", {"source": Source(kind="office", channel="the radio")}, "the channel"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_in_the_gold(report: str, item: str, changes: dict, told: str) -> None:
    written, reading, read = numbered(report, item)
    assert any(told in each for each in faults(written, reading, valued(read, **changes)))
