"""The bracketed Paris drafts through the rolling text and back: no bracket lost, be nothing proposed or much."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.record.building import Record

from travaux.formats import read
from travaux.papers.basis import Basis
from travaux.papers.paper import Heading, Paragraph
from travaux.papers.rolling import rolling
from travaux.papers.rolling.found import alternatives
from travaux.papers.rolling.items import ALT, Entrant, Fence
from travaux.papers.rolling.text import Rolled, rolled
from travaux.record.shelf import Text
from travaux.record.terms import Digest
from travaux.text.brackets import brackets
from travaux.text.drafts import Draft

pytestmark = pytest.mark.corpus
BRACKETED = {"2015-10-23.md": 1023, "2015-12-04.md": 1011, "2015-12-09.md": 217, "2015-12-12.md": 0}


def tabled(corpus: Path, name: str) -> tuple[Record, Digest, Draft]:
    draft = read(corpus / "paris" / name).accepting("all")
    record = Record()
    for party in ("aldania", "boria", "cedria"):
        record.admit(party)
    digest = Digest(draft.digest)
    record.drafts[digest] = draft
    record.table("aldania", digest)
    return record, digest, draft


def slots(text: str) -> list[str]:
    return ["".join(text[slot.start : slot.end].split()) for slot in brackets(Draft(text)).slots()]


@pytest.mark.parametrize(("name", "many"), BRACKETED.items())
def test_no_bracket_is_lost_on_the_way_through(corpus: Path, name: str, many: int) -> None:
    record, _, draft = tabled(corpus, name)
    made = rolling(record.state(), record.drafts)
    text = "\n".join(
        " ".join(filter(None, (block.label, block.text)))
        for block in made.blocks
        if isinstance(block, Heading | Paragraph)
    )
    assert len(slots(draft.text)) == many
    assert slots(text) == slots(draft.text)
    assert [text.count(sign) for sign in "[]{}"] == [draft.text.count(sign) for sign in "[]{}"]


def proposed(record: Record, digest: Digest, draft: Draft) -> int:
    """Enters an act on every third clause: objections, deletions, new clauses, other words, one word changed."""
    text, many = Text(draft), 0
    for number in range(0, len(text.clauses), 3):
        place, who = text.place(number), ("aldania", "boria", "cedria")[number % 3 - number // 3 % 3]
        clause = text.clauses[number]
        own = draft.text[max(clause.span[0], clause.label_span[1]) : clause.span[1]].strip()
        try:
            text.at(place)
        except Exception:
            continue
        match number // 3 % 5:
            case 0:
                record.take(who, digest, place, "object")
            case 1:
                record.propose(who, digest, place, "", "delete")
            case 2:
                record.propose(who, digest, place, "Each Party reports once a year.", "insert after")
            case 3:
                record.propose(who, digest, place, "Wholly other words on another matter.")
            case _:
                words = own.split(" ")
                words[len(words) // 2] = "QUITE"
                record.propose(who, digest, place, " ".join(words))
        many += 1
    return many


@pytest.mark.parametrize("name", ["2015-12-04.md", "2015-12-09.md"])
def test_no_bracket_is_lost_where_much_is_proposed_on_a_text_full_of_them(corpus: Path, name: str) -> None:
    record, digest, draft = tabled(corpus, name)
    assert proposed(record, digest, draft) > 60
    made = rolled(Basis(record.state(), record.drafts))
    assert kept(made) == {slot.start for slot in brackets(draft).slots()}
    read_again = alternatives(brackets(made.draft), made.known)
    for each in made.wanted:
        found = [one for (start, _), one in read_again.items() if start == each.start]
        assert each.alternatives in found
    assert set(made.undrawn.values()) <= {"the brackets in its own words do not pair"}
    drawn = {entry for each in made.wanted if not isinstance(each.item, Fence) for entry in each.item.entries}  # type: ignore[union-attr]
    assert drawn | made.undrawn.keys() == {each.proposal.entry for each in made.proposals if each.fate == "open"}
    beside = any(isinstance(each.item, Entrant) and each.item.label == ALT for each in made.wanted)
    assert beside == (name == "2015-12-04.md")


def kept(made: Rolled) -> set[int]:
    """Where in the text on the table each bracket stood that still opens one in the rolling text."""
    opening = {slot.start for slot in brackets(made.draft).slots()}
    at, found = 0, set()
    for piece in made.pieces:
        if piece.origin is not None:
            found |= {piece.origin + step for step in range(len(piece.text)) if at + step in opening}
        at += len(piece.text)
    return found
