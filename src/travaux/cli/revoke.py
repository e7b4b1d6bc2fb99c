"""`travaux revoke`: an accreditation ends, or some persons' part in it."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "revoke",
    epilog='Example:  travaux revoke 7 --persons "Dav Karst" --kind decree --number 131',
    short_help="End an accreditation, or some persons' part in it.",
)
@click.argument("entry")
@click.option("--persons", multiple=True, metavar="NAME", help="Only their part ends; repeat for several.")
@click.option(
    "--instrument", metavar="FILE", help="The paper: a file, kept by its digest, or in words what kind it is."
)
@click.option("--kind", metavar="KIND", help="What kind of paper: decree, letter, resolution.")
@click.option("--number", metavar="NUMBER", help="Its number.")
@click.option("--issuer", metavar="WHO", help="Who issued it.")
@click.option("--dated", metavar="DATE", help="Its date.")
@click.option("--since", metavar="DATE", help="From when on.")
@acting
def command(acting: Acting, entry: str, **fields: object) -> int:
    """End an accreditation: ENTRY is the number of the entry that gave it."""
    return acting.enter("revoke", {"revoke": entry, **fields})
