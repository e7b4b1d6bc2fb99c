import pytest

from travaux.text.drafts import Draft, Edit, Hand
from travaux.text.origins import Origin, Trace
from travaux.text.trace import trace

CLERK, DEPUTY = Hand("A. Clerk", "2031-02-03T10:00:00Z"), Hand("B. Deputy")
BEFORE = "The Parties shall cooperate in good faith. They meet yearly in Oslo."


def edit(text: str, before: str, kind: str, words: str, by: Hand, move: str | None = None) -> Edit:
    whole = text if kind == "insert" else before
    start = whole.index(words)
    return Edit("insert" if kind == "insert" else "delete", start, start + len(words), by, move)


def traced(text: str, *edits: tuple[str, str, Hand], before: str = BEFORE, moves: tuple[Edit, ...] = ()) -> Trace:
    made = tuple(edit(text, before, *one) for one in edits)
    return trace([Draft(before), Draft(text, before=before, edits=made + moves)])


def origin(result: Trace, word: str) -> Origin:
    (found,) = [token.origin for token in result.tokens if token.text == word]
    return found


def gone(result: Trace) -> list[tuple[str, str | None, str, int, int]]:
    return [(one.text, one.removed_by, one.grade, one.last, one.place) for one in result.deleted]


def test_each_change_has_the_hand_that_the_file_names() -> None:
    text = BEFORE.replace("shall", "may").replace("cooperate", "cooperate fully")
    result = traced(text, ("delete", "shall", CLERK), ("insert", "may", DEPUTY), ("insert", "fully ", CLERK))
    assert origin(result, "may") == Origin(1, "B. Deputy", grade="recorded")
    assert origin(result, "fully") == Origin(1, "A. Clerk", grade="recorded")
    assert origin(result, "cooperate") == Origin(0)
    assert gone(result) == [("shall", "A. Clerk", "recorded", 0, 12)]


def test_the_record_overrides_comparison() -> None:
    text = "The Parties shall cooperate in good faith. They meet yearly in Oslo."
    result = traced(text, ("delete", "good faith", CLERK), ("insert", "good faith", DEPUTY))
    assert origin(result, "faith") == Origin(1, "B. Deputy", grade="recorded")
    assert [one.text for one in result.deleted] == ["good", "faith"]


def test_a_word_that_an_edit_cuts_belongs_to_the_edit() -> None:
    text = BEFORE.replace("meet", "meets")
    start = text.index("meets") + 4
    result = traced(text, moves=(Edit("insert", start, start + 1, CLERK),))
    assert origin(result, "meets") == Origin(1, "A. Clerk", grade="recorded")
    assert [("meet", "A. Clerk", "recorded", 0, BEFORE.index("meet"))] == gone(result)


def test_letters_only_taken_away_make_a_new_word_by_who_took_them() -> None:
    text = BEFORE.replace("Parties", "Part")
    start = BEFORE.index("Parties") + 4
    result = traced(text, moves=(Edit("delete", start, start + 3, DEPUTY),))
    assert origin(result, "Part") == Origin(1, "B. Deputy", grade="recorded")
    assert gone(result) == [("Parties", "B. Deputy", "recorded", 0, 4)]


@pytest.mark.parametrize(
    ("before", "text", "edit"),
    [
        ("They act to gether now.", "They act together now.", Edit("delete", 11, 12, DEPUTY)),
        ("The Party' s envoys act.", "The Party's envoys act.", Edit("delete", 10, 11, DEPUTY)),
        ("The Party' envoys act.", "The Party's envoys act.", Edit("insert", 10, 11, DEPUTY)),
    ],
)
def test_words_joined_are_one_word_by_who_joined_them(before: str, text: str, edit: Edit) -> None:
    result = traced(text, before=before, moves=(edit,))
    new = [token for token in result.tokens if token.origin.draft == 1]
    assert [token.origin for token in new] == [Origin(1, "B. Deputy", grade="recorded")]
    assert {one.removed_by for one in result.deleted} == {"B. Deputy"}
    assert "".join(one.text for one in result.deleted).startswith(new[0].text[:5])


def test_a_word_touched_by_two_belongs_to_who_put_in_more_of_it() -> None:
    text = BEFORE.replace("yearly", "biyearlyish")
    start = text.index("biyearlyish")
    edits = (Edit("insert", start, start + 2, CLERK), Edit("insert", start + 8, start + 11, DEPUTY))
    assert origin(traced(text, moves=edits), "biyearlyish").author == "B. Deputy"


def test_moved_words_keep_their_origin_and_name_the_mover() -> None:
    text = "They meet yearly in Oslo. The Parties shall cooperate in good faith."
    words = "The Parties shall cooperate in good faith."
    edits = (
        edit(text, BEFORE, "delete", f"{words} ", CLERK, "move1"),
        edit(text, BEFORE, "insert", f" {words}", CLERK, "move1"),
    )
    result = traced(text, moves=edits)
    assert origin(result, "faith") == Origin(0, relation="moved", by="A. Clerk", since=1)
    assert gone(result) == []


def test_words_put_in_and_struck_again_stand_nowhere_and_are_not_lost() -> None:
    struck = Edit("transient", 4, 4, CLERK, words="High Contracting ", then=DEPUTY)
    result = traced(BEFORE, moves=(struck,))
    assert gone(result) == [("High", "B. Deputy", "recorded", 1, 4), ("Contracting", "B. Deputy", "recorded", 1, 4)]
    assert {Origin(1, "A. Clerk", grade="recorded")} == {one.origin for one in result.deleted}
    assert {3} == {one.now for one in result.deleted}


def test_a_blank_put_in_and_struck_again_is_no_word() -> None:
    result = traced(BEFORE, moves=(Edit("transient", 4, 4, CLERK, words="  ", then=DEPUTY),))
    assert gone(result) == []
    assert {token.origin for token in result.tokens} == {Origin(0)}


def test_what_changed_before_the_record_is_inferred() -> None:
    before = BEFORE.replace("yearly", "twice yearly")
    text = before.replace("Oslo", "Bergen")
    edits = (edit(text, before, "delete", "Oslo", CLERK), edit(text, before, "insert", "Bergen", CLERK))
    result = trace([Draft(BEFORE), Draft(text, before=before, edits=edits)])
    assert origin(result, "twice") == Origin(1)
    assert origin(result, "Bergen") == Origin(1, "A. Clerk", grade="recorded")
    assert [("Oslo", "A. Clerk", "recorded", 0, BEFORE.index("Oslo"))] == gone(result)


def test_a_paragraph_put_in_between_two() -> None:
    before, text = "One.\nThree.", "One.\nTwo.\nThree."
    result = traced(text, ("insert", "Two.\n", CLERK), before=before)
    assert [token.origin.draft for token in result.tokens] == [0, 0, 1, 1, 0, 0]


def test_edits_that_do_not_lead_to_the_text_are_refused() -> None:
    with pytest.raises(ValueError, match="do not lead"):
        traced("Something else.", ("delete", "shall", CLERK))
