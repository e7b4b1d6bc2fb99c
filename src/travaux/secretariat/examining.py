"""Examining a record: the place where it is kept, the guard, every check, keys and clocks, as findings in sentences."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, nullcontext, suppress
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from travaux.errors import Forked, TravauxError
from travaux.log.leaf import Leaf
from travaux.log.note import Key
from travaux.papers.counting import counted
from travaux.record import clocks
from travaux.secretariat import guards
from travaux.secretariat.home import Home
from travaux.secretariat.opening import Given
from travaux.secretariat.verifying import verify_store
from travaux.stores.addresses import Place, place
from travaux.stores.conditions import Finding, conditions
from travaux.stores.places import store_at
from travaux.stores.store import MOVED, Store, refusal


def examine(given: Given, *, home: str | os.PathLike[str] | None = None) -> list[Finding]:
    """Returns everything that was looked at; raises `StoreFailed` where there is no record, or it cannot be opened."""
    where, house = place(given), Home(home)
    with closing(store_at(where)) as store:
        found = list(_as_far_as_it_goes(conditions(where)))
        try:
            key = Key.from_text(store.setting("log"))
        except TravauxError:
            return [*found, Finding(f"{where} does not name its log: it was never finished, or is damaged", "wrong")]
        moved = store.setting(MOVED)
        if moved:
            found.append(Finding(str(refusal(str(where), moved)), "see to it"))
        for part in (_guard(store, key, house, where), _checks(store, where), _keys(key, house), _clocks(store)):
            found += _as_far_as_it_goes(part)
    return found


def _as_far_as_it_goes(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yields findings; what stands in the way of the next is one, and keeps nobody from looking at the rest."""
    try:
        yield from findings
    except TravauxError as fault:
        yield Finding(str(fault), "wrong")
    except OSError as fault:
        yield Finding(f"{fault.filename}: {os.strerror(fault.errno or 0).lower()}", "wrong", "Check the rights there")


def _guard(store: Store, key: Key, house: Home, where: Place) -> Iterator[Finding]:
    seen = house.guard(key.name).read()
    if seen is None:
        yield _unguarded(key, house)
        return
    try:
        guards.check(seen, store.size, store, where.name)
    except Forked as fault:
        yield Finding(str(fault), "wrong")
        return
    # In a turn nobody is in the middle of entering.
    with store.turn() if store.writable else nullcontext():
        past = store.size - (house.guard(key.name).read() or seen).checkpoint.size
    if past:
        yield Finding(
            f"{counted(past, 'entry', 'entries')} came after the last checkpoint that was signed here",
            "see to it",
            _SIGN,
        )
    else:
        yield Finding(
            f"the guard agrees: {counted(store.size, 'entry', 'entries')}, as in the last checkpoint signed here"
        )


def _unguarded(key: Key, house: Home) -> Finding:
    if house.keeps(key.name):
        return Finding(
            f"the log's key is in {house.path}, and no checkpoint of the log: the guard was lost, or taken away",
            "see to it",
            "An old copy cannot be told from the newest here: before anything is entered, compare size and root with "
            "whoever holds a receipt, or ask a witness (`travaux log cosign`)",
        )
    return Finding(
        f"no checkpoint of this log was seen in {house.path}", "see to it",
        "An old copy could not be told from the newest here; is TRAVAUX_HOME the operator's?",
    )  # fmt: skip


_SIGN = "Somebody died while entering, or wrote to the file: `travaux log checkpoint` checks them and signs"


def _checks(store: Store, where: Place) -> Iterator[Finding]:
    try:
        report = verify_store(store, where.name)
    except TravauxError as fault:
        yield Finding(f"the record cannot be checked: {fault}", "wrong", "Take the newest copy")
        return
    for each in report.failed:
        yield Finding(
            f"it fails that {each.says}: {'; '.join(each.faults[:3])}", "wrong", "Keep it, and see `travaux verify`"
        )
    if report.holds:
        held = sum(each.answer == "holds" for each in report.checks)
        yield Finding(f"all {held} checks of `travaux verify` hold")


def _keys(key: Key, house: Home) -> Iterator[Finding]:
    try:
        own = house.log_key(key.name).public.public == key.public
        yield (
            Finding("the log's key is in this home")
            if own
            else Finding(
                f"the key of {key.name} in {house.path} is another than the record's", "wrong", "Bring the right home"
            )
        )
    except TravauxError:
        yield Finding(
            f"the log's key is not in {house.path}: the record can be read here", "see to it", "Set TRAVAUX_HOME"
        )
    open_to_others = [path for path in _private(house.path) if path.stat().st_mode & 0o077]
    for path in open_to_others:
        yield Finding(f"others on this machine may read {path}", "see to it", f"chmod go= {path}")


def _private(folder: Path) -> list[Path]:
    kept = [*folder.glob("keys/*"), *folder.glob("logs/*"), *folder.glob("secret")]
    return sorted(path for path in kept if path.is_file() and path.suffix != ".pub")


def _clocks(store: Store) -> Iterator[Finding]:
    """Tells where the times that entries claim go back, or stand after the clock here: nothing depends on them."""
    now, claimed = datetime.now(UTC), list(_claimed(store))
    back = [index for (_, before), (index, at) in pairwise(claimed[1:]) if clocks.goes_back(before, at)]
    ahead = bool(claimed) and clocks.goes_back(claimed[-1][1], f"{now:%Y-%m-%dT%H:%M:%SZ}")
    if back:
        claim = "entry claims" if len(back) == 1 else "entries claim"
        says = f"{len(back)} {claim} a time before that of the entry before, the last of them entry {back[-1]}"
        yield Finding(says, "see to it", clocks.LATE)
    if ahead:
        last = claimed[-1][1]
        says = f"the clock here says {now:%Y-%m-%d %H:%M}, and the last entry {last[:10]} {last[11:16]}"
        yield Finding(says, "see to it", "Set it, or see who entered that: one of the two is wrong")
    if not back and not ahead:
        yield Finding("clocks agree with the order of the entries")


def _claimed(store: Store) -> Iterator[tuple[int, str]]:
    """Yields entries that can be read, each with the time that it claims."""
    for index, text in store.leaves():
        with suppress(TravauxError):
            value = Leaf.from_text(text).value
            yield index, str(value.get("at", "")) if isinstance(value, dict) else ""
