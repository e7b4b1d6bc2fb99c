"""Every exit code, come by honestly, with one line that says what to do and no traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from travaux import errors
from travaux.cli import main
from travaux.cli.main import EXITS, run

Said = Callable[..., Any]
DENIAL = "boria neither approved nor changed any clause"


def told(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    return " ".join(captured.err.split())


def test_0_is_yes(plan: Path, said: Said) -> None:
    said("check", "boria approved most clauses", code=0)


def test_1_is_no(plan: Path, said: Said) -> None:
    said("check", DENIAL, code=1)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "boria frobnicated clause 3"], "frobnicated"),
        (["take", "atlantis", "object", "4"], "no party is called 'atlantis'"),
        (["take", "boria", "object", "99"], "no clause '99'"),
        (["take", "boria", "dance", "4"], "'dance' is not one of 'accept'"),
        (["take", "boria", "accept", "4", "--reservation", "general"], "only a reservation has a kind"),
        (["take", "boria", "object", "4", "--draft", "7"], "'7' is no draft of this record. It has 2, numbered from 1"),
        (["take", "boria", "object", "4", "--person", "Nobody"], "nobody in this record is called 'Nobody'"),
        (["convene", "talks", "--when", "on Friday"], "Friday"),
        (["show", "99"], "There is no entry 99: the record has entries 0 to 52."),
        (["clause", "99"], "no clause '99'"),
        (["status", "--at", "2", "--on", "2019-03-20"], "--at and --on: one of them."),
        (["status", "--on", "March 2019"], "is not one day"),
        (["void", "99", "--reason", "x"], "there is no entry 99 yet"),
        (["erase", "3"], "Give --ground to erase"),
        (["entries", "--type", "dance"], "No act is called 'dance'."),
        (["trace", "14", "--clause", "3"], "In a record, trace takes a clause"),
        (["cover", "--acts", "dance"], "no act is called 'dance'"),
        (["state"], "state needs the words that were said"),
        (["seal"], "Give the note, or --opens ENTRY."),
        (["seal", "--opens", "3"], "Entry 3 is no sealed note."),
        (["frob"], "There is no command 'frob'"),
    ],
)
def test_2_is_usage(plan: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str) -> None:
    before = (plan / "plan.travaux").read_bytes()
    assert run(arguments) == 2
    assert says in told(capsys)
    assert (plan / "plan.travaux").read_bytes() == before


def test_3_is_a_bundle_that_does_not_hold(plan: Path, said: Said) -> None:
    said("disclose", DENIAL, "-o", "a.bundle")
    data = bytearray((plan / "a.bundle").read_bytes())
    data[len(data) // 2] ^= 1
    (plan / "a.bundle").write_bytes(data)
    assert "The bundle does not hold. Do not rely on it." in said("verify", "a.bundle", code=3)


def test_3_is_a_bundle_of_another_log(plan: Path, said: Said) -> None:
    said("disclose", DENIAL, "-o", "a.bundle")
    said("new", "other.travaux", "--origin", "example.org/velm-2", "--key", "other")
    key = said("log", "key", "--record", "other.travaux").strip()
    assert "is not one of those believed here" in " ".join(said("verify", "a.bundle", "--key", key, code=3).split())


def test_3_is_a_record_that_does_not_hold(plan: Path, said: Said) -> None:
    data = (plan / "plan.travaux").read_bytes()
    assert data.count(b"No question is asked") >= 1
    (plan / "plan.travaux").write_bytes(data.replace(b"No question is asked", b"no question is asked"))
    assert "plan.travaux does not hold." in said("verify", "plan.travaux", code=3)


def test_8_is_a_copy_of_a_record_that_does_not_hold(plan: Path, said: Said, capsys: pytest.CaptureFixture[str]) -> None:
    (plan / "kept").mkdir()
    said("log", "backup", "kept/whole.travaux")
    data = (plan / "plan.travaux").read_bytes()
    (plan / "plan.travaux").write_bytes(data.replace(b"No question is asked", b"no question is asked"))
    assert run(["log", "backup", "kept/copy.travaux"]) == 8
    assert "copy.travaux is a copy, and it does not hold, no more than the record" in told(capsys)
    assert run(["log", "backup", "kept/copy-2.travaux", "--json"]) == 8
    assert "{" not in told(capsys)
    said("verify", "kept/whole.travaux")
    said("verify", "kept/copy.travaux", code=3)


@pytest.mark.parametrize(
    "data", [b"", b"Not a bundle.\n", b"\x00" * 200, b"PK", b"SQLite format 3\x00" + b"\x00" * 200, b"%PDF-1.7\n"]
)
def test_7_is_a_file_that_is_neither_bundle_nor_record(
    plan: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    (plan / "file").write_bytes(data)
    assert run(["verify", "file"]) == 7
    assert "file: it is neither a bundle nor a record" in told(capsys)


def test_3_is_an_old_copy(plan: Path, said: Said, capsys: pytest.CaptureFixture[str]) -> None:
    old = (plan / "plan.travaux").read_bytes()
    said("take", "boria", "object", "4")
    (plan / "plan.travaux").write_bytes(old)
    assert run(["status"]) == 3
    assert "plan.travaux has 53 entries, and its log has signed a checkpoint for 54: this is an old copy" in told(
        capsys
    )


def test_4_is_undecided(plan: Path, said: Said) -> None:
    said("check", "boria approved clause 14", code=4)


def test_5_is_not_permitted_without_the_logs_key(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRAVAUX_HOME", str(plan / "elsewhere"))
    assert run(["take", "boria", "object", "4"]) == 5
    assert "is enrolled in example.org/velm for this" in told(capsys)


def test_5_is_not_permitted_by_a_key_that_nobody_enrolled(
    plan: Path, said: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    said("key", "new", "stranger")
    assert run(["take", "boria", "object", "4", "--key", "stranger"]) == 5
    assert "was never enrolled in example.org/velm" in told(capsys)


def test_5_is_not_permitted_for_this_viewer(plan: Path, said: Said, capsys: pytest.CaptureFixture[str]) -> None:
    said("take", "boria", "object", "4", "--visible", "boria")
    said("show", "53", "--as", "boria")
    assert run(["show", "53", "--as", "aldania"]) == 5
    assert "entry 53 is not for the" in told(capsys)
    assert run(["disclose", DENIAL, "-o", "a.bundle"]) == 5
    assert "not visible to all" in told(capsys)
    assert not (plan / "a.bundle").exists()


def test_6_is_locked(plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from travaux.stores.sqlite import SqliteStore

    monkeypatch.setattr(SqliteStore.__init__, "__kwdefaults__", {"patience": 0.2, "create": False})
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(plan / "plan.travaux")], stdout=subprocess.PIPE, stdin=subprocess.PIPE
    )
    assert other.stdout is not None
    assert other.stdout.readline() == b"held\n"
    try:
        assert run(["take", "boria", "object", "4"]) == 6
        told(capsys)
    finally:
        other.communicate(b"\n", timeout=20)


_HOLD = """
import sys
from pathlib import Path
from travaux.stores.turns import Turns
with Turns(Path(sys.argv[1])).turn():
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["act", "apply", "gone.yaml"], "gone.yaml: cannot read it"),
        (["act", "apply", "/dev/zero"], "more than 8,000,000 bytes"),
        (["act", "apply", "broken.yaml"], "broken.yaml: line 1"),
        (["table", "gone.docx"], "gone.docx: there is no such file"),
        (["table", "broken.docx"], "broken.docx"),
        (["verify", "gone.bundle"], "gone.bundle: cannot read it"),
        (["status", "--record", "gone.travaux"], "gone.travaux: there is no such record"),
        (["take", "boria", "object", "4", "--key", "gone"], "gone: no such key"),
        (["key", "import", "gone"], "gone: not a private key that can be read"),
        (["state", "@gone.txt"], "gone.txt: cannot read it"),
    ],
)
def test_7_is_an_input_that_cannot_be_read(
    plan: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    (plan / "broken.docx").write_bytes(b"PK\x03\x04 this is no archive")
    (plan / "broken.yaml").write_text("- {", encoding="utf-8")
    assert run(arguments) == 7
    assert says in told(capsys)


def test_8_is_a_record_that_is_none(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (plan / "none.travaux").write_text("this is no record", encoding="utf-8")
    assert run(["status", "--record", "none.travaux"]) == 8
    assert "none.travaux" in told(capsys)


def test_8_is_a_record_that_is_there_already(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (plan / "plan.travaux").read_bytes()
    assert run(["new", "plan.travaux"]) == 8
    assert "plan.travaux" in told(capsys)
    assert (plan / "plan.travaux").read_bytes() == before


def test_8_is_an_output_that_cannot_be_written(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (plan / "file").write_text("", encoding="utf-8")
    assert run(["disclose", DENIAL, "-o", "file/a.bundle"]) == 8
    told(capsys)


def test_every_refusal_has_its_code() -> None:
    kinds = [errors.TravauxError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    listed = tuple(kind for kind, _ in main._REFUSALS)
    leaves = [kind for kind in kinds[1:] if kind.__module__ == "travaux.errors"]
    assert leaves
    assert all(issubclass(kind, listed) for kind in leaves)


def test_the_codes_are_those_of_the_promise() -> None:
    assert list(EXITS) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 70, 130]
    head = re.findall(r"\b(\d+) +[a-z]", main.__doc__ or "")
    assert [int(code) for code in head if int(code) in EXITS] == list(EXITS)


def test_no_traceback_without_debug(plan: Path) -> None:
    command = [sys.executable, "-m", "travaux.cli", "show", "99", "--debug"]
    done = subprocess.run(
        command, capture_output=True, check=False, env=os.environ | {"TRAVAUX_HOME": str(plan / "home")}
    )
    assert done.returncode == 2
    gone = subprocess.run([*command[:3], "verify", "gone"], capture_output=True, check=False)
    assert b"Traceback" not in gone.stderr
    shown = subprocess.run([*command[:3], "verify", "gone", "--debug"], capture_output=True, check=False)
    assert b"Traceback" in shown.stderr
    assert shown.returncode == gone.returncode == 7, "a traceback changes no answer"


def test_a_viewer_whom_the_record_does_not_know_is_a_matter_of_usage(plan: Path) -> None:
    assert run(["status", "--as", "zembla"]) == 2
