"""Coming in: by invitation, with a passkey; what was used, is over or was revoked opens nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.access.conftest import Doors

    from travaux.web.config import Config

Clients = Callable[[str], "Client"]
HOST = "localhost:8000"


def invited(email: str, record: str = "velm", role: str = "observer", days: int = 7) -> str:
    from travaux.web.invite import invitation

    return f"/invited/{invitation(record, email, role, '', 'Nell Ostrander', days)}/"


def test_an_invitation_says_for_what_seat_it_is(client: Clients) -> None:
    page = client("public").get(invited("nell@example.org")).content.decode()
    assert "You are asked to sit as an observer" in page
    assert "The Velm Valley Plan" in page


def test_an_invitation_of_a_member_who_is_signed_in_is_a_seat_at_once(doors: Doors) -> None:
    from travaux.web.accounts.models import Seat

    client = doors.client("stranger")
    address = invited("stranger@closed.example", "orn")
    assert client.post(address).headers["Location"] == "/r/orn/"
    assert Seat.objects.get(member=doors.seats["stranger"].member, record="orn").holds
    assert client.post(address).status_code == 410
    assert client.get(address).status_code == 410


def test_an_invitation_for_somebody_else_gives_no_seat(doors: Doors) -> None:
    from travaux.web.accounts.models import Invitation, Seat

    client, address = doors.client("revoked"), invited("somebody@else.example", "orn")
    assert "this invitation is for somebody else" in client.get(address).content.decode()
    assert client.post(address).headers["Location"] == address
    assert not Seat.objects.filter(member=doors.seats["revoked"].member, record="orn").exists()
    assert Invitation.objects.get(email="somebody@else.example").used is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_invitation_that_is_over_is_refused(client: Clients, method: str) -> None:
    from travaux.web.accounts.models import Invitation

    address = invited("late@example.org")
    Invitation.objects.filter(email="late@example.org").update(until="2020-01-01T00:00:00Z")
    assert getattr(client("public"), method)(address).status_code == 410


def test_there_is_no_signing_up_without_an_invitation(client: Clients) -> None:
    reader = client("public")
    assert reader.get("/account/new/").status_code == 403
    assert reader.get("/account/new/passkey/").status_code == 302
    assert reader.post("/account/sign-in/", {"login": "boria@example.org"}).status_code == 405


def test_a_seat_that_is_revoked_ends_at_once(client: Clients) -> None:
    from django.utils import timezone

    from travaux.web.accounts.models import Seat

    reader = client("observer")
    seat = Seat.objects.get(member__email="observer@example.org", record="orn")
    assert "an observer" in reader.get("/r/orn/").content.decode()
    Seat.objects.filter(pk=seat.pk).update(revoked=timezone.now())
    try:
        assert "the public" in reader.get("/r/orn/").content.decode()
    finally:
        Seat.objects.filter(pk=seat.pk).update(revoked=None)


def test_a_recovery_code_signs_in_once_and_leads_to_a_new_passkey(client: Clients) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from django.core.cache import cache

    from travaux.web.accounts.models import Member

    cache.clear()
    member = Member.objects.create_user("lost@example.org")
    codes = RecoveryCodes.activate(member).get_unused_codes()
    reader, sent = client("public"), {"email": "Lost@example.org", "code": codes[0]}
    assert reader.post("/account/sign-in/recovery/", {**sent, "code": "12345678"}).status_code == 422
    assert reader.post("/account/sign-in/recovery/", sent).headers["Location"] == "/account/passkeys/add/"
    assert reader.get("/account/passkeys/add/").status_code == 200
    assert client("public").post("/account/sign-in/recovery/", sent).status_code == 422


def test_recovery_codes_cannot_be_tried_without_end(client: Clients) -> None:
    from django.core.cache import cache

    cache.clear()
    sent = {"email": "boria@example.org", "code": "00000000"}
    told = [client("public").post("/account/sign-in/recovery/", sent).status_code for _ in range(7)]
    cache.clear()
    assert told == [422] * 5 + [429] * 2


def test_limits_count_over_all_processes(desk: Config, client: Clients) -> None:
    """Another process tries four times, this one the fifth: the sixth is one too many, wherever it comes from."""
    import os

    from django.core.cache import cache

    cache.clear()
    code = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "c = Client(headers={'host': 'localhost:8000'})\n"
        "for _ in range(4): assert c.post('/account/sign-in/recovery/', {'email': 'x@example.org', 'code': '1'})"
        ".status_code == 422\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ, capture_output=True)
    sent = {"email": "x@example.org", "code": "1"}
    told = [client("public").post("/account/sign-in/recovery/", sent).status_code for _ in range(2)]
    cache.clear()
    assert told == [422, 429]


def test_ways_are_kept_in_the_browser_and_with_the_account(client: Clients) -> None:
    from travaux.web.accounts.models import Member

    reader = client("boria")
    assert 'data-keys="off"' not in reader.get("/r/velm/").content.decode()
    assert reader.post("/preferences/", {"spoken": "on"}).status_code == 302
    assert 'data-keys="off"' in reader.get("/r/velm/").content.decode()
    assert Member.objects.get(email="boria@example.org").ways == "keys=off&spoken=on"
    reader.post("/preferences/", {"spoken": "on", "keys": "on"})


def test_travaux_invite_prints_a_link_that_works(desk: Config, client: Clients) -> None:
    from travaux.web.invite import command

    told = CliRunner().invoke(
        command, ["velm", "Ro.Ketter@example.org", "--party", "boria", "--name", "Ro", "--data", desk.data],
        standalone_mode=False,
    )  # fmt: skip
    assert told.exception is None
    link = told.output.strip()
    assert link.startswith("http://localhost:8000/invited/")
    page = client("public").get(link.removeprefix("http://localhost:8000")).content.decode()
    assert "You are asked to sit for Boria" in page
    assert "ro.ketter@example.org" in page


@pytest.mark.parametrize(
    "given", [["velm", "a@example.org"], ["velm", "a@example.org", "--party", "boria", "--secretariat"]]
)
def test_travaux_invite_wants_to_know_as_what(desk: Config, given: list[str]) -> None:
    from travaux.web.invite import command

    told = CliRunner().invoke(command, [*given, "--data", desk.data])
    assert told.exit_code == 2


def test_travaux_invite_refuses_what_is_not_there(desk: Config) -> None:
    from travaux.errors import Malformed
    from travaux.web.invite import command

    for given in (["none", "a@example.org", "--observer"], ["velm", "a@example.org", "--party", "nobody"],
                  ["velm", "no address", "--observer"]):  # fmt: skip
        told = CliRunner().invoke(command, [*given, "--data", desk.data], standalone_mode=False)
        assert isinstance(told.exception, Malformed), given


def test_a_used_up_day_is_over(desk: Config) -> None:
    from django.utils import timezone

    from travaux.web.accounts.models import Invitation
    from travaux.web.entrance.joining import holds

    invited("soon@example.org", days=1)
    kept = Invitation.objects.get(email="soon@example.org")
    assert holds(kept)
    kept.until = timezone.now() - timedelta(seconds=1)
    assert not holds(kept)


def test_the_demonstration_signs_in_nobody_but_its_own(client: Clients) -> None:
    from travaux.web.accounts.models import Member

    Member.objects.create_user("guest.two@example.org")
    Member.objects.create_user("guest@example.org")
    assert client("public").get("/").status_code == 200
    assert client("public").post("/demo/guest").status_code == 404
