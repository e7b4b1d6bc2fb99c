"""The addresses of the site where entries are signed: there is nothing else on it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
