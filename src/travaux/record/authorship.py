"""Authorship: who put every word of a draft, who took words out, by which entry. The trace of the record's own drafts.

The drafts are traced (`text.trace`) as a graph of what came from what, an amendment on a draft being one more text
made from it; so words that were proposed and taken up, wholly or in part, are their proposer's. Three people are kept
apart: whose words they are (`by`), who put them into a draft before the meeting (`tabled`), and whose name a file's own
tracked changes give (`hand`). Words that were proposed and never stood in a tabled draft are in no answer here.

    signed, recorded, reported   the grade of the entry: all words of a first draft, and the words of an amendment
    recorded                     a file's tracked changes say so
    inferred                     drafts were compared
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from travaux.record import acts
from travaux.record.amending import amended
from travaux.record.book import Book, Row
from travaux.record.descent import Descent
from travaux.record.shelf import Spot
from travaux.record.terms import Digest, Grade, Index, PartyId, PersonId
from travaux.record.texts import drafts
from travaux.text.drafts import Draft
from travaux.text.history import Version
from travaux.text.origins import DeletedToken, Origin, Relation, Trace
from travaux.text.trace import trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An entry that changed a text: a draft tabled, an amendment proposed, a correction.

    `draft` is the text that it brought in, or on which it was proposed.
    """

    entry: Index
    kind: str
    grade: Grade
    party: PartyId | None
    person: PersonId | None
    draft: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Neighbouring words of the draft with one origin: characters `start` to `end` of its text.

    `by` is whose words they are; `tabled` the deed that brought them before the meeting, the same unless they were
    proposed first. `moved` is the deed that moved or restored them last, `relation` says which. `also` are deeds that
    tabled the same words independently.
    """

    start: int
    end: int
    text: str
    by: Deed
    tabled: Deed
    grade: Grade
    relation: Relation
    hand: str = ""
    moved: Deed | None = None
    also: tuple[Deed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """Neighbouring words that stood in a tabled draft and do not stand in this one.

    `by` is whose words they were. `removed` is the first deed that took them out, perhaps an amendment; `tabled` the
    deed that brought the text without them before the meeting. They last stood at characters `start` to `end` of the
    draft `last`, in `clause`; `now` is the character of this draft's text after which they would stand, None where
    that is not known.
    """

    text: str
    by: Deed
    removed: Deed
    tabled: Deed
    grade: Grade
    hand: str
    last: Digest
    start: int
    end: int
    clause: Spot | None
    now: int | None


class Authorship:
    """Who wrote a draft. `missing` are drafts before it whose texts are not here: their words are given to whoever
    tabled the next. `traced` traces the versions, for those who keep traces that were made before."""

    def __init__(
        self, book: Book, descent: Descent, draft: Digest, traced: Callable[[Sequence[Version]], Trace] = trace
    ) -> None:
        self.draft, self._descent = draft, descent
        history = _History(book, descent, draft)
        self.deeds: tuple[Deed, ...] = tuple(history.deeds)
        self.missing = tuple(one for one in descent.missing if descent.order[one] < descent.order.get(draft, 0))
        self.trace: Trace = credited(history.versions, self.deeds, traced)
        self._versions = history.versions
        self._uptake = history.uptake

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """The words of the draft in runs of one origin, in the order of the text."""
        return tuple(self._words(run.start, run.end, run.origin) for run in self.trace.runs())

    def in_clause(self, spot: Spot) -> tuple[Words, ...]:
        """Returns the words of a clause of this draft, its label included, cut where it begins and ends."""
        clause = self._descent.shelf[self.draft].clause(spot.number)
        if clause is None:
            return self.words
        start, end = clause.span
        found = [each for each in self.words if each.start < end and each.end > start]
        return tuple(self._cut(each, max(start, each.start), min(end, each.end)) for each in found)

    @cached_property
    def taken_out(self) -> tuple[TakenOut, ...]:
        """The words that stood in a draft before this one and do not stand in it, in the order they were written."""
        tabled = {number for number, deed in enumerate(self.deeds) if deed.kind != "propose"}
        gone = (each for each in self.trace.deleted if each.last in tabled and _was_removed(each))
        return tuple(self._joined(self._taken_out(each) for each in gone if self._before(each)))

    def out_of(self, spot: Spot) -> tuple[TakenOut, ...]:
        """Returns the words that were taken out of a clause of this draft, or of what it came from."""
        found = []
        for each in self.taken_out:
            layers = self._descent.layers(each.clause, self.draft) if each.clause else ()
            if layers and self._within(layers[-1].spots, spot):
                found.append(each)
        return tuple(found)

    def numbers(self, gone: TakenOut) -> bool:
        """Whether words that were taken out were no more than the printed number of a clause."""
        clause = self._descent.shelf[gone.last].clause(gone.clause.number) if gone.clause else None
        return clause is not None and clause.label_span[0] <= gone.start < gone.end <= clause.label_span[1]

    def _within(self, spots: Iterable[Spot], outer: Spot) -> bool:
        text = self._descent.shelf[self.draft]
        return any(one == outer or outer.number in text.around(one.number) for one in spots)

    def _before(self, token: DeletedToken) -> bool:
        """Whether a token was taken out on the way to this draft, not in a draft beside it."""
        deed = self.deeds[token.removed_in]
        if deed.kind == "propose":
            return token.removed_in in self._uptake
        return self._descent.descends(self.draft, deed.draft)

    @staticmethod
    def _cut(words: Words, start: int, end: int) -> Words:
        text = words.text[start - words.start : end - words.start]
        return replace(words, start=start, end=end, text=text)

    def _words(self, start: int, end: int, origin: Origin) -> Words:
        deed, text = self.deeds[origin.draft], self.trace.draft.text[start:end]
        return Words(
            start=start, end=end, text=text, by=deed, tabled=self._brought(origin, text),
            grade=self._grade(origin.draft, origin.grade), relation=origin.relation,
            hand=self._hand(origin.draft, origin.author),
            moved=None if origin.since is None else self.deeds[origin.since],
            also=tuple(self.deeds[one] for one in origin.also),
        )  # fmt: skip

    def _taken_out(self, token: DeletedToken) -> TakenOut:
        last = self.deeds[token.last].draft
        text = self._descent.shelf[last]
        clause = text.draft.clause_at(token.place)
        return TakenOut(
            text=token.text, by=self.deeds[token.origin.draft], removed=self.deeds[token.removed_in],
            tabled=self._tabled(token.removed_in), grade=self._grade(token.removed_in, token.grade),
            hand=self._hand(token.removed_in, token.removed_by), last=last,
            start=token.place, end=token.place + len(token.text),
            clause=None if clause is None else Spot(last, text.number(clause)), now=token.now,
        )  # fmt: skip

    def _brought(self, origin: Origin, text: str) -> Deed:
        """Returns the deed that brought words before the meeting: of an amendment that was passed over when the next
        draft was tabled and taken up in a later one, the later."""
        tabled = self._tabled(origin.draft)
        again = origin.since if origin.relation == "restored" and self.deeds[origin.draft].kind == "propose" else None
        if again is not None and text not in self._descent.shelf[tabled.draft].draft.text:
            return self._tabled(again)
        return tabled

    def _joined(self, found: Iterable[TakenOut]) -> Iterator[TakenOut]:
        """Yields neighbouring words that were taken out together as one."""
        held: TakenOut | None = None
        for each in found:
            if held is not None and self._follows(held, each):
                text = self._descent.shelf[held.last].draft.text[held.start : each.end]
                held = replace(held, text=text, end=each.end)
                continue
            if held is not None:
                yield held
            held = each
        if held is not None:
            yield held

    def _follows(self, one: TakenOut, other: TakenOut) -> bool:
        same = replace(other, text=one.text, start=one.start, end=one.end, now=one.now) == one
        between = self._descent.shelf[one.last].draft.text[one.end : other.start]
        return same and one.end <= other.start and not between.strip()

    def _tabled(self, version: int) -> Deed:
        return self.deeds[self._uptake.get(version, version)]

    def _grade(self, version: int, found: Grade) -> Grade:
        deed = self.deeds[version]
        outright = deed.kind == "propose" or not self._versions[version].parents
        return deed.grade if outright and found == "inferred" else found

    def _hand(self, version: int, author: str | None) -> str:
        return "" if author is None or author == self._versions[version].author else author


def credited(
    versions: Sequence[Version], deeds: Sequence[Deed], traced: Callable[[Sequence[Version]], Trace] = trace
) -> Trace:
    """Returns the trace of some texts, in which words that an amendment proposed are its proposer's.

    Whoever types an amendment into the next draft with changes tracked is its scribe: the words stay its proposer's,
    and the hand is told beside them. So the drafts are traced again as if such files recorded nothing, and a word that
    is then one of an amendment before that very meeting is taken to be so. The same holds of words taken out.
    """
    found = traced(versions)
    scribed = {
        number
        for number, version in enumerate(versions)
        if version.draft.edits and any(deeds[parent].kind == "propose" for parent in version.parents)
    }
    if not scribed:
        return found

    def proposed(scribe: int, by: int) -> bool:
        return scribe in scribed and by in versions[scribe].parents and deeds[by].kind == "propose"

    second = traced(
        [
            replace(version, draft=replace(version.draft, before=None, edits=())) if number in scribed else version
            for number, version in enumerate(versions)
        ]
    )
    tokens = [
        one._replace(origin=replace(one.origin, draft=other.origin.draft, grade="inferred"))
        if proposed(one.origin.draft, other.origin.draft)
        else one
        for one, other in zip(found.tokens, second.tokens, strict=True)
    ]
    removals = {(each.last, each.place): each.removed_in for each in second.deleted}
    deleted = [
        each._replace(removed_in=by, grade="inferred")
        if (by := removals.get((each.last, each.place))) is not None and proposed(each.removed_in, by)
        else each
        for each in found.deleted
    ]
    return replace(found, tokens=tokens, deleted=deleted)


class _History:
    """The texts of a record up to one draft, as versions for the trace, and the deed behind each.

    `uptake` gives, for an amendment, the first draft made from the one it was proposed on.
    """

    def __init__(self, book: Book, descent: Descent, target: Digest) -> None:
        self.deeds: list[Deed] = []
        self.versions: list[Version] = []
        self.uptake: dict[int, int] = {}
        self._places: dict[Digest, int] = {}
        self._book, self._descent = book, descent
        self._amended: dict[Index, int] = {}
        entries = {each.digest: each.entry for each in drafts(book)}
        order = [one for one in descent.order if one in descent.parents]
        if target not in order:
            raise ValueError(f"draft {target[:12]} is not tabled, or its text is not here")
        for draft in order[: order.index(target) + 1]:
            entry = entries.get(draft, descent.order[draft])
            self._enter(draft, book.rows[entry], descent.descends(target, draft))

    def _enter(self, draft: Digest, row: Row, on_the_way: bool) -> None:
        """Enters a draft, after the amendments that were before the meeting when it was tabled."""
        parents = self._descent.parents[draft]
        amendments = [one for parent in parents for one in self._proposed(parent, row.index)]
        number = len(self.versions)
        places = (*(self._places[parent] for parent in parents), *amendments)
        self._places[draft] = number
        self._add(_deed(row, draft), self._descent.shelf[draft].draft, places)
        if on_the_way:
            for one in amendments:
                self.uptake.setdefault(one, number)

    def _proposed(self, draft: Digest, before: Index) -> list[int]:
        """Returns the amendments on a draft that stood when an entry came, as versions made from that draft."""
        found = []
        for row, act in self._book.of(acts.Propose, self._book.drafts.get(draft, ())):
            ended = self._book.last(acts.Withdraw, row.index)
            withdrawn = ended is not None and not ended[1].sponsorship_only and ended[0].index < before
            if row.index >= before or act.wording.draft != draft or withdrawn:
                continue
            if row.index not in self._amended:
                text = amended(self._descent.shelf[draft], act)
                if text is None:
                    continue
                self._amended[row.index] = len(self.versions)
                self._add(_deed(row, draft), Draft(text), (self._places[draft],))
            found.append(self._amended[row.index])
        return found

    def _add(self, deed: Deed, draft: Draft, parents: tuple[int, ...]) -> None:
        self.versions.append(
            Version(draft, key=f"entry {deed.entry}", parents=parents, author=deed.party or f"entry {deed.entry}")
        )
        self.deeds.append(deed)


def _was_removed(token: DeletedToken) -> bool:
    """Whether a token was taken out, by a hand without a name perhaps, and not only left behind in a draft beside."""
    return token.removed_by is not None or token.now is not None


def _deed(row: Row, draft: Digest) -> Deed:
    return Deed(
        entry=row.index, kind=row.entry.type, grade=row.grade, party=row.entry.actor, person=row.entry.person,
        draft=draft,
    )  # fmt: skip
