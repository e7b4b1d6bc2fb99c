"""`travaux link`: terms offered in return for others."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "link",
    epilog='Example:  travaux link "1, 3" --for 5 --by aldania',
    short_help="Offer terms in return for others.",
)
@click.argument("clauses", required=False)
@click.option("--for", "for_", metavar="CLAUSES", help="The clauses wanted in return.")
@click.option("--terms", metavar="WORDS", help="The terms in words.")
@click.option("--everything", is_flag=True, help="Nothing is agreed until everything is agreed.")
@click.option(
    "--draft", metavar="DRAFT", help="Which draft: its number, title or file name; else the one on the table."
)
@acting
def command(acting: Acting, clauses: str | None, **fields: object) -> int:
    """Offer CLAUSES in return for others: they stand only if the others do."""
    return acting.enter("link", {"link": clauses, **fields})
