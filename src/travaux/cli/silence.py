"""`travaux silence`: a silence procedure is opened, or broken."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "silence",
    epilog="Example:  travaux silence 2 --to boria,delvia --closes 2019-03-28T18:00:00Z",
    short_help="Open a silence procedure, or break it.",
)
@click.argument("draft", required=False)
@click.option("--to", metavar="PARTIES", help="Who may break it.")
@click.option("--delivered", metavar="WORDS", help="How the text was delivered.")
@click.option("--opens", metavar="DATE", help="When it opens.")
@click.option("--closes", metavar="DATE", help="When it closes; best with its zone.")
@click.option("--breaks", metavar="ENTRY", help="Break the silence of this entry.")
@click.option("--reference", metavar="DAY", help='The day against which words such as "tomorrow" are read.')
@acting
def command(acting: Acting, draft: str | None, **fields: object) -> int:
    """Put a draft under silence: unless somebody breaks it in time, it is deemed adopted."""
    return acting.enter("silence", {"silence": draft, **fields})
