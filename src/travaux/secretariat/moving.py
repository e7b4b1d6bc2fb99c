"""Moving a record from one place to another: from a file to a server, back, or from one server to another.

    1  hold the record where it is: nobody writes until the end; the guard has to agree, and every check to hold
    2  carry all of it into a new record, closed for writing ("from …"), in one transaction
    3  open the new one afresh, compare both byte by byte, and check all of it there as well
    4  close the old one for good: whoever would write to it is told where it went
    5  open the new one

There is no moment at which both can be written to. Whoever dies between two steps leaves one that is open or none, and
the same move again goes on from there. The guard stays in the operator's home, and goes on as the log does.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass

from travaux.errors import Malformed, StoreFailed
from travaux.secretariat.home import Home
from travaux.secretariat.opening import Given, record_in
from travaux.secretariat.verifying import Report, verify_store
from travaux.secretariat.viewers import DEPOSITARY
from travaux.stores.addresses import Address, Place, place
from travaux.stores.carrying import carry, compare
from travaux.stores.places import store_at, taken
from travaux.stores.store import MOVED, Store, refusal


@dataclass(frozen=True, slots=True)
class Moved:
    """A record that was moved: where it was, where it is, and what was checked there."""

    source: str
    target: str
    report: Report


def move(source: Given, target: Given, *, home: str | os.PathLike[str] | None = None) -> Moved:
    """Moves a record, and returns what was found when it was checked where it arrived.

    Raises `Forked` where it is an old copy or another history, `StoreFailed` where it does not hold, where something is
    at the target already, or where what arrived is not what was sent; then it stays where it was.
    """
    old, new = _absolute(place(source)), _absolute(place(target))
    if str(old) == str(new):
        raise Malformed("a record is moved to another place than its own", where=str(new))
    house = Home(home)
    with closing(store_at(old)) as here:
        record_in(here, house, DEPOSITARY, old.name)
        with here.turn():
            _check_open(here, old, new)
            _sound(here, old.name, house)
            report = _arrive(here, old, new, house)
            with here.writing(moving=True):
                here.keep_setting(MOVED, f"to {new}")
            with closing(store_at(new)) as there, there.turn(), there.writing(moving=True):
                there.keep_setting(MOVED, "")
    return Moved(str(old), str(new), report)


def _absolute(where: Place) -> Place:
    return where if isinstance(where, Address) else where.absolute()


def _check_open(store: Store, old: Place, new: Place) -> None:
    """Refuses a record that is closed, but for one whose move to this very place was cut short."""
    moved = store.setting(MOVED)
    if moved and moved != f"to {new}":
        raise refusal(str(old), moved)


def _sound(store: Store, name: str, house: Home) -> Report:
    report = verify_store(store, name, home=house)
    faults: Sequence[str] = [f"{each.says}: {', '.join(each.faults[:1])}" for each in report.failed]
    if faults:
        raise StoreFailed(f"{name} does not hold, and was not moved. It fails that {faults[0]}")
    return report


def _arrive(here: Store, old: Place, new: Place, house: Home) -> Report:
    """Brings everything to the new place, unless a move that was cut short did, and checks that it is there."""
    begun = taken(new)
    if not begun:
        _carry(here, old, new)
    with closing(store_at(new)) as fresh:
        if begun and fresh.setting(MOVED) != f"from {old}":
            raise StoreFailed(f"{new} is there already; a record never replaces another")
        compare(here, fresh, str(new))
        return _sound(fresh, new.name, house)


def _carry(here: Store, old: Place, new: Place) -> None:
    there = store_at(new, create=True)
    try:
        with there.turn(), there.writing():
            carry(here, there)
            there.keep_setting(MOVED, f"from {old}")
    except BaseException:
        with suppress(StoreFailed):
            there.discard()
        raise
    there.close()
