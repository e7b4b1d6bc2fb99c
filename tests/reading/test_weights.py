"""The weights that come with Travaux: small, made of numbers only, and without a name."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from pathlib import Path

import pytest
from bench.news import articles

from travaux.formats.report import model as shipped
from travaux.reading import model as models
from travaux.reading.classed import Classed
from travaux.reading.classes import TABLE
from travaux.reading.features import features
from travaux.reading.model import Model
from travaux.reading.prose import parse

FILE = Path(models.__file__).with_name("weights")


@pytest.fixture(scope="module")
def model() -> Model:
    found = shipped()
    assert found is not None
    return found


def test_they_are_small() -> None:
    assert FILE.stat().st_size <= 300_000


def test_they_hold_numbers_only(model: Model) -> None:
    """Every byte is accounted for by the format, which has no place for text; what looks like letters is chance."""
    data = zlib.decompress(FILE.read_bytes())
    steps = tuple(value for line in model.steps for value in line)
    assert data == zlib.decompress(models.write(model.words.hashes, model.steps, model.rows()))
    assert len(steps) == 121
    assert re.findall(rb"[A-Za-z]{9,}", data[len(models.MAGIC) :]) == []


@pytest.mark.corpus
def test_no_name_of_the_articles_is_in_the_vocabulary(model: Model, corpus: Path) -> None:
    small, large = _uses("train")
    names = {word for word, many in large.items() if many >= 2 and many > small[word] and word not in TABLE}
    assert len(names) > 2000
    assert sorted(name for name in names if name in model.words) == []


@pytest.mark.corpus
def test_no_name_of_the_articles_is_in_a_feature(model: Model, corpus: Path) -> None:
    """Whatever is written large and is not first becomes one symbol before a feature is made of it."""
    for article in articles("dev")[:8]:
        names = {word.lower() for word in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{4,}", article.text)}
        names = {name for name in names if name not in TABLE and name not in model.words}
        for paragraph in parse(article.text).paragraphs:
            for token in features(Classed.of(paragraph, model.words)).together():
                made = set(re.findall(r"[a-z]{5,}", " ".join(token)))
                assert sorted(made & names) == []


def _uses(part: str) -> tuple[Counter[str], Counter[str]]:
    """How often a word is written small, and large and not first in its sentence."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for article in articles(part):
        for paragraph in parse(article.text).paragraphs:
            firsts = {one.first for one in paragraph.sentences}
            firsts |= {at + 1 for at, mark in enumerate(paragraph.marks) if mark == 1}
            for at, word in enumerate(paragraph.words):
                if word.islower():
                    small[word] += 1
                elif word.istitle() and at not in firsts:
                    large[word.lower()] += 1
    return small, large


@pytest.mark.corpus
def test_training_again_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite", reason="python-crfsuite is of the test extra")
    from bench import train_reading

    part = articles("train")[:4]
    known = train_reading.vocabulary(part)
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        field, perceptron = train_reading.train(part, known, tmp_path / name, rounds=5)
        made.append(train_reading.packed(map(models.hashed, known), field, perceptron))
    assert made[0] == made[1]
    assert len(made[0]) > 2000
    assert len(field.weights) > 500
    assert len(perceptron.weights) > len(field.weights)
