"""What was taken from a report, told item by item: whose statement it is, by whom it came, which days it speaks of."""

from __future__ import annotations

import pytest

from travaux.papers.readings import reading_paper, summary, told, when
from travaux.reading.items import Fact, Item, Reading, Report, Said
from travaux.record.terms import Dated, Source

TEXT = "It was said that three delegations agreed, the agency reported."
REPORT = Report(text=TEXT, digest="0" * 64, name="report.txt")


def facts(value: Said | Fact, **parts: tuple[int, int]) -> tuple[tuple[str, str], ...]:
    """The facts that the paper tells of one item."""
    kind = "attribution" if isinstance(value, Said) else "delegation"
    spans = {part: (span,) for part, span in parts.items()}
    item = Item(number=0, kind=kind, parts=spans, value=value, tier="sure")  # type: ignore[arg-type]
    (found,) = reading_paper(Reading(REPORT, (item,))).told
    return found.facts


def test_a_statement_of_nobody_has_no_source_and_names_by_whom_it_came() -> None:
    said = Said(source=Source(kind="unstated"), through=(Source(kind="outlet", outlet="the agency"),))
    assert facts(said, content=(17, 41)) == (("through", "the agency"),)
    item = Item(number=0, kind="attribution", parts={"content": ((17, 41),)}, value=said, tier="sure")
    assert summary(Reading(REPORT, (item,))) == "One statement."
    (found,) = reading_paper(Reading(REPORT, (item,))).told
    assert found.head == "Statement of which it is not said whose it is"


def test_a_count_is_told_beside_its_words() -> None:
    counted = Fact(words={"count": ("three",)}, number=3)
    assert facts(counted, count=(17, 22)) == (("how many", "“three”"), ("number", "3"))


@pytest.mark.parametrize(
    ("date", "begun"),
    [
        (Dated(edtf="", words="on Friday"), "“on Friday”, on no day: there is no day to count from"),
        (Dated(edtf="", words="soon", convention="soon/1"), "“soon”, on no day: soon/1"),
        (Dated(edtf="2031-03-28", words="on Friday", reference="2031-03-24"), "“on Friday”: 28 March 2031"),
        (Dated(edtf="2031-XX-01", words="on the first"), "“on the first”: 2031-XX-01"),
    ],
)
def test_a_date_keeps_its_words(date: Dated, begun: str) -> None:
    assert when(date).startswith(begun)


def test_one_item_is_told_as_the_paper_tells_it() -> None:
    met = Fact(words={}, dates=(Dated(edtf="2031-03-28", words="on Friday"),), done=True)
    item = Item(number=0, kind="meeting", parts={"place": ((0, 2),)}, value=met, tier="sure")
    reading = Reading(REPORT, (item,))
    assert (told(reading, item),) == reading_paper(reading).told
    assert told(reading, item).facts == (
        ("place", "“It”"), ("read as", "“on Friday”: 28 March 2031 (2031-03-28)"), ("held", "yes, as told"),
    )  # fmt: skip
