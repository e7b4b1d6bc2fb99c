"""From a request to an answer: who asks, whether what they have is still right, the page's value, HTML or JSON.

The tag of an answer names everything that it depends on: the record and its size, for whom it was opened, the page and
what it was asked, the language, this version. A page that is still right is answered with 304 and nothing is built.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from travaux import __version__
from travaux.secretariat.records import Record
from travaux.web import gate, visits, ways
from travaux.web.ask import Ask, at_of
from travaux.web.gate import Seated
from travaux.web.pages.page import Page, to_json

View = Callable[..., HttpResponseBase]


def view(page: Page, *, json: bool = False) -> View:
    """Returns the view of a page, as HTML or as JSON."""

    def answer(request: HttpRequest, slug: str, **named: str) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            from travaux.web.faults import answer as refuse

            return refuse(request, 405)
        seated = gate.seated(request, slug)
        if not page.open_to(seated.role):
            raise Http404
        with gate.opened(seated) as record:
            tag = etag(request, seated, record)
            if request.headers.get("If-None-Match") == tag and not page.fresh:
                return _kept(HttpResponseNotModified(), tag)
            asked = Ask(seated, record, named, request.GET, at_of(request.GET, record.size))
            value = page.build(asked)
            visits.shown(request, asked, page.name)
            if isinstance(value, HttpResponseBase):
                return value
            return _kept(_json(page, asked, value) if json else _html(request, page, asked, value), tag)

    answer.__name__ = f"{page.name}_{'json' if json else 'html'}"
    return answer


def etag(request: HttpRequest, seated: Seated, record: Record) -> str:
    """Returns the tag of an answer: everything that it depends on, hashed."""
    seat = seated.seat
    parts = (
        __version__, seated.slug, str(seated.viewer), seated.role, str(seat.pk if seat else ""), str(request.user.pk),
        str(record.size),
        record.shown, request.get_full_path(), str(get_language()), visits.seen(seat),
        request.headers.get("HX-Request", ""), ways.of(request).to_text(),
    )  # fmt: skip
    return f'"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def _kept(response: HttpResponse, tag: str) -> HttpResponse:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Language", "HX-Request"])
    return response


def _json(page: Page, asked: Ask, value: Any) -> HttpResponse:
    body = {"schema": f"travaux.desk.{page.name}/1", "record": asked.seated.slug, "at": asked.size - 1}
    return JsonResponse({**body, **to_json(value)}, json_dumps_params={"ensure_ascii": False})


def _html(request: HttpRequest, page: Page, asked: Ask, value: Any) -> HttpResponse:
    return render(request, page.draw, {"page": page, "asked": asked, "it": value})
