"""The consolidation table: for each clause of a draft, what it was made of, by whom, and how; and what was left out.

A row is a clause's own words. Its sources are the clauses of the drafts from which the draft was made that became it,
each with its number there, and the proposals whose words stand in it. How it was made is said by alignment, or by
whoever fixed it by hand, each with its grade. The shares of its words are those of the trace. Below it stands what was
left out: clauses that became nothing, words that no longer stand, proposals of which nothing was taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from travaux.errors import OutOfOrder
from travaux.papers import shares
from travaux.papers.basis import Basis
from travaux.papers.columns.rows import Stretch, stretches
from travaux.papers.counting import counted, listed, sentence
from travaux.papers.paper import Block, Cell, Column, Paper, Paragraph, Row, Run, Table, cell, plain
from travaux.papers.rolling.pending import reads
from travaux.record.authorship import Authorship, TakenOut
from travaux.record.days import Day
from travaux.record.descent import Step
from travaux.record.shelf import Spot, Text
from travaux.record.state import State
from travaux.record.terms import Digest, Index
from travaux.record.texts import Proposal, Tabled
from travaux.text.drafts import Draft
from travaux.text.tokens import words

_FATES: Mapping[str, str] = {
    "kept": "kept", "renumbered": "renumbered", "moved": "moved", "split": "split", "merged": "merged", "added": "new",
    "dropped": "dropped",
}  # fmt: skip


def consolidation(
    state: State, drafts: Mapping[Digest, Draft], *, draft: Digest | None = None, day: Day | None = None
) -> Paper:  # fmt: skip
    """Returns the consolidation table of a draft, of the one on the table where none is named.

    Raises `OutOfOrder` where no draft is on the table, or the text of the one that is asked for is not here.
    """
    basis = Basis(state, drafts, day)
    chosen = draft or basis.table.digest
    found = state.draft(chosen)
    if found is None or found.digest not in drafts:
        raise OutOfOrder(f"The text of {basis.teller.draft(chosen)} is not in this record")
    return _Consolidation(basis, found).paper()


@dataclass(frozen=True)
class _Consolidation:
    basis: Basis
    draft: Tabled

    def paper(self) -> Paper:
        called = self.basis.teller.draft(self.draft.digest)
        return Paper(
            kind="consolidation table",
            title=self.draft.title or sentence(called),
            summary=self._summary(called),
            facts=tuple(self._facts(called)),
            blocks=tuple(self._blocks()),
            remarks=(
                "A source is a clause of a draft from which this one was made, by its number there, or a proposal of "
                "which words stand in the clause. “Reworded” says that its words differ, labels left out. What is "
                "inferred was found by comparing texts; what a person fixed by hand names its entry.",
                "Words are counted, signs left out, and given to the deed in which they first stood, by the rule "
                f"{self.authors.trace.rule}.",
            ),
            language=self.text.draft.language or self.draft.language,
            wide=True,
        )

    # What it is made of

    @cached_property
    def text(self) -> Text:
        return self.basis.descent.shelf[self.draft.digest]

    @cached_property
    def rows(self) -> list[Stretch]:
        return [row for row in stretches(self.text) if row.clause >= 0]

    @cached_property
    def parents(self) -> tuple[Digest, ...]:
        return self.basis.descent.parents.get(self.draft.digest, ())

    @cached_property
    def authors(self) -> Authorship:
        return Authorship(self.basis.state.book, self.basis.descent, self.draft.digest)

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposals on the parents that were before the meeting when the draft was tabled."""
        found = (each for parent in self.parents for each in self.basis.state.proposals(parent))
        return tuple(
            each
            for each in found
            if each.wording.draft in self.parents
            and each.entry < self.draft.entry
            and (each.withdrawn is None or each.withdrawn > self.draft.entry)
        )

    @cached_property
    def used(self) -> frozenset[Index]:
        """The proposals of which words stand in the draft, or that took words out of it."""
        stand = {run.by.entry for run in self.authors.words}
        stand |= {entry for row in self.rows if row.begins for entry in self._read_so(row)}
        return frozenset(stand | {gone.removed.entry for gone in self.authors.taken_out})

    def _read_so(self, row: Stretch) -> tuple[Index, ...]:
        """Returns the proposals that a clause reads exactly as."""
        return tuple(
            each.entry
            for each in self.proposals
            if each.operation != "delete" and reads(self.text, row.clause, each.words)
        )

    # What is said

    def _facts(self, called: str) -> Iterator[tuple[str, str]]:
        by = self.basis.teller.party(self.draft.party) if self.draft.party else "the depositary"
        yield "Text", f"{called}, tabled by {by} as {self.draft.standing} (entry {self.draft.entry})"
        if self.draft.method:
            yield "Method, as stated", self.draft.method
        yield "Made from", listed([self._called(parent) for parent in self.parents]) or "no earlier draft"
        if missing := self.authors.missing:
            yield "Not here", listed([self._called(one) for one in missing])
        yield "As of", f"entry {self.basis.state.size - 1}"

    def _called(self, draft: Digest) -> str:
        found = self.basis.state.draft(draft)
        by = f" ({self.basis.teller.party(found.party)})" if found and found.party else ""
        return f"{self.basis.teller.draft(draft)}{by}"

    def _summary(self, called: str) -> str:
        if not self.parents:
            return f"{sentence(called)} was made from no earlier draft."
        begun = [row for row in self.rows if row.begins]
        found: dict[str, int] = {}
        for row in begun:
            how = self._in_short(row)
            found[how] = found.get(how, 0) + 1
        order = ["kept", "reworded", "moved", "merged", "split", "new"]
        told = [f"{counted(found[how], 'is', 'are')} {how}" for how in order if how in found]
        gone = sum(1 for _ in self._dropped())
        left = f"; {counted(gone, 'clause was', 'clauses were')} left out" if gone else ""
        return f"Of {counted(len(begun), 'clause')} in {called}, {listed(told)}{left}."

    def _in_short(self, row: Stretch) -> str:
        steps = self.basis.descent.back(Spot(self.draft.digest, row.clause))
        kinds = {step.fate for step in steps if step.earlier}
        if not kinds:
            return "new"
        if "merged" in kinds or sum(len(step.earlier) for step in steps) > 1:
            return "merged"
        for fate in ("split", "moved"):
            if fate in kinds:
                return fate
        return "reworded" if any(self._reworded(step, row) for step in steps) else "kept"

    def _reworded(self, step: Step, row: Stretch) -> bool:
        """Whether a clause’s own words differ from those it came from; the clauses in it have rows of their own."""
        if len(step.earlier) != 1 or len(step.later) != 1:
            return step.reworded
        (spot,) = step.earlier
        text = self.basis.descent.shelf[spot.draft]
        before, now = text.clauses[spot.number], self.text.clauses[row.clause]
        return words(text.draft.own_text(before)) != words(self.text.draft.own_text(now))

    def _blocks(self) -> Iterator[Block]:
        heads = (
            Column("Clause", head=True), Column("Sources", 3), Column("Contributing parties", 3), Column("How", 3),
            Column("The text", 4),
        )  # fmt: skip
        yield Table("Clauses and their sources", heads, tuple(self._row(row) for row in self.rows), wide=True)
        left = tuple(self._left_out())
        if left:
            whence = (Column("From", head=True), Column("Of", 2), Column("What", 5), Column("What became of it", 3))
            yield Table("What was left out", whence, left, wide=True)

    def _row(self, row: Stretch) -> Row:
        spot = Spot(self.draft.digest, row.clause)
        steps = self.basis.descent.back(spot) if row.begins else ()
        sources = [plain(f"{self._called(one.draft)}, {self._place(one)}") for step in steps for one in step.earlier]
        found = shares.shares(self.authors, row.spans)
        worded = (each.deed.entry for each in found if each.deed.kind == "propose")
        taken = tuple(dict.fromkeys((*worded, *(self._read_so(row) if row.begins else ()))))
        sources += [plain(self._proposal(entry)) for entry in taken]
        parties = [plain(sentence(f"{shares.told(self.basis, each)}.")) for each in found]
        how = list(self._how(row, steps, taken)) if row.begins else ["goes on"]
        return Row(
            (
                cell(row.place),
                Cell(tuple(sources)),
                Cell(tuple(parties)),
                Cell(tuple(plain(each) for each in how)),
                Cell(row.paragraphs),
            )
        )

    def _place(self, spot: Spot) -> str:
        return self.basis.teller.place(self.basis.descent.shelf[spot.draft].place(spot.number))

    def _proposal(self, entry: Index) -> str:
        act = next(each for each in self.basis.state.proposals() if each.entry == entry)
        who = self.basis.teller.party(act.party) if act.party else "the depositary"
        return f"proposal of {who} on {self.basis.teller.wording(act.wording)} (entry {entry})"

    def _how(self, row: Stretch, steps: tuple[Step, ...], taken: Collection[Index]) -> Iterator[str]:
        if not any(step.earlier for step in steps):
            yield "New: " + (steps[0].reason if steps else "no draft from which this one was made has it") + "."
        for step in steps:
            if not step.earlier:
                continue
            fate = _FATES[step.fate]
            if step.fate == "merged":
                fate = f"merged from {listed([self._place(one) for one in step.earlier])}"
            reworded = ", reworded" if self._reworded(step, row) and step.fate not in ("merged", "split") else ""
            known = f"{step.grade}: {step.reason}" if step.entry is None else f"{step.grade}; {step.reason}"
            source = f" (from {self.basis.teller.draft(step.earlier[0].draft)})" if len(self.parents) > 1 else ""
            yield f"{sentence(fate)}{reworded}{source}. {sentence(known)}."
        for entry in taken:
            whole = "It reads as proposed in" if entry in self._read_so(row) else "Words are taken from"
            yield f"{whole} entry {entry}."

    # What was left out

    def _left_out(self) -> Iterator[Row]:
        for spot, step in self._dropped():
            text = self.basis.descent.shelf[spot.draft]
            rows = [row for row in stretches(text) if row.clause == spot.number]
            told = tuple(paragraph for row in rows for paragraph in row.paragraphs)
            grade = f"{step.grade}: {step.reason}" if step.reason else step.grade
            yield self._left(spot, self._by(spot.draft), Cell(told), f"Dropped. {sentence(grade)}.")
        for taken in self._taken_out():
            yield self._of_words(taken)
        for act in self.proposals:
            if act.entry not in self.used:
                who = self.basis.teller.party(act.party) if act.party else "the depositary"
                asks = {"delete": "to take it out"}.get(act.operation, f"to {act.operation}")
                lines = tuple(plain(line, "clause") for line in act.words)
                yield Row(
                    (
                        cell(f"entry {act.entry}, on {self.basis.teller.wording(act.wording)}"),
                        cell(who),
                        Cell((plain(f"Proposed {asks}.", look="quiet"), *lines)),
                        cell("Nothing of it stands in the draft."),
                    )
                )

    def _dropped(self) -> Iterator[tuple[Spot, Step]]:
        """Yields the clauses of the parents that became nothing here."""
        for parent in self.parents:
            for step in self.basis.descent.steps(parent, self.draft.digest):
                if step.earlier and not step.later:
                    yield from ((spot, step) for spot in step.earlier)

    def _taken_out(self) -> Iterator[TakenOut]:
        """Yields words that a parent had and the draft has not, those of clauses that were dropped left out."""
        dropped = {spot for spot, _ in self._dropped()}
        for each in self.authors.taken_out:
            inside = each.clause is not None and each.clause in dropped
            if each.last in self.parents and not inside and each.text.strip(".,;: ") and not self._label(each):
                yield each

    def _label(self, taken: TakenOut) -> bool:
        clause = self.basis.descent.shelf[taken.last].clause(taken.clause.number) if taken.clause else None
        return clause is not None and clause.label_span[0] <= taken.start and taken.end <= clause.label_span[1]

    def _of_words(self, taken: TakenOut) -> Row:
        spot = taken.clause or Spot(taken.last, -1)
        who = self.basis.teller.party(taken.by.party) if taken.by.party else "the depositary"
        remover = self.basis.teller.party(taken.removed.party) if taken.removed.party else "the depositary"
        fate = f"Taken out by {remover} (entry {taken.removed.entry}; which words, {taken.grade})."
        by = self.basis.letters.get(taken.removed.party) if taken.removed.party else None
        gone = Paragraph((Run(taken.text, "deleted", by=by),))
        return self._left(spot, who, Cell((gone,)), fate)

    def _left(self, spot: Spot, who: str, what: Cell, fate: str) -> Row:
        place = f"{self.basis.teller.draft(spot.draft)}, {self._place(spot)}"
        return Row((cell(place), cell(who), what, cell(fate)))

    def _by(self, draft: Digest) -> str:
        found = self.basis.state.draft(draft)
        return self.basis.teller.party(found.party) if found and found.party else "the depositary"
