"""Printing: a paper of the desk in a format. What takes long is bounded, and kept for whoever asks for the same again.

What is kept is found by all that it depends on: the record, its size and who reads it, what was asked. It is kept in
this process alone, and goes when others need the room.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock, Semaphore

from travaux.errors import Locked

KEPT = 32 << 20
"""Bytes that are kept."""
AT_ONCE = 2
"""How many papers are set in type at once; others wait."""
PATIENCE = 20.0
"""Seconds for which one waits."""

Key = tuple[str, ...]


class Press:
    """Prints, a few at once, and keeps what it printed."""

    def __init__(self, kept: int = KEPT, at_once: int = AT_ONCE, patience: float = PATIENCE) -> None:
        self._most, self._patience = kept, patience
        self._turn, self._lock = Semaphore(at_once), Lock()
        self._kept: OrderedDict[Key, bytes] = OrderedDict()

    def kept(self, key: Key) -> bytes | None:
        """Returns what was printed under a key, if it is kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def printed(self, key: Key, make: Callable[[], bytes]) -> bytes:
        """Returns what is printed under a key. Raises `Locked` where others print for too long."""
        if (found := self.kept(key)) is not None:
            return found
        if not self._turn.acquire(timeout=self._patience):
            raise Locked("Others are having papers set in type; ask again in a moment")
        try:
            made = self.kept(key) or make()
        finally:
            self._turn.release()
        self._keep(key, made)
        return made

    def _keep(self, key: Key, made: bytes) -> None:
        if len(made) > self._most // 4:
            return
        with self._lock:
            self._kept[key] = made
            self._kept.move_to_end(key)
            while sum(map(len, self._kept.values())) > self._most:
                self._kept.popitem(last=False)


PRESS = Press()
