from __future__ import annotations

import importlib.util
from pathlib import Path
from random import Random

import pytest
from bench.breaking.hostile import pdf as hostile

from travaux.errors import Malformed, Refused
from travaux.formats import read_bytes
from travaux.formats.pdf import read
from travaux.text.manuscripts import Manuscript

_spec = importlib.util.spec_from_file_location("pdf_pages", Path(__file__).with_name("pdf_pages.py"))
assert _spec is not None
assert _spec.loader is not None
pdf_pages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(pdf_pages)
page, document = pdf_pages.page, pdf_pages.document

FULL = "The Parties shall cooperate in good faith and in accordance with their obligations"


def texts(manuscript: Manuscript) -> list[str]:
    return manuscript.accepting("all").text.split("\n")


def column(*rows: str, top: float = 700, left: float = 72) -> list[tuple[float, float, str]]:
    return [(left, top - 14 * number, row) for number, row in enumerate(rows)]


def test_rows_are_joined_to_paragraphs() -> None:
    rows = [
        *column(FULL, "under this Agreement.", "1. A label begins one", "(a) another; and"),
        *column("Apart.", top=600),
    ]
    assert texts(read(document(page(rows)))) == [
        f"{FULL} under this Agreement.",
        "1. A label begins one",
        "(a) another; and",
        "Apart.",
    ]


def test_a_paragraph_goes_on_over_the_page() -> None:
    data = document(page(column(FULL, FULL)), page(column("and so on.", "Article 2")))
    assert texts(read(data)) == [f"{FULL} {FULL} and so on.", "Article 2"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("all in accord-", "ance with it"), "all in accordance with it"),
        (("long-term aims and the long-", "term view"), "long-term aims and the long-term view"),
        (("all of the non-", "EU members"), "all of the non-EU members"),
        (("a well paid well, a known known, well-", "known"), "a well paid well, a known known, well-known"),
    ],
)
def test_hyphens_at_the_end_of_a_row_are_undone(rows: tuple[str, ...], expected: str) -> None:
    assert texts(read(document(page(column(*rows))))) == [expected]


def test_running_heads_and_feet_are_left_out_and_listed() -> None:
    pages = [
        page([(72, 800, "A/CONF.1/L.9"), *column(f"Article {n}", f"{FULL} {n}."), (290, 30, f"- {n} -")])
        for n in range(1, 5)
    ]
    manuscript = read(document(*pages))
    assert texts(manuscript) == [line for n in range(1, 5) for line in (f"Article {n}", f"{FULL} {n}.")]
    assert [notice.what for notice in manuscript.notices] == [
        "left out as a running head or foot on 4 pages: “- # -”",
        "left out as a running head or foot on 4 pages: “A/CONF.#/L.#”",
    ]


def test_a_foot_may_have_another_figure_on_the_first_page() -> None:
    feet = [f"Job {6201 if number else 6652} Frm {number + 1}" for number in range(6)]
    pages = [page([*column(f"{word} {FULL}."), (72, 40, foot)]) for word, foot in zip("ABCDEF", feet, strict=True)]
    manuscript = read(document(*pages))
    assert texts(manuscript) == [f"{word} {FULL}." for word in "ABCDEF"]
    assert [notice.what for notice in manuscript.notices] == [
        "left out as a running head or foot on 6 pages: “Job # Frm #”"
    ]


def test_letters_of_size_one_that_are_stretched_have_the_size_that_is_seen() -> None:
    rows = [(72.0, 700.0, FULL), (72.0, 686.0, "and so on.")]
    drawn = b"\n".join(b"BT /F1 1 Tf 11 0 0 11 %g %g Tm (%s) Tj ET" % (x, y, t.encode()) for x, y, t in rows)
    struck = drawn + b"\n0.7 w 72 689 m 88 689 l S"
    manuscript = read(document(struck))
    assert texts(manuscript) == texts(read(document(page(rows))))
    assert [segment.text for segment in manuscript.paragraphs[-1].segments if segment.marks] == ["and"]


def test_what_stands_once_is_no_head() -> None:
    data = document(page(column("Treaty", FULL)), page(column(FULL, "Done at X.")))
    assert texts(read(data)) == ["Treaty", f"{FULL} {FULL} Done at X."]


def test_a_form_with_the_same_rows_on_every_page_keeps_them() -> None:
    manuscript = read(document(*[page(column(f"Name of Party {n}", "Signature", f"{FULL} {n}.")) for n in range(1, 6)]))
    assert len(texts(manuscript)) == 15
    assert manuscript.notices == ()


def test_line_numbers_in_the_margin_are_left_out() -> None:
    rows = column(*[FULL] * 6)
    numbers = [(50.0, low, str(number)) for number, (_, low, _) in enumerate(rows, 1)]
    both = [part for pair in zip(numbers, rows, strict=True) for part in pair]
    manuscript = read(document(page(both)))
    assert texts(manuscript) == [" ".join([FULL] * 6)]
    assert [notice.what for notice in manuscript.notices] == ["line numbers in the margin were left out on 1 page"]


def test_numbers_that_count_clauses_stay() -> None:
    rows = column("1 Overview", f"{FULL}.", "2 Duties", f"{FULL}.", "3 Powers", f"{FULL}.", "4 Costs", f"{FULL}.")
    found = "\n".join(texts(read(document(page(rows)))))
    assert [number in found for number in ("1 Overview", "2 Duties", "3 Powers", "4 Costs")] == [True] * 4


def test_lines_drawn_through_words_are_possible_deletions() -> None:
    manuscript = read(document(page([(72, 700, "The Parties shall act")], [(131.2, 156.3, 703.5), (158, 175, 698.8)])))
    assert texts(manuscript) == ["The Parties shall act"]
    marked = [(segment.text, set(segment.marks)) for segment in manuscript.paragraphs[0].segments if segment.marks]
    assert marked == [("shall", {"strike"}), ("act", {"underline"})]
    assert [notice.what for notice in manuscript.notices] == [
        "possible deletion: a line is drawn through “shall”, which is part of the text here"
    ]


def test_letters_beyond_the_first_plane_are_one_character() -> None:
    mathematical = b"<< /Type /Encoding /Differences [64 /u1D456] >>"
    drawn = page([(72, 700, "Of @ or @@ the sum")], [(116, 133, 703.5)])
    manuscript = read(document(drawn, encoding=mathematical))
    assert texts(manuscript) == ["Of \U0001d456 or \U0001d456\U0001d456 the sum"]
    assert [segment.text for segment in manuscript.paragraphs[0].segments if segment.marks] == ["the"]


def test_rules_and_the_edges_of_tables_are_no_marks() -> None:
    drawn = page([(72, 700, "The Parties shall act")], [(40, 500, 698)])
    drawn += b"\n0.7 w 72 690 m 72 710 l S 0.7 w 72 698 m 150 698 l S"
    assert [segment.marks for segment in read(document(drawn)).paragraphs[0].segments] == [frozenset()]


def test_a_layer_that_is_missing_or_broken_is_refused() -> None:
    with pytest.raises(Refused, match="pages are pictures"):
        read(document(page([])))
    phonetic = b"<< /Type /Encoding /Differences [65 /uni0259 /uni0254 /uni0272 /uni025F] >>"
    with pytest.raises(Refused, match="text layer is broken"):
        read(document(page(column("ABCD ABCD DCBA")), encoding=phonetic))


def test_words_of_no_language_make_a_layer_doubtful() -> None:
    manuscript = read(document(*[page(column(*["xq zv wk jj qh vv"] * 30))] * 2))
    assert [notice.what for notice in manuscript.notices if "untrusted" in notice.what] == [
        "text layer untrusted: its words are not those of a language known here"
    ]


def test_a_page_without_words_is_said() -> None:
    manuscript = read(document(page(column(FULL)), page([])))
    assert [notice.what for notice in manuscript.notices] == ["no text could be read on page 2"]


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", document(page(column(FULL)))[:200], b"%PDF-1.7" + b"\0" * 5000])
def test_a_damaged_file_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed, match="damaged"):
        read(data)


def test_a_damaged_page_is_named() -> None:
    data = document(page(column(FULL)), page(column(FULL))).replace(
        b"/Type /Page /Parent 6 0 R", b"/Type /Pagf /Parent 6 0 R"
    )
    with pytest.raises(Malformed, match="damaged") as caught:
        read(data)
    assert caught.value.where == "page 1"


def test_a_title_in_no_letters_is_none() -> None:
    half = hostile.of(trailer=b"/Info 6 0 R", more=[b"<</Title<FEFFD800>>>"])
    assert (read(half).title, read(half).accepting("all").text) == ("", "Article 1. The Parties shall act.")


def test_what_a_small_file_unpacks_to_is_bounded() -> None:
    """A drawing that draws another ten times, nine times over: it is given no more memory than a text would need."""
    (bomb,) = [file for file in hostile.files(Random("pdf")) if file.name == "forms-tenfold-nine-times.pdf"]
    with pytest.raises(Refused, match=r"more than 192 MB of memory"):
        read_bytes(bomb.data, name=bomb.name)
