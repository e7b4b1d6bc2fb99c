"""The written reports and their twins are read, and nothing is invented."""

from __future__ import annotations

import pytest
from bench.reports import as_report, models
from bench.written.gold import Written, written
from bench.written.scoring import score, total
from bench.written.twins import twins

from travaux.reading.read import read

REPORTS = list(written())
MODELS = models()


@pytest.mark.parametrize("reader", MODELS)
@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_nothing_is_invented(report: Written, reader: str) -> None:
    found = [score(each, read(as_report(each), MODELS[reader])).invented for each in (report, *twins(report))]
    assert [one for each in found for one in each] == []


@pytest.mark.parametrize("reader", MODELS)
def test_much_is_read(reader: str) -> None:
    """The figures are in the guide; this says only that the law above is not kept by reading nothing."""
    whole = total(score(each, read(as_report(each), MODELS[reader])) for each in REPORTS)
    assert whole.found["attribution"] >= 0.7 * whole.due["attribution"]
    assert whole.found["meeting"] >= 0.7 * whole.due["meeting"]


@pytest.mark.parametrize("reader", MODELS)
def test_it_is_read_the_same_again(reader: str) -> None:
    for each in REPORTS[:10]:
        assert read(as_report(each), MODELS[reader]) == read(as_report(each), MODELS[reader])
