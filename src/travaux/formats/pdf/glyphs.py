"""The fonts of a printed paper, and which characters they have a glyph for.

A typesetter that finds no glyph draws a box or stops. So the fonts are asked before: what none of them has is printed
as U+FFFD, and told. The fonts that come with Travaux cover Latin, Greek, Cyrillic, Hebrew and Arabic letters and the
usual signs; whoever hands out Chinese or Devanagari gives a folder of fonts that have them.

Fonts of the system are never used: the same paper would look otherwise, and be other bytes, on another machine.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from travaux.errors import Malformed

if TYPE_CHECKING:
    import typst

_ADVICE = "Install it: pip install 'travaux[pdf]'"
_FILES = (".otf", ".ttf", ".otc", ".ttc")
# Characters that a typesetter never draws, whatever the font says (Unicode, Default_Ignorable_Code_Point).
_UNDRAWN = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
_BLANKS = {ord(blank) for blank in "\t\n \u00a0"}


@dataclass(frozen=True)
class Fonts:
    """The fonts of a paper: as the typesetter takes them, the names of those that the user gave, and their glyphs."""

    fonts: typst.Fonts
    families: tuple[str, ...]
    covered: frozenset[int]

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Returns the characters in some texts that no font has a glyph for, in the order of their codes."""
        used = {ord(character) for character in set().union(*texts)} - self.covered - _BLANKS
        return tuple(chr(code) for code in sorted(used) if not any(low <= code <= high for low, high in _UNDRAWN))


def fonts(folders: Sequence[str] = ()) -> Fonts:
    """Returns the fonts of Travaux and those in some folders.

    Raises `Malformed` where typst or fontTools is not installed, or a folder holds no font.
    """
    try:
        import fontTools.ttLib  # noqa: F401
        import typst
    except ImportError:
        raise Malformed("the typesetter is not installed", where="pdf", advice=_ADVICE) from None
    own = str(resources.files("travaux.formats.pdf") / "fonts")
    files = [file for folder in folders for file in _files(folder)]
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[own, *folders])
    covered = frozenset().union(*(_covered(str(file)) for file in (*_files(own), *files)))
    given = {str(Path(file)) for file in files}
    families = sorted({font.family for font in found.fonts() if font.path and str(Path(font.path)) in given})
    return Fonts(found, tuple(families), covered)


def _files(folder: str) -> list[Path]:
    """Returns the files of fonts in a folder and below it."""
    found = sorted(file for file in Path(folder).rglob("*") if file.suffix.lower() in _FILES and file.is_file())
    if not found:
        raise Malformed("there is no font in this folder", where=str(folder), advice="Fonts end in .ttf, .otf or .ttc")
    return found


@cache
def _covered(file: str) -> frozenset[int]:
    """Returns the codes of the characters that a file of fonts has glyphs for."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        data = io.BytesIO(Path(file).read_bytes())
        with TTCollection(data) if file.lower().endswith("c") else TTFont(data, lazy=True) as opened:
            fonts = opened.fonts if isinstance(opened, TTCollection) else [opened]
            return frozenset(code for font in fonts for code in (font.getBestCmap() or {}))
    except (TTLibError, OSError, KeyError) as error:
        raise Malformed(f"this font cannot be read: {error}", where=file, advice="Take it out of the folder") from None
