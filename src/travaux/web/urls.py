"""The addresses of the desk. Those of records are made from the register of pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from travaux.web import desk, faults, files
from travaux.web.pages.entering import acting
from travaux.web.pages.register import routes

urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.records, name="records"),
    path("language", desk.language, name="language"),
    path("demo/<slug:role>", desk.sit, name="sit"),
    path("r/<slug:slug>/checkpoint", files.checkpoint, name="checkpoint"),
    path("r/<slug:slug>/e/<int:index>.tlog-proof", files.receipt, name="receipt"),
    path("r/<slug:slug>/act/pending/<int:number>", acting.resume, name="act-pending"),
    path("r/<slug:slug>/act/<slug:act>/check", acting.check, name="act-check"),
    path("r/<slug:slug>/act/<slug:act>/enter", acting.enter, name="act-enter"),
    path("", include((list(routes()), "page"))),
    path("account/", include("allauth.urls")),
]

handler400 = faults.bad_request
handler403 = faults.forged
handler404 = faults.not_found
handler500 = faults.failed
