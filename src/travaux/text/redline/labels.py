"""Labels: the numbers of clauses as printed, and references to clauses whose number changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from travaux.text.clauses import Clause, Span
from travaux.text.drafts import Draft
from travaux.text.redline.matching import Same
from travaux.text.redline.sides import Side

_NOUNS = frozenset(
    """article articles art section sections sec paragraph paragraphs para paras subparagraph subparagraphs point points
    clause clauses subclause subsection subsections annex annexes schedule schedules rule rules recital recitals item
    paragraphe paragraphes alinéa annexe règle artículo artículos párrafo párrafos apartado anexo punto artikel absatz
    abs nummer ziffer anhang articolo comma allegato artigo parágrafo anexo""".split()  # noqa: SIM905
)


def labels(draft: Draft) -> list[Span]:
    """Returns where the labels of the clauses are printed, in order."""
    return sorted({clause.label_span for clause in draft.walk() if clause.label_span[0] < clause.label_span[1]})


def with_references(earlier: Draft, later: Draft, a: Side, b: Side, same: Sequence[Same]) -> list[Same]:
    """Returns what is the same with references added that differ only because the clause they name was renumbered."""
    renumbered = set(_renumbered(earlier, later, a, b, same))
    found: list[Same] = []
    for run in same:
        last = found[-1] if found else Same(0, 0, 0, 0)
        found += _references(a, b, last, run, renumbered)
        found.append(run)
    return found


def _renumbered(earlier: Draft, later: Draft, a: Side, b: Side, same: Sequence[Same]) -> Iterator[tuple[str, str]]:
    """Yields the old and the new number of each clause whose first words stand in both drafts."""
    starts = {(_opening(b, clause), clause.kind): clause for clause in later.walk() if clause.number}
    runs = [run.a for run in same]
    for clause in earlier.walk():
        place = _opening(a, clause)
        number = bisect_right(runs, place) - 1
        if clause.number and number >= 0 and place < same[number].a_end:
            other = starts.get((place - same[number].a + same[number].b, clause.kind))
            if other and other.number != clause.number:
                yield clause.number, other.number


def _opening(side: Side, clause: Clause) -> int:
    """Returns where the words of a clause begin, after its label and those of the clauses that begin with it."""
    return side.first_word(clause.label_span[1] or clause.span[0])


def _references(a: Side, b: Side, last: Same, run: Same, renumbered: set[tuple[str, str]]) -> Iterator[Same]:
    """Yields the numbers in a gap that name one clause by its old and its new number."""
    old, new = a.words(last.a_end, run.a), b.words(last.b_end, run.b)
    before = a.text[max(0, last.a_end - 24) : last.a_end].split()
    if not before or before[-1].casefold().strip(".([") not in _NOUNS or len(old) != len(new):
        return
    for x, y in zip(range(len(old)), range(len(new)), strict=True):
        if old.keys[x] != new.keys[y] and (old.keys[x], new.keys[y]) not in renumbered:
            return
    for a_span, b_span in zip(old.spans, new.spans, strict=True):
        yield Same(*a_span, *b_span)
