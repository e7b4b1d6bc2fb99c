"""The desk's first page, and who sits where."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

Clients = Callable[[str], "Client"]


def test_who_reads_is_said_on_every_page(client: Clients) -> None:
    told = {role: client(role).get("/r/velm/").content.decode() for role in ("boria", "observer", "public")}
    assert "You read as <b>Boria</b>" in told["boria"]
    assert "You read as <b>an observer</b>" in told["observer"]
    assert "You read as <b>the public</b>" in told["public"]


def test_a_record_that_is_not_there_and_one_that_is_not_yours_look_alike(client: Clients) -> None:
    assert client("boria").get("/r/none/").status_code == 404


@pytest.mark.parametrize("at", ["-1", "5300", "x", "٤", "1e1", "99999999999"])
def test_there_is_no_page_as_of_an_entry_that_is_not_there(client: Clients, at: str) -> None:
    assert client("boria").get("/r/velm/", {"at": at}).status_code == 404


def test_a_page_as_of_an_earlier_entry_knows_nothing_later(client: Clients) -> None:
    now, then = (client("boria").get("/r/velm/overview.json", query).json() for query in ({}, {"at": "20"}))
    assert now["at"] >= 52
    assert then["at"] == 20
    assert max(each["entry"] for each in then["newest"]) == 20


def test_a_page_that_is_still_right_is_not_built_again(client: Clients) -> None:
    reader = client("boria")
    first = reader.get("/r/velm/")
    again = reader.get("/r/velm/", headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_one_viewers_page_is_never_right_for_another(client: Clients) -> None:
    mine = client("boria").get("/r/velm/").headers["etag"]
    assert client("aldania").get("/r/velm/", headers={"if-none-match": mine}).status_code == 200
