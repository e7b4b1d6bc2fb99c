"""The pages on claims and bundles: every predicate, verb, verdict, assumption and statement stands there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from travaux.claims.bundle import LIMITS, STEPS
from travaux.claims.claim import ASSUMED, PREDICATES, Verdict
from travaux.claims.showings import KINDS
from travaux.claims.words import VERBS

ROOT = Path(__file__).resolve().parents[2] / "docs"
GUIDE = (ROOT / "guides" / "claims.md").read_text(encoding="utf-8")
FORMAT = (ROOT / "formats" / "bundle.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \|(.*)\|$", GUIDE, re.MULTILINE))


@pytest.mark.parametrize("predicate", PREDICATES)
def test_every_predicate_says_which_acts_show_it(predicate: str) -> None:
    told = re.findall(r"`(\w+)`", ROWS[predicate].split("|")[1])
    assert told == [kind.__name__.lower() for kind in KINDS[predicate]]  # type: ignore[index]


def test_every_verb_stands_in_the_guide() -> None:
    missing = [verb.past for verb in VERBS if not re.search(rf"\b{verb.past}\b", GUIDE)]
    assert missing == []


def test_every_verdict_and_assumption_stands_in_the_guide() -> None:
    assert [verdict for verdict in get_args(Verdict) if f"**{verdict}**" not in GUIDE] == []
    assert [name for name in ASSUMED if f"| `{name}` |" not in GUIDE] == []


def test_every_statement_that_is_checked_stands_in_the_format() -> None:
    assert tuple(re.findall(r"^\d\. (.*)$", FORMAT, re.MULTILINE)) == STEPS
    assert [limit for limit in LIMITS if f"- {limit}" not in FORMAT] == []
