"""`travaux state`: what a source said, on which terms, and where its words stand."""

from __future__ import annotations

import click

from travaux.cli import files
from travaux.cli.acting import Acting, acting
from travaux.cli.options import Words


@click.command(
    "state",
    epilog='Example:  travaux state --anonymous --terms "not for attribution" --source report.txt:120-310',
    short_help="Enter what a source said, on which terms, and where.",
)
@click.argument("words", required=False)
@click.option("--speaker", metavar="NAME[, OFFICE]", help="Who spoke, where they are named.")
@click.option("--anonymous", is_flag=True, help="The speaker is not named.")
@click.option("--attributes", metavar="WORDS", help='What is told of a source not named: "a senior official".')
@click.option("--office", metavar="OFFICE", help="The office that spoke, where no person is named.")
@click.option("--of", metavar="PARTY", help="Whose official it is.")
@click.option("--organisation", metavar="NAME", help="The organisation, where it is no party.")
@click.option("--outlet", metavar="NAME", help="Who published it; a source too.")
@click.option("--channel", metavar="WORDS", help="Where it was said: an interview, a press conference.")
@click.option(
    "--terms",
    type=Words(["on the record", "not for attribution", "background", "unstated"]),
    help="On which terms; unstated by default.",
)
@click.option(
    "--source", metavar="FILE[:START-END]", help="The source's text, and the characters where the words stand."
)
@click.option("--said", metavar="DATE", help="When it was said.")
@click.option("--claims", multiple=True, metavar="CLAIM", help="A claim in it that can be checked; repeat for several.")
@click.option("--answers", metavar="ENTRY", help="The statement that it denies, confirms or answers.")
@click.option(
    "--manner",
    type=click.Choice(["says", "denies", "alleges", "admits", "announces"]),
    help="How it is said; says by default.",
)
@click.option("--hedge", metavar="WORDS", help='A word that hedges: "reportedly".')
@click.option("--reference", metavar="DAY", help='The day against which words such as "tomorrow" are read.')
@acting
def command(acting: Acting, words: str | None, **fields: object) -> int:
    """Enter what a source said. A source's word is never promoted to an act.

    WORDS may be left out where --source gives their place, FILE:START-END in characters.
    """
    return acting.enter("state", {"state": files.words(words), **fields})
