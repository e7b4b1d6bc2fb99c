"""Bit rot: a record's file in which a bit or a sector is another than was written, on every page; what is said of it.

Of a sector may be left zeros, a sector of another page, or what was there before the last change. Rot is detected where
opening or verifying refuses, in our own words. It is harmless where verifying finds nothing, and everything is the same
that anybody may be told: every row, in whichever way it is found, and what every viewer is shown; and where one more
act can be entered. Anything else was believed.
"""

from __future__ import annotations

import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random

from bench.breaking import specimen
from bench.breaking.clerk import said
from bench.breaking.disk import SECTOR
from bench.breaking.outcome import Outcome
from bench.breaking.power import room
from bench.breaking.specimen import NAME, VIEWERS, Specimen
from travaux.errors import TravauxError
from travaux.log.merkle import Node
from travaux.secretariat import verifying
from travaux.secretariat.home import Home
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.opening import record_in
from travaux.secretariat.records import Record
from travaux.stores.sqlite import SqliteStore
from travaux.stores.store import Store

PAGE = 4096
PATIENCE = 30
"""Seconds after which a record that is being read hangs."""
KINDS = ("flip", "flip", "flip", "zeroed", "of another page", "of before")


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that stand in a file in the place of others."""

    kind: str
    at: int
    data: bytes

    @property
    def page(self) -> int:
        """The page where it is, counted from 1 as SQLite does."""
        return self.at // PAGE + 1

    def done_to(self, content: bytes) -> bytes:
        """Returns a file with this damage."""
        return content[: self.at] + self.data + content[self.at + len(self.data) :]


def damages(made: Specimen, dice: Random, only: str = "") -> Iterator[Damage]:
    """Yields damage without end, on one page after the other, of those that are `only` something."""
    for page in cycle([number - 1 for number, kind in sorted(made.pages.items()) if kind.startswith(only)]):
        kind = dice.choice(KINDS)
        found = _flip(made.content, page, dice) if kind == "flip" else _tear(made, kind, page, dice)
        if found is not None:
            yield found


def _flip(content: bytes, page: int, dice: Random) -> Damage:
    """Returns one bit flipped: half of them anywhere, half where something is written."""
    places = range(page * PAGE, (page + 1) * PAGE)
    written = [at for at in places if content[at]]
    at = dice.choice(written if written and dice.random() < 0.5 else places)
    return Damage("flip", at, bytes([content[at] ^ 1 << dice.randrange(8)]))


def _tear(made: Specimen, kind: str, page: int, dice: Random) -> Damage | None:
    """Returns a sector that was torn, or None where it is the same as it was."""
    at = page * PAGE + dice.randrange(PAGE // SECTOR) * SECTOR
    match kind:
        case "zeroed":
            data = bytes(SECTOR)
        case "of another page":
            other = dice.randrange(len(made.content) // SECTOR) * SECTOR
            data = made.content[other : other + SECTOR]
        case _:
            data = made.before[at : at + SECTOR]
    return None if len(data) < SECTOR or data == made.content[at : at + SECTOR] else Damage(kind, at, data)


@dataclass(slots=True)
class Tally:
    """How much damage was done and what came of it, on pages of which kind; and what was believed."""

    done: int = 0
    came: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    believed: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Rot:
    """A record that is damaged and looked at, again and again, in a folder."""

    made: Specimen
    folder: Path
    whole: list[str] = field(default_factory=list)
    """What everybody is told of the record as it was written."""
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        self._lay_out(self.made.content)
        with closing(SqliteStore(self.folder / NAME)) as store:
            self.whole = list(told(store, Home(self.folder / "home")))

    def again(self) -> Rot:
        """Returns the same, with nothing done to it yet."""
        return Rot(self.made, self.folder)

    def spread(self, count: int, seed: int = 0, only: str = "") -> Tally:
        """Does so much damage, one after the other, each to the record as it was written."""
        dice = Random(seed)
        for damage in damages(self.made, dice, only):
            came = self.look(damage, write=not dice.randrange(10))
            self.tally.done += 1
            self.tally.came[came.partition(":")[0]] += 1
            self.tally.pages[self.made.pages[damage.page]] += 1
            if came.startswith("believed"):
                what = f"{damage.kind} at {damage.at}, page {damage.page}, {self.made.pages[damage.page]}"
                self.tally.believed.append(f"{what}: {came}")
            if self.tally.done == count:
                break
        return self.tally

    def look(self, damage: Damage, *, write: bool = False) -> str:
        """Returns what came of damage: that it was found, and by whom; that it did no harm; or that it was believed."""
        self._lay_out(damage.done_to(self.made.content))
        home = Home(self.folder / "home")
        try:
            with within_patience(), closing(SqliteStore(self.folder / NAME)) as store:
                failed = verifying.verify_store(store, NAME, home=home).failed
                if failed:
                    return "found when it is verified"
                differs = next(
                    (f"{a} and was {b}" for a, b in zip(told(store, home), self.whole, strict=True) if a != b), ""
                )
                if differs:
                    return f"believed: {differs}"
            if write:
                self._enter(home)
        except TravauxError:
            return "found when it is read"
        except Exception as fault:
            return f"believed: {type(fault).__name__}: {fault}"
        return "harmless"

    def _enter(self, home: Home) -> None:
        with open_record(self.folder / NAME, viewer="depositary", home=home.path) as opened:
            opened.enter(said("one more"))
        report = verifying.verify(self.folder / NAME, home=home.path)
        assert report.holds, f"after one more act: {report.failed}"

    def _lay_out(self, content: bytes) -> None:
        """Writes a file, alone, and the home as it was."""
        for end in ("", "-wal", "-shm", ".lock", ".queue"):
            (self.folder / f"{NAME}{end}").unlink(missing_ok=True)
        (self.folder / NAME).write_bytes(content)
        shutil.rmtree(self.folder / "home", ignore_errors=True)
        shutil.copytree(self.made.home, self.folder / "home")


def told(store: Store, home: Home) -> Iterator[str]:
    """Yields everything that anybody may be told of a record, each by what it is."""
    for name, value in rows(store):
        yield f"{name}: {value!r}"
    for viewer in VIEWERS:
        for name, value in shown(record_in(store, home, viewer, NAME)):
            yield f"to the {viewer}, {name}: {value!r}"


def rows(store: Store) -> Iterator[tuple[str, object]]:
    """Yields every row of a store, in each of the ways in which it can be found."""
    entries = list(store.rows())
    yield "entries", entries
    yield "places", [store.find(digest) for _, digest, _, _ in entries]
    yield "kinds", [(kind, list(store.leaves(kinds=(kind,)))) for kind in sorted({kind for *_, kind in entries})]
    size = store.size
    yield (
        "nodes",
        [store.hashes([Node(level, at) for at in range(size >> level)]) for level in range(size.bit_length())],
    )
    chains = store.chains()
    yield "chains", (chains, [store.chain(author) for author in chains])
    yield "checkpoints", (store.checkpoints(), [store.checkpoint(at) for at in range(size + 1)])
    yield "private values", (store.disclosures(), [store.disclosures([at]) for at in range(size)])
    yield "files", [(digest, store.manuscript(digest)) for digest in store.manuscripts()]
    yield "drafts", [(digest, store.draft(digest)) for digest in store.drafts()]
    requests, settings = store.requests(), store.settings()
    yield "requests", (requests, [store.request(name) for name in requests])
    yield "settings", (settings, [store.setting(key) for key in settings])


def shown(record: Record) -> Iterator[tuple[str, object]]:
    """Yields what a viewer is shown."""
    yield "title", (record.title, record.rules, record.origin, record.key, record.checkpoint, record.hidden)
    yield "entries", list(record.entries)
    yield "state", (record.state.parties, record.state.drafts, record.state.current())
    yield "receipts", [record.receipt(each.index) for each in record.entries[:3]]
    yield "disclosures", record.disclosures(*(each.index for each in record.entries))
    yield "drafts", dict(record.drafts)


@contextmanager
def within_patience() -> Iterator[None]:
    """Raises `TimeoutError` in the block when it takes too long."""

    def interrupt(*_: object) -> None:
        raise TimeoutError("it hangs")

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def rotting(entries: int) -> Iterator[Rot]:
    """Makes a record of about so many entries, to be damaged in the block, and tidies up."""
    folder = room()
    (folder / "made").mkdir()
    plain = verifying.check  # type: ignore[attr-defined]
    # The same signatures of the same bytes are checked over and over.
    verifying.check = cache(plain)  # type: ignore[attr-defined, assignment]
    try:
        yield Rot(specimen.make(folder / "made", entries), folder)
    finally:
        verifying.check = plain  # type: ignore[attr-defined]
        shutil.rmtree(folder)


def outcomes() -> list[Outcome]:
    """10,000 flips and tears, over every page."""
    with rotting(120) as rot:
        tally = rot.spread(10_000)
    tried = f"{tally.done:,} flips of a bit and tears of 512 bytes, on pages of {len(tally.pages)} kinds"
    aside = ", ".join(f"{count:,} {came}" for came, count in tally.came.most_common())
    return [Outcome("bit rot", tried, f"{len(tally.believed)} believed", aside)]
