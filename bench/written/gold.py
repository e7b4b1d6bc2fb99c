"""Gold: what a written report says, set down beside it by hand.

A file has three parts, divided by lines of two hyphens: the report, what it says, its twins (see `twins`).

    # remarks
    date 2031-03-12
    outlet Harrow Wire

    The union denied on Monday that ...

    --
    attribution a1
      source The union
      cue denied
      content that it had ... | and that ...
      is body; org The union; stance denies; quoted none
      claim union did not change any clause
    --
    rename union > guild

Every item has a kind and a name of its own; with "?" after its kind it may be read or left. A part is the exact words
of the text, in pieces divided by " | "; they must stand there once, or be put in braces within words that do ("the
text, {said} the"). A line for each place in, date, attendee …; "?" after a part's name as above. `is` gives the values:
first the kinds of source that are right, then keys with what is right, "/" between what is right too; "name -" says
that nobody can be named, "done yes" that a meeting was held, "open" that a list is not whole. `in` is the item in whose
content it stands, `answers` the one it answers. `when` is a date: EDTF, convention, "=", words. `claim` is a claim in
the controlled English of claims; "?" where it need not be made.

Gold says what the text says, not what a program can do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from travaux.claims.claim import Claim
from travaux.claims.grammar import from_text
from travaux.errors import Malformed
from travaux.record import dates

FOLDER = Path(__file__).resolve().parent.parent.parent / "tests" / "reading" / "reports"
KINDS = ("attribution", "meeting", "delegation", "proposal", "deadline", "change")
PARTS = (
    *("source", "cue", "content", "channel", "hedge", "terms", "outlet", "place", "date", "attendee", "announcer"),
    *("party", "count", "named", "instrument", "by", "return", "for", "due", "consequence", "deed", "object", "order"),
)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class When:
    """A date as it should be read: its EDTF, its convention, its words; `may` where it need not be read."""

    edtf: str
    convention: str
    words: str
    may: bool


@dataclass(slots=True)
class Expected:
    """An item that the report says. `may` where it need not be read; `optional` are parts that need not."""

    name: str
    kind: str
    may: bool
    parts: dict[str, list[Span]] = field(default_factory=dict)
    optional: dict[str, list[Span]] = field(default_factory=dict)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    whens: list[When] = field(default_factory=list)
    claims: list[tuple[tuple[Claim, ...], bool]] = field(default_factory=list)

    def spans(self, part: str) -> list[Span]:
        """Returns the spans of a part, the optional too."""
        return [*self.parts.get(part, ()), *self.optional.get(part, ())]


@dataclass(slots=True)
class Written:
    """A written report with its gold. `twins` are the lines that make its twins; `twin` is how it was made itself."""

    name: str
    text: str
    date: str
    outlet: str
    items: list[Expected]
    source: str
    twins: list[str] = field(default_factory=list)
    twin: str = ""

    @property
    def title(self) -> str:
        return f"{self.name} {self.twin}".strip()


class Slip(ValueError):
    """A mistake in a file of gold."""


def written() -> Iterator[Written]:
    """Yields the reports of the folder by name."""
    for path in sorted(FOLDER.glob("*.txt")):
        yield parsed(path.stem, path.read_text(encoding="utf-8"))


def parsed(name: str, source: str, twin: str = "") -> Written:
    """Returns the report in a file of gold. Raises `Slip` with the place."""
    head, gold, twins = divided(source)
    lines = head.splitlines()
    date = outlet = ""
    while lines and (not lines[0].strip() or lines[0].startswith(("#", "date ", "outlet "))):
        line = lines.pop(0)
        date = line[5:] if line.startswith("date ") else date
        outlet = line[7:] if line.startswith("outlet ") else outlet
        if not line.strip():
            break
    text = "\n".join(lines).strip("\n")
    text = text + "\n" if text else ""
    made = Written(name, text, date, outlet, [], source, twins.splitlines(), twin)
    for line in gold.splitlines():
        if line.strip():
            _line(made, line)
    _check(made)
    return made


def divided(source: str) -> tuple[str, str, str]:
    """Returns the report, the gold and the twins of a file."""
    parts = re.split(r"^--$\n?", source, flags=re.M)
    if len(parts) != 3:
        raise Slip(f"{len(parts)} parts where three are due")
    return parts[0], parts[1], parts[2]


def find(text: str, words: str) -> Span:
    """Returns where some words stand in a text: they, or the words around their braces, must stand there once.

    >>> find("he said. she said.", "she {said}")
    (13, 17)
    """
    bare = words.replace("{", "", 1).replace("}", "", 1) if "{" in words else words
    edges = r"(?<!\w)" * bare[:1].isalnum(), r"(?!\w)" * bare[-1:].isalnum()
    places = [found.start() for found in re.finditer(edges[0] + re.escape(bare) + edges[1], text)]
    if len(places) != 1:
        raise Slip(f"{bare!r} stands {len(places)} times in the text")
    at = places[0]
    if "{" not in words:
        return at, at + len(bare)
    return at + words.index("{"), at + words.index("}") - 1


def _line(made: Written, line: str) -> None:
    where = f"{made.title}: {line.strip()}"
    head, _, rest = line.strip().partition(" ")
    may, head = head.endswith("?"), head.rstrip("?")
    try:
        if not line.startswith(" "):
            if head not in KINDS:
                raise Slip("no such kind")
            made.items.append(Expected(rest, head, may))
        else:
            _detail(made, made.items[-1], head, rest, may)
    except (ValueError, Malformed) as fault:
        raise Slip(f"{where}: {fault}") from None


def _detail(made: Written, item: Expected, head: str, rest: str, may: bool) -> None:
    if head == "is":
        item.values.update(_values(rest, item.kind))
    elif head == "when":
        date, _, words = rest.partition("=")
        edtf, _, convention = date.strip().partition(" ")
        dates.bounds(edtf)
        item.whens.append(When(edtf, convention, words.strip(), may))
    elif head == "claim":
        readings = from_text(rest)
        item.claims.append((tuple(claim for reading in readings[:1] for claim in reading.claims), may))
    elif head in PARTS:
        found = [find(made.text, piece.strip()) for piece in rest.split(" | ")]
        (item.optional if may else item.parts).setdefault(head, []).extend(found)
    else:
        raise Slip("no such part")


def _values(rest: str, kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for place, each in enumerate(part.strip() for part in rest.split(";")):
        key, _, value = each.partition(" ")
        if place == 0 and kind == "attribution":
            yield "kind", tuple(each.split("/"))
        elif key in ("open", "open/closed"):
            yield "open", tuple(key.split("/"))
        else:
            yield key, tuple(value.split("/"))


def _check(made: Written) -> None:
    names = [item.name for item in made.items]
    if len(set(names)) != len(names):
        raise Slip(f"{made.title}: a name twice")
    for item in made.items:
        for key in ("in", "answers"):
            for other in item.values.get(key, ()):
                if other not in names:
                    raise Slip(f"{made.title}: {item.name} is {key} {other}, which is not there")
        spans = [span for part in (*item.parts.values(), *item.optional.values()) for span in part]
        if any(not made.text[start:end].strip() for start, end in spans):
            raise Slip(f"{made.title}: {item.name} has an empty part")
