"""`travaux demo`: an invented negotiation from its two drafts to an answer that a stranger can check.

The files lie in the package, in the folder `example/plan`; `examples/peace-plan` of the project makes them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import files

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.claims.bundle import Bundle
    from travaux.cli.following import Work
    from travaux.secretariat.records import Record
    from travaux.text.audit import Audit
    from travaux.text.redline import Redline

DRAFTS = ("draft-1.docx", "draft-2.docx")
ACTS = "b-contradicted.yaml"
COPIED = (*DRAFTS, ACTS, "decree-118.txt", "herald-12-march.txt", "herald-26-march.txt")
CLERKS = ("aldania-clerk", "boria-clerk")
CLAUSE = "14"
CLAIM = "boria neither approved nor changed any clause"
DAY = "2019-03-26"
RECORD, KEYS, BUNDLE, FORGED = "plan.travaux", "demo-keys", "answer.bundle", "forged.bundle"


@click.command(
    "demo",
    epilog="Example:  travaux demo --output /tmp/velm",
    short_help="Show all this on an invented negotiation, in a few seconds.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("travaux-demo"),
    show_default=True,
    help="The folder for the drafts, the record, the bundle and the pages.",
)
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of a failure.")
def command(output: Path) -> None:
    """Show all this on an invented negotiation, from its two drafts to an answer that a stranger can check.

    The Velm Valley Plan and everybody in it are made up. In draft 2, clause 14 reads quite differently, without being
    shown; an official says that his side neither approved nor changed any clause.
    """
    from travaux.cli import terminal

    out = terminal.console()
    last, new = _copied(output)
    terminal.say(
        out,
        f"An invented negotiation, the Velm Valley Plan, is now in {output}/: two drafts, a decree, what a newspaper "
        "printed, and what was done. The commands below are those to type in that folder.",
    )
    audited, traced, compared = _texts(out, last, new)
    with _record(out, output) as record:
        _life(out, record)
        _answer(out, record)
        made = _bundle(out, record, output)
        _verified(out, record, made, output)
    _pages(out, output, traced, audited, compared)
    _next(out, output)


def _copied(output: Path) -> tuple[Path, Path]:
    """Puts the files into the folder, and takes away what an earlier demo made there."""
    example = resources.files("travaux") / "example" / "plan"
    for name in COPIED:
        files.write_bytes(output / name, (example / name).read_bytes())
    for name in (RECORD, f"{RECORD}-wal", f"{RECORD}-shm", BUNDLE, FORGED):
        (output / name).unlink(missing_ok=True)
    shutil.rmtree(output / KEYS, ignore_errors=True)
    return output / DRAFTS[0], output / DRAFTS[1]


def _texts(out: Console, last: Path, new: Path) -> tuple[Audit, Work, Redline]:
    """Shows what the two files tell by themselves."""
    from travaux.cli import audit, terminal
    from travaux.cli.following import followed
    from travaux.papers.audited import audit_paper
    from travaux.text.redline import compare

    audited = audit.found(last, new)
    _step(out, "1", "What changed without being shown?", f"travaux audit {last.name} {new.name}")
    paper = audit_paper(audited)
    terminal.verdict(out, paper.verdict, good=False)
    terminal.say(out, paper.shown)
    for exhibit in paper.undeclared:
        audit.exhibit(out, exhibit)
    traced = followed(files.versions([last, new], {}, ("all",)))
    return audited, traced, compare(files.draft(last), files.draft(new))


def _record(out: Console, output: Path) -> Record:
    """Builds the record from the drafts and the acts."""
    from travaux.cli import desk, recorded, terminal
    from travaux.papers.counting import counted
    from travaux.secretariat.forms import sheet
    from travaux.secretariat.opening import new

    _step(
        out, "2", "Enter what was done: drafts, mandates, proposals, positions, statements",
        f'export TRAVAUX_HOME=$PWD/{KEYS}; travaux new {RECORD} --title "The Velm Valley Plan"',
        f"travaux act apply {ACTS}",
    )  # fmt: skip
    record = new(output / RECORD, title="The Velm Valley Plan", rules="vclt-1969", home=output / KEYS)
    for name in CLERKS:
        record.home.new_key(name)
    entries = desk.enter(record, sheet.forms((output / ACTS).read_bytes(), ACTS), output)
    grades = [entry.entered.grade for entry in entries]
    told = ", ".join(f"{grades.count(grade)} {grade}" for grade in ("signed", "recorded", "reported"))
    terminal.verdict(out, f"{counted(len(entries), 'act').capitalize()} entered, all of them or none: {told}.")
    terminal.how(out, [recorded.seal(record)])
    return record


def _life(out: Console, record: Record) -> None:
    """Shows where the clause's words came from, and what was done and said about it."""
    from travaux.cli import clause
    from travaux.papers.lives import life_paper

    _step(out, "3", f"Clause {CLAUSE} reads quite differently. Who did that?", f"travaux clause {CLAUSE} --on {DAY}")
    spot = clause.spot_of(record, CLAUSE, None)
    clause.draw(out, life_paper(record.state, record.drafts, spot, DAY))


def _answer(out: Console, record: Record) -> None:
    """Answers the claim."""
    from travaux.cli import check, terminal
    from travaux.papers.finding import finding_paper

    _step(out, "4", "Is the denial borne out?", f'travaux check "{CLAIM}"')
    paper = finding_paper(check.found(record, CLAIM))
    check.verdict(out, paper)
    for side in paper.sides:
        check.sides(out, side)
    terminal.how(out, ["It judges the sentence, never the speaker. What it took for granted is told by the command."])


def _bundle(out: Console, record: Record, output: Path) -> Bundle:
    """Writes the answer into one file."""
    from travaux.claims import bundle
    from travaux.cli import terminal
    from travaux.secretariat.answering import bundle_of

    _step(
        out,
        "5",
        "Let a stranger check it, offline",
        f'travaux disclose "{CLAIM}" -o {BUNDLE}',
        f"travaux verify {BUNDLE}",
    )
    made = bundle_of(record, CLAIM)
    content = bundle.write(made)
    files.write_bytes(output / BUNDLE, content)
    terminal.say(
        out,
        f"{BUNDLE} holds the finding, all {len(made.leaves)} entries and both drafts, in {len(content) // 1000} kB.",
    )
    return made


def _verified(out: Console, record: Record, made: Bundle, output: Path) -> None:
    """Verifies the bundle, then one in which a forger changed a letter."""
    from travaux.cli import terminal, verify
    from travaux.log.note import Key
    from travaux.log.policy import Log, Policy

    believed = Policy(logs=(Log(Key.from_text(record.key)),))
    verify.draw_steps(out, verify.checked((output / BUNDLE).read_bytes(), believed))
    forged = _forged(made)
    files.write_bytes(output / FORGED, forged)
    _step(
        out, "6", "Change one letter of one entry, and pack the file anew, as a forger would",
        f"travaux verify {FORGED}",
    )  # fmt: skip
    verify.draw_steps(out, verify.checked(forged, believed), failed_only=True)
    terminal.how(out, ["The log's root no longer comes out: no key that the forger has can mend that."])


def _forged(made: Bundle) -> bytes:
    """Returns the bundle with one byte of one entry flipped, its archive in good order."""
    from travaux.claims import archive, bundle

    inside = archive.read(bundle.write(made))
    leaves = bytearray(inside["leaves.txt"])
    leaves[leaves.index(b"No question is asked")] ^= 0x20
    return archive.write({**inside, "leaves.txt": bytes(leaves)})


def _step(out: Console, number: str, question: str, *typed: str) -> None:
    from travaux.cli import terminal

    out.print()
    out.rule(style="dim", characters="─")
    terminal.say(out, terminal.text((f"{number}. {question}", "bold cyan")))
    for line in typed:
        terminal.say(out, terminal.text(("$ ", "dim"), line), 3)
    if typed:
        out.print()


def _pages(out: Console, output: Path, traced: Work, audited: Audit, compared: Redline) -> None:
    from travaux.cli import terminal

    _step(out, "7", "The drafts as pages, each one file that works without a network")
    rows = []
    for name, told, page in _page(traced, audited, compared):
        files.write(output / name, page)
        rows.append([f"   {output / name}", told])
    terminal.table(out, rows)


def _page(traced: Work, audited: Audit, compared: Redline) -> Iterator[tuple[str, str, str]]:
    from travaux.formats.html.page_audit import audit_page
    from travaux.formats.html.page_authorship import authorship_page
    from travaux.formats.html.page_redline import redline_page
    from travaux.papers.audited import audit_paper
    from travaux.papers.redline import redline_paper

    yield "authorship.html", "the text, and whose words the files say they are", authorship_page(traced.paper())
    yield "audit.html", "what draft 2 does not show, and what it does", audit_page(audit_paper(audited))
    yield "redline.html", "every change between the two, numbered", redline_page(redline_paper(compared))


def _next(out: Console, output: Path) -> None:
    from travaux.cli import terminal

    terminal.part(out, "Try next")
    terminal.table(
        out,
        [
            [f"   cd {output}; export TRAVAUX_HOME=$PWD/{KEYS}", ""],
            [f"   travaux status --on {DAY}", "where the text stood then"],
            [f"   travaux trace {CLAUSE}", "whose words the clause is made of"],
            ['   travaux check "boria approved most clauses"', "the other side's word"],
            ["   travaux show 19", "one entry, and what the rules say"],
            [f"   travaux compare {DRAFTS[0]} {DRAFTS[1]}", "a redline, with no record at all"],
        ],
    )
