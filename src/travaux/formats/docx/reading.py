"""The reader: a Word file's bytes to a manuscript. The constructs are read by the modules beside this one.

The body comes first, then the notes in the order in which the text refers to them ("footnote 1", "endnote 1"), then
headers and footers in the order of the sections. A note stands within the fate of its reference. What is not read is
said in a notice: embedded files, charts, text joined in from other files, links out of the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from travaux.errors import Malformed, Unreadable
from travaux.formats.docx.comments import comments
from travaux.formats.docx.lists import Lists
from travaux.formats.docx.names import w
from travaux.formats.docx.package import Package, Relation
from travaux.formats.docx.story import Sheet, Story
from travaux.formats.docx.styles import Styles
from travaux.formats.docx.words import Reference
from travaux.text.manuscripts import Manuscript
from travaux.text.paragraphs import PLAIN, Notice, NumberedList, Paragraph

_COMMENT_PARTS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible")
_READ = frozenset({"styles", "numbering", "footnotes", "endnotes", "header", "footer", *_COMMENT_PARTS})
_SILENT = frozenset(
    {"theme", "fontTable", "settings", "webSettings", "customXml", "people", "stylesWithEffects", "printerSettings",
     "keyMapCustomizations", "xmlSignatures", "recipientData", "documenttasks", "attachedToolbars"}
)  # fmt: skip
_UNREAD = {
    "image": "a picture, not looked at",
    "aFChunk": "a text joined in from another file, not read",
    "oleObject": "an embedded object, not read",
    "package": "an embedded file, not read",
    "chart": "a chart, its words not read",
    "chartEx": "a chart, its words not read",
    "diagramData": "a diagram, its words not read",
    "diagramLayout": "",
    "diagramQuickStyle": "",
    "diagramColors": "",
    "diagramDrawing": "",
    "glossaryDocument": "building blocks, not read",
    "vbaProject": "macros, not read",
    "subDocument": "a subdocument, not read",
}
_APART = {
    "hidden": "hidden words, which a word processor does not show",
    "tiny": "words in letters too small to read",
    "colour=ffffff": "white words, unseen on a white page",
}


def read(data: bytes) -> Manuscript:
    """Returns the manuscript in a Word file. Raises `Unreadable`, `Malformed` or `Refused`."""
    package = Package(data)
    main = package.main
    relations = package.relations(main)
    styles = Styles(_part(package, relations, "styles"))
    sheet = Sheet(styles, Lists(_part(package, relations, "numbering"), styles))
    story = _body(package, main, sheet)
    paragraphs = [*story.paragraphs, *_others(package, relations, story, sheet)]
    roots = {kind: part for kind in _COMMENT_PARTS if (part := _part(package, relations, kind)) is not None}
    return Manuscript(
        paragraphs=tuple(paragraphs),
        lists=_lists(paragraphs, sheet.lists),
        comments=comments(roots, story.anchors, story.paragraphs, sheet),
        notices=(*_outside(relations), *_unread(relations), *_above(story), *_apart(paragraphs)),
        format="docx",
        digest=hashlib.sha256(data).hexdigest(),
        title=_title(package),
        language=styles.language,
    )


def _body(package: Package, main: str, sheet: Sheet) -> Story:
    """Returns the story of the body, read in passing where that is safe, else from the whole tree.

    The format has one body. Where a file has more, other programs show them all, one after the other; so does this.
    """
    story = Story(sheet)
    story.pass_by(package.children(main, (w("document"), w("body")), (w("p"), w("tbl"), w("sdt"))))
    if story.paragraphs and story.whole:
        return story
    root = package.xml(main)
    bodies = root.findall(w("body"))
    if root.tag != w("document") or not bodies:
        raise Unreadable("not a Word file", where=f"{main}: line {root.sourceline or 1}")
    story = Story(sheet)
    for body in bodies:
        story.read(body)
    return story


def _part(package: Package, relations: Iterable[Relation], kind: str) -> etree._Element | None:
    """Returns the root of the one part of a kind that the text leads to, or None."""
    found = {relation.target for relation in relations if relation.kind == kind and not relation.outside}
    if len(found) > 1:
        raise Malformed(f"two parts of one kind: {kind}", where=", ".join(sorted(found)))
    return package.xml(found.pop()) if found else None


def _others(package: Package, relations: Sequence[Relation], body: Story, sheet: Sheet) -> Iterator[Paragraph]:
    """Yields the paragraphs of notes, headers and footers."""
    block = body.block
    for kind in ("footnote", "endnote"):
        references = [reference for reference in body.references if reference.kind == kind]
        root = _part(package, relations, f"{kind}s") if references else None
        notes = {note.get(w("id")) or "": note for note in root.iterchildren(w(kind))} if root is not None else {}
        for number, reference in enumerate(_first(references), 1):
            if reference.id in notes:
                within = (reference.fate,) if reference.fate != PLAIN else ()
                story = Story(sheet, stream=f"{kind} {number}", within=within, block=block)
                story.read(notes[reference.id])
                yield from story.paragraphs
                block = story.block
    # A reference may lead to a part of another kind, a picture even: then there is nothing to read.
    targets = {(relation.kind, relation.id): relation.target for relation in relations if not relation.outside}
    counts = {"header": 0, "footer": 0}
    for kind, target in dict.fromkeys((part[0], targets[part]) for part in body.parts if part in targets):
        counts[kind] += 1
        story = Story(sheet, stream=f"{kind} {counts[kind]}", block=block)
        story.read(package.xml(target))
        yield from story.paragraphs
        block = story.block


def _first(references: Iterable[Reference]) -> Iterable[Reference]:
    """Returns the first reference to each note."""
    found: dict[str, Reference] = {}
    for reference in references:
        found.setdefault(reference.id, reference)
    return found.values()


def _lists(paragraphs: Iterable[Paragraph], lists: Lists) -> dict[str, NumberedList]:
    used: dict[str, None] = {}
    for paragraph in paragraphs:
        for numbering in (paragraph.numbering, paragraph.numbering_before):
            if isinstance(numbering, tuple):
                used[numbering[0]] = None
    return {name: lists.list(name) for name in used}


def _outside(relations: Iterable[Relation]) -> Iterator[Notice]:
    """Says what the file ties itself to outside, links for readers all in one notice."""
    links = [relation.target for relation in relations if relation.outside and relation.kind == "hyperlink"]
    if links:
        count = "a link" if len(links) == 1 else f"{len(links)} links, the first"
        yield Notice(f"{count} out of the file to {links[0]}, not opened", "word/document.xml")
    for relation in relations:
        if relation.outside and relation.kind != "hyperlink":
            yield Notice(f"{relation.kind} outside the file at {relation.target}, not opened", "word/document.xml")


def _unread(relations: Iterable[Relation]) -> Iterator[Notice]:
    for relation in relations:
        if relation.outside or relation.kind in _READ | _SILENT | {"hyperlink"}:
            continue
        if what := _UNREAD.get(relation.kind, "a part of an unknown kind, not read"):
            yield Notice(what, relation.target)


def _above(story: Story) -> Iterator[Notice]:
    if story.rubies:
        count = "a word" if story.rubies == 1 else f"{story.rubies} words"
        yield Notice(f"{count} with reading aids above, which are left out (ruby)", "word/document.xml")


def _apart(paragraphs: Sequence[Paragraph]) -> Iterator[Notice]:
    """Says where words stand that a person would not see."""
    for mark, what in _APART.items():
        found = [
            (place, segment.text)
            for place, paragraph in enumerate(paragraphs)
            for segment in paragraph.segments
            if mark in segment.marks and segment.text.strip()
        ]
        if found:
            words = found[0][1].strip()
            shown = words if len(words) <= 40 else words[:40] + "…"
            count = "once" if len(found) == 1 else f"{len(found)} times, first"
            yield Notice(f"{what}: {count} “{shown}”", f"paragraph {found[0][0] + 1}")


def _title(package: Package) -> str:
    """Returns the title from the core properties; nothing else there is read."""
    place = next((r.target for r in package.relations("") if r.kind == "core-properties" and not r.outside), None)
    if place is None or place not in package:
        return ""
    title = package.xml(place).find("{http://purl.org/dc/elements/1.1/}title")
    return ((title.text or "") if title is not None else "").strip()
