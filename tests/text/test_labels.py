"""Labels as they are printed, the numbers in them, and the quotations that begin with one."""

from __future__ import annotations

import pytest

from travaux.text.outline.labels import labels_at
from travaux.text.outline.layout import layout
from travaux.text.outline.numerals import readings
from travaux.text.outline.quotations import quoted_rows


@pytest.mark.parametrize(
    ("line", "label", "kind", "number"),
    [
        ("① One", "①", "", "1"),
        ("⑳ Twenty", "⑳", "", "20"),
        ("[1.] In a bracket", "[1.]", "", "1"),
        ("1.] Its bracket opened above", "1.", "", "1"),
        ("Article No. 5. Scope", "Article No. 5.", "article", "5"),
        ("Artikel Nr 3", "Artikel Nr 3", "article", "3"),
        ("Article nº 7", "Article nº 7", "article", "7"),
        ("第二条 义务", "第二条", "article", "2"),
        ("• A point", "•", "", ""),
    ],
)
def test_what_is_printed_is_the_label(line: str, label: str, kind: str, number: str) -> None:
    found = labels_at(line, 0, len(line))[0]
    assert (found.text, found.kind, found.number) == (label, kind, number)


@pytest.mark.parametrize("line", ["第 of a sentence", "[", ""])
def test_what_is_no_label(line: str) -> None:
    assert labels_at(line, 0, len(line)) == ()


def test_an_x_stands_for_a_number_that_comes_last() -> None:
    (number,) = readings("5.x")
    assert (number.folded, number.base > readings("5.99")[0].base) == ("5.x", True)


def test_numbers_put_in_later_stand_where_the_law_has_them() -> None:
    order = ["11", "12", "12ZA", "12A", "12A3", "12B", "13"]
    ranks = [(found.base, found.suffix) for found in (readings(number)[0] for number in order)]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("“(1A) The authority may charge.\n“(1B) It must publish it.”\n(2) Next.", 2),
        ('"(1) A fee.\n"(2) Another."\n3. Next', 2),
        ("“(1) A fee.”\n(2) Next.", 1),
        # A quotation that is never closed is no reason to swallow what follows.
        ("“(1) A fee.\n(2) Next.\n(3) Last.", 1),
        ("“Affiliate” means any company.", 0),
        ("“", 0),
    ],
)
def test_how_far_a_quotation_with_numbers_of_its_own_reaches(text: str, rows: int) -> None:
    assert quoted_rows(text, layout(text).rows, 0) == rows
