"""Prose: the lines without a label, and the clauses they belong to or open: recitals, definitions, the testimonium."""

from __future__ import annotations

from travaux.text.outline.branches import Branch
from travaux.text.outline.forecast import Forecast
from travaux.text.outline.formulas import closes_text, defines, enacts, opens_recital
from travaux.text.outline.headings import RANKS
from travaux.text.outline.ladder import FLAT, LIST_RANK, Ladder, is_point
from travaux.text.outline.layout import Row, finished
from travaux.text.outline.titles import bare, begins_small, is_title


class Prose:
    """Finds a home for words without a label."""

    def __init__(self, forecast: Forecast, ladder: Ladder) -> None:
        self.forecast = forecast
        self.ladder = ladder

    def take(self, place: int, row: Row, previous: Row | None) -> None:
        """Gives a row to the clause it belongs to, opening one where its words do."""
        if row.fresh:
            if self._title(place, row):
                return
            if closes_text(bare(row.text)):
                self._close(row)
                return
            if self._recital(row, previous):
                return
            if term := defines(row.text):
                self._define(row, term)
                return
        self.home(place, row, previous).add(row.start, row.end)

    def _title(self, place: int, row: Row) -> bool:
        """Takes a row as the heading of the clause whose label stands alone in the row before."""
        top = self.ladder.top
        if top is not self.ladder.last or top.rank >= LIST_RANK or top.heading or top.own or not top.label:
            return False
        title = row.text.strip("*_ \t")
        if top.kind in ("preamble", "closing") or not is_title(title) or ". " in title:
            return False
        rows = self.forecast.rows
        if place + 1 < len(rows) and not rows[place + 1].fresh:
            return False
        top.heading = title
        top.add(row.start, row.end)
        return True

    def _close(self, row: Row) -> None:
        ladder = self.ladder
        if ladder.top.kind != "closing":
            ladder.fall(1)
            ladder.hang(blank("closing", row, RANKS["closing"]))
        ladder.top.add(row.start, row.end)

    # ---- preambles

    def _recital(self, row: Row, previous: Row | None) -> bool:
        ladder = self.ladder
        at = next((at for at, branch in enumerate(ladder.rungs) if branch.kind == "preamble"), 0)
        opens = opens_recital(row.text)
        if not at:
            if ladder.numbered or not opens or not ladder.within_front():
                return False
            self._open_preamble(row, previous)
            at = len(ladder.rungs) - 1
        ladder.fall(at + 1)
        preamble = ladder.top
        if enacts(row.text) and not opens:
            preamble.add(row.start, row.end)
            ladder.fall(at)
            ladder.last = ladder.top
        elif self._is_preambles_own(row, preamble, opens):
            preamble.add(row.start, row.end)
            ladder.last = preamble
        else:
            ladder.hang(blank("recital", row)).add(row.start, row.end)
        return True

    def _is_preambles_own(self, row: Row, preamble: Branch, opens: bool) -> bool:
        if row.text.rstrip("*_ ").endswith(":") and len(row.text) < 30:
            return True
        return not opens and not preamble.children and row.text[-1] not in ";；"

    def _open_preamble(self, row: Row, previous: Row | None) -> None:
        front = self.ladder.rungs[1] if len(self.ladder.rungs) > 1 else None
        self.ladder.fall(1)
        preamble = blank("preamble", row, RANKS["preamble"])
        if front is not None and previous is not None and previous.text.endswith((",", "，", "،")):
            _steal(self.forecast.text, self.ladder.root, front, preamble, previous)
        self.ladder.hang(preamble)

    # ---- definitions

    def _define(self, row: Row, term: str) -> None:
        ladder = self.ladder
        at = next((at for at, branch in enumerate(ladder.rungs) if branch.kind == "definition"), 0)
        if at:
            ladder.fall(at)
        elif ladder.top.kind in FLAT:
            ladder.fall(len(ladder.rungs) - 1)
        else:
            while len(ladder.rungs) > 2 and is_point(ladder.top):
                ladder.rungs.pop()
        branch = blank("definition", row)
        branch.heading = term
        ladder.hang(branch).add(row.start, row.end)

    # ---- everything else

    def home(self, place: int, row: Row, previous: Row | None) -> Branch:
        """Returns the clause that words without a label belong to, and closes what they end."""
        ladder = self.ladder
        if len(ladder.rungs) == 1:
            kind = "front" if not ladder.root.children else "paragraph"
            return ladder.hang(blank(kind, row))
        if not row.fresh or row.verbatim:
            return ladder.top
        if row.info.depth is not None:
            ladder.leave_deeper(row.info.depth)
            if row.info.depth < 0:
                self._leave_lists_of_file()
        elif not (previous and not finished(previous.text) and begins_small(row.text) and not row.spaced):
            self._leave_list(place, row)
        ladder.last = ladder.top
        return ladder.top

    def _leave_lists_of_file(self) -> None:
        # A paragraph outside every list cannot go on a point of one; it may go on a numbered paragraph.
        self.ladder.leave_points()

    def _leave_list(self, place: int, row: Row) -> None:
        ladder = self.ladder
        top = ladder.top
        if is_point(top) or top.kind == "definition":
            if row.indent >= top.indent + 2:
                return
            ladder.leave_points()
        elif row.text.endswith(":") and place + 1 < len(self.forecast.rows):
            for label in self.forecast.labels[place + 1]:
                if label.value and label.value.first and not label.kind:
                    self._begin_again(label.shape)

    def _begin_again(self, shape: str) -> None:
        """Closes an open list of a shape that begins anew below: the row is the chapeau of the new one."""
        rungs = self.ladder.rungs
        for at in range(len(rungs) - 1, self.ladder.floor(), -1):
            if rungs[at].kind == "option":
                return
            if rungs[at].shape == shape:
                self.ladder.fall(at)
                return


def blank(kind: str, row: Row, rank: int = LIST_RANK) -> Branch:
    """Returns a clause without a label that begins at a row."""
    return Branch(
        kind, start=row.start, label_span=(row.start, row.start), rank=rank, indent=row.indent, depth=row.info.depth
    )


def _steal(text: str, root: Branch, front: Branch, preamble: Branch, row: Row) -> None:
    """Takes the row that names the parties out of the front matter and into the preamble."""
    preamble.start, preamble.label_span = row.start, (row.start, row.start)
    preamble.add(row.start, row.end)
    first, _ = front.own.pop()
    if first < row.start:
        front.own.append((first, len(text[: row.start].rstrip())))
    if not front.own:
        root.children.remove(front)
