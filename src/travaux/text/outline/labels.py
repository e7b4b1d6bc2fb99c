"""Labels: what stands printed before the words of a clause, "Article 2 bis", "4.", "(a)", "[3 bis.]", "—".

A label is only *read* here; whether a line that begins with one begins a clause is for `outline` to say.

>>> text = "[(a)] The Parties"
>>> [(label.text, label.number, label.shape) for label in labels_at(text, 0, len(text))]
[('[(a)]', 'a', '(letter)')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from travaux.text.outline.headings import HeadingWord, heading_word
from travaux.text.outline.numerals import CHINESE_SIGNS, SUFFIX_WORDS, Numeral, readings

_SUFFIX = rf"(?:(?:\s|[./-])?(?:\[(?:{SUFFIX_WORDS})\]|(?:{SUFFIX_WORDS}))(?![^\W_])(?:\s?\d(?![\d.]))?)*"
_DECIMAL = (
    rf"\d{{1,4}}(?:\.\d{{1,4}})*(?=[\s./-]?\s?\[?(?:{SUFFIX_WORDS})(?![^\W_]))"
    r"|\d{1,4}(?:\.\d{1,4})*(?:\.?[xX](?![^\W_]))?(?-i:[A-Z]{1,3}|[a-z])?\d?(?![^\W_])(?!\.\d)"
)
_LETTERS = (
    r"[ivxlcdmIVXLCDM]{1,7}(?![^\W_])|[A-Za-z]{1,2}(?![^\W_])|[а-яіїєґα-ωא-ת](?![^\W_])|[А-ЯІЇЄҐΑ-Ω](?![^\W_])"
    r"|[\u0621-\u064a]\u0640?(?![^\W_])"
)
_CHINESE = f"[{CHINESE_SIGNS}]{{1,5}}"
NUMBER = rf"(?:(?:{_DECIMAL}){_SUFFIX}|(?:{_LETTERS}){_SUFFIX}|{_CHINESE})"
_LIST = re.compile(
    rf"""
      (?P<several>(?:\[{NUMBER}\.?\]){{2,}}\.?)
    | (?P<fence>\[)?
      (?: [(（](?P<both>{NUMBER})\.?[)）]
        | §\s?(?P<sign>{NUMBER})\.?
        | (?P<bare>{NUMBER})(?:\s?[°º])?
          (?P<mark>\.?[)）]|\.[-–—]|[.．、:：]|(?=\s?[-–—]\s)|(?=\t|\s{{2,}}|\u3000)|(?=[\s\[*_“"«]|$))
      )
      (?P<close>\])?
    | (?P<ring>[①-⑳])
    | (?P<dash>[-–—−•·◦▪‣∙●○■□➢*])(?=\s)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OPENING_MARKS = "*_["
_BLANKS = " \t\u00a0\u202f\u2003\u2002\u2009\u3000"


@dataclass(frozen=True, slots=True)
class Label:
    """A label at a place, in one reading.

    `kind` is what a heading word names, empty for a list label. `shape` says how it is printed, so that one list keeps
    one shape: "(letter)", "decimal.", "decimal.decimal". `start` and `end` are where it stands, punctuation included.
    """

    text: str
    start: int
    end: int
    kind: str = ""
    shape: str = ""
    value: Numeral | None = None
    citing: bool = False

    @property
    def number(self) -> str:
        """The number alone, folded."""
        return self.value.folded if self.value else ""


def labels_at(text: str, start: int, end: int) -> tuple[Label, ...]:
    """Returns the readings of the label that stands at `start`, none if no label does.

    Emphasis marks and one opening bracket before it are passed over; they stay the clause's own.
    """
    place = start
    while place < end and text[place] in _OPENING_MARKS and place - start < 6 and not _is_dash(text, place):
        place += 1
    if place >= end:
        return ()
    if place == start or text[place - 1] not in "*_":
        fenced = place - 1 if place > start and text[place - 1] == "[" else place
    else:
        fenced = place
    if word := heading_word(text, place, end):
        return _word_label(text, word, fenced, place, end)
    return _list_label(text, fenced, place, end)


def _has_room(text: str, stop: int, end: int) -> bool:
    """Says whether a letter without a stop stands alone, or before a wide gap or a dash: "II    Scope", "A – Scope"."""
    after = text[stop : stop + 3]
    return stop >= end or after[:1] in "\t\u3000\n" or after[:2] == "  " or after.lstrip(" ")[:1] in tuple("-–—")


def _is_dash(text: str, place: int) -> bool:
    return text[place] == "*" and text[place + 1 : place + 2].isspace()


def _word_label(text: str, word: HeadingWord, fenced: int, place: int, end: int) -> tuple[Label, ...]:
    stop = word.end
    begin = place
    if fenced < place and text.startswith("]", stop):
        begin, stop = fenced, stop + 1
    if word.number:
        stop = _past_mark(text, stop, end)
    values = readings(word.number) if word.number else ()
    shape = word.kind
    if not values:
        return (Label(text[begin:stop], begin, stop, word.kind, shape, None, word.citing),)
    return tuple(Label(text[begin:stop], begin, stop, word.kind, shape, value, word.citing) for value in values)


def _past_mark(text: str, stop: int, end: int) -> int:
    for mark in (".º", ".ª", ".°", "º", "ª", "°"):
        if text.startswith(mark, stop):
            stop += len(mark)
    if text.startswith((".-", ".–", ".—"), stop):
        return stop + 2
    if stop < end and text[stop] in ".:：)" and (stop + 1 == end or not text[stop + 1].isdigit()):
        return stop + 1
    return stop


def _list_label(text: str, fenced: int, place: int, end: int) -> tuple[Label, ...]:
    match = _LIST.match(text, fenced, end)
    if match is None or (match["fence"] and not match["close"]) or (match["several"] and fenced == place):
        match = _LIST.match(text, place, end)
        if match is None or match["fence"] or match["several"]:
            return ()
    begin, stop = match.span()
    if match["close"] and not match["fence"]:
        stop = match.start("close")
    if match["dash"]:
        return (Label(match["dash"], begin, stop, "", match["dash"], Numeral("dash", (1,), (), "")),)
    if match["ring"]:
        value = Numeral("decimal", (ord(match["ring"]) - ord("①") + 1,), (), str(ord(match["ring"]) - ord("①") + 1))
        return (Label(match["ring"], begin, stop, "", "(decimal)", value),)
    number = match["both"] or match["sign"] or match["bare"] or NUMBER_ALONE.findall(match["several"])[0]
    mark = "()" if match["both"] else "§" if match["sign"] else match["mark"] or ""
    if match["several"]:
        mark = "." if match["several"].endswith(".") else ""
    bare = number.replace("[", "").replace("]", "")
    if (
        not mark
        and bare.isalpha()
        and bare[0] not in CHINESE_SIGNS
        and not match["fence"]
        and not _has_room(text, stop, end)
    ):
        return ()
    return tuple(
        Label(text[begin:stop], begin, stop, "", shape_of(bare, value, mark), value) for value in readings(bare)
    )


NUMBER_ALONE = re.compile(NUMBER, re.IGNORECASE)


def shape_of(number: str, value: Numeral, mark: str) -> str:
    """Returns how a list label is printed: its family, its case, how many parts, its punctuation."""
    family = value.family
    if family in ("letter", "roman") and number[:1].isupper():
        family = family.upper()
    name = ".".join([family] * len(value.base)) if len(value.base) > 1 else family
    if mark == "()":
        return f"({name})"
    if ")" in mark or "）" in mark:
        return f"{name})"
    return name if len(value.base) > 1 or not mark else f"{name}{'.' if mark[0] in '.．:：、' else mark[0]}"
