"""The comments table: a form that delegations fill in, and what came back put together in one table.

A form has a row for each clause: its number, its text, and three cells for whoever answers. What comes back is tables
as a file holds them (`Grid`), whatever became of them on the way: columns renamed, put in another order, merged or
taken out, rows divided, texts touched that were not to be. Nothing is refused. Every comment is placed at its clause
where that can be told, by the mark of its row, its number and text, or its text alone; what cannot be placed stands at
the end, in the words in which it came. All that was done to the form is said, file by file.

Words put in and struck within a cell, by tracked changes or by hand (yellow for an addition, a line through a
deletion, as some councils ask for), are kept as such.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from travaux.papers.counting import counted, listed, sentence
from travaux.papers.paper import Cell, Column, Paper, Paragraph, Row, Run, Table, cell, plain, tabled
from travaux.papers.sheet import sheet
from travaux.text.drafts import Draft
from travaux.text.redline.matching import likeness
from travaux.text.tokens import words

HEADS = ("Clause", "Text", "Comment", "Proposed wording", "Justification")
DELEGATION = "Delegation"
_ASKED, _ANSWERED = HEADS[:2], HEADS[2:]
_LIKE = 0.6
"""Least share of words in common for a row whose text was changed to be the row of a clause."""
_OTHER_NAMES = {
    "clause": "Clause", "article": "Clause", "no": "Clause", "number": "Clause", "nr": "Clause", "paragraph": "Clause",
    "text": "Text", "current text": "Text", "provision": "Text",
    "comment": "Comment", "comments": "Comment", "remark": "Comment", "remarks": "Comment", "observations": "Comment",
    "proposed wording": "Proposed wording", "proposal": "Proposed wording", "drafting suggestion": "Proposed wording",
    "suggested wording": "Proposed wording", "new text": "Proposed wording", "amendment": "Proposed wording",
    "justification": "Justification", "reason": "Justification", "reasons": "Justification",
    "rationale": "Justification", "explanation": "Justification",
}  # fmt: skip

Fate = Literal["plain", "inserted", "deleted"]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as it came: its words, each stretch with its fate. `span` is how many columns it covers where those it
    covers are not cells of their own, `below` that it goes on with the cell above it, `merged` that it covers others.
    `marks` are the names of bookmarks in it, `ways` how changes were shown in it."""

    pieces: tuple[tuple[str, Fate], ...] = ()
    span: int = 1
    below: bool = False
    marks: tuple[str, ...] = ()
    ways: frozenset[str] = frozenset()
    merged: bool = False

    @property
    def text(self) -> str:
        """Its words, without those that were struck."""
        return "".join(words for words, fate in self.pieces if fate != "deleted").strip()

    @property
    def empty(self) -> bool:
        """Whether it holds no word, not even a struck one."""
        return not any(words.strip() for words, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it came."""

    rows: tuple[tuple[GridCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back: its name, its tables, and why it could not be read, if so."""

    file: str
    grids: tuple[Grid, ...] = ()
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of the form: the number of a clause and its text."""

    label: str
    text: str


def asked(draft: Draft) -> list[Asked]:
    """Returns the rows of a form for a draft: a row for each line with a number, what follows without one with it."""
    found: list[Asked] = []
    for row in sheet(draft):
        text = draft.text[row.words : row.end].strip()
        if found and not row.label and row.kind == "words":
            last = found[-1]
            found[-1] = Asked(last.label, "\n".join(filter(None, (last.text, text))))
        else:
            found.append(Asked(row.label, text))
    return found


def form(draft: Draft, *, title: str = "") -> Paper:
    """Returns the form for comments on a draft."""
    name = title or draft.name or "the draft"
    rows = tuple(
        Row((cell(row.label), _lines(row.text), cell(""), cell(""), cell("")), key=f"row {number}")
        for number, row in enumerate(asked(draft), 1)
    )
    weights = (1, 4, 3, 3, 2)
    columns = tuple(
        Column(head, weight, head=not place) for place, (head, weight) in enumerate(zip(HEADS, weights, strict=True))
    )
    return Paper(
        kind="comments form",
        title=f"Comments on {name}",
        summary="Write your delegation's name below, and your comments into the last three cells of a row.",
        blocks=(
            Table("Who comments", (Column(DELEGATION, 2), Column("Date")), (Row((cell(""), cell(""))),), key="who"),
            Table(f"Comments on {name}", columns, rows, key="comments", wide=True),
        ),
        remarks=(
            "Leave the clauses and their texts as they are. Changes to the wording go into “Proposed wording”; mark "
            "what you add in yellow and strike through what you take out, if you repeat the text there.",
        ),
        language=draft.language,
    )


def _lines(text: str) -> Cell:
    return Cell(tuple(plain(line) for line in text.split("\n")) if text else ())


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
            (len(set(heads.values())), -number, -row, grid, row, heads)
            for number, grid in enumerate(grids)
            for row in range(min(4, len(grid.rows)))
            if len(heads := _heads(grid.rows[row])) >= 2
        ]
        if found:
            _, _, _, grid, row, heads = max(found, key=lambda each: each[:3])
            return grid, row, heads
        widest = max(grids, key=lambda grid: (max(map(len, grid.rows), default=0), len(grid.rows)), default=Grid(()))
        if max(map(len, widest.rows), default=0) < len(HEADS):
            return widest if widest.rows else Grid(()), -1, {}
        return widest, -1, dict(enumerate(HEADS))

    def asked(self) -> Iterator[Asked]:
        """Yields the rows as they stand in this file."""
        for row in self._body():
            if not _goes_on(row, self._columns):
                yield Asked(*(_of(row, self._columns, head).text for head in _ASKED))

    def _body(self) -> list[tuple[GridCell, ...]]:
        return [_spread(row) for row in self._grid.rows[self._head + 1 :]]

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
        heads = self._grid.rows[self._head] if self._head >= 0 else ()
        if self._head < 0:
            self._damage.append("the row of heads is gone; columns were told by their place")
        for place, each in enumerate(_spread(heads)):
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
            label, text = (_of(row, self._columns, head) for head in _ASKED)
            place = last if goes_on else places.find(label, text, set(taken))
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
        cells = [(head, _of(row, self._columns, head)) for head in _ANSWERED]
        heads = _spread(self._grid.rows[self._head]) if self._head >= 0 else ()
        for at, each in enumerate(row):
            if at not in self._columns and not each.empty:
                name = heads[at].text if at < len(heads) and heads[at].text else f"column {at + 1}"
                cells.append((name, each))
        if place < 0:
            cells = [*((head, _of(row, self._columns, head)) for head in _ASKED), *cells]
        filled = tuple((head, each) for head, each in cells if not each.empty)
        if filled:
            reading.comments.append(Comment(self.file, self.delegation, place, filled, f"row {number}"))

    def _compare(self, wanted: Asked, label: GridCell, text: GridCell, called: str) -> None:
        if "Text" in self._columns.values() and _plain(text.text) != _plain(wanted.text):
            self._damage.append(f"the text of {called} was changed to “{_short(text.text)}”")
        if "Clause" in self._columns.values() and _plain(label.text) != _plain(wanted.label):
            self._damage.append(f"the number of {called} was changed to “{_short(label.text)}”")


class _Places:
    """Where a row belongs: by the mark that the form gave it, by number and text, by either, by likeness."""

    def __init__(self, rows: Sequence[Asked]) -> None:
        self._rows = rows
        self._exact: dict[tuple[str, str], list[int]] = {}
        self._labels: dict[str, list[int]] = {}
        self._texts: dict[str, list[int]] = {}
        for place, row in enumerate(rows):
            label, text = _plain(row.label), _plain(row.text)
            self._exact.setdefault((label, text), []).append(place)
            self._labels.setdefault(label, []).append(place)
            self._texts.setdefault(text, []).append(place)

    def find(self, label: GridCell, text: GridCell, taken: set[int]) -> int:
        """Returns the place of a row among those asked for, or -1."""
        number, words_ = _plain(label.text), _plain(text.text)
        for found in (
            self._exact.get((number, words_), []),
            [place for place in _marked(label) if place < len(self._rows) and self._agrees(place, number, words_)],
            self._texts.get(words_, []) if words_ else [],
            self._labels.get(number, []) if number and self._agrees_any(number, words_) else [],
        ):
            free = [place for place in found if place not in taken]
            if len(free) == 1 or (free and found is self._exact.get((number, words_))):
                return free[0]
            if found and not free:
                return found[0]
        return self._likest(words_, taken)

    def _agrees(self, place: int, number: str, text: str) -> bool:
        """Whether a row that bears a mark is still the row that the form gave it to: marks are copied with rows."""
        row = self._rows[place]
        same = number == _plain(row.label) or not number
        return same or likeness(words(text), words(_plain(row.text))).of_both >= _LIKE

    def _agrees_any(self, number: str, text: str) -> bool:
        return not text or any(
            likeness(words(text), words(_plain(self._rows[place].text))).words for place in self._labels[number]
        )

    def _likest(self, text: str, taken: set[int]) -> int:
        if not text:
            return -1
        mine = words(text)
        likes = [
            (likeness(mine, words(_plain(row.text))).of_both, -place)
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
                if _plain(each.text).rstrip(":").casefold() != DELEGATION.casefold():
                    continue
                below = grid.rows[number + 1] if number + 1 < len(grid.rows) else ()
                if place < len(below) and below[place].text:
                    return below[place].text
                if place + 1 < len(row) and row[place + 1].text and row[place + 1].text != "Date":
                    return row[place + 1].text
    return ""


def _heads(row: Sequence[GridCell]) -> dict[int, str]:
    """Returns which column is which, by its head: as it was given, or by a name that says the same."""
    found: dict[int, str] = {}
    for place, each in enumerate(_spread(row)):
        name = _plain(each.text).casefold().rstrip(".:")
        head = next((head for head in HEADS if head.casefold() == name), None) or _OTHER_NAMES.get(name)
        if head is None and name:
            head = next(
                (head for other, head in _OTHER_NAMES.items() if other in name.split(" / ") or other in name), None
            )
        if head and head not in found.values() and len(name) < 60:
            found[place] = head
    return found


def _spread(row: Sequence[GridCell]) -> tuple[GridCell, ...]:
    """Returns a row with an empty cell for every further column that a merged one covers."""
    made: list[GridCell] = []
    for each in row:
        made.append(each)
        made += [GridCell()] * (min(each.span, 64) - 1)
    return tuple(made)


def _of(row: Sequence[GridCell], columns: dict[int, str], head: str) -> GridCell:
    place = next((place for place, each in columns.items() if each == head), -1)
    return row[place] if 0 <= place < len(row) else GridCell()


def _goes_on(row: Sequence[GridCell], columns: dict[int, str]) -> bool:
    """Whether a row goes on with the one above it: it has neither number nor text of its own."""
    label, text = (_of(row, columns, head) for head in _ASKED)
    return (
        (label.empty or label.below)
        and (text.empty or text.below)
        and {"Clause", "Text"} & set(columns.values()) != set()
    )


def _called(rows: Sequence[Asked], place: int) -> str:
    row = rows[place]
    return row.label or f"“{_short(row.text)}”"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    plain_ = _plain(text)
    return plain_ if len(plain_) <= 60 else plain_[:60].rsplit(" ", 1)[0] + " …"


def comments_paper(reading: Reading, *, title: str = "Comments received") -> Paper:
    """Returns the table of all comments, clause by clause, each with its delegation and its file."""
    placed = [comment for comment in reading.comments if comment.place >= 0]
    loose = [comment for comment in reading.comments if comment.place < 0]
    files = [file for file, _ in reading.delegations]
    touched = {each.file for each in reading.damage}
    blocks: list[Table] = [_by_clause(reading.rows, placed)]
    if loose:
        blocks.append(_loose(loose))
    if reading.damage:
        rows = [[each.file, each.delegation, sentence(each.what)] for each in reading.damage]
        blocks.append(tabled("What was done to the form", ["File", DELEGATION, "What"], rows, "damage"))
    clauses = len({comment.place for comment in placed})
    summary = (
        f"{sentence(counted(len(files), 'file'))} came back, with {counted(len(reading.comments), 'comment')} on "
        f"{counted(clauses, 'clause')}."
    )
    if loose:
        summary += f" {sentence(counted(len(loose), 'comment'))} could not be placed, and stand at the end."
    if touched:
        summary += f" The form was changed in {counted(len(touched), 'file')}."
    return Paper(
        kind="comments table",
        title=title,
        summary=summary,
        facts=(
            ("Files", "; ".join(f"{file}: {delegation}" for file, delegation in reading.delegations)),
            ("Silent", _silent(reading) or "nobody"),
        ),
        blocks=tuple(blocks),
        remarks=("A delegation is named as its file names it; nobody has checked who sent which file.",),
    )


def _silent(reading: Reading) -> str:
    spoke = {comment.file for comment in reading.comments}
    return "; ".join(delegation for file, delegation in reading.delegations if file not in spoke)


def _by_clause(rows: Sequence[Asked], placed: Sequence[Comment]) -> Table:
    columns = (
        Column("Clause", head=True), Column("Text", 3), Column(DELEGATION), Column("Comment", 3),
        Column("Proposed wording", 3), Column("Justification", 2), Column("File"),
    )  # fmt: skip
    made: list[Row] = []
    for place, asked_ in enumerate(rows):
        mine = [comment for comment in placed if comment.place == place]
        first = (cell(asked_.label), _lines(asked_.text))
        if not mine:
            made.append(Row((*first, cell("no comment", look="quiet"), cell(""), cell(""), cell(""), cell(""))))
        for comment in mine:
            made.append(Row((*first, *_said(comment))))
            first = (cell(asked_.label), cell("as above", look="quiet"))
    return Table("Comments by clause", columns, tuple(made), key="comments", wide=True)


def _said(comment: Comment) -> tuple[Cell, ...]:
    cells = dict(comment.cells)
    others = tuple(
        Paragraph((Run(f"{head}: ", "quiet"), *_runs(each))) for head, each in comment.cells if head not in HEADS
    )
    said = Cell((*_paragraphs(cells.get("Comment", GridCell())), *others))
    rest = (Cell(_paragraphs(cells.get(head, GridCell()))) for head in _ANSWERED[1:])
    return (cell(comment.delegation), said, *rest, cell(f"{comment.file}, {comment.where}"))


def _loose(loose: Sequence[Comment]) -> Table:
    rows = []
    for comment in loose:
        inner = tuple(Paragraph((Run(f"{head}: ", "quiet"), *_runs(each))) for head, each in comment.cells)
        rows.append(Row((cell(comment.delegation), Cell(inner), cell(f"{comment.file}, {comment.where}"))))
    columns = (Column(DELEGATION, head=True), Column("As it came", 5), Column("File"))
    return Table("Comments that could not be placed", columns, tuple(rows), key="unplaced")


def _paragraphs(given: GridCell) -> tuple[Paragraph, ...]:
    lines: list[list[Run]] = [[]]
    for run in _runs(given):
        for number, line in enumerate(run.words.split("\n")):
            if number:
                lines.append([])
            if line:
                lines[-1].append(Run(line, run.look))
    return tuple(Paragraph(tuple(line)) for line in lines if line)


def _runs(given: GridCell) -> tuple[Run, ...]:
    changed = any(fate != "plain" for _, fate in given.pieces)
    made = []
    for words_, fate in given.pieces:
        if fate == "plain" or not changed:
            made.append(Run(words_))
        else:
            sign = "added" if fate == "inserted" else "struck"
            made += [Run(f"[{sign}: ", "quiet"), Run(words_, fate), Run("]", "quiet")]
    return tuple(made)
