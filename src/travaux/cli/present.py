"""`travaux present`: a draft is presented to a principal."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "present",
    epilog='Example:  travaux present 2 --by boria --office "the President of Boria" --when 2019-03-23',
    short_help="Enter that a draft was presented to a principal.",
)
@click.argument("draft")
@click.option("--to", metavar="NAME[, OFFICE]", help="The person.")
@click.option("--office", metavar="OFFICE", help="The office, where no person is named.")
@click.option("--when", metavar="DATE", help="When.")
@click.option("--reference", metavar="DAY", help='The day against which words such as "tomorrow" are read.')
@acting
def command(acting: Acting, draft: str, **fields: object) -> int:
    """Enter that a draft was presented to a principal: a president, a board, a membership."""
    return acting.enter("present", {"present": draft, **fields})
