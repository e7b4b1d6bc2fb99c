"""A draft sent to the desk: what it shows, what it hides, which clause is which; then tabled, by whom it should be."""

from __future__ import annotations

import io
import re
import threading
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from tests.web.entering.conftest import Device, Own, enrolled, through

from travaux.record import acts

if TYPE_CHECKING:
    from django.test import Client

PLAN = resources.files("travaux") / "example" / "plan"
NEW = """# The plan

1. Cessation. The Parties cease all fire.

2. Mission. A mission observes the lines.

3. Forces. Boria keeps no more than nine thousand soldiers within thirty kilometres of the lines.
"""


def send(own: Own, desk: Client, name: str, content: bytes, form: str = "table/send", **more: str) -> str:
    """Sends a file and waits until it is read; returns the address of its page."""
    at = sent(own, desk, name, content, form, **more)
    for thread in threading.enumerate():
        if thread.name.startswith("file-"):
            thread.join(60)
    return at


def sent(own: Own, desk: Client, name: str, content: bytes, form: str = "table/send", **more: str) -> str:
    file = io.BytesIO(content)
    file.name = name
    answer = desk.post(own.url(form), {"file": file, **more})
    assert answer.status_code == 302, re.findall(r'role="alert".*?</div>', answer.content.decode(), re.DOTALL)
    return answer.headers["Location"]


def test_a_page_shows_what_a_file_hides_before_it_is_tabled(own: Own) -> None:
    with own.open() as record:
        first = record.state.drafts[0].digest
    desk = own.client("secretariat")
    at = send(own, desk, "draft-2.docx", (PLAN / "draft-2.docx").read_bytes(), base=first)
    page = desk.get(at).content.decode()
    assert "These very words are on the record already, as draft 2." in page
    assert "Changed without being shown" in page
    shown = desk.get(at.rstrip("/") + ".json").json()
    assert {each["place"] for each in shown["undeclared"]} >= {"clause 14"}
    assert [each["later"] for each in shown["pairs"]][:3] == ["front 1", "Part one:", "1"]
    assert own.size == own.size


def test_the_secretariat_tables_and_mends_in_two_entries(own: Own) -> None:
    desk, size = own.client("secretariat"), own.size
    at = send(own, desk, "new.md", NEW.encode())
    pairs = desk.get(at.rstrip("/") + ".json").json()["pairs"]
    number = next(n for n, each in enumerate(pairs) if each["later"] == "3")
    with own.open() as record:
        by, parent = record.party("boria"), record.state.current().digest  # type: ignore[union-attr]
    filled = {"by": by, "title": "A new plan", "standing": "submission", "parents": [parent], "to": [by]}
    wrong = desk.post(f"{at}check", {**filled, f"is-{number}": "99"})
    assert wrong.status_code == 422
    filled |= {f"is-{number}": "14", "reason": "The words moved there"}
    page = desk.post(f"{at}check", filled).content.decode()
    assert "tables" in page
    assert "A new plan" in page
    assert "fixes which clause" in page
    assert own.size == size
    confirmed = {**filled, "request": "abcdefgh12345678"}
    for _ in range(2):
        assert desk.post(f"{at}enter", confirmed).headers["Location"] == own.url(f"e/{size}/")
    assert own.size == size + 2
    with own.open() as record:
        table, concord = record.entry(size).entry, record.entry(size + 1).entry.act
        assert isinstance(table.act, acts.Table)
        assert (table.actor, table.act.standing, table.act.parents) == (by, "submission", (parent,))
        assert isinstance(concord, acts.Concord)
        assert concord.pairs == (("14", "3"),)
        assert "nine thousand" in record.drafts[table.act.draft].text
        assert record.file(table.act.file) == ("new.md", NEW.encode())


def test_a_tabled_draft_makes_positions_stale_and_the_page_says_which(own: Own) -> None:
    desk = own.client("secretariat")
    at = send(own, desk, "new.md", NEW.encode())
    with own.open() as record:
        parent = record.state.current().digest  # type: ignore[union-attr]
    page = desk.post(f"{at}check", {"parents": [parent]}).content.decode()
    assert "What it will do" in page
    assert "this becomes stale" in page


def test_a_party_tables_with_its_own_key(own: Own) -> None:
    device = Device()
    line = enrolled(own, device)
    desk, size = own.client("boria"), own.size
    at = send(own, desk, "new.md", NEW.encode())
    site = through(desk.post(f"{at}enter", {"title": "Ours", "key": line}))  # type: ignore[arg-type]
    assert "Ours" in site.get("/entry").content.decode()
    answer = site.post("/entry/passkey", device.signed(site.get("/entry.json").content))
    assert answer.headers["Location"] == "/receipt"
    with own.open() as record:
        entered = record.entry(size)
        assert isinstance(entered.entry.act, acts.Table)
        assert (entered.grade, record.drafts[entered.entry.act.draft].name) == ("signed", "")
        assert record.file(entered.entry.act.file)[1] == NEW.encode()


def test_long_work_is_waited_for_by_a_page_that_needs_no_script(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    from travaux.web.pages.entering import tabling, working

    go, read = threading.Event(), tabling.read

    def slow(*given: object) -> object:
        assert go.wait(20)
        return read(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(working, "WAITS", 0.05)
    monkeypatch.setattr(tabling, "read", slow)
    desk = own.client("boria")
    at = sent(own, desk, "new.md", NEW.encode())
    page = desk.get(at).content.decode()
    assert '<meta http-equiv="refresh" content="2">' in page
    assert "The file is being worked on" in page
    go.set()
    for thread in threading.enumerate():
        if thread.name.startswith("file-"):
            thread.join(20)
    page = desk.get(at).content.decode()
    assert "http-equiv" not in page
    assert "Table it" in page


def test_a_report_is_reviewed_and_what_is_accepted_enters_as_reported(own: Own) -> None:
    desk, size = own.client("secretariat"), own.size
    content = (PLAN / "herald-26-march.txt").read_bytes()
    at = send(own, desk, "new-report.txt", b"date 2019-03-26\n" + content, "report/send", outlet="The Herald")
    shown = desk.get(at.rstrip("/") + ".json").json()
    assert (len(shown["items"]), shown["open"]) == (3, 3)
    assert desk.post(f"{at}decide", {"enter": "1"}).status_code == 422
    assert desk.post(f"{at}decide", {"d-0": "accepted", "d-1": "refused"}).status_code == 302
    assert desk.get(at.rstrip("/") + ".json").json()["accepted"] == 1
    assert desk.post(f"{at}decide", {"m-0-words": "words that stand nowhere"}).status_code == 422
    assert desk.post(f"{at}decide", {"enter": "1", "m-0-office": "secretary"}).status_code == 302
    assert own.size == size + 1
    with own.open() as record:
        entered = record.entry(size)
        assert isinstance(entered.entry.act, acts.State)
        assert entered.grade == "reported"
    assert desk.post(f"{at}decide", {"enter": "1"}).status_code == 409
    assert own.size == size + 1
