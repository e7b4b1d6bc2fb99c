"""The addresses of the desk. Those of records are made from the register of pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from travaux.web import desk, faults, files, handouts
from travaux.web.entrance import arriving, own
from travaux.web.pages.entering import acting, keeping, reporting, tabling
from travaux.web.pages.register import routes
from travaux.web.verifying import page as verifying

urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.records, name="records"),
    path("language", desk.language, name="language"),
    path("demo/<slug:role>", desk.sit, name="sit"),
    path("verify/", verifying.verify, name="verify"),
    path(f"verify/{verifying.NAME}", verifying.save, name="verify-saved"),
    path("verify/example.bundle", verifying.example, name="verify-example"),
    path("r/<slug:slug>/checkpoint", files.checkpoint, name="checkpoint"),
    path("r/<slug:slug>/tile/<path:path>", files.tile, name="tile"),
    path("r/<slug:slug>/e/<int:index>.tlog-proof", files.receipt, name="receipt"),
    path("r/<slug:slug>/papers/<slug:kind>.<slug:ending>", handouts.paper, name="paper-file"),
    path("r/<slug:slug>/statements/bundle", handouts.bundle, name="bundle"),
    path("r/<slug:slug>/act/pending/<int:number>", acting.resume, name="act-pending"),
    path("r/<slug:slug>/act/<slug:act>/check", acting.check, name="act-check"),
    path("r/<slug:slug>/act/<slug:act>/enter", acting.enter, name="act-enter"),
    path("r/<slug:slug>/table/send", tabling.send, name="table-send"),
    path("r/<slug:slug>/table/<slug:number>/check", tabling.check, name="table-check"),
    path("r/<slug:slug>/table/<slug:number>/enter", tabling.enter, name="table-enter"),
    path("r/<slug:slug>/report/send", reporting.send, name="report-send"),
    path("r/<slug:slug>/report/<slug:number>/decide", reporting.decide, name="report-decide"),
    path("r/<slug:slug>/members/passkey", keeping.make, name="members-passkey"),
    path("r/<slug:slug>/members/key", keeping.offer, name="members-key"),
    path("r/<slug:slug>/members/key/<int:number>", keeping.enrol, name="members-enrol"),
    path("r/<slug:slug>/members/invite", keeping.invite, name="members-invite"),
    path("r/<slug:slug>/members/revoke/<int:number>", keeping.revoke, name="members-revoke"),
    path("", include((list(routes()), "page"))),
    path("invited/<str:word>/", arriving.invited, name="invited"),
    path("api/", include("travaux.web.api.urls")),
    path("preferences/", own.preferences, name="preferences"),
    path("account/", include("travaux.web.entrance.urls")),
]

handler400 = faults.bad_request
handler403 = faults.forged
handler404 = faults.not_found
handler429 = faults.too_many
handler500 = faults.failed
