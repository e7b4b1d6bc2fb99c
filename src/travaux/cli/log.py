"""`travaux log`: the checkpoint, the proof of an entry, the log as files for everybody, its key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import desk, files, options

if TYPE_CHECKING:
    from travaux.secretariat.records import Record
    from travaux.stores.addresses import Place


@click.group(
    "log",
    epilog="Example:  travaux log checkpoint",
    short_help="Print the checkpoint, prove an entry, write the log as tiles.",
)
def command() -> None:
    """The log of a record: that nothing in it was altered. Formats are those of C2SP and RFC 6962."""


@command.command("checkpoint", epilog="Example:  travaux log checkpoint", short_help="Print the signed checkpoint.")
@options.recorded
@options.as_json
def checkpoint(record: Place | None, as_json: bool) -> int:
    """Print the last checkpoint, signed by the log. Whoever keeps one can show any later change."""
    with desk.opened(record) as opened:
        opened.receipt(opened.size - 1)
        _printed(opened, "checkpoint", opened.checkpoint, as_json)
    return 0


@command.command("key", epilog="Example:  travaux log key", short_help="Print the log's key, for others to pin.")
@options.recorded
@options.as_json
def key(record: Place | None, as_json: bool) -> int:
    """Print the log's key, for others to pin: hand it over apart from any bundle."""
    with desk.opened(record) as opened:
        _printed(opened, "key", f"{opened.key}\n", as_json)
    return 0


@command.command(
    "prove", epilog="Example:  travaux log prove 18 -o 18.tlog-proof", short_help="Prove that an entry is in the log."
)
@click.argument("entry", type=int)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write the receipt.")
@options.recorded
@options.as_json
def prove(entry: int, output: Path | None, record: Place | None, as_json: bool) -> int:
    """Print the receipt of an entry (C2SP tlog-proof): that it is in the log under the last checkpoint."""
    with desk.opened(record) as opened:
        desk.known_entry(opened, entry)
        receipt = opened.receipt(entry)
        if output is not None:
            files.write(output, receipt)
        if output is None or as_json:
            _printed(opened, "receipt", receipt, as_json)
    return 0


@command.command("tiles", epilog="Example:  travaux log tiles public/", short_help="Write the log as static files.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@options.recorded
@options.as_json
def tiles(folder: Path, record: Place | None, as_json: bool) -> int:
    """Write the log as static files that any web server can serve (C2SP tlog-tiles)."""
    with desk.opened(record) as opened:
        written = opened.tiles(folder)
        if as_json:
            from travaux.cli.objects import head, printed
            from travaux.cli.record_objects import record_object

            shape = {**head("tiles/1"), "record": record_object(opened), "folder": str(folder), "written": written}
            click.echo(printed(shape), nl=False)
            return 0
        from travaux.cli import recorded, terminal

        out = terminal.console()
        terminal.verdict(out, f"{folder} is the log as files; {written} of them are new.")
        terminal.how(out, [recorded.seal(opened)])
    return 0


@command.command(
    "cosign", epilog="Example:  travaux log cosign --policy policy.txt", short_help="Ask witnesses to cosign."
)
@click.option("--policy", required=True, type=click.Path(path_type=Path), metavar="FILE", help="A C2SP tlog-policy.")
@options.recorded
@options.as_json
def cosign(policy: Path, record: Place | None, as_json: bool) -> int:
    """Ask the witnesses of a policy to cosign the last checkpoint, over HTTP.

    Exit code 3 says that one of them has seen more of the log, or another history of it: ask so before anything is
    entered in a record that was put back with the machine it was on.
    """
    from travaux.cli import terminal
    from travaux.errors import Unreadable

    try:
        text = policy.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise Unreadable(f"cannot read it: {fault}", where=str(policy)) from None
    with desk.opened(record) as opened:
        answers = opened.cosign(text)
        if as_json:
            _printed(opened, "answers", answers, as_json)
            return 0
        out = terminal.console()
        for answer in answers:
            terminal.say(out, answer)
    return 0


@command.command(
    "backup", epilog="Example:  travaux log backup /mnt/plan.travaux", short_help="Copy the record while it is in use."
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--for", "viewer", metavar="VIEWER", help="Leave out the private values that this viewer may not see.")
@options.recorded
@options.as_json
def backup(file: Path, viewer: str | None, record: Place | None, as_json: bool) -> int:
    """Copy the record into FILE, whole, or for a viewer: as `travaux backup`."""
    from travaux.cli.backup import copied

    return copied(record, file, viewer, as_json)


def _printed(record: Record, name: str, value: str | list[str], as_json: bool) -> None:
    """Prints a text as it is, or in an object under its name."""
    if not as_json:
        click.echo(value, nl=False)
        return
    from travaux.cli.objects import head, printed
    from travaux.cli.record_objects import record_object

    click.echo(printed({**head(f"{name}/1"), "record": record_object(record), name: value}), nl=False)
