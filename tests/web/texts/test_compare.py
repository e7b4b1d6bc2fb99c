"""Two texts compared, and a file held to what it declares: both texts are in the rows, every change has its number."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

Clients = Callable[[str], "Client"]


def value(client: Client, path: str, query: dict[str, str] | None = None) -> dict[str, Any]:
    answer = client.get(path, query)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def side(found: dict[str, Any], *fates: str) -> str:
    said = []
    for row in found["rows"]:
        words = "".join(part["text"] for part in row["parts"] if part["fate"] in ("equal", *fates))
        said.append(f"{row['label']} {words}" if words.strip() else "")
    return "".join("".join(said).replace("¶", "").split())


@pytest.mark.parametrize("pair", ["1..2", "2..3", "3..4", "4..3", "1..4"])
def test_the_rows_of_the_whole_hold_both_texts(client: Clients, pair: str) -> None:
    from travaux.secretariat.viewers import DEPOSITARY
    from travaux.web.gate import opened_for

    found = value(client("boria"), f"/r/orn/compare/{pair}.json", {"whole": "1"})
    with opened_for("orn", DEPOSITARY) as record:
        texts = [record.drafts[record.state.drafts[int(name) - 1].digest].text for name in pair.split("..")]
    later = "".join(texts[1].split())
    assert sorted(side(found, "insert", "move-to")) == sorted(later)


def test_only_what_changed_is_shown_unless_the_whole_is_asked_for(client: Clients) -> None:
    reader = client("boria")
    changed, whole = (value(reader, "/r/orn/compare/2..3.json", query) for query in ({}, {"whole": "1"}))
    assert all(row["changed"] for row in changed["rows"])
    assert changed["rows"] == [row for row in whole["rows"] if row["changed"]]
    assert len(whole["rows"]) > len(changed["rows"])


@pytest.mark.parametrize("view", ["inline", "beside"])
def test_every_change_has_one_number_in_the_text_and_one_in_the_list(client: Clients, view: str) -> None:
    page = client("boria").get("/r/orn/compare/2..3/", {"view": view}).content.decode()
    numbers = re.findall(r'id="k(\d+)"', page)
    assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))
    assert re.findall(r'<li id="l(\d+)"', page) == sorted(numbers, key=int)


def test_a_move_is_one_change_at_both_its_places(client: Clients) -> None:
    found = value(client("boria"), "/r/orn/compare/3..4.json")
    fates = {part["fate"] for row in found["rows"] for part in row["parts"] if part["move"]}
    assert fates >= {"move-from", "move-to"}
    assert [each["kind"] for each in found["changes"]].count("move") == 1


def test_numbering_is_left_out_of_account_where_asked(client: Clients) -> None:
    reader = client("boria")
    with_, without = (
        value(reader, "/r/orn/compare/3..4.json", query)["changes"] for query in ({}, {"ignore-numbering": "1"})
    )
    assert {each["new"] for each in with_ if each["kind"] == "insertion"} >= {"11"}
    assert not any(each["new"] == "11" or each["old"] == "10" for each in without)


def test_changes_have_whose_they_are(client: Clients) -> None:
    changes = value(client("boria"), "/r/orn/compare/1..2.json")["changes"]
    names = {each["new"]: each["name"] for each in changes}
    assert names["one metre and eighty"] == "Boria"
    assert names[", except for pilotage"] == "Estovia"


def test_a_proposal_is_compared_with_its_draft(client: Clients) -> None:
    found = value(client("boria"), "/r/orn/compare/1..p20.json")
    assert found["later"]["proposal"]
    assert [(each["new"], each["name"]) for each in found["changes"]] == [(", except for pilotage", "Estovia")]
    assert found["papers"]["docx"] == "/r/orn/papers/redline.docx?proposal=20"


@pytest.mark.parametrize("path", ["compare/2..3", "compare/1..p20", "compare/2..3?at=90", "audit/1..2"])
def test_it_can_be_had_as_a_file(client: Clients, path: str) -> None:
    reader, (page, _, query) = client("observer"), path.partition("?")
    found = value(reader, f"/r/velm/{page}.json" if "audit" in page else f"/r/orn/{page}.json?{query}")
    answer = reader.get(found["papers"]["docx"] if "papers" in found else found["paper"])
    assert (answer.status_code, b"".join(answer)[:2] if answer.streaming else answer.content[:2]) == (200, b"PK")


def test_two_texts_are_chosen_by_a_form(client: Clients) -> None:
    reader = client("boria")
    assert reader.get("/r/orn/compare/").headers["location"] == "/r/orn/compare/3..4/"
    assert reader.get("/r/orn/compare/", {"a": "1", "b": "p20"}).headers["location"] == "/r/orn/compare/1..p20/"
    assert reader.get("/r/orn/compare/", {"a": "1", "b": "//elsewhere.example"}).status_code == 404
    assert reader.get("/r/orn/compare/", {"a": "1", "b": "2", "at": "40"}).headers["location"].endswith("?at=40")


@pytest.mark.parametrize("pair", ["1..99", "p1..2", "x..y", "1..p999999999", "1..pp", "..", "1..٢"])
def test_texts_that_are_not_there_are_no_page(client: Clients, pair: str) -> None:
    assert client("boria").get(f"/r/orn/compare/{pair}/").status_code == 404
    assert client("boria").get(f"/r/orn/audit/{pair}/").status_code == 404


def test_what_a_file_does_not_show_comes_first(client: Clients) -> None:
    found = value(client("observer"), "/r/velm/audit/1..2.json")
    assert found["verdict"] == "31 words were replaced by 24 without being shown, in clause 14."
    assert [each["place"] for each in found["undeclared"]] == ["clause 14"]
    assert [each["place"] for each in found["declared"]] == ["clause 2", "clause 2", "clause 3", "clause 7"]
    page = client("observer").get("/r/velm/audit/1..2/").content.decode()
    assert page.index('id="not-shown"') < page.index('id="shown"')
    assert re.findall(r'id="k(\d)"', page) == ["1", "2", "3", "4", "5"]


def test_an_amendment_to_an_amendment_stands_in_two_layers(client: Clients) -> None:
    reader = client("boria")
    found = value(reader, "/r/orn/compare/4..p96.json")
    words = [each for line in found["layers"] for each in line["words"]]
    assert ("month", "", "Delvia") in [(each["text"].strip(), each["put_in"], each["taken_out"]) for each in words]
    assert {"Boria", "Delvia"} <= {each["put_in"] for each in words}
    both = [each for each in words if each["put_in"] and each["taken_out"]]
    assert {(each["put_in"], each["taken_out"]) for each in both} <= {("Boria", "Delvia")}
    assert value(reader, "/r/orn/compare/p95..p96.json")["layers"] == []
    assert "<ins><span" in reader.get("/r/orn/compare/4..p96/").content.decode()
