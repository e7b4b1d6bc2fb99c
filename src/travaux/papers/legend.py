"""The legend: what a tone means in one process, as conditions over acts that are tried in order. A value to be read.

Colours mean different things in different rooms, so a process says what its own mean. A legend is a name and marks; the
first mark whose condition holds is the status of a clause, and the last one holds otherwise:

    name: assembly
    marks:
      - {tone: green,  words: agreed in plenary,      when: decided, forum: plenary}
      - {tone: yellow, words: agreed in the group,    when: decided, forum: working group}
      - {tone: white,  words: not agreed,             when: otherwise}

    decided                 a chair concluded that these words are agreed or adopted, and nobody has reopened it
    accepted by all         every party has accepted these words, finally, or signed the draft
    ad referendum           every party has accepted them, and one of them ad referendum or on a condition
    accepted by some        a party has accepted them
    objected                a party objects to them, or has entered a substantive reservation
    proposed by one side    one party alone has proposed words for the clause, accepted it, or tabled it
    otherwise               always

With `forum`, only what was concluded or held there counts. Every condition is on the exact words that stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from travaux.errors import Malformed
from travaux.papers.paper import Sign, Tone

Condition = Literal[
    "decided", "accepted by all", "ad referendum", "accepted by some", "objected", "proposed by one side", "otherwise"
]
CONDITIONS: tuple[Condition, ...] = get_args(Condition)
TONES: tuple[Tone, ...] = tuple(tone for tone in get_args(Tone) if tone)
_KEYS = frozenset({"tone", "words", "when", "forum"})
_MEANS: Mapping[Condition, str] = {
    "decided": "a chair concluded that these words are agreed",
    "accepted by all": "every party accepts these words, or has signed the draft",
    "ad referendum": "every party accepts these words, at least one of them provisionally",
    "accepted by some": "at least one party accepts these words",
    "objected": "a party objects, or reserves in substance",
    "proposed by one side": "one party alone tabled, proposed or accepted words here",
    "otherwise": "none of the above",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A status: its tone, its words, and when it holds; `forum` is where, empty for anywhere."""

    tone: Tone
    words: str
    when: Condition
    forum: str = ""

    @property
    def meaning(self) -> str:
        """What it stands for, as a legend says it."""
        return f"{_MEANS[self.when]}, in {self.forum}" if self.forum else _MEANS[self.when]


@dataclass(frozen=True, slots=True)
class Legend:
    """What the tones of one process mean. The first mark whose condition holds is the status of a clause."""

    name: str
    marks: tuple[Mark, ...]

    def signs(self) -> tuple[Sign, ...]:
        """Returns the legend as a paper prints it."""
        return tuple(Sign(mark.words, mark.meaning, mark.tone) for mark in self.marks)


def read(value: object, where: str = "") -> Legend:
    """Returns the legend that a plain mapping gives (of YAML or JSON); raises `Malformed` with the place where not.

    >>> legend = read({"name": "yes or no", "marks": [
    ...     {"tone": "green", "words": "yes", "when": "accepted by all"},
    ...     {"tone": "white", "words": "no", "when": "otherwise"}]})
    >>> legend == read(write(legend))
    True
    """
    if not isinstance(value, Mapping):
        raise Malformed("a legend is a mapping with a name and marks", where=where)
    if unknown := sorted(str(key) for key in value.keys() - {"name", "marks"}):
        raise Malformed(f"a legend has no {unknown[0]!r}", where=where, advice="It has a name and marks")
    marks = value.get("marks")
    if not isinstance(marks, Sequence) or isinstance(marks, str) or not marks:
        raise Malformed("a legend has a list of marks", where=where)
    found = tuple(_mark(mark, f"{where}: marks[{at}]" if where else f"marks[{at}]") for at, mark in enumerate(marks))
    if [mark.when == "otherwise" for mark in found] != [False] * (len(found) - 1) + [True]:
        raise Malformed("the last mark of a legend, and no other, holds otherwise", where=where)
    return Legend(_text(value, "name", where), found)


def write(legend: Legend) -> dict[str, object]:
    """Returns a legend as a plain mapping, which `read` reads back."""
    marks = [
        {"tone": mark.tone, "words": mark.words, "when": mark.when} | ({"forum": mark.forum} if mark.forum else {})
        for mark in legend.marks
    ]
    return {"name": legend.name, "marks": marks}


def _mark(value: object, where: str) -> Mark:
    if not isinstance(value, Mapping):
        raise Malformed("a mark is a mapping with tone, words and when", where=where)
    if unknown := sorted(str(key) for key in value.keys() - _KEYS):
        raise Malformed(f"a mark has no {unknown[0]!r}", where=where, advice=f"It has {', '.join(sorted(_KEYS))}")
    tone, when = _text(value, "tone", where), _text(value, "when", where)
    chosen = next((each for each in TONES if each == tone), None)
    if chosen is None:
        raise Malformed(f"no such tone: {tone!r}", where=f"{where}.tone", advice=f"There are: {', '.join(TONES)}")
    condition = next((each for each in CONDITIONS if each == when), None)
    if condition is None:
        advice = f"There are: {', '.join(CONDITIONS)}"
        raise Malformed(f"no such condition: {when!r}", where=f"{where}.when", advice=advice)
    forum = _text(value, "forum", where) if "forum" in value else ""
    return Mark(tone=chosen, words=_text(value, "words", where), when=condition, forum=forum)


def _text(value: Mapping[object, object], key: str, where: str) -> str:
    found = value.get(key)
    if not isinstance(found, str) or not found.strip():
        raise Malformed("some words are needed here", where=f"{where}.{key}" if where else key)
    return found.strip()


def _marks(*marks: tuple[Tone, str, Condition, str]) -> tuple[Mark, ...]:
    return tuple(Mark(tone=tone, words=words, when=when, forum=forum) for tone, words, when, forum in marks)


PLAIN = Legend(
    "plain",
    _marks(
        ("green", "agreed by the chair’s conclusion", "decided", ""),
        ("green", "accepted by every party", "accepted by all", ""),
        ("red", "objected to", "objected", ""),
        ("yellow", "accepted provisionally", "ad referendum", ""),
        ("yellow", "accepted by some", "accepted by some", ""),
        ("white", "not agreed", "otherwise", ""),
    ),
)
ASSEMBLY = Legend(
    "assembly",
    _marks(
        ("green", "agreed in plenary", "decided", "plenary"),
        ("yellow", "agreed in the working group", "decided", "working group"),
        ("white", "neither agreed nor taken up", "otherwise", ""),
    ),
)
"""As in health assemblies: yellow is what the working group agreed, green what plenary did."""
TWO_SIDES = Legend(
    "two sides",
    _marks(
        ("green", "agreed by the negotiators", "accepted by all", ""),
        ("green", "agreed by the negotiators", "decided", ""),
        ("yellow", "agreed in its aim, the drafting still open", "ad referendum", ""),
        ("white", "proposed by one side", "proposed by one side", ""),
        ("grey", "in discussion", "otherwise", ""),
    ),
)
"""As in withdrawal talks: green needs no more than legal revision, white is one side’s text."""
FOUR_COLUMNS = Legend(
    "four columns",
    _marks(
        ("green", "provisionally agreed at political level", "decided", "trilogue"),
        ("yellow", "agreed at technical level", "decided", "technical meeting"),
        ("red", "outstanding", "otherwise", ""),
    ),
)
"""As in files of two chambers and a proposal, whose last column is the draft agreement."""
BUILT_IN: Mapping[str, Legend] = {each.name: each for each in (PLAIN, ASSEMBLY, TWO_SIDES, FOUR_COLUMNS)}
"""The legends that come with Travaux, by name."""


def named(name: str) -> Legend:
    """Returns a legend that comes with Travaux; raises `Malformed` where there is none of that name."""
    if name not in BUILT_IN:
        raise Malformed("no such legend", where=name, advice=f"There are: {', '.join(BUILT_IN)}; or give a file")
    return BUILT_IN[name]
