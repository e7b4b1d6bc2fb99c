"""Changes that the new file does not show, of every kind and size."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from bench.planted.atoms import (
    CHAIR,
    ONE,
    TWO,
    Atom,
    Text,
    atoms_of,
    body_place,
    end_of,
    fresh,
    moved,
    phrase,
    run_at,
    spot,
    untouched,
)  # fmt: skip

LOOKALIKES = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х", "A": "А", "E": "Е", "O": "О", "P": "Р"}


def _insertion(dice: random.Random, text: Text, words: list[str]) -> bool:
    found = spot(dice, text, 1)
    if found is None:
        return False
    paragraph, start = found
    kind, added = dice.choice(
        [("not", "not"), ("word", phrase(dice, words, 1)), ("phrase", phrase(dice, words, 5)),
         ("sentence", phrase(dice, words, 14) + ".")]
    )  # fmt: skip
    paragraph[start:start] = [Atom(added + " ", None, "plain", tag=text.tag(f"insertion: {kind}"))]
    return True


def _deletion(dice: random.Random, text: Text, words: list[str]) -> bool:
    size = dice.choice([1, 1, 3, 8, 20])
    found = spot(dice, text, size)
    if found is None:
        return False
    paragraph, start = found
    end = end_of(paragraph, start, size)
    if end < len(paragraph) and paragraph[end].text == " ":
        end += 1
    tag = text.tag("deletion: word" if size == 1 else "deletion: phrase")
    paragraph[start:end] = [replace(atom, new=None, tag=tag) for atom in paragraph[start:end]]
    return True


def _replaced(
    dice: random.Random, text: Text, kind: str, change: Callable[[str], str | None], wanted: Callable[[str], bool]
) -> bool:
    """Replaces a word that is wanted by what `change` makes of it."""
    places = []
    for part in sorted(text.parts):
        for paragraph in text.parts[part]:
            for place, atom in enumerate(paragraph):
                around = paragraph[max(0, place - 3) : place + 4]
                if atom.text != "\n" and wanted(atom.text) and all(map(untouched, around)):
                    places.append((paragraph, place))
    if not places:
        return False
    paragraph, place = dice.choice(places)
    atom = paragraph[place]
    other = change(atom.text)
    if other is None or other == atom.text:
        return False
    tag = text.tag(kind)
    after = [Atom(other, None, "plain", marks=atom.marks, tag=tag)] if other else []
    paragraph[place : place + 1] = [replace(atom, new=None, tag=tag), *after]
    return True


def _word(dice: random.Random, text: Text, words: list[str]) -> bool:
    return _replaced(dice, text, "replacement: word", lambda _: phrase(dice, words, 1), str.isalpha)


def _phrase_replaced(dice: random.Random, text: Text, words: list[str]) -> bool:
    size = dice.choice([2, 4, 8])
    found = spot(dice, text, size)
    if found is None:
        return False
    paragraph, start = found
    end = end_of(paragraph, start, size)
    tag = text.tag("replacement: phrase")
    gone = [replace(atom, new=None, tag=tag) for atom in paragraph[start:end]]
    paragraph[start:end] = [*gone, Atom(phrase(dice, words, dice.choice([1, 3, 7])), None, "plain", tag=tag)]
    return True


def _digit(dice: random.Random, text: Text, words: list[str]) -> bool:
    def change(word: str) -> str:
        place = dice.choice([n for n, sign in enumerate(word) if sign.isdigit()])
        return word[:place] + str((int(word[place]) + dice.randrange(1, 10)) % 10) + word[place + 1 :]

    return _replaced(dice, text, "replacement: digit", change, lambda word: any("0" <= sign <= "9" for sign in word))


def _case(dice: random.Random, text: Text, words: list[str]) -> bool:
    return _replaced(
        dice, text, "case", lambda word: word[0].swapcase() + word[1:] if dice.random() < 0.7 else word.swapcase(),
        lambda word: word.isalpha() and word[0].swapcase() != word[0] and word.isascii(),
    )  # fmt: skip


def _sign(dice: random.Random, text: Text, words: list[str]) -> bool:
    return _replaced(dice, text, "punctuation", lambda sign: dice.choice([",", ".", ";", ":", ""]), ",.;:".__contains__)


def _lookalike(dice: random.Random, text: Text, words: list[str]) -> bool:
    def change(word: str) -> str:
        place = dice.choice([n for n, sign in enumerate(word) if sign in LOOKALIKES])
        return word[:place] + LOOKALIKES[word[place]] + word[place + 1 :]

    return _replaced(dice, text, "look-alike letter", change, lambda word: any(sign in LOOKALIKES for sign in word))


def _invisible(dice: random.Random, text: Text, words: list[str]) -> bool:
    def change(word: str) -> str:
        place = dice.randrange(1, len(word))
        return word[:place] + dice.choice("\u200b\u200c\u200d\u2060\ufeff") + word[place:]

    return _replaced(dice, text, "zero-width character", change, lambda word: len(word) > 3 and word.isalpha())


def _swap(dice: random.Random, text: Text, words: list[str]) -> bool:
    found = spot(dice, text, 3, body=True)
    if found is None:
        return False
    paragraph, start = found
    end = end_of(paragraph, start, 3)
    atoms = paragraph[start:end]
    first, last = atoms[0], atoms[-1]
    if first.text == last.text or not last.text.isalpha() or not first.text.isalpha():
        return False
    tag = text.tag("order swapped")
    gone = [replace(atom, new=None, tag=tag) for atom in atoms]
    come = [replace(atom, last=None, tag=tag) for atom in [last, *atoms[1:-1], first]]
    paragraph[start:end] = [*gone, *come]
    return True


def _clause_gone(dice: random.Random, text: Text, words: list[str]) -> bool:
    place = body_place(dice, text)
    if place is None:
        return False
    tag = text.tag("paragraph deleted")
    paragraph = text.parts[""][place]
    paragraph[:] = [replace(atom, new=None, tag=tag) for atom in paragraph]
    return True


def _clause_come(dice: random.Random, text: Text, words: list[str]) -> bool:
    place = body_place(dice, text)
    if place is None:
        return False
    tag = text.tag("paragraph inserted")
    atoms = atoms_of(phrase(dice, words, dice.choice([6, 15, 40])) + ".")
    text.parts[""][place:place] = [[replace(atom, last=None, tag=tag) for atom in atoms]]
    return True


def _move(dice: random.Random, text: Text, words: list[str]) -> bool:
    halves = moved(text, dice)
    if halves is None:
        return False
    tag = text.tag("paragraph moved")
    gone, come = halves
    gone[:] = [replace(atom, new=None, tag=tag) for atom in gone]
    come[:] = [replace(atom, last=None, tag=tag) for atom in come]
    return True


def _split(dice: random.Random, text: Text, words: list[str]) -> bool:
    found = spot(dice, text, 1, body=True)
    if found is None:
        return False
    paragraph, start = found
    if start < 2 or paragraph[start - 1].text != " ":
        return False
    tag = text.tag("paragraph split")
    gone = replace(paragraph[start - 1], new=None, tag=tag)
    paragraph[start - 1 : start] = [gone, replace(paragraph[-1], last=None, tag=tag)]
    return True


def _join(dice: random.Random, text: Text, words: list[str]) -> bool:
    place = body_place(dice, text)
    if place is None:
        return False
    tag = text.tag("paragraphs joined")
    paragraph = text.parts[""][place]
    paragraph[-1:] = [replace(paragraph[-1], new=None, tag=tag), Atom(" ", None, "plain", tag=tag)]
    return True


def _note(dice: random.Random, text: Text, words: list[str]) -> bool:
    notes = [name for name in text.parts if name and fresh(text.parts[name][0]) and len(text.parts[name][0]) > 6]
    if not notes:
        return False
    name = dice.choice(notes)
    paragraph = text.parts[name][0]
    start = run_at(dice, paragraph, 1)
    if start is None:
        return False
    tag = text.tag("footnote" if name.startswith("footnote") else "header")
    gone = replace(paragraph[start], new=None, tag=tag)
    paragraph[start : start + 1] = [gone, Atom(phrase(dice, words, 1) + "x", None, "plain", tag=tag)]
    return True


def _hide(dice: random.Random, text: Text, words: list[str]) -> bool:
    found = spot(dice, text, 2, body=True)
    if found is None:
        return False
    paragraph, start = found
    end = end_of(paragraph, start, 2)
    tag = text.tag("hidden text")
    look = frozenset({"hidden"})
    paragraph[start:end] = [replace(atom, marks=atom.marks | look, tag=tag) for atom in paragraph[start:end]]
    return True


def _false_strike(dice: random.Random, text: Text, words: list[str]) -> bool:
    """The words shown as struck are not those of the last draft."""
    found = spot(dice, text, 1)
    if found is None:
        return False
    paragraph, start = found
    other = phrase(dice, words, 1)
    if other.casefold() == paragraph[start].text.casefold():
        return False
    tag = text.tag("false strike")
    gone = replace(paragraph[start], new=None, tag=tag)
    paragraph[start : start + 1] = [gone, Atom(other, None, "out", ONE, tag=tag), Atom("instead", None, "in", ONE)]
    return True


def _false_insertion(dice: random.Random, text: Text, words: list[str]) -> bool:
    """Words shown as put in stood in the last draft already."""
    found = spot(dice, text, 2)
    if found is None:
        return False
    paragraph, start = found
    end = end_of(paragraph, start, 2)
    tag = text.tag("false insertion")
    paragraph[start:end] = [replace(atom, new="in", by=TWO, tag=tag) for atom in paragraph[start:end]]
    return True


def _settle(dice: random.Random, text: Text, words: list[str]) -> bool:
    """A change pending in the last file is accepted or rejected in silence."""
    found = spot(dice, text, 1)
    if found is None:
        return False
    paragraph, start = found
    tag = text.tag("settled in silence")
    kind = dice.choice(["in, accepted", "in, rejected", "out, accepted", "out, rejected"])
    new = None if kind in ("in, rejected", "out, accepted") else "plain"
    if kind.startswith("in"):
        paragraph[start:start] = [Atom(phrase(dice, words, 3) + " ", "in", new, was=CHAIR, tag=tag)]
    else:
        paragraph[start] = replace(paragraph[start], last="out", new=new, was=CHAIR, tag=tag)
    return True


def _edit_in_move(dice: random.Random, text: Text, words: list[str]) -> bool:
    """Words shown as moved were changed on the way."""
    halves = moved(text, dice)
    if halves is None:
        return False
    gone, come = halves
    places = [place for place, atom in enumerate(come) if atom.text.isalpha()]
    place = dice.choice(places)
    other = phrase(dice, words, 1)
    if other == come[place].text:
        other += "x"
    tag = text.tag("edit inside a move shown")
    text.moves += 1
    name = f"move{text.moves}"
    gone[:] = [replace(a, new="out", by=TWO, move=name, tag=tag if n == place else None) for n, a in enumerate(gone)]
    come[:] = [replace(atom, last=None, new="in", by=TWO, move=name) for atom in come]
    come[place] = replace(come[place], text=other, tag=tag)
    text.declared += 1
    return True


def _cell(dice: random.Random, text: Text, words: list[str]) -> bool:
    """A word in a table cell is another."""
    cells = [p for p in text.parts[""] if p[-1].cell and fresh(p) and sum(atom.text.isalnum() for atom in p) > 0]
    if not cells:
        return False
    paragraph = dice.choice(cells)
    place = dice.choice([n for n, atom in enumerate(paragraph) if atom.text.isalnum()])
    tag = text.tag("table cell")
    after = Atom(phrase(dice, words, 1) + "x", None, "plain", tag=tag)
    paragraph[place : place + 1] = [replace(paragraph[place], new=None, tag=tag), after]
    return True


def _bracket(dice: random.Random, text: Text, words: list[str]) -> bool:
    """Agreed words are put in brackets."""
    place = spot(dice, text, 3, body=True)
    if place is None or text.style not in ("tracked", "none"):
        return False
    paragraph, start = place
    end = end_of(paragraph, start, 3)
    tag = text.tag("brackets put round words")
    paragraph[end:end] = [Atom("]", None, "plain", tag=tag)]
    paragraph[start:start] = [Atom("[", None, "plain", tag=tag)]
    return True


def _sentence_moved(dice: random.Random, text: Text, words: list[str]) -> bool:
    """A phrase of a dozen words goes to another paragraph."""
    source, target = spot(dice, text, 12, body=True), spot(dice, text, 1, body=True)
    if source is None or target is None or source[0] is target[0]:
        return False
    tag = text.tag("phrase moved")
    paragraph, start = source
    end = end_of(paragraph, start, 12)
    atoms = paragraph[start:end]
    paragraph[start:end] = [replace(atom, new=None, tag=tag) for atom in atoms]
    come = [replace(atom, last=None, tag=tag) for atom in atoms]
    target[0][target[1] : target[1]] = [*come, Atom(" ", None, "plain", tag=tag)]
    return True


def _note_gone(dice: random.Random, text: Text, words: list[str]) -> bool:
    notes = [name for name in text.parts if name.startswith("footnote") and fresh(text.parts[name][0])]
    if not notes:
        return False
    tag = text.tag("footnote deleted")
    paragraph = text.parts[dice.choice(notes)][0]
    paragraph[:] = [replace(atom, new=None, tag=tag) for atom in paragraph]
    return True


def _note_come(dice: random.Random, text: Text, words: list[str]) -> bool:
    notes = [name for name in text.parts if name.startswith("footnote")]
    tag = text.tag("footnote inserted")
    atoms = atoms_of(phrase(dice, words, 8) + " 1793.")
    text.parts[f"footnote {len(notes) + 1}"] = [[replace(atom, last=None, tag=tag) for atom in atoms]]
    return True


def restart(dice: random.Random, text: Text) -> None:
    """Numbers begin afresh in the middle of a list; for the end, when nothing else will change."""
    body = text.parts[""]
    places = [n for n in range(2, len(body)) if all(fresh(p) and p[-1].list_last for p in body[n - 2 : n + 1])]
    if not places:
        return
    place = dice.choice(places)
    tag = text.tag("computed number")
    for paragraph in body[place:]:
        paragraph[:] = [replace(atom, list_new="2") if atom.list_new else atom for atom in paragraph]
    body[place][0:0] = [Atom("", tag=tag)]


HIDDEN = [
    _insertion, _insertion, _deletion, _deletion, _word, _phrase_replaced, _digit, _case, _sign, _lookalike, _invisible,
    _swap, _clause_gone, _clause_come, _move, _split, _join, _note, _hide,
    _cell, _bracket, _sentence_moved, _note_gone, _note_come,
]  # fmt: skip
TRACKED_ONLY = [_false_strike, _false_insertion, _settle, _edit_in_move]
