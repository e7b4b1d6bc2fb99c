"""Reading by program: the records, every page's value, the log, files, exports, claims and bundles."""

from __future__ import annotations

import inspect
import re
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Path, Query

from travaux.errors import NotPermitted
from travaux.secretariat import answering as claims
from travaux.secretariat import exports
from travaux.web import gate, handouts, visits
from travaux.web.api import shapes
from travaux.web.api.answering import file
from travaux.web.api.asking import ADMIN, READ, Unknown, asked, seated
from travaux.web.api.shapes import Index, Sha256, Slug
from travaux.web.pages.page import Page, to_json
from travaux.web.pages.register import PAGES
from travaux.web.pages.serving import view

REFUSED: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503), shapes.Problem)
At = Annotated[int | None, Query(ge=0, lt=10**9, description="As of which entry.")]
_PART = re.compile(r"<(?:(\w+):)?(\w+)>")
_TYPES: dict[str, Any] = {"int": Index}


def offer(api: NinjaAPI) -> None:
    """Puts what can be read into an API."""
    api.get("/records", response={200: list[shapes.Sat], **REFUSED}, auth=READ, tags=["records"])(records)
    for page in PAGES:
        _page(api, page)
    at = "/records/{slug}"
    api.get(f"{at}/entries", response={200: shapes.Leaves, **REFUSED}, auth=READ, tags=["log"])(entries)
    for path, function in (
        ("receipts/{int:index}", receipt), ("checkpoint", checkpoint), ("files/{digest}", kept_file),
        ("exports/{kind}", export), ("bundle", bundle), ("papers/{kind}.{ending}", paper),
    ):  # fmt: skip
        api.get(f"{at}/{path}", response={200: Any, **REFUSED}, auth=READ, tags=["files"])(function)
    api.get(f"{at}/check", response={200: shapes.Finding, **REFUSED}, auth=READ, tags=["claims"])(check)


def records(request: HttpRequest) -> list[dict[str, Any]]:
    """The records at which whoever asks may sit."""
    found = []
    for slug in settings.DESK.records:
        try:
            who = seated(request, slug)
        except (Http404, Unknown):
            continue
        with gate.opened(who) as record:
            found.append({
                "slug": slug, "title": record.title, "role": who.role, "party": who.party, "size": record.size,
                "checkpoint": record.checkpoint, "key": record.key,
            })  # fmt: skip
    return found


def _page(api: NinjaAPI, page: Page) -> None:
    """Puts a page into the API: its value, under its own address."""
    shown = view(page, json=True)
    names = _PART.findall(page.path)

    def read(request: HttpRequest, **named: Any) -> HttpResponse:
        if seated(request, named["slug"]).role == "public" and page.readers != "all":
            raise Unknown
        parts = {name: str(value) for name, value in named.items() if name != "at"}
        response = shown(request, **parts)
        assert isinstance(response, HttpResponse)
        if "Location" in response.headers:
            response.headers["Location"] = _onward(response.headers["Location"])
        return response

    only = inspect.Parameter.KEYWORD_ONLY
    parameters = [inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)]
    parameters += [inspect.Parameter("slug", only, annotation=Slug)]
    parameters += [inspect.Parameter(name, only, annotation=_TYPES.get(kind, str)) for kind, name in names]
    parameters += [inspect.Parameter("at", only, annotation=At, default=None)]
    read.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    read.__name__ = f"page_{page.name.replace('-', '_')}"
    read.__doc__ = f"The value of the page “{page.name}”. What the page is asked after its “?” is asked here so, too."
    path = _PART.sub(lambda found: f"{{{found[1]}:{found[2]}}}" if found[1] else f"{{{found[2]}}}", page.path)
    api.get(
        f"/records/{{slug}}/{path.rstrip('/')}".rstrip("/"), auth=ADMIN if page.readers == "secretariat" else READ,
        response={200: shapes.Shown, 302: None, 304: None, **REFUSED}, by_alias=True, tags=["pages"],
    )(read)  # fmt: skip


def _onward(address: str) -> str:
    """Returns where the value of a page is, given the address of the page."""
    path, mark, query = address.partition("?")
    return re.sub(r"^/r/(.*?)/?$", r"/api/records/\1", path) + mark + query


def entries(
    request: HttpRequest, slug: Slug, start: Annotated[int, Query(ge=0, lt=10**9)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> dict[str, Any]:  # fmt: skip
    """The log in order, from an entry on; with each entry the private values that whoever asks may see."""
    with asked(request, slug) as ask:
        record, state = ask.record, ask.state
        stop = min(start + limit, ask.size)
        found = [
            _leaf(record, index, digest, state.entry(index) is None)
            for index, digest in enumerate(record.digests(start, stop), start)
        ]
        visits.noted(request, ask.seated, record, f"entries {start}")
        return {"size": ask.size, "start": start, "next": stop if stop < ask.size else None, "entries": found}


def _leaf(record: Any, index: int, digest: str, sealed: bool) -> dict[str, Any]:
    leaf = None if sealed else record.leaf(index).decode()
    return {
        "entry": index, "digest": digest, "sealed": sealed, "leaf": leaf,
        "disclosures": [] if sealed else record.disclosures(index),
    }  # fmt: skip


def receipt(request: HttpRequest, slug: Slug, index: Index) -> HttpResponse:
    """The receipt of an entry under the last checkpoint, a C2SP tlog-proof."""
    with asked(request, slug) as ask, _Hidden():
        return file(ask.record.receipt(index).encode(), f"{slug}-{index}.tlog-proof", "text/plain; charset=utf-8")


def checkpoint(request: HttpRequest, slug: Slug) -> HttpResponse:
    """The last checkpoint, with its cosignatures."""
    with asked(request, slug) as ask:
        return file(ask.record.checkpoint.encode(), f"{slug}.checkpoint", "text/plain; charset=utf-8")


def kept_file(request: HttpRequest, slug: Slug, digest: Sha256) -> HttpResponse:
    """A file that an entry names, as it was handed in."""
    with asked(request, slug) as ask, _Hidden():
        name, content = ask.record.file(digest)
        visits.noted(request, ask.seated, ask.record, "file")
        return file(content, name)


def paper(
    request: HttpRequest, slug: Slug, kind: Annotated[str, Path(pattern="^[a-z]{1,20}$")],
    ending: Annotated[str, Path(pattern="^[a-z]{1,8}$")], at: At = None,
) -> HttpResponse:  # fmt: skip
    """A paper as a file, with the options that its page has; the page “papers” lists them."""
    seated(request, slug)
    return handouts.paper(request, slug, kind, ending)


def export(
    request: HttpRequest, slug: Slug, kind: Literal["akn", "prov", "jsonl"],
    draft: Annotated[str, Query(max_length=100)] = "", at: At = None,
) -> HttpResponse:  # fmt: skip
    """The record as JSON Lines or W3C PROV, or one of its drafts as Akoma Ntoso."""
    with asked(request, slug) as ask:
        content = exports.export(ask.record, kind, draft=draft, at=ask.at, day=ask.today)
        visits.noted(request, ask.seated, ask.record, f"export {kind}")
        return file(content, f"{slug}{exports.NAMES[kind]}")


def check(
    request: HttpRequest, slug: Slug, claim: Annotated[str, Query(min_length=1, max_length=2000)],
    counting: Literal["top", "leaf"] = "top", at: At = None,
) -> dict[str, Any]:  # fmt: skip
    """The finding on a claim, as whoever asks sees the record."""
    with asked(request, slug) as ask:
        found = claims.check(ask.record, claim, at=ask.at, counting=counting)
        visits.noted(request, ask.seated, ask.record, "check")
        value: dict[str, Any] = to_json(found)
        return value


def bundle(
    request: HttpRequest, slug: Slug, claim: Annotated[str, Query(min_length=1, max_length=2000)],
    names: Literal["parties", "quoted", "all", "none"] = "quoted",
) -> HttpResponse:  # fmt: skip
    """The finding on a claim with its proof, as one file that anybody can verify offline."""
    with asked(request, slug) as ask:
        content = claims.disclose(ask.record, claim, names=names)
        visits.noted(request, ask.seated, ask.record, "bundle")
        return file(content, f"{slug}.bundle")


class _Hidden:
    """Answers what is not for somebody as what is not there."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, NotPermitted | IndexError | KeyError):
            raise Http404 from None
