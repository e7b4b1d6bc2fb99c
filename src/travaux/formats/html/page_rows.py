"""Rows on a page: labels in the margin, headings, parts; and rows gathered into clauses. Their words are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from travaux.formats.html.page import escaped
from travaux.papers.sheet import Row

SHORT = 5
LARGE = 3
_ROWS = 24


class Anchors:
    """Names for the clauses of a page, each once: `c-14`, `c-2-1-a`."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def of(self, row: Row) -> str:
        """Returns a new anchor for the clause that a row opens."""
        steps = [c.strip(" .()[]") for c in (row.clause.path if row.clause else ())]
        plain = "-".join("".join(ch for ch in step.lower() if ch.isascii() and ch.isalnum()) for step in steps)
        name = f"c-{plain}" if plain.strip("-") else "c"
        count = self._taken[name] = self._taken.get(name, 0) + 1
        return name if count == 1 else f"{name}.{count}"


@dataclass(frozen=True, slots=True)
class Made:
    """A row with its finished HTML; `same` where nothing in it changed."""

    row: Row | None
    html: str
    same: bool = False


def gathered(rows: Iterable[Made]) -> Iterator[str]:
    """Yields rows in sections: a new one at every part and outermost clause; a part stays with what follows it.

    A long run of rows is broken all the same, so that a browser need not lay out what nobody looks at.
    """
    held: list[Made] = []
    for made in rows:
        parts_only = all(other.row is not None and other.row.kind == "part" for other in held)
        if held and not parts_only and (_begins(made.row) or len(held) >= _ROWS):
            yield _section(held)
            held = []
        held.append(made)
    if held:
        yield _section(held)


def _begins(row: Row | None) -> bool:
    return row is not None and (row.kind == "part" or (row.opens and (row.depth == 0 or row.kind == "heading")))


def _section(held: Sequence[Made]) -> str:
    same = " same" if all(made.same for made in held) else ""
    return f'<div class="clause{same}">\n{"".join(made.html for made in held)}</div>\n'


def row_html(row: Row | None, inner: str, anchors: Anchors, *, extra: str = "") -> str:
    """Returns a row with its label in the margin; `inner` is the finished HTML of its words."""
    if row is None:
        return f'<div class="row d0{extra}"><p class="words">{inner}</p></div>\n'
    if row.kind == "title":
        return f'<p class="doctitle">{inner}</p>\n'
    if row.kind == "part":
        label = f"{escaped(row.label)} " if row.label else ""
        return f'<h2 class="part">{label}{inner}</h2>\n'
    heading = row.kind == "heading"
    long = len(row.label) > SHORT
    num = ""
    if row.label:
        anchor = anchors.of(row)
        minor = "" if heading and len(row.label) <= LARGE else " minor"
        num = f'<a class="num{minor}" id="{anchor}" href="#{anchor}">{escaped(row.label.rstrip("."))}</a>'
    body = f"<h3>{inner}</h3>" if heading else f'<p class="words">{inner}</p>'
    if not inner.strip():
        body = ""
    shape = f"row d{min(row.depth, 4)}{' long' if long and num else ' bare' if row.bare else ''}{extra}"
    return f'<div class="{shape}">{num}{body}</div>\n'
