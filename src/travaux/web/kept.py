"""What is kept of long texts between two requests: drafts never change, so neither does what was made of them.

    basis        a record's texts, descents and positions, as one reader has them: with the open record, which is used
                 by one request at a time
    authorship   whose the words of a draft are; its trace is kept for everybody who has the same texts before them
    once         anything made of texts, by all that it depends on, for one reader

Nothing here is evidence, and all of it can be dropped.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Generic, TypeVar, cast
from weakref import WeakKeyDictionary

from travaux.papers.basis import Basis
from travaux.record import acts
from travaux.record.authorship import Authorship
from travaux.record.descent import Descent
from travaux.record.state import State
from travaux.record.terms import Digest
from travaux.secretariat.records import Record
from travaux.text.history import Version
from travaux.text.origins import Trace
from travaux.text.trace import trace
from travaux.web.ask import Ask

Thing = TypeVar("Thing")


class Kept(Generic[Thing]):
    """The things that were last asked for, by key, at most so many. May be used by several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: OrderedDict[Hashable, Thing] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Thing]) -> Thing:
        """Returns what is kept, or what is made now; two that ask at the same time may both make it."""
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
        made = make()
        with self._lock:
            self._things[key] = made
            self._things.move_to_end(key)
            while len(self._things) > self._most:
                self._things.popitem(last=False)
        return made

    def empty(self) -> None:
        """Lets go of everything."""
        with self._lock:
            self._things.clear()


_TRACES: Kept[Trace] = Kept(64)
_MADE: Kept[object] = Kept(96)
_BASES: WeakKeyDictionary[Record, Kept[Basis]] = WeakKeyDictionary()
_DESCENTS: WeakKeyDictionary[Record, Kept[Descent]] = WeakKeyDictionary()
_AUTHORS: WeakKeyDictionary[Record, Kept[Authorship]] = WeakKeyDictionary()


def basis(ask: Ask) -> Basis:
    """Returns the texts of a record as of the entry asked for, with their descents and positions."""
    return basis_of(ask, ask.state)


def basis_of(ask: Ask, state: State) -> Basis:
    """Returns the texts of a record as they were in an earlier state."""
    held = _BASES.setdefault(ask.record, Kept(6))
    key = (ask.record.size, state.size, ask.record.shown, ask.today)
    return held.get(key, lambda: Basis(state, ask.record.drafts, ask.today, descent(ask, state)))


def descent(ask: Ask, state: State) -> Descent:
    """Returns which clause became which, as long as no draft, correction or concord came: comparing takes a while."""
    held = _DESCENTS.setdefault(ask.record, Kept(6))
    brought = tuple((each.digest, each.entry, each.parents) for each in state.drafts)
    fixed = tuple(row.index for kind in (acts.Correct, acts.Concord) for row, _ in state.book.of(kind))
    return held.get((ask.record.shown, brought, fixed), lambda: Descent(state.book, ask.record.drafts))


def authorship(ask: Ask, draft: Digest) -> Authorship:
    """Returns whose the words of a draft are."""
    held = _AUTHORS.setdefault(ask.record, Kept(16))
    made = basis(ask)
    return held.get((*_seen(ask), draft), lambda: Authorship(ask.state.book, made.descent, draft, traced))


def once(ask: Ask, *parts: Hashable, make: Callable[[], Thing]) -> Thing:
    """Returns what was made before for the same reader, of the same record and of the same `parts`, or makes it."""
    key = (ask.seated.slug, ask.seated.viewer, *_seen(ask), ask.today, *parts)
    return cast("Thing", _MADE.get(key, make))


def traced(versions: Sequence[Version]) -> Trace:
    """Returns the trace of some versions, which depends on nothing but them."""
    key = tuple((each.draft.digest, each.draft.before, each.draft.edits, each.key, each.parents, each.author)
                for each in versions)  # fmt: skip
    return _TRACES.get(key, lambda: trace(versions))


def empty() -> None:
    """Lets go of everything that is kept."""
    for each in (_TRACES, _MADE):
        each.empty()
    _BASES.clear()
    _DESCENTS.clear()
    _AUTHORS.clear()


def _seen(ask: Ask) -> tuple[int, int | None, str]:
    """What a record's content depends on: its size, the entry asked for, who may see which private values."""
    return ask.record.size, ask.at, ask.record.shown
