"""Parts: which footnote, header or other text outside the body of a draft is which of another draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.text.drafts import Draft
from travaux.text.patience import Block, patience
from travaux.text.redline.matching import likeness
from travaux.text.tokens import words


def paired(earlier: Sequence[Draft], later: Sequence[Draft]) -> Iterator[tuple[Draft | None, Draft | None]]:
    """Yields the parts of two drafts in pairs, in the order of the later; a part without a partner stands alone.

    Parts of one kind ("footnote", "header") are paired in order: those with the same text, then, between those, the
    likest, then those with the same name. A footnote put in renumbers those after it, so a name alone proves little.
    """
    kinds = dict.fromkeys(_kind(part) for part in [*later, *earlier])
    for kind in kinds:
        yield from _of_one_kind([p for p in earlier if _kind(p) == kind], [p for p in later if _kind(p) == kind])


def _kind(part: Draft) -> str:
    return part.name.rstrip("0123456789 ")


def _of_one_kind(earlier: Sequence[Draft], later: Sequence[Draft]) -> Iterator[tuple[Draft | None, Draft | None]]:
    i = j = 0
    texts = [" ".join(part.text.split()) for part in earlier], [" ".join(part.text.split()) for part in later]
    for block in [*patience(*texts), Block(len(earlier), len(later), 0)]:
        yield from _gap(earlier[i : block.a], later[j : block.b])
        yield from zip(earlier[block.a : block.a + block.size], later[block.b : block.b + block.size], strict=True)
        i, j = block.a + block.size, block.b + block.size


def _gap(earlier: Sequence[Draft], later: Sequence[Draft]) -> Iterator[tuple[Draft | None, Draft | None]]:
    """Yields the pairs between two certain ones: in order, the likest first, then by name."""
    if not earlier or not later:
        yield from ((part, None) for part in earlier)
        yield from ((None, part) for part in later)
        return
    best = max(
        ((_closeness(a, b), -i, -j) for i, a in enumerate(earlier) for j, b in enumerate(later)), default=(0.0, 0, 0)
    )
    if best[0] == 0.0:
        yield from ((part, None) for part in earlier)
        yield from ((None, part) for part in later)
        return
    i, j = -best[1], -best[2]
    yield from _gap(earlier[:i], later[:j])
    yield earlier[i], later[j]
    yield from _gap(earlier[i + 1 :], later[j + 1 :])


def _closeness(a: Draft, b: Draft) -> float:
    like = likeness(words(a.text), words(b.text))
    return like.of_both + (0.1 if a.name == b.name else 0.0) if like.related or a.name == b.name else 0.0
