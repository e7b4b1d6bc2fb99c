"""The trace: an origin for every word, by the rule `travaux-trace/1`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from travaux.text import moves
from travaux.text.comparison import passages as compared
from travaux.text.comparison import _unmatched
from travaux.text.drafts import Draft
from travaux.text.graveyard import Graveyard
from travaux.text.history import Version, in_line
from travaux.text.ledger import Deed, Ledger
from travaux.text.origins import DeletedToken, Trace, TracedToken
from travaux.text.passages import Loss, Passage
from travaux.text.standings import Standing, Standings
from travaux.text.tokens import PATTERN, tokens
from travaux.text.vocabulary import Vocabulary

RULE = "travaux-trace/1"


def trace(history: Iterable[Draft | Version], *, progress: Callable[[int], None] | None = None) -> Trace:
    """Returns the origin of every token of the last draft of a history."""
    work = Tracing()
    versions = []
    for number, version in enumerate(in_line(history)):
        work.take(number, version)
        versions.append(Version(Draft(""), version.key, version.parents, version.author, version.at))
        draft = version.draft
        if progress:
            progress(number + 1)
    return Trace(draft, *work.account(number, draft), versions, RULE)


class Tracing:
    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.ledger = Ledger()
        self.graveyard = Graveyard(self.ledger)
        self.standings = Standings()
        self.seen: dict[int, list[int]] = {}
        self.stands = -1

    def take(self, number: int, version: Version) -> None:
        text = version.draft.text
        deed = Deed(number, version.author)
        if not version.parents:
            parent = Standing("", [()])
            place = number
        else:
            place = version.parents[0]
            parent = self.standings.of(place)
        if parent.text == text and version.parents:
            self.standings.add(number, parent, version.parents)
            return
        for earlier in reversed(self.seen.get(hash(text), [])):
            standing = self.standings.of(earlier)
            if standing.text == text:
                self.revert(place, parent, standing, deed)
                self.standings.add(number, standing, version.parents)
                return
        standing = self.compare(place, parent, text, deed)
        self.standings.add(number, standing, version.parents)
        self.seen.setdefault(hash(text), []).append(number)

    def revert(self, place: int, parent: Standing, standing: Standing, deed: Deed) -> None:
        old = {t for line in parent.lines for t in line}
        new = {t for line in standing.lines for t in line}
        ids = [t for line in parent.lines for t in line]
        starts = [m.start() for m in PATTERN.finditer(parent.text)]
        span: list[int] = []
        for i, t in enumerate(ids):
            if t not in new:
                self.ledger.remove(t, deed, (place + 1, starts[i]), ids[i - 1] if i else 0)
                span.append(t)
            elif span:
                self.graveyard.bury(span)
                span = []
        if span:
            self.graveyard.bury(span)
        back = [t for line in standing.lines for t in line if t not in old]
        self.ledger.turn(back, "restored", deed)
        for t in back:
            self.ledger.alive[t] = 1

    def compare(self, place: int, parent: Standing, text: str, deed: Deed) -> Standing:
        ledger, graveyard, vocabulary = self.ledger, self.graveyard, self.vocabulary
        found = list(compared(place, parent, text, vocabulary, ledger))
        losses = [loss for passage in found for loss in passage.losses]
        graves = []
        for loss in losses:
            for token in loss.ids:
                ledger.alive[token] = 0
            graves.append(graveyard.bury(loss.ids))
        bits = vocabulary.bits()
        options = []
        for number, passage in enumerate(found):
            for hole in passage.holes():
                options += moves.candidates(number, passage, hole, graveyard, ledger, bits)
        gone = {t for loss in losses for t in loss.ids}
        for passage, start, ids, margin in moves.accept(options, found, graveyard, ledger, bits):
            moved = [t for t in ids if t in gone]
            ledger.turn(moved, "moved", deed, margin)
            ledger.turn([t for t in ids if t not in gone], "restored", deed, margin)
        for passage in found:
            for hole in list(passage.holes()):
                words = passage.words[hole.start : hole.end]
                ids = graveyard.between(passage.before(hole.start), passage.after(hole.end), words)
                if ids and not any(ledger.alive[t] for t in ids):
                    passage.ids[hole.start : hole.end] = ids
                    for t in ids:
                        ledger.alive[t] = 1
                    ledger.turn(ids, "restored", deed)
        for passage in found:
            for hole in list(passage.holes()):
                words = passage.words[hole.start : hole.end]
                vocabulary.written(words)
                passage.ids[hole.start : hole.end] = ledger.write(words, deed)
        for loss, grave in zip(losses, graves):
            self.remove(loss, grave, parent, deed)
        return Standing(text, self.splice(parent, found, text))

    def splice(self, parent: Standing, found: list[Passage], text: str) -> list[tuple[int, ...]]:
        lines = []
        at = 0
        for passage in found:
            n = passage.old_first
            lines += parent.lines[at:n]
            lines += passage.lines()
            at = passage.old_last
        lines += parent.lines[at:]
        return lines

    def remove(self, loss: Loss, grave: int, parent: Standing, deed: Deed) -> None:
        ledger = self.ledger
        dead = [not ledger.alive[t] for t in loss.ids]
        if not any(dead):
            return
        starts = [m.start() for m in PATTERN.finditer(parent.text, loss.start, loss.end - 1)][loss.skip :]
        left = loss.left
        i = 0
        n = len(loss.ids)
        while i < n:
            if not dead[i]:
                left = loss.ids[i]
                i += 1
                continue
            j = i
            while j < n and dead[j]:
                ledger.remove(loss.ids[j], deed, (loss.parent + 1, starts[j]), left if j == i else loss.ids[j - 1])
                j += 1
            self.graveyard.mark(grave + i, j - i, left, loss.ids[j] if j < n else loss.right)
            i = j

    def account(self, number: int, draft: Draft) -> tuple[list[TracedToken], list[DeletedToken]]:
        standing = self.standings.of(number)
        ids = [t for line in standing.lines for t in line]
        cut = tokens(draft.text)
        assert len(ids) == len(cut)
        living = [TracedToken(c.text, c.start, c.end, self.ledger.origin(t)) for t, c in zip(ids, cut)]
        here = set(ids)
        deleted = []
        for t in range(1, len(self.ledger)):
            if t not in here:
                a, b, c = self.ledger.removal(t)
                deleted.append(
                    DeletedToken(
                        self.vocabulary.spelling[self.ledger.word[t]],
                        self.ledger.origin(t),
                        b,
                        a,
                        self.ledger.last[t] - 1,
                        self.ledger.place[t],
                        c,
                    )
                )
        return living, deleted
