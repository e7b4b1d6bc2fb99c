"""Lists of words, as they are written in these modules: apart by white space, in small letters."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list.

    >>> sorted(words("and or"))
    ['and', 'or']
    """
    return frozenset(text.split())
