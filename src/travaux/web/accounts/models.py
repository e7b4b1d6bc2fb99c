"""Members of a desk, and where each may sit: the tables of accounts. Nothing of a record is kept here but names.

Member       somebody who signs in, by e-mail address and passkey
Seat         a member's place at one record: as a party, an observer or the secretariat, from when to when
Invitation   a one-time link that makes a seat; only its digest is kept
Token        a key for programs, bound to a seat and to scopes; only its digest is kept
Visit        up to which entry a seat has read a record
Reading      that a seat was shown private values, which page and when: the audit of reads
Pending      an entry made ready for signing, until it is signed or given up
Passkey      a passkey made for signing, until it is enrolled and after
Ticket       a way from the desk to the signing site, for one use
Request      what a program sent with an idempotency key, and what it was answered
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Members(BaseUserManager["Member"]):
    """Makes members. There are no passwords: whoever signs in holds a passkey."""

    def create_user(self, email: str, name: str = "") -> Member:
        """Makes a member who has no password."""
        member = self.model(email=self.normalize_email(email).lower(), name=name)
        member.set_unusable_password()
        member.save(using=self._db)
        return member


class Member(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. `name` is what others at the desk see; the record has names of its own.

    `ways` is how pages are to behave for them (`ways`).
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined = models.DateTimeField(default=timezone.now)
    ways = models.CharField(max_length=100, blank=True)

    objects = Members()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email


class Seat(models.Model):
    """A member's place at one record. `party` and `person` are the record's own opaque ids."""

    class Role(models.TextChoices):
        """As what somebody sits there."""

        PARTY = "party", _("a party")
        OBSERVER = "observer", _("an observer")
        SECRETARIAT = "secretariat", _("the secretariat")

    member = models.ForeignKey(Member, models.CASCADE, related_name="seats")
    record = models.CharField(max_length=63)
    role = models.CharField(max_length=12, choices=Role.choices)
    party = models.CharField(max_length=40, blank=True)
    person = models.CharField(max_length=40, blank=True)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:  # noqa: D106 (Django's own way of saying it)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "record"], condition=models.Q(revoked=None), name="one_seat_at_a_record"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} at {self.record} as {self.role}"

    @property
    def holds(self) -> bool:
        """Whether the seat is theirs now: begun, not over, not revoked."""
        now = timezone.now()
        return self.revoked is None and self.since <= now and (self.until is None or now < self.until)


class Invitation(models.Model):
    """A one-time link. Whoever follows it takes the seat; `digest` is the SHA-256 of what the link holds."""

    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    record = models.CharField(max_length=63)
    role = models.CharField(max_length=12, choices=Seat.Role.choices)
    party = models.CharField(max_length=40, blank=True)
    person = models.CharField(max_length=40, blank=True)
    until = models.DateTimeField()
    made = models.DateTimeField(default=timezone.now)
    used = models.DateTimeField(null=True, blank=True)


class Token(models.Model):
    """A key for programs: what it may do is the scopes that its seat may do as well."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100)
    scopes = models.JSONField(default=list)
    made = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)
    used = models.DateTimeField(null=True, blank=True)


class Visit(models.Model):
    """Up to which entry a seat has read its record: what came since is shown as new."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="visit")
    size = models.PositiveIntegerField(default=0)
    before = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)


class Reading(models.Model):
    """That private values were shown: to which seat, on which page, of a record of which size, from when to when."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="readings")
    record = models.CharField(max_length=63)
    page = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    values = models.PositiveIntegerField(default=0)
    first = models.DateTimeField(default=timezone.now)
    last = models.DateTimeField(default=timezone.now)
    times = models.PositiveIntegerField(default=1)

    class Meta:  # noqa: D106 (Django's own way of saying it)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "record", "page", "size"], name="one_reading_of_a_page")
        ]


class Pending(models.Model):
    """An entry made ready for signing. Its ticket is one use; `message` is line 1, exactly as it will be signed."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="pending")
    digest = models.CharField(max_length=64, unique=True)
    message = models.BinaryField()
    disclosures = models.JSONField(default=list)
    files = models.JSONField(default=dict)
    key = models.TextField(default="")
    made = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    entered = models.PositiveIntegerField(null=True, blank=True)


class Passkey(models.Model):
    """A passkey made for signing, at the signing site. `line` is its public key as OpenSSH writes it, `credential` the
    id by which a browser finds it again. It counts once the secretariat has enrolled it, in the entry `enrolled`."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="passkeys")
    credential = models.CharField(max_length=1400, unique=True)
    line = models.TextField()
    site = models.CharField(max_length=253)
    made = models.DateTimeField(default=timezone.now)
    enrolled = models.PositiveIntegerField(null=True, blank=True)
    refused = models.DateTimeField(null=True, blank=True)


class Ticket(models.Model):
    """A way from the desk to the signing site, for one use: to sign what is pending or, without it, to make a passkey.

    `digest` is the SHA-256 of what the link holds.
    """

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="tickets")
    pending = models.ForeignKey(Pending, models.CASCADE, related_name="tickets", null=True, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)


class Request(models.Model):
    """What a program sent with an idempotency key: the same key brings the same answer, and no second entry.

    `key` and `body` are SHA-256 digests; `status` is 0 until there is an answer.
    """

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="requests")
    key = models.CharField(max_length=64)
    body = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(null=True)
    made = models.DateTimeField(default=timezone.now)

    class Meta:  # noqa: D106 (Django's own way of saying it)
        constraints: ClassVar = [models.UniqueConstraint(fields=["seat", "key"], name="one_request_by_key")]
