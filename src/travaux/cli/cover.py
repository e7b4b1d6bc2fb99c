"""`travaux cover`: somebody vouches that the record is complete, for what and for when."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "cover",
    epilog="Example:  travaux cover --acts propose,take --since 2019-03-04 --until 2019-03-25",
    short_help="Vouch that the record is complete, for what and when.",
)
@click.option("--acts", metavar="ACTS", help="Which acts: propose, take, table; all by default.")
@click.option("--parties", metavar="PARTIES", help="Of which parties; all by default.")
@click.option("--clauses", metavar="CLAUSES", help="On which clauses; all by default.")
@click.option("--since", metavar="DATE", help="From when.")
@click.option("--until", metavar="DATE", help="To when.")
@click.option("--from", "from_", metavar="ENTRY", help="From which entry on.")
@click.option("--to", metavar="ENTRY", help="Up to which entry.")
@click.option("--limits", metavar="WORDS", help="What is left out.")
@acting
def command(acting: Acting, acts: str | None, **fields: object) -> int:
    """Vouch that the record is complete.

    Only inside a coverage can a claim such as "nobody objected" be answered.
    """
    return acting.enter("cover", {"cover": acts or "all", **fields})
