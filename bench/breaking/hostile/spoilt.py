"""Files spoilt by chance: bits turned, parts cut out, doubled, swapped for those of another, numbers made huge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random

from bench.breaking.hostile.file import Hostile

LONGEST = 200_000
"""Bytes of a file that is spoilt: of a longer one most of what is done to it would be done to filling."""
_ODD = (
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",
    b"]]>",
    b"<!",
    b"&#0;",
    b'"',
    b"'",
    b"\n\n",
    b"-1",
    b"9" * 30,
    b"%",
    b"{",
    b"}",
    b"PK\5\6",
)


def spoilt(random: Random, files: Sequence[Hostile], count: int) -> Iterator[Hostile]:
    """Yields so many files made of some others, each broken a little further."""
    small = [each for each in files if each.data and len(each.data) <= LONGEST]
    for number in range(count):
        chosen = random.choice(small)
        data = chosen.data
        for _ in range(random.choice((1, 1, 2, 5, 20))):
            data = random.choice(_WAYS)(random, data, random.choice(small).data)
        stem, _, ending = chosen.name.rpartition(".")
        yield replace(chosen, name=f"{stem[:60]}-spoilt-{number}.{ending}", data=data)


def _turned(random: Random, data: bytes, _: bytes) -> bytes:
    changed = bytearray(data)
    for _turn in range(random.choice((1, 4, 40))):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut(random: Random, data: bytes, _: bytes) -> bytes:
    start, end = _piece(random, data)
    return data[:start] + data[end:]


def _doubled(random: Random, data: bytes, _: bytes) -> bytes:
    start, end = _piece(random, data)
    return data[:end] + data[start:end] * random.choice((1, 2, 50)) + data[end:]


def _swapped(random: Random, data: bytes, other: bytes) -> bytes:
    start, end = _piece(random, data)
    first, last = _piece(random, other)
    return data[:start] + other[first:last] + data[end:]


def _put_in(random: Random, data: bytes, _: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(_ODD) + data[at:]


def _ended(random: Random, data: bytes, _: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _piece(random: Random, data: bytes) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 8, 60, 2_000)))


_WAYS: Sequence[Callable[[Random, bytes, bytes], bytes]] = (_turned, _cut, _doubled, _swapped, _put_in, _ended)
