"""Answering: problems as problem+json, and files with names that do no harm."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from travaux.web import faults
from travaux.web.api.asking import Unknown

PROBLEM = "application/problem+json"
_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


def teach(api: NinjaAPI) -> None:
    """Teaches an API how to answer what goes wrong."""
    api.add_exception_handler(Unknown, _unknown)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _http)
    api.add_exception_handler(Http404, _other)
    api.add_exception_handler(Exception, _other)


def _unknown(request: HttpRequest, fault: Any) -> HttpResponse:
    response = faults.answer(request, 401)
    response.headers["WWW-Authenticate"] = 'Bearer realm="travaux"'
    return response


def _invalid(request: HttpRequest, fault: Any) -> HttpResponse:
    # The values that were sent are not said again: they may be private, and they may be anything.
    told = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in fault.errors[:5])
    return faults.answer(request, 422, told)


def _http(request: HttpRequest, fault: Any) -> HttpResponse:
    return faults.answer(request, fault.status_code if fault.status_code in faults.titles() else 400)


def _other(request: HttpRequest, fault: Any) -> HttpResponse:
    if isinstance(fault, PermissionDenied):
        return faults.answer(request, 403, str(fault))
    response = faults.refused(request, fault)
    assert isinstance(response, HttpResponse)
    return response


def file(content: bytes, name: str, kind: str = "application/octet-stream") -> HttpResponse:
    """Returns a file to be kept, never to be opened in the browser under our own address."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{plain(name)}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def plain(name: str) -> str:
    """Returns a name of a file of letters, digits, dots and hyphens alone, whatever it was."""
    return _PLAIN.sub("-", name).strip("-.")[-100:] or "file"
