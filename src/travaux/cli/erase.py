"""`travaux erase`: a private value goes for good, and an entry says so; `withhold` and `show` change who sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from travaux.cli import desk, options

if TYPE_CHECKING:
    from travaux.stores.addresses import Place


@click.command(
    "erase",
    epilog='Example:  travaux erase 11 name --ground "request of the person"',
    short_help="Erase a private value: the value goes, an entry says so.",
)
@click.argument("entry", type=int)
@click.argument("fields", nargs=-1, metavar="[FIELD]...")
@click.option("--ground", metavar="WORDS", help="On which ground; needed to erase.")
@click.option("--withhold", is_flag=True, help="Do not erase: only keep it from everybody but the depositary.")
@click.option("--show", "to", type=click.Choice(["all", "parties"]), help="Do not erase: show it to these.")
@click.option("--key", metavar="KEY", help="Sign with this key; else the depositary signs.")
@options.recorded
@options.as_json
def command(
    entry: int, fields: Sequence[str], ground: str | None, withhold: bool, to: str | None, key: str | None,
    record: Place | None, as_json: bool,
) -> int:  # fmt: skip
    """Erase the private values of ENTRY, all or those of some fields: name, office, handle.

    The value and its salt go; the entry, its hash and every proof stay as they are. Copies that were handed out cannot
    be called back.
    """
    if sum((bool(ground), withhold, bool(to))) != 1:
        raise click.UsageError("Give --ground to erase, or --withhold, or --show all|parties: one of them.")
    with desk.opened(record) as opened:
        desk.known_entry(opened, entry)
        with desk.usage():
            if ground:
                receipts = opened.erase(entry, *fields, ground=ground, sign=key or ())
                from travaux.cli.acting import tell
                from travaux.secretariat import sheets

                tell(opened, sheets.entries_of(opened, receipts), as_json=as_json)
                return 0
            if withhold:
                opened.withhold(entry, *fields)
            else:
                opened.disclose(entry, *fields, to="all" if to == "all" else "parties")
        _told(entry, fields, withhold, to, as_json)
    return 0


def _told(entry: int, fields: Sequence[str], withhold: bool, to: str | None, as_json: bool) -> None:
    if as_json:
        from travaux.cli.objects import head, printed

        shape = {**head("private/1"), "entry": entry, "fields": list(fields), "withheld": withhold, "shown_to": to}
        click.echo(printed(shape), nl=False)
        return
    from travaux.cli import terminal
    from travaux.papers.counting import listed

    what = listed(list(fields)) or "every private value"
    seen = "the depositary alone" if withhold else "everybody" if to == "all" else "the parties"
    terminal.verdict(terminal.console(), f"Of entry {entry}, {what} can now be seen by {seen}.")
