"""Whoever spoke so as not to be named: no other entry bears their id, whichever way round it is tried."""

from __future__ import annotations

import pytest

from travaux.errors import NotPermitted
from travaux.record.acts import Accredit, State
from travaux.record.terms import Attribution, Instrument, Person, PersonId, Source
from travaux.secretariat.entering import new_person
from travaux.secretariat.records import Record

from .conftest import BORIA

VI = PersonId("person-vvvvvvvv")


def said(person: PersonId, terms: Attribution = "on the record") -> State:
    return State(source=Source(kind="person", person=Person(id=person, name="Vi Strand")), words=("So.",), terms=terms)


def sent(person: PersonId) -> Accredit:
    return Accredit(party=BORIA, instrument=Instrument(kind="letter"), named=(Person(id=person, name="Vi Strand"),))


@pytest.mark.parametrize("terms", ["not for attribution", "background"])
@pytest.mark.parametrize("other", [said(VI), sent(VI), said(VI, "background")])
def test_no_other_entry_bears_the_id(record: Record, terms: Attribution, other) -> None:
    record.enter(said(VI, terms))
    size = record.size
    with pytest.raises(NotPermitted, match="would lead to"):
        record.enter(other)
    assert size == record.size
    with pytest.raises(NotPermitted, match="would lead to"):
        record.enter(other, person=VI) if isinstance(other, Accredit) else record.enter(said(new_person()), person=VI)


@pytest.mark.parametrize("first", [said(VI), sent(VI)])
def test_nor_does_an_earlier_one(record: Record, first) -> None:
    record.enter(first)
    with pytest.raises(NotPermitted, match="borne by another entry"):
        record.enter(said(VI, "not for attribution"))
    record.enter(said(VI))


def test_nor_one_of_the_same_batch_and_then_none_is_entered(record: Record) -> None:
    size = record.size
    for pair in ((said(VI), said(VI, "background")), (said(VI, "background"), sent(VI))):
        with pytest.raises(NotPermitted):
            record.enter_all([record.doing(each) for each in pair])
    assert size == record.size


def test_nor_who_acts_or_writes_it_down(record: Record) -> None:
    scribe = record.entry(0).entry.act.person.id
    with pytest.raises(NotPermitted):
        record.enter(said(scribe, "background"))
    with pytest.raises(NotPermitted):
        record.enter(said(VI, "background"), person=VI)


def test_nor_an_entry_signed_elsewhere(record: Record) -> None:
    record.enter(said(VI, "background"))
    with pytest.raises(NotPermitted):
        record.receive(*record.compose(record.doing(said(VI))))


def test_ids_of_their_own_may_stand(record: Record) -> None:
    for _ in range(2):
        record.enter(said(new_person(), "background"))
        record.enter(State(source=Source(kind="anonymous"), words=("So.",), terms="background"))
