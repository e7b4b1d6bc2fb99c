"""`travaux take`: a party takes a position on exact wordings."""

from __future__ import annotations

from collections.abc import Sequence

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "take",
    epilog="Example:  travaux take boria object 4.2 --forum informals",
    short_help="Take a position: accept, reserve, object, none.",
)
@click.argument("party")
@click.argument("stance", type=click.Choice(["accept", "reserve", "object", "none"]))
@click.argument("clauses", nargs=-1, required=True)
@click.option(
    "--draft", metavar="DRAFT", help="Which draft: its number, title or file name; else the one on the table."
)
@click.option("--forum", metavar="FORUM", help="Where: informals, a working group, plenary.")
@click.option("--within", metavar="BODY", help="The body to which the forum reports.")
@click.option("--informal", is_flag=True, help="The forum is not a formal one.")
@click.option("--ad-referendum", is_flag=True, help="Subject to confirmation by the principal.")
@click.option("--until", metavar="DATE", help="Until when the position holds.")
@click.option("--condition", metavar="WORDS", help="On which condition.")
@click.option(
    "--reservation",
    type=click.Choice(["scrutiny", "parliamentary", "linguistic", "substantive", "general"]),
    help="Which kind of reservation.",
)
@click.option("--for", "for_", metavar="PARTIES", help="On behalf of whom.")
@acting
def command(acting: Acting, party: str, stance: str, clauses: Sequence[str], **fields: object) -> int:
    """Take a position on clauses, each an entry of its own; `all` is the whole text.

    The position binds to the exact words: when they change, it is stale.
    """
    return acting.enter("take", {"by": party, "take": stance, "clauses": clauses, **fields})
