"""`travaux align`: which clause of a later draft is which clause of an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import files, options

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.text.align import Alignment, Pair
    from travaux.text.clauses import Clause

_STYLE = {"added": "green", "dropped": "red", "moved": "blue", "split": "blue", "merged": "blue"}


@click.command(
    "align",
    epilog="Example:  travaux align draft-1.docx draft-4.docx --changed",
    short_help="Tell which clause of a draft is which of an earlier one.",
)
@click.argument("earlier", type=options.FILE)
@click.argument("later", type=options.FILE)
@click.option("--no-ids", is_flag=True, help="Do not let lasting ids in the files decide; compare the words alone.")
@click.option("--changed", is_flag=True, help="Leave out clauses that were kept with their number and words.")
@options.accepting
@options.as_json
def command(earlier: Path, later: Path, no_ids: bool, changed: bool, accept: Sequence[str], as_json: bool) -> None:
    """Tell which clause is which: kept, renumbered, moved, split, merged, added or dropped, and why."""
    from travaux.text.align import align

    files.page_beside(None, earlier, later)
    found = align(files.draft(earlier, accept), files.draft(later, accept), ids=not no_ids)
    if as_json:
        from travaux.cli.objects import alignment_object, printed

        click.echo(printed(alignment_object(found)), nl=False)
        return
    from travaux.cli.terminal import console

    draw(console(), found, changed=changed)


def draw(out: Console, alignment: Alignment, *, changed: bool = False) -> None:
    """Prints an alignment: how many clauses met each fate, then the pairs."""
    from travaux.cli import terminal
    from travaux.papers.aligned import summary

    terminal.verdict(out, summary(alignment.pairs))
    pairs = [pair for pair in alignment.pairs if not changed or pair.fate != "kept" or pair.reworded]
    if pairs:
        out.print()
        terminal.table(out, [_row(pair) for pair in pairs], numbers=(3,))


def _row(pair: Pair) -> list[Text | str]:
    from travaux.cli.terminal import text

    fate = f"{pair.fate}, reworded" if pair.reworded and pair.earlier and pair.later else pair.fate
    return [
        _places(pair.earlier),
        f"→ {_places(pair.later)}",
        text((fate, _STYLE.get(pair.fate, ""))),
        f"{pair.score:.2f}",
        text((pair.reason, "dim")),
    ]


def _places(clauses: Sequence[Clause]) -> str:
    from travaux.papers.places import address

    return " + ".join(address(clause).removeprefix("clause ") for clause in clauses) or "–"


if TYPE_CHECKING:
    from rich.text import Text
