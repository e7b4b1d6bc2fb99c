"""`travaux reopen`: a decision or an acceptance is reopened."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "reopen",
    epilog='Example:  travaux reopen 31 --by aldania --reason "the annex was not before us"',
    short_help="Reopen a decision or an acceptance, with the reason.",
)
@click.argument("entry")
@click.option("--reason", required=True, metavar="WORDS", help="Why.")
@acting
def command(acting: Acting, entry: str, **fields: object) -> int:
    """Reopen what was entered as ENTRY."""
    return acting.enter("reopen", {"reopen": entry, **fields})
