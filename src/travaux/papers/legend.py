"""The legend: what a tone means in one process, as conditions over acts that are tried in order. A value to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from travaux.errors import Malformed
from travaux.papers.paper import Tone

Condition = Literal[
    "decided", "accepted by all", "accepted by some", "ad referendum", "proposed by one side", "otherwise"
]
CONDITIONS: tuple[Condition, ...] = (
    "decided", "accepted by all", "accepted by some", "ad referendum", "proposed by one side", "otherwise",
)  # fmt: skip
TONES: tuple[Tone, ...] = ("green", "yellow", "blue", "red", "grey", "white")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A status: its tone, its words, and when it holds; `forum` is where it was decided, empty for anywhere."""

    tone: Tone
    words: str
    when: Condition
    forum: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """What the tones of one process mean. The first mark whose condition holds is the status of a row."""

    name: str
    marks: tuple[Mark, ...]


def read(value: Mapping[str, object], where: str = "") -> Legend:
    """Returns the legend that a plain mapping gives; raises `Malformed` where it is none."""
    name, marks = value.get("name"), value.get("marks")
    if not isinstance(name, str) or not isinstance(marks, list):
        raise Malformed("a legend has a name and a list of marks", where=where)
    found = []
    for number, mark in enumerate(marks, 1):
        if not isinstance(mark, Mapping):
            raise Malformed(f"mark {number} is not a mapping", where=where)
        tone, words, when, forum = mark.get("tone"), mark.get("words"), mark.get("when"), mark.get("forum", "")
        if tone not in TONES or when not in CONDITIONS or not isinstance(words, str) or not isinstance(forum, str):
            raise Malformed(f"mark {number} needs a tone, words, and a condition", where=where)
        found.append(Mark(tone=tone, words=words, when=when, forum=forum))
    return Legend(name, tuple(found))


PLAIN = Legend(
    "plain",
    (
        Mark(tone="green", words="accepted by every party", when="accepted by all"),
        Mark(tone="yellow", words="accepted by some", when="accepted by some"),
        Mark(tone="white", words="not agreed", when="otherwise"),
    ),
)
BUILT_IN: Mapping[str, Legend] = {each.name: each for each in (PLAIN,)}
"""The legends that come with Travaux, by name."""
