"""Pending: entries made ready for a key that is not here, kept until they are signed, given up, or too old.

What is kept is line 1, exactly as it will be signed, and the private values that it commits to. The way to the site
where it is signed is a ticket: 24 random bytes in a link, of which only the digest is kept, for one use.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from travaux.errors import Malformed
from travaux.keys.public import PublicKey
from travaux.record.terms import Digest
from travaux.secretariat import filing, foreseeing
from travaux.secretariat.entering import Doing
from travaux.secretariat.prepared import Prepared
from travaux.text.drafts import Draft
from travaux.web.accounts.models import Pending, Seat, Ticket
from travaux.web.ask import Ask
from travaux.web.gate import Seated
from travaux.web.pages.entering import uploads

KEPT = timedelta(hours=12)
"""How long an entry waits to be signed."""

MOST = 40
"""How many entries may wait for the signature of one seat."""

TICKET = timedelta(minutes=5)
"""How long a way to the signing site is open."""


def prepare(ask: Ask, doing: Doing, line: str) -> Pending:
    """Makes an act ready for the key of this OpenSSH line, and keeps it with the files that it names."""
    seat = ask.seated.seat
    assert seat is not None
    Pending.objects.filter(entered=None, until__lt=timezone.now()).delete()
    if of(ask.seated).count() >= MOST:
        raise Malformed("too many entries wait for your signature", advice="Sign them, or give them up")
    prepared = ask.record.prepare(doing, line)
    files = {digest: name for digest, (name, _) in doing.files.items()}
    for content in (*(data for _, data in doing.files.values()), *doing.drafts.values()):
        uploads.keep(seat, content)
    drafts = {digest: hashlib.sha256(content).hexdigest() for digest, content in doing.drafts.items()}
    digest = hashlib.sha256(prepared.message).hexdigest()
    return Pending.objects.create(
        seat=seat, digest=digest, message=prepared.message, disclosures=list(prepared.disclosures), key=line,
        files={"files": files, "drafts": drafts}, until=timezone.now() + KEPT,
    )  # fmt: skip


def prepared(one: Pending) -> Prepared:
    """Returns what is pending as it was made ready."""
    return Prepared(bytes(one.message), tuple(one.disclosures), PublicKey.from_text(one.key))


def files(one: Pending) -> tuple[Mapping[str, tuple[str, bytes]], Mapping[str, bytes]]:
    """Returns the files and the drafts that come in with what is pending, by their digests."""
    held = {digest: (name, uploads.fetch(one.seat, digest)) for digest, name in one.files.get("files", {}).items()}
    drafts = {digest: uploads.fetch(one.seat, kept) for digest, kept in one.files.get("drafts", {}).items()}
    return held, drafts


def drafts(one: Pending) -> Mapping[Digest, Draft]:
    """Returns the texts that come in with what is pending, read."""
    return {Digest(digest): filing.decode(content, digest) for digest, content in files(one)[1].items()}


def of(seated: Seated) -> QuerySet[Pending]:
    """Returns what waits for the signature of whoever is asking, the newest first."""
    return Pending.objects.filter(seat=seated.seat, entered=None, until__gt=timezone.now()).order_by("-pk")


def sentence(ask: Ask, one: Pending) -> str:
    """Returns what is pending in plain words."""
    ready = prepared(one)
    return foreseeing.foreseen(ask.record, [ready.entry], one.key, drafts(one))[0].sentence


def link(seat: Seat, one: Pending | None = None) -> str:
    """Returns the address at the signing site where an entry is signed or, without one, a passkey is made."""
    word = secrets.token_urlsafe(24)
    Ticket.objects.filter(until__lt=timezone.now() - TICKET).delete()
    Ticket.objects.create(seat=seat, pending=one, digest=digest_of(word), until=timezone.now() + TICKET)
    return f"{settings.DESK.signing_origin}/t/{word}?language={get_language()}"


def digest_of(word: str) -> str:
    """Returns what is kept of a ticket."""
    return hashlib.sha256(word.encode()).hexdigest()
