"""Drawing on a terminal: the sentence first, then the evidence, then how it was found.

Colour only ever repeats what a letter, a sign or a bracket already says. Square brackets are the field's own sign, so
the terminal's marks are angle brackets: ⟨B words⟩ by somebody with the letter B, ⟨+ put in⟩, ⟨− taken out⟩,
⟨→1 moved from here⟩, ⟨1→ moved here⟩.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# The sixteen colours that every terminal lets people choose themselves; twelve of them can be told apart.
PARTY = {
    "p0": "cyan",
    "p1": "red",
    "p2": "yellow",
    "p3": "magenta",
    "p4": "green",
    "p5": "bright_yellow",
    "p6": "bright_magenta",
    "p7": "bright_green",
    "p8": "bright_cyan",
    "p9": "bright_red",
    "p10": "blue",
    "p11": "bright_blue",
    "px": "bold",
}
WIDEST = 100


def console(stderr: bool = False) -> Console:
    """Returns a console for standard output: no colour into a file or where NO_COLOR is set, lines never too long."""
    from rich.console import Console

    made = Console(file=sys.stderr if stderr else sys.stdout, highlight=False, emoji=False, markup=False)
    made.width = min(made.width, WIDEST)
    return made


def text(*parts: tuple[str, str] | str) -> Text:
    """Returns styled text from plain strings and (string, style) pairs."""
    from rich.text import Text

    return Text.assemble(*parts)


def verdict(out: Console, sentence: str, *, good: bool | None = None) -> None:
    """Prints the sentence that comes first."""
    style = {None: "bold", True: "bold green", False: "bold red"}[good]
    out.print(text((sentence, style)))


def part(out: Console, title: str) -> None:
    """Prints the head of a part of the answer, after an empty line."""
    out.print()
    out.print(text((title.upper(), "dim")))


def clause_head(out: Console, place: str, heading: str = "") -> None:
    """Prints the name of a clause over what is said of it."""
    out.print()
    out.print(text((place[:1].upper() + place[1:], "bold"), f"  {heading}" if heading else ""))


def indented(out: Console, body: Text | str, by: int = 4) -> None:
    """Prints text wrapped with a margin on its left."""
    from rich.padding import Padding
    from rich.text import Text

    shown = Text(body) if isinstance(body, str) else body
    out.print(Padding(shown, (0, 0, 0, by)))


def how(out: Console, sentences: Iterable[str]) -> None:
    """Prints how the answer was found, quietly."""
    out.print()
    for sentence in sentences:
        out.print(text((sentence, "dim")))


def put_in(words: str) -> tuple[str, str]:
    """Returns words that were put in, with their mark."""
    return f"⟨+ {words}⟩", "green"


def taken_out(words: str) -> tuple[str, str]:
    """Returns words that were taken out, with their mark."""
    return f"⟨− {words}⟩", "red strike" if words.strip() else "red"


def moved_from(words: str, move: int | None) -> tuple[str, str]:
    """Returns words at the place they were moved from."""
    return f"⟨→{move or ''} {words}⟩", "dim strike"


def moved_to(words: str, move: int | None) -> tuple[str, str]:
    """Returns words at the place they were moved to."""
    return f"⟨{move or ''}→ {words}⟩", "blue"


def table(out: Console, rows: Sequence[Sequence[Text | str]], numbers: Sequence[int] = ()) -> None:
    """Prints rows in columns, those of `numbers` flush right, with no lines around them."""
    from rich.table import Table

    drawn = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for column in range(len(rows[0]) if rows else 0):
        drawn.add_column(justify="right" if column in numbers else "left")
    for row in rows:
        drawn.add_row(*row)
    out.print(drawn)
