"""Which acts bear on a claim, kind by kind, and which of the same kind do not."""

from __future__ import annotations

from typing import Any

import pytest
from tests.claims.test_check import OTHER, TEXT, ask, cover, opened
from tests.record.building import Record, dated, party, person

from travaux.claims.claim import Finding
from travaux.record import acts
from travaux.record.terms import Digest, Forum, Index, Place, Wording

NOWHERE = Digest("1" * 64)
"""A draft whose text nobody has."""


def lost(place: str = "2") -> Wording:
    return Wording(draft=NOWHERE, clause=Place(place), words=Digest("2" * 64))


def shown(finding: Finding) -> list[tuple[int, str]]:
    return [(each.entry, each.side) for each in finding.bearing]


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (acts.Propose(wording=lost(), operation="replace", words=("x",)), "boria proposed clause 2"),
        (acts.Propose(wording=lost(), operation="replace", words=("x",)), "boria changed clause 2"),
        (acts.Table(draft=NOWHERE, file=NOWHERE, standing="submission"), "boria proposed clause 2"),
        (acts.Table(draft=NOWHERE, file=NOWHERE, standing="submission"), "boria changed clause 2"),
        (acts.Table(draft=NOWHERE, file=NOWHERE, standing="submission"), "boria tabled clause 2"),
        (acts.Take(stance="accept", wording=lost()), "boria accepted clause 2"),
        (acts.Take(stance="object", wording=lost()), "boria objected to clause 2"),
        (acts.Take(stance="reserve", wording=lost()), "boria reserved its position on clause 2"),
        (acts.Authenticate(draft=NOWHERE, manner="signed"), "boria accepted clause 2"),
        (acts.Silence(breaks=Index(99)), "boria objected to clause 2"),
        (acts.Silence(recipients=(party("boria"),)), "boria received the text"),
        (acts.Withdraw(entry=Index(99)), "boria withdrew clause 2"),
        (acts.Extend(entry=Index(99)), 'boria extended "an answer"'),
        (acts.Link(draft=NOWHERE, offered=(Place("2"),)), "boria offered clause 2"),
    ],
)
def test_what_is_not_at_hand_shows_nothing(act: acts.Act, sentence: str) -> None:
    record, _ = opened()
    entry = record.enter(act, actor="boria")
    finding = ask(record, sentence)
    assert (finding.verdict, (entry, "for") in shown(finding)) == ("silent", False)


def test_a_correction_changes_the_words_it_corrects() -> None:
    for substantive, verdict in ((True, "borne out"), (False, "ambiguous")):
        record, draft = opened()
        record.correct("boria", draft, record.draft(OTHER), "2", substantive=substantive)
        finding = ask(record, "boria changed clause 2")
        assert finding.verdict == verdict
        assert any("boria corrects clause 2 of draft 1" in each.shows for each in finding.bearing)
    record.correct("aldania", draft, record.draft(TEXT.replace("42", "43")), "1")
    record.enter(acts.Correct(wording=lost(), words=("x",), corrected=lost(), substantive=True), actor="boria")
    assert not any("(" in each.shows for each in ask(record, "boria changed clause 3").bearing)


def test_a_draft_that_cannot_be_compared_leaves_all_open() -> None:
    record, _ = opened()
    record.table("boria", record.draft(OTHER), NOWHERE, standing="submission")
    finding = ask(record, "boria changed clause 2")
    assert finding.verdict == "silent"
    assert any("a text to compare it with is not at hand" in each.shows for each in finding.bearing)


def proposing(words: str, operation: str = "replace", then: str = OTHER, place: str = "2") -> Record:
    """A record in which Boria proposes, and Aldania tables what became of the text."""
    record, draft = opened()
    record.propose("boria", draft, place, words, operation)
    record.table("aldania", record.draft(then), draft)
    cover(record)
    return record


def test_a_proposal_is_a_change_where_its_words_were_taken_in() -> None:
    taken = proposing("Nobody asks about aid.")
    assert ask(taken, "boria changed clause 2").verdict == "borne out"
    assert ask(taken, "boria removed clause 2").verdict == "contradicted"
    for record in (
        proposing("Somebody counts."),
        proposing("Aid is audited."),  # the clause said so already
        proposing("", "delete"),  # and the clause stands
    ):
        finding = ask(record, "boria changed clause 2")
        assert finding.verdict == "contradicted"
        assert any("that was not taken in" in each.shows for each in finding.bearing)


def test_a_proposal_to_take_a_clause_out() -> None:
    record = proposing("", "delete", TEXT.replace("2. Audit\nAid is audited.\n", "").replace("3. Rep", "2. Rep"))
    finding = ask(record, "boria removed any clause")
    assert finding.verdict == "borne out"
    assert any("the clause is gone from draft 2" in each.shows for each in finding.bearing)


def test_a_proposal_on_the_whole_is_compared_with_no_clause() -> None:
    record = proposing("Nobody asks about aid.", place="")
    finding = ask(record, "boria changed the text")
    assert any("the very words stand in draft 2" in each.shows for each in finding.bearing)
    assert not any("by comparison" in each for each in finding.assumptions)


def test_a_proposal_waits_for_the_draft_that_takes_it_in() -> None:
    """Drafts that are not at hand, and drafts that do not lead from the one it is on, are passed over."""
    record, draft = opened()
    record.propose("boria", draft, "2", "Nobody asks about aid.")
    record.enter(acts.Table(draft=NOWHERE, file=NOWHERE, parents=(draft,), standing="submission"), actor="aldania")
    record.table("aldania", record.draft("1. Elsewhere\nNobody asks about aid.\n"), standing="submission")
    last = record.table("aldania", record.draft(OTHER), draft)
    cover(record)
    finding = ask(record, "boria changed clause 2")
    assert any(f"tabled by aldania (entry {last})" in each.shows for each in finding.bearing)


def test_a_clause_that_was_matched_by_hand_is_not_compared() -> None:
    record, draft = opened()
    record.propose("boria", draft, "2", "Nobody asks about aid.")
    second = record.draft(OTHER)
    record.table("aldania", second, draft)
    assert any("by comparison of the drafts" in each for each in ask(record, "boria changed clause 2").assumptions)
    pairs = tuple((Place(place), Place(place)) for place in "123")
    record.enter(acts.Concord(earlier=draft, later=second, pairs=pairs, reason="they are the same"))
    assert not any("by comparison" in each for each in ask(record, "boria changed clause 2").assumptions)


def test_words_in_a_clause_that_is_gone_are_not_looked_for() -> None:
    record, draft = opened()
    record.table("boria", record.draft(TEXT.replace("reports", "is silent")), draft, standing="submission")
    record.table("aldania", record.draft(TEXT.partition("3. ")[0]), draft)
    assert not any(each.grade == "inferred" for each in ask(record, "boria changed clause 3").bearing)


def test_who_is_named_when_something_is_presented() -> None:
    record, draft = opened()
    record.enter(acts.Present(draft=draft, to=person("Orla Velling", "President of Boria")), actor="boria")
    assert ask(record, "boria presented the text to the president").verdict == "borne out"
    assert ask(record, "boria presented the text to the president of aldania").verdict == "silent"
    assert ask(record, "boria presented the text to its").verdict == "silent"
    record.enter(acts.Present(draft=draft, to=person("Orla Velling")), actor="aldania")
    assert ask(record, 'aldania presented the text to "Orla Velling"').verdict == "borne out"
    record.enter(acts.Present(draft=draft), actor="aldania")
    assert ask(record, "aldania presented the text").verdict == "borne out"


def test_a_draft_is_received_by_a_silence_too() -> None:
    record, draft = opened()
    record.enter(acts.Silence(draft=draft, recipients=(party("boria"),)), actor="aldania")
    finding = ask(record, "boria received the text")
    assert finding.verdict == "borne out"
    assert any("circulates draft 1 to boria" in each.shows for each in finding.bearing)
    assert ask(record, "aldania received the text").verdict == "silent"


def test_who_was_at_a_meeting() -> None:
    record, draft = opened()
    there = (party("boria"),)
    record.enter(
        acts.Convene(forum=Forum(name="talks"), place="Port Sorrel", when=dated("2031-03"), expected=there, held=True)
    )
    record.decide("aldania", draft, "2", present=(party("aldania"),))
    assert ask(record, "boria attended the meeting").verdict == "borne out"
    assert ask(record, "boria attended meeting sorrel").verdict == "borne out"
    assert ask(record, "boria attended meeting 6").verdict == ask(record, "aldania attended meeting 7").verdict
    assert ask(record, "boria attended meeting vienna").verdict == "silent"
    assert any(
        "notes a decision, present aldania" in each.shows
        for each in ask(record, "aldania attended the meeting").bearing
    )


def test_what_is_extended_is_said() -> None:
    record, _ = opened()
    limit = record.limit("aldania", "2031-03-28", due="an answer")
    record.enter(acts.Extend(entry=limit, outcome="met"), actor="aldania")
    assert ask(record, 'aldania extended "an answer"').verdict == "silent"
    silence = record.enter(acts.Silence(recipients=(party("boria"),)), actor="aldania")
    record.enter(acts.Extend(entry=silence, until=dated("2031-04-04")), actor="aldania")
    assert ask(record, 'aldania extended "a silence"').verdict == "borne out"


def test_a_silence_that_is_broken_is_on_a_draft() -> None:
    for draft in (None, NOWHERE):
        record, _ = opened()
        silence = record.enter(acts.Silence(draft=draft, recipients=(party("boria"),)), actor="aldania")
        record.enter(acts.Silence(breaks=silence), actor="boria")
        assert ask(record, "boria objected to the text").verdict == "silent"


def test_what_is_done_to_a_draft_is_done_to_that_draft() -> None:
    record, draft = opened()
    record.table("boria", record.draft(OTHER), draft)
    assert ask(record, "aldania tabled the text of draft 2").verdict == "silent"
    assert ask(record, "aldania tabled the text of draft 1").verdict == "borne out"
    finding = ask(record, "aldania tabled the text")
    assert "“the text” is read as any draft of it; draft 2 is the one on the table" in finding.assumptions


@pytest.mark.parametrize("outcome", ["rejected", "deferred"])
def test_a_decision_that_agrees_on_nothing_is_no_acceptance(outcome: Any) -> None:
    record, draft = opened()
    record.decide("aldania", draft, "2", outcome=outcome, present=(party("boria"),))
    assert shown(ask(record, "boria accepted clause 2")) == []


def test_a_decision_counts_for_those_who_were_there() -> None:
    record, draft = opened()
    entry = record.decide("aldania", draft, "2", present=(party("boria"),), holdouts=(party("aldania"),))
    assert (entry, "for") in shown(ask(record, "boria accepted clause 2"))
    assert shown(ask(record, "boria accepted clause 3")) == []
    assert shown(ask(record, "someone accepted clause 2")) == []
    assert shown(ask(record, "boria objected to clause 2")) == []
    assert ask(record, "aldania objected to clause 2").verdict == "ambiguous"
    lone = acts.Decide(
        wording=lost(), forum=Forum(name="plenary"), present=(party("boria"),), holdouts=(party("boria"),)
    )
    record.enter(lone, actor="aldania")
    assert shown(ask(record, "boria objected to clause 2")) == []


def test_on_what_an_acceptance_hangs() -> None:
    record, draft = opened()
    taken = record.take("boria", draft, "2", "accept", condition="the audit is paid for")
    finding = ask(record, "boria accepted clause 2")
    assert finding.verdict == "ambiguous"
    assert "on the condition “the audit is paid for”" in finding.reason
    record.enter(acts.Reopen(entry=taken, reason="new figures"), actor="boria")
    assert "reopened by entry 7" in ask(record, "boria accepted clause 2").reason


def test_a_later_position_on_the_same_words_in_the_same_forum_replaces_it() -> None:
    record, draft = opened()
    record.take("boria", draft, "2", "accept", forum="plenary")
    for actor, stance, forum in [("aldania", "object", "plenary"), ("boria", "object", "drafting")]:
        record.take(actor, draft, "2", stance, forum=forum)  # type: ignore[arg-type]
    record.propose("boria", draft, "2", "Nobody asks.")
    assert ask(record, "boria accepted clause 2").verdict == "borne out"
    record.take("boria", draft, "2", "reserve", forum="plenary")
    assert "replaced by entry 10" in ask(record, "boria accepted clause 2").reason
    record.take("boria", draft, "2", "accept", forum="plenary")
    assert ask(record, "boria accepted clause 2").verdict == "borne out"


# Proposed as a new clause

FOUR = f"{TEXT}4. Term\nThis plan lapses in five years.\n"
INSPECTION = "Inspection\nInspectors visit every depot."


def inserting(words: str = INSPECTION, then: str = "", operation: str = "insert after", place: str = "3") -> Record:
    """A record in which Boria proposes a new clause after the third of four, and the chair tables what came of it."""
    record, draft = opened(FOUR)
    record.admit("cascadia", "mediator")
    record.propose("boria", draft, place, words, operation)
    record.table("cascadia", record.draft(then or renumbered(f"4. {INSPECTION}\n")), draft)
    cover(record)
    return record


def renumbered(new: str, fourth: str = "5") -> str:
    return FOUR.replace("4. Term", f"{new}{fourth}. Term")


@pytest.mark.parametrize(
    "words", [INSPECTION, f"4. {INSPECTION}", f"3bis. {INSPECTION}", "Inspectors visit every depot."]
)
@pytest.mark.parametrize(("operation", "place"), [("insert after", "3"), ("insert before", "4"), ("insert after", "")])
@pytest.mark.parametrize(("number", "fourth"), [("4", "5"), ("3bis", "4")])
def test_a_new_clause_that_was_taken_in_is_changed_by_who_proposed_it(
    words: str, operation: str, place: str, number: str, fourth: str
) -> None:
    record = inserting(words, renumbered(f"{number}. {INSPECTION}\n", fourth), operation, place)
    for sentence, verdict, side in (
        (f"boria changed clause {number}", "borne out", "for"),
        ("boria changed any clause", "borne out", "for"),
        ("boria changed exactly one clause", "borne out", "for"),
        ("boria changed the text", "borne out", "for"),
        ("boria did not change any clause", "contradicted", "against"),
        ("boria neither approved nor changed any clause", "contradicted", "against"),
    ):
        finding = ask(record, sentence)
        assert (verdict, [(8, side, "signed")]) == (
            finding.verdict,
            [(each.entry, each.side, each.grade) for each in finding.bearing],
        )
        told = f"; the very words stand as clause {number} in draft 2, tabled by cascadia (entry 9)"
        assert told in finding.bearing[0].shows
        assert f"clause {number} of draft 2 is taken for new, by comparison of the drafts" in finding.assumptions


def test_a_new_clause_is_proposed_by_its_own_number() -> None:
    record = inserting()
    for sentence, verdict in (
        ("boria proposed clause 4", "borne out"),
        ("boria proposed exactly one clause", "borne out"),
        ("boria proposed clause 3", "contradicted"),
        ("boria did not propose any clause", "contradicted"),
        ("aldania proposed clause 4", "contradicted"),
    ):
        assert (sentence, ask(record, sentence).verdict) == (sentence, verdict)
    assert "the very words stand as clause 4 in draft 2" in ask(record, "boria proposed clause 4").bearing[0].shows


def test_a_new_clause_that_stands_in_no_draft_leaves_open_what_was_proposed() -> None:
    record = inserting(then=FOUR)
    for sentence in ("boria proposed clause 3", "boria proposed any clause", "boria did not propose any clause"):
        assert ask(record, sentence).verdict not in ("borne out", "contradicted")
    merged = FOUR.replace("Each Party reports.", "Each Party reports. Inspectors visit every depot.")
    assert ask(inserting("Inspectors visit every depot.", merged), "boria proposed clause 3").verdict == "borne out"


def test_a_new_clause_is_no_change_of_the_one_beside_it() -> None:
    for sentence in ("boria changed clause 3", "boria changed clause 5", "boria removed any clause"):
        finding = ask(inserting(), sentence)
        assert finding.verdict == "contradicted"
        assert {each.side for each in finding.bearing} <= {"context"}
    (context,) = ask(inserting(), "boria changed clause 3").bearing
    assert "the very words stand as clause 4 in draft 2" in context.shows
    assert ask(inserting(), "aldania changed clause 4").verdict == "contradicted"


@pytest.mark.parametrize(
    ("words", "then"),
    [
        (INSPECTION, FOUR),
        (INSPECTION, renumbered("4. Inspection\nInspectors visit no depot.\n")),
        ("42 units are kept.", renumbered("4. 60 units are kept.\n")),
        ("Clause 1 applies.", renumbered("4. Clause 2 applies.\n")),
        ("4.", ""),
        ("", ""),
        ("Each Party reports.", renumbered("4. Each Party reports.\n")),  # it said so before
        ("3. Reports\nEach Party reports.", renumbered("4. Reports\nEach Party reports.\n")),
        ("Aid is audited.", renumbered("4. Aid is audited.\n")),
    ],
)
def test_a_new_clause_that_was_not_taken_in_is_beside(words: str, then: str) -> None:
    record = inserting(words, then)
    (context,) = ask(record, "boria changed clause 3").bearing
    assert context.side == "context"
    assert "that was not taken in" in context.shows
    for sentence in ("boria changed clause 4", "boria changed any clause", "boria changed the text"):
        finding = ask(record, sentence)
        assert finding.verdict != "borne out"
        assert {each.grade for each in finding.bearing if each.side != "context"} <= {"inferred"}


@pytest.mark.parametrize("second", ["Each Party pays half.", "42 units are paid.", "Article 1 of the Charter applies."])
@pytest.mark.parametrize("labels", [("3bis. ", "3ter. "), ("", "")])
def test_two_new_clauses_are_changed_as_proposed(labels: tuple[str, str], second: str) -> None:
    words = "{}Inspection\nInspectors visit every depot.\n{}Costs\n" + second
    then = renumbered(words.format("4. ", "5. ") + "\n", "6")
    finding = ask(inserting(words.format(*labels), then), "boria changed exactly two clauses")
    assert finding.verdict == "borne out"
    assert "stand as clause 4 and clause 5 in draft 2" in finding.bearing[0].shows


def test_a_new_clause_within_a_clause_changes_that_clause() -> None:
    text = "1. Forces\n(a) On land.\n(b) At sea.\n2. Audit\nAid is audited.\n"
    record, draft = opened(text)
    record.propose("boria", draft, "1(a)", "(b) In the air.", "insert after")
    record.table("aldania", record.draft(text.replace("(b) At", "(b) In the air.\n(c) At")), draft)
    cover(record)
    assert ask(record, "boria changed clause 1").verdict == "borne out"
    assert ask(record, "boria changed exactly one clause").verdict == "borne out"
    finding = ask(record, "boria changed exactly one clause", counting="leaf")
    assert finding.verdict == "borne out"
    assert ask(record, "boria changed clause 2").verdict == "contradicted"


def test_words_proposed_as_a_clause_may_be_taken_into_the_one_beside_it() -> None:
    then = FOUR.replace("Each Party reports.", "Each Party reports. Inspectors visit every depot.")
    finding = ask(inserting("Inspectors visit every depot.", then), "boria changed clause 3")
    assert finding.verdict == "borne out"
    assert "the very words stand in draft 2" in finding.bearing[0].shows


def test_a_clause_that_stood_in_the_draft_on_the_way_is_not_new() -> None:
    """Who proposes on an old draft what a later one has already, has changed nothing."""
    record, draft = opened(FOUR)
    second = record.draft(renumbered(f"4. {INSPECTION}\n"))
    record.table("aldania", second, draft)
    record.propose("boria", draft, "3", INSPECTION, "insert after")
    record.table("aldania", record.draft(renumbered(f"4. {INSPECTION}\n").replace("42", "40")), second)
    cover(record)
    assert ask(record, "boria changed any clause").verdict == "contradicted"


def test_words_that_stood_in_the_draft_on_the_way_came_in_with_no_new_clause() -> None:
    record, draft = opened(FOUR)
    second = record.draft(FOUR.replace("in five years.", "in five years. Inspectors visit every depot."))
    record.table("aldania", second, draft)
    record.propose("boria", draft, "3", "Inspectors visit every depot.", "insert after")
    record.table("aldania", record.draft(renumbered("4. Inspectors visit every depot.\n")), second)
    assert {each.side for each in ask(record, "boria changed clause 3").bearing} == {"context"}
    assert ask(record, "boria changed clause 4").verdict != "borne out"


def test_a_new_clause_within_a_clause_beside_the_text_is_beside() -> None:
    text = "1. Forces\n(a) On land.\n(b) At sea.\n2. Audit\nAid is audited.\n"
    record, draft = opened(text)
    record.propose("boria", draft, "1(a)", "(b) In the air.", "insert after")
    record.table(
        "aldania", record.draft(text.replace("(b) At", "(b) In the air.\n(c) At")), draft, standing="submission"
    )
    record.table("aldania", record.draft(text.replace("audited", "counted")), draft)
    cover(record)
    finding = ask(record, "boria changed clause 1")
    assert (finding.verdict, [each.side for each in finding.bearing]) == ("contradicted", ["context"])


def test_a_new_clause_in_a_draft_beside_the_text_is_beside() -> None:
    record, draft = opened(FOUR)
    record.propose("boria", draft, "3", INSPECTION, "insert after")
    record.table("aldania", record.draft(renumbered(f"4. {INSPECTION}\n")), draft, standing="submission")
    record.table("aldania", record.draft(FOUR.replace("42", "40")), draft)
    cover(record)
    finding = ask(record, "boria changed clause 3")
    assert (finding.verdict, [each.side for each in finding.bearing]) == ("contradicted", ["context"])
    assert ask(record, "boria changed clause 4 of draft 2").verdict == "borne out"


def test_a_new_clause_that_was_matched_by_hand_is_not_compared() -> None:
    record = inserting()
    earlier, later = record.drafts
    pairs = tuple((Place(one), Place(other)) for one, other in (("3", "3"), ("", "4"), ("4", "5")))
    record.enter(acts.Concord(earlier=earlier, later=later, pairs=pairs, reason="a new one"))
    finding = ask(record, "boria changed clause 4")
    assert finding.verdict == "borne out"
    assert not any("by comparison" in each for each in finding.assumptions)
    taken = ((Place("4"), Place("4")), (Place(""), Place("5")))
    record.enter(acts.Concord(earlier=earlier, later=later, pairs=taken, reason="the fourth"))
    assert ask(record, "boria changed clause 4").verdict != "borne out"


def test_a_new_clause_with_clauses_in_it_is_named_once() -> None:
    words = "4. Inspection\n(a) Inspectors visit every depot.\n(b) They report."
    record = inserting(words, renumbered(f"{words}\n"))
    finding = ask(record, "boria changed exactly one clause")
    assert finding.verdict == "borne out"
    assert "; the very words stand as clause 4 in draft 2" in finding.bearing[0].shows
    leaves = ask(record, "boria changed exactly two clauses", counting="leaf")
    assert leaves.verdict == "borne out"


def test_a_new_clause_that_two_proposed_is_changed_by_both() -> None:
    record, draft = opened(FOUR)
    for name, place in (("boria", "3"), ("aldania", "2")):
        record.propose(name, draft, place, INSPECTION, "insert after")
    record.admit("cascadia", "mediator")
    record.table("cascadia", record.draft(renumbered(f"4. {INSPECTION}\n")), draft)
    for name in ("boria", "aldania"):
        assert ask(record, f"{name} changed clause 4").verdict == "borne out"
    assert len(ask(record, "someone changed clause 4").bearing) == 2
