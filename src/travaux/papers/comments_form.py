"""The form for comments: a row for each clause, with its number, its text, and three cells for whoever answers.

A head may come back under another name that says the same; those known are listed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from travaux.papers.grid import GridCell, spread
from travaux.papers.paper import Cell, Column, Paper, Row, Table, cell, plain
from travaux.papers.sheet import sheet
from travaux.text.drafts import Draft

HEADS = ("Clause", "Text", "Comment", "Proposed wording", "Justification")
DELEGATION = "Delegation"
ASKED, ANSWERED = HEADS[:2], HEADS[2:]
OTHER_NAMES = {
    "clause": "Clause", "article": "Clause", "no": "Clause", "number": "Clause", "nr": "Clause", "paragraph": "Clause",
    "text": "Text", "current text": "Text", "provision": "Text",
    "comment": "Comment", "comments": "Comment", "remark": "Comment", "remarks": "Comment", "observations": "Comment",
    "proposed wording": "Proposed wording", "proposal": "Proposed wording", "drafting suggestion": "Proposed wording",
    "suggested wording": "Proposed wording", "new text": "Proposed wording", "amendment": "Proposed wording",
    "justification": "Justification", "reason": "Justification", "reasons": "Justification",
    "rationale": "Justification", "explanation": "Justification",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of the form: the number of a clause and its text."""

    label: str
    text: str


def asked(draft: Draft) -> list[Asked]:
    """Returns the rows of a form for a draft: a row for each line with a number, what follows without one with it."""
    found: list[Asked] = []
    for row in sheet(draft):
        text = draft.text[row.words : row.end].strip()
        if found and not row.label and row.kind == "words":
            last = found[-1]
            found[-1] = Asked(last.label, "\n".join(filter(None, (last.text, text))))
        else:
            found.append(Asked(row.label, text))
    return found


def form(draft: Draft, *, title: str = "") -> Paper:
    """Returns the form for comments on a draft."""
    name = title or draft.name or "the draft"
    rows = tuple(
        Row((cell(row.label), lines(row.text), cell(""), cell(""), cell("")), key=f"row {number}")
        for number, row in enumerate(asked(draft), 1)
    )
    weights = (1, 4, 3, 3, 2)
    columns = tuple(
        Column(head, weight, head=not place) for place, (head, weight) in enumerate(zip(HEADS, weights, strict=True))
    )
    return Paper(
        kind="comments form",
        title=f"Comments on {name}",
        summary="Write your delegation's name below, and your comments into the last three cells of a row.",
        blocks=(
            plain(
                "Leave the clauses and their texts as they are. Changes to the wording go into “Proposed wording”; if "
                "you repeat the text there, mark what you add in yellow and strike through what you take out.",
                "note",
            ),
            Table("Who comments", (Column(DELEGATION, 2), Column("Date")), (Row((cell(""), cell(""))),), key="who"),
            Table(f"Comments on {name}", columns, rows, key="comments", wide=True),
        ),
        wide=True,
        language=draft.language,
    )


def lines(text: str) -> Cell:
    """Returns a cell with a paragraph for each line of a text."""
    return Cell(tuple(plain(line) for line in text.split("\n")) if text else ())


def heads(row: Sequence[GridCell]) -> dict[int, str]:
    """Returns which column is which, by its head: as it was given, or by a name that says the same."""
    found: dict[int, str] = {}
    for place, each in enumerate(spread(row)):
        name = flat(each.text).casefold().rstrip(".:")
        head = next((head for head in HEADS if head.casefold() == name), None) or OTHER_NAMES.get(name)
        if head is None and name:
            head = next(
                (head for other, head in OTHER_NAMES.items() if other in name.split(" / ") or other in name), None
            )
        if head and head not in found.values() and len(name) < 60:
            found[place] = head
    return found


def flat(text: str) -> str:
    """Returns a text with every stretch of white space made one blank."""
    return " ".join(text.split())


def short(text: str) -> str:
    """Returns the first words of a text."""
    plain_ = flat(text)
    return plain_ if len(plain_) <= 60 else plain_[:60].rsplit(" ", 1)[0] + " …"
