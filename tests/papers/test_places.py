"""How people name a clause, and which clause a name means."""

from __future__ import annotations

import pytest

from travaux.papers.places import address, addresses, named
from travaux.text.clauses import Clause
from travaux.text.drafts import Draft

TREATY = Draft(
    "Part One\nArticle 2\n1. Parties shall:\n(a) cooperate;\n(b) report.\n2. This Article applies.\n"
    "Article 2 bis\n1. Parties may:\n(a) withdraw.\nArticle 12\n1. Entry into force.\n"
)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("14.",), "clause 14"),
        (("The Plan", "Part three:", "14."), "clause 14"),
        (("Chapter I", "Article 4"), "Article 4"),
        (("Article 4", "3.", "(b)"), "Article 4.3(b)"),
        (("Article 4", "b)"), "Article 4.b"),
        (("Annex II", "Article 4"), "Annex II, Article 4"),
        (("Annex II",), "Annex II"),
        (("Preamble",), "Preamble"),
        (("(iv)",), "(iv)"),
        ((), "the chapeau"),
    ],
)
def test_address(path: tuple[str, ...], said: str) -> None:
    assert address(Clause("chapeau", path[-1] if path else "", path=path)) == said


def test_no_clause() -> None:
    assert address(None) == "no clause"


def test_addresses_of_several() -> None:
    three, nine = (Clause("paragraph", f"{number}.", path=(f"{number}.",)) for number in (3, 9))
    article = Clause("article", "Article 2", path=("Article 2",))
    assert addresses([three, nine, three]) == "clauses 3 and 9"
    assert addresses([three, article]) == "clause 3 and Article 2"
    assert addresses([nine]) == "clause 9"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2.1(a)", "cooperate"),
        ("Article 2.1(a)", "cooperate"),
        ("2(1)(b)", "report"),
        ("2 bis.1(a)", "withdraw"),
        ("12", "Entry into force"),
    ],
)
def test_named(name: str, words: str) -> None:
    found = named(TREATY, name)
    assert found is not None
    assert words in TREATY.text[slice(*found.span)]


def test_the_shortest_path_wins() -> None:
    found = named(TREATY, "2")
    assert found is not None
    assert found.label == "Article 2"


@pytest.mark.parametrize("name", ["99", "", "()", "2.9"])
def test_nothing_has_that_name(name: str) -> None:
    assert named(TREATY, name) is None
