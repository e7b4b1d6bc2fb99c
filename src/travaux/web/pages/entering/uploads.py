"""Uploads: files that were sent, kept for a while for whoever sent them, in the desk's folder and not in a record.

    data/uploads/SEAT/DIGEST      the bytes of a file, by their SHA-256
    data/uploads/SEAT/NAME.json   what is known of one: a review, the state of work on it

All of it is for the operator's account alone (0700, 0600), and goes when it is a day old. Nothing is kept of a file
that was refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings

from travaux.errors import Malformed, Refused, StoreFailed
from travaux.web.accounts.models import Seat

KEPT = 86_400
"""For how many seconds something is kept that nobody touched."""

MOST = 500 << 20
"""How many bytes are kept for one seat at once."""

_NAME = re.compile(r"[0-9a-z-]{1,80}")


def folder(seat: Seat) -> Path:
    """Returns the folder of a seat, made where there is none."""
    found = Path(settings.DESK.data) / "uploads" / str(seat.pk)
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def keep(seat: Seat, content: bytes) -> str:
    """Keeps some bytes and returns their digest."""
    digest = hashlib.sha256(content).hexdigest()
    _write(folder(seat) / digest, content)
    return digest


def room(seat: Seat, more: int) -> None:
    """Refuses to keep more for a seat than there is room for."""
    held = sum(path.stat().st_size for path in folder(seat).iterdir())
    if held + more > MOST:
        raise Refused(
            f"more than {MOST >> 20} MB are kept for you already", advice="Table what you sent, or wait for a day"
        )


def fetch(seat: Seat, digest: str) -> bytes:
    """Returns some bytes by their digest; `Malformed` where they are gone, `StoreFailed` where they are others."""
    try:
        content = _place(seat, digest).read_bytes()
    except OSError:
        raise Malformed("the file is not kept any longer: send it again", where=digest[:12]) from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise StoreFailed(f"the file kept as {digest} is another one")
    return content


def note(seat: Seat, name: str, value: Any) -> None:
    """Keeps what is known of a file."""
    _write(_place(seat, f"{name}.json", name), json.dumps(value, ensure_ascii=False).encode())


def noted(seat: Seat, name: str) -> Any:
    """Returns what is known of a file, or None."""
    try:
        return json.loads(_place(seat, f"{name}.json", name).read_text(encoding="utf-8"))
    except OSError:
        return None


def forget(seat: Seat, *names: str) -> None:
    """Removes some files and what is known of them."""
    for name in names:
        for path in (_place(seat, name), _place(seat, f"{name}.json", name)):
            with suppress(OSError):
                path.unlink()


def expire(now: float | None = None) -> int:
    """Removes everything that is too old; returns how many files that were."""
    gone = 0
    before = (now or time.time()) - KEPT
    for path in (Path(settings.DESK.data) / "uploads").glob("*/*"):
        with suppress(OSError):
            if path.stat().st_mtime < before:
                path.unlink()
                gone += 1
    return gone


def _place(seat: Seat, name: str, plain: str = "") -> Path:
    if not _NAME.fullmatch(plain or name):
        raise Malformed("not the name of a file that was sent", where=name[:20])
    return folder(seat) / name


def _write(path: Path, content: bytes) -> None:
    made = path.with_name(f".{path.name}.{os.getpid()}.{time.monotonic_ns()}")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    made.replace(path)
