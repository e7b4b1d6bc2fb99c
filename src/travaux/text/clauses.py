"""Clauses: the parts of a draft that have a name, and what a file itself says about a line. No reading of prose here.

A draft's text is lines. What is known of a line besides its characters is a `Line`: a number the word processor
computed, an outline level, a clause that the file itself opens there. `outline` makes the tree of `Clause`s of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

Span = tuple[int, int]
"""Character offsets in a draft's text, the end not included."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A clause that the file itself says begins at a line, as Akoma Ntoso does.

    `depth` counts from 0. `label` and `heading` are as printed, and both stand at the start of the line.
    `id` is the file's lasting identifier (an Akoma Ntoso `GUID`), `eid` the one that follows the number.

    A file that keeps exact places gives in `place` where the clause begins and where its label is printed: three
    offsets from the first character of the line that is not blank, the last two equal where the label is not printed;
    and in `number` how its label was read among its neighbours ("(i)" is a letter or a numeral).
    """

    kind: str
    depth: int
    label: str = ""
    heading: str = ""
    id: str = ""
    eid: str = ""
    quoted: bool = False
    place: tuple[int, int, int] | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of one line of a draft besides its characters.

    `label` is a number computed by the word processor, which is not among the characters of the line.
    `level` is the outline level the file gives it, 0 for the topmost, or None. Several clauses may open at one line,
    the outermost first. `closes` is how many clauses stay open before the line (the depth to which the structure falls
    back), or None where nothing closes but what an opening of the same depth closes. `depth` is how deep in lists the
    line stands by the file's own word, 0 in an outermost list, -1 in none; None where the file does not tell.
    """

    label: str = ""
    level: int | None = None
    opens: tuple[Opening, ...] = ()
    closes: int | None = None
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a draft that has a name: an article, a paragraph, a point, a preamble, a chapeau.

    `label` is as printed or computed ("Article 2 bis", "(a)", "4."); `number` is what remains of it without the word
    and the punctuation, folded ("2bis", "a", "4"). `span` covers the whole clause, children included. `label_span` is
    where the label is printed, empty where it was computed or there is none. `own` is the clause's own words, without
    its label and without its children. `path` is the labels from the outermost clause down to this one; a clause
    without a label stands in it by its heading, one without either by its kind and place among its siblings
    ("recital 3").
    """

    kind: str
    label: str
    number: str = ""
    heading: str = ""
    span: Span = (0, 0)
    label_span: Span = (0, 0)
    own: tuple[Span, ...] = ()
    path: tuple[str, ...] = ()
    id: str = ""
    eid: str = ""
    quoted: bool = False
    children: tuple[Clause, ...] = field(default=())

    def walk(self) -> Iterator[Clause]:
        """Yields this clause and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()
