"""Rows on a page: labels in the margin, headings, parts; and rows gathered into clauses. Their words are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from travaux.formats.html.page import escaped
from travaux.papers.sheet import Row

SHORT = 5
_ROWS = 24


class Anchors:
    """Names for the clauses of a page, each once: `c-14`, `c-2-1-a`."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, row: Row) -> str:
        """Returns a new anchor for the clause that a row opens."""
        steps = [c.strip(" .()[]") for c in (row.clause.path if row.clause else ())]
        plain = "-".join("".join(ch for ch in step.lower() if ch.isascii() and ch.isalnum()) for step in steps)
        name = f"c-{plain}" if plain.strip("-") else "c"
        free = next(n for n in (name, *(f"{name}.{i}" for i in range(2, 10**6))) if n not in self._taken)
        self._taken.add(free)
        return free


def gathered(rows: Iterable[tuple[Row | None, str]]) -> Iterator[str]:
    """Yields rows (each with its finished HTML) in sections: a new one at every part and outermost clause.

    A long run of rows is broken all the same, so that a browser need not lay out what nobody looks at.
    """
    open_rows = count()
    held: list[str] = []
    for row, made in rows:
        begins = row is not None and row.kind != "words" and (row.opens or row.kind == "part")
        outermost = row is not None and row.opens and row.depth == 0
        if held and (begins or outermost or next(open_rows) >= _ROWS):
            yield f'<div class="clause">\n{"".join(held)}</div>\n'
            held, open_rows = [], count()
        held.append(made)
    if held:
        yield f'<div class="clause">\n{"".join(held)}</div>\n'


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
        minor = "" if heading and not long else " minor"
        num = f'<a class="num{minor}" id="{anchor}" href="#{anchor}">{escaped(row.label.rstrip("."))}</a>'
    body = f"<h3>{inner}</h3>" if heading else f'<p class="words">{inner}</p>'
    if not inner.strip():
        body = ""
    bare = row.clause is None or not row.clause.label.strip()
    shape = f"row d{min(row.depth, 4)}{' long' if long and num else ' bare' if bare else ''}{extra}"
    return f'<div class="{shape}">{num}{body}</div>\n'
