"""Proofs: others' vectors, right and wrong; every proof of every small tree; every bit of a proof turned over."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.errors import Malformed, ProofFailed
from travaux.log.merkle import EMPTY_ROOT, Node, Tree, leaf_hash, node_hash
from travaux.log.proof import (
    MOST_HASHES,
    check_consistency,
    check_inclusion,
    from_lines,
    prove_consistency,
    prove_inclusion,
    to_lines,
)

MOST = 64
LEAVES = [leaf_hash(b"%d" % number) for number in range(MOST)]
TREE = Tree(LEAVES)
ROOTS = [TREE.root(size) for size in range(MOST + 1)]

# Its roots have 12 bytes; whoever demands hashes of 32 bytes refuses it, and should.
EXCEPTION = "sizes-are-equal-one-and-proof-is-empty"


def vectors(corpus: Path, kind: str) -> list[tuple[str, dict[str, Any]]]:
    files = sorted((corpus / "log" / "proofs" / kind).rglob("*.json"))
    assert len(files) == 98
    return [(file.stem, json.loads(file.read_text(encoding="utf-8"))) for file in files]


def test_published_inclusion_proofs(corpus: Path) -> None:
    wrong = []
    for name, vector in vectors(corpus, "inclusion"):
        proof = [b64decode(digest) for digest in vector["proof"] or []]
        leaf, root = b64decode(vector["leafHash"] or ""), b64decode(vector["root"] or "")
        if vector["wantErr"] != fails(check_inclusion, proof, vector["leafIdx"], vector["treeSize"], leaf, root):
            wrong.append(name)
    assert wrong == []


def test_published_consistency_proofs(corpus: Path) -> None:
    wrong = []
    for name, vector in vectors(corpus, "consistency"):
        proof = [b64decode(digest) for digest in vector["proof"] or []]
        first, second = b64decode(vector["root1"] or ""), b64decode(vector["root2"] or "")
        if vector["wantErr"] != fails(check_consistency, proof, vector["size1"], first, vector["size2"], second):
            wrong.append(name)
    assert wrong == [EXCEPTION]


def fails(check: Any, *arguments: object) -> bool:
    try:
        check(*arguments)
    except ProofFailed:
        return True
    return False


def test_every_leaf_is_provable_at_every_size() -> None:
    for size in range(1, MOST + 1):
        for index in range(size):
            proof = prove_inclusion(TREE, index, size)
            check_inclusion(proof, index, size, LEAVES[index], ROOTS[size])


def test_every_tree_is_consistent_with_every_earlier_one() -> None:
    for later in range(1, MOST + 1):
        for earlier in range(1, later + 1):
            proof = prove_consistency(TREE, earlier, later)
            check_consistency(proof, earlier, ROOTS[earlier], later, ROOTS[later])


def test_a_proof_shows_no_other_place() -> None:
    for size in range(1, 33):
        for index in range(size):
            proof = prove_inclusion(TREE, index, size)
            places = range(size)
            shown = [i for i in places if not fails(check_inclusion, proof, i, size, LEAVES[index], ROOTS[size])]
            assert shown == [index]


@given(st.data())
def test_every_bit_of_a_proof_counts(data: st.DataObject) -> None:
    later = data.draw(st.integers(2, MOST))
    earlier = data.draw(st.integers(1, later - 1))
    inclusion = [*prove_inclusion(TREE, earlier, later), LEAVES[earlier], ROOTS[later]]
    consistency = [*prove_consistency(TREE, earlier, later), ROOTS[earlier], ROOTS[later]]
    for place in range(len(inclusion)):
        *proof, leaf, root = turned(inclusion, place, data.draw(st.integers(0, 255)))
        assert fails(check_inclusion, proof, earlier, later, leaf, root)
    for place in range(len(consistency)):
        *proof, first, second = turned(consistency, place, data.draw(st.integers(0, 255)))
        assert fails(check_consistency, proof, earlier, first, later, second)


def turned(hashes: Sequence[bytes], place: int, bit: int) -> list[bytes]:
    changed = bytearray(hashes[place])
    changed[bit // 8] ^= 1 << bit % 8
    return [*hashes[:place], bytes(changed), *hashes[place + 1 :]]


@given(st.data())
def test_a_proof_has_one_length(data: st.DataObject) -> None:
    later = data.draw(st.integers(2, MOST))
    earlier = data.draw(st.integers(1, later - 1))
    for proof, check in [
        (
            prove_inclusion(TREE, earlier, later),
            lambda p: check_inclusion(p, earlier, later, LEAVES[earlier], ROOTS[later]),
        ),
        (
            prove_consistency(TREE, earlier, later),
            lambda p: check_consistency(p, earlier, ROOTS[earlier], later, ROOTS[later]),
        ),
    ]:
        for other in [
            proof[:-1],
            proof[1:],
            [*proof, EMPTY_ROOT],
            [EMPTY_ROOT, *proof],
            [*proof, *proof],
            [b"", *proof],
        ]:
            if other != proof:
                assert fails(check, other)


def test_a_longer_proof_shows_nothing_of_a_higher_root() -> None:
    """Hashes beyond the top of the tree are refused even where everything above it was made to fit."""
    more = leaf_hash(b"more")
    for earlier, later in [(1, 2), (4, 7), (5, 8), (6, 7)]:
        first, second = node_hash(more, ROOTS[earlier]), node_hash(more, ROOTS[later])
        inclusion = [*prove_inclusion(TREE, earlier, later), more]
        assert fails(check_inclusion, inclusion, earlier, later, LEAVES[earlier], second)
        consistency = [*prove_consistency(TREE, earlier, later), more]
        assert fails(check_consistency, consistency, earlier, first, later, second)
        assert fails(check_consistency, consistency, earlier, ROOTS[earlier], later, second)


def test_one_tree_has_one_proof_of_itself() -> None:
    assert prove_inclusion(TREE, 0, 1) == prove_consistency(TREE, 7, 7) == []
    check_consistency([], 7, ROOTS[7], 7, ROOTS[7])
    assert fails(check_consistency, [], 7, ROOTS[7], 7, ROOTS[8])
    assert fails(check_consistency, [ROOTS[7]], 7, ROOTS[7], 7, ROOTS[7])


def test_a_hash_has_32_bytes_even_where_all_else_was_made_to_fit() -> None:
    """Hashes stand together unmarked, so that of another length they could be cut at another place."""
    good, short, long = bytes(32), bytes(31), bytes(33)
    for leaf, beside in [(good, short), (short, good), (good, long), (long, good), (short, long), (long, short)]:
        assert fails(check_inclusion, [beside], 0, 2, leaf, node_hash(leaf, beside))
        assert fails(check_inclusion, [beside], 1, 2, leaf, node_hash(beside, leaf))
        assert fails(check_consistency, [beside], 1, leaf, 2, node_hash(leaf, beside))
    for leaf in short, long:
        assert fails(check_inclusion, [], 0, 1, leaf, leaf)
        assert fails(check_consistency, [], 1, leaf, 1, leaf)
    check_inclusion([good], 0, 2, good, node_hash(good, good))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (3, 3), (-1, 3), (4, 3)])
def test_no_leaf_no_proof(index: int, size: int) -> None:
    with pytest.raises(ValueError, match=f"a tree of {size} leaves has no leaf {index}"):
        prove_inclusion(TREE, index, size)
    assert fails(check_inclusion, [], index, size, LEAVES[0], LEAVES[0])


@pytest.mark.parametrize(("earlier", "later"), [(0, 0), (0, 3), (4, 3), (-1, 3)])
def test_no_earlier_tree_no_proof(earlier: int, later: int) -> None:
    with pytest.raises(ValueError, match=f"there is no proof from {earlier} leaves to {later}"):
        prove_consistency(TREE, earlier, later)
    assert fails(check_consistency, [], earlier, EMPTY_ROOT, later, ROOTS[3])


class Counting:
    """A store that counts what is asked of it."""

    def __init__(self) -> None:
        self.readings: list[int] = []

    def hashes(self, nodes: Sequence[Node]) -> Sequence[bytes]:
        self.readings.append(len(nodes))
        return [EMPTY_ROOT] * len(nodes)


@given(st.integers(1, 2**40), st.data())
def test_proofs_read_once_and_little(size: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, size - 1))
    store = Counting()
    inclusion = prove_inclusion(store, place, size)
    consistency = prove_consistency(store, place + 1, size)
    depth = (size - 1).bit_length()
    assert len(store.readings) == 2
    assert max(store.readings) <= 2 * depth + 1
    assert len(inclusion) <= depth
    assert len(consistency) <= depth + 1


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=MOST_HASHES))
def test_lines_go_round(proof: list[bytes]) -> None:
    assert list(from_lines(to_lines(proof).split("\n")[:-1])) == proof


def test_lines_are_strict() -> None:
    line = to_lines([EMPTY_ROOT])[:-1]
    with pytest.raises(Malformed, match=r"^line 3: 31 bytes in base64 where 32 belong"):
        from_lines([line, to_lines([bytes(31)])[:-1]], 2)
    with pytest.raises(Malformed, match=r"^line 65: a proof of more than 63 hashes"):
        from_lines([line] * 64, 2)
    with pytest.raises(Malformed, match=r"^line 1: not base64"):
        from_lines([line[:-1]])
    assert len(from_lines([line] * 63)) == 63
