"""Pending changes: which of the changes a new file shows were shown in the last one already."""

from __future__ import annotations

from collections.abc import Callable

from travaux.text.audit_rows import Status, parts
from travaux.text.drafts import Draft, Edit
from travaux.text.tokens import words

Keeps = Callable[[Edit, str], Status | None]


def keeps_last(settled: bool) -> Keeps:
    """Returns what becomes of the changes of the last draft in its row."""

    def keeps(edit: Edit, text: str) -> Status | None:
        if edit.kind == "insert":
            return "plain" if settled else "pending"
        return "struck" if edit.kind == "delete" and not settled else None

    return keeps


def keeps_new(last: Draft, settled: bool) -> Keeps:
    """Returns what becomes of the changes of the new draft in its row, beside the last one.

    Words shown as put in are left out, unless the last draft showed the same words as put in: whose name they bear now
    does not matter, for files are stripped of names on the way.
    """
    pending = [words(part.text) for part in parts(last) if part.edit is not None and part.edit.kind == "insert"]
    breaks = {edit.by for edit in last.edits if edit.kind == "insert" and not last.text[edit.start : edit.end].strip()}
    gone = [words(part.text) for part in parts(last) if part.edit is not None and part.edit.kind == "delete"]

    def keeps(edit: Edit, text: str) -> Status | None:
        if edit.kind == "delete":
            return None if settled and _among(words(text), gone) else "struck"
        if not _among(words(text), pending) and not (not text.strip() and edit.by in breaks):
            return None
        if edit.kind == "transient":
            return "struck" if settled else "pending"
        return "plain" if settled else "pending"

    return keeps


def _among(found: list[str], stretches: list[list[str]]) -> bool:
    """Tells whether words are found in a row in one of some stretches, or hold one whole."""
    return bool(found) and any(_holds(stretch, found) or _holds(found, stretch) for stretch in stretches)


def _holds(stretch: list[str], found: list[str]) -> bool:
    if not found or len(found) > len(stretch):
        return False
    return any(stretch[place : place + len(found)] == found for place in range(len(stretch) - len(found) + 1))
