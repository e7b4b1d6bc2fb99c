"""The gold itself: every part stands in its text once, every twin can be made, nothing of it is real or trivial."""

from __future__ import annotations

from collections import Counter

import pytest
from bench.written.gold import Slip, find, parsed, written
from bench.written.twins import twins

from travaux.record import dates

REPORTS = list(written())


def test_there_are_enough_of_all_sorts() -> None:
    sorts = Counter(report.name.split("-")[0] for report in REPORTS)
    assert len(REPORTS) >= 44
    assert {"labour", "trade", "climate", "peace", "standards", "facts", "later"} == set(sorts)
    assert {item.kind for report in REPORTS for item in report.items} == {
        "attribution", "meeting", "delegation", "proposal", "deadline", "change",
    }  # fmt: skip


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_every_report_has_its_twins_and_their_gold_fits(report) -> None:
    made = list(twins(report))
    assert made or not report.text
    for twin in made:
        assert len(twin.items) <= len(report.items)
        if twin.twin != "order":
            assert (twin.text, twin.date) != (report.text, report.date)


def test_every_kind_of_twin_is_there() -> None:
    kinds = Counter(twin.twin for report in REPORTS for twin in twins(report))
    assert all(kinds[kind] >= 20 for kind in ("swap", "rename", "dates", "negate", "order", "cut"))


def test_a_date_moved_moves_in_the_gold() -> None:
    for report in REPORTS:
        for twin in twins(report):
            if twin.twin == "dates" and any(not when.may for item in report.items for when in item.whens):
                before = [dates.bounds(when.edtf) for item in report.items for when in item.whens]
                after = [dates.bounds(when.edtf) for item in twin.items for when in item.whens]
                assert before != after, twin.title


def test_a_slip_is_told_with_its_place() -> None:
    with pytest.raises(Slip, match="stands 2 times"):
        find("so so", "so")
    with pytest.raises(Slip, match="x: source him"):
        parsed("x", "She spoke.\n--\nattribution a1\n  source him\n--\n")
