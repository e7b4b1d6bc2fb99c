"""Writing: items put into the text, as pieces in order, and what is to be found again when the result is read.

    3. Each Party [shall][should: Aldania, +Boria] report[, if able: Cedria].
    [4. The Council meets yearly.: +Aldania, -Boria]
    5. Option 1: Disputes go to the Council. {as tabled, +Aldania}
    Option 2: Disputes go to arbitration. {Boria}
    [5 bis. The seat is at Lorn.: Cedria]

The text as it stands comes first among the alternatives of a slot; one that would leave nothing is `no text`. Words
that may be put in where there are none are a bracket alone. What cannot be read back as it was meant is for `text` to
write otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, assert_never

from travaux.papers.paper import Look
from travaux.papers.rolling.attributions import NO_TEXT, Attribution
from travaux.papers.rolling.holdings import Said
from travaux.papers.rolling.items import Entrant, Fence, Item, NoteMark
from travaux.papers.rolling.slots import Alternative, Slot
from travaux.papers.writers import Writer
from travaux.record.shelf import Text
from travaux.record.terms import Index, PartyId

Form = Literal["brackets", "options"]
AS_TABLED = "as tabled"
_ATTACHED = tuple(",.;:)]’'%")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters with one look; `origin` is where they stand in the text on the table, None where they are written."""

    text: str
    look: Look = "plain"
    origin: int | None = None
    by: Writer | None = None
    entry: Index | None = None
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be found at characters `start` to `end` of what was written: alternatives, each with who is behind."""

    item: Item
    form: Literal["slot", "run", "options"]
    start: int
    end: int
    alternatives: tuple[tuple[str, Attribution], ...]


@dataclass(slots=True)
class Writing:
    """A text with items in it, as it grows."""

    text: Text
    signs: frozenset[int]
    writers: Mapping[PartyId, Writer]
    forms: Mapping[tuple[Index, ...], Form]
    pieces: list[Piece] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)
    size: int = 0

    def put(self, words: str, look: Look = "plain", **more: object) -> None:
        """Writes words that do not stand in the text on the table."""
        if words or more:
            self.pieces.append(Piece(words, look, **more))  # type: ignore[arg-type]
            self.size += len(words)

    def keep(self, start: int, end: int) -> None:
        """Writes characters of the text on the table, its own brackets with the look of brackets."""
        at = start
        for sign in (one for one in range(start, end) if one in self.signs):
            self._kept(at, sign)
            self._kept(sign, sign + 1, "bracket")
            at = sign + 1
        self._kept(at, end)

    def _kept(self, start: int, end: int, look: Look = "plain") -> None:
        if start < end:
            self.pieces.append(Piece(self.text.draft.text[start:end], look, start))
            self.size += end - start

    def mark(self, notes: Sequence[Said]) -> None:
        """Writes the marks of notes."""
        for said in notes:
            self.notes.append(said)
            self.put("", "quiet", note=len(self.notes))

    def since(self, begun: int) -> str:
        """Returns what was written since there were so many pieces."""
        return "".join(piece.text for piece in self.pieces[begun:])

    def render(self, start: int, end: int, items: Sequence[Item]) -> None:
        """Writes characters `start` to `end` with the items in them, which lie apart or in one another."""
        at, left = start, sorted(items, key=self._order)
        while left:
            item, left = left[0], left[1:]
            inner = [one for one in left if self._inside(item, one)]
            left = [one for one in left if one not in inner]
            self.keep(at, item.start)
            match item:
                case NoteMark():
                    self.mark(item.notes)
                case Fence():
                    self._fence(item, inner)
                case Entrant():
                    self._entrant(item)
                case Slot():
                    self._slot(item, inner)
                case _:
                    assert_never(item)
            at = item.end
        self.keep(at, end)

    def _order(self, item: Item) -> tuple[int, int, int, int, bool]:
        """What stands first: the outer before the inner, words put in before notes on them, new clauses last."""
        depth = len(self.text.around(item.clause))
        match item:
            case Entrant():
                return item.start, -1 if item.before else 3, 0, -depth, False
            case NoteMark():
                return item.start, 2, 0, depth, False
            case _:
                return item.start, int(item.start == item.end), -item.end, depth, isinstance(item, Slot)

    def _inside(self, outer: Item, inner: Item) -> bool:
        if not isinstance(outer, Fence | Slot) or outer.start == outer.end:
            return False
        if inner.start < inner.end:
            return outer.start <= inner.start and inner.end <= outer.end
        if isinstance(inner, Slot):
            return outer.start <= inner.start <= outer.end
        if outer.start < inner.start < outer.end:
            return True
        return inner.start == outer.end and outer.clause in self.text.around(inner.clause)

    def _fence(self, fence: Fence, inner: Sequence[Item]) -> None:
        start = self._open()
        begun = len(self.pieces)
        self.render(fence.start, fence.end, inner)
        words = self.since(begun)
        self._close(fence.behind)
        self.wanted.append(Wanted(fence, "slot", start, self.size, ((words, fence.behind),)))
        self.mark(fence.notes)

    def _open(self) -> int:
        self.put("[", "bracket")
        return self.size - 1

    def _close(self, behind: Attribution) -> None:
        if behind:
            self.put(f": {behind}", "attribution")
        self.put("]", "bracket")

    def _entrant(self, entrant: Entrant) -> None:
        if entrant.at and not entrant.before:
            self.put("\n")
        self._brackets(entrant, None, (), entrant.alternatives)
        self.mark(entrant.notes)
        if entrant.before:
            self.put("\n")

    def _slot(self, slot: Slot, inner: Sequence[Item]) -> None:
        if self.forms.get(slot.entries) == "options":
            self._options(slot, inner)
            return
        new = slot.start == slot.end
        attached = new and all(one.words.startswith(_ATTACHED) for one in slot.others)
        last = self.pieces[-1].text[-1:] if self.pieces else ""
        if new and not attached and last and not last.isspace() and last not in "([“‘":
            self.put(" ")
        self._brackets(slot, slot.stands, inner, slot.others)
        following = self.text.draft.text[slot.end : slot.end + 1]
        if new and following and not following.isspace() and not following.startswith(_ATTACHED):
            self.put(" ")

    def _brackets(
        self, item: Slot | Entrant, stands: Alternative | None, inner: Sequence[Item], others: Sequence[Alternative]
    ) -> None:  # fmt: skip
        start = self.size
        found: list[tuple[str, Attribution]] = []
        if stands is not None and item.start < item.end:
            self._open()
            begun = len(self.pieces)
            self.render(item.start, item.end, inner)
            found.append((self.since(begun), stands.behind))
            self._close(stands.behind)
        elif len(others) > 1 or self._beside(item):
            self._alternative("", Attribution(), (), None)
            found.append(("", Attribution()))
        for each in others:
            self._alternative(each.words, each.behind, each.entries, each.party)
            found.append((each.words, each.behind))
        form: Literal["slot", "run"] = "slot" if len(found) == 1 else "run"
        self.wanted.append(Wanted(item, form, start, self.size, tuple(found)))

    def _beside(self, item: Item) -> bool:
        """Whether a bracket of the text stands so near that the two could be taken for alternatives."""
        text = self.text.draft.text
        before = text[max(0, item.start - 13) : item.start].rstrip(" \t\u00a0\u202f")
        after = text[item.end : item.end + 13].lstrip(" \t\u00a0\u202f")
        return isinstance(item, Slot) and (before.endswith("]") or after.startswith("["))

    def _alternative(
        self, words: str, behind: Attribution, entries: Sequence[Index], party: PartyId | None
    ) -> None:  # fmt: skip
        self._open()
        entry = entries[0] if entries else None
        by = self.writers.get(party) if party is not None and len(behind.proposers) == 1 else None
        self.put(words or NO_TEXT, "plain" if words else "quiet", by=by, entry=entry)
        self._close(behind)

    def _options(self, slot: Slot, inner: Sequence[Item]) -> None:
        if self.pieces and not self.pieces[-1].text.endswith("\n"):
            self.put("\n")
        start = self.size
        found: list[tuple[str, Attribution]] = []
        for number, each in enumerate((slot.stands, *slot.others), 1):
            self.put("\n" if number > 1 else "")
            self.put(f"Option {number}: ", "strong")
            begun = len(self.pieces)
            if number == 1:
                self.render(slot.start, slot.end, inner)
            else:
                by = self.writers.get(each.party) if each.party and len(each.behind.proposers) == 1 else None
                self.put(each.words or "No text", "plain" if each.words else "quiet", by=by, entry=each.entries[0])
            found.append((self.since(begun) if number == 1 else each.words, each.behind))
            told = ", ".join(filter(None, (AS_TABLED if number == 1 else "", str(each.behind))))
            self.put(f" {{{told}}}", "attribution")
        self.wanted.append(Wanted(slot, "options", start, self.size, tuple(found)))
