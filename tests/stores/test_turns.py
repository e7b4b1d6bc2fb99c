"""Turns: who waits at a lock that is taken away tries again; threads wait for each other; faults are told."""

from __future__ import annotations

import errno
import fcntl
import threading
from pathlib import Path

import pytest

from travaux.errors import Locked, StoreFailed
from travaux.stores import turns
from travaux.stores.turns import Turns


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "velm.travaux"


def waits(path: Path, order: list[str]) -> threading.Thread:
    """A thread that waits for its turn."""

    def work() -> None:
        with Turns(path).turn():
            order.append("the one who waited")

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_who_waits_at_a_lock_that_is_taken_away_tries_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever closed the record last took the lock's file away; whoever came meanwhile made another."""
    tried = threading.Event()
    real = turns._flock

    def flock(held: int, patience: float) -> bool:
        tried.set()
        return real(held, patience)

    first, order = Turns(path), list[str]()
    with first.turn():
        monkeypatch.setattr(turns, "_flock", flock)
        thread = waits(path, order)
        assert tried.wait(10)
        first.clear()
        order.append("the one who closed")
    thread.join(10)
    assert order == ["the one who closed", "the one who waited"]
    with first.turn():
        assert path.with_name("velm.travaux.lock").exists()


def test_a_thread_waits_for_another_that_has_the_same_record_open(path: Path) -> None:
    shared = Turns(path, 0.05)
    refused = []

    def work() -> None:
        try:
            with shared.turn():
                pass
        except Locked as fault:
            refused.append(str(fault))

    with shared.turn(), shared.turn():
        thread = threading.Thread(target=work)
        thread.start()
        thread.join(10)
    assert refused == [f"others have been writing to {path} for 0.05 seconds; try again later"]


def test_who_gives_up_holds_nothing_later(path: Path) -> None:
    with Turns(path).turn(), pytest.raises(Locked), Turns(path, 0.01).turn():
        pass
    with Turns(path, 5.0).turn():
        pass


def test_a_lock_that_cannot_be_had_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.with_name("velm.travaux.queue").mkdir()
    with pytest.raises(StoreFailed, match=r"velm\.travaux\.queue: is a directory"), Turns(path).turn():
        pass

    def refuses(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    path.with_name("velm.travaux.queue").rmdir()
    monkeypatch.setattr(fcntl, "flock", refuses)
    with pytest.raises(StoreFailed, match=r"velm\.travaux\.queue: no locks available"), Turns(path).turn():
        pass
