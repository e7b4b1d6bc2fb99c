"""`travaux clause`: the life of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from travaux.cli import desk, options

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.papers.lives import Event, LifePaper
    from travaux.record.shelf import Spot
    from travaux.secretariat.records import Record
    from travaux.stores.addresses import Place


@click.command(
    "clause",
    epilog="Example:  travaux clause 4.2",
    short_help="Tell the life of a clause: wordings, and what was done.",
)
@click.argument("clause")
@click.option("--draft", metavar="DRAFT", help="As it is numbered in this draft; else in the one on the table.")
@click.option("--at", type=int, metavar="N", help="What had been recorded when entry N was in.")
@click.option("--on", metavar="DATE", help="How its positions stand on this day; today by default.")
@options.viewing
@options.recorded
@options.as_json
def command(
    clause: str, draft: str | None, at: int | None, on: str | None, viewer: str, record: Place | None, as_json: bool
) -> int:
    """Tell the life of a clause.

    Who put these words here, who took others out, who agreed; then every wording it had, the newest first, with what
    was done and said about it at that moment.
    """
    from travaux.papers.lives import life_paper

    day = desk.day(on) if on else datetime.now(UTC).date().isoformat()
    with desk.opened(record, viewer) as opened:
        desk.known_entry(opened, at)
        spot = spot_of(opened, clause, draft)
        state = opened.state if at is None else opened.state.at(at)
        paper = life_paper(state, opened.drafts, spot, day)
        if as_json:
            from travaux.cli.objects import printed
            from travaux.cli.record_objects import life_object

            click.echo(printed(life_object(opened, paper)), nl=False)
            return 0
        from travaux.cli import recorded, terminal

        out = terminal.console()
        draw(out, paper)
        terminal.how(out, [recorded.seal(opened)])
    return 0


def spot_of(record: Record, clause: str, draft: str | None) -> Spot:
    """Returns the clause that a command means."""
    from travaux.record.shelf import Text
    from travaux.secretariat import sheets
    from travaux.secretariat.forms.form import Given

    with desk.usage():
        names = sheets.names_of(record)
        text = names.draft(Given(draft, "--draft") if draft else None)
        return Text(text).at(names.place(text, Given(clause, "CLAUSE")))


def draw(out: Console, paper: LifePaper) -> None:
    """Prints a life: the three answers, then the wordings."""
    from travaux.cli import terminal
    from travaux.papers.counting import sentence

    heading = f": {paper.heading}" if paper.heading else ""
    terminal.verdict(out, f"{paper.place}{heading}")
    terminal.say(out, paper.summary)
    answers(out, paper)
    for wording in paper.wordings:
        out.print()
        what = "" if wording.reworded or wording is paper.wordings[-1] else ", the same words"
        terminal.say(
            out,
            terminal.text(
                (f"{wording.called}, {wording.place}, {wording.when}{what}", "bold"),
            ),
        )
        reason = f" {sentence(wording.reason)}." if wording.reason else ""
        terminal.say(
            out, terminal.text((f"By {wording.by}, entry {wording.entry}, {wording.grade}.{reason}", "dim")), 2
        )
        if not what:
            for line in wording.text.splitlines()[:12]:
                terminal.say(out, terminal.text((line, "italic")), 4)
        _events(out, wording.events)


def answers(out: Console, paper: LifePaper) -> None:
    """Prints who put the words there, who took others out, and who agreed."""
    from travaux.cli import terminal

    for title, lines in (
        ("Who put these words here?", paper.wrote),
        ("Who took others out?", paper.removed),
        ("Who agreed?", paper.agreed),
    ):
        terminal.part(out, title)
        for line in lines:
            terminal.say(out, line)


def _events(out: Console, events: Sequence[Event]) -> None:
    from travaux.cli import terminal

    rows = [
        [
            f"  {event.entry}",
            event.when,
            event.grade,
            f"{event.says}{f' (About {event.about}.)' if event.about else ''}",
        ]
        for event in events
    ]
    if rows:
        terminal.table(out, rows, (0,))
