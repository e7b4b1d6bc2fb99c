"""The ways Travaux can refuse, drawn as a tree; nothing here knows what was being attempted.

    TravauxError
    ├── Malformed       their input is not what it says it is; `where` names the place
    │   ├── Unreadable    no reader knows this kind of file, or the file lies about its kind
    │   └── Refused       the file is well formed and still not safe to read: a bomb, a forgery, too large
    ├── OutOfOrder      the procedure does not allow this now
    ├── ProofFailed     a proof, a signature or a digest does not hold (one message, no hint)
    ├── UnknownKey      a signature by a key that nobody enrolled
    ├── NotPermitted    this viewer may not do or see that
    ├── Forked          the record contradicts a checkpoint that was signed or seen before
    └── StoreFailed     the place where the record is kept did not do its part
        └── Locked        others are writing to the record, and went on for too long

A wrong call is a `TypeError` or a `ValueError`; broken arithmetic is an `assert`. What a refusal quotes of a file is
`shortened`, so that no file is printed back at whoever asked about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 500
"""Characters of a message, a place or an advice, at most."""


def shortened(words: str) -> str:
    """Returns words without their middle, where they are longer than anybody reads.

    >>> len(shortened("x" * 1_000_000))
    500
    """
    if len(words) <= LONGEST:
        return words
    return f"{words[: LONGEST - 103]} … {words[-100:]}"


class TravauxError(Exception):
    """Stands above every refusal, so that a caller can catch them all."""

    def __str__(self) -> str:
        return shortened(super().__str__())


class Malformed(TravauxError):
    """Says that an input cannot be taken as it is, and where.

    `where` names the place as precisely as it is known: a path, then what is inside it, outermost first,
    such as `draft-2.docx: word/document.xml: line 14`. `advice` says what to do next.
    """

    def __init__(self, message: str, *, where: str = "", advice: str = "") -> None:
        super().__init__(message)
        self.message = shortened(message)
        self.where = shortened(where)
        self.advice = shortened(advice)

    def inside(self, outer: str) -> Malformed:
        """Returns the same refusal with a longer path: `outer`, then the place known so far."""
        where = f"{outer}: {self.where}" if self.where else outer
        return type(self)(self.message, where=where, advice=self.advice)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.where, self.advice)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f". {self.advice}" if self.advice else ""
        return f"{place}{self.message}{advice}"


class Unreadable(Malformed):
    """Says that no reader knows this kind of file, or that the file is not the kind it claims to be."""


class Refused(Malformed):
    """Says that reading the file would not be safe: a bomb, a forgery, a limit passed."""


class OutOfOrder(TravauxError):
    """Says that the procedure does not allow this now."""


class ProofFailed(TravauxError):
    """Says that a proof, a signature or a digest does not hold, always in the same words: a forger learns nothing."""

    def __str__(self) -> str:
        return "a proof, a signature or a digest does not hold"


class UnknownKey(TravauxError):
    """Says that a signature was made with a key nobody enrolled."""


class NotPermitted(TravauxError):
    """Says that this viewer may not do or see that."""


class Forked(TravauxError):
    """Says that a record contradicts a checkpoint that was signed or seen before: an old copy, or another history."""


class StoreFailed(TravauxError):
    """Says that the place where the record is kept did not do its part."""


class Locked(StoreFailed):
    """Says that others are writing to the record and went on for longer than anybody should wait."""


@contextmanager
def within(place: str) -> Iterator[None]:
    """Puts `place` before the path of whatever is refused as `Malformed` inside the block.

    >>> with within("line 2"):
    ...     raise Malformed("not a number")
    Traceback (most recent call last):
    travaux.errors.Malformed: line 2: not a number
    """
    try:
        yield
    except Malformed as fault:
        raise fault.inside(place) from None


def _rebuild(kind: type[Malformed], message: str, where: str, advice: str) -> Malformed:
    return kind(message, where=where, advice=advice)
