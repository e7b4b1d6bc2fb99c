"""`travaux table`: a draft is put before the meeting."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "table",
    epilog="Example:  travaux table draft-2.docx --by cascadia --standing tabled --parents 1",
    short_help="Put a draft before the meeting.",
)
@click.argument("file")
@click.option("--title", metavar="TITLE", help="What it is called; the file's name by default.")
@click.option(
    "--standing",
    type=click.Choice(["none", "informal", "submission", "basis", "tabled", "adopted", "authentic"]),
    help="What standing it has; tabled by default.",
)
@click.option("--parents", metavar="DRAFTS", help="The drafts it was made from: their numbers.")
@click.option("--to", metavar="PARTIES", help="To whom it is circulated.")
@click.option(
    "--accept",
    multiple=True,
    metavar="all|none|AUTHOR",
    help="Which tracked changes of the file are taken as made; all by default.",
)
@click.option("--language", metavar="CODE", help="Its language: en, fr.")
@click.option("--authentic", is_flag=True, help="It is authentic in its language.")
@click.option("--method", metavar="WORDS", help="How it was made from its parents.")
@acting
def command(acting: Acting, file: str, **fields: object) -> int:
    """Put a draft before the meeting.

    The file is kept in the record; its text is entered by its digest.
    """
    return acting.enter("table", {"table": file, **fields})
