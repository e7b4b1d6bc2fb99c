"""Outlets: where a paper goes. Into files whose names end as their format, to standard output, or drawn at a terminal.

Every format is written before the first file is, so that a paper which one of them refuses leaves no half of itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from travaux.cli import files, options

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.papers.calendar import Calendar
    from travaux.papers.paper import Paper
    from travaux.text.manuscripts import Manuscript

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("docx", "html", "md", "pdf", "txt", "xlsx", "csv", "svg", "ics")
ENDINGS = {"htm": "html", "markdown": "md", "text": "txt"}
FONTS = "TRAVAUX_FONTS"
BINARY = frozenset({"docx", "pdf", "xlsx"})


@dataclass(frozen=True)
class Outlet:
    """What the options of a command say about where a paper goes."""

    outputs: Sequence[Path]
    kind: str | None = None
    as_json: bool = False

    def give(
        self, paper: Paper, *, draw: Callable[[Console, Paper], None] | None = None,
        calendar: Callable[[], Calendar] | None = None, beside: Sequence[Path] = (),
    ) -> None:  # fmt: skip
        """Writes a paper into every file that is asked for, or prints it. `beside` are inputs that no file may be."""
        self.write(paper, calendar, beside)
        if self.as_json:
            from travaux.cli.objects import printed as as_object
            from travaux.formats.paper_json import paper_object

            click.echo(as_object(paper_object(paper)), nl=False)
        elif self.kind and not self.outputs:
            to_standard_output(printed(paper, self.kind, calendar), self.kind)
        elif self.outputs:
            _told(paper, self.outputs)
        else:
            from travaux.cli.paper_drawing import draw as drawn
            from travaux.cli.terminal import console

            (draw or drawn)(console(), paper)

    def write(self, paper: Paper, calendar: Callable[[], Calendar] | None = None, beside: Sequence[Path] = ()) -> None:
        """Writes a paper into every file that is asked for, and prints nothing."""
        named = [(path, self.format_of(path)) for path in self.outputs]
        self._apart(beside)
        for path, content in [(path, printed(paper, kind, calendar)) for path, kind in named]:
            files.write_bytes(path, content)

    def _apart(self, beside: Sequence[Path]) -> None:
        """Refuses a file that would be written over what it is made from."""
        for path in self.outputs:
            if any(path.resolve() == each.resolve() for each in beside if each != files.STDIN):
                raise click.UsageError(f"-o {path} would overwrite what it is made from. Name another file.")

    def give_manuscript(self, manuscript: Manuscript, *, beside: Sequence[Path] = ()) -> None:
        """Writes a text with its changes into every file that is asked for: Word files, or Markdown with marks."""
        from travaux.formats.docx.write import write
        from travaux.formats.markdown.tracked import write as write_marks

        if not self.outputs or self.as_json:
            raise click.UsageError("Tracked changes are written into a file: -o NAME.docx")
        for path in self.outputs:
            if self.format_of(path) not in ("docx", "md"):
                told = "tracked changes are held by .docx, and by .md as CriticMarkup."
                raise click.UsageError(f"-o {path}: {told}")
        self._apart(beside)
        made = [(path, (write if self.format_of(path) == "docx" else write_marks)(manuscript)) for path in self.outputs]
        for path, content in made:
            files.write_bytes(path, content)
        click.echo(f"Written, with changes to accept or reject: {', '.join(map(str, self.outputs))}.")

    def format_of(self, path: Path) -> str:
        """Returns the format of a file: as asked for, else by the end of its name."""
        if self.kind:
            return self.kind
        ending = path.suffix.lower().removeprefix(".")
        kind = ENDINGS.get(ending, ending)
        if kind not in FORMATS:
            raise click.UsageError(
                f"-o {path}: its name says no format. End it with one of: {_endings()}; or --format."
            )
        return kind


@contextmanager
def points_told() -> Iterator[None]:
    """Says, where a clean text is refused, what is open and for whom."""
    from travaux.papers.clean import StillOpen

    try:
        yield
    except StillOpen as refusal:
        from travaux.cli import terminal
        from travaux.papers.counting import listed, sentence

        out = terminal.console(stderr=True)
        rows = []
        for each in refusal.points:
            noun = "entry" if len(each.entries) == 1 else "entries"
            cited = f"{noun} {listed([str(one) for one in each.entries])}" if each.entries else ""
            rows.append([each.place, sentence(each.whom or "all"), f"{each.why}{f' ({cited})' if cited else ''}"])
        if rows:
            terminal.table(out, rows)
        raise


def writing(command: Command) -> Command:
    """Adds `-o` to a command that answers at the terminal as well: its paper, written into files."""
    return click.option(
        "-o", "--output", multiple=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help="Write it as a paper too: .docx, .html, .md, .pdf or .txt. May be given several times.",
    )(command)  # fmt: skip


def handing_out(command: Command) -> Command:
    """Adds `-o`, `--format` and `--json`, given to the command as one `outlet`."""
    from functools import wraps

    @wraps(command)
    def inner(*arguments: Any, output: Sequence[Path], kind: str | None, as_json: bool, **rest: Any) -> Any:
        return command(*arguments, outlet=Outlet(output, kind, as_json), **rest)

    return click.option(  # type: ignore[return-value]
        "-o", "--output", multiple=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help=f"Write it into FILE; its name says the format ({_endings()}). May be given several times.",
    )(
        click.option(
            "--format", "kind", type=click.Choice(FORMATS), metavar="FORMAT",
            help="The format, where no name says it; without -o to standard output.",
        )(options.as_json(inner))
    )  # fmt: skip


def _endings() -> str:
    return ", ".join(f".{kind}" for kind in FORMATS)


def printed(paper: Paper, kind: str, calendar: Callable[[], Calendar] | None = None) -> bytes:
    """Returns a paper in a format; raises `Malformed` where the format cannot hold it."""
    if kind == "ics":
        if calendar is None:
            raise click.UsageError(f"A calendar holds what has a date; the {paper.kind} is not written as .ics.")
        from travaux.formats import ics

        return ics.write(calendar())
    if kind == "pdf":
        return _set(paper)
    from travaux.formats.press import write

    return write(paper, kind)


def _set(paper: Paper) -> bytes:
    """Returns a paper as PDF, in the fonts of `$TRAVAUX_FONTS` too, and says which characters none of them has."""
    from travaux.cli import terminal
    from travaux.formats.pdf.paper import printed as set_in_type

    folder = os.environ.get(FONTS)
    made = set_in_type(paper, [folder] if folder else [])
    for notice in made.notices:
        advice = f"Name a folder of fonts that have them: {FONTS}=FOLDER"
        terminal.say(terminal.console(stderr=True), f"{notice.what}. {advice}")
    return made.data


def to_standard_output(content: bytes, kind: str) -> None:
    """Writes bytes to standard output; what a terminal would garble is refused there."""
    if kind in BINARY and sys.stdout.isatty():
        raise click.UsageError(f"A .{kind} file would garble the terminal. Write it into a file: -o NAME.{kind}")
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _told(paper: Paper, paths: Sequence[Path]) -> None:
    from travaux.cli import terminal
    from travaux.papers.counting import listed

    out = terminal.console()
    terminal.verdict(out, paper.summary)
    terminal.say(out, f"Written: {listed([str(path) for path in paths])}.")
