"""Classes: what each token does in a sentence, as far as a list of words can tell; and names behind one mask.

A token becomes a word in small letters if it is one that anybody uses, and a mask if it may be a name: NAME for a
capital that is not merely the first of its sentence, a few endings for all other words that nobody else uses. Rules and
model see words and classes only through this door, so neither can learn or hold a name.

    V0 V3 Vd Vn Vg   a verb of speech: base, third, past, participle, -ing       T0 T3 Td Tn Tg   of thought
    A0 A3 Ad An Ag   a verb of attitude, manner or deed        AJ NS   an adjective, a noun of attitude
    NC NO NT         a noun that carries a statement; an office; a title          PS PO PP PR      pronouns
    DT BE HV DO MD   determiner, auxiliaries     NG AV IN SB CJ WD               small words
    DY MO NU TM      day, month, number, time    NAME  ED ING LY S W             a name; other words by their ending
"""

from __future__ import annotations

from collections.abc import Container

from travaux.reading.lexicon import closed, nouns, speech
from travaux.reading.prose import Paragraph

NAME = "NAME"

_FORM = {"base": "0", "third": "3", "past": "d", "participle": "n", "ing": "g"}


def _table() -> dict[str, str]:
    made: dict[str, str] = {}
    layers: list[tuple[str, frozenset[str]]] = [
        ("AJ", nouns.LEANINGS), ("NS", nouns.STANCES), ("WD", closed.COMMON), ("TM", closed.TIMES),
        ("NU", closed.NUMBERS), ("NO", nouns.OFFICES), ("NC", nouns.CUE_NOUNS), ("NT", nouns.TITLES - nouns.OFFICES),
        ("MO", closed.MONTHS), ("DY", closed.DAYS),
    ]  # fmt: skip
    for name, listed in layers:
        made.update(dict.fromkeys(listed, name))
    for word, (_, form) in speech.ACTS.items():
        made.setdefault(word, "A" + _FORM[form])
    for word, (_, form) in speech.THINKS.items():
        made[word] = "T" + _FORM[form]
    for word, (_, form) in speech.SAID.items():
        made[word] = ("N" if word in nouns.CUE_NOUNS else "V") + _FORM[form]
    for name, listed in [
        ("AV", closed.ADVERBS), ("IN", closed.PREPOSITIONS), ("SB", closed.SUBORDINATORS), ("CJ", closed.CONJUNCTIONS),
        ("DT", closed.DETERMINERS), ("PO", closed.OBJECTS), ("PR", closed.REFLEXIVES), ("PP", closed.POSSESSIVES),
        ("PS", closed.SUBJECTS), ("MD", closed.MODALS), ("DO", closed.DO), ("HV", closed.HAVE), ("BE", closed.BE),
        ("NG", closed.NEGATIONS),
    ]:  # fmt: skip
        made.update(dict.fromkeys(listed, name))
    made.update(
        {"that": "TH", "who": "WH", "which": "WH", "according": "AC", "to": "TO", "of": "OF", "'s": "'s", "’s": "'s"}
    )
    made.update(dict.fromkeys(["it"], "IT"))
    return made


TABLE = _table()
"""The class of every word in the lexicon."""

_SIGNS = {
    ",": ",", ".": ".", "?": "?", "!": "?", ":": ":", ";": ";", "—": "-", "–": "-", "--": "-", "-": "-", "...": "…",
    "…": "…", "(": "(", ")": ")", "[": "(", "]": ")", "'": "'", "’": "'",
}  # fmt: skip
_ENDINGS = (
    "ation", "tion", "sion", "ment", "ness", "ship", "ance", "ence", "able", "ible", "less", "ical", "ward", "wise",
    "ism", "ist", "ity", "ive", "ful", "ous", "ary", "ory", "ing", "est", "ize", "ise", "ate", "ers", "ors", "ies",
    "ed", "ly", "er", "or", "al", "ic", "en", "es", "ss", "s", "y", "e",
)  # fmt: skip


def ending(word: str) -> str:
    """The ending of a word in small letters, from a closed list of English endings; empty where it has none."""
    for one in _ENDINGS:
        if word.endswith(one) and len(word) > len(one) + 1:
            return one
    return ""


def _by_ending(word: str) -> str:
    if word.endswith("ed") and len(word) > 4:
        return "ED"
    if word.endswith("ing") and len(word) > 5:
        return "ING"
    if word.endswith("ly") and len(word) > 4:
        return "LY"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return "S"
    return "W"


def classes(paragraph: Paragraph, known: Container[str]) -> tuple[list[str], list[str]]:
    """Returns the masked words of a paragraph and their classes. `known` holds the words in small letters that anybody
    uses, beside those of the lexicon."""
    masked: list[str] = []
    kinds: list[str] = []
    marks = paragraph.marks
    firsts = _firsts(paragraph)
    for at, word in enumerate(paragraph.words):
        if marks[at]:
            kinds.append("“" if marks[at] == 1 else "”")
            masked.append(kinds[-1])
            continue
        word_and_kind = _one(word, at in firsts, known)
        masked.append(word_and_kind[0])
        kinds.append(word_and_kind[1])
    return masked, kinds


def _firsts(paragraph: Paragraph) -> set[int]:
    """The tokens with which a sentence or a quotation begins: a capital there tells nothing."""
    words = paragraph.words
    found = {one.first for one in paragraph.sentences}
    found.update(at + 1 for at, mark in enumerate(paragraph.marks) if mark == 1)
    found.update(at + 1 for at, word in enumerate(words) if word in (":", "—", "–", "--", "("))
    found.update([at + 1 for at in found if at < len(words) and not words[at][0].isalnum()])
    return found


def _one(word: str, first: bool, known: Container[str]) -> tuple[str, str]:
    """The masked word and the class of one token."""
    lower = word.lower()
    if word[0].isupper():
        kind = TABLE.get(lower)
        if kind and (first or kind in ("DY", "MO", "NT", "NO", "PS") or word == "I"):
            return lower, kind
        if first and len(word) > 1 and word[1:].islower() and lower in known:
            return lower, _by_ending(lower)
        if kind and word.isupper() and len(word) > 2:
            return lower, kind
        return NAME, NAME
    kind = TABLE.get(lower)
    if kind:
        return lower, kind
    if not word[0].isalpha():
        return _sign(word)
    if lower != word:
        return NAME, NAME
    if lower in known:
        return lower, _by_ending(lower)
    return "~" + ending(lower), _by_ending(lower)


def _sign(word: str) -> tuple[str, str]:
    kind = _SIGNS.get(word)
    if kind:
        return kind, kind
    if word[0] in "@#":
        return "@", NAME
    if word[0].isdigit() or (word[0] in "$€£¥" and len(word) > 1):
        return ("1900" if len(word) == 4 and word.isdigit() and word[0] in "12" else "9"), "NU"
    return "%", "%"
