"""`travaux invite`: a one-time link by which somebody takes a seat at a record. No mail server is needed."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from pathlib import Path

import click

from travaux.errors import Malformed


@click.command(
    "invite",
    epilog="Example:  travaux invite accord legal@example.org --party boria",
    short_help="Make a one-time link for somebody who is to have a seat.",
)
@click.argument("record")
@click.argument("email")
@click.option("--party", default="", help="They sit for this party (its handle, name or id).")
@click.option("--observer", is_flag=True, help="They sit as an observer.")
@click.option("--secretariat", is_flag=True, help="They sit as the secretariat, who sees and enters everything.")
@click.option("--name", default="", help="The name that others at the desk see.")
@click.option("--days", type=click.IntRange(1, 90), default=7, show_default=True, help="How long the link holds.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="The desk's folder for accounts.")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of a failure.")
def command(
    record: str, email: str, party: str, observer: bool, secretariat: bool, name: str, days: int, data: Path | None
) -> int:
    """Make a one-time link by which somebody takes a seat at RECORD, the name that it has in the desk's addresses.

    Whoever follows the link makes a passkey and sits down. The link is shown once; hand it over yourself.
    """
    if bool(party and not observer) + observer + secretariat != 1:
        raise click.UsageError("Say as what: --party NAME, --observer or --secretariat.")
    from travaux.secretariat.home import Home
    from travaux.web import config, serve

    folder = data or Home().path / "desk"
    desk = config.read(folder / "desk.json")
    if record not in desk.records:
        raise Malformed("the desk has no such record", where=record, advice=f"It has: {', '.join(desk.records)}")
    serve.prepare(desk)
    role = "secretariat" if secretariat else "observer" if observer else "party"
    click.echo(f"{desk.origin}/invited/{invitation(record, email, role, _party(desk, record, party), name, days)}/")
    return 0


def invitation(record: str, email: str, role: str, party: str, name: str = "", days: int = 7, person: str = "") -> str:
    """Makes an invitation and returns what its link ends in; only the digest of that is kept.

    Raises `Malformed` where the address is none.
    """
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.utils import timezone

    from travaux.web.accounts.models import Invitation

    try:
        validate_email(email)
    except ValidationError:
        raise Malformed("not an e-mail address", where=email[:80]) from None
    word = secrets.token_urlsafe(24)
    Invitation.objects.create(
        digest=hashlib.sha256(word.encode()).hexdigest(), email=email.lower(), name=name, record=record, role=role,
        party=party, person=person, until=timezone.now() + timedelta(days=days),
    )  # fmt: skip
    return word


def _party(desk: object, record: str, party: str) -> str:
    from travaux.secretariat.opening import open as open_record
    from travaux.web.config import Config

    assert isinstance(desk, Config)
    if not party:
        return ""
    with open_record(desk.records[record], viewer="depositary", home=desk.home or None) as opened:
        return opened.party(party)
