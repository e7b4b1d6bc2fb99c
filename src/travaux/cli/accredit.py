"""`travaux accredit`: by which paper a delegation acts, and who of it is named."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "accredit",
    epilog='Example:  travaux accredit boria --instrument decree.txt --named "Orla Velling, head" --count 9',
    short_help="Enter by what right a delegation acts, and who is named.",
)
@click.argument("party")
@click.option(
    "--instrument", metavar="FILE", help="The paper: a file, kept by its digest, or in words what kind it is."
)
@click.option("--kind", metavar="KIND", help="What kind of paper: decree, letter, resolution.")
@click.option("--number", metavar="NUMBER", help="Its number.")
@click.option("--issuer", metavar="WHO", help="Who issued it.")
@click.option("--dated", metavar="DATE", help="Its date.")
@click.option("--named", multiple=True, metavar="NAME[, OFFICE]", help="A member who is named; repeat for several.")
@click.option("--count", metavar="N", help="How many members there are, named or not.")
@click.option(
    "--powers", metavar="POWERS", help="What they may do: negotiate (the default), adopt, authenticate, sign, consent."
)
@click.option("--scope", metavar="CLAUSES", help="The clauses the powers reach; all by default.")
@click.option("--since", metavar="DATE", help="From when on.")
@click.option("--until", metavar="DATE", help="Until when.")
@click.option("--limits", metavar="WORDS", help="What they may not do.")
@click.option("--limits-notified", metavar="DATE", help="When the other side was told of the limits.")
@click.option("--provisional", is_flag=True, help="Credentials are still being examined.")
@acting
def command(acting: Acting, party: str, **fields: object) -> int:
    """Enter by what right a delegation acts.

    Members whom nobody names stay unnamed: they are counted. Names are private values, which can be withheld or erased.
    """
    return acting.enter("accredit", {"accredit": party, **fields})
