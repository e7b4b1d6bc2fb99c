"""Signing in as people do: an invitation, a passkey in a real browser, recovery codes, sign-out, sign-in again."""

from __future__ import annotations

from typing import Any

import pytest

AUTHENTICATOR = {
    "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
LISTEN = """
window.reports = [];
document.addEventListener("securitypolicyviolation", (e) => window.reports.push(`${e.violatedDirective} ${e.sample}`));
"""


@pytest.mark.browser
def test_from_the_link_of_an_invitation_to_a_seat_and_back(browser: Any, served: str) -> None:
    from django.core.cache import cache

    from travaux.web.accounts.models import Seat
    from travaux.web.invite import invitation

    cache.clear()
    context = browser.new_context()
    context.add_init_script(LISTEN)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda each: told.append(each.text) if each.type == "error" else None)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]

    link = invitation("velm", "ada.marsh@example.org", "observer", "", "Ada Marsh")
    page.goto(f"{served}/invited/{link}/")
    page.get_by_role("button", name="Take the seat and make a passkey").click()
    page.get_by_label("What to call it").fill("My laptop")
    page.wait_for_load_state("load")  # the button does nothing before its script is there
    page.bring_to_front()  # an authenticator answers the page that has the focus, and no other
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url("**/account/recovery-codes/")
    assert page.locator("main ol li").count() == 10
    assert Seat.objects.get(member__email="ada.marsh@example.org", record="velm").role == "observer"
    page.goto(f"{served}/r/velm/")
    assert "You read as an observer" in page.locator(".viewer").inner_text()

    page.goto(f"{served}/account/")
    page.get_by_role("link", name="Rename").click()
    page.get_by_label("What to call it").fill("<b>Phone</b>")
    page.get_by_role("button", name="Keep").click()
    page.wait_for_url("**/account/")
    assert page.get_by_text("<b>Phone</b>").count() > 0
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove it").click()
    assert "Add another before you remove it" in page.locator("main").inner_text()

    page.goto(f"{served}/account/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto(f"{served}/account/sign-in/?next=/r/velm/log/")
    page.bring_to_front()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/r/velm/log/")
    assert "You read as an observer" in page.locator(".viewer").inner_text()

    page.goto(f"{served}/account/recovery-codes/")
    assert page.locator("main ol").count() == 0
    page.bring_to_front()
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url("**/account/recovery-codes/")
    assert page.locator("main ol li").count() == 10

    [made] = devices.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert made["rpId"] == "localhost"
    assert page.evaluate("window.reports") == []
    assert told == []
    context.close()


@pytest.mark.browser
def test_a_device_that_knows_nobody_signs_nobody_in(browser: Any, served: str) -> None:
    from django.core.cache import cache

    from travaux.web.invite import invitation

    cache.clear()
    context = browser.new_context()
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {**AUTHENTICATOR, "isUserVerified": False}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{served}/invited/{invitation('velm', 'nobody.verified@example.org', 'observer', '')}/")
    page.get_by_role("button", name="Take the seat and make a passkey").click()
    page.wait_for_url("**/account/new/passkey/", wait_until="load")
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_timeout(500)
    assert page.url.endswith("/account/new/passkey/")
    context.close()
