"""A paper as PDF: tagged for those who listen (PDF/UA-1), the same bytes each time, set by typst.

The look is in `paper.typ`; what is said goes to it as JSON, as text, and is never read as markup. A character for which
no font has a glyph is printed as U+FFFD (a blank as a blank), and both the paper and a notice say which. No date of
making is written.

Print adds to the words of a paper the numbers of pages, the heads of a table at the top of each page, raised letters
of parties, numbers of changes and arrows of moves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources

from travaux.errors import Malformed
from travaux.formats.pdf.glyphs import Fonts, fonts
from travaux.formats.pdf.print import prepared
from travaux.papers.characters import mapped, replaced, settled, texts
from travaux.papers.paper import Paper
from travaux.text.paragraphs import Notice

_LOST = "\ufffd"
_SAME = {"\ufeff": "\u2060"}  # PDF/UA forbids the first; Unicode 3.2 made the second for the same use
_DISPLAYED = re.compile(r'(?:the text|codepoint) `"(.*?)"`', re.DOTALL)
_TRIES = 40
_MOST = 24


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed paper, and what could not be printed."""

    data: bytes
    notices: tuple[Notice, ...] = ()


def write(paper: Paper) -> bytes:
    """Returns a paper as PDF; raises `Malformed` where the typesetter is not installed."""
    return printed(paper).data


def printed(paper: Paper, font_paths: Sequence[str] = ()) -> Printed:
    """Returns a paper as PDF, set in the fonts of Travaux and those in the folders given, and what has no glyph.

    Raises `Malformed` where the typesetter is not installed or a folder holds no font.
    """
    chosen = fonts(font_paths)
    whole = settled(paper)
    missing = set(chosen.missing(texts(whole)))
    for _ in range(_TRIES):
        shown, notices = _without(whole, sorted(missing))
        try:
            return Printed(_set(shown, chosen), notices)
        except _NoGlyph as error:
            # No one font has a glyph for each character of what is drawn as one (a letter and a mark on it).
            missing |= error.blamed(texts(shown))
    raise Malformed(
        "too many characters have no glyph", where="pdf", advice="Give fonts that have them, or ask for html"
    )


class _NoGlyph(Exception):
    """Says which text the typesetter could not draw, as far as it tells."""

    def __init__(self, text: str) -> None:
        self.text = text

    def blamed(self, words: Iterable[str]) -> set[str]:
        """Returns the characters to blame: those of the text, or else those that stand on it; never ASCII."""
        own = {character for character in self.text if not character.isascii() and character != _LOST}
        after = re.compile(f"(?<={re.escape(self.text)})[^\0-\x7f]")
        return own or {found[0] for each in words for found in after.finditer(each)} - {_LOST}


def _without(paper: Paper, missing: Sequence[str]) -> tuple[Paper, tuple[Notice, ...]]:
    """Returns a paper with U+FFFD for each character that has no glyph, the remark that says so, and the notice."""
    same = _SAME | {each: " " for each in missing if each.isspace()}
    missing = [each for each in missing if each not in same]
    table = {ord(before): after for before, after in same.items()}
    paper = mapped(paper, lambda text: text.translate(table))
    if not missing:
        return paper, ()
    named = ", ".join(f"U+{ord(each):04X}" for each in missing[:_MOST])
    more = f" and {len(missing) - _MOST:,} more" if len(missing) > _MOST else ""
    one = len(missing) == 1
    what = f"No font at hand has {'this character' if one else 'these characters'}: {named}{more}."
    told = f"{what} {'It stands' if one else 'Each stands'} here as {_LOST}; the record and the other formats have it."
    shown = replaced(paper, dict.fromkeys(missing, _LOST), told)
    return shown, (Notice(f"{what[:-1]}; {'it was' if one else 'each was'} printed as {_LOST}", "pdf"),)


def _set(paper: Paper, chosen: Fonts) -> bytes:
    import typst

    look = (resources.files("travaux.formats.pdf") / "paper.typ").read_bytes()
    said = json.dumps(prepared(paper, chosen.families), ensure_ascii=False)
    try:
        return typst.compile(look, font_paths=chosen.fonts, pdf_standards="ua-1", sys_inputs={"paper": said})
    except typst.TypstError as error:
        if undrawn := _undrawn(str(error)):
            raise _NoGlyph(undrawn) from None
        told = str(error).splitlines()[0] if str(error) else "without a reason"
        raise Malformed(f"the typesetter stopped: {told}", where="pdf", advice="Ask for html, docx or txt") from None


def _undrawn(told: str) -> str:
    """Returns the text that the typesetter says it could not draw."""
    found = _DISPLAYED.search(told)
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1]) if found else ""
