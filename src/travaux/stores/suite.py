"""What every store must do, as checks that any of them can be put through: `for check in CHECKS: check(make)`.

`make` returns a store that is new and empty. A check raises `AssertionError` where the store fails it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from travaux.errors import Forked, StoreFailed, TravauxError
from travaux.log.merkle import Node, Tree, leaf_hash
from travaux.log.proof import check_consistency, check_inclusion, prove_consistency, prove_inclusion
from travaux.stores.carrying import carry, compare
from travaux.stores.store import MOVED, Addition, Kept, Link, Store

Make = Callable[[], Store]


def _leaves(count: int, start: int = 0) -> list[Addition]:
    return [
        Addition(b"leaf %d\n" % at, "take" if at % 2 else "state", "SHA256:a", at) for at in range(start, start + count)
    ]


def _filled(make: Make, count: int) -> Store:
    store = make()
    with store.turn(), store.writing():
        assert store.append(_leaves(count)) == 0
    return store


def check_empty(make: Make) -> None:
    """A new store holds nothing, and says so."""
    store = make()
    assert store.size == 0
    assert list(store.leaves()) == []
    assert store.checkpoint() is None
    assert store.find(bytes(32)) is None
    assert store.chain("SHA256:a") is None
    assert store.setting("title") == ""
    assert store.request("x") is None
    assert store.manuscript("0" * 64) is None
    assert store.draft("0" * 64) is None
    assert store.cached("x") is None
    assert store.disclosures() == []


def check_leaves(make: Make) -> None:
    """Leaves come back as they went in, in order, all or of some kinds, however many."""
    count = 1030
    store = _filled(make, count)
    texts = [each.leaf for each in _leaves(count)]
    assert store.size == count
    assert list(store.leaves()) == list(enumerate(texts))
    assert list(store.leaves(1000, 1003)) == list(enumerate(texts))[1000:1003]
    assert [at for at, _ in store.leaves(5, 12, kinds=("take",))] == [5, 7, 9, 11]
    assert store.read_back(7, 9) == texts[7:9]
    assert [(at, digest, kind) for at, digest, _, kind in store.rows()][:2] == [
        (0, leaf_hash(texts[0]), "state"),
        (1, leaf_hash(texts[1]), "take"),
    ]
    assert store.find(leaf_hash(texts[777])) == 777


def check_tree(make: Make) -> None:
    """Every inclusion and consistency can be proved from the nodes that are kept, whatever the sizes of the batches."""
    store = make()
    sizes = [0]
    for batch in (1, 1, 2, 3, 5, 8, 13):
        with store.turn(), store.writing():
            store.append(_leaves(batch, sizes[-1]))
        sizes.append(store.size)
    hashes = [leaf_hash(leaf) for _, leaf in store.leaves()]
    tree = Tree(hashes)
    for at in range(store.size):
        check_inclusion(prove_inclusion(store, at, store.size), at, store.size, hashes[at], tree.root())
    for size in sizes[1:]:
        check_consistency(prove_consistency(store, size, store.size), size, tree.root(size), store.size, tree.root())
    with _refused():
        store.hashes([Node(9, 0)])


def check_duplicate(make: Make) -> None:
    """An entry is kept once, and a batch that holds one a second time leaves nothing behind."""
    store = _filled(make, 3)
    with _refused(), store.turn(), store.writing():
        store.append([Addition(b"new\n"), Addition(b"leaf 1\n")])
    assert store.size == 3
    assert store.find(leaf_hash(b"new\n")) is None


def check_all_or_none(make: Make) -> None:
    """What is written before something fails in the same transaction is gone."""
    store = _filled(make, 5)
    store_before = (store.size, store.chains(), store.disclosures(), store.drafts(), store.setting("title"))
    with suppress(ZeroDivisionError), store.turn(), store.writing():
        store.append(_leaves(3, 5))
        store.keep_disclosures([Kept("digest", 5, "text")])
        store.keep_checkpoint(8, b"note")
        store.keep_manuscript("1" * 64, "a", b"a")
        store.keep_draft("2" * 64, b"b")
        store.keep_request("r", 5, 3)
        store.keep_setting("title", "x")
        store.cache("c", b"c")
        raise ZeroDivisionError
    assert store_before == (store.size, store.chains(), store.disclosures(), store.drafts(), store.setting("title"))
    assert store.checkpoint() is None
    assert store.manuscripts() == []
    assert store.request("r") is None
    assert store.cached("c") is None
    with store.turn(), store.writing():
        assert store.append(_leaves(1, 5)) == 5


def check_chains(make: Make) -> None:
    """The last entry of each author is known, with its hash."""
    store = make()
    with store.turn(), store.writing():
        store.append([Addition(b"x\n", "take", "SHA256:a", 0), Addition(b"y\n", "take", "SHA256:b", 0)])
        store.append([Addition(b"z\n", "take", "SHA256:a", 1)])
    assert store.chain("SHA256:a") == Link(1, 2, leaf_hash(b"z\n"))
    assert store.chains() == {"SHA256:a": Link(1, 2, leaf_hash(b"z\n")), "SHA256:b": Link(0, 1, leaf_hash(b"y\n"))}


def check_checkpoints(make: Make) -> None:
    """The last checkpoint is kept, and every cosigned one; one that is not cosigned never takes its place."""
    store = _filled(make, 3)
    for size, note, cosigned in ((1, b"1", False), (2, b"2", True), (2, b"2 again", False), (3, b"3", False)):
        with store.turn(), store.writing(durable=False):
            store.keep_checkpoint(size, note, cosigned=cosigned)
    assert store.checkpoints() == [b"2", b"3"]
    assert (store.checkpoint(), store.checkpoint(2), store.checkpoint(1)) == (b"3", b"2", None)


def check_private(make: Make) -> None:
    """Private values are kept by entry, shown to others, and erased with everything that was worked out from them."""
    store = _filled(make, 3)
    kept = [Kept("d1", 1, "text 1"), Kept("d2", 1, "text 2", "depositary"), Kept("d3", 2, "text 3", "all")]
    with store.turn(), store.writing():
        store.keep_disclosures(kept)
        store.cache("state", b"text 1")
    assert store.disclosures() == kept
    assert store.disclosures([2]) == kept[2:]
    with store.turn():
        with store.writing():
            store.show("d2", "parties")
            store.erase(["d1"])
        store.scrub()
    assert store.disclosures() == [Kept("d2", 1, "text 2", "parties"), kept[2]]
    assert store.cached("state") is None


def check_files(make: Make) -> None:
    """Files and drafts are kept once, under the name they had first; settings and requests as they were last set."""
    store = _filled(make, 2)
    for name in ("first", "second"):
        with store.turn(), store.writing():
            store.keep_manuscript("1" * 64, name, b"\x00\xff")
            store.keep_draft("2" * 64, name.encode())
            store.keep_setting("title", name)
            store.cache("c", name.encode())
    with store.turn(), store.writing():
        store.keep_request("r", 0, 2)
    assert store.manuscript("1" * 64) == ("first", b"\x00\xff")
    assert store.draft("2" * 64) == b"first"
    assert (store.manuscripts(), store.drafts()) == (["1" * 64], ["2" * 64])
    assert (store.setting("title"), store.cached("c"), store.request("r")) == ("second", b"second", (0, 2))


def check_sound(make: Make) -> None:
    """Whatever was written, changed and taken away again, a store that looks after its rows finds them sound."""
    store = _filled(make, 3)
    with store.turn(), store.writing():
        store.keep_disclosures([Kept("a", 0, "x", "all"), Kept("b", 1, "y"), Kept("c", 1, "z")])
        store.keep_manuscript("0" * 64, "draft.docx", b"bytes")
        store.keep_draft("0" * 64, b"draft")
        store.keep_request("one", 0, 2)
        store.keep_setting("title", "Talks")
        store.keep_checkpoint(3, b"three")
    with store.turn(), store.writing():
        store.keep_manuscript("0" * 64, "another.docx", b"bytes")
        store.keep_draft("0" * 64, b"another")
        store.keep_setting("title", "Long talks")
        store.keep_checkpoint(2, b"two", cosigned=True)
        store.keep_checkpoint(2, b"two again")
        store.keep_checkpoint(3, b"three, cosigned", cosigned=True)
        store.show("a", "parties")
        store.erase(["b", "of nothing"])
    with suppress(ZeroDivisionError), store.turn(), store.writing():
        store.keep_setting("title", "No talks")
        raise ZeroDivisionError
    with store.turn(), store.writing():
        store.keep_setting("rules", "plain")
    assert not store.unsound()


def check_turns(make: Make) -> None:
    """Nothing is written outside a transaction, no transaction is opened outside a turn; turns nest, threads wait."""
    store = make()
    for wrong in (lambda: store.append(_leaves(1)), lambda: store.writing().__enter__()):
        try:
            wrong()
        except RuntimeError:
            continue
        raise AssertionError("written outside a turn")

    def work(start: int) -> None:
        for _ in range(10):
            with store.turn(), store.turn():
                size = store.size
                with store.writing():
                    store.append([Addition(b"%d %d\n" % (start, size))])

    threads = [threading.Thread(target=work, args=(at,)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.size == 40


def check_moved(make: Make) -> None:
    """A record that was moved takes nothing more, but from who moves it; settings and requests are listed whole."""
    store = _filled(make, 2)
    with store.turn(), store.writing():
        store.keep_request("r", 0, 2)
        store.keep_setting("title", "x")
        store.keep_setting(MOVED, "to elsewhere")
    with _refused(Forked), store.turn(), store.writing():
        store.append(_leaves(1, 2))
    assert (store.size, store.requests()) == (2, {"r": (0, 2)})
    with store.turn(), store.writing(moving=True):
        store.keep_setting(MOVED, "")
    with store.turn(), store.writing():
        store.append(_leaves(1, 2))
    assert store.settings() == {MOVED: "", "title": "x"}


def check_carried(make: Make) -> None:
    """All that a store keeps can be carried into another of its kind."""
    store = _filled(make, 600)
    with store.turn(), store.writing():
        store.append([Addition("ü\x00".encode(), "take", "SHA256:b", 7)])
        store.keep_disclosures([Kept("d1", 1, "text 1"), Kept("d2", 1, "text 2", "depositary")])
        store.keep_manuscript("1" * 64, "a", bytes(range(256)))
        store.keep_draft("2" * 64, b"")
        store.keep_request("r", 5, 3)
        store.keep_setting("title", "é")
    other = make()
    with other.turn(), other.writing():
        carry(store, other)
    compare(store, other, "carried")
    with other.turn(), other.writing():
        other.keep_setting("title", "e")
    with _refused():
        compare(store, other, "carried")


def check_still(make: Make) -> None:
    """What is read inside a block is of one moment, and what is read after it is of another."""
    store = _filled(make, 3)
    with store.still():
        leaves = list(store.leaves())
        assert (store.size, len(leaves), len(list(store.rows()))) == (3, 3, 3)
    with store.turn(), store.writing():
        store.append(_leaves(1, 3))
    with store.still():
        assert store.size == 4


class _refused:  # noqa: N801 (it reads as a statement)
    """Asserts that the block is refused, with `StoreFailed` unless it is said how."""

    def __init__(self, expected: type[TravauxError] = StoreFailed) -> None:
        self._expected = expected

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        assert kind is not None, "not refused"
        return issubclass(kind, self._expected)


CHECKS: tuple[Callable[[Make], None], ...] = (
    check_empty,
    check_leaves,
    check_tree,
    check_duplicate,
    check_all_or_none,
    check_chains,
    check_checkpoints,
    check_private,
    check_files,
    check_sound,
    check_turns,
    check_moved,
    check_still,
    check_carried,
)
"""Every check, in the order in which a new store should be made to pass them."""
