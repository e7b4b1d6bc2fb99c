"""What a new file shows as changed: its tracked changes, and its marks where they mean a change."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from travaux.text.audit.findings import Finding, Kind
from travaux.text.audit.overlay import Overlay
from travaux.text.audit.rows import parts
from travaux.text.clauses import Span
from travaux.text.drafts import Draft, Edit, Hand


@dataclass(frozen=True, slots=True)
class _Shown:
    """A change as the file shows it: what goes, what comes, and where, in the last draft's text and in the new."""

    old: str
    new: str
    last: Span
    place: Span
    how: str
    by: Hand | None = None
    move: str | None = None


def declared(last: Draft, new: Draft, laid: Overlay, standing: Container[Edit]) -> Iterator[Finding]:
    """Yields what the new draft shows as changed since the last, in the order of its text.

    `standing` are the tracked changes that the last draft showed already.
    """
    shown = [*_gathered(_tracked(new, laid, standing)), *_struck(laid), *_put_in(laid)]
    for change in sorted(shown, key=lambda change: (change.place, change.last)):
        yield _finding(last, new, change)


def _tracked(new: Draft, laid: Overlay, standing: Container[Edit]) -> Iterator[_Shown | None]:
    """Yields the tracked changes in order, None where words that nobody touched lie between two of them.

    What was pending in the last draft already is left out.
    """
    starts = {(s.stands, s.place if s.stands else s.was): s.start for s in laid.new.stretches}
    at = 0
    for part in parts(new):
        if part.edit is None or part.edit.kind == "transient" or part.edit in standing:
            yield None
            continue
        stands = part.edit.kind == "insert"
        here = starts.get((stands, part.place if stands else part.was))
        at = at if here is None else here
        was = laid.match(at) if here is not None else None
        status = None if was is None else laid.last.stretch(was).status
        if status == ("pending" if stands else "struck"):
            yield None
            continue
        size = len(part.text)
        start = laid.last.place((laid.back(at),) * 2)[0]
        place = (part.place, part.place + size * stands)
        span = (start, start + size * (not stands and status == "plain"))
        old, come = ("", part.text) if stands else (part.text, "")
        yield _Shown(old, come, span, place, "tracked change", part.edit.by, part.edit.move)
        at += 0 if stands else size


def _gathered(found: Iterator[_Shown | None]) -> Iterator[_Shown]:
    """Yields tracked changes, neighbours of one hand as one, the two halves of a move as one."""
    moves: dict[str, _Shown] = {}
    held: _Shown | None = None
    for change in found:
        if change is not None and change.move:
            before = moves.get(change.move)
            moves[change.move] = _with(before, change) if before else change
            continue
        if held and change and held.by == change.by and not (held.old and change.old and held.new):
            held = _with(held, change)
            continue
        if held:
            yield held
        held = change
    if held:
        yield held
    yield from moves.values()


def _with(first: _Shown, second: _Shown) -> _Shown:
    """Returns two changes as one."""
    last = second.last if not first.old else first.last if not second.old else (first.last[0], second.last[1])
    place = second.place if not first.new else first.place if not second.new else (first.place[0], second.place[1])
    return replace(first, old=first.old + second.old, new=first.new + second.new, last=last, place=place)


def _struck(laid: Overlay) -> Iterator[_Shown]:
    """Yields the words struck through by formatting that stood in the last draft without being struck."""
    held: _Shown | None = None
    for stretch in laid.new.stretches:
        was = laid.match(stretch.start)
        text = laid.new.text[stretch.start : stretch.end]
        if not (stretch.status == "struck" and stretch.stands and text.strip()) or was is None:
            continue
        if laid.last.stretch(was).status == "struck":
            continue
        place = (stretch.place, stretch.place + len(text))
        span = laid.last.place((was, was + len(text)))
        if held and held.place[1] == place[0]:
            held = replace(held, old=held.old + text, last=(held.last[0], span[1]), place=(held.place[0], place[1]))
            continue
        if held:
            yield held
        held = _Shown(text, "", span, place, "strike-through")
    if held:
        yield held


def _put_in(laid: Overlay) -> Iterator[_Shown]:
    """Yields the words that a mark shows as put in."""
    for gone in laid.new.dropped:
        if gone.how != "tracked change" and gone.text.strip():
            at = laid.last.place((laid.back(gone.at),) * 2)
            yield _Shown("", gone.text, at, gone.place, gone.how)


def _finding(last: Draft, new: Draft, shown: _Shown) -> Finding:
    old, come = shown.old.strip(), shown.new.strip()
    kind: Kind = "replacement" if old and come else "deletion" if old else "insertion" if come else "paragraphs"
    if shown.move and old and come:
        kind = "move"
    deleted = kind == "deletion" and shown.how == "tracked change"
    clause = last.clause_at(shown.last[0]) if deleted else new.clause_at(shown.place[0])
    old, come = (shown.old, shown.new) if kind == "paragraphs" else (old, come)
    return Finding(kind, clause, old, come, shown.last, shown.place, how=shown.how, by=shown.by)
