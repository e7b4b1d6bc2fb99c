"""Found again: what was written is read as anybody would read it, and held against what was meant."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from travaux.papers.rolling.attributions import NO_TEXT, Attribution, listed, read
from travaux.papers.rolling.items import Item
from travaux.papers.rolling.writing import AS_TABLED, Piece, Wanted
from travaux.text.brackets import Bracketed
from travaux.text.brackets.slots import Note, Option, Options, Run, Slot

Alternatives = tuple[tuple[str, Attribution], ...]


def alternatives(found: Bracketed, names: Collection[str]) -> dict[tuple[int, int], Alternatives]:
    """Returns the alternatives of every bracket and set of options, by where it stands; none of them is `no text`.

    A bracket alone may stand or fall: its alternatives are its words, and nothing.
    """
    made: dict[tuple[int, int], Alternatives] = {}
    for part in found.walk():
        match part:
            case Run():
                made[part.start, part.end] = tuple(_slot(found.text, slot, names) for slot in part.slots)
            case Slot():
                made[part.start, part.end] = (_slot(found.text, part, names),)
            case Options():
                made[part.start, part.end] = tuple(_option(found.text, option, names) for option in part.options)
            case _:
                pass
    return made


def _slot(text: str, slot: Slot, names: Collection[str]) -> tuple[str, Attribution]:
    words, behind = read(text[slot.start + 1 : slot.end - 1 if slot.closed else slot.end], names)
    return "" if words == NO_TEXT else words, behind


def _option(text: str, option: Option, names: Collection[str]) -> tuple[str, Attribution]:
    told = text[option.words_start : option.end].rstrip()
    behind = Attribution()
    last = option.parts[-1] if option.parts else None
    notes = [part for part in option.parts if isinstance(part, Note)]
    if notes and told.endswith("}") and (last is notes[-1] or not text[notes[-1].end : option.end].strip()):
        inner = text[notes[-1].start + 1 : notes[-1].end - 1]
        named = listed(inner.removeprefix(AS_TABLED).removeprefix(", "), names) if inner != AS_TABLED else behind
        if named is not None:
            told, behind = text[option.words_start : notes[-1].start].rstrip(), named
    return "" if told.casefold() == NO_TEXT else told, behind


def astray(
    wanted: Sequence[Wanted], pieces: Sequence[Piece], found: Bracketed, base: Bracketed, names: Collection[str]
) -> Item | None:  # fmt: skip
    """Returns the first item that does not read back as it was meant, the innermost of several; None where all do."""
    made = alternatives(found, names)
    in_runs = {(slot.start, slot.end) for part in found.walk() if isinstance(part, Run) for slot in part.slots}
    options = {part.start: part for part in found.walk() if isinstance(part, Options)}
    for each in wanted:
        span = (each.start, each.end)
        if each.form == "options":
            part = options.get(each.start)
            span = (part.start, part.end) if part else span
        if made.get(span) != each.alternatives or (each.form == "slot" and span in in_runs):
            return each.item
    lost = _lost(pieces, found, base)
    if lost is None or not wanted:
        return None
    return min(wanted, key=lambda one: (max(one.start - lost, lost - one.end, 0), one.end - one.start)).item


def _lost(pieces: Sequence[Piece], found: Bracketed, base: Bracketed) -> int | None:
    """Returns where a bracket of the text on the table ought to stand first and does not, or stands otherwise."""
    place: dict[int, int] = {}
    at = 0
    for piece in pieces:
        if piece.origin is not None:
            place.update((piece.origin + step, at + step) for step in range(len(piece.text)))
        at += len(piece.text)
    have = {(type(part), part.start): part for part in found.walk() if not isinstance(part, Options)}
    for part in base.walk():
        if isinstance(part, Options):
            continue
        there = have.get((type(part), place[part.start]))
        if there is None or _closed(there) != _closed(part) or (_closed(part) and there.end - 1 != place[part.end - 1]):
            return place[part.start]
    return None


def _closed(part: Slot | Run | Note) -> bool:
    return not isinstance(part, Slot) or part.closed
