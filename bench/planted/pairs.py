"""Pairs: a seed made into two manuscripts and the truth about them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bench.planted.atoms import Atom, Pair, Planted, Text, atoms_of
from bench.planted.shown import DECLARED, DECLARED_TRACKED
from bench.planted.silent import HIDDEN, TRACKED_ONLY, restart
from bench.planted.texts import Pool
from travaux.text.manuscripts import Manuscript
from travaux.text.paragraphs import PLAIN, Fate, Level, NumberedList, Paragraph, Segment
from travaux.text.tokens import tokens

STYLES = ("tracked", "tracked", "tracked", "yellow", "underline", "red", "none")
"""How a pair shows its declared changes; "none" shows nothing and declares nothing."""


def pair(seed: int, pool: Pool) -> Pair:
    """Returns the pair of a seed."""
    dice = random.Random(seed)
    source = dice.choice(sorted(pool))
    section = dice.choice(pool[source])
    size = min(len(section), dice.choice([3, 5, 8, 12, 20, 40, 60]))
    start = dice.randrange(len(section) - size + 1)
    style = dice.choice(STYLES)
    body = [atoms_of(paragraph) for paragraph in section[start : start + size]]
    text = Text({"": body}, style, margin=dice.choice([1, 4]))
    _apparatus(dice, text, section)
    _structure(dice, text)
    words = [token.text for paragraph in section for token in tokens(paragraph) if token.text.isalpha()] or ["word"]
    _noise(dice, text)
    for change in _plans(dice, style):
        change(dice, text, words)
    if dice.random() < 0.3:
        restart(dice, text)
    last, new = _manuscript(text, "last"), _manuscript(text, "new")
    return Pair(seed, source, style, last, new, tuple(_truth(text)), text.declared)


def _plans(dice: random.Random, style: str) -> list[Callable[[random.Random, Text, list[str]], bool]]:
    """Returns what is to be changed: in one pair of five nothing in silence."""
    silent = 0 if dice.random() < 0.2 else dice.choice([1, 1, 2, 3, 5, 8])
    kinds = [*HIDDEN, *(TRACKED_ONLY if style == "tracked" else ())]
    plans = [dice.choice(kinds) for _ in range(silent)]
    if style != "none":
        shown = [*DECLARED, *(DECLARED_TRACKED if style == "tracked" else ())]
        plans += [dice.choice(shown) for _ in range(dice.choice([1, 2, 3, 6, 10]))]
    dice.shuffle(plans)
    return plans


def _structure(dice: random.Random, text: Text) -> None:
    """Puts some paragraphs in a table, or numbers all by an automatic list."""
    body = text.parts[""]
    if dice.random() < 0.25 and len(body) > 6:
        first = dice.randrange(1, len(body) - 5)
        for number in range(4):
            paragraph = body[first + number]
            paragraph[-1] = replace(paragraph[-1], cell=number + 1)
    elif dice.random() < 0.3:
        for paragraph in body:
            paragraph[-1] = replace(paragraph[-1], list_last="1", list_new="1")


def _apparatus(dice: random.Random, text: Text, section: Sequence[str]) -> None:
    for number in range(1, dice.choice([1, 1, 2, 4])):
        text.parts[f"footnote {number}"] = [atoms_of(f"{dice.choice(section)[:300].strip()} {1900 + number}")]
    if dice.random() < 0.3:
        text.parts["header 1"] = [atoms_of("Draft text for the third session, " + dice.choice(section)[:60].strip())]


def _noise(dice: random.Random, text: Text) -> None:
    """Changes formatting and white space, which is no change."""
    looks = ["bold", "italic"] if text.style != "none" and text.style != "tracked" else ["bold", "italic", "underline"]
    for paragraph in text.parts[""]:
        if dice.random() < 0.1:
            look = frozenset({dice.choice(looks)})
            paragraph[:] = [replace(atom, marks=look) for atom in paragraph]
        if dice.random() < 0.1:
            blanks = [place for place, atom in enumerate(paragraph) if atom.text == " "]
            if blanks:
                place = dice.choice(blanks)
                other = dice.choice(["  ", "\u00a0", "\t"])
                paragraph[place : place + 1] = [Atom(" ", "plain", None), Atom(other, None, "plain")]
        # Headings underlined in both files: in a file whose marks are underlines too, they declare nothing.
        if text.style == "underline" and len(paragraph) < 14:
            look = frozenset({"underline"})
            paragraph[:] = [replace(atom, marks=look, marks_last=look) for atom in paragraph]


def _manuscript(text: Text, side: str) -> Manuscript:
    """Returns one of the two files of a text."""
    names = _names(text, side)
    paragraphs = [
        paragraph for name, part in text.parts.items() for paragraph in _paragraphs(part, side, names.get(name, name))
    ]
    level = (Level(pattern="%1."),)
    lists = {"1": NumberedList("1", level), "2": NumberedList("2", level)}
    used = {paragraph.numbering[0] for paragraph in paragraphs if paragraph.numbering}
    return Manuscript(tuple(paragraphs), lists={name: lists[name] for name in sorted(used)})


def _names(text: Text, side: str) -> dict[str, str]:
    """Returns what each footnote is called in a file: they are counted afresh where one is gone."""
    found: dict[str, str] = {}
    for name, part in text.parts.items():
        if name.startswith("footnote") and any(_state(atom, side) for paragraph in part for atom in paragraph):
            found[name] = f"footnote {len(found) + 1}"
    return found


def _state(atom: Atom, side: str) -> str | None:
    return atom.last if side == "last" else atom.new


def _paragraphs(part: Sequence[Sequence[Atom]], side: str, name: str) -> Iterator[Paragraph]:
    segments: list[Segment] = []
    block = cell = 0
    for atom in (atom for paragraph in part for atom in paragraph):
        state = _state(atom, side)
        hand = atom.was if side == "last" else atom.by
        if state is None:
            continue
        put_in, struck = hand if state == "in" else None, hand if state == "out" else None
        move = atom.move if side == "new" and state != "plain" else None
        if atom.text != "\n":
            marks = atom.marks_last if side == "last" else atom.marks
            segments += [Segment(atom.text, put_in, struck, move, marks)] if atom.text else []
            continue
        block, cell = block + (cell != atom.cell), atom.cell
        listed = atom.list_last if side == "last" else atom.list_new
        yield Paragraph(
            tuple(_joined(segments)),
            mark=Fate(put_in, struck, move) if state != "plain" else PLAIN,
            within=(PLAIN, PLAIN) if cell else (),
            block=block,
            numbering=(listed, 0) if listed else None,
            stream=name,
        )
        segments = []


def _joined(segments: Sequence[Segment]) -> Iterator[Segment]:
    held: Segment | None = None
    for segment in segments:
        if held and replace(held, text="") == replace(segment, text=""):
            held = replace(held, text=held.text + segment.text)
            continue
        if held:
            yield held
        held = segment
    if held:
        yield held


def _truth(text: Text) -> Iterator[Planted]:
    """Yields what was planted, with its places in the two texts as accepted."""
    before, after = _names(text, "last"), _names(text, "new")
    for name, part in text.parts.items():
        places: dict[int, list[tuple[Atom, int, int]]] = {}
        last = new = 0
        for atom in (atom for paragraph in part for atom in paragraph):
            if atom.tag is not None:
                places.setdefault(atom.tag, []).append((atom, last, new))
            last += len(atom.text) * (atom.last in ("plain", "in"))
            new += len(atom.text) * (atom.new in ("plain", "in"))
        for tag, found in places.items():
            yield _planted(text.kinds[tag], found, after.get(name) or before.get(name) or name)


def _planted(kind: str, found: Sequence[tuple[Atom, int, int]], part: str) -> Planted:
    old = [entry for entry in found if entry[0].last]
    # Struck words that never stood count as new: they are what the file puts in the place of the true ones.
    new = [entry for entry in found if entry[0].new and (entry[0].new != "out" or not entry[0].last)]
    last = (old[0][1], old[-1][1] + len(old[-1][0].text) * (old[-1][0].last != "out")) if old else (found[0][1],) * 2
    place = (new[0][2], new[-1][2] + len(new[-1][0].text) * (new[-1][0].new != "out")) if new else (found[0][2],) * 2
    words = "".join(entry[0].text for entry in old), "".join(entry[0].text for entry in new)
    return Planted(kind, *words, last, place, part)
