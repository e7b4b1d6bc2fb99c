"""Hands: many tasks done at once by processes of this machine. What a task is, is not known here.

Every process has one task at a time, and a pipe of its own to this one. So it is known whose task a process had when it
died, and nobody else loses anything: another begins in its place, and the task is given out again, three times in all.
A process ends when its pipe does: none is left behind, however this one ends. (The pools of the standard library share
one queue: a process that dies breaks the whole pool, and those that live on after it is gone wait for ever.)
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter, deque
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

from travaux.formats.worker import contain

T = TypeVar("T")
R = TypeVar("R")

DEATHS = 3
"""How often whoever does a task may die of it before it is given up."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What came of a task that was given up: so many died of it."""

    deaths: int


def done(
    work: Callable[[T], R], tasks: Sequence[T], *, hands: int, megabytes: int = 0
) -> Generator[tuple[int, R | Lost], None, None]:  # fmt: skip
    """Yields what `work` makes of each task, with the task's place, in the order in which they are done.

    `work` is a function at the top of a module, and catches what it raises. Each of the `hands` may use so many
    `megabytes` beyond what it begins with; 0 is no limit.
    """
    waiting = deque(range(len(tasks)))
    deaths: Counter[int] = Counter()
    idle: list[_Hand[T, R]] = []
    busy: dict[Connection, tuple[_Hand[T, R], int]] = {}
    try:
        while waiting or busy:
            while waiting and len(busy) < hands:
                hand = idle.pop() if idle else _Hand(work, megabytes)
                place = waiting.popleft()
                busy[hand.pipe] = hand, place
                hand.give(tasks[place])
            for pipe in wait(list(busy)):
                assert isinstance(pipe, Connection)
                hand, place = busy.pop(pipe)
                try:
                    made = hand.take()
                except (EOFError, OSError):
                    hand.end()
                    deaths[place] += 1
                    if deaths[place] < DEATHS:
                        waiting.appendleft(place)
                    else:
                        yield place, Lost(DEATHS)
                else:
                    idle.append(hand)
                    yield place, made
    finally:
        for hand in [*idle, *(hand for hand, _ in busy.values())]:
            hand.end()


class _Hand(Generic[T, R]):
    """A process that does one task after another."""

    def __init__(self, work: Callable[[T], R], megabytes: int) -> None:
        # Begun afresh, not as a fork: what it does may depend on nothing that this process has done before.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_busy, args=(work, theirs, megabytes), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, task: T) -> None:
        with suppress(OSError):  # it has died: whoever waits for it is told
            self.pipe.send(task)

    def take(self) -> R:
        made: R = self.pipe.recv()
        return made

    def end(self) -> None:
        self.pipe.close()
        self._process.kill()
        self._process.join()


def _busy(work: Callable[[T], R], pipe: Connection, megabytes: int) -> None:
    """Lives the life of a hand: until there are no more tasks, or nobody who gives them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if megabytes:
        contain(megabytes)
    with suppress(EOFError, BrokenPipeError):
        while True:
            pipe.send(work(pipe.recv()))
