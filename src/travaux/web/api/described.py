"""The description of the API in OpenAPI 3.1, and the API itself as it is served."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from travaux import __version__
from travaux.web.api import entering, reading
from travaux.web.api.answering import PROBLEM, teach
from travaux.web.api.asking import ADMIN, anybody

API = NinjaAPI(
    title="Travaux: the desk", version=__version__, docs_url=None, openapi_url=None, auth=ADMIN, urls_namespace="api",
    description="Read a record, hand in what was signed, enter what was done. What you may not see is sealed.",
)  # fmt: skip
teach(API)
reading.offer(API)
entering.offer(API)


@cache
def description() -> dict[str, Any]:
    """Returns the description. Problems are problem+json, and what the public may read needs no key."""
    made: dict[str, Any] = API.get_openapi_schema(path_prefix="/api/")
    public = {
        view.operation_id or API.get_openapi_operation_id(view)
        for _, router in API._routers
        for path_view in router.path_operations.values()
        for view in path_view.operations
        if anybody in view.auth_callbacks
    }
    for path in made["paths"].values():
        for each in path.values():
            if each["operationId"] in public:
                each["security"] = [*each.get("security", []), {}]
            for status, answer in each["responses"].items():
                if int(status) == 200 and "files" in each["tags"]:
                    answer["content"] = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
                if int(status) >= 400:
                    answer["content"] = {PROBLEM: next(iter(answer.pop("content").values()))}
    return made


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Hands out the description. Nothing of any record is in it."""
    return JsonResponse(description())


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Shows the description as a page."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for path, methods in description()["paths"].items():
        for method, told in methods.items():
            row = (method.upper(), path, told.get("description", told.get("summary", "")))
            found.setdefault(told["tags"][0], []).append(row)
    return render(request, "api.html", {"groups": found})
