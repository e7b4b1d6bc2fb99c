"""Drafts with a known past: a real bill is changed by one kind of edit at a time, and every clause is followed.

A bill is read into `Part`s, each with a name that follows it through every edit. The changed tree is written as a
draft, either with the structure a file would give or as printed text alone, and the names say which clause is which.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from travaux.text.align import Alignment
from travaux.text.clauses import Clause, Line, Opening
from travaux.text.drafts import Draft


@dataclass(eq=False)
class Part:
    """A clause that can be edited: `name` is who it is, whatever happens to its label, words and place."""

    name: str
    kind: str
    label: str
    heading: str
    own: list[str]
    children: list[Part] = field(default_factory=list)
    quoted: bool = False

    def walk(self) -> Iterator[Part]:
        yield self
        for child in self.children:
            yield from child.walk()

    def copy(self, suffix: str = "") -> Part:
        children = [child.copy(suffix) for child in self.children]
        return Part(self.name + suffix, self.kind, self.label, self.heading, list(self.own), children, self.quoted)


@dataclass
class Case:
    """Two states of a bill, the pairs of names that belong together, and the fates that are known."""

    earlier: Part
    later: Part
    pairs: set[tuple[str, str]]
    fates: dict[str, str]


def parts(draft: Draft) -> Part:
    """Returns the clauses of a draft under one root."""
    root = Part("root", "root", "", "", [])
    root.children = [_part(draft, clause, f"{place}") for place, clause in enumerate(draft.clauses)]
    return root


def _part(draft: Draft, clause: Clause, name: str) -> Part:
    own = [line for line in draft.own_text(clause).split("\n") if any(map(str.isalnum, line))]
    if clause.heading and own and own[0].startswith(clause.heading):
        own[0] = own[0][len(clause.heading) :].strip()
        own = own[not own[0] :]
    children = [_part(draft, child, f"{name}.{place}") for place, child in enumerate(clause.children)]
    return Part(name, clause.kind, clause.label, clause.heading, own, children, clause.quoted)


def written(root: Part, *, structure: bool = True) -> tuple[Draft, dict[str, Clause]]:
    """Returns a draft of a tree, and the clause of each name that the draft shows; printed text may hide some."""
    text: list[str] = []
    lines: list[Line] = []
    starts: dict[int, str] = {}
    for child in root.children:
        _write(child, 0, text, lines, starts)
    draft = Draft("\n".join(text), tuple(lines) if structure else ())
    spans = draft.line_spans()
    names = {spans[line][0]: name for line, name in starts.items()}
    return draft, {names[clause.span[0]]: clause for clause in draft.walk() if clause.span[0] in names}


def _write(part: Part, depth: int, text: list[str], lines: list[Line], starts: dict[int, str]) -> None:
    starts[len(text)] = part.name
    first = part.heading or (part.own[0] if part.own else "")
    rest = part.own if part.heading else part.own[1:]
    text.append(" ".join(word for word in (part.label, first) if word))
    opening = Opening(part.kind, depth, part.label, part.heading, quoted=part.quoted)
    lines.append(Line(opens=(opening,)))
    for line in rest:
        text.append(line)
        lines.append(Line())
    for child in part.children:
        _write(child, depth + 1, text, lines, starts)


Edit = Callable[[Part, Part, random.Random, int, Case], None]


def case(bill: Part, edits: list[str], *, seed: int, times: int = 25) -> Case:
    """Returns a bill and what `edits` (names in `EDITS`), each made `times` times, made of it."""
    dice = random.Random(seed)
    earlier, later = bill.copy(), bill.copy()
    _renumber(earlier)
    made = Case(earlier, later, set(), {})
    for edit in edits:
        EDITS[edit](earlier, later, dice, times, made)
    _renumber(later)
    living = {part.name for part in later.walk()}
    named = {part.name for part in earlier.walk()}
    made.pairs |= {(name, name) for name in named & living if name != "root"}
    return made


def score(found: Alignment, left: dict[str, Clause], right: dict[str, Clause], made: Case) -> tuple[int, int, int]:
    """Returns how many pairs are right, how many were found and how many there are, of clauses both drafts show."""
    lefts = {id(clause): name for name, clause in left.items()}
    rights = {id(clause): name for name, clause in right.items()}
    said = {
        (lefts[id(a)], rights[id(b)])
        for pair in found.pairs
        for a in pair.earlier
        for b in pair.later
        if id(a) in lefts and id(b) in rights
    }
    true = {(a, b) for a, b in made.pairs if a in left and b in right}
    return len(said & true), len(said), len(true)


def right_fates(found: Alignment, left: dict[str, Clause], right: dict[str, Clause], made: Case) -> tuple[int, int]:
    """Returns for how many of the edited clauses the fate is the one they met, and how many there are."""
    fates: dict[int, str] = {}
    for pair in found.pairs:
        fates.update((id(clause), pair.fate) for clause in (*pair.earlier, *pair.later))
    known = [(left.get(name) or right.get(name), fate) for name, fate in made.fates.items()]
    seen = [(clause, fate) for clause, fate in known if clause is not None]
    return sum(fates[id(clause)] == fate for clause, fate in seen), len(seen)


def _parents(root: Part) -> dict[str, Part]:
    return {child.name: part for part in root.walk() for child in part.children}


def _chosen(root: Part, dice: random.Random, times: int, fit: Callable[[Part], bool]) -> list[Part]:
    """Returns some parts, none inside another, that fit."""
    found: list[Part] = []
    used: set[str] = set()
    candidates = [part for part in root.walk() if part is not root and fit(part)]
    dice.shuffle(candidates)
    for part in candidates:
        inside = {inner.name for inner in part.walk()}
        if not inside & used and len(found) < times:
            found.append(part)
            used |= inside
    return found


def _size(part: Part) -> int:
    return sum(len(line.split()) for inner in part.walk() for line in [inner.heading, *inner.own])


def _leaf(part: Part) -> bool:
    return not part.children and not part.heading and len(part.own) == 1


def _worded(part: Part) -> bool:
    return _leaf(part) and _size(part) >= 8


def _vocabulary(root: Part) -> list[str]:
    return [word for part in root.walk() for line in part.own for word in line.split() if word.isalpha()]


def _reworded(line: str, share: float, dice: random.Random, vocabulary: list[str]) -> str:
    """Returns a line with a share of its words put in the place of others, left out, or followed by new ones."""
    words = line.split()
    for place in sorted(dice.sample(range(len(words)), max(1, round(share * len(words)))), reverse=True):
        change = dice.random()
        new = dice.choice(vocabulary)
        words[place : place + 1] = [new] if change < 0.5 else [] if change < 0.75 else [words[place], new]
    return " ".join(words) or dice.choice(vocabulary)


def _fresh(root: Part, like: Part, dice: random.Random, name: str) -> Part:
    """Returns a new leaf of the same kind: a sentence of the bill's own words in an order nobody wrote."""
    vocabulary = _vocabulary(root)
    start = dice.randrange(len(vocabulary) - 40)
    words = vocabulary[start : start + 60 : 3][: dice.randint(8, 20)]
    return Part(name, like.kind, like.label, "", [" ".join(words) + ";"], [], like.quoted)


def _renumber_edit(earlier: Part, later: Part, dice: random.Random, times: int, made: Case) -> None:
    for place, part in enumerate(
        _chosen(later, dice, times, lambda part: len(part.children) >= 3 and part.children[0].label != "")
    ):
        new = _fresh(later, part.children[0], dice, f"new{place}")
        part.children.insert(0, new)
        made.fates[new.name] = "added"


def _insert(earlier: Part, later: Part, dice: random.Random, times: int, made: Case) -> None:
    parents = _parents(later)
    for place, part in enumerate(_chosen(later, dice, times, _leaf)):
        fellows = parents[part.name].children
        new = _fresh(later, part, dice, f"ins{place}")
        fellows.insert(fellows.index(part) + dice.randint(0, 1), new)
        made.fates[new.name] = "added"


def _drop(earlier: Part, later: Part, dice: random.Random, times: int, made: Case) -> None:
    parents = _parents(later)
    for part in _chosen(later, dice, times, lambda part: _size(part) <= 120):
        parents[part.name].children.remove(part)
        made.fates.update((inner.name, "dropped") for inner in part.walk())


def _replace(earlier: Part, later: Part, dice: random.Random, times: int, made: Case) -> None:
    parents = _parents(later)
    for place, part in enumerate(_chosen(later, dice, times, _leaf)):
        fellows = parents[part.name].children
        new = _fresh(later, part, dice, f"put{place}")
        fellows[fellows.index(part)] = new
        made.fates.update({part.name: "dropped", new.name: "added"})


def _replace_alike(earlier: Part, later: Part, dice: random.Random, times: int, made: Case) -> None:
    """A clause gives its place to a new one that is made from another living clause, three words in five changed."""
    parents, vocabulary = _parents(later), _vocabulary(later)
    models = _chosen(later, dice, 4 * times, _worded)
    for place, part in enumerate(_chosen(later, dice, times, _worded)):
        model = models[place]
        if model is part:
            continue
        fellows = parents[part.name].children
        own = [_reworded(model.own[0], 0.6, dice, vocabulary)]
        new = Part(f"alike{place}", part.kind, part.label, "", own, [], part.quoted)
        fellows[fellows.index(part)] = new
        made.fates.update({part.name: "dropped", new.name: "added"})


def _edit(share: float) -> Edit:
    def edit(earlier: Part, later: Part, dice: random.Random, times: int, made: Case) -> None:
        vocabulary = _vocabulary(later)
        for part in _chosen(later, dice, 2 * times, _worded):
            part.own = [_reworded(part.own[0], share, dice, vocabulary)]

    return edit


def _move(share: float) -> Edit:
    def move(earlier: Part, later: Part, dice: random.Random, times: int, made: Case) -> None:
        vocabulary = _vocabulary(later)
        for part in _chosen(later, dice, times, lambda part: 8 <= _size(part) <= 120 and part.label != ""):
            parents = _parents(later)
            home = parents[part.name]
            homes = [
                other
                for other in later.walk()
                if other is not home
                and any(child.kind == part.kind for child in other.children)
                and other.name not in {inner.name for inner in part.walk()}
            ]
            if not homes:
                continue
            target = dice.choice(homes)
            home.children.remove(part)
            target.children.insert(dice.randint(0, len(target.children)), part)
            made.fates[part.name] = "moved"
            for inner in part.walk() if share else ():
                inner.own = [_reworded(line, share, dice, vocabulary) for line in inner.own]

    return move


def _swap(earlier: Part, later: Part, dice: random.Random, times: int, made: Case) -> None:
    """Two fellows change places; which of them moved is a matter of taste, so no fate is expected."""
    for part in _chosen(later, dice, times, lambda part: len([c for c in part.children if _size(c) >= 8]) >= 2):
        first, second = dice.sample([child for child in part.children if _size(child) >= 8], 2)
        x, y = part.children.index(first), part.children.index(second)
        part.children[x], part.children[y] = second, first


def _split(earlier: Part, later: Part, dice: random.Random, times: int, made: Case) -> None:
    parents = _parents(later)
    for part in _chosen(later, dice, times, lambda part: _leaf(part) and _size(part) >= 24):
        words = part.own[0].split()
        cut = dice.randint(len(words) * 2 // 5, len(words) * 3 // 5)
        fellows = parents[part.name].children
        halves = [
            Part(f"{part.name}/{n}", part.kind, part.label, "", [" ".join(half)], [], part.quoted)
            for n, half in enumerate((words[:cut], words[cut:]))
        ]
        fellows[fellows.index(part) : fellows.index(part) + 1] = halves
        made.pairs |= {(part.name, half.name) for half in halves}
        made.fates[part.name] = "split"


def _merge(earlier: Part, later: Part, dice: random.Random, times: int, made: Case) -> None:
    def fit(part: Part) -> bool:
        return any(_worded(a) and _worded(b) for a, b in zip(part.children, part.children[1:], strict=False))

    for part in _chosen(later, dice, times, fit):
        pairs = zip(part.children, part.children[1:], strict=False)
        first, second = dice.choice([(a, b) for a, b in pairs if _worded(a) and _worded(b)])
        name = f"{first.name}+{second.name}"
        own = [f"{first.own[0]} {second.own[0]}"]
        place = part.children.index(first)
        part.children[place : place + 2] = [Part(name, first.kind, first.label, "", own, [], first.quoted)]
        made.pairs |= {(first.name, name), (second.name, name)}
        made.fates[name] = "merged"


def _duplicate(earlier: Part, later: Part, dice: random.Random, times: int, made: Case) -> None:
    parents = _parents(later)
    copies = _chosen(later, dice, times, _worded)
    places = _chosen(later, dice, times, _leaf)
    for number, (part, place) in enumerate(zip(copies, places, strict=False)):
        fellows = parents[place.name].children
        if part in fellows or part.kind != place.kind:
            continue
        fellows.insert(fellows.index(place), part.copy(f"/copy{number}"))
        made.fates[f"{part.name}/copy{number}"] = "added"


def _boilerplate(earlier: Part, later: Part, dice: random.Random, times: int, made: Case) -> None:
    """Many clauses say the same few words in both drafts; some of them are dropped, others come in."""
    chosen = {
        part.name: dice.choice(["[Repealed]", "Reserved.", "omit paragraph (b);"])
        for part in _chosen(later, dice, 4 * times, _leaf)
    }
    for part in [*earlier.walk(), *later.walk()]:
        if part.name in chosen:
            part.own = [chosen[part.name]]
    parents = _parents(later)
    for place, name in enumerate(sorted(chosen)[:times]):
        part = next(part for part in later.walk() if part.name == name)
        fellows = parents[name].children
        twin = any(fellow is not part and fellow.own == part.own for fellow in fellows)
        if place % 2 and not twin:
            fellows.remove(part)
            made.fates[name] = "dropped"


def _wrap(earlier: Part, later: Part, dice: random.Random, times: int, made: Case) -> None:
    """A run of fellows is put under a new heading: nobody is moved."""
    for place, part in enumerate(_chosen(later, dice, times, lambda part: len(part.children) >= 4)):
        start = dice.randrange(len(part.children) - 2)
        inner = part.children[start : start + 2]
        new = Part(f"wrap{place}", "group", "", f"New heading number {place} of its kind", [], inner, part.quoted)
        part.children[start : start + 2] = [new]
        made.fates.update({new.name: "added"})


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _renumber(root: Part) -> None:
    """Gives fellows labels in their order, in the style of their old ones, where the style is plain."""
    for part in root.walk():
        for place, child in enumerate(part.children):
            if re.fullmatch(r"\(\d+\)", child.label):
                child.label = f"({place + 1})"
            elif re.fullmatch(r"\d+", child.label):
                child.label = str(place + 1)
            elif re.fullmatch(r"\([a-z]\)", child.label) and place < len(_LETTERS):
                child.label = f"({_LETTERS[place]})"


EDITS: dict[str, Edit] = {
    "insert": _insert,
    "insert first, all renumbered": _renumber_edit,
    "drop": _drop,
    "replace by unrelated": _replace,
    "replace by one like another": _replace_alike,
    "reword 15 %": _edit(0.15),
    "reword 30 %": _edit(0.3),
    "reword 50 %": _edit(0.5),
    "move": _move(0.0),
    "move and reword 15 %": _move(0.15),
    "move and reword 30 %": _move(0.3),
    "swap": _swap,
    "split": _split,
    "merge": _merge,
    "copy elsewhere": _duplicate,
    "boilerplate": _boilerplate,
    "new heading above": _wrap,
}
