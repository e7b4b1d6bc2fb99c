"""Redlines in parts: words put in, taken out, moved, with the number of their change, for pages and their JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _
from markupsafe import Markup

from travaux.papers.redline import Fate
from travaux.papers.writers import Writer
from travaux.text.clauses import Span
from travaux.text.drafts import Draft
from travaux.text.redline import pieces_between

Whose = Callable[[int, int], tuple[Writer, str] | None]
"""Gives the writer of words put in, and the grade, by their characters in the later text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words with one fate; `change` numbers their change, `move` their move. `letter` and `colour` are those of whoever
    put them in, where that is known; `grade` says how."""

    text: str
    fate: Fate = "equal"
    change: int | None = None
    move: int | None = None
    letter: str = ""
    colour: str = ""
    grade: str = ""


def between(earlier: str, later: str, whose: Whose) -> tuple[Part, ...]:
    """Returns the later text with what was put in and taken out."""
    found: list[Part] = []
    for piece in pieces_between(Draft(earlier), Draft(later)):
        gone = piece.kind in ("delete", "move-from")
        if piece.kind in ("insert", "move-to"):
            found += _put_in(later, piece.later, piece.kind, piece.move, whose)
            continue
        text = earlier[slice(*piece.earlier)] if gone else later[slice(*piece.later)]
        found.append(Part(text=text, fate=piece.kind, move=piece.move))
    return tuple(each for each in found if each.text)


def _put_in(text: str, span: Span, fate: Fate, move: int | None, whose: Whose) -> Iterator[Part]:
    start, end = span
    at = start
    while at < end:
        stop = at + 1
        mine = whose(at, stop)
        while stop < end and (not text[stop].isalnum() or whose(stop, stop + 1) == mine):
            stop += 1
        writer, grade = mine or (Writer("", "", ""), "")
        yield Part(
            text=text[at:stop], fate=fate, move=move, letter=writer.letter, colour=writer.colour, grade=grade
        )  # fmt: skip
        at = stop


def drawn(parts: Sequence[Part], anchors: bool = False) -> Markup:
    """Returns parts as HTML; with `anchors` the first part of each change carries its number, once."""
    return Drawing(anchors).of(parts)


class Drawing:
    """Draws parts; every change has its number where it is first drawn."""

    def __init__(self, anchors: bool = False, back: str = "l") -> None:
        self._anchors, self._back = anchors, back
        self._numbered: set[int] = set()
        self._said = {
            "insert": _("put in"), "delete": _("taken out"), "move-from": _("moved from here, move %(number)s"),
            "move-to": _("moved here, move %(number)s"),
        }  # fmt: skip
        self._change = _("change")

    def of(self, parts: Sequence[Part]) -> Markup:
        """Returns parts as HTML."""
        ends = [_move(part) for part in parts]
        made = []
        for place, part in enumerate(parts):
            before = ends[place - 1] if place else None
            after = ends[place + 1] if place + 1 < len(parts) else None
            made.append(self._part(part, ends[place] != before, ends[place] != after))
        return Markup("".join(made))

    def _part(self, part: Part, begins: bool, ends: bool) -> str:
        if part.fate == "equal":
            return _bracketed(escape(part.text))
        if not part.text.strip() and part.text:
            return escape(part.text) if part.fate in ("insert", "move-to") else ""
        lead = part.text[: len(part.text) - len(part.text.lstrip())]
        words = _bracketed(escape(part.text[len(lead) :]))
        told = escape(self._said[part.fate] % {"number": part.move or ""})
        said = f'<span class="vh">[{told}: </span>', '<span class="vh">]</span>'
        put_in = part.fate in ("insert", "move-to")
        shape = "moved" if part.move else "unshown" if put_in and part.grade == "inferred" else ""
        tag, kind = "ins" if put_in else "del", f' class="{shape}"' if shape else ""
        inner = f"<{tag}{kind}>{said[0]}{self._by(part)}{words}{said[1]}</{tag}>"
        return f"{lead}{self._number(part)}{_arrow(part, put_in and begins)}{inner}{_arrow(part, not put_in and ends)}"

    def _by(self, part: Part) -> str:
        if not part.letter:
            return ""
        return f'<sup class="by {escape(part.colour)}" aria-hidden="true">{escape(part.letter)}</sup>'

    def _number(self, part: Part) -> str:
        if not self._anchors or part.change is None or part.change in self._numbered:
            return ""
        self._numbered.add(part.change)
        said = f'<span class="vh">{escape(self._change)} </span>'
        return f'<a class="cn" id="k{part.change}" href="#{self._back}{part.change}">{said}{part.change}</a>'


def _move(part: Part) -> tuple[str, int | None] | None:
    return (part.fate, part.move) if part.move else None


def _arrow(part: Part, here: bool) -> str:
    """Returns the arrow of a move, before the words that came and after those that went."""
    if not part.move or not here:
        return ""
    sign = f"→{part.move}" if part.fate == "move-from" else f"{part.move}→"
    return f'<span class="mv" aria-hidden="true">{sign}</span>'


def _bracketed(text: str) -> str:
    if "[" not in text and "]" not in text:
        return text
    return text.replace("[", '<span class="br">[</span>').replace("]", '<span class="br">]</span>')
