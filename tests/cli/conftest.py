"""Two drafts of a line or two, and a way to run a command on them."""

from __future__ import annotations

import json
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
