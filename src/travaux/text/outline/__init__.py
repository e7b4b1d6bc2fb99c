"""The outline of a legal text: from lines to clauses.

Two sources. Where the file itself says which clauses open and close at a line, its structure is followed exactly and
nothing is read into the words. Otherwise the printed text is read: labels ("Article 2 bis", "(a)", "3.3alt:"), numbers
the word processor computed, headings of a level the file gives, and how deep in lists a line stands.

What becomes of the words that carry no label:

- A *chapeau* ("The Parties shall:" before the points) and *closing words* after the points are the own text of the
  clause they belong to, in spans of their own, not clauses.
- A second paragraph without a number belongs to the article, section or numbered paragraph before it; after a list of
  points it belongs to the clause that holds the list.
- The paragraphs of a preamble are clauses of the kind `recital`; the line that names the parties and the one that says
  what they agreed are the preamble's own. A paragraph that defines a term is a clause of the kind `definition`.
- What stands before the first clause is one clause of the kind `front`; a table of contents is one of the kind
  `contents`; the testimonium ("DONE at …") is one of the kind `closing`.
- In a text with headings and no numbers each heading is a clause (kind `heading`); in a text with neither, each
  paragraph is one (kind `paragraph`).

A line that begins like a label and is none ("Article 5 shall apply …", "2015. The") stays prose: a label must continue
or begin a list, or the page must set it apart.

The laws: spans nest and lie in order; labels and own spans together cover every character that is not white space
exactly once; `text[slice(*clause.label_span)]` is `clause.label` wherever the label is printed; renumbering a text
changes no shape. Reading takes time in proportion to the text, and no text makes it fail.
"""

from __future__ import annotations

from collections.abc import Sequence

from travaux.text.clauses import Clause, Line
from travaux.text.outline.branches import grown
from travaux.text.outline.layout import layout
from travaux.text.outline.printed import Reader
from travaux.text.outline.structure import follow


def outline(text: str, lines: Sequence[Line] = ()) -> tuple[Clause, ...]:
    """Returns the outermost clauses of a text.

    `lines` says what a file tells of each line; without it the page alone is read.

    >>> (article,) = outline("Article 4\\n1. Each Party shall:\\n(a) act; and\\n(b) report.")
    >>> [clause.path[1:] for clause in article.walk()]
    [(), ('1.',), ('1.', '(a)'), ('1.', '(b)')]
    """
    page = layout(text, lines)
    if any(line.opens or line.closes is not None for line in lines):
        return grown(follow(page.rows))
    return grown(Reader(text, page).read())
