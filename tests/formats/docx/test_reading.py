"""Every construct of a Word file that bears on its text, each in a file of a few lines."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from travaux.errors import Refused
from travaux.formats.docx import read
from travaux.formats.docx.package import Package
from travaux.text.drafts import Hand
from travaux.text.manuscripts import Fate, Manuscript, Segment

Open = Callable[..., Manuscript]

A = 'w:id="1" w:author="Anna" w:date="2031-01-02T10:00:00Z"'
B = 'w:id="1" w:author="Boris"'
ANNA, BORIS = Hand("Anna", "2031-01-02T10:00:00"), Hand("Boris")


def p(*inner: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(inner)}</w:p>"


def r(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def struck(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def cell(*inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inner)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def views(manuscript: Manuscript) -> tuple[str, str]:
    return manuscript.accepting("all").text, manuscript.accepting("none").text


def test_words_put_in_struck_and_both(word: Open) -> None:
    inner = f"<w:ins {A}>{r('may ')}<w:del {B}>{struck('promptly ')}</w:del></w:ins>"
    manuscript = word(p(r("It "), inner, f"<w:del {B}>{struck('shall ')}</w:del>", r("act")))
    assert manuscript.paragraphs[0].segments == (
        Segment("It "), Segment("may ", ANNA), Segment("promptly ", ANNA, BORIS), Segment("shall ", None, BORIS),
        Segment("act"),
    )  # fmt: skip
    assert views(manuscript) == ("It may act", "It shall act")


def test_an_insertion_inside_a_deletion_is_both_too(word: Open) -> None:
    manuscript = word(p(f"<w:del {B}><w:ins {A}>{struck('x')}</w:ins></w:del>"))
    assert manuscript.paragraphs[0].segments == (Segment("x", ANNA, BORIS),)


@pytest.mark.parametrize(
    ("attributes", "at"),
    [
        ('w:date="2031-01-02T10:00:00Z"', "2031-01-02T10:00:00"),
        ('w:date="2031-01-02T10:00:00Z" w16du:dateUtc="2031-01-02T08:00:00Z"', "2031-01-02T08:00:00Z"),
        ('w:date="2031-01-02T10:00:00.250"', "2031-01-02T10:00:00"),
        ('w:date="2031-01-02T10:00:00-05:00"', "2031-01-02T15:00:00Z"),
        ('w:date="2031-01-02"', "2031-01-02"),
        ('w:date="2031-02-30T10:00:00Z"', None),
        ('w:date="yesterday"', None),
        ("", None),
    ],
)
def test_times_are_floating_unless_the_file_gives_utc(word: Open, attributes: str, at: str | None) -> None:
    manuscript = word(p(f'<w:ins w:author="" {attributes}>{r("x")}</w:ins>'))
    assert manuscript.paragraphs[0].segments == (Segment("x", Hand(None, at)),)


def test_a_move_has_two_halves_with_one_name(word: Open) -> None:
    away, here = (
        f'<w:{half}RangeStart {A} w:name="m1"/><w:{half} {A}>{r("moved")}</w:{half}><w:{half}RangeEnd w:id="1"/>'
        for half in ("moveFrom", "moveTo")
    )
    manuscript = word(p(r("1 "), away) + p(r("2 "), here))
    assert [paragraph.segments[1] for paragraph in manuscript.paragraphs] == [
        Segment("moved", None, ANNA, "m1"), Segment("moved", ANNA, None, "m1"),
    ]  # fmt: skip
    assert views(manuscript) == ("1 \n2 moved", "1 moved\n2 ")


def test_a_move_of_a_paragraph_takes_its_mark_along(word: Open) -> None:
    mark = f"<w:rPr><w:moveFrom {A}/></w:rPr>"
    gone = p(f"<w:moveFrom {A}>{r('gone')}</w:moveFrom>", properties=mark)
    away = f'<w:moveFromRangeStart {A} w:name="m1"/>{gone}'
    manuscript = word(p(r("1")) + away + '<w:moveFromRangeEnd w:id="1"/>' + p(r("2")))
    assert manuscript.paragraphs[1].mark == Fate(None, ANNA, "m1")
    assert views(manuscript) == ("1\n2", "1\ngone\n2")


def test_deletion_inside_a_move(word: Open) -> None:
    here = f"<w:moveTo {A}>{r('a')}<w:del {B}>{struck('b')}</w:del></w:moveTo>"
    assert views(word(p(r("x"), here))) == ("xa", "x")


def test_marks_of_paragraphs_merge_and_split(word: Open) -> None:
    merged = p(r("One "), properties=f"<w:rPr><w:del {A}/></w:rPr>") + p(r("two"))
    assert views(word(merged)) == ("One two", "One \ntwo")
    split = p(r("One "), properties=f"<w:rPr><w:ins {A}/></w:rPr>") + p(r("two"))
    assert views(word(split)) == ("One \ntwo", "One two")


def test_a_paragraph_does_not_merge_into_a_table(word: Open) -> None:
    before = p(r("One"), properties=f"<w:rPr><w:del {A}/></w:rPr>")
    assert views(word(before + table(row(cell(p(r("cell"))))))) == ("One\ncell", "One\ncell")


@pytest.mark.parametrize("kind", ["ins", "del"])
def test_paragraphs_merge_across_a_table_that_is_gone_as_a_whole(word: Open, kind: str) -> None:
    touched = f"<w:{kind} {A}/>"
    before = p(r("One "), properties=f"<w:rPr>{touched}</w:rPr>")
    standing, gone = views(word(before + table(row(cell(p(r("cell"))), properties=touched)) + p(r("two")) + p(r("3"))))
    assert {standing, gone} == {"One \ncell\ntwo\n3", "One two\n3"}
    half = table(row(cell(p(r("cell")))), row(cell(p(r("x"))), properties=touched))
    assert "One \ncell\ntwo" in views(word(before + half + p(r("two"))))


def test_after_a_table_the_block_before_it_goes_on(word: Open) -> None:
    two = table(row(cell(p(r("a"))), cell(p(r("b")))))
    blocks = [paragraph.block for paragraph in word(two + p(r("c")) + two + p(r("d")) + two).paragraphs]
    assert blocks == [0, 1, 2, 3, 4, 2, 5, 6]


def test_a_control_after_a_table_that_is_gone_keeps_its_own_lines(word: Open) -> None:
    before = p(r("One "), properties=f"<w:rPr><w:del {A}/></w:rPr>")
    control = f"<w:sdt><w:sdtContent>{p(r('two'))}</w:sdtContent></w:sdt>"
    body = before + table(row(cell(p(r("cell"))), properties=f"<w:del {A}/>")) + control
    assert views(word(body)) == ("One \ntwo", "One \ncell\ntwo")


def test_rows(word: Open) -> None:
    body = table(
        row(cell(p(r("1")))),
        row(cell(p(r("2"))), properties=f"<w:ins {A}/>"),
        row(cell(p(r("3"))), properties=f"<w:del {B}/>"),
    )
    manuscript = word(body)
    assert views(manuscript) == ("1\n2", "1\n3")
    assert manuscript.accepting(["Anna"]).text == "1\n2\n3"
    assert [paragraph.within for paragraph in manuscript.paragraphs] == [(), (Fate(ANNA),), (Fate(None, BORIS),)]


def test_cells(word: Open) -> None:
    put_in, taken = cell(p(r("b")), properties=f"<w:cellIns {A}/>"), cell(p(r("c")), properties=f"<w:cellDel {A}/>")
    merged = cell(p(r("d")), properties=f'<w:cellMerge {A} w:vMerge="cont"/>')
    assert views(word(table(row(cell(p(r("a"))), put_in, taken, merged)))) == ("a\nb\nd", "a\nc\nd")


def test_tables_inside_cells(word: Open) -> None:
    inner = table(row(cell(p(r("inner"))), properties=f"<w:ins {B}/>"))
    manuscript = word(table(row(cell(inner, p(r("outer"))), properties=f"<w:ins {A}/>")) + p(r("end")))
    assert manuscript.paragraphs[0].within == (Fate(ANNA), Fate(BORIS))
    assert [manuscript.accepting(whose).text for whose in ("all", ["Anna"], ["Boris"])] == [
        "inner\nouter\nend", "outer\nend", "end",
    ]  # fmt: skip


def test_containers_are_looked_into(word: Open) -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('a'))}</w:sdtContent></w:sdt>"
    inline = f"<w:sdt><w:sdtContent>{r('b')}</w:sdtContent></w:sdt>"
    link = f'<w:hyperlink r:id="x">{r("c")}<w:ins {A}>{r("d")}</w:ins></w:hyperlink>'
    others = f"<w:smartTag><w:smartTagPr/>{r('e')}</w:smartTag><w:customXml>{r('f')}</w:customXml>"
    cells = f"<w:sdt><w:sdtContent>{cell(p(r('h')))}</w:sdtContent></w:sdt>"
    rows = f"<w:sdt><w:sdtContent>{row(cells)}</w:sdtContent></w:sdt>"
    assert views(word(control + p(inline, link, others, f"<w:dir>{r('g')}</w:dir>") + table(rows))) == (
        "a\nbcdefg\nh",
        "a\nbcefg\nh",
    )


def test_a_control_put_in_or_moved_with_its_words(word: Open) -> None:
    inline = f"<w:ins {A}><w:sdt><w:sdtContent>{r('b')}</w:sdtContent></w:sdt></w:ins>"
    assert views(word(p(r("a"), inline))) == ("ab", "a")
    block = f"<w:ins {A}><w:sdt><w:sdtContent>{p(r('x'))}</w:sdtContent></w:sdt></w:ins>"
    assert views(word(p(r("a")) + block + p(r("b")))) == ("a\nx\nb", "a\nb")


def test_of_a_field_the_result_is_shown(word: Open) -> None:
    field = sign("begin") + instruction(" REF x ") + sign("separate") + r("Article 2") + sign("end")
    assert views(word(p(r("see "), field, r("."))))[0] == "see Article 2."
    assert views(word(p(f'<w:fldSimple w:instr="PAGE">{r("7")}</w:fldSimple>')))[0] == "7"


def test_words_inside_an_instruction_are_not_shown(word: Open) -> None:
    inner = sign("begin") + instruction("MERGEFIELD") + sign("separate") + r("hidden") + sign("end")
    outer = sign("begin") + instruction("IF ") + inner + r("also") + sign("separate") + r("shown") + sign("end")
    assert views(word(p(outer)))[0] == "shown"


def test_fields_run_across_paragraphs(word: Open) -> None:
    first = p(sign("begin"), instruction("TOC"), sign("separate"), r("one"))
    assert views(word(first + p(r("two")) + p(r("three"), sign("end"), r("."))))[0] == "one\ntwo\nthree."


def test_a_field_code_that_changed(word: Open) -> None:
    field = (
        sign("begin")
        + f"<w:del {A}><w:r><w:delInstrText>REF a</w:delInstrText></w:r></w:del>"
        + f"<w:ins {A}>{instruction('REF b')}</w:ins>"
        + sign("separate")
        + f"<w:del {A}>{struck('2')}</w:del><w:ins {A}>{r('3')}</w:ins>"
        + sign("end")
    )
    assert views(word(p(field))) == ("3", "2")


@pytest.mark.parametrize("kinds", [["begin"], ["separate"], ["end"], ["begin", "begin", "separate", "end"]])
def test_a_field_that_never_ends_hides_nothing(word: Open, kinds: list[str]) -> None:
    assert "shown" in views(word(p(*map(sign, kinds), r("shown"))))[0]


def test_the_choice_of_a_drop_down(word: Open) -> None:
    choices = '<w:listEntry w:val="yes"/><w:listEntry w:val="no"/>'
    data = f'<w:ffData><w:ddList><w:result w:val="1"/>{choices}</w:ddList></w:ffData>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    assert views(word(p(begin, instruction("FORMDROPDOWN"), sign("separate"), sign("end"))))[0] == "no"


def test_signs_that_are_elements(word: Open) -> None:
    inner = "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:noBreakHyphen/><w:softHyphen/>"
    assert views(word(p(f"<w:r>{inner}<w:lastRenderedPageBreak/></w:r>")))[0] == "a\tb\u2028c\u2028\u2011\u00ad"


def test_symbols(word: Open) -> None:
    codes = [("Symbol", "F0B3"), ("Wingdings", "F0FC"), ("X", "F041"), ("X", "D800"), ("X", "zz")]
    inner = "".join(f'<w:sym w:font="{font}" w:char="{code}"/>' for font, code in codes)
    assert views(word(p(f"<w:r>{inner}</w:r>")))[0] == "≥✓\uf041"


def test_spaces_count_only_where_the_file_says_so(word: Open) -> None:
    inner = r(" b ") + r("c\nd")
    assert views(word(p("<w:r><w:t> a </w:t></w:r>", inner)))[0] == "a b c d"


def test_formulas(word: Open) -> None:
    letter = "<m:r><m:t>{}</m:t></m:r>".format
    power = f"<m:sSup><m:sSupPr><m:ctrlPr/></m:sSupPr><m:e>{letter('r')}</m:e><m:sup>{letter('2')}</m:sup></m:sSup>"
    manuscript = word(p(f"<m:oMathPara><m:oMath>{letter('A=π')}{power}</m:oMath></m:oMathPara>"))
    assert manuscript.paragraphs[0].segments == (
        Segment("A=πr"), Segment("2", marks=frozenset({"superscript"})),
    )  # fmt: skip


@pytest.mark.parametrize(
    "inner",
    [
        "<m:r><m:t>a</m:t></m:r><w:ins {A}><m:r><m:t>b</m:t></m:r></w:ins>",
        "<m:r><m:t>a</m:t></m:r><m:r><w:ins {A}><w:rPr/></w:ins><m:t>b</m:t></m:r>",
        "<m:r><m:t>a</m:t></m:r><m:r><w:rPr><w:ins {A}/></w:rPr><m:t>b</m:t></m:r>",
        "<m:r><m:t>a</m:t></m:r><m:r><w:ins {A}><w:rPr/><m:t>b</m:t></w:ins></m:r>",
    ],
)
def test_changes_in_formulas(word: Open, inner: str) -> None:
    assert views(word(p(f"<m:oMath>{inner.replace('{A}', A)}</m:oMath>"))) == ("ab", "a")


def test_a_formula_between_paragraphs(word: Open) -> None:
    assert views(word(p(r("a")) + "<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>"))[0] == "a\nx"


def test_of_a_ruby_the_base(word: Open) -> None:
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{r('jō')}</w:rt><w:rubyBase>{r('条')}</w:rubyBase></w:ruby>"
    manuscript = word(p(f"<w:r>{ruby}</w:r>"))
    assert views(manuscript)[0] == "条"
    assert [notice.what for notice in manuscript.notices] == [
        "a word with reading aids above, which are left out (ruby)"
    ]


def box(text: str) -> str:
    return f"<w:txbxContent>{p(r(text))}</w:txbxContent>"


def drawing(text: str) -> str:
    shape = f"<w:drawing><wps:wsp><wps:txbx>{box(text)}</wps:txbx></wps:wsp></w:drawing>"
    choice = f'<mc:Choice Requires="wps">{shape}</mc:Choice>'
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{box(text)}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{choice}{old}</mc:AlternateContent></w:r>"


def test_a_text_box_follows_its_paragraph_once(word: Open) -> None:
    manuscript = word(p(r("a"), drawing("box"), r("b")) + p(r("c")))
    assert views(manuscript)[0] == "ab\nbox\nc"
    assert len({paragraph.block for paragraph in manuscript.paragraphs}) == 3


def test_a_text_box_under_the_name_that_strict_files_have(word: Open) -> None:
    spaced = f'<wne:txbxContent xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml">{p(r("box"))}'
    shape = f"<wps:wsp><wps:txbx>{spaced}</wne:txbxContent></wps:txbx></wps:wsp>"
    assert views(word(p(f"<w:r><w:drawing>{shape}</w:drawing></w:r>", r("a"))))[0] == "a\nbox"


def test_a_text_box_shares_the_fate_of_its_place(word: Open) -> None:
    assert views(word(p(r("a"), f"<w:ins {A}>{drawing('box')}</w:ins>"))) == ("a\nbox", "a")


def test_a_text_box_waits_for_paragraphs_that_may_merge(word: Open) -> None:
    split = p(r("a "), drawing("box"), properties=f"<w:rPr><w:ins {A}/></w:rPr>")
    assert views(word(split + p(r("b")) + p(r("c")))) == ("a \nb\nbox\nc", "a b\nbox\nc")


def test_of_alternatives_the_one_that_is_understood(word: Open) -> None:
    future = f'<mc:Choice Requires="future">{r("unseen")}</mc:Choice>'
    known = f'<mc:Choice Requires="w14 v">{r("known")}</mc:Choice>'
    old = f"<mc:Fallback>{r('old')}</mc:Fallback>"
    alternate = "<mc:AlternateContent>{}</mc:AlternateContent>"
    assert views(word(p(alternate.format(future + old))))[0] == "old"
    assert views(word(p(alternate.format(future + known + old))))[0] == "known"


def test_marks(word: Open) -> None:
    look = (
        '<w:b/><w:i w:val="0"/><w:dstrike/><w:vanish/><w:color w:val="FF0000"/><w:highlight w:val="yellow"/>'
        '<w:u w:val="single"/><w:shd w:val="clear" w:fill="FFFF00"/><w:vertAlign w:val="subscript"/>'
    )
    (segment,) = word(p(r("x", look))).paragraphs[0].segments
    assert segment.marks == frozenset(
        {"bold", "strike", "hidden", "colour=ff0000", "highlight=yellow", "underline", "shading=ffff00", "subscript"}
    )


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-CH"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="5"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>'
    '<w:rPr><w:b/><w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>'
    '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
)


def level(place: int, text: str, shape: str = "decimal", linked: str = "") -> str:
    style = f'<w:pStyle w:val="{linked}"/>' if linked else ""
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{shape}"/>{style}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{place}">{inner}</w:lvl>'


def abstract(id_: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{id_}">{"".join(levels)}</w:abstractNum>'


def num(id_: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


BULLET = '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl>'
NUMBERING = "".join(
    [
        abstract(
            0, level(0, "Article %1", linked="H1"), level(1, "%1.%2", linked="H2"), level(2, "(%3)", "lowerLetter")
        ),
        abstract(1, level(0, "%1)", "lowerRoman"), level(1, "\uf0b7", "bullet").replace("</w:lvl>", BULLET)),
        abstract(2, '<w:numStyleLink w:val="L"/>'),
        num(1, 0),
        num(2, 1),
        num(3, 2),
        num(4, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'),
    ]
)
PARTS = {"styles": STYLES, "numbering": NUMBERING}


def number(list_id: int, place: int | None = None, more: str = "") -> str:
    at = f'<w:ilvl w:val="{place}"/>' if place is not None else ""
    return f'<w:numPr>{at}<w:numId w:val="{list_id}"/>{more}</w:numPr>'


def style(id_: str) -> str:
    return f'<w:pStyle w:val="{id_}"/>'


def labels(manuscript: Manuscript, view: str = "all") -> list[str]:
    return [line.label for line in manuscript.accepting(view).lines]  # type: ignore[arg-type]


def test_what_styles_give(word: Open) -> None:
    body = p(r("a"), r("b", '<w:rStyle w:val="Strong"/>'), r("c", '<w:b w:val="false"/>'), properties=style("H1"))
    manuscript = word(body + p(r("d")), PARTS)
    first, second = manuscript.paragraphs
    assert (first.style, first.level, second.style, second.level) == ("heading 1", 0, "", None)
    # Bold in the paragraph's style and in the run's own style is, for a toggle, not bold.
    assert [sorted(segment.marks) for segment in first.segments] == [["bold"], ["underline"], []]
    assert manuscript.language == "fr-CH"


def test_numbers_from_styles_and_paragraphs(word: Open) -> None:
    body = (
        p(r("x"), properties=style("H1"))
        + p(r("x"), properties=style("H2"))
        + p(r("x"), properties=number(1, 2))
        + p(r("x"), properties=style("H2") + number(0))
        + p(r("x"), properties=style("H2"))
        + p(r("x"), properties=number(9))
    )
    assert labels(word(body, PARTS)) == ["Article 1", "1.1", "(a)", "", "1.2", ""]


def test_lists_through_styles_starts_and_bullets(word: Open) -> None:
    body = "".join(p(r("x"), properties=number(*place)) for place in [(2, 0), (3, 0), (4, 0), (3, 0), (2, 1)])
    assert labels(word(body, PARTS)) == ["i)", "ii)", "vii)", "viii)", "•"]


def test_a_picture_for_a_bullet_stands_before_any_sign(word: Open) -> None:
    pictured = level(0, "\uf06c", "bullet").replace("</w:lvl>", '<w:lvlPicBulletId w:val="1"/>' + BULLET)
    parts = {"numbering": abstract(0, pictured) + num(1, 0)}
    assert labels(word(p(r("x"), properties=number(1, 0)), parts)) == ["•"]


def test_a_tracked_insertion_renumbers_only_where_it_stands(word: Open) -> None:
    added = p(f"<w:ins {A}>{r('new')}</w:ins>", properties=style("H1") + f"<w:rPr><w:ins {A}/></w:rPr>")
    manuscript = word(added + p(r("old"), properties=style("H1")), PARTS)
    assert (labels(manuscript), labels(manuscript, "none")) == (["Article 1", "Article 2"], ["Article 1"])


def test_numbering_put_in_and_numbering_changed(word: Open) -> None:
    put_in = p(r("a"), properties=number(2, 0, f"<w:ins {A}/>"))
    changed = p(r("b"), properties=f"{number(1, 2)}<w:pPrChange {B}><w:pPr>{style('H1')}</w:pPr></w:pPrChange>")
    manuscript = word(put_in + changed, PARTS)
    assert (labels(manuscript), labels(manuscript, "none")) == (["i)", "(a)"], ["", "Article 1"])
    assert [line.label for line in manuscript.accepting(["Boris"]).lines] == ["", "(a)"]


def test_notes_and_headers_are_streams_of_their_own(word: Open) -> None:
    reference = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    gone = f'<w:del {A}><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'
    notes = f'<w:footnote w:id="2">{p(r("two"))}</w:footnote><w:footnote w:id="5">{p(r("five"))}</w:footnote>'
    section = '<w:sectPr><w:headerReference w:type="default" r:id="p2"/></w:sectPr>'
    manuscript = word(p(r("a"), reference, gone) + section, {"footnotes": notes, "header": p(r("top"))})
    assert [(part.name, part.text) for part in manuscript.accepting("none").apparatus] == [
        ("footnote 1", "five"), ("footnote 2", "two"), ("header 1", "top"),
    ]  # fmt: skip
    assert [part.text for part in manuscript.accepting("all").apparatus if part.text] == ["five", "top"]
    assert manuscript.accepting("all").text == "a"


def test_a_header_that_is_another_part_is_none(word: Open) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="p1"/><w:footerReference r:id="p2"/></w:sectPr>'
    manuscript = word(p(r("a")) + section, {"theme": p(r("no")), "footer": p(r("bottom"))})
    assert [(part.name, part.text) for part in manuscript.accepting("all").apparatus] == [("footer 1", "bottom")]


def test_comments(word: Open) -> None:
    anna, boris = ('w:author="Anna" w:date="2031-01-02T10:00:00Z"', 'w:author="Boris" w:date="2031-01-02T11:00:00Z"')
    first = f'<w:comment w:id="7" {anna}>{p(r("Why?"))}<w:p w14:paraId="0A">{r("Really.")}</w:p></w:comment>'
    second = f'<w:comment w:id="8" {boris}><w:p w14:paraId="0B">{r("So.")}</w:p></w:comment>'
    answer = '<w15:commentEx w15:paraId="0B" w15:paraIdParent="0A"/>'
    dated = '<w16cex:commentExtensible w16cex:durableId="99" w16cex:dateUtc="2031-01-02T09:00:00Z"/>'
    parts = {
        "comments": first + second,
        "commentsExtended": f'<w15:commentEx w15:paraId="0A" w15:done="1"/>{answer}',
        "commentsIds": '<w16cid:commentId w16cid:paraId="0B" w16cid:durableId="99"/>',
        "commentsExtensible": dated,
    }
    body = p(r("zero")) + p(
        r("The "), '<w:commentRangeStart w:id="7"/>', f"<w:del {B}>{struck('old ')}</w:del>", r("Party"),
        '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>', r(" shall"),
    )  # fmt: skip
    one, two = word(body, parts).comments
    assert (one.by, one.text, one.paragraph, one.start, one.end) == (ANNA, "Why?\nReally.", 1, 4, 13)
    assert (one.answers, one.resolved) == (None, True)
    assert (two.by, two.text, two.answers, two.resolved) == (Hand("Boris", "2031-01-02T09:00:00Z"), "So.", 0, False)


def test_a_strict_file_reads_the_same(build: Callable[..., bytes], word: Open, pack: Callable[..., bytes]) -> None:
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    body = p(r("a "), f"<w:ins {A}>{r('b', '<w:b/>')}</w:ins>", properties=style("H1")) + p(formula)
    strict = {name: in_strict(part) for name, part in parts_of(build(body, PARTS)).items()}
    manuscript = read(pack(strict))
    assert manuscript.paragraphs == word(body, PARTS).paragraphs
    assert labels(manuscript) == ["Article 1", ""]


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def in_strict(part: bytes) -> bytes:
    word, office = b"wordprocessingml", b"officeDocument"
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    part = part.replace(old + word + b"/2006/main", new + word + b"/main")
    return part.replace(old + office + b"/2006", new + office)


def test_what_a_person_would_not_see_is_noticed(word: Open) -> None:
    body = p(
        r("seen"), r("veiled", "<w:vanish/>"), r("pale", '<w:color w:val="FFFFFF"/>'), r("small", '<w:sz w:val="2"/>')
    )
    assert [notice.what.partition(":")[0] for notice in word(body).notices] == [
        "hidden words, which a word processor does not show",
        "words in letters too small to read",
        "white words, unseen on a white page",
    ]


def test_what_is_not_read_or_leads_outside_is_noticed(build: Callable[..., bytes]) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    outside = 'TargetMode="External"'
    found = [
        ("hyperlink", "https://example.org/a", outside),
        ("hyperlink", "https://example.org/b", outside),
        ("attachedTemplate", "file:///templates/x.dotm", outside),
        ("oleObject", "embeddings/o.bin", ""),
        ("theme", "theme.xml", ""),
    ]
    relations = "".join(
        f'<Relationship Id="x{n}" Type="{office}/{kind}" Target="{target}" {mode}/>'
        for n, (kind, target, mode) in enumerate(found)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    part = f'<Relationships xmlns="{package}">{relations}</Relationships>'
    data = build(p(r("a")), extra={"word/_rels/document.xml.rels": part})
    assert [notice.what for notice in read(data).notices] == [
        "2 links, the first out of the file to https://example.org/a, not opened",
        "attachedTemplate outside the file at file:///templates/x.dotm, not opened",
        "an embedded object, not read",
    ]


def test_a_long_file_read_in_passing_is_the_same_as_read_whole(
    build: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parser hands over what it has every 32 kB: blocks, boxes and fields lie across such a border here."""
    parts = [
        p(r("a " * 60), f"<w:ins {A}>{r('new ')}</w:ins>", properties=f"<w:rPr><w:ins {A}/></w:rPr>"),
        p(r("b"), drawing("box"), properties=f"<w:rPr><w:del {B}/></w:rPr>"),
        table(row(cell(p(r("c " * 40))), cell(table(row(cell(p(r("d"))))), p(r("e"))), properties=f"<w:del {A}/>")),
        p(sign("begin"), instruction("TOC"), sign("separate"), r("f")),
        "<w:bookmarkStart w:id='1' w:name='x'/>",
        f"<w:sdt><w:sdtContent>{p(r('g'), sign('end'), r('h'))}</w:sdtContent></w:sdt>",
    ]
    data = build("".join(parts * 120) + "<w:sectPr/>")
    passing = read(data)
    monkeypatch.setattr(Package, "children", lambda *_: iter(()))
    assert passing.paragraphs == read(data).paragraphs
    assert len(passing.paragraphs) == 120 * 8


@pytest.mark.parametrize("sign_", ["", sign("end")])
def test_of_several_bodies_none_is_lost(word: Open, sign_: str) -> None:
    bodies = f"{p(r('one'))}{p(r('two'))}</w:body><w:body></w:body><w:body>{p(r('three'), sign_)}{p(r('four'))}"
    assert views(word(bodies))[0] == "one\ntwo\nthree\nfour"


def test_a_stray_field_after_many_whole_ones_hides_nothing(word: Open) -> None:
    whole = p(sign("begin"), instruction("REF"), sign("separate"), r("x"), sign("end"))
    assert views(word(whole * 3 + p(sign("begin"), r("shown")) + p(r("also"))))[0] == "x\nx\nx\nshown\nalso"


def test_styles_that_stand_on_one_another_without_end_are_refused(word: Open) -> None:
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(200)
    )
    with pytest.raises(Refused, match="more than 100 deep"):
        word('<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr></w:p>', {"styles": chain})
    assert views(word('<w:p><w:pPr><w:pStyle w:val="s150"/></w:pPr></w:p>' + p(r("x")), {"styles": chain}))[0] == "\nx"


def test_the_words_around_a_number_are_bounded(word: Open) -> None:
    """They are written out at every paragraph: a hundred thousand letters at ten thousand paragraphs are a bomb."""
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="2147483647"/><w:numFmt w:val="chicago"/>'
        '<w:lvlText w:val="{}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbered = p(r("x"), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    with pytest.raises(Refused, match="longer than 255 characters"):
        word(numbered, {"numbering": numbering.format("%1" * 200)})
    labels = [line.label for line in word(numbered, {"numbering": numbering.format("%1.")}).accepting("all").lines]
    assert labels == ["2147483647."]
