"""Snapshots: a state kept as bytes, so that a long record need not be read again. A cache, to be dropped at will.

A snapshot holds what a fold has worked out, in one JSON object, and no entry: no names, no words, no private value. An
entry is read when something asks for it, by the function that the reader gives. So a snapshot is small, and what was
erased since is not in it.

    v         2, the version of this form; any other is refused, and the record is folded anew
    log       whatever the keeper wants to be sure of: the origin, the root at that size, the viewer
    size      how many entries the log had                   rows      the indices of those that were shown
    judged    the grades: [grade, keys, unkeyed], and of each row the number of its own
    idle      [index, why it has no effect]                  holders   key, enrolment, retired, suspect from, replaced …
    kinds, upon, parties, people, drafts, places             the registers of the book
    chains    the last entry of every author                 gaps      where an author's chain does not hold
    earlier   entries that claim a time before that of the entry before them, with that time

Grades are in it, and they are not checked again: a snapshot is worth what the place is worth where it is kept. It never
travels with a record.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, TypeVar

from travaux.errors import Malformed
from travaux.record import acts
from travaux.record.book import Book, Gap, Link, Row
from travaux.record.entries import Entered
from travaux.record.keyring import Holder, Judged, Key, Keyring
from travaux.record.state import State
from travaux.record.tables import Kept, Rows, Table
from travaux.record.terms import Index
from travaux.record.touches import touches

VERSION = 2
K = TypeVar("K")

Read = Callable[[Index], Entered]
"""Gives an entry of the log as this reader may see it, its grade left open."""


def to_text(state: State, log: str) -> bytes:
    """Returns a snapshot of a state; `log` is what `from_text` will ask for again."""
    book = state.book
    judged: dict[Judged, int] = {}
    numbers = [judged.setdefault(book.judged[index], len(judged)) for index in book.rows]
    found = {
        "v": VERSION, "log": log, "size": state.size, "rows": list(book.rows),
        "judged": [[each.grade, each.keys, each.unkeyed] for each in judged], "numbers": numbers,
        "idle": list(book.idle.items()),
        "holders": [_holder(book, each) for each in book.keyring.holders.values()],
        "kinds": {kind.__name__.lower(): list(rows) for kind, rows in book.kinds.items()},
        "upon": [[index, list(rows)] for index, rows in book.upon.items()],
        "parties": [[party, list(rows)] for party, rows in book.parties.items()],
        "people": [[person, list(rows)] for person, rows in book.people.items()],
        "drafts": [[draft, list(rows)] for draft, rows in book.drafts.items()],
        "places": [[draft, place, list(rows)] for (draft, place), rows in book.places.items()],
        "chains": [[key, each.seq, each.hash, each.entry] for key, each in book.chains.items()],
        "gaps": [[index, [asdict(each) for each in gaps]] for index, gaps in book.gaps.items()],
        "earlier": list(book.earlier.items()),
    }  # fmt: skip
    return json.dumps(found, separators=(",", ":"), ensure_ascii=False).encode()


def from_text(text: bytes, log: str, read: Read) -> State:
    """Returns the state that was kept; `Malformed` where it is another version's, another log's, or damaged."""
    try:
        found = json.loads(text)
        if found["v"] != VERSION or found["log"] != log:
            raise Malformed("a snapshot of another log, or of another version", where="snapshot")
        return State(_book(found, read), found["size"])
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError):
        raise Malformed("the snapshot is damaged", where="snapshot", advice="Fold the record anew") from None


def _holder(book: Book, holder: Holder) -> list[object]:
    """Returns a holder without the person, who is in the enrolment of its first key."""
    first = holder
    while first.replaced is not None:
        first = book.keyring.holders[first.replaced]
    ended = [holder.retired, holder.suspect_from, holder.replaced, holder.reason]
    return [holder.key, first.enrolled, holder.enrolled, *ended]


def _book(found: Mapping[str, Any], read: Read) -> Book:
    judged = [Judged(grade, tuple(keys), unkeyed) for grade, keys, unkeyed in found["judged"]]
    of_row = {index: judged[number] for index, number in zip(found["rows"], found["numbers"], strict=True)}
    idle = dict[Index, str](found["idle"])

    def row(index: Index) -> Row:
        mine = of_row[index]
        entered = replace(read(index), grade=mine.grade)
        reads = touches(entered.entry.act)
        return Row(entered=entered, judged=mine, touches=reads, idle=idle.get(index, ""))

    return Book(
        rows=Table(Kept(found["rows"], row)), judged=Table(of_row), idle=Table(idle),
        keyring=Keyring(Table(dict(_held(each, read) for each in found["holders"]))),
        kinds=_register((acts.ACTS[name], rows) for name, rows in found["kinds"].items()),
        upon=_register(found["upon"]), parties=_register(found["parties"]), people=_register(found["people"]),
        drafts=_register(found["drafts"]),
        places=_register(((draft, place), rows) for draft, place, rows in found["places"]),
        chains=Table({key: Link(seq, hashed, entry) for key, seq, hashed, entry in found["chains"]}),
        gaps=Table({index: tuple(Gap(**each) for each in gaps) for index, gaps in found["gaps"]}),
        earlier=Table(dict(found["earlier"])),
    )  # fmt: skip


def _held(kept: Sequence[Any], read: Read) -> tuple[Key, Holder]:
    key, first, enrolled, retired, suspect_from, replaced, reason = kept
    act = read(first).entry.act
    if not isinstance(act, acts.Enrol):
        raise ValueError(f"entry {first} enrols nobody")
    holder = Holder(
        key=key, person=act.person, party=act.party, mandate=act.mandate, duty=act.duty, enrolled=enrolled,
        retired=retired, suspect_from=suspect_from, replaced=replaced, reason=reason,
    )  # fmt: skip
    return key, holder


def _register(content: Iterable[tuple[K, Sequence[Index]]]) -> Table[K, Rows[Index]]:
    held = dict(content)
    return Table(Kept(held, lambda key: Rows(held[key])))
