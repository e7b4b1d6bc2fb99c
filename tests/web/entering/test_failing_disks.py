"""A disk that fails or is full under a desk that goes on: it says so, acknowledges nothing, and goes on after it."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest
from tests.web.entering.conftest import Own
from tests.web.entering.test_acts import hidden

from travaux.errors import StoreFailed
from travaux.secretariat import guards
from travaux.secretariat.verifying import verify
from travaux.stores import connecting

SYNC, FULL = 10 | 4 << 8, 13
"""What SQLite says of a sync that failed (SQLITE_IOERR_FSYNC), and of a disk without room."""


class Failing:
    """A connection whose next commit fails, where one is to."""

    def __init__(self, connection: sqlite3.Connection, to_fail: list[int]) -> None:
        self._connection = connection
        self._to_fail = to_fail

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        if sql == "COMMIT" and self._to_fail:
            self._connection.execute("ROLLBACK")
            fault = sqlite3.OperationalError("as SQLite says")
            fault.sqlite_errorcode = self._to_fail.pop()
            raise fault
        return self._connection.execute(sql, *values)


def form(own: Own) -> dict[str, list[str]]:
    """Returns a form that is ready to be sent: however often, it comes in once."""
    with own.open() as record:
        boria = record.party("boria")
    told = {"take": "object", "by": boria, "clauses": ["3"]}
    return hidden(own.client("secretariat").post(own.url("act/position/check"), told).content.decode())


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (SYNC, "own.travaux: the disk failed in the middle of a commit, and whether anything was entered is not known"),
        (FULL, "own.travaux stands on a disk that is full: nothing of this was entered; make room and try again"),
    ],
)
def test_a_commit_that_fails(own: Own, monkeypatch: pytest.MonkeyPatch, code: int, says: str) -> None:
    plain, to_fail = connecting.open, list[int]()
    monkeypatch.setattr(connecting, "open", lambda path, writable: Failing(plain(path, writable), to_fail))
    desk, size, sent = own.client("secretariat"), own.size, form(own)
    to_fail.append(code)
    refused = desk.post(own.url("act/position/enter"), sent)
    assert refused.status_code == 503
    page = refused.content.decode()
    assert says in page
    assert str(own.path.parent) not in page
    assert own.size == size
    assert desk.post(own.url("act/position/enter"), sent).headers["Location"] == own.url(f"e/{size}/")
    assert own.size == size + 1
    assert verify(own.path, home=own.home).holds


def test_a_guard_that_fails(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry is stored and not acknowledged; sent again, it gets its receipt, and is not entered twice."""
    desk, size, sent = own.client("secretariat"), own.size, form(own)

    def fails(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(guards, "_sync", fails)
        refused = desk.post(own.url("act/position/enter"), sent)
    assert refused.status_code == 503
    page = refused.content.decode()
    assert "what was sent is stored, and no receipt was given" in page
    assert str(Path(own.home)) not in page
    assert desk.post(own.url("act/position/enter"), sent).headers["Location"] == own.url(f"e/{size}/")
    assert own.size == size + 1
    assert verify(own.path, home=own.home).holds


def test_a_program_is_told_too(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise StoreFailed(f"{own.path} stands on a disk that failed: check the disk")

    desk = own.client("secretariat")
    monkeypatch.setattr("travaux.web.gate.open_record", fails)
    answer = desk.get(own.url("log.json"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["detail"] == "own.travaux stands on a disk that failed: check the disk"
