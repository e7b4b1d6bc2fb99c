"""Viewers: who is looking, and what is for their eyes. Without a viewer nothing of a record can be read.

    the depositary   every entry and every private value
    a party          entries visible to all or to that party; of their private values all but the depositary's own
    an observer      entries visible to all or to it; of their private values those disclosed to all
    the public       entries visible to all; of their private values those disclosed to all

A viewer is what a program grants to whom it knows; a file that is handed over can be read whole. `Record.copy` makes
one that holds no more than a viewer may see of private values.
"""

from __future__ import annotations

from dataclasses import dataclass

from travaux.record.entries import Entry
from travaux.record.terms import PartyId
from travaux.stores.store import Audience


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking: the depositary, a party or an observer by its id, or, being neither, the public."""

    party: PartyId | None = None
    depositary: bool = False
    observer: bool = False

    def reads(self, entry: Entry) -> bool:
        """Says whether an entry is for this viewer."""
        if self.depositary or entry.visible == "all":
            return True
        return self.party is not None and isinstance(entry.visible, tuple) and self.party in entry.visible

    def sees(self, audience: Audience) -> bool:
        """Says whether a private value of an entry that this viewer reads is for them."""
        among = self.party is not None and not self.observer
        return self.depositary or audience == "all" or (audience == "parties" and among)

    def __str__(self) -> str:
        if self.depositary:
            return "depositary"
        # What is kept for a viewer goes by this name: an observer's must never be taken for a party's.
        return (f"observer {self.party}" if self.observer else self.party) if self.party else "public"


DEPOSITARY = Viewer(depositary=True)
PUBLIC = Viewer()
