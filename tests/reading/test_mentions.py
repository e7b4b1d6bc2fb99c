"""Names and what the words around them show; which names mean one and the same, and which might."""

from __future__ import annotations

import pytest
from tests.reading.telling import DAY, source

from travaux.reading.mentions import Mentions, find
from travaux.reading.passages import passages
from travaux.reading.prose import parse


def mentions(text: str) -> Mentions:
    return find(passages(parse(text), DAY), text)


def names(text: str) -> list[tuple[str, str]]:
    found = mentions(text)
    return [(found.link(each).name, found.link(each).kind) for each in found.all]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Velm", []),
        ("The Delvia Foreign Minister Orla Velling left.", [("Delvia", "body"), ("Orla Velling", "person")]),
        ("The Dawn, a lovely daily, was late.", [("Dawn", "outlet")]),
        ("The Dawn, a journal of record, was late.", [("Dawn", "body")]),
        ("The Dawn, a sheet that we all have seen as a daily, was late.", [("Dawn", "body")]),
        ("Ms Velling left. Orla Velling came.", [("Orla Velling", "person"), ("Orla Velling", "person")]),
        ("Ms Orla Velling left. Mr Velling came.", [("Orla Velling", "person"), ("Velling", "person")]),
        ("Orla Velling left. Tomas Velling came. Ms Velling sat.",
         [("Orla Velling", "name"), ("Tomas Velling", "name"), ("Velling", "person")]),
        ("The Port Workers Union (PWU) left. The PWU came.",
         [("Port Workers Union", "body"), ("Port Workers Union", "body"), ("Port Workers Union", "body")]),
    ],
)  # fmt: skip
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_what_a_last_name_shows_of_another_person_is_not_shared() -> None:
    found = mentions("Ms Orla Velling left. Mr Velling came.")
    assert found.full["Orla Velling"].gender == "female"


def test_a_long_row_of_words_behind_a_name_is_no_office() -> None:
    row = "the old kind slow good wise long far deep wide high low wet dry hot cold new envoy"
    said = source(f"Orla Velling, {row}, said it failed.", ("Orla Velling", "said", "it failed"))
    assert (said.source.person and said.source.person.name, said.source.office) == ("Orla Velling", "")


def test_the_head_of_an_office_is_an_office_too() -> None:
    found = mentions("Orla Velling, the minister elect of trade, left.")
    assert found.full["Orla Velling"].office == "minister elect of trade"
    assert set(found.holders) == {"minister elect of trade"}
