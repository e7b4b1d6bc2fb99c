"""Many who enter in one process: all come in, under few checkpoints, and what one of them does wrong is its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from travaux.errors import Malformed, OutOfOrder, StoreFailed
from travaux.record.acts import Admit, Enrol, State
from travaux.record.terms import PartyId, Person, Source
from travaux.secretariat.entering import new_person
from travaux.secretariat.ledger import Waiting
from travaux.secretariat.lines import Line
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.secretariat.verifying import verify
from travaux.stores.addresses import Address


def together(record: Record, works: list[Callable[[], object]], line: Waiting) -> list[object]:
    """Lets all of them come while somebody else has the turn, so that they wait in line, and returns what each got."""
    got: list[object] = [None] * len(works)

    def work(at: int) -> None:
        try:
            got[at] = works[at]()
        except Exception as fault:
            got[at] = fault

    threads = [threading.Thread(target=work, args=(at,)) for at in range(len(works))]
    with record._store.turn():
        for thread in threads:
            thread.start()
        while len(line._waiting) < len(works):
            pass
    for thread in threads:
        thread.join()
    return got


def said(word: str) -> State:
    return State(source=Source(kind="anonymous"), words=(word,))


@pytest.fixture(params=["file", "server"])
def place(request: pytest.FixtureRequest, path: Path) -> Path | Address:
    found: Path | Address = path if request.param == "file" else request.getfixturevalue("address")
    return found


def test_those_who_wait_come_in_under_one_checkpoint(place: Path | Address) -> None:
    new(place, name="The secretariat").close()
    line: Waiting = Line()
    desks = [open_record(place, viewer="depositary", line=line) for _ in range(8)]
    size = desks[0].size
    works: list[Callable[[], object]] = [lambda at=at: desks[at].enter(said(f"word {at}")) for at in range(1, 7)]  # type: ignore[misc]
    works.append(lambda: desks[7].enter_all([desks[7].doing(said("a")), desks[7].doing(said("b"))]))
    receipts = [each[0] if isinstance(each, list) else each for each in together(desks[0], works, line)]
    assert [each for each in receipts if isinstance(each, Exception)] == []
    assert desks[0].size == size + 8
    notes = {each.text.partition("\n\n")[2] for each in receipts}  # type: ignore[union-attr]
    assert len(notes) == 1
    for each in desks:
        each.close()
    assert verify(place).holds


def test_what_one_does_wrong_is_its_own(place: Path | Address) -> None:
    new(place, name="The secretariat").close()
    line: Waiting = Line()
    desks = [open_record(place, viewer="depositary", line=line) for _ in range(5)]
    stale, _ = desks[1].compose(desks[1].doing(said("stale")))
    fresh = desks[2].home.new_key("clerk")
    enrol = Enrol(person=Person(id=new_person()), key=fresh.public.to_text(), duty="depositary")
    got = together(
        desks[0],
        [
            lambda: desks[1].enter(said("one"), request="same"),
            lambda: desks[2].receive(stale),
            lambda: desks[3].enter(said("one"), request="same"),
            lambda: desks[4].enter(enrol),
        ],
        line,
    )
    by_kind = [type(each).__name__ for each in got]
    # The entry that was signed before is the first of its key's chain, or comes too late: either way it is told.
    assert by_kind[1] in ("Receipt", "OutOfOrder")
    assert (by_kind[0], by_kind[2], by_kind[3]) == ("Receipt", "Receipt", "Receipt")
    first, second = got[0], got[2]
    assert (first.index, {first.again, second.again}) == (second.index, {True, False})  # type: ignore[union-attr]
    assert desks[0].size == 3 + (by_kind[1] == "Receipt")
    assert desks[1].enter(said("signed by the new key"), sign="clerk").index == desks[0].size - 1
    for each in desks:
        each.close()
    assert verify(place).holds


def test_what_fails_for_all_is_told_to_all_and_the_next_ones_come_in(
    record: Record, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line: Waiting = Line()
    desks = [open_record(path, viewer="depositary", line=line) for _ in range(3)]

    def fails(*_: object, **__: object) -> None:
        raise StoreFailed("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("travaux.secretariat.ledger.Ledger._write", fails)
        got = together(desks[0], [lambda at=at: desks[at].enter(said(f"{at}")) for at in (1, 2)], line)  # type: ignore[misc]
    assert [str(each) for each in got] == ["the disk is full"] * 2
    assert record.size == 3
    assert desks[1].enter(said("now")).index == 3
    with pytest.raises((Malformed, OutOfOrder)):
        desks[2].enter(Admit(party=PartyId("not an id")))
    assert desks[2].enter(said("and now")).index == 4
    for each in desks:
        each.close()
