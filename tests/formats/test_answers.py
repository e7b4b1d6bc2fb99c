from __future__ import annotations

from dataclasses import dataclass

import pytest

from travaux.formats import answers
from travaux.text.drafts import Hand
from travaux.text.manuscripts import Comment, Fate, Level, Manuscript, Notice, NumberedList, Paragraph, Segment

CLERK = Hand("A. Clerk", "2015-12-01T10:00:00Z")
WHOLE = Manuscript(
    (
        Paragraph((Segment("\ud800 Art", CLERK, None, "m1", frozenset({"bold", "underline"})),), Fate(CLERK)),
        Paragraph((), within=(Fate(None, CLERK), Fate()), numbering=("1", 2), numbering_before=None, level=3),
        Paragraph((Segment("x"),), numbering_before=("1", 0), stream="footnote 1"),
    ),
    {"1": NumberedList("c", (Level(), Level("lower-letter", "(%2)")), ((0, 3),))},
    (Comment(CLERK, "why", 0, 1, 2, 0, True),),
    (Notice("seen", "line 1"),),
    "docx",
    "00",
)


def test_a_manuscript_comes_back_as_it_was() -> None:
    assert answers.decode(answers.encode(WHOLE), Manuscript) == WHOLE


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b'{"paragraphs": []}',
        b"[[[[[1]]]]]",
        b'[[[["word"]]]]',
        b'[[],{},[],[["what",1]]]',
        b'[[],{"1":["c"]}]',
        b'[[],{},[],[],"plain","","","","one field too many"]',
        b'"text"',
        b"null",
        b"[true]",
    ],
)
def test_what_does_not_fit_the_declared_type_is_refused(data: bytes) -> None:
    with pytest.raises(TypeError):
        answers.decode(data, Manuscript)


@pytest.mark.parametrize("data", [b"", b"[", b"\x80\x04cos\nsystem\n", b"\xff"])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        answers.decode(data, Manuscript)


@dataclass(frozen=True)
class Stranger:
    name: str


def test_only_types_of_the_project_are_built() -> None:
    with pytest.raises(TypeError, match="not a type that an answer may hold"):
        answers.decode(b'["x"]', Stranger)
