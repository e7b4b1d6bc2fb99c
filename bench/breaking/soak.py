"""A desk that is visited all day, and replaced while it is: what it holds stays the same, nobody is answered with a
failure, and every entry that was acknowledged is there in the evening.

The visitors are in this process, the desk in another. What it holds is looked at every few seconds; what comes before
`WARM` of the time is over is left out, since caches fill and allocators take what they will need. The records grow as
people enter, and a desk keeps each open some times over (`gate.KEPT`): about 60 KB an entry.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import travaux
from bench.breaking.desks import GROWN, Desk, Held
from bench.breaking.outcome import Outcome
from bench.breaking.visitors import Day, visited
from bench.web import late
from travaux.secretariat.opening import open as open_record
from travaux.web.config import Config

MINUTES, USERS, RESTARTS = 30, 50, 10
WARM = 0.2


@dataclass(slots=True)
class Watched:
    """What a desk held, and after how many seconds."""

    seen: list[tuple[float, Held]] = field(default_factory=list)

    def warm(self) -> list[tuple[float, Held]]:
        """What it held once it was warm."""
        return [each for each in self.seen if each[0] > self.seen[-1][0] * WARM]

    @property
    def growth(self) -> float:
        """By which part its memory grew from the first tenth of the warm time to the last."""
        held = [each.megabytes for _, each in self.warm()]
        few = max(1, len(held) // 10)
        return sum(held[-few:]) / sum(held[:few]) - 1

    @property
    def swing(self) -> float:
        """By which part its memory was away from its mean at most."""
        held = [each.megabytes for _, each in self.warm()]
        mean = sum(held) / len(held)
        return max(abs(each / mean - 1) for each in held)

    @property
    def slope(self) -> float:
        """Megabytes an hour, by least squares."""
        times, held = zip(*((at, each.megabytes) for at, each in self.warm()), strict=True)
        middle, mean = sum(times) / len(times), sum(held) / len(held)
        spread: float = sum((at - middle) ** 2 for at in times)
        leaning: float = sum((at - middle) * (each - mean) for at, each in zip(times, held, strict=True))
        return leaning / spread * 3600

    def most(self, what: str) -> tuple[int, int]:
        """The most files or threads that it held in the first and in the second half of the warm time."""
        held = [getattr(each, what) for _, each in self.warm()]
        half = len(held) // 2
        return max(held[:half]), max(held[half:])


def soaked(desk: Desk, day: Day, seconds: float, many: int, every: float = 5) -> Watched:
    """Lets a desk be visited for so long."""
    watched, begun = Watched(), time.monotonic()
    with visited(day, desk.config, many):
        while time.monotonic() - begun < seconds:
            time.sleep(every)
            watched.seen.append((time.monotonic() - begun, desk.now.held()))
    return watched


def replaced(desk: Desk, day: Day, many: int, together: Sequence[bool], between: float) -> list[float]:
    """Replaces a desk again and again while it is visited; returns how long each took to end."""
    with visited(day, desk.config, many):
        day.goes_on(between)
        took = []
        for each in together:
            took.append(desk.replace(together=each))
            day.goes_on(between)
    return took


def missing(config: Config, day: Day) -> list[str]:
    """Says which of the entries that were acknowledged are not where they were said to be, and which record fails."""
    found = []
    for slug, path in config.records.items():
        if not travaux.verify(path).holds:
            found.append(f"{slug} does not verify")
        with open_record(path, viewer="depositary", home=config.home) as record:
            found += [
                f"{slug}: entry {each.index}"
                for each in day.entered
                if each.slug == slug and each.words not in record.leaf(each.index).decode()
            ]
    return found


def outcomes() -> list[Outcome]:
    """Half an hour of fifty visitors, then ten restarts under the same load."""
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(Path(name), GROWN)
        try:
            day = Day(desk.port)
            watched = soaked(desk, day, MINUTES * 60, USERS)
            restarts = Day(desk.port, entered=day.entered)
            took = replaced(desk, restarts, USERS, [at % 2 == 0 for at in range(RESTARTS)], 10)
            desk.now.stop()
            lost = missing(desk.config, restarts)
            said = desk.said()
        finally:
            desk.close()
    return [*_held(watched, day), _answered(day, lost), _restarted(restarts, took, said)]


def _held(watched: Watched, day: Day) -> list[Outcome]:
    tried, last = f"{USERS} users, {MINUTES} min", watched.seen[-1][1]
    files, threads = watched.most("files"), watched.most("threads")
    grown = f"{watched.growth:+.1%}, {watched.slope:+.0f} MB an hour"
    aside = f"within ±{watched.swing:.1%}; {last.megabytes:.0f} MB at the end, {len(day.entered)} entries more"
    more = f"{files[1] - files[0]:+d}, {threads[1] - threads[0]:+d}"
    return [
        Outcome("soak: memory", tried, grown, aside),
        Outcome("soak: open files, threads", tried, more, f"at most {max(files)}, {max(threads)}"),
    ]


def _answered(day: Day, lost: Sequence[str]) -> Outcome:
    waits = [late(day.waits, share) for share in (0.5, 0.95, 0.99)]
    return Outcome(
        "soak: answers",
        f"{len(day.answers):,} answers, {len(day.entered)} entries, {len(day.news)} news",
        f"{told(day.wrong)}, {len(lost)} entries lost {lost[:3] or ''}",
        "p50, p95, p99: " + ", ".join(f"{each:,.0f}" for each in waits) + " ms",
    )


def _restarted(day: Day, took: Sequence[float], said: str) -> Outcome:
    met = f"{day.statuses[503]} × 503, {len(day.sent_again)} sent again"
    return Outcome(
        "a desk replaced under load",
        f"{len(took)} times, {len(day.answers):,} answers",
        told(day.wrong),
        f"{met}; ended within {max(took):.1f} s; said: {said[:200] or 'nothing'}",
    )


def told(wrong: Sequence[str]) -> str:
    """Says how many failures there were, and the first of them."""
    return f"{len(wrong)} failures" + "".join(f"; {each}" for each in wrong[:3])
