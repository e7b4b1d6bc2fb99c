"""Names of months, weekdays and numbers; the conventions by which words become dates; the setting they are read in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from travaux.errors import Malformed

Tense = Literal["", "past", "future"]
"""Whether the words speak of what was or of what is to come; empty where they do not tell."""

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTH_NUMBERS = {
    **{name: place for place, name in enumerate(MONTHS, 1)},
    **{name[:3]: place for place, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
WEEKDAY_NUMBERS = {
    **{name: place for place, name in enumerate(WEEKDAYS)},
    **{name[:3]: place for place, name in enumerate(WEEKDAYS)},
    "tues": 1,
    "thurs": 3,
    "thur": 3,
}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60,
    "ninety": 90,
}  # fmt: skip

CONVENTIONS = {
    "nearest-year/1": "A day or a month without a year is in the year that brings it nearest to the reference; where "
    "that is more than 150 days away it is not sure, and is refused.",
    "coming/1": "A day, a month or a weekday without more is the first on or after the reference, where the sentence "
    "speaks of what is to come; a weekday also after “by”, “before” and “until”.",
    "past/1": "A day, a month or a weekday without more is the last on or before the reference, where the sentence "
    "speaks of what was; a weekday also after “since”.",
    "either-weekday/1": "A weekday alone is the last before the reference or the first after it; on that weekday, that "
    "day too. The words do not say which, so it is one of them.",
    "this-or-next/1": "“Next Friday” is the first after the reference or that of the week after, “last Friday” the "
    "last before it or that of the week before: where they differ, one of both.",
    "weeks-from-monday/1": "A week runs from Monday to Sunday (ISO 8601); a weekend is its Saturday and Sunday.",
    "coming-days/1": "The coming days are the seven days after the reference, the coming weeks the 28 days after it.",
    "recent-days/1": "Recent days are the seven days that end with the reference, recent weeks the 28.",
    "counted/1": "“In three days” and “three days ago” count from the reference day. Counted weeks and months are "
    "approximate. “Within” runs from the reference day to the last day that the count can reach.",
    "thirds/1": "Early, mid and late (the beginning, the middle, the end) are days 1 to 10, 11 to 20 and 21 to the "
    "last of a month, and months 1 to 4, 5 to 8 and 9 to 12 of a year.",
    "halves/1": "The first half of a month is days 1 to 15, the second the rest.",
    "moment/1": "By, before or until a time of day is that moment itself; EDTF has no open stretch that ends at one.",
    "northern-seasons/1": "A season is that of the northern hemisphere, by whole months from March.",
}
"""The conventions by name. What a name means never changes; another meaning has another number."""


@dataclass(slots=True)
class Setting:
    """What words are read against: the reference day, if there is one, and what they speak of.

    `tense` is what their sentence tells; `lean` is what a preposition makes likely ("by Friday"), and counts for
    weekdays alone. `asked` becomes true where the words could not be read without the reference.
    """

    reference: date | None = None
    tense: Tense = ""
    lean: Tense = ""
    asked: bool = False

    def day(self, words: str) -> date:
        """Returns the reference day; `Malformed` where the words need one and there is none."""
        if self.reference is None:
            raise unsure(words, "needs a reference day", "Say on which day these words were said or published")
        self.asked = True
        return self.reference


@dataclass(frozen=True, slots=True)
class Found:
    """A date read from words, and the conventions it was read by.

    `definite` says that its first and its last day are what the words mean: so of "next week", not of "late November".
    """

    edtf: str
    by: tuple[str, ...] = ()
    definite: bool = True


def unsure(words: str, why: str, advice: str) -> Malformed:
    """Returns the refusal of words that give no date for sure."""
    return Malformed(f"“{words}” {why}", advice=advice)


def number(text: str) -> int | None:
    """Returns a number in digits (at most four) or as a word; None for any other text."""
    if text in NUMBERS:
        return NUMBERS[text]
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
