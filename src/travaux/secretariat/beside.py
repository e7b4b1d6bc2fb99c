"""Beside a worker of a cluster: the processes that do what its threads are given, one task after another.

A worker has many threads, and a process with more than one is no place to fork from, nor to let die. So each of its
threads has a process beside it with a single one, as `hands` have here: files are read as they are here, a task may use
so much memory and no more, and one that kills whoever does it leaves the worker alone. They end with the run that they
are of, or with the worker.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from travaux.formats.worker import contain
from travaux.secretariat.hands import DEATHS, Lost

T = TypeVar("T")
R = TypeVar("R")

_BOOT = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from travaux.secretariat.beside import serve
serve(int(sys.argv[2]))
"""

_lock = threading.Lock()
_held: dict[tuple[str, int], _Beside] = {}
"""The processes beside this worker, by their run and the thread that each is for."""
_ended: set[str] = set()
"""The runs that nobody waits for any more."""


def do(work: Callable[[T], R], task: T, run: str, megabytes: int) -> R | Lost:
    """Returns what `work` makes of a task, done beside this thread; `Lost` where three died of it, or the run ended."""
    key = run, threading.get_ident()
    for deaths in range(DEATHS):
        with _lock:
            if run in _ended:
                return Lost(deaths)
            if key not in _held:
                _held[key] = _Beside(megabytes)
            held = _held[key]
        try:
            return held.do(work, task)
        except (EOFError, OSError, pickle.UnpicklingError):
            _held.pop(key, None)
            held.end()
    return Lost(DEATHS)


def end(run: str) -> None:
    """Ends the processes of a run beside this worker, and begins no other for it."""
    with _lock:
        _ended.add(run)
        for key in [key for key in _held if key[0] == run]:
            _held.pop(key).end()


class _Beside:
    """A process that does tasks, told of them on its standard input."""

    def __init__(self, megabytes: int) -> None:
        command = [sys.executable, "-I", "-c", _BOOT, json.dumps(sys.path), str(megabytes)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._tasks, self._made = self._process.stdin, self._process.stdout

    def do(self, work: Callable[[T], R], task: T) -> R:
        pickle.dump((work, task), self._tasks)
        self._tasks.flush()
        made: R = pickle.load(self._made)
        return made

    def end(self) -> None:
        self._process.kill()
        with suppress(OSError):  # what it was still to be told
            self._tasks.close()
        self._made.close()
        self._process.wait()


def serve(megabytes: int) -> None:
    """Lives the life of such a process: tasks on standard input, what is made of them on what was standard output."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with open(os.dup(1), "wb") as made, suppress(EOFError, BrokenPipeError):  # noqa: PTH123 (a descriptor)
        os.dup2(2, 1)
        if megabytes:
            contain(megabytes)
        while True:
            work, task = pickle.load(sys.stdin.buffer)
            pickle.dump(work(task), made)
            made.flush()
