"""Once: what is sent twice with one `Idempotency-Key` is done once, and answered the same.

The key is the sender's own, for one seat, and is kept for thirty days with what was sent and what was answered. Another
request with the same key is refused (422). What was refused is not kept: it may be sent again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from travaux.errors import Malformed
from travaux.web.accounts.models import Request, Seat

KEPT = timedelta(days=30)
_KEY = re.compile(r"[\x21-\x7e]{1,255}")

Answer = tuple[int, dict[str, Any]]


def once(request: HttpRequest, seat: Seat, sent: Any, do: Callable[[str], Answer]) -> Answer:
    """Returns the answer to what was sent: that of the first time, where it came before with the same key.

    `do` is given the id under which the record itself keeps from entering something twice, "" where no key was sent.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return do("")
    if not _KEY.fullmatch(key):
        raise Malformed(_("1 to 255 printable signs, without spaces"), where="Idempotency-Key")
    named = hashlib.sha256(key.encode()).hexdigest()
    body = hashlib.sha256(json.dumps([request.path, sent], sort_keys=True).encode()).hexdigest()
    Request.objects.filter(made__lt=timezone.now() - KEPT).delete()
    kept, first = Request.objects.get_or_create(seat=seat, key=named, defaults={"body": body})
    if kept.body != body:
        raise Malformed(_("this key was sent before, with something else"), where="Idempotency-Key")
    if kept.status:
        return kept.status, kept.answer or {}
    try:
        status, answer = do(f"api-{seat.pk}-{named[:32]}")
    except Exception:
        if first:
            kept.delete()
        raise
    Request.objects.filter(pk=kept.pk).update(status=status, answer=answer)
    return status, answer
