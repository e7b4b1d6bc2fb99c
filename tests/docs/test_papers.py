"""The guide to the papers: every command in it runs on the example it speaks of, and every kind of paper is there."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from travaux.cli.main import run
from travaux.papers.conventions import CONVENTIONS
from travaux.secretariat.papers import MAKERS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "guides" / "papers.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    travaux (.*)$", PAGE, re.MULTILINE)
REFUSED = 5


@pytest.fixture(scope="module")
def orn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The waters of the Orn, played into a record."""
    folder = tmp_path_factory.mktemp("guide") / "orn"
    shutil.copytree(ROOT / "examples" / "river-convention", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRAVAUX_HOME", str(folder / "home"))
        patch.chdir(folder)
        assert run(["new", "orn.travaux", "--title", "The waters of the Orn", "--rules", "vclt-1969"]) == 0
        assert [run(["key", "new", key]) for key in ("aldania", "boria", "delvia", "estovia")] == [0, 0, 0, 0]
        assert run(["act", "apply", "acts.yaml"]) == 0
        yield folder


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command: str, orn: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(command)
    code = run(words)
    told = capsys.readouterr()
    assert code == (REFUSED if "clean" in words else 0), told.err
    written = [name for flag, name in pairwise(words) if flag == "-o" and code == 0]
    assert [name for name in written if not (orn / name).stat().st_size] == []


def test_every_kind_is_in_the_guide_with_a_picture() -> None:
    assert sorted(MAKERS) == sorted(re.findall(r"^\| [^|]+ \| `(\w+)` \|", PAGE, re.MULTILINE))
    told = {command.split()[1] for command in COMMANDS if command.startswith("paper ")}
    assert told == set(MAKERS)
    for kind in MAKERS:
        assert re.search(rf"pictures/paper-{kind}\.(png|svg)", PAGE), kind


def test_every_convention_is_in_the_guide() -> None:
    assert re.findall(r"^\| `([\w-]+/\d)` \|", PAGE, re.MULTILINE) == list(CONVENTIONS)
