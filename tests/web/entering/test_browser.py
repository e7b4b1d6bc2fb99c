"""Entering in a real Chromium: a passkey made, enrolled, and signed with; the page tampered with; no script at all."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.web.entering.conftest import Own

from travaux.canon import from_base64
from travaux.keys import allowed
from travaux.keys.public import PublicKey
from travaux.keys.sshsig import SshSig

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DEVICE = {
    "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


class Site:
    """The test's own record, at a desk on a port, with browsers that sit at it."""

    def __init__(self, own: Own, base: str, browser: Any) -> None:
        self.own, self.base, self._browser = own, base, browser
        self.opened: list[Any] = []
        self.faults: list[str] = []

    def sit(self, who: str, **options: Any) -> Any:
        """Returns a page of somebody who has signed in."""
        context = self._browser.new_context(**options)
        self.opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("console", lambda told: self.faults.append(told.text) if "Content Security" in told.text else None)
        page.goto(f"{self.base}/")
        page.click(f"form[action$='/demo/{who}'] button")
        return page

    def url(self, rest: str = "") -> str:
        return f"{self.base}{self.own.url(rest)}"


@pytest.fixture
def site(own: Own, served: str, browser: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    from django.conf import settings

    monkeypatch.setattr(settings, "DESK", replace(settings.DESK, port=int(served.rpartition(":")[2])))
    made = Site(own, served, browser)
    yield made
    for context in made.opened:
        context.close()
    assert made.faults == []


def device(page: Any) -> Any:
    """Gives a page an authenticator."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return cdp


def enrol(site: Site, page: Any) -> None:
    """Has a passkey made in a page's browser, and enrolled."""
    page.goto(site.url("members/"))
    page.click("text=Make a signing passkey")
    page.bring_to_front()  # an authenticator answers the page that has the focus, and no other
    page.click("text=Make the passkey")
    page.wait_for_selector("#told:visible, :text('The passkey is made')")
    assert "The passkey is made" in page.inner_text("main")
    chief = site.sit("secretariat")
    chief.goto(site.url("members/"))
    chief.click("text=Enrol this key")
    chief.wait_for_url("**/e/*/")


def to_sign(site: Site, page: Any) -> None:
    """Goes from a clause to the page on which a position on it is signed."""
    page.goto(site.url("act/position/?clauses=3"))
    page.check("input[name=take][value=accept]")
    page.click("text=Read what this says")
    page.click("button:has-text('Go and sign it')")
    page.wait_for_selector("#computed:not(:empty)")
    page.bring_to_front()


def test_a_position_is_signed_with_a_passkey_from_end_to_end(site: Site, tmp_path: Path) -> None:
    page = site.sit("boria")
    device(page)
    enrol(site, page)
    to_sign(site, page)
    assert page.url.startswith("http://sign.localhost:")
    assert page.inner_text("#said").split() == page.inner_text("#computed").split()
    size = site.own.size
    page.click("text=Sign with the passkey")
    page.wait_for_selector(f"text=Entered as entry {size}")
    with site.own.open() as record:
        entered, leaf = record.entry(size), record.leaf(size)
    assert entered.grade == "signed"
    message, signature = leaf.split(b"\n")[:2]
    (tmp_path / "allowed").write_text(allowed.to_text([("boria", PublicKey.from_text(entered.signers[0]))]))
    (tmp_path / "sig").write_text(SshSig.from_blob(from_base64(signature.decode())).to_text())
    told = ["ssh-keygen", "-Y", "verify", "-f", tmp_path / "allowed", "-I", "boria", "-n", "travaux-entry@v1"]
    checked = subprocess.run([*told, "-s", tmp_path / "sig"], input=message, capture_output=True, check=False)
    assert (checked.returncode, checked.stdout[:4]) == (0, b"Good")
    with page.expect_download() as download:
        page.click("text=Download the receipt")
    assert download.value.suggested_filename == f"{site.own.slug}-{size}.tlog-proof"
    page.click("text=Back to the desk")
    assert page.url == site.url(f"e/{size}/")


def test_a_line_changed_after_the_page_was_loaded_is_refused(site: Site) -> None:
    page = site.sit("boria")
    device(page)
    enrol(site, page)
    to_sign(site, page)
    size = site.own.size
    page.evaluate("line.textContent = line.textContent.replace('\"accept\"', '\"object\"')")
    page.click("text=Sign with the passkey")
    page.wait_for_selector("text=It was not entered")
    assert "may have been changed" in page.inner_text("main")
    assert site.own.size == size


def test_a_page_of_the_desk_cannot_ask_for_the_signing_passkey(site: Site) -> None:
    page = site.sit("boria")
    device(page)
    enrol(site, page)
    page.goto(site.url("act/"))
    asked = """() => navigator.credentials.get({publicKey: {challenge: new Uint8Array(32), rpId: 'sign.localhost',
        userVerification: 'required', timeout: 3000}}).then(() => 'answered', (fault) => fault.name)"""
    assert page.evaluate(asked) == "SecurityError"
    sign_in = asked.replace("'sign.localhost'", "'localhost'")
    to_sign(site, page)
    assert page.evaluate(sign_in) == "SecurityError"


def test_without_any_script_a_key_at_a_terminal_signs(site: Site, tmp_path: Path) -> None:
    page = site.sit("boria", java_script_enabled=False, accept_downloads=True)
    page.goto(site.url("act/position/?clauses=3"))
    page.check("input[name=take][value=object]")
    page.click("text=Read what this says")
    page.click("button:has-text('Go and sign it')")
    with page.expect_download() as download:
        page.click("a:has-text('Download the line')")
    line, key = tmp_path / "entry.json", tmp_path / "key"
    download.value.save_as(line)
    shutil.copy(site.own.home / "keys" / "boria-clerk", key)
    key.chmod(0o600)
    subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-n", "travaux-entry@v1", "-f", key, line], check=True, capture_output=True
    )
    size = site.own.size
    page.set_input_files("#signature", str(line) + ".sig")
    page.click("button:has-text('Send the signature')")
    assert f"Entered as entry {size}" in page.inner_text("h1")
    with site.own.open() as record:
        assert record.entry(size).grade == "signed"


LOOKS = [(375, "light", "ltr"), (375, "dark", "rtl"), (1280, "light", "rtl"), (1280, "dark", "ltr")]
"""Every two of width, colours and direction come together once."""


def test_axe_finds_nothing_where_something_is_entered(site: Site) -> None:
    page, found = site.sit("secretariat"), []
    page.goto(site.url("act/position/?clauses=3"))
    page.check("input[value=object]")
    page.click("text=Read what this says")
    found += looked_at(page)
    page.goto(site.url("act/deadline/?limit=x&when=nonsense"))
    page.click("text=Read what this says")
    found += looked_at(page)
    page.goto(site.url("table/"))
    file = Path(__file__).parents[3] / "src" / "travaux" / "example" / "plan" / "draft-1.docx"
    page.set_input_files("#file", file)
    page.click("text=Read the file")
    page.wait_for_selector("text=Table it")
    found += looked_at(page)
    page.goto(site.url("table/"))
    page.set_input_files("#report-file", file.with_name("herald-26-march.txt"))
    page.click("text=Read the report")
    page.wait_for_selector("text=Keep this review")
    found += looked_at(page)
    assert found == []


def test_axe_finds_nothing_at_the_signing_site(site: Site) -> None:
    page = site.sit("boria")
    device(page)
    page.goto(site.url("members/"))
    page.click("text=Make a signing passkey")
    found = looked_at(page)
    page.goto(site.url("act/position/?clauses=3"))
    page.check("input[name=take][value=accept]")
    page.click("text=Read what this says")
    page.click("button:has-text('Go and sign it')")
    found += looked_at(page)
    page.goto(f"{page.url.rpartition('/')[0]}/")
    found += looked_at(page)
    assert found == []


def looked_at(page: Any) -> list[str]:
    """Returns what axe finds on a page in each look, and whether it scrolls sideways."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe: pip install 'travaux[test]'")
    page.wait_for_load_state("load")
    told = []
    for width, scheme, way in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(f"document.documentElement.dir = '{way}'")
        options = {"runOnly": RULES, "resultTypes": ["violations"]}
        violations = axe.Axe().run(page, options=options).response["violations"]
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        told += [f"{page.url}: {each['id']}: {each['nodes'][0]['html'][:140]}" for each in violations]
        told += [f"{page.url} scrolls sideways at {width}"] if wide else []
    return told
