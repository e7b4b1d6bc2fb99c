"""The options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class Words(click.Choice):  # type: ignore[type-arg]
    """One of some words; hyphens may stand for spaces, so that no quotation marks are needed: not-for-attribution."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Returns the words as they are written in a record."""
        spaced = str(value).replace("-", " ")
        return str(super().convert(spaced if spaced in self.choices else value, param, ctx))


FILE = click.Path(path_type=Path, allow_dash=True)


def debugging(command: Command) -> Command:
    """Adds `--debug`."""
    return click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of a failure.")(command)


def as_json(command: Command) -> Command:
    """Adds `--json`, and `--debug` beside it."""
    json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object for programs.")
    return json(debugging(command))


def as_html(command: Command) -> Command:
    """Adds `--html FILE`."""
    return click.option(
        "--html",
        type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
        metavar="FILE",
        help="Write one self-contained page to FILE.",
    )(command)


def accepting(command: Command) -> Command:
    """Adds `--accept`: which of a file's own tracked changes to make."""
    return click.option(
        "--accept",
        multiple=True,
        default=("all",),
        metavar="all|none|AUTHOR",
        help="Make these tracked changes and undo all others: all (the default), none, or those of an author; repeat "
        "for several authors.",
    )(command)


def counting(told: str) -> Callable[[Command], Command]:
    """Returns what adds `--counting`: whether the outermost clauses are meant or the innermost, with what that does."""
    kinds = click.Choice(["top", "leaf"])
    return click.option("--counting", type=kinds, default="top", show_default=True, help=told)


class _Place(click.ParamType):  # type: ignore[type-arg]
    name = "file or address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Returns a file's path, or an address of a server."""
        if not isinstance(value, str) or "://" not in value:
            return Path(value)
        from travaux.errors import Malformed
        from travaux.stores.addresses import place

        try:
            return place(value)
        except Malformed as fault:
            self.fail(str(fault), param, ctx)


PLACE = _Place()
"""Where a record is: a file, or an address of a server."""


def recorded(command: Command) -> Command:
    """Adds `--record`."""
    return click.option(
        "--record",
        type=PLACE,
        metavar="FILE",
        help="The record, a file or postgres://…#NAME; else $TRAVAUX_RECORD, else the only *.travaux file here.",
    )(command)


def viewing(command: Command) -> Command:
    """Adds `--as`: for whom a record is read."""
    return click.option(
        "--as",
        "viewer",
        metavar="VIEWER",
        default="depositary",
        show_default=True,
        help='For whose eyes: "depositary", "public", or a party.',
    )(command)
