"""`travaux void`: an act is voided, with the reason; its entry stays."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "void",
    epilog='Example:  travaux void 12 --reason "entered twice"',
    short_help="Void an act, with the reason; its entry stays.",
)
@click.argument("entry")
@click.option("--reason", required=True, metavar="WORDS", help="Why.")
@acting
def command(acting: Acting, entry: str, **fields: object) -> int:
    """Void what was entered as ENTRY. Nothing is erased."""
    return acting.enter("void", {"void": entry, **fields})
