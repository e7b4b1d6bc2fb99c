"""Identifiers by the Akoma Ntoso naming convention: `chp_1__art_5__para_2__point_a`.

A step is the element's short name and its number; steps are joined by two underscores, from the outermost in. An
element without a number has "nn" and its place among its neighbours without one, `al_nn_2`; a step that is there
already gets a count, `art_1_2`. Inside quoted law the steps begin anew behind `qstr_1`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

SHORT = {
    "alinea": "al", "article": "art", "attachment": "att", "blockList": "list", "body": "body", "chapter": "chp",
    "citation": "cit", "citations": "cits", "clause": "cl", "component": "cmp", "conclusions": "conclusions",
    "division": "dvs", "eventRef": "eref", "paragraph": "para", "preamble": "preamble", "quotedStructure": "qstr",
    "quotedText": "qtext", "recital": "rec", "recitals": "recs", "section": "sec", "subchapter": "subchp",
    "subclause": "subcl", "subdivision": "subdvs", "subparagraph": "subpara", "subsection": "subsec",
    "wrapUp": "wrapup",
}  # fmt: skip
"""Short names, as the convention gives them; an element that is not here goes by its own."""

_APART = re.compile(r"[^\w]+|_+")


def numbered(number: str) -> str:
    """Returns a number as it stands in an identifier.

    >>> numbered("2 bis."), numbered("(iv)"), numbered("3.1")
    ('2-bis', 'iv', '3-1')
    """
    return _APART.sub("-", number).strip("-").casefold()


@dataclass(slots=True)
class Identifiers:
    """The identifiers of one file, each given once."""

    taken: set[str] = field(default_factory=set)
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def reserve(self, identifier: str) -> bool:
        """Takes an identifier, and says whether it was free and fit to be one."""
        if not identifier or identifier in self.taken or any(each.isspace() for each in identifier):
            return False
        self.taken.add(identifier)
        return True

    def give(self, above: str, name: str, number: str = "") -> str:
        """Returns a new identifier for an element by its name and number, below the one around it."""
        short = numbered(SHORT.get(name, name)) or "hcontainer"
        step = numbered(number)
        stem = f"{above}__{short}" if above else short
        if not step:
            self._counts[above, short] = self._counts.get((above, short), 0) + 1
            step = f"nn_{self._counts[above, short]}"
        return self._free(f"{stem}_{step}")

    def count(self, above: str, name: str) -> str:
        """Returns a new identifier for an element that never has a number, by its place among its kind."""
        key = (above, f"{name} counted")
        self._counts[key] = self._counts.get(key, 0) + 1
        return self.give(above, name, str(self._counts[key]))

    def alone(self, above: str, name: str) -> str:
        """Returns a new identifier for an element that is the only one of its name there, as an `intro` is."""
        short = SHORT.get(name, name)
        return self._free(f"{above}__{short}" if above else short)

    def _free(self, wanted: str) -> str:
        found, count = wanted, 1
        while found in self.taken:
            count += 1
            found = f"{wanted}_{count}"
        self.taken.add(found)
        return found
