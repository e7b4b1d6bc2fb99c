"""Scoring: what a reader took from a written report, set beside its gold.

An invented fact is an item with no counterpart in the gold, or a value that is not in it: another's name, another date,
another number, a whole list where only examples were given, a claim that was not made. One is too many. What is merely
missed is counted: items, values, and the words of parts.

The counterpart of an attribution shares its cue, or half its content; of a meeting its place, a date or an attendee; of
the others the part that they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.written.gold import Expected, Span, Written
from travaux.claims.claim import Claim
from travaux.errors import Malformed
from travaux.reading.items import Fact, Item, Reading, Said
from travaux.record import dates
from travaux.record.terms import Source

ABOUT = {
    "meeting": ("place", "date", "attendee", "announcer"),
    "delegation": ("count", "named", "instrument", "party"),
    "proposal": ("terms", "return"),
    "deadline": ("date", "due", "consequence"),
    "change": ("deed",),
}
_WORD = re.compile(r"\w+")
_NAMELESS = ("anyone", "parties")
_LITTLE = {"the", "a", "an", "of", "its", "their", "his", "her", "that", "to", "mr", "ms", "mrs", "s"}


@dataclass(slots=True)
class Tally:
    """How a report was read. `counts` are words: (kind, part) to right, read, due."""

    report: str
    invented: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    found: dict[str, int] = field(default_factory=dict)
    due: dict[str, int] = field(default_factory=dict)
    words: dict[str, list[int]] = field(default_factory=dict)
    values: dict[str, list[int]] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)

    def value(self, name: str, right: bool) -> None:
        """Counts a value that is due, and whether it was read."""
        counted = self.values.setdefault(name, [0, 0])
        counted[0] += right
        counted[1] += 1


def score(report: Written, reading: Reading) -> Tally:
    """Returns how a written report was read."""
    return _Scoring(report, reading).tally()


@dataclass(slots=True)
class _Scoring:
    report: Written
    reading: Reading
    pairs: dict[int, Expected] = field(default_factory=dict)
    made: Tally = field(default_factory=lambda: Tally(""))

    def tally(self) -> Tally:
        self.made = Tally(self.report.title)
        for item in self.reading.items:
            expected = self._counterpart(item)
            if expected is None:
                self._invented(item, "nothing of it is in the gold")
            else:
                self.pairs[item.number] = expected
        for item in self.reading.items:
            if item.number in self.pairs:
                self._judge(item, self.pairs[item.number])
        self._missed()
        return self.made

    def _invented(self, item: Item, what: str) -> None:
        words = " · ".join(f"{part} “{self._words(spans)}”" for part, spans in item.parts.items())
        self.made.invented.append(f"{self.report.title}: {item.kind} {item.number} ({words}): {what}")

    def _words(self, spans: Iterable[Span]) -> str:
        return " | ".join(self.report.text[start:end] for start, end in spans)

    # Which is which

    def _counterpart(self, item: Item) -> Expected | None:
        fits = [(self._fit(item, each), -place) for place, each in enumerate(self.report.items)]
        best, place = max(fits, default=(0.0, 0))
        return self.report.items[-place] if best > 0 else None

    def _fit(self, item: Item, expected: Expected) -> float:
        if item.kind != expected.kind:
            return 0.0
        shared: dict[str, float] = {part: self._shared(item, expected, part) for part in item.parts}
        if item.kind != "attribution":
            best = sum(shared.get(part, 0.0) for part in ABOUT[item.kind])
            return best + 0.1 * sum(shared.values()) if best else 0.0
        content, cue = shared.get("content", 0.0), shared.get("cue", 0.0)
        if (cue and (content or not expected.spans("content"))) or content >= 0.5:
            return cue + content + 0.5 * shared.get("source", 0.0)
        return 0.0

    def _shared(self, item: Item, expected: Expected, part: str) -> float:
        ours, theirs = self._tokens(item.parts.get(part, ())), self._tokens(expected.spans(part))  # type: ignore[call-overload]
        return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0

    def _tokens(self, spans: Iterable[Span]) -> set[int]:
        return {start + found.start() for start, end in spans for found in _WORD.finditer(self.report.text[start:end])}

    # What an item says

    def _judge(self, item: Item, expected: Expected) -> None:
        for part, spans in item.parts.items():
            self._part(item, expected, part, spans)
        holder = self.pairs.get(item.within) if item.within is not None else None
        if isinstance(item.value, Said):
            self._said(item, item.value, expected)
        else:
            self._fact(item, item.value, expected)
            if item.value.reported_by is not None:
                holder = self.pairs.get(item.value.reported_by)
        due = expected.values.get("in", ())
        if (
            holder is not None
            and holder.name not in due
            and holder is not expected
            and not self._holds(holder, expected)
        ):
            self._invented(item, f"said to be in the words of {holder.name}")
        if due:
            self.made.value("within", holder is not None and holder.name in due)
        self._claims(item, expected)

    def _holds(self, holder: Expected, expected: Expected) -> bool:
        """Whether an attribution's content holds all that an item is about, whatever the gold names as its holder."""
        about = [span for part in ABOUT.get(expected.kind, ("cue",)) for span in expected.spans(part)]
        content = holder.spans("content")
        return bool(about) and all(any(a <= start and end <= b for a, b in content) for start, end in about)

    def _part(self, item: Item, expected: Expected, part: str, spans: Iterable[Span]) -> None:
        ours, theirs = self._tokens(spans), self._tokens(expected.spans(part))
        kept = self.made.words.setdefault(f"{item.kind} {part}", [0, 0, 0])
        kept[0] += len(ours & theirs)
        kept[1] += len(ours)
        if part in ("hedge", "outlet", "cue", "order", "channel", "terms") and item.kind == "attribution":
            return
        if part == "content":
            self._content(item, expected, ours, theirs)
        elif ours and not ours & theirs and not (part == "source" and self._same_speaker(item, expected)):
            self._invented(item, f"its {part} is not in the gold")
        elif part not in ("source", "content"):
            for span in spans:
                single = self._tokens([span])
                if single and not single & theirs:
                    self._invented(item, f"its {part} “{self._words([span])}” is not in the gold")

    def _same_speaker(self, item: Item, expected: Expected) -> bool:
        """Whether the source that was read, elsewhere in the text, is the speaker by name."""
        names = _significant(" ".join(expected.values.get("name", ())))
        return bool(names) and bool(names & _significant(self._words(item.parts.get("source", ()))))

    def _content(self, item: Item, expected: Expected, ours: set[int], theirs: set[int]) -> None:
        strange = ours - theirs
        others = {
            token
            for each in self.report.items
            if each.kind == "attribution" and each is not expected and not self._kin(each, expected)
            for token in self._tokens(each.spans("content"))
        }
        if len(strange & others) >= 3 or (ours and len(strange) > len(ours & theirs)):
            self._invented(item, f"words put into a mouth: “{self._words(item.parts.get('content', ()))}”")

    def _kin(self, one: Expected, other: Expected) -> bool:
        """Whether one stands within the other, or both are by one speaker."""
        if one.name in other.values.get("in", ()) or other.name in one.values.get("in", ()):
            return True
        names = set(one.values.get("name", ("-",))) & set(other.values.get("name", ("-",)))
        return bool(names - {"-"})

    # Values of an attribution

    def _said(self, item: Item, said: Said, expected: Expected) -> None:
        values = expected.values
        self._source(item, said.source, expected)
        if said.stance not in (*values.get("stance", ("says",)), "says"):
            self._invented(item, f"the stance “{said.stance}”")
        self._due("stance", said.stance, expected)
        if said.terms not in (*values.get("terms", ("unstated",)), "unstated"):
            self._invented(item, f"the terms “{said.terms}”")
        self._due("terms", said.terms, expected)
        quoted = values.get("quoted", ())
        if quoted and said.quoted != "none" and set(quoted) == {"none"}:
            self._invented(item, f"said to be quoted: {said.quoted}")
        self._due("quoted", said.quoted, expected)
        through = _significant(" ".join([*values.get("through", ()), self._words(expected.spans("source"))]))
        for each in said.through:
            named = f"{each.person.name if each.person else ''} {each.outlet} {each.organisation} {each.attributes}"
            if not _significant(named) <= through:
                self._invented(item, f"said to come through “{named.strip()}”")
        if "through" in values:
            self.made.value("through", any(each.kind == "outlet" for each in said.through))
        for hedge in said.hedges:
            if hedge.casefold() not in self.report.text.casefold():
                self._invented(item, f"the hedge “{hedge}”")
        if "hedge" in values:
            self.made.value("hedge", any(set(values["hedge"]) & {hedge.casefold()} for hedge in said.hedges))
        answered = self.pairs.get(said.answers) if said.answers is not None else None
        if answered is not None and answered.name not in values.get("answers", ()):
            self._invented(item, f"said to answer {answered.name}")
        if "answers" in values:
            self.made.value("answers", answered is not None and answered.name in values["answers"])

    def _due(self, key: str, given: str, expected: Expected) -> None:
        if not expected.may and key in expected.values:
            self.made.value(key, given in expected.values[key])

    def _source(self, item: Item, source: Source, expected: Expected) -> None:
        values = expected.values
        kinds = values.get("kind", ())
        allowed = {"office" if kind == "body" else kind for kind in kinds}
        if allowed and source.kind not in allowed:
            self._invented(item, f"a source of the kind “{source.kind}” where it is {'/'.join(kinds)}")
        if not expected.may and kinds:
            self.made.value("source kind", source.kind in allowed)
        name = str(source.person.name) if source.person and source.person.name else ""
        known = self._known(expected)
        if name and not self._named(name, expected):
            self._invented(item, f"the name “{name}” where it is {'/'.join(values.get('name', ('none',)))}")
        if "name" in values and "-" not in values["name"] and not expected.may:
            self.made.value("name", _significant(name) == _significant(values["name"][0]))
        for key in ("office", "organisation", "attributes"):
            given = _significant(getattr(source, key))
            if strange := given - known:
                self._invented(item, f"{key} “{getattr(source, key)}”: {', '.join(sorted(strange))}")
        outlet = _significant(source.outlet) - _significant(self.report.text + " " + self.report.outlet)
        if outlet:
            self._invented(item, f"the outlet “{source.outlet}”")
        told = " ".join([self._words(expected.spans("channel")), *values.get("channel", ())])
        if not _significant(source.channel) <= _significant(told):
            self._invented(item, f"the channel “{source.channel}”")

    def _named(self, name: str, expected: Expected) -> bool:
        """Whether a name is the right one, or no more than the words that stand there."""
        stands = _significant(self._words(expected.spans("source")))
        right = [each for each in expected.values.get("name", ()) if each != "-"]
        return _significant(name) <= stands or any(_significant(name) <= _significant(each) for each in right)

    def _known(self, expected: Expected) -> set[str]:
        """Words by which this source is described anywhere in the report."""
        names = set(expected.values.get("name", ())) - {"-"}
        same = [
            each for each in self.report.items
            if each is expected or (names and names & set(each.values.get("name", ())))
        ]  # fmt: skip
        told = [self._words([*each.spans("source"), *each.spans("terms")]) for each in same]
        keys = ("name", "office", "org", "attrs")
        return _significant(
            " ".join([*told, *(value for each in same for key in keys for value in each.values.get(key, ()))])
        )

    # Values of a fact

    def _fact(self, item: Item, fact: Fact, expected: Expected) -> None:
        whens = [dates.bounds(when.edtf) for when in expected.whens]
        given = []
        for date in fact.dates:
            if date.edtf:
                given.append(_bounds(date.edtf))
                if given[-1] not in whens:
                    self._invented(item, f"the date {date.edtf} for “{date.words}”")
        for words in {when.words for when in expected.whens if not when.may}:
            right = [dates.bounds(when.edtf) for when in expected.whens if when.words == words]
            self.made.value("date", any(each in given for each in right))
        held = expected.values.get("done", ())
        if held and fact.done is not None and ("yes" if fact.done else "no") not in held:
            self._invented(item, "told as done" if fact.done else "told as still to come")
        number = expected.values.get("number", ("",))[0]
        if fact.number is not None and str(fact.number) != number:
            self._invented(item, f"the number {fact.number}")
        if number and not expected.may:
            self.made.value("number", str(fact.number) == number)
        if expected.values.get("open") == ("open",):
            if fact.exhaustive:
                self._invented(item, "given as a whole list")
            self.made.value("open list", not fact.exhaustive)

    # Claims

    def _claims(self, item: Item, expected: Expected) -> None:
        right = [claim for claims, _ in expected.claims for claim in claims]
        for claim in item.value.claims:
            if not any(_alike(claim, each) for each in right):
                self._invented(item, f"the claim “{_told(claim)}”")
        for claims, may in expected.claims:
            if not may:
                made = all(any(_alike(claim, each) for claim in item.value.claims) for each in claims)
                self.made.value("claim", made)

    # What was not read

    def _missed(self) -> None:
        found = {id(each) for each in self.pairs.values()}
        for expected in self.report.items:
            read = id(expected) in found
            if expected.may:
                continue
            self.made.due[expected.kind] = self.made.due.get(expected.kind, 0) + 1
            self.made.found[expected.kind] = self.made.found.get(expected.kind, 0) + read
            if not read:
                self.made.missed.append(f"{self.report.title}: {expected.kind} {expected.name}")
        for expected in self.report.items:
            if not expected.may or id(expected) in found:
                for part, spans in expected.parts.items():
                    self.made.words.setdefault(f"{expected.kind} {part}", [0, 0, 0])[2] += len(self._tokens(spans))


def _significant(words: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(words)} - _LITTLE


def _bounds(edtf: str) -> tuple[str | None, str | None]:
    try:
        return dates.bounds(edtf)
    except Malformed:
        return ("no date", edtf)


def _alike(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same, in whatever words their subject and their matter are named."""
    return (
        one.predicate == other.predicate
        and (one.denied, one.inside) == (other.denied, other.inside)
        and one.object == other.object
        and one.clauses == other.clauses
        and (one.quantity == other.quantity or {one.quantity.kind, other.quantity.kind} <= {"any", "some"})
        and (one.subject.kind in _NAMELESS) == (other.subject.kind in _NAMELESS)
        and _like(one.subject.name, other.subject.name)
        and (not one.matter or _like(one.matter, other.matter))
    )


def _like(one: str, other: str) -> bool:
    ours, theirs = _significant(one), _significant(other)
    if not ours or not theirs:
        return ours == theirs
    return ours <= theirs or theirs <= ours or len(ours & theirs) / len(ours | theirs) >= 0.6


def _told(claim: Claim) -> str:
    from travaux.claims.grammar import to_text

    return to_text((claim,))


def total(tallies: Iterable[Tally]) -> Tally:
    """Returns all tallies as one."""
    whole = Tally("all")
    for each in tallies:
        whole.invented += each.invented
        whole.missed += each.missed
        for kind, number in each.found.items():
            whole.found[kind] = whole.found.get(kind, 0) + number
        for kind, number in each.due.items():
            whole.due[kind] = whole.due.get(kind, 0) + number
        for counts, added in ((whole.words, each.words), (whole.values, each.values)):
            for key, numbers in added.items():
                kept = counts.setdefault(key, [0] * len(numbers))
                counts[key] = [a + b for a, b in zip(kept, numbers, strict=True)]
    return whole


def rows(tally: Tally) -> Iterator[tuple[str, str, str, str]]:
    """Yields the rows of the table: what, due, read, share."""
    for kind, due in tally.due.items():
        yield kind, str(due), str(tally.found.get(kind, 0)), f"{tally.found.get(kind, 0) / due:.2f}"
    for key, (right, due) in sorted(tally.values.items()):
        yield f"its {key}", str(due), str(right), f"{right / due:.2f}"


def f1(right: int, read: int, due: int) -> tuple[float, float, float]:
    """Returns precision, recall and F1."""
    precision, recall = right / read if read else 0.0, right / due if due else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0
