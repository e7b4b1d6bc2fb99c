"""The agreement matrix: parties by clauses, each position exactly; then what is still open, and for whom.

Every cell says in words what its letter and its tint say: the position, its kind, its condition, until when it is
provisional, whether the wording has left it behind, and the entry on which it rests. How it is counted has a name and
is printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from travaux.claims.claim import Counting
from travaux.papers.agreement import Agreement, Concluded, Line, Mark, agreement
from travaux.papers.basis import Basis
from travaux.papers.conventions import LEAST_WILLING, Convention
from travaux.papers.counting import counted, listed, number, sentence
from travaux.papers.matrix_open import still_open
from travaux.papers.paper import Block, Cell, Column, Heading, Paper, Paragraph, Row, Run, Sign, Table, Tone, plain
from travaux.papers.spans import told
from travaux.papers.standing import ORDER, Held, held_by
from travaux.record.days import Day
from travaux.record.positions import Position
from travaux.record.state import State
from travaux.record.terms import Digest, Index, PartyId, Place
from travaux.text.drafts import Draft

TONES: Mapping[Held, Tone] = {"A": "green", "AR": "blue", "–": "", "R": "yellow", "O": "red"}
SIGNS = (
    Sign("A", "accepted", "green"),
    Sign("A, on condition", "accepted on a condition that is named; counted as AR", "blue"),
    Sign("AR", "accepted ad referendum, not confirmed yet", "blue"),
    Sign("R", "reserved; the kind of reservation is named", "yellow"),
    Sign("O", "objected", "red"),
    Sign("–", "no position"),
    Sign("like this", "no longer binding on the words as they stand; counted as no position", "grey", look="stale"),
)


def matrix(
    state: State, drafts: Mapping[Digest, Draft], *, day: Day | None = None, convention: Convention = LEAST_WILLING,
    forum: str = "", counting: Counting = "top",
) -> Paper:  # fmt: skip
    """Returns the agreement matrix of the draft on the table, as it stands on a day.

    With `forum`, only positions and conclusions in that forum count. Clauses are those at the "top", or each "leaf".
    Raises `OutOfOrder` where no text is on the table, `Malformed` for a forum that nobody named.
    """
    basis = Basis(state, drafts, day)
    found = agreement(basis, convention, forum, counting)
    made = _Matrix(basis, found)
    return Paper(
        kind="agreement matrix",
        title="Who agrees to what",
        summary=made.summary(),
        facts=(*basis.facts(), *made.facts()),
        blocks=tuple(made.blocks()),
        legend=SIGNS,
        remarks=(
            "A position binds to an exact wording. When the wording changes it is stale until it is given again.",
            "What is in no entry was not counted.",
        ),
        language=basis.text.draft.language,
        wide=True,
    )


class _Matrix:
    def __init__(self, basis: Basis, found: Agreement) -> None:
        self._basis, self._found, self._teller = basis, found, basis.teller
        self._usual, self._only = _usual_forum(found)

    def summary(self) -> str:
        """Returns the sentence that comes first."""
        found, stands = self._found, self._found.convention.stands
        many = {held: found.many(held) for held in reversed(ORDER)}
        told = [
            f"{number(count)} {'is' if count == 1 else 'are'} {stands[held]}" for held, count in many.items() if count
        ]
        if not told:
            return f"{sentence(self._basis.called)} has no clauses."
        where = f", in {found.forum}" if found.forum else ""
        return f"Of {counted(len(found.lines), 'clause')} in {self._basis.called}{where}, {listed(told)}."

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yields how it was counted, whose positions, and in which forum."""
        found, parties = self._found, self._basis.state.parties
        yield "Counted by", f"{found.convention.name}. {found.convention.says}"
        yield "Parties counted", self._teller.parties(found.counted) or "none"
        others = [
            f"{self._teller.party(each.id)}, {each.capacity}"
            for each in parties
            if each.present and each.capacity != "party"
        ]
        if others:
            yield "Not counted", "; ".join(others)
        if found.forum:
            yield "Forum", f"only {found.forum}"
        elif self._only:
            yield "Forum", f"every position was taken in {self._usual}"
        elif self._usual:
            yield (
                "Forum",
                (
                    "any: a party’s last position counts, in whichever forum it was taken; where none is named "
                    f"beside it, in {self._usual}"
                ),
            )

    def blocks(self) -> Iterator[Block]:
        """Yields the matrix, what is still open, what was concluded and what is tied to what."""
        yield self._table()
        yield from still_open(self._basis, self._found)
        yield from self._linkages()

    def _table(self) -> Table:
        letters, beside = self._basis.letters, set(self._found.beside)
        parties = (*self._found.counted, *self._found.beside)
        heads = [
            Column(f"{self._teller.party(each)}{' (not counted)' if each in beside else ''}", 3, letters.get(each))
            for each in parties
        ]
        columns = (Column("Clause", 3, head=True), *heads, Column("Where it stands", 4))
        rows = [self._row(line) for line in self._found.lines]
        if rows:
            rows.append(self._held(parties))
        return Table(
            "The position of each party on the present wording of each clause",
            columns,
            tuple(rows),
            "matrix",
            wide=True,
        )

    def _row(self, line: Line) -> Row:
        name = Paragraph((Run(line.heading),) if line.heading else (), label=str(line.place))
        cells = (Cell((name,)), *(self._cell(mark) for mark in line.marks), self._stands(line))
        return Row(cells, str(line.place), "red" if line.stands == "O" else "")

    def _cell(self, mark: Mark) -> Cell:
        if mark.position is None:
            return Cell((Paragraph((Run("–", "strong"), Run(" no position"))),))
        stale = mark.stale
        first = [Run(_letter(mark), "stale" if stale else "strong"), Run(f" {self._says(mark)}")]
        paragraphs = [Paragraph(tuple(first)), self._rests(mark.position)]
        for each in mark.elsewhere:
            where = f"in {each.forum.name}" if each.forum else "in no forum named"
            words = f"{held_by(each)} {stance(each)}, {where} (entry {each.entry}, {each.grade})"
            paragraphs.append(Paragraph((Run(words, "quiet", entry=each.entry),)))
        return Cell(tuple(paragraphs), "grey" if stale else TONES[mark.held])

    def _says(self, mark: Mark) -> str:
        """Returns in words what a mark's letter says, and all that qualifies it."""
        each = mark.position
        assert each is not None
        says = [stance(each)]
        if mark.on:
            says.append(f"on {self._teller.place(Place(mark.on))}")
        if each.through is not None:
            says.append(f"through {self._teller.party(each.through)}")
        if each.condition:
            says.append(f"on condition: {each.condition}")
        if each.ad_referendum and each.until and each.confirmed is None:
            says.append(f"until {told(each.until)}" + (", not confirmed" if each.status == "expired" else ""))
        if each.confirmed is not None:
            says.append(f"confirmed by entry {each.confirmed}")
        if mark.stale:
            by = f" (entry {each.by})" if each.by is not None and each.by != each.entry else ""
            says.append(each.status if each.status == "expired" else f"{each.status}: {each.reason}{by}")
        elif each.status == "carried":
            says.append(f"carried: {each.reason}{_by(each.by)}")
        return "; ".join(says)

    def _rests(self, each: Position) -> Paragraph:
        entered = self._basis.state.entry(each.entry)
        when = self._teller.happened(entered) if entered else ""
        name = each.forum.name if each.forum else ""
        forum = "" if name == self._usual else f"in {name}" if name else "in no forum named"
        words = ", ".join(filter(None, (when, forum, f"entry {each.entry}", each.grade)))
        return Paragraph((Run(words, "quiet", entry=each.entry),))

    def _stands(self, line: Line) -> Cell:
        by = self._found.convention.by[line.stands]
        told = sentence(by.format(self._teller.parties(line.holding)))
        paragraphs = [Paragraph((Run(told, "plain" if line.stands == "A" else "strong"),))]
        paragraphs += [self._concluded(each) for each in line.concluded]
        return Cell(tuple(paragraphs), TONES[line.stands])

    def _concluded(self, each: Concluded) -> Paragraph:
        decision, bound = each.decision, each.bound
        but = f", but for {self._teller.parties(decision.holdouts)}" if decision.holdouts else ""
        since = "" if bound.status in ("current", "carried") else f"; {bound.status}: {bound.reason}{_by(bound.by)}"
        whole = "" if decision.wording.clause else "the whole text "
        words = f"{sentence(whole + decision.outcome)} in {decision.forum.name}{but}{since}"
        return Paragraph((Run(f"{words} (entry {decision.entry}, {decision.grade})", "quiet", entry=decision.entry),))

    def _held(self, parties: tuple[PartyId, ...]) -> Row:
        """Returns the last row: how many positions of each kind every party holds."""
        cells = []
        for place, _ in enumerate(parties):
            marks = [line.marks[place] for line in self._found.lines]
            counts = [(held, sum(_counts(mark, held) for mark in marks)) for held in ("A", "AR", "R", "O", "–")]
            cells.append(Cell((plain(", ".join(f"{many} {held}" for held, many in counts if many)),)))
        stands = [(self._found.convention.stands[held], self._found.many(held)) for held in reversed(ORDER)]
        last = "; ".join(f"{many} {told}" for told, many in stands if many)
        return Row((Cell((plain("Positions held"),)), *cells, Cell((plain(last),))), "held")

    def _linkages(self) -> Iterator[Block]:
        """Yields what is offered in return for what, and how each leg stands."""
        rows = []
        for each in self._basis.state.linkages:
            if each.withdrawn is not None:
                continue
            by = self._teller.party(each.party) if each.party else "The depositary"
            entered = self._basis.state.entry(each.entry)
            says = self._teller.sentence(entered) if entered else by
            legs = [
                f"{self._teller.place(leg.place)} {leg.held.status}: {leg.held.reason}"
                for leg in self._basis.positions.legs(each)
                if leg.held.status not in ("current", "carried")
            ]
            since = f" Since then: {'; '.join(legs)}." if legs else ""
            cited = Run(f" (entry {each.entry}, {each.grade})", "quiet", entry=each.entry)
            rows.append(Paragraph((Run(says + (f" Terms: {each.terms}." if each.terms and each.given else "")), cited,
                                   *((Run(since),) if since else ())), "item"))  # fmt: skip
        if rows:
            yield Heading("Tied to each other", key="linkages")
        yield from rows


def stance(each: Position) -> str:
    """Returns a position in words: "accepted ad referendum", "scrutiny reservation"."""
    match each.stance:
        case "accept":
            return "accepted ad referendum" if each.ad_referendum and each.confirmed is None else "accepted"
        case "reserve":
            return f"reserved ({each.reservation})" if each.reservation else "reserved (no kind named)"
        case "object":
            return "objected"
        case _:
            return "takes no position"


def _letter(mark: Mark) -> str:
    each = mark.position
    conditional = each is not None and each.stance == "accept" and each.condition
    return "A" if conditional and not (each and each.ad_referendum and each.confirmed is None) else mark.held


def _counts(mark: Mark, held: Held) -> bool:
    return (("–" if mark.stale else mark.held) == held) if mark.position else held == "–"


def _by(entry: Index | None) -> str:
    return "" if entry is None else f" (entry {entry})"


def _usual_forum(found: Agreement) -> tuple[str, bool]:
    """Returns the forum in which most positions were taken, and whether all of them were; empty where none is named."""
    named = Counter(
        mark.position.forum.name if mark.position.forum else ""
        for line in found.lines
        for mark in line.marks
        if mark.position
    )
    usual = max(named, key=lambda name: (named[name], name), default="")
    return usual, len(named) == 1 and bool(usual)
