"""Clauses as elements: the tree of a draft in the hierarchy of Akoma Ntoso.

A clause whose kind is an element of the hierarchy is that element, any other an `hcontainer` of that name. Its own
words are its `content`, or where clauses are in it, the `intro` before them and the `wrapUp` after them; words between
two of them stand in an `hcontainer` called "words", which is no clause. Quoted law stands in a `quotedStructure` of a
`mod`, in the paragraph that announces it.

What stands before the first clause is the `preface`, a preamble of plain recitals the `preamble`, the testimonium the
`conclusions`; where any of them has parts of its own that these elements cannot hold, it is an `hcontainer` too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from travaux.formats.akn.eids import Identifiers
from travaux.formats.akn.layout import akn, escaped, forbidden, own
from travaux.formats.akn.names import PROVISIONS
from travaux.formats.akn.pieces import Cutter
from travaux.text.clauses import Clause, Span
from travaux.text.outline.structure import folded_number

_DECORATION = 12
_Item = Span | Clause


@dataclass(slots=True)
class Clauses:
    """Clauses being written into the elements of a file. `eids` and `elements` give the identifier and the element of
    each, by the clause."""

    cutter: Cutter
    identifiers: Identifiers = field(default_factory=Identifiers)
    eids: dict[int, str] = field(default_factory=dict)
    elements: dict[int, etree._Element] = field(default_factory=dict)
    _kept: set[int] = field(default_factory=set)
    _lasting: set[str] = field(default_factory=set)

    def keep(self, clauses: Iterable[Clause]) -> None:
        """Reserves the identifiers that clauses have from the file they came in."""
        for clause in clauses:
            for each in clause.walk():
                if not forbidden(each.eid) and self.identifiers.reserve(each.eid):
                    self._kept.add(id(each))

    def body(self, body: etree._Element, clauses: Sequence[Clause]) -> None:
        """Writes outermost clauses into the body; one without any gets an empty container, as the schema wants it."""
        for quoted, run in groupby(clauses, lambda clause: clause.quoted):
            if quoted:
                self._words(body, [list(run)], "")
            else:
                for clause in run:
                    self.clause(body, clause, "", quoted=False)
        if not len(body):
            self._container(body, "")

    def clause(self, parent: etree._Element, clause: Clause, above: str, *, quoted: bool) -> None:
        """Writes a clause and all that is in it."""
        provision = clause.kind in PROVISIONS and clause.kind != "hcontainer"
        element = etree.SubElement(parent, akn(clause.kind if provision else "hcontainer"))
        if not provision:
            element.set("name", escaped(clause.kind))
        self._identify(element, clause, above)
        if clause.quoted != quoted:
            element.set(own("quoted"), "yes" if clause.quoted else "no")
        own_spans = self._head(element, clause, akn("num"))
        items = _in_order(own_spans, clause.children)
        self._contents(element, self._groups(items, quoted), self.eids[id(clause)], quoted)

    def matter(self, element: etree._Element, clause: Clause, above: str = "") -> None:
        """Writes a clause that is no provision: a preface, a preamble of recitals, conclusions."""
        element.set(own("clause"), escaped(clause.kind))
        self._identify(element, clause, above)
        spans = self._head(element, clause, akn("block"))
        recitals: etree._Element | None = None
        for item in _in_order(spans, clause.children):
            if isinstance(item, Clause):
                if recitals is None:
                    recitals = etree.SubElement(element, akn("recitals"))
                    recitals.set("eId", self.identifiers.alone(self.eids[id(clause)], "recitals"))
                self._recital(recitals, item, str(recitals.get("eId")))
            else:
                recitals = None
                self._lines(element, item)

    def _recital(self, recitals: etree._Element, clause: Clause, above: str) -> None:
        element = etree.SubElement(recitals, akn("recital"))
        self._identify(element, clause, above)
        spans = self._head(element, clause, akn("num"))
        for span in spans:
            self._lines(element, span)
        if element.find(akn("p")) is None:
            etree.SubElement(element, akn("p")).set(own("piece"), "no")

    def _identify(self, element: etree._Element, clause: Clause, above: str) -> None:
        name = str(element.get("name") or etree.QName(element).localname)
        kept = id(clause) in self._kept
        eid = clause.eid if kept else self.identifiers.give(above, name, _spoken(clause))
        if name in ("preface", "preamble", "conclusions") and not kept and not element.get("name"):
            self.identifiers.taken.discard(eid)
            eid = self.identifiers.alone(above, name)
        self.eids[id(clause)], self.elements[id(clause)] = eid, element
        element.set("eId", eid)
        if clause.eid and clause.eid != eid:
            element.set(own("eid"), escaped(clause.eid))
        if not clause.id:
            return
        fit = not forbidden(clause.id) and not any(each.isspace() for each in clause.id)
        if fit and clause.id not in self._lasting:
            self._lasting.add(clause.id)
            element.set("GUID", clause.id)
        else:
            element.set(own("id"), escaped(clause.id))

    def _head(self, element: etree._Element, clause: Clause, num: str) -> list[Span]:
        """Writes label and heading, and returns the clause's own words that are left."""
        spans = [*clause.own]
        first, last = clause.label_span
        if clause.label:
            lead = [span for span in spans if first < last and span[0] < first]
            spans = spans[len(lead) :]
            self._label(element, clause, num, lead[0][0] if lead else first)
        elif first < last:
            spans.insert(0, (first, last))
        if clause.number != folded_number(clause.label):
            element.set(own("number"), escaped(clause.number))
        if self._late(clause, spans):
            paragraph = etree.SubElement(element, akn("p"))
            self.cutter.piece(paragraph, "p", clause.span[0], clause.span[0])
        if clause.heading:
            self._heading(element, clause, spans)
        return spans

    def _late(self, clause: Clause, spans: list[Span]) -> bool:
        """Says whether a clause begins where no piece of it does: its label is not printed, and its line is empty."""
        if clause.label_span[0] < clause.label_span[1]:
            return False
        starts = [start for span in spans[:1] for start, _ in self.cutter.lines(*span)[:1]]
        starts += [child.span[0] for child in clause.children[:1]]
        return not starts or min(starts) != clause.span[0]

    def _label(self, element: etree._Element, clause: Clause, name: str, start: int) -> None:
        first, last = clause.label_span
        number = etree.SubElement(element, name)
        if name != akn("num"):
            number.set("name", "num")
        if first == last:
            number.text = "".join("\ufffd" if forbidden(each) else each for each in clause.label)
            number.set(own("printed"), "no")
            if number.text != clause.label:
                number.set(own("label"), escaped(clause.label))
            return
        self.cutter.piece(number, "num", start, last)
        if start < first:
            number.set(own("lead"), str(first - start))

    def _heading(self, element: etree._Element, clause: Clause, spans: list[Span]) -> None:
        """Writes the heading, where it is found at the beginning of the clause's words, and takes it off them."""
        line = next(iter(self.cutter.lines(*spans[0])), None) if spans else None
        heading, end = clause.heading, 0
        first = clause.children[0].span[0] if clause.children else len(self.cutter.text)
        if line is not None and line[0] <= first and not element.findall(akn("p")):
            words = self.cutter.text[slice(*line)]
            if words.startswith(heading):
                end = line[0] + len(heading)
            elif heading in words and len(words) <= len(heading) + _DECORATION:
                end = line[1]
        if line is None or not end:
            element.set(own("heading"), escaped(heading))
            return
        inner = etree.SubElement(element, akn("heading" if not element.get(own("clause")) else "block"))
        if element.get(own("clause")):
            inner.set("name", "heading")
        self.cutter.piece(inner, "heading", line[0], end)
        if self.cutter.text[line[0] : end] != heading:
            element.set(own("heading"), escaped(heading))
        spans[0] = (end, spans[0][1])
        if not self.cutter.lines(*spans[0]):
            del spans[0]

    def _groups(self, items: Sequence[_Item], quoted: bool) -> list[list[Span | list[Clause]] | list[Clause]]:
        """Returns what is in a clause by turns: words, with the law that is quoted in them, and clauses."""
        groups: list[list[Span | list[Clause]] | list[Clause]] = []

        def kind(item: _Item) -> str:
            if isinstance(item, Clause):
                return "quoted" if item.quoted and not quoted else "clauses"
            return "words"

        for name, run in groupby(items, kind):
            found = list(run)
            if name == "clauses":
                groups.append([each for each in found if isinstance(each, Clause)])
                continue
            words: list[Span | list[Clause]] = (
                [[each for each in found if isinstance(each, Clause)]]
                if name == "quoted"
                else [each for each in found if not isinstance(each, Clause)]
            )
            if groups and not isinstance(groups[-1][0], Clause):
                groups[-1] = [*_as_words(groups[-1]), *words]
            else:
                groups.append(words)
        return groups

    def _contents(
        self, element: etree._Element, groups: list[list[Span | list[Clause]] | list[Clause]], above: str, quoted: bool
    ) -> None:
        early = element.find(akn("p"))
        if early is not None:
            element.remove(early)
        alone = not any(isinstance(group[0], Clause) for group in groups)
        if early is not None and (not groups or isinstance(groups[0][0], Clause)):
            groups = [[], *groups]
        for place, group in enumerate(groups):
            if group and isinstance(group[0], Clause):
                for clause in group:
                    assert isinstance(clause, Clause)
                    self.clause(element, clause, above, quoted=quoted)
                continue
            words = _as_words(group)
            name = "content" if alone else "intro" if not place else "wrapUp" if place == len(groups) - 1 else ""
            if not name:
                self._words(element, words, above)
                continue
            inner = etree.SubElement(element, akn(name), {"eId": self.identifiers.alone(above, name)})
            if early is not None and not place:
                inner.append(early)
            self._blocks(inner, words, above)

    def _words(self, parent: etree._Element, words: list[Span | list[Clause]], above: str) -> None:
        """Writes words that stand between clauses."""
        element = self._container(parent, above)
        inner = etree.SubElement(element, akn("content"))
        inner.set("eId", self.identifiers.alone(str(element.get("eId")), "content"))
        self._blocks(inner, words, above)

    def _container(self, parent: etree._Element, above: str) -> etree._Element:
        element: etree._Element = etree.SubElement(parent, akn("hcontainer"), {"name": "words"})
        element.set("eId", self.identifiers.count(above, "hcontainer"))
        element.set(own("clause"), "no")
        return element

    def _blocks(self, parent: etree._Element, words: list[Span | list[Clause]], above: str) -> None:
        for each in words:
            if isinstance(each, tuple):
                self._lines(parent, each)
            else:
                self._quotation(parent, each, above)

    def _lines(self, parent: etree._Element, span: Span) -> None:
        for start, end in self.cutter.lines(*span):
            self.cutter.piece(etree.SubElement(parent, akn("p")), "p", start, end)

    def _quotation(self, parent: etree._Element, clauses: list[Clause], above: str) -> None:
        paragraph = parent[-1] if len(parent) and parent[-1].get(own("piece")) is None else None
        if paragraph is None or paragraph.find(akn("mod")) is not None:
            paragraph = etree.SubElement(parent, akn("p"))
            paragraph.set(own("piece"), "no")
        mod = etree.SubElement(paragraph, akn("mod"), {"eId": self.identifiers.count(above, "mod")})
        structure = etree.SubElement(mod, akn("quotedStructure"))
        eid = self.identifiers.count(str(mod.get("eId")), "quotedStructure")
        structure.set("eId", eid)
        for clause in clauses:
            self.clause(structure, clause, eid, quoted=True)


def fits_matter(clause: Clause, *, recitals: bool = False) -> bool:
    """Says whether a clause can stand in an element that is no provision: it has no parts, or plain recitals only."""
    if clause.quoted:
        return False
    if not recitals:
        return not clause.children
    return all(child.kind == "recital" and not child.children and not child.quoted for child in clause.children)


def _as_words(group: Sequence[Span | list[Clause] | Clause]) -> list[Span | list[Clause]]:
    return [each for each in group if not isinstance(each, Clause)]


def _in_order(spans: Iterable[Span], children: Iterable[Clause]) -> list[_Item]:
    """Returns own words and clauses as they follow in the text; an empty clause comes before what begins with it."""
    found: list[tuple[int, int, int, _Item]] = [(span[0], 1, place, span) for place, span in enumerate(spans)]
    found += [(child.span[0], child.span[0] != child.span[1], place, child) for place, child in enumerate(children)]
    return [item for *_, item in sorted(found, key=lambda each: each[:3])]


def _spoken(clause: Clause) -> str:
    """Returns what numbers a clause in its identifier: its number as read, or its label."""
    return clause.number or clause.label
