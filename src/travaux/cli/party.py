"""`travaux party`: who takes part, in which capacity, and who no longer does."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.group(
    "party",
    epilog='Example:  travaux party admit boria --name "The Republic of Boria"',
    short_help="Say who takes part: admit, leave.",
)
def command() -> None:
    """Say who takes part, in which capacity, and who no longer does."""


@command.command(
    "admit",
    epilog='Example:  travaux party admit boria --name "The Republic of Boria"',
    short_help="A party takes part.",
)
@click.argument("handle")
@click.option("--name", metavar="NAME", help="Its name in full, a private value like the handle.")
@click.option(
    "--capacity",
    type=click.Choice(["party", "mediator", "guarantor", "observer", "witness", "depositary", "group"]),
    help="In which capacity; as party by default.",
)
@click.option("--kind", metavar="KIND", help="What it is: state, company, union.")
@click.option("--members", metavar="PARTIES", help="Of a group: those for whom it speaks.")
@acting
def admit(acting: Acting, handle: str, **fields: object) -> int:
    """Admit a party. HANDLE is the short name by which every other command names it."""
    return acting.enter("admit", {"admit": handle, **fields})


@command.command(
    "leave",
    epilog='Example:  travaux party leave delvia --reason "its parliament refused"',
    short_help="A party takes part no longer.",
)
@click.argument("handle")
@click.option("--group", metavar="PARTY", help="Only its membership of this group ends.")
@click.option("--reason", metavar="WORDS", help="Why.")
@acting
def leave(acting: Acting, handle: str, **fields: object) -> int:
    """Enter that a party takes part no longer. What it did stays."""
    return acting.enter("leave", {"leave": handle, **fields})
