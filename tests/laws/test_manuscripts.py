"""Laws of manuscripts: what holds for every view, and what a Word file brings back."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.formats.docx import read
from travaux.formats.docx.write import write
from travaux.text.drafts import Draft, Hand
from travaux.text.manuscripts import Fate, Level, Manuscript, NumberedList, Paragraph, Segment

HANDS = [
    Hand("A. Clerk", "2031-05-06T07:08:09"),
    Hand("B. Envoy", "2031-05-06T05:08:09Z"),
    Hand("C. Chair"),
    Hand(None),
]
MARKS = ["bold", "italic", "underline", "strike", "hidden", "tiny", "highlight=yellow", "colour=ff0000",
         "shading=ffff00", "superscript"]  # fmt: skip

hands = st.sampled_from(HANDS)
maybe = st.none() | hands
words = st.text(st.sampled_from("ab c\t\u2028é\u2011条&<\u00ad'\""), max_size=6)


@st.composite
def fates(draw: st.DrawFn, *, plain: bool = True) -> Fate:
    inserted, deleted = draw(maybe), draw(maybe)
    if inserted is None and deleted is None:
        return Fate() if plain else Fate(draw(hands))
    return Fate(inserted, deleted, draw(st.sampled_from([None, None, "one", "two"])))


@st.composite
def segments(draw: st.DrawFn, *, breaks: bool = False) -> Segment:
    fate = draw(fates())
    text = draw(words) + ("\n" if breaks and draw(st.booleans()) else "")
    return Segment(
        text, fate.inserted, fate.deleted, fate.move, draw(st.frozensets(st.sampled_from(MARKS), max_size=2))
    )


numberings = st.none() | st.tuples(st.sampled_from(["1", "2"]), st.integers(0, 8))


@st.composite
def paragraphs(draw: st.DrawFn, *, breaks: bool = False) -> Paragraph:
    numbering, before = draw(numberings), draw(st.just("same") | numberings)
    changed = before != "same" and before != numbering
    return Paragraph(
        segments=tuple(draw(st.lists(segments(breaks=breaks), max_size=4))),
        mark=draw(fates()),
        numbering=numbering,
        numbering_before=before if changed else "same",
        renumbered=draw(hands) if changed else None,
        level=draw(st.none() | st.integers(0, 8)),
        style=draw(st.sampled_from(["", "Normal", "heading 1", "heading 9", "Clause text"])),
    )


STREAMS = ["", "footnote 1", "footnote 2", "endnote 1", "header 1", "header 2", "footer 1"]
LISTS = {
    "1": NumberedList("0", tuple(Level("decimal", f"%{n}.") for n in range(1, 10)), ((0, 4), (3, 2))),
    "2": NumberedList("0", tuple(Level("lower-roman", f"(%{n})", 2, 0, n > 3) for n in range(1, 10))),
}


@st.composite
def manuscripts(draw: st.DrawFn, *, breaks: bool = False) -> Manuscript:
    found: list[Paragraph] = []
    block = -1
    streams = draw(st.sampled_from([STREAMS[:1], STREAMS[:1], STREAMS]))
    for stream in streams:
        outer: tuple[Fate, ...] = ()
        if "note" in stream:
            outer = draw(st.just(()) | st.tuples(maybe, maybe).map(lambda pair: (Fate(*pair),)))
            outer = () if outer == (Fate(),) else outer
        many = draw(st.integers(1, 4))
        around: int | None = None
        for number in range(many):
            # Notes hang on the last paragraph of the body, and share what became of the containers around it.
            bearing = not stream and len(streams) > 1 and number == many - 1
            inner = () if outer or bearing else draw(_containers())
            members = draw(st.lists(paragraphs(breaks=breaks), min_size=1, max_size=3))
            # After a table the block before it may go on.
            again = not inner and around not in (None, block) and draw(st.booleans())
            at = around if again and around is not None else block + 1
            block, around = max(block, at), around if inner else around if around is not None else at
            found.extend(replace(p, within=outer + inner, block=at, stream=stream) for p in members)
    return Manuscript(tuple(found), lists=LISTS)


@st.composite
def _containers(draw: st.DrawFn) -> tuple[Fate, ...]:
    """A row, or a row and a cell; a cell can only be put in or struck."""
    row, cell = draw(fates(plain=False)), draw(hands)
    cells = [Fate(cell), Fate(None, cell)]
    return draw(
        st.sampled_from([(), (), (Fate(row.inserted, row.deleted),), (Fate(row.inserted, row.deleted), *cells[:1])])
    )


def without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, place = "", 0
    for start, end in spans:
        assert place <= start <= end <= len(text)
        kept, place = kept + text[place:start], end
    return kept + text[place:]


def check_edits(draft: Draft) -> None:
    """The law of `drafts`: the text without what was put in is the text before without what was taken out."""
    before = draft.text if draft.before is None else draft.before
    put_in = [(edit.start, edit.end) for edit in draft.edits if edit.kind == "insert"]
    taken_out = [(edit.start, edit.end) for edit in draft.edits if edit.kind == "delete"]
    assert without(before, taken_out) == without(draft.text, put_in)
    assert len(draft.lines) in (0, draft.text.count("\n") + 1)
    assert draft.lines or not draft.text
    for part in draft.apparatus:
        check_edits(part)


def shape(draft: Draft) -> tuple[object, ...]:
    return draft.text, draft.lines, draft.edits, draft.marks, [shape(part) for part in draft.apparatus]


authors = st.sets(st.sampled_from([hand.author for hand in HANDS]))


@settings(max_examples=60, deadline=None)
@given(manuscripts(breaks=True), authors)
def test_the_text_without_insertions_is_the_text_before_without_deletions(
    m: Manuscript, whose: set[str | None]
) -> None:
    for view in (m.accepting("all"), m.accepting("none"), m.accepting(whose)):
        check_edits(view)
    assert m.accepting("none").text == m.accepting(whose).before or not m.authors


@settings(max_examples=60, deadline=None)
@given(manuscripts(breaks=True), st.permutations([hand.author for hand in HANDS]), st.integers(0, 4))
def test_the_order_of_acceptance_does_not_matter(m: Manuscript, names: list[str | None], many: int) -> None:
    assert shape(m.accepting(names[:many])) == shape(m.accepting(reversed(names[:many])))


@settings(max_examples=60, deadline=None)
@given(manuscripts())
def test_accepting_every_author_is_accepting_all_and_nobody_is_none(m: Manuscript) -> None:
    assert shape(m.accepting("all")) == shape(m.accepting(m.authors))
    assert shape(m.accepting("none")) == shape(m.accepting([]))
    assert shape(m.accepting("none")) == shape(m.accepting(["Nobody in the file"]))
    assert m.accepting("none").edits == ()


@settings(max_examples=60, deadline=None)
@given(manuscripts(), authors)
def test_a_paragraph_is_a_line(m: Manuscript, whose: set[str | None]) -> None:
    draft = m.accepting(whose)
    standing = sum(
        _stands(p.mark, whose) and all(_stands(f, whose) for f in p.within) for p in m.paragraphs if not p.stream
    )
    # Words whose own mark is gone and that find no paragraph to join keep a line of their own.
    blocks = len(list(groupby(p.block for p in m.paragraphs if not p.stream)))
    assert standing <= max(len(draft.lines), 0) <= standing + blocks


def _stands(fate: Fate, whose: set[str | None]) -> bool:
    put_in = fate.inserted is None or fate.inserted.author in whose
    return put_in and (fate.deleted is None or fate.deleted.author not in whose)


def joined(paragraph: Paragraph) -> Paragraph:
    """The paragraph with neighbours of one fate and look made one, as a file keeps them."""
    found: list[Segment] = []
    for _, group in groupby(
        (s for s in paragraph.segments if s.text), key=lambda s: (s.inserted, s.deleted, s.move, s.marks)
    ):
        members = list(group)
        first = members[0]
        text = "".join(s.text for s in members)
        found.append(Segment(text, first.inserted, first.deleted, first.move, first.marks))
    return replace(paragraph, segments=tuple(found))


@settings(max_examples=60, deadline=None)
@given(manuscripts())
def test_a_word_file_brings_back_the_paragraphs(m: Manuscript) -> None:
    data = write(m)
    found = read(data)
    assert [joined(p) for p in m.paragraphs] == list(found.paragraphs)
    assert {name: m.lists[name] for name in found.lists} == found.lists
    assert data == write(m)
    assert read(write(found)).paragraphs == found.paragraphs
