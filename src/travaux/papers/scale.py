"""The scale of a chart of time: days as places from 0 to 1, and the ticks that people read.

>>> scale = Scale.over(["2031-03-01", "2031-03-31"])
>>> round(scale.place("2031-03-01"), 2), round(scale.place("2031-03-31", end=True), 2)
(0.03, 0.97)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from travaux.papers.days import day as long_day

MOST = 8
"""Ticks at most."""
MARGIN = 0.03
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000)
"""Months between two ticks: up to two thousand years."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Scale:
    """From a first to a last day (ordinals), both included, with a margin on either side."""

    first: int
    last: int

    @classmethod
    def over(cls, days: Iterable[str]) -> Scale:
        """Returns the scale that holds all of some ISO 8601 days; a week where there is none or only one."""
        ordinals = [date.fromisoformat(each).toordinal() for each in days]
        first, last = (min(ordinals), max(ordinals)) if ordinals else (1, 7)
        return cls(first, max(last, first + 6))

    def place(self, day: str, *, end: bool = False) -> float:
        """Returns where a day begins, or ends; what lies outside is put at the edge."""
        ordinal = date.fromisoformat(day).toordinal() + end
        share = (ordinal - self.first) / (self.last + 1 - self.first)
        return min(max(MARGIN + share * (1 - 2 * MARGIN), 0.0), 1.0)

    def middle(self, day: str) -> float:
        """Returns where the middle of a day is."""
        return (self.place(day) + self.place(day, end=True)) / 2

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Returns the ticks: whole days, weeks, months, quarters, years or more, whichever is fine enough."""
        span = self.last - self.first + 1
        if span <= MOST * 14:
            step = next(each for each in (1, 2, 7, 14) if span / each <= MOST)
            return tuple(self._days(step))
        return tuple(self._months())

    def _days(self, step: int) -> Iterator[tuple[float, str]]:
        month = year = 0
        for ordinal in range(self.first, self.last + 1, step):
            day = date.fromordinal(ordinal)
            label = f"{day.day}" if day.month == month else f"{day.day} {_MONTHS[day.month - 1]}"
            yield self.place(day.isoformat()), label if day.year == year else f"{label} {day.year}"
            month, year = day.month, day.year

    def _months(self) -> Iterator[tuple[float, str]]:
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        span = (last.year - first.year) * 12 + last.month - first.month + 1
        step = next(each for each in _STEPS if span / each <= MOST)
        begin = first.year * 12 + first.month - 1
        begin += -begin % step
        for month in range(begin, last.year * 12 + last.month, step):
            day = date(month // 12, month % 12 + 1, 1)
            if day.toordinal() >= self.first:
                yield (
                    self.place(day.isoformat()),
                    f"{day.year}" if not step % 12 else f"{_MONTHS[day.month - 1]} {day.year}",
                )


def from_to(first: str, last: str) -> str:
    """Returns two days as prose joins them: "from 4 March 2019 to 26 March 2019", "on 4 March 2019"."""
    return f"on {long_day(first)}" if first == last else f"from {long_day(first)} to {long_day(last)}"
