"""`travaux propose`: an amendment to an exact wording."""

from __future__ import annotations

import click

from travaux.cli import files
from travaux.cli.acting import Acting, acting
from travaux.cli.options import Words


@click.command(
    "propose",
    epilog='Example:  travaux propose 14 --by boria --words "Each Party shall publish a yearly account."',
    short_help="Propose an amendment to an exact wording.",
)
@click.argument("clause")
@click.option("--words", metavar="WORDS", help="The words proposed; @FILE takes them from a file.")
@click.option(
    "--operation",
    type=Words(["replace", "insert after", "insert before", "delete"]),
    help="What to do with them; replace by default.",
)
@click.option(
    "--draft", metavar="DRAFT", help="Which draft: its number, title or file name; else the one on the table."
)
@click.option("--sponsors", metavar="PARTIES", help="Who sponsors it besides.")
@click.option("--for", "for_", metavar="PARTIES", help="On behalf of whom.")
@click.option("--source", metavar="WORDS", help="Whose words they are, where another's are taken up.")
@click.option("--amends", metavar="ENTRY", help="The proposal that it amends.")
@acting
def command(acting: Acting, clause: str, words: str | None, **fields: object) -> int:
    """Propose an amendment: other words for CLAUSE, words after or before it, or none."""
    return acting.enter("propose", {"propose": clause, "words": files.words(words), **fields})
