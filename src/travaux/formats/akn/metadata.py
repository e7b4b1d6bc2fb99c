"""Metadata: what is known of a draft besides its words, and how Akoma Ntoso says it. Nothing is made up here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from travaux.formats.akn.clauses import Clauses
from travaux.formats.akn.front import LONG
from travaux.formats.akn.layout import akn
from travaux.text.drafts import Draft

NO_DATE = "9999-01-01"
UNKNOWN = "#unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is said about a draft. `form` is what it is by its standing: a bill, an act, or a document."""

    form: Literal["bill", "act", "doc"] = "bill"
    title: str = ""


def meta(about: Metadata, draft: Draft, clauses: Clauses) -> etree._Element:
    """Returns the `meta` of a file."""
    element = etree.Element(akn("meta"))
    identification = etree.SubElement(element, akn("identification"), {"source": UNKNOWN})
    language = LONG.get(draft.language.split("-")[0].lower(), "und")
    work = f"/akn/zz/{about.form}/{NO_DATE}/{draft.digest[:12]}"
    expression = f"{work}/{language}@"
    for level, uri in (("Work", work), ("Expression", expression), ("Manifestation", f"{expression}.xml")):
        inner = etree.SubElement(identification, akn(f"FRBR{level}"))
        etree.SubElement(inner, akn("FRBRthis"), {"value": f"{uri}/!main" if level != "Manifestation" else uri})
        etree.SubElement(inner, akn("FRBRuri"), {"value": uri})
        etree.SubElement(inner, akn("FRBRdate"), {"date": NO_DATE, "name": "unknown"})
        etree.SubElement(inner, akn("FRBRauthor"), {"href": UNKNOWN})
        if level == "Work":
            etree.SubElement(inner, akn("FRBRcountry"), {"value": "zz"})
        if level == "Expression":
            etree.SubElement(inner, akn("FRBRlanguage"), {"language": language})
    references = etree.SubElement(element, akn("references"), {"source": UNKNOWN})
    etree.SubElement(
        references,
        akn("TLCConcept"),
        {"eId": "unknown", "href": "/akn/ontology/concept/unknown", "showAs": "not known"},
    )
    return element
