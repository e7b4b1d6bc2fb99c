"""Names of clauses as people write them; every text is synthetic."""

from __future__ import annotations

import pytest

from travaux.text.citation import NoSuchClause, find, steps
from travaux.text.drafts import Draft

TREATY = Draft(
    "Preamble\nThe Parties to this Agreement,\nRecalling the winds,\nNoting the rain,\nHave agreed as follows:\n"
    "Chapter I\nGeneral\n"
    "Article 2\n1. Each Party shall:\n(a) fly;\n(b) land:\n(i) softly;\n(ii) soon.\n2. Nothing else.\n"
    "Article 2 bis\n1. Other.\n"
    "Article 3\n3.3 Three.\n3.3alt: Other three.\n3.3bis More.\n"
    "Article 4\nOption 1:\n1. One.\nOption 2:\n1. Another.\n"
    "Annex I\n1. List.\n",
    name="treaty.txt",
)
CONTRACT = Draft("1. Terms\n1.1 First.\n2. Supply\n2.1 The Supplier shall:\n(a) deliver; and\n(b) insure.\n2.2 Rest.\n")
DIGITS = Draft("Article 2\n1. Each Party shall:\n    1. fly;\n    2. land.\n2. End.\n")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2.1(a)", "fly;"),
        ("Article 2.1(a)", "fly;"),
        ("Article 2, paragraph 1, point (a)", "fly;"),
        ("Art. 2(1)(a)", "fly;"),
        ("point (a) of paragraph 1 of Article 2", "fly;"),
        ("2.1.b.ii", "soon."),
        ("2.1 (b) (ii)", "soon."),
        ("ARTICLE 2 BIS, PARAGRAPH 1", "Other."),
        ("2bis.1", "Other."),
        ("2 bis", ""),
        ("3.3alt", "Other three."),
        ("3.3 alt", "Other three."),
        ("3.3bis", "More."),
        ("4, Option 2, paragraph 1", "Another."),
        ("recital 2", "Noting the rain,"),
        ("PP1", "Recalling the winds,"),
        ("Annex I, paragraph 1", "List."),
        ("Chapter I, Article 2, paragraph 2", "Nothing else."),
    ],
)
def test_names_in_a_treaty(name: str, words: str) -> None:
    (clause,) = find(TREATY, name)
    assert TREATY.own_text(clause) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [("2.1", "The Supplier shall:"), ("clause 2.1(b)", "insure."), ("Section 2.2", "Rest."), ("1.1", "First.")],
)
def test_names_in_a_contract(name: str, words: str) -> None:
    (clause,) = find(CONTRACT, name)
    assert CONTRACT.own_text(clause) == words


def test_a_letter_finds_a_point_printed_with_a_digit() -> None:
    (clause,) = find(DIGITS, "2.1(b)")
    assert DIGITS.own_text(clause) == "land."


def test_several_clauses_may_fit() -> None:
    assert [TREATY.own_text(clause) for clause in find(TREATY, "4.1")] == ["One.", "Another."]


def test_fewest_levels_left_out_win() -> None:
    assert [clause.label for clause in find(TREATY, "Article 2")] == ["Article 2"]
    assert [clause.path[-1] for clause in find(TREATY, "Preamble")] == ["Preamble"]


def test_a_wrong_name_is_refused_with_what_is_near() -> None:
    with pytest.raises(NoSuchClause) as caught:
        find(TREATY, "2.9")
    assert caught.value.where == "treaty.txt"
    assert caught.value.near[0] == "Chapter I > Article 2"
    assert "Chapter I > Article 2 > 1." in caught.value.near
    assert str(caught.value).startswith("treaty.txt: no clause '2.9'. Near it are: Chapter I > Article 2")


@pytest.mark.parametrize("name", ["", " ", "?", "Article"])
def test_what_names_nothing(name: str) -> None:
    with pytest.raises(NoSuchClause):
        find(TREATY, name)


def test_a_draft_without_clauses() -> None:
    with pytest.raises(NoSuchClause, match="has no clauses"):
        find(Draft(""), "1")


def test_steps() -> None:
    assert [(step.kind, step.number) for step in steps("§ 5 Absatz 2")] == [("article", "5"), ("paragraph", "2")]
    assert [(step.kind, step.number) for step in steps("article 3 ter, paragraphe 4")] == [
        ("article", "3ter"),
        ("paragraph", "4"),
    ]


def test_a_bare_number_is_a_clause_before_it_is_a_part() -> None:
    text = "PART 1\nGROUND\nArticle 1\nPeace is made.\nArticle 2\nLines are drawn.\nPART 2\nPEOPLE\n"
    draft = Draft(f"{text}Article 3\nAll return.\n")
    assert [clause.path[-1] for clause in find(draft, "2")] == ["Article 2"]
    assert [clause.path[-1] for clause in find(draft, "Part 2")] == ["PART 2"]
    assert [clause.path[-1] for clause in find(draft, "1.2")] == ["Article 2"]
    assert [clause.path[-1] for clause in find(Draft("Chapter 1\nGround\nLand.\n"), "1")] == ["Chapter 1"]
