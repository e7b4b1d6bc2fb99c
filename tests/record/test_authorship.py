"""Who put every word there and who took words out, by entry: proposed, tabled, corrected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.record.building import Record, party

from travaux.record import acts
from travaux.record.authorship import Authorship
from travaux.record.descent import Descent
from travaux.record.shelf import WHOLE, Spot
from travaux.record.terms import Digest, Place
from travaux.text.drafts import Draft, Edit, Hand

FIRST = (
    "Article 1\nThe Parties shall cooperate.\nArticle 2\n1. No force exceeds 42 units.\n"
    "2. Each Party reports every year.\nArticle 3\nThis plan lasts ten years.\n"
)
SECOND = (
    "Article 1\nThe Parties shall endeavour to cooperate.\nArticle 2\n1. No force exceeds 40 units in peace.\n"
    "Article 3\nThis plan lasts twelve years.\n"
)


def talks() -> Record:
    record = Record()
    for name in ("aldania", "boria", "cedria"):
        record.admit(name)
    record.admit("chair", "mediator")
    return record


def authorship(record: Record, draft: Digest) -> Authorship:
    book = record.state().book
    return Authorship(book, Descent(book, record.drafts), draft)


def test_three_people_for_every_word() -> None:
    record = talks()
    first, second = record.draft(FIRST), record.draft(SECOND)
    basis = record.table("aldania", first, standing="basis")
    peace = record.propose("boria", first, "2.1", "No force exceeds 40 units in time of peace.")
    endeavour = record.propose("cedria", first, "1", "The Parties shall endeavour to cooperate.")
    strike = record.propose("boria", first, "2.2", "", "delete")
    refused = record.propose("cedria", first, "3", "This plan lasts five years.")
    tabled = record.table("chair", second, first)
    found = authorship(record, second)
    assert [
        (each.text, each.by.entry, each.tabled.entry, each.grade) for each in found.words if each.by.entry != basis
    ] == [
        ("endeavour to", endeavour, tabled, "signed"),
        ("40", peace, tabled, "signed"),
        ("in peace", peace, tabled, "signed"),
        ("twelve", tabled, tabled, "inferred"),
    ]
    assert [(each.text, each.removed.entry, each.tabled.entry) for each in found.taken_out] == [
        ("42", peace, tabled),
        ("2. Each Party reports every year.", strike, tabled),
        ("ten", refused, tabled),
    ]
    assert {each.by.party for each in found.taken_out} == {party("aldania")}


def test_the_words_of_one_clause() -> None:
    record = talks()
    first = record.draft(FIRST)
    second = record.draft(FIRST.replace("42 units", "40 units").replace("ten years", "a decade"))
    record.table("aldania", first)
    changed = record.table("boria", second, first)
    found = authorship(record, second)
    book = record.state().book
    spot = Descent(book, record.drafts).shelf.spot(second, Place("2.1"))
    assert spot is not None
    assert [(each.text, each.by.party) for each in found.in_clause(spot)] == [
        ("1. No force exceeds", party("aldania")),
        ("40", party("boria")),
        ("units.", party("aldania")),
    ]
    assert [(each.text, each.removed.entry) for each in found.out_of(spot)] == [("42", changed)]


def test_an_amendment_passed_over_once_is_still_its_proposers() -> None:
    record = talks()
    texts = [FIRST, FIRST.replace("ten years", "nine years")]
    texts.append(texts[1].replace("No force exceeds 42 units", "No force exceeds 40 units in time of peace"))
    drafts = [record.draft(text) for text in texts]
    record.table("aldania", drafts[0])
    peace = record.propose("boria", drafts[0], "2.1", "No force exceeds 40 units in time of peace.")
    record.table("chair", drafts[1], drafts[0])
    taken_up = record.table("chair", drafts[2], drafts[1])
    found = authorship(record, drafts[2])
    assert ("in time of peace", peace, taken_up) in [
        (each.text, each.by.entry, each.tabled.entry) for each in found.words
    ]


def test_a_withdrawn_amendment_gives_no_words() -> None:
    record = talks()
    first, second = record.draft(FIRST), record.draft(FIRST.replace("42 units", "40 units"))
    record.table("aldania", first)
    record.withdraw("boria", record.propose("boria", first, "2.1", "No force exceeds 40 units."))
    tabled = record.table("chair", second, first)
    found = authorship(record, second)
    assert [each.by.entry for each in found.words if each.text == "40"] == [tabled]


def test_a_missing_text_is_named() -> None:
    record = talks()
    first, second = record.draft(FIRST), record.draft(SECOND)
    record.table("aldania", first)
    record.table("chair", second, first)
    del record.drafts[first]
    found = authorship(record, second)
    assert (found.missing, {each.by.party for each in found.words}) == ((first,), {party("chair")})


def test_whoever_types_an_amendment_into_the_next_draft_is_its_scribe() -> None:
    record = talks()
    first = record.draft(FIRST)
    record.table("aldania", first)
    amendment = record.propose("boria", first, "2.1", "No force exceeds 40 units.")
    start = FIRST.index("42")
    clerk = Hand("Clerk of the chair", "2031-03-20")
    edits = (Edit("insert", start, start + 2, clerk), Edit("delete", start, start + 2, clerk))
    typed = record.keep(Draft(FIRST.replace("42", "40"), before=FIRST, edits=edits))
    tabled = record.table("chair", typed, first)
    found = authorship(record, typed)
    assert [
        (each.text, each.by.entry, each.tabled.entry, each.grade, each.hand)
        for each in found.words
        if each.by.party != party("aldania")
    ] == [("40", amendment, tabled, "signed", "Clerk of the chair")]
    assert [(each.text, each.removed.entry, each.hand) for each in found.taken_out] == [
        ("42", amendment, "Clerk of the chair")
    ]


def test_words_that_a_file_strikes_without_saying_who_are_taken_out_by_whoever_tabled_it() -> None:
    record = talks()
    before, text = "Article 1\nThe Parties shall cooperate.\n", "Article 1\nThe Parties may cooperate.\n"
    edits = (Edit("delete", 22, 27, Hand()), Edit("insert", 22, 25, Hand()))
    first, second = record.draft(before), record.keep(Draft(text, before=before, edits=edits))
    record.table("aldania", first, standing="basis")
    tabled = record.table("chair", second, first)
    found = authorship(record, second)
    assert [(each.text, each.removed.entry, each.grade) for each in found.taken_out] == [("shall", tabled, "recorded")]


def test_the_words_of_the_whole_are_those_of_the_draft() -> None:
    record = talks()
    first = record.draft(FIRST)
    record.table("aldania", first)
    found = authorship(record, first)
    assert found.in_clause(Spot(first, WHOLE)) == found.words


def test_a_draft_that_was_never_tabled_has_no_authors() -> None:
    record = talks()
    with pytest.raises(ValueError, match="is not tabled, or its text is not here"):
        authorship(record, record.draft(FIRST))


def test_an_amendment_is_one_text_however_many_drafts_were_made_from_its_draft() -> None:
    record = talks()
    first, other = record.draft(FIRST), record.draft(FIRST.replace("ten", "nine"))
    taken = record.draft(FIRST.replace("42 units", "40 units in peace"))
    record.table("aldania", first)
    proposed = record.propose("boria", first, "2.1", "No force exceeds 40 units in peace.")
    nowhere = replace(record.wording(first, "2.1"), clause=Place("9"))
    record.do(acts.Propose, "cedria", wording=nowhere, operation="replace", words=("Nothing.",))
    record.table("chair", other, first)
    record.table("chair", taken, first, other)
    found = authorship(record, taken)
    assert [each.by.entry for each in found.words if "in peace" in each.text] == [proposed]
