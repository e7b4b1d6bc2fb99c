"""`travaux read`: what a report says that others said and did, as proposals, and what was not read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import desk, files, options

if TYPE_CHECKING:
    from travaux.reading.items import Reading
    from travaux.reading.review import Review
    from travaux.stores.addresses import Place


@click.command(
    "read",
    epilog="Example:  travaux read report.txt --date 2031-03-12",
    short_help="Say what a report says was said, with every word's place.",
)
@click.argument("reports", nargs=-1, required=True, type=options.FILE, metavar="FILE...")
@click.option(
    "--date", metavar="DAY", help='The day against which "on Friday" is read; else what the file itself says.'
)
@click.option("--outlet", metavar="NAME", help="Who published it; else what a page itself says.")
@click.option("--rules", is_flag=True, help="Read by the rules alone, without the trained weights.")
@click.option(
    "--review", is_flag=True, help="Accept, mend or refuse each item, by key; a review is kept and taken up again."
)
@click.option("--sure", is_flag=True, help="Accept every item of the tier sure that nothing was decided of.")
@click.option(
    "--into",
    type=options.PLACE,
    metavar="RECORD",
    help="Enter what was accepted in a record, as reported.",
)
@options.as_html
@options.as_json
def command(
    reports: Sequence[Path], date: str | None, outlet: str | None, rules: bool, review: bool, sure: bool,
    into: Place | None, html: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Read what reports say: statements, meetings, deadlines, delegations, proposals, changes of the text.

    Every item is a proposal, tied to the very characters that it comes from; what was not read is listed. FILE may be
    text, HTML, Markdown, PDF or Word. The day of a report is that of --date, of a first line "date 2031-03-12", or of
    a page's own metadata; without any, no relative date is read.

    Nothing enters a record until a person accepts it. --review asks item by item, and keeps what was decided beside the
    report, in FILE.review.json; only items that are sure can be accepted all at once (--sure, or A in a review).
    """
    files.page_beside(html, *reports)
    if (html or review) and len(reports) > 1:
        raise click.UsageError(f"--{'html' if html else 'review'} takes one report at a time.")
    if review and as_json:
        raise click.UsageError("--review asks a person, and --json is for programs: choose one.")
    if (review or sure or into) and files.STDIN in reports:
        raise click.UsageError("What comes from standard input has no name to keep a review by. Name a file.")
    if sure and not into:
        raise click.UsageError("--sure accepts for a record: say which, --into RECORD.")
    readings = [_reading(path, date or "", outlet or "", rules=rules) for path in reports]
    if html is not None:
        _write_page(html, readings[0])
    if review:
        _reviewed(reports[0], readings[0])
    if into is not None:
        return _entered(into, list(zip(reports, readings, strict=True)), sure=sure, as_json=as_json)
    if as_json:
        from travaux.cli.objects import printed
        from travaux.cli.reading_object import read_object

        click.echo(printed(read_object(readings)), nl=False)
    elif not review:
        _draw(readings, stderr=html == files.STDIN)
    return 0


def _reading(path: Path, date: str, outlet: str, *, rules: bool) -> Reading:
    from travaux.formats import report

    with desk.usage():
        day = report.day(date) if date else ""
    if path == files.STDIN:
        taken = report.read_bytes(sys.stdin.buffer.read(), name=files.shown_name(path), date=day, outlet=outlet)
    else:
        taken = report.read(path, date=day, outlet=outlet)
    return report.reading(taken, rules=rules)


def _write_page(path: Path, reading: Reading) -> None:
    from travaux.formats.html.page_reading import reading_page
    from travaux.papers.readings import reading_paper

    files.write(path, reading_page(reading_paper(reading)))


def _draw(readings: Sequence[Reading], *, stderr: bool) -> None:
    from travaux.cli.reading_drawing import draw
    from travaux.cli.terminal import console
    from travaux.papers.readings import reading_paper

    out = console(stderr=stderr)
    for place, each in enumerate(readings):
        if place:
            out.print()
        draw(out, reading_paper(each))


# Reviewing


def review_file(path: Path) -> Path:
    """Returns where the review of a report is kept: beside it."""
    return path.with_name(f"{path.name}.review.json")


def _kept(path: Path, reading: Reading) -> Review:
    """Returns the review that was kept of a report, or a new one."""
    from travaux import errors
    from travaux.reading import review

    kept = review_file(path)
    if not kept.exists():
        return review.Review(reading)
    with errors.within(kept.name):
        return review.taken_up(kept.read_text(encoding="utf-8"), reading)


def _reviewed(path: Path, reading: Reading) -> None:
    """Reviews a reading by key, and keeps what was decided whenever something was."""
    from travaux.cli.reviewing import ask
    from travaux.reading import review

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("--review asks by key, and this is no terminal. See --sure for what can go without.")

    def keep(now: Review) -> None:
        files.write(review_file(path), review.to_text(now) + "\n")

    ask(_kept(path, reading), keep)


# Entering


def _entered(into: Place, read: Sequence[tuple[Path, Reading]], *, sure: bool, as_json: bool) -> int:
    """Enters what was accepted of every report."""
    from travaux.cli.acting import tell
    from travaux.formats import intake
    from travaux.reading import review
    from travaux.secretariat import reporting

    with desk.opened(into) as record:
        kept = {path: _kept(path, reading) for path, reading in read}
        kept = {path: each.accept_sure() if sure else each for path, each in kept.items()}
        if not any(each.accepted for each in kept.values()):
            raise click.UsageError("Nothing was accepted yet. Review it (--review), or accept what is sure (--sure).")
        made = [
            entry
            for path, each in kept.items()
            for entry in reporting.enter(record, each.reading, each.accepted, (path.name, intake.contents(path)))
        ]
        for path, each in kept.items() if sure else ():
            files.write(review_file(path), review.to_text(each) + "\n")
        if not made and not as_json:
            click.echo("What was accepted stands on the record already.")
            return 0
        tell(record, made, as_json=as_json)
    return 0
