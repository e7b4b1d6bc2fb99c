"""Laws of rules: whatever an act says it gets its verdicts, and what is entered later changes none of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.building import Record, dated, person
from tests.record.test_entries import anything

from travaux.record import acts, rules
from travaux.record.entries import After, Entered, Entry
from travaux.record.rules.case import Case
from travaux.record.state import fold
from travaux.record.terms import Digest, Index, PartyId, PersonId

TEXT = "Article 1\nThe Parties shall cooperate.\nArticle 2\n1. No force exceeds 42 units.\n2. Each Party reports.\n"
NAMES = ("aldania", "boria", "mira")
ORLA = person("Orla Velling")


def started() -> tuple[Record, Digest]:
    record = Record()
    for name in NAMES:
        record.admit(name, "mediator" if name == "mira" else "party")
    draft = record.draft(TEXT)
    record.table("aldania", draft)
    record.accredit("boria", ORLA, powers=("negotiate", "sign"))
    return record, draft


RECORD, DRAFT = started()
BEFORE = RECORD.state()


@pytest.mark.parametrize("kind", acts.ACTS.values(), ids=list(acts.ACTS))
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_any_act_gets_its_verdicts(kind: type[acts.Act], data: st.DataObject) -> None:
    act: acts.Act = data.draw(anything(kind))
    index = Index(BEFORE.size)
    parties = [each.id for each in BEFORE.parties]
    entry = Entry(
        log="example.com/velm-valley", act=act, seq=0, after=After(size=index, root=Digest("0" * 64)),
        actor=data.draw(st.sampled_from([None, PartyId("party-nobody00"), *parties])),
        person=data.draw(st.sampled_from([None, ORLA.id, PersonId("person-nobody00")])),
        at=data.draw(st.sampled_from(["", "2031-03-01T12:00:00Z", "yesterday"])),
    )  # fmt: skip
    entered = Entered(index=index, entry=entry, hash="0" * 64)
    for pack in rules.PACKS.values():
        found = rules.judge(BEFORE, entered, pack=pack.name, drafts=RECORD.drafts)
        named = [rule.name for rule in pack.on(act)]
        assert [each.rule for each in found] == [name for name in named if name in {each.rule for each in found}]
        assert all((each.ruling == "unknown") == bool(each.missing) for each in found)
        assert all(each.says and each.source for each in found)


@pytest.mark.parametrize("kind", acts.ACTS.values(), ids=list(acts.ACTS))
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_a_rule_says_nothing_of_acts_that_it_is_not_about(kind: type[acts.Act], data: st.DataObject) -> None:
    act: acts.Act = data.draw(anything(kind))
    after = After(size=Index(BEFORE.size), root=Digest("0" * 64))
    entry = Entry(log="example.com/velm-valley", act=act, seq=0, after=after, actor=BEFORE.parties[0].id)
    case = Case(BEFORE, Entered(index=Index(BEFORE.size), entry=entry, hash="0" * 64), RECORD.drafts, BEFORE)
    others = [rule for pack in rules.PACKS.values() for rule in pack.rules if kind not in rule.acts]
    assert {rule.name for rule in others if rule.check(case)} <= OF_ANY_ACT


OF_ANY_ACT = {"in-capacity", "full-powers", "agent-authority", "own-entry"}
"""Rules that look at who acts, or at the entry acted on; for which acts that matters, their packs say."""


def moves(record: Record, draft: Digest) -> dict[str, Any]:
    """Returns things that can be done next, by name."""
    last = Index(len(record.entered) - 1)
    wording = record.wording(draft, "2.1")
    return {
        "accept": lambda name: record.enter(acts.Take(stance="accept", wording=wording), actor=name, person=ORLA.id),
        "object": lambda name: record.take(name, draft, "2.1", "object"),
        "later": lambda name: record.take(name, draft, "2.1", "accept", ad_referendum=True, until=dated("2031-03-04")),
        "withdraw": lambda name: record.withdraw(name, last),
        "confirm": lambda name: record.enter(acts.Confirm(entry=last), actor=name, person=ORLA.id),
        "void": lambda name: record.void(last, actor=name),
        "decide": lambda name: record.decide(name, draft, "2.1", outcome="adopted"),
        "sign": lambda name: record.enter(acts.Authenticate(draft=draft, manner="signed"), actor=name, person=ORLA.id),
        "link": lambda name: record.enter(acts.Link(draft=draft, offered=("2",), for_=("1",)), actor=name),
        "limit": lambda name: record.limit(name, "2031-03-03"),
        "leave": lambda name: record.enter(acts.Leave(party=BEFORE.parties[0].id), actor=name),
        "revoke": lambda name: record.enter(acts.Revoke(accreditation=Index(8)), actor=name),
    }


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_what_comes_later_changes_no_verdict(data: st.DataObject) -> None:
    record, draft = started()
    for day in range(1, data.draw(st.integers(2, 8))):
        record.day = f"2031-03-0{day}"
        found = moves(record, draft)
        found[data.draw(st.sampled_from(list(found)))](data.draw(st.sampled_from(NAMES)))
    state = record.state()
    pack = data.draw(st.sampled_from(list(rules.PACKS)))
    everything = rules.judge_all(record.entered, pack=pack, drafts=record.drafts)
    for entered in record.entered:
        before = state.at(entered.index - 1)
        assert rules.judge(before, entered, pack=pack, drafts=record.drafts) == everything[entered.index]
        assert (
            rules.judge(fold(record.entered[: entered.index]), entered, pack=pack, drafts=record.drafts)
            == (everything[entered.index])
        )
    reviewed = rules.review_all(state, pack=pack, drafts=record.drafts, day="2031-03-09")
    assert list(reviewed) == list(everything)
