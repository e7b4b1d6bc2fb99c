"""Tracked redlines as manuscripts: moves that others cut into, lines typed on, footnotes and headers by themselves."""

from __future__ import annotations

import random

import pytest
from tests.formats.docx.test_redlines import LINES as DRAFTED
from tests.formats.docx.test_redlines import version

from travaux.papers.attribution import by_one
from travaux.papers.tracked import Proposed, layered, part_of, proposed, redlined
from travaux.text.clauses import Line
from travaux.text.drafts import Draft, Hand, Mark
from travaux.text.manuscripts import Manuscript
from travaux.text.paragraphs import Fate, Segment
from travaux.text.redline import compare

A, B = Hand("Aldania", "2031-03-01"), Hand("Boria", "2031-03-02")
LINES = (
    "Each Party shall send a report to the other Party by 1 March of every year.",
    "The Parties shall cooperate in good faith.",
    "Nothing in this Article limits the rights that a Party has under the law of the sea.",
)


def ends(made: Manuscript) -> dict[str, set[bool]]:
    """The ends that each move has: where words were put in (True), and where they were struck."""
    found: dict[str, set[bool]] = {}
    for paragraph in made.paragraphs:
        touched: tuple[Fate | Segment, ...] = (*paragraph.segments, paragraph.mark)
        for each in touched:
            if each.move:
                found.setdefault(each.move, set()).add(each.inserted is not None)
    return found


def text(*lines: str) -> str:
    return "\n".join(lines)


def test_words_that_two_move_to_the_same_place_are_no_move_of_one_end() -> None:
    base, moved = text(*LINES), text(LINES[1], LINES[2], LINES[0])
    made = proposed(Draft(base), [Proposed(Draft(moved), A), Proposed(Draft(moved), B)])
    assert all(both == {True, False} for both in ends(made).values())
    assert moved == part_of(made, "Aldania").text == part_of(made, "Boria").text


def test_a_move_of_what_another_put_in_is_struck_and_put_in_again() -> None:
    base, parent, child = text(*LINES[1:]), text(*LINES), text(LINES[1], LINES[2], LINES[0])
    made = layered(Draft(base), Draft(parent), Draft(child), by_one(A), by_one(B))
    assert ends(made) == {}
    assert base == made.accepting("none").text
    assert child == made.accepting("all").text


def test_a_move_of_one_hand_alone_stays_one() -> None:
    made = redlined(Draft(text(*LINES)), Draft(text(LINES[1], LINES[2], LINES[0])), by_one(A))
    assert list(ends(made).values()) == [{True, False}]


def said(made: Manuscript, stream: str) -> list[list[tuple[str, str]]]:
    """The paragraphs of a part of a file: each its words, with "+" and "-" for those put in and struck."""
    return [
        [(segment.text, "+" * bool(segment.inserted) + "-" * bool(segment.deleted)) for segment in each.segments]
        for each in made.paragraphs
        if each.stream == stream
    ]


def test_a_line_typed_on_after_words_that_another_put_in_begins_with_the_mark_before_it() -> None:
    made = layered(Draft("a\n"), Draft("a one\n"), Draft("a one\ntwo\n"), by_one(A), by_one(B))
    assert said(made, "") == [[("a", ""), (" one", "+")], [("two", "+")], []]
    assert [paragraph.mark for paragraph in made.paragraphs] == [Fate(B), Fate(), Fate()]


def test_what_one_hand_puts_in_behind_its_own_words_is_told_as_one() -> None:
    made = layered(Draft("They act."), Draft("They act now."), Draft("They act now and then."), by_one(A), by_one(A))
    assert said(made, "") == [[("They act", ""), (" now and then", "+"), (".", "")]]


def parts(**texts: str) -> Draft:
    """A draft with parts outside its body, by name: "footnote_1" for "footnote 1"."""
    return Draft(
        "Ships pay.", apparatus=tuple(Draft(words, name=name.replace("_", " ")) for name, words in texts.items())
    )


def test_a_footnote_is_compared_with_its_own_and_a_new_one_comes_whole() -> None:
    old = parts(footnote_1="As of 1 May.", footnote_2="Nobody pays.")
    new = parts(footnote_1="As of 1 June.", footnote_2="Nobody pays.", footnote_3="Boats are ships.")
    made = redlined(old, new, by_one(A))
    assert said(made, "footnote 1") == [[("As of 1 ", ""), ("May", "-"), ("June", "+"), (".", "")]]
    assert said(made, "footnote 2") == [[("Nobody pays.", "")]]
    assert said(made, "footnote 3") == [[("Boats are ships.", "")]]
    assert within(made, "footnote 3") == [(Fate(A),)]
    back = redlined(new, old, by_one(A))
    assert said(back, "footnote 3") == [[("Boats are ships.", "")]]
    assert within(back, "footnote 3") == [(Fate(None, A),)]
    assert [part.text for part in made.accepting("none").apparatus] == [part.text for part in old.apparatus]
    assert [part.text for part in made.accepting("all").apparatus] == [part.text for part in new.apparatus]


def within(made: Manuscript, stream: str) -> list[tuple[Fate, ...]]:
    return [each.within for each in made.paragraphs if each.stream == stream]


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_a_page_has_three_headers_at_most_and_an_empty_one_is_none(kind: str) -> None:
    made = redlined(
        parts(**{f"{kind}_1": "", f"{kind}_2": "Page"}),
        parts(**{f"{kind}_1": "", f"{kind}_2": "Sheet", f"{kind}_3": "Velm", f"{kind}_4": "Orn"}),
        by_one(A),
    )
    assert [each.stream for each in made.paragraphs] == ["", f"{kind} 2", f"{kind} 3"]
    assert said(made, f"{kind} 2") == [[("Page", "-"), ("Sheet", "+")]]
    assert said(made, f"{kind} 3") == [[("Velm", "+")]]


def test_redlines_that_were_made_up_give_every_text_back() -> None:
    chance = random.Random(4)
    for _ in range(60):
        base = "\n".join(chance.choices(DRAFTED, k=chance.randrange(2, 9)))
        one, other = version(base, chance), version(base, chance)
        child = version(one, chance)
        both = layered(Draft(base), Draft(one), Draft(child), by_one(A), by_one(B))
        many = proposed(Draft(base), [Proposed(Draft(one), A), Proposed(Draft(other), B)])
        assert (base, child) == (both.accepting("none").text, both.accepting("all").text)
        assert (one, one) == (part_of(both, "Aldania").text, part_of(many, "Aldania").text)
        assert (base, other) == (many.accepting("none").text, part_of(many, "Boria").text)
        assert all(both_ends == {True, False} for made in (both, many) for both_ends in ends(made).values())


def test_moved_words_that_run_across_the_end_of_a_paragraph_are_several_moves() -> None:
    head = "The Council meets at Lorn every spring to hear what each Party "
    tail = "reports on\nthe state of its gauges and weirs and pays its dues in silver before the ice has "
    old = f"{head}{tail}gone from all the\nrivers of the upper valley"
    new = f"{head}gone from all the\nrivers of {tail}the upper valley"
    made = redlined(Draft(old), Draft(new), by_one(A))
    assert ends(made) == {"move10001.1": {True, False}, "move10001.2": {True, False}}
    assert (old, new) == (made.accepting("none").text, made.accepting("all").text)


def test_numbers_that_a_file_computed_and_formatting_go_with_the_words() -> None:
    old = Draft("Ships pay.\nBoats do not.", (Line("1.", depth=0), Line("2.", depth=0)))
    new = Draft(
        "Ships pay.\nRafts pay.\nBoats do not.",
        (Line("1.", depth=0), Line("2.", depth=0), Line("3.", depth=0)),
        marks=(Mark("bold", 0, 5), Mark("italic", 2, 10), Mark("bold", 3, 3)),
    )
    made = redlined(old, new, by_one(A))
    for view, draft in (("none", old), ("all", new)):
        assert [line.label for line in made.accepting(view).lines] == [line.label for line in draft.lines]  # type: ignore[arg-type]
    assert [(each.text, sorted(each.marks)) for each in made.paragraphs[0].segments] == [
        ("Sh", ["bold"]), ("ips", ["bold", "italic"]), (" pay.", ["italic"]),
    ]  # fmt: skip


def test_a_redline_whose_pieces_are_at_hand_is_the_same() -> None:
    old, new = Draft("Ships pay.\nBoats do not."), Draft("Boats do not.\nShips pay dues.")
    assert redlined(old, new, by_one(A), pieces=compare(old, new).pieces) == redlined(old, new, by_one(A))
