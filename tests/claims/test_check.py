"""Findings from small records: every verdict, and what must never decide one."""

from __future__ import annotations

import pytest
from tests.claims import peace_plan
from tests.record.building import Record, dated, key, party, person

from travaux.claims.check import check
from travaux.claims.claim import ASSUMED, Finding
from travaux.record import acts
from travaux.record.terms import Dated, Digest, Forum, Index, Place, Source, Wording

TEXT = "1. Forces\nNo force exceeds 42 units.\n2. Audit\nAid is audited.\n3. Reports\nEach Party reports.\n"
OTHER = TEXT.replace("Aid is audited.", "Nobody asks about aid.")


def opened(text: str = TEXT) -> tuple[Record, Digest]:
    """Two parties and a draft that Aldania tabled."""
    record = Record()
    record.admit("aldania")
    record.admit("boria")
    draft = record.draft(text)
    record.table("aldania", draft, standing="basis")
    return record, draft


def cover(record: Record, **fields: object) -> Index:
    return record.enter(acts.Cover(**fields))  # type: ignore[arg-type]


def ask(record: Record, sentence: str, **fields: object) -> Finding:
    return check(sentence, record.state(), record.drafts, **fields)  # type: ignore[arg-type]


def press(record: Record, claim: str, *, outlet: str = "Port Herald", **fields: object) -> Index:
    source = Source(kind="anonymous", attributes="a senior official", outlet=outlet)
    return record.say(f"They say: {claim}", who=source, claims=(claim,), **fields)


# The dispute


@pytest.mark.parametrize(
    "sentence",
    [
        peace_plan.DENIAL,
        "boria approved most clauses",
        "boria accepted most clauses",
        "boria changed clause 14",
        "boria changed several clauses",
        "an official of boria agreed to the majority after several changes",
        "boria presented the text to its president",
        "no party changed clause 14",
        "aldania proposed clause 14",
    ],
)
def test_statements_alone_are_disputed_or_silent(sentence: str) -> None:
    finding = ask(peace_plan.only_press(), sentence)
    for each in (finding, *finding.parts, *finding.readings):
        assert each.verdict in ("disputed", "silent")
        assert {bearing.grade for bearing in each.bearing} <= {"reported"}
    assert finding.settles


def test_the_denial_is_disputed_in_the_press() -> None:
    finding = ask(peace_plan.only_press(), peace_plan.DENIAL)
    assert finding.verdict == "disputed"
    assert [each.entry for each in finding.entries("for")] == [7, 7]
    assert [each.entry for each in finding.entries("against")] == [8, 8]
    assert "“approved” is read as “accepted”" not in finding.assumptions  # both said "approved"


def test_acts_contradict_the_denial() -> None:
    record = peace_plan.contradicted()
    finding = ask(record, peace_plan.DENIAL)
    assert finding.verdict == "contradicted"
    assert [part.verdict for part in finding.parts] == ["contradicted", "contradicted"]
    (changed,) = [each for each in finding.parts[1].entries("against") if each.grade == "signed"]
    assert "the very words stand in draft 2, tabled by cascadia" in changed.shows
    assert "“approved” is read as “accepted”" in finding.assumptions
    assert "counted are the 20 outermost numbered clauses of draft 2" in finding.assumptions


def test_acts_contradict_the_denial_without_any_coverage() -> None:
    finding = ask(peace_plan.with_acts("boria", covered=False), peace_plan.DENIAL)
    assert (finding.verdict, finding.coverage) == ("contradicted", ())


def test_coverage_bears_the_denial_out() -> None:
    finding = ask(peace_plan.borne_out(), peace_plan.DENIAL)
    assert finding.verdict == "borne out"
    (vouched,) = finding.coverage
    assert (vouched.by, vouched.grade) == ("cascadia", "signed")
    assert "talks between delegations alone are not recorded" in vouched.says
    assert any("2019-03-04 to 2019-03-21" in each for each in finding.assumptions)
    assert finding.entries("against")  # the anonymous source is shown, and decides nothing


def test_the_denial_without_coverage_is_disputed() -> None:
    finding = ask(peace_plan.with_acts("aldania", accepting=False, covered=False), peace_plan.DENIAL)
    assert finding.verdict == "disputed"


# Absence


def test_a_denial_without_coverage_is_silent() -> None:
    record, _ = opened()
    finding = ask(record, "boria did not accept clause 2")
    assert (finding.verdict, finding.bearing, finding.coverage) == ("silent", (), ())
    assert "a coverage that reaches the acts take of boria" in " ".join(finding.settles)


def test_a_denial_inside_coverage_is_borne_out() -> None:
    record, _ = opened()
    entry = cover(record)
    finding = ask(record, "boria did not accept clause 2")
    assert ("borne out", [entry]) == (finding.verdict, [each.entry for each in finding.coverage])
    assert ask(record, "boria accepted clause 2").verdict == "contradicted"


@pytest.mark.parametrize(
    "fields",
    [
        {"acts": ("table",)},
        {"parties": (party("aldania"),)},
        {"clauses": (Place("1"),)},
        {"since": dated("2031-03-02")},
        {"until": dated("2031-02-28")},
        {"until": dated("2031-03-01~")},
        {"from_entry": Index(6)},
        {"to_entry": Index(4)},
    ],
)
def test_a_coverage_that_does_not_reach_so_far_decides_nothing(fields: dict[str, object]) -> None:
    record, _ = opened()
    cover(record, **fields)
    finding = ask(record, "boria did not accept clause 2")
    assert (finding.verdict, finding.coverage) == ("outside coverage", ())


@pytest.mark.parametrize(
    "fields",
    [
        {"acts": ("take",)},
        {"parties": (party("boria"),)},
        {"clauses": (Place("2"),)},
        {"since": dated("2031-02"), "until": dated("2031-03-01")},
    ],
)
def test_a_coverage_that_reaches_decides(fields: dict[str, object]) -> None:
    record, _ = opened()
    cover(record, **fields)
    assert ask(record, "boria did not accept clause 2").verdict == "borne out"


def test_what_came_after_the_coverage_is_not_covered() -> None:
    record, draft = opened()
    cover(record)
    record.take("aldania", draft, "1", "accept")
    assert ask(record, "boria did not accept clause 2").verdict == "outside coverage"


def test_a_coverage_that_nobody_signed_vouches_for_nothing() -> None:
    record, _ = opened()
    record.enter(acts.Cover(), by="stranger")
    assert ask(record, "boria did not accept clause 2").verdict == "outside coverage"


def test_a_voided_coverage_vouches_for_nothing() -> None:
    record, _ = opened()
    record.void(cover(record))
    assert ask(record, "boria did not accept clause 2").verdict == "silent"


def test_hidden_entries_let_no_absence_count() -> None:
    record, draft = opened()
    record.take("aldania", draft, "1", "accept")
    cover(record)
    assert ask(record, "boria did not accept clause 2").verdict == "borne out"
    del record.entered[6]
    finding = ask(record, "boria did not accept clause 2")
    assert finding.verdict == "outside coverage"
    assert "1 entries of the record are not before this reader" in finding.reason


def test_nobody_counts_by_coverage_of_one_party() -> None:
    record, _ = opened()
    cover(record, parties=(party("boria"),))
    assert ask(record, "no one accepted clause 2").verdict == "outside coverage"
    assert ask(record, "no party accepted clause 2").verdict == "outside coverage"


# Positions


def test_an_acceptance_binds_to_its_words() -> None:
    record, draft = opened()
    second = record.draft(OTHER)
    record.take("boria", draft, "1", "accept")
    record.take("boria", draft, "2", "accept")
    record.table("aldania", second, draft)
    assert ask(record, "boria accepted clause 1").verdict == "borne out"
    stale = ask(record, "boria accepted clause 2")
    assert stale.verdict == "silent"
    assert [each.side for each in stale.bearing] == ["context"]
    assert any("acts on other words" in each for each in stale.assumptions)
    assert ask(record, "boria accepted clause 2 of draft 1").verdict == "borne out"


def test_an_acceptance_of_the_whole_is_one_of_every_clause() -> None:
    record, draft = opened()
    record.take("boria", draft, "", "accept")
    assert ask(record, "boria accepted all clauses").verdict == "borne out"
    assert ask(record, "boria accepted the text").verdict == "borne out"


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("boria accepted most clauses", "borne out"),
        ("boria accepted any clause", "borne out"),
        ("boria accepted all clauses", "contradicted"),
        ("boria accepted several clauses", "contradicted"),
        ("boria accepted exactly two clauses", "borne out"),
        ("boria accepted exactly one clause", "contradicted"),
        ("boria accepted at least two clauses", "borne out"),
        ("boria did not accept any clause", "contradicted"),
        ("it is not so that boria accepted most clauses", "contradicted"),
        ("some clauses were not accepted by boria", "borne out"),
        ("most clauses were not accepted by boria", "contradicted"),
        ("boria accepted clauses 1 and 2", "borne out"),
        ("boria accepted clauses 2 and 3", "contradicted"),
        ("boria did not accept clauses 2 and 3", "ambiguous"),
        ("two clauses were accepted by boria", "borne out"),
    ],
)
def test_quantities_are_counted_over_the_draft_on_the_table(sentence: str, verdict: str) -> None:
    record, draft = opened()
    record.take("boria", draft, "1", "accept")
    record.take("boria", draft, "2", "accept")
    cover(record)
    assert ask(record, sentence).verdict == verdict


def test_most_of_a_draft_without_coverage_needs_most_of_it() -> None:
    record, draft = opened()
    record.take("boria", draft, "1", "accept")
    assert ask(record, "boria accepted most clauses").verdict == "silent"
    record.take("boria", draft, "2", "accept")
    assert ask(record, "boria accepted most clauses").verdict == "borne out"


def test_leaves_are_counted_where_that_is_asked() -> None:
    record, draft = opened("1. Forces\n(a) On land.\n(b) At sea.\n(c) In the air.\n2. Audit\nAid is audited.\n")
    record.take("boria", draft, "1", "accept")
    cover(record)
    assert ask(record, "boria accepted most clauses").verdict == "contradicted"
    finding = ask(record, "boria accepted most clauses", counting="leaf")
    assert finding.verdict == "borne out"
    assert "counted are the 4 clauses with no clause in them of draft 1" in finding.assumptions


def test_an_acceptance_ad_referendum_makes_the_claim_ambiguous_until_it_is_confirmed() -> None:
    record, draft = opened()
    taken = record.take("boria", draft, "2", "accept", ad_referendum=True)
    cover(record)
    finding = ask(record, "boria accepted clause 2")
    assert (
        finding.verdict,
        [each.verdict for each in finding.readings],
    ) == ("ambiguous", ["borne out", "contradicted"])
    assert "ad referendum and not confirmed" in finding.reason
    assert f"a confirmation of entry {taken}" in finding.settles
    record.enter(acts.Confirm(entry=taken), actor="boria")
    assert ask(record, "boria accepted clause 2").verdict == "borne out"


def test_an_acceptance_withdrawn_since_is_said_to_be() -> None:
    record, draft = opened()
    taken = record.take("boria", draft, "2", "accept")
    gone = record.withdraw("boria", taken)
    finding = ask(record, "boria accepted clause 2")
    assert (finding.verdict, [each.verdict for each in finding.readings]) == ("ambiguous", ["borne out", "silent"])
    assert f"withdrawn by entry {gone}" in finding.bearing[0].shows


def test_a_voided_act_is_shown_and_does_not_count() -> None:
    record, draft = opened()
    taken = record.take("boria", draft, "2", "accept")
    void = record.void(taken, actor="boria")
    finding = ask(record, "boria accepted clause 2")
    assert finding.verdict == "silent"
    assert [("context", f"boria: take, voided by entry {void}")] == [
        (each.side, each.shows) for each in finding.bearing
    ]


def test_an_act_that_no_valid_key_signed_decides_nothing() -> None:
    record, draft = opened()
    wording = record.wording(draft, "2")
    record.enter(acts.Take(stance="accept", wording=wording), actor="boria", by="stranger")
    finding = ask(record, "boria accepted clause 2")
    assert (finding.verdict, [each.grade for each in finding.bearing]) == ("silent", ["reported"])


def test_words_that_the_draft_does_not_have_do_not_count_outright() -> None:
    record, draft = opened()
    wording = Wording(draft=draft, clause=Place("2"), words=Digest("0" * 64))
    record.enter(acts.Take(stance="accept", wording=wording), actor="boria")
    assert ask(record, "boria accepted clause 2").verdict == "ambiguous"


def test_objections_and_reservations_are_not_each_other() -> None:
    record, draft = opened()
    record.take("boria", draft, "2", "reserve")
    cover(record)
    assert ask(record, "boria reserved its position on clause 2").verdict == "borne out"
    assert ask(record, "boria objected to clause 2").verdict == "contradicted"
    assert ask(record, "boria accepted clause 2").verdict == "contradicted"


def test_so_many_parties() -> None:
    record, draft = opened()
    record.admit("delvia")
    record.admit("cascadia", "mediator")
    for name in ("boria", "delvia", "cascadia"):
        record.take(name, draft, "2", "object")
    cover(record)
    assert ask(record, "exactly two parties objected to clause 2").verdict == "borne out"
    assert ask(record, "most parties objected to clause 2").verdict == "borne out"
    assert ask(record, "all parties objected to clause 2").verdict == "contradicted"
    assert ask(record, "no party objected to clause 2").verdict == "contradicted"
    assert ask(record, "most parties did not object to clause 2").verdict == "contradicted"


# Changes


def test_a_proposal_that_was_not_taken_in_changes_nothing() -> None:
    record, draft = opened()
    record.propose("boria", draft, "2", "Nobody asks about aid.")
    cover(record)
    finding = ask(record, "boria changed clause 2")
    assert (finding.verdict, [each.side for each in finding.bearing]) == ("contradicted", ["context"])
    assert "that was not taken in" in finding.bearing[0].shows
    assert ask(record, "boria proposed clause 2").verdict == "borne out"


def test_who_tables_other_words_changes_the_clause() -> None:
    record, draft = opened()
    record.table("boria", record.draft(OTHER), draft)
    assert ask(record, "boria changed clause 2").verdict == "borne out"
    assert ask(record, "boria changed exactly one clause").verdict == "silent"
    assert any("by comparison of the drafts" in each for each in ask(record, "boria changed clause 2").assumptions)


def test_who_drops_a_clause_removed_it() -> None:
    record, draft = opened()
    record.table("boria", record.draft(TEXT.partition("3. ")[0]), draft)
    cover(record)
    assert ask(record, "boria removed clause 3").verdict == "borne out"
    assert ask(record, "boria changed any clause").verdict == "borne out"
    assert ask(record, "aldania did not remove any clause").verdict == "borne out"


def test_a_submission_beside_the_text_does_not_change_it() -> None:
    record, draft = opened()
    paper, third = record.draft(OTHER), record.draft(TEXT.replace("42", "40"))
    record.table("boria", paper, draft, standing="submission")
    record.table("aldania", third, draft)
    cover(record)
    finding = ask(record, "boria changed clause 2")
    assert (finding.verdict, [each.side for each in finding.bearing]) == ("contradicted", ["context"])
    assert ask(record, "boria changed clause 2 of draft 2").verdict == "borne out"


def test_the_same_words_in_a_submission_are_inferred_and_never_decide() -> None:
    record, draft = opened()
    paper, third = record.draft(OTHER.replace("42", "41")), record.draft(OTHER)
    record.table("boria", paper, draft, standing="submission")
    record.table("aldania", third, draft)
    cover(record)
    finding = ask(record, "boria changed clause 2")
    assert finding.verdict not in ("borne out", "contradicted")
    assert "inferred" in {each.grade for each in finding.bearing}
    assert ask(record, "aldania changed clause 2").verdict == "borne out"


def test_a_concord_settles_which_clause_is_which() -> None:
    record, draft = opened()
    second = record.draft(OTHER)
    record.table("aldania", second, draft)
    pairs = ((Place("1"), Place("1")), (Place("2"), Place("")), (Place(""), Place("2")), (Place("3"), Place("3")))
    record.enter(acts.Concord(earlier=draft, later=second, pairs=pairs, reason="two clauses"))
    cover(record)
    assert ask(record, "aldania changed clause 2").verdict == "contradicted"


# Time


def test_a_date_that_may_lie_outside_decides_nothing() -> None:
    record, draft = opened()
    record.enter(acts.Present(draft=draft, office="the board", when=dated("2031-03")), actor="boria")
    assert ask(record, "boria presented the text by 2031-03-31").verdict == "borne out"
    finding = ask(record, "boria presented the text by 2031-03-15")
    assert finding.verdict == "silent"
    assert "its date may lie outside the time that is meant" in finding.bearing[0].shows
    assert ask(record, "boria presented the text before 2031-03").bearing == ()


def test_the_draft_on_the_table_is_that_of_the_time_that_is_meant() -> None:
    record, draft = opened()
    record.take("boria", draft, "2", "accept")
    record.day = "2031-03-20"
    record.table("aldania", record.draft(OTHER), draft)
    assert ask(record, "boria accepted clause 2").verdict == "silent"
    assert ask(record, "boria accepted clause 2 by 2031-03-10").verdict == "borne out"


# Statements


def test_approved_and_agreed_to_conflict_only_under_the_assumption() -> None:
    record, _ = opened()
    press(record, "boria approved clause 2")
    press(record, "boria did not accept clause 2")
    finding = ask(record, "boria approved clause 2")
    assert finding.verdict == "disputed"
    assert "“approved” is read as “accepted”" in finding.assumptions
    without = ask(record, "boria approved clause 2", assuming=set(ASSUMED) - {"approved is accepted"})
    assert without.verdict == "silent"
    assert "“approved” is read as “accepted”" not in without.assumptions
    assert [each.entry for each in without.bearing] == [6]


def test_silence_on_one_part_of_a_denial_is_no_admission() -> None:
    record, _ = opened()
    said = press(record, "boria changed clause 2; boria accepted most clauses")
    denial = record.say(
        "We accepted nothing", who=Source(kind="person", person=person("Dav Karst"), party=party("boria")),
        manner="denies", answers=said, claims=("boria did not accept any clause",),
    )  # fmt: skip
    finding = ask(record, "boria changed clause 2")
    assert finding.verdict == "silent"
    (context,) = finding.entries("context")
    assert denial == context.entry
    assert "is silent on this; that is no admission" in context.shows
    assert ask(record, "boria accepted most clauses").verdict == "disputed"


def test_two_sources_without_a_name_are_not_taken_for_one() -> None:
    record, _ = opened()
    one, other = press(record, "boria changed clause 2"), press(record, "boria changed clause 2", outlet="Sorrel Post")
    finding = ask(record, "boria changed clause 2")
    assert ("silent", [one, other]) == (finding.verdict, [each.entry for each in finding.bearing])
    assert f"the sources of entries {one}, {other} are not named; they are not taken for one" in finding.assumptions


def test_standing_does_not_settle_a_dispute() -> None:
    record, _ = opened()
    minister = Source(kind="person", person=person("Mira Tanvik", "foreign minister"), party=party("aldania"))
    record.say("Boria changed clause 2", who=minister, claims=("boria changed clause 2",), terms="on the record")
    press(record, "boria did not change any clause")
    assert ask(record, "boria changed clause 2").verdict == "disputed"


def test_what_most_is_said_of_says_nothing_of_one() -> None:
    record, _ = opened()
    press(record, "boria accepted most clauses")
    assert ask(record, "boria accepted clause 2").bearing == ()
    assert [each.side for each in ask(record, "boria accepted any clause").bearing] == ["for"]
    assert [each.side for each in ask(record, "boria did not accept any clause").bearing] == ["against"]


def test_a_hedge_is_kept_in_sight() -> None:
    record, _ = opened()
    press(record, "boria may have changed clause 2")
    finding = ask(record, "boria reportedly changed clause 2")
    assert "boria may have changed clause 2" in finding.bearing[0].shows
    assert any("“reportedly” is left aside" in each for each in finding.assumptions)


def test_a_statement_never_outweighs_an_act() -> None:
    record, draft = opened()
    record.take("boria", draft, "2", "accept")
    press(record, "boria did not accept clause 2")
    finding = ask(record, "boria accepted clause 2")
    assert (finding.verdict, [each.grade for each in finding.bearing]) == ("borne out", ["signed", "reported"])


# What cannot be held against acts


def test_nobody_of_that_name() -> None:
    record, _ = opened()
    finding = ask(record, "freedonia accepted clause 2")
    assert (finding.verdict, finding.reason) == ("silent", "the record shows nobody called 'freedonia' to this reader")


def test_a_clause_that_is_in_no_draft() -> None:
    record, _ = opened()
    cover(record)
    assert ask(record, "boria accepted clause 99").verdict == "silent"


def test_a_text_that_is_not_at_hand() -> None:
    record, draft = opened()
    record.take("boria", draft, "2", "accept")
    finding = check("boria accepted clause 2", record.state(), {})
    assert (finding.verdict, finding.settles) == ("silent", ("the text of the draft",))


def test_a_person_is_told_from_the_party() -> None:
    record, draft = opened()
    orla = person("Orla Velling")
    record.accredit("boria", orla, count=9)
    wording = record.wording(draft, "2")
    record.enter(acts.Take(stance="accept", wording=wording), actor="boria", person=orla.id)
    record.take("boria", draft, "1", "accept")
    assert ask(record, '"Orla Velling" accepted clause 2').verdict == "borne out"
    unknown = ask(record, '"Orla Velling" accepted clause 1')
    assert unknown.verdict == "silent"
    assert "which person acted is not told" in unknown.bearing[0].shows


def test_terms_in_return() -> None:
    record, draft = opened()
    record.enter(acts.Link(draft=draft, offered=(Place("3"),), for_=(Place("1"), Place("2"))), actor="aldania")
    assert ask(record, "aldania offered clause 3").verdict == "borne out"
    assert ask(record, "aldania demanded clauses 1 and 2").verdict == "borne out"
    assert ask(record, "aldania offered clause 1").verdict == "silent"


def test_meetings_as_announced_are_nobody_s_attendance() -> None:
    from travaux.record.terms import Forum

    record, _ = opened()
    both = (party("aldania"), party("boria"))
    meeting = acts.Convene(forum=Forum(name="talks"), when=dated("2031-03-16"), place="Port Sorrel", expected=both)
    record.enter(meeting)
    assert ask(record, "boria attended the talks").verdict == "silent"
    record.enter(acts.Convene(forum=Forum(name="talks"), when=dated("2031-03-16"), expected=both, held=True))
    finding = ask(record, "boria attended the talks")
    assert finding.verdict == "borne out"
    assert "who is listed at a meeting as held is read as having attended" in finding.assumptions


def test_no_verdict_without_entries_or_coverage() -> None:
    for record in (peace_plan.only_press(), peace_plan.contradicted(), peace_plan.borne_out()):
        for sentence in (
            peace_plan.DENIAL,
            "boria accepted most clauses",
            "aldania changed clause 14",
            "no one signed the text",
        ):
            finding = ask(record, sentence)
            for each in (finding, *finding.parts, *finding.readings):
                if each.verdict in ("borne out", "contradicted"):
                    decisive = [one for one in each.bearing if one.grade in ("signed", "recorded")]
                    assert decisive or each.coverage


def test_a_signature_is_no_position_and_still_no_nothing() -> None:
    record, draft = opened()
    record.enter(acts.Authenticate(draft=draft, manner="signed"), actor="boria")
    record.enter(acts.Authenticate(draft=draft, manner="initialled"), actor="aldania")
    cover(record)
    assert ask(record, "boria signed the text").verdict == "borne out"
    assert ask(record, "boria did not approve any clause").verdict == "ambiguous"
    initialled = ask(record, "aldania did not approve any clause")
    assert (initialled.verdict, [each.side for each in initialled.bearing]) == ("borne out", ["context"])


def test_what_the_chair_concluded_is_no_position_of_a_party() -> None:
    record, draft = opened()
    record.admit("cascadia", "mediator")
    present = (party("aldania"), party("boria"))
    record.decide("cascadia", draft, "2", present=present, holdouts=(party("aldania"),))
    cover(record)
    finding = ask(record, "boria accepted clause 2")
    assert finding.verdict == "ambiguous"
    assert "the chair's conclusion, and no position of its own" in finding.reason
    assert ask(record, "aldania accepted clause 2").verdict == "contradicted"
    assert ask(record, "aldania objected to clause 2").verdict == "ambiguous"


def test_how_many_rest_on_qualified_acts_is_said() -> None:
    record, draft = opened()
    for place in ("1", "2"):
        record.take("boria", draft, place, "accept")
    record.take("boria", draft, "3", "accept", ad_referendum=True)
    finding = ask(record, "boria accepted most clauses")
    assert "boria accepted 3 of 3 clauses; 1 of these by acts that are qualified" in finding.reason


def test_an_act_with_a_suspect_key_is_qualified() -> None:
    record, draft = opened()
    taken = record.take("boria", draft, "2", "accept")
    record.enter(acts.Retire(key=key("boria"), reason="stolen", suspect_from=taken))
    finding = ask(record, "boria accepted clause 2")
    assert finding.verdict == "ambiguous"
    assert "signed with a key that is suspect" in finding.reason


def test_an_act_without_authority_is_qualified_until_it_is_confirmed() -> None:
    record, draft = opened()
    record.accredit("boria", person("Orla Velling"), count=1, powers=("negotiate", "adopt"))
    wording = record.wording(draft, "2")
    taken = record.enter(acts.Take(stance="accept", wording=wording), actor="boria", person=person("Nobody").id)
    finding = ask(record, "boria accepted clause 2", rules="vclt-1969")
    assert finding.verdict == "ambiguous"
    assert "VCLT" in finding.reason
    assert finding.rules == "vclt-1969"
    record.enter(acts.Confirm(entry=taken), actor="boria", person=person("Orla Velling").id)
    assert ask(record, "boria accepted clause 2", rules="vclt-1969").verdict == "borne out"


def test_words_of_a_proposal_that_was_taken_in_in_part_are_inferred() -> None:
    record, draft = opened()
    words = "An auditor whom the Commission appoints shall examine every account of reconstruction aid each spring."
    record.propose("boria", draft, "2", words)
    taken = words.replace("each spring", "once in five years, at the expense of the guarantors")
    record.table("aldania", record.draft(TEXT.replace("Aid is audited.", taken)), draft)
    cover(record)
    finding = ask(record, "boria did not change any clause")
    assert finding.verdict not in ("borne out", "contradicted")
    (inferred,) = [each for each in finding.bearing if each.grade == "inferred"]
    assert "An auditor whom the Commission appoints" in inferred.shows
    assert ask(record, "aldania changed clause 2").verdict == "borne out"


def test_a_time_that_was_extended() -> None:
    record, _ = opened()
    limit = record.limit("aldania", "2031-03-28", due="an answer to the plan")
    record.enter(acts.Extend(entry=limit, until=dated("2031-04-04")), actor="aldania")
    assert ask(record, 'aldania extended "an answer to the plan"').verdict == "borne out"
    assert ask(record, 'boria extended "an answer to the plan"').verdict == "silent"


def test_who_breaks_a_silence_objects() -> None:
    record, draft = opened()
    opened_by = record.enter(acts.Silence(draft=draft, recipients=(party("boria"),), closes=dated("2031-03-20")))
    record.enter(acts.Silence(breaks=opened_by), actor="boria")
    assert ask(record, "boria objected to the text").verdict == "borne out"
    assert ask(record, "boria objected to clause 2").verdict == "ambiguous"


def test_a_draft_is_received_tabled_and_withdrawn() -> None:
    record, draft = opened()
    paper = record.draft(OTHER)
    entry = record.table("boria", paper, draft, circulated_to=(party("aldania"),))
    assert ask(record, "aldania received the text").verdict == "borne out"
    assert ask(record, "boria tabled the text").verdict == "borne out"
    record.withdraw("boria", entry)
    assert ask(record, "boria withdrew the text").verdict == "borne out"


def test_an_entry_that_an_author_counted_and_is_not_there() -> None:
    """Whoever relies on absence is told where the log itself shows that something is missing."""
    record, draft = opened()
    record.take("boria", draft, "1", "object")
    record.take("boria", draft, "3", "object", seq=2)
    cover(record)
    finding = ask(record, "boria did not approve any clause")
    assert finding.verdict == "borne out"
    told = "what is missing from an author's own count does not matter here: entry 7, its author's entry 2 where 1 was"
    assert [each for each in finding.assumptions if each.startswith(told)] != []


@pytest.mark.parametrize(
    ("sentence", "left"),
    [("boria approved clause 1", "clause 1"), ("boria approved all clauses", "any of the 2 clauses")],
)
def test_what_acts_leave_open_is_said_in_words(sentence: str, left: str) -> None:
    record, _ = opened("1. Ships pass.\n2. No toll is levied.\n")
    told = f"no act on the record decides {left}, and nobody vouches that none is missing"
    assert ask(record, sentence).reason == told


def test_who_notes_an_attendance_is_told_with_it() -> None:
    record, _ = opened()
    (boria,) = [each.id for each in record.state().parties if str(each.handle) == "boria"]
    when = Dated(edtf="2019-03-16", words="2019-03-16")
    forum = Forum(name="talks")
    record.enter(acts.Convene(forum=forum, place="Port Sorrel", when=when, expected=(boria,), held=True))
    finding = ask(record, "boria attended the meeting")
    assert finding.verdict == "borne out"
    assert [each.shows for each in finding.entries("for")] == [
        "the depositary notes that a meeting was held: talks at Port Sorrel, with boria"
    ]
