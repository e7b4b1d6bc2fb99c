from __future__ import annotations

from travaux.reading.classed import Classed
from travaux.reading.prose import parse
from travaux.reading.read import attributions
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


def test_a_paragraph_that_names_nobody_goes_between() -> None:
    text = "TORR: I have read it.\n\nThey rose.\n\nORLEN: We have not.\n\nTORR:\n\nTORR: You will read it now."
    assert speakers(text) == ["TORR", "ORLEN", "TORR"]


def test_each_turn_is_its_speakers_where_everything_is_asked_for() -> None:
    text = "TORR: I said that it was over.\n\nORLEN: We have not read it.\n\nTORR: You will read it now."
    said = attributions(text, everything=True)[1]
    shown = [(text[slice(*one.source[0])], text[slice(*one.content[0])], one.tier) for one in said]
    assert shown == [
        ("TORR", "I said that it was over.", "look"),
        ("ORLEN", "We have not read it.", "look"),
        ("TORR", "You will read it now.", "look"),
    ]
