from __future__ import annotations

import pytest

from travaux.formats.markdown import read
from travaux.text.drafts import Draft, Hand
from travaux.text.manuscripts import Manuscript


def lines(source: str) -> list[str]:
    return after(source).text.split("\n")


def after(source: str) -> Draft:
    return read(source.encode()).accepting("all")


def both(source: str) -> tuple[str, str]:
    manuscript = read(source.encode())
    return manuscript.accepting("none").text, manuscript.accepting("all").text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("r*eaffirming* the [r*ecognizing* of]", "reaffirming the [recognizing of]"),
        ("*[Taking* account of] **x**", "[Taking account of] x"),
        ("[shall][should][other] be [NDMC*][INDC]", "[shall][should][other] be [NDMC*][INDC]"),
        ("paragraph [x](a) above and [3](3.2)", "paragraph [x](a) above and [3](3.2)"),
        ("[the text](http://example.org/a_(b)) and [it](/x)", "the text and it"),
        ("a *{note* NDMC} `c[0]` \\* \\[ &amp; ~~out~~", "a {note NDMC} c[0] * [ & out"),
        ("<u>under</u> a<br>b", "under a\nb"),
        ("![a picture](x.png) [[x](http://a.b) y]", "a picture [x y]"),
    ],
)
def test_signs_are_lifted_and_brackets_stay(source: str, expected: str) -> None:
    assert after(source).text == expected


def test_a_reference_link_needs_its_definition() -> None:
    source = "[shall][should] [text][ref] [ref][] [Ref] [none]\n\n[ref]: http://example.org 'Title'\n"
    assert lines(source) == ["[shall][should] text ref Ref [none]"]


def test_what_only_looks_like_a_definition_is_text() -> None:
    assert lines("[Annex]: adopted\n\n[Placeholder]: see Article 3") == [
        "[Annex]: adopted",
        "[Placeholder]: see Article 3",
    ]


def test_marks_are_carried() -> None:
    marks = after("r*eaffirming* **Option 1:** ~~x~~ <u>y</u>").marks
    assert [(m.kind, m.start, m.end) for m in marks] == [
        ("italic", 1, 11),
        ("bold", 12, 21),
        ("strike", 22, 23),
        ("underline", 24, 25),
    ]


def test_a_wrapped_paragraph_is_one_line() -> None:
    assert lines("The Parties\nshall act.\n\n1. One\n   goes on\n\n   and on\n") == [
        "The Parties shall act.",
        "1. One goes on",
        "and on",
    ]


def test_a_line_with_a_label_of_its_own_is_a_paragraph() -> None:
    source = "1. [One;]\n1bis. [Added.]\n2. Two as in paragraph\n(a) above; and\n(b) here\n"
    assert lines(source) == ["1. [One;]", "1bis. [Added.]", "2. Two as in paragraph (a) above; and", "(b) here"]


def test_numbers_stay_as_printed_with_their_depth() -> None:
    draft = after("3. One\n\n    1. Deep\n        - deeper\n\n7) Two\n")
    assert draft.text.split("\n") == ["3. One", "1. Deep", "- deeper", "7) Two"]
    assert [line.depth for line in draft.lines] == [0, 1, 2, 0]


def test_headings_have_levels_and_kramdown_leaves_no_trace() -> None:
    source = "---\ntitle: A treaty\nlang: en\n---\n\n# Title {#top}\n{:.no_toc}\n\n* TOC\n{:toc}\n"
    source += "\n## Article 1 *(aims)*\n\nText\n"
    manuscript = read(source.encode())
    draft = manuscript.accepting("all")
    assert draft.text.split("\n") == ["Title", "Article 1 (aims)", "Text"]
    assert [line.level for line in draft.lines] == [0, 1, None]
    assert (manuscript.title, manuscript.language) == ("A treaty", "en")
    assert [n.what for n in manuscript.notices] == ["front matter was left out of the text: “title: A treaty lang: en”"]


def test_footnotes_are_streams_of_their_own() -> None:
    manuscript = read(b"Text[^1] goes[^x] on.\n\n[^1]: A note [in brackets]\n    goes on\n\n    and on.\n\nAfter.\n")
    draft = manuscript.accepting("all")
    assert draft.text.split("\n") == ["Text goes on.", "After."]
    assert [(a.name, a.text) for a in draft.apparatus] == [("footnote 1", "A note [in brackets] goes on\nand on.")]
    assert [n.what for n in manuscript.notices] == ["footnote x is referred to and defined nowhere"]


def test_without_definitions_a_footnote_sign_is_text() -> None:
    assert lines("Text[^1].") == ["Text[^1]."]


def test_hidden_comments_are_said() -> None:
    manuscript = read(b"One <!-- give in on 5 --> two\n\n**x**")
    assert manuscript.accepting("all").text == "One  two\nx"
    assert ["give in on 5" in notice.what for notice in manuscript.notices] == [True]


def test_tables_and_code_keep_their_words() -> None:
    assert lines("| a | b |\n|---|---|\n| c | d |\n\n```\n{++x++} *y*\n```\n\n    1. indented\n")[:4] == [
        "a",
        "b",
        "c",
        "d",
    ]
    assert lines("    indented [text]\n") == ["indented [text]"]


CRITIC = [
    ("The {++new ++}{--old --}text.", "The old text.", "The new text."),
    ("{~~shall~>should~~} act", "shall act", "should act"),
    ("A.\n\n{++New.\n\nSecond.++}\n\nB.", "A.\nB.", "A.\nNew.\nSecond.\nB."),
    ("A.\n\n{++\nNew.\n++}\n\nB.", "A.\nB.", "A.\nNew.\nB."),
    ("A {++end.\n\nNew++} start", "A  start", "A end.\nNew start"),
    ("A{-- end.\n\nOld--} start", "A end.\nOld start", "A start"),
    ("{++2. Two++}\n3. Three", "3. Three", "2. Two\n3. Three"),
    ("2. {++Two++} and\n3. Three", "2.  and\n3. Three", "2. Two and\n3. Three"),
    ("{--## Article 2--}\n\nText", "Article 2\nText", "Text"),
    ("r*eaffir{--m--}{++n++}ing* *{++[x]++}*", "reaffirming ", "reaffirning [x]"),
    ("{--a {++b++} c--}d", "a  cd", "d"),
    ("| a |\n|---|\n{++| b |++}\n", "a", "a\nb"),
    ("{~~a\n\nb~>c~~}", "a\nb", "c"),
]


@pytest.mark.parametrize(("source", "before", "then"), CRITIC, ids=[case[0] for case in CRITIC])
def test_criticmarkup_is_recorded(source: str, before: str, then: str) -> None:
    was, stands = both(source)
    assert (was.strip(), stands) == (before.strip(), then)


def test_tags_are_recorded_with_their_authors() -> None:
    manuscript = read(b"**A** <ins datetime='2015-12-01' data-author='Boria'>may</ins><del>shall</del>")
    assert manuscript.accepting("none").text == "A shall"
    assert manuscript.accepting(["Boria"]).text == "A mayshall"
    assert manuscript.paragraphs[0].segments[2].inserted == Hand("Boria", "2015-12-01")


def test_comments_are_tied_to_their_words() -> None:
    comments = read(b"One\n\nThe {==*Parties* all==}{>>which?<<} act{>>when<<}.").comments
    assert [(c.text, c.paragraph, c.start, c.end) for c in comments] == [("which?", 1, 4, 15), ("when", 1, 19, 19)]


@pytest.mark.parametrize(
    ("source", "text", "notice"),
    [
        ("C++ code++} {--x--}", "C++ code++} ", "++} closes nothing"),
        ("a {++b", "a {++b", "{++ never closes"),
        ("{++a {++b++} c", "a {++b c", "{++ opens inside another of its kind"),
        ("{~~a~~}b", "b", "~~} has no ~> and was read as a deletion"),
        ("a {>>b", "a {>>b", "{>> never closes"),
    ],
)
def test_bad_nesting_stays_in_the_text_with_a_notice(source: str, text: str, notice: str) -> None:
    manuscript: Manuscript = read(source.encode())
    assert manuscript.accepting("all").text.rstrip() == text.rstrip()
    assert [found.what for found in manuscript.notices] == [f"the mark {notice}"]


def test_a_mark_in_an_address_keeps_the_link_in_the_text() -> None:
    assert after("{++[x](http://a.b++}c) on").text == "[x](http://a.bc) on"


def test_a_mark_in_a_comment_is_said() -> None:
    manuscript = read(b"a {++b <!-- ++} --> c")
    assert ["CriticMarkup where Markdown shows nothing" in notice.what for notice in manuscript.notices] == [
        False,
        True,
    ]


def test_a_comment_that_never_ends_is_words() -> None:
    """Nor is the text looked through for its end, once for each that begins."""
    found = read(b"a <!-- b --> c <!-- d\n" + b"<!-- " * 20_000)
    assert found.accepting("all").text.startswith("a  c <!-- d <!-- <!--")
    assert [each.what for each in found.notices] == ["a comment that readers do not see was left out: “b”"]
