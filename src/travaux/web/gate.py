"""The gate: the one way from a request to a record. Pages, API, downloads, search and live news all pass it.

    seat = seated(request, "velm")          who is asking, or `Stranger`
    with opened("velm", seat) as record:    the record, open for that viewer and no other

A record that is open is kept for the next request by the same kind of viewer, and is used by one request at a time.
Somebody who may not sit at a record is answered as if there were none of that name.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.http import Http404, HttpRequest

from travaux.errors import TravauxError
from travaux.record.terms import PartyId, PersonId
from travaux.secretariat.ledger import Waiting
from travaux.secretariat.lines import Line
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.secretariat.viewers import DEPOSITARY, PUBLIC, Viewer
from travaux.web.accounts.models import Seat

KEPT = 24
"""How many open records are kept for later."""


@dataclass(frozen=True, slots=True)
class Seated:
    """Who is asking, of one record: the viewer for whom it is opened, and the seat, if it is not the public."""

    slug: str
    viewer: Viewer
    seat: Seat | None = None

    @property
    def role(self) -> str:
        """As what they sit here: "party", "observer", "secretariat", "public"."""
        return self.seat.role if self.seat else "public"

    @property
    def party(self) -> PartyId | None:
        """The party for which they sit here."""
        return PartyId(self.seat.party) if self.seat and self.seat.party else None

    @property
    def person(self) -> PersonId | None:
        """Which person of the record they are."""
        return PersonId(self.seat.person) if self.seat and self.seat.person else None

    @property
    def may_act(self) -> bool:
        """Whether they enter acts here: a party its own, the secretariat what it wrote down."""
        return self.role in ("party", "secretariat")


class Stranger(Http404):
    """Somebody who may not sit here: answered as if there were no such record."""


def seated(request: HttpRequest, slug: str) -> Seated:
    """Returns who is asking. Raises `Stranger` where they have no seat and the public may not read the record."""
    if slug not in settings.DESK.records:
        raise Stranger
    found = seat_of(request, slug)
    if found is not None:
        return Seated(slug, viewer_of(found), found)
    if slug in settings.DESK.public:
        return Seated(slug, PUBLIC)
    raise Stranger


def seat_of(request: HttpRequest, slug: str) -> Seat | None:
    """Returns the seat that the member who signed in, or the token that was sent, has at a record now."""
    token = getattr(request, "token", None)
    if token is not None:
        seat = token.seat
        return seat if seat.record == slug and seat.holds and seat.member.is_active else None
    member = request.user
    if not member.is_authenticated:
        return None
    seats = Seat.objects.filter(member=member, record=slug, revoked=None).select_related("member")
    return next((seat for seat in seats if seat.holds), None)


def viewer_of(seat: Seat) -> Viewer:
    """Returns for whom a record is opened: what a seat may see is decided in `secretariat`, not here."""
    if seat.role == Seat.Role.SECRETARIAT:
        return DEPOSITARY
    party = PartyId(seat.party) if seat.party else None
    if seat.role == Seat.Role.OBSERVER:
        return Viewer(party, observer=True)
    return Viewer(party) if party else PUBLIC


class _Pool:
    """Open records that nobody uses at the moment, those used last at the end."""

    def __init__(self) -> None:
        self._idle: OrderedDict[int, tuple[tuple[str, Viewer], Record]] = OrderedDict()
        self._lock = Lock()
        self._lines: dict[str, Waiting] = {}

    def take(self, slug: str, viewer: Viewer) -> Record:
        with self._lock:
            found = next((at for at in reversed(self._idle) if self._idle[at][0] == (slug, viewer)), None)
            idle = None if found is None else self._idle.pop(found)[1]
            line = self._lines.setdefault(slug, Line())
        if idle is not None:
            if idle.stands():
                return idle
            idle.close()
        return open_record(settings.DESK.records[slug], viewer=viewer, home=settings.DESK.home or None, line=line)

    def put(self, slug: str, viewer: Viewer, record: Record) -> None:
        with self._lock:
            self._idle[id(record)] = ((slug, viewer), record)
            spare = [self._idle.popitem(last=False)[1][1] for _ in range(len(self._idle) - KEPT)]
        for each in spare:
            each.close()

    def empty(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, OrderedDict()
        for _, record in idle.values():
            with suppress(TravauxError):
                record.close()


_POOL = _Pool()


@contextmanager
def opened(seated: Seated) -> Iterator[Record]:
    """Opens a record for whoever is asking. What goes wrong inside closes it, so that nothing half read is kept."""
    with opened_for(seated.slug, seated.viewer) as record:
        yield record


@contextmanager
def opened_for(slug: str, viewer: Viewer) -> Iterator[Record]:
    """Opens a record for a viewer: for the secretariat's own writing, where a request of a party is carried out."""
    record = _POOL.take(slug, viewer)
    try:
        yield record
    except BaseException:
        with suppress(TravauxError):
            record.close()
        raise
    _POOL.put(slug, viewer, record)


def close() -> None:
    """Closes every record that is kept open."""
    _POOL.empty()
