"""A process of its own for every reader in which a file could do harm, with limits, that hands back data and ends.

The worker may use 1 GB of memory beyond what this process uses, and 60 seconds of processor time, unless `limited` says
otherwise; it writes no file and leaves no core. It is a fork where this process has a single thread (a millisecond), a
fresh interpreter otherwise or where there is no fork. Where the system has no such limits (Windows), only the separate
process remains.

On the pipe back: frames, each a length in eight bytes, big end first, then one byte and its content: `v` a value in
JSON (see `answers`), `e` a refusal (`[kind, message, where, advice]`), `.` the end. An answer without its end is no
answer. A worker that is stopped by a limit becomes a `Refused`.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import importlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn, TypeVar

from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats import answers

T = TypeVar("T")

SECONDS = 60
MEGABYTES = 1024
_LIMITS: ContextVar[tuple[int, int] | None] = ContextVar("limits", default=None)
_LARGEST_FRAME = 1 << 30
_SMALLER = "Split the file, or take out pictures"
_KINDS: dict[str, type[Malformed]] = {kind.__name__: kind for kind in (Malformed, Unreadable, Refused)}
_BOOT = """
import json, sys
head = json.loads(sys.stdin.buffer.readline())
sys.path[:] = head["path"]
from travaux.formats import worker
worker.SECONDS, worker.MEGABYTES = head["seconds"], head["megabytes"]
worker.serve(head["task"], head["options"])
"""


@contextlib.contextmanager
def limited(*, seconds: int, megabytes: int) -> Iterator[None]:
    """Sets other limits for the workers that are begun meanwhile, in this thread: for files that strangers send."""
    token = _LIMITS.set((seconds, megabytes))
    try:
        yield
    finally:
        _LIMITS.reset(token)


def limits() -> tuple[int, int]:
    """Returns the seconds of processor time and the megabytes of memory that a worker may use."""
    return _LIMITS.get() or (SECONDS, MEGABYTES)


def answer(task: str, options: list[str], data: bytes, kind: type[T]) -> T:
    """Returns the one value that a task makes of some bytes in a worker.

    A task is named as "module:function" and is called with the options and the bytes; it returns or yields values of
    one type. Raises what the task refused, or `Refused` where it was stopped.
    """
    values = list(stream(task, options, data, kind))
    if len(values) != 1:
        raise Refused(f"its reader gave {len(values)} answers", advice="Report it")
    return values[0]


def stream(task: str, options: list[str], data: bytes, kind: type[T]) -> Iterator[T]:
    """Yields what a task makes of some bytes, value by value; the worker waits while nobody asks for the next."""
    begun = _forked if may_fork() else _fresh
    worker = begun(task, options, data)
    try:
        while (frame := _frame(worker.pipe)) is not None:
            if frame.startswith(b"."):
                return
            if frame.startswith(b"e"):
                raise _refusal(frame[1:])
            yield _value(frame[1:], kind)
    finally:
        code = worker.end()
    raise _stopped(code)


def serve(task: str, options: list[str]) -> NoReturn:
    """Runs a task in a fresh interpreter: bytes on standard input, frames on standard output."""
    data = sys.stdin.buffer.read()
    _work(task, options, data, os.dup(1))


@dataclass(frozen=True, slots=True)
class _Worker:
    """A running worker: the pipe it answers on, and how to wait for it."""

    pid: int
    pipe: IO[bytes]
    process: subprocess.Popen[bytes] | None = None

    def end(self) -> int:
        """Kills the worker if it still runs and returns its exit code: one that has begun to exit keeps its own."""
        self.pipe.close()
        if self.process is not None:
            self.process.kill()
            return self.process.wait()
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return 0


def may_fork() -> bool:
    """Tells whether a worker is a fork, which has what is imported here: no other thread may hold a lock then."""
    if sys.platform != "linux" or threading.active_count() != 1:
        return False
    return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1


def _forked(task: str, options: list[str], data: bytes) -> _Worker:
    readable, writable = os.pipe()
    pid = os.fork()
    if pid == 0:
        _work(task, options, data, writable)
    os.close(writable)
    return _Worker(pid, open(readable, "rb"))  # noqa: PTH123, a descriptor that `end` closes


def _fresh(task: str, options: list[str], data: bytes) -> _Worker:
    seconds, megabytes = limits()
    head = {"path": sys.path, "task": task, "options": options, "seconds": seconds, "megabytes": megabytes}
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", _BOOT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(BrokenPipeError), process.stdin as stdin:
        stdin.write(json.dumps(head).encode() + b"\n")
        stdin.write(data)
    return _Worker(process.pid, process.stdout, process)


def _work(task: str, options: list[str], data: bytes, writable: int) -> NoReturn:
    """Lives the whole life of a worker; never returns into the code that started it."""
    code = 1
    try:
        _alone(writable)
        with open(writable, "wb") as pipe:
            _confined()
            _answered(task, options, data, pipe)
        code = 0
    finally:
        os._exit(code)


def _answered(task: str, options: list[str], data: bytes, pipe: IO[bytes]) -> None:
    module, name = task.split(":")
    try:
        if module.split(".")[:2] != ["travaux", "formats"]:
            raise ValueError(f"{task} is no reader")
        for value in getattr(importlib.import_module(module), name)(options, data):
            _send(pipe, b"v", answers.encode(value))
        _send(pipe, b".", b"")
    except Malformed as error:
        _send_refusal(pipe, error)
    except MemoryError:
        _send_refusal(pipe, Refused(f"reading it takes more than {limits()[1]} MB of memory", advice=_SMALLER))
    except RecursionError:
        _send_refusal(pipe, Refused("its parts nest too deep", advice="Write it with less nesting"))
    except Exception as error:
        what = f"the reader could not go on ({type(error).__name__}: {error})"
        _send_refusal(pipe, Malformed(what, advice="Report it, with the file if you may"))


def _send(pipe: IO[bytes], mark: bytes, content: bytes) -> None:
    pipe.write((len(content) + 1).to_bytes(8, "big"))
    pipe.write(mark)
    pipe.write(content)


def _send_refusal(pipe: IO[bytes], error: Malformed) -> None:
    fields = [type(error).__name__, error.message, error.where, error.advice]
    _send(pipe, b"e", answers.encode(fields))


def _frame(pipe: IO[bytes]) -> bytes | None:
    """Returns the next frame, or None where the pipe ends or what comes is no frame."""
    size = int.from_bytes(pipe.read(8), "big")
    if not 0 < size <= _LARGEST_FRAME:
        return None
    frame = pipe.read(size)
    return frame if len(frame) == size else None


def _value(content: bytes, kind: type[T]) -> T:
    try:
        return answers.decode(content, kind)
    except (TypeError, ValueError) as error:
        raise Refused(f"its reader gave a strange answer ({error})", advice="Report it") from None


def _refusal(content: bytes) -> Malformed:
    try:
        name, message, where, advice = answers.decode(content, tuple[str, str, str, str])
        return _KINDS[name](message, where=where, advice=advice)
    except (TypeError, ValueError, KeyError):
        return Refused("its reader gave a strange answer", advice="Report it")


def _stopped(code: int) -> Refused:
    if hasattr(signal, "SIGXCPU") and code in (-signal.SIGXCPU, -signal.SIGKILL):
        return Refused(f"reading it takes more than {limits()[0]} seconds of processor time", advice=_SMALLER)
    if code == -signal.SIGABRT:  # as libraries end where they are given no more memory
        return Refused(f"its reader gave up; it may take more than {limits()[1]} MB of memory", advice=_SMALLER)
    ended = f"signal {-code}" if code < 0 else f"code {code}"
    return Refused(f"its reader broke down ({ended})", advice="Do not trust the file; ask for it in another format")


def _alone(writable: int) -> None:
    """Lets go of everything that belongs to the process a fork came from, but for the pipe."""
    faulthandler.disable()
    gc.disable()
    for number in (signal.SIGINT, signal.SIGTERM, *([signal.SIGPIPE] if hasattr(signal, "SIGPIPE") else [])):
        signal.signal(number, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.closerange(3, writable)
    os.closerange(writable + 1, 4096)


def _confined() -> None:
    """Sets the limits of this process, where the system has them."""
    try:
        import resource
    except ImportError:
        return
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    seconds, megabytes = limits()
    _limit(resource.RLIMIT_CPU, seconds)
    contain(megabytes)


def contain(megabytes: int) -> None:
    """Lets this process use so many megabytes of memory beyond what it uses now, where the system can hold it to it."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        import resource

        used = int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        _limit(resource.RLIMIT_AS, used + megabytes * 1_048_576)


def _limit(what: int, most: int) -> None:
    import resource

    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))
