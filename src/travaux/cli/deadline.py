"""`travaux deadline`: a deadline is set, extended, met or lifted."""

from __future__ import annotations

import click

from travaux.cli.acting import Acting, acting


@click.group(
    "deadline",
    epilog='Example:  travaux deadline set "an answer to the plan" --for boria --when 2019-03-28',
    short_help="Set, extend, or end a deadline.",
)
def command() -> None:
    """Set a deadline, or say what became of it.

    When it lapses, its consequence is due as stated; that it came about is for another entry to say.
    """


@command.command(
    "set",
    epilog='Example:  travaux deadline set "an answer to the plan" --by aldania --for boria --when 2019-03-28',
    short_help="Set a deadline.",
)
@click.argument("due")
@click.option("--when", required=True, metavar="DATE", help="When: a date, or the words used.")
@click.option("--reference", metavar="DAY", help='The day against which words such as "by Thursday" are read.')
@click.option("--for", "bound", metavar="PARTIES", help="Whom it binds.")
@click.option("--consequence", metavar="WORDS", help="The consequence, as stated.")
@click.option("--met-by", metavar="WORDS", help="What would meet it.")
@acting
def set_(acting: Acting, due: str, **fields: object) -> int:
    """Set a deadline: DUE is what has to be done by then."""
    return acting.enter("limit", {"limit": due, **fields})


@command.command(
    "extend",
    epilog="Example:  travaux deadline extend 17 --until 2019-04-04 --by aldania",
    short_help="Extend a deadline or a silence procedure.",
)
@click.argument("entry")
@click.option("--until", required=True, metavar="DATE", help="Until when.")
@click.option("--reference", metavar="DAY", help="The day against which words are read.")
@click.option("--reason", metavar="WORDS", help="Why.")
@acting
def extend(acting: Acting, entry: str, **fields: object) -> int:
    """Extend the deadline of ENTRY. Only whoever set it can."""
    return acting.enter("extend", {"extend": entry, **fields})


@command.command(
    "met", epilog="Example:  travaux deadline met 17 --by aldania", short_help="Say that a deadline was met."
)
@click.argument("entry")
@click.option("--reason", metavar="WORDS", help="By what.")
@acting
def met(acting: Acting, entry: str, **fields: object) -> int:
    """Say that the deadline of ENTRY was met. Only whoever set it can."""
    return acting.enter("extend", {"extend": entry, "outcome": "met", **fields})


@command.command(
    "lift", epilog="Example:  travaux deadline lift 17 --by aldania", short_help="Lift a deadline before it has come."
)
@click.argument("entry")
@click.option("--reason", metavar="WORDS", help="Why.")
@acting
def lift(acting: Acting, entry: str, **fields: object) -> int:
    """Lift the deadline of ENTRY. Only whoever set it can."""
    return acting.enter("extend", {"extend": entry, "outcome": "lifted", **fields})
