"""Asking: by whose right a program calls. A key with the scope that is needed, a web session, or nobody at all.

    Authorization: Bearer travaux_…      a key for programs: one seat, its scopes, until a day
    Cookie: desk=…                       a web session; what changes something needs the CSRF token as well
    neither                              the public, who may read what is public and change nothing

A key that does not hold is refused, and never passed over for the session that came with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from travaux.web import gate
from travaux.web.accounts.models import Token
from travaux.web.ask import Ask, at_of
from travaux.web.entrance.own import Scope
from travaux.web.gate import Seated

_OFTEN = timedelta(minutes=1)


class Unknown(Exception):
    """Nobody is known to ask: they have to sign in first, or send a key that holds."""


class Key(HttpBearer):
    """A key for programs that has a scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        """Returns the key that was sent. Raises `Unknown` where it does not hold, `PermissionDenied` for its scope."""
        digest = hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
        found = Token.objects.select_related("seat__member").filter(digest=digest, revoked=None).first()
        now = timezone.now()
        if found is None or (found.until and found.until <= now) or not found.seat.holds:
            raise Unknown
        if not found.seat.member.is_active:
            raise Unknown
        if self.scope not in found.scopes:
            raise PermissionDenied
        if found.used is None or now - found.used > _OFTEN:
            Token.objects.filter(pk=found.pk).update(used=now)
        request.token = found  # type: ignore[attr-defined]
        return found


class Session(APIKeyCookie):
    """A web session of somebody who signed in. What changes something needs the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Returns the member; raises `PermissionDenied` where the request may come from another site."""
        if not request.user.is_authenticated:
            return None
        if check_csrf(request) is not None:
            raise PermissionDenied(_("The request came from elsewhere: send the CSRF token."))
        return request.user


def anybody(request: HttpRequest) -> bool:
    """Lets in the public, for whom the gate opens what is public and nothing else."""
    if request.headers.get("Authorization"):
        raise Unknown
    return True


READ: list[Callable[[HttpRequest], Any]] = [Key("read"), Session(), anybody]
ACT: list[Callable[[HttpRequest], Any]] = [Key("act"), Session()]
ADMIN: list[Callable[[HttpRequest], Any]] = [Key("admin"), Session()]


def seated(request: HttpRequest, slug: str) -> Seated:
    """Returns who is asking of a record. Raises `Unknown` where nobody is known to ask and it is not public."""
    try:
        return gate.seated(request, slug)
    except gate.Stranger:
        if getattr(request, "token", None) is None and not request.user.is_authenticated:
            raise Unknown from None
        raise


@contextmanager
def asked(request: HttpRequest, slug: str, *roles: str) -> Iterator[Ask]:
    """Opens a record for whoever is asking, where they sit there in one of these roles, or in any.

    Raises `PermissionDenied` where they sit there otherwise.
    """
    who = seated(request, slug)
    if roles and who.role not in roles:
        if who.seat is None:
            raise Unknown
        raise PermissionDenied
    with gate.opened(who) as record:
        query = request.GET if request.method in ("GET", "HEAD") else QueryDict()
        yield Ask(who, record, {}, query, at_of(query, record.size))
