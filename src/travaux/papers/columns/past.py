"""A column for each draft: what the words of a row were in it, `unchanged`, and what became of words that are not here.

Drafts from which the text on the table was made are followed by descent: alignment, and what was fixed by hand. Other
drafts, submissions beside it, are compared with it directly; what is found so is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from travaux.papers.basis import Basis
from travaux.papers.columns.rows import Stretch, stretches
from travaux.papers.counting import sentence
from travaux.papers.paper import Cell, Column, plain
from travaux.record.shelf import Spot
from travaux.record.terms import Digest
from travaux.record.texts import Tabled
from travaux.text.align import align
from travaux.text.tokens import words

Heirs = dict[int, tuple[int, ...]]
"""Which clauses on the table each clause of a draft has become."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Words of earlier drafts that stand no longer where they stood: `cells` of the drafts, after how many rows of the
    text on the table they would stand, what became of them, and the clause on the table to which they were moved."""

    place: str
    after: int
    cells: tuple[Cell, ...]
    fate: str
    moved: int | None = None


@dataclass(frozen=True)
class Past:
    """The columns of the drafts before the one on the table. `rows` are those of the text on the table."""

    basis: Basis
    rows: Sequence[Stretch]
    _heirs: dict[Digest, Heirs] = field(default_factory=dict)

    @cached_property
    def drafts(self) -> tuple[Tabled, ...]:
        """The drafts that have a column: all whose text is here, in the language of the text, not withdrawn."""
        table = self.basis.table
        return tuple(
            each
            for each in self.basis.state.drafts
            if each.digest != table.digest
            and each.withdrawn is None
            and each.digest in self.basis.drafts
            and (not each.language or not table.language or each.language == table.language)
        )

    def columns(self) -> tuple[Column, ...]:
        """Returns the heads of the columns."""
        return tuple(Column(self._head(each), 3) for each in self.drafts)

    def _head(self, each: Tabled) -> str:
        by = f", {self.basis.teller.party(each.party)}" if each.party else ""
        return f"{sentence(self.basis.teller.draft(each.digest))}{by}"

    def cells(self, row: Stretch) -> tuple[Cell, ...]:
        """Returns what a row of the text on the table was in each draft."""
        if not row.begins:
            return tuple(Cell() for _ in self.drafts)
        found = {
            each.digest: [
                one for one in self._rows[each.digest] if row.clause in self.heirs(each.digest).get(one.clause, ())
            ]
            for each in self.drafts
        }
        return self._shown(found)

    def _shown(self, found: dict[Digest, list[Stretch]]) -> tuple[Cell, ...]:
        """Returns cells of the drafts, each `unchanged` where it says what the last one before it says."""
        made: list[Cell] = []
        before: tuple[str, list[str]] | None = None
        for each in self.drafts:
            stood = found.get(each.digest, [])
            text = self.basis.descent.shelf[each.digest].draft.text
            said = [word for one in stood for span in one.spans for word in words(text[slice(*span)])]
            if stood and before is not None and before[1] == said:
                made.append(Cell((plain(f"{before[0]} unchanged", look="quiet"),)))
            else:
                made.append(Cell(tuple(paragraph for one in stood for paragraph in one.paragraphs)))
            before = (sentence(self.basis.teller.draft(each.digest)), said) if stood else before
        return tuple(made)

    def same(self, row: Stretch) -> str:
        """Returns the last draft in which a row stood, if its words have not changed since; else nothing."""
        now = [word for span in row.spans for word in words(self.basis.text.draft.text[slice(*span)])]
        for each in reversed(self.drafts if row.begins else ()):
            text = self.basis.descent.shelf[each.digest].draft.text
            heirs = self.heirs(each.digest)
            stood = [one for one in self._rows[each.digest] if row.clause in heirs.get(one.clause, ())]
            if stood:
                said = [word for one in stood for span in one.spans for word in words(text[slice(*span)])]
                return sentence(self.basis.teller.draft(each.digest)) if said == now else ""
        return ""

    @cached_property
    def _rows(self) -> dict[Digest, list[Stretch]]:
        made = {each.digest: stretches(self.basis.descent.shelf[each.digest]) for each in self.drafts}
        return {draft: [one for one in rows if one.clause >= 0] for draft, rows in made.items()}

    def heirs(self, draft: Digest) -> Heirs:
        """Returns which clauses on the table each clause of a draft has become."""
        if draft not in self._heirs:
            ancestor = self.basis.descent.descends(self.basis.table.digest, draft)
            self._heirs[draft] = self._became(draft, self.basis.table.digest) if ancestor else self._compared(draft)
        return self._heirs[draft]

    def _became(self, draft: Digest, later: Digest) -> Heirs:
        numbers = range(len(self.basis.descent.shelf[draft].clauses))
        layers = {number: self.basis.descent.layers(Spot(draft, number), later) for number in numbers}
        return {number: tuple(spot.number for spot in found[-1].spots) for number, found in layers.items() if found}

    def _compared(self, draft: Digest) -> Heirs:
        """Returns what a comparison finds, and over it what people fixed by hand."""
        text, table = self.basis.descent.shelf[draft], self.basis.text
        found: Heirs = {}
        for pair in align(text.draft, table.draft).pairs:
            for clause in pair.earlier:
                found[text.number(clause)] = tuple(table.number(one) for one in pair.later)
        for step in self.basis.descent.steps(draft, table.digest):
            for spot in step.earlier:
                found[spot.number] = tuple(one.number for one in step.later)
        return found

    def gone(self) -> Iterator[Gone]:
        """Yields the words of earlier drafts that are not on the table, or elsewhere in it, the latest draft first."""
        told: set[Spot] = set()
        for each in reversed(self.drafts):
            moved = self._moved(each.digest)
            for row in self._rows[each.digest]:
                spot = Spot(each.digest, row.clause)
                if not row.begins or spot in told:
                    continue
                if not self.heirs(each.digest).get(row.clause):
                    stood = self._before(spot, row)
                    told |= {Spot(draft, one.clause) for draft, rows in stood.items() for one in rows}
                    yield self._gone(spot, stood, self._fate(spot))
                elif row.clause in moved:
                    yield self._gone(spot, {each.digest: [row]}, "moved", moved[row.clause])

    def _before(self, spot: Spot, row: Stretch) -> dict[Digest, list[Stretch]]:
        """Returns the rows of each draft from which the words of a clause came, its own among them."""
        found = {spot.draft: [row]}
        for each in self.drafts:
            if each.digest != spot.draft and self.basis.descent.descends(spot.draft, each.digest):
                became = self._became(each.digest, spot.draft)
                found[each.digest] = [
                    one for one in self._rows[each.digest] if spot.number in became.get(one.clause, ())
                ]  # fmt: skip
        return found

    def _gone(self, spot: Spot, stood: dict[Digest, list[Stretch]], fate: str, moved: int | None = None) -> Gone:
        place = self.basis.descent.shelf[spot.draft].place(spot.number)
        return Gone(place=place, after=self._after(spot), cells=self._shown(stood), fate=fate, moved=moved)

    def _after(self, spot: Spot) -> int:
        """Returns behind how many rows on the table words would stand: behind what their predecessor has become."""
        heirs = self.heirs(spot.draft)
        for number in range(spot.number - 1, -1, -1):
            if heirs.get(number):
                return 1 + max(at for at, row in enumerate(self.rows) if row.clause in heirs[number])
        return 0

    def _fate(self, spot: Spot) -> str:
        descent, table = self.basis.descent, self.basis.table.digest
        layers = descent.layers(spot, table)
        dropped = next((layer.draft for layer in layers if not layer.spots), None)
        if dropped is None:
            return "not in the text"
        entry = descent.order.get(dropped)
        row = None if entry is None else self.basis.state.entry(entry)
        by = f" of {self.basis.teller.actor(row)}" if row else ""
        return f"deleted in {self.basis.teller.draft(dropped)}{by} (entry {entry})"

    def _moved(self, draft: Digest) -> dict[int, int]:
        """Returns the clauses of a parent that stand elsewhere on the table, those in them left out, with where."""
        table = self.basis.table.digest
        if draft not in self.basis.descent.parents.get(table, ()):
            return {}
        steps = [step for step in self.basis.descent.steps(draft, table) if step.fate == "moved" and step.later]
        found = {spot.number: step.later[0].number for step in steps for spot in step.earlier}
        text = self.basis.descent.shelf[draft]
        return {number: to for number, to in found.items() if not found.keys() & set(text.around(number))}
