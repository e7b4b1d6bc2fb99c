"""Handouts: papers as files in every format, the whole record, and bundles. Each is made behind the gate.

papers/matrix.xlsx            a paper, with its options and `at` as they are for its page
papers/matrix.json            the object that `travaux paper --json` prints
papers/redline.docx?tracked=1 the text with Word's own changes, to accept or reject
papers/rolling.akn            the draft on the table as Akoma Ntoso; papers/clean.akn only where nothing is open
papers/record.jsonl, .prov    the record, as far as it is shown to whoever asks
statements/bundle             the finding on a claim with all it takes to check it; asked for by a form
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from travaux.errors import Malformed
from travaux.formats import ics, press
from travaux.formats.paper_json import paper_object
from travaux.secretariat.answering import Names, disclose
from travaux.secretariat.exports import NAMES as EXPORTED
from travaux.secretariat.exports import export
from travaux.secretariat.papers import options_of
from travaux.web import gate, visits
from travaux.web.ask import Ask, at_of
from travaux.web.pages.papers.kinds import KINDS, made, options
from travaux.web.pages.serving import etag
from travaux.web.pages.statements.findings import bundle_name
from travaux.web.printing import PRESS

Make = Callable[[], bytes]
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "ics": "text/calendar; charset=utf-8",
    "akn": "application/akn+xml",
    "prov": "application/ld+json",
    "jsonl": "application/jsonl",
    "bundle": "application/octet-stream",
}
"""The media type of each format."""
_ENDINGS: dict[str, str] = {"akn": EXPORTED["akn"], "prov": EXPORTED["prov"], "jsonl": EXPORTED["jsonl"]}
_NAMES: tuple[Names, ...] = ("quoted", "parties", "none")
LONGEST = 1_000


@require_safe
def paper(request: HttpRequest, slug: str, kind: str, ending: str) -> HttpResponse:
    """Hands out a paper as a file, as whoever asks may read it; as JSON it is shown, not saved."""
    seated = gate.seated(request, slug)
    with gate.opened(seated) as record:
        tag = etag(request, seated, record)
        if request.headers.get("If-None-Match") == tag:
            return _tagged(HttpResponseNotModified(), tag)
        ask = Ask(seated, record, {"kind": kind}, request.GET, at_of(request.GET, record.size))
        if ending == "json":
            if kind not in KINDS:
                raise Http404
            answer: HttpResponse = JsonResponse(
                paper_object(made(ask, kind)), json_dumps_params={"ensure_ascii": False, "indent": 2}
            )
            visits.shown(request, ask, "paper")
            return _tagged(answer, tag)
        make, key = _maker(ask, kind, ending), _key(ask, kind, ending)
        visits.shown(request, ask, "paper")
    # The record is free for others while a paper is set in type.
    return _tagged(_file(PRESS.printed(key, make), name_of(ask, kind, ending), ending), tag)


def name_of(ask: Ask, kind: str, ending: str) -> str:
    """Returns the name of a file: the record's, the paper's, the entry as of which it speaks. ASCII, without a path."""
    of = f"-at-{ask.at}" if ask.at is not None else ""
    clause = re.sub(r"[^A-Za-z0-9]+", "-", ask.query.get("clause", ""))[:40].strip("-") if kind == "life" else ""
    return f"{ask.seated.slug}-{kind}{f'-{clause}' if clause else ''}{of}{_ENDINGS.get(ending, f'.{ending}')}"


def _maker(ask: Ask, kind: str, ending: str) -> Make:
    """Returns what prints a paper, made of all that it needs: nothing is read of the record any more."""
    if kind == "record":
        return _whole(ask, ending)
    known = KINDS.get(kind)
    if known is None or ending not in known.formats:
        raise Http404
    if ending == "akn":
        data = export(ask.record, "akn", clean=kind == "clean", at=ask.at, day=ask.today)
        return lambda: data
    if ending == "ics":
        calendar = ask.record.calendar(at=ask.at, day=ask.today)
        return lambda: ics.write(calendar)
    if kind == "redline" and ending == "docx" and ask.query.get("tracked", "") not in ("", "0"):
        return _tracked(ask)
    value = made(ask, kind)
    return lambda: press.write(value, ending)


def _whole(ask: Ask, ending: str) -> Make:
    if ending not in ("jsonl", "prov"):
        raise Http404
    data = export(ask.record, "jsonl" if ending == "jsonl" else "prov", at=ask.at, day=ask.today)
    return lambda: data


def _tracked(ask: Ask) -> Make:
    from travaux.formats.docx.write import write

    asked = options("redline", ask.query)
    proposal = asked.get("proposal")
    manuscript = ask.record.tracked(
        earlier=str(asked.get("earlier", "")), later=str(asked.get("later", "")),
        proposal=proposal if isinstance(proposal, int) else None, at=ask.at,
    )  # fmt: skip
    return lambda: write(manuscript)


def _key(ask: Ask, kind: str, ending: str) -> tuple[str, ...]:
    """Returns all that a file depends on; the languages of the desk are not among it, for papers are in one."""
    record, query = ask.record, ask.query
    known = (*options_of(kind), "tracked") if kind in KINDS else ()
    asked = "&".join(f"{name}={query[name]}" for name in known if name in query)
    return (
        ask.seated.slug, str(ask.seated.viewer), str(record.size), record.shown, str(ask.at), ask.today, kind, ending,
        asked,
    )  # fmt: skip


@require_POST
def bundle(request: HttpRequest, slug: str) -> HttpResponse:
    """Hands out the finding on a claim as a bundle: of the record as it is now, with what whoever asks may see."""
    seated = gate.seated(request, slug)
    claim = " ".join(request.POST.get("claim", "").split())
    if not claim or len(claim) > LONGEST:
        raise Malformed(f"a claim is needed, of {LONGEST} characters at most", where="claim")
    names = next((each for each in _NAMES if each == request.POST.get("names", "quoted")), None)
    if names is None:
        raise Malformed("no such choice", where="names", advice=f"There are: {', '.join(_NAMES)}")
    with gate.opened(seated) as record:
        data = disclose(record, claim, names=names)
        visits.shown(request, Ask(seated, record, {}, request.GET), "bundle")
    response = _file(data, bundle_name(slug, claim), "bundle")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _file(data: bytes, name: str, ending: str) -> HttpResponse:
    response = HttpResponse(data, content_type=TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Length"] = str(len(data))
    return response


def _tagged(response: HttpResponse, tag: str) -> HttpResponse:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response
