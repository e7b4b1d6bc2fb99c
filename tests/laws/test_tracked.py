"""Laws of tracked redlines: accepting all gives the new text, nothing the old, one party's part its own text."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from travaux.formats.docx import read
from travaux.formats.docx.write import write
from travaux.papers.attribution import NOBODY, Attribution, Stretches, by_one
from travaux.papers.tracked import Proposed, layered, part_of, proposed, redlined
from travaux.text.clauses import Line
from travaux.text.drafts import Draft, Hand
from travaux.text.manuscripts import Fate, Manuscript, Segment
from travaux.text.redline import compare

A, B, C = Hand("Aldania", "2031-03-01"), Hand("Boria", "2031-03-02T08:00:00Z"), Hand("Caldia")
LINES = [
    "Article 1", "The Parties shall cooperate in good faith.", "The Parties may cooperate in good faith.", "",
    "Each Party shall send a report to the other Party by 1 March of every year.", "(a) in peace; and", "(b) at sea.",
    "Each Party shall send a full report to the other Parties by 1 May of every year.", "Annex", "  indented", "1.",
    "Nothing in this Article limits the rights that a Party has under the law of the sea.", "é «x» \u2011 条約", "a\tb",
]  # fmt: skip
lines = st.lists(st.sampled_from(LINES), max_size=9)


@st.composite
def versions(draw: st.DrawFn, text: str) -> str:
    """A text made of another: lines put in, struck, moved; words changed; marks put in and taken out."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    parts = text.split("\n")
    for _ in range(draw(st.integers(0, 4))):
        place = chance.randrange(len(parts) + 1)
        match chance.randrange(6):
            case 0:
                parts.insert(place, chance.choice(LINES))
            case 1 if len(parts) > 1:
                parts.pop(place % len(parts))
            case 2 if parts:
                parts.insert(place, parts.pop(chance.randrange(len(parts))))
            case 3 if parts:
                words = parts[place % len(parts)].split(" ")
                words[chance.randrange(len(words))] = chance.choice(["must", "", "the", "not later than"])
                parts[place % len(parts)] = " ".join(words)
            case 4 if parts:
                line = parts.pop(place % len(parts))
                cut = chance.randrange(len(line) + 1)
                parts[place % (len(parts) + 1) : place % (len(parts) + 1)] = [line[:cut], line[cut:]]
            case 5 if len(parts) > 1:
                place = place % (len(parts) - 1)
                parts[place : place + 2] = [" ".join(parts[place : place + 2])]
    return "\n".join(parts)


@st.composite
def families(draw: st.DrawFn, many: int) -> list[str]:
    """A text and others made of it."""
    base = "\n".join(draw(lines))
    return [base, *(draw(versions(base)) for _ in range(many))]


def seen(manuscript: Manuscript) -> Manuscript:
    """The manuscript after a Word file was written and read."""
    return read(write(manuscript))


@given(families(1))
def test_accepting_all_gives_the_new_text_and_nothing_the_old(texts: list[str]) -> None:
    old, new = map(Draft, texts)
    made = redlined(old, new, by_one(A))
    for manuscript in (made, seen(made)):
        assert (old.text, new.text) == (manuscript.accepting("none").text, manuscript.accepting("all").text)
    assert set(made.authors) <= {"Aldania"}


@given(families(2))
def test_each_party_has_its_own_text(texts: list[str]) -> None:
    base, first, second = map(Draft, texts)
    made = proposed(base, [Proposed(first, A), Proposed(second, B)])
    for manuscript in (made, seen(made)):
        assert base.text == manuscript.accepting("none").text
        assert first.text == part_of(manuscript, "Aldania").text
        assert second.text == part_of(manuscript, "Boria").text
        assert base.text == part_of(manuscript, "Caldia").text


@given(families(3))
def test_three_parties_too(texts: list[str]) -> None:
    base, *others = map(Draft, texts)
    hands = (A, B, C)
    made = seen(proposed(base, [Proposed(text, hand) for text, hand in zip(others, hands, strict=True)]))
    assert [text.text for text in others] == [part_of(made, hand.author or "").text for hand in hands]


@given(st.data())
def test_both_layers_stand_in_one_file(data: st.DataObject) -> None:
    base = "\n".join(data.draw(lines))
    parent = data.draw(versions(base))
    child = data.draw(versions(parent))
    made = layered(Draft(base), Draft(parent), Draft(child), by_one(A), by_one(B))
    for manuscript in (made, seen(made)):
        assert base == manuscript.accepting("none").text
        assert parent == part_of(manuscript, "Aldania").text
        assert child == part_of(manuscript, "Aldania", "Boria").text == manuscript.accepting("all").text


@given(families(1))
def test_a_move_has_two_ends(texts: list[str]) -> None:
    old, new = map(Draft, texts)
    redline = compare(old, new)
    made = redlined(old, new, by_one(A), pieces=redline.pieces)
    ends: dict[str, set[bool]] = {}
    for paragraph in made.paragraphs:
        touched: tuple[Fate | Segment, ...] = (*paragraph.segments, paragraph.mark)
        for each in touched:
            if each.move:
                ends.setdefault(each.move, set()).add(each.inserted is not None)
    assert all(both == {True, False} for both in ends.values())
    # A move across the end of a paragraph may be several.
    assert {name.partition(".")[0] for name in ends} <= {f"move1{piece.move or 0:04d}" for piece in redline.pieces}


@given(families(1), st.lists(st.sampled_from(["", "1.", "(a)", "Article 4"]), max_size=12), st.integers(0, 2))
def test_computed_numbers_are_those_of_either_draft(texts: list[str], labels: list[str], depth: int) -> None:
    old, new = (
        Draft(text, tuple(Line(label, depth=depth) for label in (labels * 20)[shift : shift + text.count("\n") + 1]))
        for shift, text in enumerate(texts)
    )
    if not labels:
        return
    made = seen(redlined(old, new, by_one(A)))
    for draft, view in ((old, "none"), (new, "all")):
        found = made.accepting(view)
        assert draft.text == found.text
        assert [line.label for line in draft.lines] == [line.label for line in found.lines]


@given(families(1), st.integers(1, 30))
def test_whoever_put_words_in_accepting_both_is_the_same(texts: list[str], step: int) -> None:
    old, new = map(Draft, texts)
    put_in, struck = (
        Stretches(NOBODY, text, [(n, n + step, (A, B)[n // step % 2]) for n in range(0, len(text), step)])
        for text in (new.text, old.text)
    )
    made = redlined(old, new, Attribution(put_in, struck))
    assert (old.text, new.text) == (made.accepting("none").text, made.accepting("all").text)
    assert made.accepting(["Aldania", "Boria", NOBODY.author]).text == new.text
