"""Succession: a record that goes on where the log of another cannot go on under its name.

A restored backup, or one of two histories, must not be signed on from: what is lost was signed once, and somebody may
hold a receipt for it. So a new record begins, with a log and a key of its own, and its depositary states at its
beginning, under the first checkpoint, what it follows upon: the other log, its key, what is left of it, and the last
checkpoints of it that are known, as notes, with the cosignatures of whoever witnessed them. Whoever holds more of the
other log can show it, and nobody can later give another account of where the first one ended.

What is stated is read in the file as it lies there, without asking the guard, and in the guard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

from travaux.errors import StoreFailed
from travaux.log.checkpoint import Checkpoint
from travaux.log.note import Key, Note, text_of
from travaux.papers.counting import counted
from travaux.record.acts import State
from travaux.record.terms import Source
from travaux.secretariat.home import Home
from travaux.secretariat.verifying import Report, verify_store
from travaux.stores.addresses import Address, Place
from travaux.stores.places import store_at


def follows(where: Place, home: Home) -> State:
    """Returns the statement by which a new record follows upon another, which is read and left as it is.

    `where` is what is left of the other: its file, or its address. Where no file is left, it is the name of the log,
    and this home's guard is all that is known of it. Raises `StoreFailed` where nothing is known.
    """
    source = Source(kind="office", office="depositary")
    return State(source=source, words=tuple(_of_name(str(where), home) if _gone(where) else _of_record(where, home)))


def _gone(where: Place) -> bool:
    return not isinstance(where, Address) and not where.exists()


def _of_name(origin: str, home: Home) -> Iterator[str]:
    seen = home.guard(origin).read()
    if seen is None:
        raise StoreFailed(f"there is no record at {origin}, and no log of that name was seen in {home.path}")
    yield from _log(seen.key)
    yield "Nothing of it is left here but its last checkpoint:"
    yield from _lines(seen.note)


def _of_record(where: Place, home: Home) -> Iterator[str]:
    with closing(store_at(where)) as store:
        report, kept = verify_store(store, where.name), store.checkpoints()
        key = Key.from_text(store.setting("log"))
    seen = home.guard(key.name).read()
    known = _distinct([*_witnessed(kept), *kept[-1:], *([seen.note] if seen else [])])
    yield from _log(key)
    yield f"What is left of it here has {counted(report.size, 'entry', 'entries')}, with the root {report.root}."
    yield from _lost(report, max(map(_size, known), default=0))
    for note in known:
        yield from _lines(note)


def _log(key: Key) -> Iterator[str]:
    yield f"This record follows upon the log {key.name}, which cannot go on under its name."
    yield f"The key of that log: {key.to_text()}"


def _lost(report: Report, known: int) -> Iterator[str]:
    if known > report.size:
        entries = f"entry {report.size} is" if known == report.size + 1 else f"entries {report.size} to {known - 1} are"
        yield f"A checkpoint was signed for {known}: {entries} lost. Whoever has a receipt or a copy may hand it in."
    if report.failed:
        first = report.failed[0]
        yield f"It does not hold. It fails that {first.says}: {'; '.join(first.faults[:1])}."


def _witnessed(kept: Sequence[bytes]) -> list[bytes]:
    """Returns the last checkpoint that somebody cosigned, if there is one."""
    return [note for note in kept if len(Note.from_text(note).signatures) > 1][-1:]


def _distinct(notes: Sequence[bytes]) -> list[bytes]:
    """Returns one note for each checkpoint, the smallest first."""
    return sorted({text_of(note): note for note in reversed(notes)}.values(), key=_size)


def _lines(note: bytes) -> Iterator[str]:
    yield from filter(None, note.decode().split("\n"))


def _size(note: bytes) -> int:
    return Checkpoint.from_text(text_of(note)).size
