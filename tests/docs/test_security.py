"""What SECURITY.md says is shown by tests and commands that there are."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from travaux.cli.main import travaux

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines() if line.startswith("| ") and "shown by" not in line and line.count("|") == 5
]  # fmt: skip


def test_every_row_names_what_shows_it() -> None:
    assert len(ROWS) > 25
    assert [row[0] for row in ROWS if not re.search(r"`(?:tests/\S+\.py|make \w+)`", row[2])] == []


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`(tests/[^`]+)`", PAGE))))
def test_every_test_that_is_named_is_there(named: str) -> None:
    assert "def test_" in (ROOT / named).read_text(encoding="utf-8")


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`travaux ([^`]+)`", PAGE))))
def test_every_command_that_is_named_is_there(named: str) -> None:
    found: click.Command = travaux
    words = named.split()
    while words and isinstance(found, click.Group):
        inner = found.get_command(click.Context(found), words.pop(0))
        assert inner is not None
        found = inner
    options = {option for each in found.params for option in each.opts}
    assert [word for word in words if word not in options] == []


def test_every_target_that_is_named_is_there() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(set(re.findall(r"`make (\w+)`", PAGE)) - set(targets)) == []


def test_the_readme_leads_to_it() -> None:
    assert "](SECURITY.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
