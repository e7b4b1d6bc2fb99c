"""The text with authorship: every word of a draft once, each with its byline; what is chosen is told of."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

Clients = Callable[[str], "Client"]
TOKEN = re.compile(r"\w+")


def value(client: Client, path: str, query: dict[str, str] | None = None) -> dict[str, Any]:
    answer = client.get(path, query)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def runs(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [run for piece in found["pieces"] for line in piece["lines"] for run in line["runs"]]


def gone_at(found: dict[str, Any], text: str) -> int:
    return next(at for at, run in enumerate(runs(found)) if run["gone"] and run["text"] == text)


def words(text: str) -> list[str]:
    return TOKEN.findall(text)


@pytest.mark.parametrize("path", ["/r/velm/d/1.json", "/r/velm/d/2.json", "/r/orn/d/3.json", "/r/orn/d/4.json"])
def test_every_word_of_a_draft_stands_once_and_in_its_place(client: Clients, path: str) -> None:
    from travaux.secretariat.viewers import DEPOSITARY
    from travaux.web.gate import opened_for

    _, slug, _, name = path.removeprefix("/r").rsplit("/", 3)
    found = value(client("boria"), path)
    with opened_for(slug, DEPOSITARY) as record:
        text = record.drafts[record.state.drafts[int(name[0]) - 1].digest].text
    said = [line["label"] + " " + "".join(run["text"] for run in line["runs"])
            for piece in found["pieces"] for line in piece["lines"]]  # fmt: skip
    assert words(text) == words(" ".join(said))
    for run in runs(found):
        if run["words"]:
            start, end = map(int, run["words"].split("-"))
            assert text[start:end] == run["text"]


def test_shares_count_every_word_that_is_in_a_run(client: Clients) -> None:
    found = value(client("boria"), "/r/orn/text.json")
    counted = sum(share["words"] for share in found["shares"])
    assert found["words"] == counted
    assert counted == sum(len(words(run["text"])) for run in runs(found) if run["byline"] is not None)
    assert [share["base"] for share in found["shares"]] == [True] + [False] * (len(found["shares"]) - 1)


def test_words_proposed_by_a_party_and_tabled_by_the_mediator_are_the_partys(client: Clients) -> None:
    found = value(client("observer"), "/r/orn/text.json")
    bylines = found["bylines"]
    pilotage = next(run for run in runs(found) if "except for pilotage" in run["text"])
    assert (bylines[pilotage["byline"]]["name"], bylines[pilotage["byline"]]["grade"]) == ("Estovia", "signed")


def test_words_of_which_only_the_draft_is_known_have_no_author_on_record(client: Clients) -> None:
    found = value(client("observer"), "/r/orn/text.json")
    owner = next(run for run in runs(found) if "The owner informs" in run["text"])
    byline = found["bylines"][owner["byline"]]
    assert (byline["letter"], byline["colour"], byline["grade"]) == ("?", "px", "inferred")
    assert found["chosen"]["words"] == owner["words"]
    assert "Nobody is recorded as proposing these words" in found["chosen"]["answer"]


@pytest.mark.parametrize(
    ("by", "name"),
    [("party", "Estovia"), ("person", "Liv Sandar (Estovia)"), ("draft", "draft 2"), ("age", "on 10 March 2018")],
)
def test_the_same_words_are_painted_in_four_ways(client: Clients, by: str, name: str) -> None:
    found = value(client("boria"), "/r/orn/text.json", {"by": by})
    pilotage = next(run for run in runs(found) if "except for pilotage" in run["text"])
    assert found["bylines"][pilotage["byline"]]["name"] == name
    assert found["by"] == by


def test_deleted_words_stand_in_their_place_only_where_they_are_asked_for(client: Clients) -> None:
    reader = client("boria")
    without, within = (value(reader, "/r/orn/text.json", query) for query in ({}, {"ghosts": "1"}))
    assert [run for run in runs(without) if run["gone"]] == []
    gone = [run["text"] for run in runs(within) if run["gone"]]
    assert "two metres" in gone
    assert sum(len(words(text)) for text in gone) == within["gone"] == without["gone"]
    before = "".join(run["text"] for run in runs(within)[: gone_at(within, "two metres")])
    assert before.rstrip().endswith("When the gauge at Halmar stands below")


def test_a_number_that_a_clause_lost_is_no_deleted_word(client: Clients) -> None:
    found = value(client("boria"), "/r/orn/d/4.json", {"ghosts": "1"})
    assert "11." not in [run["text"] for run in runs(found) if run["gone"]]


def test_chosen_words_are_told_of_without_a_script(client: Clients) -> None:
    page = client("boria").get("/r/orn/text/").content.decode()
    link = re.search(r'class="run p\d signed" id="w\d+" href="([^"]*)"', page)
    assert link is not None
    told = client("boria").get(link[1].replace("&amp;", "&").partition("#")[0]).content.decode()
    assert told.count('aria-current="true"') >= 1
    assert 'id="told"' in told
    assert told.count("<article") == 1


@pytest.mark.parametrize("name", ["0-0-0", "x", "99999-100000", "٤-٥", "9.1-2", ""])
def test_words_that_are_not_there_are_no_page(client: Clients, name: str) -> None:
    assert client("boria").get(f"/r/orn/d/4/w/{name}/").status_code == 404
    assert client("boria").get("/r/orn/text/", {"w": name}).status_code == 200


def test_the_words_of_one_run_alone_are_sent_where_a_script_asks(client: Clients) -> None:
    found = value(client("boria"), "/r/orn/text.json")
    name = next(run["words"] for run in runs(found) if "pilotage" in run["text"])
    bare = client("boria").get(f"/r/orn/d/4/w/{name}/", headers={"hx-request": "true"}).content.decode()
    whole = client("boria").get(f"/r/orn/d/4/w/{name}/").content.decode()
    assert bare.strip().startswith("<article")
    assert "<html" in whole
    assert "Estovia" in bare


def test_deleted_words_say_who_put_them_in_and_who_took_them_out(client: Clients) -> None:
    reader = client("boria")
    found = value(reader, "/r/orn/text.json", {"ghosts": "1"})
    name = next(run["words"] for run in runs(found) if run["text"] == "two metres")
    told = value(reader, f"/r/orn/d/4/w/{name}.json")
    assert told["gone"]
    assert told["answer"] == "Put in by Cascadia in draft 1; taken out by Boria in draft 2."
    assert [fact["term"] for fact in told["facts"]][:3] == ["Put in", "Taken out", "Put into effect"]


def test_a_draft_is_named_by_number_or_digest(client: Clients) -> None:
    reader = client("boria")
    by_number = value(reader, "/r/orn/d/2.json")
    by_digest = value(reader, f"/r/orn/d/{by_number['draft']['digest'][:12]}.json")
    assert by_number["pieces"] == by_digest["pieces"]
    assert reader.get("/r/orn/d/9/").status_code == 404


def test_before_a_draft_was_tabled_there_is_no_page_of_it(client: Clients) -> None:
    reader = client("boria")
    tabled = value(reader, "/r/orn/d/2.json")["draft"]["entry"]
    assert reader.get("/r/orn/d/2/", {"at": str(tabled - 1)}).status_code == 404
    assert [each["number"] for each in value(reader, "/r/orn/text.json", {"at": str(tabled)})["drafts"]] == [1, 2]
    assert value(reader, "/r/orn/text.json", {"at": "3"})["draft"] is None


def test_links_of_an_earlier_state_stay_in_it(client: Clients) -> None:
    page = client("boria").get("/r/orn/text/", {"at": "60"}).content.decode()
    sheet = page[page.index('id="sheet"') : page.index("<aside")]
    links = re.findall(r'href="([^"#]*)', sheet)
    assert links
    assert [link for link in links if "at=60" not in link] == []


def test_a_clause_has_where_it_stands(client: Clients) -> None:
    found = value(client("boria"), "/r/orn/text.json")
    held = {piece["place"]: piece["held"] for piece in found["pieces"] if piece["place"]}
    overview = value(client("boria"), "/r/orn/overview.json")
    assert {each["place"]: each["held"] for each in overview["clauses"]} == {
        place: held[place] for place in (each["place"] for each in overview["clauses"])
    }


def test_a_clause_in_dispute_says_what_has_no_author_on_record(client: Clients) -> None:
    found = value(client("boria"), "/r/orn/text.json")
    unknown = {piece["place"]: (piece["unknown"], piece["held"]) for piece in found["pieces"] if piece["unknown"]}
    assert unknown == {"8": (10, "O")}
    assert "10 words of this clause have no author on record." in client("boria").get("/r/orn/text/").content.decode()


def test_hostile_words_of_a_text_stay_words(client: Clients) -> None:
    from travaux.text.drafts import Draft
    from travaux.web.pages.texts.bylines import Byline
    from travaux.web.pages.texts.runs import Line, Piece, Run, Sheet
    from travaux.web.pages.texts.runs_drawn import drawn

    evil = "<script>alert(1)</script>\"'&[x]"
    byline = Byline(evil, evil, "p0", "signed")
    line = Line("words", evil, 0, evil, (Run("1-2", evil, 0), Run("1.1-2", evil, 0, gone=True), Run("", evil)))
    made = drawn(
        Sheet((Piece(place=evil, held="O", unknown=2, lines=(line,)),), (byline,)),
        lambda w: f"?w={w}",
        lambda p: f"?{p}",
    )
    assert "<script" not in made
    assert Draft(evil).text in made.unescape().replace('<span class="br">', "").replace("</span>", "")


def test_whoever_typed_an_amendment_in_is_not_its_author(client: Clients) -> None:
    reader = client("boria")
    found = value(reader, "/r/velm/text.json", {"by": "person"})
    eight = next(run for run in runs(found) if run["text"] == "eight")
    assert found["bylines"][eight["byline"]]["name"] == "Orla Velling (Boria)"
    facts = {fact["term"]: fact["told"] for fact in value(reader, f"/r/velm/d/2/w/{eight['words']}.json")["facts"]}
    assert (facts["Acted"], facts["Typed in by"]) == ("Boria (Orla Velling)", "Cascadia (R. Osk)")
