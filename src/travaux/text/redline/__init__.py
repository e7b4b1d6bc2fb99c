"""The redline: the difference between two drafts, as pieces that a person can read and a program can apply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.text.clauses import Span
from travaux.text.drafts import Draft
from travaux.text.redline.changes import changes
from travaux.text.redline.cut import cut, gaps
from travaux.text.redline.frequent import COMMON
from travaux.text.redline.labels import labels, with_references
from travaux.text.redline.matching import Same, matching
from travaux.text.redline.moves import moves
from travaux.text.redline.parts import paired
from travaux.text.redline.pieces import Change as Change
from travaux.text.redline.pieces import Piece as Piece
from travaux.text.redline.pieces import Redline as Redline
from travaux.text.redline.pieces import Renumbering as Renumbering
from travaux.text.redline.sides import Side


def compare(earlier: Draft, later: Draft, *, numbering: bool = True, typography: bool = True) -> Redline:
    """Returns the redline between two drafts; `numbering=False` and `typography=False` leave such changes out.

    Numbering is the labels of clauses, printed or computed, and references to clauses that were renumbered. Typography
    is the styles of quotes and dashes, ligatures, soft hyphens, and white space within a line; never case.

    >>> redline = compare(Draft("The Parties shall act."), Draft("The Parties may act."))
    >>> [(change.kind, change.old, change.new) for change in redline.changes]
    [('replacement', 'shall', 'may')]
    """
    a = Side(earlier.text, plain=not typography, silent=() if numbering else labels(earlier))
    b = Side(later.text, plain=not typography, silent=() if numbering else labels(later))
    same = matching(a, b, COMMON)
    if not numbering:
        same = with_references(earlier, later, a, b, same)
    between = list(gaps(a, b, same))
    gone = [span for span, _ in between if span[0] < span[1]]
    come = [span for _, span in between if span[0] < span[1]]
    pieces = cut(a, b, same, moves(a, b, gone, come, COMMON))
    return Redline(
        earlier=earlier,
        later=later,
        pieces=pieces,
        changes=changes(earlier, later, a, b, pieces),
        renumbered=list(_renumbered(earlier, later, same)) if numbering else (),
        apparatus=list(_apparatus(earlier, later, numbering, typography)),
        name=later.name or earlier.name,
    )


def pieces_between(earlier: Draft, later: Draft) -> list[Piece]:
    """Returns the pieces of the redline between two drafts, without the changes that people count.

    >>> [piece.kind for piece in pieces_between(Draft("The Parties shall act."), Draft("The Parties may act."))]
    ['equal', 'delete', 'insert', 'equal']
    """
    a, b = Side(earlier.text), Side(later.text)
    same = matching(a, b, COMMON)
    between = list(gaps(a, b, same))
    gone = [span for span, _ in between if span[0] < span[1]]
    come = [span for _, span in between if span[0] < span[1]]
    return cut(a, b, same, moves(a, b, gone, come, COMMON))


def _apparatus(earlier: Draft, later: Draft, numbering: bool, typography: bool) -> Iterator[Redline]:
    for before, after in paired(earlier.apparatus, later.apparatus):
        name = (after or before or earlier).name
        found = compare(
            before or Draft("", name=name), after or Draft("", name=name), numbering=numbering, typography=typography
        )
        if found.changes or found.renumbered:
            yield found


def _renumbered(earlier: Draft, later: Draft, same: Sequence[Same]) -> Iterator[Renumbering]:
    """Yields the lines that stand in both drafts with another computed number."""
    if not any(line.label for line in [*earlier.lines, *later.lines]):
        return
    lines = dict(_line_starts(later))
    places = iter(same)
    run = next(places, None)
    for start, (span, label) in _line_starts(earlier):
        while run is not None and run.a_end <= start:
            run = next(places, None)
        if run is None:
            return
        if run.a <= start and (found := lines.get(start - run.a + run.b)) and found[1] != label:
            yield Renumbering(label, found[1], span, found[0])


def _line_starts(draft: Draft) -> Iterator[tuple[int, tuple[Span, str]]]:
    """Yields where the words of each line begin, with the line's span and its computed number."""
    for span, line in zip(draft.line_spans(), draft.lines, strict=False):
        words = draft.text[slice(*span)]
        yield span[0] + len(words) - len(words.lstrip()), (span, line.label)
