"""Which clause became which: by comparison, by hand, through drafts whose texts are missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.record.building import Record, party

from travaux.errors import Malformed
from travaux.record import acts
from travaux.record.descent import Descent
from travaux.record.life import Life, life
from travaux.record.positions import Positions
from travaux.record.shelf import Spot, Text
from travaux.record.terms import Digest, Place, Source
from travaux.text.drafts import Draft

FIRST = (
    "Article 1\nThe Parties shall cooperate in good faith.\nArticle 2\n1. No force exceeds 42 units.\n"
    "2. Each Party reports every year to the Council.\nArticle 3\nThis plan lasts ten years.\n"
)
SECOND = (
    "Article 1\nIn this plan words have their plain meaning.\nArticle 2\nThe Parties shall cooperate in good faith.\n"
    "Article 3\n1. No force exceeds 42 units.\n2. Each Party reports every year to the Council and to the public.\n"
)


def talks() -> tuple[Record, Digest, Digest]:
    record = Record()
    for name in ("aldania", "boria"):
        record.admit(name)
    return record, record.draft(FIRST), record.draft(SECOND)


def descent(record: Record) -> Descent:
    return Descent(record.state().book, record.drafts)


def at(found: Descent, draft: Digest, place: str) -> Spot:
    spot = found.shelf.spot(draft, Place(place))
    assert spot is not None
    return spot


def places(found: Descent, spots: tuple[Spot, ...]) -> list[str]:
    return [found.shelf[spot.draft].place(spot.number) for spot in spots]


def test_steps_between_drafts() -> None:
    record, first, second = talks()
    record.table("aldania", first)
    record.table("boria", second, first)
    found = descent(record)
    (step,) = found.back(at(found, second, "3.2"))
    assert (step.fate, places(found, step.earlier), step.reworded, step.grade) == (
        "kept", ["2.2"], True, "inferred",
    )  # fmt: skip
    (kept,) = found.on(at(found, first, "1"))
    assert (kept.fate, places(found, kept.later), kept.reworded) == ("renumbered", ["2"], False)
    (gone,) = found.on(at(found, first, "3"))
    assert (gone.fate, gone.later) == ("dropped", ())


def test_a_concord_stands_over_what_was_found() -> None:
    record, first, second = talks()
    record.table("aldania", first)
    record.table("boria", second, first)
    pairs = ((Place("3"), Place("1")), (Place("2.1"), Place("")), (Place("9"), Place("1")))
    fixed = record.enter(acts.Concord(earlier=first, later=second, pairs=pairs, reason="agreed"), actor="boria")
    found = descent(record)
    (step,) = found.on(at(found, first, "3"))
    assert (step.fate, places(found, step.later), step.grade, step.entry) == ("renumbered", ["1"], "signed", fixed)
    assert [one.fate for one in found.on(at(found, first, "2.1"))] == ["dropped"]
    assert [one.fate for one in found.back(at(found, second, "3.1"))] == ["added"]
    assert [(one.entry, one.place) for one in found.unplaced] == [(fixed, "9")]
    record.void(fixed, actor="boria")
    assert [one.fate for one in descent(record).on(at(found, first, "3"))] == ["dropped"]


def test_a_concord_may_say_that_a_clause_was_split() -> None:
    record, first, second = talks()
    record.table("aldania", first)
    record.table("boria", second, first)
    pairs = ((Place("3"), Place("1")), (Place("3"), Place("3.2")))
    record.enter(acts.Concord(earlier=first, later=second, pairs=pairs), actor="boria")
    found = descent(record)
    (step,) = found.on(at(found, first, "3"))
    assert (step.fate, places(found, step.later), step.reworded) == ("split", ["1", "3.2"], True)


def test_a_concord_between_drafts_of_which_neither_was_made_from_the_other_ties_its_clauses_alone() -> None:
    record, first, second = talks()
    record.table("aldania", first, standing="basis")
    taken = record.take("boria", first, "1", "accept")
    record.table("boria", second, standing="basis")
    record.enter(acts.Concord(earlier=first, later=second, pairs=((Place("1"), Place("2")),)), actor="boria")
    found = descent(record)
    assert [places(found, one.later) for one in found.on(at(found, first, "1"))] == [["2"]]
    assert [places(found, one.earlier) for one in found.back(at(found, second, "2"))] == [["1"]]
    assert found.on(at(found, first, "2.1")) == ()
    assert not found.descends(second, first)
    assert taken in [one.entry for one in story(record, second, "2").moments]
    (position,) = Positions(record.state().book, found).all
    assert position.reason == "the draft on the table was not made from the one it was taken on"


def test_a_text_that_is_missing_is_stepped_over() -> None:
    record, first, second = talks()
    between = record.draft(FIRST.replace("ten", "nine"))
    record.table("aldania", first)
    record.table("aldania", between, first)
    record.table("boria", second, between)
    del record.drafts[between]
    found = descent(record)
    assert (found.missing, found.parents[second]) == ((between,), (first,))
    assert places(found, found.layers(at(found, first, "1"), second)[-1].spots) == ["2"]


def test_drafts_that_name_each_other_as_parents_do_no_harm() -> None:
    record, first, second = talks()
    record.table("aldania", first, second)
    record.table("boria", second, first)
    found = descent(record)
    assert found.parents == {second: (), first: (second,)}


def test_two_drafts_on_one_basis_meet_again() -> None:
    record, first, _ = talks()
    one = record.draft(FIRST.replace("42", "40"))
    other = record.draft(FIRST.replace("ten", "nine"))
    both = record.draft(FIRST.replace("42", "40").replace("ten", "nine"))
    record.table("aldania", first)
    record.table("aldania", one, first)
    record.table("boria", other, first)
    record.table("boria", both, one, other)
    found = descent(record)
    layers = found.layers(at(found, first, "2.1"), both)
    assert [layer.draft for layer in layers] == [first, one, other, both]
    assert [places(found, layer.spots) for layer in layers] == [["2.1"]] * 4
    assert not found.descends(other, one)


def test_places_are_found_again() -> None:
    text = Text(Draft("Preamble\nRecalling the past,\n" + FIRST + "Article 4\nThe Parties:\n(a) act;\n(b) report.\n"))
    names = {text.place(number): number for number in range(len(text.clauses))}
    assert len(names) == len(text.clauses)
    assert {"2.1", "4(a)"} <= names.keys()
    for name, number in names.items():
        assert text.at(name).number == number


def story(record: Record, draft: Digest, place: str) -> Life:
    found = descent(record)
    return life(record.state().book, found, at(found, draft, place))


def test_the_life_of_a_clause() -> None:
    record, first, second = talks()
    tabled = record.table("aldania", first)
    proposed = record.propose("boria", first, "2.2", "Each Party reports every year to the public.")
    elsewhere = record.propose("boria", first, "1", "The Parties may cooperate.")
    article = record.take("boria", first, "2", "reserve")
    taken = record.take("boria", first, "2.2", "object")
    withdrawn = record.withdraw("boria", taken)
    before = record.say("We never touched it.", claims=("boria did not change clause 2.2",))
    redraft = record.table("boria", second, first)
    after = record.say("Nor later.", claims=("boria did not change clauses 3.2 and 1",))
    other = record.say("Nor that.", claims=("boria did not change clause 2",), who=Source(kind="unstated"))
    some = record.say("Most of it is good.", claims=("boria approved most clauses",))
    whole = record.take("aldania", second, "", "accept")
    found = story(record, second, "3.2")
    assert [(one.entry, one.kind, one.scope) for one in found.moments] == [
        (tabled, "table", "exact"),
        (proposed, "propose", "exact"),
        (article, "take", "around"),
        (taken, "take", "exact"),
        (withdrawn, "withdraw", "exact"),
        (before, "state", "exact"),
        (redraft, "table", "exact"),
        (after, "state", "exact"),
        (some, "state", "whole"),
        (whole, "take", "whole"),
    ]
    assert {elsewhere, other}.isdisjoint(one.entry for one in found.moments)
    stands = [one for one in found.moments if one.kind == "table"]
    assert [(one.text, one.reworded) for one in stands] == [
        ("2. Each Party reports every year to the Council.", False),
        ("2. Each Party reports every year to the Council and to the public.", True),
    ]
    assert {one.party for one in found.moments if one.kind == "propose"} == {party("boria")}


def test_the_life_of_a_clause_that_was_dropped() -> None:
    record, first, second = talks()
    record.table("aldania", first)
    gone = record.table("boria", second, first)
    found = story(record, first, "3")
    assert [(one.entry, [step.fate for step in one.steps], one.text) for one in found.moments][1:] == [
        (gone, ["dropped"], "")
    ]


def test_of_a_clause_that_was_split_one_half_may_be_settled_by_hand() -> None:
    record, _, _ = talks()
    long = "2. Each Party reports every year to the Council on wells and springs, and it shares all its data on rain."
    first = record.draft(FIRST.replace("2. Each Party reports every year to the Council.", long))
    half = long.replace(", and it shares all its data on rain.", ".\n3. And it shares all its data on rain.")
    halves = record.draft(FIRST.replace("2. Each Party reports every year to the Council.", half))
    record.table("aldania", first)
    record.table("boria", halves, first)
    found = descent(record)
    steps = found.on(at(found, first, "2.2"))
    fixed = record.enter(acts.Concord(earlier=first, later=halves, pairs=((Place(""), Place("2.3")),)), actor="boria")
    settled = descent(record)
    assert [places(found, step.later) for step in steps] == [["2.2", "2.3"]]
    assert [(step.fate, places(settled, step.later)) for step in settled.on(at(settled, first, "2.2"))] == [
        ("moved", ["2.2"])
    ]
    assert [step.entry for step in settled.back(at(settled, halves, "2.3"))] == [fixed]


def test_the_life_of_a_whole_text() -> None:
    record, first, second = talks()
    tabled = record.table("aldania", first)
    taken = record.take("aldania", first, "", "accept")
    inside = record.take("boria", first, "2.1", "object")
    again = record.table("boria", second, first)
    found = story(record, second, "")
    assert [(one.entry, one.scope) for one in found.moments if one.scope == "exact"] == [
        (tabled, "exact"), (taken, "exact"), (again, "exact"),
    ]  # fmt: skip
    assert inside in [one.entry for one in found.moments]


def test_what_names_a_clause_that_no_draft_has_is_no_part_of_a_life() -> None:
    record, first, _ = talks()
    record.table("aldania", first)
    act = acts.Take(stance="accept", wording=replace(record.wording(first, "1"), clause=Place("9")))
    nowhere = record.enter(act, actor="boria")
    assert nowhere not in [one.entry for one in story(record, first, "1").moments]


def test_a_text_that_is_not_here_is_asked_for() -> None:
    record, _, _ = talks()
    with pytest.raises(Malformed, match="the text of draft 000000000000 is not here"):
        descent(record).shelf[Digest("0" * 64)]
