"""Entering by program: acts that the secretariat writes down, entries that a party signed elsewhere, files, seats."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Header, NinjaAPI, UploadedFile

from travaux.errors import Malformed
from travaux.log.leaf import Leaf
from travaux.log.merkle import leaf_hash
from travaux.papers.telling import Teller
from travaux.record import acts
from travaux.record.disclosures import by_digest
from travaux.record.entries import Entry
from travaux.secretariat import filing, foreseeing, sheets
from travaux.secretariat.door import read
from travaux.secretariat.forms.form import Form, written
from travaux.secretariat.forms.verbs import form_of
from travaux.secretariat.records import Record
from travaux.secretariat.viewers import DEPOSITARY
from travaux.web import faults, gate
from travaux.web.accounts.models import Pending, Seat
from travaux.web.api import shapes
from travaux.web.api.answering import plain
from travaux.web.api.asking import ACT, ADMIN, asked
from travaux.web.api.once import Answer, once
from travaux.web.api.reading import REFUSED
from travaux.web.api.shapes import Slug
from travaux.web.ask import Ask
from travaux.web.invite import invitation
from travaux.web.pages.entering import pending, uploads

Once = Annotated[str | None, Header(alias="Idempotency-Key", max_length=255)]
Files = Mapping[str, str]


def offer(api: NinjaAPI) -> None:
    """Puts what can be done into an API."""
    at = "/records/{slug}"
    done: dict[int, Any] = {201: shapes.Entered, **REFUSED}
    api.post(f"{at}/acts", response=done, auth=ACT, tags=["entering"])(enter)
    api.post(f"{at}/entries", response=done, auth=ACT, tags=["entering"])(hand_in)
    api.post(f"{at}/prepared", response={201: shapes.Ready, **REFUSED}, auth=ACT, tags=["entering"])(prepare)
    api.post(f"{at}/files", response={201: shapes.Sent, **REFUSED}, auth=ACT, tags=["entering"])(send)
    api.get(f"{at}/seats", response={200: shapes.Seats, **REFUSED}, auth=ADMIN, tags=["seats"])(seats)
    api.post(f"{at}/seats", response={201: shapes.Invitation, **REFUSED}, auth=ADMIN, tags=["seats"])(invite)
    api.delete(f"{at}/seats/{{int:number}}", response={204: None, **REFUSED}, auth=ADMIN, tags=["seats"])(revoke)


def enter(request: HttpRequest, slug: Slug, sent: shapes.Acts, idempotency_key: Once = None) -> HttpResponse:
    """Enters acts that the secretariat writes down, all or none, as a file of acts has them."""
    with asked(request, slug, "secretariat") as ask:
        forms = [_form(each, f"acts[{at}]") for at, each in enumerate(sent.acts)]

        def do(named: str) -> Answer:
            entries = sheets.enter(ask.record, forms, held=_held(_seat(ask), sent.files), request=named)
            return 201, {"entries": [_in(ask.record, each.receipt) for each in entries]}

        return _answered(*once(request, _seat(ask), sent.model_dump(), do))


def prepare(request: HttpRequest, slug: Slug, sent: shapes.Wanted) -> HttpResponse:
    """Makes an act of a party ready to be signed with one of its keys. Nothing is entered."""
    with asked(request, slug, "party") as ask:
        form = _form(sent.act, "act")
        if "by" in form.fields:
            raise Malformed(_("a party acts for itself"), where="act.by")
        form = Form(form.verb, {**form.fields, "by": written(str(ask.seated.party), "act.by")}, form.place)
        doings = sheets.doings(ask.record, [form], _held(_seat(ask), sent.files))
        if len(doings) != 1:
            raise Malformed(_("Each entry is signed by itself: choose one clause, or the whole text."), where="act")
        one = pending.prepare(ask, _own(ask, doings[0]), sent.key)
        ready = pending.prepared(one)
        told = foreseeing.foreseen(ask.record, [ready.entry], one.key, pending.drafts(one))[0].sentence
        return _answered(201, {
            "message": ready.message.decode(), "digest": one.digest, "disclosures": list(ready.disclosures),
            "says": told, "until": one.until.isoformat(),
        })  # fmt: skip


def _own(ask: Ask, doing: Any) -> Any:
    """Returns an act that its own party may read: what it keeps from the others it does not keep from itself."""
    if isinstance(doing.visible, tuple) and ask.seated.party not in doing.visible:
        return replace(doing, visible=(*doing.visible, ask.seated.party))
    return doing


def hand_in(request: HttpRequest, slug: Slug, sent: shapes.Signed, idempotency_key: Once = None) -> HttpResponse:
    """Takes in an entry that was signed elsewhere. A party hands in its own, the secretariat anybody's."""
    with asked(request, slug, "party", "secretariat") as ask:
        leaf = sent.leaf.encode()
        entry = read(Leaf.from_text(leaf), by_digest(sent.disclosures))
        if ask.seated.role == "party" and entry.actor != ask.seated.party:
            raise PermissionDenied(_("A party hands in what it did itself."))

        def do(named: str) -> Answer:
            index = _known(ask.record, leaf)
            if index is None:
                held, drafts = _brought(ask, entry, leaf, sent.files)
                with gate.opened_for(slug, DEPOSITARY) as record:
                    index = record.receive(leaf, sent.disclosures, held=held, drafts=drafts).index
                Pending.objects.filter(seat=ask.seated.seat, digest=_digest(leaf)).update(entered=index)
            return 201, {"entries": [_shown(ask.record, index)]}

        return _answered(*once(request, _seat(ask), sent.model_dump(), do))


def _known(record: Record, leaf: bytes) -> int | None:
    """Returns where an entry is already, that was sent again with its key because its answer was lost."""
    digests = record.digests()
    found = leaf_hash(leaf).hex()
    return digests.index(found) if found in digests and record.state.entry(digests.index(found)) else None


def _brought(
    ask: Ask, entry: Entry, leaf: bytes, files: Files
) -> tuple[Mapping[str, tuple[str, bytes]], Mapping[str, bytes]]:
    """Returns the files and the draft that come in with an entry: as it was made ready here, or as they were sent."""
    waiting = Pending.objects.filter(seat=ask.seated.seat, digest=_digest(leaf), until__gt=timezone.now()).first()
    if waiting is not None:
        return pending.files(waiting)
    sent = {hashlib.sha256(content).hexdigest(): (name, content) for name, content in _held(_seat(ask), files).items()}
    act = entry.act
    if not isinstance(act, acts.Table):
        return sent, {}
    if act.file not in sent:
        raise Malformed(_("the file of the draft has to be sent first, and named in `files`"), where=act.file)
    name, content = sent[act.file]
    accepting: Any = act.accepting[0] if act.accepting in (("all",), ("none",)) else list(act.accepting)
    draft = filing.manuscript(content, name).accepting(accepting)
    if draft.digest != act.draft:
        raise Malformed(_("the file does not hold the draft that the entry tables"), where=act.draft)
    return sent, {draft.digest: filing.encode(draft)}


def send(
    request: HttpRequest, slug: Slug, file: Annotated[UploadedFile, File()], idempotency_key: Once = None
) -> HttpResponse:
    """Sends a file, to be named by an act. It is kept for a day, and comes into the record with an entry or not at all.

    It is read when an act names it, in a process of its own with limits; until then nothing looks into it.
    """
    with asked(request, slug, "party", "secretariat") as ask:
        if file.size is None or file.size > settings.LARGEST_UPLOAD:
            raise faults.TooLarge
        content = file.read()
        digest = uploads.keep(_seat(ask), content)
        return _answered(201, {"digest": digest, "name": plain(file.name or ""), "size": len(content)})


def seats(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    """The seats of a record, past ones too."""
    with asked(request, slug, "secretariat"):
        found = Seat.objects.filter(record=slug).select_related("member").order_by("pk")
        return {"seats": [
            {
                "id": each.pk, "email": each.member.email, "name": each.member.name, "role": each.role,
                "party": each.party, "since": each.since.isoformat(),
                "until": each.until.isoformat() if each.until else None,
                "revoked": each.revoked.isoformat() if each.revoked else None,
            }
            for each in found
        ]}  # fmt: skip


def invite(request: HttpRequest, slug: Slug, sent: shapes.Invited) -> HttpResponse:
    """Invites somebody to a seat. The link is shown once; hand it over yourself."""
    with asked(request, slug, "secretariat") as ask:
        try:
            validate_email(sent.email)
        except ValidationError:
            raise Malformed(_("This is no e-mail address."), where="email") from None
        if (sent.role == "party") > bool(sent.party) or (sent.role == "secretariat" and sent.party):
            raise Malformed(_("Say as what: a party by its name, an observer, or the secretariat."), where="party")
        party = ask.record.party(sent.party) if sent.party else ""
        if party and party not in ask.parties:
            raise Malformed(_("no such party"), where="party")
        word = invitation(slug, sent.email, sent.role, party, sent.name, sent.days)
        return _answered(201, {"link": f"{settings.DESK.origin}/invited/{word}/"})


def revoke(request: HttpRequest, slug: Slug, number: shapes.Index) -> HttpResponse:
    """Takes a seat away, at once: its sessions read nothing more of the record, its keys open nothing."""
    with asked(request, slug, "secretariat"):
        if not Seat.objects.filter(pk=number, record=slug, revoked=None).update(revoked=timezone.now()):
            raise Http404
        return HttpResponse(status=204)


def _answered(status: int, answer: Mapping[str, Any]) -> HttpResponse:
    return JsonResponse(dict(answer), status=status)


def _form(fields: Mapping[str, Any], place: str) -> Form:
    try:
        given = written(fields, place).value
    except (TypeError, RecursionError):
        raise Malformed(_("texts, whole numbers, yes and no, lists and fields are understood"), where=place) from None
    assert isinstance(given, Mapping)
    return form_of(given, place)


def _held(seat: Seat, files: Files) -> dict[str, bytes]:
    return {name: uploads.fetch(seat, digest) for name, digest in files.items()}


def _seat(ask: Ask) -> Seat:
    assert ask.seated.seat is not None
    return ask.seated.seat


def _digest(leaf: bytes) -> str:
    return hashlib.sha256(leaf.partition(b"\n")[0]).hexdigest()


def _in(record: Record, receipt: Any) -> dict[str, Any]:
    return {**_shown(record, receipt.index), "receipt": receipt.text}


def _shown(record: Record, index: int) -> dict[str, Any]:
    """Returns what is told of an entry that came in, as whoever sent it may read it."""
    entered = record.entry(index)
    rulings = [
        {"ruling": each.ruling, "rule": each.rule, "source": each.source, "says": each.says, "missing": each.missing}
        for each in record.verdicts(index)
    ]
    return {
        "entry": index, "digest": entered.hash, "grade": entered.grade, "says": Teller(record.state).sentence(entered),
        "rulings": rulings, "receipt": record.receipt(index),
    }  # fmt: skip
