"""Pairs of drafts with changes that are shown and changes that are not, made from a seed, the truth kept beside them.

A text is *atoms*: characters with what they are in the last file and what they are in the new one ("plain", "in" for
tracked as put in, "out" for tracked as struck, None for absent). Every change replaces some atoms by others, so the two
manuscripts and the places of what was planted come from one list and cannot disagree.
"""

from __future__ import annotations

import json
import lzma
import random
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from travaux.text.audit import Audit, Finding
from travaux.text.drafts import Hand
from travaux.text.manuscripts import Manuscript
from travaux.text.paragraphs import PLAIN, Fate, Paragraph, Segment
from travaux.text.tokens import tokens

Pool = dict[str, list[list[str]]]
"""Texts by name: each a list of sections, each a list of paragraphs."""

ONE = Hand("Delegate One", "2025-03-01T09:00:00Z")
TWO = Hand("Delegate Two", "2025-03-02T10:30:00Z")
CHAIR = Hand("Chair", "2025-02-01T08:00:00Z")

LOOKALIKES = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х", "A": "А", "E": "Е", "O": "О", "P": "Р"}
STYLES = ("tracked", "tracked", "tracked", "yellow", "underline", "red", "none")
"""How a pair shows its declared changes; "none" shows nothing and declares nothing."""


@dataclass(frozen=True, slots=True)
class Atom:
    """Characters, a paragraph's break where they are a line break, with their state in both files."""

    text: str
    last: str | None = "plain"
    new: str | None = "plain"
    by: Hand | None = None
    was: Hand | None = None
    marks_last: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    move: str | None = None
    tag: int | None = None


@dataclass(frozen=True, slots=True)
class Planted:
    """A change that the new file does not show: what kind, what words, and where in the two texts as accepted."""

    kind: str
    old: str
    new: str
    last: tuple[int, int]
    place: tuple[int, int]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two manuscripts and the truth about them."""

    seed: int
    source: str
    style: str
    last: Manuscript
    new: Manuscript
    planted: tuple[Planted, ...]
    declared: int


@dataclass(slots=True)
class Text:
    """A text being changed: its parts, each a list of paragraphs, each a list of atoms that ends with its break."""

    parts: dict[str, list[list[Atom]]]
    style: str
    kinds: list[str] = field(default_factory=list)
    declared: int = 0
    moves: int = 0

    def tag(self, kind: str) -> int:
        """Notes that a change of this kind is planted, and returns its number."""
        self.kinds.append(kind)
        return len(self.kinds) - 1


# ---------------------------------------------------------------- where texts come from

INVENTED = """Article 1
Each Party shall adopt a national plan for the protection of the shared aquifer, review it every 4 years and report thereon to the Commission.
The plan shall contain targets for withdrawal, recharge and quality, and the measures by which the Party intends to meet them.
Article 2
(a) The Parties shall exchange data on wells, springs and rainfall; such data shall be free of charge and in a common format.
(b) Data that a Party has declared confidential shall not be disclosed to third parties without its prior written consent.
(c) The secretariat shall keep a register of the data received, which shall be open to all Parties at all times.
Article 3
A Joint Commission is hereby established. It shall consist of three members appointed by each Party, and shall meet at least twice a year in ordinary session.
Decisions of the Commission shall be taken by consensus. If consensus cannot be reached, the matter shall be referred to the Ministers within 30 days.
The Commission may invite observers, experts and representatives of local communities, as appropriate, to attend its meetings.
Article 4
In the event of drought, a Party may reduce deliveries by up to 15 per cent, provided that it has notified the other Parties in writing not less than 60 days in advance.
Nothing in this Article shall affect the right of any Party to take urgent measures to protect human life or health.
Article 5
Any dispute concerning the interpretation or application of this Agreement shall be settled by negotiation, mediation or arbitration, at the choice of the Parties concerned.
The award of the tribunal shall be final and binding, and shall be complied with in good faith.
Article 6
This Agreement shall enter into force on the thirtieth day after the date of deposit of the third instrument of ratification. It shall remain in force for 10 years.
Done at Porto Celeste, in duplicate, in the Aldanian and Borian languages, both texts being equally authentic."""  # noqa: E501


def invented() -> Pool:
    """Returns a small synthetic treaty, for tests that need no real drafts."""
    lines = INVENTED.split("\n")
    return {"invented": [lines, lines[3:], lines[7:]]}


def pools(corpus: Path) -> Pool:
    """Returns the texts of the real drafts at hand, cut into sections."""
    found: Pool = {}
    for file in sorted((corpus / "paris").glob("*.md")):
        found[f"paris {file.stem}"] = _sections(file.read_text(encoding="utf-8").split("\n\n"))
    found["bill"] = _sections(_bill(corpus))
    for bundle, branch, name in (
        ("copyleft-next", "master", "Drafts/copyleft-next"),
        ("mutual-nda", "HEAD", "Mutual-NDA.md"),
        ("tls13", "main", "tls13.md"),
    ):
        found[bundle] = _sections(_from_bundle(corpus / "histories" / f"{bundle}.bundle", branch, name))
    for file in sorted((corpus / "provenance" / "controlled").glob("*.json.xz"))[:1]:
        text = json.loads(lzma.decompress(file.read_bytes()))["drafts"][-1]
        found["controlled"] = _sections(text.split("\n\n"))
    found["word files"] = _sections(_word_files(corpus))
    return {name: sections for name, sections in found.items() if sections}


def _sections(paragraphs: Sequence[str]) -> list[list[str]]:
    """Returns paragraphs with blanks made single, in sections of 60, those of no words left out."""
    clean = [" ".join(paragraph.split()) for paragraph in paragraphs]
    kept = [paragraph for paragraph in clean if any(sign.isalnum() for sign in paragraph) and len(paragraph) < 4000]
    return [kept[start : start + 60] for start in range(0, len(kept), 60) if len(kept[start : start + 60]) >= 4]


def _bill(corpus: Path) -> list[str]:
    from lxml import etree

    root = etree.parse(corpus / "bills-uk" / "1-lords-committee.xml").getroot()
    return ["".join(element.itertext()) for element in root.iter("{*}p")]


def _from_bundle(bundle: Path, branch: str, name: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "-q", "--bare", str(bundle), folder], check=True, capture_output=True)
        done = subprocess.run(["git", "-C", folder, "show", f"{branch}:{name}"], capture_output=True)
    return done.stdout.decode("utf-8", "replace").split("\n\n") if done.returncode == 0 else []


def _word_files(corpus: Path) -> list[str]:
    from travaux.formats.docx import read

    found: list[str] = []
    for file in sorted((corpus / "docx-tracked").glob("*.docx")):
        if not file.stem.endswith(("Accepted", "Rejected")):
            found += read(file.read_bytes()).accepting("none").text.split("\n")
    return list(dict.fromkeys(found))


# ---------------------------------------------------------------- making a pair


def pair(seed: int, pool: Pool) -> Pair:
    """Returns the pair of a seed."""
    dice = random.Random(seed)
    source = dice.choice(sorted(pool))
    section = dice.choice(pool[source])
    size = min(len(section), dice.choice([3, 5, 8, 12, 20, 40, 60]))
    start = dice.randrange(len(section) - size + 1)
    style = dice.choice(STYLES)
    body = [_atoms(paragraph) for paragraph in section[start : start + size]]
    text = Text({"": body}, style)
    _apparatus(dice, text, section)
    words = [token.text for paragraph in section for token in tokens(paragraph) if token.text.isalpha()] or ["word"]
    _noise(dice, text)
    planted = 0 if dice.random() < 0.2 else dice.choice([1, 1, 2, 3, 5, 8])
    plans: list[tuple[Callable[[random.Random, Text, list[str]], bool], bool]] = []
    hidden = [*HIDDEN, *(TRACKED_ONLY if style == "tracked" else ())]
    plans += [(dice.choice(hidden), True) for _ in range(planted)]
    if style != "none":
        shown = [*DECLARED, *(DECLARED_TRACKED if style == "tracked" else ())]
        plans += [(dice.choice(shown), False) for _ in range(dice.choice([1, 2, 3, 6, 10]))]
    dice.shuffle(plans)
    for plan, _ in plans:
        plan(dice, text, words)
    last, new = _manuscript(text, "last"), _manuscript(text, "new")
    return Pair(seed, source, style, last, new, tuple(_truth(text)), text.declared)


def _atoms(paragraph: str) -> list[Atom]:
    """Returns a paragraph as atoms: words, signs, blanks, and its break."""
    found: list[Atom] = []
    at = 0
    for token in tokens(paragraph):
        if at < token.start:
            found.append(Atom(paragraph[at : token.start]))
        found.append(Atom(token.text))
        at = token.end
    return [*found, Atom("\n")]


def _apparatus(dice: random.Random, text: Text, section: Sequence[str]) -> None:
    for number in range(1, dice.choice([1, 1, 2, 4])):
        text.parts[f"footnote {number}"] = [_atoms(dice.choice(section)[:300].strip())]
    if dice.random() < 0.3:
        text.parts["header 1"] = [_atoms("Draft text for the third session, " + dice.choice(section)[:60].strip())]


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


def _untouched(atom: Atom) -> bool:
    return (atom.last, atom.new, atom.tag) == ("plain", "plain", None) and "strike" not in atom.marks


def _run(dice: random.Random, paragraph: list[Atom], size: int, margin: int = 4) -> int | None:
    """Returns where a run of `size` words begins that nothing has touched, nor its neighbours."""
    places = []
    words = [place for place, atom in enumerate(paragraph) if atom.text.strip()]
    for first in range(len(words) - size + 1):
        start, end = words[first], words[first + size - 1] + 1
        around = paragraph[max(0, start - margin) : min(len(paragraph), end + margin)]
        headed = "underline" in paragraph[start].marks_last
        if all(_untouched(atom) for atom in around) and paragraph[start].text[0].isalnum() and not headed:
            places.append(start)
    return dice.choice(places) if places else None


def _end(paragraph: Sequence[Atom], start: int, size: int) -> int:
    """Returns where a run of `size` words ends."""
    end = start
    while size:
        size -= bool(paragraph[end].text.strip())
        end += 1
    return end


def _spot(dice: random.Random, text: Text, size: int, body: bool = False) -> tuple[list[Atom], int] | None:
    """Returns a paragraph and a place in it for a change of `size` words."""
    parts = [""] if body or dice.random() < 0.8 else sorted(text.parts)
    paragraphs = list(text.parts[dice.choice(parts)])
    dice.shuffle(paragraphs)
    for paragraph in paragraphs:
        start = _run(dice, paragraph, size)
        if start is not None:
            return paragraph, start
    return None


def _phrase(dice: random.Random, words: Sequence[str], size: int) -> str:
    start = dice.randrange(max(1, len(words) - size))
    return " ".join(words[start : start + size])


# ---------------------------------------------------------------- changes that are shown


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
    spot = _spot(dice, text, 1)
    if spot is None:
        return False
    paragraph, start = spot
    paragraph[start:start] = [_shown_in(text, _phrase(dice, words, dice.choice([1, 2, 5, 12])) + " ", ONE)]
    return True


def _declare_deletion(dice: random.Random, text: Text, words: list[str]) -> bool:
    size = dice.choice([1, 2, 5, 12])
    spot = _spot(dice, text, size)
    if spot is None:
        return False
    paragraph, start = spot
    end = _end(paragraph, start, size)
    paragraph[start:end] = [_shown_out(text, atom, TWO) for atom in paragraph[start:end]]
    text.declared += 1
    return True


def _declare_replacement(dice: random.Random, text: Text, words: list[str]) -> bool:
    size = dice.choice([1, 1, 2, 6])
    spot = _spot(dice, text, size)
    if spot is None:
        return False
    paragraph, start = spot
    end = _end(paragraph, start, size)
    gone = [_shown_out(text, atom, ONE) for atom in paragraph[start:end]]
    paragraph[start:end] = [*gone, _shown_in(text, _phrase(dice, words, dice.choice([1, 1, 3])), ONE)]
    return True


def _declare_ending(dice: random.Random, text: Text, words: list[str]) -> bool:
    """Shows a letter more at the end of a word, or one less."""
    spot = _spot(dice, text, 1)
    if spot is None:
        return False
    paragraph, start = spot
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


def _fresh(paragraph: Sequence[Atom]) -> bool:
    return all(_untouched(atom) for atom in paragraph)


def _body_place(dice: random.Random, text: Text) -> int | None:
    """Returns a paragraph of the body, not at an end, that nothing touched, nor the ones beside it."""
    body = text.parts[""]
    places = [n for n in range(1, len(body) - 1) if all(_fresh(p) for p in body[n - 1 : n + 2]) and len(body[n]) > 12]
    return dice.choice(places) if places else None


def _declare_paragraph(dice: random.Random, text: Text, words: list[str]) -> bool:
    place = _body_place(dice, text)
    if place is None:
        return False
    added = _shown_in(text, _phrase(dice, words, 9) + ".", ONE)
    mark = Atom("\n", None, "in", ONE) if text.style == "tracked" else Atom("\n", None, "plain")
    text.parts[""][place:place] = [[added, mark]]
    return True


def _declare_paragraph_gone(dice: random.Random, text: Text, words: list[str]) -> bool:
    place = _body_place(dice, text)
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
    spot = _spot(dice, text, 1, body=True)
    if spot is None:
        return False
    paragraph, start = spot
    if start < 2 or paragraph[start - 1].text != " ":
        return False
    paragraph[start - 1 : start] = [replace(paragraph[start - 1], new="out", by=ONE), Atom("\n", None, "in", ONE)]
    text.declared += 1
    return True


def _moved(text: Text, dice: random.Random) -> tuple[list[Atom], list[Atom]] | None:
    """Takes a paragraph to another place; returns it where it was and where it is, the same atoms twice."""
    place = _body_place(dice, text)
    body = text.parts[""]
    if place is None or sum(atom.text.isalpha() for atom in body[place]) < 10:
        return None
    others = [n for n in range(1, len(body)) if abs(n - place) > 1 and _fresh(body[n - 1]) and _fresh(body[n])]
    if not others:
        return None
    gone, come = body[place], list(body[place])
    body.insert(dice.choice(others), come)
    return gone, come


def _declare_move(dice: random.Random, text: Text, words: list[str]) -> bool:
    halves = _moved(text, dice)
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
    spot = _spot(dice, text, 1)
    if spot is None:
        return False
    paragraph, start = spot
    if dice.random() < 0.5:
        phrase = _phrase(dice, words, dice.choice([1, 4])) + " "
        paragraph[start:start] = [Atom(phrase, "in", "in", CHAIR, CHAIR)]
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


# ---------------------------------------------------------------- changes that are not


def _insertion(dice: random.Random, text: Text, words: list[str]) -> bool:
    spot = _spot(dice, text, 1)
    if spot is None:
        return False
    paragraph, start = spot
    kind, phrase = dice.choice(
        [("not", "not"), ("word", _phrase(dice, words, 1)), ("phrase", _phrase(dice, words, 5)),
         ("sentence", _phrase(dice, words, 14) + ".")]
    )  # fmt: skip
    paragraph[start:start] = [Atom(phrase + " ", None, "plain", tag=text.tag(f"insertion: {kind}"))]
    return True


def _deletion(dice: random.Random, text: Text, words: list[str]) -> bool:
    size = dice.choice([1, 1, 3, 8, 20])
    spot = _spot(dice, text, size)
    if spot is None:
        return False
    paragraph, start = spot
    end = _end(paragraph, start, size)
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
                if atom.text != "\n" and wanted(atom.text) and all(map(_untouched, around)):
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
    return _replaced(dice, text, "replacement: word", lambda _: _phrase(dice, words, 1), str.isalpha)


def _phrase_replaced(dice: random.Random, text: Text, words: list[str]) -> bool:
    size = dice.choice([2, 4, 8])
    spot = _spot(dice, text, size)
    if spot is None:
        return False
    paragraph, start = spot
    end = _end(paragraph, start, size)
    tag = text.tag("replacement: phrase")
    gone = [replace(atom, new=None, tag=tag) for atom in paragraph[start:end]]
    paragraph[start:end] = [*gone, Atom(_phrase(dice, words, dice.choice([1, 3, 7])), None, "plain", tag=tag)]
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
    spot = _spot(dice, text, 3, body=True)
    if spot is None:
        return False
    paragraph, start = spot
    end = _end(paragraph, start, 3)
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
    place = _body_place(dice, text)
    if place is None:
        return False
    tag = text.tag("paragraph deleted")
    paragraph = text.parts[""][place]
    paragraph[:] = [replace(atom, new=None, tag=tag) for atom in paragraph]
    return True


def _clause_come(dice: random.Random, text: Text, words: list[str]) -> bool:
    place = _body_place(dice, text)
    if place is None:
        return False
    tag = text.tag("paragraph inserted")
    atoms = _atoms(_phrase(dice, words, dice.choice([6, 15, 40])) + ".")
    text.parts[""][place:place] = [[replace(atom, last=None, tag=tag) for atom in atoms]]
    return True


def _move(dice: random.Random, text: Text, words: list[str]) -> bool:
    halves = _moved(text, dice)
    if halves is None:
        return False
    tag = text.tag("paragraph moved")
    gone, come = halves
    gone[:] = [replace(atom, new=None, tag=tag) for atom in gone]
    come[:] = [replace(atom, last=None, tag=tag) for atom in come]
    return True


def _split(dice: random.Random, text: Text, words: list[str]) -> bool:
    spot = _spot(dice, text, 1, body=True)
    if spot is None:
        return False
    paragraph, start = spot
    if start < 2 or paragraph[start - 1].text != " ":
        return False
    tag = text.tag("paragraph split")
    gone = replace(paragraph[start - 1], new=None, tag=tag)
    paragraph[start - 1 : start] = [gone, Atom("\n", None, "plain", tag=tag)]
    return True


def _join(dice: random.Random, text: Text, words: list[str]) -> bool:
    place = _body_place(dice, text)
    if place is None:
        return False
    tag = text.tag("paragraphs joined")
    paragraph = text.parts[""][place]
    paragraph[-1:] = [replace(paragraph[-1], new=None, tag=tag), Atom(" ", None, "plain", tag=tag)]
    return True


def _note(dice: random.Random, text: Text, words: list[str]) -> bool:
    notes = [name for name in text.parts if name and _fresh(text.parts[name][0]) and len(text.parts[name][0]) > 6]
    if not notes:
        return False
    name = dice.choice(notes)
    paragraph = text.parts[name][0]
    start = _run(dice, paragraph, 1)
    if start is None:
        return False
    tag = text.tag("footnote" if name.startswith("footnote") else "header")
    gone = replace(paragraph[start], new=None, tag=tag)
    paragraph[start : start + 1] = [gone, Atom(_phrase(dice, words, 1) + "x", None, "plain", tag=tag)]
    return True


def _hide(dice: random.Random, text: Text, words: list[str]) -> bool:
    spot = _spot(dice, text, 2, body=True)
    if spot is None:
        return False
    paragraph, start = spot
    end = _end(paragraph, start, 2)
    tag = text.tag("hidden text")
    look = frozenset({"hidden"})
    paragraph[start:end] = [replace(atom, marks=atom.marks | look, tag=tag) for atom in paragraph[start:end]]
    return True


def _false_strike(dice: random.Random, text: Text, words: list[str]) -> bool:
    """The words shown as struck are not those of the last draft."""
    spot = _spot(dice, text, 1)
    if spot is None:
        return False
    paragraph, start = spot
    other = _phrase(dice, words, 1)
    if other.casefold() == paragraph[start].text.casefold():
        return False
    tag = text.tag("false strike")
    gone = replace(paragraph[start], new=None, tag=tag)
    paragraph[start : start + 1] = [gone, Atom(other, None, "out", ONE, tag=tag), Atom("instead", None, "in", ONE)]
    return True


def _false_insertion(dice: random.Random, text: Text, words: list[str]) -> bool:
    """Words shown as put in stood in the last draft already."""
    spot = _spot(dice, text, 2)
    if spot is None:
        return False
    paragraph, start = spot
    end = _end(paragraph, start, 2)
    tag = text.tag("false insertion")
    paragraph[start:end] = [replace(atom, new="in", by=TWO, tag=tag) for atom in paragraph[start:end]]
    return True


def _settle(dice: random.Random, text: Text, words: list[str]) -> bool:
    """A change pending in the last file is accepted or rejected in silence."""
    spot = _spot(dice, text, 1)
    if spot is None:
        return False
    paragraph, start = spot
    tag = text.tag("settled in silence")
    kind = dice.choice(["in, accepted", "in, rejected", "out, accepted", "out, rejected"])
    new = None if kind in ("in, rejected", "out, accepted") else "plain"
    if kind.startswith("in"):
        paragraph[start:start] = [Atom(_phrase(dice, words, 3) + " ", "in", new, was=CHAIR, tag=tag)]
    else:
        paragraph[start] = replace(paragraph[start], last="out", new=new, was=CHAIR, tag=tag)
    return True


def _edit_in_move(dice: random.Random, text: Text, words: list[str]) -> bool:
    """Words shown as moved were changed on the way."""
    halves = _moved(text, dice)
    if halves is None:
        return False
    gone, come = halves
    places = [place for place, atom in enumerate(come) if atom.text.isalpha()]
    place = dice.choice(places)
    other = _phrase(dice, words, 1)
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


HIDDEN = [
    _insertion, _insertion, _deletion, _deletion, _word, _phrase_replaced, _digit, _case, _sign, _lookalike, _invisible,
    _swap, _clause_gone, _clause_come, _move, _split, _join, _note, _hide,
]  # fmt: skip
TRACKED_ONLY = [_false_strike, _false_insertion, _settle, _edit_in_move]


# ---------------------------------------------------------------- manuscripts and truth


def _manuscript(text: Text, side: str) -> Manuscript:
    paragraphs: list[Paragraph] = []
    for name, part in text.parts.items():
        segments: list[Segment] = []
        for atom in (atom for paragraph in part for atom in paragraph):
            state = atom.last if side == "last" else atom.new
            hand = atom.was if side == "last" else atom.by
            if state is None:
                continue
            put_in, struck = hand if state == "in" else None, hand if state == "out" else None
            move = atom.move if side == "new" and state != "plain" else None
            if atom.text == "\n":
                mark = Fate(put_in, struck, move) if state != "plain" else PLAIN
                paragraphs.append(Paragraph(tuple(_joined(segments)), mark=mark, stream=name))
                segments = []
            else:
                marks = atom.marks_last if side == "last" else atom.marks
                segments.append(Segment(atom.text, put_in, struck, move, marks))
    return Manuscript(tuple(paragraphs))


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
    for name, part in text.parts.items():
        spans: dict[int, list[tuple[int, int, int, int, str, str]]] = {}
        last = new = 0
        for atom in (atom for paragraph in part for atom in paragraph):
            in_last, in_new = atom.last in ("plain", "in"), atom.new in ("plain", "in")
            size = len(atom.text)
            if atom.tag is not None:
                old = atom.text if atom.last else ""
                come = atom.text if atom.new and (atom.new != "out" or not atom.last) else ""
                spans.setdefault(atom.tag, []).append(
                    (last, last + size * in_last, new, new + size * in_new, old, come)
                )
            last, new = last + size * in_last, new + size * in_new
        for tag, found in spans.items():
            old_spans = [(a, b) for a, b, _, _, old, _ in found if old]
            new_spans = [(c, d) for _, _, c, d, _, come in found if come]
            a = (old_spans[0][0], old_spans[-1][1]) if old_spans else (found[0][0],) * 2
            b = (new_spans[0][0], new_spans[-1][1]) if new_spans else (found[0][2],) * 2
            old, come = "".join(f[4] for f in found), "".join(f[5] for f in found)
            yield Planted(text.kinds[tag], old, come, a, b, name)


# ---------------------------------------------------------------- scoring


@dataclass(frozen=True, slots=True)
class Score:
    """What an audit found of what was planted, and what it found that nobody planted."""

    found: tuple[Planted, ...]
    missed: tuple[Planted, ...]
    invented: tuple[Finding, ...]
    loose: tuple[Finding, ...]
    """Findings that name much more than what was planted there."""


def score(pair: Pair, audit: Audit) -> Score:
    """Returns the score of an audit of a pair."""
    found: list[Planted] = []
    missed: list[Planted] = []
    for planted in pair.planted:
        (found if any(_meets(planted, finding) for finding in audit.undeclared) else missed).append(planted)
    met = [(finding, [p for p in pair.planted if _meets(p, finding)]) for finding in audit.undeclared]
    invented = tuple(finding for finding, plants in met if not plants)
    loose = tuple(
        finding for finding, plants in met
        if plants and len(finding.old + finding.new) > 24 + 1.5 * sum(len(p.old + p.new) for p in plants)
    )  # fmt: skip
    return Score(tuple(found), tuple(missed), invented, loose)


def _meets(planted: Planted, finding: Finding) -> bool:
    """Tells whether a finding is about a planted change: the same part, and the same place in a text it touches.

    A word put in beside an equal word may be reported as the other of the two: its length is the slack.
    """
    if planted.part != finding.part:
        return False
    slack = 2 + min(40, len(planted.old + planted.new))
    in_last = _near(planted.last, finding.last, slack)
    in_new = _near(planted.place, finding.place, slack)
    if planted.old and planted.new:
        return in_last or in_new
    return in_last if planted.old else in_new


def _near(a: tuple[int, int], b: tuple[int, int], slack: int) -> bool:
    return a[0] - slack <= b[1] and b[0] <= a[1] + slack


def squeezed(text: str) -> str:
    """Returns a text without white space."""
    return re.sub(r"\s+", "", text)
