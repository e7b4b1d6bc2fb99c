"""What goes wrong, answered: in a page's words to people, as problem+json (RFC 9457) to programs. No traceback leaves.

Each refusal of Travaux has its status, and its exit code at the terminal has the same meaning:

    Malformed 422   NotPermitted 403   UnknownKey 403   OutOfOrder 409   ProofFailed 422   Forked 409
    Locked 503      StoreFailed 503
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.translation import gettext as _

from travaux import errors


class TooLarge(Exception):
    """A file that is larger than this desk takes."""


STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (errors.NotPermitted, 403),
    (errors.UnknownKey, 403),
    (errors.OutOfOrder, 409),
    (errors.Forked, 409),
    (errors.ProofFailed, 422),
    (errors.StoreFailed, 503),
    (errors.Malformed, 422),
    (Http404, 404),
    (PermissionDenied, 403),
    (TooLarge, 413),
    (RequestDataTooBig, 413),
    (SuspiciousOperation, 400),
    (MultiPartParserError, 400),
    (UnreadablePostError, 400),
)
ONWARD = (ImmediateHttpResponse, ReauthenticationRequired)
"""Not faults: by raising these, allauth goes on to another page."""
_LOG = logging.getLogger("travaux.web")
_FOLDERS = re.compile(r"(?<![\w.:/])/(?:[^\s/:]+/)+")
"""The folders before a file's name: where this machine keeps its files is told to nobody."""


class Faults:
    """Answers what a view raised."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers a request; what a program may not do with an address is told as any other refusal."""
        response = self._next(request)
        if response.status_code == 405 and programs(request) and "Allow" in response.headers:
            refused = answer(request, 405)
            refused.headers["Allow"] = response.headers["Allow"]
            return refused
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponseBase | None:
        """Returns the answer to what a view raised."""
        return None if isinstance(fault, ONWARD) else refused(request, fault)


def refused(request: HttpRequest, fault: Exception) -> HttpResponse:
    """Returns the answer to what was raised. What nobody foresaw is logged, and told to nobody; a disk that fails is
    logged too."""
    status = next((status for kind, status in STATUSES if isinstance(fault, kind)), 500)
    if status == 500 or (isinstance(fault, errors.StoreFailed) and not isinstance(fault, errors.Locked)):
        _LOG.error("a page failed: %s", request.path, exc_info=fault)
    told = str(fault) if isinstance(fault, errors.TravauxError) else ""
    return answer(request, status, _FOLDERS.sub("", told) if isinstance(fault, errors.StoreFailed) else told)


def answer(request: HttpRequest, status: int, told: str = "") -> HttpResponse:
    """Returns a refusal: to programs as problem+json, to people as a page."""
    title = titles()[status]
    if programs(request):
        body = {"type": "about:blank", "title": title, "status": status, **({"detail": told} if told else {})}
        return JsonResponse(body, status=status, content_type="application/problem+json")
    drawn = "sign-fault.html" if getattr(request, "urlconf", None) == settings.SIGNING_URLCONF else "fault.html"
    return render(request, drawn, {"status": status, "title": title, "told": told}, status=status)


def titles() -> dict[int, str]:
    """Returns what each status says, in the reader's language."""
    return {
        400: _("The request was not understood."),
        401: _("Sign in first."),
        403: _("That is not for you to see or to do."),
        404: _("There is no such page, or it is not for you."),
        405: _("That cannot be done here."),
        409: _("The record went on meanwhile, or the procedure does not allow this now."),
        410: _("That is over."),
        413: _("The file is too large."),
        422: _("What was sent cannot be taken as it is."),
        429: _("Too many requests; wait a little."),
        500: _("Something failed on this side."),
        503: _("That cannot be done just now; try again in a moment."),
    }


def programs(request: HttpRequest) -> bool:
    """Whether a program is asking: the API, or a page as JSON."""
    return request.path.startswith("/api/") or request.path.endswith(".json")


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answers a form that did not come from this site, or whose page was open too long."""
    return answer(request, 403, _("The form came from elsewhere, or its page was open too long. Load it again."))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answers what was not understood."""
    return answer(request, 400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answers an address that leads nowhere for whoever is asking."""
    return answer(request, 404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answers whoever tries too often."""
    return answer(request, 429)


def failed(request: HttpRequest) -> HttpResponse:
    """Answers a failure on this side."""
    return answer(request, 500)
