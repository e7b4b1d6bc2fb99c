"""`travaux authenticate`: a text is initialled, authenticated or signed."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting
from travaux.cli.options import Words


@click.command(
    "authenticate",
    epilog='Example:  travaux authenticate initialled --by boria --person "Orla Velling"',
    short_help="Enter that a text was initialled, authenticated or signed.",
)
@click.argument("manner", type=Words(["initialled", "authenticated", "signed", "signed ad referendum"]))
@click.option(
    "--draft", metavar="DRAFT", help="Which draft: its number, title or file name; else the one on the table."
)
@click.option(
    "--capacity",
    type=click.Choice(["party", "mediator", "guarantor", "observer", "witness", "depositary", "group"]),
    help="In which capacity; as party by default.",
)
@click.option("--binds", is_flag=True, help="It is consent to be bound; else it is not.")
@click.option("--when", metavar="DATE", help="When.")
@click.option("--reference", metavar="DAY", help='The day against which words such as "tomorrow" are read.')
@acting
def command(acting: Acting, manner: str, **fields: object) -> int:
    """Enter that a text was initialled, authenticated or signed (VCLT arts 10, 12)."""
    return acting.enter("authenticate", {"authenticate": manner, **fields})
