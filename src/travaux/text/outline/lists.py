"""Lists: to which open clause a list label belongs, if it is one at all.

Every open clause that could take it is given a score: it continues a list there, at the same indent; it passes over
numbers left out; it begins a list. Look-ahead settles letters against Roman numbers: whichever reading goes on first.
"""

from __future__ import annotations

from travaux.text.outline.branches import Branch
from travaux.text.outline.forecast import NEVER, Forecast
from travaux.text.outline.labels import Label
from travaux.text.outline.ladder import DEEPEST, FLAT, LIST_RANK, Ladder
from travaux.text.outline.layout import Row
from travaux.text.outline.numerals import Numeral, after, follows
from travaux.text.outline.titles import begins_small, is_title

_ACCEPT = 40.0
_FITS = 60.0
_SURELY = 90.0
_LEFT_OUT = 3


class Lists:
    """Places list labels on a ladder."""

    def __init__(self, forecast: Forecast, ladder: Ladder, *, quoted: bool = False) -> None:
        self.forecast = forecast
        self.ladder = ladder
        self.quoted = quoted
        """Whether the page is a quotation, which may begin with any number."""

    def place(self, place: int, row: Row, labels: tuple[Label, ...], ends: str) -> tuple[int, Label] | None:
        """Returns the rung that holds a label and the reading of it, or None where the line is prose.

        `ends` is the sign with which the row before ends.
        """
        best: tuple[float, int, Label] | None = None
        coming = [self.forecast.next_of(place, label) for label in labels] if len(labels) > 1 else [NEVER]
        soonest = min(coming)
        for label, comes in zip(labels, coming, strict=True):
            bonus = 50.0 if comes == soonest < NEVER else 0.0
            for score, rung in self._rungs(place, row, label, ends):
                # What comes later speaks for a reading that fits as it stands, not for one that skips numbers.
                total = score + (bonus if score >= _FITS else 0)
                if best is None or total > best[0]:
                    best = (total, rung, label)
        if best is None or best[0] < _ACCEPT:
            return None
        rung = best[1]
        while rung and self.ladder.rungs[rung].kind in FLAT:
            rung -= 1
        return rung, best[2]

    def _rungs(self, place: int, row: Row, label: Label, ends: str) -> list[tuple[float, int]]:
        computed = bool(row.info.label)
        if label.value is None:
            return [(60.0, self.ladder.holder(row))] if computed else []
        in_list = row.info.depth is not None and row.info.depth >= 0 and label.text[-1] in ".):]"
        given = computed or in_list or (self.quoted and place == 0)
        if not given and not self._plausible(place, row, label):
            return []
        going_on = self._continuations(place, row, label, given)
        if going_on and going_on[0][0] >= _SURELY and not label.value.first:
            return going_on
        chained = self.forecast.next_of(place, label) < NEVER
        return going_on + self._beginnings(place, row, label, chained, given, ends)

    def _continuations(self, place: int, row: Row, label: Label, given: bool) -> list[tuple[float, int]]:
        found: list[tuple[float, int]] = []
        rungs = self.ladder.rungs
        floor = self.ladder.floor()
        assert label.value is not None
        for at in range(len(rungs) - 1, -1, -1):
            before = self.ladder.last_child(rungs[at], label)
            if before is None or before.value is None:
                continue
            score = 100.0 - (len(rungs) - 1 - at) - (30 if at < floor else 0) + _likeness(row, label, before)
            if follows(before.value, label.value):
                found.append((score, self._inside_option(at, before, label.value)))
            elif at >= floor and after(before.value, label.value):
                near = given or label.value.base[-1] - before.value.base[-1] <= _LEFT_OUT
                if near or self.forecast.next_of(place, label) < NEVER:
                    found.append((score - 60, at))
        return found

    def _inside_option(self, at: int, before: Branch, value: Numeral) -> int:
        """Returns the rung of a number: "3bis" in an option of 3 belongs to the option, not beside 3."""
        rungs = self.ladder.rungs
        if (
            not value.suffix
            or before.value is None
            or before.value.base != value.base
            or at + 1 >= len(rungs)
            or rungs[at + 1] is not before
        ):
            return at
        return max((deep for deep in range(at + 2, len(rungs)) if rungs[deep].kind == "option"), default=at)

    def _beginnings(
        self, place: int, row: Row, label: Label, chained: bool, given: bool, ends: str
    ) -> list[tuple[float, int]]:
        value = label.value
        assert value is not None
        if len(value.base) > 1 and (found := self._by_prefix(label, chained)):
            return found
        holder = self._beside(row, label, self.ladder.holder(row), ends)
        if value.family == "dash":
            return [(60.0 if given or ends in ":;,—" or self._another_dash(place, label) else 0.0, holder)]
        if value.first:
            sure = given or chained or ends == ":" or self._stands_alone(row, label)
            return [((60.0 if sure else 30.0) + (10.0 if ends == ":" and sure else 0.0), holder)]
        earlier = self.ladder.latest_list.get(label.shape)
        if earlier and earlier.value and follows(earlier.value, value):
            titled = self.ladder.top.rank == LIST_RANK and self.ladder.top.heading and not self.ladder.top.children
            return [(50.0, holder if titled else self.ladder.floor())]
        if given or (chained and value.family != "blank"):
            return [(45.0, holder)]
        return []

    def _stands_alone(self, row: Row, label: Label) -> bool:
        """Says whether a list may begin with a label of which no second member is in sight."""
        assert label.value is not None
        if label.shape[0] == "(" or (label.value.family == "decimal" and label.shape[-1] in ".)"):
            return True
        top = self.ladder.top
        titled = top.rank == LIST_RANK and bool(top.heading) and not top.children and top.shape.isupper()
        return titled and is_title(self.forecast.rest(row, label))

    def _beside(self, row: Row, label: Label, holder: int, ends: str) -> int:
        """Returns where a list begun anew belongs: beside an open list of its shape, unless it is set in deeper."""
        rungs = self.ladder.rungs
        for at in range(len(rungs) - 1, self.ladder.floor(), -1):
            node = rungs[at]
            if node.kind == "option" and len(rungs) < DEEPEST:
                return holder
            if node.shape == label.shape:
                deeper = row.indent > node.indent + 1
                if row.info.depth is not None and node.depth is not None:
                    deeper = row.info.depth > node.depth or (ends == ":" and row.info.depth == node.depth)
                elif ends == ":":
                    deeper = row.indent >= node.indent
                return max(holder, at) if deeper and len(rungs) < DEEPEST else at - 1
        return holder if len(rungs) < DEEPEST else self.ladder.floor()

    def _by_prefix(self, label: Label, chained: bool) -> list[tuple[float, int]]:
        """Returns the open clause whose number a label carries: "3.3" belongs in 3, or in an option within it."""
        assert label.value is not None
        prefix = label.value.base[:-1]
        rungs = self.ladder.rungs
        for at in range(len(rungs) - 1, 0, -1):
            node = rungs[at]
            if node.kind == "option" and any(one.value and one.value.base == prefix for one in rungs[1:at]):
                return [(70.0, at)]
            if node.value and node.value.family in ("decimal", "roman") and node.value.base == prefix:
                return [(80.0 if label.value.first or chained else 65.0, at)]
        return [(55.0, self.ladder.floor())] if label.value.first and chained else []

    def _another_dash(self, place: int, label: Label) -> bool:
        for later in range(place + 1, min(place + 12, len(self.forecast.rows))):
            if self.forecast.labels[later] and self.forecast.labels[later][0].shape == label.shape:
                return True
            if self.forecast.rows[later].fresh:
                return False
        return False

    def _expected(self, label: Label) -> bool:
        """Says whether a number of several parts is the very next, or the first of the open clause it names."""
        value = label.value
        if value is None or len(value.base) < 2:
            return False
        before = self.ladder.latest_list.get(label.shape)
        if before is not None and before.value is not None and follows(before.value, value):
            return True
        return value.first and any(one.value and one.value.base == value.base[:-1] for one in self.ladder.rungs)

    def _plausible(self, place: int, row: Row, label: Label) -> bool:
        """Says whether the page lets a label be one: by punctuation, or by a place of its own and a list around it."""
        value = label.value
        assert value is not None
        shape, rest = label.shape, self.forecast.rest(row, label)
        if shape[-1] in ".)" or shape[0] == "(" or label.text[-1] in ".):]—" or value.family == "dash":
            return not (value.family == "decimal" and value.base[0] > 999 and shape[-1] == ".")
        if not rest:
            return True
        if rest[0] in ",;%°)/" or (begins_small(rest) and not self._expected(label)):
            return False
        if value.suffix or len(value.base) > 1:
            return True
        if shape == "decimal":
            before = self.ladder.latest_list.get(shape)
            known = before is not None and before.value is not None and follows(before.value, value)
            return known or self.forecast.next_of(place, label) < NEVER
        if shape == "chinese":
            return True
        gap = self.forecast.text[label.end : label.end + 2]
        return gap[:1] in "\t\u3000" or gap == "  " or rest[0] in "–—-"


def _likeness(row: Row, label: Label, before: Branch) -> float:
    score = 0.0 if before.shape == label.shape else -15.0
    if row.info.depth is not None and before.depth is not None:
        return score + (40 if row.info.depth == before.depth else -60)
    difference = abs(row.indent - before.indent)
    return score + (10 if difference <= 1 else -10 if difference < 20 else 0)


def kind_of(label: Label, ladder: Ladder) -> str:
    """Returns the kind of a list label's clause: a section at the top, else a paragraph, point, indent or recital."""
    family = label.value.family if label.value else "decimal"
    if family == "dash":
        return "indent"
    if ladder.top.kind == "preamble":
        return "recital"
    holder = next((one for one in reversed(ladder.rungs) if one.kind not in ("option", "definition")), ladder.root)
    again = label.value is not None and label.value.suffix and holder.value and holder.value.base == label.value.base
    if again and ladder.top.kind == "option":
        # "3bis" in an option of 3 stands for another 3.
        return holder.kind
    small = family in ("letter", "roman") and not label.shape.isupper()
    if small and (holder.rank == LIST_RANK or label.shape[0] == "("):
        return "point"
    if label.shape.isupper() and holder.rank == LIST_RANK and holder.kind == "section":
        return "subsection"
    if label.value and label.value.family == "decimal" and len(label.value.base) == 2:
        return "paragraph"
    if holder.kind in ("paragraph", "point", "indent", "recital"):
        return "point"
    if holder.kind in _PROVISIONS or any(one.kind in _PROVISIONS for one in ladder.rungs):
        return "point" if family in ("letter", "roman") else "paragraph"
    return "section"


_PROVISIONS = frozenset({"article", "section", "subsection", "annex", "schedule", "appendix", "protocol", "preamble"})
