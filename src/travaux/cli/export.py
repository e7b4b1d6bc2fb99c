"""`travaux export`: a record, or a draft of it, in the formats of others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from travaux.cli import desk, files, options, outlets

if TYPE_CHECKING:
    from travaux.secretariat.exports import Kind
    from travaux.secretariat.records import Record
    from travaux.stores.addresses import Place

KINDS = ("jsonl", "prov", "akn", "ics")
ENDINGS = {"jsonl": "jsonl", "jsonld": "prov", "xml": "akn", "akn": "akn", "ics": "ics"}


@click.command(
    "export",
    epilog="Example:  travaux export -o record.jsonl -o record.jsonld -o calendar.ics",
    short_help="Write the record, or a draft, in formats of others.",
)
@click.option(
    "-o", "--output", multiple=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write it into FILE: .jsonl for JSON Lines, .jsonld for W3C PROV, .xml for a draft as Akoma Ntoso, .ics for "
    "the calendar. May be given several times.",
)  # fmt: skip
@click.option(
    "--format", "kind", type=click.Choice(KINDS), metavar="FORMAT",
    help="jsonl, prov, akn or ics, where no name says it; without -o to standard output.",
)  # fmt: skip
@click.option(
    "--draft", default="", metavar="DRAFT", help="For akn: which draft, by number; else the one on the table."
)
@click.option("--clean", is_flag=True, help="For akn: refuse the text unless nothing in it is open.")
@click.option("--at", type=int, metavar="N", help="What had been recorded when entry N was in.")
@click.option("--on", metavar="DATE", help="How deadlines stand on this day; else today.")
@options.viewing
@options.recorded
@options.as_json
def command(
    output: tuple[Path, ...], kind: str | None, draft: str, clean: bool, at: int | None, on: str | None, viewer: str,
    record: Place | None, as_json: bool,
) -> int:  # fmt: skip
    """Write the whole record, or a draft of it, in formats that others read.

    Only what the viewer may read is in it: in JSON Lines what is withheld stands as a sealed line, with its digest.
    """
    if not output and kind is None:
        raise click.UsageError(f"Say where to, -o FILE, or --format: one of {', '.join(KINDS)}.")
    named = [(path, kind or _kind_of(path)) for path in output]
    if (draft or clean) and "akn" not in [each for _, each in named] + [kind]:
        raise click.UsageError("--draft and --clean are for Akoma Ntoso: -o NAME.xml")
    day = desk.day(on) if on else ""
    with desk.opened(record, viewer) as opened:
        desk.known_entry(opened, at)
        sources = [path.resolve() for path in desk.file(record)]
        if any(path.resolve() in sources for path in output):
            raise click.UsageError("-o would overwrite the record. Name another file.")
        with desk.usage(), outlets.points_told():
            wanted = named or [(files.STDIN, kind or "")]
            made = [(path, each, _made(opened, each, draft, clean, at, day)) for path, each in wanted]
    for path, _, content in made:
        if path == files.STDIN:
            outlets.to_standard_output(content, "")
        else:
            files.write_bytes(path, content)
    _told([(path, each, content) for path, each, content in made if path != files.STDIN], as_json)
    return 0


def _kind_of(path: Path) -> str:
    found = ENDINGS.get(path.suffix.lower().removeprefix("."))
    if found is None:
        raise click.UsageError(f"-o {path}: its name says no format. End it with one of: .{', .'.join(ENDINGS)}.")
    return found


def _made(record: Record, kind: str, draft: str, clean: bool, at: int | None, day: str) -> bytes:
    if kind == "ics":
        from travaux.formats import ics

        return ics.write(record.calendar(at=at, day=day))
    from travaux.secretariat.exports import export

    its = {"draft": draft, "clean": clean} if kind == "akn" else {}
    return export(record, cast("Kind", kind), at=at, day=day, **its)  # type: ignore[arg-type]


def _told(made: list[tuple[Path, str, bytes]], as_json: bool) -> None:
    if as_json:
        from travaux import __version__
        from travaux.cli.objects import printed

        wrote = [{"file": str(path), "kind": kind, "bytes": len(content)} for path, kind, content in made]
        click.echo(printed({"travaux": __version__, "format": "export/1", "files": wrote}), nl=False)
        return
    from travaux.cli import terminal

    out = terminal.console()
    for path, kind, content in made:
        terminal.say(out, f"{path}: {_WHAT[kind]}, {len(content):,} bytes.")


_WHAT = {
    "jsonl": "the record as JSON Lines",
    "prov": "the record in the words of W3C PROV",
    "akn": "the draft as Akoma Ntoso",
    "ics": "the calendar",
}
