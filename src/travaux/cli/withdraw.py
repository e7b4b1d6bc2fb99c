"""`travaux withdraw`: a proposal, a draft, a position or a sponsorship is withdrawn."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "withdraw",
    epilog="Example:  travaux withdraw 21 --by boria",
    short_help="Withdraw a proposal, a draft, a position or a sponsorship.",
)
@click.argument("entry")
@click.option("--sponsorship", is_flag=True, help="Only the sponsorship.")
@acting
def command(acting: Acting, entry: str, **fields: object) -> int:
    """Withdraw what was entered as ENTRY. The entry stays."""
    return acting.enter("withdraw", {"withdraw": entry, **fields})
