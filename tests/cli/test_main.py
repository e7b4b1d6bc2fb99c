"""How the program starts, what it says of itself, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from travaux import __version__
from travaux.cli.main import NOUNS, run, travaux

HEAVY = ("rich", "lxml", "rapidfuzz", "cydifflib", "markdown_it", "pypdfium2", "travaux.text", "travaux.formats")


def process(
    *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "travaux.cli", *arguments], input=stdin, capture_output=True, check=False, env=env
    )


def test_nothing_heavy_is_imported_for_help() -> None:
    script = (
        "import sys\nfrom travaux.cli.main import run\n"
        "assert run(['--help']) == 0\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[]"


@pytest.mark.parametrize("noun", NOUNS)
def test_every_command_has_help_with_an_example(noun: str) -> None:
    result = CliRunner().invoke(travaux, [noun, "--help"])
    assert result.exit_code == 0
    assert f"Example:  travaux {noun}" in result.output
    assert NOUNS[noun] in travaux.get_help(travaux.make_context("travaux", ["demo"], resilient_parsing=True))


@pytest.mark.parametrize("noun", NOUNS)
def test_the_line_in_the_list_is_the_commands_own(noun: str) -> None:
    command = travaux.get_command(travaux.make_context("travaux", [noun], resilient_parsing=True), noun)
    assert command is not None
    assert command.short_help == NOUNS[noun]
    assert command.name == noun


def test_version() -> None:
    assert CliRunner().invoke(travaux, ["--version"]).output == f"travaux {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["adit"], "There is no command 'adit'. Did you mean audit?"),
        (["zzz"], "There is no command 'zzz'. See travaux --help"),
        (["audit", "one"], "Missing argument 'NEW'"),
        (["trace"], "Give at least one draft"),
        (["trace", "--git", "."], "--git REPO takes --path FILE"),
        (["trace", "a.txt", "--path", "b"], "--path and --first-parent go with --git REPO"),
        (["trace", "a.txt", "--by", "Boria"], "'Boria' is not FILE=NAME"),
        (["trace", "a.txt", "--by", "b.txt=Boria"], "'b.txt' is none of the drafts"),
        (["compare", "a", "b", "--ignore", "words"], "'words' is not one of 'numbering', 'typography'"),
    ],
)
def test_usage_is_2(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_a_file_that_is_not_there_is_7(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "draft.docx"
    assert run(["clauses", str(missing)]) == 7
    captured = capsys.readouterr()
    assert captured.out == ""
    assert str(missing) in captured.err
    assert "Traceback" not in captured.err


def test_a_broken_file_is_7_and_names_the_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "draft.docx"
    broken.write_bytes(b"PK\x03\x04 this is no archive")
    assert run(["compare", str(broken), str(broken)]) == 7
    assert "draft.docx" in capsys.readouterr().err


def test_an_output_that_cannot_be_written_is_8(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("The Parties shall act.", encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    place = tmp_path / "file" / "page.html"
    assert run(["compare", str(tmp_path / "a.txt"), str(tmp_path / "a.txt"), "--html", str(place)]) == 8
    assert "Traceback" not in capsys.readouterr().err


def test_debug_shows_the_traceback() -> None:
    done = process("clauses", "/nonexistent/draft.txt", "--debug")
    assert b"Traceback" in done.stderr
    assert b"Traceback" not in process("clauses", "/nonexistent/draft.txt").stderr


def test_a_defect_is_70_and_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")

    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("travaux.cli.clauses.draw", broken)
    assert run(["clauses", str(tmp_path / "a.txt")]) == 70
    assert "this is a defect of Travaux (ZeroDivisionError: oh)" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_failure(tmp_path: Path) -> None:
    text = "".join(f"Article {n}\nThe Parties shall act.\n" for n in range(1, 4000))
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    command = f"{sys.executable} -m travaux.cli clauses {tmp_path / 'long.txt'} --json | head -c 10"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.parametrize(("new", "code"), [("The Parties act.", 0), ("The Parties may act.", 1)])
def test_a_reader_that_goes_away_changes_no_answer(tmp_path: Path, new: str, code: int) -> None:
    last = tmp_path / "last.txt"
    last.write_text("The Parties act.", encoding="utf-8")
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    command = f"{sys.executable} -u -m travaux.cli audit {last} {tmp_path / 'new.txt'} | true"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
    assert (done.stderr, done.returncode) == (b"", code)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_an_output_that_cannot_be_written_is_8_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Parties act.", encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "travaux.cli", "clauses", str(tmp_path / "a.txt")]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (8, b"travaux: the output: no space left on device\n")


@pytest.mark.parametrize("noun", ["compare", "audit", "align", "trace"])
def test_standard_input_is_only_one_of_the_drafts(noun: str) -> None:
    done = process(noun, "-", "-", stdin=b"The Parties act.")
    assert done.returncode == 2
    assert b"Only one of the drafts can be standard input" in done.stderr
