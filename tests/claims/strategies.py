"""Hypothesis strategies for claims: everything that the grammar can say."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from travaux.claims.claim import ALL, ANY, PREDICATES, Claim, Quantity, Subject
from travaux.claims.words import HEDGES
from travaux.record.terms import Dated, Place

QUANTITIES = st.one_of(
    st.sampled_from(["any", "some", "several", "most", "all"]).map(lambda kind: Quantity(kind=kind)),  # type: ignore[arg-type]
    st.builds(
        lambda kind, number: Quantity(kind=kind, number=number),
        st.sampled_from(["exactly", "at least"]),
        st.integers(0, 20),
    ),
)
NAMES = st.sampled_from(
    ["boria", "aldania", "party-00000000", "the", "Any", "Upper Velm", "exactly", "did", "Ålund", "official"]
)
PLACES = st.sampled_from(
    [Place(each) for each in ("1", "2", "14", "4.2(a)", "preamble", "Annex I", "2bis", "the", "A-1")]
)
DATES = st.sampled_from(
    ["2031-03-16", "2031-03", "2031", "2031-03-16~", "2031-03-01/2031-03-05", "203X", "[2031-03-01..2031-03-05]"]
)
WORDS = st.sampled_from(["", "its president", "the board", "Cascadia", "by 2031", "Orla Velling"])
HEDGE = st.one_of(st.just(""), st.sampled_from(HEDGES))


@st.composite
def subjects(draw: st.DrawFn) -> Subject:
    kind = draw(st.sampled_from(["party", "official", "person", "parties", "anyone"]))
    if kind == "parties":
        return Subject(kind="parties", quantity=draw(QUANTITIES))
    return Subject(kind=kind, name="" if kind == "anyone" else draw(NAMES))  # type: ignore[arg-type]


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim; about one in two is denied."""
    kind = draw(st.sampled_from(["clauses", "clauses", "clauses", "text", "meeting", "matter"]))
    about: dict[str, Any] = {
        "subject": draw(subjects()),
        "predicate": draw(st.sampled_from(PREDICATES)),
        "object": kind,
    }
    if kind == "clauses":
        places = tuple(draw(st.lists(PLACES, max_size=4, unique=True)))
        about |= {"clauses": places, "quantity": ALL if len(places) == 1 else draw(QUANTITIES)}
    if kind in ("clauses", "text"):
        about["draft"] = draw(st.sampled_from(["", "2", "ab12cd34", "Second text"]))
    if kind == "matter":
        about["matter"] = draw(st.sampled_from(["an audit of all aid", "the", "clause 4"]))
    if kind == "meeting":
        about["matter"] = draw(st.sampled_from(["", "31", "in Port Herald"]))
    about["since"], about["until"] = (
        draw(st.one_of(st.none(), DATES.map(lambda edtf: Dated(edtf=edtf)))) for _ in "ab"
    )
    about |= {"to": draw(WORDS), "hedge": draw(HEDGE), "denied": draw(st.booleans())}
    countable = kind == "clauses" and len(about["clauses"]) != 1 and about["quantity"] != ANY
    if about["denied"] and (about["subject"].kind == "parties" or countable):
        about["inside"] = draw(st.booleans())
    return Claim(**about)
