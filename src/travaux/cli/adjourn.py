"""`travaux adjourn`: a meeting ends or is put off."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "adjourn",
    epilog="Example:  travaux adjourn 14 --until 2019-03-24",
    short_help="End a meeting, or put it off.",
)
@click.argument("meeting")
@click.option("--when", metavar="DATE", help="When it ended.")
@click.option("--until", metavar="DATE", help="Until when it is put off.")
@click.option("--reference", metavar="DAY", help='The day against which words such as "tomorrow" are read.')
@acting
def command(acting: Acting, meeting: str, **fields: object) -> int:
    """End a meeting, or put it off: MEETING is the number of its entry."""
    return acting.enter("adjourn", {"adjourn": meeting, **fields})
