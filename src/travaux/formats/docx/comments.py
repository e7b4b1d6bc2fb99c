"""Comments of a Word file, from up to four parts.

`comments` holds the words, the author and the desk time. `commentsExtended` says of a comment's last paragraph which
one it answers and whether it is settled. `commentsIds` gives that paragraph a durable id, under which
`commentsExtensible` tells the UTC time. Nothing of `people` is read: it identifies persons beyond the names shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from travaux.formats.docx.hands import desk_time, utc_time
from travaux.formats.docx.names import COMMENT_DATES, COMMENT_IDS, WORD_2010, WORD_2012, w
from travaux.formats.docx.story import Anchor, Sheet, Story
from travaux.text.drafts import Hand
from travaux.text.paragraphs import Comment, Paragraph

_PARAGRAPH_ID = f"{{{WORD_2010}}}paraId"


@dataclass(frozen=True, slots=True)
class _Thread:
    """What the later parts say of a comment, by the id of its last paragraph."""

    parents: Mapping[str, str]
    settled: frozenset[str]
    times: Mapping[str, str]


def comments(
    parts: Mapping[str, etree._Element], anchors: Mapping[str, Anchor], paragraphs: Sequence[Paragraph], sheet: Sheet
) -> tuple[Comment, ...]:
    """Returns the comments in the order of their part; `parts` has the four roots by kind, as far as they are there."""
    root = parts.get("comments")
    if root is None:
        return ()
    thread = _thread(parts)
    elements = list(root.iterchildren(w("comment")))
    last = [_last_paragraph(element) for element in elements]
    places = {id_: place for place, id_ in enumerate(last) if id_}
    return tuple(
        _comment(element, id_, thread, places, anchors.get(element.get(w("id")) or "", Anchor()), paragraphs, sheet)
        for element, id_ in zip(elements, last, strict=True)
    )


def _thread(parts: Mapping[str, etree._Element]) -> _Thread:
    settled: set[str] = set()
    parents: dict[str, str] = {}
    durable: dict[str, str] = {}
    times: dict[str, str] = {}
    for element in _all(parts.get("commentsExtended"), f"{{{WORD_2012}}}commentEx"):
        id_ = element.get(f"{{{WORD_2012}}}paraId") or ""
        parents[id_] = element.get(f"{{{WORD_2012}}}paraIdParent") or ""
        if element.get(f"{{{WORD_2012}}}done") in ("1", "true"):
            settled.add(id_)
    for element in _all(parts.get("commentsIds"), f"{{{COMMENT_IDS}}}commentId"):
        durable[element.get(f"{{{COMMENT_IDS}}}durableId") or ""] = element.get(f"{{{COMMENT_IDS}}}paraId") or ""
    for element in _all(parts.get("commentsExtensible"), f"{{{COMMENT_DATES}}}commentExtensible"):
        known = durable.get(element.get(f"{{{COMMENT_DATES}}}durableId") or "")
        time = utc_time(element.get(f"{{{COMMENT_DATES}}}dateUtc"))
        if known and time:
            times[known] = time
    return _Thread(parents, frozenset(settled), times)


def _all(root: etree._Element | None, name: str) -> Sequence[etree._Element]:
    return list(root.iterchildren(name)) if root is not None else ()


def _last_paragraph(element: etree._Element) -> str:
    paragraphs = list(element.iterchildren(w("p")))
    return (paragraphs[-1].get(_PARAGRAPH_ID) or "") if paragraphs else ""


def _comment(
    element: etree._Element,
    id_: str,
    thread: _Thread,
    places: Mapping[str, int],
    anchor: Anchor,
    paragraphs: Sequence[Paragraph],
    sheet: Sheet,
) -> Comment:
    story = Story(sheet)
    story.read(element)
    text = "\n".join("".join(segment.text for segment in paragraph.segments) for paragraph in story.paragraphs)
    place, start, end = _span(anchor, paragraphs)
    at = thread.times.get(id_) or desk_time(element.get(w("date")))
    answers = places.get(thread.parents.get(id_, ""))
    return Comment(
        by=Hand(element.get(w("author")) or None, at),
        text=text,
        paragraph=place,
        start=start,
        end=end,
        answers=answers,
        resolved=id_ in thread.settled,
    )


def _span(anchor: Anchor, paragraphs: Sequence[Paragraph]) -> tuple[int, int, int]:
    """Returns a paragraph and two offsets in it; a range over several paragraphs is kept to the end of the first."""
    start = anchor.start or anchor.reference or (0, 0)
    end = anchor.end or start
    if end[0] > start[0] and start[0] < len(paragraphs):
        end = (start[0], sum(len(segment.text) for segment in paragraphs[start[0]].segments))
    return start[0], start[1], max(start[1], end[1]) if end[0] == start[0] else start[1]
