"""The guard: the last checkpoint of a log that was signed or seen here, kept in another place than the record.

A record that comes back from a backup is a record whose end is missing. Signing on from there would give two histories
under one name, and every receipt from the lost end would say so. So nobody signs, and nobody is shown, a tree that is
smaller than the guard's or contradicts it.

The file holds two slots of 4,096 bytes, written in turn and each synced before the checkpoint leaves the house, so that
a write that is cut short spoils the older one only. A slot is

    the SHA-256, in hexadecimal, of all that follows in it
    the log's key, as a vkey
    the checkpoint, as a note signed by the log

with a line feed after the first two, and zero bytes to its end. Every entry under a guard's root was checked in this
home, its signatures too.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from travaux.errors import Forked, Malformed, StoreFailed
from travaux.log.checkpoint import Checkpoint
from travaux.log.merkle import Hashes, fold, subtrees
from travaux.log.note import Key, text_of
from travaux.stores import durability
from travaux.stores.turns import Turns

SLOT = 4096


@dataclass(frozen=True, slots=True)
class Seen:
    """The largest checkpoint of a log that this home knows, as a note, and the log's key."""

    key: Key
    note: bytes
    checkpoint: Checkpoint = field(init=False)
    """What the note says."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "checkpoint", Checkpoint.from_text(text_of(self.note)))


class Guard:
    """The guard of one log in one home."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turns = Turns(path)
        self._broken = False

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps every other copy of the record from moving the guard meanwhile."""
        self._make_folder()
        with self._turns.turn():
            yield

    def read(self) -> Seen | None:
        """Returns what was seen last, or None for a log that is new here."""
        best: tuple[int, Seen] | None = None
        for slot in self._slots():
            seen = _parse(slot)
            if seen is not None and (best is None or seen.checkpoint.size >= best[0]):
                best = seen.checkpoint.size, seen
        return best[1] if best else None

    def advance(self, seen: Seen) -> None:
        """Keeps a checkpoint, on the disk, before it is handed out; the caller holds the guard and has checked it.

        After a failure nothing more is kept through this guard: what reached the disk is not known.
        """
        if self._broken:
            raise StoreFailed(f"{self._path} could not be written to; open the record again")
        slots = [_parse(slot) for slot in self._slots()]
        sizes = [-1 if each is None else each.checkpoint.size for each in slots]
        body = seen.key.to_text().encode() + b"\n" + seen.note
        slot = sha256(body).hexdigest().encode() + b"\n" + body
        if len(slot) > SLOT:
            raise Malformed("the checkpoint does not fit into the guard", where=seen.key.name)
        with self._told():
            self._broken = True
            file = self._opened()
            try:
                _write(file, slot.ljust(SLOT, b"\0"), SLOT * (sizes[1] < sizes[0]))
                _sync(file)
            finally:
                os.close(file)
            self._broken = False

    def _slots(self) -> list[bytes]:
        with self._told():
            whole = self._path.read_bytes() if self._path.exists() else b""
        return [whole[:SLOT], whole[SLOT : 2 * SLOT]]

    def _opened(self) -> int:
        """Opens the file to write, by its name: somebody may have put it back since the last time.

        It has its full length from the start: later writes change no metadata, and a sync is one write.
        """
        self._make_folder()
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if os.fstat(file).st_size < 2 * SLOT:
                self._lengthen(file)
        except OSError:
            os.close(file)
            raise
        return file

    def _lengthen(self, file: int) -> None:
        try:
            _write(file, b"\0" * (2 * SLOT), 0)
            os.fsync(file)
            durability.sync_folder(self._path.parent)
        except OSError:
            # Else whoever comes next would take it for one that is on the disk.
            self._path.unlink(missing_ok=True)
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Raises what the system raises inside the block as `StoreFailed`."""
        try:
            yield
        except OSError as fault:
            raise StoreFailed(f"{self._path}: {os.strerror(fault.errno or 0).lower()}") from None

    def _make_folder(self) -> None:
        with self._told():
            durability.make_folder(self._path.parent)


def check(seen: Seen, size: int, hashes: Hashes, name: str) -> None:
    """Raises `Forked` unless a record of `size` entries holds, unchanged, all that was seen of its log."""
    past = seen.checkpoint
    if size < past.size:
        raise Forked(
            f"{name} has {size} entries, and its log has signed a checkpoint for {past.size}: this is an old copy. "
            f"Put back the newest copy of the file, one with {past.size} entries or more. If there is none, the log "
            f"cannot go on under its name: `travaux new NEXT.travaux --follows {name}` begins a record that says what "
            "was lost"
        )
    if fold(hashes.hashes(subtrees(0, past.size))) != past.root:
        raise Forked(
            f"{name} is another history than the one whose checkpoint for {past.size} entries is kept here: entries "
            "were changed, or two copies of the file were written to. Keep both, write to neither, and run `travaux "
            f"verify` on each; `travaux new NEXT.travaux --follows {name} --follows OTHER` begins a record that names "
            "both"
        )


@lru_cache(16)
def _parse(slot: bytes) -> Seen | None:
    digest, _, body = slot.rstrip(b"\0").partition(b"\n")
    if not body or sha256(body).hexdigest().encode() != digest:
        return None
    key, _, note = body.partition(b"\n")
    return Seen(Key.from_text(key.decode()), note)


def _write(file: int, content: bytes, at: int) -> None:
    """Writes all of it: a file that may not grow, or a full disk, takes a part without a word."""
    while content:
        done = os.pwrite(file, content, at)
        content, at = content[done:], at + done


def _sync(file: int) -> None:
    getattr(os, "fdatasync", os.fsync)(file)
