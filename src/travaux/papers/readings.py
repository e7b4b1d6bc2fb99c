"""Readings: what was taken from a report, as words to be shown. The sentence first, each item, and what was not read.

    Reported   the paper: a sentence, facts, items told, the text cut into pieces, what was not read
    Told       an item in words: who, what the cue makes of it, the words themselves, dates with their conventions
    Piece      some characters of the report, with the item and the part that they are

A source has a letter and a colour, and whoever spoke so as not to be named has none: no sign may lead to them. Two
sources without a name are counted as two, since nobody knows that they are one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from travaux.claims.grammar import to_text
from travaux.papers.counting import alike, listed, sentence
from travaux.papers.days import day
from travaux.papers.writers import Writer, writers
from travaux.reading.items import Fact, Item, Kind, Part, Reading, Said, Span, Stance, Tier
from travaux.record import phrases
from travaux.record.terms import UNATTRIBUTED, Dated, Source

NOUNS: Mapping[Kind, tuple[str, str]] = {
    "attribution": ("statement", "statements"),
    "meeting": ("meeting", "meetings"),
    "delegation": ("delegation", "delegations"),
    "proposal": ("proposal", "proposals"),
    "deadline": ("deadline", "deadlines"),
    "change": ("change of the text", "changes of the text"),
}
TIERS: Mapping[Tier, str] = {"sure": "sure", "likely": "likely", "look": "look at it"}
"""How each tier is called."""

UNNAMED = Writer("without a name", "?", "px")
"""Stands for every source that is not named: it has no letter."""

_STANCES: Mapping[Stance, str] = {
    "says": "statement", "denies": "denial", "alleges": "allegation", "admits": "admission",
    "confirms": "confirmation", "promises": "promise", "asks": "demand", "thinks": "opinion",
}  # fmt: skip
_PRONOUNS = ("he", "she", "they", "it", "i", "we", "you", "who", "everyone", "nobody", "somebody", "anyone")
_ARTICLES = ("the ", "a ", "an ", "two ", "three ", "several ", "some ", "one ", "its ", "their ", "his ", "her ")
_PARTS: Mapping[Part, str] = {
    "channel": "where",
    "hedge": "hedged",
    "terms": "on terms",
    "outlet": "the outlet's own words",
    "place": "place",
    "date": "when",
    "attendee": "who",
    "announcer": "announced by",
    "party": "of",
    "count": "how many",
    "named": "named",
    "instrument": "by",
    "by": "by",
    "object": "what",
    "return": "in return for",
    "for": "for",
    "due": "what is due",
    "consequence": "or else, as stated",
    "deed": "what was done",
    "order": "in the order",
}
_BESIDE: tuple[Part, ...] = ("channel", "hedge", "outlet")
_LISTS: Mapping[Kind, Part] = {"proposal": "terms", "delegation": "named", "meeting": "attendee"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An item in words. `words` are the statement's own, in their pieces; a fact of the process has none.

    `facts` are a term and a detail each. `head` is what and whose ("Denial by Mira Tolden, chief negotiator").
    """

    number: int
    kind: Kind
    tier: Tier
    head: str
    words: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    writer: Writer
    within: int | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of the report. `item` and `part` say what they are; `unread` that their sentence was not read."""

    text: str
    item: int | None = None
    part: str = ""
    unread: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A reading as a paper. `sources` are those that have a letter, with the number of their statements."""

    name: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    told: tuple[Told, ...]
    unread: tuple[tuple[str, str], ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    sources: tuple[tuple[Writer, int], ...]
    how: tuple[str, ...]
    language: str


def reading_paper(reading: Reading) -> Reported:
    """Returns a reading as a paper."""
    letters = _letters(reading)
    items = tuple(_told(reading, item, letters) for item in reading.items)
    counts = Counter(each.writer for each in items if each.kind == "attribution")
    report = reading.report
    return Reported(
        name=report.name or "a report",
        summary=summary(reading),
        facts=tuple(_facts(reading)),
        told=items,
        unread=tuple((" ".join(report.text[slice(*each.span)].split()), each.reason) for each in reading.unread),
        paragraphs=tuple(_paragraphs(reading)),
        sources=tuple(
            (writer, counts[writer]) for writer in dict.fromkeys([*letters.values(), UNNAMED]) if counts[writer]
        ),
        how=tuple(_how(reading)),
        language=report.language,
    )


def told(reading: Reading, item: Item) -> Told:
    """Returns one item of a reading in words, as the paper tells it."""
    return _told(reading, item, _letters(reading))


def summary(reading: Reading) -> str:
    """Returns the sentence that comes first.

    "Eleven statements by five sources, two meetings, one deadline; nine sentences were not read."
    """
    kinds = Counter(item.kind for item in reading.items)
    there = [kind for kind in NOUNS if kinds[kind]]
    sources = len({key for item in reading.items if isinstance(item.value, Said) and (key := _key(reading, item))})
    left = len(reading.unread)
    *numbers, many, unread = alike([*(kinds[kind] for kind in there), sources, left])
    parts = [f"{said} {NOUNS[kind][kinds[kind] != 1]}" for kind, said in zip(there, numbers, strict=True)]
    if sources:
        parts[0] += f" by {many} {'source' if sources == 1 else 'sources'}"
    rest = f"{unread} {'sentence was' if left == 1 else 'sentences were'} not read" if left else ""
    if not parts:
        return f"Nothing was taken from it, and {rest}." if rest else "There is nothing in it that is read."
    return sentence("; ".join(filter(None, [", ".join(parts), rest])) + ".")


def who(source: Source, stands: str = "") -> str:
    """Returns a source in words, as far as it is told; `stands` are the words of an office as they stand."""
    if source.kind == "office" and source.person is None and stands and not _says(source, stands):
        return stands.strip(" ,")
    name = str(source.person.name) if source.person and source.person.name else ""
    described = name or source.attributes or source.office or source.outlet or source.organisation
    more = [
        each for each in (source.office, source.organisation) if each and each != described and each not in described
    ]
    return ", ".join(filter(None, [described, *more]))


def _says(source: Source, stands: str) -> bool:
    """Whether the value of an office holds every word of more than three letters that stands there."""
    told = f"{source.office} {source.organisation} {source.attributes}".casefold()
    return all(word in told for word in re.findall(r"\w{4,}", stands.casefold()))


def _lowered(words: str) -> str:
    """Returns words as they stand within a sentence."""
    return words[:1].lower() + words[1:] if words.lower().startswith(_ARTICLES) else words


def _key(reading: Reading, item: Item) -> str:
    """Returns what makes a source one source; empty where nobody is stated."""
    assert isinstance(item.value, Said)
    source = item.value.source
    if source.kind == "unstated":
        return ""
    if source.kind == "anonymous" or item.value.terms in UNATTRIBUTED:
        return f"unnamed {item.number}"
    name = str(source.person.name) if source.person and source.person.name else ""
    if not name and source.kind == "person":
        return f"unnamed {item.number}"
    return (name or who(source, _stands(reading, item))).casefold()


def _stands(reading: Reading, item: Item) -> str:
    return _words(reading.report.text, item.parts.get("source", ()))


def _letters(reading: Reading) -> dict[str, Writer]:
    """Returns a writer for the key of every source that may have a letter."""
    names: dict[str, str] = {}
    often: Counter[str] = Counter()
    for item in reading.items:
        if isinstance(item.value, Said) and (key := _key(reading, item)) and not key.startswith("unnamed "):
            source = item.value.source
            name = str(source.person.name) if source.person and source.person.name else ""
            name = name or who(source, _stands(reading, item))
            names.setdefault(key, re.sub(r"^(?:the|an?) ", "", name, flags=re.IGNORECASE) or name)
            often[key] += 1
    ordered = sorted(names, key=lambda key: -often[key])
    made = writers([names[key] for key in ordered])
    return {key: made[names[key]] for key in ordered}


def _told(reading: Reading, item: Item, letters: Mapping[str, Writer]) -> Told:
    text, value = reading.report.text, item.value
    start = min((span[0] for spans in item.parts.values() for span in spans), default=0)
    if isinstance(value, Said):
        head, words, facts = _statement(text, item, value)
        writer = letters.get(_key(reading, item), UNNAMED)
    else:
        head, words, facts = sentence(f"a {NOUNS[item.kind][0]}"), (), tuple(_of_fact(text, item, value))
        holder = next((each for each in reading.items if each.number == value.reported_by), None)
        writer = letters.get(_key(reading, holder), UNNAMED) if holder and isinstance(holder.value, Said) else UNNAMED
    return Told(
        number=item.number, kind=item.kind, tier=item.tier, head=head, words=words, facts=facts, writer=writer,
        within=item.within, line=text.count("\n", 0, start) + 1,
    )  # fmt: skip


def _statement(text: str, item: Item, said: Said) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]:
    stands = _words(text, item.parts.get("source", ()))
    speaker = who(said.source, stands)
    if not speaker or speaker.casefold() in _PRONOUNS:
        speaker = _quoted(speaker or stands) if speaker or stands else ""
    by = f"by {_lowered(speaker)}" if speaker else "of which it is not said whose it is"
    head = sentence(f"{_STANCES[said.stance]} {by}")
    facts: list[tuple[str, str]] = []
    if stands and speaker and stands.casefold().strip(" ,“”") != speaker.casefold().strip("“”"):
        facts.append(("told as", _quoted(stands)))
    if said.through:
        facts.append(("through", listed([who(each) for each in said.through])))
    if said.terms != "unstated":
        facts.append(("on terms", said.terms))
    facts += [
        (_PARTS[part], " … ".join(_quoted(_words(text, [span])) for span in item.parts[part]))
        for part in _BESIDE
        if item.parts.get(part)
    ]
    if said.answers is not None:
        facts.append(("answers", f"item {said.answers + 1}"))
    facts += [("claim", to_text((claim,))) for claim in said.claims]
    return head, tuple(_words(text, [span]) for span in item.parts.get("content", ())), tuple(facts)


def _of_fact(text: str, item: Item, fact: Fact) -> Iterator[tuple[str, str]]:
    for part, spans in item.parts.items():
        words = [_quoted(_words(text, [span])) for span in spans]
        label = "terms" if item.kind == "proposal" and part == "terms" else _PARTS.get(part, part)
        open_ = "; the list is not whole" if part == _LISTS.get(item.kind) and not fact.exhaustive else ""
        yield label, listed(words) + open_
    for date in fact.dates:
        yield "read as", when(date)
    if fact.number is not None:
        yield "number", f"{fact.number:,}"
    if fact.done is not None:
        yield "held" if item.kind == "meeting" else "done", "yes, as told" if fact.done else "not yet, as told"
    yield from (("claim", to_text((claim,))) for claim in fact.claims)
    if fact.reported_by is not None:
        yield "said in", f"item {fact.reported_by + 1}"


def when(date: Dated) -> str:
    """Returns a date: its words, the days they are read as, and by which convention."""
    if not date.edtf:
        return f"“{date.words}”, on no day: {date.convention or 'there is no day to count from'}"
    days = phrases.write(date.edtf)
    told = f" ({date.edtf})" if days != date.edtf else ""
    against = f", against {day(date.reference)}" if date.reference else ""
    by = f", by {date.convention}" if date.convention else ""
    return f"“{date.words}”: {days}{told}{by}{against}" if date.words else f"{days}{told}{by}"


def _words(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def _quoted(words: str) -> str:
    """Returns words in quotation marks, unless they bring their own."""
    return words if words[:1] in "“‘«„\"'" and len(words) > 1 else f"“{words}”"


def _facts(reading: Reading) -> Iterator[tuple[str, str]]:
    report = reading.report
    yield "Report", report.name or "–"
    if report.outlet:
        yield "Outlet", report.outlet
    yield "Day", f"{day(report.reference)} ({report.dated_by})" if report.reference else "not known"
    yield "Digest", report.digest[:16]
    if reading.read_by:
        yield "Read by", reading.read_by


def _how(reading: Reading) -> Iterator[str]:
    report = reading.report
    yield "These are proposals, tied to the very characters they come from. A person accepts them, or they are nothing."
    if not report.reference:
        yield "No day is known for the report, so that no relative date is read: give it with --date."
    if any(_unnamed(reading, item) for item in reading.items):
        yield "Sources without a name are counted one by one: two of them may be one person."
    by = f" Read by {reading.read_by}." if reading.read_by else ""
    yield f"{report.name or 'The report'}: {len(report.text):,} characters, SHA-256 {report.digest[:16]}….{by}"


def _unnamed(reading: Reading, item: Item) -> bool:
    return isinstance(item.value, Said) and _key(reading, item).startswith("unnamed ")


# The report, cut into pieces


_Mark = tuple[int, int, int, str]
"""Characters, the item, the part."""


def _paragraphs(reading: Reading) -> Iterator[tuple[Piece, ...]]:
    """Yields the lines of the report that have words, in pieces that together are the line."""
    text = reading.report.text
    marks = _marks(reading)
    unread = sorted(each.span for each in reading.unread)
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            yield tuple(_pieces(text, (at, end), _within(marks, at, end), _within(unread, at, end)))
        at = end + 1


_S = TypeVar("_S", bound=tuple[int, ...] | _Mark)


def _within(spans: Sequence[_S], start: int, end: int) -> Sequence[_S]:
    """Returns the spans, sorted and apart from each other, that share a character with a stretch."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    return spans[first : bisect_left(spans, end, key=lambda span: span[0])]


def _marks(reading: Reading) -> list[_Mark]:
    """Returns spans to be marked, apart from each other and in order: of each character the innermost item's."""
    spans = [
        (start, end, item.number, str(part))
        for item in reading.items
        for part, pieces in item.parts.items()
        if item.kind == "attribution" and part in ("source", "cue", "content")
        for start, end in pieces
        if start < end
    ]
    # Longest first, so that what lies within another is painted over it.
    spans.sort(key=lambda span: (span[0] - span[1], span[2]))
    painted: dict[int, tuple[int, str]] = {}
    for start, end, number, part in spans:
        painted.update(dict.fromkeys(range(start, end), (number, part)))
    made: list[_Mark] = []
    for place in sorted(painted):
        number, part = painted[place]
        if made and made[-1][1:] == (place, number, part):
            made[-1] = (made[-1][0], place + 1, number, part)
        else:
            made.append((place, place + 1, number, part))
    return made


def _pieces(text: str, line: Span, marks: Sequence[_Mark], unread: Sequence[Span]) -> Iterator[Piece]:
    edges = {*line, *(edge for mark in marks for edge in mark[:2]), *(edge for span in unread for edge in span)}
    cuts = sorted(edge for edge in edges if line[0] <= edge <= line[1])
    for first, last in pairwise(cuts):
        # Apart from each other and in order, so that one alone can hold a piece.
        mark = next(iter(_within(marks, first, last)), None)
        left = bool(_within(unread, first, last))
        yield Piece(text[first:last], mark[2] if mark else None, mark[3] if mark else "", left and mark is None)
