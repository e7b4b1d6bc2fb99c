"""Citation: the clause that people mean when they write "2.1(a)", "Article 4, paragraph 2" or "4 bis".

A name is steps, from the outer to the inner. The steps must come in that order in the labels above and including the
clause, the last step being the clause itself; levels between may be left out, so that "2.1" finds paragraph 1 of
Article 2 inside "Chapter I" or "Option 1". Words such as "Article" and "point" bind where they name the kind and are
else passed over. A letter also finds a point that the file numbers in digits: "2.1(a)" is the first point there.

A number without a word means a clause before it means a division: "3" is clause 3, though there be a Part three.

Where several clauses fit, those with the fewest levels left out are the answer; they may still be several, as where
two options each have a paragraph 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from travaux.errors import Malformed
from travaux.text.clauses import Clause
from travaux.text.drafts import Draft
from travaux.text.outline.headings import KINDS
from travaux.text.outline.numerals import SUFFIX_WORDS, fold, readings

_STEP = re.compile(
    rf"[^\W\d_]+(?:-[^\W\d_]+)?(?=\s+[\w(\[])|§"
    rf"|\d+(?:\s?-?(?:{SUFFIX_WORDS})(?![^\W\d_]))+\d?|\d+(?:[A-Za-z]{{1,3}}(?![^\W_]))?|[^\W\d_]+",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+(?:of(?:\s+the)?|de\s+l['’]|de|du|des|del|der)\s*(?=[^\W\d_])", re.IGNORECASE)
_LISTED = 8


class NoSuchClause(Malformed):
    """Says that a draft has no clause of that name; `near` holds paths that come close."""

    def __init__(self, message: str, *, where: str = "", advice: str = "", near: tuple[str, ...] = ()) -> None:
        super().__init__(message, where=where, advice=advice)
        self.near = near


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a name: the number, folded, and the kind its word names, empty where there is none."""

    number: str
    kind: str = ""


def find(draft: Draft, name: str) -> tuple[Clause, ...]:
    """Returns the clauses a name means, in the order of the draft: mostly one, more where the name is ambiguous.

    Raises `NoSuchClause`, with near paths, where there is none.

    >>> draft = Draft("Article 2 bis\\n1. Each Party shall:\\n(a) act;\\n(b) report.\\n")
    >>> [clause.path for clause in find(draft, "2bis.1(b)")]
    [('Article 2 bis', '1.', '(b)')]
    """
    wanted = steps(name)
    if not wanted:
        raise NoSuchClause(f"{name!r} names no clause", advice="Write it like 2.1(a) or Article 4, paragraph 2")
    best = _fitting(draft, wanted, divisions=False) or _fitting(draft, wanted)
    if not best:
        raise _nothing(draft, name, wanted)
    return best


def _fitting(draft: Draft, wanted: tuple[Step, ...], *, divisions: bool = True) -> tuple[Clause, ...]:
    best: list[Clause] = []
    fewest = 1_000_000
    waiting: list[tuple[Clause, tuple[Step, ...]]] = [(clause, ()) for clause in reversed(draft.clauses)]
    while waiting:
        clause, above = waiting.pop()
        trail = (*above, *_trail(clause))
        waiting += [(child, trail) for child in reversed(clause.children)]
        left_out = _left_out(trail, wanted, divisions) if len(trail) > len(above) else None
        if left_out is not None and left_out <= fewest:
            best = [*best, clause] if left_out == fewest else [clause]
            fewest = left_out
    return tuple(best)


def steps(name: str) -> tuple[Step, ...]:
    """Returns the steps of a name.

    >>> [(step.kind, step.number) for step in steps("Article 4, paragraph 2 (a)")]
    [('article', '4'), ('paragraph', '2'), ('', 'a')]
    """
    name = " ".join(name.split())
    inner_first = _OF.split(name)
    if len(inner_first) > 1:
        return tuple(step for part in reversed(inner_first) for step in steps(part))
    found: list[Step] = []
    kind = ""
    for match in _STEP.finditer(name):
        word = match[0]
        plain = fold(word)
        if plain in KINDS and not (readings(word) and len(word) < 2):
            if KINDS[plain] == "preamble" or (
                KINDS[plain] in ("annex", "schedule", "appendix") and not name[match.end() :].strip(" ,.")
            ):
                found.append(Step("", KINDS[plain]))
            kind = KINDS[plain]
        elif plain in _LIST_WORDS:
            kind = _LIST_WORDS[plain]
        else:
            found.append(Step(_folded(word), kind))
            kind = ""
    return tuple(found)


_WORDS_FOR = {
    "point": "point subparagraph letter item lettre buchstabe nummer nr lettera подпункт",
    "paragraph": "para paras absatz abs comma apartado lid пункт",
    "indent": "indent",
    "recital": "recital pp",
    "": "subsection op alinea clause of the",
}
_LIST_WORDS = {word: kind for kind, words in _WORDS_FOR.items() for word in words.split()}
# Kinds that a word may mean besides its own: people say "section 2" and "clause 2" of a contract alike.
_ALIKE = {
    "article": {"article", "section"},
    "section": {"section", "article"},
    "paragraph": {"paragraph", "section", "subsection", "point"},
    "subsection": {"subsection", "paragraph"},
    "point": {"point", "paragraph"},
}

_DIVISIONS = frozenset({"part", "book", "title", "chapter", "division", "subdivision", "subpart", "subchapter"})


def _folded(word: str) -> str:
    found = readings(word)
    return found[0].folded if found else fold(word).replace(" ", "")


def _trail(clause: Clause) -> tuple[Step, ...]:
    if not clause.number:
        if clause.kind in ("preamble", "annex", "schedule", "appendix") and clause.label:
            return (Step("", clause.kind),)
        if clause.kind == "recital" and clause.path[-1].startswith("recital "):
            return (Step(clause.path[-1].removeprefix("recital "), "recital"),)
        return ()
    parts = clause.number.split(".")
    return tuple(Step(part, clause.kind if place + 1 == len(parts) else "") for place, part in enumerate(parts))


def _left_out(trail: tuple[Step, ...], wanted: tuple[Step, ...], divisions: bool) -> int | None:
    """Returns how many steps of a trail a name leaves out, or None where it does not name the trail's end.

    Without `divisions` a number alone names none of them, be it the end of the trail or on the way.
    """
    at = len(trail)
    for order, step in enumerate(reversed(wanted)):
        at -= 1
        while at >= 0 and not (_fits(trail[at], step) and (divisions or step.kind or trail[at].kind not in _DIVISIONS)):
            if order == 0:
                return None
            at -= 1
        if at < 0:
            return None
    return len(trail) - len(wanted)


def _fits(have: Step, want: Step) -> bool:
    if have.kind in ("option", "recital") and have.kind != want.kind:
        return False
    if want.kind and have.kind and have.kind not in _ALIKE.get(want.kind, {want.kind}):
        return False
    if have.number == want.number:
        return True
    letter = len(want.number) == 1 and want.number.isalpha() and have.kind in ("point", "paragraph")
    return letter and not want.kind.startswith("a") and have.number == str(ord(want.number) - ord("a") + 1)


def _nothing(draft: Draft, name: str, wanted: tuple[Step, ...]) -> NoSuchClause:
    """Returns the refusal, with what stands in the innermost clause that the name does reach, else what looks alike."""
    found: list[Clause] = []
    for size in range(len(wanted) - 1, 0, -1):
        if found := [below for clause in _fitting(draft, wanted[:size]) for below in clause.walk()]:
            break
    if not found:
        number = wanted[-1].number
        found = [clause for clause in draft.walk() if number and clause.number.startswith(number)]
    near = tuple(" > ".join(clause.path) for clause in (found or draft.clauses))[:_LISTED]
    advice = "Near it are: " + "; ".join(near) if near else "The draft has no clauses"
    return NoSuchClause(f"no clause {name!r}", where=draft.name, advice=advice, near=near)
