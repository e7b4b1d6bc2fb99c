"""Two drafts of a line or two, and a way to run a command on them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from travaux.cli.main import run

EARLIER = "Article 1\n1. The Parties shall cooperate [fully][in full].\n2. They shall report.\n"
LATER = "Article 1\n1. The Parties may cooperate [fully][in full].\n2. They shall report yearly.\n"


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[str, str]:
    """The paths of an earlier and a later draft."""
    (tmp_path / "one.txt").write_text(EARLIER, encoding="utf-8")
    (tmp_path / "two.txt").write_text(LATER, encoding="utf-8")
    return str(tmp_path / "one.txt"), str(tmp_path / "two.txt")


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Runs a command, checks its exit code and returns what it printed, as an object where it is asked for JSON."""

    def ran(*arguments: str, code: int = 0) -> Any:
        assert run(list(arguments)) == code
        captured = capsys.readouterr()
        assert captured.err == ""
        return json.loads(captured.out) if "--json" in arguments else captured.out

    return ran


PLAN = Path(__file__).resolve().parents[2] / "src" / "travaux" / "example" / "plan"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the record of the Velm Valley Plan and its key ring, made once; copy it before you write."""
    from travaux.cli import desk
    from travaux.secretariat.forms import sheet
    from travaux.secretariat.opening import new

    folder = tmp_path_factory.mktemp("plan")
    with new(
        folder / "plan.travaux", title="The Velm Valley Plan", rules="vclt-1969", home=folder / "home",
        origin="example.org/velm",
    ) as record:  # fmt: skip
        for key in ("aldania-clerk", "boria-clerk"):
            record.home.new_key(key)
        desk.enter(record, sheet.forms((PLAN / "b-contradicted.yaml").read_bytes(), "acts"), PLAN)
    return folder


@pytest.fixture
def plan(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own with that record, the current folder, its key ring in use."""
    folder = tmp_path / "plan"
    shutil.copytree(built, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TRAVAUX_HOME", str(folder / "home"))
    monkeypatch.delenv("TRAVAUX_RECORD", raising=False)
    return folder
