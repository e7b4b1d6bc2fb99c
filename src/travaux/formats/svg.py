"""A chart as SVG: lanes, and in them points, bars and lines, each with its words as text.

- A *point* is a disc; a *bar* has dashed edges, for its date is imprecise; an *open* bar has no end and an arrow there;
  a *line* runs from when a deadline was set to the stroke on which it falls. Two that tell of the same thing (when it
  happened and when it was recorded) are joined.
- Words stand beside what they name. Where a lane is crowded it grows by a row; where words are too long for the
  picture they are shortened, and stand in full in the `title` of the shape and in the table that the paper holds.
- Time runs from left to right in every language.

Shapes carry classes only. `write` gives a file of its own, with a title, a description and a style for light and for
dark paper, and without script, address or foreign part. The description holds the table, for those who listen.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from travaux.errors import Malformed
from travaux.formats import palette
from travaux.formats.columns import width_of
from travaux.papers.characters import settled
from travaux.papers.paper import Chart, Drawn, Paper

_BREADTH = 1000
_LETTER = 6.9  # the mean width of a letter of 13 px, wide rather than narrow
_ROW = 26
_HEAD = 44
_EDGE = 12
_LEAST_BAR = 6


def write(paper: Paper) -> bytes:
    """Returns the charts of a paper, one below the other, as one SVG file in UTF-8.

    Raises `Malformed` for a paper without a chart.
    """
    paper = settled(paper)
    charts = [block for block in paper.blocks if isinstance(block, Chart)]
    if not charts:
        raise Malformed(f"this {paper.kind or 'paper'} has no chart", where="svg", advice="Ask for html, pdf or txt")
    return "".join(_file(paper, charts)).encode()


def picture(chart: Chart, name: str) -> str:
    """Returns a chart as an `svg` element for a page that has the classes; `name` begins its ids."""
    drawing = _Drawing(chart)
    body = "".join(drawing.parts())
    return (
        f'<svg viewBox="0 0 {_BREADTH} {drawing.height}" role="img" aria-labelledby="{name}-title" class="chart">'
        f'<title id="{name}-title">{_text(chart.title)}. The table below holds the same.</title>{body}</svg>\n'
    )


def print_picture(chart: Chart) -> bytes:
    """Returns a chart as an SVG file for print: light paper, no media query."""
    drawing = _Drawing(chart)
    body = "".join(drawing.parts())
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_BREADTH} {drawing.height}" class="chart">'
    fixed = ".ground{fill:none}.chart{font-family:'Source Sans 3','Amiri','DejaVu Sans'}"
    light = _style().partition("@media")[0]
    return f"{opening}<style>{light}{fixed}</style>{body}</svg>\n".encode()


def _file(paper: Paper, charts: Sequence[Chart]) -> Iterator[str]:
    drawings = [_Drawing(chart) for chart in charts]
    height = sum(drawing.height + 40 for drawing in drawings)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_BREADTH} {height}" class="chart" role="img" '
    yield f'aria-labelledby="title desc">\n<title id="title">{_text(paper.title)}</title>\n'
    yield f'<desc id="desc">{_text(chr(10).join(_described(paper, charts)))}</desc>\n<style>{_style()}</style>\n'
    yield f'<rect class="ground" x="0" y="0" width="{_BREADTH}" height="{height}"/>\n'
    top = 0
    for drawing in drawings:
        heading = _text(drawing.chart.title)
        yield f'<g transform="translate(0 {top + 40})"><text class="b" x="8" y="-16">{heading}</text>'
        yield from drawing.parts()
        yield "</g>\n"
        top += drawing.height + 40
    yield "</svg>\n"


def _described(paper: Paper, charts: Sequence[Chart]) -> Iterator[str]:
    """Yields the sentence that comes first, and the table that says the same as the picture, a row a line."""
    yield paper.summary
    for chart in charts:
        yield chart.twin.caption
        yield ", ".join(column.title for column in chart.twin.columns)
        yield from (", ".join(" ".join(cell.text.split()) for cell in row.cells) for row in chart.twin.rows)


@dataclass(frozen=True)
class _Placed:
    """Something drawn, with its row, its ends in units of the picture, and its words with the side they stand on."""

    drawn: Drawn
    row: int
    left: float
    right: float
    words: str
    at: float
    anchor: str


class _Drawing:
    """A chart laid out: each lane with its rows from top to bottom."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        longest = max([0.0, *(_breadth(lane) for lane in chart.lanes)])
        self.start = min(longest + 24, 240)
        self.lanes = [self._lane(number) for number in range(len(chart.lanes))]
        self.tops = [_HEAD]
        for lane in self.lanes:
            self.tops.append(self.tops[-1] + _ROW * max(len({placed.row for placed in lane}), 1) + 12)
        self.height = self.tops[-1] + 12

    def parts(self) -> Iterator[str]:
        """Yields lanes, hairs with their words, and what is drawn, in the order of time within each lane."""
        for number, lane in enumerate(self.chart.lanes):
            top = self.tops[number]
            if number % 2 == 0:
                yield f'<rect class="lane" x="0" y="{top}" width="{_BREADTH}" height="{self.tops[number + 1] - top}"/>'
            words = _shortened(lane, self.start - 16)
            yield f'<text class="b" x="8" y="{top + 23}">{_text(words)}{_full(lane, words)}</text>'
        yield from self._ticks()
        yield from self._joined()
        for number, placed_in in enumerate(self.lanes):
            for placed in placed_in:
                yield from self._shape(placed, self.tops[number] + 6 + _ROW * placed.row + _ROW / 2)

    def _x(self, share: float) -> float:
        return round(self.start + _EDGE + min(max(share, 0.0), 1.0) * (_BREADTH - self.start - 2 * _EDGE), 1)

    def _lane(self, number: int) -> list[_Placed]:
        """Places what is drawn in a lane, each in the first row that has room for it and its words."""
        ends: list[float] = []
        placed = []
        for drawn in sorted(
            (each for each in self.chart.drawn if each.lane == number), key=lambda each: (each.start, each.end)
        ):
            left, right = self._x(drawn.start), max(self._x(drawn.end), self._x(drawn.start))
            if drawn.shape in ("bar", "open"):
                right = min(max(right, left + _LEAST_BAR), _BREADTH - 4.0)
                left = min(left, right - _LEAST_BAR)
            words, at, anchor, first, last = _beside(drawn.label, left, right, self.start)
            row = next((place for place, end in enumerate(ends) if end <= first), len(ends))
            ends[row : row + 1] = [last]
            placed.append(_Placed(drawn, row, left, right, words, at, anchor))
        return placed

    def _ticks(self) -> Iterator[str]:
        ends = [0.0, 0.0]
        for share, words in self.chart.ticks:
            x, half = self._x(share), _breadth(words) / 2
            row = 0 if ends[0] <= x - half else 1
            ends[row] = x + half + 8
            y = 36 if row == 0 else 20
            at, anchor = (x, "mid") if x + half < _BREADTH else (_BREADTH - 2, "end")
            yield f'<path class="hair" d="M{x} {_HEAD - 4}V{self.tops[-1]}"/>'
            yield f'<text class="q {anchor}" x="{at}" y="{y}">{_text(words)}</text>'

    def _joined(self) -> Iterator[str]:
        """Yields a hair between the two that tell of the same thing."""
        ends: dict[int, tuple[float, float]] = {}
        for number, lane in enumerate(self.lanes):
            for placed in lane:
                here = ((placed.left + placed.right) / 2, self.tops[number] + 6 + _ROW * placed.row + _ROW / 2)
                same = placed.drawn.same
                if same is None:
                    continue
                if same in ends:
                    (x, y), (to_x, to_y) = ends[same], here
                    yield f'<path class="join" d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}"/>'
                ends[same] = here

    def _shape(self, placed: _Placed, y: float) -> Iterator[str]:
        drawn = placed.drawn
        colour = f"t-{drawn.tone}" if drawn.tone else drawn.by.colour if drawn.by else "px"
        who = drawn.by.name if drawn.by and drawn.by.name not in f"{drawn.label} {drawn.told}" else ""
        entry = f"entry {drawn.entry}" if drawn.entry is not None else ""
        told = ", ".join(filter(None, (drawn.label, drawn.told, who, entry)))
        yield f'<g class="{colour}"><title>{_text(told)}</title>{_form(drawn.shape, placed.left, placed.right, y)}'
        if placed.words:
            yield f'<text class="{placed.anchor}" x="{placed.at:.1f}" y="{y + 4.5:g}">{_text(placed.words)}</text>'
        yield "</g>\n"


def _form(shape: str, left: float, right: float, y: float) -> str:
    match shape:
        case "bar":
            return f'<rect class="mark dash" x="{left}" y="{y - 7:g}" width="{right - left:.1f}" height="14"/>'
        case "open":
            tip = f"M{right - 6:.1f} {y - 5:g}L{right:.1f} {y:g}L{right - 6:.1f} {y + 5:g}"
            return (
                f'<path class="mark dash" d="M{right:.1f} {y - 7:g}H{left}V{y + 7:g}H{right:.1f}"/>'
                f'<path class="tip" d="M{left} {y:g}H{right:.1f}{tip}"/>'
            )
        case "line":
            return (
                f'<path class="flag" d="M{left} {y:g}H{right}M{right} {y - 9:g}V{y + 9:g}"/>'
                f'<circle class="flagfill" cx="{left}" cy="{y:g}" r="3.5"/>'
            )
        case _:
            return f'<circle class="mark" cx="{left}" cy="{y:g}" r="6.5"/>'


def _beside(label: str, left: float, right: float, start: float) -> tuple[str, float, str, float, float]:
    """Returns the words of a shape, where they stand, at which end they are held, and the room that both take."""
    label = " ".join(label.split())
    breadth = _breadth(label)
    if right + 12 + breadth <= _BREADTH:
        return label, right + 12, "first", left - 10, right + 22 + breadth
    if left - 12 - breadth >= start:
        return label, left - 12, "end", left - 22 - breadth, right + 10
    room = max(_BREADTH - right, left - start) - 16
    words = _shortened(label, room)
    if _BREADTH - right >= left - start:
        return words, right + 12, "first", left - 10, float(_BREADTH)
    return words, left - 12, "end", left - 22 - _breadth(words), right + 10


def _breadth(words: str) -> float:
    return _LETTER * width_of(words)


def _shortened(words: str, room: float) -> str:
    if _breadth(words) <= room:
        return words
    most = int(room / _LETTER) - 1
    return f"{words[:most].rstrip()}…" if most > 0 else ""


def _full(words: str, shown: str) -> str:
    return f"<title>{_text(words)}</title>" if shown != words else ""


def _text(words: str) -> str:
    return html.escape(words, quote=True)


def _style() -> str:
    """Returns the rules of a file of its own. No variables: programs that are no browsers do not know them."""
    return (
        ".chart{font:13px/1 'Source Sans 3','Segoe UI','Helvetica Neue',Arial,sans-serif}text{unicode-bidi:plaintext}"
        ".b{font-weight:600}.mid{text-anchor:middle}.end{text-anchor:end}.join{stroke-dasharray:1 3}"
        ".mark,.flag{stroke-width:2}.dash{stroke-dasharray:4 3}.tip,.flag{fill:none}"
        f"{''.join(_rules(0))}@media (prefers-color-scheme:dark){{{''.join(_rules(1))}}}"
    )


def _rules(ground: int) -> Iterator[str]:
    """Yields the rules of colour, for light paper (0) or dark (1)."""
    yield f"text{{fill:{palette.INK[ground]}}}.q{{fill:{palette.QUIET[ground]}}}"
    yield f".ground,.mark{{fill:{palette.PAPER[ground]}}}.lane{{fill:{palette.LEAF[ground]}}}"
    yield f".hair{{stroke:{palette.RULE[ground]}}}.join{{stroke:{palette.QUIET[ground]}}}"
    tones = ((f"t-{tone}", both) for tone, both in palette.TONES.items())
    for name, both in (*palette.PARTIES.items(), *tones):
        yield f".{name} .mark,.{name} .flag,.{name} .tip{{stroke:{both[ground]}}}"
        yield f".{name} .flagfill{{fill:{both[ground]}}}"
