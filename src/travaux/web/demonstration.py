"""The demonstration: two invented negotiations of the package as records, and five sign-ins at both. For this machine.

In the plan there is something to find out: an official says that his side neither approved nor changed any clause. The
convention has about everything that a negotiation among several has.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from travaux.web.config import Config


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An invented negotiation: its name in addresses, its title, its folder and file of acts, the keys that sign.

    `day` is the day of which the demonstration speaks: some of its deadlines are open then, some are over.
    """

    slug: str
    title: str
    folder: str
    acts: str
    keys: tuple[str, ...]
    day: str


EXAMPLES = (
    Example(
        slug="velm",
        title="The Velm Valley Plan",
        folder="plan",
        acts="b-contradicted.yaml",
        keys=("aldania-clerk", "boria-clerk"),
        day="2019-03-27",
    ),
    Example(
        slug="orn",
        title="Convention on the Waters of the Orn",
        folder="river",
        acts="acts.yaml",
        keys=("aldania", "boria", "delvia", "estovia"),
        day="2018-06-02",
    ),
)
SEATS = (
    ("aldania", "Delegation of Aldania", "party"),
    ("boria", "Delegation of Boria", "party"),
    ("secretariat", "The secretariat", "secretariat"),
    ("observer", "An observer", "observer"),
)
"""The fifth reader is the public, who has no seat."""


def build(folder: Path, host: str = "localhost", port: int = 8000) -> Config:
    """Builds the records of the invented negotiations in a folder, and returns a desk that serves them."""
    home = folder / "keys"
    config = Config(
        records={each.slug: str(folder / f"{each.slug}.travaux") for each in EXAMPLES},
        data=str(folder / "desk"),
        host=host,
        port=port,
        home=str(home),
        demo=True,
        days={each.slug: each.day for each in EXAMPLES},
        public=tuple(each.slug for each in EXAMPLES),
    )
    for each in EXAMPLES:
        record(each, Path(config.records[each.slug]), home, config.signing_origin)
    return config


def record(example: Example, path: Path, home: Path, site: str) -> None:
    """Makes a record: drafts, mandates, proposals, positions, deadlines, statements. Parties' names are for all."""
    from travaux.secretariat.opening import new
    from travaux.secretariat.sheets import apply

    folder = resources.files("travaux") / "example" / example.folder
    with (
        resources.as_file(folder) as files,
        new(path, title=example.title, rules="vclt-1969", home=home, sites=(site,)) as made,
    ):
        for key in example.keys:
            if not made.home.has(key):
                made.home.new_key(key)
        apply(made, files / example.acts)
        for each in made.state.parties:
            made.disclose(each.entry)


def seat(config: Config) -> None:
    """Gives the demonstration's members their seats at every record."""
    from travaux.secretariat.opening import open as open_record
    from travaux.web.accounts.models import Member, Seat

    for slug, path in config.records.items():
        with open_record(path, viewer="depositary", home=config.home) as opened:
            parties = {str(each.handle): each.id for each in opened.state.parties}
        for name, told, role in SEATS:
            member, _ = Member.objects.get_or_create(email=f"{name}@example.org", defaults={"name": told})
            Seat.objects.get_or_create(
                member=member, record=slug, revoked=None, defaults={"role": role, "party": parties.get(name, "")}
            )
