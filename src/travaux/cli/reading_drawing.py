"""A reading at a terminal: the sentence first, then each item with its source, its words and its dates, then what was
not read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from travaux.cli import terminal
from travaux.papers.counting import counted
from travaux.papers.readings import TIERS, Reported, Told

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.reading.items import Tier

_STYLES: Mapping[Tier, str] = {"sure": "green", "likely": "", "look": "yellow"}
UNREAD = 12
"""So many sentences that were not read are shown; the page and `--json` have them all."""


def draw(out: Console, paper: Reported) -> None:
    """Prints a reading."""
    terminal.say(out, terminal.text((paper.name, "bold")))
    terminal.verdict(out, paper.summary)
    for each in paper.told:
        out.print()
        item(out, each)
    if paper.unread:
        terminal.part(out, "Not read")
        for words, reason in paper.unread[:UNREAD]:
            terminal.say(out, terminal.text(("– ", "dim"), words, (f"  {reason}", "dim")), 2)
        if more := len(paper.unread) - UNREAD:
            told = f"and {counted(more, 'other sentence')}; --json and --html list them all" if more > 0 else ""
            terminal.say(out, terminal.text((told, "dim")), 2) if told else None
    terminal.how(out, paper.how)


def item(out: Console, told: Told) -> None:
    """Prints one item: its number, what it is and whose, how sure, its words, and what else is told of it."""
    letter = ("⟨" + told.writer.letter + "⟩ ", terminal.PARTY[told.writer.colour])
    number = (f"{told.number + 1}  ", "dim")
    sign = [letter] if told.kind == "attribution" else []
    tier = (f"  {TIERS[told.tier]}", _STYLES[told.tier])
    terminal.say(out, terminal.text(number, *sign, (told.head, "bold"), tier, (f", line {told.line}", "dim")))
    if told.words:
        terminal.say(out, terminal.text((" … ".join(told.words), "italic")), 4)
    rows = [["    " + term, detail] for term, detail in told.facts]
    if told.within is not None and told.kind == "attribution":
        rows.append(["    within", f"item {told.within + 1}"])
    if rows:
        terminal.table(out, [[terminal.text((term, "dim")), detail] for term, detail in rows])
