"""The guide to the terminal: every command has a heading, and its help is what the command says."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click
import pytest

from travaux.cli.main import NOUNS, travaux

PAGE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "terminal.md"
SECTION = re.compile(r"^## `(travaux(?: \w+)?)`\n\n```text\n(.*?)```$", re.MULTILINE | re.DOTALL)
COMMANDS = ["travaux", *(f"travaux {noun}" for noun in NOUNS)]


def said(command: str) -> str:
    """Returns a command's help, 80 columns wide."""
    context = click.Context(travaux, info_name="travaux", terminal_width=80, help_option_names=["-h", "--help"])
    if command == "travaux":
        return travaux.get_help(context) + "\n"
    noun = command.split()[1]
    found = travaux.get_command(context, noun)
    assert found is not None
    return found.get_help(click.Context(found, info_name=noun, parent=context, terminal_width=80)) + "\n"


def test_every_command_has_a_heading() -> None:
    assert sorted(name for name, _ in SECTION.findall(PAGE.read_text(encoding="utf-8"))) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_is_current(command: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    if os.environ.get("TRAVAUX_HELP") == "write":
        page = SECTION.sub(lambda m: f"## `{m[1]}`\n\n```text\n{said(m[1])}```", page)
        PAGE.write_text(page, encoding="utf-8")
    assert dict(SECTION.findall(page))[command] == said(command)


def test_every_exit_code_is_in_the_guide() -> None:
    from travaux.cli import main

    codes = [main.NO, main.USAGE, main.UNREADABLE, main.UNWRITTEN, main.DEFECT, main.INTERRUPTED]
    rows = re.findall(r"^\| (\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(row) for row in rows] == [0, *codes]
