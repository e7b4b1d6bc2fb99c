"""Bylines: in whose colour words are painted, by party, by person, by draft or by age, and how we know.

The first draft of all stays plain. Words of which no more is known than in which draft they first stood are nobody's
on record, unless a party tabled that draft as its own: whoever circulates a text has not written all of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from travaux.papers.basis import Basis
from travaux.papers.counting import percent
from travaux.papers.days import day
from travaux.papers.writers import UNKNOWN, Writer, writers
from travaux.record.authorship import Authorship, Deed, TakenOut, Words
from travaux.record.terms import PartyId
from travaux.text.tokens import tokens
from travaux.web.ask import Ask

By = Literal["party", "person", "draft", "age"]
WAYS: tuple[By, ...] = ("party", "person", "draft", "age")
AGES = 6


@dataclass(frozen=True, slots=True)
class Byline:
    """Whose words are, as they are painted: name, letter, colour, and the grade of evidence. `base` is the first
    draft, `gone` words that were taken out, by this one."""

    name: str
    letter: str
    colour: str
    grade: str
    base: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many words of a text somebody put in."""

    name: str
    letter: str
    colour: str
    words: int
    percent: str
    base: bool


class Bylines:
    """Tells whose words are, in one of four ways."""

    def __init__(self, ask: Ask, basis: Basis, authors: Authorship, by: By) -> None:
        self._ask, self._basis, self._authors = ask, basis, authors
        descent = basis.descent
        self._first = next(
            (each for each in authors.deeds if each.kind == "table" and descent.descends(authors.draft, each.draft)),
            None,
        )
        self._capacities: Mapping[PartyId, str] = {each.id: each.capacity for each in ask.state.parties}
        self._name = {"party": self._party, "person": self._person, "draft": self._draft, "age": self._age}[by]
        self._writers: Mapping[str, Writer] = {} if by == "party" else self._lettered(by)

    def of(self, words: Words) -> Byline:
        """Returns the byline of words that stand."""
        writer = UNKNOWN if self.unknown(words) else self._written(words.by, words.tabled, words.hand)
        return Byline(writer.name, writer.letter, writer.colour, words.grade, self.base(words.by))

    def gone(self, words: TakenOut) -> Byline:
        """Returns the byline of whoever took words out."""
        nobody = self._nobody(words.removed, words.grade, words.hand)
        writer = UNKNOWN if nobody else self._written(words.removed, words.tabled, words.hand)
        return Byline(writer.name, writer.letter, writer.colour, words.grade, gone=True)

    def base(self, deed: Deed) -> bool:
        """Whether words are of the first of the drafts from which this one came."""
        return deed == self._first

    def unknown(self, words: Words) -> bool:
        """Whether nobody on record wrote some words."""
        return self._nobody(words.by, words.grade, words.hand)

    def _nobody(self, deed: Deed, grade: str, hand: str) -> bool:
        own = deed.party is not None and self._capacities.get(deed.party) == "party"
        return grade == "inferred" and deed.kind == "table" and not (self.base(deed) or own or hand)

    def _written(self, deed: Deed, tabled: Deed, hand: str) -> Writer:
        if self._name == self._party:
            found = self._ask.writer(deed.party)
            return found or Writer(self._depositary(hand), "§", "px")
        return self._writers[self._name(deed, tabled, hand)]

    # Names, by which words are told apart

    def _party(self, deed: Deed, tabled: Deed, hand: str) -> str:
        return self._ask.name(deed.party) or self._depositary(hand)

    @staticmethod
    def _depositary(hand: str) -> str:
        return hand or _("the depositary")

    def _person(self, deed: Deed, tabled: Deed, hand: str) -> str:
        known = self._basis.teller.person_id(deed.person) if deed.person else ""
        if known.startswith(("person-", "a person whose")):
            known = ""
        party = self._party(deed, tabled, "")
        typed = hand and deed.kind == "propose"  # by whoever put somebody's amendment into a file
        if known and (typed or not hand):
            return f"{known} ({party})"
        if hand and not typed:
            return hand
        return _("%(party)s, no person named") % {"party": party}

    def _draft(self, deed: Deed, tabled: Deed, hand: str) -> str:
        found = self._ask.state.draft(tabled.draft)
        return _("draft %(number)s") % {"number": found.number} if found else self._basis.teller.draft(tabled.draft)

    def _age(self, deed: Deed, tabled: Deed, hand: str) -> str:
        entered = self._ask.state.entry(deed.entry)
        return _("on %(day)s") % {"day": day(entered.entry.at)} if entered else ""

    def _lettered(self, by: By) -> Mapping[str, Writer]:
        """Returns a writer for each name: people by how much they wrote, drafts and days in their order."""
        runs = [*((each.by, each.tabled, each.hand, each.text) for each in self._authors.words),
                *((each.removed, each.tabled, each.hand, "") for each in self._authors.taken_out)]  # fmt: skip
        if by == "person":
            many: dict[str, int] = {}
            for deed, tabled, hand, text in runs:
                name = self._person(deed, tabled, hand)
                many[name] = many.get(name, 0) + (0 if self.base(deed) else len(text))
            return writers(sorted(many, key=lambda name: (-many[name], name)))
        order = sorted(runs, key=lambda run: (run[1] if by == "draft" else run[0]).entry)
        names = list(dict.fromkeys(self._name(deed, tabled, hand) for deed, tabled, hand, _text in order))
        return {name: self._numbered(by, name, place, len(names)) for place, name in enumerate(names)}

    @staticmethod
    def _numbered(by: By, name: str, place: int, many: int) -> Writer:
        if by == "age":
            step = 0 if many < 2 else round((AGES - 1) * place / (many - 1))
            return Writer(name, str(place + 1), f"age{step}")
        number = "".join(sign for sign in name if sign.isdecimal()) or str(place + 1)
        return Writer(name, number, f"p{place % 12}")


def counted_words(text: str) -> int:
    """Returns how many words a text has; signs are not counted."""
    return sum(token.text[:1].isalnum() for token in tokens(text))


def shares(counts: Mapping[Byline, int]) -> tuple[Share, ...]:
    """Returns how many words are whose, the first draft first and nobody on record last."""
    found: dict[tuple[str, str, str, bool], int] = {}
    for byline, many in counts.items():
        key = (byline.name, byline.letter, byline.colour, byline.base)
        found[key] = found.get(key, 0) + many
    whole = sum(found.values())
    order = sorted(found, key=lambda key: (not key[3], key[2] == "px", -found[key], key[0]))
    return tuple(
        Share(name=name, letter=letter, colour=colour, words=found[name, letter, colour, base],
              percent=percent(found[name, letter, colour, base], whole), base=base)
        for name, letter, colour, base in order
        if found[name, letter, colour, base]
    )  # fmt: skip


def painted(shares_: Sequence[Share]) -> int:
    """Returns how many words are not of the first draft."""
    return sum(each.words for each in shares_ if not each.base)
