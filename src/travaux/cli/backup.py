"""`travaux backup`: a copy of a record that is in use, checked when it is made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import desk, options
from travaux.errors import StoreFailed

if TYPE_CHECKING:
    from travaux.secretariat.verifying import Check
    from travaux.stores.addresses import Place


@click.command(
    "backup",
    epilog="Example:  travaux backup accord.travaux copies/accord-monday.travaux",
    short_help="Copy the record while it is in use, and check the copy.",
)
@click.argument("record", type=options.PLACE)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--for", "viewer", metavar="VIEWER", help="Leave out the private values that this viewer may not see.")
@options.as_json
def command(record: Place, file: Path, viewer: str | None, as_json: bool) -> int:
    """Copy RECORD into FILE while others read and write, whole, or for a viewer: "public" or a party.

    RECORD is a file, or an address of a server; FILE is a record of its own. The copy is verified: exit code 8 says
    that it was written, and that it does not hold, no more than the record.

    An old copy that is put back is refused, with exit code 3, where the log went on since.
    """
    return copied(record, file, viewer, as_json)


def copied(record: Place | None, file: Path, viewer: str | None, as_json: bool) -> int:
    """Writes a copy, verifies it, and says so."""
    from travaux.secretariat.viewers import PUBLIC, Viewer

    with desk.opened(record) as opened:
        if viewer is None:
            opened.backup(file)
        else:
            opened.copy(file, viewer=PUBLIC if viewer == "public" else Viewer(opened.party(viewer)))
        failed = _failed(file, opened.key)
        if failed:
            raise StoreFailed(_damaged(file, failed))
        if as_json:
            from travaux.cli.objects import head, printed
            from travaux.cli.record_objects import record_object

            shape = {**head("copy/1"), "record": record_object(opened), "copy": str(file)}
            click.echo(printed(shape), nl=False)
        else:
            from travaux.cli import terminal

            terminal.verdict(terminal.console(), f"{file} is a copy{f' for {viewer}' if viewer else ''}.")
    return 0


def _failed(file: Path, key: str) -> Sequence[Check]:
    """Returns what does not hold of a copy; one that cannot be read to the end is none, and is taken away."""
    from contextlib import closing

    from travaux.secretariat.verifying import verify_store
    from travaux.stores.connecting import remove
    from travaux.stores.places import store_at

    try:
        # Not against the guard: others may have gone on since.
        with closing(store_at(file)) as copy:
            return verify_store(copy, file.name, key=key).failed
    except StoreFailed:
        remove(file)
        raise


def _damaged(file: Path, failed: Sequence[Check]) -> str:
    """Returns what is said of a copy that does not hold."""
    fault = next((f": {each.faults[0]}" for each in failed if each.faults), "")
    says = f"{file} is a copy, and it does not hold, no more than the record{fault}"
    return f"{says}. Keep it beside the last copy that does, and run `travaux verify` on both"
