"""Attributions: who proposes words, who supports them, who opposes them, as they are written into a bracket.

    [shall: Aldania, +Boria, -Cedria]      Aldania proposes "shall", Boria supports it, Cedria opposes it

The attribution follows the last colon of a bracket, or stands in braces at the end of an option. Names are short and
hold no sign that could be taken for one of these; who has no such name goes by its letter, which the legend explains.

>>> names = frozenset({"Aldania", "Boria"})
>>> read("shall: Aldania, +Boria", names)
('shall', Attribution(proposers=('Aldania',), supporters=('Boria',), opposers=()))
>>> read("as follows: peace", names)
('as follows: peace', Attribution(proposers=(), supporters=(), opposers=()))
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from travaux.papers.basis import Basis
from travaux.record.terms import PartyId

DEPOSITARY = "Depositary"
NO_TEXT = "no text"
_PLAIN = re.compile(r"[^\W_][^\[\]{}:;,+|<>*_\n\"`~\\^]{0,29}")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who stands behind an alternative, by their short names."""

    proposers: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    opposers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.proposers or self.supporters or self.opposers)

    def __str__(self) -> str:
        signed = [f"+{one}" for one in self.supporters] + [f"-{one}" for one in self.opposers]
        return ", ".join([*self.proposers, *signed])

    def joined(self, other: Attribution) -> Attribution:
        """Returns both together, nobody twice; who proposes words is not named again as supporting them."""
        proposers = tuple(dict.fromkeys(self.proposers + other.proposers))
        supporters = tuple(dict.fromkeys(self.supporters + other.supporters))
        return Attribution(
            proposers,
            tuple(one for one in supporters if one not in proposers),
            tuple(dict.fromkeys(self.opposers + other.opposers)),
        )


def read(words: str, names: Collection[str]) -> tuple[str, Attribution]:
    """Returns the words of a bracket without its attribution, and the attribution."""
    at = words.rfind(": ")
    while at >= 0:
        found = listed(words[at + 2 :], names)
        if found is not None:
            return words[:at], found
        at = words.rfind(": ", 0, at)
    return words, Attribution()


def listed(told: str, names: Collection[str]) -> Attribution | None:
    """Returns the attribution that a list of names is, or None where it is anything else."""
    proposers: list[str] = []
    supporters: list[str] = []
    opposers: list[str] = []
    for one in told.split(", "):
        into = {"+": supporters, "-": opposers}.get(one[:1], proposers)
        name = one if into is proposers else one[1:]
        if name not in names:
            return None
        into.append(name)
    return Attribution(tuple(proposers), tuple(supporters), tuple(opposers))


def short_names(basis: Basis) -> Mapping[PartyId, str]:
    """Returns the name by which each party goes in brackets: its name, its handle, or its letter; no two the same."""
    taken = {DEPOSITARY.casefold(), NO_TEXT}
    found: dict[PartyId, str] = {}
    for party in basis.state.parties:
        handle = party.handle[:1].upper() + party.handle[1:] if isinstance(party.handle, str) else ""
        name = party.name if isinstance(party.name, str) else ""
        letter = basis.letters[party.id].letter
        for one in sorted(filter(None, (name, handle)), key=len):
            if _PLAIN.fullmatch(one) and one == one.strip() and one.casefold() not in taken:
                break
        else:
            one = next(each for each in _numbered(letter) if each.casefold() not in taken)
        taken.add(one.casefold())
        found[party.id] = one
    return found


def _numbered(letter: str) -> list[str]:
    stem = letter if letter.isalnum() else "Party"
    return [stem, *(f"{stem}{count}" for count in range(2, 10_000))]
