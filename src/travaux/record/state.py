"""The state: what all entries of a record add up to, as of an entry ("what had been recorded") or as of a day ("what
had happened"). Every fact names the entry behind it; nothing is judged, and no text is read.

    state = fold(entered)             all of them
    state = fold(more, state)         the same as all at once, for the cost of what is new
    state = state.reread(entry)       the same as if that entry had been read so at first: a name was erased
    state.at(41)                      what had been recorded when entry 41 was in
    state.on("2031-03-16")            what had happened by the end of that day, as far as is recorded now

The conventions of `on`:

- An act counts by its own date where it has one (`touches.when`), else by the clock of its entry, which is only
  claimed. Acts about the record itself (keys, voidings, erasures, clause identities, coverage) hold whatever the day.
- An imprecise date gives two answers: what is *known* to have happened, the last day that the date may mean being over
  or come; and what is *possible*, its first day having come. Where no date is known at all, an act is only possible.
- Acts are taken in the order of their dates, then of their entries; but none before one that it names.
- Grades are those of the log: which keys were valid is a matter of places in it, not of days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from travaux.record import acts, coverage, deadlines, links, meetings, people, seals, statements, texts
from travaux.record.book import Book, Gap, Row
from travaux.record.coverage import Coverage
from travaux.record.days import Day, happened, last, told
from travaux.record.deadlines import Deadline, Procedure
from travaux.record.entries import Entered
from travaux.record.keyring import Holder, key_of
from travaux.record.links import Linkage
from travaux.record.meetings import Meeting
from travaux.record.people import Delegation, Known, Party
from travaux.record.seals import Sealed
from travaux.record.statements import Statement
from travaux.record.terms import Digest, Index, PartyId, Place
from travaux.record.texts import Authentication, Correction, Decision, Presentation, Proposal, Tabled
from travaux.record.touches import KEEPING, when

Certainty = Literal["known", "possible"]


@dataclass(frozen=True, slots=True)
class State:
    """What a record says. `size` counts the entries of the log up to the last one read, also those not shown to this
    reader."""

    book: Book = field(default_factory=Book)
    size: int = 0

    # What is behind it

    @property
    def entries(self) -> Sequence[Entered]:
        """The entries, each with the grade that its signatures give it."""
        return tuple(row.entered for row in self.book.rows.values())

    @property
    def complete(self) -> bool:
        """Whether this reader saw every entry up to the last one."""
        return len(self.book.rows) == self.size

    def entry(self, index: int) -> Entered | None:
        """Returns an entry with its grade; None where it is not there, or not shown to this reader."""
        row = self.book.rows.get(Index(index))
        return None if row is None else row.entered

    def voided(self, index: int) -> Index | None:
        """Returns the entry that voids an entry, if any."""
        return self.book.void(Index(index))

    def idle(self, index: int) -> str:
        """Returns why an entry has no effect, or nothing where it has."""
        return self.book.idle.get(Index(index), "")

    def suspect(self, index: int) -> bool:
        """Whether an entry was signed by a key that was reported lost or stolen from before then on."""
        judged = self.book.judged.get(Index(index))
        keys = judged.keys if judged else ()
        return any(self.book.keyring.holders[key].suspect_at(index) for key in keys)

    def unkeyed(self, index: int) -> bool:
        """Whether no key that was valid then signed an entry."""
        judged = self.book.judged.get(Index(index))
        return judged is not None and judged.unkeyed

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Where an author's own chain does not hold, in the order of the entries that show it.

        To a reader who does not see every entry (`complete`), those withheld leave gaps as well.
        """
        return tuple(gap for found in self.book.gaps.values() for gap in found)

    def earlier(self, index: int) -> str:
        """Returns the time that the entry before an entry claims, where that is a later one; else nothing."""
        return self.book.earlier.get(Index(index), "")

    def bearing_on(
        self, *, party: PartyId | None = None, draft: Digest | None = None, place: Place | None = None,
        entry: int | None = None,
    ) -> tuple[Index, ...]:  # fmt: skip
        """Returns the entries that name a party, a draft, a place in a draft, or an earlier entry (all that are given).

        Voided entries and those without effect are among them: they bear on it all the same.
        """
        book = self.book
        found: list[Sequence[Index]] = []
        if party is not None:
            found.append(book.parties.get(party, ()))
        if draft is not None and place is not None:
            found.append(book.places.get((draft, place), ()))
        elif draft is not None:
            found.append(book.drafts.get(draft, ()))
        if entry is not None:
            found.append(book.upon.get(Index(entry), ()))
        if not found:
            return ()
        shared = set(found[0]).intersection(*found[1:])
        return tuple(sorted(shared))

    # Who

    @property
    def parties(self) -> tuple[Party, ...]:
        """Every party that was ever admitted."""
        return people.parties(self.book)

    def party(self, name: str) -> Party | None:
        """Returns the party with an id, a handle or a name."""
        return people.party(self.book, name)

    def delegations(self, party: PartyId | None = None) -> tuple[Delegation, ...]:
        """Returns the delegations, of one party or of all."""
        return people.delegations(self.book, party)

    def person(self, name: str) -> Known | None:
        """Returns what is known of a person, by id or name."""
        return people.person(self.book, name)

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Every key that was ever enrolled, in that order, the retired ones too."""
        return tuple(self.book.keyring.holders.values())

    def holder(self, key: str) -> Holder | None:
        """Returns who holds a key, by its OpenSSH public key line."""
        return self.book.keyring.holders.get(key_of(key))

    # Texts and what is on them

    @property
    def drafts(self) -> tuple[Tabled, ...]:
        """The drafts in the order in which they were tabled."""
        return texts.drafts(self.book)

    def draft(self, digest: str) -> Tabled | None:
        """Returns a tabled draft by its digest, or by the start of it where that is enough."""
        found = [each for each in self.drafts if each.digest.startswith(digest)] if digest else []
        return found[0] if len(found) == 1 else None

    def current(self, language: str = "") -> Tabled | None:
        """Returns the draft on the table."""
        return texts.current(self.book, language)

    def proposals(self, draft: Digest | None = None) -> tuple[Proposal, ...]:
        """Returns the amendments, on one draft or on all."""
        return texts.proposals(self.book, draft)

    def decisions(self, draft: Digest | None = None) -> tuple[Decision, ...]:
        """Returns the decisions, on one draft or on all."""
        return texts.decisions(self.book, draft)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections, in the order of their entries."""
        return texts.corrections(self.book)

    @property
    def presentations(self) -> tuple[Presentation, ...]:
        """Which draft was presented to whom."""
        return texts.presentations(self.book)

    def authentications(self, draft: Digest | None = None) -> tuple[Authentication, ...]:
        """Returns who initialled, authenticated or signed, one draft or all."""
        return texts.authentications(self.book, draft)

    # When, what for, what was said

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting as each source announced it."""
        return meetings.meetings(self.book)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The deadlines, in the order of their entries."""
        return deadlines.deadlines(self.book)

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        """The silence procedures."""
        return deadlines.procedures(self.book)

    def open_deadlines(self, day: Day, slack: int | None = None) -> tuple[Deadline, ...]:
        """Returns the deadlines that have not come on a day, and those of which that is not known."""
        waiting = ("open", "extended", "unknown")
        return tuple(each for each in self.deadlines if not each.withdrawn and each.fate(day, slack) in waiting)

    @property
    def linkages(self) -> tuple[Linkage, ...]:
        """Terms in return for terms."""
        return links.linkages(self.book)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What sources said."""
        return statements.statements(self.book)

    @property
    def coverages(self) -> tuple[Coverage, ...]:
        """Who vouches for the record being complete."""
        return coverage.coverages(self.book)

    @property
    def sealed(self) -> tuple[Sealed, ...]:
        """The parties' own notes."""
        return seals.sealed(self.book)

    # Other times, other readers

    def erased(self, index: int) -> tuple[Index, ...]:
        """Returns the entries by which private values of an entry were erased."""
        return tuple(row.index for row, act in self.book.on(acts.Erase, Index(index)) if act.entry == index)

    def reread(self, entered: Entered) -> State:
        """Returns the state with an entry as it is shown now: a value of it was erased, or disclosed.

        A fold cannot know which field an erased digest stood for. So whoever goes on from a state after an `Erase`
        gives it the entry, read again without the disclosure. Raises `ValueError` where it is another entry.
        """
        book = self.book.opened()
        book.reread(entered)
        return State(book.closed(), self.size)

    def at(self, index: int) -> State:
        """Returns what had been recorded when the entry with this index was in."""
        rows = self.book.rows
        return fold(rows[one].entered for one in rows if one <= index)

    def on(self, day: Day, certainty: Certainty = "known", slack: int | None = None) -> State:
        """Returns what had happened by the end of a day, as far as is recorded now."""
        book = replace(Book().opened(), keyring=replace(self.book.keyring, holders=self.book.keyring.holders.opened()))
        for row in _by_date(self.book, day, certainty, slack):
            book.put(row)
        return State(book.closed(), self.size)


def fold(entered: Iterable[Entered], earlier: State | None = None) -> State:
    """Returns the state that entries add up to, after those of an earlier state.

    Entries come in the order of the log; some may be missing, because a reader does not see them. Raises `ValueError`
    where an index does not grow.
    """
    before = earlier or State()
    book, size = before.book.opened(), before.size
    for each in entered:
        if each.index < size:
            raise ValueError(f"entry {each.index} after entry {size - 1}")
        book.enter(each)
        size = each.index + 1
    return State(book.closed(), size)


def _by_date(book: Book, day: Day, certainty: Certainty, slack: int | None) -> Iterator[Row]:
    """Yields the rows whose acts had happened by the end of a day, in the order in which they did."""
    order: dict[Index, Day] = {}
    dated: dict[str, tuple[bool, Day]] = {}
    for index, row in book.rows.items():
        named = [one for one in row.touches.entries if one in book.rows and one < index]
        if any(one not in order for one in named):
            continue
        edtf = "" if isinstance(row.act, KEEPING) else told(when(row.act), row.entry.at)
        if edtf not in dated:
            dated[edtf] = _counts(edtf, day, certainty, slack), last(edtf)
        counts, own = dated[edtf]
        if counts or isinstance(row.act, KEEPING):
            order[index] = max([own, *(order[one] for one in named)])
    for index in sorted(order, key=lambda one: (order[one], one)):
        yield book.rows[index]


def _counts(edtf: str, day: Day, certainty: Certainty, slack: int | None) -> bool:
    answer = happened(edtf, day, slack)
    return answer == "yes" or (answer == "possible" and certainty == "possible")
