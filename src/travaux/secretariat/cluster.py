"""A cluster: tasks done by the workers of a Dask cluster, on whatever machines they are. Nothing else knows Dask.

As many tasks are out as the workers have threads, each of which lets a process beside the worker do it (`beside`). A
task that kills whoever does it kills such a process, three in all, and is given up, while the worker lives. A worker
that is killed itself costs time: Dask gives its tasks to another, `distributed.scheduler.allowed-failures` times, three
unless the scheduler is told otherwise, and once more; then they are given up.

Whoever reaches a scheduler can run code on its workers: keep it in a closed network, or behind Dask's own TLS.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from travaux.errors import Malformed, StoreFailed
from travaux.secretariat import beside
from travaux.secretariat.hands import Lost

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
R = TypeVar("R")

SECONDS = 10
"""How long a scheduler may take to answer, and a first worker to be there."""

PATIENCE = 30
"""How long nothing may come of anything before it is asked whether anybody is left."""


def done(
    work: Callable[[T], R], tasks: Sequence[T], *, cluster: str, megabytes: int = 0
) -> Generator[tuple[int, R | Lost], None, None]:
    """Yields what `work` makes of each task, with the task's place, in the order in which they are done.

    `work` and `megabytes` are those of `hands.done`. `cluster` is a scheduler's address, such as tcp://10.0.0.5:8786,
    or the file in which it wrote it; its workers have the same Travaux as is here. Raises `Malformed` where nobody
    answers or the workers cannot do the work, `StoreFailed` where the scheduler goes away or no worker is left.
    """
    with _client(cluster) as client:
        run = uuid4().hex
        left = iter(range(len(tasks)))
        out: dict[Future[R | Lost], int] = {}
        try:
            while True:
                for place in islice(left, max(0, _room(client) - len(out))):
                    out[client.submit(beside.do, work, tasks[place], run, megabytes, pure=False)] = place
                if not out:
                    return
                for future, made in _ready(client, list(out), cluster).items():
                    yield out.pop(future), made
                    future.release()
        finally:
            if client.status == "running":
                client.run(beside.end, run, on_error="ignore")


def _ready(client: Client, out: list[Future[R | Lost]], cluster: str) -> dict[Future[R | Lost], R | Lost]:
    """Waits for some of what is out, and returns what was made; nothing, where that takes longer than it should."""
    from distributed import CancelledError, wait

    try:
        return {each: _made(each, cluster) for each in wait(out, timeout=PATIENCE, return_when="FIRST_COMPLETED").done}
    except TimeoutError:
        # What was made may have been lost with its worker; then another makes it again.
        if not client.nthreads():
            raise StoreFailed(f"all workers of {cluster} are gone: run it again when some are back") from None
        return {}
    except CancelledError:
        raise StoreFailed(f"the scheduler {cluster} went away: run it again when it is back") from None


def _room(client: Client) -> int:
    """Returns how many tasks can be done at once, one at least: a worker may be on its way."""
    threads: dict[str, int] = client.nthreads()
    return max(1, sum(threads.values()))


def _made(future: Future[R | Lost], cluster: str) -> R | Lost:
    from distributed import KilledWorker

    if future.status == "error":
        fault = future.exception()
        if isinstance(fault, KilledWorker):
            return Lost(fault.allowed_failures + 1)
        raise Malformed(
            f"its workers cannot do this: {type(fault).__name__}: {fault}", where=cluster,
            advice="Install the same Travaux where they run",
        )  # fmt: skip
    return future.result(timeout=PATIENCE)


@contextmanager
def _client(cluster: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise Malformed(
            "a cluster needs Dask", where=cluster, advice="Install it: pip install 'travaux[cluster]'"
        ) from None
    # What they say of lost connections, and of being interrupted, is told here, once.
    for talker in ("distributed", "tornado"):
        logging.getLogger(talker).setLevel(logging.CRITICAL)
    where = {"address": cluster} if "://" in cluster else {"scheduler_file": cluster}
    if "://" not in cluster and not Path(cluster).is_file():
        raise Malformed("there is no such scheduler file", where=cluster, advice="Give it, or tcp://HOST:PORT")
    try:
        client = Client(**where, timeout=SECONDS)
    except (OSError, ValueError) as fault:
        raise Malformed(f"no scheduler answers: {fault}", where=cluster, advice="Is it running?") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=SECONDS)
        except TimeoutError:
            raise Malformed("the scheduler has no workers", where=cluster, advice="Start some: dask worker") from None
        yield client
