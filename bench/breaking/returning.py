"""What comes back: old copies in the place of new ones, one record in two places, guards that are gone, restores.

Each scene does to a record what an honest hand can do, asks for an act at the terminal, and then does what the refusal
said. Nobody signs a second history, and everybody can go on. `backups` copies a record while others write to it;
`drill` loses the machine and everything on it but the last copy and the keys.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import travaux
from bench.breaking import promises
from bench.breaking.outcome import Outcome
from bench.breaking.servers import Server
from bench.breaking.writer import Told, Writer
from travaux.cli.main import run
from travaux.record.acts import State
from travaux.record.terms import Source
from travaux.stores.addresses import Address, Place

ROUNDS = 20
COPIES = 40
MEGABYTES = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said at the terminal, on one line, and the exit code."""

    code: int
    says: str


@dataclass
class Office:
    """A record and its depositary on one machine: a folder with the file, the home, and a copy from yesterday."""

    folder: Path
    place: Place = field(default_factory=Path)
    entered: int = 0

    @property
    def home(self) -> Path:
        """The operator's home."""
        return self.folder / "home"

    @property
    def copy(self) -> Path:
        """Yesterday's copy."""
        return self.folder / "yesterday.travaux"

    def say(self, *arguments: object, home: Path | None = None) -> Answer:
        """Gives a command."""
        out = io.StringIO()
        with (
            patch.dict(os.environ, {"TRAVAUX_HOME": str(home or self.home)}),
            redirect_stdout(out),
            redirect_stderr(out),
        ):
            code = run([each.text if isinstance(each, Address) else str(each) for each in arguments])
        return Answer(code, " ".join(out.getvalue().split()))

    def enter(self, place: Place | None = None, home: Path | None = None) -> Answer:
        """Enters something."""
        self.entered += 1
        return self.say("party", "admit", f"party-{self.entered}", "--record", place or self.place, home=home)

    def must(self, *arguments: object) -> None:
        """Gives a command that succeeds."""
        answer = self.say(*arguments)
        assert answer.code == 0, answer

    def begin(self, place: Place) -> None:
        """Makes the record, enters something, copies it, and enters something more: two entries are not in the copy."""
        self.place = place
        self.must("new", place, "--title", "Velm", "--origin", "example.org/velm")
        for _ in range(2):
            assert self.enter().code == 0
        self.must("backup", place, self.copy)
        for _ in range(2):
            assert self.enter().code == 0

    def goes_on(self, place: Place, home: Path | None = None) -> Answer:
        """Enters something, and verifies the whole: both have to succeed."""
        answer = self.enter(place, home)
        return answer if answer.code else self.say("verify", place, home=home)


Scene = Callable[[Office], tuple[Answer, Answer]]
"""Does something to a record, and returns the answer to an act, and what came of doing what it said."""


def _file(office: Office) -> Path:
    assert isinstance(office.place, Path)
    return office.place


def put_back(office: Office) -> tuple[Answer, Answer]:
    """Yesterday's copy in the place of the record, which is still there under another name: it is put back."""
    newest = office.folder / "newest"
    _file(office).rename(newest)
    shutil.copy(office.copy, _file(office))
    answer = office.enter()
    newest.replace(_file(office))
    return answer, office.goes_on(_file(office))


def only_an_old_one(office: Office) -> tuple[Answer, Answer]:
    """Yesterday's copy is all that is left: a new record follows upon it."""
    office.copy.replace(_file(office))
    answer = office.enter()
    return answer, _followed(office, _file(office))


def nothing_left(office: Office) -> tuple[Answer, Answer]:
    """Neither record nor copy is left; the home is, and with it the last checkpoint."""
    _file(office).unlink()
    return office.enter(), _followed(office, "example.org/velm")


def from_the_public(office: Office) -> tuple[Answer, Answer]:
    """The newest copy is one without private values, which was handed out: every entry is in it."""
    handed = office.folder / "handed-out.travaux"
    office.must("backup", _file(office), handed, "--for", "public")
    office.copy.replace(_file(office))
    answer = office.enter()
    handed.replace(_file(office))
    return answer, office.goes_on(_file(office))


def in_two_places(office: Office) -> tuple[Answer, Answer]:
    """The file is copied, and both are written to from one home: the second is refused, the first goes on."""
    second = office.folder / "second.travaux"
    shutil.copy(_file(office), second)
    assert office.enter().code == 0
    return office.enter(second), office.goes_on(_file(office))


def cloned(office: Office) -> tuple[Answer, Answer]:
    """The machine is cloned, home and all, and both go on: when one meets the other's file, there are two histories."""
    clone = office.folder / "clone"
    clone.mkdir()
    shutil.copytree(office.home, clone / "home")
    shutil.copy(_file(office), clone / "velm.travaux")
    assert office.enter().code == office.enter(clone / "velm.travaux", clone / "home").code == 0
    answer = office.enter(clone / "velm.travaux")
    return answer, _followed(office, _file(office), clone / "velm.travaux")


def another_in_use(office: Office) -> tuple[Answer, Answer]:
    """Yesterday's copy is put into the place of a record that somebody has open, who then writes."""
    newest = office.folder / "newest"
    with travaux.open(_file(office), viewer="depositary", home=office.home) as record:
        _file(office).rename(newest)
        office.copy.replace(_file(office))
        said = State(source=Source(kind="document"), words=("Lost.",))
        assert "another was put in its place" in _refusal(lambda: record.enter(said))
    answer = office.enter()
    newest.replace(_file(office))
    return answer, office.goes_on(_file(office))


def _refusal(act: Callable[[], object]) -> str:
    try:
        act()
    except travaux.StoreFailed as fault:
        return str(fault)
    return ""


def moved(office: Office) -> tuple[Answer, Answer]:
    """A record was moved, and the old one is written to."""
    there = office.folder / "there.travaux"
    office.must("move", _file(office), there)
    return office.enter(), office.goes_on(there)


def moved_and_gone_on(office: Office) -> tuple[Answer, Answer]:
    """The same after the new one went on: nobody is shown the old one either."""
    there = office.folder / "there.travaux"
    office.must("move", _file(office), there)
    assert office.enter(there).code == 0
    return office.say("status", "--record", _file(office)), office.goes_on(there)


def _followed(office: Office, *others: object) -> Answer:
    """Begins a record that follows upon others, goes on in it, and looks whether it says so."""
    place = office.folder / "next.travaux"
    office.must("new", place, *(each for other in others for each in ("--follows", other)))
    said = office.say("show", 1, "--record", place).says
    assert "This record follows upon the log example.org/velm, which cannot go on under its name." in said, said
    return office.goes_on(place)


OLD, OTHER, WENT = "this is an old copy. Put back the newest copy", "is another history", "was moved, and is written to"
SCENES: dict[str, tuple[Scene, int, str]] = {
    "yesterday's copy, put back": (put_back, 3, OLD),
    "the same, and no newer one": (only_an_old_one, 3, OLD),
    "no copy at all": (nothing_left, 7, "there is no such record"),
    "the newest copy is the public's": (from_the_public, 3, OLD),
    "one file in two places": (in_two_places, 3, OLD),
    "two machines, cloned": (cloned, 3, OTHER),
    "another file under an open record": (another_in_use, 3, OLD),
    "a record that was moved": (moved, 3, WENT),
    "the same, gone on since": (moved_and_gone_on, 3, WENT),
}
"""The scenes, the exit code of the refusal, and what it says."""


def played(name: str, folder: Path) -> tuple[Answer, Answer]:
    """Plays a scene in a folder of its own."""
    office = Office(folder)
    office.begin(folder / "velm.travaux")
    return SCENES[name][0](office)


def told(name: str, answer: Answer) -> bool:
    """Whether the answer is the one that a scene should have."""
    _, code, says = SCENES[name]
    return answer.code == code and says in answer.says


def restored_on_a_server(office: Office, server: Server) -> tuple[Answer, Answer]:
    """A database is put back from a dump, older than two entries; a newer copy is a file, and goes on as one."""
    address = Address.from_text(server.database()).of("velm")
    office.begin(address)
    database = urlsplit(address.uri).path.removeprefix("/")
    dump = server.dump(database)
    assert office.enter().code == office.enter().code == 0
    newest = office.folder / "newest.travaux"
    office.must("backup", address, newest)
    server.put_back(database, dump)
    return office.enter(), office.goes_on(newest)


def backups(folder: Path, copies: int, writers: int = 3) -> tuple[int, list[str]]:
    """Copies a record again and again while others write; returns how many were acknowledged, and what is wrong."""
    office, wrong = Office(folder), list[str]()
    place = folder / "velm.travaux"
    office.must("new", place)
    begun = [Writer(place, f"w{at}", "--seconds", "600", home=office.home) for at in range(writers)]
    try:
        for each in begun:
            each.speaks()
        for number in range(copies):
            told = [each for writer in begun for each in writer.told()]
            copy = folder / f"copy-{number}.travaux"
            answer = office.say("backup", place, copy)
            wrong += [] if answer.code == 0 else [answer.says]
            # Held against what was acknowledged before it was begun, by somebody who has never seen the log.
            wrong += promises.broken(copy, folder / f"stranger-{number}", told)
        return len([each for writer in begun for each in writer.told()]), wrong
    finally:
        for each in begun:
            each.close()


@dataclass(frozen=True, slots=True)
class Drill:
    """How a restore went: the size of the copy in bytes, seconds to put it back, to verify it, to enter something."""

    size: int
    put_back: float
    verified: float
    entered: float
    wrong: list[str]


def drill(folder: Path, megabytes: int) -> Drill:
    """Copies a record, loses the machine, and goes on elsewhere from the copy and a copy of the keys."""
    office, place, elsewhere = Office(folder / "here"), folder / "here" / "velm.travaux", Office(folder / "elsewhere")
    elsewhere.folder.mkdir(parents=True)
    office.folder.mkdir()
    office.must("new", place, "--origin", "example.org/velm")
    told = _filled(place, office.home, megabytes)
    office.must("backup", place, folder / "copy.travaux")
    shutil.copytree(office.home, folder / "keys")
    shutil.rmtree(office.folder)
    begun = time.monotonic()
    target = elsewhere.folder / "velm.travaux"
    shutil.copy(folder / "copy.travaux", target)
    shutil.copytree(folder / "keys", elsewhere.home)
    back = time.monotonic()
    wrong = promises.broken(target, folder / "stranger", told)
    verified = time.monotonic()
    answer = elsewhere.enter(target)
    wrong += [] if answer.code == 0 else [answer.says]
    size = (folder / "copy.travaux").stat().st_size
    return Drill(size, back - begun, verified - back, time.monotonic() - verified, wrong)


def _filled(place: Path, home: Path, megabytes: int) -> list[Told]:
    """Fills a record with statements of some kilobytes and files of a megabyte, and returns the acknowledgements."""
    lot, told = random.Random(1), list[Told]()
    with travaux.open(place, viewer="depositary", home=home) as record:
        for number in range(max(1, megabytes)):
            file = place.with_name(f"annex-{number}.txt")
            file.write_bytes(lot.randbytes(600_000).hex().encode()[: 1 << 20])
            said = State(source=Source(kind="document"), words=(f"w-{number}", *(lot.randbytes(500).hex(),) * 8))
            receipt = record.enter(said, files=[file])
            file.unlink()
            told.append(Told(who="w", number=number, index=receipt.index, hash=receipt.hash, begun=0, ended=0))
    return told


def outcomes() -> list[Outcome]:
    """Every scene twenty times, forty copies under three writers, and a drill with a record of 200 MB."""
    from bench.breaking.servers import running

    rows = []
    for name in SCENES:
        wrong = 0
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory(prefix="travaux-returning-") as folder:
                refused, then = played(name, Path(folder))
                wrong += not told(name, refused) or then.code != 0
        rows.append(Outcome(f"rollback: {name}", f"{ROUNDS} times", f"{wrong} not refused, or not to be gone on from"))
    with running() as ours, tempfile.TemporaryDirectory(prefix="travaux-returning-") as folder:
        refused, then = restored_on_a_server(Office(Path(folder)), ours)
        rows.append(
            Outcome("rollback: a database from an old dump", "once", f"{int((refused.code, then.code) != (3, 0))}")
        )
    with tempfile.TemporaryDirectory(prefix="travaux-returning-") as folder:
        count, wrong_copies = backups(Path(folder), COPIES)
        tried = f"{COPIES} copies under 3 writers, {count:,} entries acknowledged"
        rows.append(Outcome("a copy while others write", tried, f"{len(wrong_copies)} that lack one, or do not hold"))
    with tempfile.TemporaryDirectory(prefix="travaux-returning-") as folder:
        went = drill(Path(folder), MEGABYTES)
    aside = (
        f"put back in {went.put_back:.1f} s, verified in {went.verified:.1f} s, then an entry in {went.entered:.2f} s"
    )
    rows.append(Outcome("a machine lost, restored from a copy", f"{went.size >> 20} MB", f"{len(went.wrong)}", aside))
    return rows


if __name__ == "__main__":
    for row in outcomes():
        print(*row.row(), sep=" | ")
