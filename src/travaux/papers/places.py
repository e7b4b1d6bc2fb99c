"""Places: how people name a clause ("clause 14", "Article 2.1(a)"), and which clause a name means.

>>> from travaux.text.clauses import Clause
>>> address(Clause("paragraph", "14.", number="14", path=("Part three", "14.")))
'clause 14'
>>> address(Clause("point", "(a)", number="a", path=("Chapter I", "Article 2 bis", "1.", "(a)")))
'Article 2 bis.1(a)'
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from travaux.papers.counting import listed
from travaux.text.clauses import Clause
from travaux.text.drafts import Draft

_NUMBERED = re.compile(r"^[\W_]*(?:\d+|[ivxlcdm]+|[a-z]{1,2})(?:[\s.]*(?:bis|ter|quater|alt))?[\W_]*$", re.IGNORECASE)
_WRAPPER = re.compile(r"^(?:part|title|chapter|book|division|schedule|annex|section)\b", re.IGNORECASE)
_STEP = re.compile(r"\d+|[^\W\d_]+", re.UNICODE)
_KIND_WORDS = {"article", "clause", "paragraph", "section", "art", "point", "para", "rule", "regulation", "sub"}


def address(clause: Clause | None) -> str:
    """Returns how people name a clause, or "no clause"."""
    if clause is None:
        return "no clause"
    path = [label for label in clause.path if label.strip()]
    while len(path) > 1 and _WRAPPER.match(path[0]):
        path.pop(0)
    if not path:
        return _unlabelled(clause)
    first, rest = _bare(path[0]), "".join(_below(label) for label in path[1:])
    return f"{'clause ' if _NUMBERED.match(first) else ''}{first}{rest}"


def addresses(clauses: Iterable[Clause | None], most: int = 6) -> str:
    """Returns the places of several clauses as prose lists them: "clauses 3 and 9"."""
    names = list(dict.fromkeys(address(clause) for clause in clauses))
    bare = [name.removeprefix("clause ") for name in names if name.startswith("clause ")]
    if len(bare) == len(names) > 1:
        return f"clauses {listed(bare, most)}"
    return listed(names, most)


def named(draft: Draft, name: str) -> Clause | None:
    """Returns the clause that a name means, or None: the steps of the name are the last steps of the clause's path.

    >>> draft = Draft("Article 2\\n1. Parties shall:\\n(a) cooperate;\\n")
    >>> found = named(draft, "2.1(a)")
    >>> found and found.label
    '(a)'
    """
    wanted = _steps(name)
    if not wanted:
        return None
    fits = [clause for clause in draft.walk() if _ends(_trail(clause), wanted)]
    return min(fits, key=lambda clause: (len(_trail(clause)), clause.span), default=None)


def _bare(label: str) -> str:
    return label.strip().rstrip(".:;–—-").strip()


def _below(label: str) -> str:
    bare = _bare(label)
    return bare if bare.startswith("(") else f".{bare.rstrip(')')}"


def _unlabelled(clause: Clause) -> str:
    return f"the {clause.kind}" if clause.kind else "a clause without a number"


def _steps(name: str) -> list[str]:
    steps = [step.casefold() for step in _STEP.findall(name)]
    return [step for step in steps if step not in _KIND_WORDS]


def _trail(clause: Clause) -> list[str]:
    return [step for label in clause.path for step in _steps(label)]


def _ends(trail: list[str], wanted: list[str]) -> bool:
    return trail[-len(wanted) :] == wanted
