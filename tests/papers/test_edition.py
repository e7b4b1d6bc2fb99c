"""What a state says of one draft, for a file that carries it: what happened to it, by whom, and under which names."""

from __future__ import annotations

from tests.record.building import Record

from travaux.papers.edition import edition
from travaux.record import acts
from travaux.record.terms import Digest


def happened(record: Record, draft: Digest) -> list[str]:
    state = record.state()
    tabled = state.draft(draft)
    assert tabled is not None
    return [each.what for each in edition(state, record.drafts, tabled, log=record.origin, title="Velm").events]


def test_a_draft_of_the_depositary_that_was_withdrawn_names_no_party() -> None:
    record = Record()
    draft = record.draft("1. Barges pay.\n")
    tabled = record.do(acts.Table, draft=draft, file=draft)
    record.do(acts.Withdraw, entry=tabled)
    assert happened(record, draft) == ["tabled", "withdrawn"]
    state = record.state()
    found = edition(state, record.drafts, state.drafts[0], log=record.origin, title="Velm")
    assert (found.title, found.party, found.parties) == ("Velm", None, {})


def test_a_correction_is_told_of_the_text_that_it_made_and_not_of_the_one_that_it_mended() -> None:
    record = Record()
    record.admit("aldania")
    first, mended = record.draft("1. Ships pays.\n"), record.draft("1. Ships pay.\n")
    record.table("aldania", first)
    record.correct("aldania", first, mended, "1", "aldania")
    record.table("aldania", mended, first)
    assert happened(record, first) == ["tabled"]
    assert happened(record, mended) == ["tabled", "corrected", "tabled"]
