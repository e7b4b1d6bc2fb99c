"""`travaux entries`: the entries of a record, one to a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from travaux.cli import desk, options

if TYPE_CHECKING:
    from travaux.stores.addresses import Place


@click.command(
    "entries",
    epilog="Example:  travaux entries --party boria --type take",
    short_help="List the entries of a record.",
)
@click.option("--party", metavar="PARTY", help="Only those that name this party, or are its own.")
@click.option("--type", "kinds", multiple=True, metavar="ACT", help="Only these acts: take, state; repeat for several.")
@click.option("--draft", metavar="DRAFT", help="Only those on this draft.")
@click.option("--from", "first", type=int, default=0, metavar="N", help="From this entry on.")
@click.option("--last", type=int, metavar="N", help="Only the last N of them.")
@options.viewing
@options.recorded
@options.as_json
def command(
    party: str | None, kinds: Sequence[str], draft: str | None, first: int, last: int | None, viewer: str,
    record: Place | None, as_json: bool,
) -> int:  # fmt: skip
    """List entries: number, day, grade, and what was done, in a sentence."""
    from travaux.papers.telling import Teller
    from travaux.record.acts import ACTS
    from travaux.record.terms import Digest
    from travaux.secretariat.forms.form import Given

    unknown = [kind for kind in kinds if kind not in ACTS]
    if unknown:
        raise click.UsageError(f"No act is called {unknown[0]!r}. There are {', '.join(ACTS)}")
    from travaux.secretariat import sheets

    with desk.opened(record, viewer) as opened:
        with desk.usage():
            names = sheets.names_of(opened)
            whose = names.party(Given(party, "--party")) if party else None
            on = Digest(names.draft(Given(draft, "--draft")).digest) if draft else None
        state = opened.state
        bearing = set(state.bearing_on(party=whose, draft=on)) if whose or on else None
        found = [
            each for each in state.entries
            if each.index >= first and (not kinds or each.entry.type in kinds)
            and (bearing is None or each.index in bearing)
        ]  # fmt: skip
        shown = found[-last:] if last else found
        teller = Teller(state)
        told = [(each, teller.sentence(each)) for each in shown]
        if as_json:
            from travaux.cli.objects import printed
            from travaux.cli.record_objects import entries_object

            click.echo(printed(entries_object(opened, told)), nl=False)
            return 0
        from travaux.cli import recorded, terminal
        from travaux.papers.counting import counted

        out = terminal.console()
        of = f" of {opened.size}" if len(shown) != opened.size else ""
        terminal.verdict(out, f"{counted(len(shown), 'entry', 'entries').capitalize()}{of}, in {opened.title}.")
        out.print()
        recorded.rows(out, told, teller)
        terminal.how(out, [recorded.seal(opened)])
    return 0
