"""`travaux convene`: a meeting, as a source announced it or as it was held."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "convene",
    epilog='Example:  travaux convene talks --where "Port Sorrel" --when "in the coming days" --reference 2019-03-12',
    short_help="Enter a meeting, as it was announced or as it was held.",
)
@click.argument("forum")
@click.option("--when", metavar="DATE", required=True, help="When: a date, or the words used.")
@click.option("--reference", metavar="DAY", help='The day against which words such as "tomorrow" are read.')
@click.option("--where", metavar="PLACE", help="Where.")
@click.option("--announced", metavar="ENTRY", help="The entry of the statement that announced it.")
@click.option("--expected", metavar="PARTIES", help="Who is announced.")
@click.option("--others", metavar="WORDS", help="Who else, in the words used.")
@click.option("--within", metavar="BODY", help="The body to which the forum reports.")
@click.option("--informal", is_flag=True, help="The forum is not a formal one.")
@click.option("--held", is_flag=True, help="The meeting took place.")
@acting
def command(acting: Acting, forum: str, **fields: object) -> int:
    """Enter a meeting.

    Meetings that different sources announced are kept apart, and never merged: two sources, two entries.
    """
    return acting.enter("convene", {"convene": forum, **fields})
