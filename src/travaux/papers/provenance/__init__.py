"""Provenance: a whole record in the words of W3C PROV, as values; how they are written is the format's matter.

    entity      an entry, a draft, a clause in a draft, a proposal, a position, a decision, a statement, a sealed note
    activity    an act; what is only said of somebody is none: it stands as a statement, attributed to its source
    agent       a party, a person, a source; no program is one

An entry is kept apart from the act it tells of: who acted is associated with the act, who wrote the entry down and
whose key signed it have the entry attributed to them. Everything that rests on an entry carries its index and its
grade; what was found by comparing drafts is `inferred`. An act that is voided or without effect is there, says so, and
brings nothing about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from travaux.papers.provenance.agents import agents
from travaux.papers.provenance.deeds import deeds
from travaux.papers.provenance.passages import passages
from travaux.papers.provenance.told import Told as Told
from travaux.record.descent import Descent
from travaux.record.state import State
from travaux.record.terms import Digest
from travaux.text.drafts import Draft


def provenance(state: State, drafts: Mapping[Digest, Draft], *, title: str, hidden: int = 0) -> Iterator[Told]:
    """Yields everything that a record says, each thing once: agents, entries and acts, then drafts and their clauses.

    `hidden` is how many entries of the log are not shown to this reader.
    """
    facts: tuple[tuple[str, str | int], ...] = (("size", state.size), ("hidden", hidden))
    yield Told(kind="Entity", id="record", types=("Record",), label=title, facts=facts)
    yield from agents(state)
    descent = Descent(state.book, drafts)
    yield from deeds(state, descent)
    yield from passages(state, descent)
