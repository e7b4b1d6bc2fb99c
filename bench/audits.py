"""Audit: planted changes found and invented, over seeded pairs of drafts, beside what text comparisons would show.

`AUDIT_PAIRS` sets how many pairs (1,000), `AUDIT_SEED` the first seed (0). One pair in five goes through Word files too
and back, and those are what the peers see.
"""

from __future__ import annotations

import difflib
import importlib.util
import os
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cydifflib

from bench.planted import Pair, Planted, Pool, invented, pair, pools, score
from bench.tables import CORPUS, ratio, seconds, show
from travaux.formats.docx import read
from travaux.formats.docx.write import write
from travaux.text.audit import audit
from travaux.text.drafts import Draft
from travaux.text.redline import compare

Texts = tuple[str, str]
Change = tuple[str, str]


@dataclass(slots=True)
class Tally:
    """Counts over many pairs."""

    pairs: int = 0
    planted: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    invented: int = 0
    spotless: int = 0
    seconds: float = 0.0

    def row(self, name: str) -> list[object]:
        planted = sum(self.planted.values())
        found = planted - sum(self.missed.values())
        return [
            name,
            self.pairs,
            f"{found:,} of {planted:,}",
            f"{self.invented:,}",
            self.spotless,
            f"{self.seconds:.1f}",
        ]

    def add(self, planted: Sequence[Planted], missed: Sequence[Planted], extra: int, seconds: float) -> None:
        self.pairs += 1
        self.planted.update(p.kind for p in planted)
        self.missed.update(p.kind for p in missed)
        self.invented += extra
        self.spotless += not missed and not extra
        self.seconds += seconds


def main() -> None:
    """Prints how many planted changes are found and how many findings are invented, in all and by kind."""
    count, first = int(os.environ.get("AUDIT_PAIRS", "1000")), int(os.environ.get("AUDIT_SEED", "0"))
    pool = pools(CORPUS) if CORPUS.is_dir() else invented()
    values, files = Tally(), Tally()
    peers = {name: Tally() for name, _ in _peers()}
    for seed in range(first, first + count):
        made = pair(seed, pool)
        _judge(made, values)
        if seed % 5 == 0:
            _through_files(made, files, peers)
    title = f"Audit: {count:,} seeded pairs from seed {first}, silent changes of {len(values.planted)} kinds"
    header = ["", "pairs", "planted changes found", "invented", "pairs without a fault", "seconds"]
    rows = [values.row("Travaux"), files.row("Travaux, from Word files")]
    show(title, header, [*rows, *(tally.row(name) for name, tally in peers.items())])
    kinds = sorted(values.planted)
    show(
        "Audit: by kind",
        ["kind", "found", "of"],
        [[kind, values.planted[kind] - values.missed[kind], values.planted[kind]] for kind in kinds],
    )
    _speed(pool)


def _speed(pool: Pool) -> None:
    """Prints how long a redline and an audit of two long drafts take, beside a comparison of all their words."""
    earlier, later = _long_drafts(pool)
    words = [re.findall(r"\w+|[^\w\s]", draft.text) for draft in (earlier, later)]
    redline = compare(earlier, later)
    ours = seconds(lambda: compare(earlier, later))
    moved = sum(change.kind == "move" for change in redline.changes)
    rows: list[list[object]] = [
        ["Travaux, redline", f"{ours:.2f}", "", moved],
        ["Travaux, audit", f"{seconds(lambda: audit(earlier, later)):.2f}", "", moved],
    ]
    took = seconds(lambda: cydifflib.SequenceMatcher(a=words[0], b=words[1]).get_opcodes(), runs=1)
    rows.append(["cydifflib, all words (autojunk)", f"{took:.2f}", ratio(ours, took), 0])
    title = f"Redline: {len(earlier.text.split()):,} words, 1,300 edited paragraphs, ten paragraphs moved"
    show(title, ["", "seconds", "of the redline's", "moves shown"], rows)


def _long_drafts(pool: Pool) -> tuple[Draft, Draft]:
    """Returns two drafts of some 240,000 words in paragraphs made of a corpus's own words, the second edited."""
    dice = random.Random(1)
    texts = [paragraph for sections in pool.values() for section in sections for paragraph in section]
    words = [word for paragraph in texts for word in paragraph.split()]
    lines: list[str] = []
    while sum(map(len, lines)) < 1_560_000:
        for _ in range(500):
            start = dice.randrange(len(words) - 60)
            lines.append(" ".join(words[start : start + dice.choice([20, 40, 60])]))
    edited = list(lines)
    for number in dice.sample(range(len(edited)), 1300):
        line = edited[number].split()
        for _ in range(dice.choice([1, 2, 3])):
            place = dice.randrange(len(line))
            line[place : place + dice.choice([0, 1, 4])] = dice.sample(words, dice.choice([1, 4]))
        edited[number] = " ".join(line)
    block = edited[100:110]
    del edited[100:110]
    edited[len(edited) // 2 : len(edited) // 2] = block
    return Draft("\n".join(lines)), Draft("\n".join(edited))


def _judge(made: Pair, tally: Tally) -> None:
    begun = time.perf_counter()
    found = audit(made.last, made.new)
    took = time.perf_counter() - begun
    result = score(made, found)
    tally.add(made.planted, result.missed, len(result.invented), took)


def _through_files(made: Pair, tally: Tally, peers: dict[str, Tally]) -> None:
    """Judges a pair read back from Word files, and what the peers make of the same files."""
    with tempfile.TemporaryDirectory() as folder:
        last, new = Path(folder, "last.docx"), Path(folder, "new.docx")
        last.write_bytes(write(made.last))
        new.write_bytes(write(made.new))
        begun = time.perf_counter()
        found = audit(read(last.read_bytes()), read(new.read_bytes()))
        took = time.perf_counter() - begun
        result = score(made, found)
        tally.add(made.planted, result.missed, len(result.invented), took)
        for name, texts in _peers():
            begun = time.perf_counter()
            shown = list(_changes(*texts(last, new)))
            missed, extra = _matched(made.planted, shown)
            peers[name].add(made.planted, missed, extra, time.perf_counter() - begun)


def _peers() -> list[tuple[str, Callable[[Path, Path], Texts]]]:
    """Returns the peers that are installed: each gives two texts, which are then compared word by word."""
    found: list[tuple[str, Callable[[Path, Path], Texts]]] = []
    if importlib.util.find_spec("docx"):
        found.append(("python-docx `.text`, difflib on words", _python_docx))
    if importlib.util.find_spec("pypandoc"):
        found.append(("pandoc, all changes accepted, difflib on words", _pandoc("accept")))
        found.append(("pandoc, the new file's changes rejected, difflib on words", _pandoc("reject")))
    return found


def _python_docx(last: Path, new: Path) -> Texts:
    import docx

    return tuple(  # type: ignore[return-value]
        "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs) for path in (last, new)
    )


def _pandoc(choice: str) -> Callable[[Path, Path], Texts]:
    def texts(last: Path, new: Path) -> Texts:
        import pypandoc

        def plain(path: Path, how: str) -> str:
            options = [f"--track-changes={how}", "--wrap=none"]
            return str(pypandoc.convert_file(str(path), "plain", format="docx", extra_args=options))

        return plain(last, "accept"), plain(new, choice)

    return texts


def _changes(last: str, new: str) -> Iterator[Change]:
    """Yields what a comparison of words shows: what went and what came, white space left out."""
    words = re.compile(r"\w+|[^\w\s]")
    a, b = words.findall(last), words.findall(new)
    for kind, a_from, a_to, b_from, b_to in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            yield "".join(a[a_from:a_to]), "".join(b[b_from:b_to])


def _matched(planted: Sequence[Planted], shown: Sequence[Change]) -> tuple[list[Planted], int]:
    """Returns what no shown change holds, and how many shown changes hold nothing planted: generous to the peers."""
    used: set[int] = set()
    missed = []
    for plant in planted:
        holders = [number for number, change in enumerate(shown) if _holds(change, plant)]
        used.update(holders)
        if not holders:
            missed.append(plant)
    return missed, len(shown) - len(used)


def _holds(change: Change, plant: Planted) -> bool:
    old, new = (re.sub(r"\s", "", words) for words in (plant.old, plant.new))
    gone = bool(old) and bool(change[0]) and (old in change[0] or change[0] in old)
    come = bool(new) and bool(change[1]) and (new in change[1] or change[1] in new)
    return gone or come


if __name__ == "__main__":
    main()
