"""Entrants: the clauses that are new in a draft, and those of them in which the words of an amendment stand.

A clause is new that came from none of the drafts its own was made from. Its number is not part of its words: what is
proposed as 3bis may stand as 4. Words that stood before, wherever it was, did not come in with a new clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.record import acts
from travaux.record.descent import Descent
from travaux.record.shelf import Spot
from travaux.record.terms import Digest
from travaux.record.wordings import words_of
from travaux.text.outline.labels import labels_at
from travaux.text.tokens import tokens

Entrants = Sequence[tuple[str, Spot]]
"""The words of the new clauses of a draft in order, each with the innermost of them in which it stands."""

_LABEL = ""
"""Stands among words for the printed label of a clause, whatever it is."""


def entrants(descent: Descent, draft: Digest) -> Entrants:
    """Returns the words of the clauses that are new in a draft."""
    text = descent.shelf[draft]
    found: dict[int, tuple[str, Spot]] = {}
    for spot in _new(descent, draft):
        clause = text.clauses[spot.number]
        found |= {token.start: (token.text, spot) for token in tokens(text.draft.text, *clause.span)}
        printed = [token.start for token in tokens(text.draft.text, *clause.label_span)]
        found |= dict.fromkeys(printed[:1], (_LABEL, spot))
        for start in printed[1:]:
            found.pop(start, None)
    return [found[start] for start in sorted(found)]


def _new(descent: Descent, draft: Digest) -> Iterator[Spot]:
    steps = [step for parent in descent.parents[draft] for step in descent.steps(parent, draft)]
    known = {spot for step in steps if step.earlier for spot in step.later}
    for number in range(len(descent.shelf[draft].clauses)):
        if Spot(draft, number) not in known:
            yield Spot(draft, number)


def entered(descent: Descent, found: Entrants, act: acts.Propose, draft: Digest) -> tuple[Spot, ...]:
    """Returns the new clauses of a draft, the innermost, in which the words of an amendment stand, one after the other.

    There are none where these words stood in the draft that it amends, or in one from which this draft was made.
    """
    labelled = [word for line in act.words for word in _of_line(line)]
    raw = [token.text for line in act.words for token in tokens(line)]
    bare = [each for each in found if each[0] != _LABEL]
    for words, among in ((labelled, found), (raw, bare)):
        at = place([word for word, _ in among], words)
        if at is not None and not _stood(descent, act, draft, [word for word in words if word != _LABEL]):
            return tuple(dict.fromkeys(spot for _, spot in among[at : at + len(words)]))
    return ()


def _of_line(line: str) -> list[str]:
    """Returns the words of a line that is proposed. A bare number may be no label, and stays what it is."""
    line = line.strip()
    readings = [one for one in labels_at(line, 0, len(line)) if one.start == 0 and one.number and not one.citing]
    label = next((one for one in readings if not one.text.isalnum()), None)
    words = [token.text for token in tokens(line, label.end if label else 0)]
    return [_LABEL, *words] if label else words


def _stood(descent: Descent, act: acts.Propose, draft: Digest, words: Sequence[str]) -> bool:
    """Whether words stood in a draft before this one; no words always did."""
    before = {act.wording.draft, *descent.parents[draft]}
    return not words or any(place(words_of(descent.shelf[one].draft, None), words) is not None for one in before)


def outermost(descent: Descent, spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Returns those of some clauses of one draft that stand in none of the others."""
    numbers = {spot.number for spot in spots}
    return tuple(spot for spot in spots if not numbers.intersection(descent.shelf[spot.draft].around(spot.number)))


def place(words: Sequence[str], part: Sequence[str]) -> int | None:
    """Returns where some words begin in others, in which they stand one after the other; nowhere without words."""
    size, part = len(part), list(part)
    starts = (at for at in range(len(words) - size + 1) if part and words[at] == part[0])
    return next((at for at in starts if list(words[at : at + size]) == part), None)
