"""`travaux new`: a new record, with its log, its key and the depositary's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from travaux.cli import options

if TYPE_CHECKING:
    from travaux.stores.addresses import Place


@click.command(
    "new",
    epilog='Example:  travaux new accord.travaux --title "The Velm Valley Plan" --rules vclt-1969',
    short_help="Make a new record: one file, one negotiation, one log.",
)
@click.argument("file", type=options.PLACE)
@click.option("--title", default="", metavar="TITLE", help="What the negotiation is called.")
@click.option(
    "--rules",
    default="plain",
    show_default=True,
    type=click.Choice(["plain", "vclt-1969", "contract"]),
    help="By which rules acts are judged.",
)
@click.option("--name", default="", metavar="NAME", help="The depositary's name, a private value.")
@click.option(
    "--key",
    default="depositary",
    show_default=True,
    metavar="KEY",
    help="The depositary's key in your key ring; made where there is none of that name.",
)
@click.option(
    "--follows",
    multiple=True,
    type=options.PLACE,
    metavar="RECORD",
    help="A record whose log cannot go on under its name; two, where they are two histories of one log.",
)
@click.option("--origin", default="", metavar="NAME", help="The log's name; made from the title and at random.")
@options.as_json
def command(
    file: Place, title: str, rules: str, name: str, key: str, follows: tuple[Place, ...], origin: str, as_json: bool
) -> int:
    """Make a new record in FILE, or on a server: postgres://user@host/database#NAME.

    You are its depositary: your key is enrolled in entry 0, and the log's key stays in your key ring ($TRAVAUX_HOME or
    ~/.config/travaux). Whoever has that key can write to this log; keep a copy of the folder.

    With --follows, the entries after it state which log it follows upon, what is left of that, and its last checkpoint.
    """
    from travaux.secretariat.opening import new

    with new(file, title=title or file.stem, rules=rules, name=name, key=key, origin=origin, follows=follows) as record:
        if as_json:
            from travaux.cli.objects import head, printed
            from travaux.cli.record_objects import record_object

            click.echo(printed({**head("record/1"), "record": record_object(record)}), nl=False)
            return 0
        from travaux.cli import recorded, terminal

        out = terminal.console()
        terminal.verdict(out, f"{file} is a new record: {record.title}.")
        terminal.say(out, f"You are its depositary. Acts are judged by the rules “{record.rules}”.")
        if follows:
            terminal.say(out, "What it follows upon is stated in the entries after the first: travaux show 1")
        terminal.how(out, [recorded.seal(record), "Its key, for others to pin:"])
        click.echo(record.key)
    return 0
