"""What is asked of a page: by whom, of which record, as of which entry, in which language, with which filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from django.conf import settings
from django.http import Http404, QueryDict
from django.urls import reverse

from travaux.papers.telling import Teller
from travaux.papers.writers import Writer, writers
from travaux.record.state import State
from travaux.record.terms import PartyId
from travaux.secretariat.records import Record
from travaux.web.gate import Seated


@dataclass(frozen=True)
class Ask:
    """A question. `named` are the parts of the address ("clause", "draft"); `query` what follows the question mark.

    `at` is the entry as of which the record is to be shown, None for now.
    """

    seated: Seated
    record: Record
    named: Mapping[str, str]
    query: QueryDict
    at: int | None = None

    @cached_property
    def state(self) -> State:
        """The record as its viewer reads it, as of the entry asked for."""
        state = self.record.state
        return state if self.at is None else state.at(self.at)

    @cached_property
    def size(self) -> int:
        """How many entries the log had then."""
        return self.record.size if self.at is None else self.at + 1

    @cached_property
    def today(self) -> str:
        """The day on which the page is asked for, in UTC, or the day of which this desk speaks."""
        return settings.DESK.days.get(self.seated.slug) or datetime.now(UTC).date().isoformat()

    @cached_property
    def parties(self) -> Mapping[PartyId, Writer]:
        """Each party with its letter and colour: the same on every page, whoever joins later."""
        teller = Teller(self.record.state)
        named = {each.id: teller.party(each.id) for each in self.record.state.parties}
        known = writers(list(named.values()))
        return {party: known[name] for party, name in named.items()}

    def writer(self, party: PartyId | None) -> Writer | None:
        """Returns a party's name, letter and colour, where it is one of this record."""
        return None if party is None else self.parties.get(party)

    def name(self, party: PartyId | None) -> str:
        """Returns a party's name as this viewer may read it."""
        found = self.writer(party)
        return found.name if found else ""

    def link(self, page: str, **named: object) -> str:
        """Returns the address of another page of this record, as of the same entry."""
        address = reverse(f"page:{page}", kwargs={"slug": self.seated.slug, **{k: str(v) for k, v in named.items()}})
        return address if self.at is None else f"{address}?at={self.at}"

    def entry_link(self, index: int) -> str:
        """Returns the address of an entry."""
        return self.link("entry", index=index)


def at_of(query: QueryDict, size: int) -> int | None:
    """Returns the entry as of which a page is asked for. Raises `Http404` where there is no such entry."""
    asked = query.get("at", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10) or not 0 <= int(asked) < size:
        raise Http404
    return int(asked)
