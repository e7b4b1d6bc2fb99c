"""Sheets: what people write in a file of acts, or in a form, entered in a record, all of it or none.

A form says in words of the field what was done (`forms`); here names become ids, files are read, and the acts go in.
Where others wrote to the record meanwhile, the forms are filled in anew, so that a number that they name is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from travaux import errors
from travaux.errors import Malformed, OutOfOrder, Unreadable
from travaux.keys.private import PrivateKey
from travaux.keys.public import PublicKey
from travaux.papers.telling import Teller
from travaux.record import acts
from travaux.record.acts import Act
from travaux.record.entries import Entered
from travaux.record.rules import Verdict
from travaux.record.terms import Digest
from travaux.secretariat import entering, filing
from travaux.secretariat.desk import Receipt
from travaux.secretariat.entering import Doing
from travaux.secretariat.forms import sheet
from travaux.secretariat.forms.form import Form
from travaux.secretariat.forms.names import Names
from travaux.secretariat.forms.verbs import Filled, fill
from travaux.secretariat.records import Record
from travaux.text.drafts import Draft

AGAIN = 3
"""How often acts are filled in anew because others wrote to the record meanwhile."""

Keys = Callable[[Record, str], list[PrivateKey | str]]
"""Who signs, by names between commas."""


def apply(record: Record, path: Path) -> list[Entry]:
    """Enters a file of acts; the files that it names lie beside it. Raises `Malformed` where an act is none."""
    return enter(record, sheet.forms(path.read_bytes(), path.name), path.parent)


def named_keys(record: Record, names: str) -> list[PrivateKey | str]:
    """Returns the keys of the operator's home that are named, as they are: none is unlocked here."""
    return [name for name in names.split(",") if name]


@dataclass(frozen=True)
class Entry:
    """An act as it was entered: its place, its grade, what it says, and what the rules say of it."""

    entered: Entered
    sentence: str
    verdicts: Sequence[Verdict]
    receipt: Receipt


def names_of(record: Record, folder: Path | None = None, held: Mapping[str, bytes] | None = None) -> Names:
    """Returns what names mean in a record. With `folder` no file outside it counts, with `held` none on this disk."""

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
        line=lambda name: public_line(record, name) if held is None else PublicKey.from_text(name).to_text(),
        folder=folder,
        held=held,
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
    raise no_key(record, name)


def no_key(record: Record, name: str) -> Unreadable:
    """Returns the refusal of a key that is not there, which says which are."""
    known = ", ".join(record.home.names()) or "none yet"
    return Unreadable("no such key", where=name, advice=f"Keys here: {known}. Make one: travaux key new {name}")


def enter(
    record: Record, forms: Sequence[Form], folder: Path | None = None, *, keys: Keys = named_keys,
    held: Mapping[str, bytes] | None = None, request: str = "", as_of: int | None = None,
) -> list[Entry]:  # fmt: skip
    """Enters what some forms mean, all or none, and returns each with what the rules say of it.

    With `held`, files that were handed over, none of this machine is read. What is sent twice with one `request` id is
    entered once. With `as_of` they mean what they mean in a record of that size, and where it grew, `OutOfOrder`.
    """
    for left in reversed(range(AGAIN)):
        names = names_of(record, folder, held)
        if as_of not in (None, names.size) and not record.has(request):
            raise OutOfOrder("the record went on meanwhile")
        meant = [act for form in forms for act in _filled(form, names)]
        try:
            receipts = record.enter_all(_steps(record, names, meant, keys), request=request)
        except _Grown:
            if not left or as_of is not None:
                raise OutOfOrder("others are writing to this record all the time; try again") from None
            continue
        return entries_of(record, receipts)
    raise AssertionError


class _Grown(OutOfOrder):
    """Says that the record grew between filling in and entering."""


def filled(record: Record, forms: Sequence[Form], folder: Path | None = None) -> list[Filled]:
    """Returns what some forms mean, and enters nothing."""
    names = names_of(record, folder)
    return [act for form in forms for act in _filled(form, names)]


def doings(record: Record, forms: Sequence[Form], held: Mapping[str, bytes]) -> list[Doing]:
    """Returns the acts that some forms mean, made ready but for whoever signs them; nothing is entered.

    `held` are the files that were handed over with them: no other is read.
    """
    names = names_of(record, held=held)
    meant = [act for form in forms for act in _filled(form, names)]
    return [_doing(record, names, one, named_keys) for one in meant]


def _filled(form: Form, names: Names) -> list[Filled]:

    return fill(form, names)


def _steps(
    record: Record, names: Names, filled: Sequence[Filled], keys: Keys
) -> list[Callable[[Sequence[int]], Doing]]:
    """Returns the acts as they are entered, each once it is seen that the numbers it may name still hold."""
    first = names.size - len(filled)

    def step(place: int, doing: Doing) -> Callable[[Sequence[int]], Doing]:
        def made(indices: Sequence[int]) -> Doing:
            if len(indices) != place or (place and indices[0] != first):
                raise _Grown("the record grew meanwhile")
            return doing

        return made

    return [step(place, _doing(record, names, one, keys)) for place, one in enumerate(filled)]


def _doing(record: Record, names: Names, one: Filled, keys: Keys) -> Doing:

    with errors.within(one.place) if one.place else nullcontext():
        ready = record.doing(
            one.act,
            by=one.actor,
            person=one.person,
            sign=keys(record, one.key),
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


def _files(act: Act) -> Iterator[Digest]:
    """Yields the digests of the files that an act names."""
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
    state = record.state
    teller = Teller(state)
    made = []
    for receipt in receipts:
        entered = state.entry(receipt.index)
        assert entered is not None
        made.append(Entry(entered, teller.sentence(entered), receipt.verdicts, receipt))
    return made
