"""Told: one thing that is said in the words of PROV, and the names by which things are called in it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from travaux.record.descent import Descent
from travaux.record.shelf import WHOLE, Spot
from travaux.record.terms import Digest, Wording

Kind = Literal[
    "Entity",
    "Activity",
    "Agent",
    "Generation",
    "Usage",
    "Communication",
    "Invalidation",
    "Derivation",
    "Attribution",
    "Association",
    "Delegation",
    "Influence",
    "Membership",
]

LINKS: dict[Kind, tuple[str, ...]] = {
    "Generation": ("entity", "activity"),
    "Usage": ("activity", "entity"),
    "Communication": ("informed", "informant"),
    "Invalidation": ("entity", "activity"),
    "Derivation": ("generatedEntity", "usedEntity", "activity"),
    "Attribution": ("entity", "agent"),
    "Association": ("activity", "agent"),
    "Delegation": ("delegate", "responsible", "activity"),
    "Influence": ("influencee", "influencer"),
    "Membership": ("collection", "entity"),
}
"""What each relation joins, in the order in which `Told.links` gives it; the last of three may be left out."""

Fact = tuple[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An element (with an `id`) or a relation (with `links`).

    `types` are words of our own vocabulary, or of PROV's where they begin with "prov:"; `facts` are pairs of a word of
    ours and a value, a word perhaps more than once. `time` is the moment of an activity, where a moment is known.
    """

    kind: Kind
    id: str = ""
    links: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    label: str = ""
    role: str = ""
    facts: tuple[Fact, ...] = ()
    time: str = ""


def relation(
    kind: Kind, *links: str, facts: tuple[Fact, ...] = (), role: str = "", types: tuple[str, ...] = ()
) -> Told:
    """Returns a relation."""
    assert len(LINKS[kind]) - 1 <= len(links) <= len(LINKS[kind])
    return Told(kind=kind, links=links, facts=facts, role=role, types=types)


def draft_name(digest: Digest) -> str:
    """Returns the name of a draft."""
    return f"draft-{digest}"


def spot_name(spot: Spot) -> str:
    """Returns the name of a clause in a draft; the whole text is the draft."""
    return draft_name(spot.draft) if spot.number == WHOLE else f"clause-{spot.draft}-{spot.number}"


def wording_name(descent: Descent, wording: Wording) -> tuple[str, Told | None]:
    """Returns the name of an exact wording, and where its clause is not found in a text, what is known of it."""
    spot = descent.shelf.spot(wording.draft, wording.clause)
    if spot is not None and wording.draft in descent.parents:
        return spot_name(spot), None
    if not wording.clause:
        return draft_name(wording.draft), None
    name = f"wording-{wording.draft}-{sha256(wording.clause.encode()).hexdigest()[:16]}"
    facts: tuple[Fact, ...] = (("draft", wording.draft), ("clause", wording.clause), ("words", wording.words))
    return name, Told(kind="Entity", id=name, types=("Clause",), label=wording.clause, facts=facts)
