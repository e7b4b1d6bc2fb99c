"""Payloads stored in every field, every page opened in a real browser: nothing runs, and the policy reports nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.access import closed

if TYPE_CHECKING:
    from travaux.web.config import Config

SLUG = "payloads"
PAYLOAD = (
    "\"'><script>window.ran=1</script><img src=x onerror=window.ran=1><svg onload=window.ran=1>"
    "<style>*{color:red}</style><a href=javascript:window.ran=1 style=x>{{7*7}}</a>"
)
LISTEN = """
window.reports = [];
document.addEventListener("securitypolicyviolation", (e) => window.reports.push(`${e.violatedDirective} ${e.sample}`));
"""


@pytest.fixture(scope="module")
def payloads(desk: Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """A record with a payload in every field that takes a text, and a member with one in the name."""
    from django.conf import settings
    from django.test import Client

    from travaux.web import gate
    from travaux.web.accounts.models import Member, Seat

    path = tmp_path_factory.mktemp("payloads") / "payloads.travaux"
    with closed.base(path, Path(desk.home), desk.signing_origin, f"Talks {PAYLOAD}") as record:
        start = record.size
        for number, form in enumerate(closed.PRIVATE):
            filled, held = closed.fill(form, number, word=PAYLOAD, handle=f"payload{number}", islands="payload0")
            closed.enter(record, filled, held, number)
        for each in record.entries[start:]:
            if record.disclosures(each.index):
                record.disclose(each.index)
        drafts = {each.title: each for each in record.state.drafts}
        kinds = {each.entry.type: each.index for each in record.entries[start:]}
        found = {"start": start, "size": record.size, "draft": drafts[f"{PAYLOAD} draft"].digest, "kinds": kinds}
    settings.DESK.records[SLUG] = str(path)
    member = Member.objects.create_user("payload@example.org", PAYLOAD)
    Seat.objects.create(member=member, record=SLUG, role="secretariat")
    client = Client(headers={"host": "localhost:8000"})
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    yield {**found, "session": client.cookies["desk"].value}
    gate.close()
    settings.DESK.records.pop(SLUG)


def addresses(found: dict[str, Any]) -> Iterator[str]:
    """Yields the addresses of every page of the record, and of the desk; a page with parts it was not told fails."""
    from travaux.web.pages.papers.kinds import KINDS
    from travaux.web.pages.register import PAGES

    named = {
        "<int:index>": [str(each) for each in range(found["start"], found["size"])],
        "<str:draft>": [found["draft"]], "<str:earlier>": ["4"], "<str:later>": [found["draft"]],
        "<path:place>": ["1"], "<str:words>": ["1-3"], "<int:entry>": [str(found["kinds"]["state"])],
        "<slug:kind>": list(KINDS), "<slug:act>": ["position", "statement"], "<slug:number>": ["0"],
    }  # fmt: skip
    for page in PAGES:
        paths = [page.path]
        for part, values in named.items():
            paths = [path.replace(part, value) for path in paths for value in (values if part in path else [""])]
        assert not any("<" in path for path in paths), f"say what the parts of {page.path} are"
        yield from (f"/r/{SLUG}/{path}" for path in paths)
    yield f"/r/{SLUG}/statements/check/?claim={PAYLOAD}"
    yield f"/r/{SLUG}/log/?party={PAYLOAD}&kind={PAYLOAD}"
    yield f"/r/{SLUG}/reads/?member={PAYLOAD}"
    yield from ("/", "/account/", "/account/sign-out/", "/preferences/", "/api/docs", f"/{PAYLOAD}", "/verify/")


@pytest.mark.browser
def test_nothing_stored_runs_on_any_page(browser: Any, served: str, payloads: dict[str, Any]) -> None:
    context = browser.new_context()
    context.add_cookies([{"name": "desk", "value": payloads["session"], "url": served}])
    context.add_init_script(LISTEN)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda each: told.append(f"{page.url} {each.text}") if "Content Security" in each.text else None)
    page.on("dialog", lambda each: (told.append(f"{page.url} dialog"), each.dismiss()))
    seen = 0
    for address in addresses(payloads):
        answer = page.goto(f"{served}{address}", wait_until="load")
        seen += answer.status == 200
        ran, reports = page.evaluate("[window.ran, window.reports]")
        if ran or reports:
            told.append(f"{address} ran={ran} {reports}")
        assert page.locator("script:not([src]):not([type='application/json'])").count() == 0, address
    context.close()
    assert told == []
    assert seen > 40


def test_payloads_are_in_the_pages_as_text(payloads: dict[str, Any]) -> None:
    from django.test import Client

    client = Client(headers={"host": "localhost:8000"})
    client.cookies["desk"] = payloads["session"]
    for address in ("log/", "statements/", f"d/{payloads['draft']}/", "papers/timeline/", "linkages/", "members/"):
        body = client.get(f"/r/{SLUG}/{address}").content.decode()
        assert "window.ran=1" in body, address
        assert "<script>window.ran" not in body
        assert "<img src=x" not in body
