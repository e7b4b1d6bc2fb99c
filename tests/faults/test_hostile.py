"""Hostile files, a few of each kind: a right answer or a refusal in a sentence, and nothing else comes of any."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bench.breaking.hostile import trial
from bench.breaking.hostile.file import Hostile
from bench.tables import ROOT
from tests.faults.conftest import missing

MOST = 16
"""Files of each kind."""
HOST = re.compile(r"elsewhere\.example")


@pytest.fixture(scope="module")
def tried() -> list[trial.Tried]:
    """What came of the files: tried by a process of one thread, which a test runner's is not."""
    command = [sys.executable, "-m", "bench.breaking.hostile.trial", "--most", str(MOST)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=600)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return [trial.Tried(**{**row, "faults": tuple(row["faults"])}) for row in rows]


def test_nothing_is_wrong_with_any(tried: list[trial.Tried]) -> None:
    assert len(tried) == MOST * len(trial.KINDS)
    slow = re.compile("took [0-9.]+ s")
    # The figure of two seconds is the bench's; here a machine may be ten times as slow.
    wrong = {each.name: each.faults for each in tried if any(not slow.fullmatch(fault) for fault in each.faults)}
    assert wrong == {}


def test_some_are_read_and_most_are_refused(tried: list[trial.Tried]) -> None:
    """Were all refused, or none, the files would not be what they are meant to be."""
    outcomes = {each.outcome for each in tried}
    assert {"read", "Refused", "Malformed", "Unreadable"} <= outcomes


def test_what_is_wrong_is_seen(tmp_path: Path) -> None:
    """A reader that looks elsewhere, one that writes, one that runs a program, one that connects: each is noted."""
    script = """
import sys
from pathlib import Path
from bench.breaking.hostile.watch import Forbidden, watch
faults = watch(Path(sys.argv[1]), git=False)
for deed in (lambda: open("/etc/hostname"), lambda: open("/tmp/evil", "w"), lambda: __import__("os").system("true"),
             lambda: __import__("socket").create_connection(("127.0.0.1", 9)), lambda: __import__("os").mkdir("/evil")):
    try:
        deed()
    except Forbidden:
        pass
open(sys.argv[1] + "/x", "w").close()
print(len(faults))
"""
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("5", "")


# At the terminal

COMMANDS = {
    "word": ("clauses", "bomb.docx", 7),
    "word-twice": ("clauses", "twice.docx", 7),
    "word-deep": ("brackets", "deep-within-reason-p.docx", 0),
    "markup": ("clauses", "prolog-0.xml", 7),
    "markup-page": ("clauses", "attributes.html", 7),
    "pdf": ("clauses", "pages-in-themselves.pdf", 7),
    "writing": ("brackets", "clauses-crossed.txt", 0),
    "writing-report": ("read", "surrogates.txt", 0),
    "evidence": ("verify", "twice.bundle", 3),
    "evidence-record": ("verify", "application-a-view-without-end.travaux", 8),
    "forms": ("comments collect", "merged-0.xlsx", 0),
    "repositories": ("trace --path draft.txt --git", "config-fsmonitor", 0),
    "repositories-trees": ("trace --path draft.txt --git", "a-tree-of-a-million-million-files", 7),
    "sheets": ("act apply --dry-run", "file-0.yaml", 7),
}
"""A file, the command that takes it in, and the code with which it ends."""


def found(kind: str, name: str) -> Hostile:
    return next(file for file in trial.files([kind.partition("-")[0]]) if file.name == name)


def ran(arguments: list[str], folder: Path, *before: str) -> subprocess.CompletedProcess[str]:
    home = {"TRAVAUX_HOME": str(folder / "home"), "HOME": str(folder)}
    command = [*before, sys.executable, "-m", "travaux.cli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=os.environ | home, timeout=300)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("record")
    assert ran(["new", "velm.travaux"], folder).returncode == 0
    return folder / "velm.travaux"


@pytest.mark.parametrize("kind", COMMANDS)
def test_at_the_terminal(kind: str, tmp_path: Path, record: Path) -> None:
    command, name, code = COMMANDS[kind]
    path = found(kind, name).put(tmp_path)
    more = ["--record", str(record)] if command.startswith("act") else []
    done = ran([*command.split(), str(path), *more], tmp_path)
    assert done.returncode == code, done.stderr
    if code in (7, 8):
        assert re.fullmatch("travaux: [^\n]+\n", done.stderr)
        assert done.stdout == ""
    assert sorted(each.name for each in tmp_path.iterdir() if each.name != "home") == [path.name]


LOOKED_AT = {
    "word": ["outside-image-26.docx", "parts-missing.docx", "climbing.docx", "joined-in.docx"],
    "markup": ["prolog-0.xml", "prolog-1.xml", "prolog-2.html", "included.xml", "base-elsewhere.html"],
    "pdf": ["address.pdf", "file-outside.pdf", "script.pdf", "files.pdf"],
    "repositories": ["config-elsewhere", "alternates", "config-promisor", "head-outside"],
}


def test_below_python_too_nothing_elsewhere_is_looked_at(tmp_path: Path) -> None:
    """Libraries have their own ways to a file or a socket: the system's calls are watched."""
    if shutil.which("strace") is None:
        missing("no strace: apt-get install strace")
    for kind, names in LOOKED_AT.items():
        for name in names:
            folder = tmp_path / name
            folder.mkdir()
            path = found(kind, name).put(folder)
            command = (
                ["trace", "--git", str(path), "--path", "draft.txt"]
                if kind == "repositories"
                else ["clauses", str(path)]
            )
            log = tmp_path / f"{name}.strace"
            calls = "trace=network,open,openat,execve,unlink,unlinkat,rename"
            ran(command, folder, "strace", "-f", "-qq", "-e", calls, "-o", str(log))
            lines = log.read_text(errors="replace").splitlines()
            assert [line for line in lines if "AF_INET" in line or "connect(" in line] == []
            assert [
                line
                for line in lines
                if re.search(r'"(/etc/passwd|/etc/shadow|[^"]*evil)', line) and "ENOENT" not in line
            ] == []
            assert {run[1] for line in lines if (run := re.search(r'execve\("[^"]*/([^"/]+)"', line))} <= {
                Path(sys.executable).name,
                "python",
                "python3",
                "git",
            }
