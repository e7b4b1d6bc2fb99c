"""`travaux trace CLAUSE` inside a record: whose words a clause is made of, by party and entry."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import desk

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.papers.lives import LifePaper
    from travaux.record.state import State
    from travaux.stores.addresses import Place


def meant(drafts: Sequence[Path], record: Place | None) -> bool:
    """Whether what was typed is a clause of a record: one name that is no file, with a record in reach."""
    if record is not None:
        if len(drafts) != 1:
            raise click.UsageError("With --record, give one clause, such as 14.")
        return True
    if len(drafts) != 1 or drafts[0].exists() or str(drafts[0]) == "-" or drafts[0].suffix[1:].isalpha():
        return False
    return bool(os.environ.get("TRAVAUX_RECORD")) or len(list(Path().glob("*.travaux"))) == 1


def tell(clause: str, record: Place | None, *, as_json: bool) -> None:
    """Prints whose words a clause of the draft on the table is made of."""
    from travaux.cli.clause import spot_of
    from travaux.papers.lives import life_paper

    with desk.opened(record) as opened:
        spot = spot_of(opened, clause, None)
        paper = life_paper(opened.state, opened.drafts, spot, datetime.now(UTC).date().isoformat())
        if as_json:
            from travaux.cli.objects import printed
            from travaux.cli.record_objects import record_trace_object

            click.echo(printed(record_trace_object(opened, paper)), nl=False)
            return
        from travaux.cli import recorded, terminal

        out = terminal.console()
        draw(out, paper, opened.state)
        terminal.how(out, [recorded.seal(opened)])


def draw(out: Console, paper: LifePaper, state: State) -> None:
    """Prints a clause with the letter of whoever wrote each stretch, then where each came from."""
    from travaux.cli import terminal

    letters = _letters(paper, state)
    heading = f": {paper.heading}" if paper.heading else ""
    terminal.verdict(out, f"{paper.place} of {paper.draft}{heading}")
    parts: list[tuple[str, str] | str] = []
    for run in paper.runs:
        letter, style = letters[run.by.party]
        parts.append((f"⟨{letter} {run.text}⟩", style))
        parts.append(" ")
    terminal.say(out, terminal.text(*parts), 4)
    terminal.part(out, "Who put these words here?")
    for line in paper.wrote:
        terminal.say(out, line)
    terminal.part(out, "Who took others out?")
    for line in paper.removed:
        terminal.say(out, line)


def _letters(paper: LifePaper, state: State) -> dict[object, tuple[str, str]]:
    """Returns a letter and a colour for each party, by the order of admission; two with one initial get a number."""
    from travaux.cli.terminal import PARTY
    from travaux.papers.telling import Teller

    teller = Teller(state)
    found: dict[object, tuple[str, str]] = {None: ("?", "dim")}
    used: set[str] = {"?"}
    for at, party in enumerate(state.parties):
        initial = teller.party(party.id)[:1].upper()
        letter = next(one for one in (initial, *(f"{initial}{n}" for n in range(2, 99))) if one not in used)
        used.add(letter)
        found[party.id] = (letter, PARTY[f"p{at % 12}"])
    assert all(run.by.party in found for run in paper.runs)
    return found
