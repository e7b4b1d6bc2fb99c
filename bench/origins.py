"""Where words came from: Travaux, WikiWho, git blame and mwpersistence on texts whose true origins are known.

The truth of a token is the latest draft among its characters, and so is what a peer says of it; all are asked about
the same tokens. Everything runs in one process, one after another.
"""

from __future__ import annotations

import json
import lzma
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from bench.peers_of_words import PEERS, Origins
from bench.tables import CORPUS, ratio, show
from travaux.text.tokens import tokens


class _File(TypedDict, total=False):
    drafts: list[str]
    first_draft_of_final_characters: list[tuple[int, int]]
    first_draft_of_final_tokens: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Case:
    """A history and the true draft of origin of every character of its last draft."""

    kind: str
    name: str
    drafts: list[str]
    truth: Origins


def cases() -> Iterator[Case]:
    """Yields the histories of the corpus, those made from recorded keystrokes first."""
    for kind in ("traces", "controlled"):
        for path in sorted((CORPUS / "provenance" / kind).glob("*.json.xz")):
            yield _case(kind, path)


def _case(kind: str, path: Path) -> Case:
    with lzma.open(path) as file:
        data: _File = json.load(file)
    text = data["drafts"][-1]
    truth: Origins = []
    if "first_draft_of_final_characters" in data:
        for count, draft in data["first_draft_of_final_characters"]:
            truth += [draft] * count
    else:
        for word, draft in data["first_draft_of_final_tokens"]:
            place = text.index(word, len(truth))
            truth += [-1] * (place - len(truth)) + [draft] * len(word)
        truth += [-1] * (len(text) - len(truth))
    return Case(kind, path.name.removesuffix(".json.xz"), data["drafts"], truth)


def wrong_runs(case: Case, said: Origins) -> tuple[int, list[int]]:
    """Returns how many tokens have a known origin, and the lengths of the runs of wrong ones."""
    count, running = 0, False
    runs: list[int] = []
    for token in tokens(case.drafts[-1]):
        true = max(case.truth[token.start : token.end])
        if true < 0:
            continue
        count += 1
        wrong = max(said[token.start : token.end]) != true
        if wrong and running:
            runs[-1] += 1
        elif wrong:
            runs.append(1)
        running = wrong
    return count, runs


def _percent(count: int, wrong: int) -> str:
    return f"{100 * (count - wrong) / count:.2f}"


def _row(case: Case, totals: dict[tuple[str, str], list[float]], lengths: dict[str, Counter[str]]) -> list[object]:
    row: list[object] = []
    count = 0
    for peer, ask in PEERS.items():
        begun = time.perf_counter()
        said = ask(case.drafts)
        took = time.perf_counter() - begun
        count, runs = wrong_runs(case, said)
        row.append(f"{_percent(count, sum(runs))} ({took:.1f} s)")
        total = totals.setdefault((case.kind, peer), [0, 0, 0])
        total[:] = [total[0] + count, total[1] + sum(runs), total[2] + took]
        for run in runs:
            lengths.setdefault(peer, Counter())[_bucket(run)] += 1
    return [f"{case.kind}/{case.name}", count, *row]


_BUCKETS = ["1", "2", "3–4", "5–10", "11–30", "over 30"]


def _bucket(run: int) -> str:
    return _BUCKETS[[run <= 1, run <= 2, run <= 4, run <= 10, run <= 30, True].index(True)]


def main(only: Sequence[str] = ()) -> None:
    totals: dict[tuple[str, str], list[float]] = {}
    lengths: dict[str, Counter[str]] = {}
    rows = [_row(case, totals, lengths) for case in cases() if not only or case.kind in only]
    for kind in dict.fromkeys(kind for kind, _ in totals):
        mine = [totals[kind, peer] for peer in PEERS]
        cells = [
            f"{_percent(int(count), int(wrong))} ({took:.1f} s, {ratio(mine[0][2], took)})"
            for count, wrong, took in mine
        ]
        rows.append([f"all {kind}", int(mine[0][0]), *cells])
    show("Origin of words: tokens right, in per cent (seconds)", ["history", "tokens", *PEERS], rows)
    counted = [[peer, *(lengths.get(peer, Counter())[bucket] for bucket in _BUCKETS)] for peer in PEERS]
    show("Runs of wrong tokens, by length", ["", *_BUCKETS], counted)
