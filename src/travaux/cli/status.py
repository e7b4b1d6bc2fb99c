"""`travaux status`: where the text stands, which deadlines run, who takes part, what the record covers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from travaux.cli import desk, options

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from travaux.papers.standing import Standing
    from travaux.papers.telling import Teller
    from travaux.record.state import State
    from travaux.secretariat.records import Record
    from travaux.stores.addresses import Place


@click.command(
    "status",
    epilog="Example:  travaux status --on 2019-03-20",
    short_help="Say where the text stands: clauses, deadlines, parties.",
)
@click.option("--at", type=int, metavar="N", help="What had been recorded when entry N was in.")
@click.option("--on", metavar="DATE", help="What had happened by the end of a day, as far as is recorded now.")
@options.viewing
@options.recorded
@options.as_json
def command(at: int | None, on: str | None, viewer: str, record: Place | None, as_json: bool) -> int:
    """Say where the text stands.

    A clause stands where its least willing party stands; a position that the wording has left behind counts as none.
    """
    from travaux.papers.standing import standing

    if at is not None and on is not None:
        raise click.UsageError("--at and --on: one of them.")
    day = desk.day(on) if on else datetime.now(UTC).date().isoformat()
    with desk.opened(record, viewer) as opened:
        desk.known_entry(opened, at)
        state = (
            opened.state
            if at is None and on is None
            else opened.state.at(at)
            if at is not None
            else opened.state.on(day)
        )
        found = standing(state, opened.drafts, day)
        if as_json:
            from travaux.cli.objects import printed
            from travaux.cli.record_objects import status_object

            click.echo(printed(status_object(opened, state, found, day, at)), nl=False)
            return 0
        from travaux.cli.terminal import console

        draw(console(), opened, state, found, day, told=_as_of(at, on))
    return 0


def _as_of(at: int | None, on: str | None) -> str:
    if at is not None:
        return f"As of entry {at}: what had been recorded then."
    return f"As of {on}: what had happened by the end of that day, as far as is recorded now." if on else ""


def draw(out: Console, record: Record, state: State, found: Standing, day: str, told: str = "") -> None:
    """Prints where the text stands."""
    from travaux.cli import recorded, terminal
    from travaux.papers.standing import CONVENTION
    from travaux.papers.telling import Teller

    teller = Teller(state)
    terminal.verdict(out, record.title)
    terminal.say(out, found.sentence(teller.draft(found.draft) if found.draft else ""))
    if told:
        terminal.say(out, terminal.text((told, "dim")))
    if found.rows:
        _matrix(out, found, teller)
    _signed(out, state, found, teller)
    _deadlines(out, state, teller, day)
    _meetings(out, state, teller)
    _parties(out, state, teller)
    _cover(out, state, teller)
    _amiss(out, state)
    _clocks(out, state)
    counted = f"Counted by {CONVENTION}: a clause stands where its least willing party stands." if found.rows else ""
    terminal.how(out, [line for line in (counted, recorded.seal(record)) if line])


_STYLE = {"O": "bold red", "R": "yellow", "–": "dim", "AR": "cyan", "A": "green"}


def _matrix(out: Console, found: Standing, teller: Teller) -> None:
    from travaux.cli import terminal

    terminal.part(out, "Clauses")
    head: list[Text | str] = [
        terminal.text(("", "dim")),
        *(terminal.text((teller.party(each), "dim")) for each in found.parties),
        "",
    ]
    rows: list[list[Text | str]] = [head]
    for row in found.rows:
        cells: list[Text | str] = [
            terminal.text((cell.status or cell.held, _STYLE[cell.held]),
                          (f" {cell.entry}" if cell.entry is not None else "", "dim"))
            for cell in row.cells
        ]  # fmt: skip
        rows.append([terminal.text(row.place), *cells, row.heading])
    terminal.table(out, rows, (0,))
    legend = "A accepted, AR accepted ad referendum, R reserved, O objected to, – no position; then the entry."
    terminal.say(out, terminal.text((legend, "dim")))


def _signed(out: Console, state: State, found: Standing, teller: Teller) -> None:
    """Prints who initialled, authenticated or signed the draft on the table; the matrix counts positions alone."""
    from travaux.cli import terminal
    from travaux.record import acts

    rows = [row for row, act in state.book.of(acts.Authenticate) if act.draft == found.draft]
    if rows:
        terminal.part(out, "Initialled, authenticated or signed")
    for row in rows:
        entered = state.entry(row.index)
        assert entered is not None
        terminal.say(out, f"{teller.sentence(entered)} Entry {row.index}, {row.grade}.")


def _deadlines(out: Console, state: State, teller: Teller, day: str) -> None:
    from travaux.cli import terminal
    from travaux.papers.telling import day as told

    rows = [each for each in state.deadlines if each.withdrawn is None]
    if rows:
        terminal.part(out, "Deadlines")
    for each in rows:
        fate = each.fate(day)
        due = each.consequence_on(day)
        bound = f" from {teller.parties(each.bound)}" if each.bound else ""
        terminal.say(out, terminal.text((f"{fate.capitalize()}. ", "bold"), f"{told(each.until)}: {each.due}{bound}."))
        if each.consequence:
            note = f" {due[:1].upper()}{due[1:]}; that it came about is not said here." if due else ""
            terminal.say(
                out, terminal.text((f"“{each.consequence}”", "italic"), f"{note} Entry {each.entry}, {each.grade}."), 4
            )
        else:
            terminal.say(out, terminal.text((f"Entry {each.entry}, {each.grade}.", "dim")), 4)


def _meetings(out: Console, state: State, teller: Teller) -> None:
    from travaux.cli import terminal
    from travaux.papers.telling import day as told

    if state.meetings:
        terminal.part(out, "Meetings, as each source has them")
    for each in state.meetings:
        kind = "Held" if each.held else "Announced"
        announced = teller.announced(each)
        by = f", by {announced}" if announced else ""
        where = f" at {each.place}" if each.place else ""
        others = f", with {each.others}" if each.others else ""
        terminal.say(
            out,
            terminal.text(
                (f"{kind}{by}: ", "bold"), f"{each.forum.name}{where}, {told(each.when)}{others}.",
                (f" Entry {each.entry}, {each.grade}.", "dim"),
            ),
        )  # fmt: skip


def _parties(out: Console, state: State, teller: Teller) -> None:
    from travaux.cli import terminal
    from travaux.papers.counting import counted, listed, sentence

    here = [each for each in state.parties if each.present]
    if here:
        terminal.part(out, "Who takes part")
    for each in here:
        told = []
        for delegation in state.delegations(each.id):
            if delegation.ended is not None:
                continue
            named = listed([teller.person(one) for one in delegation.named], 6)
            many = f"{counted(delegation.count, 'member')}, " if delegation.count else ""
            unnamed = f"; {counted(delegation.unnamed, 'other')} not named" if delegation.unnamed else ""
            told.append(sentence(f"{many}named: {named or 'nobody'}{unnamed} (entry {delegation.entry})."))
        terminal.say(
            out, terminal.text((teller.party(each.id), "bold"), f", {each.capacity}. {' '.join(told)}".rstrip(" "))
        )


def _cover(out: Console, state: State, teller: Teller) -> None:
    from travaux.cli import terminal

    terminal.part(out, "What the record covers")
    if not state.coverages:
        terminal.say(out, "Nobody vouches that it is complete: what is not in it may have happened all the same.")
    for each in state.coverages:
        entered = state.entry(each.entry)
        assert entered is not None
        terminal.say(out, terminal.text(teller.sentence(entered), (f" Entry {each.entry}, {each.grade}.", "dim")))


def _clocks(out: Console, state: State) -> None:
    """Prints how often a time that is claimed goes back: a fact about clocks, and no fault of anybody."""
    from travaux.cli import terminal
    from travaux.papers.counting import counted, sentence
    from travaux.record.clocks import LATE

    found = list(state.book.earlier)
    if found:
        terminal.part(out, "Clocks")
        claims = "claims" if len(found) == 1 else "claim"
        last = f", the last of them entry {found[-1]}" if len(found) > 1 else f": entry {found[0]}"
        entries = sentence(counted(len(found), "entry", "entries"))
        terminal.say(out, f"{entries} {claims} a time before that of the entry before{last}. {LATE}.")


def _amiss(out: Console, state: State) -> None:
    """Prints where signatures or an author's own count show that something is wrong with the record itself."""
    from travaux.cli import terminal

    told = [
        [f"entry {each.index}", "no key that was valid then signed it, or its signature does not hold"]
        for each in state.entries
        if state.unkeyed(each.index)
    ]
    if state.complete:
        told += [
            [f"entry {gap.entry}", f"{gap.says}: an entry may have been refused, or taken out"] for gap in state.gaps
        ]
    if told:
        terminal.part(out, "Amiss in the record itself (see travaux verify)")
        terminal.table(out, told)
