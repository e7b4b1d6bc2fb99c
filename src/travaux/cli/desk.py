"""The desk: finds the record that a command is about, opens it, enters what a form means, and says what was entered."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux import errors
from travaux.errors import Malformed, Unreadable

if TYPE_CHECKING:
    from travaux.keys.private import PrivateKey
    from travaux.secretariat.forms.form import Form
    from travaux.secretariat.records import Record
    from travaux.secretariat.sheets import Entry
    from travaux.stores.addresses import Place

AGAIN = 3
"""How often acts are filled in anew because others wrote to the record meanwhile."""


def found(given: Place | None) -> Place:
    """Returns the record that is meant: as given, else $TRAVAUX_RECORD, else the only one in this folder."""
    if given is not None:
        return given
    named = os.environ.get("TRAVAUX_RECORD")
    if named:
        from travaux.stores.addresses import place

        return place(named)
    here = sorted(Path().glob("*.travaux"))
    if len(here) == 1:
        return here[0]
    says = "There is no record here." if not here else f"There are {len(here)} records here."
    raise click.UsageError(f"{says} Say which: --record FILE, or TRAVAUX_RECORD. Make one: travaux new NAME.travaux")


def file(given: Place | None) -> list[Path]:
    """Returns the file of the record that is meant, which no output may replace; none where a server keeps it."""
    where = found(given)
    return [where] if isinstance(where, Path) else []


@contextmanager
def opened(given: Place | None, viewer: str = "") -> Iterator[Record]:
    """Opens the record that is meant, for whoever looks: the depositary, a party, or the public."""
    from travaux.secretariat.opening import open as open_record

    path = found(given)
    if isinstance(path, Path) and not path.exists():
        raise Unreadable("there is no such record", where=str(path), advice="Make one: travaux new NAME.travaux")
    try:
        record = open_record(path, viewer=viewer or "depositary")
    except Malformed as fault:
        if fault.where == viewer and viewer:
            raise click.UsageError(f"--as: {fault}") from None
        raise
    with record:
        yield record


def enter(record: Record, forms: Sequence[Form], folder: Path | None = None) -> list[Entry]:
    """Enters what some forms mean, all or none, and returns each with what the rules say of it."""
    from travaux.secretariat import sheets

    return sheets.enter(record, forms, folder, keys=_keys)


def _keys(record: Record, names: str) -> list[PrivateKey | str]:
    """Returns who signs, by names between commas; a key whose file is locked is opened with a passphrase."""
    from travaux.secretariat.sheets import no_key

    found: list[PrivateKey | str] = []
    for name in filter(None, names.split(",")):
        if name.partition(":")[0] == "agent":
            found.append(name)
            continue
        path = record.home.path / "keys" / name if record.home.has(name) else Path(name)
        if not path.is_file():
            raise no_key(record, name)
        found.append(unlocked(path.read_text(encoding="ascii", errors="replace"), name)[0])
    return found


def unlocked(text: str, name: str) -> tuple[PrivateKey, str]:
    """Returns the private key in a file of OpenSSH's, and its passphrase, asked for where it is locked."""
    from travaux.keys.private import PrivateKey

    with errors.within(name):
        try:
            return PrivateKey.from_text(text), ""
        except Malformed as fault:
            if "encrypted" not in fault.message or not sys.stdin.isatty():
                raise
        words = str(click.prompt(f"Passphrase for {name}", hide_input=True, err=True))
        return PrivateKey.from_text(text, words), words


def day(words: str) -> str:
    """Returns the day that an option names; anything less than one day is refused."""
    from travaux.record import phrases
    from travaux.record.dates import bounds

    with usage():
        first, last = bounds(phrases.read(words).edtf)
        if first is None or first != last:
            raise Malformed(f"{words!r} is not one day", advice="Give it like 2019-03-20")
        return first


def known_entry(record: Record, index: int | None) -> None:
    """Refuses the number of an entry that is not there."""
    if index is not None and not 0 <= index < record.size:
        raise click.UsageError(f"There is no entry {index}: the record has entries 0 to {record.size - 1}.")


@contextmanager
def usage() -> Iterator[None]:
    """Takes what a name cannot mean for a matter of the command line."""
    try:
        yield
    except Unreadable:
        raise
    except Malformed as fault:
        raise click.UsageError(str(fault)) from None
