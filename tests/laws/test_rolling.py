"""Laws of the rolling text, whatever is proposed: brackets read back as they are meant, nothing is lost of the text or
of the proposals, and each alternative gives the text that its proposal asks for."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.building import Record, party

from travaux.papers.basis import Basis
from travaux.papers.paper import Heading, Paper, Paragraph
from travaux.papers.rolling import paper, rolling
from travaux.papers.rolling.attributions import Attribution
from travaux.papers.rolling.found import alternatives
from travaux.papers.rolling.items import Entrant, Fence
from travaux.papers.rolling.slots import Slot
from travaux.papers.rolling.text import Rolled, rolled
from travaux.papers.rolling.writing import Wanted
from travaux.record.acts import Propose
from travaux.record.amending import amended
from travaux.record.shelf import Text
from travaux.record.terms import Digest
from travaux.text.brackets import brackets
from travaux.text.brackets.slots import Run
from travaux.text.drafts import Draft
from travaux.text.tokens import words

NAMES = ("aldania", "boria", "cedria", "the [x]: y, z")
PLAIN = st.sampled_from(
    ["ships", "Parties", "shall", "toll", "council", "reports", "yearly", "notice", ",", "and", "the"]
)
DIRTY = st.sampled_from(
    ["[shall]", "[shall][should]", "[", "]", "{", "}", "{note}", ":", "words: Aldania", "no text", "Option 1:", "[X]"]
    + ["-Boria", "+Boria", "*", "(a)", "3 bis.", "\u202e", "=1+1", "[[a] b]", "^1", "Aldania, +Boria"]
)
SENTENCES = st.lists(PLAIN, min_size=1, max_size=9).map(" ".join)
LINES = st.lists(st.one_of(PLAIN, PLAIN, DIRTY), min_size=1, max_size=9).map(" ".join)
KINDS = st.sampled_from(["replace", "edit", "edit", "delete", "insert after", "insert before", "object", "substantive"])


@st.composite
def talks(draw: st.DrawFn, line: st.SearchStrategy[str] = LINES) -> Record:
    """A record with one draft of a few clauses, some with points, and acts on them of several parties."""
    record = Record()
    for name in NAMES:
        record.admit(name)
    text = "A Plan\n"
    for number in range(1, draw(st.integers(1, 4)) + 1):
        text += f"{number}. {draw(line)}.\n"
        for letter in "abc"[: draw(st.sampled_from([0, 0, 2, 3]))]:
            text += f"({letter}) {draw(line)};\n"
    digest = record.draft(text)
    record.table("aldania", digest)
    shelf = Text(record.drafts[digest])
    named = [number for number in range(len(shelf.clauses)) if _found(shelf, number)]
    for _ in range(draw(st.integers(0, 7))):
        if named:
            act(record, digest, shelf, draw(st.sampled_from(named)), draw, line)
    return record


def _found(shelf: Text, number: int) -> bool:
    place = shelf.place(number)
    try:
        return shelf.at(place).number == number
    except Exception:
        return False


def act(
    record: Record, digest: Digest, shelf: Text, number: int, draw: st.DrawFn, line: st.SearchStrategy[str]
) -> None:  # fmt: skip
    name, kind, place = draw(st.sampled_from(NAMES)), draw(KINDS), shelf.place(number)
    sponsors = draw(st.sampled_from([(), (), (party("boria"),)]))
    clause = shelf.clauses[number]
    match kind:
        case "object":
            record.take(name, digest, place, "object")
        case "substantive":
            record.take(name, digest, place, "reserve", reservation="substantive")
        case "delete":
            record.propose(name, digest, place, "", "delete", sponsors=sponsors)
        case "edit":
            own = shelf.draft.text[clause.label_span[1] : clause.span[1]].strip().split(" ")
            own[draw(st.integers(0, len(own) - 1))] = draw(line)
            record.propose(name, digest, place, " ".join(own), sponsors=sponsors)
        case _:
            record.propose(name, digest, place, draw(line), kind, sponsors=sponsors)


def made(record: Record) -> Rolled:
    return rolled(Basis(record.state(), record.drafts))


def base(record: Record) -> Draft:
    return next(iter(record.drafts.values()))


@given(talks())
@settings(max_examples=120)
def test_a_bracket_that_is_written_parses_back_to_the_same_alternatives(record: Record) -> None:
    found = made(record)
    read = alternatives(brackets(Draft(found.text)), found.known)
    slots = {(slot.start, slot.end) for slot in brackets(Draft(found.text)).slots()}
    for each in found.wanted:
        if each.form != "options":
            assert read[each.start, each.end] == each.alternatives
            assert each.form == "run" or (each.start, each.end) in slots
        else:
            assert each.alternatives in [one for (start, _), one in read.items() if start == each.start]


@given(talks())
@settings(max_examples=120)
def test_nothing_of_the_text_on_the_table_is_lost_least_of_all_its_brackets(record: Record) -> None:
    found, text = made(record), base(record)
    kept = sorted((piece.origin, piece.text) for piece in found.pieces if piece.origin is not None)
    assert "".join(words for _, words in kept) == text.text
    place: dict[int, int] = {}
    at = 0
    for piece in found.pieces:
        for step in range(len(piece.text)):
            if piece.origin is not None:
                place[piece.origin + step] = at + step
        at += len(piece.text)
    stand = {(slot.start, slot.end - 1) for slot in brackets(Draft(found.text)).slots() if slot.closed}
    for slot in brackets(text).slots():
        if slot.closed:
            assert (place[slot.start], place[slot.end - 1]) in stand


@given(talks())
@settings(max_examples=80)
def test_every_proposal_is_in_the_text_or_listed_with_all_its_words(record: Record) -> None:
    found = made(record)
    drawn = [entry for each in found.wanted if not isinstance(each.item, Fence) for entry in each.item.entries]  # type: ignore[union-attr]
    told = paper(found)
    listed = [block.text for block in told.blocks if isinstance(block, Paragraph) and block.kind == "quotation"]
    table = "\n".join(told.words())
    for each in found.proposals:
        entry = each.proposal.entry
        assert f"{entry}" in table
        if each.fate == "open":
            assert (entry in drawn) != (entry in found.undrawn)
        if entry in found.undrawn or each.fate == "adrift":
            assert set(each.proposal.words) <= set(listed)


@given(talks())
@settings(max_examples=80)
def test_the_paper_has_the_same_brackets_as_the_text(record: Record) -> None:
    found = made(record)
    printed = handed_out(rolling(record.state(), record.drafts))
    assert words(found.text) == words(printed)[: len(words(found.text))]


def handed_out(made: Paper) -> str:
    """The text of a paper as a reader copies it, labels in front, without what stands after the text."""
    lines = [block for block in made.blocks if isinstance(block, Heading | Paragraph)]
    return "\n".join(" ".join(filter(None, (line.label, line.text))) for line in lines)


@given(talks(SENTENCES))
@settings(max_examples=120)
def test_each_alternative_gives_the_text_that_its_proposal_asks_for(record: Record) -> None:
    found, text = made(record), base(record)
    assert words(chosen(found, None)) == words(text.text)
    shelf = Text(text)
    for each in record.entered:
        if isinstance(each.entry.act, Propose) and not each.entry.act.operation.startswith("insert"):
            wanted = amended(shelf, each.entry.act)
            assert wanted is not None
            if each.index not in found.undrawn and not _no_change(found, each.index):
                asked = re.sub(r"^(\d+\.|\([a-c]\)) *$", r"\1", wanted, flags=re.MULTILINE)
                if each.entry.act.operation == "replace":
                    assert words(chosen(found, each.index)) == words(asked)


def _no_change(found: Rolled, entry: int) -> bool:
    return all(each.fate != "open" for each in found.proposals if each.proposal.entry == entry)


def chosen(found: Rolled, entry: int | None) -> str:
    """The text that stands where the alternatives of one proposal are taken, and the text as it stands elsewhere."""
    spans = sorted(found.wanted, key=lambda each: (each.start, -each.end))
    return _text(found, 0, len(found.text), spans, entry)


def _text(found: Rolled, start: int, end: int, spans: list[Wanted], entry: int | None) -> str:
    told, at = "", start
    for each in spans:
        if each.start < at or each.end > end:
            continue
        told += found.text[at : each.start]
        at = each.end
        told += _alternative(found, each, spans, entry)
    return told + found.text[at:end]


def _alternative(found: Rolled, each: Wanted, spans: list[Wanted], entry: int | None) -> str:
    item = each.item
    inner = [one for one in spans if one is not each and each.start <= one.start and one.end <= each.end]
    if isinstance(item, Entrant):
        return ""
    if isinstance(item, Fence):
        return strip(_text(found, each.start + 1, each.end - 1, inner, entry), each.alternatives[0][1])
    assert isinstance(item, Slot)
    wanted = next((one for one in item.others if entry in one.entries), None)
    if wanted is not None:
        return wanted.words
    if each.form == "slot" or (each.alternatives[0] == ("", Attribution())):
        return ""
    begun = each.start + (len("Option 1: ") if each.form == "options" else 1)
    stands = each.alternatives[0][0]
    return _text(found, begun, begun + len(stands), inner, entry)


def strip(text: str, behind: Attribution) -> str:
    return text.removesuffix(f": {behind}") if behind else text


def test_the_laws_can_fail() -> None:
    found = brackets(Draft("[shall: Aldania][should: Boria]"))
    assert isinstance(found.parts[0], Run)
    assert alternatives(found, {"Aldania"}) != alternatives(found, {"Aldania", "Boria"})
    assert [len(one) for one in alternatives(found, set()).values()] == [2, 1, 1]
