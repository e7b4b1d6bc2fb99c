"""`travaux trace`: where every word of a draft came from, and where every deleted word went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import files, options, trace_in_record
from travaux.cli.corpus import Crew, told
from travaux.cli.following import followed

if TYPE_CHECKING:
    from travaux.stores.addresses import Place
    from travaux.text.clauses import Clause
    from travaux.text.history import Version
    from travaux.text.origins import Trace


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
@click.option(
    "--corpus",
    type=click.Path(path_type=Path, exists=True),
    metavar="DIR|LIST",
    help="Trace many texts, each by itself: a folder with a text a name, or a list with a text a line.",
)
@click.option("--workers", type=click.IntRange(1), metavar="N", help="With --corpus: so many at once; else one a core.")
@click.option(
    "--memory", type=click.IntRange(1), metavar="MB", help="With --corpus: what each worker may use, beyond its start."
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="With --corpus: by the workers of a Dask cluster, tcp://HOST:PORT or a scheduler file.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="With --corpus: write each trace into DIR; what is there for the same drafts is not done again.",
)
@click.option("--jsonl", "as_lines", is_flag=True, help="With --corpus: print one JSON object a text.")
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
    corpus: Path | None,
    workers: int | None,
    memory: int | None,
    cluster: str | None,
    output: Path | None,
    as_lines: bool,
    accept: Sequence[str],
    record: Place | None,
    html: Path | None,
    as_json: bool,
) -> int:
    """Tell where every word of the last draft came from: who put it there, in which draft, and how we know.

    Give the drafts oldest first. Tracked changes in a file tell their authors; between files, words are compared. The
    drafts may also be the history of one file in git (--git REPO --path FILE), or one MediaWiki export.

    In a record, a clause instead of files tells whose words it is made of, by party and entry: one name that is no file
    here is a clause of the record that --record, $TRAVAUX_RECORD or this folder gives.

    With --corpus every text has its line; a text that cannot be read stops no other, and the exit code is then 7.
    """
    if corpus is not None:
        if drafts or git or authors or clause or record or html or as_json:
            raise click.UsageError(
                "--corpus takes no drafts, and no --git, --by, --clause, --record, --html or --json."
            )
        if cluster and workers:
            raise click.UsageError("A cluster has its own workers: no --workers with --cluster.")
        return told(corpus, Crew(workers or 0, memory or 0, cluster or ""), accept, output, as_lines=as_lines)
    if workers or memory or cluster or output or as_lines:
        raise click.UsageError("--workers, --memory, --cluster, --output and --jsonl go with --corpus.")
    if trace_in_record.meant(drafts, record):
        if html is not None or git is not None or authors or clause:
            raise click.UsageError("In a record, trace takes a clause, and no --html, --git, --by or --clause.")
        trace_in_record.tell(str(drafts[0]), record, as_json=as_json)
        return 0
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
    return 0


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
