"""Akoma Ntoso: from the elements of a file to lines, clauses and recorded changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats.akn import read
from travaux.text.drafts import Hand
from travaux.text.manuscripts import Fate, Manuscript, Paragraph

NAMESPACES = [
    "",
    ' xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"',
    ' xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/WD17"',
    ' xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD03"',
]


def manuscript(body: str, *, head: str = "", root: str = "") -> Manuscript:
    return read(f"<akomaNtoso{root}><bill>{head}<body>{body}</body></bill></akomaNtoso>".encode())


def words(paragraph: Paragraph) -> str:
    return "".join(segment.text for segment in paragraph.segments)


def lines(found: Manuscript) -> list[str]:
    return [words(paragraph) for paragraph in found.paragraphs if not paragraph.stream]


def openings(found: Manuscript) -> list[tuple[int, str, str, str]]:
    return [(o.depth, o.kind, o.label, o.heading) for p in found.paragraphs for o in p.opens]


SECTION = """
<section GUID="_a" eId="sec_2">
  <num>2</num>
  <heading>Advisory <i>panel</i></heading>
  <subsection GUID="_b"><num>(1)</num><intro><p>The Panel must—</p></intro>
    <level><num>(a)</num><content><p>meet, and</p></content></level>
    <level><num>(b)</num><content><p>report.</p></content></level>
    <wrapUp><p>That is all.</p></wrapUp>
  </subsection>
</section>"""


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_a_paragraph_a_line_with_its_label_in_front(namespace: str) -> None:
    found = manuscript(SECTION, root=namespace)
    assert lines(found) == [
        "2 Advisory panel",
        "(1) The Panel must—",
        "(a) meet, and",
        "(b) report.",
        "That is all.",
    ]
    assert openings(found) == [
        (0, "section", "2", "Advisory panel"),
        (1, "subsection", "(1)", ""),
        (2, "level", "(a)", ""),
        (2, "level", "(b)", ""),
    ]


def test_closing_words_fall_back_to_their_clause() -> None:
    assert [p.closes for p in manuscript(SECTION).paragraphs] == [None, None, None, None, 2]


def test_words_after_the_last_clause_belong_to_none() -> None:
    found = read(
        b"<akomaNtoso><act><body><article><num>1</num><content><p>One.</p></content></article></body>"
        b"<conclusions><p>Done at Port Amity.</p></conclusions></act></akomaNtoso>"
    )
    assert [(words(p), p.closes) for p in found.paragraphs] == [("1 One.", None), ("Done at Port Amity.", 0)]


def test_ids_lasting_and_following_the_number() -> None:
    found = manuscript(
        '<article GUID="_g" wId="w" eId="art_1"><num>1</num><paragraph wId="art_1__para_1"><content><p>A</p></content>'
        '</paragraph><paragraph xml:id="art_1_Xy"><content><p>B</p></content></paragraph></article>'
    )
    assert [(o.id, o.eid) for p in found.paragraphs for o in p.opens] == [
        ("_g", "art_1"),
        ("art_1__para_1", ""),
        ("art_1_Xy", ""),
    ]


def test_several_clauses_open_at_one_line() -> None:
    found = manuscript(
        "<section><num>3</num><subsection><num>(1)</num><content><p>Omit it.</p></content></subsection></section>"
    )
    assert lines(found) == ["3 (1) Omit it."]
    assert openings(found) == [(0, "section", "3", ""), (1, "subsection", "(1)", "")]


def test_a_clause_without_words_is_a_line() -> None:
    found = manuscript("<article><num>4</num></article><article><num>5</num><content><p>Five.</p></content></article>")
    assert lines(found) == ["4", "5 Five."]
    assert [len(p.opens) for p in found.paragraphs] == [1, 1]


QUOTED = """
<section><num>1</num><content><p><mod>After section 9 insert—
  <quotedStructure startQuote="“" endQuote="”">
    <section><num>9A</num><subsection><num>(1)</num><content><p>New law.</p></content></subsection>
    <subsection><num>(2)</num><content><p>More of it.</p></content></subsection></section>
  </quotedStructure></mod><inline name="AppendText">; and</inline></p></content></section>"""


def test_quoted_law_is_quoted_and_its_marks_stand_where_they_are_printed() -> None:
    found = manuscript(QUOTED)
    assert lines(found) == ["1 After section 9 insert—", "“9A (1) New law.", "(2) More of it.”; and"]
    assert [(o.label, o.quoted) for p in found.paragraphs for o in p.opens] == [
        ("1", False),
        ("9A", True),
        ("(1)", True),
        ("(2)", True),
    ]


def test_insertions_and_deletions_are_recorded() -> None:
    found = manuscript("<p>The Parties <del>shall</del><ins>may</ins> act.</p>")
    assert [(s.text, s.inserted, s.deleted) for s in found.paragraphs[0].segments] == [
        ("The Parties ", None, None),
        ("shall", None, Hand()),
        ("may", Hand(), None),
        (" act.", None, None),
    ]
    assert found.accepting("all").text == "The Parties may act."
    assert found.accepting("none").text == "The Parties shall act."


SOFT = """
<article xmlns:leos="urn:eu:europa:ec:leos" xml:id="art_1"><num>Article 1</num><heading>Scope</heading>
  <paragraph xml:id="p1"><num>1.</num><content><p>It stays.</p></content></paragraph>
  <paragraph xml:id="deleted_p2" leos:softaction="del" leos:softuser="ann" leos:softdate="2019-05-08T12:26:30Z">
    <num>2.</num><content><p>It goes.</p></content></paragraph>
  <paragraph xml:id="p3" leos:softaction="add" leos:softuser="bob">
    <num>1a.</num><content><p>It comes.</p></content></paragraph>
</article>"""


def test_whole_provisions_put_in_and_struck() -> None:
    found = manuscript(SOFT)
    assert [p.within for p in found.paragraphs] == [
        (),
        (),
        (Fate(deleted=Hand("ann", "2019-05-08T12:26:30Z")),),
        (Fate(inserted=Hand("bob")),),
    ]
    assert found.accepting("all").text.split("\n") == ["Article 1 Scope", "1. It stays.", "1a. It comes."]
    assert found.accepting("none").text.split("\n") == ["Article 1 Scope", "1. It stays.", "2. It goes."]
    assert [o.id for p in found.paragraphs for o in p.opens] == ["art_1", "p1", "p2", "p3"]


def test_notes_stand_apart() -> None:
    found = manuscript('<p>The Council<authorialNote marker="1"><p>Of 2019.</p></authorialNote>, and others.</p>')
    assert [(p.stream, words(p)) for p in found.paragraphs] == [
        ("", "The Council, and others."),
        ("footnote 1", "Of 2019."),
    ]


def test_a_note_in_a_number_is_no_part_of_the_label() -> None:
    found = manuscript(
        "<hcontainer name='schedule'><num>Schedule 1<authorialNote><p>Section 13</p></authorialNote></num>"
        "<heading>Partnerships</heading></hcontainer>"
    )
    assert openings(found) == [(0, "schedule", "Schedule 1", "Partnerships")]
    assert lines(found) == ["Schedule 1 Partnerships"]


LISTS = """
<akomaNtoso><act>
<preamble><recitals><intro><p>Whereas:</p></intro>
  <recital><num>(1)</num><p>It is time.</p></recital></recitals></preamble>
<body><article><num>1</num>
  <hcontainer name="definition"><content><p>“sea” is water;</p></content></hcontainer>
  <paragraph><content><blockList><listIntroduction>All:</listIntroduction>
    <item><num>a)</num><p>one;</p></item><item><num>b)</num><p>two.</p></item></blockList></content></paragraph>
</article></body>
<attachments><attachment><heading>Annex</heading><doc><mainBody><p>Map.</p></mainBody></doc></attachment></attachments>
</act></akomaNtoso>"""


def test_lists_definitions_recitals_annexes() -> None:
    found = read(LISTS.encode())
    assert [(o.kind, o.label or o.heading) for p in found.paragraphs for o in p.opens] == [
        ("preamble", ""),
        ("recital", "(1)"),
        ("article", "1"),
        ("definition", ""),
        ("paragraph", ""),
        ("item", "a)"),
        ("item", "b)"),
        ("annex", "Annex"),
    ]


def test_cells_are_lines_and_never_merge() -> None:
    found = manuscript("<table><tr><td><p>Provider</p></td><td><p>Duty</p></td></tr></table>")
    assert lines(found) == ["Provider", "Duty"]
    assert len({p.block for p in found.paragraphs}) == 2


HEAD = """
<meta><identification><FRBRExpression><FRBRlanguage language="fra"/></FRBRExpression></identification>
<references><TLCConcept eId="varTitle" showAs="Sea Bill"/></references></meta>
<preface><docTitle><ref class="placeholder" href="#varTitle"/></docTitle></preface>"""


def test_title_and_language_may_be_said_by_reference() -> None:
    found = manuscript("<p>Text.</p>", head=HEAD)
    assert (found.title, found.language, found.format) == ("Sea Bill", "fr", "akn")
    assert lines(found) == ["Sea Bill", "Text."]


def test_what_is_left_out_is_said() -> None:
    found = manuscript("<toc><tocItem>1 Scope</tocItem></toc><p>Text.</p>", head=HEAD)
    assert [notice.where for notice in found.notices] == ["meta", "toc"]
    assert "Scope" not in "".join(lines(found))


def test_instructions_split_no_words() -> None:
    assert lines(manuscript("<p>trans<?page 3?>parent and <?line?>fair</p>")) == ["transparent and fair"]


def test_a_public_doctype_is_no_harm() -> None:
    doctype = b'<!DOCTYPE akomaNtoso PUBLIC "-//X//DTD//EN" "x.dtd">'
    assert lines(read(doctype + b"<akomaNtoso><act><body><p>Yes.</p></body></act></akomaNtoso>")) == ["Yes."]


def test_entities_of_its_own_are_refused() -> None:
    with pytest.raises(Refused):
        read(b"<!DOCTYPE akomaNtoso [<!ENTITY x 'y'>]><akomaNtoso/>")


def test_other_xml_is_not_read() -> None:
    with pytest.raises(Unreadable, match="akomaNtoso"):
        read(b"<html/>")


def test_broken_xml_is_malformed() -> None:
    with pytest.raises(Malformed, match="line 1"):
        read(b"<akomaNtoso><act>")


def test_the_deepest_nesting_is_read() -> None:
    body = "<level><num>x</num>" * 250 + "<content><p>deep</p></content>" + "</level>" * 250
    found = read(f"<akomaNtoso><act><body>{body}</body></act></akomaNtoso>".encode())
    assert openings(found)[-1] == (249, "level", "x", "")


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "provisions"),
    [
        ("1-lords-committee.xml", 1103),
        ("2-lords-report.xml", 1166),
        ("3-commons-brought-from-lords.xml", 1168),
        ("4-commons-committee.xml", 1158),
    ],
)
def test_every_provision_of_a_real_bill_has_its_lasting_id(corpus: Path, name: str, provisions: int) -> None:
    found = read((corpus / "bills-uk" / name).read_bytes())
    ids = [o.id for p in found.paragraphs for o in p.opens if o.id]
    assert (len(ids), len(set(ids))) == (provisions, provisions)
    assert found.language == "en"
