"""Parties, groups, delegations: who they are as of the last entry, and what is withheld."""

from __future__ import annotations

from tests.record.building import Record, dated, party, person

from travaux.record import acts
from travaux.record.people import Membership
from travaux.record.terms import WITHHELD, Instrument, Person, PersonId


def test_a_party_is_found_by_id_handle_or_name() -> None:
    record = Record()
    record.admit("aldania")
    record.enter(acts.Admit(party=party("boria"), handle="boria", name="Republic of Boria"))
    record.enter(acts.Admit(party=party("hidden"), handle=WITHHELD, name=WITHHELD))
    state = record.state()
    found = [state.party(name) for name in (party("boria"), "Boria", "republic of boria", party("hidden"), "cedria")]
    assert [one and one.id for one in found] == [party("boria")] * 3 + [party("hidden"), None]
    assert [str(one) for one in state.parties] == ["aldania", "boria", party("hidden")]


def test_two_parties_of_one_name_are_not_told_apart_by_it() -> None:
    record = Record()
    for name in ("one", "two"):
        record.enter(acts.Admit(party=party(name), name="Union"))
    assert record.state().party("union") is None


def test_a_party_leaves_and_comes_back() -> None:
    record = Record()
    record.admit("boria")
    left = record.enter(acts.Leave(party=party("boria")), actor="boria")
    assert [(one.left, one.present) for one in record.state().parties] == [(left, False)]
    again = record.enter(acts.Admit(party=party("boria"), capacity="observer"))
    assert [(one.entry, one.capacity, one.left) for one in record.state().parties] == [(again, "observer", None)]


def test_groups_have_the_members_of_the_moment() -> None:
    record = Record()
    for name in ("boria", "cedria"):
        record.admit(name)
    founded = record.admit("league", "group", ("boria", "cedria"))
    left = record.enter(acts.Leave(party=party("cedria"), group=party("league")), actor="cedria")
    state = record.state()
    league, boria, cedria = (state.party(name) for name in ("league", "boria", "cedria"))
    assert league
    assert boria
    assert cedria
    assert (league.members, boria.groups, cedria.groups) == ((party("boria"),), (party("league"),), ())
    membership = Membership.of(state.book)
    sizes = [len(membership.at(party("league"), one)) for one in (founded - 1, founded, left - 1, left)]
    assert sizes == [0, 2, 2, 1]


def test_a_delegation_counts_those_it_does_not_name() -> None:
    record = Record()
    for name in ("aldania", "boria"):
        record.admit(name)
    vela, marr = person("Orla Vela"), person("Ivo Marr")
    decree = Instrument(kind="decree", number="14", dated=dated("2031-03-01"))
    entry = record.accredit("boria", vela, marr, count=9, instrument=decree, powers=("negotiate", "sign"))
    (delegation,) = record.state().delegations()
    assert (delegation.named, delegation.unnamed, delegation.instrument.number) == ((vela, marr), 7, "14")
    part = record.enter(acts.Revoke(accreditation=entry, persons=(marr.id,)), actor="boria")
    (delegation,) = record.state().delegations(party("boria"))
    assert (delegation.named, delegation.revoked, delegation.unnamed, delegation.ended) == (
        (vela,), ((marr.id, part),), 7, None,
    )  # fmt: skip
    foreign = record.enter(acts.Revoke(accreditation=entry), actor="aldania")
    assert record.state().idle(foreign) == "the delegation is another's"
    ended = record.enter(acts.Revoke(accreditation=entry), actor="boria")
    assert [one.ended for one in record.state().delegations()] == [ended]


def test_a_person_is_known_by_what_was_said_last() -> None:
    record = Record()
    record.admit("boria")
    record.accredit("boria", person("Orla Vela", "Envoy"))
    record.accredit("boria", Person(id=person("Orla Vela").id, name="Orla Vela", office="Minister"))
    record.accredit("boria", Person(id=person("Orla Vela").id))
    known = record.state().person("orla vela")
    assert known
    assert (known.person.office, known.parties, len(known.entries)) == ("Minister", (party("boria"),), 3)
    assert record.state().person(PersonId("person-00000000")) is None


def test_nobody_speaks_of_another_party_in_its_place() -> None:
    record = Record()
    for name in ("aldania", "boria"):
        record.admit(name)
    forged = [
        record.enter(acts.Admit(party=party("boria"), capacity="observer"), actor="aldania"),
        record.enter(acts.Leave(party=party("boria")), actor="aldania"),
        record.enter(acts.Accredit(party=party("boria"), instrument=Instrument(kind="decree")), actor="aldania"),
    ]
    state = record.state()
    assert [state.idle(one) for one in forged] == [
        "the party takes part already, and is another",
        "it is another that leaves",
        "the delegation is another's",
    ]
    boria = state.party("boria")
    assert boria
    assert (boria.capacity, boria.present, state.delegations()) == ("party", True, ())
    record.enter(acts.Admit(party=party("cedria")), actor="aldania")
    assert record.state().party(party("cedria"))


def test_who_leaves_one_group_stays_in_another() -> None:
    record = Record()
    for name in ("aldania", "boria"):
        record.admit(name)
    record.admit("delta", "group", ("aldania", "boria"))
    record.admit("epsilon", "group", ("aldania",))
    record.enter(acts.Leave(party=party("boria"), group=party("delta")))
    membership = Membership.of(record.state().book)
    size = len(record.entered)
    assert membership.at(party("delta"), size) == (party("aldania"),)
    assert membership.at(party("epsilon"), size) == (party("aldania"),)


def test_an_instrument_ends_with_the_first_entry_that_revokes_it_whole() -> None:
    record = Record()
    record.admit("boria")
    given = record.accredit("boria", person("Orla Velling"))
    ended = record.enter(acts.Revoke(accreditation=given), actor="boria")
    record.enter(acts.Revoke(accreditation=given), actor="boria")
    (delegation,) = record.state().delegations(party("boria"))
    assert delegation.ended == ended
