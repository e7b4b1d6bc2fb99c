"""Who is said to have said what, in the dev part of the news corpus: by article, beside two trivial ways and a peer.

"Travaux" is all that the reader finds, attitudes and deeds among it, as the corpus marks them; what it puts forward is
what `read` proposes: what rules find, and of the rest what is plainly a statement.

`python -m bench.reading` prints one table of scores (`bench.attributions` defines them), the sure tier, intervals from
a bootstrap over articles, and words read in a second on one core. `python -m bench.reading outlets` trains once for
each outlet without it and scores that outlet: an hour, less with the name of one outlet.
"""

from __future__ import annotations

import importlib
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.attributions import Count, Parts, Scores, agree, flat, marks, numbered, score
from bench.news import Article, articles, tuning
from bench.tables import show
from travaux.formats.report import model as trained
from travaux.reading.items import Attributed, Report
from travaux.reading.lexicon.speech import SPOKEN
from travaux.reading.model import Model
from travaux.reading.prose import parse
from travaux.reading.read import attributions, read

DRAWS = 1000
Method = Callable[[str], list[Attributed]]


@dataclass(frozen=True)
class Scored:
    """One article: its scores, and those of the attributions in the sure tier as a whole."""

    scores: Scores
    sure: Count


def main(what: str = "", only: str = "") -> None:
    """Prints the tables."""
    if what == "outlets":
        _outlets(only)
        return
    model = trained()
    if model is None:
        raise SystemExit("no weights beside the reader: python -m bench.train_reading makes them")
    dev = articles("dev")
    rows, intervals = [], []
    for name, method in _methods(model).items():
        scored = [scored_article(article, method) for article in dev]
        rows.append([name, *_cells(scored)])
        if name == "Travaux":
            intervals = _intervals(scored)
    rows.append(["people among themselves", *_cells(_people(dev))])
    rows.append(["textacy direct_quotations", _peer(), *[""] * 7])
    header = [
        "dev", "content token P / R / F", "exact F", "source F", "cue F", "whole P / R / F", "speech-cued P / R / F",
        "direct, named P / R / F", "sure P at speech-cued R",
    ]  # fmt: skip
    show("Who said what, 84 articles of news", header, rows)
    show("Bootstrap over articles, 95 %, Travaux", ["measure", "from", "to"], intervals)
    show("Words a second on one core", ["from text to", "words", "tokens"], _speed(dev, model))


def _methods(model: Model) -> dict[str, Method]:
    return {
        "quotation marks and the nearest name": nearest_name,
        "every sentence with a verb of speech": speech_sentence,
        "Travaux, rules alone": lambda text: attributions(text)[1],
        "Travaux": lambda text: attributions(text, model, everything=True)[1],
        "Travaux, what it puts forward": lambda text: attributions(text, model)[1],
    }


def scored_article(article: Article, method: Method) -> Scored:
    """Scores what a method proposes for an article."""
    tokens = numbered(article)
    proposed = [
        tokens.parts(one.source, one.cue, one.content, one.tier, one.confidence) for one in method(article.text)
    ]
    marked = marks(tokens, article.gold)
    return Scored(score(tokens, proposed, marked), sure(proposed, marked))


def sure(proposed: Sequence[Parts], marked: Sequence[Parts]) -> Count:
    """The sure tier: right as a whole among those proposed, and its recall of what is speech-cued."""
    ours = [one for one in flat(proposed) if one.tier == "sure"]
    spoken = [one for one in marked if one.spoken]
    count = Count()
    count.add(
        len(ours), len(spoken), sum(any(agree(one, other) for other in marked) for one in ours),
        sum(any(agree(one, other) for one in ours) for other in spoken),
    )  # fmt: skip
    return count


def _cells(scored: Sequence[Scored]) -> list[str]:
    total, sure_ones = _sum(scored)
    return [
        str(total.content), f"{total.exact.f1:.3f}", f"{total.source.f1:.3f}", f"{total.cue.f1:.3f}", str(total.whole),
        str(total.spoken), str(total.direct),
        f"{sure_ones.precision:.3f} at {sure_ones.recall:.3f}" if sure_ones.proposed else "–",
    ]  # fmt: skip


def _sum(scored: Sequence[Scored]) -> tuple[Scores, Count]:
    total, sure_ones = Scores.none(), Count()
    for one in scored:
        total, sure_ones = total + one.scores, sure_ones + one.sure
    return total, sure_ones


def _intervals(scored: Sequence[Scored]) -> list[list[str]]:
    dice = random.Random(5)
    draws = [_sum(dice.choices(scored, k=len(scored))) for _ in range(DRAWS)]
    measures: dict[str, Callable[[Scores, Count], float]] = {
        "content token F1": lambda total, _: total.content.f1,
        "content token precision": lambda total, _: total.content.precision,
        "content exact F1": lambda total, _: total.exact.f1,
        "whole F1": lambda total, _: total.whole.f1,
        "speech-cued F1": lambda total, _: total.spoken.f1,
        "direct, named precision": lambda total, _: total.direct.precision,
        "sure tier precision": lambda _, sure_ones: sure_ones.precision,
    }
    rows = []
    for name, measure in measures.items():
        values = sorted(measure(*draw) for draw in draws)
        rows.append([name, f"{values[DRAWS // 40]:.3f}", f"{values[-DRAWS // 40]:.3f}"])
    return rows


def _people(part: Sequence[Article]) -> list[Scored]:
    """Every pair of annotators of an article against each other."""
    found: list[Scored] = []
    for article in part:
        hands = [article.gold, *article.others]
        tokens = numbered(article)
        marked = [marks(tokens, one) for one in hands]
        found.extend(
            Scored(score(tokens, one, other), Count()) for one in marked for other in marked if one is not other
        )
    return found


def nearest_name(text: str) -> list[Attributed]:
    """What stands in quotation marks, and the capitalised word nearest to it in its paragraph."""
    found: list[Attributed] = []
    for paragraph in parse(text).paragraphs:
        firsts = {one.first for one in paragraph.sentences}
        names = [
            at for at, word in enumerate(paragraph.words)
            if word[0].isupper() and len(word) > 1 and not paragraph.quoted[at] and at not in firsts
        ]  # fmt: skip
        for one in paragraph.quotations:
            if one.depth > 1 or not one.closed or one.last - one.first < 5:
                continue
            near = min(names, key=lambda at: (min(abs(at - one.first), abs(at - one.last)), at), default=None)
            source = () if near is None else (paragraph.span(near, near + 1),)
            found.append(Attributed(source=source, content=((one.start, one.end),)))
    return found


def speech_sentence(text: str) -> list[Attributed]:
    """Every sentence with a verb of speech: what is before the verb is its source, the rest its content."""
    found: list[Attributed] = []
    for paragraph in parse(text).paragraphs:
        for one in paragraph.sentences:
            span = range(one.first, one.last)
            cue = next((at for at in span if paragraph.words[at].lower() in SPOKEN and not paragraph.quoted[at]), None)
            if cue is None or cue == one.first or cue + 1 == one.last:
                continue
            last = one.last - (paragraph.words[one.last - 1] == ".")
            if cue + 1 < last:
                found.append(
                    Attributed(
                        source=(paragraph.span(one.first, cue),), cue=(paragraph.span(cue, cue + 1),),
                        content=(paragraph.span(cue + 1, last),),
                    )
                )  # fmt: skip
    return found


def _peer() -> str:
    """textacy finds direct speech in what a spaCy pipeline with sentences, tags and lemmas made; none installs here."""
    try:
        importlib.import_module("textacy")
        importlib.import_module("en_core_web_sm")
    except ImportError:
        return "not runnable: needs an English spaCy pipeline"
    return "runnable here, and not compared: its sources and cues are lists of tokens of its own pipeline"


def _speed(part: Sequence[Article], model: Model) -> list[list[object]]:
    texts = [article.text for article in part]
    tokens = sum(len(one.words) for text in texts for one in parse(text).paragraphs)
    words = sum(
        any(sign.isalnum() for sign in word) for text in texts for one in parse(text).paragraphs for word in one.words
    )
    rows: list[list[object]] = []
    ways: dict[str, Callable[[str], object]] = {
        "attributions": lambda text: attributions(text, model, everything=True),
        "items": lambda text: read(Report(text=text, digest=""), model),
        "items, rules alone": lambda text: read(Report(text=text, digest="")),
    }
    for name, way in ways.items():
        times = []
        for _ in range(3):
            begun = time.process_time()
            for text in texts:
                way(text)
            times.append(time.process_time() - begun)
        took = sorted(times)[1]
        rows.append([name, f"{words / took:,.0f}", f"{tokens / took:,.0f}"])
    return rows


def _outlets(only: str) -> None:
    """Trains without each outlet in turn, and beside it on as many articles of all; scores that outlet."""
    # Only this needs the library that trains.
    from bench import train_reading

    train, tuned = tuning(articles("train"))
    outlets = sorted({one.outlet for one in train})
    rows = []
    for number, outlet in enumerate(outlets):
        if only not in ("", outlet):
            continue
        here = [one for one in [*tuned, *articles("dev")] if one.outlet == outlet]
        even = [one for at, one in enumerate(train) if at % len(outlets) != number]
        cells = []
        for part in (even, [one for one in train if one.outlet != outlet]):
            with tempfile.TemporaryDirectory() as folder:
                model = Model.read(train_reading.made(part, Path(folder)))
            total, _ = _sum([scored_article(one, partial(_by, model)) for one in here])
            cells += [f"{total.content.f1:.3f}", f"{total.spoken.f1:.3f}", f"{total.direct.precision:.3f}"]
        rows.append([outlet, *cells])
        print(rows[-1], file=sys.stderr, flush=True)
    show(
        "An outlet held out of training, on its tuning and dev articles",
        ["outlet", "seen: content F", "speech-cued F", "direct P", "held out: content F", "speech-cued F", "direct P"],
        rows,
    )


def _by(model: Model, text: str) -> list[Attributed]:
    return attributions(text, model, everything=True)[1]


if __name__ == "__main__":
    main(*sys.argv[1:])
