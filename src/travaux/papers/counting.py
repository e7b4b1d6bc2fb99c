"""Counting in words, as prose does it: "six words", "clauses 3 and 9". No sentence about a text is made here.

>>> counted(6, "word"), counted(1, "change"), counted(1200, "word")
('six words', 'one change', '1,200 words')
>>> listed(["3", "9", "14"])
'3, 9 and 14'
"""

from __future__ import annotations

from collections.abc import Sequence

_UNITS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip


def number(count: int) -> str:
    """Returns a count as prose writes it: words up to twenty, then figures with a comma for thousands."""
    return _UNITS[count] if 0 <= count < len(_UNITS) else f"{count:,}"


def alike(counts: Sequence[int]) -> list[str]:
    """Returns several counts in one manner: in words where all of them are small enough, else all in figures.

    >>> alike([3, 12]), alike([3, 24])
    (['three', 'twelve'], ['3', '24'])
    """
    small = all(count < len(_UNITS) for count in counts)
    return [number(count) if small else f"{count:,}" for count in counts]


def counted(count: int, noun: str, plural: str = "") -> str:
    """Returns a count with its noun in the right form."""
    return f"{number(count)} {noun if count == 1 else plural or noun + 's'}"


def listed(items: Sequence[str], most: int = 0) -> str:
    """Returns items joined as prose joins them; more than `most` of them end with how many others there are.

    >>> listed(["Aldania", "Boria", "Cedria"]), listed(["Aldania", "Boria", "Cedria"], 1)
    ('Aldania, Boria and Cedria', 'Aldania and two others')
    """
    shown = list(items)
    if most and len(shown) > most:
        shown = [*shown[:most], counted(len(items) - most, "other")]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def sentence(text: str) -> str:
    """Returns a text with its first letter made a capital.

    >>> sentence("six words")
    'Six words'
    """
    return text[:1].upper() + text[1:]


def begun(name: str) -> str:
    """Returns the name of a draft as a sentence begins with it; the name of a file stays as it is.

    >>> begun("draft 2"), begun("draft-2.docx")
    ('Draft 2', 'draft-2.docx')
    """
    return sentence(name) if name.startswith(("draft ", "the ")) and "." not in name else name


def ordinal(count: int) -> str:
    """Returns a place in a row: "first", "second", "third", then "4th".

    >>> [ordinal(count) for count in (1, 3, 4, 11, 22, 113)]
    ['first', 'third', '4th', '11th', '22nd', '113th']
    """
    if count <= 3:
        return ("first", "second", "third")[count - 1]
    teen = 10 < count % 100 < 14
    return f"{count}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"


def percent(part: int, whole: int) -> str:
    """Returns a share in whole per cent, with a thin space before the sign; less than a half is still "<1".

    >>> percent(0, 3), percent(1, 300), percent(1, 3), percent(3, 3)
    ('0\u202f%', '<1\u202f%', '33\u202f%', '100\u202f%')
    """
    if not whole or not part:
        return "0\u202f%"
    share = round(100 * part / whole)
    return f"{share or '<1'}\u202f%"
