"""Delegations: whose they are, how many, who is named, by which instrument."""

from __future__ import annotations

import pytest
from tests.reading.telling import facts, only, parts, told


@pytest.mark.parametrize(
    ("text", "party", "count", "named", "instrument"),
    [
        ("Boria's delegation includes Orla Velling and Tomas Reel.", "Boria", "", ("Orla Velling", "Tomas Reel"), ""),
        ("The delegation includes the negotiator Orla Velling.", "", "", ("Orla Velling",), ""),
        ("Boria's delegation consisted of Orla Velling and Tomas Reel.", "Boria", "", ("Orla Velling", "Tomas Reel"),
         ""),
        ("Boria named a delegation of seven for two days.", "Boria", "seven", (), ""),
        ("Boria named seven senior negotiators.", "Boria", "seven senior negotiators", (), ""),
        ("Boria named a delegation of five in the old grey cold northern town.", "Boria", "five", (), ""),
        ("Boria named a five-member delegation by and by.", "Boria", "five-member", (), ""),
        ("The team will be led by Orla Velling.", "", "", ("Orla Velling",), ""),
        ("Boria's five-member team will be led by Orla Velling.", "Boria", "five-member", ("Orla Velling",), ""),
        ("A delegation was named by decree.", "", "", (), "decree"),
        ("The council named the delegation of Boria by decree.", "Boria", "", (), "decree"),
        ("The secretariat appointed Boria's delegation of five members.", "Boria", "five members", (), ""),
        ("The council named the union's five-member delegation.", "the union", "five-member", (), ""),
        ("Boria's president named a five-member delegation.", "Boria", "five-member", (), ""),
        ("The president named a five-member delegation.", "", "five-member", (), ""),
        ("It sent a five-member delegation.", "", "five-member", (), ""),
        ("Boria sent five members, chosen by Orla Velling.", "Boria", "five members", (), ""),
        ("Boria named a delegation of two new teams by decree.", "Boria", "", (), "decree"),
        ("Boria sent two people, Orla Velling's brother and Tomas Reel.", "Boria", "two people", ("Tomas Reel",), ""),
    ],
)  # fmt: skip
def test_delegations(text: str, party: str, count: str, named: tuple[str, ...], instrument: str) -> None:
    fact = only(text, "delegation")
    assert parts(fact, "party", "count", "named", "instrument") == [
        *((each,) if each else () for each in (party, count)), named, (instrument,) if instrument else (),
    ]  # fmt: skip


def test_members_are_never_all_where_they_are_only_included() -> None:
    fact = only("Boria's two-member delegation includes Orla Velling and Tomas Reel.", "delegation")
    assert (fact.number, fact.exhaustive) == (2, False)


def test_the_day_on_which_somebody_leads() -> None:
    fact = only("The team will be led by Orla Velling on Friday.", "delegation")
    assert ([each.edtf for each in fact.dates], fact.done) == (["2031-03-14"], False)


@pytest.mark.parametrize(
    "text",
    [
        "The delegation was led into the hall.",
        "Boria named a delegation.",
        "Boria named two new teams by decree.",
        "The union demanded that the owners name a five-member delegation.",
    ],
)
def test_what_tells_of_no_delegation(text: str) -> None:
    assert facts(told(text), "delegation") == []
