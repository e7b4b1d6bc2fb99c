"""The writer: a manuscript to a Word file with tracked changes and automatic numbers, in the same bytes each time.

Carried are paragraphs (segments, marks, containers, numbering, level, style, stream), lists, comments, the title and
the language. Not carried are what Word has no place for: labels that are not computed, clauses a file opens, notices.
Notes are tied to the end of the body's last paragraph; the streams are "footnote 1", "endnote 1", "header 1" and
"footer 1" and so on, of the last two at most three each. A list or counter whose name is not a whole number gets one.

Reading the file back gives the same paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from xml.sax.saxutils import quoteattr

from travaux.formats.docx import template
from travaux.formats.docx.markup import Markup, Point, desk_date, run, writable
from travaux.formats.docx.stationery import packed
from travaux.formats.docx.template import HEAD, NAMESPACES
from travaux.text.manuscripts import Manuscript
from travaux.text.paragraphs import PLAIN, Comment, Fate, NumberedList, Paragraph

_NOTES = {"footnote": "footnotes", "endnote": "endnotes"}
_PAGES = ("default", "first", "even")
_STREAM = re.compile("(footnote|endnote|header|footer) [0-9]+")


def write(manuscript: Manuscript) -> bytes:
    """Returns the bytes of a Word file. Raises `ValueError` for what such a file cannot hold."""
    streams: dict[str, list[Paragraph]] = {"": []}
    for paragraph in manuscript.paragraphs:
        streams.setdefault(paragraph.stream, []).append(paragraph)
    body = streams.pop("")
    names = _style_names(manuscript.paragraphs)
    lists, numbers = _numbered(manuscript.lists)
    markup = Markup(names, numbers)
    parts: dict[str, str] = {
        "styles.xml": template.styles(names, manuscript.language),
        "settings.xml": template.settings(even="header 3" in streams or "footer 3" in streams),
    }
    if lists:
        parts["numbering.xml"] = template.numbering(lists)
    references = _notes(streams, markup, parts)
    section = _pages(streams, markup, parts)
    places = [place for place, paragraph in enumerate(manuscript.paragraphs) if not paragraph.stream]
    points = _comments(manuscript.comments, {place: n for n, place in enumerate(places)}, parts)
    if references:
        body = body or [Paragraph(())]
        points.setdefault(len(body) - 1, []).append(Point(_length(body[-1]), references))
    document = (
        f"{HEAD}<w:document {NAMESPACES}><w:body>{markup.story(body, points)}"
        f"<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    )
    return packed(
        {
            "[Content_Types].xml": template.content_types(parts).encode(),
            "_rels/.rels": template.package_relations().encode(),
            "word/document.xml": document.encode(),
            "word/_rels/document.xml.rels": template.relations(parts).encode(),
            **{f"word/{name}": part.encode() for name, part in parts.items()},
            "docProps/core.xml": template.properties(writable(manuscript.title)).encode(),
        }
    )


def _style_names(paragraphs: Iterable[Paragraph]) -> dict[str, str]:
    """Returns an id for every style in use: its name without blanks, and a number where that is taken."""
    names = {"Normal": "Normal"}
    for name in dict.fromkeys(paragraph.style for paragraph in paragraphs if paragraph.style):
        if name not in names:
            wanted = re.sub("[^A-Za-z0-9]", "", name[:1].upper() + name[1:]) or "Style"
            taken = {id_.lower() for id_ in names.values()}
            number = next(n for n in range(len(names) + 1) if (wanted + (f"x{n}" if n else "")).lower() not in taken)
            names[writable(name)] = wanted + (f"x{number}" if number else "")
    return names


def _numbered(lists: Mapping[str, NumberedList]) -> tuple[dict[str, NumberedList], dict[str, str]]:
    """Returns the lists under whole numbers, counters too, and the number of each."""
    numbers = _as_numbers(lists, first=1)
    counters = _as_numbers([found.counter for found in lists.values()], first=0)
    written = {numbers[name]: replace(found, counter=counters[found.counter]) for name, found in lists.items()}
    for found in written.values():
        for level in found.levels:
            writable(level.pattern)
    return written, numbers


def _as_numbers(names: Iterable[str], first: int) -> dict[str, str]:
    found: dict[str, str] = {}
    distinct = list(dict.fromkeys(names))
    taken = {name for name in distinct if re.fullmatch("0|[1-9][0-9]{0,8}", name) and int(name) >= first}
    fresh = (str(number) for number in range(first, first + 2 * len(distinct) + 1) if str(number) not in taken)
    for name in distinct:
        found[name] = name if name in taken else next(fresh)
    return found


def _notes(streams: Mapping[str, Sequence[Paragraph]], markup: Markup, parts: dict[str, str]) -> str:
    """Writes the notes into `parts`, and returns the references to them."""
    references = ""
    for name in streams:
        if not _STREAM.fullmatch(name):
            raise ValueError(f"a Word file has no place for {name!r}")
    for kind, part in _NOTES.items():
        notes = [paragraphs for name, paragraphs in streams.items() if name.startswith(f"{kind} ")]
        written = ""
        for number, paragraphs in enumerate(notes, 1):
            fate, inner = _referred(paragraphs)
            written += f'<w:{kind} w:id="{number}">{markup.story(inner)}</w:{kind}>'
            look = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            references += markup.wrapped(f'<w:r>{look}<w:{kind}Reference w:id="{number}"/></w:r>', fate)
        if notes:
            parts[f"{part}.xml"] = f"{HEAD}<w:{part} {NAMESPACES}>{_separators(kind)}{written}</w:{part}>"
    return references


def _separators(kind: str) -> str:
    """Returns the two notes that draw the line above the notes; every file has them."""
    return "".join(
        f'<w:{kind} w:type="{sign}" w:id="{id_}"><w:p><w:r><w:{sign}/></w:r></w:p></w:{kind}>'
        for id_, sign in ((-1, "separator"), (0, "continuationSeparator"))
    )


def _referred(paragraphs: Sequence[Paragraph]) -> tuple[Fate, list[Paragraph]]:
    """Returns the fate of a note's reference, the outermost container of all of it, and the note without that."""
    outermost = {paragraph.within[:1] for paragraph in paragraphs}
    if outermost == {()} or len(outermost) > 1:
        return PLAIN, list(paragraphs)
    return outermost.pop()[0], [replace(paragraph, within=paragraph.within[1:]) for paragraph in paragraphs]


def _pages(streams: Mapping[str, Sequence[Paragraph]], markup: Markup, parts: dict[str, str]) -> str:
    """Writes headers and footers into `parts`, and returns what the section says of them."""
    section, first = "", False
    for kind in ("header", "footer"):
        found = [paragraphs for name, paragraphs in streams.items() if name.startswith(f"{kind} ")]
        if len(found) > len(_PAGES):
            raise ValueError(f"more than three {kind}s; a section has no place for them")
        tag = "hdr" if kind == "header" else "ftr"
        for number, (paragraphs, page) in enumerate(zip(found, _PAGES, strict=False), 1):
            name = f"{kind}{number}.xml"
            parts[name] = f"{HEAD}<w:{tag} {NAMESPACES}>{markup.story(paragraphs)}</w:{tag}>"
            section += f'<w:{kind}Reference r:id="rId{len(parts)}" w:type="{page}"/>'
            first = first or page == "first"
    return section + ("<w:titlePg/>" if first else "")


def _comments(comments: Sequence[Comment], places: Mapping[int, int], parts: dict[str, str]) -> dict[int, list[Point]]:
    """Writes the comments into `parts`, and returns where their ranges begin and end, by place in the body."""
    points: dict[int, list[Point]] = {}
    written = extended = durable = dated = ""
    for id_, comment in enumerate(comments):
        paragraph_id, author = f"{id_ + 1:08X}", comment.by.author or ""
        date = comment.by.at and (comment.by.at if comment.by.at.endswith("Z") else desk_date(comment.by.at))
        initials = "".join(word[0] for word in author.split())[:9]
        written += (
            f'<w:comment w:id="{id_}" w:author={quoteattr(writable(author))}'
            f"{f' w:date={quoteattr(date)}' if date else ''} w:initials={quoteattr(initials)}>"
            f"{_comment_paragraphs(comment.text, paragraph_id)}</w:comment>"
        )
        answers = f' w15:paraIdParent="{comment.answers + 1:08X}"' if comment.answers is not None else ""
        extended += f'<w15:commentEx w15:paraId="{paragraph_id}"{answers} w15:done="{int(comment.resolved)}"/>'
        if comment.by.at and comment.by.at.endswith("Z"):
            durable += f'<w16cid:commentId w16cid:paraId="{paragraph_id}" w16cid:durableId="{paragraph_id}"/>'
            durably = f'w16cex:durableId="{paragraph_id}" w16cex:dateUtc={quoteattr(comment.by.at)}'
            dated += f"<w16cex:commentExtensible {durably}/>"
        if comment.paragraph in places:
            here = points.setdefault(places[comment.paragraph], [])
            here.append(Point(comment.start, f'<w:commentRangeStart w:id="{id_}"/>'))
            end = f'<w:commentRangeEnd w:id="{id_}"/><w:r><w:commentReference w:id="{id_}"/></w:r>'
            here.append(Point(comment.end, end))
    if comments:
        parts["comments.xml"] = f"{HEAD}<w:comments {NAMESPACES}>{written}</w:comments>"
        parts["commentsExtended.xml"] = f"{HEAD}<w15:commentsEx {NAMESPACES}>{extended}</w15:commentsEx>"
    if dated:
        parts["commentsIds.xml"] = f"{HEAD}<w16cid:commentsIds {NAMESPACES}>{durable}</w16cid:commentsIds>"
        part = f"{HEAD}<w16cex:commentsExtensible {NAMESPACES}>{dated}</w16cex:commentsExtensible>"
        parts["commentsExtensible.xml"] = part
    return points


def _comment_paragraphs(text: str, paragraph_id: str) -> str:
    """Returns a comment's paragraphs; the last bears the id by which later parts know the comment."""
    *lines, last = text.split("\n")
    inner = "".join(f"<w:p>{run(line, ())}</w:p>" for line in lines)
    return f'{inner}<w:p w14:paraId="{paragraph_id}">{run(last, ())}</w:p>'


def _length(paragraph: Paragraph) -> int:
    return sum(len(segment.text) for segment in paragraph.segments)
