"""A line: those who wait in one process to enter something in one record. Whoever is first enters for all.

A commit costs a wait for the disk, however much is in it. So while one of the line holds the turn, those who come
queue up; the next to have the turn takes in what all of them brought, in the order in which they came, under one
checkpoint. Who brought what cannot come in is told so, and the others are not kept from it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

LONGEST = 64
"""How many are taken in at once."""

Brought = TypeVar("Brought")
Got = TypeVar("Got")


class Place(Generic[Brought, Got]):
    """One who waits: what was brought, and what comes of it: `got`, or the `fault` for which it did not come in."""

    def __init__(self, brought: Brought) -> None:
        self.brought = brought
        self.got: Got | None = None
        self.fault: Exception | None = None
        self.done = False
        self.leads = False
        self._called = threading.Event()

    def answer(self) -> Got:
        """Returns what came of it, or raises its fault."""
        if self.fault is not None:
            raise self.fault
        assert self.got is not None
        return self.got

    def call(self) -> None:
        """Wakes whoever stands here: it is done, or leads now."""
        self._called.set()

    def wait(self) -> None:
        """Waits to be called."""
        self._called.wait()


class Line(Generic[Brought, Got]):
    """The line before one record, shared by all who have it open in this process."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._waiting: list[Place[Brought, Got]] = []
        self._led = False

    def enter(self, brought: Brought, lead: Callable[[Callable[[], list[Place[Brought, Got]]]], None]) -> Got:
        """Brings something in, and returns what came of it.

        `lead` is called where nobody leads: it waits for its turn, asks for those who stand in line by then, and gives
        each an answer. What it raises is raised to whoever leads, and to those whom it had taken.
        """
        place: Place[Brought, Got] = Place(brought)
        with self._mutex:
            self._waiting.append(place)
            place.leads, self._led = not self._led, True
        if not place.leads:
            place.wait()
        if place.leads and not place.done:
            self._lead(place, lead)
        return place.answer()

    def _lead(self, own: Place[Brought, Got], lead: Callable[[Callable[[], list[Place[Brought, Got]]]], None]) -> None:
        taken: list[Place[Brought, Got]] = []

        def take() -> list[Place[Brought, Got]]:
            with self._mutex:
                taken.extend(self._waiting[:LONGEST])
                del self._waiting[:LONGEST]
            return taken

        try:
            lead(take)
        except BaseException as fault:
            _fail(taken, fault if isinstance(fault, Exception) else RuntimeError("whoever led was interrupted"))
            raise
        finally:
            self._pass_on(own)
            for each in taken:
                each.done = True
                each.call()

    def _pass_on(self, own: Place[Brought, Got]) -> None:
        """Lets the next in line lead, if there is one."""
        with self._mutex:
            if own in self._waiting:
                self._waiting.remove(own)
            if self._waiting:
                self._waiting[0].leads = True
                self._waiting[0].call()
            self._led = bool(self._waiting)


def _fail(taken: Iterable[Place[Brought, Got]], fault: Exception) -> None:
    for each in taken:
        each.got, each.fault = None, fault
