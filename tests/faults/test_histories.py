"""The checker of histories finds what is wrong in made-up ones, and has nothing to say of good ones."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from bench.breaking.histories import Append, Operation, Read, anomalies

from travaux.log.merkle import Tree, leaf_hash

LOG = [leaf_hash(b"%d" % number) for number in range(4)]


def append(who: str, index: int | None, begun: float, ended: float = float("inf"), *, number: int = -1) -> Append:
    at = number if index is None else index
    return Append(who=who, begun=begun, ended=ended, hash=LOG[at], index=index)


def read(who: str, size: int, begun: float, ended: float, *, what: str = "entries", log: Sequence[bytes] = LOG) -> Read:
    return Read(who=who, begun=begun, ended=ended, what=what, size=size, root=Tree(log[:size]).root())


GOOD: list[Operation] = [
    append("a", 0, 0, 2),
    append("b", 1, 1, 3),
    append("a", 2, 4, 6),
    append("b", 3, 4, 5),
    read("r", 0, 0, 1),
    read("r", 1, 2, 3),
    read("r", 3, 5, 6),
    read("q", 4, 4, 7),
    read("r", 1, 1, 3, what="checkpoint"),
    read("q", 2, 3.5, 4, what="checkpoint"),
]


def test_a_good_history() -> None:
    assert anomalies(LOG, GOOD) == []


BAD: dict[str, tuple[list[bytes], list[Operation], str]] = {
    "an entry that is lost": (
        LOG[:1], [append("a", 0, 0, 1), append("a", 1, 2, 3)], "was acknowledged, and is at None",
    ),
    "an entry that moved": (
        [LOG[1], LOG[0]], [append("a", 0, 0, 1), append("b", 1, 0, 1)], "was acknowledged, and is at 1",
    ),
    "an entry that stands twice": ([LOG[0], LOG[0]], [append("a", 0, 0, 1)], "is stored 2 times"),
    "an index that was given twice": (
        LOG[:2], [append("a", 0, 0, 1), Append(who="b", begun=0, ended=1, hash=LOG[1], index=0)],
        "was acknowledged, and is at 1",
    ),
    "an entry from nowhere": (LOG[:2], [append("a", 0, 0, 1)], "nobody handed in entry 1"),
    "an order against time": (LOG[:2], [append("a", 1, 0, 1), append("b", 0, 2, 3)], "began after a's entry"),
    "an entry in the past that nobody acknowledged": (
        LOG[:2], [append("a", 1, 0, 1), append("b", None, 2, number=0)], "began after a's entry",
    ),
    "a read that misses what was acknowledged": (
        LOG[:2], [append("a", 0, 0, 1), append("a", 1, 2, 3), read("r", 1, 4, 5)], "r's entries of 1 began after",
    ),
    "a read of what was not handed in yet": (
        LOG[:1], [read("r", 1, 0, 1), append("a", 0, 2, 3)], "at 0 began after r's entries of 1",
    ),
    "a reader that goes back": (
        LOG[:2], [append("a", 0, 0, 9), append("b", 1, 0, 9), read("r", 2, 1, 2), read("r", 1, 3, 4)],
        "r's entries of 1 began after r's entries of 2",
    ),
    "a checkpoint that goes back": (
        LOG[:2],
        [append("a", 0, 0, 9), append("b", 1, 0, 9)]
        + [read("r", 2, 1, 2, what="checkpoint"), read("q", 1, 3, 4, what="checkpoint")],
        "q's checkpoint of 1 began after r's checkpoint of 2",
    ),
    "a read of more than there is": (LOG[:1], [append("a", 0, 0, 9), read("r", 2, 1, 2)], "of more than the 1 entries"),
    "a checkpoint of another history": (
        LOG[:2],
        [append("a", 0, 0, 9), append("b", 1, 0, 9), read("r", 2, 1, 2, what="checkpoint", log=LOG[1::-1])],
        "r's checkpoint of 2 is of another history",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_history(name: str) -> None:
    log, operations, says = BAD[name]
    assert [each for each in anomalies(log, operations) if says in each]


def test_what_was_there_before_needs_no_hand() -> None:
    assert anomalies(LOG[:2], [append("a", 1, 0, 1)], start=1) == []
    assert anomalies(LOG[:2], [append("a", 1, 0, 1)]) == ["nobody handed in entry 0"]
    early = anomalies(LOG[:2], [append("a", 1, 0, 1), read("r", 0, 0, 1)], start=1)
    assert early == ["r's entries of 0 began after the beginning's entries of 1 had ended"]


def _explained(log: Sequence[bytes], operations: Sequence[Operation]) -> bool:
    """Whether some order of the operations, one after another, gives what they saw: all orders are tried."""

    def possible(size: int, left: frozenset[int]) -> bool:
        if not left:
            return size == len(log)
        for at in left:
            each = operations[at]
            if any(operations[other].ended < each.begun for other in left):
                continue
            if isinstance(each, Append):
                if size < len(log) and log[size] == each.hash and possible(size + 1, left - {at}):
                    return True
            elif each.size == size and possible(size, left - {at}):
                return True
        return False

    return possible(0, frozenset(range(len(operations))))


def test_the_ranks_decide_as_trying_every_order_does() -> None:
    """Small histories at random: most are wrong, some are not; both ways of deciding agree on each."""
    lot = random.Random(5)
    answers = []
    for _ in range(3000):
        count = lot.randrange(1, 4)
        operations: list[Operation] = []
        for index in range(count):
            begun = lot.randrange(6)
            operations.append(append(f"w{index}", index, begun, begun + lot.randrange(1, 5)))
        for at in range(lot.randrange(3)):
            begun = lot.randrange(8)
            operations.append(read(f"r{at}", lot.randrange(count + 1), begun, begun + lot.randrange(1, 4)))
        good = not anomalies(LOG[:count], operations)
        assert good == _explained(LOG[:count], operations), operations
        answers.append(good)
    assert 300 < sum(answers) < 2700
