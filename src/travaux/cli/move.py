"""`travaux move`: a record from a file to a server, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from travaux.cli import options

if TYPE_CHECKING:
    from travaux.stores.addresses import Place


@click.command(
    "move",
    epilog="Example:  travaux move accord.travaux postgres://clerk@db.example.org/talks#accord",
    short_help="Move a record to a server, or back into a file.",
)
@click.argument("source", metavar="FROM", type=options.PLACE)
@click.argument("target", metavar="TO", type=options.PLACE)
@options.as_json
def command(source: Place, target: Place, as_json: bool) -> int:
    """Move the record at FROM to TO: each a file, or an address, postgres://user@host/database#NAME.

    Every byte that is signed, kept or shown arrives, and both ends are checked before it is said. The old one stays,
    closed: who would write to it is told where it went. Nobody can write while it moves. Should this be cut short, say
    it again.
    """
    from travaux.secretariat.moving import move

    moved = move(source, target)
    if as_json:
        from travaux.cli.objects import head, printed

        ends = {"from": moved.source, "to": moved.target, "log": moved.report.origin}
        shape = {**head("moved/1"), **ends, "size": moved.report.size, "root": moved.report.root}
        click.echo(printed(shape), nl=False)
        return 0
    from travaux.cli import terminal
    from travaux.cli.recorded import grouped
    from travaux.papers.counting import counted

    out = terminal.console()
    entries = counted(moved.report.size, "entry", "entries")
    terminal.verdict(out, f"The record is now at {moved.target}: {entries}, root {grouped(moved.report.root)}.")
    terminal.say(out, f"{moved.source} is closed; it can be read until the record goes on.")
    terminal.how(out, [f"Compared byte by byte, and every check of {moved.report.origin} made at both ends."])
    return 0
