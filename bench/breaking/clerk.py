"""A clerk who works with settings that no release has: broken ones, so that a test can show that it would notice.

    python -m bench.breaking.clerk SETTING terminal ARGUMENT …      what `travaux ARGUMENT …` does, in a process
    python -m bench.breaking.clerk SETTING desk RECORD COUNT        enters so many acts in one process, one by one

The settings: `sound`, nothing is changed; `often`, SQLite's log is folded in after a few pages. Broken: `normal`,
`synchronous=NORMAL`; `off`, nothing is synced; `guard first`, the guard moves before the entries are synced; `names`,
no folder is synced in the operator's home; `log`, SQLite's log is not synced when it was emptied after an erasure.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from travaux.cli import main as terminal
from travaux.record.acts import Admit, State
from travaux.record.terms import Source
from travaux.secretariat.desk import Receipt
from travaux.secretariat.entering import new_party
from travaux.secretariat.guards import Guard, Seen
from travaux.secretariat.opening import open as open_record
from travaux.stores import connecting, durability, sqlite
from travaux.stores.sqlite import SqliteStore

NAME = "Republic of Aldania and the Islands"
"""A name that is erased at the end."""


def _synchronous(level: str) -> None:
    plain = SqliteStore._execute

    def execute(store: SqliteStore, sql: str, values: Sequence[Any] = ()) -> int:
        return plain(store, f"PRAGMA synchronous={level}" if sql.startswith("PRAGMA synchronous=") else sql, values)

    SqliteStore._execute = execute  # type: ignore[method-assign, assignment]


def _guard_first() -> None:
    _synchronous("NORMAL")
    plain = Guard.advance

    def advance(guard: Guard, seen: Seen) -> None:
        plain(guard, seen)
        for log in Path(os.environ["TRAVAUX_HOME"]).parent.glob("*.travaux-wal"):
            file = os.open(log, os.O_RDWR)
            os.fsync(file)
            os.close(file)

    Guard.advance = advance  # type: ignore[method-assign, assignment]


def _names() -> None:
    durability.sync_folder = lambda path: None


def _log() -> None:
    connecting.sync_log = lambda path: None


def _often() -> None:
    sqlite._LONG = 30


SETTINGS: dict[str, Callable[[], None]] = {
    "sound": lambda: None,
    "often": _often,
    "normal": lambda: _synchronous("NORMAL"),
    "off": lambda: _synchronous("OFF"),
    "guard first": _guard_first,
    "names": _names,
    "log": _log,
}
BROKEN = tuple(SETTINGS)[2:]


def said(words: str) -> State:
    """Returns an act that says something: a source's words."""
    return State(source=Source(kind="outlet", outlet="The Gazette"), words=(words,))


def enter(record: Path, count: int) -> None:
    """Enters acts one after another in one process, erases a name, and tells of each when it has the receipt."""
    with open_record(record, viewer="depositary") as opened:
        party = opened.enter(Admit(party=new_party(), handle="aldania", name=NAME))
        _tell(party)
        for number in range(count):
            _tell(opened.enter(said(f"{number} {'and so on ' * 40}")))
        for receipt in opened.erase(party.index, "name", ground="request of the party"):
            _tell(receipt, "erase")


def _tell(receipt: Receipt, kind: str = "") -> None:
    entry = {"index": receipt.index, "hash": receipt.hash, "receipt": receipt.text, "type": kind}
    os.write(1, json.dumps({"format": "entered/1", "entries": [entry]}).encode() + b"\n")


def main(setting: str, place: str, *arguments: str) -> None:
    """Works as it is told."""
    SETTINGS[setting]()
    if place == "desk":
        enter(Path(arguments[0]), int(arguments[1]))
    else:
        terminal.main(arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
