"""Clauses and brackets of real drafts: a treaty in five states, a standard, a licence, a contract."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import travaux
from travaux.text.brackets import brackets
from travaux.text.brackets.slots import Run
from travaux.text.citation import find
from travaux.text.drafts import Draft

pytestmark = pytest.mark.corpus
STATES = ("2015-10-23", "2015-12-04", "2015-12-09", "2015-12-12", "2016-01-29")


@pytest.fixture(scope="module")
def treaty(corpus: Path) -> dict[str, Draft]:
    return {state: travaux.read(corpus / "paris" / f"{state}.md").accepting("all") for state in STATES}


@pytest.mark.parametrize("state", STATES)
def test_outline_covers_every_character_once(treaty: dict[str, Draft], state: str) -> None:
    draft = treaty[state]
    times = [0] * len(draft.text)
    for clause in draft.walk():
        for start, end in (*clause.own, clause.label_span):
            for place in range(start, end):
                times[place] += 1
    missed = [place for place, count in enumerate(times) if count != 1 and not draft.text[place].isspace()]
    assert missed == []


@pytest.mark.parametrize("state", ["2015-12-12", "2016-01-29"])
def test_articles_of_the_final_text_stand_in_sequence(treaty: dict[str, Draft], state: str) -> None:
    articles = [clause for clause in treaty[state].clauses if clause.kind == "article"]
    assert [clause.number for clause in articles] == [str(number) for number in range(1, 30)]
    fourth = articles[3]
    assert [clause.number for clause in fourth.children] == [str(number) for number in range(1, 20)]
    sixth = articles[5].children[3]
    assert [clause.number for clause in sixth.children] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("state", "name", "begins"),
    [
        ("2015-12-12", "2.1(a)", "Holding the increase"),
        ("2016-01-29", "Article 2, paragraph 1(a)", "Holding the increase"),
        ("2015-12-12", "4.4", "Developed country Parties should continue taking the lead"),
        ("2015-12-12", "13.7(b)", "Information necessary to track progress"),
        ("2015-12-12", "recital 1", "Being Parties"),
        ("2015-12-09", "3.3bis", "In accordance with Article 4"),
        ("2015-10-23", "3.3alt", "Developed countries [and other Parties"),
        ("2015-10-23", "3.3 alt", "Developed countries [and other Parties"),
        ("2015-10-23", "3.3bis Alt", "Each Party's NDMC/NDMCC"),
        ("2015-10-23", "Article 2bis, Option 1, paragraph 3", "The extent to which developing country Parties"),
        ("2015-10-23", "Article 3ter", "(mechanism to support sustainable development)"),
    ],
)
def test_clauses_are_found_by_name(treaty: dict[str, Draft], state: str, name: str, begins: str) -> None:
    draft = treaty[state]
    words = draft.own_text(find(draft, name)[0])
    assert words.lstrip("[ \n").startswith(begins)


@pytest.mark.parametrize(
    ("state", "opening", "deepest", "left_open", "stray", "unbalanced"),
    [
        ("2015-10-23", 1025, 7, 1, 2, 45),
        ("2015-12-04", 1015, 10, 1, 4, 37),
        ("2015-12-09", 217, 5, 1, 2, 17),
        ("2015-12-12", 0, 0, 0, 0, 0),
        ("2016-01-29", 0, 0, 0, 0, 0),
    ],
)
def test_brackets_of_the_source(
    corpus: Path, state: str, opening: int, deepest: int, left_open: int, stray: int, unbalanced: int
) -> None:
    source = (corpus / "paris" / f"{state}.md").read_bytes().decode()
    found = brackets(source)
    counts = found.counts
    assert (counts.opening, counts.deepest, counts.left_open, counts.stray, counts.unbalanced) == (
        opening, deepest, left_open, stray, unbalanced,
    )  # fmt: skip
    assert found.to_text() == source
    assert len(list(found.slots())) == opening
    assert all(0 <= defect.start < defect.end <= len(source) and defect.message for defect in found.defects)


@pytest.mark.parametrize("state", STATES)
def test_brackets_of_the_draft(treaty: dict[str, Draft], state: str) -> None:
    draft = treaty[state]
    found = brackets(draft)
    assert found.to_text() == draft.text
    for choice in ("all", "first", "none"):
        assert not set("[]{}") & set(found.reading(choice))


def test_brackets_that_touch_are_alternatives(treaty: dict[str, Draft]) -> None:
    text = treaty["2015-10-23"].text
    runs = [part for part in brackets(treaty["2015-10-23"]).walk() if isinstance(part, Run) and part.sure]
    places = [match.start() for match in re.finditer(re.escape("[shall][should]"), text)]
    assert len(places) > 20
    assert [place for place in places if not any(run.start <= place and place + 15 <= run.end for run in runs)] == []
