"""Letters: the letter and the colour by which each party of a record is known in a paper, in the order of admission."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.papers.telling import Teller
from travaux.papers.writers import Writer, writers
from travaux.record.state import State
from travaux.record.terms import PartyId


def letters(state: State, teller: Teller | None = None) -> Mapping[PartyId, Writer]:
    """Returns a writer for every party that was ever admitted; parties before mediators, guarantors and others.

    A party whose name is withheld is called by its id. Two parties of one name are two writers.
    """
    told = teller or Teller(state)
    admitted = sorted(state.parties, key=lambda each: each.capacity != "party")
    names = [told.party(each.id) for each in admitted]
    unique = [
        name if names.count(name) == 1 else f"{name} ({each.id})" for each, name in zip(admitted, names, strict=True)
    ]
    found = writers(unique)
    return {each.id: found[name] for each, name in zip(admitted, unique, strict=True)}
