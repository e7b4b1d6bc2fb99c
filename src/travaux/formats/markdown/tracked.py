"""A text with its changes as CriticMarkup: `{++put in++}`, `{--struck--}`, each followed by whose it is.

    The Parties {--shall--}{>>Boria, 2031-03-02<<}{++may++}{>>Boria, 2031-03-02<<} cooperate.

A change that takes a paragraph's end with it stays open across the end. CriticMarkup knows no moves: words moved are
struck here and put in there, and the comment gives both places one name. Words put in by one and struck by another
stand in both marks. All else in the text is written so that it stands for itself.

Reading it back and accepting all gives the later text, rejecting all the earlier, but for blank lines and for white
space at the edges of a line and of a change.
"""

from __future__ import annotations

from collections.abc import Sequence

from travaux.formats.markdown.paper import escaped
from travaux.papers.characters import settled_text
from travaux.text.manuscripts import Manuscript
from travaux.text.paragraphs import Fate, Paragraph, Segment

_Key = tuple[bool, bool]
_OPEN, _CLOSE = {True: "{++", False: "{--"}, {True: "++}", False: "--}"}


def write(manuscript: Manuscript) -> bytes:
    """Returns the body of a manuscript as Markdown with CriticMarkup, in UTF-8."""
    body = [paragraph for paragraph in manuscript.paragraphs if not paragraph.stream]
    return f"{_Writing().text(body)}\n".encode()


class _Writing:
    """The marks that are open while the text is written, and whose they are."""

    def __init__(self) -> None:
        self._open: _Key = (False, False)
        self._by = ""
        self._made: list[str] = []

    def text(self, paragraphs: Sequence[Paragraph]) -> str:
        """Returns the paragraphs, a blank line between two."""
        for number, paragraph in enumerate(paragraphs):
            starts = True
            for segment in paragraph.segments:
                if segment.text:
                    self._turn(segment)
                    self._made.append(escaped(settled_text(segment.text), starts=starts, after=""))
                    starts = starts and not segment.text.strip()
            if number + 1 < len(paragraphs):
                self._turn(_ending(paragraph.mark, paragraphs[number + 1]))
                self._made.append("\n\n")
        self._turn(Fate())
        return "".join(self._made)

    def _turn(self, touched: Segment | Fate) -> None:
        """Closes what is open and opens what comes next, where they differ."""
        key = (touched.inserted is not None, touched.deleted is not None)
        by = _told(touched)
        if key == self._open and (by == self._by or not any(key)):
            return
        inserted, deleted = self._open
        if inserted or deleted:
            self._made.append(_CLOSE[False] * deleted + _CLOSE[True] * inserted)
            self._made.append(f"{{>>{self._by}<<}}" if self._by else "")
        self._open, self._by = key, by
        inserted, deleted = key
        self._made.append(_OPEN[True] * inserted + _OPEN[False] * deleted)


def _ending(mark: Fate, after: Paragraph) -> Fate | Segment:
    """Returns what is told of a paragraph's end: what is told of the words after it, where the same hands made both.

    A change that began with the next paragraph would be read as one that takes the end of that paragraph with it.
    """
    first = next((each for each in after.segments if each.text), None)
    if first is None or (first.inserted, first.deleted) != (mark.inserted, mark.deleted):
        return mark
    return first


def _told(touched: Segment | Fate) -> str:
    """Returns who put words in and struck them, when, and the name of their move."""
    hands = [hand for hand in (touched.inserted, touched.deleted) if hand is not None]
    found = [", ".join(filter(None, (hand.author, (hand.at or "").partition("T")[0]))) for hand in hands]
    told = "; struck by ".join(filter(None, found)) + (f"; {touched.move}" if touched.move else "")
    return escaped(" ".join(told.split())).replace("{", "&#123;").replace("}", "&#125;")
