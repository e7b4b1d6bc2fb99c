"""Common words: those that say nothing by themselves when they stand alone inside a rewritten phrase.

Signs, articles, prepositions and conjunctions of six languages in which texts are negotiated. Words that decide
("not", "shall", "may", "if", "all", "any") are never among them.
"""

from __future__ import annotations

_ENGLISH = """a an and as at be been being by for from in into is it its of on or that the their there this to was were
which with"""
_FRENCH = """à au aux avec ce ces cette dans de des du elle en est et il la le les leur leurs ou où par pour que qui sa
se ses son sur un une"""
_SPANISH = "al con de del el en es esta este la las lo los o para por que se su sus un una y"
_GERMAN = """am an auf aus bei das dem den der des die ein eine einem einen einer eines für im in ist mit oder und von
vom zu zum zur"""
_ITALIAN = (
    "agli ai al alla alle che con da dal dalla dei del della delle di e gli i il in la le nel nella per si su un una"
)
_PORTUGUESE = "a ao aos as com da das de do dos e em na nas no nos o os ou para pela pelo por que se um uma"

WORDS = frozenset(
    word for words in (_ENGLISH, _FRENCH, _SPANISH, _GERMAN, _ITALIAN, _PORTUGUESE) for word in words.split()
)


class Common:
    """Holds what counts as common: the words above, in any case, and every sign."""

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (word.lower() in WORDS or not word[:1].isalnum())


COMMON = Common()
