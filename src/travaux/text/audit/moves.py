"""From differences to findings: words that went and came are moves, and moves that are shown are looked into."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from travaux.text.audit.findings import Finding, Kind
from travaux.text.audit.overlay import EXCUSED, NEVER_STOOD, Difference, Overlay
from travaux.text.audit.rows import parts
from travaux.text.clauses import Span
from travaux.text.drafts import Draft
from travaux.text.redline.frequent import COMMON
from travaux.text.redline.matching import Same, runs
from travaux.text.redline.moves import Move, joined, moves, without
from travaux.text.redline.sides import Side, Words

_NEAR = 240
"""Characters within which a single word that went and came is taken as moved."""
IN_MOVE = "inside words shown as moved"


def undeclared(last: Draft, new: Draft, laid: Overlay) -> Iterator[Finding]:
    """Yields what changed without being shown: differences between the rows, moves found among them."""
    found = [difference for difference in laid.differences() if difference.note != EXCUSED]
    moved = _moves(laid, [difference for difference in found if _may_move(difference)])
    for move in moved:
        yield _finding(last, new, laid, Difference(move.a, move.b), "move")
        yield from _edits(last, new, laid, move)
    for difference in found:
        if not _may_move(difference):
            yield _finding(last, new, laid, difference)
            continue
        old = without([difference.a], [move.a for move in moved])
        come = without([difference.b], [move.b for move in moved])
        for rest in _rest(laid, difference, old, come):
            yield _finding(last, new, laid, rest)


def _may_move(difference: Difference) -> bool:
    """Tells whether words of a difference may have moved; so may words that are struck where they stand now."""
    return difference.note in ("", NEVER_STOOD) and not difference.division


def _rest(laid: Overlay, whole: Difference, old: Sequence[Span], new: Sequence[Span]) -> Iterator[Difference]:
    """Yields what is left of a difference when the moves are taken out of it."""
    old = [span for span in old if laid.a.text[slice(*span)].strip()]
    new = [span for span in new if laid.b.text[slice(*span)].strip()]
    for place in range(max(len(old), len(new))):
        a = old[place] if place < len(old) else (whole.a[1], whole.a[1])
        b = new[place] if place < len(new) else (whole.b[1], whole.b[1])
        yield Difference(a, b, whole.note)


def _moves(laid: Overlay, found: Sequence[Difference]) -> list[Move]:
    gone = [difference.a for difference in found if difference.a[0] < difference.a[1]]
    come = _touching(laid.b, [difference.b for difference in found if difference.b[0] < difference.b[1]])
    large = moves(laid.a, laid.b, gone, come, COMMON)
    gone = without(gone, [move.a for move in large])
    come = without(come, [move.b for move in large])
    return joined(laid.a, laid.b, [*large, *_short_moves(laid, gone, come)])


def _touching(side: Side, spans: Sequence[Span]) -> list[Span]:
    """Returns spans with those made one between which there is only white space."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and not side.text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _short_moves(laid: Overlay, gone: Sequence[Span], come: Sequence[Span]) -> Iterator[Move]:
    """Yields words, however few, that went and came: within one paragraph, an order swapped; or a whole paragraph."""
    left: dict[str, list[Span]] = defaultdict(list)
    for a in gone:
        left[_squeezed(laid.a, _telling(laid.a.text, a))].append(a)
    for b in come:
        b_words = _telling(laid.b.text, b)
        key = _squeezed(laid.b, b_words)
        spans = left.get(key, []) if key else []
        found = next((a for a in spans if _alike(laid, _telling(laid.a.text, a), b_words)), None)
        if found is not None:
            spans.remove(found)
            yield _short_move(laid, found, b)


def _short_move(laid: Overlay, a: Span, b: Span) -> Move:
    """Returns a move of a few words; the signs at their ends move along where they are the same."""
    a_words, b_words = _telling(laid.a.text, a), _telling(laid.b.text, b)
    same = (Same(*a_words, *b_words),) if _paragraph(laid.a, a_words) else ()
    same_signs = sorted(_squeezed(laid.a, a)) == sorted(_squeezed(laid.b, b))
    return Move(a, b, same) if same_signs else Move(a_words, b_words, same)


def _alike(laid: Overlay, a: Span, b: Span) -> bool:
    """Tells whether equal words may have moved: near each other in a paragraph, or a whole paragraph each."""
    start, end = sorted((laid.back(b[0]), a[0]))
    near = end - start <= _NEAR and "\n" not in laid.a.text[start:end]
    return near or (_paragraph(laid.a, a) and _paragraph(laid.b, b))


def _paragraph(side: Side, span: Span) -> bool:
    number = bisect_left(side.spans, (span[0], -1))
    return number < len(side.spans) and side.spans[number][0] == span[0] and side.spans[number][1] - span[1] <= 1


def _telling(text: str, span: Span) -> Span:
    """Returns a span without the white space and the signs at its ends."""
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _squeezed(side: Side, span: Span) -> str:
    return side.key(" ".join(side.text[slice(*span)].split()))


def _edits(last: Draft, new: Draft, laid: Overlay, move: Move) -> Iterator[Finding]:
    """Yields what changed inside words that moved."""
    a_from, b_from = move.a[0], move.b[0]
    for a_start, a_end, b_start, b_end in sorted(move.same):
        if laid.a.text[a_from:a_start].strip() or laid.b.text[b_from:b_start].strip():
            yield _finding(last, new, laid, Difference((a_from, a_start), (b_from, b_start)))
        a_from, b_from = a_end, b_end
    if move.same and (laid.a.text[a_from : move.a[1]].strip() or laid.b.text[b_from : move.b[1]].strip()):
        yield _finding(last, new, laid, Difference((a_from, move.a[1]), (b_from, move.b[1])))


def _finding(last: Draft, new: Draft, laid: Overlay, found: Difference, kind: Kind | None = None) -> Finding:
    a, b = _bare(laid.a.text, found.a), _bare(laid.b.text, found.b)
    old, come = laid.a.text[slice(*a)], laid.b.text[slice(*b)]
    places = laid.last.place(a), laid.new.place(b)
    if found.shown:
        places, come = (places[0], found.shown), old
    if found.division:
        kind = "paragraphs"
    elif old and come:
        kind = kind or ("insertion" if old == come and found.note else "replacement")
    else:
        kind = "deletion" if old else "insertion"
    clause = last.clause_at(places[0][0]) if kind == "deletion" else new.clause_at(places[1][0])
    return Finding(kind, clause, old, come, *places, note=found.note)


def _bare(text: str, span: Span) -> Span:
    """Returns a span without the white space at its ends, unless it is nothing else."""
    words = text[slice(*span)]
    if not words.strip():
        return span
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())


@dataclass(frozen=True, slots=True)
class _Half:
    """One half of a move that is shown: its words, and where in the draft's text they stand or would stand."""

    side: Side
    places: Sequence[tuple[int, int, bool]]

    def place(self, at: int) -> int:
        start, place, stands = next(part for part in reversed(self.places) if part[0] <= at)
        return place + (at - start) * stands


def inside_moves(last: Draft, new: Draft, laid: Overlay) -> Iterator[Finding]:
    """Yields what changed in silence between the words that are shown as moved and where they are moved to."""
    for name in dict.fromkeys(edit.move for edit in new.edits if edit.move):
        gone, come = _half(new, name, ("delete",)), _half(new, name, ("insert", "transient"))
        if gone is None or come is None:
            continue
        yield from _inside(last, new, laid, gone, come)


def _half(new: Draft, name: str, kinds: Sequence[str]) -> _Half | None:
    text, places, at = "", [], 0
    for part in parts(new):
        if part.edit is not None and part.edit.move == name and part.edit.kind in kinds:
            stands = part.edit.kind == "insert"
            places.append(
                (
                    at,
                    part.place if stands or part.edit.kind == "transient" else part.was,
                    stands or part.edit.kind == "delete",
                )
            )
            text += part.text
            at += len(part.text)
    return _Half(Side(text), places) if text.strip() else None


def _inside(last: Draft, new: Draft, laid: Overlay, gone: _Half, come: _Half) -> Iterator[Finding]:
    old, now = gone.side.words(0, len(gone.side.text)), come.side.words(0, len(come.side.text))
    i = j = 0
    for run in [*runs(old, now), None]:
        a_end = len(old) if run is None else _word(old, run.a)
        b_end = len(now) if run is None else _word(now, run.b)
        if i < a_end or j < b_end:
            yield _moved_edit(last, new, laid, gone, come, _stretch(old, i, a_end), _stretch(now, j, b_end))
        if run is not None:
            i, j = _word(old, run.a_end), _word(now, run.b_end)


def _word(words: Words, at: int) -> int:
    """Returns the number of the first word that begins at a place or after it."""
    return sum(span[0] < at for span in words.spans)


def _stretch(words: Words, start: int, end: int) -> Span:
    if start < end:
        return words.spans[start][0], words.spans[end - 1][1]
    at = words.spans[start][0] if start < len(words) else words.spans[-1][1]
    return at, at


def _moved_edit(last: Draft, new: Draft, laid: Overlay, gone: _Half, come: _Half, a: Span, b: Span) -> Finding:
    old, now = gone.side.text[slice(*a)], come.side.text[slice(*b)]
    kind: Kind = "replacement" if old and now else "deletion" if old else "insertion"
    start = come.place(b[0])
    place = (start, start + len(now))
    was = laid.last.place((laid.back(_row(laid, gone.place(a[0]))),) * 2)[0]
    clause = new.clause_at(min(start, max(0, len(new.text) - 1)))
    return Finding(kind, clause, old, now, (was, was + len(old)), place, note=IN_MOVE)


def _row(laid: Overlay, was: int) -> int:
    """Returns where in the new row a place of the new draft's text before its changes is."""
    found = 0
    for stretch in laid.new.stretches:
        if stretch.was <= was and stretch.status != "pending":
            found = stretch.start + min(was - stretch.was, stretch.end - stretch.start)
    return found
