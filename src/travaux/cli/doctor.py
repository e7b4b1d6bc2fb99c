"""`travaux doctor`: how a record is, where it is kept: versions, locks, room, guard, checks, keys, clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from travaux.cli import desk, options

if TYPE_CHECKING:
    from rich.text import Text

    from travaux.stores.addresses import Place
    from travaux.stores.conditions import Finding

_MARK = {"well": ("✓", "green"), "see to it": ("!", "yellow"), "wrong": ("✕", "bold red")}


@click.command(
    "doctor",
    epilog="Example:  travaux doctor accord.travaux",
    short_help="Say how a record is: disk, guard, checks, keys, clocks.",
)
@click.argument("record", required=False, type=options.PLACE)
@options.as_json
def command(record: Place | None, as_json: bool) -> int:
    """Look at everything a record leans on, and say what to do where it is not well. Nothing is changed.

    RECORD is a file, or an address of a server; else $TRAVAUX_RECORD, else the only *.travaux file here.

    Exits 0 where all is well, or where nothing is lost so far by what is to be seen to; 3 where something is wrong; 8
    where the record cannot be opened at all.
    """
    from travaux.secretariat.examining import examine

    where = desk.found(record)
    found = examine(where)
    wrong = any(each.answer == "wrong" for each in found)
    if as_json:
        from travaux.cli.objects import head, printed

        findings = [{"says": each.says, "answer": each.answer, "advice": each.advice or None} for each in found]
        click.echo(printed({**head("doctor/1"), "name": str(where), "well": not wrong, "findings": findings}), nl=False)
    else:
        _draw(found, str(where), wrong)
    return 3 if wrong else 0


def _draw(found: list[Finding], name: str, wrong: bool) -> None:
    from travaux.cli import terminal
    from travaux.papers.counting import counted

    out = terminal.console()
    to_see = sum(each.answer == "see to it" for each in found)
    if wrong:
        terminal.verdict(out, f"Something is wrong with {name}.", good=False)
    else:
        rest = f"; {counted(to_see, 'thing')} to see to" if to_see else ""
        terminal.verdict(out, f"{name} is well{rest}.", good=True)
    out.print()
    order = ("wrong", "see to it", "well")
    rows: list[list[Text | str]] = []
    for each in sorted(found, key=lambda each: order.index(each.answer)):
        mark, style = _MARK[each.answer]
        advice = f" {each.advice}{'' if each.advice.endswith('?') else '.'}" if each.advice else ""
        rows.append([terminal.text((f"{mark} {each.answer}", style)), f"{each.says.rstrip('.')}.{advice}"])
    terminal.table(out, rows)
