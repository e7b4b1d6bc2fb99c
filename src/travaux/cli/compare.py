"""`travaux compare`: what really changed between two drafts, whatever either of them shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import files, options, outlets

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.papers.redline import Line, Part, RedlinePaper


@click.command(
    "compare",
    epilog="Example:  travaux compare draft-4.docx draft-5.docx --html redline.html",
    short_help="Show what really changed between two drafts.",
)
@click.argument("earlier", type=options.FILE)
@click.argument("later", type=options.FILE)
@click.option(
    "--ignore",
    multiple=True,
    type=click.Choice(["numbering", "typography"]),
    help="Leave out changes of numbering only, or of quotation marks, dashes and spaces only; may be given twice.",
)
@click.option("--all", "whole", is_flag=True, help="Print the whole text, not only the paragraphs that changed.")
@options.accepting
@click.option("--exit-code", is_flag=True, help="Exit 1 where the drafts differ.")
@outlets.writing
@options.as_html
@options.as_json
def command(
    earlier: Path,
    later: Path,
    ignore: Sequence[str],
    whole: bool,
    accept: Sequence[str],
    exit_code: bool,
    output: Sequence[Path],
    html: Path | None,
    as_json: bool,
) -> int:
    """Show what really changed between two drafts, as a redline with its changes numbered.

    Tracked changes in either file are made before the two are compared; --accept none undoes them instead.
    """
    from travaux.text.redline import compare

    files.page_beside(html, earlier, later)
    found = compare(
        files.draft(earlier, accept),
        files.draft(later, accept),
        numbering="numbering" not in ignore,
        typography="typography" not in ignore,
    )
    if as_json:
        from travaux.cli.objects import printed, redline_object

        click.echo(printed(redline_object(found)), nl=False)
    else:
        from travaux.cli.terminal import console
        from travaux.papers.redline import redline_paper

        draw(console(stderr=html == files.STDIN), redline_paper(found), whole=whole)
    if html is not None:
        from travaux.formats.html.page_redline import redline_page
        from travaux.papers.redline import redline_paper

        files.write(html, redline_page(redline_paper(found)))
    if output:
        from travaux.papers.redlined import redlined

        outlets.Outlet(output).write(redlined(found, whole=True), beside=(earlier, later))
    return 1 if exit_code and found.changes else 0


def draw(out: Console, paper: RedlinePaper, *, whole: bool = False) -> None:
    """Prints a redline: the sentence, then the paragraphs that changed, or the whole text."""
    from travaux.cli import terminal
    from travaux.papers.places import address

    terminal.verdict(out, paper.summary)
    place: str | None = None
    for line in paper.lines:
        if not (whole or line.changed):
            continue
        named = address(line.row.clause) if line.row and line.row.clause else place or ""
        if not named and place is None:
            out.print()
        if named and named != place:
            heading = line.row.clause.heading if line.row and line.row.clause and not _is_heading(line) else ""
            terminal.clause_head(out, named, heading)
        place = named
        terminal.say(out, terminal.text(*_parts(line.parts)), 4)
    terminal.how(out, [f"{paper.earlier} against {paper.later}, word by word."])


def _is_heading(line: Line) -> bool:
    return line.row is not None and line.row.kind != "words"


def _parts(parts: Sequence[Part]) -> Iterator[tuple[str, str] | str]:
    from travaux.cli import terminal

    for part in parts:
        core = part.text.strip()
        before, after = part.text[: len(part.text) - len(part.text.lstrip())], part.text[len(part.text.rstrip()) :]
        if part.fate == "equal" or not core:
            yield part.text
            continue
        yield before
        match part.fate:
            case "insert":
                yield terminal.put_in(core)
            case "delete":
                yield terminal.taken_out(core)
            case "move-from":
                yield terminal.moved_from(core, part.move)
            case "move-to":
                yield terminal.moved_to(core, part.move)
        yield after
