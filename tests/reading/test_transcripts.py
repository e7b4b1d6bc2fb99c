from __future__ import annotations

from travaux.reading.classed import Classed
from travaux.reading.prose import parse
from travaux.reading.transcripts import turns


def speakers(text: str) -> list[str]:
    prose = parse(text)
    found = turns([Classed.of(one, frozenset()) for one in prose.paragraphs])
    return [text[slice(*prose.paragraphs[number].span(*one.source[0]))] for number, one in sorted(found.items())]


def test_a_transcript_has_speakers() -> None:
    text = "TORR: I have read it.\n\nMR ORLEN: We have not read it.\n\nTORR: You will read it now."
    assert speakers(text) == ["TORR", "MR ORLEN", "TORR"]


def test_a_list_has_none() -> None:
    text = "Boria: four votes of nine.\n\nDelvia: two votes of nine.\n\nCestria: three votes of nine."
    assert speakers(text) == []


def test_two_are_no_transcript() -> None:
    assert speakers("TORR: I have read it.\n\nORLEN: I have read it too.") == []
