"""Tables: maps and lists that never change, made so that a changed copy costs little. Nothing of records here.

A `Table` is a large map that is shared and never written to, and a small one with what came since. A fold opens a
table, writes to it, and closes it; whoever holds the closed one sees no change. When the small map has grown, both are
copied into one, so that a change costs a few microseconds however long the record is.

A large map may be `Kept`: its keys are known, and a value is fetched when it is first asked for.

`Rows` is a list that grows at its end: full chunks, shared, and a short last one.

>>> first = Rows((1, 2))
>>> list(first.add(3)), list(first)
([1, 2, 3], [1, 2])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")

CHUNK = 64
"""Rows in a full chunk."""
SMALL = 256
"""Least entries of the small map before both are copied into one; it may grow to 1/64 of the large one."""


class Kept(Mapping[K, V]):
    """A map whose values are fetched one by one, when they are first asked for."""

    __slots__ = ("_fetch", "_fetched", "_keys")

    def __init__(self, keys: Iterable[K], fetch: Callable[[K], V], fetched: Mapping[K, V] | None = None) -> None:
        self._keys = dict.fromkeys(keys)
        self._fetch = fetch
        self._fetched: dict[K, V] = dict(fetched or {})

    def __getitem__(self, key: K) -> V:
        if key not in self._keys:
            raise KeyError(key)
        if key not in self._fetched:
            self._fetched[key] = self._fetch(key)
        return self._fetched[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def merged(self, newer: Mapping[K, V]) -> Kept[K, V]:
        """Returns the map with other values put in."""
        return Kept([*self._keys, *newer], self._fetch, {**self._fetched, **newer})


class Table(Mapping[K, V]):
    """A map in the order in which its keys first came, open or closed; only an open one can be written to."""

    __slots__ = ("_large", "_open", "_shared", "_small")

    def __init__(self, content: Mapping[K, V] | None = None) -> None:
        self._large: dict[K, V] | Kept[K, V] = content if isinstance(content, Kept) else dict(content or {})
        self._small: dict[K, V] = {}
        self._shared = False
        self._open = False

    def opened(self) -> Table[K, V]:
        """Returns a copy that can be written to until it is closed."""
        copy: Table[K, V] = Table()
        copy._large, copy._small = self._large, self._small
        copy._shared = copy._open = True
        return copy

    def closed(self) -> Table[K, V]:
        """Returns this table, which cannot be written to from now on."""
        self._open = False
        if not self._shared and len(self._small) > max(SMALL, len(self._large) // 64):
            large = self._large
            self._large = large.merged(self._small) if isinstance(large, Kept) else large | self._small
            self._small = {}
        return self

    def __setitem__(self, key: K, value: V) -> None:
        if not self._open:
            raise TypeError("the table is closed")
        if self._shared:
            self._small, self._shared = dict(self._small), False
        self._small[key] = value

    def __getitem__(self, key: K) -> V:
        small = self._small
        return small[key] if key in small else self._large[key]

    @overload
    def get(self, key: K, /) -> V | None: ...
    @overload
    def get(self, key: K, /, default: V | T) -> V | T: ...
    def get(self, key: K, /, default: object = None) -> object:
        """Returns a value, or the default. The map's own way, by a refusal caught, takes twice the time."""
        small = self._small
        return small[key] if key in small else self._large.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._small or key in self._large

    def __iter__(self) -> Iterator[K]:
        yield from self._large
        large = self._large
        yield from (key for key in self._small if key not in large)

    def __len__(self) -> int:
        large = self._large
        return len(large) + sum(key not in large for key in self._small)

    def __repr__(self) -> str:
        return f"Table({dict(self)!r})"


class Rows(Sequence[V], Generic[V]):
    """A list that grows at its end; `add` returns the longer list and leaves this one as it is."""

    __slots__ = ("_chunks", "_last")

    def __init__(self, content: Sequence[V] = ()) -> None:
        full = len(content) - len(content) % CHUNK
        self._chunks: tuple[tuple[V, ...], ...] = tuple(
            tuple(content[start : start + CHUNK]) for start in range(0, full, CHUNK)
        )
        self._last: tuple[V, ...] = tuple(content[full:])

    def add(self, value: V) -> Rows[V]:
        """Returns the list with one value more."""
        longer: Rows[V] = Rows.__new__(Rows)
        last = (*self._last, value)
        full = len(last) == CHUNK
        longer._chunks = (*self._chunks, last) if full else self._chunks
        longer._last = () if full else last
        return longer

    def __len__(self) -> int:
        return len(self._chunks) * CHUNK + len(self._last)

    def __iter__(self) -> Iterator[V]:
        for chunk in self._chunks:
            yield from chunk
        yield from self._last

    def __reversed__(self) -> Iterator[V]:
        yield from reversed(self._last)
        for chunk in reversed(self._chunks):
            yield from reversed(chunk)

    @overload
    def __getitem__(self, place: int) -> V: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[V]: ...
    def __getitem__(self, place: int | slice) -> V | Sequence[V]:
        if isinstance(place, slice):
            return tuple(self)[place]
        place = place + len(self) if place < 0 else place
        if not 0 <= place < len(self):
            raise IndexError(place)
        chunk, rest = divmod(place, CHUNK)
        return self._chunks[chunk][rest] if chunk < len(self._chunks) else self._last[rest]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self._last == other._last and self._chunks == other._chunks

    def __hash__(self) -> int:
        return hash((len(self), self._last))

    def __repr__(self) -> str:
        return f"Rows({list(self)!r})"
