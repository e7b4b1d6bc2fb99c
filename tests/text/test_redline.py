"""The redline: what people are shown between two drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from travaux.text.clauses import Line
from travaux.text.drafts import Draft
from travaux.text.redline import compare

CARE = "The Parties shall protect the shared aquifer and shall report every two years to the Commission."
DATA = "Data on wells and springs shall be exchanged free of charge in a common format."
COURT = "Any dispute shall be settled by negotiation, mediation or arbitration at the choice of the Parties."


def changes(old: str, new: str, **options: bool) -> list[tuple[str, str, str]]:
    return [(c.kind, c.old, c.new) for c in compare(Draft(old), Draft(new), **options).changes]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The Parties shall act.", "The Parties may act.", [("replacement", "shall", "may")]),
        ("The Parties shall act.", "The Parties shall act together.", [("insertion", "", " together")]),
        ("They shall not act.", "They shall act.", [("deletion", " not", "")]),
        ("The Party acts.", "The party acts.", [("replacement", "Party", "party")]),
        ("10 days", "16 days", [("replacement", "10", "16")]),
        ("a, b and c", "a; b and c", [("replacement", ",", ";")]),
        ("co-operate", "co\u2011operate", [("replacement", "-", "\u2011")]),
    ],
)
def test_words_and_signs(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    stripped = [(kind, old.strip(), new.strip()) for kind, old, new in changes(old, new)]
    assert [(kind, a.strip(), b.strip()) for kind, a, b in expected] == stripped


def test_common_words_inside_a_rewritten_phrase_are_no_islands() -> None:
    found = changes(
        "It shall be for the council to decide the matter at the end of each year, unless the Parties agree otherwise.",
        "It shall be for a panel of the three eldest judges, unless the Parties agree otherwise.",
    )
    assert found == [("replacement", "the council to decide the matter at the end of each year",
             "a panel of the three eldest judges")]  # fmt: skip


def test_a_rewritten_paragraph_is_shown_whole() -> None:
    new = "Nothing in this text prevents a Party from closing its wells, springs and canals at any time it sees fit."
    assert [("replacement", CARE, new)] == changes(f"{DATA}\n{CARE}\n{COURT}", f"{DATA}\n{new}\n{COURT}")


def test_a_moved_paragraph_is_one_move() -> None:
    found = changes(f"{CARE}\n{DATA}\n{COURT}", f"{DATA}\n{COURT}\n{CARE}")
    assert found == [("move", CARE, CARE)]


def test_a_moved_and_edited_paragraph_shows_the_edit_inside() -> None:
    edited = CARE.replace("two years", "three years")
    redline = compare(Draft(f"{CARE}\n{DATA}\n{COURT}"), Draft(f"{DATA}\n{COURT}\n{edited}"))
    assert [("move", CARE, edited)] == [(c.kind, c.old, c.new) for c in redline.changes]
    inside = [(p.kind, redline.earlier.text[slice(*p.earlier)] or redline.later.text[slice(*p.later)])
              for p in redline.changes[0].pieces if not p.kind.startswith("move")]  # fmt: skip
    assert inside == [("delete", "two"), ("insert", "three")]
    assert {1} == {piece.move for piece in redline.changes[0].pieces}


def test_paragraphs_that_moved_together_are_one_move() -> None:
    found = changes(f"{CARE}\n{DATA}\n{COURT}\nEnd.\nDone.", f"{COURT}\nEnd.\n{CARE}\n{DATA}\nDone.")
    assert [("move", f"{COURT}\nEnd.", f"{COURT}\nEnd.")] == found or [
        ("move", f"{CARE}\n{DATA}", f"{CARE}\n{DATA}")
    ] == found


def test_a_moved_sentence() -> None:
    sentence = "The award of the tribunal shall be final and binding upon the parties to the dispute."
    found = changes(f"{CARE} {sentence}\n{DATA}\n{COURT}", f"{CARE}\n{DATA}\n{COURT} {sentence}")
    assert [("move", sentence, sentence)] == [(kind, old.strip(), new.strip()) for kind, old, new in found]


def test_a_paragraph_divided_and_joined() -> None:
    assert changes(f"{CARE} {DATA}\n{COURT}", f"{CARE}\n{DATA}\n{COURT}") == [("replacement", " ", "\n")]
    assert changes(f"{CARE}\n{DATA}\n{COURT}", f"{CARE} {DATA}\n{COURT}") == [("replacement", "\n", " ")]


def test_wrapping_and_blank_lines_are_no_changes() -> None:
    text = f"{CARE} {DATA} {COURT} {CARE} {DATA}"

    def wrapped(width: int) -> str:
        lines, line = [], ""
        for word in text.split():
            if line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        return "\n".join([*lines, line])

    assert changes(wrapped(60), wrapped(75)) == []
    assert changes(f"{CARE}\n{DATA}", f"{CARE}\n\n\n{DATA}\n") == []


def test_typography_is_left_out_on_request() -> None:
    old, new = 'The "first" draft - the ﬁnal  one…', "The “first” draft – the final one..."
    assert changes(old, new, typography=False) == []
    assert len(changes(old, new)) >= 4
    assert changes("The draft", "the draft", typography=False) == [("replacement", "The", "the")]


def test_numbering_is_left_out_on_request() -> None:
    old = f"Article 1\n1. {CARE}\nArticle 2\n1. {DATA}\nArticle 3\n1. As stated in Article 2, data are free.\n"
    new = f"Article 1\n1. {CARE}\nArticle 2\n1. {COURT}\nArticle 3\n1. {DATA}\nArticle 4\n1. As stated in Article 3, data are free.\n"  # noqa: E501
    found = changes(old, new, numbering=False)
    assert [kind for kind, _, _ in found] == ["insertion"]
    assert COURT in found[0][2]


def test_a_reference_to_another_clause_is_a_change_of_substance() -> None:
    old = f"Article 1\n1. {CARE}\nArticle 2\n1. As stated in Article 1, care is taken.\n"
    new = old.replace("in Article 1", "in Article 7")
    assert changes(old, new, numbering=False) == [("replacement", "1", "7")]


def test_computed_numbers_are_told_beside_the_pieces() -> None:
    old = Draft(f"{CARE}\n{DATA}", lines=(Line("1."), Line("2.")))
    new = Draft(f"{COURT}\n{CARE}\n{DATA}", lines=(Line("1."), Line("2."), Line("3.")))
    assert [(r.old, r.new) for r in compare(old, new).renumbered] == [("1.", "2."), ("2.", "3.")]
    assert list(compare(old, new, numbering=False).renumbered) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (((CARE, "2."), (DATA, "3.")), [("1.", "2."), ("2.", "3.")]),
        (((CARE, "1."), (COURT, "2.")), [("3.", "2.")]),
        (((DATA, "1."),), [("2.", "1.")]),
    ],
)
def test_a_line_that_is_gone_has_no_other_number(
    lines: tuple[tuple[str, str], ...], expected: list[tuple[str, str]]
) -> None:
    old = Draft(f"{CARE}\n{DATA}\n{COURT}", lines=(Line("1."), Line("2."), Line("3.")))
    new = Draft("\n".join(text for text, _ in lines), lines=tuple(Line(label) for _, label in lines))
    assert [(r.old, r.new) for r in compare(old, new).renumbered] == expected


def test_many_paragraphs_all_of_them_edited_are_edited_one_by_one() -> None:
    words = [f"Envoy {n} flies kite {n * 7} of {n * 3} strings at noon" for n in range(60)]
    old, new = ("\n\n".join(f"{text} {when}." for text in words) for when in ("daily", "weekly"))
    assert changes(old, new) == [("replacement", "daily", "weekly")] * 60


def test_the_clause_of_a_change() -> None:
    old = f"Article 1\n{CARE}\nArticle 2\n{DATA}\n"
    new = f"Article 1\n{CARE}\nArticle 2\n{DATA.replace('free of charge ', '')}\n"
    assert [c.clause.label for c in compare(Draft(old), Draft(new)).changes if c.clause] == ["Article 2"]


def test_footnotes_and_headers_are_compared() -> None:
    old = Draft(CARE, apparatus=(Draft("See annex I.", name="footnote 1"), Draft("Rev. 1", name="header 1")))
    new = Draft(CARE, apparatus=(Draft("New here.", name="footnote 1"), Draft("See annex II.", name="footnote 2"),
                                 Draft("Rev. 1", name="header 1")))  # fmt: skip
    found = [(part.name, c.kind, c.old, c.new) for part in compare(old, new).apparatus for c in part.changes]
    assert found == [("footnote 1", "insertion", "", "New here."), ("footnote 2", "replacement", "I", "II")]


def test_footnotes_of_other_words_and_another_number_are_two() -> None:
    old, new = Draft("See annex I.", name="footnote 1"), Draft("Adopted!", name="footnote 2")
    found = compare(Draft(CARE, apparatus=(old,)), Draft(CARE, apparatus=(new,))).apparatus
    assert [(part.name, c.kind, c.old, c.new) for part in found for c in part.changes] == [
        ("footnote 1", "deletion", "See annex I.", ""),
        ("footnote 2", "insertion", "", "Adopted!"),
    ]


def test_another_encoding_of_the_same_letters_is_no_change_and_is_carried_over() -> None:
    old, new = "Les États agissent ensemble.", "Les E\u0301tats agissent ensemble."
    found = compare(Draft(old), Draft(new))
    assert found.changes == []
    assert [(piece.kind, new[slice(*piece.later)]) for piece in found.pieces] == [
        ("equal", "Les "),
        ("delete", ""),
        ("insert", "E\u0301tats"),
        ("equal", " agissent ensemble."),
    ]


def test_a_sentence_put_in_between_two_paragraphs_made_of_one_is_shown_whole() -> None:
    new = f"{CARE}\n{DATA} {CARE}"
    assert changes(f"{CARE} {CARE}", new) == [("insertion", "", DATA)]


@pytest.mark.corpus
def test_the_paris_agreement_after_its_adoption(corpus: Path) -> None:
    adopted, printed = (
        Draft((corpus / "paris" / f"{day}.md").read_text(encoding="utf-8")) for day in ("2015-12-12", "2016-01-29")
    )
    redline = compare(adopted, printed)
    assert adopted.text == "".join(adopted.text[slice(*piece.earlier)] for piece in redline.pieces)
    assert printed.text == "".join(printed.text[slice(*piece.later)] for piece in redline.pieces)
    told = {(change.old.strip(), change.new.strip()) for change in redline.changes}
    assert ("to pursue", "pursuing") in told


def test_a_sentence_that_went_to_the_paragraph_before_it_is_no_change_of_words() -> None:
    care, data = "The Parties shall protect the shared aquifer.", "They report every two years to the"
    rest = "Commission of the Valley on all of its wells."
    found = compare(Draft(f"{care}\n{data} {rest}"), Draft(f"{care} {data}\n{rest}"))
    assert [(change.old.strip(), change.new.strip()) for change in found.changes] == [("", ""), ("", "")]
