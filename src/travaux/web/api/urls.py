"""The addresses of the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from travaux.web.api.described import API, docs, openapi

urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", openapi, name="openapi"),
    path("docs", docs, name="api-docs"),
    path("", API.urls),
]
