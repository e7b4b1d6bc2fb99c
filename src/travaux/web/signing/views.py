"""What the signing site shows and takes in: one entry, its signature, its receipt; or a new passkey. Nothing else."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha512

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from travaux.canon import to_base64
from travaux.errors import Malformed, OutOfOrder, ProofFailed, UnknownKey
from travaux.keys.sshsig import SshSig
from travaux.papers.telling import Teller
from travaux.record.keyring import fingerprint
from travaux.secretariat import foreseeing
from travaux.secretariat.viewers import DEPOSITARY
from travaux.web import gate
from travaux.web.accounts.models import Passkey, Pending, Ticket
from travaux.web.ask import Ask
from travaux.web.gate import Seated
from travaux.web.pages.entering import pending, telling
from travaux.web.pages.entering.telling import Step
from travaux.web.signing import tickets
from travaux.web.signing.passkeys import from_base64url, registered, to_base64url

LONGEST_SIGNATURE = 20_000
_CHALLENGE = "challenge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The entry to be signed: what it says and does, by whose key and what right, and the very bytes."""

    record: str
    step: Step
    holder: str
    fingerprint: str
    mandate: str
    mandate_entry: int | None
    passkey: bool
    line: str
    digest: tuple[str, ...]
    credentials: tuple[str, ...]
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The page on which a passkey is made."""

    record: str
    name: str
    handle: str
    challenge: str
    known: tuple[str, ...]
    back: str


View = Callable[..., HttpResponse]


def here(view: Callable[[HttpRequest, Ticket], HttpResponse]) -> View:
    """Lets in who came by a ticket; everybody else is told that there is nothing here for them."""

    def answer(request: HttpRequest) -> HttpResponse:
        ticket = tickets.held(request)
        if ticket is None:
            return render(request, "sign-none.html", {"title": _("Nothing to sign")}, status=403)
        response = view(request, ticket)
        response.headers["Cache-Control"] = "no-store"
        return response

    answer.__name__ = view.__name__
    return answer


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Says what this site is for."""
    return render(request, "sign-none.html", {"title": _("Nothing to sign")})


@require_GET
def come(request: HttpRequest, word: str) -> HttpResponse:
    """Takes a ticket, and goes on to what it is for."""
    ticket = tickets.take(request, word)
    if ticket is None:
        return render(request, "sign-none.html", {"title": _("This way in is closed")}, status=403)
    response = redirect("passkey" if ticket.pending is None else "entry")
    chosen = request.GET.get("language", "")
    if chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, samesite="Lax", httponly=True, secure=settings.DESK.secure
        )
    return response


# The entry


@require_safe
@here
def entry(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """Shows the one entry that is to be signed."""
    waiting = _waiting(ticket)
    if waiting.entered is not None:
        return redirect("receipt")
    with _asked(ticket) as ask:
        value = _shown(ask, waiting)
    return render(request, "sign-entry.html", {"it": value, "title": _("Sign this entry")})


def _waiting(ticket: Ticket) -> Pending:
    if ticket.pending is None:
        raise Http404
    return ticket.pending


@contextmanager
def _asked(ticket: Ticket) -> Iterator[Ask]:
    seat = ticket.seat
    if seat.record not in settings.DESK.records:
        raise Http404
    seated = Seated(seat.record, gate.viewer_of(seat), seat)
    with gate.opened(seated) as record:
        yield Ask(seated, record, {}, QueryDict())


def _shown(ask: Ask, waiting: Pending) -> Shown:
    ready = pending.prepared(waiting)
    made = ready.entry
    drafts = pending.drafts(waiting)
    seen = foreseeing.foreseen(ask.record, [made], waiting.key, drafts)[0]
    mandate, by = telling.mandate(ask, ask.state.holder(waiting.key))
    known = Passkey.objects.filter(line=waiting.key, site=settings.DESK.signing_host)
    return Shown(
        record=ask.record.title or ask.seated.slug,
        step=telling.step(ask, made, seen, drafts),
        holder=telling.holder_name(ask, waiting.key),
        fingerprint=fingerprint(waiting.key),
        mandate=mandate,
        mandate_entry=by,
        passkey=waiting.key.startswith("sk-ecdsa"),
        line=ready.message.decode(),
        digest=groups(ready.message),
        credentials=tuple(each.credential for each in known),
        back=f"{settings.DESK.origin}/r/{ask.seated.slug}/act/",
    )


def groups(message: bytes) -> tuple[str, ...]:
    """Returns the SHA-512 of an entry's line in groups of four digits, as they are read aloud."""
    digits = sha512(message).hexdigest()
    return tuple(digits[at : at + 4] for at in range(0, len(digits), 4))


@require_safe
@here
def line(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """Hands out line 1 of the entry, exactly the bytes that are signed, for signing at a terminal."""
    waiting = _waiting(ticket)
    response = HttpResponse(bytes(waiting.message), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = 'attachment; filename="entry.json"'
    return response


@require_POST
@here
def by_passkey(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """Takes in what a passkey answered."""
    waiting = _waiting(ticket)
    parts = {
        name: from_base64url(request.POST.get(name, ""), name) for name in ("client", "authenticator", "signature")
    }
    try:
        leaf = pending.prepared(waiting).by_passkey(**parts, origin=settings.DESK.signing_origin)
    except (Malformed, ProofFailed) as fault:
        return _refused(request, waiting, fault)
    return _received(request, waiting, leaf)


@require_POST
@here
def by_signature(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """Takes in a signature that was made at a terminal with `ssh-keygen -Y sign`."""
    waiting = _waiting(ticket)
    sent = request.FILES.get("signature")
    if sent is not None and (sent.size or 0) > LONGEST_SIGNATURE:
        raise Malformed("too large for a signature", where="signature")
    content = sent.read() if sent is not None else request.POST.get("text", "").encode()
    try:
        signature = SshSig.from_text(content[:LONGEST_SIGNATURE].decode("ascii", "replace"))
        if signature.key != pending.prepared(waiting).key:
            raise Malformed("another key made this signature", where=signature.key.fingerprint)
    except (Malformed, ProofFailed) as fault:
        return _refused(request, waiting, fault)
    leaf = b"\n".join((bytes(waiting.message), to_base64(signature.to_blob()).encode(), b""))
    return _received(request, waiting, leaf)


def _received(request: HttpRequest, waiting: Pending, leaf: bytes) -> HttpResponse:
    """Enters a signed entry, or says in plain words why it cannot be."""
    files, drafts = pending.files(waiting)
    try:
        with gate.opened_for(waiting.seat.record, DEPOSITARY) as record:
            receipt = record.receive(leaf, waiting.disclosures, held=files, drafts=drafts)
    except (Malformed, ProofFailed, UnknownKey, OutOfOrder) as fault:
        return _refused(request, waiting, fault)
    Pending.objects.filter(pk=waiting.pk).update(entered=receipt.index)
    return redirect("receipt")


def _refused(request: HttpRequest, waiting: Pending, fault: Exception) -> HttpResponse:
    moved = isinstance(fault, OutOfOrder) or (isinstance(fault, Malformed) and fault.where == "prev")
    told = why(fault)
    back = f"{settings.DESK.origin}/r/{waiting.seat.record}/act/"
    if moved:
        waiting.delete()
    value = {"title": _("It was not entered"), "told": told, "detail": str(fault), "moved": moved, "back": back}
    return render(request, "sign-refused.html", value, status=409 if moved else 422)


def why(fault: Exception) -> str:
    """Returns why an entry was not taken in, in plain words."""
    match fault:
        case OutOfOrder():
            return _(
                "Something else was entered with this key meanwhile, so this entry no longer fits. Prepare it again."
            )
        case UnknownKey():
            return _("The key is not valid in this record, or no longer. Ask the secretariat.")
        case ProofFailed():
            return _(
                "The signature is not one of the entry that is kept here. What the page showed may have been changed."
            )
    return _("What was sent is not a signature of this entry.")


@require_safe
@here
def receipt(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """Shows that the entry was entered, with its receipt to keep."""
    waiting = _waiting(ticket)
    if waiting.entered is None:
        return redirect("entry")
    with _asked(ticket) as ask:
        entered = ask.record.entry(waiting.entered)
        sentence = Teller(ask.state).sentence(entered)
        title = ask.record.title or ask.seated.slug
    desk = f"{settings.DESK.origin}/r/{waiting.seat.record}/e/{waiting.entered}/"
    value = {
        "number": waiting.entered,
        "sentence": sentence,
        "grade": entered.grade,
        "digest": entered.hash,
        "desk": desk,
    }
    return render(request, "sign-receipt.html", {"it": value, "title": _("Entered"), "record": title})


@require_safe
@here
def proof(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """Hands out the receipt as a file (C2SP tlog-proof)."""
    waiting = _waiting(ticket)
    if waiting.entered is None:
        raise Http404
    with _asked(ticket) as ask:
        text = ask.record.receipt(waiting.entered)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = f"{waiting.seat.record}-{waiting.entered}.tlog-proof"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# A passkey


@require_safe
@here
def passkey(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """Shows the page on which a passkey for signing is made."""
    if ticket.pending is not None:
        raise Http404
    challenge = secrets.token_bytes(32)
    request.session[_CHALLENGE] = to_base64url(challenge)
    known = Passkey.objects.filter(seat__member=ticket.seat.member, seat__record=ticket.seat.record)
    with _asked(ticket) as ask:
        value = Made(
            record=ask.record.title or ask.seated.slug,
            name=key_name(ask),
            handle=to_base64url(secrets.token_bytes(32)),
            challenge=to_base64url(challenge),
            known=tuple(each.credential for each in known if not each.credential.startswith("terminal:")),
            back=_members(ask.seated.slug),
        )
    return render(request, "sign-passkey.html", {"it": value, "title": _("Make a passkey for signing")})


def _members(slug: str) -> str:
    return settings.DESK.origin + reverse("page:members", "travaux.web.urls", kwargs={"slug": slug})


def key_name(ask: Ask) -> str:
    """Returns what a passkey is called, so that a device that asks for it tells for whom it signs, and where."""
    names = {"record": ask.record.title or ask.seated.slug, "party": ask.name(ask.seated.party)}
    if ask.seated.party is None:
        return _("The secretariat — signs in %(record)s") % names
    return _("Delegation of %(party)s — signs in %(record)s") % names


@require_POST
@here
def make(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """Takes in a passkey that was just made: the secretariat then enrols it."""
    challenge = request.session.pop(_CHALLENGE, "")
    if ticket.pending is not None or not challenge:
        raise Http404
    credential, key = registered(
        client=from_base64url(request.POST.get("client", ""), "client"),
        attestation=from_base64url(request.POST.get("attestation", ""), "attestation"),
        challenge=from_base64url(challenge, "challenge"),
        origin=settings.DESK.signing_origin,
        host=settings.DESK.signing_host,
    )
    if Passkey.objects.filter(credential=credential).exists() or Passkey.objects.filter(line=key.to_text()).exists():
        raise Malformed("this passkey is known here already", where=key.fingerprint)
    Passkey.objects.create(
        seat=ticket.seat, credential=credential, line=key.to_text(), site=settings.DESK.signing_host
    )  # fmt: skip
    value = {"fingerprint": key.fingerprint, "back": _members(ticket.seat.record)}
    return render(request, "sign-made.html", {"it": value, "title": _("The passkey is made")})
