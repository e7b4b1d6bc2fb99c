"""Texts whose true origins are known: a floor under which the trace may not fall again."""

import json
import lzma
from pathlib import Path

import pytest

from travaux.text.drafts import Draft
from travaux.text.trace import trace


def _true_characters(data: dict[str, list[list[int]]]) -> list[int]:
    return [draft for count, draft in data["first_draft_of_final_characters"] for _ in range(count)]


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "floor"), [("clownschool_flat.10", 0.995), ("json-crdt-blog-post.30", 0.98)])
def test_keystrokes(corpus: Path, name: str, floor: float) -> None:
    with lzma.open(corpus / "provenance" / "traces" / f"{name}.json.xz") as file:
        data = json.load(file)
    truth = _true_characters(data)
    found = trace([Draft(text) for text in data["drafts"]]).tokens
    right = sum(max(truth[token.start : token.end]) == token.origin.draft for token in found)
    assert right / len(found) >= floor


@pytest.mark.corpus
def test_clauses(corpus: Path) -> None:
    with lzma.open(corpus / "provenance" / "controlled" / "1.json.xz") as file:
        data = json.load(file)
    found = trace([Draft(text) for text in data["drafts"]]).tokens
    starts = {token.start: token.origin.draft for token in found}
    text, at, right = data["drafts"][-1], 0, 0
    for word, draft in data["first_draft_of_final_tokens"]:
        at = text.index(word, at)
        right += starts[at] == draft
        at += len(word)
    assert right / len(found) >= 0.995
