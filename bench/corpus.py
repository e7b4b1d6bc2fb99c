"""A corpus traced: by a plain loop, by processes of this machine, by a Dask cluster on it. Every line must be equal."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.breaking.clusters import cluster, rest, traced
from bench.laid import laid
from bench.tables import show
from travaux.cli.corpus_texts import texts
from travaux.cli.corpus_tracing import Task
from travaux.cli.corpus_tracing import traced as told

TEXTS, DRAFTS, WORDS = 24, 20, 4_000


def loop(corpus: Path) -> str:
    """The lines of a corpus by a plain loop in this process, with nothing beside it."""
    return "".join(told(Task(text)).line for text in texts(corpus))


def by(corpus: Path, *options: str) -> Callable[[], str]:
    """The lines of a corpus at the terminal."""
    return lambda: rest(traced(corpus, *options))[1]


def main() -> None:
    with tempfile.TemporaryDirectory() as place, cluster(2) as dask:
        corpus = laid(Path(place), texts=TEXTS, drafts=DRAFTS, words=WORDS)
        ways: list[tuple[str, Callable[[], str]]] = [
            ("a plain loop, no process begun", lambda: loop(corpus)),
            ("1 worker", by(corpus, "--workers", "1")),
            ("2 workers", by(corpus, "--workers", "2")),
            ("Dask, 2 workers on this machine", by(corpus, "--cluster", dask.address)),
        ]
        rows = []
        whole = ""
        for name, way in ways:
            begun = time.perf_counter()
            lines = way()
            took = time.perf_counter() - begun
            whole = whole or lines
            rows.append([name, f"{took:.1f} s", f"{TEXTS / took:.1f}", "yes" if lines == whole else "NO"])
        title = f"{TEXTS} texts of {DRAFTS} drafts and {WORDS:,} words, program start included"
        show(title, ["", "took", "texts a second", "the same lines"], rows)


if __name__ == "__main__":
    main()
