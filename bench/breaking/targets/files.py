"""Readers of files: each kind that is taken in, down to the text, its clauses, its brackets, a report's statements."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from bench.breaking.targets.target import Target
from travaux.formats import answers, hidden, intake, plain, sniff, strict, xml
from travaux.formats import report as reports
from travaux.formats.docx import names
from travaux.formats.docx.package import Package
from travaux.formats.grids import grids
from travaux.formats.mediawiki import Revision, versions
from travaux.formats.mediawiki import parsed as revisions
from travaux.papers.comments import collected
from travaux.papers.grid import Grid, Returned
from travaux.reading.items import Reading, Report
from travaux.reading.read import read as taken
from travaux.text.brackets import Bracketed, brackets
from travaux.text.clauses import Clause
from travaux.text.drafts import Draft
from travaux.text.manuscripts import Manuscript

CLAUSES = "Preamble\nThe Parties,\nArticle 1\n1. Each Party [shall][should] {pending}:\n(a) act; and\n(b) report.\n"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SPACES = (
    f'xmlns:w="{names.WORD}" xmlns:m="{names.MATH}" xmlns:r="{names.RELATED}" xmlns:mc="{names.COMPATIBILITY}" '
    f'xmlns:w14="{names.WORD_2010}" xmlns:w15="{names.WORD_2012}" xmlns:w16cex="{names.COMMENT_DATES}" '
    f'xmlns:w16cid="{names.COMMENT_IDS}" xmlns:w16du="{names.UTC_DATES}" xmlns:wps="{min(names.UNDERSTOOD)}"'
)


# Laws of what is read


def sound(_: bytes, manuscript: Manuscript) -> None:
    """A manuscript crosses the pipe unchanged, and every view of it is a draft of which all that is promised holds."""
    assert answers.decode(answers.encode(manuscript), Manuscript) == manuscript
    count = len(manuscript.paragraphs)
    for comment in manuscript.comments:
        assert 0 <= comment.paragraph < max(count, 1), comment
        assert comment.answers is None or 0 <= comment.answers < len(manuscript.comments), comment
    drafts = [manuscript.accepting("all"), manuscript.accepting("none"), manuscript.accepting(manuscript.authors[:1])]
    for draft in drafts:
        tied(draft)
        covered(draft)
    assert drafts[0].before is None or drafts[0].before == drafts[1].text


def tied(draft: Draft) -> None:
    """The text without its insertions is the text before without its deletions."""
    if draft.before is None:
        assert not draft.edits
        return
    after, before = [*draft.text], [*draft.before]
    for edit in draft.edits:
        kept = {"insert": after, "delete": before}.get(edit.kind)
        if kept is not None:
            assert 0 <= edit.start < edit.end <= len(kept), edit
            kept[edit.start : edit.end] = [""] * (edit.end - edit.start)
    assert "".join(after) == "".join(before)


def covered(draft: Draft) -> None:
    """Spans of clauses nest and lie in order; labels and own words cover every letter exactly once."""
    text = draft.text
    counts = [0] * len(text)
    at = 0
    for clause in draft.clauses:
        assert at <= clause.span[0] <= clause.span[1] <= len(text), clause
        at = clause.span[1]
    for clause in draft.walk():
        assert _in_order(clause), clause
        start, end = clause.label_span
        assert start == end or text[start:end] == clause.label, clause
        for start, end in (clause.label_span, *clause.own):
            for place in range(start, end):
                counts[place] += 1
    if draft.clauses:
        wrong = [at for at, sign in enumerate(text) if counts[at] != 1 and (counts[at] > 1 or not sign.isspace())]
        assert not wrong, (wrong[:5], [text[at] for at in wrong[:5]])


def _in_order(clause: Clause) -> bool:
    at = clause.span[0]
    for child in clause.children:
        if not at <= child.span[0] <= child.span[1] <= clause.span[1]:
            return False
        at = child.span[1]
    return True


def _printed(_: bytes, found: Bracketed) -> None:
    """Brackets are printed as they stood, whatever they are, and every choice gives a text."""
    assert found.to_text() == found.text
    for choice in ("all", "first", "none"):
        found.reading(choice)
    ends = [(slot.start, slot.end) for slot in found.slots()]
    assert all(0 <= start < end <= len(found.text) for start, end in ends)


def _tied_to_words(_: bytes, reading: Reading) -> None:
    """Every item is tied to characters that are there."""
    length = len(reading.report.text)
    for item in reading.items:
        for spans in item.parts.values():
            assert all(0 <= start <= end <= length for start, end in spans), item
    assert all(0 <= left.span[0] <= left.span[1] <= length for left in reading.unread)


def _every_line(data: bytes, manuscript: Manuscript) -> None:
    """Plain text keeps every character."""
    text = plain.decode(data).text
    assert manuscript.accepting("all").text.rstrip("\n") == text.rstrip("\n")


# How each kind is read


def kind(name: sniff.Kind, *, strictly: bool = False) -> Callable[[bytes], Manuscript]:
    """Returns the reader of a kind, as a worker runs it."""

    def read(data: bytes) -> Manuscript:
        (found,) = intake.parsed([name, "strict"] if strictly else [name], data)
        return found

    return read


def _sniffed(data: bytes) -> str:
    name, _, content = data.partition(b"\n")
    called = name.decode("utf-8", "replace")
    found = sniff.kind(content, called)
    return found + sniff.lie(found, called)


def _tree(data: bytes) -> str:
    from lxml import etree

    return etree.tostring(xml.parse(data, where="a.xml", doctype=True), encoding="unicode")


def _passing(data: bytes) -> list[str]:
    return [str(each.tag) for each in xml.stream(data, where="a.xml", tag="p")]


def _as_whole(data: bytes, passed: list[str]) -> None:
    """What is read in passing is what the whole tree has."""
    root = xml.parse(data, where="a.xml")
    assert passed == [each.tag for each in root.iter("{*}p")][: len(passed)] or sorted(passed) == sorted(
        each.tag for each in root.iter("{*}p")
    )


def _history(data: bytes) -> list[tuple[int, ...]]:
    found: list[Revision] = list(revisions([], data))
    return [version.parents for version in versions(found)]


def _earlier(_: bytes, parents: list[tuple[int, ...]]) -> None:
    """A version was made of versions before it."""
    assert all(0 <= parent < place for place, each in enumerate(parents) for parent in each)


# Word files: parts of XML in one text, each after a line with its name


def packed(data: bytes) -> bytes:
    """Returns the Word file whose parts are written one after the other, each after a line `=== name`.

    What stands before the first is the body of the main part.
    """
    first, *others = data.split(b"\n=== ")
    parts = {"word/document.xml": f"<w:document {SPACES}><w:body>".encode() + first + b"</w:body></w:document>"}
    related = ""
    for number, other in enumerate(others[:12], 1):
        name, _, inner = other.partition(b"\n")
        called = "".join(filter(str.isalpha, name.decode("ascii", "replace")))[:20] or "x"
        root = _ROOTS.get(called, f"w:{called}")
        parts[f"word/p{number}.xml"] = f"<{root} {SPACES}>".encode() + inner + f"</{root}>".encode()
        related += f'<Relationship Id="p{number}" Type="{OFFICE}/{called}" Target="p{number}.xml"/>'
    relations = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
    main = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    parts["_rels/.rels"] = relations.format(main).encode()
    parts["word/_rels/document.xml.rels"] = relations.format(related).encode()
    return zipped(parts)


_ROOTS = {
    "header": "w:hdr", "footer": "w:ftr", "commentsExtended": "w15:commentsEx", "commentsIds": "w16cid:commentsIds",
    "commentsExtensible": "w16cex:commentsExtensible",
}  # fmt: skip


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Returns parts in a zip, not compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return made.getvalue()


def _word(data: bytes) -> Manuscript:
    return kind("docx")(packed(data))


def _both_ways(data: bytes, manuscript: Manuscript) -> None:
    """A body is read in passing, or as a tree where its names are strict: it says the same."""
    whole = packed(data).replace(names.WORD.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    if names.WORD.encode() in data or b"purl.oclc.org" in data:
        return
    other = kind("docx")(_rezipped(packed(data)))
    assert other.paragraphs == manuscript.paragraphs, whole[:80]
    assert other.comments == manuscript.comments


def _rezipped(data: bytes) -> bytes:
    """Returns the same file in the strict namespace."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strict_name = f"{names.STRICT}wordprocessingml/main".encode()
    return zipped({name: part.replace(names.WORD.encode(), strict_name) for name, part in parts.items()})


def _opened(data: bytes) -> dict[str, bytes]:
    package = Package(data)
    return {
        relation.target: package.read(relation.target) for relation in package.relations("") if not relation.outside
    }


def _grids(data: bytes) -> tuple[Grid, ...]:
    return grids(packed(data))


def _workbook(data: bytes) -> tuple[Grid, ...]:
    """A sheet's rows, then lines `=== sharedStrings`, `=== styles` with what stands in those parts."""
    first, *others = data.split(b"\n=== ")
    parts = {"xl/sheet1.xml": f'<worksheet xmlns="{SHEETS}">'.encode() + first + b"</worksheet>"}
    related = f'<Relationship Id="s" Type="{OFFICE}/worksheet" Target="sheet1.xml"/>'
    for other in others[:2]:
        name, _, inner = other.partition(b"\n")
        called = "styles" if name == b"styles" else "sharedStrings"
        parts[f"xl/{called}.xml"] = f'<x xmlns="{SHEETS}">'.encode() + inner + b"</x>"
        related += f'<Relationship Id="{called}" Type="{OFFICE}/{called}" Target="{called}.xml"/>'
    relations = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
    main = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{SHEETS}" xmlns:r="{names.RELATED}"><sheets><sheet r:id="s"/></sheets></workbook>'.encode()
    )
    parts["_rels/.rels"] = relations.format(main).encode()
    parts["xl/_rels/workbook.xml.rels"] = relations.format(related).encode()
    return grids(zipped(parts))


def _collected(_: bytes, found: tuple[Grid, ...]) -> None:
    """Whatever came back is put in a table, or told as damage."""
    assert answers.decode(answers.encode(found), tuple[Grid, ...]) == found
    collected([Returned("a.docx", found)])


# Reports in prose


def _report(data: bytes) -> Reading:
    text = plain.decode(data).text
    return taken(Report(text=text, digest="0" * 64, reference="2031-03-14"))


def _told(data: bytes) -> Report:
    return reports.read_bytes(data, isolated=False)


def _hidden(data: bytes) -> object:
    text = plain.decode(data).text
    strict.check_text(text)
    return hidden.notices([text])


def _draft(data: bytes) -> Draft:
    return Draft(plain.decode(data).text)


BODY = (
    b'<w:p><w:pPr><w:pStyle w:val="H"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:ins '
    b'w:id="1" '
    b'w:author="A" w:date="2031-03-01T08:00:00Z"/></w:rPr></w:pPr><w:r><w:t>Aims</w:t></w:r></w:p><w:p><w:moveFromRange'
    b'Start w:id="5" w:name="m"/><w:moveFrom w:id="6" w:author="B"><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:moveFrom'
    b'RangeEnd w:id="5"/><w:ins w:id="2" w:author="A"><w:r><w:t>put</w:t></w:r><w:del w:id="3" w:author="B"><w:r>'
    b'<w:delText>struck</w:delText></w:r></w:del></w:ins><w:commentRangeStart w:id="9"/><w:r><w:fldChar w:fldCharType='
    b'"begin"/></w:r><w:r><w:instrText>REF</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    b'<w:commentRangeEnd w:id="9"/><w:r><w:footnoteReference w:id="2"/><w:tab/><w:br/><w:sym w:font="Symbol" '
    b'w:char="F0B7'
    b'"/></w:r></w:p><w:tbl><w:tr><w:trPr><w:del w:id="7" w:author="B"/></w:trPr><w:tc><w:tcPr><w:vMerge/></w:tcPr>'
    b"<w:p/>"
    b'</w:tc></w:tr></w:tbl><w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt><w:sectPr><w:headerReference r:id="p4"/>'
    b"</w:sectPr>"
    b'\n=== styles\n<w:style w:type="paragraph" w:styleId="H"><w:basedOn w:val="H"/><w:pPr><w:outlineLvl w:val="0"/>'
    b"</w:pPr></w:style>"
    b'\n=== numbering\n<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
    b'w:val="decimal"/>'
    b'<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    b'\n=== footnotes\n<w:footnote w:id="2"><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnote>'
    b"\n=== header\n<w:p><w:r><w:t>Head</w:t></w:r></w:p>"
    b'\n=== comments\n<w:comment w:id="9" w:author="C"><w:p w14:paraId="1"><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>'
    b'\n=== commentsExtended\n<w15:commentEx w15:paraId="1" w15:done="1"/>'
)
MARKDOWN = (
    b"---\ntitle: Aims\n---\n# Article 1\n\n1. The *Parties* {++fully ++}{--never--} {~~shall~>may~~} act[^1].{>>"
    b"why<<}\n"
    b"   - [shall][should] {==this==}\n\n| a | b |\n|---|---|\n| <ins>c</ins> | `d` |\n\n[^1]: A note.\n[x]: http://"
    b"a.b\n"
)
AKN = (
    b"<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'><act><meta><identification><FRBRWork>"
    b"<FRBRuri value='#v'/></FRBRWork></identification></meta><preamble><p>Whereas <ins>so</ins></p></preamble><body>"
    b"<article eId='art_1' GUID='g'><num>Article 1</num><heading>Aim</heading><paragraph><num>1.</num><content><p>Act "
    b"<quotedStructure startQuote='x'><p>q</p></quotedStructure><authorialNote><p>n</p></authorialNote></p></content>"
    b"</paragraph></article></body></act></akomaNtoso>"
)
HTML = (
    b"<!DOCTYPE html><html lang=en><title>T</title><meta name=date content=2031-03-12><h2>Article 1</h2><ol type=a "
    b"start=3>"
    b"<li>one<li value=7>two</ol><p>The <ins datetime=2031-03-01 data-author=A cite=x>may</ins> <del>shall</del><br>"
    b"<br>"
    b"<span style='display:none'>hid</span><pre>a\n b</pre><table><tr><td>c</table><iframe></iframe>"
)
WIKI = (
    b"<mediawiki xml:lang='en'><page><title>T</title><revision><id>2</id><parentid>1</parentid><timestamp>"
    b"2031-03-02T00:00"
    b":00Z</timestamp><contributor><username>B</username></contributor><text>two</text></revision><revision><id>1</id>"
    b"<timestamp>2031-03-01T00:00:00Z</timestamp><contributor><ip>::1</ip></contributor><text>one</text></revision></"
    b"page>"
    b"</mediawiki>"
)
PROSE = (
    "date 2031-03-14\nVELM, 14 March – Boria’s foreign minister, Orla Velling, said on Friday that her delegation "
    "“rejected "
    "Article 4” and “would not sign”. A senior official, who asked not to be named, denied it. Aldania has until 20 "
    "March to "
    "answer; the two sides will meet in Velm next week, according to the mediator.\n"
).encode()
SHEET = (
    b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Clause</t></is></c><c r="B1" t="s"><v>0</v></c></row></'
    b"sheetData>"
    b'<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    b"\n=== sharedStrings\n<si><r><rPr><strike/></rPr><t>Comment</t></r></si>"
    b'\n=== styles\n<fonts><font><strike/></font></fonts><cellXfs><xf fontId="0"/></cellXfs>'
)
TABLE = (
    b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Clause</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Comment</w:t></w:r></w:p>"
    b"</w:tc>"
    b'</w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:bookmarkStart w:name="row_1"/><w:r><w:t>x</'
    b"w:t></w:r>"
    b"</w:p></w:tc></w:tr></w:tbl>"
)

TARGETS = (
    Target("sniff", _sniffed, (b"a.md\n# "
                               b"One\n\n**two**", b"a.docx\n<?xml version='1.0'?><!DOCTYPE html><p>", b"\nPK\3\4")),
    Target("plain", kind("plain"), (CLAUSES.encode(), "\ufeffArticle 1\r\n\u202e".encode("utf-16"), b"caf\xe9\r"),
           (sound, _every_line)),
    Target("hidden", _hidden, ("pay\u200b \u0430ll \u202edna".encode(), "ا\u200cب".encode())),
    Target("outline", _draft, (CLAUSES.encode(), b"1.1 A\n1.2 B\n(i) x\n(ii) y\n(h) a\n(i) b\n- c", b"DONE at Velm"),
           (lambda _, draft: covered(draft),)),
    Target("brackets", lambda data: brackets(plain.decode(data).text),
           (CLAUSES.encode(), b"[a [b] ]] Option 1: c Option 2: d {note [x]} Alt. [ ] [X] [[y][z]]"), (_printed,)),
    Target("markdown", kind("markdown"), (MARKDOWN,), (sound,)),
    Target("html", kind("html"), (HTML,), (sound,)),
    Target("akn", kind("akn"), (AKN,), (sound,)),
    Target("mediawiki", kind("mediawiki"), (WIKI,), (sound,)),
    Target("mediawiki-history", _history, (WIKI,), (_earlier,)),
    Target("xml", _tree, (AKN, b"<?xml version='1.0' encoding='latin-1'?><!DOCTYPE a SYSTEM 'x'><a>\xe9&amp;</a>")),
    Target("xml-passing", _passing, (b"<a><b><p/><p><q/></p></b><p>x</p></a>",), (_as_whole,)),
    Target("docx-parts", _word, (BODY,), (sound, _both_ways), longest=8_192),
    Target("docx-package", kind("docx", strictly=True), (packed(b"<w:p/>"),), (sound,)),
    Target("package", _opened, (zipped({"_rels/.rels": b"", "a": b"x"}), packed(b""))),
    Target("comments-word", _grids, (TABLE,), (_collected,)),
    Target("comments-workbook", _workbook, (SHEET,), (_collected,)),
    Target("report", _told, (HTML, MARKDOWN, PROSE)),
    Target("prose", _report, (PROSE, "“I did,” he said, “not.” – “No,” said she.".encode()), (_tied_to_words,)),
)  # fmt: skip
