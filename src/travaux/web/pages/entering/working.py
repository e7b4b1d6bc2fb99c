"""Work on a file that takes a while: done beside the request, its state in the desk's folder for any process to tell.

Whoever sent the file waits for a moment; where that is not enough, a page says how far it is and asks again by itself.
Of a file that is refused nothing stays, but for the refusal, until it was told once.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from travaux.errors import Locked, TravauxError
from travaux.formats import worker
from travaux.web.accounts.models import Seat
from travaux.web.pages.entering import uploads
from travaux.web.pages.entering.limits import MEGABYTES, SECONDS

WAITS = 1.2
"""For how many seconds a request waits for its file."""

TOGETHER = threading.BoundedSemaphore(2)
"""How many files are read at once; others wait their turn."""

MOST = 12
"""How many files may wait for their turn; others are asked to come again."""

LATE = 180
"""After how many seconds work that says nothing is taken to have been cut short."""

_THREAD = "file-"
_LOG = logging.getLogger("travaux.web")

Work = Callable[[Callable[[str], None]], dict[str, Any]]
"""Does the work, telling its stages, and returns what is known of the file then."""


def begin(seat: Seat, work: Work) -> str:
    """Begins some work, waits a moment for it, and returns the name under which its state is kept."""
    uploads.expire()
    if sum(thread.name.startswith(_THREAD) for thread in threading.enumerate()) >= MOST:
        raise Locked("many files are being read at the moment; send yours again in a minute")
    name = secrets.token_hex(12)
    uploads.note(seat, name, {"state": "waiting", "at": time.time()})
    thread = threading.Thread(target=_do, args=(seat, name, work), name=f"{_THREAD}{name}", daemon=True)
    thread.start()
    thread.join(WAITS)
    return name


def _do(seat: Seat, name: str, work: Work) -> None:
    def stage(told: str) -> None:
        uploads.note(seat, name, {"state": "working", "told": told, "at": time.time()})

    try:
        with TOGETHER:
            done = work(stage)
        uploads.note(seat, name, {**done, "state": "ready", "at": time.time()})
    except TravauxError as fault:
        uploads.note(seat, name, {"state": "refused", "told": str(fault), "at": time.time()})
    except Exception:
        _LOG.exception("work on a file failed")
        uploads.note(seat, name, {"state": "failed", "at": time.time()})
    finally:
        _close()


def _close() -> None:
    """Lets go of what Django keeps for this thread."""
    from django.db import connections

    connections.close_all()


def state(seat: Seat, name: str) -> dict[str, Any] | None:
    """Returns how far some work is, or None where there is none of this name. A refusal is told once."""
    found: dict[str, Any] | None = uploads.noted(seat, name)
    if found is None:
        return None
    if found["state"] in ("waiting", "working") and time.time() - found["at"] > LATE:
        found = {"state": "failed", "at": found["at"]}
    if found["state"] in ("refused", "failed"):
        uploads.forget(seat, name)
    return found


def limited() -> AbstractContextManager[None]:
    """Sets the limits under which files that were sent are read."""
    return worker.limited(seconds=SECONDS, megabytes=MEGABYTES)
