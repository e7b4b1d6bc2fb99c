"""`travaux trace --corpus`: the texts of a corpus traced, each by itself, by several processes or by a cluster.

With a folder for what comes of it, NAME.jsonl in it has two lines for each text: the one that is printed with --jsonl,
and the trace as `trace --json` prints it. A text whose line there is by this Travaux, for the same digest and with the
same changes made, is not traced again. A text that could not be traced has the first line alone.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux import __version__
from travaux.cli import desk, files
from travaux.cli.corpus_texts import texts
from travaux.cli.corpus_tracing import Task, Told, failed, traced
from travaux.errors import Malformed, Refused

if TYPE_CHECKING:
    from rich.text import Text

    from travaux.secretariat.hands import Lost


@dataclass(frozen=True, slots=True)
class Crew:
    """Who traces: so many processes of this machine, or those of a cluster, each with so many megabytes."""

    hands: int = 0
    megabytes: int = 0
    cluster: str = ""

    def done(self, tasks: Sequence[Task]) -> Generator[tuple[int, Told | Lost], None, None]:
        """Yields what came of each task, as it comes."""
        if self.cluster:
            from travaux.secretariat import cluster

            return cluster.done(traced, tasks, cluster=self.cluster, megabytes=self.megabytes)
        from travaux.secretariat import hands

        most = self.hands or os.cpu_count() or 1
        return hands.done(traced, tasks, hands=min(most, len(tasks)), megabytes=self.megabytes)


def told(corpus: Path, crew: Crew, accept: Sequence[str], folder: Path | None, *, as_lines: bool) -> int:
    """Traces the texts of a corpus and says what came of each, in the order of the corpus."""
    from travaux.cli.main import UNREADABLE, YES

    found = texts(corpus)
    if folder is not None and corpus.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise click.UsageError(f"-o {folder} lies in the corpus: it would be a text of it. Name another folder.")
    held = {text.name: line for text in found if folder and (line := _held(folder, text.name, accept))}
    tasks = [Task(text, tuple(accept), folder is not None, _digest(held.get(text.name, "{}"))) for text in found]
    shown: list[_Line] = []
    with desk.usage(), closing(crew.done(tasks)) as coming, _progress(len(tasks)) as progress:
        for line in _in_order(_kept(coming, tasks, held, folder, progress)):
            shown.append(_Line.from_text(line))
            if as_lines:
                click.echo(line, nl=False)
    if not as_lines:
        _draw(shown, folder)
    return UNREADABLE if any(line.error for line in shown) else YES


def _kept(
    coming: Iterable[tuple[int, Told | Lost]], tasks: Sequence[Task], held: Mapping[str, str], folder: Path | None,
    progress: Callable[[], None],
) -> Iterator[tuple[int, str]]:  # fmt: skip
    """Yields the line of each text as it comes, once what came of it is in the folder."""
    for place, made in coming:
        task = tasks[place]
        if not isinstance(made, Told):
            fault = Refused(f"whoever traced it died {made.deaths} times", advice="Trace it alone, with more memory")
            made = failed(task, fault)
        if folder is not None and made.line:
            files.write_bytes(folder / f"{task.text.name}.jsonl", (made.line + made.whole).encode("utf-8", "replace"))
        progress()
        yield place, made.line or held[task.text.name]


def _in_order(coming: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Yields lines in the order of their places, each when all before it are there."""
    waiting: dict[int, str] = {}
    due = 0
    for place, line in coming:
        waiting[place] = line
        while due in waiting:
            yield waiting.pop(due)
            due += 1


def _held(folder: Path, name: str, accept: Sequence[str]) -> str | None:
    """Returns the line of a text that was traced before, by this Travaux and with the same changes made."""
    try:
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as file:
            line = file.readline()
        value = json.loads(line)
        asked = {"travaux": __version__, "format": "corpus/1", "name": name, "accept": list(accept), "error": None}
        return line if {key: value[key] for key in asked} == asked else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _digest(line: str) -> str:
    return str(json.loads(line).get("digest", ""))


@dataclass(frozen=True, slots=True)
class _Line:
    """What is shown of a text: how many drafts and words it has, or why it could not be traced."""

    name: str
    drafts: int
    words: int
    error: str

    @classmethod
    def from_text(cls, line: str) -> _Line:
        value = json.loads(line)
        if error := value["error"]:
            return cls(value["name"], 0, 0, str(Malformed(error["says"], where=error["where"], advice=error["advice"])))
        return cls(value["name"], len(value["drafts"]), value["words"], "")

    def row(self) -> list[Text | str]:
        """Its cells in a table."""
        from travaux.cli.terminal import text

        if self.error:
            return [text(("✕", "bold red")), self.name, self.error]
        drafts = "draft" if self.drafts == 1 else "drafts"
        return [text(("✓", "green")), self.name, f"{self.drafts:,} {drafts}, {self.words:,} words"]


def _draw(lines: Sequence[_Line], folder: Path | None) -> None:
    from travaux.cli import terminal
    from travaux.papers.counting import counted, sentence

    out = terminal.console()
    wrong = sum(bool(line.error) for line in lines)
    good = counted(len(lines) - wrong, "text")
    verb = "was" if len(lines) - wrong == 1 else "were"
    rest = f"; {counted(wrong, 'text')} could not be" if wrong else ""
    terminal.verdict(out, sentence(f"{good} {verb} traced{rest}."), good=not wrong)
    out.print()
    terminal.table(out, [line.row() for line in lines])
    if folder is not None:
        terminal.how(out, [f"{folder} has the trace of each, in NAME.jsonl."])


@contextmanager
def _progress(count: int) -> Iterator[Callable[[], None]]:
    """Shows how many texts are done, where somebody watches; standard output stays what it is."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from travaux.cli.terminal import console

    columns = (TextColumn("Texts traced"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console(stderr=True), transient=True, redirect_stdout=False) as shown:
        bar = shown.add_task("", total=count)
        yield lambda: shown.advance(bar)
