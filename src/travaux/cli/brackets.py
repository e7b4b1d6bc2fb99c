"""`travaux brackets`: what stands in square brackets, why, and what is wrong with a bracket."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from travaux.cli import files, options

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.papers.bracketed import BracketPaper


@click.command(
    "brackets",
    epilog="Example:  travaux brackets draft-5.docx",
    short_help="List the brackets of a draft, and what is wrong with them.",
)
@click.argument("file", type=options.FILE)
@click.option(
    "--reading",
    type=click.Choice(["all", "first", "none"]),
    help="Print the text that stands when every bracket is decided: all words kept, only the first of alternatives, "
    "or none that are in brackets.",
)
@options.accepting
@options.as_json
def command(file: Path, reading: Literal["all", "first", "none"] | None, accept: Sequence[str], as_json: bool) -> None:
    """List what stands in square brackets, by clause: why it does, what its alternatives are, and every defect."""
    from travaux.text.brackets import brackets

    draft = files.draft(file, accept)
    found = brackets(draft)
    if as_json:
        from travaux.cli.bracket_objects import brackets_object
        from travaux.cli.objects import printed

        click.echo(printed(brackets_object(found, draft, reading)), nl=False)
    elif reading is not None:
        click.echo(found.reading(reading))
    else:
        from travaux.cli.terminal import console
        from travaux.papers.bracketed import bracket_paper

        draw(console(), bracket_paper(found, draft))


def draw(out: Console, paper: BracketPaper) -> None:
    """Prints what stands in brackets, clause by clause, then the defects."""
    from travaux.cli import terminal

    terminal.verdict(out, paper.summary)
    place = ""
    for entry in paper.opens:
        if entry.place != place:
            terminal.clause_head(out, entry.place)
            place = entry.place
        why = ", ".join(part for part in (entry.cause, entry.among) if part)
        terminal.say(out, terminal.text(entry.text, "  ", (why, "dim")), 2 + 2 * entry.depth)
    if paper.faults:
        terminal.part(out, "What is wrong with them")
        rows = [[fault.place, fault.message] for fault in paper.faults]
        terminal.table(out, rows)
    terminal.how(out, [f"Rule {paper.rule}."])
