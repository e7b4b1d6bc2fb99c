"""The life of a clause: three answers, each wording with its redline, what was held and said at its moment."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from django.test import Client

Clients = Callable[[str], "Client"]


def life(client: Client, path: str, query: dict[str, str] | None = None) -> dict[str, Any]:
    answer = client.get(path, query)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_three_answers_cite_their_entries(client: Clients) -> None:
    found = life(client("boria"), "/r/velm/c/14.json")
    assert found["called"] == "Clause 14"
    assert found["wrote"][0].startswith("Boria (Orla Velling): 24 words, proposed (entry 19, signed)")
    assert "took out “Boria shall undergo an independent audit" in found["removed"][0]
    assert any(line.startswith("Boria accepts ad referendum (entry 35") for line in found["agreed"])
    outside = life(client("observer"), "/r/velm/c/14.json")
    assert "Orla Velling" not in str(outside)
    page = client("observer").get("/r/velm/c/14/").content.decode()
    assert '<a class="entry" href="/r/velm/e/19/">entry 19</a>' in page


def test_the_redline_of_every_step_gives_both_wordings(client: Clients) -> None:
    steps = life(client("boria"), "/r/orn/c/8.json")["steps"]
    assert [step["draft"] for step in steps] == [4, 3, 2, 1]
    for later, earlier in pairwise(steps):
        if later["parts"]:
            was = "".join(each["text"] for each in later["parts"] if each["fate"] in ("equal", "delete", "move-from"))
            standing = earlier if earlier["parts"] else steps[-1]
            now = [each["text"] for each in standing["parts"] if each["fate"] in ("equal", "insert", "move-to")]
            assert "".join(was.split()) == "".join("".join(now).split())


def test_a_moved_clause_is_one_life(client: Clients) -> None:
    found = life(client("boria"), "/r/orn/c/10.json")
    assert found["sentence"].startswith("Clause 11 until draft 4.")
    assert [column["place"] for column in found["columns"]] == ["clause 11", "clause 11", "clause 11", "clause 10"]
    assert not any("11." in line for line in found["removed"])


def test_what_was_held_stands_with_the_wording_it_was_held_on(client: Clients) -> None:
    steps = {step["draft"]: step for step in life(client("boria"), "/r/orn/c/8.json")["steps"]}
    held = {(each["entry"], each["held"], each["status"]) for each in steps[2]["events"] if each["held"]}
    assert {status for _, _, status in held} == {"stale"}
    assert {each["entry"] for each in steps[4]["events"]} == {89, 92, 94, 95, 96}
    assert [each["entry"] for each in steps[4]["events"] if each["proposal"]] == [96, 95]


def test_blocks_of_the_picture_are_the_words_of_the_clause(client: Clients) -> None:
    for column in life(client("boria"), "/r/orn/c/8.json")["columns"]:
        starts = [block["start"] for block in column["blocks"]]
        assert starts == sorted(starts)
        assert column["blocks"][-1]["end"] == len(column["text"])
        assert sum(block["words"] for block in column["blocks"]) == len(
            [word for word in column["text"].replace("-", " ").split() if word[0].isalnum()]
        )


def test_a_source_not_for_attribution_has_no_party(client: Clients) -> None:
    events = [each for step in life(client("public"), "/r/velm/c/14.json")["steps"] for each in step["events"]]
    hidden = [each for each in events if "not for attribution" in each["says"]]
    assert hidden
    assert {each["party"] for each in hidden} == {None}
    claimed = {each["entry"] for each in events if each["claims"]}
    page = client("public").get("/r/velm/c/14/").content.decode()
    assert claimed
    assert all(f"/r/velm/statements/{entry}/" in page for entry in claimed)


@pytest.mark.parametrize("place", ["99", "nope", "14/../2", "<b>"])
def test_a_clause_that_is_not_there_is_no_page(client: Clients, place: str) -> None:
    assert client("boria").get(f"/r/velm/c/{quote(place)}/").status_code == 404


def test_a_clause_may_be_named_as_an_earlier_draft_numbers_it(client: Clients) -> None:
    reader = client("boria")
    now, then = (life(reader, "/r/orn/c/11.json", query) for query in ({}, {"draft": "3"}))
    assert (now["heading"], then["heading"]) == ("Commission", "Settlement of disputes")
    assert not then["on_table"]


def test_a_life_as_of_an_earlier_entry_knows_nothing_later(client: Clients) -> None:
    found = life(client("boria"), "/r/orn/c/8.json", {"at": "30"})
    assert [step["draft"] for step in found["steps"]] == [2, 1]
    assert max(each["entry"] for step in found["steps"] for each in step["events"]) <= 30
