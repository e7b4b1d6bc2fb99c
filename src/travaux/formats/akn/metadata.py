"""Metadata: what is known of a draft besides its words, as Akoma Ntoso says it. Nothing is made up here.

A file of a record's draft names its work by the log and its expression by the draft's number:
`/akn/zz/bill/2031-03-09/velm-valley-1a2b/eng@draft-2`; `zz` is no country, and `9999-01-01` no date. Any other draft
is named by its digest.

    lifecycle      an `eventRef` for each entry that tabled the draft, or one that it goes back to, or did something
                   to it: `refersTo` its `TLCEvent`, which says in a sentence what the entry says; `source` is the party
    analysis       `passiveModifications`: a `textualMod` for each clause that is not as it was in a draft that this
                   one was made from, its `source` the event that tabled it
    references     parties as `TLCOrganization`, people whose names are disclosed as `TLCPerson`, events

Where more is known than the schema has room for, attributes in our own namespace say it: `grade` (signed, recorded,
reported, inferred), `what` happened, `date` as imprecise as it is, `clock="claimed"`, `clause`, `move`, `fixed`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from lxml import etree

from travaux.formats.akn.front import LONG
from travaux.formats.akn.layout import akn, escaped, forbidden, own
from travaux.papers.edition import Change, Edition, Event
from travaux.record.terms import Digest, Standing
from travaux.record.texts import Tabled
from travaux.text.drafts import Draft

NO_DATE = "9999-01-01"
"""A date that is none, as parliaments write it where the schema asks for one."""

UNKNOWN, DEPOSITARY = "#unknown", "#depositary"
_ONTOLOGY = "/akn/ontology"

Form = Literal["bill", "act"]
Eids = Mapping[Digest, Sequence[str]]
"""The identifiers of the clauses of drafts in their own files, in the order in which `walk` yields them."""


def form(standing: Standing | None) -> Form:
    """Returns what a draft is by its standing: an act once it is adopted, a bill before."""
    return "act" if standing in ("adopted", "authentic") else "bill"


def meta(draft: Draft, edition: Edition | None, kind: Form, known: Eids, here: Sequence[str]) -> etree._Element:
    """Returns the `meta` of a file; `here` are the identifiers of its own clauses, `known` those of earlier
    drafts."""
    element = etree.Element(akn("meta"))
    names = _Names(draft, edition, kind)
    _identification(element, draft, edition, names)
    if edition is not None and edition.events:
        lifecycle = etree.SubElement(element, akn("lifecycle"), {"source": DEPOSITARY})
        for event in edition.events:
            _event(lifecycle, event)
    if edition is not None and edition.changes:
        analysis = etree.SubElement(element, akn("analysis"), {"source": DEPOSITARY})
        passive = etree.SubElement(analysis, akn("passiveModifications"))
        for number, change in enumerate(edition.changes, 1):
            _modification(passive, number, change, _Places(known, names, here, edition))
    _references(element, edition)
    return element


class _Names:
    """The addresses of a draft by the naming convention: of the work, and of its expressions."""

    def __init__(self, draft: Draft, edition: Edition | None, kind: Form) -> None:
        self.language = long(draft.language or (edition.language if edition else ""))
        first = edition.first if edition else None
        date = first.day if first and first.day else NO_DATE
        self._rest = f"{date}/{_slug(edition.log.rpartition('/')[2] if edition else draft.digest[:12])}"
        self.work = f"/akn/zz/{kind}/{self._rest}"
        version = f"draft-{edition.number}" if edition else draft.digest[:12]
        self.expression = f"{self.work}/{self.language}@{version}"

    def of(self, tabled: Tabled, text: Draft | None) -> str:
        """Returns the address of another draft of the same record."""
        language = long((text.language if text else "") or tabled.language)
        return f"/akn/zz/{form(tabled.standing)}/{self._rest}/{language}@draft-{tabled.number}"


def long(language: str) -> str:
    """Returns the ISO 639-2 code of a BCP 47 tag; "und" where there is none."""
    return LONG.get(language.split("-")[0].lower(), "und")


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "draft"


def _identification(meta_: etree._Element, draft: Draft, edition: Edition | None, names: _Names) -> None:
    element = etree.SubElement(meta_, akn("identification"), {"source": DEPOSITARY if edition else UNKNOWN})
    first, tabled = (edition.first, edition.tabled) if edition else (None, None)
    work = etree.SubElement(element, akn("FRBRWork"))
    _core(work, names.work, first, edition.title if edition else "")
    etree.SubElement(work, akn("FRBRcountry"), {"value": "zz"})
    expression = etree.SubElement(element, akn("FRBRExpression"))
    _core(expression, names.expression, tabled)
    if edition is not None and edition.authentic:
        etree.SubElement(expression, akn("FRBRauthoritative"), {"value": "true"})
    etree.SubElement(expression, akn("FRBRlanguage"), {"language": names.language})
    manifestation = etree.SubElement(element, akn("FRBRManifestation"))
    _core(manifestation, f"{names.expression}.xml", None)


def _core(element: etree._Element, uri: str, event: Event | None, title: str = "") -> None:
    this = uri.replace(".xml", "/!main.xml") if uri.endswith(".xml") else f"{uri}/!main"
    etree.SubElement(element, akn("FRBRthis"), {"value": this})
    etree.SubElement(element, akn("FRBRuri"), {"value": uri})
    if title:
        etree.SubElement(element, akn("FRBRalias"), {"value": printable(title), "name": "title"})
    date = etree.SubElement(element, akn("FRBRdate"), {"date": NO_DATE, "name": "unknown"})
    if event is not None:
        date.set("date", event.day or NO_DATE)
        date.set("name", event.what)
        _imprecise(date, event)
    party = event.party if event else None
    etree.SubElement(element, akn("FRBRauthor"), {"href": f"#{party}" if party else _nobody(event)})


def _nobody(event: Event | None) -> str:
    """Returns who acted where no party did: by the record's own rule the depositary, without a record nobody knows."""
    return UNKNOWN if event is None else DEPOSITARY


def _imprecise(element: etree._Element, event: Event) -> None:
    if event.edtf and event.edtf != event.day:
        element.set(own("date"), escaped(event.edtf))
    if event.claimed:
        element.set(own("clock"), "claimed")


def _event(lifecycle: etree._Element, event: Event) -> None:
    number = sum(1 for each in lifecycle if str(each.get("eId")).startswith(f"eref_{event.entry}")) + 1
    eid = f"eref_{event.entry}" + (f"_{number}" if number > 1 else "")
    kinds = {"tabled": "amendment" if len(lifecycle) else "generation", "corrected": "amendment"}
    element = etree.SubElement(lifecycle, akn("eventRef"), {"eId": eid, "date": event.day or NO_DATE})
    element.set("source", f"#{event.party}" if event.party else DEPOSITARY)
    element.set("refersTo", f"#entry_{event.entry}")
    if event.what in kinds:
        element.set("type", kinds[event.what])
    element.set(own("what"), event.what)
    element.set(own("grade"), event.grade)
    if event.clause:
        element.set(own("clause"), escaped(event.clause))
    _imprecise(element, event)


class _Places:
    """Where clauses stand, as references: in this file, or in the file of a draft it was made from."""

    def __init__(self, known: Eids, names: _Names, here: Sequence[str], edition: Edition) -> None:
        self._known, self._names, self._here, self._edition = known, names, here, edition

    def new(self, numbers: Sequence[int]) -> list[str]:
        """Returns references to clauses of this draft."""
        return [f"#{self._here[number]}" for number in numbers if number >= 0]

    def old(self, change: Change) -> list[str]:
        """Returns references to clauses of the earlier draft."""
        tabled = self._edition.others.get(change.earlier)
        uri = self._names.of(tabled, self._edition.texts.get(change.earlier)) if tabled else ""
        known = self._known.get(change.earlier, ())
        return [f"{uri}#{known[number]}" for number in change.old if 0 <= number < len(known)]


def _modification(passive: etree._Element, number: int, change: Change, places: _Places) -> None:
    old, new = places.old(change), places.new(change.new)
    element = etree.SubElement(passive, akn("textualMod"), {"type": change.kind, "eId": f"pmod_{number}"})
    element.set(own("grade"), change.grade)
    if change.move is not None:
        element.set(own("move"), str(change.move))
    if change.fixed is not None:
        element.set(own("fixed"), f"#entry_{change.fixed}")
    etree.SubElement(element, akn("source"), {"href": f"#eref_{change.by}"})
    for href in new or old:
        etree.SubElement(element, akn("destination"), {"href": href})
    for href in old:
        etree.SubElement(element, akn("old"), {"href": href})
    for href in new:
        etree.SubElement(element, akn("new"), {"href": href})


def _references(meta_: etree._Element, edition: Edition | None) -> None:
    """Writes who and what the file refers to, each once, in a fixed order."""
    element = etree.SubElement(meta_, akn("references"), {"source": DEPOSITARY if edition else UNKNOWN})
    if edition is not None:
        for party, name in sorted(edition.parties.items()):
            _reference(element, "TLCOrganization", party, f"organization/{party}", name)
        for person, name in sorted(edition.people.items()):
            _reference(element, "TLCPerson", person, f"person/{person}", name)
        _reference(element, "TLCRole", "depositary", "role/depositary", "the depositary of the record")
        log = _slug(edition.log.rpartition("/")[2])
        for event in {event.entry: event for event in edition.events}.values():
            _reference(element, "TLCEvent", f"entry_{event.entry}", f"event/{log}/{event.entry}", event.says)
            if event.person in edition.people:
                element[-1].set(own("person"), f"#{event.person}")
        for fixed in sorted({each.fixed for each in edition.changes if each.fixed is not None}):
            if all(event.entry != fixed for event in edition.events):
                says = "fixes which clause is which of an earlier draft"
                _reference(element, "TLCEvent", f"entry_{fixed}", f"event/{log}/{fixed}", f"Entry {fixed} {says}.")
    _reference(element, "TLCConcept", "unknown", "concept/unknown", "not known")


def _reference(element: etree._Element, name: str, eid: str, href: str, shown: str) -> None:
    etree.SubElement(element, akn(name), {"eId": eid, "href": f"{_ONTOLOGY}/{href}", "showAs": printable(shown)})


def printable(words: str) -> str:
    """Returns words that only describe, with a replacement character for each that XML cannot hold."""
    for place, _ in reversed(forbidden(words)):
        words = f"{words[:place]}\ufffd{words[place + 1 :]}"
    return words
