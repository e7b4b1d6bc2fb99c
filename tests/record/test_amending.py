"""The text that an amendment asks for, operation by operation."""

from __future__ import annotations

from typing import Any

import pytest
from tests.record.building import Record

from travaux.record import acts
from travaux.record.amending import amended
from travaux.record.shelf import Text
from travaux.record.terms import Digest, Place, Wording
from travaux.text.drafts import Draft

TEXT = "Article 1\nThe Parties shall cooperate.\nArticle 2\n1. No force exceeds 42 units.\n2. Each Party reports.\n"


def asked(place: str, operation: Any, *words: str) -> str | None:
    record = Record()
    draft = record.draft(TEXT)
    act = acts.Propose(wording=record.wording(draft, place), operation=operation, words=words)
    return amended(Text(record.drafts[draft]), act)


@pytest.mark.parametrize(
    ("place", "operation", "words", "old", "new"),
    [
        ("2.1", "replace", ("No force exceeds 40 units.",), "42", "40"),
        ("2.1", "replace", ("1. No force exceeds 40 units.",), "42", "40"),
        ("2.1", "delete", (), "1. No force exceeds 42 units.\n", ""),
        ("2.1", "insert after", ("1bis. None in peace.",), "2. Each", "1bis. None in peace.\n2. Each"),
        ("2.2", "insert before", ("1bis. None in peace.",), "2. Each", "1bis. None in peace.\n2. Each"),
        ("2.2", "insert after", ("3. So agreed.",), "reports.\n", "reports.\n3. So agreed.\n"),
        ("", "replace", ("Nothing is agreed.",), TEXT, "Nothing is agreed."),
        ("", "insert after", ("Article 3", "Done."), "reports.\n", "reports.\nArticle 3\nDone.\n"),
        ("", "delete", (), TEXT, ""),
    ],
)
def test_only_what_is_asked_is_done(place: str, operation: str, words: tuple[str, ...], old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert asked(place, operation, *words) == TEXT.replace(old, new)


def test_of_a_clause_that_is_not_there_nothing_is_known() -> None:
    nowhere = Wording(draft=Digest("0" * 64), clause=Place("9"), words=Digest("0" * 64))
    act = acts.Propose(wording=nowhere, operation="delete", words=())
    assert amended(Text(Draft(TEXT)), act) is None
