"""Whether the text layer of a PDF can be trusted: what a person sees and what a program reads may differ.

A layer is *broken* where it cannot be what the pages show: letters of phonetic alphabets, characters of private use or
lost ones make up more than one in twenty, or one word in ten mixes scripts. Such a file is refused, as is one without
a layer: its pages are pictures. It is *doubtful*, with a notice, where fewer are damaged, where a picture covers a page
that has words, or where the words of a long text in Latin letters are none that its languages use most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from travaux.errors import Refused
from travaux.formats.pdf.pages import Page
from travaux.text.manuscripts import Notice

_ADVICE = "Ask for the text in another format, or run optical character recognition over the pages"
_BROKEN = re.compile("[\u0250-\u02af\u1d00-\u1dbf\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff\u0000-\u0008\u0080-\u009f]")
_VISIBLE = re.compile(r"\S")
_MIXED = re.compile(
    "[A-Za-z][\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff]|[\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff][A-Za-z]"
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_WORD = re.compile(r"[a-zà-öø-ÿ]+", re.IGNORECASE)
# The words that every long text in these languages has: English, French, Spanish, German, Italian, Portuguese, Dutch,
# Swedish, Danish, Norwegian, Polish, Czech, Turkish, Finnish, Hungarian, Romanian, Indonesian.
_COMMON_WORDS = """
the of and to in shall be or for by is that with as on de la le et les des du en que el los las y a e o do da os der die
das und den von zu ist mit di il che per della dei non het van een dat op te och att som av det på er af til i w na z
nie się že ve bir bu için ile ja ei että az és hogy nem și în cu dan yang untuk dari
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def examined(pages: Sequence[Page]) -> list[Notice]:
    """Returns what makes a text layer doubtful; raises `Refused` where there is none or it is broken."""
    text = "\n".join(row.text for page in pages for row in page.rows)
    visible = len(_VISIBLE.findall(text))
    if not visible:
        raise Refused("it has no text layer: its pages are pictures", advice=_ADVICE)
    damaged = len(_BROKEN.findall(text))
    words = len(_WORD.findall(text))
    mixed = len(_MIXED.findall(text))
    if damaged > visible / 20 or (mixed > 10 and mixed > words / 10):
        share = max(100 * damaged // visible, 100 * mixed // (words or 1))
        raise Refused(f"its text layer is broken: {share} % of it cannot be what the pages show", advice=_ADVICE)
    notices = []
    if damaged:
        notices.append(Notice(f"text layer untrusted: damaged characters, {damaged} of {visible}"))
    return [*notices, *_pictures(pages), *_language(text)]


def _pictures(pages: Sequence[Page]) -> list[Notice]:
    found = []
    empty = [str(number) for number, page in enumerate(pages, 1) if not page.rows]
    if empty:
        found.append(Notice("no text could be read on " + _listed(empty), f"page {empty[0]}"))
    over = [str(number) for number, page in enumerate(pages, 1) if page.pictured and page.rows]
    if over:
        what = "text layer untrusted: a picture covers the words, which may differ from it, on " + _listed(over)
        found.append(Notice(what, f"page {over[0]}"))
    return found


def _language(text: str) -> list[Notice]:
    words = [word.casefold() for word in _LATIN_WORD.findall(text)]
    if len(words) < 300 or sum(1 for word in words if word in _COMMON) > len(words) / 20:
        return []
    return [Notice("text layer untrusted: its words are not those of a language known here")]


def _listed(numbers: Sequence[str]) -> str:
    shown = ", ".join(numbers[:8]) + (" …" if len(numbers) > 8 else "")
    return f"page {shown}" if len(numbers) == 1 else f"{len(numbers)} pages ({shown})"
