"""Laws of alignment, over drafts made of a few words, so that many of their clauses are alike."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.text.align import Alignment, align
from travaux.text.clauses import Clause, Line, Opening
from travaux.text.drafts import Draft

WORDS = st.sampled_from(["ship", "river", "toll", "net", "fish", "lock", "buoy", "pilot", "the", "of", "shall", "may"])
TEXT = st.lists(WORDS, max_size=9).map(" ".join)
KIND = st.sampled_from(["article", "paragraph"])
LABEL = st.sampled_from(["1", "2", "(a)", "(b)", ""])
NAME = st.sampled_from(["", "", "i", "j"])
ROW = st.tuples(st.integers(0, 2), KIND, LABEL, TEXT, NAME)


def drafted(rows: list[tuple[int, str, str, str, str]]) -> Draft:
    """Returns a draft whose rows are clauses, none more than one step deeper than the one before."""
    lines, depth = [], -1
    for wish, kind, label, _, name in rows:
        depth = min(wish, depth + 1)
        lines.append(Line(opens=(Opening(kind, depth, label, id=name),)))
    text = "\n".join(f"{label} {words}".strip() for _, _, label, words, _ in rows)
    return Draft(text, tuple(lines))


DRAFTS = st.lists(ROW, max_size=14).map(drafted)
UNNAMED = st.lists(ROW.map(lambda row: (*row[:4], "")), max_size=14).map(drafted)


def once(clauses: list[Clause], draft: Draft) -> bool:
    return sorted(map(id, clauses)) == sorted(map(id, draft.walk()))


@given(DRAFTS, DRAFTS)
@settings(max_examples=150, deadline=None)
def test_every_clause_of_both_drafts_is_in_exactly_one_pair(first: Draft, second: Draft) -> None:
    found = align(first, second)
    assert once([clause for pair in found.pairs for clause in pair.earlier], first)
    assert once([clause for pair in found.pairs for clause in pair.later], second)


@given(DRAFTS, DRAFTS)
@settings(max_examples=100, deadline=None)
def test_a_fate_says_how_many_clauses_there_are_on_either_side(first: Draft, second: Draft) -> None:
    sides = {"split": (1, 2), "merged": (2, 1), "added": (0, 1), "dropped": (1, 0)}
    for pair in align(first, second).pairs:
        counts = (min(2, len(pair.earlier)), min(2, len(pair.later)))
        assert sides.get(pair.fate, (1, 1)) == counts
        assert 0 <= pair.score <= 1
        assert pair.reason


@given(DRAFTS)
@settings(max_examples=100, deadline=None)
def test_a_draft_is_itself(draft: Draft) -> None:
    found = align(draft, draft)
    assert [(p.fate, p.score, p.reworded, p.earlier == p.later) for p in found.pairs] == [
        ("kept", 1.0, False, True) for _ in draft.walk()
    ]


@given(DRAFTS, DRAFTS)
@settings(max_examples=100, deadline=None)
def test_pairs_stand_in_the_order_of_the_later_draft(first: Draft, second: Draft) -> None:
    order = {id(clause): place for place, clause in enumerate(second.walk())}
    places = [min(order[id(clause)] for clause in pair.later) for pair in align(first, second).pairs if pair.later]
    assert places == sorted(places)


@given(UNNAMED, UNNAMED)
@settings(max_examples=60, deadline=None)
def test_the_same_answer_twice(first: Draft, second: Draft) -> None:
    again = align(Draft(first.text, first.lines), Draft(second.text, second.lines))
    assert [(p.fate, p.score, p.reason) for p in align(first, second).pairs] == [
        (p.fate, p.score, p.reason) for p in again.pairs
    ]


def one_to_one(found: Alignment) -> set[tuple[tuple[int, int], tuple[int, int], str]]:
    return {
        (pair.earlier[0].span, pair.later[0].span, pair.earlier[0].kind)
        for pair in found.pairs
        if pair.score == 1 and pair.fate in ("kept", "renumbered", "moved")
    }


@given(st.lists(st.integers(0, 40), max_size=14, unique=True), st.integers(0, 13))
@settings(max_examples=80, deadline=None)
def test_backwards_the_same_pairs(numbers: list[int], turn: int) -> None:
    """Clauses whose words stand once in each draft pair with each other whichever draft comes first."""
    first = [(0, "article", "1", f"rule number{number} on ships", "") for number in numbers]
    second = [*first[turn:], *reversed(first[:turn])]
    there = one_to_one(align(drafted(first), drafted(second)))
    back = one_to_one(align(drafted(second), drafted(first)))
    assert {(b, a, kind) for a, b, kind in back} == there
    assert len(there) == len(first)
