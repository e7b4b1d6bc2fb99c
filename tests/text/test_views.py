"""Views of hand-made manuscripts, each written out: what stands, what is an edit, by whose hand."""

from __future__ import annotations

import pytest

from travaux.text.clauses import Line, Opening
from travaux.text.drafts import Edit, Hand, Mark
from travaux.text.manuscripts import Fate, Level, Manuscript, NumberedList, Paragraph, Segment

ANNA, BORIS = Hand("Anna", "2031-01-02T10:00:00"), Hand("Boris")


def plain(text: str, **more: object) -> Paragraph:
    return Paragraph((Segment(text),), **more)  # type: ignore[arg-type]


def texts(*paragraphs: Paragraph) -> tuple[str, str]:
    manuscript = Manuscript(paragraphs)
    return manuscript.accepting("all").text, manuscript.accepting("none").text


def test_a_paragraph_is_a_line_and_empty_ones_stay() -> None:
    assert texts(plain("One"), Paragraph(()), plain("Two")) == ("One\n\nTwo", "One\n\nTwo")


def test_nothing_recorded_means_no_text_before() -> None:
    draft = Manuscript((plain("One"),)).accepting("all")
    assert (draft.before, draft.edits) == (None, ())


def test_a_struck_mark_merges_with_the_next_paragraph() -> None:
    assert texts(plain("One ", mark=Fate(None, ANNA)), plain("two")) == ("One two", "One \ntwo")


def test_an_inserted_mark_splits_a_paragraph() -> None:
    assert texts(plain("One ", mark=Fate(ANNA)), plain("two")) == ("One \ntwo", "One two")


def test_a_whole_inserted_paragraph_leaves_nothing_behind() -> None:
    added = Paragraph((Segment("New.", ANNA),), mark=Fate(ANNA))
    assert texts(plain("One."), added, plain("Two.")) == ("One.\nNew.\nTwo.", "One.\nTwo.")


def test_paragraphs_do_not_merge_across_blocks() -> None:
    struck = plain("One", mark=Fate(None, ANNA))
    assert texts(struck, plain("cell", block=1)) == ("One\ncell", "One\ncell")
    gone = Paragraph((Segment("One", None, ANNA),), mark=Fate(None, ANNA))
    assert texts(gone, plain("cell", block=1)) == ("cell", "One\ncell")


def test_paragraphs_merge_over_one_that_is_not_there() -> None:
    between = plain("row", within=(Fate(BORIS),))
    assert texts(plain("One ", mark=Fate(None, ANNA)), between, plain("two")) == ("One row\ntwo", "One \ntwo")


def test_a_struck_row_goes_as_a_whole() -> None:
    row = plain("Row", within=(Fate(None, ANNA),), block=1)
    assert texts(plain("One"), row, plain("Two", block=2)) == ("One\nTwo", "One\nRow\nTwo")


def test_an_inserted_cell_in_a_struck_row_never_stands() -> None:
    cell = plain("Cell", within=(Fate(None, ANNA), Fate(BORIS)), block=1)
    manuscript = Manuscript((plain("One"), cell))
    assert [manuscript.accepting(whose).text for whose in ("all", "none", ["Anna"], ["Boris"])] == [
        "One", "One", "One", "One\nCell",
    ]  # fmt: skip
    assert manuscript.accepting("all").edits == (Edit("transient", 3, 3, BORIS, words="Cell\n", then=ANNA),)


def test_words_put_in_by_one_and_struck_by_another() -> None:
    nested = Paragraph((Segment("shall "), Segment("promptly ", ANNA, BORIS), Segment("act")))
    manuscript = Manuscript((nested,))
    assert manuscript.accepting(["Anna"]).text == "shall promptly act"
    assert manuscript.accepting(["Boris"]).text == "shall act"
    assert manuscript.accepting(["Anna"]).edits == (Edit("insert", 6, 15, ANNA),)
    assert manuscript.accepting("all").edits == (Edit("transient", 6, 6, ANNA, words="promptly ", then=BORIS),)
    assert manuscript.authors == ("Anna", "Boris")


def test_edits_have_places_hands_and_moves() -> None:
    first = Paragraph((Segment("A "), Segment("b ", None, ANNA, "m"), Segment("c")))
    second = Paragraph((Segment("b ", ANNA, None, "m"), Segment("d")))
    draft = Manuscript((first, second)).accepting("all")
    assert (draft.text, draft.before) == ("A c\nb d", "A b c\nd")
    assert draft.edits == (Edit("delete", 2, 4, ANNA, "m"), Edit("insert", 4, 6, ANNA, "m"))


def test_a_last_paragraph_taken_out_takes_the_break_before_it() -> None:
    last = Paragraph((Segment("Two", None, ANNA),), within=(Fate(None, ANNA),), block=1)
    draft = Manuscript((plain("One"), last)).accepting("all")
    assert (draft.text, draft.before) == ("One", "One\nTwo")
    assert draft.edits == (Edit("delete", 3, 7, ANNA),)


def test_one_name_is_not_a_list_of_names() -> None:
    with pytest.raises(ValueError, match=r"a list of names, such as \['Anna'\]"):
        Manuscript((plain("One"),)).accepting("Anna")


def test_marks_join_across_segments_and_lines() -> None:
    one = Paragraph((Segment("ab", marks=frozenset({"bold"})), Segment("c", ANNA, None, None, frozenset({"bold"}))))
    two = Paragraph((Segment("d", marks=frozenset({"bold", "highlight=yellow"})), Segment("e")))
    assert Manuscript((one, two)).accepting("all").marks == (Mark("bold", 0, 5), Mark("highlight", 4, 5, "yellow"))
    assert Manuscript((one, two)).accepting("none").marks == (Mark("bold", 0, 4), Mark("highlight", 3, 4, "yellow"))


def test_marks_end_with_their_words_and_not_with_the_break_after() -> None:
    one = Paragraph((Segment("ab", marks=frozenset({"bold"})),))
    draft = Manuscript((one, Paragraph(()), plain("c"))).accepting("all")
    assert (draft.text, draft.marks) == ("ab\n\nc", (Mark("bold", 0, 2),))


def test_other_streams_are_the_apparatus_and_not_the_text() -> None:
    note = Paragraph((Segment("Old", None, ANNA), Segment("New", ANNA)), block=1, stream="footnote 1")
    draft = Manuscript((plain("Body"), note)).accepting("all")
    (part,) = draft.apparatus
    assert (draft.text, part.name, part.text, part.before) == ("Body", "footnote 1", "New", "Old")


def test_a_note_that_does_not_stand_is_not_in_the_apparatus() -> None:
    note = plain("Note", within=(Fate(ANNA),), block=1, stream="footnote 1")
    manuscript = Manuscript((plain("Body"), note))
    assert [len(manuscript.accepting(whose).apparatus) for whose in ("all", "none")] == [1, 0]


def test_each_view_counts_for_itself() -> None:
    lists = {"1": NumberedList("0", (Level("decimal", "%1."),))}
    added = Paragraph((Segment("New", ANNA),), mark=Fate(ANNA), numbering=("1", 0))
    old = plain("Old", numbering=("1", 0))
    manuscript = Manuscript((added, old), lists=lists)
    assert [line.label for line in manuscript.accepting("all").lines] == ["1.", "2."]
    assert [line.label for line in manuscript.accepting("none").lines] == ["1."]


def test_numbering_that_was_changed_counts_as_it_was_before() -> None:
    lists = {"1": NumberedList("0", (Level("decimal", "%1."), Level("lower-letter", "(%2)")))}
    changed = plain("x", numbering=("1", 1), numbering_before=("1", 0), renumbered=ANNA)
    manuscript = Manuscript((changed,), lists=lists)
    labels = [manuscript.accepting(whose).lines[0].label for whose in ("all", "none", ["Anna"], ["Boris"])]
    assert labels == ["(a)", "1.", "(a)", "1."]
    assert manuscript.authors == ("Anna",)


def test_merged_paragraphs_keep_the_last_properties_and_all_openings() -> None:
    first = plain("One ", mark=Fate(None, ANNA), level=0, opens=(Opening("article", 0),), closes=0)
    second = plain("two", level=1, opens=(Opening("paragraph", 1),), closes=1)
    (line,) = Manuscript((first, second)).accepting("all").lines
    assert line == Line("", 1, (Opening("article", 0), Opening("paragraph", 1)), 0)


def test_line_breaks_inside_a_segment_have_lines_of_their_own() -> None:
    draft = Manuscript((plain("a\nb", label="1."), plain("c"))).accepting("all")
    assert draft.lines == (Line("1."), Line(), Line())
