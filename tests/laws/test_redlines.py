"""Laws of the redline: both texts come together again; nothing differs from itself; moves keep their words."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from travaux.text.drafts import Draft
from travaux.text.redline import Redline, compare

WORDS = [
    "the", "Parties", "shall", "not", "may", "of", "and", "cooperate", "in", "good", "faith", "Article", "5", "1.",
    "(a)", ".", ",", ";", "“", '"', "-", "–", "é", "e\u0301", "ﬁnal", "final", "\u200b", "[", "]", "  ", "\u00a0", "\t",
    "\n", "\n\n", "\n1. ", "条約",
]  # fmt: skip
texts = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
options = st.fixed_dictionaries({"numbering": st.booleans(), "typography": st.booleans()})


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts with much in common: one cut up, shuffled, and put together again with other words between."""
    text = draw(texts)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    added = draw(st.lists(texts.map(lambda words: words[:40]), max_size=2))
    seed = draw(st.integers(0, 9))
    mixed = [*parts, *added]
    if seed > 3:
        random.Random(seed).shuffle(mixed)
    return text, "".join(mixed)


def earlier(redline: Redline) -> str:
    return "".join(redline.earlier.text[slice(*piece.earlier)] for piece in redline.pieces)


def later(redline: Redline) -> str:
    return "".join(redline.later.text[slice(*piece.later)] for piece in redline.pieces)


@given(pairs(), options)
def test_both_texts_come_together_again(pair: tuple[str, str], wanted: dict[str, bool]) -> None:
    redline = compare(Draft(pair[0]), Draft(pair[1]), **wanted)
    assert pair == (earlier(redline), later(redline))


@given(pairs())
def test_a_program_can_apply_the_pieces(pair: tuple[str, str]) -> None:
    redline = compare(Draft(pair[0]), Draft(pair[1]))
    forth, back = [], []
    for piece in redline.pieces:
        old, new = pair[0][slice(*piece.earlier)], pair[1][slice(*piece.later)]
        assert (piece.kind == "equal") == bool(old and new)
        assert (piece.kind in ("delete", "move-from")) == bool(old and not new)
        if piece.kind == "equal":
            assert old == new
        forth.append(old if piece.kind == "equal" else new)
        back.append(new if piece.kind == "equal" else old)
    assert (pair[1], pair[0]) == ("".join(forth), "".join(back))


@given(texts, options)
def test_nothing_differs_from_itself(text: str, wanted: dict[str, bool]) -> None:
    redline = compare(Draft(text), Draft(text), **wanted)
    assert list(redline.changes) == []
    assert all(piece.kind == "equal" for piece in redline.pieces)


@given(pairs())
def test_a_move_keeps_its_words(pair: tuple[str, str]) -> None:
    redline = compare(Draft(pair[0]), Draft(pair[1]))
    moved: dict[int, tuple[list[str], list[str]]] = {}
    for piece in redline.pieces:
        if piece.move and piece.kind.startswith("move"):
            old, new = moved.setdefault(piece.move, ([], []))
            old += pair[0][slice(*piece.earlier)].split()
            new += pair[1][slice(*piece.later)].split()
    assert sorted(moved) == list(range(1, len(moved) + 1))
    for old, new in moved.values():
        # Words may be encoded in another way; what Unicode holds to be the same is the same.
        assert compare(Draft("".join(old)), Draft("".join(new))).changes == []


@given(pairs())
def test_changes_are_numbered_and_lie_in_pieces(pair: tuple[str, str]) -> None:
    redline = compare(Draft(pair[0]), Draft(pair[1]))
    assert [change.number for change in redline.changes] == list(range(1, len(redline.changes) + 1))
    pieces = set(redline.pieces)
    assert all(piece in pieces for change in redline.changes for piece in change.pieces)
    assert all(piece.kind != "equal" for change in redline.changes for piece in change.pieces)
