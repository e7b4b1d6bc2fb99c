"""Authorship at a terminal: whose words a text is made of, and for one clause, where each of them came from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from travaux.cli import terminal
from travaux.papers.places import address
from travaux.papers.runs import Words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from travaux.papers.authorship import Authorship, Cited, Share
    from travaux.papers.runs import Block


def draw(out: Console, paper: Authorship, *, page: Path | None = None) -> None:
    """Prints whose words a text is made of: the sentences, the clauses with later words, and the shares.

    One clause is printed whole, and every source of its words is told in a sentence.
    """
    if paper.clause is not None:
        terminal.say(out, terminal.text((paper.heading, "bold underline")))
    terminal.verdict(out, paper.summary)
    if page is None or paper.clause is not None:
        _clauses(out, paper)
    terminal.part(out, "Whose words")
    terminal.table(out, [_share(share) for share in paper.shares], (2, 3))
    if paper.clause is not None:
        terminal.part(out, "Where they came from")
        for cited in paper.cited:
            _cited(out, cited)
    terminal.how(out, _how(paper))


def _clauses(out: Console, paper: Authorship) -> None:
    place = ""
    for block in paper.blocks:
        if paper.clause is None and not _later(block, paper):
            continue
        here = address(block.row.clause)
        if paper.clause is None and here != place:
            heading = block.row.clause.heading if block.row.clause and block.row.kind == "words" else ""
            terminal.clause_head(out, here, heading)
            place = here
        shown = _block(block, paper)
        if paper.clause is not None:
            if block.row.kind != "words" or not shown.plain.strip():
                continue
            out.print()
        terminal.say(out, shown, 4 if paper.clause is None else 0)


def _later(block: Block, paper: Authorship) -> bool:
    return any(isinstance(piece, Words) and not paper.cited[piece.source].source.base for piece in block.pieces)


def _block(block: Block, paper: Authorship) -> Text:
    parts: list[tuple[str, str] | str] = []
    for piece in block.pieces:
        if isinstance(piece, str):
            parts.append(piece)
            continue
        source = paper.cited[piece.source].source
        if piece.gone:
            letter = source.remover.letter if source.remover else "?"
            colour = terminal.PARTY[source.remover.colour] if source.remover else "dim"
            parts += [piece.before, (f"⟨−{letter} {piece.text}⟩", f"{colour} strike"), piece.after]
        elif source.base:
            parts.append(piece.text)
        else:
            parts.append((f"⟨{source.writer.letter} {piece.text}⟩", terminal.PARTY[source.writer.colour]))
    return terminal.text(*parts)


def _share(share: Share) -> list[Text | str]:
    letter = terminal.text(
        (f" {share.letter} ", "dim reverse" if share.base else f"{terminal.PARTY[share.writer.colour]} reverse")
    )
    return [letter, share.label, f"{share.words:,}", share.percent]


def _cited(out: Console, cited: Cited) -> None:
    source = cited.source
    who = source.remover or source.writer
    sign, letter = "−" if source.remover else "", "1" if source.base and who.colour == "px" else who.letter
    out.print()
    quotes = "; ".join(f"“{place.quote}”" for place in cited.places)
    more = f" and {cited.more} more" if cited.more else ""
    mark = (f"⟨{sign}{letter}⟩", "dim" if source.base else terminal.PARTY[who.colour])
    terminal.say(out, terminal.text(mark, " ", (f"{quotes}{more}", "italic")))
    terminal.say(out, source.answer, 4)
    told = dict(source.facts)
    details = [
        f"{term}: {told[term]}." for term in ("Put in", "Dated", "Taken out on", "Grade", "How sure") if term in told
    ]
    terminal.say(out, terminal.text((" ".join(details), "dim")), 4)


def _how(paper: Authorship) -> Iterator[str]:
    drafts = len(paper.drafts)
    names = f" ({', '.join(draft.name for draft in paper.drafts)})" if drafts <= 6 else ""
    yield f"Rule {paper.rule}, over {drafts} draft{'s' if drafts != 1 else ''}{names}."
    if paper.left_out:
        yield f"{paper.left_out:,} words deleted earlier are not shown; --json lists them."
    if paper.clause is None:
        yield "See one clause with --clause, the whole text with --html FILE."
