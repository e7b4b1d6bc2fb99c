"""`travaux disclose`: an answer in one file, with all it takes to check it; and who may see a private value."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from travaux.cli import desk, files, options

if TYPE_CHECKING:
    from travaux.claims.bundle import Bundle
    from travaux.secretariat.answering import Names
    from travaux.secretariat.records import Record
    from travaux.stores.addresses import Place


@click.command(
    "disclose",
    epilog='Example:  travaux disclose "boria approved most clauses" -o answer.bundle',
    short_help="Write a bundle: an answer, with all it takes to check it.",
)
@click.argument("claim")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The bundle to write.",
)
@click.option(
    "--names",
    type=click.Choice(["parties", "quoted", "all", "none"]),
    default="quoted",
    show_default=True,
    help="Which names to show: of parties; of persons too who are quoted on the record; all; or none. Who spoke so as "
    "not to be named is never shown.",
)
@click.option("--only", is_flag=True, help="Carry only the entries that bear on it; not where absence counts.")
@options.counting("Which clauses are counted.")
@options.recorded
@options.as_json
def command(
    claim: str, output: Path, names: Names, only: bool, counting: Literal["top", "leaf"], record: Place | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Answer a claim, and write the answer as a bundle that anybody can check offline.

    It holds the finding, the signed checkpoint, every entry up to it, the texts, and the names you choose to show; all
    other private values stay withheld. Whoever checks it needs the log's key, which you give them apart.
    """
    from travaux.claims import bundle
    from travaux.secretariat.answering import bundle_of

    with desk.opened(record) as opened:
        with desk.usage():
            made = bundle_of(opened, claim, names=names, only=only, counting=counting)
        content = bundle.write(made)
        files.write_bytes(output, content)
        if as_json:
            from travaux.cli.objects import printed
            from travaux.cli.record_objects import bundle_object

            click.echo(printed(bundle_object(opened, made, output, len(content))), nl=False)
        else:
            _told(opened, made, output, len(content))
    return 0


def _told(record: Record, made: Bundle, output: Path, size: int) -> None:
    from travaux.cli import terminal
    from travaux.cli.check import verdict
    from travaux.papers.finding import finding_paper

    out = terminal.console()
    verdict(out, finding_paper(made.finding))
    many = f"all {len(made.leaves)} entries" if made.whole else f"{len(made.leaves)} of {record.size} entries"
    out.print()
    terminal.say(
        out,
        f"{output} holds this finding, {many}, {len(made.drafts)} drafts and {len(made.disclosures)} private values "
        f"({max(1, size // 1000)} kB).",
    )
    terminal.how(out, ["Whoever checks it needs the log's key, from you and not from the bundle:"])
    click.echo(f"travaux verify {output.name} --key {record.key}")
