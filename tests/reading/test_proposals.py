"""Proposals: who proposed what, and what for; and remarks, wishes and texts that are none."""

from __future__ import annotations

import pytest
from tests.reading.telling import facts, only, parts, told


@pytest.mark.parametrize(
    ("text", "by", "terms", "returned"),
    [
        ("Boria proposed to drop its claim", "Boria", ("to drop its claim",), ""),
        ("Boria offered to drop its claim, she said.", "Boria", ("to drop its claim",), ""),
        ("Boria offered to drop its claim, – a first.", "Boria", ("to drop its claim",), ""),
        ("Boria offered a freeze in return for peace, she said.", "Boria", ("a freeze",), "peace"),
        ("Boria proposed a canal, and a lock.", "Boria", ("a canal", "a lock"), ""),
        ("Boria proposed a fee of $5 and a cap of $9.", "Boria", ("a fee of $5", "a cap of $9"), ""),
        ("The weavers proposed two things: a lock and a door", "The weavers", ("a lock", "a door"), ""),
        ("The plan demands concessions including a canal — and a lock.", "The plan",
         ("concessions", "a canal", "a lock"), ""),
        ("Boria proposed a share of the workers', and a lock.", "Boria", ("a share of the workers", "a lock"), ""),
        ("The statement called for a shorter day.", "The statement", ("a shorter day",), ""),
        ("The union demanded the owners sign the text.", "The union", ("the owners sign the text",), ""),
    ],
)  # fmt: skip
def test_proposals(text: str, by: str, terms: tuple[str, ...], returned: str) -> None:
    assert parts(only(text, "proposal"), "by", "terms", "return") == [(by,), terms, (returned,) if returned else ()]


@pytest.mark.parametrize(
    ("text", "by", "returned"),
    [
        ("Under the plan, each side would drop three tariffs in return for peace.", "", "peace"),
        ("Under the plan, each side would drop three tariffs, the ministry said.", "", ""),
        ("Under the plan, which Delvia accepted, each side would drop three tariffs.", "", ""),
        ("Under Delvia's plan, each side would drop three tariffs.", "Delvia", ""),
    ],
)
def test_what_a_plan_would_do(text: str, by: str, returned: str) -> None:
    assert parts(only(text, "proposal"), "by", "terms", "return") == [
        (by,) if by else (), ("each side would drop three tariffs",), (returned,) if returned else (),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Boria offered a drink.",
        "Boria requested a freeze.",
        "Boria may offer a freeze on wages.",
        "If asked, Boria offers a freeze on wages.",
        "Boria proposed",
        "Boria proposes that in May wages rise.",
        "Boria demanded of Aldania a reply.",
        "Boria proposed this.",
        "Boria proposed it.",
        "Under the plan, Boria pays.",
        "Under the plan they would drop three tariffs.",
        "Under the plan, each side would have dropped three tariffs.",
        "Under the plan, (a draft) each side would drop three tariffs.",
    ],
)
def test_what_proposes_nothing(text: str) -> None:
    assert facts(told(text), "proposal") == []
