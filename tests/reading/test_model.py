from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.errors import Malformed
from travaux.reading import model as models
from travaux.reading.classed import Classed
from travaux.reading.features import features
from travaux.reading.lattice import LANE
from travaux.reading.linker import LABELS
from travaux.reading.model import MAGIC, Model, hashed, write
from travaux.reading.prose import parse

NO_STEPS = [[0] * len(LABELS)] * len(LABELS)
TEXT = "“It is over,” she said. Boria denied that it was over; «no», said the chair, “not yet”."


def test_a_weight_counts_wherever_its_feature_stands() -> None:
    key = hashed("w=said")
    model = Model.read(write([], NO_STEPS, {key: {LABELS.index("B-K"): 64}}))
    classed = Classed.of(parse("She said it.").paragraphs[0], model.words)
    assert model.label(classed)[0] == (["O", "B-K", "O", "O"])


@given(
    st.dictionaries(
        st.integers(0, 2**32 - 1),
        st.dictionaries(st.integers(0, len(LABELS) - 1), st.integers(-127, 127), min_size=1),
    ),
    st.sets(st.integers(0, 2**32 - 1)),
)
def test_law_what_is_written_is_read(weights: dict[int, dict[int, int]], words: set[int]) -> None:
    data = write(words, NO_STEPS, weights)
    model = Model.read(data)
    assert len(words) == len(model.words)
    assert {key: sum(value << LANE * lane for lane, value in row.items()) for key, row in weights.items()} == dict(
        model.table
    )
    assert data == write(words, NO_STEPS, weights)


def test_scores_are_the_sum_of_all_features() -> None:
    paragraph = parse(TEXT).paragraphs[0]
    classed = Classed.of(paragraph, frozenset())
    keys = features(classed)
    every = sorted({key for token in keys.together() for key in token})
    weights = {hashed(key): {at % len(LABELS): at % 251 - 125} for at, key in enumerate(every)}
    model = Model.read(write([], NO_STEPS, weights))
    expected = [
        [sum(weights[hashed(key)].get(lane, 0) for key in token) for lane in range(len(LABELS))]
        for token in keys.together()
    ]
    assert expected == model.scores(keys)


OTHER_LABELS = zlib.compress(MAGIC + bytes(8) + bytes([3]))
TOO_MUCH = zlib.compress(zlib.decompress(write([], NO_STEPS, {})) + b"more")


@pytest.mark.parametrize(
    "data", [b"", b"words", zlib.compress(b"words"), write([], NO_STEPS, {})[:-9], OTHER_LABELS, TOO_MUCH]
)
def test_what_is_no_file_of_weights_is_refused(data: bytes) -> None:
    with pytest.raises(Malformed, match="no weights"):
        Model.read(data)


def test_a_sentence_of_any_length_costs_the_same_for_each_token() -> None:
    for text in ("said " * 5000, "“a, " * 4000, "a, b; said — " * 2000, "''" * 6000):
        for paragraph in parse(text).paragraphs:
            longest = max(len("".join(token)) for token in features(Classed.of(paragraph, frozenset())).together())
            assert longest < 6000


def test_what_was_looked_up_is_forgotten_where_it_grows_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    classed = Classed.of(parse(TEXT).paragraphs[0], frozenset())
    data = write(map(hashed, ("boria", "it")), NO_STEPS, {hashed("w=said"): {LABELS.index("B-K"): 64}})
    roomy = Model.read(data)
    monkeypatch.setattr(models, "_ROOM", 2)
    narrow = Model.read(data)
    assert narrow.label(classed) == roomy.label(classed)
    assert [word in narrow.words for word in ("boria", "no", "chair", "it", "boria")] == [
        True,
        False,
        False,
        True,
        True,
    ]
    assert len(narrow.words) == 2


def test_a_paragraph_of_many_sentences_is_labelled_in_pieces() -> None:
    model = Model.read(write([], NO_STEPS, {hashed("w=said"): {LABELS.index("B-K"): 64}}))
    classed = Classed.of(parse("She said it. " * 400).paragraphs[0], frozenset())
    assert [at for at, label in enumerate(model.label(classed)[0]) if label == "B-K"] == list(range(1, 1600, 4))
