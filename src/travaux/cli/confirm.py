"""`travaux confirm`: an acceptance ad referendum, or an act done without authority, is confirmed."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "confirm",
    epilog="Example:  travaux confirm 23 --by boria --kind decree --number 131",
    short_help="Confirm what was ad referendum, or without authority.",
)
@click.argument("entry")
@click.option(
    "--instrument", metavar="FILE", help="The paper: a file, kept by its digest, or in words what kind it is."
)
@click.option("--kind", metavar="KIND", help="What kind of paper: decree, letter, resolution.")
@click.option("--number", metavar="NUMBER", help="Its number.")
@click.option("--issuer", metavar="WHO", help="Who issued it.")
@click.option("--dated", metavar="DATE", help="Its date.")
@acting
def command(acting: Acting, entry: str, **fields: object) -> int:
    """Confirm what was entered as ENTRY (VCLT art. 8)."""
    return acting.enter("confirm", {"confirm": entry, **fields})
