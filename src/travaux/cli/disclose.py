"""`travaux disclose`: an answer in one file, with all it takes to check it; and who may see a private value."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from travaux.cli import desk, files, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.claims.bundle import Bundle
    from travaux.record.disclosures import Disclosure
    from travaux.record.entries import Entered
    from travaux.secretariat.records import Record


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
@click.option(
    "--counting",
    type=click.Choice(["top", "leaf"]),
    default="top",
    show_default=True,
    help="Which clauses are counted.",
)
@options.recorded
@options.as_json
def command(
    claim: str, output: Path, names: str, only: bool, counting: Literal["top", "leaf"], record: Path | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Answer a claim, and write the answer as a bundle that anybody can check offline.

    It holds the finding, the signed checkpoint, every entry up to it, the texts, and the names you choose to show; all
    other private values stay withheld. Whoever checks it needs the log's key, which you give them apart.
    """
    from travaux.claims import bundle

    with desk.opened(record) as opened:
        made = packed(opened, claim, names=names, only=only, counting=counting)
        content = bundle.write(made)
        files.write_bytes(output, content)
        if as_json:
            from travaux.cli.objects import printed
            from travaux.cli.record_objects import bundle_object

            click.echo(printed(bundle_object(opened, made, output, len(content))), nl=False)
        else:
            _told(opened, made, output, len(content))
    return 0


def packed(
    record: Record, claim: str, *, names: str = "quoted", only: bool = False, counting: Literal["top", "leaf"] = "top"
) -> Bundle:
    """Returns the bundle of the finding on a claim, as whoever sees only these names finds it."""
    from travaux.claims.check import check
    from travaux.claims.rework import pack
    from travaux.errors import NotPermitted
    from travaux.log.note import Key, Note
    from travaux.log.policy import Log, Policy
    from travaux.record.state import fold

    sealed = sum(each.entry.visible != "all" for each in record.entries) + record.hidden
    if sealed:
        raise NotPermitted(f"{sealed} entries are not visible to all, and a bundle of the whole log would show them")
    record.receipt(record.size - 1)  # the checkpoint has to cover the last entry
    shown = dict(_shown(record, names))
    entered = list(_entered(record, shown))
    with desk.usage():
        finding = check(claim, fold(entered), record.drafts, rules=record.rules, counting=counting)
    bearing = [each.entry for each in finding.bearing] + [each.entry for each in finding.coverage]
    return pack(
        finding,
        Note.from_text(record.checkpoint.encode()),
        {index: record.leaf(index) for index in range(record.size)},
        entered,
        drafts=record.drafts,
        disclosures=[(index, text.to_text()) for index, texts in shown.items() for text in texts],
        policy=Policy(logs=(Log(Key.from_text(record.key)),)).to_text(),
        only=bearing if only else None,
    )


def _shown(record: Record, names: str) -> Iterator[tuple[int, list[Disclosure]]]:
    """Yields the private values that are shown, by entry; never who spoke so as not to be named."""
    from travaux.record import acts
    from travaux.record.disclosures import Disclosure
    from travaux.record.terms import UNATTRIBUTED

    for each in record.entries:
        act = each.entry.act
        if isinstance(act, acts.State) and act.terms in UNATTRIBUTED:
            continue
        quoted = isinstance(act, acts.State) and act.terms == "on the record"
        party = isinstance(act, acts.Admit)
        if names == "all" or (names != "none" and party) or (names == "quoted" and quoted):
            texts = [Disclosure.from_text(text) for text in record.disclosures(each.index)]
            if texts:
                yield each.index, texts


def _entered(record: Record, shown: dict[int, list[Disclosure]]) -> Iterator[Entered]:
    """Yields the entries as whoever has the bundle reads them."""
    from dataclasses import replace

    from travaux.log.leaf import Leaf
    from travaux.record import acts
    from travaux.secretariat.door import read

    erased = {each.entry.act.digest: each.index for each in record.entries if isinstance(each.entry.act, acts.Erase)}
    for each in record.entries:
        values = {one.digest: one for one in shown.get(each.index, ())}
        entry = read(Leaf.from_text(record.leaf(each.index)), values, dict(erased))
        yield replace(each, entry=entry)


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
