"""Changes still pending: an old change is not made twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from travaux.text.drafts import Draft, Edit, Hand
from travaux.text.trace import trace
from travaux.text.trace.pending import fresh

HANDS = [Hand("Boria"), Hand("Aldania")]
Part = tuple[str, int]


def made(parts: list[Part], transients: tuple[Edit, ...] = ()) -> Draft:
    """A draft from parts: words and a sign, 0 for kept, 1 and 2 put in by a hand, -1 and -2 taken out by it."""
    text = before = ""
    edits = []
    for words, sign in parts:
        if sign > 0:
            edits.append(Edit("insert", len(text), len(text) + len(words), HANDS[sign - 1]))
        if sign < 0:
            edits.append(Edit("delete", len(before), len(before) + len(words), HANDS[-sign - 1]))
        text += words if sign >= 0 else ""
        before += words if sign <= 0 else ""
    return Draft(text, before=before, edits=(*edits, *transients))


def told(draft: Draft) -> list[tuple[str, str | None]]:
    texts = {"insert": ("+", draft.text), "delete": ("-", draft.before or "")}
    found = [(texts[edit.kind], edit) for edit in draft.edits if edit.kind != "transient"]
    return [(f"{sign}{text[edit.start : edit.end]}", edit.by.author) for (sign, text), edit in found]


def without_inserts(draft: Draft) -> str:
    places = {place for e in draft.edits if e.kind == "insert" for place in range(e.start, e.end)}
    return "".join(sign for place, sign in enumerate(draft.text) if place not in places)


def without_deletes(draft: Draft) -> str:
    places = {place for e in draft.edits if e.kind == "delete" for place in range(e.start, e.end)}
    before = draft.text if draft.before is None else draft.before
    return "".join(sign for place, sign in enumerate(before) if place not in places)


def test_only_what_is_new_is_left() -> None:
    one = made([("We ", 0), ("shall ", -1), ("may ", 1), ("act.", 0)])
    two = made([("We ", 0), ("shall ", -1), ("may ", 1), ("freely ", 2), ("act", 0), (" now", -2), (".", 0)])
    found = fresh(two, one)
    assert found.before == "We may act now."
    assert told(found) == [("+freely ", "Aldania"), ("- now", "Aldania")]


def test_a_new_change_inside_an_old_one() -> None:
    one = made([("We ", 0), ("may and shall act", 1), (".", 0)])
    two = made([("We ", 0), ("may and ", 1), ("not ", 2), ("shall act", 1), (".", 0)])
    assert told(fresh(two, one)) == [("+not ", "Aldania")]


def test_the_same_words_by_another_hand_are_new() -> None:
    one = made([("We ", 0), ("may ", 1), ("act.", 0)])
    two = made([("We ", 0), ("may ", 2), ("act.", 0)])
    assert fresh(two, one) == two


def test_nothing_is_left_where_nothing_is_new() -> None:
    one = made([("We ", 0), ("may ", 1), ("act.", 0)])
    found = fresh(one, one)
    assert (found.before, found.edits, found.text) == (None, (), one.text)


def test_words_put_in_and_struck_again_are_told_once() -> None:
    was = Edit("transient", 3, 3, HANDS[0], words="soon ", then=HANDS[1])
    new = Edit("transient", 3, 3, HANDS[0], words="now ", then=HANDS[1])
    one = made([("We act", 0), (".", 1)], (was,))
    assert fresh(made([("We act", 0), (".", 1)], (was, new)), one).edits == (new,)


def test_a_parent_without_changes() -> None:
    two = made([("We ", 0), ("may ", 1), ("act.", 0)])
    assert fresh(two, Draft("We act.")) == two


SAID = st.lists(st.sampled_from(["we", "may", "act", "."]), min_size=1, max_size=3).map(
    lambda said: " ".join(said) + " "
)
PARTS = st.lists(st.tuples(SAID, st.integers(-2, 2)), max_size=8)


@given(PARTS, PARTS)
def test_the_law_of_drafts_holds_for_what_is_left(one: list[Part], two: list[Part]) -> None:
    found = fresh(made(two), made(one))
    assert found.text == made(two).text
    assert without_inserts(found) == without_deletes(found)


@given(PARTS)
def test_a_draft_has_nothing_new_against_itself(parts: list[Part]) -> None:
    assert fresh(made(parts), made(parts)).edits == ()


def test_a_trace_leaves_old_changes_where_they_came_in() -> None:
    one = made([("We ", 0), ("shall ", -1), ("may ", 1), ("act.", 0)])
    two = made([("We ", 0), ("shall ", -1), ("may ", 1), ("freely ", 2), ("act.", 0)])
    found = trace([one, two])
    assert [(t.text, t.origin.draft, t.origin.author) for t in found.tokens] == [
        ("We", 0, None),
        ("may", 0, "Boria"),
        ("freely", 1, "Aldania"),
        ("act", 0, None),
        (".", 0, None),
    ]
    assert [(t.text, t.removed_by, t.removed_in) for t in found.deleted] == [("shall", "Boria", 0)]
