"""Trains the reader's weights on the train part of the news corpus: `python -m bench.train_reading FILE` writes them.

Two ways of training see the same features, and their weights are added: a conditional random field (L-BFGS), which is
sparse and knows how sure it is, and an averaged perceptron, which keeps what is rare. The same corpus, script and
libraries give the same bytes (two runs are compared in `tests/reading/test_weights.py`). What goes out are hashes of
features made of masked words, hashes of a vocabulary of words that are written small, and weights of eight bits.
"""

from __future__ import annotations

import ctypes
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from bench.news import Article, articles
from travaux.reading.classed import Classed
from travaux.reading.features import features
from travaux.reading.lattice import UNIT
from travaux.reading.linker import LABELS
from travaux.reading.model import ALWAYS, hashed, write
from travaux.reading.prose import Paragraph, parse
from travaux.reading.rules import rules

FIELD = {"c1": 1.0, "c2": 0.02, "feature.minfreq": 4, "max_iterations": 110}
PERCEPTRON = {"feature.minfreq": 4, "max_iterations": 12}
SHARE = 0.75
"""How much of the sum is the random field's; the rest is the perceptron's, made as loud as the field first."""

LEAN = 8
"""How much less a token is held to be nobody's than training has it, in units of the lattice: L1 leans to silence."""

FAINT = 1
"""What only the perceptron has a weight for is kept where it is more than this, in units of the lattice."""

_SEED = 1
_WORD = re.compile(r"[a-z]+(?:[-'’][a-z]+)*")


@dataclass(frozen=True)
class Trained:
    """What one way of training found, `UNIT` to one: scores of one label after another; weights by hash and label."""

    steps: list[list[float]]
    weights: dict[int, dict[int, float]]

    @classmethod
    def read(cls, file: Path) -> Trained:
        """Reads CRFsuite's own file."""
        tagger = pycrfsuite.Tagger()
        tagger.open(str(file))
        dump = tagger.info()
        place = {label: at for at, label in enumerate(LABELS)}
        weights: dict[int, dict[int, float]] = {}
        for (key, label), value in sorted(dump.state_features.items()):
            row = weights.setdefault(hashed(key), {})
            row[place[label]] = row.get(place[label], 0.0) + UNIT * value
        return cls([[UNIT * dump.transitions.get((a, b), 0.0) for b in LABELS] for a in LABELS], weights)

    def rounded(self) -> Trained:
        """The same in whole units, as far as a weight reaches."""
        weights = {key: {at: _byte(value) for at, value in row.items()} for key, row in self.weights.items()}
        return Trained([[float(round(value)) for value in line] for line in self.steps], weights)


def _byte(value: float) -> float:
    return float(max(-127, min(127, round(value))))


def vocabulary(part: Iterable[Article]) -> set[str]:
    """The words written small at least three times, and in two thirds or more of their uses inside sentences."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for article in part:
        for paragraph in parse(article.text).paragraphs:
            firsts = {one.first for one in paragraph.sentences}
            firsts.update(at + 1 for at, mark in enumerate(paragraph.marks) if mark == 1)
            for at, word in enumerate(paragraph.words):
                lower = word.lower()
                if not _WORD.fullmatch(lower):
                    continue
                if word == lower:
                    small[word] += 1
                elif at not in firsts:
                    large[lower] += 1
    return {word for word, many in small.items() if many >= 3 and 3 * many >= 2 * (many + large[word])}


def labels(article: Article, paragraph: Paragraph) -> list[str]:
    """The label of each token, as marked; a source or content knows on which side of it its cue stands."""
    found = ["O"] * len(paragraph.words)
    owners: list[tuple[int, str] | None] = [None] * len(paragraph.words)
    for number, gold in enumerate(article.gold):
        cue = gold.cue[0][0] if gold.cue else -1
        for role, pieces in (("S", gold.source), ("K", gold.cue), ("C", gold.content)):
            for span in pieces:
                if span[1] <= paragraph.start or span[0] >= paragraph.end:
                    continue
                for token in range(*paragraph.tokens(span)):
                    ahead = paragraph.starts[token] < cue or (cue < 0 and role == "S")
                    owners[token] = (number, role if role == "K" else role + ("><"[not ahead]))
    for token, owner in enumerate(owners):
        if owner:
            found[token] = ("I-" if token and owners[token - 1] == owner else "B-") + owner[1]
    return found


def train(part: Sequence[Article], known: set[str], folder: Path, rounds: int | None = None) -> list[Trained]:
    """Trains in both ways on some articles; `rounds` is fewer iterations than usual."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for article in part:
        before: Classed | None = None
        for number, paragraph in enumerate(parse(article.text).paragraphs):
            classed = Classed.of(paragraph, known)
            keys = features(classed, rules(classed), before, number)
            trainer.append(keys.together(), labels(article, paragraph))
            before = classed
    found = []
    for algorithm, settings in (("lbfgs", FIELD), ("ap", PERCEPTRON)):
        # The perceptron shuffles by the C library's dice, which nobody else has thrown yet.
        ctypes.CDLL(None).srand(_SEED)
        trainer.select(algorithm, "crf1d")
        trainer.set_params(settings if rounds is None else {**settings, "max_iterations": rounds})
        trainer.train(str(folder / algorithm))
        found.append(Trained.read(folder / algorithm))
    return found


def packed(known: Iterable[int], field: Trained, perceptron: Trained) -> bytes:
    """The sum of both in the reader's own format, given the hashes of the vocabulary."""
    field = field.rounded()
    share = (1 - SHARE) * _loudness(field) / _loudness(perceptron)
    pairs = [zip(*lines, strict=True) for lines in zip(field.steps, perceptron.steps, strict=True)]
    steps = [[round(SHARE * one + share * other) for one, other in line] for line in pairs]
    weights: dict[int, dict[int, int]] = {}
    for key in field.weights.keys() | perceptron.weights.keys():
        ours, theirs = field.weights.get(key, {}), perceptron.weights.get(key, {})
        row = {at: int(_byte(SHARE * ours.get(at, 0.0) + share * theirs.get(at, 0.0))) for at in range(len(LABELS))}
        row = {at: value for at, value in row.items() if value and (abs(value) > FAINT or ours.get(at))}
        if row:
            weights[key] = row
    weights[hashed(ALWAYS)] = {LABELS.index("O"): -LEAN}
    return write(known, steps, weights)


def _loudness(one: Trained) -> float:
    """The largest score of a step, by which two ways are made comparable."""
    return max(abs(value) for line in one.steps for value in line)


def made(part: Sequence[Article], folder: Path) -> bytes:
    """Trains on some articles and returns the weights."""
    known = vocabulary(part)
    return packed(map(hashed, known), *train(part, known, folder))


def main(target: str) -> None:
    """Trains on the whole train part."""
    with tempfile.TemporaryDirectory() as folder:
        data = made(articles("train"), Path(folder))
    Path(target).write_bytes(data)
    print(f"{len(data):,} bytes in {target}")


if __name__ == "__main__":
    main(sys.argv[1])
