"""Manuscripts: a file as received, before anybody chose what to accept. No file format is known here.

A manuscript is paragraphs; a paragraph is segments of one fate: put in by somebody, struck by somebody, or both, or
neither. A draft is a *view* of it: `accepting("all")`, `accepting("none")`, or the changes of some authors only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from travaux.text.drafts import Draft, Hand
from travaux.text.paragraphs import Comment as Comment
from travaux.text.paragraphs import Fate as Fate
from travaux.text.paragraphs import Level as Level
from travaux.text.paragraphs import Notice as Notice
from travaux.text.paragraphs import NumberedList as NumberedList
from travaux.text.paragraphs import Paragraph as Paragraph
from travaux.text.paragraphs import Segment as Segment
from travaux.text.views import View, fold


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file as received: paragraphs with everything the file tells about who changed what.

    `digest` is the SHA-256 of the file's bytes, in hexadecimal. `format` is the reader's name ("docx", "plain", …).
    """

    paragraphs: tuple[Paragraph, ...]
    lists: Mapping[str, NumberedList] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    notices: tuple[Notice, ...] = ()
    format: str = "plain"
    digest: str = ""
    title: str = ""
    language: str = ""

    @property
    def authors(self) -> tuple[str | None, ...]:
        """The names under which the file records changes, in the order in which they first appear."""
        return tuple(dict.fromkeys(hand.author for hand in _hands(self.paragraphs)))

    def accepting(self, whose: Literal["all", "none"] | Iterable[str | None]) -> Draft:
        """Returns the draft that stands when the changes of `whose` are made and all others undone.

        A name nobody in the file bears accepts nothing. The order of the names does not matter.

        >>> from travaux.text.manuscripts import Manuscript, Paragraph, Segment
        >>> clerk = Hand("A. Clerk")
        >>> paragraph = Paragraph((Segment("The Parties "), Segment("shall", deleted=clerk), Segment("may", clerk)))
        >>> manuscript = Manuscript((paragraph,))
        >>> manuscript.accepting("all").text, manuscript.accepting("none").text
        ('The Parties may', 'The Parties shall')
        """
        if isinstance(whose, str) and whose not in ("all", "none"):
            raise ValueError(f'accepting: give "all", "none" or a list of names, such as [{whose!r}]')
        view = View(None if whose == "all" else frozenset() if whose == "none" else frozenset(whose))
        return fold(self.paragraphs, self.lists, view, language=self.language)


def _hands(paragraphs: Iterable[Paragraph]) -> Iterator[Hand]:
    for paragraph in paragraphs:
        fates: tuple[Fate | Segment, ...] = (*paragraph.within, *paragraph.segments, paragraph.mark)
        for touched in fates:
            if touched.inserted is not None:
                yield touched.inserted
            if touched.deleted is not None:
                yield touched.deleted
        if paragraph.renumbered is not None:
            yield paragraph.renumbered
