"""The addresses of the site where entries are signed: there is nothing else on it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from travaux.web import faults
from travaux.web.signing import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.front, name="front"),
    path("t/<str:word>", views.come, name="come"),
    path("entry", views.entry, name="entry"),
    path("entry.json", views.line, name="line"),
    path("entry/passkey", views.by_passkey, name="by-passkey"),
    path("entry/signature", views.by_signature, name="by-signature"),
    path("receipt", views.receipt, name="receipt"),
    path("receipt.tlog-proof", views.proof, name="proof"),
    path("passkey", views.passkey, name="passkey"),
    path("passkey/made", views.make, name="make"),
]

handler400 = faults.bad_request
handler403 = faults.forged
handler404 = faults.not_found
handler500 = faults.failed
