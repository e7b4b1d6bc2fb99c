"""`travaux audit`: what changed without being shown since the last circulated draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import files, options, outlets

if TYPE_CHECKING:
    from rich.console import Console

    from travaux.papers.audited import AuditPaper, Exhibit
    from travaux.text.audit import Audit


@click.command(
    "audit",
    epilog="Example:  travaux audit draft-4.docx draft-5.docx",
    short_help="Say what changed without being shown since the last draft.",
)
@click.argument("last", type=options.FILE)
@click.argument("new", type=options.FILE)
@click.option("--settled", is_flag=True, help="Take the changes still pending in LAST as made.")
@click.option(
    "--ignore",
    multiple=True,
    type=click.Choice(["typography"]),
    help="Leave out changes of quotation marks, dashes and spaces only.",
)
@outlets.writing
@options.as_html
@options.as_json
def command(
    last: Path, new: Path, settled: bool, ignore: Sequence[str], output: Sequence[Path], html: Path | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Say what changed without being shown.

    LAST is the draft that was circulated last, NEW the draft circulated now. What NEW shows as changed (tracked
    changes; yellow, underline, strike-through, brackets) is set against what really changed. A tracked change of LAST
    may stay as it is; accepted or refused without a word, it is a change that is not shown, but for --settled.

    Exits 1 where anything changed without being shown, else 0.
    """
    files.page_beside(html, last, new)
    audited = found(last, new, settled=settled, typography="typography" not in ignore)
    if as_json:
        from travaux.cli.objects import audit_object, printed

        click.echo(printed(audit_object(audited)), nl=False)
    else:
        from travaux.cli.terminal import console
        from travaux.papers.audited import audit_paper

        draw(console(stderr=html == files.STDIN), audit_paper(audited))
    if html is not None:
        from travaux.formats.html.page_audit import audit_page
        from travaux.papers.audited import audit_paper

        files.write(html, audit_page(audit_paper(audited)))
    if output:
        from travaux.papers.audit_report import audit_report
        from travaux.papers.audited import audit_paper

        outlets.Outlet(output).write(audit_report(audit_paper(audited)), beside=(last, new))
    return 1 if audited.undeclared else 0


def found(last: Path, new: Path, *, settled: bool = False, typography: bool = True) -> Audit:
    """Returns the audit of two files, its drafts named as the files are."""
    from travaux.text.audit import audit

    audited = audit(files.manuscript(last), files.manuscript(new), settled=settled, typography=typography)
    return replace(
        audited,
        last=replace(audited.last, name=files.shown_name(last)),
        new=replace(audited.new, name=files.shown_name(new)),
    )


def draw(out: Console, paper: AuditPaper) -> None:
    """Prints an audit: the verdict, what was not shown, what was, and how it was found."""
    from travaux.cli import terminal

    terminal.verdict(out, paper.verdict, good=not paper.undeclared)
    terminal.say(out, paper.shown)
    for title, exhibits in (("Not shown", paper.undeclared), ("Shown", paper.declared)):
        if exhibits:
            terminal.part(out, title)
            for each in exhibits:
                exhibit(out, each)
    terminal.how(out, paper.how)


def exhibit(out: Console, exhibit: Exhibit) -> None:
    """Prints one change with the words around it."""
    from travaux.cli import terminal

    terminal.clause_head(out, exhibit.place, exhibit.heading)
    changed: list[tuple[str, str] | str] = [
        *([terminal.taken_out(exhibit.old)] if exhibit.old else []),
        *([" "] if exhibit.old and exhibit.new else []),
        *([terminal.put_in(exhibit.new)] if exhibit.new else []),
    ]
    terminal.say(out, terminal.text(exhibit.before, *changed, exhibit.after), 4)
    terminal.say(out, terminal.text((exhibit.note, "dim")), 4)
