"""What a paper of a record rests on: the draft on the table, the entry as of which it speaks, who is called what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from travaux.errors import OutOfOrder
from travaux.papers.days import day as long_day
from travaux.papers.letters import letters
from travaux.papers.telling import Teller
from travaux.papers.writers import Writer
from travaux.record.days import Day
from travaux.record.descent import Descent
from travaux.record.positions import Positions
from travaux.record.shelf import Text
from travaux.record.state import State
from travaux.record.terms import Digest, PartyId
from travaux.record.texts import Tabled
from travaux.text.drafts import Draft


@dataclass(frozen=True)
class Basis:
    """A state with its drafts, as a paper reads it: on a `day`, or without one so that nothing expires.

    `known` is the descent of these very drafts in this state, where it is at hand.
    """

    state: State
    drafts: Mapping[Digest, Draft]
    day: Day | None = None
    known: Descent | None = None

    @cached_property
    def table(self) -> Tabled:
        """The draft on the table; raises `OutOfOrder` where there is none, or its text is not here."""
        found = self.state.current()
        if found is None:
            raise OutOfOrder("No draft has been tabled, so there is no text to hand out")
        if found.digest not in self.drafts:
            raise OutOfOrder(f"The text of draft {found.number}, on the table, is not in this record")
        return found

    @cached_property
    def descent(self) -> Descent:
        """Which clause became which."""
        return self.known or Descent(self.state.book, self.drafts)

    @cached_property
    def positions(self) -> Positions:
        """The positions, held against the draft on the table."""
        return Positions(self.state.book, self.descent, self.day)

    @cached_property
    def text(self) -> Text:
        """The text on the table."""
        return self.descent.shelf[self.table.digest]

    @cached_property
    def teller(self) -> Teller:
        """Tells names and entries."""
        return Teller(self.state)

    @cached_property
    def letters(self) -> Mapping[PartyId, Writer]:
        """Every party as a writer, parties before others, in the order of admission."""
        return letters(self.state, self.teller)

    @cached_property
    def called(self) -> str:
        """The draft on the table as sentences call it."""
        return f"draft {self.table.number}"

    def facts(self) -> tuple[tuple[str, str], ...]:
        """What every paper of a record says first: which text, as of which entry, on which day."""
        title = f", “{self.table.title}”" if self.table.title else ""
        facts = [
            ("Text", f"{self.called}{title}, {_tabled(self.table)} (entry {self.table.entry})"),
            ("As of", f"entry {self.state.size - 1}"),
        ]
        if self.day is not None:
            facts.append(("Positions as they stand on", long_day(self.day)))
        return tuple(facts)


def _tabled(draft: Tabled) -> str:
    return "tabled" if draft.standing == "tabled" else f"tabled as {draft.standing}"
