"""`travaux check`: a claim, held against the record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from travaux.cli import desk, options, outlets

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.claims.claim import Assumption, Finding
    from travaux.papers.finding import FindingPaper, Side
    from travaux.secretariat.records import Record
    from travaux.stores.addresses import Place

CODES = {"borne out": 0, "contradicted": 1, "disputed": 4, "silent": 4, "outside coverage": 4, "ambiguous": 4}
MARK = {
    "Borne out": ("✓", "bold green"),
    "Contradicted": ("✕", "bold red"),
    "Disputed": ("≠", "bold yellow"),
    "Silent": ("–", "bold"),
    "Outside coverage": ("?", "bold"),
    "Ambiguous": ("2", "bold yellow"),
}


@click.command(
    "check",
    epilog='Example:  travaux check "boria neither approved nor changed any clause"',
    short_help="Hold a claim against the record: entries for and against it.",
)
@click.argument("claim")
@click.option("--at", type=int, metavar="N", help="By what had been recorded when entry N was in.")
@options.counting("Which clauses are counted: the outermost that have a number, or those with no clause in them.")
@click.option(
    "--not-assuming",
    "denied",
    multiple=True,
    type=click.Choice(["approved is accepted", "rejected is objected", "an official is the party"]),
    help="What not to take for granted; repeat for several.",
)
@outlets.writing
@options.viewing
@options.recorded
@options.as_json
def command(
    claim: str, at: int | None, counting: Literal["top", "leaf"], denied: Sequence[Assumption],
    output: Sequence[Path], viewer: str, record: Place | None, as_json: bool,
) -> int:  # fmt: skip
    """Hold a claim against the record.

    Answers are borne out, contradicted, disputed, silent, outside coverage, or ambiguous; never without the entries on
    both sides. What is judged is the sentence, never whoever said it. That something was not done is answered only
    inside a coverage that somebody vouches for.

    Exits 0 where the claim is borne out, 1 where it is contradicted, 4 where this record cannot decide it.
    """
    with desk.opened(record, viewer) as opened:
        desk.known_entry(opened, at)
        finding = found(opened, claim, at=at, counting=counting, denied=denied)
        if as_json:
            from travaux.cli.objects import printed
            from travaux.cli.record_objects import finding_object

            click.echo(printed(finding_object(opened, finding)), nl=False)
        else:
            from travaux.cli.terminal import console
            from travaux.papers.finding import finding_paper

            draw(console(), opened, finding_paper(finding))
        if output:
            made = opened.paper("finding", at=at, finding=finding)
            outlets.Outlet(output).write(made, beside=desk.file(record))
    return CODES[finding.verdict]


def found(
    record: Record, claim: str, *, at: int | None = None, counting: Literal["top", "leaf"] = "top",
    denied: Sequence[Assumption] = (),
) -> Finding:  # fmt: skip
    """Returns the finding on a claim; one that cannot be read is a matter of the command line."""
    from travaux.claims.check import check
    from travaux.claims.claim import ASSUMED

    state = record.state if at is None else record.state.at(at)
    with desk.usage():
        return check(
            claim, state, record.drafts, rules=record.rules, counting=counting,
            assuming=[each for each in ASSUMED if each not in denied],
        )  # fmt: skip


def draw(out: Console, record: Record, paper: FindingPaper) -> None:
    """Prints a finding: the verdict and its reason, both sides, then what it was taken for granted on."""
    from travaux.cli import recorded, terminal

    verdict(out, paper)
    for side in paper.sides:
        sides(out, side)
    for title, lines in (
        ("Coverage relied on", paper.coverage),
        ("Assumptions", paper.assumptions),
        ("What would change this", paper.settles),
    ):
        if lines:
            terminal.part(out, title)
            terminal.table(out, [["–", line] for line in lines])
    if paper.readings:
        terminal.part(out, "Readings")
    for reading in paper.readings:
        terminal.say(out, terminal.text((f"{reading.verdict}", MARK[reading.verdict][1]), f", as “{reading.says}”"))
    terminal.how(
        out,
        [f"Worked out from {paper.size} entries. It judges the sentence, never the speaker.", recorded.seal(record)],
    )


def verdict(out: Console, paper: FindingPaper) -> None:
    """Prints what was asked, and the verdict with its reason."""
    from travaux.cli import terminal

    mark, style = MARK[paper.verdict]
    terminal.say(out, terminal.text((f"“{paper.says}”", "italic")))
    terminal.say(out, terminal.text((f"{mark} {paper.verdict}", style)))
    for line in paper.reason:
        terminal.say(out, line, 2)


def sides(out: Console, side: Side) -> None:
    """Prints the entries on one side."""
    from travaux.cli import terminal

    terminal.part(out, side.title)
    for told in side.told:
        terminal.table(out, [["–", told.shows], ["", terminal.text((f"{told.cited}, {told.grade}", "dim"))]])
