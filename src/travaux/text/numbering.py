"""Automatic numbers: the labels that a word processor computes for a run of paragraphs, and the shapes they may have.

A list has levels, and shares its *counter* with every list of the same counter name. At each numbered paragraph the
counter of its level goes up by one, or begins at the level's start where it was not in use; the counters of deeper
levels are dropped, unless such a level never restarts or waits for a level further up. A list with `starts` sets the
shared counter at its first use of the level, once, and begins there whenever the level starts again. The label is the
level's pattern with `%1` … `%9` replaced by the counters in their shapes; a level above that is not in use yet begins
with the level below it, as word processors have it (ISO/IEC 29500-1, 17.9).

Each view counts for itself: what a tracked insertion renumbers is renumbered only where the insertion stands.

>>> outline = NumberedList("a", (Level("decimal", "Article %1"), Level("lower-letter", "(%2)")))
>>> counters = Counters({"a": outline})
>>> [counters.label("a", level) for level in (0, 1, 1, 0, 1)]
['Article 1', '(a)', '(b)', 'Article 2', '(a)']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from travaux.text.paragraphs import Level, NumberedList

_PLACE = re.compile("%([1-9])")


class Counters:
    """The counters of all lists while one view is read from its first line to its last."""

    def __init__(self, lists: Mapping[str, NumberedList]) -> None:
        self._lists = lists
        self.known = bool(lists)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        # A pattern cut at its places: words, level, words, level, …
        self._plans: dict[str, list[str]] = {}

    def label(self, name: str, level: int) -> str:
        """Counts one paragraph at `level` (from 0) of the list `name`, and returns its label."""
        found = self._lists.get(name)
        if found is None or not 0 <= level < len(found.levels):
            return ""
        counts = self._counts.get(found.counter)
        if counts is None:
            counts = self._counts[found.counter] = {}
        self._count(name, found, level, counts)
        own = found.levels[level]
        plan = self._plans.get(own.pattern)
        if plan is None:
            plan = self._plans[own.pattern] = _PLACE.split(own.pattern)
        if own.shape == "bullet" or len(plan) == 1:
            return own.pattern.strip()
        written = plan[0]
        for place in range(1, len(plan), 2):
            written += _counter(found, own, int(plan[place]) - 1, counts) + plan[place + 1]
        return written.strip()

    def _count(self, name: str, found: NumberedList, level: int, counts: dict[int, int]) -> None:
        afresh = level not in counts or ((name, level) not in self._begun and level in dict(found.starts))
        counts[level] = _start(found, level) if afresh else counts[level] + 1
        for above in range(level):
            if above not in counts:
                counts[above] = _start(found, above)
        self._begun.add((name, level))
        for deeper in [d for d in counts if d > level and _restarts(found, d, level)]:
            del counts[deeper]


def _restarts(found: NumberedList, deeper: int, level: int) -> bool:
    """Tells whether the counter of `deeper` starts afresh once `level`, above it, was counted."""
    after = found.levels[deeper].restart if deeper < len(found.levels) else None
    return True if after is None else level < after


# "Article I / Section 1.01" is a legal style that every word processor offers: its digits stay padded.
_KEPT_IN_LEGAL = frozenset({"none", "bullet", "padded", "padded-3", "padded-4", "padded-5"})


def _counter(found: NumberedList, own: Level, level: int, counts: Mapping[int, int]) -> str:
    if level >= len(found.levels):
        return ""
    at = found.levels[level]
    shape = "decimal" if own.legal and at.shape not in _KEPT_IN_LEGAL else at.shape
    count = counts.get(level)
    return in_shape(_start(found, level) if count is None else count, shape)


def _start(found: NumberedList, level: int) -> int:
    return dict(found.starts).get(level, found.levels[level].start)


def in_shape(number: int, shape: str) -> str:
    """Returns a number in a shape: "decimal", "padded" (01), "lower-roman", "upper-letter" (A … Z, AA), "ordinal"
    (1st), "ordinal-words" (First), …; a shape not known here is written in digits.

    >>> [in_shape(28, shape) for shape in ("upper-roman", "lower-letter", "ordinal", "cardinal-words", "hebrew")]
    ['XXVIII', 'bb', '28th', 'Twenty-eight', 'כח']
    """
    write = _SHAPES.get(shape)
    return write(number) if write and number >= 0 else str(number)


def _padded(width: int) -> Callable[[int], str]:
    return lambda number: str(number).rjust(width, "0")


_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _roman(number: int) -> str:
    if not 0 < number < 10_000:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


def _repeated(signs: str) -> Callable[[int], str]:
    """Letters in the word processor's way: a … z, then aa, bb … zz, then aaa."""

    def write(number: int) -> str:
        if not 0 < number <= 50 * len(signs):
            return str(number)
        times, place = divmod(number - 1, len(signs))
        return signs[place] * (times + 1)

    return write


def _cycled(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _digits(zero: str) -> Callable[[int], str]:
    return lambda number: "".join(chr(ord(zero) + int(digit)) for digit in str(number))


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
          "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
             "twelve": "twelfth"}  # fmt: skip


def _in_words(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        return _TENS[tens] + (f"-{_UNITS[unit]}" if unit else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_UNITS[hundreds]} hundred" + (f" {_in_words(rest)}" if rest else "")
    thousands, rest = divmod(number, 1000)
    return f"{_in_words(thousands)} thousand" + (f" {_in_words(rest)}" if rest else "")


def _cardinal_words(number: int) -> str:
    return _in_words(number).capitalize()


def _ordinal_words(number: int) -> str:
    head, last = re.fullmatch(r"(.*?)([a-z]+)", _in_words(number).lower(), re.DOTALL).groups()  # type: ignore[union-attr]
    ending = _ORDINALS.get(last) or (last.removesuffix("y") + "ieth" if last.endswith("y") else last + "th")
    return (head + ending).capitalize()


_HEBREW = ((400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ"),
           (40, "מ"), (30, "ל"), (20, "כ"), (10, "י"), (9, "ט"), (8, "ח"), (7, "ז"), (6, "ו"), (5, "ה"), (4, "ד"),
           (3, "ג"), (2, "ב"), (1, "א"))  # fmt: skip


def _hebrew(number: int) -> str:
    if not 0 < number < 1000:
        return str(number)
    written, rest = "", number
    for value, sign in _HEBREW:
        while rest >= value:
            written, rest = written + sign, rest - value
    # Fifteen and sixteen are written nine and six, nine and seven: the plain way would spell the Name.
    return written.replace("יה", "טו").replace("יו", "טז")


_HAN = "〇一二三四五六七八九"


def _han(number: int) -> str:
    if not 0 < number < 10_000:
        return "".join(_HAN[int(digit)] for digit in str(number))
    written, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("〇" if gap and written else "") + _HAN[digit] + sign
        gap = not digit
    return written.removeprefix("一") if written.startswith("一十") else written


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"

_SHAPES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "padded": _padded(2),
    "padded-3": _padded(3),
    "padded-4": _padded(4),
    "padded-5": _padded(5),
    "lower-roman": _roman,
    "upper-roman": lambda number: _roman(number).upper(),
    "lower-letter": _repeated(_LATIN),
    "upper-letter": _repeated(_LATIN.upper()),
    "lower-russian": _repeated(_RUSSIAN),
    "upper-russian": _repeated(_RUSSIAN.upper()),
    "arabic-letter": _repeated(_ARABIC),
    "arabic-abjad": _repeated(_ABJAD),
    "thai-letter": _repeated(_THAI),
    "hebrew": _hebrew,
    "hebrew-letter": _repeated("אבגדהוזחטיכלמנסעפצקרשת"),
    "han": _han,
    "han-digits": lambda number: "".join(_HAN[int(digit)] for digit in str(number)),
    "stems": _cycled("甲乙丙丁戊己庚辛壬癸"),
    "branches": _cycled("子丑寅卯辰巳午未申酉戌亥"),
    "full-width": _digits("０"),
    "arabic-digits": _digits("٠"),
    "hindi-digits": _digits("०"),
    "thai-digits": _digits("๐"),
    "circled": _circled,
    "between-dashes": lambda number: f"- {number} -",
    "hexadecimal": lambda number: f"{number:X}",
    "ordinal": _ordinal,
    "ordinal-words": _ordinal_words,
    "cardinal-words": _cardinal_words,
    "footnote-signs": lambda number: _repeated("*†‡§")(number) if number else "",
    "none": lambda _: "",
    "bullet": lambda _: "",
}
