"""`travaux act`: many acts at once, from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import desk, options

if TYPE_CHECKING:
    from travaux.secretariat.forms.form import Form
    from travaux.secretariat.records import Record
    from travaux.stores.addresses import Place


@click.group("act", epilog="Example:  travaux act apply acts.yaml", short_help="Enter many acts at once, all or none.")
def command() -> None:
    """Enter many acts at once, from a file."""


@command.command(
    "apply", epilog="Example:  travaux act apply acts.yaml", short_help="Enter the acts of a file, all or none."
)
@click.argument("file", type=options.FILE)
@click.option("--dry-run", is_flag=True, help="Only say what would be entered.")
@options.recorded
@options.as_json
def apply(file: Path, dry_run: bool, record: Place | None, as_json: bool) -> int:
    """Enter the acts of a YAML file, all of them or none.

    A list, an item an act; its fields are named as the options of the commands are. Files it names are looked for
    beside it, and nowhere else. An item may have a label, by which later items name its entry.

    \b
        - take: object
          by: boria
          clauses: 4.2, 4.10
          label: first-objection
        - withdraw: first-objection
          by: boria
    """
    from travaux.cli.acting import tell
    from travaux.secretariat.forms import sheet

    forms = sheet.forms(_content(file), "standard input" if str(file) == "-" else file.name)
    folder = Path() if str(file) == "-" else file.parent
    with desk.opened(record) as opened:
        if dry_run:
            return _dry(opened, forms, folder, as_json)
        tell(opened, desk.enter(opened, forms, folder), as_json=as_json)
    return 0


def _content(file: Path) -> bytes:
    import sys

    from travaux.errors import Unreadable
    from travaux.secretariat.forms.sheet import MOST_BYTES

    most = MOST_BYTES + 1  # one byte more is one too many, and says so
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read(most)
        with file.open("rb") as stream:
            return stream.read(most)
    except OSError as fault:
        raise Unreadable(f"cannot read it: {fault.strerror}", where=str(file)) from None


def _dry(record: Record, forms: list[Form], folder: Path, as_json: bool) -> int:
    from travaux.cli import terminal
    from travaux.papers.counting import counted
    from travaux.secretariat import sheets

    filled = sheets.filled(record, forms, folder)
    if as_json:
        from travaux.cli.objects import head, printed
        from travaux.cli.record_objects import record_object, shown

        acts = [{"type": type(one.act).__name__.lower(), "place": one.place, "act": shown(one.act)} for one in filled]
        click.echo(printed({**head("dry-run/1"), "record": record_object(record), "acts": acts}), nl=False)
        return 0
    out = terminal.console()
    terminal.verdict(out, f"{counted(len(filled), 'act').capitalize()} would be entered.")
    out.print()
    terminal.table(
        out, [[f"{record.size + at}", type(one.act).__name__.lower(), one.place] for at, one in enumerate(filled)]
    )
    return 0
