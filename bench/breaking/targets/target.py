"""A target: one parser of ours, seeds to begin with, and the laws that hold for whatever it takes.

The first law is the same for all: bytes are read, or refused as `travaux.errors` has it, in one sentence that a person
can read. The others are told by each target: what is read is written again as it was, two readers agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from travaux import errors
from travaux.errors import TravauxError

LONGEST = 3 * errors.LONGEST + 4
"""Characters of a refusal, at most: it is a sentence, and not the file again."""

Law = Callable[[bytes, Any], None]
"""Takes the bytes and what was read of them; an `AssertionError` says that the law is broken."""


@dataclass(frozen=True, slots=True)
class Target:
    """A parser by name. `packages` are those whose ways are watched while it is fuzzed."""

    name: str
    read: Callable[[bytes], Any]
    seeds: Sequence[bytes]
    laws: tuple[Law, ...] = ()
    longest: int = 4_096

    def run(self, data: bytes) -> None:
        """Reads bytes, and holds what comes of it against the laws."""
        try:
            value = self.read(data)
        except TravauxError as refusal:
            told(refusal)
            return
        for law in self.laws:
            law(data, value)


def told(refusal: TravauxError) -> None:
    """A refusal says what is wrong in one sentence, and is no reader that broke down."""
    words = str(refusal)
    assert words.strip(), "a refusal without a word"
    assert len(words) <= LONGEST, f"a refusal of {len(words)} characters"
    assert "could not go on" not in words, words
    assert "strange answer" not in words, words


def again(write: Callable[[Any], bytes]) -> Law:
    """What is read is written again as it was: a canonical format."""

    def law(data: bytes, value: Any) -> None:
        written = write(value)
        assert written == data, f"written again: {written!r}"

    return law


def settled(read: Callable[[bytes], Any], write: Callable[[Any], bytes]) -> Law:
    """What is read and written is read as the same: a format that has several forms of one value."""

    def law(data: bytes, value: Any) -> None:
        written = write(value)
        assert read(written) == value, f"read again: {written!r}"

    return law


def words_of(data: bytes) -> str:
    """Bytes as a terminal hands them to a command: what is no UTF-8 becomes halves of surrogate pairs."""
    return data.decode("utf-8", "surrogateescape")
