"""The desk: finds the record that a command is about, opens it, enters what a form means, and says what was entered."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux import errors
from travaux.errors import Malformed, OutOfOrder, Unreadable

if TYPE_CHECKING:
    from travaux.cli.forms.form import Form
    from travaux.cli.forms.names import Names
    from travaux.cli.forms.verbs import Filled
    from travaux.keys.private import PrivateKey
    from travaux.record.acts import Act
    from travaux.record.entries import Entered
    from travaux.record.rules import Verdict
    from travaux.record.terms import Digest
    from travaux.secretariat.desk import Receipt
    from travaux.secretariat.entering import Doing
    from travaux.secretariat.records import Record
    from travaux.text.drafts import Draft

AGAIN = 3
"""How often acts are filled in anew because others wrote to the record meanwhile."""


def found(given: Path | None) -> Path:
    """Returns the record that is meant: as given, else $TRAVAUX_RECORD, else the only one in this folder."""
    if given is not None:
        return given
    named = os.environ.get("TRAVAUX_RECORD")
    if named:
        return Path(named)
    here = sorted(Path().glob("*.travaux"))
    if len(here) == 1:
        return here[0]
    says = "There is no record here." if not here else f"There are {len(here)} records here."
    raise click.UsageError(f"{says} Say which: --record FILE, or TRAVAUX_RECORD. Make one: travaux new NAME.travaux")


@contextmanager
def opened(given: Path | None, viewer: str = "") -> Iterator[Record]:
    """Opens the record that is meant, for whoever looks: the depositary, a party, or the public."""
    from travaux.secretariat.opening import open as open_record

    path = found(given)
    if not path.exists():
        raise Unreadable("there is no such record", where=str(path), advice="Make one: travaux new NAME.travaux")
    try:
        record = open_record(path, viewer=viewer or "depositary")
    except Malformed as fault:
        if fault.where == viewer and viewer:
            raise click.UsageError(f"--as: {fault}") from None
        raise
    with record:
        yield record


@dataclass(frozen=True)
class Entry:
    """An act as it was entered: its place, its grade, what it says, and what the rules say of it."""

    entered: Entered
    sentence: str
    verdicts: Sequence[Verdict]
    receipt: Receipt


def names_of(record: Record, folder: Path = Path()) -> Names:
    """Returns what names mean in a record."""
    from travaux.cli.forms.names import Names
    from travaux.secretariat import entering

    def text(digest: Digest) -> Draft:
        try:
            return record.drafts[digest]
        except KeyError:
            raise Malformed("the text of this draft is not in the record", where=digest) from None

    return Names(
        state=record.state,
        size=record.size,
        draft_of=text,
        fresh=lambda: entering.new_party().removeprefix("party-"),
        line=lambda name: public_line(record, name),
        folder=folder,
    )


def public_line(record: Record, name: str) -> str:
    """Returns the public key line that a name means: a key in this home, a file of a public key, or the line itself."""
    if name.startswith(("ssh-", "sk-", "ecdsa-", "webauthn-")):
        return name
    if record.home.has(name):
        return record.home.public(name).to_text()
    path = Path(name)
    if path.suffix == ".pub" and path.is_file():
        return " ".join(path.read_text(encoding="utf-8").split()[:2])
    raise _no_key(record, name)


def _no_key(record: Record, name: str) -> Unreadable:
    known = ", ".join(record.home.names()) or "none yet"
    return Unreadable("no such key", where=name, advice=f"Keys here: {known}. Make one: travaux key new {name}")


def enter(record: Record, forms: Sequence[Form], folder: Path = Path()) -> list[Entry]:
    """Enters what some forms mean, all or none, and returns each with what the rules say of it."""
    for left in reversed(range(AGAIN)):
        names = names_of(record, folder)
        meant = [act for form in forms for act in _filled(form, names)]
        try:
            receipts = record.enter_all(_steps(record, names, meant))
        except _Grown:
            if not left:
                raise OutOfOrder("others are writing to this record all the time; try again") from None
            continue
        return entries_of(record, receipts)
    raise AssertionError


class _Grown(OutOfOrder):
    """Says that the record grew between filling in and entering."""


def filled(record: Record, forms: Sequence[Form], folder: Path = Path()) -> list[Filled]:
    """Returns what some forms mean, and enters nothing."""
    names = names_of(record, folder)
    return [act for form in forms for act in _filled(form, names)]


def _filled(form: Form, names: Names) -> list[Filled]:
    from travaux.cli.forms.verbs import fill

    return fill(form, names)


def _steps(record: Record, names: Names, filled: Sequence[Filled]) -> list[Callable[[Sequence[int]], Doing]]:
    """Returns the acts as they are entered, each once it is seen that the numbers it may name still hold."""
    first = names.size - len(filled)

    def step(place: int, doing: Doing) -> Callable[[Sequence[int]], Doing]:
        def made(indices: Sequence[int]) -> Doing:
            if len(indices) != place or (place and indices[0] != first):
                raise _Grown("the record grew meanwhile")
            return doing

        return made

    return [step(place, _doing(record, names, one)) for place, one in enumerate(filled)]


def _doing(record: Record, names: Names, one: Filled) -> Doing:
    from dataclasses import replace

    from travaux.secretariat import filing

    with errors.within(one.place) if one.place else nullcontext():
        ready = record.doing(
            one.act,
            by=one.actor,
            person=one.person,
            sign=_signers(record, one.key),
            visible=one.visible,
            refs=one.refs,
        )
    files = [names.files[digest] for digest in _files(one.act) if digest in names.files]
    return replace(
        ready,
        at=one.at,
        files={file.digest: (file.name, file.content) for file in files},
        drafts={file.draft.digest: filing.encode(file.draft) for file in files if file.draft},
    )


def _signers(record: Record, names: str) -> list[PrivateKey | str]:
    """Returns who signs, by names between commas; a key whose file is locked is opened with a passphrase."""
    found: list[PrivateKey | str] = []
    for name in filter(None, names.split(",")):
        if name.partition(":")[0] == "agent":
            found.append(name)
            continue
        path = record.home.path / "keys" / name if record.home.has(name) else Path(name)
        if not path.is_file():
            raise _no_key(record, name)
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


def _files(act: Act) -> Iterator[Digest]:
    """Yields the digests of the files that an act names."""
    from travaux.record import acts

    match act:
        case acts.Table():
            yield act.file
        case acts.Accredit(instrument=paper) | acts.Revoke(instrument=paper) | acts.Confirm(instrument=paper):
            if paper is not None and paper.file:
                yield paper.file
        case acts.State() if act.span:
            yield act.span.file


def entries_of(record: Record, receipts: Iterable[Receipt]) -> list[Entry]:
    """Returns what some receipts stand for: each entry with its sentence and what the rules say of it."""
    from travaux.papers.telling import Teller

    state = record.state
    teller = Teller(state)
    made = []
    for receipt in receipts:
        entered = state.entry(receipt.index)
        assert entered is not None
        made.append(Entry(entered, teller.sentence(entered), receipt.verdicts, receipt))
    return made


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
