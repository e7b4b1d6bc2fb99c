"""`travaux concord`: which clause is which, fixed by hand."""

from __future__ import annotations

from collections.abc import Sequence

import click

from travaux.cli.acting import Acting, acting


@click.command(
    "concord",
    epilog="Example:  travaux concord 1 2 14=16 15=17",
    short_help="Fix by hand which clause is which of an earlier draft.",
)
@click.argument("earlier")
@click.argument("later")
@click.argument("pairs", nargs=-1, required=True, metavar="CLAUSE=CLAUSE...")
@click.option("--reason", metavar="WORDS", help="Why.")
@acting
def command(acting: Acting, earlier: str, later: str, pairs: Sequence[str], **fields: object) -> int:
    """Fix which clause of EARLIER is which of LATER, over what comparison found."""
    return acting.enter("concord", {"earlier": earlier, "later": later, "concord": pairs, **fields})
