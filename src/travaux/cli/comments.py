"""`travaux comments`: a form for comments on a draft, and what came back put together in one table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import files, options
from travaux.cli.outlets import Outlet, handing_out

if TYPE_CHECKING:
    from travaux.papers.comments_form import Asked
    from travaux.papers.grid import Returned
    from travaux.text.drafts import Draft


@click.group(
    "comments",
    epilog="Example:  travaux comments template draft-4.docx -o form.docx",
    short_help="Send out a form for comments; put what came back together.",
)
def command() -> None:
    """Make a form for comments on a draft, and one table of all that came back."""


@command.command("template", epilog="Example:  travaux comments template draft-4.docx -o form.docx -o form.xlsx")
@click.argument("draft", type=options.FILE)
@handing_out
def template(draft: Path, outlet: Outlet) -> int:
    """Make a form with a row for each clause of a draft, or of the draft on the table of a record.

    Delegations write a comment, a proposed wording and a justification beside the text of a clause.
    """
    from travaux.papers.comments_form import form

    outlet.give(form(_draft(draft)), beside=[draft])
    return 0


@command.command("collect", epilog="Example:  travaux comments collect replies/*.docx -o comments.xlsx")
@click.argument("returned", nargs=-1, required=True, type=options.FILE)
@click.option("--on", "base", type=options.FILE, metavar="DRAFT", help="The draft, record or empty form they answer.")
@handing_out
def collect(returned: Sequence[Path], base: Path | None, outlet: Outlet) -> int:
    """Put the forms that came back together: every comment at its clause, with its delegation and its file.

    Nothing is refused. What was done to a form is said; a comment that belongs to no clause stands at the end. Without
    --on, the clauses are those that most of the files have alike.
    """
    from travaux.papers.comments import collected
    from travaux.papers.comments_table import comments_paper

    reading = collected([_returned(path) for path in returned], _asked(base) if base else ())
    outlet.give(comments_paper(reading), beside=returned)
    return 0


def _draft(path: Path) -> Draft:
    from dataclasses import replace

    from travaux.cli import desk
    from travaux.errors import OutOfOrder

    if path.suffix != ".travaux":
        return files.draft(path)
    with desk.opened(path) as opened:
        current = opened.state.current()
        if current is None:
            raise OutOfOrder(f"no draft is on the table in {path.name}")
        return replace(opened.drafts[current.digest], name=current.title or "the draft on the table")


def _asked(base: Path) -> Sequence[Asked]:
    from travaux.papers.comments import collected
    from travaux.papers.comments_form import asked

    answer = _returned(base) if base.suffix.lower() in (".docx", ".xlsx") else None
    rows = collected([answer]).rows if answer and not answer.unread else ()
    return rows or asked(_draft(base))


def _returned(path: Path) -> Returned:
    """Reads a file that came back; one that cannot be read is told of, not refused."""
    from travaux.errors import TravauxError
    from travaux.formats import grids
    from travaux.papers.grid import Returned

    try:
        return Returned(path.name, grids.read(path))
    except TravauxError as fault:
        return Returned(path.name, unread=str(fault))
