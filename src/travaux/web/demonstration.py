"""The demonstration: the invented negotiation of the package as a record, and five sign-ins at it. For this machine."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from travaux.web.config import Config

SLUG = "velm"
SEATS = (
    ("aldania", "Delegation of Aldania", "party"),
    ("boria", "Delegation of Boria", "party"),
    ("secretariat", "The secretariat", "secretariat"),
    ("observer", "An observer", "observer"),
)
"""The fifth reader is the public, who has no seat."""


def build(folder: Path, host: str = "localhost", port: int = 8000) -> Config:
    """Builds the record of the invented negotiation in a folder, and returns a desk that serves it."""
    home = folder / "keys"
    record(folder / "velm.travaux", home)
    return Config(
        records={SLUG: str(folder / "velm.travaux")},
        data=str(folder / "desk"),
        host=host,
        port=port,
        home=str(home),
        demo=True,
        public=(SLUG,),
    )


def record(path: Path, home: Path) -> None:
    """Makes the record: drafts, mandates, proposals, positions, deadlines, statements."""
    from travaux.secretariat.opening import new
    from travaux.secretariat.sheets import apply

    example = resources.files("travaux") / "example" / "plan"
    with resources.as_file(example) as plan:
        made = new(path, title="The Velm Valley Plan", rules="vclt-1969", home=home)
        with made:
            for clerk in ("aldania-clerk", "boria-clerk"):
                made.home.new_key(clerk)
            apply(made, plan / "b-contradicted.yaml")
            for each in made.state.parties:
                made.disclose(each.entry)


def seat(config: Config) -> None:
    """Gives the demonstration's members their seats."""
    from travaux.secretariat.opening import open as open_record
    from travaux.web.accounts.models import Member, Seat

    with open_record(config.records[SLUG], viewer="depositary", home=config.home) as opened:
        parties = {str(each.handle): each.id for each in opened.state.parties}
    for name, told, role in SEATS:
        member, _ = Member.objects.get_or_create(email=f"{name}@example.org", defaults={"name": told})
        Seat.objects.get_or_create(
            member=member, record=SLUG, revoked=None, defaults={"role": role, "party": parties.get(name, "")}
        )
