"""Acts entered by form: what a page says before anything is entered is what is entered, once, by whom it should be."""

from __future__ import annotations

import re

import pytest
from tests.web.entering.conftest import Own

from travaux.papers.telling import Teller
from travaux.record import acts
from travaux.web.pages.entering.fields import SHEETS, sheets_for


def hidden(page: str) -> dict[str, list[str]]:
    """Returns the hidden fields of the form that enters, as a browser would send them."""
    form = page.partition("/enter")[2].partition("</form>")[0]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form):
        found.setdefault(name, []).append(value)
    return found


def test_the_secretariat_enters_what_it_read_and_it_comes_in_once(own: Own) -> None:
    with own.open() as record:
        boria = record.party("boria")
    desk, size = own.client("secretariat"), own.size
    page = desk.post(own.url("act/position/check"), {"take": "object", "by": boria, "clauses": ["3"]}).content.decode()
    assert "Boria objects to clause 3 of draft 2." in page
    assert own.size == size
    sent = hidden(page)
    first, second = (desk.post(own.url("act/position/enter"), sent) for _ in range(2))
    assert [first.headers["Location"], second.headers["Location"]] == [own.url(f"e/{size}/")] * 2
    assert own.size == size + 1
    with own.open() as record:
        entered = record.entry(size)
        assert isinstance(entered.entry.act, acts.Take)
        assert (entered.grade, entered.entry.actor) == ("recorded", boria)
        assert Teller(record.state).sentence(entered) == "Boria objects to clause 3 of draft 2."


def test_several_clauses_are_several_entries_under_one_checkpoint(own: Own) -> None:
    desk, size = own.client("secretariat"), own.size
    with own.open() as record:
        by = record.party("aldania")
    sent = {"take": "accept", "by": by, "clauses": ["3", "4"]}
    page = desk.post(own.url("act/position/check"), sent).content.decode()
    desk.post(own.url("act/position/enter"), hidden(page))
    assert own.size == size + 2


def test_what_would_mean_something_else_by_now_is_shown_again_and_not_entered(own: Own) -> None:
    desk = own.client("secretariat")
    with own.open() as record:
        by, drafts, table = record.party("boria"), len(record.state.drafts), record.state.current()
    assert table is not None
    page = desk.post(own.url("act/position/check"), {"take": "accept", "by": by, "clauses": ["3"]}).content.decode()
    assert f"clause 3 of draft {table.number}" in page
    with own.open() as record:
        record.enter_all(
            [record.tabling(f"1. One.\n\n2. Two.\n\n3. {drafts} words stand here.\n".encode(), name="new.txt")]
        )
        size = record.size
    answer = desk.post(own.url("act/position/enter"), hidden(page))
    assert answer.status_code == 409
    again = answer.content.decode()
    assert f"clause 3 of draft {drafts + 1}" in again
    assert own.size == size
    assert desk.post(own.url("act/position/enter"), hidden(again)).status_code == 302


def test_a_form_that_means_nothing_is_shown_again_with_the_reason(own: Own) -> None:
    desk, size = own.client("secretariat"), own.size
    answer = desk.post(own.url("act/deadline/check"), {"limit": "Boria answers", "when": "nonsense"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "By when" in page
    assert 'value="Boria answers"' in page
    assert own.size == size


def test_a_page_says_which_positions_would_become_stale(own: Own) -> None:
    with own.open() as record:
        taken = next(each for each in record.state.entries if isinstance(each.entry.act, acts.Take))
    page = own.client("secretariat").post(
        own.url("act/voiding/check"), {"void": str(taken.index), "reason": "An error"}
    )
    told = page.content.decode()
    assert "What it will do" in told
    assert f'href="{own.url(f"e/{taken.index}/")}"' in told


def test_a_party_acts_for_itself_alone_whatever_it_sends(own: Own) -> None:
    with own.open() as record:
        aldania = record.party("aldania")
    sent = {"take": "object", "by": aldania, "clauses": "3"}
    page = own.client("boria").post(own.url("act/position/check"), sent).content.decode()
    assert "Boria objects to clause 3" in page.replace(" (Jon Ketter)", "")
    assert "Aldania objects" not in page


def test_no_file_and_no_key_of_the_machine_is_read_from_a_form(own: Own) -> None:
    desk, size = own.client("secretariat"), own.size
    for verb, sent in {
        "confirmation": {"confirm": "1", "kind": "/etc/passwd"},
        "retirement": {"retire": "depositary"},
        "statement": {"state": "root", "source": "/etc/passwd"},
    }.items():
        answer = desk.post(own.url(f"act/{verb}/check"), sent)
        assert "root:" not in answer.content.decode()
        assert (verb, answer.status_code) in (("confirmation", 200), ("retirement", 422), ("statement", 200))
    assert own.size == size


@pytest.mark.parametrize("who", ["", "observer"])
def test_who_enters_nothing_finds_no_forms(own: Own, who: str) -> None:
    desk = own.client(who)
    for rest in ("act/", "act/position/", "table/", "act.json"):
        assert desk.get(own.url(rest)).status_code == 404
    for rest in ("act/position/check", "act/position/enter", "table/send", "members/passkey", "members/invite"):
        assert desk.post(own.url(rest)).status_code == 404


def test_a_party_finds_none_of_the_secretariats_forms(own: Own) -> None:
    desk = own.client("boria")
    for each in SHEETS:
        found = desk.get(own.url(f"act/{each.name}/")).status_code
        assert (each.name, found) == (each.name, 200 if each in sheets_for("party") else 404)
    assert desk.post(own.url("members/invite"), {"email": "a@example.org", "role": "secretariat"}).status_code == 404
    assert desk.post(own.url("report/send")).status_code == 404


def test_every_form_of_the_secretariat_is_there_and_says_what_is_missing(own: Own) -> None:
    desk = own.client("secretariat")
    for each in SHEETS:
        assert desk.get(own.url(f"act/{each.name}/")).status_code == 200
        missing = desk.post(own.url(f"act/{each.name}/check"), {}).status_code
        needed = any(one.needed for one in each.fields) or each.verb in ("link",)
        assert (each.name, missing) == (each.name, 422 if needed else 200)


def test_a_form_from_another_site_is_refused(own: Own) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost:8000"})
    strict.cookies = own.client("secretariat").cookies
    assert strict.post(own.url("act/voiding/enter"), {"void": "1", "reason": "x"}).status_code == 403


def test_what_only_some_may_read_is_shown_to_the_party_that_enters_it(own: Own) -> None:
    with own.open() as record:
        aldania, boria = record.party("aldania"), record.party("boria")
    sent = {"take": "reserve", "clauses": "3", "visible": [aldania]}
    page = own.client("boria").post(own.url("act/position/check"), sent).content.decode()
    assert "For Aldania and Boria, and the secretariat." in page
    assert boria not in page.partition("<main")[0]
