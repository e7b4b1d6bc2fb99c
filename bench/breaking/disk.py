"""A simulated disk: what was written to it, what of that was synced, and what is left of the rest when the power goes.

A file is an inode; names are kept apart from it, as on a real disk. Neither a write, nor a cutting of a file's length,
nor a name is on the disk before somebody syncs the file, or the folder of the name. Until then the disk may have done
any part of it, in any order, a write in any of its sectors. That is less than any file system in use promises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

SECTOR = 512
FOLDER = -1
"""Stands for the inode of a folder, of which nothing is kept but its name."""


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes that go to a place in a file."""

    at: int
    data: bytes

    def sectors(self) -> Iterator[Write]:
        """Yields the parts of it that fall into one sector each."""
        start = 0
        while start < len(self.data):
            stop = start + SECTOR - (self.at + start) % SECTOR
            yield Write(self.at + start, self.data[start:stop])
            start = stop


@dataclass(frozen=True, slots=True)
class Cut:
    """A file is made as long, or as short, as this."""

    size: int


Change = Write | Cut
Naming = tuple[tuple[str, int | None], ...]
"""Names given to inodes, or taken away, at one stroke."""


@dataclass(slots=True)
class Inode:
    """A file: its bytes as they were last synced, and what was done to it since."""

    settled: bytes = b""
    pending: list[Change] = field(default_factory=list)


@dataclass(slots=True)
class Disk:
    """The files below some folders, by inode and by name."""

    inodes: list[Inode] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    """What a program sees."""
    settled: dict[str, int] = field(default_factory=dict)
    """What was synced."""
    pending: list[Naming] = field(default_factory=list)
    made: set[str] = field(default_factory=set)
    """The folders that were not there from the start."""

    def make(self, path: str) -> int:
        """Makes an empty file of a name, and returns its inode."""
        self.inodes.append(Inode())
        self.name((path, len(self.inodes) - 1))
        return len(self.inodes) - 1

    def make_folder(self, path: str) -> None:
        """Makes a folder."""
        self.made.add(path)
        self.name((path, FOLDER))

    def name(self, *changes: tuple[str, int | None]) -> None:
        """Gives names, or takes them away (None), at one stroke."""
        _rename(self.names, changes)
        self.pending.append(changes)

    def change(self, inode: int, change: Change) -> None:
        """Does something to a file."""
        self.inodes[inode].pending.append(change)

    def sync(self, inode: int, count: int | None = None) -> None:
        """Puts on the disk what was done to a file: all of it, or only the first so many changes."""
        file = self.inodes[inode]
        done = len(file.pending) if count is None else count
        file.settled = _applied(file.settled, file.pending[:done])
        del file.pending[:done]

    def sync_folder(self, folder: str) -> None:
        """Puts on the disk the names that were given in a folder or taken away."""
        within = [each for each in self.pending if any(_folder(path) == folder for path, _ in each)]
        for each in within:
            _rename(self.settled, each)
        self.pending = [each for each in self.pending if each not in within]

    def after_cut(self, dice: Random | None = None, *, kept: bool = False) -> dict[str, bytes]:
        """Returns the files that are there when the power comes back.

        Without dice nothing is left that was not synced, or everything (`kept`). With dice every file has a fate of its
        own, and so have the names.
        """
        names = dict(self.settled)
        for each in self._names_left(dice, kept):
            _rename(names, each)
        contents: dict[int, bytes] = {}
        for inode in sorted({each for each in names.values() if each != FOLDER}):
            file = self.inodes[inode]
            contents[inode] = _applied(file.settled, _left(file, dice, kept)) if file.pending else file.settled
        return {path: contents[at] for path, at in names.items() if at != FOLDER and self._reached(path, names)}

    def _reached(self, path: str, names: dict[str, int]) -> bool:
        above = _folder(path)
        return above not in self.made or (above in names and self._reached(above, names))

    def _names_left(self, dice: Random | None, kept: bool) -> list[Naming]:
        if dice is None:
            return self.pending if kept else []
        share = dice.choice((0.0, 0.5, 1.0))
        return [each for each in self.pending if dice.random() < share]


def _left(file: Inode, dice: Random | None, kept: bool) -> Iterable[Change]:
    if dice is None:
        return file.pending if kept else ()
    match dice.choice(("dropped", "kept", "cut short", "some", "torn")):
        case "dropped":
            return ()
        case "kept":
            return file.pending
        case "cut short":
            return _cut_short(file.pending, dice)
        case "some":
            share = dice.choice((0.2, 0.5, 0.8))
            return [each for each in file.pending if dice.random() < share]
    return _torn(file, dice)


def _cut_short(changes: list[Change], dice: Random) -> Iterator[Change]:
    """Yields what came first, up to some sector of some write."""
    last = dice.randrange(len(changes))
    yield from changes[:last]
    if isinstance(write := changes[last], Write):
        parts = list(write.sectors())
        yield from parts[: dice.randrange(len(parts) + 1)]


def _torn(file: Inode, dice: Random) -> Iterator[Change]:
    """Yields the sectors that arrived; of one beyond the old end of the file the room may be there, and no bytes."""
    share = dice.choice((0.5, 0.9))
    for each in file.pending:
        for part in each.sectors() if isinstance(each, Write) else (each,):
            if dice.random() < share:
                yield part
            elif isinstance(part, Write) and part.at >= len(file.settled) and dice.random() < 0.5:
                yield Write(part.at, bytes(len(part.data)))


def _applied(content: bytes, changes: Iterable[Change]) -> bytes:
    made = bytearray(content)
    for each in changes:
        size = each.size if isinstance(each, Cut) else each.at
        if len(made) < size:
            made.extend(bytes(size - len(made)))
        if isinstance(each, Cut):
            del made[each.size :]
        else:
            made[each.at : each.at + len(each.data)] = each.data
    return bytes(made)


def _rename(names: dict[str, int], changes: Naming) -> None:
    for path, inode in changes:
        if inode is None:
            names.pop(path, None)
        else:
            names[path] = inode


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
