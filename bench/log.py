"""The log's tree: verifying a whole log beside a bare `hashlib` loop, and proofs beside `pymerkle`, at three sizes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from hashlib import sha256

from pymerkle import InmemoryTree, verify_consistency, verify_inclusion

from bench.tables import ratio, show
from travaux.log.merkle import Tree, leaf_hash, root
from travaux.log.proof import check_consistency, check_inclusion, prove_consistency, prove_inclusion
from travaux.log.tiles import WIDTH, Tile, read_entries, write_entries

SIZES = (1_000, 100_000, 1_000_000)
ENTRY_BYTES = 210
PROOFS = 400


def bare(entries: Sequence[bytes]) -> bytes:
    """The least that any program must do: every leaf hashed, then every node, level by level."""
    level = [sha256(b"\x00" + entry).digest() for entry in entries]
    while len(level) > 1:
        above = [sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = above + level[-1:] if len(level) % 2 else above
    return level[0]


def from_bundles(bundles: Sequence[tuple[Tile, bytes]]) -> bytes:
    """The root of a log as it lies in files: entry bundles read, every entry hashed."""
    return root(leaf_hash(entry) for tile, content in bundles for entry in read_entries(tile, content))


def pymerkle(entries: Sequence[bytes]) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    tree.append_entries(entries)
    return tree


def turns(works: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Returns the processor's seconds for each of several works: the median of some rounds, in each of which all have
    their turn, so that whatever else the machine does falls on all of them."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for mine, work in zip(times, works, strict=True):
            begun = time.process_time()
            work()
            mine.append(time.process_time() - begun)
    return [sorted(mine)[len(mine) // 2] for mine in times]


def verification(entries: Sequence[bytes]) -> list[object]:
    size = len(entries)
    tiles = [Tile("entries", at // WIDTH, min(WIDTH, size - at)) for at in range(0, size, WIDTH)]
    bundles = [(tile, write_entries(entries[WIDTH * tile.number :][: tile.width])) for tile in tiles]
    assert bare(entries) == root(map(leaf_hash, entries)) == from_bundles(bundles)
    works = [lambda: bare(entries), lambda: root(map(leaf_hash, entries)), lambda: from_bundles(bundles)]
    least, ours, files = turns(works, 101 if size <= 1_000 else 5)
    (theirs,) = turns([lambda: pymerkle(entries).get_root()], 1 if size > 100_000 else 3)
    return [
        f"{size:,}", f"{least:.4f} s", f"{ours:.4f} s", f"{ours / least:.2f}", f"{files / least:.2f}",
        f"{size / ours:,.0f}", f"{theirs:.4f} s", ratio(ours, theirs),
    ]  # fmt: skip


class Proofs:
    """One log, in our tree and in theirs, and places in it at random: one work for each kind of proof."""

    def __init__(self, entries: Sequence[bytes]) -> None:
        draw = random.Random(1)
        self.size = size = len(entries)
        self.places = places = [draw.randrange(1, size) for _ in range(PROOFS)]
        ours, theirs = Tree(map(leaf_hash, entries)), pymerkle(entries)
        top = ours.root()
        assert theirs.get_root() == top
        leaves = {place: leaf_hash(entries[place]) for place in places}
        roots = {place: ours.root(place) for place in places}
        bases = {place: theirs.get_leaf(place) for place in places}
        made = {place: prove_inclusion(ours, place, size) for place in places}
        grown = {place: prove_consistency(ours, place, size) for place in places}
        made_theirs = {place: theirs.prove_inclusion(place) for place in places}
        grown_theirs = {place: theirs.prove_consistency(place, size) for place in places}
        self.works: dict[str, tuple[Callable[[int], object], Callable[[int], object]]] = {
            "inclusion, made": (
                lambda place: prove_inclusion(ours, place, size),
                theirs.prove_inclusion,
            ),
            "inclusion, checked": (
                lambda place: check_inclusion(made[place], place, size, leaves[place], top),
                lambda place: verify_inclusion(bases[place], top, made_theirs[place]),
            ),
            "consistency, made": (
                lambda place: prove_consistency(ours, place, size),
                lambda place: theirs.prove_consistency(place, size),
            ),
            "consistency, checked": (
                lambda place: check_consistency(grown[place], place, roots[place], size, top),
                lambda place: verify_consistency(roots[place], top, grown_theirs[place]),
            ),
        }

    def all(self, work: Callable[[int], object]) -> Callable[[], object]:
        return lambda: [work(place) for place in self.places]


def proofs(logs: Sequence[Proofs]) -> tuple[list[list[object]], dict[str, list[float]]]:
    """Rows of microseconds for one proof, and ours by kind; all sizes have their turn in each round."""
    rows: list[list[object]] = []
    mine: dict[str, list[float]] = {}
    for kind in logs[0].works:
        works = [log.all(work) for log in logs for work in log.works[kind]]
        times = [each / PROOFS * 1e6 for each in turns(works, 15)]
        mine[kind] = times[::2]
        for log, ours, theirs in zip(logs, times[::2], times[1::2], strict=True):
            rows.append([f"{log.size:,}", kind, f"{ours:.1f} µs", f"{theirs:.1f} µs", ratio(ours, theirs)])
    return rows, mine


def main() -> None:
    draw = random.Random(0)
    entries = [draw.randbytes(ENTRY_BYTES) for _ in range(SIZES[-1])]
    show(
        f"Verifying every hash of a log (entries of {ENTRY_BYTES} bytes; goal: at most 1.5 of the bare root)",
        ["entries", "bare hashlib", "Travaux", "of bare", "from bundles, of bare", "entries/s", "pymerkle", "slower"],
        [verification(entries[:size]) for size in SIZES],
    )
    rows, mine = proofs([Proofs(entries[:size]) for size in SIZES])
    show(
        f"Proofs, one at a time (mean of {PROOFS} at random places)",
        ["entries", "proof", "Travaux", "pymerkle", "slower"],
        rows,
    )
    depths = [(size - 1).bit_length() for size in SIZES]
    columns = {"depth": [float(depth) for depth in depths], **mine}
    show(
        "As the log grows: times what it was at 1,000 entries (goal: proofs made no slower than the tree is deeper)",
        ["entries", *columns],
        [
            [f"{size:,}", *(f"{column[place] / column[0]:.2f}" for column in columns.values())]
            for place, size in enumerate(SIZES)
        ],
    )


if __name__ == "__main__":
    main()
