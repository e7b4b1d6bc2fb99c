"""Laws of brackets, whatever the text: it prints back, readings are free of brackets, no word is ever lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from travaux.text.brackets import Bracketed, brackets
from travaux.text.brackets.slots import Note, Options, Part, Run, Slot
from travaux.text.drafts import Draft

SIGNS = st.sampled_from(
    [
        "[",
        "]",
        "{",
        "}",
        "[shall]",
        "[should]",
        "[X]",
        " ",
        " ",
        "\n",
        "\n\n",
        "words",
        ",",
        ".",
        "*",
        "**",
        "# Article 1\n",
    ]
    + ["Option 1: ", "Option 2: ", "1. ", "(a) ", "[^4]", "[a](b/c)", "{:toc}", "No text", "é", "[Article 2]", "{note}"]
)
TEXTS = st.lists(st.one_of(SIGNS, st.text(max_size=4)), max_size=40).map("".join)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
@example("{[}")
@example("{[ {a} [b} c")
def test_the_parse_prints_back(text: str) -> None:
    assert brackets(text).to_text() == text
    assert brackets(Draft(text)).to_text() == text


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_readings_are_free_of_brackets(text: str) -> None:
    found = brackets(text)
    for choice in ("all", "first", "none"):
        assert not set("[]{}") & set(found.reading(choice))


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_counts_are_those_of_the_signs(text: str) -> None:
    counts = brackets(text).counts
    assert counts.opening - counts.pairs == counts.left_open
    assert counts.closing - counts.pairs == counts.stray
    assert counts.crossing <= counts.pairs
    assert counts.unbalanced <= counts.paragraphs


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_every_square_bracket_is_a_slot_or_a_defect(text: str) -> None:
    found = brackets(text)
    slots = list(found.slots())
    assert len(slots) == found.counts.opening
    closed = sum(slot.closed for slot in slots)
    listed = [defect.kind for defect in found.defects]
    unclosed = listed.count("crosses a clause") + sum(
        1 for defect in found.defects if defect.kind == "left open" and text[defect.start] == "["
    )
    assert len(slots) - closed == unclosed


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_parts_nest_and_lie_in_order(text: str) -> None:
    def visit(parts: tuple[Part, ...], low: int, high: int) -> None:
        assert all(one.end == two.start for one, two in pairwise(parts))
        for part in parts:
            assert low <= part.start <= part.end <= high
            match part:
                case Slot() | Note():
                    visit(part.parts, part.start + 1, part.end)
                case Run():
                    for slot in part.slots:
                        visit((slot,), part.start, part.end)
                case Options():
                    for option in part.options:
                        visit(option.parts, option.words_start, option.end)
                case _:
                    pass

    found = brackets(text)
    visit(found.parts, 0, len(text))
    assert (found.parts[0].start if found.parts else 0) == 0


BALANCED = st.recursive(
    st.lists(st.sampled_from(["shall", "fly", "kites", "of", "paper"]), min_size=1, max_size=4).map(" ".join),
    lambda inner: st.lists(
        st.one_of(
            inner, inner.map(lambda words: f"[{words}]"), inner.map(lambda words: f"[{words}][{words} too]"),
            inner.map(lambda words: f"{{{words}}}"),
        ),
        min_size=1,
        max_size=4,
    ).map(" ".join),
    max_leaves=12,
)  # fmt: skip


def everything(found: Bracketed) -> str:
    """Returns the reading that keeps all alternatives and all notes."""

    def keep(part: Slot | Run | Options | Note) -> range:
        match part:
            case Run():
                return range(len(part.slots))
            case Options():
                return range(len(part.options))
            case _:
                return range(1)

    return found.reading(keep)


@given(BALANCED)
@settings(max_examples=150, deadline=None)
def test_no_word_of_a_balanced_text_is_lost(text: str) -> None:
    found = brackets(text)
    assert everything(found).split() == "".join(" " if sign in "[]{}" else sign for sign in text).split()
    assert [defect for defect in found.defects if defect.kind != "ambiguous run"] == []
