"""The life of a clause as a paper: three answers first, then every wording, newest first, with what was done and said.

What a life says is in `lives`; here it is only laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from travaux.papers.counting import sentence
from travaux.papers.lives import Event, LifePaper, Wording
from travaux.papers.paper import Block, Heading, Paper, Paragraph, Run, plain
from travaux.papers.writers import Writer
from travaux.record.authorship import Words
from travaux.record.terms import PartyId


def life_sheet(life: LifePaper, letters: Mapping[PartyId, Writer]) -> Paper:
    """Returns the paper of a clause's life; `letters` are the writers of the parties."""
    heading = f": {life.heading}" if life.heading else ""
    return Paper(
        kind="life of a clause",
        title=f"{life.place}{heading}",
        summary=life.summary,
        facts=(("As numbered in", life.draft),),
        blocks=tuple(_blocks(life, letters)),
        remarks=("Words inferred by comparing drafts are marked so; an entry says how each of the others is known.",),
    )


def _blocks(life: LifePaper, letters: Mapping[PartyId, Writer]) -> Iterator[Block]:
    for title, lines in (
        ("Who put these words here?", life.wrote),
        ("Who took others out?", life.removed),
        ("Who agreed?", life.agreed),
    ):
        yield Heading(title)
        yield from (plain(line, "item") for line in lines)
    if life.runs:
        yield Heading("The words as they are, each by whose they are")
        yield from _lines(_runs(life.runs, letters))
    yield Heading("Every wording, the newest first")
    for each in life.wordings:
        yield from _wording(each)


def _runs(runs: Sequence[Words], letters: Mapping[PartyId, Writer]) -> Iterator[Run]:
    """Yields the words of a clause in runs of one origin; what is between two of them is white space."""
    end = None
    for each in runs:
        if end is not None and each.start > end:
            yield Run(" ")
        yield Run(each.text, by=letters.get(each.by.party) if each.by.party else None, entry=each.by.entry)
        end = each.end


def _lines(runs: Iterable[Run]) -> Iterator[Paragraph]:
    """Yields runs as paragraphs, one for each line of their words."""
    line: list[Run] = []
    for run in runs:
        first, *more = run.words.split("\n")
        line.append(replace(run, words=first))
        for words in more:
            yield from _filled(line)
            line = [replace(run, words=words)]
    yield from _filled(line)


def _filled(line: Sequence[Run]) -> Iterator[Paragraph]:
    if any(run.words.strip() for run in line):
        yield Paragraph(tuple(run for run in line if run.words), "clause")


def _wording(each: Wording) -> Iterator[Block]:
    same = "" if each.reworded or not each.reason else ", the same words"
    yield Heading(f"{each.called}, {each.place}, {each.when}{same}", 2, key=f"entry-{each.entry}")
    reason = f" {sentence(each.reason)}." if each.reason else ""
    yield Paragraph(
        (Run(f"By {each.by}, entry {each.entry}, {each.grade}.{reason}", "quiet", entry=each.entry),), "note"
    )
    if each.reworded or not each.reason:
        yield from (plain(line, "clause") for line in each.text.split("\n") if line.strip())
    yield from _events(each.events)


def _events(events: Sequence[Event]) -> Iterator[Paragraph]:
    for each in events:
        about = f"; about {each.about}" if each.about else ""
        says = each.says if each.says.endswith((".", "”")) else f"{each.says}."
        cited = Run(f" ({each.when}, entry {each.entry}, {each.grade}{about})", "quiet", entry=each.entry)
        yield Paragraph((Run(says), cited), "item")
