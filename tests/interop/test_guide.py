"""The guide on evidence: its commands run with stock tools alone, print what it says, and refuse what was altered."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from travaux.cli.main import run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "evidence.md"
BLOCK = re.compile(r"^```(python|sh|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def shell(script: str, folder: Path) -> tuple[int, str]:
    """Runs commands where `travaux` is the one under test; returns their exit code and what they printed."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment["TRAVAUX_HOME"] = str(folder / "somebody")
    done = subprocess.run(
        ["sh", "-e"],
        input=script,
        cwd=folder,
        env=environment,
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, str]]]:
    """The record of the guide, and each of its commands with what it is to print."""
    for tool in ("sqlite3", "openssl", "ssh-keygen", "sha256sum", "xxd", "base64"):
        from tests.interop.conftest import need

        need(tool)
    folder = tmp_path_factory.mktemp("guide")
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    here = Path.cwd()
    os.chdir(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRAVAUX_HOME", "home")
        try:
            exec(compile(blocks[0][1], str(PAGE), "exec"), {"__name__": "guide"})
        finally:
            os.chdir(here)
    following = [*blocks[1:], ("", "")]
    pairs = pairwise(following)
    return folder, [(text, then[1] if then[0] == "text" else "") for (kind, text), then in pairs if kind == "sh"]


def expected(told: str) -> re.Pattern[str]:
    """What a command prints, as the guide shows it: `…` stands for what differs from run to run."""
    return re.compile(".*".join(map(re.escape, told.split("…"))), re.DOTALL)


def test_every_command_does_what_the_guide_says(commands: tuple[Path, list[tuple[str, str]]]) -> None:
    folder, blocks = commands
    functions = "\n".join(re.findall(r"^both\(\) .*$", "\n".join(text for text, _ in blocks), re.MULTILINE)) + "\n"
    assert len(blocks) == 9
    for text, told in blocks:
        code, said = shell(functions + text, folder)
        assert (code, text, said) == (0, text, said)
        if told:
            assert expected(told).fullmatch(said), said


ALTERED = {
    "text": (
        "sed -i 's/^example/exemple/' checkpoint",
        "The log signed this checkpoint",
        "Signature Verification Failure",
    ),
    "entry": ("sed -i 's/objects/agrees/' entry-3", "The member signed this entry", "Could not verify signature."),
    "leaf": ("sed -i 's/objects/agrees/' entry-3", "The entry is in the log", ""),
}


@pytest.mark.parametrize("name", ALTERED)
def test_what_was_altered_is_refused(commands: tuple[Path, list[tuple[str, str]]], name: str, tmp_path: Path) -> None:
    """The same commands, on one changed byte, end otherwise."""
    folder, blocks = commands
    alter, heading, told = ALTERED[name]
    part = PAGE.read_text(encoding="utf-8").partition(f"### {heading}\n")[2]
    script = next(text for kind, text in BLOCK.findall(part) if kind == "sh")
    subprocess.run(["cp", "-r", f"{folder}/.", str(tmp_path)], check=True)
    assert shell(blocks[1][0], tmp_path)[0] == 0
    code, said = shell(f"{alter}\n{script}", tmp_path)
    assert code != 0
    assert told in said


def test_a_history_that_was_changed_is_refused(commands: tuple[Path, list[tuple[str, str]]], tmp_path: Path) -> None:
    folder, blocks = commands
    subprocess.run(["cp", "-r", f"{folder}/.", str(tmp_path)], check=True)
    script = next(text for text, told in blocks if told == "the same history\n")
    both = next(line for text, _ in blocks for line in text.splitlines() if line.startswith("both()"))
    change = (
        'sqlite3 velm.travaux "DROP TRIGGER entry_is_final; UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), '
        "'enrol', 'enrom') AS BLOB) WHERE idx = 2\"\n"
    )
    code, said = shell(f"{both}\n{change}{script}", tmp_path)
    assert (code, said) == (1, "")


def test_every_message_in_the_table_is_one_that_a_test_sees() -> None:
    """The words in the last column stand in the tests of attacks, whole."""
    folder = Path(__file__).resolve().parents[1]
    sources = [*folder.glob("attacks/*.py"), *folder.glob("claims/test_bundle.py")]
    tested = re.sub(r'"\s*\n\s*f?"', "", "".join(path.read_text(encoding="utf-8") for path in sorted(sources)))
    table = PAGE.read_text(encoding="utf-8").partition("## What each attack meets")[2].partition("## What nothing")[0]
    messages = [told for row in table.splitlines() for told in re.findall(r"\| `([^`]+)` \|$", row)]
    assert len(messages) >= 24
    plain = tested.replace("{ORIGIN}", "example.com/velm-valley").replace("{{", "{")
    assert [told for told in messages if told not in plain] == []


def test_the_record_of_the_guide_verifies(
    commands: tuple[Path, list[tuple[str, str]]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _ = commands
    monkeypatch.setenv("TRAVAUX_HOME", str(folder / "nobody"))
    key = (folder / "log.vkey").read_text().strip()
    assert run(["verify", str(folder / "velm.travaux"), "--key", key]) == 0
    assert "velm.travaux holds: eight entries" in capsys.readouterr().out
