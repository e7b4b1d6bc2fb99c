"""The guide to the terminal: every command has a heading, and its help is what the command says."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from travaux.cli.main import EXITS, NOUNS, travaux

PAGE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "terminal.md"
SECTION = re.compile(r"^##+ `(travaux(?: \w+){0,2})`\n\n```text\n(.*?)```$", re.MULTILINE | re.DOTALL)
ROOT = click.Context(travaux, info_name="travaux", terminal_width=80, help_option_names=["-h", "--help"])


def commands() -> Iterator[str]:
    """Yields every command as it is typed, the groups before what is in them."""
    yield "travaux"
    for noun in NOUNS:
        yield f"travaux {noun}"
        found = travaux.get_command(ROOT, noun)
        if isinstance(found, click.Group):
            yield from (f"travaux {noun} {verb}" for verb in found.commands)


COMMANDS = list(commands())
ANSWERLESS = ["travaux demo", "travaux serve", "travaux invite", "travaux witness serve"]


def said(command: str) -> str:
    """Returns a command's help, 80 columns wide."""
    context, found = ROOT, travaux
    for word in command.split()[1:]:
        inner = found.get_command(context, word)
        assert inner is not None
        context, found = click.Context(inner, info_name=word, parent=context, terminal_width=80), inner
    return found.get_help(context) + "\n"


def test_every_command_has_a_heading() -> None:
    assert sorted(name for name, _ in SECTION.findall(PAGE.read_text(encoding="utf-8"))) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_is_current(command: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    if os.environ.get("TRAVAUX_HELP") == "write":
        page = SECTION.sub(lambda m: f"{m[0].split()[0]} `{m[1]}`\n\n```text\n{said(m[1])}```", page)
        PAGE.write_text(page, encoding="utf-8")
    assert dict(SECTION.findall(page))[command] == said(command)


def test_every_command_has_help_with_an_example() -> None:
    assert [one for one in COMMANDS[1:] if not re.search(rf"Example:  {one}\s", said(one))] == []


def test_every_exit_code_is_in_the_guide() -> None:
    rows = re.findall(r"^\| (\d+) \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {int(code): told for code, told in rows} == EXITS


def test_every_command_that_answers_has_an_object() -> None:
    answering = [one for one in COMMANDS if "COMMAND [ARGS]" not in said(one)]
    assert [one for one in answering if "--json" not in said(one)] == ANSWERLESS
