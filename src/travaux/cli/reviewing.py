"""A review at a terminal: one item at a time, one key for each decision. What is decided is the review's own matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

from travaux.errors import Malformed
from travaux.papers.counting import alike, sentence
from travaux.reading.review import FIELDS, KEYS, Review

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.reading.items import Item

Keep = Callable[[Review], None]
AROUND = 200
"""Characters of the report that are shown before an item and after it, at most."""
_DECIDED: Mapping[str, str] = {"accepted": "accepted before", "refused": "refused before"}


def ask(review: Review, keep: Keep, key: Callable[[], str] = click.getchar) -> Review:
    """Asks about one item after another until the last or until `q`; every change is kept at once."""
    from travaux.cli.terminal import console

    out = console()
    while review.current is not None:
        _show(out, review)
        pressed = key()
        if pressed in ("q", "\x04", "\x1b"):
            break
        if pressed in ("e", "?"):
            review = _mended(out, review) if pressed == "e" else _helped(out, review)
        elif pressed in KEYS:
            review = KEYS[pressed][1](review)
        else:
            continue
        keep(review)
    keep(review)
    _sum_up(out, review)
    return review


def _show(out: Console, review: Review) -> None:
    from travaux.cli import reading_drawing, terminal
    from travaux.papers.readings import told

    item = review.current
    assert item is not None
    number, whole = review.at + 1, len(review.reading.items)
    out.print()
    before = _DECIDED.get(review.decided.get(item.number, ""), "")
    mended = "mended" if review.mends.get(item.number) else ""
    where = ", ".join(filter(None, (f"{number} of {whole}, {review.open} open", before, mended)))
    terminal.say(out, terminal.text((where, "dim")))
    reading_drawing.item(out, told(review.reading, item))
    terminal.say(out, terminal.text(("In the report: ", "dim"), (_around(review, item), "dim")), 4)
    keys = "  ".join(f"[{key}] {name}" for key, (name, _) in KEYS.items())
    terminal.say(out, terminal.text((f"{keys}  [e] mend  [q] quit", "dim")))


def _around(review: Review, item: Item) -> str:
    """Returns the words of the report in which an item stands: its line, or as much of it as is near."""
    text = review.reading.report.text
    spans = [span for each in item.parts.values() for span in each]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    begin = max(text.rfind("\n", 0, first) + 1, first - AROUND)
    end = min(text.find("\n", last) % (len(text) + 1), last + AROUND)
    return " ".join(text[begin:end].split())


def _helped(out: Console, review: Review) -> Review:
    from travaux.cli import terminal

    terminal.table(out, [[f"  {name}", told] for name, told in FIELDS.items()])
    return review


def _mended(out: Console, review: Review) -> Review:
    """Asks for a field and its words until they can be taken; an empty answer leaves all as it is."""
    from travaux.cli import terminal

    while True:
        given = click.prompt("  FIELD: WORDS (? for the fields)", default="", show_default=False).strip()
        if not given:
            return review
        if given == "?":
            _helped(out, review)
            continue
        name, _, words = given.partition(":")
        try:
            return review.mend(name.strip(), words.strip())
        except Malformed as fault:
            terminal.say(out, terminal.text((f"  {fault}", "bold red")))


def _sum_up(out: Console, review: Review) -> None:
    from travaux.cli import terminal

    accepted = len(review.accepted)
    refused = sum(how == "refused" for how in review.decided.values())
    out.print()
    one, two, three = alike([accepted, refused, review.open])
    terminal.verdict(
        out, sentence(f"{one} {'item' if accepted == 1 else 'items'} accepted, {two} refused, {three} open.")
    )
    if accepted:
        terminal.say(out, terminal.text(("Enter what was accepted: travaux read FILE --into RECORD", "dim")))
