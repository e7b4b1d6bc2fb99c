"""Everything that can be asked of the desk: every address, every page, every operation of the API.

They are read from the desk itself. For what has parts in its address it is said here what to put in them: `ORDINARY`
what everybody in the room may know, and the ids of what is one party's alone (`Doors.private`). Whoever adds an address
with a part of another name, or an operation that takes a body, adds it here, and the line to the golden table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tests.web.access import closed

ORDINARY: Mapping[str, str] = {
    "slug": closed.SLUG, "index": "20", "entry": "60", "draft": "4", "digest": "0" * 64, "earlier": "3", "later": "4",
    "place": "8", "export": "jsonl", "words": "0-3", "kind": "matrix", "ending": "csv", "act": "position",
    "number": "999999", "role": "nobody", "word": "none", "path": "0/000.p/9", "pk": "999999",
}  # fmt: skip
SAID: Mapping[str, Mapping[str, str]] = {
    "GET /api/records/{slug}/exports/{kind}": {"kind": "export"},
    "act-pending": {"number": "pending"}, "members-revoke": {"number": "seat"}, "members-enrol": {"number": "seat"},
}  # fmt: skip
"""What a part means in some addresses, where its name alone does not tell."""

LAST = ("account_logout", "sit", "members-revoke", "DELETE /api/records/{slug}/seats/{number}")
"""What would take a reader's seat or session away."""

BODIES: Mapping[str, Any] = {
    "POST /api/records/{slug}/acts": {"acts": [{"take": "object", "by": "nobody-at-all", "clauses": "1"}]},
    "POST /api/records/{slug}/entries": {"leaf": "{}\nAAAA\n", "disclosures": []},
    "POST /api/records/{slug}/prepared": {"act": {"take": "object", "clauses": "nowhere"}, "key": "none"},
    "POST /api/records/{slug}/files": None,
    "POST /api/records/{slug}/seats": {"email": "none", "role": "observer"},
}
"""What is sent to the API: of the right form, so that it is refused for who sends it, or else for what it says."""

_PART = re.compile(r"<(?:\w+:)?(\w+)>")
_API = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Asked:
    """One question: a method, a name that stays, an address, what is sent, and whose ids are in it."""

    method: str
    name: str
    address: str
    host: str = "localhost:8000"
    body: Any = None
    ids: str = "ordinary"
    sent: Mapping[str, str] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """How the golden table names it."""
        return f"{self.method} {self.name}{'' if self.ids == 'ordinary' else ' (ids of Aldania)'}"


def everything(private: Mapping[str, str]) -> Iterator[Asked]:
    """Yields every question there is, with ordinary ids and with those of one party."""
    from django.urls import get_resolver

    for host, conf in (("localhost:8000", "travaux.web.urls"), ("sign.localhost:8000", "travaux.web.signing.urls")):
        for name, route in sorted(patterns(get_resolver(conf).url_patterns)):
            if route.startswith("api/") and not name.startswith(("openapi", "api-docs")):
                continue
            shown = name if host == "localhost:8000" else f"sign:{name}"
            for method in ("GET", "POST"):
                if name.startswith("page:") and method == "POST" and name.endswith(".json"):
                    continue
                yield from asked(method, shown, name, f"/{route}", _PART, private, host)
    yield from operations(private)


def operations(private: Mapping[str, str]) -> Iterator[Asked]:
    """Yields every operation of the API."""
    from travaux.web.api.described import description

    for path, methods in description()["paths"].items():
        for method in methods:
            name = f"{method.upper()} {path}"
            if method in ("post", "put", "patch"):
                assert name in BODIES, f"say what is sent to {name}"
            yield from asked(method.upper(), path, name, path, _API, private, "localhost:8000", BODIES.get(name))


def asked(
    method: str, shown: str, name: str, route: str, parts: re.Pattern[str], private: Mapping[str, str], host: str,
    body: Any = None,
) -> Iterator[Asked]:  # fmt: skip
    """Yields one question with ordinary ids and, where its address names something of a party's, with that."""
    names = parts.findall(route)
    for each in names:
        assert each in ORDINARY, f"say what {each!r} is in {name}"
    meant = {each: SAID.get(name, {}).get(each, each) for each in names}
    query = "?claim=boria approved all clauses" if route.endswith(("/check", "/bundle")) and method == "GET" else ""
    for ids, known in (("ordinary", ORDINARY), ("private", private)):
        if ids == "private" and not any(meant[each] in private for each in names):
            continue
        values = {each: known.get(meant[each], ORDINARY[each]) for each in names}
        address = parts.sub(lambda found, values=values: quote(values[found[1]], safe="/"), route)  # type: ignore[misc]
        yield Asked(method, shown, quote(address, safe="/:.") + query, host, body, ids)


def patterns(found: Any, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Yields every address by its name, as Django has them."""
    from django.urls import URLResolver

    for each in found:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from patterns(each.url_patterns, route, inner)
        else:
            yield f"{space}{each.name}", route


def send(client: Any, one: Asked) -> Any:
    """Asks, and returns the answer."""
    headers = {"host": one.host}
    if one.method == "GET":
        return client.get(one.address, headers=headers)
    if one.address.startswith("/api/") and one.body is not None:
        return client.generic(one.method, one.address, json.dumps(one.body), "application/json", headers=headers)
    if one.address.endswith("/files"):
        from django.core.files.uploadedfile import SimpleUploadedFile

        return client.post(one.address, {"file": SimpleUploadedFile("note.txt", b"a note")}, headers=headers)
    if one.method == "DELETE":
        return client.delete(one.address, headers=headers)
    return client.post(one.address, headers=headers)
