"""A report and who is held to have said what in it, in a few lines: by their words, which must stand there once."""

from __future__ import annotations

from travaux.reading.account import account
from travaux.reading.items import Attributed, Fact, Item, Report, Said, Span

DAY = "2031-03-12"
"""A Wednesday."""


def place(text: str, words: str) -> tuple[Span, ...]:
    """Where words stand, in pieces divided by " | "; words in braces stand once in the words around them."""
    found = []
    for piece in filter(None, words.split(" | ")):
        bare = piece.replace("{", "").replace("}", "")
        assert text.count(bare) == 1, f"{bare!r} stands {text.count(bare)} times"
        start = text.index(bare) + max(piece.find("{"), 0)
        length = piece.index("}") - piece.index("{") - 1 if "{" in piece else len(bare)
        found.append((start, start + length))
    return tuple(found)


def told(text: str, *said: tuple[str, str, str], day: str = DAY, outlet: str = "") -> tuple[Item, ...]:
    """The items of a report; each of `said` is a source, a cue and a content, as their words."""
    ones = [
        Attributed(source=place(text, source), cue=place(text, cue), content=place(text, content), tier="sure")
        for source, cue, content in said
    ]
    return account(Report(text=text, digest="0" * 64, reference=day, outlet=outlet), ones)


def facts(items: tuple[Item, ...], kind: str = "") -> list[Fact]:
    return [each.value for each in items if isinstance(each.value, Fact) and kind in ("", each.kind)]


def statements(items: tuple[Item, ...]) -> list[Said]:
    return [each.value for each in items if isinstance(each.value, Said)]


def only(text: str, kind: str, *said: tuple[str, str, str], day: str = DAY) -> Fact:
    """The one fact of its kind that a report tells."""
    (fact,) = facts(told(text, *said, day=day), kind)
    return fact


def parts(fact: Fact, *names: str) -> list[tuple[str, ...]]:
    """The words of the parts of a fact."""
    return [tuple(fact.words.get(name, ())) for name in names]  # type: ignore[call-overload]


def source(text: str, *said: tuple[str, str, str], outlet: str = "") -> Said:
    """The value of the first statement of a report."""
    return statements(told(text, *said, outlet=outlet))[0]
