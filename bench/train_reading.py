"""Trains the reader's weights on the train part of the news corpus: `python -m bench.train_reading FILE` writes them.

The same corpus, script and library give the same bytes (L-BFGS; two runs were compared). What goes out are hashes of
features made of masked words, hashes of a vocabulary of words that are written small, and weights of eight bits.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
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

SETTINGS = {"c1": 1.0, "c2": 0.02, "feature.minfreq": 4, "max_iterations": 110}
LEAN = 4
"""How much less a token is held to be nobody's than training has it, in units of the lattice: L1 leans to silence."""

_WORD = re.compile(r"[a-z]+(?:[-'’][a-z]+)*")


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


def train(part: Sequence[Article], known: set[str], settings: dict[str, float], target: Path) -> None:
    """Trains on some articles and leaves CRFsuite's own file."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(settings)
    for article in part:
        before: Classed | None = None
        for number, paragraph in enumerate(parse(article.text).paragraphs):
            classed = Classed.of(paragraph, known)
            keys = features(classed, rules(classed), before, number)
            trainer.append(keys.together(), labels(article, paragraph))
            before = classed
    trainer.train(str(target))


def packed(known: set[str], trained: Path) -> bytes:
    """The weights of a trained file in the reader's own format."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(trained))
    dump = tagger.info()
    place = {label: at for at, label in enumerate(LABELS)}
    steps = [[round(UNIT * dump.transitions.get((a, b), 0.0)) for b in LABELS] for a in LABELS]
    weights: dict[int, dict[int, int]] = {}
    for (key, label), value in sorted(dump.state_features.items()):
        weight = max(-127, min(127, round(UNIT * value)))
        if weight:
            one = weights.setdefault(hashed(key), {})
            one[place[label]] = max(-127, min(127, one.get(place[label], 0) + weight))
    weights[hashed(ALWAYS)] = {place["O"]: -LEAN}
    return write((hashed(word) for word in known), steps, weights)


def made(part: Sequence[Article], trained: Path) -> bytes:
    """Trains on some articles and returns the weights."""
    known = vocabulary(part)
    train(part, known, SETTINGS, trained)
    return packed(known, trained)


def main(target: str) -> None:
    """Trains on the whole train part."""
    with tempfile.TemporaryDirectory() as folder:
        data = made(articles("train"), Path(folder) / "trained")
    Path(target).write_bytes(data)
    print(f"{len(data):,} bytes in {target}")


if __name__ == "__main__":
    main(sys.argv[1])
