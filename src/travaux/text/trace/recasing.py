"""Recasing: words of which only the case was changed. "shall" made "SHALL" is the first writer's word still.

It is a second chance, for what nothing else explains, and it is narrow: the words that stand between two words that
were kept are, but for their case, the words that stood there before, and nothing else was put in or taken out with
them. In a sentence that was rewritten, "the" and "The" are two words. The word as it now stands is a new row in the
ledger, the *heir* of the old one, with the same origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from travaux.text.trace.ledger import Deed, Ledger
from travaux.text.trace.passages import Loss, Passage
from travaux.text.trace.vocabulary import Vocabulary


def recase(
    passages: Sequence[Passage], losses: Iterable[Loss], deed: Deed, vocabulary: Vocabulary, ledger: Ledger
) -> None:
    """Fills holes with the heirs of words that were taken out there and differ in case only."""
    between = {(loss.left, loss.right): loss.ids for loss in losses}
    for passage in passages:
        for hole in passage.holes():
            ids = between.get((passage.before(hole.start), passage.after(hole.end)), ())
            words = passage.words[hole.start : hole.end]
            dead = len(ids) == len(words) and not any(map(ledger.alive.__getitem__, ids))
            if dead and vocabulary.folded(ledger.words(ids)) == vocabulary.folded(words):
                heirs = [_heir(token, word, deed, ledger) for token, word in zip(ids, words, strict=True)]
                passage.fill(hole.start, heirs, ledger)


def _heir(token: int, word: int, deed: Deed, ledger: Ledger) -> int:
    return token if ledger.word[token] == word else ledger.inherit(token, word, deed)
