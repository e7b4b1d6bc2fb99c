"""Drafts, standing, proposals, decisions, signatures, meetings, linkages, statements, coverage, sealed notes."""

from __future__ import annotations

from tests.record.building import Record, dated, party, person

from travaux.record import acts
from travaux.record.seals import commitment
from travaux.record.statements import same_speaker
from travaux.record.terms import Digest, Forum, Index, Place, Source

TEXT = "Article 1\nThe Parties shall cooperate.\nArticle 2\n1. No force exceeds 42 units.\n2. Each Party reports.\n"


def talks() -> tuple[Record, Digest]:
    record = Record()
    for name in ("aldania", "boria"):
        record.admit(name)
    return record, record.draft(TEXT)


def test_drafts_are_numbered_and_the_one_on_the_table_has_a_standing() -> None:
    record, first = talks()
    paper = record.draft(TEXT + "Article 3\nA thought.\n")
    record.table("aldania", first, standing="basis")
    record.table("boria", paper, first, standing="informal")
    state = record.state()
    assert [(one.number, one.party, one.standing) for one in state.drafts] == [
        (1, party("aldania"), "basis"),
        (2, party("boria"), "informal"),
    ]
    on_the_table = state.current()
    assert on_the_table
    assert on_the_table.digest == first
    assert state.draft(paper[:8]) == state.drafts[1]
    assert (state.draft(""), state.draft("no")) == (None, None)


def test_standing_changes_by_act_alone() -> None:
    record, first = talks()
    tabled = record.table("aldania", first, standing="informal")
    again = record.table("boria", first, standing="basis")
    (draft,) = record.state().drafts
    assert (draft.standing, draft.stands_by, draft.again, draft.party) == ("basis", again, (again,), party("aldania"))
    adopted = record.decide("aldania", first, "", outcome="adopted")
    assert [(one.standing, one.stands_by) for one in record.state().drafts] == [("adopted", adopted)]
    record.enter(acts.Reopen(entry=adopted, reason="a new instruction"), actor="boria")
    assert [(one.standing, one.stands_by) for one in record.state().drafts] == [("basis", again)]
    assert record.state().decisions()[0].reopened == adopted + 1
    record.void(again, actor="boria")
    assert [(one.standing, one.stands_by) for one in record.state().drafts] == [("informal", tabled)]


def test_a_withdrawn_draft_is_not_on_the_table() -> None:
    record, first = talks()
    second = record.draft(TEXT.replace("42", "40"))
    record.table("aldania", first)
    withdrawn = record.withdraw("boria", record.table("boria", second, first))
    state = record.state()
    assert [one.withdrawn for one in state.drafts] == [None, withdrawn]
    assert state.current() == state.drafts[0]


def test_a_translation_is_not_the_draft_on_the_table() -> None:
    record, first = talks()
    record.table("aldania", first, language="en")
    french = record.table("aldania", record.draft("Article 1\nLes Parties coopèrent.\n"), first, language="fr")
    state = record.state()
    found = [state.current(), state.current("fr")]
    assert [one and one.entry for one in found] == [state.drafts[0].entry, french]


def test_sponsors_leave_a_proposal_one_by_one() -> None:
    record, first = talks()
    record.table("aldania", first)
    both = (party("aldania"), party("boria"))
    entry = record.propose("aldania", first, "2.1", "No force exceeds 40 units.", sponsors=both)
    record.withdraw("boria", entry, sponsorship_only=True)
    (proposal,) = record.state().proposals(first)
    assert (proposal.sponsors, proposal.withdrawn) == ((party("aldania"),), None)
    gone = record.withdraw("aldania", entry)
    assert [one.withdrawn for one in record.state().proposals()] == [gone]


def test_signature_ad_referendum_is_confirmed_by_its_party() -> None:
    record, first = talks()
    record.table("aldania", first)
    signed = record.enter(acts.Authenticate(draft=first, manner="signed ad referendum"), actor="boria")
    record.enter(acts.Confirm(entry=signed), actor="aldania")
    assert [one.confirmed for one in record.state().authentications()] == [None]
    confirmed = record.enter(acts.Confirm(entry=signed), actor="boria")
    assert [(one.confirmed, one.binds) for one in record.state().authentications(first)] == [(confirmed, False)]


def test_presentations_say_to_whom() -> None:
    record, first = talks()
    presented = record.enter(acts.Present(draft=first, office="President", when=dated("2031-03")), actor="boria")
    assert [(one.entry, one.office, one.to) for one in record.state().presentations] == [(presented, "President", None)]


def test_meetings_by_two_sources_stay_two() -> None:
    record, _ = talks()
    met = []
    for outlet in ("The Velm Post", "The Boria Gazette"):
        told = record.say("Talks in the coming days.", who=Source(kind="outlet", outlet=outlet), manner="announces")
        forum = Forum(name="talks")
        met.append(record.enter(acts.Convene(forum=forum, when=dated("2031-03"), place="Tarn", announced=told)))
    ended = record.enter(acts.Adjourn(meeting=met[0], until=dated("2031-04")))
    meetings = record.state().meetings
    assert [one.source and one.source.outlet for one in meetings] == ["The Velm Post", "The Boria Gazette"]
    assert [[each.entry for each in one.adjourned] for one in meetings] == [[ended], []]


def test_linkages_may_be_withdrawn() -> None:
    record, first = talks()
    entry = record.enter(acts.Link(draft=first, offered=(Place("1"),), for_=(Place("2.1"),)), actor="aldania")
    ended = record.withdraw("aldania", entry)
    assert [(one.offered, one.given, one.withdrawn) for one in record.state().linkages] == [
        ((Place("1"),), (Place("2.1"),), ended)
    ]


def test_anonymous_sources_are_never_one() -> None:
    nobody = Source(kind="anonymous", attributes="a senior official")
    orla, ivo = (Source(kind="person", person=person(name)) for name in ("Orla Vela", "Ivo Marr"))
    assert [same_speaker(nobody, nobody), same_speaker(orla, nobody)] == [None, None]
    assert [same_speaker(orla, orla), same_speaker(orla, ivo)] == [True, False]


def test_a_statement_knows_what_answers_it() -> None:
    record, _ = talks()
    first = record.say("He approved it.", manner="alleges")
    denial = record.say("I did not.", answers=first, manner="denies")
    assert [(one.entry, one.answers, one.answered_by) for one in record.state().statements] == [
        (first, None, (denial,)),
        (denial, first, ()),
    ]


def test_coverage_never_reaches_beyond_its_own_entry() -> None:
    record, _ = talks()
    first = record.enter(acts.Cover(parties=(party("boria"),)))
    second = record.enter(acts.Cover(from_entry=Index(2), to_entry=Index(900)))
    third = record.enter(acts.Cover(to_entry=Index(3)))
    spans = [(one.from_entry, one.to_entry) for one in record.state().coverages]
    assert spans == [(0, first), (2, second), (0, 3)]
    assert third == second + 1


def test_a_sealed_note_opens_only_to_its_own_party_and_words() -> None:
    record, _ = talks()
    salt, note = "0a" * 16, ("Not below forty.", "Not in public.")
    digest = commitment(salt, note)
    entry = record.enter(acts.Seal(commitment=digest, purpose="red line"), actor="boria")
    forged = record.enter(acts.Seal(opens=entry, salt=salt, note=("Any number will do.",)), actor="boria")
    record.enter(acts.Seal(opens=entry, salt=salt, note=note), actor="aldania")
    (sealed,) = record.state().sealed
    assert (sealed.opened, sealed.note, sealed.mismatched) == (None, (), (forged,))
    opened = record.enter(acts.Seal(opens=entry, salt=salt, note=note), actor="boria")
    (sealed,) = record.state().sealed
    assert (sealed.opened, sealed.note) == (opened, note)


def test_a_salt_has_sixteen_bytes_in_one_writing() -> None:
    assert [commitment(salt, ()) for salt in ("", "00" * 15, "0A" * 16, "zz" * 16)] == [None] * 4


def test_a_proposal_is_withdrawn_once_however_often_it_is_said() -> None:
    record, first = talks()
    record.table("aldania", first)
    made = record.propose("boria", first, "2.1", "No force exceeds 40 units.")
    ended = record.withdraw("boria", made)
    record.withdraw("boria", made)
    assert [(each.entry, each.withdrawn) for each in record.state().proposals()] == [(made, ended)]
