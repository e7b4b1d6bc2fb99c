"""Eight readers of a record that is not public, and everything that can be asked of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.access import closed

if TYPE_CHECKING:
    from django.test import Client

    from travaux.web.config import Config

HOST = "localhost:8000"
ROLES = ("nobody", "stranger", "aldania", "boria", "observer", "secretariat", "revoked", "expired")


@dataclass(frozen=True)
class Doors:
    """The record behind doors: its readers, and the ids of what is Aldania's alone."""

    seats: dict[str, Any]
    private: dict[str, str]
    size: int

    def client(self, role: str) -> Client:
        """Returns a client that is signed in as somebody."""
        from django.test import Client

        made = Client(headers={"host": HOST}, raise_request_exception=False)
        if role != "nobody":
            made.force_login(self.seats[role].member, backend="allauth.account.auth_backends.AuthenticationBackend")
        return made


@pytest.fixture(scope="session")
def doors(desk: Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    """The record, in the desk that all tests share, and a seat for each of its readers."""
    from django.conf import settings
    from django.utils import timezone

    from travaux.web import gate
    from travaux.web.accounts.models import Member, Seat

    path: Path = tmp_path_factory.mktemp("closed") / "closed.travaux"
    record = closed.build(path, Path(desk.home), desk.signing_origin)
    settings.DESK.records[closed.SLUG] = str(path)
    with record:
        state = record.state
        parties = {str(each.handle): str(each.id) for each in state.parties}
        now = timezone.now()
        seats = {}
        for role in ROLES[1:]:
            member = Member.objects.create_user(f"{role}@closed.example", f"Member {role}")
            party = parties["boria"] if role in ("stranger", "boria") else parties["aldania"]
            kind = role if role in ("observer", "secretariat") else "party"
            seats[role] = Seat.objects.create(
                member=member, record="velm" if role == "stranger" else closed.SLUG, role=kind,
                party="" if kind in ("observer", "secretariat") else party,
                revoked=now if role == "revoked" else None,
                until=now - timedelta(minutes=1) if role == "expired" else None, since=now - timedelta(days=2),
            )  # fmt: skip
        own = [each for each in state.entries if each.entry.visible == (parties["aldania"],)]
        by_kind = {each.entry.type: each for each in own}
        draft = by_kind["table"].entry.act
        private = {
            "entry": str(by_kind["state"].index), "index": str(by_kind["propose"].index), "draft": draft.draft,
            "digest": draft.file, "earlier": draft.draft, "later": "4", "place": "1", "words": "0-3",
            "seat": str(seats["aldania"].pk),
        }  # fmt: skip
        size = record.size
    private["pending"] = str(_pending(seats["aldania"]))
    yield Doors(seats, private, size)
    gate.close()
    settings.DESK.records.pop(closed.SLUG)


def _pending(seat: Any) -> int:
    """Returns the number of an entry of Aldania's that waits for its signature."""
    from django.http import QueryDict

    from travaux.secretariat import sheets
    from travaux.secretariat.forms.form import written
    from travaux.secretariat.forms.verbs import form_of
    from travaux.web import gate
    from travaux.web.ask import Ask
    from travaux.web.pages.entering import pending

    seated = gate.Seated(seat.record, gate.viewer_of(seat), seat)
    with gate.opened(seated) as record:
        key = next(each.key for each in record.state.holders if each.party == seat.party)
        form = written({"take": "object", "clauses": "7", "by": "aldania", "condition": f"{closed.OURS}A99"}).value
        doing = sheets.doings(record, [form_of(form, "")], {})[0]  # type: ignore[arg-type]
        return pending.prepare(Ask(seated, record, {}, QueryDict()), doing, key).pk
