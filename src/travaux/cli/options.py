"""The options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

FILE = click.Path(path_type=Path, allow_dash=True)


def as_json(command: Command) -> Command:
    """Adds `--json`, and `--debug` beside it."""
    debug = click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of a failure.")
    json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object for programs.")
    return json(debug(command))


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
