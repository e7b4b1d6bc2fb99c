"""Changes still pending: what a draft shows as changed that the draft it was made from showed already.

Drafts go round with their tracked changes in them, and the next draft shows the old changes with the new. An old change
is not made twice: its words came in where it was first shown. So the changes that a parent shows too, of the same words
in the same place by the same hand, are taken as made, and what is left is what is new.

Words are laid beside each other as everywhere, token by token, so a new change inside an old one does not hide it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from travaux.text.drafts import Draft, Edit
from travaux.text.edits import blocks
from travaux.text.tokens import Token, tokens

_NOBODY = -1


@dataclass(frozen=True, slots=True)
class _Shown:
    """For each character of a text, the number of the edit that covers it, and whether the parent shows it too."""

    owners: Sequence[int]
    old: Sequence[bool]


def fresh(draft: Draft, parent: Draft) -> Draft:
    """Returns a draft without the changes that its parent shows too: they are taken as made.

    >>> from travaux.text.drafts import Hand
    >>> boria, aldania = Hand("Boria"), Hand("Aldania")
    >>> one = Draft("We may act.", before="We act.", edits=(Edit("insert", 3, 7, boria),))
    >>> edits = (Edit("insert", 3, 7, boria), Edit("insert", 7, 11, aldania))
    >>> two = fresh(Draft("We may not act.", before="We act.", edits=edits), one)
    >>> two.before, [(edit.start, edit.end, edit.by.author) for edit in two.edits]
    ('We may act.', [(7, 11, 'Aldania')])
    """
    if draft.before is None or parent.before is None:
        return draft
    put_in = _shown(draft.text, draft.edits, parent.text, parent.edits, "insert")
    taken_out = _shown(draft.before, draft.edits, parent.before, parent.edits, "delete")
    transients = list(_transients(draft.edits, parent.edits))
    if not any(put_in.old) and not any(taken_out.old) and len(transients) == _count(draft.edits):
        return draft
    before, places = _before(draft.text, draft.before, put_in, taken_out)
    inserts = [place for place, owner in enumerate(put_in.owners) if owner != _NOBODY and not put_in.old[place]]
    edits = (
        *_gathered("insert", inserts, [put_in.owners[place] for place in inserts], draft.edits),
        *_gathered("delete", [place for place, _ in places], [owner for _, owner in places], draft.edits),
        *transients,
    )
    return replace(draft, before=before if edits else None, edits=edits)


def _count(edits: Sequence[Edit]) -> int:
    return sum(edit.kind == "transient" for edit in edits)


def _transients(edits: Sequence[Edit], before: Sequence[Edit]) -> Iterator[Edit]:
    """Yields the words put in and struck again that the parent does not have."""
    had = Counter(_hands(edit) for edit in before if edit.kind == "transient")
    for edit in edits:
        if edit.kind == "transient":
            if had[_hands(edit)]:
                had[_hands(edit)] -= 1
            else:
                yield edit


def _hands(edit: Edit) -> tuple[str, str | None, str | None]:
    return edit.words, edit.by.author, edit.then.author if edit.then else None


def _shown(
    text: str, edits: Sequence[Edit], parent: str, parents: Sequence[Edit], kind: Literal["insert", "delete"]
) -> _Shown:
    owners, others = _owners(len(text), edits, kind), _owners(len(parent), parents, kind)
    old = [False] * len(text)
    mine, theirs = tokens(text), tokens(parent)
    for block in blocks([token.text for token in theirs], [token.text for token in mine]):
        for offset in range(block.size):
            one, other = theirs[block.a + offset], mine[block.b + offset]
            hand, was = owners[other.start], others[one.start]
            if hand != _NOBODY and was != _NOBODY and edits[hand].by.author == parents[was].by.author:
                old[other.start : other.end] = [True] * (other.end - other.start)
    _spaces(text, mine, owners, old)
    return _Shown(owners, old)


def _owners(size: int, edits: Sequence[Edit], kind: str) -> list[int]:
    owners = [_NOBODY] * size
    for number, edit in enumerate(edits):
        if edit.kind == kind:
            owners[edit.start : edit.end] = [number] * (edit.end - edit.start)
    return owners


def _spaces(text: str, mine: Sequence[Token], owners: Sequence[int], old: list[bool]) -> None:
    """White space of an edit goes with the word before it, or at the beginning of the edit with the word after it."""
    ends = [0, *(token.end for token in mine)]
    starts = [*(token.start for token in mine), len(text)]
    for end, start in zip(ends, starts, strict=True):
        for place in range(end, start):
            if owners[place] == _NOBODY:
                continue
            left = end and owners[end - 1] == owners[place]
            right = start < len(text) and owners[start] == owners[place]
            old[place] = bool(old[end - 1] if left else right and old[start])


def _before(text: str, before: str, put_in: _Shown, taken_out: _Shown) -> tuple[str, list[tuple[int, int]]]:
    """Returns the text with only the old changes made, and in it the places that new deletions take out."""
    made: list[str] = []
    gone: list[tuple[int, int]] = []
    here = there = 0
    while here < len(text) or there < len(before):
        if there < len(before) and taken_out.owners[there] != _NOBODY:
            if not taken_out.old[there]:
                gone.append((len(made), taken_out.owners[there]))
                made.append(before[there])
            there += 1
        elif here < len(text) and put_in.owners[here] != _NOBODY:
            if put_in.old[here]:
                made.append(text[here])
            here += 1
        else:
            made.append(text[here])
            here, there = here + 1, there + 1
    return "".join(made), gone


def _gathered(
    kind: Literal["insert", "delete"], places: Sequence[int], owners: Sequence[int], edits: Sequence[Edit]
) -> Iterator[Edit]:
    """Yields an edit for every run of neighbouring characters with one owner."""
    start = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or places[end] != places[end - 1] + 1 or owners[end] != owners[start]:
            edit = edits[owners[start]]
            yield Edit(kind, places[start], places[end - 1] + 1, edit.by, edit.move)
            start = end
