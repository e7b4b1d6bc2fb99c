"""Numerals: what the number in a label is worth, in digits, letters, Roman or words. Nothing of headings or places.

A numeral is read in every way it can be: "i" is the letter after h and the Roman one; `outline` chooses by its
neighbours. Suffixes (`bis`, `ter`, `alt`, the A of "12A") order what was put in after the number they follow.

>>> [(n.family, n.base) for n in readings("ii")]
[('roman', (2,)), ('letter', (243,))]
>>> readings("3.3 bis")[0].folded
'3.3bis'
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LATIN = "abcdefghijklmnopqrstuvwxyz"
ALPHABETS = (
    LATIN,
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщюя",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
)
SUFFIXES = (
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "nonies",
    "decies",
    "undecies",
    "duodecies",
    "terdecies",
    "quaterdecies",
    "quindecies",
)
_OTHER_SUFFIXES = {
    "quat": "quater",
    "quinque": "quinquies",
    "quinquiesmo": "quinquies",
    "novies": "nonies",
    "alternate": "alt",
    "alternative": "alt",
    "alter": "alt",
}
SUFFIX_WORDS = "|".join(sorted([*SUFFIXES, *_OTHER_SUFFIXES, "alt"], key=len, reverse=True))
_SUFFIX = re.compile(rf"[\s./-]*(?P<word>{SUFFIX_WORDS})(?![^\W\d_])\s?(?P<count>\d?)", re.IGNORECASE)
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_SIGNS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_CHINESE_DIGITS = ("〇零", "一壹", "二貳贰两", "三叁參", "四肆", "五伍", "六陸陆", "七柒", "八捌", "九玖")
_CHINESE = {sign: value for value, signs in enumerate(_CHINESE_DIGITS) for sign in signs}
_CHINESE_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000}
CHINESE_SIGNS = "".join(_CHINESE) + "".join(_CHINESE_TENS)

# Ordinal and cardinal words that stand in headings ("Article premier", "PART TWO", "Erster Teil"), without accents.
_WORDS = {
    1: "one first premier premiere unique uno una primo prima primero primera unico unica primeiro primeira erste "
    "erster ersten erstes eins einziger eerste een первая первый перша перший pierwsza pierwszy prvni birinci πρωτο "
    "الاولى الاول اول اولى",
    2: "two second deux deuxieme seconde secondo seconda segundo segunda due dos dois zweite zweiter zweiten zweites "
    "tweede вторая второй друга другий druga drugi druhy druha ikinci δευτερο الثانية الثاني",
    3: "three third trois troisieme terzo terza tercero tercera terceiro terceira tre tres dritte dritter dritten "
    "drittes derde третья третий третя третій trzecia trzeci treti ucuncu τριτο الثالثة الثالث",
    4: "four fourth quatre quatrieme quarto quarta cuarto cuarta quattro cuatro vierte vierter vierten viertes vierde "
    "четвертая четвертый четверта czwarta czwarty ctvrty dorduncu τεταρτο الرابعة الرابع",
    5: "five fifth cinq cinquieme quinto quinta cinque cinco funfte funfter funften funftes vijfde пятая пятый п'ята "
    "piata piaty paty besinci πεμπτο الخامسة الخامس",
    6: "six sixth sixieme sesto sesta sexto sexta sei seis sechste sechster sechsten sechstes zesde шестая шестой "
    "шоста szosta szosty sesty altinci εκτο السادسة السادس",
    7: "seven seventh sept septieme settimo settima septimo septima setimo setima sette siete sete siebte siebter "
    "siebten siebtes zevende седьмая седьмой сьома siodma siodmy sedmy yedinci εβδομο السابعة السابع",
    8: "eight eighth huit huitieme ottavo ottava octavo octava oitavo oitava otto ocho oito achte achter achten achtes "
    "achtste восьмая восьмой восьма osma osmy sekizinci ογδοο الثامنة الثامن",
    9: "nine ninth neuf neuvieme nono nona noveno novena nove nueve neunte neunter neunten neuntes negende девятая "
    "девятый дев'ята dziewiata dziewiaty devaty dokuzuncu ενατο التاسعة التاسع",
    10: "ten tenth dix dixieme decimo decima dieci diez dez zehnte zehnter zehnten zehntes tiende десятая десятый "
    "десята dziesiata dziesiaty desaty onuncu δεκατο العاشرة العاشر",
    11: "eleven eleventh onze onzieme undici once elfte elfter",
    12: "twelve twelfth douze douzieme dodici doce doze zwolfte zwolfter",
}
WORD_VALUES = {word: value for value, words in _WORDS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Numeral:
    """One reading of a number: its `family` (decimal, letter, roman, chinese, blank), its `base` (one integer for each
    part between dots), its `suffix` as ranks, and the whole `folded` for lookups."""

    family: str
    base: tuple[int, ...]
    suffix: tuple[int, ...] = ()
    folded: str = ""

    @property
    def first(self) -> bool:
        """Whether a list may begin with it."""
        return self.base[-1] in (0, 1) and self.family != "blank"


_UNACCENTED = str.maketrans("ıłøđ", "ilod")


def fold(word: str) -> str:
    """Returns a word in lower case and without accents, as the tables here write it."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFD", word.casefold().translate(_UNACCENTED))
    # The breve is kept: it makes й of и.
    kept = "".join(sign for sign in plain if unicodedata.category(sign) != "Mn" or sign == "\u0306")
    return unicodedata.normalize("NFC", kept)


def follows(earlier: Numeral, later: Numeral) -> bool:
    """Says whether `later` may come straight after `earlier` in an unbroken list."""
    if earlier.family != later.family or earlier.base[:-1] != later.base[:-1]:
        return False
    one, two = earlier.base[-1], later.base[-1]
    if earlier.family == "dash":
        return True
    if one == two:
        return bool(later.suffix) and later.suffix != earlier.suffix
    if earlier.family == "letter":
        return _letters_follow(one, two)
    return two == one + 1


def after(earlier: Numeral, later: Numeral) -> bool:
    """Says whether `later` is somewhere above `earlier`, so that only numbers left out lie between them."""
    same = earlier.family == later.family and earlier.base[:-1] == later.base[:-1]
    return same and (earlier.base[-1], earlier.suffix) < (later.base[-1], later.suffix)


def _letters_follow(one: int, two: int) -> bool:
    # 27 and up are two letters: "aa" continues after "z", but also stands between "a" and "b".
    if two == one + 1 and (two <= 26 or one > 26):
        return True
    if one == 26 and two == 27:
        return True
    double_one, double_two = divmod(one - 1, 26), divmod(two - 1, 26)
    if one <= 26 < two:
        return double_two == (one, 0)
    if two <= 26 < one:
        return two == double_one[0] + 1
    # "aa", "bb", "cc", where letters are doubled and not counted on.
    return double_one[1] == double_one[0] - 1 and double_two == (double_one[0] + 1, double_one[0])


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[Numeral, ...]:
    """Returns every way to read the number in a label, the likelier first; none if it is not a number.

    `text` is bare: "4", "2 bis", "3.3alt", "iv", "aa", "12ZA", "X", "第" not included.
    """
    stem, suffix, tail = _without_suffix(text.strip().strip(".΄ʹ"))
    found = [*_decimal(stem), *_letters(stem), *_chinese(stem), *_word(stem), *_blank(stem)]
    return tuple(Numeral(n.family, n.base, n.suffix + suffix, (n.folded + tail).replace(" ", "")) for n in found)


def _without_suffix(text: str) -> tuple[str, tuple[int, ...], str]:
    cut = _SUFFIX.search(text, 1) if len(text) > 3 and fold(text) not in WORD_VALUES else None
    if cut is None or not (text[0].isdigit() or cut.start() == 1 or roman(text[: cut.start()].strip(" ./-"))):
        return text, (), ""
    ranks: list[int] = []
    words: list[str] = []
    end = cut.start()
    stem = text[:end]
    while match := _SUFFIX.match(text, end):
        word = fold(match["word"])
        word = _OTHER_SUFFIXES.get(word, word)
        # "alt" follows the number it would replace and comes before the `bis` after it.
        ranks += [1 if word == "alt" else SUFFIXES.index(word) + 2, int(match["count"] or 0)]
        words.append(word + match["count"])
        end = match.end()
    return stem.strip(" ./-"), tuple(ranks), "".join(words)


def _decimal(stem: str) -> list[Numeral]:
    match = re.fullmatch(r"(\d{1,4}(?:\.\d{1,4})*)(?:[.\s]?([xX]))?\s?-?([A-Za-z]{0,3})(\d?)", stem)
    if match is None:
        return []
    base = tuple(int(part) for part in match[1].split("."))
    if match[2]:
        return [Numeral("decimal", (*base, 10_000), (), ".".join(map(str, base)) + ".x")]
    letters = match[3]
    ranks: tuple[int, ...] = ()
    if letters:
        # "1ZA" comes before "1A": the Z says so.
        ranks = tuple(2 + LATIN.index(sign) for sign in letters.lower())
        if len(letters) > 1 and letters[0] in "zZ":
            ranks = (-1, *ranks[1:])
    if match[4]:
        ranks = (*ranks, int(match[4]))
    return [Numeral("decimal", base, ranks, ".".join(map(str, base)) + letters.lower() + match[4])]


def _letters(stem: str) -> list[Numeral]:
    low = fold(stem)
    if not low or not low.isalpha() or len(low) > 8:
        return []
    found = []
    if low.isascii() and (value := roman(low)):
        found.append(Numeral("roman", (value,), (), low))
    for alphabet in ALPHABETS:
        if len(low) == 1 and low in alphabet:
            found.append(Numeral("letter", (alphabet.index(low) + 1,), (), low))
        elif len(low) == 2 and low[0] in alphabet and low[1] in alphabet and low.isascii():
            value = 26 * (alphabet.index(low[0]) + 1) + alphabet.index(low[1]) + 1
            found.append(Numeral("letter", (value,), (), low))
    return found


def _chinese(stem: str) -> list[Numeral]:
    if not stem or any(sign not in CHINESE_SIGNS for sign in stem):
        return []
    total, digit = 0, 0
    for sign in stem:
        if sign in _CHINESE:
            digit = digit * 10 + _CHINESE[sign] if digit and total == 0 else _CHINESE[sign]
        else:
            total, digit = total + max(digit, 1) * _CHINESE_TENS[sign], 0
    return [Numeral("chinese", (total + digit,), (), str(total + digit))]


def _word(stem: str) -> list[Numeral]:
    value = WORD_VALUES.get(fold(stem))
    return [Numeral("decimal", (value,), (), str(value))] if value else []


def _blank(stem: str) -> list[Numeral]:
    return [Numeral("blank", (0,), (), "x")] if stem in {"X", "x", "XX", "xx", "__", "…", "..", "Y", "Z"} else []


def roman(text: str) -> int:
    """Returns the value of a Roman number in either case, 0 if it is none.

    >>> roman("XIV"), roman("iiii")
    (14, 0)
    """
    if not text or not _ROMAN.fullmatch(text):
        return 0
    values = [_ROMAN_SIGNS[sign] for sign in text.lower()]
    return sum(-v if v < max(values[place:]) else v for place, v in enumerate(values))
