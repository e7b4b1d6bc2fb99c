"""Who agrees to what: the agreement matrix, a shape and a letter a cell, and in words where each clause stands.

The words are those of the paper (`papers.matrix`); here its cells are drawn short. What is still open, and for whom,
follows as the paper tells it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from markupsafe import Markup

from travaux.claims.claim import Counting
from travaux.errors import OutOfOrder
from travaux.papers.agreement import Agreement, Line, agreement, forums
from travaux.papers.conventions import CONVENTIONS, Convention
from travaux.papers.conventions import convention as convention_of
from travaux.papers.paper import Cell, Paper, Row, Table
from travaux.papers.standing import Held
from travaux.record.terms import Index, PartyId
from travaux.web import kept
from travaux.web.ask import Ask
from travaux.web.pages.page import Page
from travaux.web.pages.papers.kinds import Download, downloads, made, options
from travaux.web.pages.papers.sheet import NOTHING, drawn

ANYBODY = "any"
"""Keeps only the clauses that somebody keeps open."""
_FEW = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A party's position on a clause: its letter, how it counts, in words, since when, and the entry behind it."""

    party: PartyId
    letter: str
    held: Held
    says: str
    when: str = ""
    entry: Index | None = None
    stale: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A row: a clause, the position of each party on it, where it stands in words, and who keeps it there."""

    place: str
    heading: str
    stands: Held
    cells: tuple[Shown, ...]
    says: str
    more: tuple[str, ...]
    holding: tuple[PartyId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The page's value. `beside` are parties that took positions and are not counted; `left_out` rows not shown.

    With `words` every cell is told in full, as the paper has it.
    """

    sentence: str
    refused: str = ""
    parties: tuple[PartyId, ...] = ()
    beside: tuple[PartyId, ...] = ()
    rows: tuple[Clause, ...] = ()
    held: tuple[str, ...] = ()
    left_out: int = 0
    forum: str = ""
    forums: tuple[str, ...] = ()
    convention: str = ""
    conventions: tuple[str, ...] = ()
    counting: str = "top"
    blocking: str = ""
    downloads: tuple[Download, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    few: bool = True
    words: bool = False
    _rest: Markup = NOTHING


def build(ask: Ask) -> Matrix:
    """Returns the matrix, of the forum, by the convention and for the party asked about."""
    return kept.once(ask, "matrix", ask.query.urlencode(), get_language(), make=lambda: _build(ask))


def _build(ask: Ask) -> Matrix:
    try:
        paper = made(ask, "matrix")
    except OutOfOrder as refusal:
        return Matrix(sentence=f"{refusal}.", refused=str(refusal))
    found, known = _agreement(ask)
    rows = tuple(_rows(paper, found, ask))
    blocking = ask.query.get("blocking", "")
    shown = tuple(row for row in rows if _kept(row, blocking))
    words = ask.query.get("words", "") == "1"
    rest = paper if words else replace(paper, blocks=paper.blocks[1:], legend=(), remarks=())
    return Matrix(
        sentence=paper.summary,
        parties=found.counted,
        beside=found.beside,
        rows=shown,
        held=tuple(cell.text for cell in _table(paper).rows[-1].cells[1:]) if rows else (),
        left_out=len(rows) - len(shown),
        forum=found.forum,
        forums=known,
        convention=found.convention.name,
        conventions=tuple(CONVENTIONS),
        counting=ask.query.get("counting", "") or "top",
        blocking=blocking,
        downloads=downloads(ask, "matrix"),
        facts=paper.facts,
        words=words,
        few=len(found.counted) + len(found.beside) <= _FEW,
        _rest=drawn(ask, rest),
    )


def _agreement(ask: Ask) -> tuple[Agreement, tuple[str, ...]]:
    """Returns who agrees to what, by the same options as the paper, and the forums that anybody named."""
    asked = options("matrix", ask.query)
    basis = kept.basis(ask)
    counted: Convention = convention_of(str(asked.get("convention", "least-willing/1")))
    counting: Counting = "leaf" if asked.get("counting") == "leaf" else "top"
    return agreement(basis, counted, str(asked.get("forum", "")), counting), forums(basis)


def _kept(row: Clause, blocking: str) -> bool:
    return not blocking or (row.stands != "A" if blocking == ANYBODY else blocking in row.holding)


def _table(paper: Paper) -> Table:
    return next(block for block in paper.blocks if isinstance(block, Table))


def _rows(paper: Paper, found: Agreement, ask: Ask) -> Iterator[Clause]:
    table, year = _table(paper), _usual_year(_table(paper))
    for line, row in zip(found.lines, table.rows, strict=False):
        yield _row(line, row, year)


def _row(line: Line, row: Row, year: str) -> Clause:
    first, *more = row.cells[-1].paragraphs
    cells = tuple(
        _cell(cell, mark.party, mark.counts if not mark.stale else mark.held, year)
        for cell, mark in zip(row.cells[1:-1], line.marks, strict=True)
    )
    return Clause(
        place=line.place, heading=line.heading, stands=line.stands, cells=cells, says=first.text,
        more=tuple(each.text for each in more), holding=line.holding,
    )  # fmt: skip


def _cell(cell: Cell, party: PartyId, held: Held, year: str) -> Shown:
    """Returns a cell of the paper as it is drawn here: letter, words, day, entry."""
    letter, *says = cell.paragraphs[0].runs
    words = "".join(run.words for run in says).strip()
    if len(cell.paragraphs) == 1:
        return Shown(party=party, letter=letter.words, held=held, says=words)
    rests = cell.paragraphs[1].runs[0]
    return Shown(
        party=party, letter=letter.words, held=held, says=words, when=_short(rests.words.partition(",")[0], year),
        entry=None if rests.entry is None else Index(rests.entry), stale=letter.look == "stale",
        also=tuple(each.text for each in cell.paragraphs[2:]),
    )  # fmt: skip


def _usual_year(table: Table) -> str:
    """Returns the year of most positions, which short dates leave out."""
    dates = [
        cell.paragraphs[1].text.partition(",")[0]
        for row in table.rows
        for cell in row.cells[1:-1]
        if cell.paragraphs[1:]
    ]
    years = Counter(date.rpartition(" ")[2] for date in dates if " " in date)
    return max(years, key=lambda year: (years[year], year), default="")


def _short(date: str, year: str) -> str:
    """Returns a day without its usual year, the month by its first three letters.

    >>> _short("12 May 2018", "2018"), _short("12 June 2017", "2018")
    ('12 May', '12 Jun 2017')
    """
    parts: Sequence[str] = date.split(" ")
    if len(parts) != 3 or not parts[0].isdigit():
        return date
    day, month, of = parts
    return f"{day} {month[:3]}" if of == year else f"{day} {month[:3]} {of}"


def letters() -> tuple[tuple[str, str, str], ...]:
    """Returns what the letters of cells mean: the shape, the letter, in words."""
    return (
        ("A", "A", _("accepted")),
        ("AR", "AR", _("accepted ad referendum, or on a condition")),
        ("R", "R", _("reserved")),
        ("O", "O", _("objected to")),
        ("N", "–", _("no position")),
        ("A stale", "A", _("stale: given to an earlier wording, expired or withdrawn")),
    )


PAGE = Page("matrix", "papers/matrix/", build, "matrix.html", gettext_lazy("Agreement"), key="m")
