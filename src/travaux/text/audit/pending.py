"""Pending changes: which of the changes a new file shows were shown in the last one already.

The changes of two files are two series. Those that are the same in everything (what was done, by whom, when, with which
words) are paired in order; of the rest, those that are the same but for the names, for files are stripped of names on
the way; of the rest, a change whose words are much of those of another, or hold them, or are nearly the same by the
same hand: words put in by one party and changed since by nobody knows whom.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from travaux.text.audit.rows import Status, parts
from travaux.text.drafts import Draft, Edit
from travaux.text.edits import blocks
from travaux.text.redline.matching import likeness
from travaux.text.tokens import words

_EDITED = 0.6
"""Least share of words in common for a pending insertion of one hand to be the same, changed in silence."""

Keeps = Callable[[Edit, str], Status | None]


@dataclass(frozen=True, slots=True)
class Pending:
    """Which changes of the new draft were pending in the last one: the same still, or some of their words, or words
    put in there that are struck here."""

    same: frozenset[Edit]
    some: frozenset[Edit]
    struck: frozenset[Edit]


def pending(last: Draft, new: Draft) -> Pending:
    """Returns which changes of the new draft were pending in the last one."""
    old, now = _changes(last), _changes(new)
    same: set[Edit] = set()
    for key in (_everything, _words_only):
        same |= _paired(old, now, key)
    left = [change for change in old if change.edit.kind == "insert"]
    rest = [change for change in now if change.edit.kind != "delete" and any(_akin(change, other) for other in left)]
    return Pending(
        frozenset(same),
        frozenset(part.edit for part in rest if part.edit.kind == "insert"),
        frozenset(part.edit for part in rest if part.edit.kind == "transient"),
    )


@dataclass(frozen=True, slots=True)
class _Change:
    """A change and its characters."""

    edit: Edit
    text: str


def _changes(draft: Draft) -> list[_Change]:
    return [_Change(part.edit, part.text) for part in parts(draft) if part.edit is not None]


def _everything(change: _Change) -> Hashable:
    return change.edit.kind, change.edit.by, change.edit.then, change.edit.move is None, change.text


def _words_only(change: _Change) -> Hashable:
    return change.edit.kind, tuple(words(change.text)) or change.text


def _paired(old: list[_Change], now: list[_Change], key: Callable[[_Change], Hashable]) -> set[Edit]:
    """Takes out of two series what is the same by a key, in order; returns the changes of the second."""
    found = blocks([key(change) for change in old], [key(change) for change in now])
    pairs = [(block.a + step, block.b + step) for block in found for step in range(block.size)]
    edits = {now[j].edit for _, j in pairs}
    for place in sorted((i for i, _ in pairs), reverse=True):
        del old[place]
    for place in sorted((j for _, j in pairs), reverse=True):
        del now[place]
    return edits


def keeps_last(settled: bool) -> Keeps:
    """Returns what becomes of the changes of the last draft in its row."""

    def keeps(edit: Edit, text: str) -> Status | None:
        if edit.kind == "insert":
            return "plain" if settled else "pending"
        return "struck" if edit.kind == "delete" and not settled else None

    return keeps


def keeps_new(found: Pending, settled: bool) -> Keeps:
    """Returns what becomes of the changes of the new draft in its row, given what was pending in the last.

    Words shown as put in are left out, unless they were shown as put in by the last draft.
    """

    def keeps(edit: Edit, text: str) -> Status | None:
        same = edit in found.same
        if edit.kind == "delete":
            return None if settled and same else "struck"
        if edit.kind == "transient":
            return None if edit not in found.struck else "struck" if settled else "pending"
        if not same and edit not in found.some:
            return None
        return "plain" if settled else "pending"

    return keeps


def _akin(change: _Change, other: _Change) -> bool:
    """Tells whether a change shows words that another showed: half of them in a row, or, by the same hand, edited."""
    found, shown = words(change.text), words(other.text)
    if not found or len(shown) > 2 * len(found) or len(found) > 2 * len(shown):
        return False
    if _holds(shown, found) or _holds(found, shown):
        return True
    return change.edit.by == other.edit.by and likeness(found, shown).of_both >= _EDITED


def _holds(stretch: Sequence[str], found: Sequence[str]) -> bool:
    return any(stretch[place : place + len(found)] == found for place in range(len(stretch) - len(found) + 1))
