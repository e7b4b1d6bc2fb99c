"""Places: how people name a clause: "clause 14", "Article 2.1(a)". Which clause a name means is `citation`'s matter.

>>> from travaux.text.clauses import Clause
>>> address(Clause("paragraph", "14.", number="14", path=("Part three", "14.")))
'clause 14'
>>> address(Clause("point", "(a)", number="a", path=("Chapter I", "Article 2 bis", "1.", "(a)")))
'Article 2 bis.1(a)'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from travaux.papers.counting import listed
from travaux.text.clauses import Clause

_NUMBERED = re.compile(r"^[\W_]*(?:\d+|[ivxlcdm]+|[a-z]{1,2})(?:[\s.]*(?:bis|ter|quater|alt))?[\W_]*$", re.IGNORECASE)
_ARTICLE = re.compile(
    r"^(?:art(?:icle|ículo|ikel)?|clause|cláusula|section|sec|rule|regulation|§|статья|المادة)\b", re.IGNORECASE
)
_ATTACHED = re.compile(r"^(?:annex|appendix|schedule|protocol|anexo|annexe|anlage)\b", re.IGNORECASE)


def address(clause: Clause | None) -> str:
    """Returns how people name a clause; outside every clause, "the text".

    Parts and chapters are left out where what is in them has a number of its own; an annex is not.

    >>> address(Clause("point", "(a)", path=("Annex I", "Part 2", "Section 3", "1.", "(a)")))
    'Annex I, Section 3.1(a)'
    """
    if clause is None:
        return "the text"
    if clause.kind == "front":
        return "the front matter"
    path = [_bare(label) for label in clause.path if _bare(label)]
    if not path:
        return f"the {clause.kind}" if clause.kind else "a clause without a number"
    attached = next((label for label in path[:-1] if _ATTACHED.match(label)), "")
    begin = _begins(path)
    first, below = path[begin], "".join(_below(label) for label in path[begin + 1 :])
    named = f"{'clause ' if _NUMBERED.match(first) and not first.startswith('(') else ''}{first}{below}"
    return f"{attached}, {named}" if attached and begin else named


def _begins(path: Sequence[str]) -> int:
    """Returns where the address begins: at the last article, else at the first number, else at the last label."""
    articles = [place for place, label in enumerate(path) if _ARTICLE.match(label)]
    if articles:
        return articles[-1]
    return next((place for place, label in enumerate(path) if _NUMBERED.match(label)), len(path) - 1)


def addresses(clauses: Iterable[Clause | None], most: int = 6) -> str:
    """Returns the places of several clauses as prose lists them: "clauses 3 and 9"."""
    names = list(dict.fromkeys(address(clause) for clause in clauses))
    bare = [name.removeprefix("clause ") for name in names if name.startswith("clause ")]
    if len(bare) == len(names) > 1:
        return f"clauses {listed(bare, most)}"
    return listed(names, most)


def _bare(label: str) -> str:
    return label.strip().rstrip(".:;–—-").strip()


def _below(label: str) -> str:
    bare = _bare(label)
    return bare if bare.startswith("(") else f".{bare.rstrip(')')}"
