"""Histories: drafts and which came from which. A graph, not a line; nothing of how it was stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from travaux.text.drafts import Draft


@dataclass(frozen=True, slots=True)
class Version:
    """A draft in its history.

    `key` is how people name it: a file name or a commit. `parents` are the places (from 0, in the order of the
    history) of the versions it was made from; every parent comes earlier. `author` is who made the change from the
    parents to this, `at` when (ISO 8601), both as the source tells them.
    """

    draft: Draft
    key: str = ""
    parents: tuple[int, ...] = ()
    author: str | None = None
    at: str | None = None


def in_line(drafts: Iterable[Draft | Version]) -> Iterator[Version]:
    """Yields versions for drafts given oldest first, each made from the one before; versions pass as they are."""
    for place, draft in enumerate(drafts):
        if isinstance(draft, Version):
            yield draft
        else:
            yield Version(draft, key=str(place), parents=(place - 1,) if place else ())
