"""Scores of attributions against marked ones: by token, by exact span, as a whole, and for direct speech with a name.

    token          shared tokens over all tokens, summed over articles (micro)
    exact          spans equal after quotation marks, commas and stops are taken out wherever they stand
    whole          a cue token shared, contents with a Dice of at least .5, sources that overlap or are both empty
    speech-cued    the same, of attributions whose cue holds a verb of speech
    direct, named  content in quotation marks, three tokens or more, a name in the source; right if four fifths of it
                   lie in one marked content and the sources share a token

The corpus is flat: no token belongs to two attributions, and it marks the outer one. A statement within another is
therefore left out of the count, and its words stay with the outer one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.news import Article, Gold, Pieces
from travaux.reading.lexicon.lists import words
from travaux.reading.lexicon.speech import SPOKEN
from travaux.reading.prose import Prose, parse

_SIGNS = frozenset("\"'“”‘’«»,.;:?!-–—…()[]") | {"''", "``", "...", "--"}


@dataclass(frozen=True)
class Parts:
    """One attribution as numbers of tokens of the article; `quoted` and `named` as the definitions above ask."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    spoken: bool
    quoted: bool
    named: bool
    tier: str = ""
    confidence: float = 1.0


@dataclass
class Count:
    """Proposed, marked, and right among each."""

    proposed: int = 0
    marked: int = 0
    right: int = 0
    found: int = 0

    def add(self, proposed: int, marked: int, right: int, found: int | None = None) -> None:
        self.proposed += proposed
        self.marked += marked
        self.right += right
        self.found += right if found is None else found

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.proposed + other.proposed,
            self.marked + other.marked,
            self.right + other.right,
            self.found + other.found,
        )

    def __str__(self) -> str:
        return f"{self.precision:.3f} / {self.recall:.3f} / {self.f1:.3f}"


class Tokens:
    """The tokens of an article, numbered through, and which of them are signs, quoted, capitalised."""

    def __init__(self, prose: Prose) -> None:
        self.starts = [start for one in prose.paragraphs for start in one.starts]
        self.ends = [end for one in prose.paragraphs for end in one.ends]
        self.words = [word for one in prose.paragraphs for word in one.words]
        self.quoted = [depth > 0 for one in prose.paragraphs for depth in one.quoted]
        self.firsts = {one.start for one in prose.sentences()}

    def of(self, pieces: Iterable[tuple[int, int]]) -> frozenset[int]:
        found: set[int] = set()
        for start, end in pieces:
            found.update(range(bisect_right(self.ends, start), bisect_left(self.starts, end)))
        return frozenset(found)

    def bare(self, tokens: frozenset[int]) -> frozenset[int]:
        return frozenset(token for token in tokens if self.words[token] not in _SIGNS)

    def parts(self, source: Pieces, cue: Pieces, content: Pieces, tier: str = "", confidence: float = 1.0) -> Parts:
        said, cued, told = self.of(source), self.of(cue), self.of(content)
        bare = self.bare(told)
        return Parts(
            said, cued, told,
            any(self.words[token].lower() in SPOKEN for token in cued),
            len(bare) >= 3 and all(self.quoted[token] for token in bare),
            any(self._name(token) for token in said),
            tier, confidence,
        )  # fmt: skip

    def _name(self, token: int) -> bool:
        word = self.words[token]
        return word[0].isupper() and len(word) > 1 and word.lower() not in _NOT_NAMES


_NOT_NAMES = words(
    "the a an he she it they we you i this that these those one some many most both his her their our but and"
)


@dataclass
class Scores:
    """Every count of one article or, summed, of many."""

    content: Count
    source: Count
    cue: Count
    exact: Count
    exact_source: Count
    exact_cue: Count
    whole: Count
    spoken: Count
    direct: Count

    @classmethod
    def none(cls) -> Scores:
        return cls(*(Count() for _ in range(9)))

    def __add__(self, other: Scores) -> Scores:
        names = list(self.__dataclass_fields__)
        return Scores(*(getattr(self, name) + getattr(other, name) for name in names))


def flat(found: Sequence[Parts]) -> list[Parts]:
    """Leaves out every attribution that stands within another: the corpus marks the outer one, and all of it."""
    return [
        one
        for at, one in enumerate(found)
        if not any(
            other_at != at and one.cue and one.cue <= other.content and not other.cue & one.content
            for other_at, other in enumerate(found)
        )
    ]


def score(tokens: Tokens, proposed: Sequence[Parts], marked: Sequence[Parts]) -> Scores:
    """Scores what was proposed for one article against what was marked in it."""
    found = Scores.none()
    proposed = flat(proposed)
    for name in ("content", "source", "cue"):
        ours = frozenset().union(*(getattr(one, name) for one in proposed)) if proposed else frozenset()
        theirs = frozenset().union(*(getattr(one, name) for one in marked)) if marked else frozenset()
        getattr(found, name).add(len(ours), len(theirs), len(ours & theirs))
        exact = found.exact if name == "content" else getattr(found, f"exact_{name}")
        mine = {bare for one in proposed if (bare := tokens.bare(getattr(one, name)))}
        gold = {bare for one in marked if (bare := tokens.bare(getattr(one, name)))}
        exact.add(len(mine), len(gold), len(mine & gold))
    pairs = matched(proposed, marked)
    found.whole.add(len(proposed), len(marked), len(pairs))
    found.spoken.add(
        sum(one.spoken for one in proposed), sum(one.spoken for one in marked),
        sum(proposed[a].spoken for a, _ in pairs), sum(marked[b].spoken for _, b in pairs),
    )  # fmt: skip
    ours_direct = [one for one in proposed if one.quoted and one.named]
    gold_direct = [one for one in marked if one.quoted and one.named]
    found.direct.add(
        len(ours_direct), len(gold_direct),
        sum(any(_lies_in(one, other) for other in marked) for one in ours_direct),
        sum(any(_lies_in(one, other) for other in proposed) for one in gold_direct),
    )  # fmt: skip
    return found


def _lies_in(one: Parts, other: Parts) -> bool:
    return bool(one.source & other.source) and len(one.content & other.content) >= 0.8 * len(one.content)


def matched(proposed: Sequence[Parts], marked: Sequence[Parts]) -> list[tuple[int, int]]:
    """Pairs of attributions that agree as a whole, each used once, the best Dice first."""
    candidates = []
    for a, one in enumerate(proposed):
        for b, other in enumerate(marked):
            if agree(one, other):
                candidates.append((-dice(one.content, other.content), a, b))
    pairs: list[tuple[int, int]] = []
    for _, a, b in sorted(candidates):
        if all(a != x and b != y for x, y in pairs):
            pairs.append((a, b))
    return pairs


def agree(one: Parts, other: Parts) -> bool:
    """Whether two attributions are the same as a whole."""
    if not one.cue & other.cue or dice(one.content, other.content) < 0.5:
        return False
    return bool(one.source & other.source) or not (one.source or other.source)


def dice(one: frozenset[int], other: frozenset[int]) -> float:
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def marks(tokens: Tokens, gold: Sequence[Gold]) -> list[Parts]:
    """What was marked, as numbers of tokens."""
    return [tokens.parts(one.source, one.cue, one.content) for one in gold]


def numbered(article: Article) -> Tokens:
    """The tokens of an article."""
    return Tokens(parse(article.text))
