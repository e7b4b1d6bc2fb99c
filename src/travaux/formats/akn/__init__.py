"""Akoma Ntoso (OASIS LegalDocML): laws and bills as XML, in whatever dialect. Read here, written by `write`.

A file that Travaux wrote keeps its own layout, and is read back character for character (`laid`). In all others,
any version of the 3.0 vocabulary is read by its local names, in any namespace or none, valid or not; `schemaLocation`
is never followed, and processing instructions are ignored. A paragraph becomes a line, with these rules:

- Every element of the hierarchy (`article`, `section`, `paragraph`, `level`, `hcontainer` …), the preamble, recitals,
  citations, attachments and numbered list items open a clause; its `num` and `heading` stand at the start of its line.
  Several clauses may open at one line: `<section><num>2</num><subsection><num>(1)</num>` is "2 (1) …".
- A clause's `kind` is the element's name (an `hcontainer`'s is its `name`, an `attachment` is an "annex"). Its lasting
  `id` is the `GUID`, else the `wId`, else the `xml:id`; its `eid` is the `eId`. The preamble, the only one of its kind,
  is given no `id`.
- Clauses inside a `quotedStructure` are `quoted`; `startQuote` and `endQuote` are printed where they stand.
- `ins` and `del` are recorded changes, and so are LEOS's `softaction` attributes, with user and date.
- `authorialNote` goes to a stream of its own, "footnote 1" onwards.
- Metadata and the table of contents are left out, and a notice says so. A `ref` of class "placeholder" without words
  is replaced by the value it names.

>>> manuscript = read(b"<akomaNtoso><act><body><article eId='art_1'><num>Article 1</num><heading>Aim</heading>"
...                   b"<content><p>The Parties shall cooperate.</p></content></article></body></act></akomaNtoso>")
>>> ["".join(segment.text for segment in paragraph.segments) for paragraph in manuscript.paragraphs]
['Article 1 Aim', 'The Parties shall cooperate.']
>>> [(opening.kind, opening.label, opening.heading, opening.eid) for opening in manuscript.paragraphs[0].opens]
[('article', 'Article 1', 'Aim', 'art_1')]
"""

from __future__ import annotations

import hashlib

from travaux.errors import Unreadable
from travaux.formats.akn import laid
from travaux.formats.akn.body import Body
from travaux.formats.akn.front import language, named_values, title
from travaux.formats.akn.names import LEFT_OUT, ROOT, local
from travaux.formats.xml import parse
from travaux.text.manuscripts import Manuscript, Notice

_WHERE = "Akoma Ntoso file"


def read(data: bytes) -> Manuscript:
    """Returns the manuscript in an Akoma Ntoso file.

    Raises `Unreadable` where the file is other XML, `Malformed` where it is no XML, `Refused` where it is not safe.
    """
    root = parse(data, where=_WHERE, doctype=True)
    if local(root) != ROOT:
        advice = "Save it as Akoma Ntoso, or as another kind of file that is read"
        raise Unreadable(f"its outermost element is {local(root)}, not {ROOT}", where=_WHERE, advice=advice)
    named = named_values(root)
    if (own_body := laid.body_of(root)) is not None:
        paragraphs, left_out = laid.read(root, own_body), {"meta": 1}
    else:
        body = Body(named)
        paragraphs, left_out = body.read(root), body.left_out
    return Manuscript(
        paragraphs,
        notices=_notices(left_out),
        format="akn",
        digest=hashlib.sha256(data).hexdigest(),
        title=title(root, named),
        language=laid.language(root) or language(root),
    )


def _notices(left_out: dict[str, int]) -> tuple[Notice, ...]:
    """Returns what a person should know was not read as text, in a fixed order."""
    words = {
        "meta": "metadata was left out of the text",
        "toc": "the table of contents was left out of the text",
        "img": "a picture was left out of the text",
    }
    return tuple(Notice(words[name], name) for name in sorted(LEFT_OUT & left_out.keys()) if name in words)
