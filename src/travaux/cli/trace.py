"""`travaux trace`: where every word of a draft came from, and where every deleted word went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import files, options, trace_in_record

if TYPE_CHECKING:
    from travaux.papers.authorship import Authorship
    from travaux.stores.addresses import Place
    from travaux.text.clauses import Clause
    from travaux.text.history import Version
    from travaux.text.origins import Trace


# How many drafts are kept whole for the paper; a long history is known by its names and dates.
_KEPT = 60


@click.command(
    "trace",
    epilog="Example:  travaux trace draft-4.docx draft-5.docx --clause 14\n\nIn a record:  travaux trace 14",
    short_help="Tell where every word of a draft came from.",
)
@click.argument("drafts", nargs=-1, type=options.FILE, metavar="DRAFT...")
@click.option("--clause", metavar="CLAUSE", help='Only this clause of the last draft, such as 14 or "2.1(a)".')
@click.option(
    "--by",
    "authors",
    multiple=True,
    metavar="FILE=NAME",
    help="Say who made a draft: words new in FILE and not otherwise recorded are NAME's.",
)
@click.option("--git", type=click.Path(path_type=Path), metavar="REPO", help="Trace one file of a git history.")
@click.option("--path", "path", metavar="FILE", help="With --git: the file's path in the repository.")
@click.option("--revision", default="HEAD", show_default=True, help="With --git: the commit to end at.")
@click.option("--first-parent", is_flag=True, help="With --git: count a merge as one change by whoever merged.")
@options.accepting
@options.recorded
@options.as_html
@options.as_json
def command(
    drafts: Sequence[Path],
    clause: str | None,
    authors: Sequence[str],
    git: Path | None,
    path: str | None,
    revision: str,
    first_parent: bool,
    accept: Sequence[str],
    record: Place | None,
    html: Path | None,
    as_json: bool,
) -> None:
    """Tell where every word of the last draft came from: who put it there, in which draft, and how we know.

    Give the drafts oldest first. Tracked changes in a file tell their authors; between files, words are compared. The
    drafts may also be the history of one file in git (--git REPO --path FILE), or one MediaWiki export.

    In a record, a clause instead of files tells whose words it is made of, by party and entry: one name that is no file
    here is a clause of the record that --record, $TRAVAUX_RECORD or this folder gives.
    """
    if trace_in_record.meant(drafts, record):
        if html is not None or git is not None or authors or clause:
            raise click.UsageError("In a record, trace takes a clause, and no --html, --git, --by or --clause.")
        trace_in_record.tell(str(drafts[0]), record, as_json=as_json)
        return
    files.page_beside(html, *drafts)
    work = followed(_history(drafts, authors, git, path, revision, first_parent, accept))
    chosen = _clause(work.trace, clause)
    if as_json:
        from travaux.cli.objects import printed, trace_object

        keys = [version.key if git else place for place, version in enumerate(work.versions)]
        noted = [{**draft, "key": key} for draft, key in zip(work.noted, keys, strict=True)]
        click.echo(printed(trace_object(work.trace, noted, keys)), nl=False)
    else:
        from travaux.cli.authors import draw
        from travaux.cli.terminal import console

        draw(console(stderr=html == files.STDIN), work.paper(chosen), page=html)
    if html is not None:
        from travaux.formats.html.page_authorship import authorship_page

        files.write(html, authorship_page(work.paper(chosen)))


@dataclass(frozen=True)
class Work:
    """A trace and the versions it was made from: with their drafts where they are few, and each as an object."""

    trace: Trace
    versions: Sequence[Version]
    noted: Sequence[Mapping[str, object]]

    def paper(self, clause: Clause | None = None) -> Authorship:
        """Returns the paper of authorship of the trace, or of one clause."""
        from travaux.papers.authorship import authorship

        return authorship(self.trace, versions=self.versions, clause=clause)


def followed(history: Iterator[Version]) -> Work:
    """Traces a history, and keeps of its drafts what people will want to know of them."""
    from travaux.cli.objects import version_object
    from travaux.text.trace import trace

    kept: list[Version] = []
    noted: list[Mapping[str, object]] = []

    def passing() -> Iterator[Version]:
        for place, version in enumerate(history):
            noted.append(version_object(version, place))
            kept.append(version if place < _KEPT else replace(version, draft=Draft("", name=version.draft.name)))
            yield version

    from travaux.text.drafts import Draft

    with _progress() as progress:
        return Work(trace(passing(), progress=progress), kept, noted)


def _history(
    drafts: Sequence[Path],
    authors: Sequence[str],
    git: Path | None,
    path: str | None,
    revision: str,
    first_parent: bool,
    accept: Sequence[str],
) -> Iterator[Version]:
    if git is not None:
        if drafts or not path:
            raise click.UsageError("--git REPO takes --path FILE and no other drafts.")
        from travaux.formats import history

        return history(git, path, revision, first_parent=first_parent)
    if path or first_parent:
        raise click.UsageError("--path and --first-parent go with --git REPO.")
    if not drafts:
        raise click.UsageError("Give at least one draft, the oldest first, or --git REPO --path FILE.")
    return files.versions(drafts, _authors(authors, drafts), accept)


def _authors(given: Sequence[str], drafts: Sequence[Path]) -> dict[Path, str]:
    known = {str(draft): draft for draft in drafts} | {draft.name: draft for draft in drafts}
    found = {}
    for item in given:
        name, sign, author = item.partition("=")
        if not sign or not author:
            raise click.BadParameter(f"{item!r} is not FILE=NAME.", param_hint="--by")
        if name not in known:
            raise click.BadParameter(f"{name!r} is none of the drafts.", param_hint="--by")
        found[known[name]] = author
    return found


def _clause(trace: Trace, name: str | None) -> Clause | None:
    if name is None:
        return None
    from travaux.papers.counting import listed
    from travaux.papers.places import address
    from travaux.text.citation import NoSuchClause, find

    try:
        found = find(trace.draft, name)
    except NoSuchClause as error:
        raise click.BadParameter(f"{error}. See travaux clauses FILE", param_hint="--clause") from None
    if len(found) > 1:
        several = listed([address(clause) for clause in found], 8)
        raise click.BadParameter(f"{name!r} may mean {several}. Say which.", param_hint="--clause")
    return found[0]


@contextmanager
def _progress() -> Iterator[Callable[[int], None] | None]:
    import sys

    if not sys.stderr.isatty():
        yield None
        return
    from travaux.cli.terminal import console

    out = console(stderr=True)
    with out.status("Reading the first draft") as status:
        yield lambda done: status.update(f"Traced {done:,} draft{'s' if done != 1 else ''}")
