"""What every command that enters an act has in common: who acted, by which key, who may read it; and what it prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from travaux.cli import desk, options

if TYPE_CHECKING:
    from travaux.secretariat.records import Record
    from travaux.secretariat.sheets import Entry
    from travaux.stores.addresses import Place


@dataclass(frozen=True)
class Acting:
    """The options that every act has."""

    record: Place | None
    fields: Mapping[str, object]
    as_json: bool

    def enter(self, verb: str, fields: Mapping[str, object]) -> int:
        """Enters the act that a verb and its fields mean, and prints it. Fields that are empty were not given."""
        named = {name.rstrip("_").replace("_", "-"): value for name, value in fields.items()}
        with desk.opened(self.record) as record:
            entries = entered(record, verb, {**self.fields, **named})
            tell(record, entries, as_json=self.as_json)
        return 0


def entered(record: Record, verb: str, fields: Mapping[str, object]) -> list[Entry]:
    """Enters one form that options filled in; what it cannot mean is a matter of the command line."""
    from travaux.errors import Malformed, Refused, Unreadable
    from travaux.secretariat.forms.form import Form, written

    given = {
        name: written(value, f"--{name}" if name != verb else verb)
        for name, value in fields.items()
        if _is_given(value)
    }
    try:
        return desk.enter(record, [Form(verb, given)])
    except (Unreadable, Refused):
        raise
    except Malformed as fault:
        raise click.UsageError(str(fault)) from None


def _is_given(value: object) -> bool:
    return value is not None and value is not False and value not in ("", (), [])


def acting(command: Callable[..., int]) -> Callable[..., int]:
    """Adds the options that every act has; the command receives them as one `Acting`."""

    @wraps(command)
    def run(
        by: str | None, person: str | None, key: str | None, at: str | None, visible: Sequence[str],
        record: Place | None, as_json: bool, **rest: Any,
    ) -> int:  # fmt: skip
        shared = {"by": by, "person": person, "key": key, "at": at, "visible": list(visible)}
        return command(Acting(record, shared, as_json), **rest)

    made: Callable[..., int] = run
    for option in reversed(_OPTIONS):
        made = option(made)
    return options.as_json(options.recorded(made))


_OPTIONS = (
    click.option("--by", metavar="PARTY", help="Who acted; without it, whoever signs acts for itself."),
    click.option("--person", metavar="NAME", help="The person who acted for the party."),
    click.option(
        "--key",
        metavar="KEY",
        help='Sign with this key: its name, a key file, or "agent"; else the depositary signs, who wrote it down.',
    ),
    click.option("--at", metavar="TIME", help="When it was done, by the author's clock: 2031-03-16T09:30:00Z."),
    click.option(
        "--visible", multiple=True, metavar="PARTY", help='Who may read it: "depositary", or parties; all by default.'
    ),
)


def tell(record: Record, entries: Sequence[Entry], *, as_json: bool = False) -> None:
    """Prints what was entered: the sentence, then where it stands and how we know, then what the rules say."""
    if as_json:
        from travaux.cli.objects import printed
        from travaux.cli.record_objects import entered_object

        click.echo(printed(entered_object(record, entries)), nl=False)
        return
    from travaux.cli import recorded
    from travaux.cli.terminal import console

    recorded.draw_entered(console(), record, entries)
