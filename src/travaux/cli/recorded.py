"""Entries at a terminal: what was done, in a sentence, with its number and its grade in words, and what rules say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from travaux.cli import terminal
from travaux.papers.counting import counted

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from travaux.papers.telling import Teller
    from travaux.record.entries import Entered
    from travaux.record.rules import Verdict
    from travaux.record.state import State
    from travaux.record.terms import Index
    from travaux.secretariat.records import Record
    from travaux.secretariat.sheets import Entry

GRADE = {"signed": "bold", "recorded": "", "reported": "italic", "inferred": "dim"}
FEW = 4
"""So many acts entered at once are told one by one with their receipts; more are told as a list."""


def draw_entered(out: Console, record: Record, entries: Sequence[Entry]) -> None:
    """Prints what was entered."""
    from travaux.papers.telling import Teller

    if len(entries) > FEW:
        terminal.verdict(out, f"{counted(len(entries), 'act').capitalize()} entered, all of them or none.")
        out.print()
        rows(out, [(entry.entered, entry.sentence) for entry in entries], Teller(record.state))
    for entry in entries if len(entries) <= FEW else ():
        terminal.verdict(out, entry.sentence)
        terminal.say(out, terminal.text(("Entry ", "dim"), mark(entry.entered), "."), 2)
    _judged(out, entries)
    terminal.how(out, [seal(record)])


def _judged(out: Console, entries: Sequence[Entry]) -> None:
    said = [(entry, verdict) for entry in entries for verdict in entry.verdicts if verdict.ruling != "valid"]
    if not said:
        return
    out.print()
    for entry, verdict in said[:12]:
        rule(out, verdict, entry.entered.index if len(entries) > 1 else None)
    if len(said) > 12:
        terminal.say(out, terminal.text((f"and {len(said) - 12} more; see travaux show ENTRY", "dim")), 2)


def rule(out: Console, verdict: Verdict, index: int | None = None) -> None:
    """Prints what a rule says of an act."""
    style = {"defective": "bold red", "unknown": "yellow", "valid": "green"}[verdict.ruling]
    where = f"entry {index}, " if index is not None else ""
    said = verdict.ruling.capitalize() if not where else f"{where}{verdict.ruling}".capitalize()
    missing = f" Missing: {verdict.missing}." if verdict.missing else ""
    terminal.say(out, terminal.text((said, style), f": {verdict.says} ({verdict.source}).{missing}"), 2)


def mark(entered: Entered) -> str:
    """Returns how an entry is cited: its number, its grade in words."""
    return f"{entered.index}, {entered.grade}"


def rows(out: Console, told: Iterable[tuple[Entered, str]], teller: Teller) -> None:
    """Prints entries as a ledger: number, day, grade in words, and the sentence."""
    lines: list[list[Text | str]] = []
    for entered, sentence in told:
        when = teller.happened(entered)
        grade = terminal.text((entered.grade, GRADE[entered.grade]))
        became = fate(teller.state, entered.index)
        told_ = terminal.text(sentence, (f" {became}", "bold")) if became else sentence
        lines.append([f"{entered.index}", terminal.text((when, "dim")), grade, told_])
    if lines:
        terminal.table(out, lines, (0,))


def fate(state: State, index: Index) -> str:
    """Returns why an act does not count, in a sentence: it has no effect, or was voided; nothing where it does."""
    if state.idle(index):
        return f"Without effect: {state.idle(index)}."
    voided = state.voided(index)
    return f"Voided by entry {voided}." if voided is not None else ""


def seal(record: Record) -> str:
    """Returns the seal line: how many entries, which root, whose eyes."""
    root = root_of(record)
    hidden = f" {counted(record.hidden, 'entry', 'entries').capitalize()} not shown to you." if record.hidden else ""
    return f"{counted(record.size, 'entry', 'entries').capitalize()}; root {root}. Log {record.origin}.{hidden}"


def root_of(record: Record) -> str:
    """Returns the first digits of the root that the last checkpoint signs, in groups."""
    from travaux.log.checkpoint import Checkpoint
    from travaux.log.note import Note

    note = record.checkpoint
    if not note:
        return "none yet"
    return grouped(Checkpoint.from_text(Note.from_text(note.encode()).text).root.hex())


def grouped(root: str) -> str:
    """Returns the first digits of a root, in groups."""
    return " ".join(root[at : at + 4] for at in range(0, 16, 4))
