"""A plot as SVG, written by hand: lines over two logarithmic axes, readable on paper and without colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from math import ceil, floor, log10

_WIDTH, _HEIGHT = 720, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 180, 48, 64
_STROKES = [("#1b4f72", ""), ("#9a3412", "7 4"), ("#166534", "2 4"), ("#6b21a8", "9 3 2 3")]

Series = Mapping[str, Sequence[tuple[float, float]]]


def plot(title: str, across: str, up: str, series: Series) -> str:
    """Returns an SVG of `series`, each a name and its points; `across` and `up` name the axes."""
    points = [point for line in series.values() for point in line]
    x_range, y_range = _decades([x for x, _ in points]), _decades([y for _, y in points])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(title)}" '
        'font-family="system-ui, sans-serif" font-size="13" fill="#1f2937">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="26" font-size="16" font-weight="600">{escape(title)}</text>',
        *_grid(x_range, y_range),
        f'<text x="{(_LEFT + _WIDTH - _RIGHT) / 2}" y="{_HEIGHT - 16}" text-anchor="middle">{escape(across)}</text>',
        f'<text transform="translate(20 {(_TOP + _HEIGHT - _BOTTOM) / 2}) rotate(-90)" text-anchor="middle">'
        f"{escape(up)}</text>",
    ]
    labels = _apart([_y(line[-1][1], y_range) for line in series.values()])
    for number, (name, line) in enumerate(series.items()):
        parts += _line(name, [(_x(x, x_range), _y(y, y_range)) for x, y in line], _STROKES[number % 4], labels[number])
    return "\n".join([*parts, "</svg>", ""])


def _decades(values: Sequence[float]) -> tuple[int, int]:
    return floor(log10(min(values))), ceil(log10(max(values)))


def _x(value: float, within: tuple[int, int]) -> float:
    return _LEFT + (log10(value) - within[0]) / (within[1] - within[0]) * (_WIDTH - _LEFT - _RIGHT)


def _y(value: float, within: tuple[int, int]) -> float:
    return _HEIGHT - _BOTTOM - (log10(value) - within[0]) / (within[1] - within[0]) * (_HEIGHT - _TOP - _BOTTOM)


def _grid(x_range: tuple[int, int], y_range: tuple[int, int]) -> list[str]:
    found = []
    for power in range(x_range[0], x_range[1] + 1):
        x = _x(10.0**power, x_range)
        found.append(f'<path d="M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="#e5e7eb"/>')
        found.append(f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 20}" text-anchor="middle">{10.0**power:,g}</text>')
    for power in range(y_range[0], y_range[1] + 1):
        y = _y(10.0**power, y_range)
        found.append(f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#e5e7eb"/>')
        found.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,g}</text>')
    return found


def _apart(places: Sequence[float]) -> list[float]:
    """Returns the heights of labels, moved down where two would lie on each other."""
    found = list(places)
    order = sorted(range(len(found)), key=found.__getitem__)
    for above, below in pairwise(order):
        found[below] = max(found[below], found[above] + 17)
    return found


def _line(name: str, points: Sequence[tuple[float, float]], stroke: tuple[str, str], label: float) -> list[str]:
    colour, dashes = stroke
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
    return [
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>',
        *dots,
        f'<text x="{points[-1][0] + 10:.1f}" y="{label + 4:.1f}" fill="{colour}">{escape(name)}</text>',
    ]
