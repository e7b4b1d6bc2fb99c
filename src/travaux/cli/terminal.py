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


# What a terminal would obey instead of print: control characters, and signs that turn the direction of writing.
_CONTROL = (*range(9), *range(11, 32), *range(127, 160))
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_OBEYED = dict.fromkeys((*_CONTROL, *_TURNING), "\ufffd")


# For a terminal that knows no Unicode: a sign for a sign, so that styles stay where they are.
_NEAREST = str.maketrans("⟨⟩−→“”’…–\u202f", '<>->""\'.- ')


def harmless(words: str) -> str:
    """Returns words in which nothing can command a terminal or turn what stands beside it.

    >>> harmless("\x1b[2Jgone \u202ereversed")
    '\ufffd[2Jgone \ufffdreversed'
    """
    return words.translate(_OBEYED)


def text(*parts: tuple[str, str] | str) -> Text:
    """Returns styled text from plain strings and (string, style) pairs, made harmless."""
    from rich.text import Text

    return Text.assemble(*(harmless(part) if isinstance(part, str) else (harmless(part[0]), part[1]) for part in parts))


def say(out: Console, body: Text | str, indent: int = 0) -> None:
    """Prints text wrapped at the width of the console, each line behind a margin, with no white space at its end."""
    from rich.text import Text

    shown = _in_its_signs(out, text(body) if isinstance(body, str) else body)
    for line in shown.wrap(out, max(out.width - indent, 20)):
        line.rstrip()
        out.print(Text(" " * indent) + line if line.plain else "", no_wrap=True, crop=False, overflow="ignore")


def _in_its_signs(out: Console, body: Text) -> Text:
    if out.encoding.lower().startswith("utf"):
        return body
    shown = body.copy()
    shown.plain = body.plain.translate(_NEAREST)
    return shown


def verdict(out: Console, sentence: str, *, good: bool | None = None) -> None:
    """Prints the sentence that comes first."""
    say(out, text((sentence, {None: "bold", True: "bold green", False: "bold red"}[good])))


def part(out: Console, title: str) -> None:
    """Prints the head of a part of the answer, after an empty line."""
    out.print()
    say(out, text((title.upper(), "dim")))


def clause_head(out: Console, place: str, heading: str = "") -> None:
    """Prints the name of a clause over what is said of it."""
    out.print()
    say(out, text((place[:1].upper() + place[1:], "bold"), f"  {heading}" if heading else ""))


def how(out: Console, sentences: Iterable[str]) -> None:
    """Prints how the answer was found, quietly."""
    out.print()
    for sentence in sentences:
        say(out, text((sentence, "dim")))


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
    """Prints rows in columns, those of `numbers` flush right, the last one wrapped; there are no lines around them."""
    from rich.text import Text

    made = [[_in_its_signs(out, text(cell) if isinstance(cell, str) else cell) for cell in row] for row in rows]
    widths = [max(cell.cell_len for cell in column) for column in zip(*made, strict=True)]
    for row in made:
        line = Text()
        for column, cell in enumerate(row[:-1]):
            pad = Text(" " * (widths[column] - cell.cell_len))
            line += pad + cell if column in numbers else cell + pad
            line += Text("  ")
        last = row[-1] if len(row) - 1 not in numbers else Text(" " * (widths[-1] - row[-1].cell_len)) + row[-1]
        _with_tail(out, line, last)


def _with_tail(out: Console, line: Text, last: Text) -> None:
    room = max(out.width - line.cell_len, 24)
    for place, tail in enumerate(last.wrap(out, room)):
        tail.rstrip()
        whole = (line if place == 0 else text(" " * line.cell_len)) + tail
        whole.rstrip()
        out.print(whole, no_wrap=True, crop=False, overflow="ignore")
