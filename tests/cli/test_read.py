"""`travaux read`: what it prints, what it keeps, what it enters, and what it refuses."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import travaux
from travaux.cli.main import run
from travaux.reading.items import Reading, Report

FIRST = """date 2031-03-12

“We put a fair offer on the table,” said Mira Tolden, the union's chief negotiator.

Boria denied having changed any clause. "Perhaps.
"""
SECOND = "Boria changed several clauses, an official of Cestria said on condition of anonymity.\n"


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRAVAUX_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("TRAVAUX_RECORD", raising=False)
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.txt").write_text(SECOND, encoding="utf-8")
    return tmp_path / "first.txt"


def test_the_sentence_comes_first_then_items_then_what_was_not_read(report: Path, said: Callable[..., Any]) -> None:
    lines = said("read", "first.txt").splitlines()
    assert lines[:2] == ["first.txt", "Two statements by two sources; one sentence was not read."]
    assert any("⟨M⟩ Statement by Mira Tolden" in line for line in lines)
    assert any("⟨B⟩ Denial by Boria" in line for line in lines)
    assert lines.index("NOT READ") < next(at for at, line in enumerate(lines) if '"Perhaps.' in line)


def test_several_files(report: Path, said: Callable[..., Any]) -> None:
    printed = said("read", "first.txt", "second.txt")
    assert printed.index("first.txt") < printed.index("second.txt")
    found = said("read", "first.txt", "second.txt", "--json")
    assert [each["name"] for each in found["reports"]] == ["first.txt", "second.txt"]


def test_a_day_that_is_told(report: Path, said: Callable[..., Any]) -> None:
    (found,) = said("read", "second.txt", "--date", "2031-04-01", "--json")["reports"]
    assert (found["reference"], found["dated_by"]) == ("2031-04-01", "--date")


def test_from_standard_input(report: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "travaux.cli", "read", "-", "--json"],
        input=FIRST.encode(),
        capture_output=True,
        check=True,
    )
    (found,) = json.loads(done.stdout)["reports"]
    assert (found["name"], found["text"]) == ("standard input", FIRST)


def test_a_page(report: Path, said: Callable[..., Any]) -> None:
    said("read", "first.txt", "--html", "page.html")
    page = Path("page.html").read_text(encoding="utf-8")
    assert "What first.txt says was said" in page
    assert "[not read: " in page


def test_nothing_enters_before_it_is_accepted(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "velm.travaux"])
    assert run(["read", "first.txt", "--into", "velm.travaux"]) == 2
    assert "Nothing was accepted yet" in capsys.readouterr().err


def accepted(path: Path, how: str = "accepted") -> None:
    from travaux.formats import report as reports
    from travaux.reading import review

    made = review.Review(reports.read_report(path))
    while made.current is not None:
        made = made.accept() if how == "accepted" else made.refuse()
    path.with_name(f"{path.name}.review.json").write_text(review.to_text(made), encoding="utf-8")


def test_what_was_accepted_enters_once_and_is_disputed(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "velm.travaux"])
    for name in ("first.txt", "second.txt"):
        accepted(Path(name))
    assert run(["read", "first.txt", "second.txt", "--into", "velm.travaux", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {entry["grade"] for entry in printed["entries"]} == {"reported"}
    assert {entry["type"] for entry in printed["entries"]} == {"state"}
    assert run(["read", "first.txt", "--into", "velm.travaux"]) == 0
    assert "stands on the record already" in capsys.readouterr().out
    assert run(["check", "boria changed several clauses"]) == 4
    told = capsys.readouterr().out
    assert "≠ Disputed" in told
    assert "says that Boria did not change any clause" in told
    assert "says that Boria changed several clauses" in told


def test_what_was_refused_does_not_enter(report: Path) -> None:
    run(["new", "velm.travaux"])
    accepted(report, "refused")
    assert run(["read", "first.txt", "--into", "velm.travaux"]) == 2


def test_sure_accepts_no_more_than_what_is_sure(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from travaux.formats import report as reports

    real = reports.reading

    def with_one_sure(taken: Report, *, rules: bool = False) -> Reading:
        made = real(taken, rules=rules)
        tiers = ("likely", "sure", "look")
        return replace(made, items=tuple(replace(each, tier=tiers[each.number % 3]) for each in made.items))

    monkeypatch.setattr(reports, "reading", with_one_sure)
    run(["new", "velm.travaux"])
    assert run(["read", "first.txt", "--into", "velm.travaux", "--sure"]) == 0
    kept = json.loads(Path("first.txt.review.json").read_text(encoding="utf-8"))
    (only,) = kept["decided"]
    denial = with_one_sure(reports.read("first.txt")).items[1]
    assert only[1].split()[0] == "{}-{}".format(*min(span for spans in denial.parts.values() for span in spans))
    with travaux.open("velm.travaux", viewer="depositary") as record:
        assert [each.words for each in record.state.statements] == [("having changed any clause",)]


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--date", "tomorrow"], 2, "is not a day"),
        (["--review"], 2, "this is no terminal"),
        (["--review", "--json"], 2, "choose one"),
        (["--sure"], 2, "say which"),
        (["--html", "first.txt"], 2, "would overwrite"),
        (["--html", "p.html", "second.txt"], 2, "one report at a time"),
        (["nowhere.txt"], 7, "no such file"),
        (["--into", "none.travaux", "--sure"], 7, "no such record"),
    ],
)
def test_what_is_refused(
    report: Path, capsys: pytest.CaptureFixture[str], options: list[str], code: int, told: str
) -> None:
    assert run(["read", "first.txt", *options]) == code
    assert told in capsys.readouterr().err


def test_a_review_of_another_version_of_the_file_is_refused(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "velm.travaux"])
    accepted(report)
    report.write_text(FIRST + "More.\n", encoding="utf-8")
    assert run(["read", "first.txt", "--into", "velm.travaux"]) == 7
    assert "of another report" in capsys.readouterr().err


ASKS = b"[q] quit"


def typed(keys: str, *arguments: str) -> str:
    """Runs a command at a terminal of its own and types keys, each when it is asked for one.

    A key that comes before the terminal listens for keys is echoed and lost: it is typed again.
    """
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-m", "travaux.cli", *arguments])
    seen, on = _answer(terminal, 20)
    try:
        for key in keys.split(" "):
            for _ in range(20):
                if not on:
                    break
                os.write(terminal, key.replace("_", " ").encode() + (b"\r" if len(key) > 1 else b""))
                more, on = _answer(terminal, 1)
                seen += more
                if not on or ASKS in more or b"FIELD" in more:
                    break
        if on:
            more, _ = _answer(terminal, 20)
            seen += more
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
    return seen.decode("utf-8", "replace")


def _answer(terminal: int, seconds: float) -> tuple[bytes, bool]:
    """Returns what comes until it asks again or there is nothing more, and whether it still runs."""
    seen = b""
    while select.select([terminal], [], [], seconds)[0]:
        try:
            seen += os.read(terminal, 65536)
        except OSError:
            return seen, False
        if ASKS in seen or b"FIELD" in seen:
            break
    return seen, True


def test_a_review_by_key_quit_and_taken_up_again(report: Path) -> None:
    first = typed("a q", "read", "first.txt", "--review")
    assert "1 of 2, 2 open" in first
    assert "One item accepted" in first
    kept = json.loads(Path("first.txt.review.json").read_text(encoding="utf-8"))
    assert [row[-1] for row in kept["decided"]] == ["accepted"]
    second = typed("e terms:_background r", "read", "first.txt", "--review")
    assert "2 of 2, 1 open" in second
    assert "1 of 2" not in second
    kept = json.loads(Path("first.txt.review.json").read_text(encoding="utf-8"))
    assert [row[-1] for row in kept["decided"]] == ["accepted", "refused"]
    assert [row[-1] for row in kept["mends"]] == [{"terms": "background"}]
