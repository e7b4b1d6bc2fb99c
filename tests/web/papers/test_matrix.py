"""The matrix as a page: the same positions as the paper and the overview, drawn short; filters; linkages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from travaux.papers.standing import ORDER

if TYPE_CHECKING:
    from django.test import Client

    from travaux.web.config import Config
    from travaux.web.pages.papers.matrix import Matrix

Clients = Callable[[str], "Client"]


@pytest.fixture
def matrix(desk: Config) -> Callable[..., Matrix]:
    """Returns a function from a query to the value of the page, as Boria reads it."""
    from django.http import QueryDict

    from travaux.secretariat.opening import open as open_record
    from travaux.web.ask import Ask
    from travaux.web.gate import Seated
    from travaux.web.pages.papers.matrix import build

    def made(slug: str = "orn", query: str = "") -> Matrix:
        with open_record(desk.records[slug], viewer="boria", home=desk.home) as record:
            return build(Ask(Seated(slug, record.viewer), record, {}, QueryDict(query)))

    return made


@pytest.mark.parametrize("slug", ["velm", "orn"])
def test_the_matrix_and_the_overview_count_alike(client: Clients, matrix: Callable[..., Matrix], slug: str) -> None:
    overview = client("boria").get(f"/r/{slug}/overview.json").json()
    found = matrix(slug)
    assert [(each["place"], each["held"]) for each in overview["clauses"]] == [
        (row.place, row.stands) for row in found.rows
    ]
    counts = Counter(row.stands for row in found.rows)
    assert overview["counts"] == {held: counts[held] for held in ORDER}


def test_a_cell_is_a_letter_with_its_words_its_day_and_its_entry(matrix: Callable[..., Matrix]) -> None:
    row = next(row for row in matrix().rows if row.place == "8")
    assert [(cell.letter, cell.stale, cell.when, cell.entry) for cell in row.cells] == [
        ("A", True, "13 Apr", 35), ("O", False, "26 May", 92), ("A", False, "26 May", 89), ("A", False, "26 May", 94),
    ]  # fmt: skip
    assert [cell.says for cell in row.cells][1:] == [
        "objected", "accepted", "accepted; on condition: the gauge at Carrow is read by the Commission",
    ]  # fmt: skip
    assert [cell.held for cell in row.cells][3] == "AR"
    assert row.says == "Objected to by Boria"


def test_one_party_and_what_it_keeps_open(matrix: Callable[..., Matrix]) -> None:
    whole, open_, first = matrix(), matrix(query="blocking=any"), matrix().parties[1]
    assert [row.place for row in open_.rows] == [row.place for row in whole.rows if row.stands != "A"]
    assert open_.left_out == len(whole.rows) - len(open_.rows)
    kept = matrix(query=f"blocking={first}")
    assert kept.rows
    assert all(first in row.holding for row in kept.rows)


def test_one_forum_alone(client: Clients, matrix: Callable[..., Matrix]) -> None:
    found = matrix(query="forum=informals")
    assert found.forum == "informals"
    assert "in informals" in found.sentence
    assert client("boria").get("/r/orn/papers/matrix/", {"forum": "the bar"}).status_code == 422


def test_every_cell_can_be_read_in_words(client: Clients) -> None:
    page = client("boria").get("/r/orn/papers/matrix/", {"words": "1"}).content.decode()
    assert "accepted; on condition: the gauge at Carrow is read by the Commission" in page
    assert '<table class="matrix"' not in page


def test_its_heads_name_rows_and_columns_and_the_last_column_says_it_in_words(client: Clients) -> None:
    page = client("boria").get("/r/orn/papers/matrix/").content.decode()
    assert page.count('<th scope="row">') >= 12
    assert "<b>Objected to by Boria</b>" in page
    assert '<a href="/r/orn/c/8/" dir="auto">The dam at Carrow</a>' in page


def test_a_linkage_warns_when_words_of_a_leg_have_changed(client: Clients) -> None:
    found = client("boria").get("/r/orn/linkages.json").json()
    (tie,) = found["ties"]
    assert (tie["entry"], tie["warned"], tie["withdrawn"]) == (24, True, None)
    assert [(leg["place"], leg["changed"], leg["by"]) for leg in (*tie["offered"], *tie["given"])] == [
        ("9", "stale: the words have changed", 72), ("8", "stale: the words have changed", 72),
    ]  # fmt: skip
    before = client("boria").get("/r/orn/linkages.json", {"at": "24"}).json()
    assert [tie["warned"] for tie in before["ties"]] == [False]
    page = client("boria").get("/r/orn/linkages/").content.decode()
    assert 'role="region"' in page
    assert "stale: the words have changed" in page
    assert client("boria").get("/r/orn/linkages.json", {"at": "23"}).json()["ties"] == []
