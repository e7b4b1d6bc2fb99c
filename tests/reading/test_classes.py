"""Classes: what each token does, and every name behind one mask."""

from __future__ import annotations

import pytest

from travaux.reading.classed import Classed
from travaux.reading.prose import parse


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("They’ll go.", "’ll", "MD"),
        ("See iPhone now.", "NAME", "NAME"),
        ("Ask @port now.", "@", "NAME"),
        ("Ask Boria now.", "NAME", "NAME"),
        ("Ask 1987 now.", "1900", "NU"),
        ("Ask % now.", "%", "%"),
        ("3'' deep.", "%", "%"),
    ],
)
def test_the_second_token(text: str, word: str, kind: str) -> None:
    classed = Classed.of(parse(text).paragraphs[0], frozenset())
    assert (classed.words[1], classed.kinds[1]) == (word, kind)
