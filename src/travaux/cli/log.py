"""`travaux log`: the checkpoint, the proof of an entry, the log as files for everybody and checked there, its key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import desk, files, options

if TYPE_CHECKING:
    from travaux.log.checkpoint import Checkpoint
    from travaux.log.note import Key
    from travaux.secretariat.published import Files
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


@command.command(
    "tiles",
    epilog="Example:  travaux log tiles public/\n\nIn a bucket:  travaux log tiles s3://example-logs/velm",
    short_help="Write the log as static files.",
)
@click.argument("where", metavar="DIR|s3://BUCKET/PREFIX")
@click.option("--endpoint", default="", metavar="URL", help="The S3-compatible store; else $AWS_ENDPOINT_URL_S3.")
@click.option("--whole", is_flag=True, help="Look after earlier files too: none is missing, none is other.")
@options.recorded
@options.as_json
def tiles(where: str, endpoint: str, whole: bool, record: Place | None, as_json: bool) -> int:
    """Write the log as static files that any web server can serve (C2SP tlog-tiles), into a folder or a bucket.

    Files are added, never changed; the checkpoint comes last, in the place of the one that was there. Exits 3 where
    another history lies there, 6 where somebody else published at the same time.
    """
    with desk.opened(record) as opened, desk.usage():
        written = opened.tiles(where, endpoint=endpoint, whole=whole)
        if as_json:
            from travaux.cli.objects import head, printed
            from travaux.cli.record_objects import record_object

            shape = {**head("tiles/1"), "record": record_object(opened), "folder": where, "written": written}
            click.echo(printed(shape), nl=False)
            return 0
        from travaux.cli import recorded, terminal

        out = terminal.console()
        terminal.verdict(out, f"{where} is the log as files; {written} of them are new.")
        terminal.how(out, [recorded.seal(opened)])
    return 0


@command.command(
    "verify",
    epilog="Example:  travaux log verify https://example.org/velm --entry 18 --key KEY",
    short_help="Check a log that is published as files.",
)
@click.argument("where", metavar="DIR|URL")
@click.option("--key", default="", metavar="KEY", help="The log's key, as its depositary gave it to you.")
@click.option("--entry", type=click.IntRange(0), metavar="N", help="Prove this entry alone, and print it.")
@click.option("--endpoint", default="", metavar="URL", help="For s3://BUCKET/PREFIX: the S3-compatible store.")
@options.as_json
def verify(where: str, key: str, entry: int | None, endpoint: str, as_json: bool) -> int:
    """Check a log that is published as files: in a folder, at http:// or https://, or in s3://BUCKET/PREFIX.

    Nothing there is believed but a checkpoint that the log signed: every entry and every tile has to follow from it, or
    one entry. A log that was seen on this machine before must go on from what was seen. Exits 3 where anything does not
    hold.
    """
    from travaux.secretariat.home import Home
    from travaux.secretariat.published import Published, files_at, seen

    with desk.usage():
        files = files_at(where, endpoint)
    published = Published(files, _believed(files, key))
    past = seen(published, Home().guard(published.key.name))
    if entry is None:
        published.check()
        leaf = None
    elif entry < published.checkpoint.size:
        leaf = published.leaf(entry).decode()
    else:
        raise click.UsageError(f"There is no entry {entry}: {where} has {published.checkpoint.size} entries.")
    (_print_published if as_json else _draw_published)(published.checkpoint, where, past, entry, leaf)
    return 0


def _print_published(now: Checkpoint, where: str, past: int | None, entry: int | None, leaf: str | None) -> None:
    from travaux.cli.objects import head, printed

    log = {"where": where, "log": now.origin, "size": now.size, "root": now.root.hex()}
    click.echo(printed({**head("published/1"), **log, "seen": past, "entry": entry, "leaf": leaf}), nl=False)


def _draw_published(now: Checkpoint, where: str, past: int | None, entry: int | None, leaf: str | None) -> None:
    from travaux.cli import recorded, terminal
    from travaux.papers.counting import counted

    out = terminal.console()
    size = counted(now.size, "entry", "entries")
    says = f"{where} holds: {size} of {now.origin}" if leaf is None else f"Entry {entry} is in {now.origin}, of {size}"
    terminal.verdict(out, f"{says}.", good=True)
    if leaf is not None:
        click.echo(leaf, nl=False)
    none = "Nothing as old was seen here, from which it could be shown to go on."
    before = f"It goes on from the {past} entries that were seen here before." if past else none
    terminal.how(out, [f"Root {recorded.grouped(now.root.hex())}, signed by the log.", before])


def _believed(files: Files, key: str) -> Key:
    """Returns the key of a published log: as given, else as it was seen on this machine."""
    from travaux.cli.verify import key_text
    from travaux.log.note import Key
    from travaux.secretariat.home import Home
    from travaux.secretariat.published import origin

    if key:
        with desk.usage():
            return Key.from_text(key_text(key))
    name = origin(files)
    seen = Home().guard(name).read()
    if seen is None:
        raise click.UsageError(f"Whose log is {name}? Give its key, as its depositary gave it to you: --key KEY.")
    return seen.key


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
