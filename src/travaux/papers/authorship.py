"""The paper of authorship: a text in runs of words, each with its source, its deleted words, and whose words it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from travaux.papers.counting import alike, counted, listed, number, percent, sentence
from travaux.papers.ghosts import ghosts
from travaux.papers.places import address
from travaux.papers.register import Register
from travaux.papers.runs import Block, Words, blocks
from travaux.papers.sheet import sheet, within
from travaux.papers.sources import Named, Source, hands
from travaux.papers.writers import NOBODY, UNKNOWN, Writer
from travaux.text.clauses import Clause
from travaux.text.history import Version
from travaux.text.origins import Trace

FEW = 400
"""With more sources than this, fewer of the places of each are listed."""
QUOTE = 56


@dataclass(frozen=True, slots=True)
class Share:
    """How many words of the text somebody put in; `base` are the words of the first draft, left unpainted."""

    writer: Writer
    label: str
    words: int
    percent: str
    base: bool = False

    @property
    def letter(self) -> str:
        """The writer's letter, or "1" for a first draft of nobody on record."""
        return "1" if self.base and self.writer == UNKNOWN else self.writer.letter


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places where words of a source stand: the run, its clause, its first words."""

    run: int
    clause: str
    quote: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A source with how many words of the paper come from it, and where; `more` places are not listed."""

    source: Source
    words: int
    places: tuple[Place, ...]
    more: int


@dataclass(frozen=True)
class Authorship:
    """Whose words a draft is made of, or one clause of it.

    `gone` counts the deleted words that are shown, `left_out` those that are not. `grades` are those in use.
    """

    drafts: Sequence[Named]
    blocks: Sequence[Block]
    cited: Sequence[Cited]
    shares: Sequence[Share]
    words: int
    gone: int
    left_out: int
    clause: Clause | None
    rule: str
    language: str
    by_draft: bool

    @property
    def summary(self) -> str:
        """The sentences that come first: how many words, whose, and how many have no author on record."""
        return _summary(self)

    @property
    def heading(self) -> str:
        """What the paper is about, as a heading: the text, or a clause with its name."""
        if self.clause is None:
            return "The text, and whose words it is made of"
        name = sentence(address(self.clause))
        return f"{name}: {self.clause.heading}" if self.clause.heading else name


def authorship(
    trace: Trace, *, versions: Sequence[Version] = (), clause: Clause | None = None, most: int = 3000
) -> Authorship:
    """Returns the paper of a trace, or of one clause, with at most `most` runs of deleted words.

    `versions` are the versions that were traced, with their drafts as far as they were kept.
    """
    known = hands(trace, versions)
    register = Register(known)
    span = clause.span if clause else None
    rows = sheet(trace.draft) if span is None else within(sheet(trace.draft), span)
    tokens = [t for t in trace.tokens if span is None or span[0] <= t.start < span[1]]
    deleted = ghosts(trace.deleted, known.versions, register, span=span, most=most)
    made = blocks(trace.draft.text, rows, tokens, deleted.shown, register)
    shares = _shares(made, register.said)
    return Authorship(
        drafts=known.drafts,
        blocks=made,
        cited=_cited(made, register.said),
        shares=shares,
        words=sum(share.words for share in shares),
        gone=sum(ghost.words for ghost in deleted.shown),
        left_out=deleted.left_out,
        clause=clause,
        rule=trace.rule,
        language=trace.draft.language,
        by_draft=known.by_draft,
    )


def _shares(made: Sequence[Block], said: Sequence[Source]) -> list[Share]:
    found: dict[tuple[str, bool], int] = {}
    by_name: dict[str, Writer] = {}
    standing = [p for block in made for p in block.pieces if isinstance(p, Words) and not p.gone and p.words]
    for piece in standing:
        source = said[piece.source]
        key = (source.writer.name, source.base)
        found[key] = found.get(key, 0) + piece.words
        by_name[source.writer.name] = source.writer
    whole = sum(found.values())
    order = sorted(found, key=lambda key: (not key[1], key[0] == NOBODY, -found[key], key[0]))
    both = {name for name, base in found if base and (name, False) in found}
    return [
        Share(by_name[name], _label(by_name[name], base, name in both), words, percent(words, whole), base)
        for name, base in order
        for words in [found[name, base]]
    ]


def _label(writer: Writer, base: bool, both: bool) -> str:
    if base:
        return "first draft" if writer == UNKNOWN or writer.letter == "1" else f"{writer.name}, first draft"
    return f"{writer.name}, later" if both and writer != UNKNOWN else writer.name


def _cited(made: Sequence[Block], said: Sequence[Source]) -> list[Cited]:
    words = [0] * len(said)
    runs = [0] * len(said)
    places: list[list[Place]] = [[] for _ in said]
    most = 8 if len(said) <= FEW else 2
    for block in made:
        for piece in block.pieces:
            if isinstance(piece, Words):
                words[piece.source] += piece.words
                runs[piece.source] += 1
                if len(places[piece.source]) < most:
                    places[piece.source].append(Place(piece.number, address(block.row.clause), _quote(piece.text)))
    return [Cited(source, words[i], tuple(places[i]), runs[i] - len(places[i])) for i, source in enumerate(said)]


def _quote(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= QUOTE else f"{line[:QUOTE].rsplit(' ', 1)[0]}…"


def _summary(paper: Authorship) -> str:
    base = sum(share.words for share in paper.shares if share.base)
    later = [share for share in paper.shares if not share.base and share.writer != UNKNOWN]
    unknown = sum(share.words for share in paper.shares if not share.base and share.writer == UNKNOWN)
    whole = counted(paper.words, "word")
    begun = f"Of {whole}, {number(base)} {_stands(base)} since the first draft"
    if not paper.words:
        return "There are no words here."
    if base == paper.words:
        return f"All {whole} stand since the first draft." if base > 1 else "Its one word stands since the first draft."
    sentences = [f"{begun}."]
    if paper.by_draft:
        told = [f"{number(share.words)} with {share.writer.name}" for share in later]
        told[0] = f"{number(later[0].words)} came in with {later[0].writer.name}"
        sentences.append(f"{sentence(listed(told, 4))}.")
    elif later:
        counts = alike([share.words for share in later])
        told = [f"{share.writer.name} {count}" for share, count in zip(later, counts, strict=True)]
        told[0] = f"{later[0].writer.name} put in {counts[0]}"
        sentences.append(f"{listed(told, 5)}.")
    if unknown:
        has = "has" if unknown == 1 else "have"
        sentences.append(f"{sentence(number(unknown))} {has} no author on record.")
    return " ".join(sentences)


def _stands(count: int) -> str:
    return "stands" if count == 1 else "stand"
