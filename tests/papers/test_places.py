"""How people name a clause."""

from __future__ import annotations

import pytest

from travaux.papers.places import address, addresses
from travaux.text.clauses import Clause


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
    assert address(None) == "the text"


def test_addresses_of_several() -> None:
    three, nine = (Clause("paragraph", f"{number}.", path=(f"{number}.",)) for number in (3, 9))
    article = Clause("article", "Article 2", path=("Article 2",))
    assert addresses([three, nine, three]) == "clauses 3 and 9"
    assert addresses([three, article]) == "clause 3 and Article 2"
    assert addresses([nine]) == "clause 9"
