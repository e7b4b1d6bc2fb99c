"""Characters that hide: they change what a person sees, or what a program compares, without being seen.

They are reported, never removed. One notice for each kind, with how many there are and where the first stands:

- *direction*: marks, embeddings, overrides and isolates that reorder letters on the screen (Unicode TR 9);
- *no width*: characters that take no room, unless a joiner stands between letters of a script that needs it;
- *control*: control characters other than tab and line feed, and annotation marks;
- *private use*: characters whose look is a matter between a font and its maker;
- *lost*: the replacement character, left where an earlier program could not read the text;
- *look-alikes*: words that mix Latin letters with Cyrillic or Greek ones of the same shape, and in a text in Latin
  letters those that are wholly of such Cyrillic ones.

>>> notices(["pay\\u200b"])[0].what
'1 character without width, U+200B ZERO WIDTH SPACE, in “pay\\u200b”'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from travaux.text.manuscripts import Notice

_JOINED = "\u0600-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc"
_CYRILLIC = "АВЕЅІЈКМНОРСТУХҮаеіјѕорсухһԁԛԝ"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυ"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_RARE = (
    "\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ue000-\uf8ff\ufeff\uffa0\ufff9-\ufffd\U000e0000-\U000e007f\U000f0000-\U0010fffd"
)
_ANY = re.compile(f"[{_RARE}]")
_KINDS = (
    ("changing the direction of the text", re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")),
    (
        "without width",
        re.compile(
            "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164\ufeff\uffa0"
            f"\U000e0000-\U000e007f]|(?<![{_JOINED}])[\u200c\u200d](?![\u2640-\u27bf\ufe0f\U0001f000-\U0001ffff])"
        ),
    ),
    ("controlling a machine", re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ufff9-\ufffb]")),
    ("of private use, which only one font can show", re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")),
    ("lost before the file was written", re.compile("[\ufffc\ufffd]")),
)
_STRANGE = re.compile(f"[{_CYRILLIC}{_GREEK}]")
_DISGUISED = re.compile(f"[{_CYRILLIC}]+")
_LATIN_RUN = re.compile(f"[{_LATIN}]+")
_CYRILLIC_RUN = re.compile("[\u0400-\u052f]+")
_WORD = re.compile(r"[^\W\d_]+")


def notices(paragraphs: Iterable[str]) -> tuple[Notice, ...]:
    """Returns a notice for each kind of hiding character found in some paragraphs, in a fixed order."""
    texts = list(paragraphs)
    whole = "\n".join(texts)
    found: list[Notice] = []
    if _ANY.search(whole):
        for what, pattern in _KINDS:
            if places := list(pattern.finditer(whole)):
                first = places[0]
                name = f"U+{ord(first[0]):04X} {unicodedata.name(first[0], '')}".rstrip()
                found.append(_notice(len(places), what, name, whole, first.start()))
    if not whole.isascii() and _STRANGE.search(whole):
        found.extend(_look_alikes(whole))
    return tuple(found)


def _notice(count: int, what: str, name: str, whole: str, place: int) -> Notice:
    begun = max(whole.rfind("\n", 0, place) + 1, place - 20)
    around = whole[begun : place + 20].partition("\n")[0]
    noun = "1 character" if count == 1 else f"{count} characters"
    first = name if count == 1 else f"the first {name}"
    return Notice(f"{noun} {what}, {first}, in “{around}”", f"paragraph {whole.count(chr(10), 0, place) + 1}")


def _look_alikes(whole: str) -> Iterable[Notice]:
    latin = sum(map(len, _LATIN_RUN.findall(whole)))
    foreign = latin > 9 * sum(map(len, _CYRILLIC_RUN.findall(whole)))
    words: dict[str, int] = {}
    for word in _WORD.finditer(whole):
        if _STRANGE.search(word[0]) and (_LATIN_RUN.search(word[0]) or (foreign and _DISGUISED.fullmatch(word[0]))):
            words.setdefault(word[0], word.start())
    if words:
        first, begun = next(iter(words.items()))
        letters = ", ".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(_STRANGE.findall(first)))
        count = "a word is" if len(words) == 1 else f"{len(words)} words are"
        what = f"{count} written with letters of another script that look the same: “{first[:40]}” ({letters})"
        yield Notice(what, f"paragraph {whole.count(chr(10), 0, begun) + 1}")
