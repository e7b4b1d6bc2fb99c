"""Power cuts: what the real programs wrote and synced, cut off at every point, and the record opened on what is left.

A negotiation is held under strace: by `travaux` at the terminal, a process for every act; and by one process that
enters act after act, as a server does. The trace is replayed on a simulated disk (`disk`). Between any two steps the
power may go: then every file keeps what was synced, and of the rest whatever the dice say. On what is left, record and
home, Travaux has to find every entry whose receipt was printed by then, unchanged and under the same roots; all has to
hold as `verify` says; one more entry has to come in; and nobody may see a rollback where there was none.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from random import Random

from bench.breaking import tracing
from bench.breaking.clerk import BROKEN, NAME, said
from bench.breaking.disk import Disk
from bench.breaking.outcome import Outcome
from bench.breaking.tracing import Replay, Said, Trace
from bench.tables import ROOT
from travaux.errors import Forked, TravauxError
from travaux.log.checkpoint import Checkpoint
from travaux.log.note import Note
from travaux.log.receipt import Receipt
from travaux.secretariat.home import Home
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.opening import record_in
from travaux.secretariat.records import Record
from travaux.secretariat.verifying import Report, verify, verify_store
from travaux.stores.places import store_at

RECORD = "talks.travaux"
DRAFT = (
    "# The Velm Valley Plan (synthetic)\n\n1. The parties shall share the water.\n\n2. They shall meet every year.\n"
)
ACTS = """
- admit: boria
  name: Republic of Boria
- take: accept
  by: aldania
  clauses: all
- state: The delegations are close.
  outlet: The Gazette
"""
Negotiation = Callable[[Path, str], str]
"""A script for sh(1), made of the folder that is traced and of the setting that the clerk works with (`clerk`)."""


def at_the_terminal(folder: Path, setting: str) -> str:
    """Every act by a process of its own, two at once while others look, a copy, an erasure, a note that is sealed."""
    record, aside = folder / RECORD, folder.parent
    do = "travaux.cli" if setting == "sound" else f"bench.breaking.clerk '{setting}' terminal"
    run = f'"{sys.executable}" -m {do}'
    return f"""
        {run} new "{record}" --title "Velm Valley" --name "The secretariat" --json
        {run} key new aldania --json
        {run} party admit aldania --name "{NAME}" --json
        {run} table "{aside}/draft.md" --by aldania --json
        {run} act apply "{aside}/acts.yaml" --json
        {run} take boria reserve 1 --json & {run} take aldania object 2 --json &
        TRAVAUX_HOME="{folder}/elsewhere" {run} status --as public --json & wait
        TRAVAUX_HOME="{folder}/elsewhere" {run} status --as public --json
        {run} seal "Not more than a third of the water." --by aldania --json
        {run} backup "{record}" "{folder}/copy.travaux" --json
        {run} erase 1 name --ground "request of the party" --json
        {run} status --json
    """


def at_the_desk(folder: Path, setting: str, count: int = 12) -> str:
    """One process that enters act after act, as a server does, and erases a name at the end."""
    run = f'"{sys.executable}" -m'
    return f"""
        {run} bench.breaking.clerk "{setting}" terminal new "{folder}/{RECORD}" --title "Velm Valley" --json
        {run} bench.breaking.clerk "{setting}" desk "{folder}/{RECORD}" {count}
    """


@dataclass(slots=True)
class Promised:
    """What was acknowledged so far."""

    entries: dict[int, str] = field(default_factory=dict)
    roots: dict[int, str] = field(default_factory=dict)
    """The roots in receipts, by size."""
    kept: dict[str, bytes] = field(default_factory=dict)
    """Keys and sealed notes in the home, which nobody else has."""
    copies: dict[str, int] = field(default_factory=dict)
    """Copies of the record, with the number of entries that there were."""
    erased: bool = False
    _heard: dict[int, bytes] = field(default_factory=dict)

    def hear(self, said: Said) -> bool:
        """Takes in what a process said; whether anything was promised by it."""
        text = self._heard.pop(said.process, b"") + said.text
        if not text.endswith(b"\n"):
            self._heard[said.process] = text
            return False
        told = json.loads(text)
        if told["format"] == "record/1":
            self.entries[0] = self.roots[1] = told["record"]["root"]
        elif told["format"] == "copy/1":
            self.copies[told["copy"]] = max(self.entries) + 1
        for each in told.get("entries", ()):
            self.entries[each["index"]] = each["hash"]
            seen = Checkpoint.from_text(Note.from_text(Receipt.from_text(each["receipt"].encode()).note).text)
            self.roots[seen.size] = seen.root.hex()
            self.erased |= each.get("type") == "erase"
        return True


@dataclass(slots=True)
class Tally:
    """How many states were looked at, and what was found in them: what kind of fault how often, and one of each."""

    states: int = 0
    points: int = 0
    written: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def add(self, fault: str) -> None:
        """Counts a fault: its kind is what stands before the colon."""
        kind = fault.partition(":")[0]
        self.faults[kind] += 1
        self.first.setdefault(kind, fault)


@dataclass(slots=True)
class Explorer:
    """A negotiation that was traced, and the states that a loss of power may leave of it."""

    folder: Path
    """Where the trace lies, beside the folder that was traced."""
    scratch: Path
    trace: Trace
    seen: set[bytes] = field(default_factory=set)
    tally: Tally = field(default_factory=Tally)

    @classmethod
    def of(cls, negotiation: Negotiation, folder: Path, scratch: Path, setting: str = "sound") -> Explorer:
        """Holds a negotiation under strace."""
        disk = folder / "disk"
        disk.mkdir(parents=True)
        (folder / "draft.md").write_text(DRAFT)
        (folder / "acts.yaml").write_text(ACTS)
        surroundings = {
            "TRAVAUX_HOME": str(disk / "home"),
            "TRAVAUX_RECORD": str(disk / RECORD),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        tracing.traced(["sh", "-ec", negotiation(disk, setting)], folder / "trace", surroundings, folder)
        return cls(folder, scratch, Trace.of(folder / "trace"))

    def explore(self, states: int, seed: int = 0) -> Tally:
        """Looks at so many different states: without dice at every point, then with them, at points here and there."""
        for turn in range(1000):
            for _ in self._round(turn, Random(f"{seed} {turn}")):
                if turn and self.tally.states >= states:
                    return self.tally
        return self.tally

    def _round(self, turn: int, dice: Random) -> Iterator[None]:
        disk, promised = Disk(), Promised()
        for step in Replay(self.trace, disk, self.folder / "disk", self.folder).steps():
            if isinstance(step, Said):
                if promised.hear(step):
                    promised.kept |= {path: data for path, data in disk.after_cut(kept=True).items() if _own(path)}
                continue
            self.tally.points += not turn
            if turn and dice.random() < 0.75:
                continue
            for files in [disk.after_cut(dice)] if turn else [disk.after_cut(), disk.after_cut(kept=True)]:
                if self._new(files, promised):
                    self._look(files, promised, dice)
                    yield

    def _new(self, files: dict[str, bytes], promised: Promised) -> bool:
        digest = blake2b(str(len(promised.entries)).encode(), digest_size=16)
        for path in sorted(files):
            if not path.endswith((".lock", ".queue", "-shm")):
                digest.update(b"%d %d %s" % (len(path), len(files[path]), path.encode()) + files[path])
        before = len(self.seen)
        self.seen.add(digest.digest())
        return len(self.seen) > before

    def _look(self, files: dict[str, bytes], promised: Promised, dice: Random) -> None:
        self.tally.states += 1
        write = not self.tally.states % 4
        self.tally.written += write
        for fault in faults(self._lay_out(files, dice), str(self.folder / "disk"), files, promised, write):
            self.tally.add(fault)

    def _lay_out(self, files: dict[str, bytes], dice: Random) -> Path:
        """Writes files where they can be opened; what was shared memory is rubbish, as after any loss of power."""
        root = self.scratch / "disk"
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        for path, content in files.items():
            place = root / Path(path).relative_to(self.folder / "disk")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(dice.randbytes(32768) if path.endswith("-shm") else content)
        return root


def _own(path: str) -> bool:
    return "/home/keys/" in path or "/home/logs/" in path or "/home/sealed/" in path


def faults(root: Path, was: str, files: dict[str, bytes], promised: Promised, write: bool) -> Iterator[str]:
    """Yields what is wrong with files as they are after a loss of power, each a kind, a colon and what was found."""
    record, home = root / RECORD, Home(root / "home")
    yield from _lost_files(was, files, promised)
    try:
        with closing(store_at(record)) as store:
            opened = record_in(store, home, "depositary", RECORD)
            yield from _lost_entries(opened, promised)
            if promised.entries:
                yield from _failed(verify_store(store, RECORD, home=home))
        if (root / "elsewhere").exists():
            with open_record(record, viewer="public", home=root / "elsewhere") as opened:
                yield from _lost_entries(opened, promised)
        if write and promised.entries:
            yield from _copies(root, was, promised)
            yield from _entered(record, home)
    except Forked as fault:
        yield f"taken for a rollback: {fault}"
        for each in ("home", "elsewhere"):
            shutil.rmtree(root / each / "guards", ignore_errors=True)
        yield from faults(root, was, {}, Promised(promised.entries), write=False)
    except TravauxError as fault:
        if promised.entries:
            yield f"unreadable: {fault}"
    except Exception as fault:
        yield f"a defect: {type(fault).__name__}: {fault}"


def _entered(record: Path, home: Home) -> Iterator[str]:
    """Enters one more act, and yields what does not hold then."""
    with open_record(record, viewer="depositary", home=home.path) as opened:
        opened.enter(said("The power came back."))
    yield from _failed(verify(record, home=home.path))


def _copies(root: Path, was: str, promised: Promised) -> Iterator[str]:
    for path, count in promised.copies.items():
        copy = root / Path(path).relative_to(was)
        report = verify(copy, home=root / "nowhere")
        if report.size < count or not report.holds:
            yield f"copy: it has {report.size} entries, and had {count}: {report.failed}"


def _failed(report: Report) -> Iterator[str]:
    yield from (f"not verified: {check.says}: {check.faults}" for check in report.failed)


def _lost_files(was: str, files: dict[str, bytes], promised: Promised) -> Iterator[str]:
    for path, content in promised.kept.items():
        if files.get(path) != content:
            yield f"home: {path.removeprefix(was)} is lost"
    if promised.erased:
        for path, content in files.items():
            if Path(path).name.startswith(RECORD) and any(each in content for each in _ERASED):
                yield f"erased: the value is in {path.removeprefix(was)}"


def _in_base64(text: str) -> list[bytes]:
    """Returns what a text looks like inside something in base64, wherever it begins."""
    return [urlsafe_b64encode(b"x" * shift + text.encode())[4 : -4 - shift] for shift in range(3)]


_ERASED = _in_base64(NAME)


def _lost_entries(opened: Record, promised: Promised) -> Iterator[str]:
    there = opened.digests()
    lost = [index for index, digest in promised.entries.items() if there[index : index + 1] != [digest]]
    if lost:
        yield f"lost: entries {lost} of {len(promised.entries)} that were acknowledged"
    for size, root in promised.roots.items():
        if size <= len(there) and opened.root(size) != root:
            yield f"another root: of {size} entries"
    if len(opened.entries) != len(there):
        yield "another state: it has not all entries"


def room() -> Path:
    """Returns a new folder in memory, where there is one, to lay states out in."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="travaux-", dir=memory if os.access(memory, os.W_OK) else None))


def explored(negotiation: Negotiation, states: int, setting: str = "sound", seed: int = 0) -> Tally:
    """Holds a negotiation, looks at so many states that a loss of power may leave, and tidies up."""
    folder = room()
    try:
        return Explorer.of(negotiation, folder / "held", folder, setting).explore(states, seed)
    finally:
        shutil.rmtree(folder)


def outcomes() -> list[Outcome]:
    """13,000 states; and that every broken setting is found out."""
    rows = []
    for negotiation, states, setting, where in (
        (at_the_terminal, 8000, "sound", "at the terminal"),
        (at_the_desk, 2500, "sound", "in a process that stays"),
        (at_the_desk, 2500, "often", "in one that folds the log in often"),
    ):
        tally = explored(negotiation, states, setting)
        what = f"{tally.states:,} states at {tally.points:,} points, {tally.written:,} written to"
        rows.append(Outcome(f"power cut, {where}", what, _told(tally)))
    for setting in BROKEN:
        tally = explored(at_the_desk, 800, setting)
        rows.append(
            Outcome(f"power cut, broken on purpose: {setting}", f"{tally.states:,} states", f"found: {_told(tally)}")
        )
    return rows


def _told(tally: Tally) -> str:
    return ", ".join(f"{count:,} {kind}" for kind, count in tally.faults.most_common()) or "0"
