"""How fast a long history is traced, and what the time grows with.

Three answers to "where does each word come from" over 1,044 versions of a standard, each a process of its own, from
the git repository to the answer, start of the program included: Travaux, the PyPI package WikiWho (which reads through
Travaux's own git reader), and `git blame -M -C`, which knows lines only. Each runs three times but for WikiWho; the
median counts. Then histories made for the purpose: the same text with more and more words changed in each version,
and a text four times and sixteen times as long.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.plot import plot
from bench.tables import CORPUS, ROOT, Run, ratio, run, show
from travaux.text.drafts import Draft
from travaux.text.trace import trace

PICTURE = ROOT / "docs" / "pictures" / "speed.svg"
_FILE = "tls13.md"
_OURS = """
import resource, sys
import travaux
history = travaux.history(sys.argv[1], sys.argv[2], first_parent=True)
trace = travaux.trace
begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
found = trace(history)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(len(found.versions), len(found.tokens), len(found.deleted), peak - begun)
"""
_WIKIWHO = """
import resource, sys
import travaux
from WikiWho.wikiwho import Wikiwho
history = travaux.history(sys.argv[1], sys.argv[2], first_parent=True)
begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
article = Wikiwho("draft")
article.analyse_article({
    "revid": n, "*": v.draft.text, "timestamp": "", "user": "x", "userid": n, "sha1": None, "comment": "", "minor": ""
} for n, v in enumerate(history))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(len(article.revisions), 0, 0, peak - begun)
"""


def _median(command: list[str], where: Path | None, runs: int) -> Run:
    found = sorted((run(command, cwd=where) for _ in range(runs)), key=lambda one: one.seconds)
    if any(one.code for one in found):
        raise SystemExit(f"failed: {' '.join(command)[:200]}")
    return found[len(found) // 2]


def _history(folder: Path) -> None:
    subprocess.run(
        ["git", "clone", "-q", "-b", "main", str(CORPUS / "histories" / "tls13.bundle"), str(folder)], check=True
    )


def long_history() -> None:
    """Prints the table of the long history."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "history"
        _history(folder)
        ours = _median([sys.executable, "-c", _OURS, str(folder), _FILE], None, 3)
        lines = _median(["git", "blame", "-M", "-C", _FILE], folder, 3)
        theirs = _median([sys.executable, "-c", _WIKIWHO, str(folder), _FILE], None, 1)
    versions, tokens, deleted, beyond = ours.output.split()
    peers = [
        ("Travaux", "words", ours.seconds, float(beyond)),
        ("git blame -M -C", "lines", lines.seconds, lines.megabytes),
        ("WikiWho (PyPI)", "words", theirs.seconds, float(theirs.output.split()[3])),
    ]
    rows = [
        [name, what, f"{took:.2f}", ratio(ours.seconds, took), f"{megabytes:.0f}"]
        for name, what, took, megabytes in peers
    ]
    title = f"{versions} versions read from git: {tokens} tokens stand, {deleted} were deleted"
    show(title, ["", "traces", "seconds", "times ours", "MB beyond the program"], rows)


def changing(size: int, changed: int, versions: int) -> Iterator[Draft]:
    """Yields drafts of `size` words, in each of which `changed` words in a row differ from the draft before."""
    chance = random.Random(f"{size} {changed}")
    vocabulary = [f"{chance.choice('bcdfglmnprst')}{chance.choice('aeiou')}{n}" for n in range(4000)]
    text = [chance.choice(vocabulary) for _ in range(size)]
    for _ in range(versions):
        yield Draft("\n".join(" ".join(text[start : start + 12]) for start in range(0, size, 12)))
        start = chance.randrange(size - changed)
        text[start : start + changed] = [chance.choice(vocabulary) for _ in range(changed)]


def _per_version(size: int, changed: int, versions: int = 40) -> float:
    """Returns the milliseconds of processor time from the first version to the last, for each; the best of three."""
    drafts = list(changing(size, changed, versions))
    times = []
    for _ in range(3):
        marks: list[float] = []
        trace(drafts, progress=lambda _, marks=marks: marks.append(time.process_time()))  # type: ignore[misc]
        times.append((marks[-1] - marks[0]) / (versions - 1))
    return min(times) * 1000


def growth() -> None:
    """Prints how the time for a version grows, and draws it."""
    sizes = {"12,500 words": 12_500, "50,000 words": 50_000, "200,000 words": 200_000}
    changes = [1, 3, 10, 30, 100, 300, 1000, 3000]
    found = {name: [(float(c), _per_version(size, c)) for c in changes] for name, size in sizes.items()}
    rows = [[c, *(f"{found[name][n][1]:.2f}" for name in sizes)] for n, c in enumerate(changes)]
    show(
        "Milliseconds for a version, by words changed in it and by length of the text", ["words changed", *sizes], rows
    )
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    title = "Time to trace one more version"
    PICTURE.write_text(plot(title, "words changed in the version", "milliseconds", found), encoding="utf-8")
    print(f"\nDrawn: {PICTURE.relative_to(ROOT)}")


def main() -> None:
    long_history()
    growth()
