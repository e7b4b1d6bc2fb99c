"""Snapshots: what was kept is what was folded; it goes on, reads entries only when asked, and holds no names."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.building import Record, key, party, person
from tests.record.test_folds import everything, records

from travaux.errors import Malformed
from travaux.record import acts
from travaux.record.entries import Entered
from travaux.record.snapshot import from_text, to_text
from travaux.record.state import fold
from travaux.record.terms import Index


class Log:
    """Entries to read by index; it counts what was read."""

    def __init__(self, entered: list[Entered]) -> None:
        self._entered = {each.index: each for each in entered}
        self.asked: list[Index] = []

    def __call__(self, index: Index) -> Entered:
        self.asked.append(index)
        return self._entered[index]


@settings(max_examples=60, deadline=None)
@given(records(), st.data())
def test_what_was_kept_is_what_was_folded_and_goes_on(entered: list[Entered], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(entered)))
    kept = to_text(fold(entered[:cut]), "a log")
    state = from_text(kept, "a log", Log(entered))
    assert to_text(state, "a log") == kept
    whole = fold(entered)
    assert everything(fold(entered[cut:], state)) == everything(whole)
    assert fold(entered[cut:], from_text(kept, "a log", Log(entered))) == whole


def talks() -> Record:
    record = Record()
    record.admit("aldania", keyed=False)
    record.enrol("aldania", person("Orla Velling", "Minister"))
    record.enter(acts.Rotate(old=key("aldania"), new=key("aldania 2")), actor="aldania")
    draft = record.draft("Article 1\nThe Parties shall cooperate.\n")
    record.table("aldania", draft, by="aldania 2")
    for _ in range(50):
        record.take("aldania", draft, "1", "accept", by="aldania 2")
    record.limit("aldania", "2031-03-16", by="aldania 2")
    return record


def test_entries_are_read_when_something_asks_for_them() -> None:
    record = talks()
    log = Log(record.entered)
    state = from_text(to_text(record.state(), "a log"), "a log", log)
    before = len(log.asked)
    assert len(state.deadlines) == 1
    assert (before, len(log.asked) - before) == (3, 1)
    assert state.bearing_on(party=party("aldania"))[-1] == len(record.entered) - 1


def test_no_name_is_kept_and_an_erased_one_is_not_shown_again() -> None:
    record = talks()
    kept = to_text(record.state(), "a log")
    assert b"Velling" not in kept
    enrolment = record.entered[2]
    assert isinstance(enrolment.entry.act, acts.Enrol)
    gone = dataclasses.replace(enrolment.entry.act, person=dataclasses.replace(person("Orla Velling"), name=None))
    record.entered[2] = dataclasses.replace(enrolment, entry=dataclasses.replace(enrolment.entry, act=gone))
    state = from_text(kept, "a log", Log(record.entered))
    assert [holder.person.name for holder in state.holders][1:] == [None, None]


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[]", b"null", b'{"v":1,"log":"a log","size":1}', b'{"v":0,"log":"a log"}']
)
def test_what_is_no_snapshot_is_refused(text: bytes) -> None:
    with pytest.raises(Malformed):
        from_text(text, "a log", Log([]))


def test_a_snapshot_of_another_log_is_refused() -> None:
    record = talks()
    with pytest.raises(Malformed, match="another log"):
        from_text(to_text(record.state(), "a log"), "another", Log(record.entered))


def test_a_snapshot_in_which_a_key_is_enrolled_by_another_act_is_refused() -> None:
    record = talks()
    kept = json.loads(to_text(record.state(), "a log"))
    others = [each.index for each in record.entered if not isinstance(each.entry.act, acts.Enrol)]
    kept["holders"][0][1] = others[0]
    with pytest.raises(Malformed, match="the snapshot is damaged"):
        from_text(json.dumps(kept).encode(), "a log", Log(record.entered))
