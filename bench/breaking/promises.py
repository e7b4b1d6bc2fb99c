"""Promises: what writers were told is kept, held against the record, whatever was done to it meanwhile.

Every acknowledged entry stands in the record once, at the place that was told and with the hash that was told. What is
stored and was not acknowledged is settled by asking again under the same id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.breaking.writer import Told, ask, words
from travaux.record.acts import State
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.secretariat.verifying import verify
from travaux.stores.addresses import Place


def broken(where: Place, home: Path, told: Iterable[Told]) -> list[str]:
    """Returns what of a record does not hold, and every promise that was not kept, each in a line."""
    report = verify(where, home=home)
    faults = [f"{check.says}: {'; '.join(check.faults)}" for check in report.failed]
    with open_record(where, viewer="depositary", home=home) as record:
        return faults + _unkept(record, told)


def _unkept(record: Record, told: Iterable[Told]) -> list[str]:
    places = stored(record)
    faults = [f"{said} is stored {len(at)} times" for said, at in places.items() if len(at) > 1]
    for each in told:
        if each.index not in places.get(each.words, ()):
            faults.append(f"{each.words} was acknowledged as entry {each.index}, and is at {places.get(each.words)}")
        elif record.digests(each.index, each.index + 1) != [each.hash]:
            faults.append(f"entry {each.index} is another than the one that was acknowledged")
    return faults


def stored(record: Record) -> Mapping[str, list[int]]:
    """Returns where what writers entered is stored, by what it says."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for each in record.entries:
        if isinstance(each.entry.act, State):
            places[each.entry.act.words[0]].append(each.index)
    return places


def settled(where: Place, home: Path, next_: Mapping[str, int]) -> tuple[list[Told], int]:
    """Asks again for what each writer would have been told next; returns the answers, and how many were stored before.

    An act that was stored and not acknowledged gets its receipt now, and is not entered twice.
    """
    answers, before = [], 0
    with open_record(where, viewer="depositary", home=home) as record:
        there = stored(record)
        for who, number in next_.items():
            got = ask(record, who, number)
            answers.append(Told(who=who, number=number, index=got.index, hash=got.hash, begun=0, ended=0))
            known = words(who, number) in there
            assert got.again or not known, f"{words(who, number)} is stored, and was entered anew"
            before += got.again
    return answers, before
