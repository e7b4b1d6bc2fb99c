"""Which clause is which between two stages of a bill: found without the lasting ids, and scored by them.

F1 counts the provisions that have the same id in both stages. Travaux, a pairing by the path of numbers (`eId`), a
pairing of equal text in order, and xmldiff's tree matching see the same two files, without the ids. Then edits of one
kind at a time are made in a bill and in its printed text, and every clause is followed.
"""

from __future__ import annotations

import importlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

from bench.perturbations import EDITS, Part, case, parts, right_fates, score, written
from bench.tables import CORPUS, ratio, show
from travaux.formats.akn import read
from travaux.formats.akn.names import PROVISIONS, local
from travaux.text.align import align
from travaux.text.clauses import Clause
from travaux.text.drafts import Draft

PAIRS = [(0, 1), (1, 2), (2, 3), (0, 3)]
_GUID = re.compile(rb'\s(?:[\w.-]+:)?(?:GUID|\w*[gG]uid)="[^"]*"')


@dataclass(frozen=True)
class Stage:
    """A bill: its file without lasting ids, and the id of each provision by its place among the provisions."""

    stripped: bytes
    ids: list[str]


def main() -> None:
    """Prints both tables."""
    files = sorted((CORPUS / "bills-uk").glob("*.xml"))
    stages = [_stage(path) for path in files]
    rows = [row for first, second in PAIRS for row in _compared(stages[first], stages[second], first, second)]
    show("Clauses of a bill between two stages", ["pair", "by", "F1", "precision", "recall", "seconds", "slower"], rows)
    model = parts(read(stages[0].stripped).accepting("all"))
    show(
        "Edits with a known past, 25 of each kind, 3 seeds",
        ["edit", "F1", "wrong", "missed", "of", "fates right", "F1 of the printed text"],
        [_edited(model, [edit], edit, 25) for edit in EDITS] + [_edited(model, list(EDITS), "all of them", 5)],
    )


def _stage(path: Path) -> Stage:
    data = path.read_bytes()
    ids = [clause.id for clause in read(data).accepting("all").walk() if clause.id]
    return Stage(_GUID.sub(b"", data), ids)


def _provisions(draft: Draft) -> list[Clause]:
    return [clause for clause in draft.walk() if clause.eid and clause.kind != "preamble"]


def _compared(first: Stage, second: Stage, one: int, two: int) -> list[list[object]]:
    rows: list[list[object]] = []
    ours = 0.0
    for name, method in METHODS.items():
        begun = time.perf_counter()
        try:
            found = method(first.stripped, second.stripped)
        except ImportError:
            rows.append([f"{one + 1} → {two + 1}", name, "not installed", "", "", "", ""])
            continue
        took = time.perf_counter() - begun
        ours = ours or took
        said = {(first.ids[a], second.ids[b]) for a, b in found}
        true = set(first.ids) & set(second.ids)
        right = sum(a == b for a, b in said)
        precision, recall = right / len(said), right / len(true)
        f1 = 2 * right / (len(said) + len(true))
        cells = [f"{f1:.4f}", f"{precision:.4f}", f"{recall:.4f}", f"{took:.2f}", ratio(ours, took)]
        rows.append([f"{one + 1} → {two + 1}", name, *cells])
    return rows


def _travaux(first: bytes, second: bytes) -> set[tuple[int, int]]:
    """Reads both files and aligns them; the places are among the provisions of each."""
    earlier, later = read(first).accepting("all"), read(second).accepting("all")
    lefts = {id(clause): place for place, clause in enumerate(_provisions(earlier))}
    rights = {id(clause): place for place, clause in enumerate(_provisions(later))}
    return {
        (lefts[id(a)], rights[id(b)])
        for pair in align(earlier, later).pairs
        for a in pair.earlier
        for b in pair.later
        if id(a) in lefts and id(b) in rights
    }


def _by_number(first: bytes, second: bytes) -> set[tuple[int, int]]:
    earlier, later = (_provisions(read(data).accepting("all")) for data in (first, second))
    places = {clause.eid: place for place, clause in enumerate(later)}
    return {(place, places[clause.eid]) for place, clause in enumerate(earlier) if clause.eid in places}


def _by_text(first: bytes, second: bytes) -> set[tuple[int, int]]:
    earlier, later = (read(data).accepting("all") for data in (first, second))
    a, b = ([(clause.kind, _whole(draft, clause)) for clause in _provisions(draft)] for draft in (earlier, later))
    runs = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return {(x + step, y + step) for x, y, size in runs for step in range(size)}


def _whole(draft: Draft, clause: Clause) -> str:
    return " ".join(" ".join(draft.own_text(inner).casefold().split()) for inner in clause.walk())


def _by_xmldiff(first: bytes, second: bytes) -> set[tuple[int, int]]:
    differ = importlib.import_module("xmldiff.diff").Differ(fast_match=True)
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True)
    trees = [etree.fromstring(data, parser) for data in (first, second)]
    for tree in trees:
        etree.strip_elements(tree, "{*}meta", with_tail=False)
    differ.set_trees(*trees)
    # It may work on copies of what it is given, so places are counted in the trees it holds.
    lefts, rights = ({e: place for place, e in enumerate(_elements(tree))} for tree in (differ.left, differ.right))
    return {(lefts[a], rights[b]) for a, b, _ in differ.match() if a in lefts and b in rights}


def _elements(tree: etree._Element) -> list[etree._Element]:
    return [element for element in tree.iter() if local(element) in PROVISIONS]


METHODS: dict[str, Callable[[bytes, bytes], set[tuple[int, int]]]] = {
    "Travaux": _travaux,
    "path of numbers": _by_number,
    "equal text in order": _by_text,
    "xmldiff": _by_xmldiff,
}


def _edited(model: Part, edits: list[str], name: str, times: int) -> list[object]:
    hits = said = true = met = known = 0
    printed_hits = printed = 0
    for seed in range(3):
        made = case(model, edits, seed=seed, times=times)
        (earlier, left), (later, right) = written(made.earlier), written(made.later)
        found = align(earlier, later)
        counts, fates = score(found, left, right, made), right_fates(found, left, right, made)
        hits, said, true = hits + counts[0], said + counts[1], true + counts[2]
        met, known = met + fates[0], known + fates[1]
        (earlier, left), (later, right) = (written(tree, structure=False) for tree in (made.earlier, made.later))
        counts = score(align(earlier, later), left, right, made)
        printed_hits, printed = printed_hits + 2 * counts[0], printed + counts[1] + counts[2]
    f1 = f"{2 * hits / (said + true):.4f}"
    fates_right = f"{met} of {known}" if known else "–"
    return [name, f1, said - hits, true - hits, true, fates_right, f"{printed_hits / printed:.4f}"]
