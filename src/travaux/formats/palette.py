"""Colours of papers: who (party) and what the words beside them say (tone). Each stands for light and for dark paper.

The values of parties are those of the pages (`html/sheets/ground.css`); a tint is a line colour thinned with the paper.
A colour is never alone: a letter, a word or a kind of line says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from travaux.papers.paper import Tone

Colour = str
"""Six hexadecimal digits after "#"."""

PAPER: tuple[Colour, Colour] = ("#fcfbf8", "#15171a")
INK: tuple[Colour, Colour] = ("#1c1e21", "#e9e6df")
QUIET: tuple[Colour, Colour] = ("#575b61", "#a8abb0")
RULE: tuple[Colour, Colour] = ("#dcd7cc", "#33373c")
LEAF: tuple[Colour, Colour] = ("#f5f2ea", "#1d2024")
NEW: tuple[Colour, Colour] = ("#0f4c81", "#9cc8f5")
GONE: tuple[Colour, Colour] = ("#94351c", "#f0a58c")
MOVED: tuple[Colour, Colour] = ("#1d5c4b", "#86cdb4")

PARTIES: Mapping[str, tuple[Colour, Colour]] = MappingProxyType(
    {
        "p0": ("#007182", "#92ebff"),
        "p1": ("#6b271c", "#e17f6d"),
        "p2": ("#7b6410", "#f2d36f"),
        "p3": ("#422e7e", "#9e90e6"),
        "p4": ("#004d42", "#55b19f"),
        "p5": ("#7a4200", "#f1a665"),
        "p6": ("#604667", "#cca4d6"),
        "p7": ("#4a6849", "#b3dcb2"),
        "p8": ("#455835", "#d6efc3"),
        "p9": ("#964c70", "#e6b3c9"),
        "p10": ("#444d97", "#9aaaff"),
        "p11": ("#7956a5", "#d3bbf8"),
        "px": QUIET,
    }
)

TONES: Mapping[Tone, tuple[Colour, Colour]] = MappingProxyType(
    {
        "green": ("#1d5c4b", "#86cdb4"),
        "yellow": ("#7a5209", "#dcb566"),
        "blue": ("#0f4c81", "#9cc8f5"),
        "red": ("#8a2433", "#f0a0a6"),
        "grey": ("#575b61", "#a8abb0"),
        "white": ("#837d71", "#7d8289"),
    }
)


def tint(colour: Colour, share: float = 0.12, ground: Colour = "#ffffff") -> Colour:
    """Returns a colour thinned: `share` of it on a ground.

    >>> tint("#000000", 0.5)
    '#808080'
    """
    mixed = (
        round(int(colour[place : place + 2], 16) * share + int(ground[place : place + 2], 16) * (1 - share))
        for place in (1, 3, 5)
    )
    return "#" + "".join(f"{value:02x}" for value in mixed)
