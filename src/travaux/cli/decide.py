"""`travaux decide`: the chair concludes on exact wordings."""

from __future__ import annotations

from collections.abc import Sequence

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "decide",
    epilog="Example:  travaux decide agreed 1 5 8 --forum plenary --holdouts delvia",
    short_help="Conclude, as the chair: agreed, adopted, rejected, deferred.",
)
@click.argument("outcome", type=click.Choice(["agreed", "adopted", "rejected", "deferred"]))
@click.argument("clauses", nargs=-1, required=True)
@click.option(
    "--draft", metavar="DRAFT", help="Which draft: its number, title or file name; else the one on the table."
)
@click.option("--forum", metavar="FORUM", help="Where: informals, a working group, plenary.")
@click.option("--within", metavar="BODY", help="The body to which the forum reports.")
@click.option("--informal", is_flag=True, help="The forum is not a formal one.")
@click.option("--holdouts", metavar="PARTIES", help="Who did not agree.")
@click.option("--present", metavar="PARTIES", help="Who was there.")
@acting
def command(acting: Acting, outcome: str, clauses: Sequence[str], **fields: object) -> int:
    """Conclude on clauses in a forum, each an entry of its own. Agreement always names its forum."""
    return acting.enter("decide", {"decide": outcome, "clauses": clauses, **fields})
