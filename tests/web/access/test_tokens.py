"""Keys for programs, and what the API makes of who asks: scopes, idempotency, signed entries, conditions, parts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from travaux.keys.private import PrivateKey
from travaux.secretariat.home import Home

if TYPE_CHECKING:
    from django.test import Client

    from travaux.web.config import Config

Clients = Callable[[str], "Client"]
ACT = {"acts": [{"take": "none", "by": "aldania", "clauses": "3"}]}


def key(role: str, *scopes: str, record: str = "velm") -> dict[str, str]:
    from travaux.web.accounts.models import Seat
    from travaux.web.entrance.own import token

    seat = Seat.objects.get(member__email=f"{role}@example.org", record=record, revoked=None)
    return {"authorization": f"Bearer {token(seat, 'a program', list(scopes), 1)}"}  # type: ignore[arg-type]


def post(client: Client, path: str, body: Any, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(f"/api/records/velm/{path}", json.dumps(body), "application/json", headers=named)


def test_every_operation_asks_who_it_is(desk: Config) -> None:
    from travaux.web.api.described import API

    bare = [
        f"{view.methods} {path}"
        for _, router in API._routers
        for path, found in router.path_operations.items()
        for view in found.operations
        if not view.auth_callbacks
    ]
    assert bare == []


def test_only_reading_is_open_to_the_public(desk: Config) -> None:
    from travaux.web.api.asking import anybody
    from travaux.web.api.described import API

    opened = {
        method
        for _, router in API._routers
        for found in router.path_operations.values()
        for view in found.operations
        if anybody in view.auth_callbacks
        for method in view.methods
    }
    assert {"GET"} == opened


def test_a_key_reads_as_its_seat_does_and_no_other_record(client: Clients) -> None:
    reader, mine = client("public"), key("boria", "read")
    assert reader.get("/api/records/velm", headers=mine).json()["title"] == "The Velm Valley Plan"
    roles = {each["slug"]: each["role"] for each in reader.get("/api/records", headers=mine).json()}
    assert (roles["velm"], roles["orn"]) == ("party", "public")


@pytest.mark.parametrize("change", ["revoked", "until", "seat", "member"])
def test_a_key_ends_with_its_day_its_seat_and_its_member(client: Clients, change: str) -> None:
    from django.utils import timezone

    from travaux.web.accounts.models import Member, Seat, Token

    mine, now = key("observer", "read"), timezone.now()
    reader, token = client("public"), Token.objects.latest("pk")
    assert reader.get("/api/records/velm", headers=mine).status_code == 200
    seats, members = Seat.objects.filter(pk=token.seat.pk), Member.objects.filter(pk=token.seat.member.pk)
    try:
        if change == "seat":
            seats.update(revoked=now)
        elif change == "member":
            members.update(is_active=False)
        else:
            Token.objects.filter(pk=token.pk).update(**{change: now - timedelta(seconds=1)})
        assert reader.get("/api/records/velm", headers=mine).status_code == 401
    finally:
        seats.update(revoked=None)
        members.update(is_active=True)


def test_a_key_does_what_its_scopes_say(client: Clients) -> None:
    reader = client("public")
    assert post(reader, "acts", ACT, **key("secretariat", "read")).status_code == 403
    assert reader.get("/api/records/velm/seats", headers=key("secretariat", "read", "act")).status_code == 403
    assert reader.get("/api/records/velm/seats", headers=key("secretariat", "admin")).status_code == 200


def test_a_key_that_is_wrong_is_not_passed_over_for_the_session(client: Clients) -> None:
    answer = client("secretariat").get("/api/records/velm", headers={"authorization": "Bearer travaux_wrong"})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="travaux"')


def test_a_session_needs_the_csrf_token_to_change_something(client: Clients) -> None:
    from django.test import Client as Bare

    writer = client("secretariat")
    strict = Bare(headers={"host": "localhost:8000"}, enforce_csrf_checks=True)
    strict.cookies = writer.cookies
    assert post(strict, "acts", ACT).status_code == 403
    strict.get("/preferences/")
    token = strict.cookies["csrftoken"].value
    assert post(strict, "acts", {"acts": [{"take": "none"}]}, x_csrftoken=token).status_code == 422


def test_what_is_sent_twice_is_done_once(client: Clients) -> None:
    writer, mine = client("public"), key("secretariat", "act")
    size = writer.get("/api/records/velm").json()["at"]
    first = post(writer, "acts", ACT, idempotency_key="a-1", **mine)
    again = post(writer, "acts", ACT, idempotency_key="a-1", **mine)
    other = post(writer, "acts", {"acts": [{**ACT["acts"][0], "clauses": "5"}]}, idempotency_key="a-1", **mine)
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert first.json() == again.json()
    assert first.json()["entries"][0]["entry"] == size + 1
    assert writer.get("/api/records/velm").json()["at"] == size + 1


def test_what_was_refused_may_be_sent_again(client: Clients) -> None:
    writer, mine = client("public"), key("secretariat", "act")
    wrong = {"acts": [{"take": "none", "by": "nobody-here", "clauses": "3"}]}
    assert post(writer, "acts", wrong, idempotency_key="b-1", **mine).status_code == 422
    assert post(writer, "acts", ACT, idempotency_key="b-1", **mine).status_code == 201


def test_a_program_reads_no_file_of_the_desks_machine(client: Clients) -> None:
    acts = {"acts": [{"table": "/etc/hostname", "by": "aldania"}, {"enrol": "depositary", "holder": "x"}]}
    for each in acts["acts"]:
        assert post(client("public"), "acts", {"acts": [each]}, **key("secretariat", "act")).status_code == 422


def test_a_party_signs_at_its_own_machine_and_hands_in(client: Clients, desk: Config) -> None:
    writer, mine = client("public"), key("boria", "read", "act")
    signer: PrivateKey = Home(desk.home).key("boria-clerk")
    wanted = {"act": {"take": "reserve", "clauses": "6"}, "key": signer.public.to_text()}
    ready = post(writer, "prepared", wanted, **mine).json()
    assert ready["says"].startswith("Boria")
    leaf = _signed(ready["message"], signer)
    body = {"leaf": leaf, "disclosures": ready["disclosures"]}
    answer = post(writer, "entries", body, idempotency_key="c-1", **mine)
    assert answer.status_code == 201, answer.content
    [entry] = answer.json()["entries"]
    assert entry["grade"] == "signed"
    assert entry["receipt"].startswith("c2sp.org/tlog-proof@v1")
    assert post(writer, "entries", body, idempotency_key="c-2", **mine).json()["entries"] == [entry]
    assert post(writer, "entries", body, **key("aldania", "act")).status_code == 403


def test_a_party_enters_no_act_of_another(client: Clients, desk: Config) -> None:
    signer: PrivateKey = Home(desk.home).key("boria-clerk")
    wanted = {"act": {"take": "reserve", "clauses": "6", "by": "aldania"}, "key": signer.public.to_text()}
    assert post(client("public"), "prepared", wanted, **key("boria", "act")).status_code == 422
    assert post(client("public"), "acts", ACT, **key("boria", "act")).status_code == 403


def _signed(message: str, signer: PrivateKey) -> str:
    from travaux.canon import to_base64
    from travaux.keys.sshsig import NAMESPACE

    signature = signer.sign(message.encode(), NAMESPACE)
    return f"{message}\n{to_base64(signature.to_blob() if hasattr(signature, 'to_blob') else signature)}\n"


def test_a_draft_is_sent_and_tabled(client: Clients) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    writer, mine = client("public"), key("secretariat", "act")
    text = SimpleUploadedFile("../../etc/Third <draft>.md", b"# Plan\n\n1. Peace\nThere is peace.\n")
    sent = writer.post("/api/records/velm/files", {"file": text}, headers=mine).json()
    assert not set("/<>") & set(sent["name"])
    acts = {"acts": [{"table": "third.md", "by": "aldania", "standing": "informal", "parents": "2"}],
            "files": {"third.md": sent["digest"]}}  # fmt: skip
    [entry] = post(writer, "acts", acts, **mine).json()["entries"]
    assert entry["says"].startswith("Aldania tables")
    kept = writer.get(f"/api/records/velm/files/{sent['digest']}")
    assert kept.content == b"# Plan\n\n1. Peace\nThere is peace.\n"
    assert kept.headers["content-disposition"].startswith("attachment; ")


def test_the_log_comes_in_parts(client: Clients) -> None:
    reader, found, start = client("public"), [], 0
    while start is not None:
        part = reader.get("/api/records/velm/entries", {"start": start, "limit": 17}).json()
        found += [each["entry"] for each in part["entries"]]
        start = part["next"]
    assert list(range(part["size"])) == found


def test_an_answer_that_is_still_right_is_not_sent_again(client: Clients) -> None:
    reader, mine = client("public"), key("boria", "read")
    tag = reader.get("/api/records/velm/log", headers=mine).headers["etag"]
    assert reader.get("/api/records/velm/log", headers={**mine, "if-none-match": tag}).status_code == 304
    assert reader.get("/api/records/velm/log", headers={"if-none-match": tag}).status_code == 200


def test_the_description_holds_every_page(client: Clients) -> None:
    from travaux.web.pages.register import PAGES

    found = client("public").get("/api/openapi.json").json()
    named = {each["operationId"] for path in found["paths"].values() for each in path.values()}
    assert [page.name for page in PAGES if not any(page.name.replace("-", "_") in each for each in named)] == []


def test_a_key_is_shown_once_and_revoked(client: Clients) -> None:
    from travaux.web.accounts.models import Seat

    reader = client("aldania")
    seat = Seat.objects.get(member__email="aldania@example.org", record="velm")
    sent = {"seat": seat.pk, "name": "<b>night job</b>", "scopes": ["read"], "days": "3"}
    assert reader.post("/account/tokens/", sent).status_code == 302
    first, second = reader.get("/account/").content.decode(), reader.get("/account/").content.decode()
    made = first.partition("travaux_")[2].partition("<")[0]
    assert len(made) == 43
    assert made not in second
    assert "<b>night job" not in second
    mine = {"authorization": f"Bearer travaux_{made}"}
    assert reader.get("/api/records/velm", headers=mine).status_code == 200
    number = seat.tokens.latest("pk").pk
    assert client("boria").post(f"/account/tokens/{number}/revoke/").status_code == 404
    assert reader.post(f"/account/tokens/{number}/revoke/").status_code == 302
    assert reader.get("/api/records/velm", headers=mine).status_code == 401


@pytest.mark.parametrize("wrong", [{"scopes": ["admin"]}, {"scopes": []}, {"days": "0"}, {"days": "9999"}, {"seat": 0}])
def test_a_key_may_never_do_more_than_its_seat(client: Clients, wrong: dict[str, Any]) -> None:
    from travaux.web.accounts.models import Seat

    seat = Seat.objects.get(member__email="aldania@example.org", record="velm")
    sent = {"seat": seat.pk, "name": "x", "scopes": ["read"], "days": "3", **wrong}
    assert client("aldania").post("/account/tokens/", sent).status_code == 422


def test_tiles_hold_what_the_log_holds(client: Clients) -> None:
    from travaux.log.merkle import leaf_hash
    from travaux.log.tiles import Tile, read_entries, read_tile

    reader = client("public")
    size = reader.get("/api/records/velm").json()["at"] + 1
    at = f"000.p/{size}"
    leaves = read_entries(Tile.from_path(f"tile/entries/{at}"), reader.get(f"/r/velm/tile/entries/{at}").content)
    hashes = read_tile(Tile.from_path(f"tile/0/{at}"), reader.get(f"/r/velm/tile/0/{at}").content)
    assert hashes == [leaf_hash(each) for each in leaves]
    for wrong in (f"0/000.p/{size + 1}", "0/000", "1/000", "0/1", "x", "entries/000.p/0"):
        assert reader.get(f"/r/velm/tile/{wrong}").status_code == 404
