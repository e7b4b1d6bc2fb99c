"""Who may ask what: every address and operation, by each of eight readers, with ordinary ids and with another's.

The table in `golden.txt` is what was looked at and found right. `TRAVAUX_GOLDEN=write` writes it anew: look at what
changed before you keep it. What one reader may not see leaves no trace in any answer to them.
"""

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.access import closed
from tests.web.access.conftest import ROLES
from tests.web.access.endpoints import LAST, Asked, everything, send

if TYPE_CHECKING:
    from tests.web.access.conftest import Doors

GOLDEN = Path(__file__).with_name("golden.txt")
READ: dict[str, str] = {"aldania": "a", "secretariat": "ad"}
"""Whose words each reader may read: nobody else reads any."""


@dataclass(frozen=True)
class Answer:
    """What one reader was answered."""

    asked: Asked
    role: str
    status: int
    words: frozenset[str]


@pytest.fixture(scope="session")
def answers(doors: Doors) -> list[Answer]:
    """Everything asked by everybody, once."""
    from django.core.cache import cache

    found = []
    for one in sorted(everything(doors.private), key=lambda each: each.line):
        for role in ROLES:
            if one.name == "recover":
                cache.clear()
            client = doors.client(role) if one.line.startswith(ANEW) else _kept(doors, role)
            if role == "secretariat" and any(one.line.startswith((f"POST {last}", last)) for last in LAST):
                one = _harmless(one)
            response = send(client, one)
            body = response.getvalue() if response.streaming else response.content
            words = spoken(body + str(sorted(response.headers.items())).encode())
            found.append(Answer(one, role, response.status_code, words))
    return found


ANEW = tuple(f"POST {name}" for name in ("account", "mfa", "recover", "sit", "invited", "language", "preferences"))
"""What may change who one is signed in as, or how pages are shown: asked in a session of its own."""
_CLIENTS: dict[str, Any] = {}


def _kept(doors: Doors, role: str) -> Any:
    return _CLIENTS.setdefault(role, doors.client(role))


def _harmless(one: Asked) -> Asked:
    """Returns the same question about what is not there: the others still need their seats."""
    return Asked(one.method, one.name, one.address.rsplit("/", 1)[0] + "/999998", one.host, one.body, one.ids)


def spoken(body: bytes) -> frozenset[str]:
    """Returns whose words stand in an answer, in its files too: "a" for Aldania's, "d" for the depositary's."""
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body.split(b"[('")[0])) as files:
            body = b"\n".join(files.read(each) for each in files.namelist())
    return frozenset(found[1].lower() for found in closed.CANARY.finditer(body.decode("utf-8", "replace")))


def table(answers: list[Answer]) -> str:
    """Returns the table of statuses, a line for each question."""
    rows: dict[str, dict[str, int]] = {}
    for each in answers:
        rows.setdefault(each.asked.line, {})[each.role] = each.status
    width = max(map(len, rows))
    head = f"{'':{width}} {' '.join(f'{role:>11}' for role in ROLES)}"
    return "\n".join(
        [head, *(f"{line:{width}} {' '.join(f'{row[role]:>11}' for role in ROLES)}" for line, row in rows.items()), ""]
    )


def test_every_kind_of_act_is_behind_doors(doors: Doors) -> None:
    kinds = {next(name for name in form if name in closed.kinds()) for form, _ in closed.private()}
    assert closed.kinds() - {"roll"} == kinds


def test_the_table_is_as_it_was_looked_at(answers: list[Answer]) -> None:
    made = table(answers)
    if os.environ.get("TRAVAUX_GOLDEN") == "write":
        GOLDEN.write_text(made, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == made


def test_nothing_fails_on_our_side(answers: list[Answer]) -> None:
    assert [(each.asked.line, each.role) for each in answers if each.status >= 500] == []


def test_what_is_not_for_somebody_leaves_no_trace(answers: list[Answer]) -> None:
    told = [(each.asked.line, each.role) for each in answers if each.words - set(READ.get(each.role, ""))]
    assert told == []


@pytest.mark.parametrize("role", sorted(READ))
def test_who_may_read_does(answers: list[Answer], role: str) -> None:
    told = [each for each in answers if each.role == role and each.words == set(READ[role])]
    assert len(told) > 10


@pytest.mark.parametrize("role", ["nobody", "stranger", "revoked", "expired"])
def test_whoever_has_no_seat_gets_no_page_of_the_record(answers: list[Answer], role: str) -> None:
    pages = [each for each in answers if each.asked.name.startswith(("page:", "/api/records/{slug}"))]
    assert pages
    assert {401, 404, 405} >= {each.status for each in pages if each.role == role}


def test_a_tile_of_entries_is_for_who_reads_all_of_them(doors: Doors) -> None:
    at = f"/r/{closed.SLUG}/tile"
    status = {role: doors.client(role).get(f"{at}/entries/000.p/{doors.size}").status_code for role in ROLES}
    assert {"secretariat"} == {role for role, each in status.items() if each == 200}
    assert doors.client("boria").get(f"{at}/0/000.p/{doors.size}").status_code == 200
    assert doors.client("nobody").get(f"{at}/0/000.p/{doors.size}").status_code == 404


def test_papers_in_every_format_keep_what_is_private(doors: Doors) -> None:
    from travaux.web.pages.papers.kinds import KINDS

    found = []
    for kind in KINDS.values():
        for ending in {"docx", "html", "xlsx", "csv", "svg", "ics", "akn", "json"} & {*kind.formats, "json"}:
            for role in ("boria", "observer") if ending in ("json", "ics") else ("boria",):
                query = "?clause=1&claim=boria approved all clauses"
                answer = _kept(doors, role).get(f"/r/{closed.SLUG}/papers/{kind.name}.{ending}{query}")
                if spoken(answer.content):
                    found.append((kind.name, ending, role))
    for whole in ("jsonl", "prov"):
        answer = doors.client("boria").get(f"/r/{closed.SLUG}/papers/record.{whole}")
        assert answer.status_code == 200
        assert not spoken(answer.content)
    assert found == []
