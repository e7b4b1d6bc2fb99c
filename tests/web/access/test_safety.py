"""What keeps the desk safe whoever asks: headers on every answer, cookies, hosts, forms, redirects, deployment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from travaux.web.config import Config

Clients = Callable[[str], "Client"]
HEADERS = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
}  # fmt: skip
ANSWERS = {
    "/": 200, "/r/velm/": 200, "/r/velm/log.json": 200, "/static/desk.css": 200, "/static/mfa/js/webauthn.js": 200,
    "/r/none/": 404, "/nowhere": 404, "/api/records": 200, "/api/records/none": 401, "/api/nowhere": 404,
    "/account/": 302, "/language": 405, "/static/none.css": 404, "/r/velm/checkpoint": 200, "/verify/": 200,
    "/account/sign-in/": 200,
}  # fmt: skip


@pytest.mark.parametrize("address", sorted(ANSWERS))
def test_every_answer_has_the_headers(client: Clients, address: str) -> None:
    answer = client("public").get(address)
    answer.close()
    assert ANSWERS[address] == answer.status_code
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "publickey-credentials-get=(self)" in answer.headers["Permissions-Policy"]


def test_a_failure_has_the_headers_too_and_tells_nothing(desk: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.test import Client

    from travaux.web import desk as first

    def fail(*_: object) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr(first.gate, "opened", fail)
    answer = Client(headers={"host": "localhost:8000"}, raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "Content-Security-Policy" in answer.headers
    assert b"secret" not in answer.content
    assert b"Traceback" not in answer.content


def test_a_page_of_a_reader_is_kept_by_nobody_else(client: Clients) -> None:
    answer = client("boria").get("/r/velm/")
    assert "private" in answer.headers["Cache-Control"]
    assert {"Cookie"} <= {each.strip() for each in answer.headers["Vary"].split(",")}


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "evil.example:8000", "a b"])
@pytest.mark.parametrize("address", ["/", "/static/desk.css", "/api/records"])
def test_no_other_host_is_answered(client: Clients, host: str, address: str) -> None:
    answer = client("public").get(address, headers={"host": host})
    assert answer.status_code == 400
    assert not host or host.encode() not in answer.content
    assert "Content-Security-Policy" in answer.headers


def test_the_signing_site_has_no_page_of_the_desk(client: Clients) -> None:
    for address in ("/r/velm/", "/account/", "/api/records", "/account/sign-in/"):
        assert client("boria").get(address, headers={"host": "sign.localhost:8000"}).status_code == 404


def test_cookies_are_ours_alone(client: Clients) -> None:
    reader = client("boria")
    reader.get("/preferences/")
    reader.post("/preferences/", {"keys": "on"})
    reader.post("/language", {"language": "fr", "next": "/"})
    told = {name: (bool(each["httponly"]), each["samesite"]) for name, each in reader.cookies.items()}
    assert set(told) == {"desk", "csrftoken", "ways", "django_language"}
    assert {(True, "Lax")} == set(told.values())


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere(client: Clients, onward: str) -> None:
    from django.test import Client as Bare

    assert client("public").post("/language", {"language": "fr", "next": onward}).headers["Location"] == "/"
    reader = Bare(headers={"host": "localhost:8000"})
    reader.post("/demo/boria")
    assert "evil" not in reader.get("/account/sign-in/", {"next": onward}).headers.get("Location", "")
    assert "evil" not in reader.post("/account/sign-out/", {"next": onward}).headers.get("Location", "")


def test_every_form_needs_its_token(desk: Config) -> None:
    """Whatever can be posted outside the API is refused without the token of its page."""
    from django.test import Client
    from django.urls import get_resolver
    from tests.web.access.endpoints import _PART as part  # noqa: N811
    from tests.web.access.endpoints import ORDINARY, asked, patterns

    strict = Client(headers={"host": "localhost:8000"}, enforce_csrf_checks=True)
    unsafe = []
    for conf, host in (("travaux.web.urls", "localhost:8000"), ("travaux.web.signing.urls", "sign.localhost:8000")):
        for name, route in patterns(get_resolver(conf).url_patterns):
            if route.startswith("api/"):
                continue
            [one, *_] = asked("POST", name, name, f"/{route}", part, {}, host)
            answer = strict.post(one.address, headers={"host": host})
            if answer.status_code not in (403, 405):
                unsafe.append((name, answer.status_code))
    assert ORDINARY
    assert unsafe == []


def _environment() -> dict[str, str]:
    """Returns the environment of a desk that is no test."""
    return {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}


def test_deployed_with_tls_nothing_is_left_to_settle(tmp_path: Path) -> None:
    """`check --deploy` of a desk that is reached through TLS, as `manage.py` would run it: not a word."""
    config = tmp_path / "desk.json"
    config.write_text(
        json.dumps({"records": {}, "data": str(tmp_path), "host": "desk.example.org", "secure": True, "port": 443})
    )
    told = subprocess.run(
        [sys.executable, "-W", "error", "-m", "django", "check", "--deploy", "--fail-level", "DEBUG"],
        env={**_environment(), "TRAVAUX_DESK": str(config), "DJANGO_SETTINGS_MODULE": "travaux.web.settings"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert "no issues (0 silenced)" in told.stdout


def test_deployed_with_tls_cookies_are_for_tls_alone(tmp_path: Path) -> None:
    config = tmp_path / "desk.json"
    config.write_text(
        json.dumps({"records": {}, "data": str(tmp_path), "host": "desk.example.org", "secure": True, "port": 443})
    )
    code = (
        "import django; django.setup()\n"
        "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
        "from django.test import Client\n"
        "c = Client(headers={'host': 'desk.example.org'})\n"
        "r = c.get('/'); print(r.status_code, r.headers['Location'])\n"
        "r = c.get('/preferences/', secure=True); print(r.headers['Strict-Transport-Security'])\n"
        "print(all(each['secure'] for each in c.cookies.values()), len(c.cookies))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False,
        env={**_environment(), "TRAVAUX_DESK": str(config), "DJANGO_SETTINGS_MODULE": "travaux.web.settings"},
    )  # fmt: skip
    assert told.stdout.splitlines() == [
        "301 https://desk.example.org/", "max-age=31536000; includeSubDomains; preload", "True 1",
    ], told.stderr  # fmt: skip
