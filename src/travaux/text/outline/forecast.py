"""The forecast: the labels a page may hold, read once, so that any line can be judged by what comes after it."""

from __future__ import annotations

from bisect import bisect_right

from travaux.text.outline.headings import RANKS
from travaux.text.outline.labels import Label, labels_at
from travaux.text.outline.layout import Layout, Row
from travaux.text.outline.numerals import follows
from travaux.text.outline.titles import WIKI, begins_small, is_title, level_of, run_in

ALONE = frozenset({"annex", "schedule", "appendix", "preamble"})
NEVER = 1_000_000_000
_REACH = 40


class Forecast:
    """What stands at the beginning of every row, and when a list goes on."""

    def __init__(self, text: str, page: Layout) -> None:
        self.text = text
        self.rows = page.rows
        self.labels = [self._read(row) for row in self.rows]
        self.by_shape: dict[str, list[tuple[int, Label]]] = {}
        self.barriers: list[int] = []
        for place, labels in enumerate(self.labels):
            for label in labels:
                self.by_shape.setdefault(label.shape, []).append((place, label))
            word = bool(labels) and labels[0].kind in RANKS and self.set_apart(place, labels[0])
            if word or level_of(self.rows[place]) is not None:
                self.barriers.append(place)
        self.starts = {shape: [place for place, _ in found] for shape, found in self.by_shape.items()}
        self.levelled = any(level_of(row) is not None for row in self.rows)
        self.ranks = self._ranks()

    def _read(self, row: Row) -> tuple[Label, ...]:
        if row.verbatim or row.contents or (not row.text and not row.info.label):
            return ()
        if row.info.label:
            label = row.info.label
            found = labels_at(label, 0, len(label)) or labels_at(label + " ", 0, len(label) + 1)
            return found or (Label(label, 0, len(label), "", "other", None),)
        start = row.start
        if row.text.startswith(("#", ">")):
            start = row.end - len(row.text.lstrip("#>").lstrip())
        elif wiki := WIKI.fullmatch(row.text):
            start = row.start + wiki.start(2)
        return labels_at(self.text, start, row.end) if start < row.end else ()

    def rest(self, row: Row, label: Label) -> str:
        """Returns what follows a label in its row."""
        if row.info.label:
            return row.text
        wiki = WIKI.fullmatch(row.text)
        end = row.start + wiki.end(2) if wiki else row.end
        return self.text[label.end : end].strip(" \t*_\u00a0\u3000")

    def next_of(self, place: int, label: Label) -> int:
        """Returns the row of the next label that continues this one's list before the next heading, or NEVER."""
        line = self.by_shape[label.shape]
        at = bisect_right(self.starts[label.shape], place)
        barrier = bisect_right(self.barriers, place)
        stop = self.barriers[barrier] if barrier < len(self.barriers) else NEVER
        for row, later in line[at : at + _REACH]:
            if row > stop:
                break
            if label.value and later.value and follows(label.value, later.value):
                return row
        return NEVER

    def set_apart(self, place: int, label: Label) -> bool:
        """Says whether the page sets a heading word apart: alone, before a mark, or before a title."""
        row = self.rows[place]
        if row.info.label or level_of(row) is not None:
            return True
        if not label.value and label.kind not in ALONE:
            return False
        rest = self.rest(row, label)
        if not rest or label.citing or rest[0] in ",;)" or begins_small(rest):
            return not rest
        if label.kind in ALONE and not label.value:
            return False
        if label.text[-1] in ".:–—-：" or rest[0] in "–—-:|" or run_in(rest):
            return True
        if label.text[0] in "第제" and self.text[label.end : label.end + 1].isspace():
            return True
        if rest[0] in "([（【" and not labels_at(rest, 0, min(len(rest), 30)):
            return True
        return is_title(rest)

    def _ranks(self) -> dict[str, int]:
        """Returns how far out each kind stands in this text.

        A text may put its sections inside its articles: their numbers begin anew with each article, or carry its number
        ("Section 1.1").
        """
        ranks = dict(RANKS)
        seen = [self.labels[place][0] for place in self.barriers if self.labels[place]]
        seen = [label for label in seen if label.kind in ranks and label.value]
        for kind in {label.kind for label in seen}:
            for outer in {label.kind for label in seen} - {kind}:
                if RANKS[outer] > RANKS[kind] and (_carries(seen, kind, outer) or _restarts(seen, kind, outer)):
                    ranks[kind] = RANKS[outer] + 1
        return ranks


def _carries(seen: list[Label], kind: str, outer: str) -> bool:
    tops = {label.value.base for label in seen if label.kind == outer and label.value}
    inner = [label.value.base for label in seen if label.kind == kind and label.value]
    return bool(inner) and all(len(base) > 1 and base[:1] in tops for base in inner)


def _restarts(seen: list[Label], kind: str, outer: str) -> bool:
    """Says whether the numbers of `kind` begin anew, each time after an `outer` and after nothing further out."""
    restarts = 0
    between: set[str] | None = None
    for label in seen:
        if label.kind == kind:
            if between is not None and label.value and label.value.first:
                if outer not in between or any(RANKS[one] < RANKS[kind] for one in between):
                    return False
                restarts += 1
            between = set()
        elif between is not None:
            between.add(label.kind)
    return restarts > 0
