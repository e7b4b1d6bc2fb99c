"""Lines: how the text of an Akoma Ntoso file is laid out, a paragraph a line. Nothing of its elements is known here.

A line ends late: only when the next one begins. So a label waits for the words it belongs to, the labels of several
clauses may stand before one text, and a closing quotation mark reaches the end of the last quoted line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from travaux.text.clauses import Opening
from travaux.text.drafts import Hand
from travaux.text.manuscripts import Fate, Paragraph, Segment

# XML's own white space; a no-break space is a character of the text.
_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Hands:
    """Who put in and who struck the words being read, as the elements around them tell it."""

    inserted: Hand | None = None
    deleted: Hand | None = None
    move: str | None = None
    marks: frozenset[str] = frozenset()


@dataclass(slots=True)
class Lines:
    """A stream of lines being written: `paragraphs` so far, the line at hand, and the clauses that are open."""

    stream: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    depth: int = 0
    block: int = 0
    _pieces: list[Segment] = field(default_factory=list)
    _opens: list[Opening] = field(default_factory=list)
    _hands: Hands = Hands()
    _at: int = 0
    _worded: bool = False
    _ended: bool = False
    _standing: int = 0

    def text(self, words: str | None, hands: Hands) -> None:
        """Adds words to the line at hand, or to a new one where that has ended."""
        begins = self._ended or not self._worded
        words = (words or "").lstrip(" \t\r\n") if begins else words
        if not words:
            return
        self._add(words, hands)
        self._worded = self._worded or bool(words.strip())

    def label(self, words: str, hands: Hands) -> None:
        """Adds what stands before the words of a line: a number, an opening quotation mark."""
        if words:
            self._add(words, hands)

    def append(self, words: str, hands: Hands) -> None:
        """Adds words to the last line written, though it has ended."""
        if self._pieces:
            self._ended = False
        self.text(words, hands)

    def end(self) -> None:
        """Ends the line at hand, if it has words: labels alone wait for theirs."""
        self._ended = self._ended or self._worded

    def open(self, opening: Opening, hands: Hands) -> None:
        """Opens a clause: where only labels stand on the line at hand, on that line."""
        self.end()
        self._begin(hands)
        self._opens.append(opening)
        self.depth += 1

    def close(self) -> None:
        """Closes the innermost clause; one without any words is a line all the same."""
        if self._opens and not self._worded:
            self._worded = True
        self.end()
        self.depth -= 1

    def finish(self) -> list[Paragraph]:
        """Returns the paragraphs, the last line included."""
        self._flush()
        return self.paragraphs

    def _add(self, words: str, hands: Hands) -> None:
        self._begin(hands)
        self._pieces.append(Segment(words, hands.inserted, hands.deleted, hands.move, hands.marks))

    def _begin(self, hands: Hands) -> None:
        if self._ended:
            self._flush()
        if not self._pieces and not self._opens:
            self._hands, self._at = hands, self.depth

    def _flush(self) -> None:
        pieces, opens, at = tidy(self._pieces), tuple(self._opens), self._at
        if pieces or opens:
            closes = at if not opens and at < self._standing else None
            self._standing = opens[-1].depth + 1 if opens else min(at, self._standing)
            paragraph = Paragraph(tuple(pieces), block=self.block, opens=opens, closes=closes, stream=self.stream)
            self.paragraphs.append(_wholly(paragraph, self._hands))
        self._pieces, self._opens, self._worded, self._ended = [], [], False, False


def tidy(pieces: list[Segment]) -> list[Segment]:
    """Returns segments with runs of blanks made one, none at the ends of the line, and equal neighbours joined."""
    tidied: list[Segment] = []
    open_ended = False
    for piece in pieces:
        words = _BLANKS.sub(" ", piece.text)
        words = words if open_ended else words.removeprefix(" ")
        if words:
            open_ended = not words.endswith(" ")
            _join(tidied, replace(piece, text=words))
    while tidied and not (last := tidied.pop()).text.isspace():
        return [*tidied, replace(last, text=last.text.removesuffix(" "))]
    return tidied


def _join(pieces: list[Segment], piece: Segment) -> None:
    last = pieces[-1] if pieces else None
    if last is not None and replace(last, text=piece.text) == piece:
        pieces[-1] = replace(last, text=last.text + piece.text)
    else:
        pieces.append(piece)


def _wholly(paragraph: Paragraph, hands: Hands) -> Paragraph:
    """Returns the paragraph as a block put in or struck, where all its words (or with none, its place) were."""
    fates = {Fate(piece.inserted, piece.deleted, piece.move) for piece in paragraph.segments}
    fate = (fates or {Fate(hands.inserted, hands.deleted, hands.move)}).pop()
    if fates or (fate.inserted is None and fate.deleted is None):
        return paragraph
    words = tuple(Segment(piece.text, marks=piece.marks) for piece in paragraph.segments)
    return replace(paragraph, segments=words, within=(fate,))
