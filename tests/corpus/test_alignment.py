"""Alignment on real bills: by their lasting ids, and by edits whose truth is known because they are made here."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.perturbations import EDITS, Part, case, parts, right_fates, score, written

from travaux.formats.akn import read
from travaux.text.align import align
from travaux.text.drafts import Draft

pytestmark = pytest.mark.corpus

BILLS = [
    "1-lords-committee.xml",
    "2-lords-report.xml",
    "3-commons-brought-from-lords.xml",
    "4-commons-committee.xml",
]


def bill(corpus: Path, number: int) -> Draft:
    return read((corpus / "bills-uk" / BILLS[number]).read_bytes()).accepting("all")


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 2), (2, 3), (0, 3)])
def test_clauses_found_without_ids_are_those_with_the_same_id(corpus: Path, first: int, second: int) -> None:
    earlier, later = bill(corpus, first), bill(corpus, second)
    gold = {c.id for c in earlier.walk() if c.id} & {c.id for c in later.walk() if c.id}
    pairs = align(earlier, later, ids=False).pairs
    found = {(a.id, b.id) for pair in pairs for a in pair.earlier for b in pair.later if a.id and b.id}
    right = sum(a == b for a, b in found)
    assert 2 * right / (len(found) + len(gold)) >= 0.998
    assert not any(pair.recorded for pair in pairs)


def test_ids_settle_every_clause_that_has_one(corpus: Path) -> None:
    pairs = align(bill(corpus, 0), bill(corpus, 1)).pairs
    settled = [pair for pair in pairs if any(clause.id for clause in (*pair.earlier, *pair.later))]
    assert all(pair.recorded for pair in settled)
    assert all(a.id == b.id for pair in settled for a in pair.earlier for b in pair.later)
    assert 0 < sum(not pair.inferred for pair in settled) < 12


@pytest.fixture(scope="module")
def model(corpus: Path) -> Part:
    return parts(bill(corpus, 0))


# The bills say many things several times over: which of two that moved and were reworded is which can be past telling.
LEAST = {"move and reword 15 %": 0.996, "move and reword 30 %": 0.996}


@pytest.mark.parametrize("edit", list(EDITS))
def test_edits_of_every_kind(model: Part, edit: str) -> None:
    made = case(model, [edit], seed=7)
    (earlier, left), (later, right) = written(made.earlier), written(made.later)
    found = align(earlier, later)
    hits, said, true = score(found, left, right, made)
    assert true > 900
    assert 2 * hits / (said + true) >= LEAST.get(edit, 0.998)
    met, known = right_fates(found, left, right, made)
    assert met >= 0.8 * known


@pytest.mark.parametrize("edit", ["insert", "drop", "reword 30 %", "replace by unrelated", "copy elsewhere"])
def test_edits_of_printed_text_without_structure(model: Part, edit: str) -> None:
    made = case(model, [edit], seed=7)
    (earlier, left), (later, right) = written(made.earlier, structure=False), written(made.later, structure=False)
    hits, said, true = score(align(earlier, later), left, right, made)
    assert true > 800
    assert 2 * hits / (said + true) >= 0.98


def test_a_file_with_structure_beside_its_printed_text(model: Part) -> None:
    """The printed lists nest otherwise than the file's own; the order of the text must do."""
    made = case(model, ["insert"], seed=1)
    (earlier, left), (later, right) = written(made.earlier), written(made.later, structure=False)
    found = align(earlier, later)
    hits, said, true = score(found, left, right, made)
    assert 2 * hits / (said + true) >= 0.95
    assert sum(pair.fate == "moved" for pair in found.pairs) < 20
