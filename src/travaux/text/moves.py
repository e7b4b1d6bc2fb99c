"""Moves and restores: words without a token, looked up among everything that was ever taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from travaux.text.graveyard import GRAM, Graveyard, grams
from travaux.text.ledger import Ledger
from travaux.text.passages import Hole, Passage

MOVE_BITS = 50.0


class Candidate(NamedTuple):
    """A run of words of a passage and where the same words lie buried. `says` is how much they say, in bits."""

    says: float
    passage: int
    start: int
    place: int
    size: int
    second: float


def candidates(
    number: int, passage: Passage, hole: Hole, graveyard: Graveyard, ledger: Ledger, bits: Sequence[float]
) -> list[Candidate]:
    """Returns the runs of a hole that lie buried, each as long as it can be."""
    words = passage.words[hole.start : hole.end]
    hashes = grams(words)
    found = []
    at = 0
    while at < len(hashes):
        best = (0.0, 0, 0, 0)
        second = 0.0
        for place in graveyard.places(hashes[at]):
            begin, size = extent(words, at, place, graveyard, ledger)
            if size >= GRAM and begin + size > at:
                says = sum(bits[w] for w in words[begin : begin + size])
                if says > best[0]:
                    second = best[0]
                    best = (says, begin, place - (at - begin), size)
                elif says > second:
                    second = says
        if best[3]:
            says, begin, place, size = best
            found.append(Candidate(says, number, hole.start + begin, place, size, second))
            at = max(at + 1, begin + size - GRAM + 1)
        else:
            at += 1
    return found


def extent(words: Sequence[int], at: int, place: int, graveyard: Graveyard, ledger: Ledger) -> tuple[int, int]:
    """Returns where the equal run around a place begins and how long it is; only dead tokens are taken."""
    spans, word, alive = graveyard.spans, ledger.word, ledger.alive
    end, there = at, place
    while end < len(words) and (token := spans[there]) and not alive[token] and word[token] == words[end]:
        end, there = end + 1, there + 1
    if end - at < GRAM:
        return at, 0
    begin, there = at, place
    while begin and (token := spans[there - 1]) and not alive[token] and word[token] == words[begin - 1]:
        begin, there = begin - 1, there - 1
    return begin, end - begin


def accept(
    found: list[Candidate], passages: Sequence[Passage], graveyard: Graveyard, ledger: Ledger, bits: Sequence[float]
) -> list[tuple[Passage, int, list[int], int]]:
    """Takes the candidates that say most first; returns what was taken: passage, start, tokens, margin."""
    taken = []
    for candidate in sorted(found, key=lambda c: (-c.says, -c.place, c.passage, c.start)):
        passage = passages[candidate.passage]
        for start, ids in _free(candidate, passage, graveyard, ledger):
            if len(ids) >= 3 and sum(bits[ledger.word[t]] for t in ids) >= MOVE_BITS:
                passage.ids[start : start + len(ids)] = ids
                for token in ids:
                    ledger.alive[token] = 1
                margin = round(100 * (1 - candidate.second / candidate.says))
                taken.append((passage, start, ids, margin))
    return taken


def _free(candidate: Candidate, passage: Passage, graveyard: Graveyard, ledger: Ledger) -> list[tuple[int, list[int]]]:
    """Returns the parts of a candidate that are free on both sides."""
    parts: list[tuple[int, list[int]]] = []
    open_part = False
    for step in range(candidate.size):
        token = graveyard.spans[candidate.place + step]
        if passage.ids[candidate.start + step] or ledger.alive[token]:
            open_part = False
        elif open_part:
            parts[-1][1].append(token)
        else:
            parts.append((candidate.start + step, [token]))
            open_part = True
    return parts
