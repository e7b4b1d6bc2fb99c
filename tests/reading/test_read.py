from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.formats.report import model as shipped
from travaux.reading.items import Report
from travaux.reading.read import attributions, read

MODEL = shipped()


def report(text: str) -> Report:
    return Report(text=text, digest="0" * 64)


@pytest.mark.parametrize("model", [None, MODEL], ids=["rules", "weights"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "“It is over,” he said. “We see that. “",
        "“ “ “ ” “",
        '" said " said "',
        "«» „“ ‚‘ '' `` ''",
        "‏قال الوزير: «لن نغير النص».",
        "She said: ",
        "Said.",
        "according to",
        "a" * 5000,
    ],
)
def test_odd_texts_are_read(text: str, model: object) -> None:
    found = read(report(text), MODEL if model else None)
    assert [item.number for item in found.items] == list(range(len(found.items)))


def test_what_is_not_read_is_listed_with_its_reason() -> None:
    text = "“Nobody will touch it.” The talks may fail. Reporters asked. They left. “We agree, she left."
    found = read(report(text))
    listed = {text[one.span[0] : one.span[1]]: one.reason for one in found.unread}
    assert listed == {
        "“Nobody will touch it.”": "quotation marks that do not match",
        "The talks may fail.": "a hedge: may",
        "Reporters asked.": "a word of speech: asked",
        "“We agree, she left.": "quotation marks that do not match",
    }


CLOSED = "“The text is closed,” said Aven Torr, this chair."


def widened(words: str) -> str:
    """The source in `CLOSED`, where a pipeline names these words for a phrase."""
    place = CLOSED.index(words)
    (item,) = read(report(CLOSED), plug=lambda _: [(place, place + len(words))]).items
    return CLOSED[slice(*item.parts["source"][0])]


def test_a_pipeline_of_ones_own_widens_a_source() -> None:
    assert widened("Aven Torr, this chair") == "Aven Torr, this chair"


@pytest.mark.parametrize("words", ["Aven Torr", "Torr, this chair", "said Aven Torr", "The text"])
def test_a_phrase_that_holds_no_more_or_too_much_widens_nothing(words: str) -> None:
    assert widened(words) == "Aven Torr"


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "''",
        "‘",
        "’",
        "he ",
        "said ",
        "that ",
        "Ms Torr ",
        "denied ",
        ", ",
        ". ",
        ": ",
        "\n\n",
        "it is over",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_law_parts_stand_in_the_text_and_reading_again_is_the_same(text: str) -> None:
    paragraphs, said = attributions(text, MODEL)
    assert len(paragraphs) <= text.count("\n\n") + 1
    for one in said:
        for start, end in one.source + one.cue + one.content:
            assert 0 <= start < end <= len(text)
            assert not text[start:end].isspace()
        assert one.content
        assert one.tier != "sure" or (one.source and one.cue)
    assert attributions(text, MODEL)[1] == said
