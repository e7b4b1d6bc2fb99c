"""Lineage on real drafts: two lines of a climate agreement, followed from the text adopted to the first draft."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from travaux.formats import read
from travaux.text.align import Alignment, align
from travaux.text.align.lineage import Kin, lineage
from travaux.text.clauses import Clause

pytestmark = pytest.mark.corpus

Chain = list[Alignment]


@pytest.fixture(scope="module")
def chain(corpus: Path) -> Chain:
    drafts = [read(path).accepting("all") for path in sorted((corpus / "paris").glob("*.md"))]
    return [align(earlier, later) for earlier, later in pairwise(drafts)]


def clause(chain: Chain, start: str) -> Clause:
    draft = chain[-1].later
    return next(clause for clause in draft.walk() if draft.own_text(clause).startswith(start))


def words(chain: Chain, kin: Kin) -> str:
    return chain[kin.draft].earlier.text[slice(*kin.clause.span)]


def test_the_temperature_goal_goes_back_to_the_first_draft(chain: Chain) -> None:
    steps = lineage(chain, clause(chain, "Holding the increase in the global average temperature"))
    assert [step[0].draft for step in steps] == [3, 2, 1, 0]
    for step in steps:
        assert "increase in the global average temperature" in words(chain, step[0])
        assert step[0].clause.path[0] == "Article 2"
    assert "[below 2 °C or 1.5 °C]" in words(chain, steps[-1][0])


def test_the_lead_of_developed_countries_passes_3bis_and_3_3alt(chain: Chain) -> None:
    steps = lineage(chain, clause(chain, "Developed country Parties should continue taking the lead"))
    labels = [[kin.clause.label.strip(" .:") for kin in step] for step in steps]
    assert len(steps) == 4
    assert labels[0] == ["4"]
    assert [step[0] for step in labels[1:]] == ["3bis", "3bis", "3.3alt"]
    assert all("take the lead" in words(chain, step[0]) for step in steps[1:])
