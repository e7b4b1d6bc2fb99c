"""`travaux demo`: the audit, the trace and the pages, on two drafts of an invented negotiation.

The drafts lie in the package, in the folder `example`; `examples/velm-valley` of the project makes them.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import files

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.cli.trace import Work
    from travaux.text.audit import Audit
    from travaux.text.redline import Redline

DRAFTS = ("draft-4.docx", "draft-5.docx")
CLAUSE = "14"


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
    help="The folder for the two drafts and the pages.",
)
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of a failure.")
def command(output: Path) -> None:
    """Show the audit, the trace and the pages on two drafts of an invented negotiation.

    The Velm Valley Plan and everybody in it are made up. In draft 5, somebody changed clause 14 without showing it.
    """
    from travaux.cli import audit, authors, terminal, trace
    from travaux.papers.audited import audit_paper
    from travaux.text.citation import find

    out = terminal.console()
    last, new = _copied(output)
    terminal.say(
        out,
        f"Two drafts of an invented negotiation, the Velm Valley Plan, are now in {output}/. "
        "The commands below are those to type in that folder.",
    )
    audited = audit.found(last, new)
    _step(out, "1", "What changed without being shown?", f"travaux audit {last.name} {new.name}")
    audit.draw(out, audit_paper(audited))
    traced = trace.followed(files.versions([last, new], {}, ("all",)))
    _step(
        out,
        "2",
        f"Who put which words into clause {CLAUSE}?",
        f"travaux trace {last.name} {new.name} --clause {CLAUSE}",
    )
    authors.draw(out, traced.paper(find(traced.trace.draft, CLAUSE)[0]))
    compared = _compared(last, new)
    _step(out, "3", "The same as pages, each one file that works without a network", "")
    _pages(out, output, traced, audited, compared)
    _next(out, output, last, new)


def _copied(output: Path) -> tuple[Path, Path]:
    example = resources.files("travaux") / "example"
    for name in DRAFTS:
        files.write_bytes(output / name, (example / name).read_bytes())
    return output / DRAFTS[0], output / DRAFTS[1]


def _compared(last: Path, new: Path) -> Redline:
    from travaux.text.redline import compare

    return compare(files.draft(last), files.draft(new))


def _step(out: Console, number: str, question: str, typed: str) -> None:
    from travaux.cli import terminal

    out.print()
    out.rule(style="dim", characters="─")
    terminal.say(out, terminal.text((f"{number}. {question}", "bold cyan")))
    if typed:
        terminal.say(out, terminal.text(("$ ", "dim"), typed), 3)
        out.print()


def _pages(out: Console, output: Path, traced: Work, audited: Audit, compared: Redline) -> None:
    from travaux.cli import terminal
    from travaux.formats.html.page_audit import audit_page
    from travaux.formats.html.page_authorship import authorship_page
    from travaux.formats.html.page_redline import redline_page
    from travaux.papers.audited import audit_paper
    from travaux.papers.redline import redline_paper

    pages = (
        ("authorship.html", "the text, and whose words it is made of", authorship_page(traced.paper())),
        ("audit.html", "what draft 5 does not show, and what it does", audit_page(audit_paper(audited))),
        ("redline.html", "every change between the two, numbered", redline_page(redline_paper(compared))),
    )
    for name, _, page in pages:
        files.write(output / name, page)
    terminal.table(out, [[f"   {output / name}", told] for name, told, _ in pages])


def _next(out: Console, output: Path, last: Path, new: Path) -> None:
    from travaux.cli import terminal

    terminal.part(out, "Try next")
    terminal.table(
        out,
        [
            [f"   cd {output}", ""],
            [f"   travaux compare {last.name} {new.name}", "a redline in the terminal"],
            [f"   travaux brackets {new.name}", "what is still in brackets"],
            [f"   travaux trace {last.name} {new.name} --json", "an origin for every word"],
            ["   travaux trace --git REPO --path FILE", "the same over a git history"],
        ],
    )
