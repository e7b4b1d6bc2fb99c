"""`travaux paper`: the papers that a secretariat makes by hand, made from the record, in any format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from travaux.cli import desk, files, options, outlets
from travaux.cli.outlets import Outlet
from travaux.errors import Unreadable

if TYPE_CHECKING:
    from travaux.papers.legend import Legend
    from travaux.stores.addresses import Place

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group(
    "paper",
    epilog="Example:  travaux paper matrix -o matrix.xlsx -o matrix.pdf",
    short_help="Make a paper: rolling text, matrix, redline, timeline…",
)
def command() -> None:
    """Make a paper from the record, and hand it out.

    Each paper is one value that every format holds whole: the same words in Word, PDF, a page, a sheet or a calendar.
    Without -o it is drawn here. What a viewer may not read is not in it; how many entries that are, it says.
    """


@dataclass(frozen=True)
class Asked:
    """What is asked of a record: as of which entry, on which day, for whose eyes; and where the paper goes."""

    at: int | None
    on: str | None
    viewer: str
    record: Place | None
    outlet: Outlet

    def give(self, kind: str, *, calendar: bool = False, **its: object) -> int:
        """Makes a paper of the record and hands it out; a value that it does not know is a matter of the command."""
        day = desk.day(self.on) if self.on else ""
        with desk.opened(self.record, self.viewer) as opened:
            desk.known_entry(opened, self.at)
            with desk.usage(), outlets.points_told():
                made = opened.paper(kind, at=self.at, day=day, **its)
            self.outlet.give(
                made, calendar=(lambda: opened.calendar(at=self.at, day=day)) if calendar else None,
                beside=desk.file(self.record),
            )  # fmt: skip
        return 0


def asking(function: Command) -> Command:
    """Adds what every paper of a record has: the entry as of which, the day, for whose eyes, the record; and -o."""

    @wraps(function)
    def inner(*, at: int | None, on: str | None, viewer: str, record: Place | None, outlet: Outlet, **rest: Any) -> int:
        return int(function(Asked(at, on, viewer, record, outlet), **rest))

    made = options.viewing(options.recorded(outlets.handing_out(inner)))
    made = click.option("--on", metavar="DATE", help="How deadlines and positions stand on this day; else today.")(made)
    return click.option("--at", type=int, metavar="N", help="What had been recorded when entry N was in.")(made)  # type: ignore[return-value]


@command.command(
    "rolling", epilog="Example:  travaux paper rolling --at 40 -o rolling.docx",
    short_help="The text with brackets, alternatives and attributions.",
)  # fmt: skip
@asking
def rolling(asked: Asked) -> int:
    """Hand out the rolling text: the text on the table with what is not agreed in brackets, and whose it is."""
    return asked.give("rolling")


@command.command(
    "clean", epilog="Example:  travaux paper clean -o agreed.docx", short_help="The text, where all of it is agreed."
)
@asking
def clean(asked: Asked) -> int:
    """Hand out the clean text. Refused where something is open, with the list of what that is, and for whom."""
    return asked.give("clean")


@command.command(
    "columns", epilog="Example:  travaux paper columns --by drafts -o columns.docx",
    short_help="A row a clause, a column a party or a draft.",
)  # fmt: skip
@click.option(
    "--by", type=click.Choice(["parties", "drafts"]), default="parties", show_default=True,
    help="A column for each party, or for each draft.",
)  # fmt: skip
@click.option(
    "--legend", default="plain", show_default=True, metavar="NAME|FILE",
    help="What the tones mean in this process: plain, assembly, two sides, four columns, or a YAML or JSON file.",
)  # fmt: skip
@asking
def columns(asked: Asked, by: str, legend: str) -> int:
    """Hand out the column document: clause by clause, what each party or draft says, and the text as it stands."""
    return asked.give("columns", by=by, legend=_legend(legend))


def _legend(given: str) -> Legend:
    """Returns a legend by its name, or out of a file."""
    from travaux.papers.legend import named, read

    path = Path(given)
    if not path.suffix:
        with desk.usage():
            return named(given)
    import yaml

    try:
        value = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise Unreadable(f"cannot read it as a legend: {' '.join(str(fault).split())}", where=given) from None
    return read(value, given)


@command.command(
    "consolidation", epilog="Example:  travaux paper consolidation -o sources.docx",
    short_help="What each clause was made from, and how.",
)  # fmt: skip
@asking
def consolidation(asked: Asked) -> int:
    """Hand out the consolidation table: for each clause its sources, who contributed, and how they were merged."""
    return asked.give("consolidation")


@command.command(
    "redline", epilog="Example:  travaux paper redline draft-4.docx draft-5.docx -o redline.docx",
    short_help="Between two drafts, two files, or a draft and a proposal.",
)  # fmt: skip
@click.argument("earlier", required=False)
@click.argument("later", required=False)
@click.option("--proposal", type=int, metavar="N", help="What the proposal of entry N would change.")
@click.option("--changed", is_flag=True, help="Only the paragraphs that changed, not the whole text.")
@click.option(
    "--tracked", is_flag=True,
    help="Write the text itself with Word's own tracked changes, to accept or reject: -o NAME.docx. Of a record, their "
    "authors are the parties and their dates those of the acts.",
)  # fmt: skip
@click.option(
    "--ignore", multiple=True, type=click.Choice(["numbering", "typography"]),
    help="Leave out changes of numbering only, or of quotation marks, dashes and spaces only; may be given twice.",
)  # fmt: skip
@asking
def redline(
    asked: Asked, earlier: str | None, later: str | None, proposal: int | None, changed: bool, tracked: bool,
    ignore: Sequence[str],
) -> int:  # fmt: skip
    """Hand out a redline: of two files, with no record at all; or of two drafts of the record, by number or title.

    Without EARLIER and LATER it is the draft on the table against the one that it was made from.
    """
    its = {"numbering": "numbering" not in ignore, "typography": "typography" not in ignore}
    paths = _two_files(earlier, later)
    if tracked:
        return _tracked(asked, paths, earlier or "", later or "", proposal)
    if paths:
        from travaux.papers.redlined import redlined
        from travaux.text.redline import compare

        found = compare(files.draft(paths[0]), files.draft(paths[1]), **its)
        asked.outlet.give(redlined(found, whole=not changed), beside=paths)
        return 0
    if proposal is not None and (earlier or later):
        raise click.UsageError("--proposal N names its draft itself: give no drafts beside it.")
    return asked.give("redline", earlier=earlier or "", later=later or "", proposal=proposal, whole=not changed, **its)


def _tracked(asked: Asked, paths: tuple[Path, Path] | None, earlier: str, later: str, proposal: int | None) -> int:
    """Writes a redline as a text with changes of its own, which whoever has it can accept or reject."""
    if paths:
        from travaux.papers.tracked import redlined

        asked.outlet.give_manuscript(redlined(files.draft(paths[0]), files.draft(paths[1])), beside=paths)
        return 0
    with desk.opened(asked.record, asked.viewer) as opened:
        desk.known_entry(opened, asked.at)
        with desk.usage():
            made = opened.tracked(earlier=earlier, later=later, proposal=proposal, at=asked.at)
        asked.outlet.give_manuscript(made, beside=desk.file(asked.record))
    return 0


@command.command(
    "matrix", epilog="Example:  travaux paper matrix --convention no-objection/1 -o matrix.xlsx",
    short_help="Parties by clauses; what is open, and for whom.",
)  # fmt: skip
@click.option("--forum", default="", metavar="FORUM", help="Only positions and conclusions in this forum.")
@click.option(
    "--convention", default="least-willing/1", show_default=True, metavar="NAME",
    help="How positions are counted: least-willing/1, no-objection/1 or reservation-opposes/1; it is printed.",
)  # fmt: skip
@options.counting("A row for each outermost clause, or for each with no clause in it.")
@asking
def matrix(asked: Asked, forum: str, convention: str, counting: str) -> int:
    """Hand out the agreement matrix: each party's position on each clause, exactly, and what is open for whom."""
    return asked.give("matrix", forum=forum, convention=convention, counting=counting)


@command.command(
    "timeline", epilog="Example:  travaux paper timeline --since 2019-03-10 -o timeline.svg -o timeline.ics",
    short_help="What happened, and when it was recorded.",
)  # fmt: skip
@click.option("--party", default="", metavar="PARTY", help="Only what this party did, and what is due from it.")
@click.option("--since", metavar="DATE", help="From this day.")
@click.option("--until", metavar="DATE", help="To this day.")
@asking
def timeline(asked: Asked, party: str, since: str | None, until: str | None) -> int:
    """Hand out the timeline: what happened and when it was entered, as two clocks; a chart, and its table.

    As .ics it is a calendar: deadlines, meetings as announced, and until when an acceptance waits to be confirmed.
    """
    first, last = desk.day(since) if since else "", desk.day(until) if until else ""
    return asked.give("timeline", calendar=True, party=party, since=first, until=last)


@command.command(
    "deadlines", epilog="Example:  travaux paper deadlines --on 2019-03-29 -o deadlines.docx -o deadlines.ics",
    short_help="What is due, and what became of it.",
)  # fmt: skip
@click.option("--party", default="", metavar="PARTY", help="Only what is due from this party.")
@asking
def deadlines(asked: Asked, party: str) -> int:
    """Hand out the deadlines: what is due from whom, the consequence as it was stated, and what became of it."""
    return asked.give("deadlines", calendar=True, party=party)


@command.command(
    "finding", epilog='Example:  travaux paper finding "boria approved most clauses" -o finding.pdf',
    short_help="A claim, held against the record.",
)  # fmt: skip
@click.argument("claim")
@options.counting("Which clauses are counted.")
@asking
def finding(asked: Asked, claim: str, counting: str) -> int:
    """Hand out the finding on a claim: the verdict, the entries for and against it, and what it rests on."""
    return asked.give("finding", claim=claim, counting=counting)


@command.command(
    "audit", epilog="Example:  travaux paper audit draft-4.docx draft-5.docx -o audit.docx",
    short_help="What a draft shows as changed, and what really did.",
)  # fmt: skip
@click.argument("last", required=False)
@click.argument("new", required=False)
@click.option("--settled", is_flag=True, help="Take the changes still pending in LAST as made.")
@click.option(
    "--ignore", multiple=True, type=click.Choice(["typography"]),
    help="Leave out changes of quotation marks, dashes and spaces only.",
)  # fmt: skip
@asking
def audit(asked: Asked, last: str | None, new: str | None, settled: bool, ignore: Sequence[str]) -> int:
    """Hand out an audit report: of two circulated files, with no record at all; or of two drafts of the record."""
    typography = "typography" not in ignore
    paths = _two_files(last, new)
    if paths:
        from travaux.cli.audit import found
        from travaux.papers.audit_report import audit_report
        from travaux.papers.audited import audit_paper

        audited = found(*paths, settled=settled, typography=typography)
        asked.outlet.give(audit_report(audit_paper(audited)), beside=paths)
        return 0
    return asked.give("audit", earlier=last or "", later=new or "", settled=settled or None, typography=typography)


@command.command(
    "life", epilog="Example:  travaux paper life 4.2 -o clause-4-2.pdf", short_help="One clause: every wording it had."
)
@click.argument("clause")
@click.option(
    "--draft", default="", metavar="DRAFT", help="As it is numbered in this draft; else in the one on the table."
)
@asking
def life(asked: Asked, clause: str, draft: str) -> int:
    """Hand out the life of a clause: who put its words there, who took others out, who agreed; then every wording."""
    return asked.give("life", clause=clause, draft=draft)


def _two_files(earlier: str | None, later: str | None) -> tuple[Path, Path] | None:
    """Returns two files where two are named; None where drafts of a record are meant.

    What looks like a file and is none is refused here: no draft of a record has a name that ends so.
    """
    named = [Path(each) for each in (earlier, later) if each]
    there = [path == files.STDIN or path.is_file() for path in named]
    if len(named) == 2 and all(there):
        files.page_beside(None, *named)
        return named[0], named[1]
    for path, found in zip(named, there, strict=True):
        if not found and path.suffix and not path.suffix[1:].isdigit():
            raise click.UsageError(f"There is no file {path}. Drafts of a record are named by number: 1, 2…")
    if any(there):
        raise click.UsageError("Name two files, or two drafts of a record.")
    return None
