"""`travaux correct`: a procès-verbal of correction."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "correct",
    epilog="Example:  travaux correct 14 --draft 2 --in 3 --certified aldania,boria",
    short_help="Correct a wording from the beginning (a procès-verbal).",
)
@click.argument("clause")
@click.option("--draft", required=True, metavar="DRAFT", help="The draft that was wrong.")
@click.option("--in", "in_", required=True, metavar="DRAFT", help="The draft that has the words right.")
@click.option("--clause", "clause_", metavar="CLAUSE", help="The clause there, where it has another number.")
@click.option("--substantive", is_flag=True, help="The correction changes the substance.")
@click.option(
    "--certified", metavar="PARTIES", help="Who certifies that it does not: their positions are carried over."
)
@click.option("--objections-until", metavar="DATE", help="Until when there may be objections.")
@acting
def command(acting: Acting, clause: str, **fields: object) -> int:
    """Correct CLAUSE of one draft: it reads as in another, from the beginning (VCLT art. 79)."""
    return acting.enter("correct", {"correct": clause, **fields})
