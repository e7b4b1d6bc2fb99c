"""`travaux show`: one entry, with everything that is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING

import click

from travaux.cli import desk, options

if TYPE_CHECKING:
    from travaux.papers.telling import Teller
    from travaux.record.acts import Act
    from travaux.record.entries import Entered
    from travaux.secretariat.records import Record
    from travaux.stores.addresses import Place


@click.command(
    "show",
    epilog="Example:  travaux show 18",
    short_help="Show one entry: who, when, which key, and what rules say.",
)
@click.argument("entry", type=int)
@click.option("--leaf", is_flag=True, help="Print the entry as the log holds it: line 1, then its signatures.")
@options.viewing
@options.recorded
@options.as_json
def command(entry: int, leaf: bool, viewer: str, record: Place | None, as_json: bool) -> int:
    """Show an entry: what was done, who acted, who wrote it down, whose key signed, and what the rules say of it."""
    from travaux.papers.telling import Teller

    with desk.opened(record, viewer) as opened:
        desk.known_entry(opened, entry)
        entered = opened.entry(entry)
        teller = Teller(opened.state)
        if leaf:
            click.echo(opened.leaf(entry).decode(), nl=False)
        elif as_json:
            from travaux.cli.objects import printed
            from travaux.cli.record_objects import show_object

            click.echo(printed(show_object(opened, entered, teller)), nl=False)
        else:
            draw(opened, entered, teller)
    return 0


def draw(record: Record, entered: Entered, teller: Teller) -> None:
    """Prints an entry."""
    from travaux.cli import recorded, terminal
    from travaux.papers.days import day
    from travaux.record import acts, clocks

    out = terminal.console()
    state, entry = record.state, entered.entry
    earlier = state.earlier(entered.index)
    terminal.verdict(out, teller.sentence(entered))
    words = {acts.State: "words", acts.Propose: "words", acts.Seal: "note", acts.Correct: "words"}.get(type(entry.act))
    if words and getattr(entry.act, words):
        out.print()
        for line in getattr(entry.act, words):
            terminal.say(out, terminal.text((line, "italic")), 4)
    terminal.part(out, "Who")
    scribe = teller.person_id(entry.scribe) if entry.scribe else "whoever acted"
    signers = [f"{_holder(record, teller, each)}" for each in entered.signers] or ["nobody"]
    terminal.table(
        out,
        [
            ["acted", teller.actor(entered)],
            ["wrote it down", scribe],
            ["signed", "; ".join(signers)],
            ["grade", f"{entered.grade}, {_GRADES[entered.grade]}"],
        ],
    )
    terminal.part(out, "When")
    terminal.table(
        out,
        [
            ["done", teller.happened(entered)],
            [
                "by the author's clock",
                f"{day(entry.at)}, {entry.at[11:16]} UTC, only claimed" if entry.at else "not said",
            ],
            *([["", f"{clocks.told(earlier)}. {clocks.LATE}"]] if earlier else []),
            ["not before", f"the checkpoint of {entry.after.size} entries, which its author had seen"],
            ["its author's own", f"entry {entry.seq}"],
            *_read(entry.act),
        ],
    )
    _ruled(record, entered)
    notes = [
        f"Voided by entry {state.voided(entered.index)}." if state.voided(entered.index) is not None else "",
        f"Without effect: {state.idle(entered.index)}." if state.idle(entered.index) else "",
        "Signed by a key that was reported lost or stolen from before then on." if state.suspect(entered.index) else "",
        "No key that was valid then signed it, or its signature does not hold." if state.unkeyed(entered.index) else "",
        f"For the eyes of {_readers(teller, entry.visible)} only." if entry.visible != "all" else "",
    ]
    later = [each for each in state.bearing_on(entry=entered.index) if each != entered.index]
    if later:
        notes.append(f"Later entries about it: {', '.join(map(str, later))}.")
    if any(notes):
        out.print()
    for note in filter(None, notes):
        terminal.say(out, note)
    terminal.how(out, [f"Entry {entered.index}, leaf hash {entered.hash}.", recorded.seal(record)])


def _read(act: Act) -> Iterator[list[str]]:
    """Yields how dates in words were read: as which days, by which convention, against which day."""
    from travaux.record.terms import Dated

    for each in fields(act):
        date = getattr(act, each.name)
        if isinstance(date, Dated) and date.convention:
            against = f", against {date.reference}" if date.reference else ""
            yield [f"“{date.words}”", f"read as {date.edtf} by {date.convention}{against}"]


def _ruled(record: Record, entered: Entered) -> None:
    from travaux.cli import recorded, terminal

    verdicts = record.verdicts(entered.index)
    if verdicts:
        out = terminal.console()
        terminal.part(out, f"What the rules “{record.rules}” say")
        for verdict in verdicts:
            recorded.rule(out, verdict)


def _holder(record: Record, teller: Teller, key: str) -> str:
    from travaux.record.keyring import fingerprint

    holder = record.state.holder(key)
    if holder is None:
        return f"a key nobody enrolled ({fingerprint(key)})"
    party = f" of {teller.party(holder.party)}" if holder.party else ""
    name = teller.person(holder.person)
    called = "" if name.startswith("person-") else f"{name}, "
    return f"{called}{holder.duty}{party} ({fingerprint(key)})"


def _readers(teller: Teller, visible: object) -> str:
    return teller.parties(visible) if isinstance(visible, tuple) else str(visible)


_GRADES = {
    "signed": "by the key of whoever acted",
    "recorded": "the secretariat wrote it down",
    "reported": "a source says so",
    "inferred": "computed by comparing drafts",
}
