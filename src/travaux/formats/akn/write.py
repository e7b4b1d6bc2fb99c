"""Akoma Ntoso out: any draft as a file that is valid by the schema of OASIS, and reads back as the same draft.

The words stand in the elements of the standard (`clauses`), brackets as the text they are; what the standard has no
word for stands in attributes of our own (`layout`). Identifiers follow the naming convention (`eids`), except that a
clause keeps the `eId` and the `GUID` of the file it came in. Parts that stand apart, such as footnotes, are notes at
the end: where in the text a note was called is not known to a draft. Recorded changes are made in the text, as they
are in the draft.

What is said about the draft (`metadata`) is what a record knows of it; what is not known is said to be so: a date is
then 9999-01-01, a country "zz", a language "und", an author "#unknown".

The same draft and the same edition give the same bytes.

>>> from travaux.formats.akn import read
>>> data = write(Draft("Article 1\\n1. Each Party shall:\\n(a) act; and\\n(b) report.\\n"))
>>> draft = read(data).accepting("all")
>>> [clause.eid for clause in draft.walk()]
['art_1', 'art_1__para_1', 'art_1__para_1__point_a', 'art_1__para_1__point_b']
>>> draft.text
'Article 1\\n1. Each Party shall:\\n(a) act; and\\n(b) report.\\n'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from travaux.errors import Malformed
from travaux.formats.akn.clauses import Clauses, fits_matter
from travaux.formats.akn.layout import AKN, OWN, VERSION, akn, escaped, own
from travaux.formats.akn.metadata import Form, form, meta
from travaux.formats.akn.pieces import Cutter
from travaux.formats.xml import DEEPEST
from travaux.papers.edition import Edition
from travaux.record.terms import Digest
from travaux.text.clauses import Clause
from travaux.text.drafts import Draft

_INLINE = frozenset({"p", "num", "heading", "block", "b", "i", "u", "sup", "sub", "span", "inline"})


def write(draft: Draft, edition: Edition | None = None) -> bytes:
    """Returns a draft as an Akoma Ntoso file, with what a record knows of it.

    Raises `Malformed` where its clauses nest deeper than any reader would go.
    """
    kind = form(edition.standing if edition else None)
    root = etree.Element(akn("akomaNtoso"), nsmap={None: AKN, "t": OWN})
    document, clauses = _document(draft, kind)
    root.append(document)
    here = [clauses.eids[id(clause)] for clause in draft.walk()]
    known = {digest: _eids(text) for digest, text in edition.texts.items()} if edition else {}
    document.insert(0, meta(draft, edition, kind, known, here))
    if edition is not None:
        _lasting(clauses, draft, edition, known)
    _indent(root)
    if _TOO_DEEP(root):
        raise _too_deep()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


_TOO_DEEP = etree.XPath("boolean(" + "/*" * (DEEPEST + 1) + ")")


def _lasting(clauses: Clauses, draft: Draft, edition: Edition, known: Mapping[Digest, Sequence[str]]) -> None:
    """Gives each clause that was renumbered the identifier that it had in the first draft it goes back to."""
    for number, clause in enumerate(draft.walk()):
        origin = edition.origins.get(number)
        if origin is None or origin.number < 0 or origin.draft not in known:
            continue
        first = known[origin.draft][origin.number]
        if first != clauses.eids[id(clause)]:
            clauses.elements[id(clause)].set("wId", first)


def _document(draft: Draft, kind: Form) -> tuple[etree._Element, Clauses]:
    """Returns a document without its `meta`, and its clauses as they were written."""
    _fathomed(draft.clauses)
    document = etree.Element(akn(kind), {"name": kind})
    clauses = Clauses(Cutter(draft.text, etree.Element(akn("body")), draft.marks))
    clauses.keep(draft.clauses)
    _write_text(document, clauses, draft)
    return document, clauses


def _eids(draft: Draft) -> list[str]:
    """Returns the identifiers that a draft's clauses have in its own file, each before those in it."""
    clauses = _document(draft, "bill")[1]
    return [clauses.eids[id(clause)] for clause in draft.walk()]


def _fathomed(clauses: Sequence[Clause]) -> None:
    level: list[Clause] = list(clauses)
    depth = 0
    while level:
        depth += 1
        level = [child for clause in level for child in clause.children]
    if depth > DEEPEST:
        raise _too_deep()


def _too_deep() -> Malformed:
    return Malformed(f"elements would nest more than {DEEPEST} deep", advice="Write it in another format")


def _write_text(document: etree._Element, clauses: Clauses, draft: Draft) -> None:
    """Writes preface, preamble, body and conclusions, and after them the parts that stand apart."""
    main = list(draft.clauses)
    front = main.pop(0) if len(main) > 1 and main[0].kind == "front" and fits_matter(main[0]) else None
    whereas = main and len(main) > 1 and main[0].kind == "preamble" and fits_matter(main[0], recitals=True)
    preamble = main.pop(0) if whereas else None
    closing = main.pop() if len(main) > 1 and main[-1].kind == "closing" and fits_matter(main[-1]) else None
    for name, clause in (("preface", front), ("preamble", preamble)):
        if clause is not None:
            clauses.matter(etree.SubElement(document, akn(name)), clause)
    body = etree.SubElement(document, akn("body"))
    body.set(own("layout"), VERSION)
    if draft.language:
        body.set(own("language"), escaped(draft.language))
    clauses.body(body, main)
    conclusions = None
    if closing is not None or draft.apparatus:
        conclusions = etree.SubElement(document, akn("conclusions"))
    if closing is not None and conclusions is not None:
        clauses.matter(conclusions, closing)
    clauses.cutter.finish()
    for key, value in clauses.cutter.holder.attrib.items():
        body.set(key, value)
    if conclusions is not None:
        _apparatus(conclusions, clauses, draft.apparatus)


def _apparatus(conclusions: etree._Element, clauses: Clauses, parts: Sequence[Draft]) -> None:
    """Writes the parts that stand apart as notes, each with its name."""
    for part in parts:
        holder = etree.SubElement(conclusions, akn("p"), {own("piece"): "no"})
        note = etree.SubElement(holder, akn("authorialNote"), {own("name"): escaped(part.name)})
        note.set("eId", clauses.identifiers.count("", "authorialNote"))
        note.set("placement", "bottom")
        cutter = Cutter(part.text, note, part.marks)
        lines = cutter.lines(0, len(part.text)) or [(0, 0)]
        for start, end in lines:
            cutter.piece(etree.SubElement(note, akn("p")), "p", start, end)
        cutter.finish()


def _indent(root: etree._Element) -> None:
    """Sets each element in by its depth, wherever blanks are no words."""
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        if _worded(element):
            waiting += [(found, depth + 2) for found in _islands(element)]
            continue
        if not len(element):
            continue
        element.text = "\n" + "  " * (depth + 1)
        for child in element:
            child.tail = "\n" + "  " * (depth + 1)
        element[-1].tail = "\n" + "  " * depth
        waiting += [(child, depth + 1) for child in element]


def _worded(element: etree._Element) -> bool:
    return etree.QName(element).localname in _INLINE


def _islands(element: etree._Element) -> list[etree._Element]:
    """Returns the structures inside words: quoted law, notes."""
    return [each for child in element for each in ([child] if not _worded(child) else _islands(child))]
