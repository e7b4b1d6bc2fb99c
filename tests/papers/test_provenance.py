"""Where words come from, as agents, activities and entities: what each act brought about, used or ended."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.record.building import DEPOSITARY, Record, dated, key, party, person

from travaux.papers.provenance import Told, provenance
from travaux.record import acts
from travaux.record.terms import Digest, Index, Place, Wording

TEXT = "1. Ships pays.\n2. Boats do not.\n"


def talks() -> tuple[Record, Digest]:
    record = Record()
    record.admit("aldania")
    record.admit("boria")
    draft = record.draft(TEXT)
    record.table("aldania", draft)
    return record, draft


def told_of(record: Record, *kinds: str, by: Index | None = None) -> list[Told]:
    """What is told of some kinds; with `by`, by one entry alone."""
    found = provenance(record.state(), record.drafts, title="Velm")
    return [each for each in found if each.kind in kinds and (by is None or ("entry", by) in each.facts)]


def links(record: Record, *kinds: str, by: Index | None = None) -> list[tuple[str, ...]]:
    return [each.links for each in told_of(record, *kinds, by=by)]


def test_a_correction_makes_the_new_wording_from_the_old() -> None:
    record, draft = talks()
    mended = record.draft(TEXT.replace("pays", "pay"))
    corrected = record.correct("aldania", draft, mended, "1", "boria")
    (made,) = told_of(record, "Derivation", by=corrected)
    assert made.links == (f"clause-{mended}-0", f"clause-{draft}-0", f"act-{corrected}")
    assert ("substantive", "no") in made.facts
    assert links(record, "Usage", by=corrected) == [(f"act-{corrected}", f"clause-{draft}-0")]


def test_a_correction_of_texts_that_are_not_here_still_names_both_wordings() -> None:
    record, draft = talks()
    gone = Wording(draft=Digest("e" * 64), clause=Place("1"), words=Digest("f" * 64))
    new = Wording(draft=Digest("d" * 64), clause=Place("1"), words=Digest("c" * 64))
    record.do(acts.Correct, "aldania", wording=gone, corrected=new, words=("x",), substantive=True)
    record.do(acts.Correct, "boria", wording=gone, corrected=new, words=("x",), substantive=True)
    wordings = [each for each in told_of(record, "Entity") if each.id.startswith("wording-")]
    assert [dict(each.facts)["draft"] for each in wordings] == [gone.draft, new.draft]
    assert draft


def test_what_is_on_the_whole_of_a_text_that_is_not_here_is_on_the_draft() -> None:
    record, _ = talks()
    gone = Wording(draft=Digest("e" * 64), clause=Place(""), words=Digest("f" * 64))
    taken = record.do(acts.Take, "boria", stance="accept", wording=gone)
    assert links(record, "Usage", by=taken) == [(f"act-{taken}", f"draft-{gone.draft}")]


def test_fixing_which_clause_is_which_uses_both_drafts() -> None:
    record, draft = talks()
    other = record.draft("1. Rafts pay.\n")
    fixed = record.enter(acts.Concord(earlier=draft, later=other, pairs=((Place("1"), Place("1")),)))
    assert links(record, "Usage", by=fixed) == [(f"act-{fixed}", f"draft-{draft}"), (f"act-{fixed}", f"draft-{other}")]


def test_a_draft_tabled_again_is_used_and_not_made_twice_and_one_withdrawn_is_no_longer() -> None:
    record, draft = talks()
    again = record.table("boria", draft)
    assert links(record, "Usage", by=again) == [(f"act-{again}", f"draft-{draft}")]
    gone = record.withdraw("boria", again)
    assert links(record, "Invalidation", by=gone) == [(f"draft-{draft}", f"act-{gone}")]


def test_what_the_depositary_tabled_is_nobody_s_words() -> None:
    record = Record()
    record.admit("aldania")
    draft = record.draft(TEXT)
    tabled = record.do(acts.Table, draft=draft, file=draft)
    roles = [
        each.role for each in told_of(record, "Attribution", by=tabled) if each.links[0].startswith(("draft", "cl"))
    ]
    assert roles == []


@pytest.mark.parametrize(("actor", "expected"), [("aldania", 1), (None, 0)])
def test_a_proposal_is_on_behalf_of_others_only_where_a_party_made_it(actor: str | None, expected: int) -> None:
    record, draft = talks()
    fields = {"wording": record.wording(draft, "1"), "operation": "delete", "sponsors": (party("aldania"),)}
    proposed = record.do(acts.Propose, actor, on_behalf_of=(party("boria"),), **fields)
    delegated = [each for each in links(record, "Delegation", by=proposed) if each[-1] == f"act-{proposed}"]
    assert len(delegated) == expected
    sponsors = [each.links for each in told_of(record, "Attribution", by=proposed) if each.role == "sponsor"]
    assert len(sponsors) == 1 - expected


def test_whoever_lost_an_accreditation_acted_for_the_party_until_then() -> None:
    record, _ = talks()
    mira, otto = person("Mira Tanvik"), person("Otto Kars")
    named = record.accredit("aldania", mira, otto)
    gone = record.do(acts.Revoke, "aldania", accreditation=named, persons=(mira.id,))
    found = [each for each in told_of(record, "Delegation", by=named) if each.links[0] == mira.id]
    assert ("ended", gone) in found[-1].facts


def test_whoever_signed_is_told_where_the_key_is_somebody_s() -> None:
    record, draft = talks()
    limit = record.limit("aldania", "2031-04-01")
    silent = record.do(acts.Silence, "aldania", draft=draft, closes=dated("2031-05-01"))
    record.entered[0] = replace(record.entered[0], signers=(key("a stranger"), key(DEPOSITARY)))
    signers = [each.links for each in told_of(record, "Attribution") if each.role == "signer"]
    assert (f"entry-{limit}", person("aldania clerk").id) in signers
    assert "entry-0" not in [name for name, _ in signers]
    assert links(record, "Usage", by=silent) == [(f"act-{silent}", f"draft-{draft}")]


def test_an_amendment_to_a_proposal_comes_from_it() -> None:
    record, draft = talks()
    first = record.propose("aldania", draft, "1", "Ships pay.")
    second = record.propose("boria", draft, "1", "Ships pay dues.", amends=first)
    assert (f"proposal-{second}", f"proposal-{first}", f"act-{second}") in links(record, "Derivation", by=second)


def test_the_end_of_what_brought_nothing_about_ends_nothing() -> None:
    record, draft = talks()
    signed = record.do(acts.Authenticate, "aldania", draft=draft, manner="signed")
    reopened = record.do(acts.Reopen, "aldania", entry=signed, reason="new facts")
    assert links(record, "Invalidation", by=reopened) == []
    voided = record.void(signed, actor="aldania")
    assert links(record, "Invalidation", by=voided) == [(f"entry-{signed}", f"act-{voided}")]
