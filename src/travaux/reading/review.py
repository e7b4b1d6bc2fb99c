"""Review: what a person decides about each item of a reading. A value: every deed gives the next one.

    accept   the item may enter the record, as read or as mended
    mend     one field of an item is put right, by hand, before it is accepted
    refuse   it is not so, or of no use
    skip     it stays open
    back     to the item before
    sure     all open items of the tier *sure* are accepted at once; no other tier can be

A review is kept as one JSON text and taken up again for the same report alone (by its digest). An item is known by its
kind and its characters, so that a decision holds where another version of the reader numbers the items anew; one that
it no longer finds is dropped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from travaux.claims.grammar import from_text
from travaux.errors import Malformed
from travaux.reading.items import Item, Reading, Said, Span, Stance
from travaux.record.terms import Attribution, Person, PersonId

Decision = Literal["accepted", "refused"]
FORMAT = "travaux-review/1"


@dataclass(frozen=True, slots=True)
class Review:
    """A reading under review: `at` is the place of the item in hand, `mends` what was put right, field by field."""

    reading: Reading
    decided: Mapping[int, Decision] = field(default_factory=dict)
    mends: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    at: int = 0

    @property
    def current(self) -> Item | None:
        """The item in hand, as mended; None after the last."""
        return self.item(self.reading.items[self.at].number) if self.at < len(self.reading.items) else None

    def item(self, number: int) -> Item:
        """Returns an item with everything that was put right in it."""
        found = next(each for each in self.reading.items if each.number == number)
        for name, words in self.mends.get(number, {}).items():
            found = mended(self.reading.report.text, found, name, words)
        return found

    @property
    def accepted(self) -> tuple[Item, ...]:
        """The items that were accepted, as mended, in the order of the text."""
        return tuple(
            self.item(each.number) for each in self.reading.items if self.decided.get(each.number) == "accepted"
        )

    @property
    def open(self) -> int:
        """How many items nothing was decided of."""
        return sum(each.number not in self.decided for each in self.reading.items)

    def accept(self) -> Review:
        """Accepts the item in hand and goes on."""
        return self._decide("accepted")

    def refuse(self) -> Review:
        """Refuses the item in hand and goes on."""
        return self._decide("refused")

    def skip(self) -> Review:
        """Leaves the item in hand open and goes on."""
        return replace(self, at=min(self.at + 1, len(self.reading.items)))

    def back(self) -> Review:
        """Goes to the item before."""
        return replace(self, at=max(self.at - 1, 0))

    def mend(self, name: str, words: str) -> Review:
        """Puts a field of the item in hand right; raises `Malformed` where that cannot be."""
        if self.current is None:
            return self
        mended(self.reading.report.text, self.current, name, words)
        number = self.reading.items[self.at].number
        return replace(self, mends={**self.mends, number: {**self.mends.get(number, {}), name: words}})

    def accept_sure(self) -> Review:
        """Accepts every open item of the tier *sure*, and stays where it is."""
        sure: dict[int, Decision] = {
            each.number: "accepted"
            for each in self.reading.items
            if each.tier == "sure" and each.number not in self.decided
        }
        return replace(self, decided={**self.decided, **sure})

    def _decide(self, how: Decision) -> Review:
        if self.current is None:
            return self
        return replace(self.skip(), decided={**self.decided, self.reading.items[self.at].number: how})


FIELDS: Mapping[str, str] = {
    "words": "the words of the statement, as they stand in the report",
    "name": "who spoke, by name",
    "office": "the speaker's office",
    "organisation": "the organisation spoken for",
    "attributes": "what is told of a source without a name",
    "stance": ", ".join(get_args(Stance)),
    "terms": ", ".join(get_args(Attribution)),
    "claims": "claims in the controlled English, divided by ;",
}
"""What can be mended in a statement; in a fact of the process only its claims can."""


def mended(text: str, item: Item, name: str, words: str) -> Item:
    """Returns an item with one field put right by hand; raises `Malformed` where it has no such field or value."""
    words = " ".join(words.split())
    if name == "claims":
        claims = tuple(claim for one in words.split(";") if one.strip() for claim in from_text(one)[0].claims)
        return replace(item, value=replace(item.value, claims=claims), how=(*item.how, "claims: by hand"))
    if not isinstance(item.value, Said) or name not in FIELDS:
        there = ", ".join(FIELDS) if isinstance(item.value, Said) else "claims"
        raise Malformed(f"{name!r} cannot be mended here", where=f"item {item.number + 1}", advice=f"There is {there}")
    how = (*item.how, f"{name}: by hand")
    if name == "words":
        parts = {**item.parts, "content": (_standing(text, words),)}
        return replace(item, parts=parts, how=how)
    return replace(item, value=_revalued(item.value, name, words), how=how)


def _revalued(said: Said, name: str, words: str) -> Said:
    source = said.source
    match name:
        case "stance" | "terms":
            allowed: tuple[str, ...] = get_args(Stance if name == "stance" else Attribution)
            if words not in allowed:
                raise Malformed(f"{words!r} is none of: {', '.join(allowed)}", where=name)
            return replace(said, **{name: words})  # type: ignore[arg-type]
        case "name":
            person = Person(id=PersonId(""), name=words) if words else None
            kind = "person" if words else "anonymous"
            return replace(said, source=replace(source, kind=kind, person=person))  # type: ignore[arg-type]
    return replace(said, source=replace(source, **{name: words}))  # type: ignore[arg-type]


def _standing(text: str, words: str) -> Span:
    """Returns where some words stand in a text, whatever the white space between them."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = [match.span() for match in pattern.finditer(text)] if words else []
    if len(found) != 1:
        times = "more than once" if found else "nowhere"
        raise Malformed(f"these words stand {times} in the report", where="words", advice="Give more of them, exactly")
    return found[0]


# Kept, and taken up again


def to_text(review: Review) -> str:
    """Returns a review as a JSON text."""
    known = {each.number: _key(each) for each in review.reading.items}
    return json.dumps(
        {
            "format": FORMAT,
            "report": review.reading.report.digest,
            "decided": [[*known[number], how] for number, how in sorted(review.decided.items())],
            "mends": [[*known[number], dict(fields)] for number, fields in sorted(review.mends.items())],
        },
        ensure_ascii=False,
        indent=1,
    )


def taken_up(text: str, reading: Reading) -> Review:
    """Returns the review that a JSON text holds, at its first open item.

    Raises `Malformed` where it is none, or one of another report.
    """
    numbers = {_key(each): each.number for each in reading.items}
    try:
        kept = json.loads(text)
        if kept["format"] != FORMAT or kept["report"] != reading.report.digest:
            raise Malformed(
                "this review is of another report", where="review", advice="Name another file, or remove it"
            )
        decided: dict[int, Decision] = {}
        for kind, characters, how in kept["decided"]:
            if (kind, characters) in numbers and how in get_args(Decision):
                decided[numbers[kind, characters]] = how
        mends = {
            numbers[kind, characters]: {str(name): str(words) for name, words in fields.items()}
            for kind, characters, fields in kept["mends"]
            if (kind, characters) in numbers
        }
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Malformed(f"this is no review ({fault})", where="review", advice="Remove it to begin anew") from None
    review = Review(reading, decided)
    for number, fields in mends.items():
        for name, words in fields.items():
            # What could be mended once may not be, where the item is read otherwise now.
            with_it = _mended_or_not(replace(review, at=_place(reading, number)), name, words)
            review = replace(with_it, at=0)
    first = next((at for at, each in enumerate(reading.items) if each.number not in decided), len(reading.items))
    return replace(review, at=first)


def _mended_or_not(review: Review, name: str, words: str) -> Review:
    try:
        return review.mend(name, words)
    except Malformed:
        return review


def _place(reading: Reading, number: int) -> int:
    return next(at for at, each in enumerate(reading.items) if each.number == number)


def _key(item: Item) -> tuple[str, str]:
    spans = sorted(span for spans in item.parts.values() for span in spans)
    return item.kind, " ".join(f"{start}-{end}" for start, end in spans)


KEYS: Mapping[str, tuple[str, Callable[[Review], Review]]] = {
    "a": ("accept", Review.accept),
    "r": ("refuse", Review.refuse),
    "s": ("skip", Review.skip),
    "b": ("back", Review.back),
    "A": ("all sure", Review.accept_sure),
}
"""What a key does, and how it is called; `e` mends and `q` quits, which takes more than a review to do."""
