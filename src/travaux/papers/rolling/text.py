"""The rolling text as text: composed, read back, and written otherwise where it does not read as it was meant.

A place where few words differ is written with brackets within the sentence, a clause where most do as options. What
cannot be read back so is tried as the whole clause, in brackets or as options; then on a line of its own, `3 alt.`,
because a bracket of the text itself runs across the clause. Where that fails too, a proposal is not drawn but listed.
So a bracket that stands here always parses to what is meant by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from travaux.papers.basis import Basis
from travaux.papers.rolling.attributions import DEPOSITARY, Attribution, short_names
from travaux.papers.rolling.changes import Change, body, changes, whole
from travaux.papers.rolling.found import astray
from travaux.papers.rolling.holdings import Said, bearing, brackets, conclusions, holdings, noted, rejected, told
from travaux.papers.rolling.items import Entrant, Fence, Item, NoteMark, alts, entrants
from travaux.papers.rolling.laid import known_lines, lines
from travaux.papers.rolling.pending import Pending, pending
from travaux.papers.rolling.slots import Slot, slots
from travaux.papers.rolling.writing import Form, Piece, Wanted, Writing
from travaux.record.shelf import WHOLE, Spot
from travaux.record.terms import Index, PartyId
from travaux.text.brackets import Bracketed
from travaux.text.brackets import brackets as read_brackets
from travaux.text.drafts import Draft

_LONG = 200
"""Characters from which a whole clause and its alternatives are options and not brackets."""


@dataclass(frozen=True)
class Rolled:
    """A rolling text: its pieces, what is written in it, its notes, and what became of every proposal.

    `undrawn` are the proposals that could not be written into the text, each with the reason; `unfenced` the clauses
    whose brackets could not.
    """

    basis: Basis
    names: Mapping[PartyId, str]
    base: Bracketed
    pieces: tuple[Piece, ...]
    wanted: tuple[Wanted, ...]
    notes: tuple[Said, ...]
    proposals: tuple[Pending, ...]
    undrawn: Mapping[Index, str]
    unfenced: frozenset[int]

    @property
    def known(self) -> frozenset[str]:
        """The names that may stand in an attribution."""
        return frozenset((*self.names.values(), DEPOSITARY))

    @property
    def text(self) -> str:
        """The text, with all that is written in it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def draft(self) -> Draft:
        """The text as a draft, with what the file says of its lines."""
        return _draft(self.basis.text.draft, self.pieces)


def rolled(basis: Basis) -> Rolled:
    """Returns the rolling text of the draft on the table."""
    return _Composer(basis).rolled()


@dataclass
class _Composer:
    basis: Basis
    whole: set[Index] = field(default_factory=set)
    alts: set[Index] = field(default_factory=set)
    undrawn: dict[Index, str] = field(default_factory=dict)
    unfenced: set[int] = field(default_factory=set)
    forms: dict[tuple[Index, ...], Form] = field(default_factory=dict)
    tried: set[tuple[tuple[Index, ...], Form]] = field(default_factory=set)

    def rolled(self) -> Rolled:
        self.names = short_names(self.basis)
        self.base = read_brackets(self.basis.text.draft)
        self.proposals = pending(self.basis)
        self.marks, self.held = _marks(self.basis)
        self.natural = list(changes(self.basis, self.proposals))
        self._unbalanced()
        while True:
            writing = self._written(self._items())
            found = read_brackets(_draft(self.basis.text.draft, writing.pieces))
            names = frozenset((*self.names.values(), DEPOSITARY))
            wrong = astray(writing.wanted, writing.pieces, found, self.base, names)
            if wrong is None:
                return self._done(writing)
            self._otherwise(wrong)

    def _done(self, writing: Writing) -> Rolled:
        drawn = {
            entry for each in writing.wanted if isinstance(each.item, Slot | Entrant) for entry in each.item.entries
        }
        for one in self.proposals:
            if one.fate == "open" and one.proposal.entry not in drawn:
                self.undrawn.setdefault(one.proposal.entry, "it would change no word of the text")
        return Rolled(
            self.basis, self.names, self.base, tuple(writing.pieces), tuple(writing.wanted), tuple(writing.notes),
            self.proposals, self.undrawn, frozenset(self.unfenced),
        )  # fmt: skip

    def _unbalanced(self) -> None:
        """Leaves out proposals whose own brackets do not close: they would swallow those of the text around them."""
        for each in self.proposals:
            words = "\n".join(each.proposal.words)
            kinds = {defect.kind for defect in read_brackets(Draft(words)).defects}
            if each.fate == "open" and kinds & {"left open", "stray closing", "crossed pair"}:
                self.undrawn[each.proposal.entry] = "the brackets in its own words do not pair"
            elif each.fate == "open" and _moot(each):
                self.undrawn[each.proposal.entry] = "it has no words"

    def _items(self) -> list[Item]:
        basis = self.basis
        fences = [each for each in self.held if each.clause not in self.unfenced]
        aside = self.alts | self.undrawn.keys()
        drawn = [each for each in self.natural if each.pending.proposal.entry not in aside]
        fenced = {each.clause: (each.start, each.end) for each in fences}
        made = slots(basis, list(self._forced(drawn)), self.base, self.names, fenced)
        open_ = [each for each in self.proposals if each.proposal.entry not in self.undrawn]
        marks = [each for each in self.marks if each.clause not in fenced]
        beside = [each for each in open_ if each.proposal.entry in self.alts]
        new = (*entrants(basis, open_, self.names), *alts(basis, beside, self.names))
        return [*fences, *(each for each in made if each.others), *new, *marks]

    def _forced(self, drawn: list[Change]) -> Iterator[Change]:
        """Yields changes, those of proposals that are to be drawn as whole clauses made so."""
        done: set[Index] = set()
        for each in drawn:
            entry = each.pending.proposal.entry
            if entry not in self.whole:
                yield each
            elif entry not in done:
                done.add(entry)
                yield whole(each)

    def _written(self, items: list[Item]) -> Writing:
        text = self.basis.text
        signs = {at for slot in self.base.slots() for at in (slot.start, slot.end - 1) if text.draft.text[at] in "[]"}
        for item in items:
            if isinstance(item, Slot):
                self.forms.setdefault(item.entries, _form(item))
        writing = Writing(text, frozenset(signs), self.basis.letters, self.forms)
        writing.render(0, len(text.draft.text), items)
        return writing

    def _otherwise(self, item: Item) -> None:
        """Takes the next way of writing an item; where there is none, leaves it out."""
        match item:
            case Fence() | NoteMark():
                self.unfenced.add(item.clause)
            case Entrant():
                self.undrawn.update(dict.fromkeys(item.entries, "its bracket would not read as it is meant"))
            case Slot():
                self._slot_otherwise(item)
            case _:
                assert_never(item)

    def _slot_otherwise(self, slot: Slot) -> None:
        form: Form = self.forms.get(slot.entries, "brackets")
        self.tried.add((slot.entries, form))
        other: Form = "options" if form == "brackets" else "brackets"
        if not slot.whole and not self.whole >= set(slot.entries):
            self.whole |= set(slot.entries)
            self.forms[slot.entries] = "brackets"
            self.tried.discard((slot.entries, "brackets"))
        elif (slot.entries, other) not in self.tried:
            self.forms[slot.entries] = other
        else:
            self.alts |= set(slot.entries)


def _form(slot: Slot) -> Form:
    told = [slot.stands, *slot.others]
    long = sum(len(each.words) for each in told) > _LONG or any("\n" in each.words for each in told)
    return "options" if slot.whole and (long or len(slot.others) > 1) else "brackets"


def _moot(each: Pending) -> bool:
    return each.proposal.operation != "delete" and not "".join(each.proposal.words).strip()


def _draft(draft: Draft, pieces: list[Piece] | tuple[Piece, ...]) -> Draft:
    made = list(lines(pieces))
    return Draft("".join(piece.text for piece in pieces), known_lines(draft, made), language=draft.language)


def _marks(basis: Basis) -> tuple[list[NoteMark], list[Fence]]:
    """Returns the notes on clauses, and the brackets round those that somebody objects to or reserves on."""
    names = short_names(basis)
    concluded: dict[Spot, list[Said]] = {}
    for spot, _, said in conclusions(basis):
        concluded.setdefault(spot, []).append(said)
    marks: list[NoteMark] = []
    fences: list[Fence] = []
    for number in range(len(basis.text.clauses)):
        spot = Spot(basis.table.digest, number)
        held = holdings(basis, spot)
        notes = (*(told(basis, each) for each in held if noted(basis, each)), *concluded.get(spot, ()))
        if notes:
            marks.append(NoteMark(at=_first_end(basis, number), clause=number, notes=notes))
        if any(brackets(basis, each) for each in held) or rejected(basis, spot):
            start, end = body(basis.text, number)
            behind = Attribution(
                (),
                tuple(names[each.party] for each in bearing(basis, spot) if each.stance == "accept"),
                tuple(names[each.party] for each in held if each.stance == "object" and each.in_force),
            )
            if start < end:
                fences.append(Fence(start=start, end=end, clause=number, behind=behind, notes=notes))
    return marks, fences


def _first_end(basis: Basis, number: int) -> int:
    """Returns where the first line of a clause's words ends."""
    start, end = body(basis.text, number)
    stop = basis.text.draft.text.find("\n", start)
    return end if stop < 0 else max(start, min(end, start + len(basis.text.draft.text[start:stop].rstrip())))


def on_the_whole(basis: Basis) -> Iterator[Said]:
    """Yields what is held and was concluded on the whole text."""
    whole = Spot(basis.table.digest, WHOLE)
    for each in holdings(basis, whole):
        yield told(basis, each)
    for spot, _, said in conclusions(basis):
        if spot == whole:
            yield said
