"""Comments that came back: every one placed at its clause where that can be told. Nothing is refused.

A row is told by the mark that the form gave it, by its number and text, or by its text alone; what cannot be placed
keeps the words in which it came. All that was done to the form is noted, file by file: columns renamed, put in another
order, merged or taken out, rows divided, texts touched that were not to be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from travaux.papers.comments_form import ANSWERED, ASKED, DELEGATION, HEADS, Asked, flat, heads, short
from travaux.papers.counting import counted, listed
from travaux.papers.grid import Grid, GridCell, Returned, spread
from travaux.text.redline.matching import likeness
from travaux.text.tokens import words

_LIKE = 0.6
"""Least share of words in common for a row whose text was changed to be the row of a clause."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What a delegation wrote in a row: its cells by head, the row it came from, and the clause's place, or -1."""

    file: str
    delegation: str
    place: int
    cells: tuple[tuple[str, GridCell], ...]
    where: str


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that was done to the form in a file."""

    file: str
    delegation: str
    what: str


@dataclass
class Reading:
    """What was read of all files that came back."""

    rows: Sequence[Asked]
    comments: list[Comment] = field(default_factory=list)
    damage: list[Damage] = field(default_factory=list)
    delegations: list[tuple[str, str]] = field(default_factory=list)


def collected(returned: Sequence[Returned], rows: Sequence[Asked] = ()) -> Reading:
    """Returns what the files hold. Without the `rows` of the form, they are those that most files have alike."""
    tables = [_Answer(each) for each in returned]
    reading = Reading(rows or _agreed(tables))
    for answer in tables:
        answer.read(reading)
    return reading


def _agreed(answers: Iterable[_Answer]) -> list[Asked]:
    votes: Counter[tuple[Asked, ...]] = Counter()
    for answer in answers:
        found = tuple(answer.asked())
        if found:
            votes[found] += 1
    best = max(votes.items(), key=lambda vote: (vote[1], len(vote[0])), default=((), 0))
    return list(best[0])


class _Answer:
    """One file that came back: which table is the form, which column is which."""

    def __init__(self, returned: Returned) -> None:
        self.file, self._unread = returned.file, returned.unread
        self._damage: list[str] = []
        self.delegation = _delegation(returned)
        self._named = bool(self.delegation)
        self.delegation = self.delegation or f"unnamed, in {returned.file}"
        self._grid, self._head, self._columns = self._form(returned.grids)

    def _form(self, grids: Sequence[Grid]) -> tuple[Grid, int, dict[int, str]]:
        """Returns the table that is the form, the row of its heads (-1 for none), and the head of each column."""
        found = [
            (len(set(columns.values())), -number, -row, grid, row, columns)
            for number, grid in enumerate(grids)
            for row in range(min(4, len(grid.rows)))
            if len(columns := heads(grid.rows[row])) >= 2
        ]
        if found:
            _, _, _, grid, row, columns = max(found, key=lambda each: each[:3])
            return grid, row, columns
        widest = max(grids, key=lambda grid: (max(map(len, grid.rows), default=0), len(grid.rows)), default=Grid(()))
        if max(map(len, widest.rows), default=0) < len(HEADS):
            return widest if widest.rows else Grid(()), -1, {}
        return widest, -1, dict(enumerate(HEADS))

    def asked(self) -> Iterator[Asked]:
        """Yields the rows as they stand in this file."""
        for row in self._body():
            if not _goes_on(row, self._columns):
                yield Asked(*(_of(row, self._columns, head).text for head in ASKED))

    def _body(self) -> list[tuple[GridCell, ...]]:
        return [spread(row) for row in self._grid.rows[self._head + 1 :]]

    def read(self, reading: Reading) -> None:
        """Takes the comments of this file, and what was done to the form."""
        reading.delegations.append((self.file, self.delegation))
        if self._unread:
            self._damage.append(f"could not be read: {self._unread}")
        elif not self._grid.rows:
            self._damage.append("holds no table")
        else:
            self._look_at_columns()
            self._read_rows(reading)
        if not self._named:
            self._damage.append("names no delegation")
        reading.damage += [Damage(self.file, self.delegation, what) for what in dict.fromkeys(self._damage)]

    def _look_at_columns(self) -> None:
        named = self._grid.rows[self._head] if self._head >= 0 else ()
        if self._head < 0:
            self._damage.append("the row of heads is gone; columns were told by their place")
        for place, each in enumerate(spread(named)):
            head = self._columns.get(place)
            if each.text and head is None:
                self._damage.append(f"a column was added: “{each.text}”")
            elif head and each.text and each.text != head:
                self._damage.append(f"a column was renamed: “{each.text}” was read as “{head}”")
        found = [head for _, head in sorted(self._columns.items())]
        for head in HEADS:
            if head not in found:
                self._damage.append(f"the column “{head}” was taken out")
        if found != sorted(found, key=HEADS.index):
            self._damage.append(f"the columns stand in another order: {', '.join(found)}")
        if any(each.span > 1 or each.merged or each.below for row in self._grid.rows for each in row):
            self._damage.append("cells were merged; what a merged cell holds counts for the first of them")

    def _read_rows(self, reading: Reading) -> None:
        places = _Places(reading.rows)
        last = -1
        taken: Counter[int] = Counter()
        order: list[int] = []
        for number, row in enumerate(self._body(), 1):
            goes_on = last >= 0 and _goes_on(row, self._columns)
            label, text = (_of(row, self._columns, head) for head in ASKED)
            place = last if goes_on else places.find(label, text, set(taken))
            if place < 0 and text.empty:
                place = places.next(label, last, set(taken))
                if place >= 0 and _is_filled(row, self._columns):
                    told = f"row {number} was placed by its order among rows numbered “{flat(label.text)}”"
                    self._damage.append(told)
            if goes_on and not all(each.empty for each in row):
                self._damage.append(f"the row of {_called(reading.rows, last)} was divided")
            elif place >= 0 and not goes_on:
                self._compare(reading.rows[place], label, text, _called(reading.rows, place))
                if taken[place]:
                    self._damage.append(f"{_called(reading.rows, place)} has more than one row")
                taken[place] += 1
                order.append(place)
            last = place
            self._take(reading, row, place, number)
        if order != sorted(order):
            self._damage.append("the rows stand in another order")
        missing = [place for place in range(len(reading.rows)) if place not in taken]
        if missing:
            told = listed([_called(reading.rows, place) for place in missing], 6)
            self._damage.append(f"{counted(len(missing), 'row')} taken out: {told}")

    def _take(self, reading: Reading, row: Sequence[GridCell], place: int, number: int) -> None:
        used = [each for each in row if not each.empty]
        ways = frozenset().union(*(each.ways for each in used)) if used else frozenset()
        for way in sorted(ways):
            self._damage.append(f"{way} in row {number}; kept as additions and deletions")
        cells = [(head, _of(row, self._columns, head)) for head in ANSWERED]
        named = spread(self._grid.rows[self._head]) if self._head >= 0 else ()
        for at, each in enumerate(row):
            if at not in self._columns and not each.empty:
                name = named[at].text if at < len(named) and named[at].text else f"column {at + 1}"
                cells.append((name, each))
        if place < 0:
            cells = [*((head, _of(row, self._columns, head)) for head in ASKED), *cells]
        filled = tuple((head, each) for head, each in cells if not each.empty)
        if filled:
            reading.comments.append(Comment(self.file, self.delegation, place, filled, f"row {number}"))

    def _compare(self, wanted: Asked, label: GridCell, text: GridCell, called: str) -> None:
        if "Text" in self._columns.values() and flat(text.text) != flat(wanted.text):
            self._damage.append(f"the text of {called} was changed to “{short(text.text)}”")
        if "Clause" in self._columns.values() and flat(label.text) != flat(wanted.label):
            self._damage.append(f"the number of {called} was changed to “{short(label.text)}”")


class _Places:
    """Where a row belongs: by the mark that the form gave it, by number and text, by either, by likeness."""

    def __init__(self, rows: Sequence[Asked]) -> None:
        self._rows = rows
        self._exact: dict[tuple[str, str], list[int]] = {}
        self._labels: dict[str, list[int]] = {}
        self._texts: dict[str, list[int]] = {}
        for place, row in enumerate(rows):
            label, text = flat(row.label), flat(row.text)
            self._exact.setdefault((label, text), []).append(place)
            self._labels.setdefault(label, []).append(place)
            self._texts.setdefault(text, []).append(place)

    def find(self, label: GridCell, text: GridCell, taken: set[int]) -> int:
        """Returns the place of a row among those asked for, or -1."""
        number, words_ = flat(label.text), flat(text.text)
        for found in (
            self._exact.get((number, words_), []),
            [place for place in _marked(label) if place < len(self._rows) and self._agrees(place, number, words_)],
            self._texts.get(words_, []) if words_ else [],
            [place for place in self._labels.get(number, []) if number and self._shares(place, words_)],
        ):
            free = [place for place in found if place not in taken]
            if len(free) == 1 or (free and found is self._exact.get((number, words_))):
                return free[0]
            if found and not free:
                return found[0]
        return self._likest(words_, taken)

    def next(self, label: GridCell, last: int, taken: set[int]) -> int:
        """Returns the next place with a number that several have, or -1: all there is to go by where texts are gone."""
        return next((p for p in self._labels.get(flat(label.text), []) if p > last and p not in taken), -1)

    def _agrees(self, place: int, number: str, text: str) -> bool:
        """Whether a row that bears a mark is still the row that the form gave it to: marks are copied with rows."""
        row = self._rows[place]
        same = number == flat(row.label) or not number
        return same or likeness(words(text), words(flat(row.text))).of_both >= _LIKE

    def _shares(self, place: int, text: str) -> bool:
        """Whether a row of some number has words in common with that of the same number, or none to compare."""
        return not text or likeness(words(text), words(flat(self._rows[place].text))).words > 0

    def _likest(self, text: str, taken: set[int]) -> int:
        if not text:
            return -1
        mine = words(text)
        likes = [
            (likeness(mine, words(flat(row.text))).of_both, -place)
            for place, row in enumerate(self._rows)
            if place not in taken
        ]
        best = max(likes, default=(0.0, 0))
        return -best[1] if best[0] >= _LIKE else -1


def _marked(label: GridCell) -> list[int]:
    """Returns the places that the form's own marks name ("at_row_12")."""
    numbers = [name.rpartition("_")[2] for name in label.marks if name.startswith("at_row_")]
    return [int(number) - 1 for number in numbers if number.isascii() and number.isdigit() and 0 < len(number) < 7]


def _delegation(returned: Returned) -> str:
    for grid in returned.grids:
        for number, row in enumerate(grid.rows):
            for place, each in enumerate(row):
                if flat(each.text).rstrip(":").casefold() != DELEGATION.casefold():
                    continue
                below = grid.rows[number + 1] if number + 1 < len(grid.rows) else ()
                if place < len(below) and below[place].text:
                    return below[place].text
                if place + 1 < len(row) and row[place + 1].text and row[place + 1].text != "Date":
                    return row[place + 1].text
    return ""


def _of(row: Sequence[GridCell], columns: dict[int, str], head: str) -> GridCell:
    place = next((place for place, each in columns.items() if each == head), -1)
    return row[place] if 0 <= place < len(row) else GridCell()


def _goes_on(row: Sequence[GridCell], columns: dict[int, str]) -> bool:
    """Whether a row goes on with the one above it: it has neither number nor text of its own."""
    label, text = (_of(row, columns, head) for head in ASKED)
    return (
        (label.empty or label.below)
        and (text.empty or text.below)
        and {"Clause", "Text"} & set(columns.values()) != set()
    )


def _is_filled(row: Sequence[GridCell], columns: dict[int, str]) -> bool:
    """Whether anybody wrote anything into a row."""
    return any(not each.empty for place, each in enumerate(row) if columns.get(place) not in ASKED)


def _called(rows: Sequence[Asked], place: int) -> str:
    row = rows[place]
    return row.label or f"“{short(row.text)}”"
