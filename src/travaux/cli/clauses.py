"""`travaux clauses`: the clauses of a draft, as Travaux reads them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import files, options, outlets

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.text.clauses import Clause
    from travaux.text.drafts import Draft


@click.command(
    "clauses",
    epilog="Example:  travaux clauses treaty.docx --akn treaty.xml",
    short_help="Print the clauses of a draft.",
)
@click.argument("file", type=options.FILE)
@click.option(
    "--akn", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT",
    help="Write the draft as Akoma Ntoso 3.0 into OUT instead; - is standard output.",
)  # fmt: skip
@options.accepting
@options.as_json
def command(file: Path, akn: Path | None, accept: Sequence[str], as_json: bool) -> None:
    """Print the clauses of a draft as a tree: label, heading, and the first words.

    With --akn they are written as Akoma Ntoso, valid by the schema of OASIS, with identifiers by its naming convention.
    """
    draft = files.draft(file, accept)
    if akn is not None:
        _write(draft, akn, file)
        return
    if as_json:
        from travaux.cli.objects import clauses_object, printed

        click.echo(printed(clauses_object(draft)), nl=False)
        return
    from travaux.cli.terminal import console

    draw(console(), draft)


def _write(draft: Draft, akn: Path, file: Path) -> None:
    from travaux.formats.akn.write import write

    if akn == files.STDIN:
        outlets.to_standard_output(write(draft), "")
        return
    if akn.resolve() == file.resolve():
        raise click.UsageError(f"--akn {akn} would overwrite what it is made from. Name another file.")
    content = write(draft)
    files.write_bytes(akn, content)
    from travaux.cli import terminal
    from travaux.papers.counting import counted

    many = counted(sum(1 for _ in draft.walk()), "clause")
    terminal.verdict(terminal.console(), f"{akn} is {files.shown_name(file)} as Akoma Ntoso, with {many}.")


def draw(out: Console, draft: Draft) -> None:
    """Prints the tree of a draft's clauses."""
    from travaux.cli import terminal
    from travaux.papers.counting import counted, number, sentence

    every, outermost = sum(1 for _ in draft.walk()), len(draft.clauses)
    of_them = f", {number(outermost)} of them outermost" if outermost < every else ""
    terminal.verdict(out, f"{sentence(counted(every, 'clause'))}{of_them}.")
    out.print()
    for clause in draft.clauses:
        _draw(out, draft, clause, 0)


def _draw(out: Console, draft: Draft, clause: Clause, depth: int) -> None:
    from travaux.cli import terminal

    label = clause.label.strip() or f"({clause.kind})"
    words = " ".join(word for word in draft.own_text(clause).split() if word.strip("#="))
    shown = words.removeprefix(clause.heading).strip() if clause.heading else words
    heading = f" {clause.heading}" if clause.heading else ""
    line = terminal.text("  " * depth, (label, "bold"), heading, (f"  {shown}" if shown else "", "dim"))
    line.truncate(out.width, overflow="ellipsis")
    out.print(line, no_wrap=True)
    for child in clause.children:
        _draw(out, draft, child, depth + 1)
