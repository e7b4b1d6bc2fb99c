"""Quantities, claims and findings: when a count bears a claim out, and which claims say nothing."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.claims.claim import (
    ALL,
    ANY,
    ASSUMED,
    PREDICATES,
    Bearing,
    Claim,
    Finding,
    Much,
    Quantity,
    Subject,
)
from travaux.record.terms import Index, Place

Side = Literal["for", "against", "context"]
PARTIES = Subject(kind="parties")
BORIA = Subject(name="boria")


@pytest.mark.parametrize(
    ("quantity", "enough"),
    [
        (Quantity(kind="any"), {1, 2, 3, 4, 5, 6}),
        (Quantity(kind="some"), {1, 2, 3, 4, 5, 6}),
        (Quantity(kind="several"), {3, 4, 5, 6}),
        (Quantity(kind="most"), {4, 5, 6}),
        (Quantity(kind="all"), {6}),
        (Quantity(kind="exactly", number=0), {0}),
        (Quantity(kind="exactly", number=2), {2}),
        (Quantity(kind="at least", number=0), {0, 1, 2, 3, 4, 5, 6}),
        (Quantity(kind="at least", number=2), {2, 3, 4, 5, 6}),
    ],
)
def test_so_many_of_six(quantity: Quantity, enough: set[int]) -> None:
    assert {count for count in range(7) if quantity.holds(count, 6)} == enough


def test_of_nothing_not_even_all_is_enough() -> None:
    assert [Quantity(kind=kind).holds(0, 0) for kind in ("any", "some", "several", "most", "all")] == [False] * 5
    assert ALL.holds(1, 1)
    assert Quantity(kind="most").holds(1, 1)
    assert not Quantity(kind="most").holds(3, 6)


@pytest.mark.parametrize(
    ("kind", "number"),
    [("any", 1), ("all", 0), ("several", 3), ("exactly", None), ("at least", None), ("exactly", -1), ("at least", -1)],
)
def test_a_number_stands_where_one_belongs(kind: Much, number: int | None) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        Quantity(kind=kind, number=number)
    assert str(raised.value) == f"{kind} with the number {number}"


@pytest.mark.parametrize(
    ("kind", "name"), [("parties", "x"), ("anyone", "x"), ("party", ""), ("official", ""), ("person", "")]
)
def test_a_subject_is_named_or_counted(kind: Any, name: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        Subject(kind=kind, name=name)
    assert str(raised.value) == f"a subject of kind {kind} with the name {name!r}"


def test_subjects_that_there_are() -> None:
    assert [Subject(kind=kind, name="x").name for kind in ("party", "official", "person")] == ["x"] * 3
    assert [Subject(kind=kind).name for kind in ("parties", "anyone")] == ["", ""]


FOURTEEN = (Place("14"),)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"object": "text", "clauses": FOURTEEN}, "clauses, or so many of them, where the object is a text"),
        ({"object": "meeting", "quantity": ALL}, "clauses, or so many of them, where the object is a meeting"),
        (
            {"clauses": (*FOURTEEN, *FOURTEEN), "quantity": ALL},
            "a clause that is named twice, or a denial inside what is not denied",
        ),
        ({"quantity": ALL, "inside": True}, "a clause that is named twice, or a denial inside what is not denied"),
        ({"clauses": FOURTEEN}, "of one clause there is only all"),
        ({"denied": True, "inside": True}, "a denial inside a quantity, and nothing that is counted"),
        (
            {"object": "text", "denied": True, "inside": True},
            "a denial inside a quantity, and nothing that is counted",
        ),
        (
            {"clauses": FOURTEEN, "quantity": ALL, "denied": True, "inside": True},
            "a denial inside a quantity, and nothing that is counted",
        ),
    ],
)
def test_claims_that_say_nothing(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        Claim(subject=BORIA, predicate="approved", **fields)
    assert str(raised.value) == message


def test_claims_that_there_are() -> None:
    nine = (Place("9"), Place("14"))
    for fields in (
        {"object": "text"},
        {"clauses": FOURTEEN, "quantity": ALL},
        {"clauses": nine},
        {"clauses": nine, "quantity": ALL, "denied": True, "inside": True},
        {"quantity": ALL, "denied": True, "inside": True},
        {"quantity": ALL, "denied": True},
    ):
        made = Claim(subject=BORIA, predicate="approved", **fields)  # type: ignore[arg-type]
        assert all(getattr(made, name) == value for name, value in fields.items())
    counted = Claim(subject=PARTIES, predicate="approved", object="text", denied=True, inside=True)
    assert counted.inside


QUANTITIES = [ANY, ALL, Quantity(kind="most"), Quantity(kind="several"), Quantity(kind="exactly", number=2)]


@given(st.sampled_from(QUANTITIES), st.integers(0, 9), st.integers(0, 9))
def test_a_denial_turns_the_answer_round(quantity: Quantity, count: int, more: int) -> None:
    """Outside the quantity it denies the whole; inside, it counts those of which it is not so."""
    total = count + more
    said = Claim(subject=BORIA, predicate="approved", quantity=quantity)
    denied = Claim(subject=BORIA, predicate="approved", quantity=quantity, denied=True)
    assert said.holds(count, total) is quantity.holds(count, total)
    assert denied.holds(count, total) is not said.holds(count, total)
    if quantity != ANY:
        inside = Claim(subject=BORIA, predicate="approved", quantity=quantity, denied=True, inside=True)
        assert inside.holds(count, total) is said.holds(more, total)
    parties = Claim(subject=PARTIES, predicate="approved", quantity=quantity, denied=True, inside=True)
    assert parties.holds(count, total) is denied.holds(count, total)


def test_the_sides_of_a_finding() -> None:
    sides: tuple[Side, ...] = ("for", "against", "for", "context")
    bearing = tuple(Bearing(entry=Index(at), side=side, grade="signed", shows="it") for at, side in enumerate(sides))
    found = Finding(claims=(), says="it is so", verdict="disputed", reason="both", bearing=bearing)
    assert [[each.entry for each in found.entries(side)] for side in ("for", "against", "context")] == [
        [0, 2],
        [1],
        [3],
    ]  # type: ignore[arg-type]
    assert (found.size, found.rules, found.counting, found.assuming) == (0, "plain", "top", ASSUMED)
    assert len(PREDICATES) == len(set(PREDICATES)) == 18
