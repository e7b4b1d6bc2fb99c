"""W3C PROV out: a whole record as PROV-JSONLD, the JSON-LD form of PROV-DM (W3C submission of 25 August 2024).

    {"@context": [{"record": "urn:travaux:log:…#", "travaux": "urn:travaux:prov:1#"}, {… terms of PROV …}],
     "@graph": [{"@type": "Entity", "@id": "record:draft-…", "type": ["travaux:Draft"], …},
                {"@type": "Derivation", "generatedEntity": "record:draft-…", "usedEntity": "record:draft-…", …}]}

One object in `@graph` is one statement of PROV-DM. The context stands in the file, so that nothing has to be fetched to
read it as linked data. What the words of `travaux:` mean is told in docs/formats/prov.md. The same record gives the
same bytes; keys are in a fixed order.

>>> told = [Told(kind="Agent", id="party-aaaaaaaa", types=("Party",), facts=(("grade", "signed"),))]
>>> print(write(told, log="travaux/velm").decode().splitlines()[-3].strip())
{"@type": "Agent", "@id": "record:party-aaaaaaaa", "type": ["travaux:Party"], "travaux:grade": [{"@value": "signed"}]}
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from travaux.papers.provenance.told import LINKS, Told

VOCABULARY = "urn:travaux:prov:1#"

_PREFIXES = {
    "prov": "http://www.w3.org/ns/prov#",
    "provext": "https://openprovenance.org/ns/provext#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_PLAIN = {"role": "prov:hadRole", "type": "rdf:type", "location": "prov:atLocation"}
_PLAIN_LINKS = {"entity": "prov:entity", "activity": "prov:activity", "agent": "prov:agent"}
_REVERSED = {
    "Delegation": ("delegate", {"responsible": "prov:agent", "activity": "prov:hadActivity"}),
    "Usage": ("activity", {}),
    "Generation": ("entity", {}),
    "Invalidation": ("entity", {}),
    "Attribution": ("entity", {}),
    "Association": ("activity", {"plan": "prov:hadPlan"}),
    "Communication": ("informed", {"informant": "prov:activity"}),
    "Influence": ("influencee", {"influencer": "prov:influencer"}),
    "Derivation": (
        "generatedEntity",
        {"usedEntity": "prov:entity", "activity": "prov:hadActivity", "generation": "prov:hadGeneration",
         "usage": "prov:hadUsage"},
    ),
}  # fmt: skip
"""Each relation as PROV-O qualifies it: the term that points back to what it is about, and the others."""

_TIMED = frozenset({"Usage", "Generation", "Invalidation"})


def _iri(name: str) -> dict[str, str]:
    return {"@id": name, "@type": "@id"}


def _time(name: str) -> dict[str, str]:
    return {"@id": name, "@type": "xsd:dateTime"}


def context() -> dict[str, object]:
    """Returns the terms of PROV-JSONLD as far as a record needs them."""
    terms: dict[str, object] = {"@version": 1.1, **_PREFIXES}
    terms |= {term: _iri(name) for term, name in (*_PLAIN.items(), *_PLAIN_LINKS.items())}
    terms["label"] = {"@id": "rdfs:label"}
    times = {"startTime": _time("prov:startedAtTime"), "endTime": _time("prov:endedAtTime")}
    terms["Activity"] = {"@id": "prov:Activity", "@context": times}
    terms["Entity"] = {"@id": "prov:Entity", "@context": {"value": {"@id": "prov:value"}}}
    terms["Agent"] = {"@id": "prov:Agent", "@context": {}}
    for kind, (about, others) in _REVERSED.items():
        inner: dict[str, object] = {about: {"@reverse": f"prov:qualified{kind}", "@type": "@id"}}
        inner |= {term: _iri(name) for term, name in others.items()}
        inner |= {"time": _time("prov:atTime")} if kind in _TIMED else {}
        terms[kind] = {"@id": f"prov:{kind}", "@context": inner}
    member: dict[str, object] = {
        "collection": {"@reverse": "provext:qualifiedMembership", "@type": "@id"}, "entity": _iri("provext:member"),
    }  # fmt: skip
    terms["Membership"] = {"@id": "provext:Membership", "@context": member}
    return terms


def write(told: Iterable[Told], *, log: str) -> bytes:
    """Returns what is told of a record as PROV-JSONLD, one statement a line; `log` is the origin of its log."""
    prefixes = {"record": f"urn:travaux:log:{quote(log, safe='/', errors='replace')}#", "travaux": VOCABULARY}
    lines = [_line(_object(each)) for each in told]
    graph = ",\n    ".join(lines)
    head = f'{{\n  "@context": [\n    {_line(prefixes)},\n    {_line(context())}\n  ],\n  "@graph": [\n    '
    return f"{head}{graph}\n  ]\n}}\n".encode("utf-8", "replace")


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _object(told: Told) -> dict[str, object]:
    found: dict[str, object] = {"@type": told.kind}
    if told.id:
        found["@id"] = f"record:{told.id}"
    for term, name in zip(LINKS.get(told.kind, ()), told.links, strict=False):
        found[term] = f"record:{name}"
    if told.kind == "Activity" and told.time:
        found |= {"startTime": told.time, "endTime": told.time}
    if told.types:
        found["type"] = [name if name.startswith("prov:") else f"travaux:{name}" for name in told.types]
    if told.label:
        found["label"] = [{"@value": told.label}]
    if told.role:
        found["role"] = [f"travaux:{told.role}"]
    for word, value in told.facts:
        values = found.setdefault(f"travaux:{word}", [])
        assert isinstance(values, list)
        values.append({"@value": str(value), "@type": "xsd:int"} if isinstance(value, int) else {"@value": value})
    return found
