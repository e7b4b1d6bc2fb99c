"""The signing site: one entry, by one ticket, signed by the key it was made ready for, exactly as it was kept."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.web.entering.conftest import HOST, ORIGIN, SIGN, Device, Own, enrolled, of64, through

from travaux.canon import from_base64
from travaux.keys import allowed
from travaux.keys.private import PrivateKey
from travaux.keys.public import PublicKey
from travaux.keys.sshsig import SshSig
from travaux.secretariat.verifying import verify

if TYPE_CHECKING:
    from django.test import Client

SENT = {"take": "accept", "clauses": "3"}


def ready(own: Own, line: str, who: str = "boria", **more: str) -> Client:
    """Has an act made ready for a key, and returns a client at the signing site."""
    answer = own.client(who).post(own.url("act/position/enter"), {**SENT, **more, "key": line})
    assert answer.status_code == 302
    return through(answer)  # type: ignore[arg-type]


def kept(site: Client) -> bytes:
    return site.get("/entry.json").content


def test_a_passkey_is_made_enrolled_and_signs_what_stock_ssh_keygen_accepts(own: Own, tmp_path: Path) -> None:
    device = Device()
    line = enrolled(own, device)
    site, size = ready(own, line), own.size
    page = site.get("/entry").content.decode()
    assert "Boria (Orla Velling) accepts clause 3 of draft 2." in page
    answer = site.post("/entry/passkey", device.signed(kept(site)))
    assert answer.headers["Location"] == "/receipt"
    assert own.size == size + 1
    with own.open() as record:
        entered, leaf = record.entry(size), record.leaf(size)
        assert entered.grade == "signed"
    told, signature = leaf.split(b"\n")[:2]
    (tmp_path / "allowed").write_text(allowed.to_text([("boria", PublicKey.from_text(line))]))
    (tmp_path / "entry.sig").write_text(SshSig.from_blob(from_base64(signature.decode())).to_text())
    checked = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", tmp_path / "allowed", "-I", "boria", "-n", "travaux-entry@v1", "-s",
         tmp_path / "entry.sig"], input=told, capture_output=True, check=False,
    )  # fmt: skip
    assert (checked.returncode, checked.stdout[:4]) == (0, b"Good")
    assert verify(own.path, sites=[ORIGIN]).holds
    assert f"entry {size}" in site.get("/receipt").content.decode()
    assert site.get("/receipt.tlog-proof").content.startswith(b"c2sp.org/tlog-proof@v1")
    assert site.get("/entry").headers["Location"] == "/receipt"


def test_a_key_at_a_terminal_signs_the_line_without_any_script(own: Own) -> None:
    with own.open() as record:
        boria = record.party("boria")
        line = next(each.key for each in record.state.holders if each.party == boria)
    site, size = ready(own, line), own.size
    text = (own.home / "keys" / "boria-clerk").read_text()
    key = PrivateKey.from_text(text)
    signature = SshSig(key.public, _inner(key, kept(site))).to_text()
    answer = site.post("/entry/signature", {"text": signature})
    assert answer.headers.get("Location") == "/receipt"
    with own.open() as record:
        assert record.entry(size).grade == "signed"


def _inner(key: PrivateKey, message: bytes) -> bytes:
    from travaux.secretariat.signers import by_key

    return SshSig.from_blob(by_key(key).make(message)).inner


def test_another_line_than_the_one_kept_is_refused_and_nothing_written(own: Own) -> None:
    device = Device()
    line = enrolled(own, device)
    site, size = ready(own, line), own.size
    changed = kept(site).replace(b'"accept"', b'"object"')
    assert changed != kept(site)
    answer = site.post("/entry/passkey", device.signed(changed))
    assert answer.status_code == 422
    assert "may have been changed" in answer.content.decode()
    assert own.size == size
    assert site.post("/entry/passkey", device.signed(kept(site))).headers["Location"] == "/receipt"


@pytest.mark.parametrize(
    "wrong",
    [
        {"flags": 0x01},
        {"flags": 0x04},
        {"origin": "http://localhost:8000"},
        {"origin": "https://elsewhere.example"},
        {"host": "localhost"},
        {"secret": Device().secret},
    ],
)
def test_a_tap_that_may_not_stand_for_a_will_is_refused(own: Own, wrong: dict[str, object]) -> None:
    device = Device()
    line = enrolled(own, device)
    site, size = ready(own, line), own.size
    for name, value in wrong.items():
        setattr(device, name, value)
    assert site.post("/entry/passkey", device.signed(kept(site))).status_code == 422
    assert own.size == size


def test_an_entry_that_no_longer_fits_says_so_and_is_given_up(own: Own) -> None:
    device = Device()
    line = enrolled(own, device)
    one, two = ready(own, line), ready(own, line)
    assert one.post("/entry/passkey", device.signed(kept(one))).status_code == 302
    answer = two.post("/entry/passkey", device.signed(kept(two)))
    assert answer.status_code == 409
    assert "Prepare it again." in answer.content.decode()
    assert two.get("/entry").status_code == 403


def test_a_ticket_works_once_for_one_browser_and_only_while_the_seat_holds(own: Own) -> None:
    from django.test import Client
    from django.utils import timezone

    device = Device()
    line = enrolled(own, device)
    answer = own.client("boria").post(own.url("act/position/enter"), {**SENT, "key": line})
    at = answer.headers["Location"].removeprefix(ORIGIN)
    first, second = Client(headers={"host": SIGN}), Client(headers={"host": SIGN})
    assert first.get(at).status_code == 302
    assert second.get(at).status_code == 403
    assert (second.get("/entry").status_code, first.get("/entry").status_code) == (403, 200)
    own.seat("boria").__class__.objects.filter(pk=own.seat("boria").pk).update(revoked=timezone.now())
    assert first.get("/entry").status_code == 403
    assert first.post("/entry/passkey", {}).status_code == 403


def test_two_sites_have_nothing_in_common(own: Own) -> None:
    from django.test import Client

    desk, site = Client(headers={"host": HOST}), Client(headers={"host": SIGN})
    for path in ("/entry", "/passkey", "/receipt", "/entry.json", "/t/word"):
        assert desk.get(path).status_code == 404
    for path in ("/r/velm/", "/account/login/", own.url("act/"), "/language"):
        assert site.get(path).status_code == 404
    assert site.get("/").headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in site.get("/").headers["Content-Security-Policy"]


def test_a_form_at_the_signing_site_needs_its_own_token(own: Own) -> None:
    from django.test import Client

    device = Device()
    line = enrolled(own, device)
    site = ready(own, line)
    strict = Client(enforce_csrf_checks=True, headers={"host": SIGN})
    strict.cookies = site.cookies
    assert strict.post("/entry/passkey", device.signed(kept(site))).status_code == 403


def test_nobody_signs_with_anothers_key(own: Own) -> None:
    device = Device()
    line = enrolled(own, device, "aldania")
    answer = own.client("boria").post(own.url("act/position/enter"), {**SENT, "key": line})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("wrong", "algorithm"),
    [({"host": "localhost"}, -7), ({"origin": "http://localhost:8000"}, -7), ({"flags": 0x01}, -7), ({}, -257)],
)
def test_only_a_verified_es256_passkey_of_this_site_is_taken(
    own: Own, wrong: dict[str, object], algorithm: int
) -> None:
    device = Device(**wrong)  # type: ignore[arg-type]
    site = through(own.client("boria").post(own.url("members/passkey")))  # type: ignore[arg-type]
    page = site.get("/passkey").content.decode()
    assert "Delegation of Boria — signs in The Velm Valley Plan" in page
    challenge = of64(page.partition('data-challenge="')[2].partition('"')[0])
    assert site.post("/passkey/made", device.made(challenge, algorithm)).status_code == 422
    assert site.post("/passkey/made", Device().made(challenge)).status_code == 404, "a challenge is for one answer"


def test_a_key_at_a_terminal_is_sent_and_enrolled(own: Own) -> None:
    from travaux.web.accounts.models import Passkey

    line = PrivateKey.from_seed(bytes(range(32))).public.to_text()
    assert own.client("boria").post(own.url("members/key"), {"line": f"{line} someone"}).status_code == 302
    waits = Passkey.objects.get(line=line)
    answer = own.client("secretariat").post(own.url(f"members/key/{waits.pk}"), {"person": "", "name": "D. Karst"})
    assert answer.status_code == 302
    with own.open() as record:
        holder = record.state.holder(line)
        assert holder is not None
        assert (holder.party, holder.person.name, holder.duty) == (record.party("boria"), "D. Karst", "delegate")
    assert own.client("boria").post(own.url("members/key"), {"line": line}).status_code == 422


def test_a_key_is_bound_to_somebody_of_the_same_party_or_refused(own: Own) -> None:
    from travaux.web.accounts.models import Passkey

    line = PrivateKey.from_seed(bytes(32)).public.to_text()
    own.client("boria").post(own.url("members/key"), {"line": line})
    waits, size = Passkey.objects.get(line=line), own.size
    desk = own.client("secretariat")
    with own.open() as record:
        other = next(each for each in record.state.delegations(record.party("aldania")) if each.named)
    chosen = f"{other.entry}:{other.named[0].id}"
    assert desk.post(own.url(f"members/key/{waits.pk}"), {"person": chosen}).status_code == 422
    assert own.client("boria").post(own.url(f"members/key/{waits.pk}"), {"person": ""}).status_code == 404
    assert desk.post(own.url(f"members/key/{waits.pk}"), {"refuse": "1"}).status_code == 302
    assert own.size == size
    assert desk.get(own.url("members.json")).json()["waiting"] == []
