"""Changes that the new file shows: tracked, or by marks."""

from __future__ import annotations

import random
from dataclasses import replace

from bench.planted.atoms import CHAIR, ONE, TWO, Atom, Text, body_place, end_of, moved, phrase, spot
from travaux.text.drafts import Hand


def _shown_in(text: Text, words: str, by: Hand) -> Atom:
    text.declared += 1
    if text.style == "tracked":
        return Atom(words, None, "in", by)
    return Atom(words, None, "plain", marks=frozenset({_PUT_IN[text.style]}))


_PUT_IN = {"yellow": "highlight=yellow", "underline": "underline", "red": "colour=ff0000"}


def _shown_out(text: Text, atom: Atom, by: Hand) -> Atom:
    if text.style == "tracked":
        return replace(atom, new="out", by=by)
    return replace(atom, marks=atom.marks | {"strike"})


def _declare_insertion(dice: random.Random, text: Text, words: list[str]) -> bool:
    found = spot(dice, text, 1)
    if found is None:
        return False
    paragraph, start = found
    paragraph[start:start] = [_shown_in(text, phrase(dice, words, dice.choice([1, 2, 5, 12])) + " ", ONE)]
    return True


def _declare_deletion(dice: random.Random, text: Text, words: list[str]) -> bool:
    size = dice.choice([1, 2, 5, 12])
    found = spot(dice, text, size)
    if found is None:
        return False
    paragraph, start = found
    end = end_of(paragraph, start, size)
    paragraph[start:end] = [_shown_out(text, atom, TWO) for atom in paragraph[start:end]]
    text.declared += 1
    return True


def _declare_replacement(dice: random.Random, text: Text, words: list[str]) -> bool:
    size = dice.choice([1, 1, 2, 6])
    found = spot(dice, text, size)
    if found is None:
        return False
    paragraph, start = found
    end = end_of(paragraph, start, size)
    gone = [_shown_out(text, atom, ONE) for atom in paragraph[start:end]]
    paragraph[start:end] = [*gone, _shown_in(text, phrase(dice, words, dice.choice([1, 1, 3])), ONE)]
    return True


def _declare_ending(dice: random.Random, text: Text, words: list[str]) -> bool:
    """Shows a letter more at the end of a word, or one less."""
    found = spot(dice, text, 1)
    if found is None:
        return False
    paragraph, start = found
    atom = paragraph[start]
    if len(atom.text) < 3 or not atom.text.isalpha() or not atom.text.isascii():
        return False
    if dice.random() < 0.5:
        paragraph[start : start + 1] = [atom, _shown_in(text, "s", TWO)]
    else:
        kept, gone = replace(atom, text=atom.text[:-1]), replace(atom, text=atom.text[-1])
        paragraph[start : start + 1] = [kept, _shown_out(text, gone, TWO)]
        text.declared += 1
    return True


def _declare_paragraph(dice: random.Random, text: Text, words: list[str]) -> bool:
    place = body_place(dice, text)
    if place is None:
        return False
    added = _shown_in(text, phrase(dice, words, 9) + ".", ONE)
    mark = Atom("\n", None, "in", ONE) if text.style == "tracked" else Atom("\n", None, "plain")
    text.parts[""][place:place] = [[added, mark]]
    return True


def _declare_paragraph_gone(dice: random.Random, text: Text, words: list[str]) -> bool:
    place = body_place(dice, text)
    if place is None:
        return False
    paragraph = text.parts[""][place]
    if text.style == "tracked":
        paragraph[:] = [replace(atom, new="out", by=TWO) for atom in paragraph]
    else:
        paragraph[:-1] = [_shown_out(text, atom, TWO) for atom in paragraph[:-1]]
    text.declared += 1
    return True


def _declare_division(dice: random.Random, text: Text, words: list[str]) -> bool:
    found = spot(dice, text, 1, body=True)
    if found is None:
        return False
    paragraph, start = found
    if start < 2 or paragraph[start - 1].text != " ":
        return False
    paragraph[start - 1 : start] = [
        replace(paragraph[start - 1], new="out", by=ONE),
        replace(paragraph[-1], last=None, new="in", by=ONE),
    ]
    text.declared += 1
    return True


def _declare_move(dice: random.Random, text: Text, words: list[str]) -> bool:
    halves = moved(text, dice)
    if halves is None:
        return False
    text.moves += 1
    text.declared += 1
    name = f"move{text.moves}"
    gone, come = halves
    gone[:] = [replace(atom, new="out", by=TWO, move=name) for atom in gone]
    come[:] = [replace(atom, last=None, new="in", by=TWO, move=name) for atom in come]
    return True


def _keep_pending(dice: random.Random, text: Text, words: list[str]) -> bool:
    """A change that was pending in the last file and still is: nothing new."""
    found = spot(dice, text, 1)
    if found is None:
        return False
    paragraph, start = found
    if dice.random() < 0.5:
        added = phrase(dice, words, dice.choice([1, 4])) + " "
        paragraph[start:start] = [Atom(added, "in", "in", CHAIR, CHAIR)]
    else:
        paragraph[start] = replace(paragraph[start], last="out", new="out", by=CHAIR, was=CHAIR)
    return True


DECLARED = [
    _declare_insertion,
    _declare_deletion,
    _declare_replacement,
    _declare_ending,
    _declare_paragraph,
    _declare_paragraph_gone,
]
DECLARED_TRACKED = [_declare_division, _declare_move, _keep_pending]
