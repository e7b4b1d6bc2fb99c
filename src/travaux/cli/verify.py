"""`travaux verify`: a bundle or a whole record, checked offline, trusting nobody."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import options

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from travaux.claims import bundle
    from travaux.log.policy import Policy
    from travaux.secretariat.verifying import Report
    from travaux.stores.addresses import Place

_ARCHIVE = b"PK\x03\x04"
"""With these bytes every bundle begins, one that was tampered with too: such a one is read, and does not hold."""

MARK = {
    "passed": ("✓", "green"),
    "failed": ("✕", "bold red"),
    "left out": ("–", "dim"),
    "holds": ("✓", "green"),
    "fails": ("✕", "bold red"),
}


@click.command(
    "verify",
    epilog="Example:  travaux verify answer.bundle --key KEY",
    short_help="Check a bundle or a record, offline, trusting nobody.",
)
@click.argument("file", type=options.PLACE)
@click.option("--key", default="", metavar="KEY", help="The log's key, as its depositary gave it to you.")
@click.option(
    "--policy",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The logs and witnesses you believe (C2SP policy).",
)
@click.option("--signer", multiple=True, metavar="ID=KEY", help="A party's or person's public key that you know.")
@click.option("--site", multiple=True, metavar="URL", help="A site where passkeys may be used, as you know it.")
@click.option("--own-word", is_flag=True, help="Believe the key that the bundle itself names; shows little.")
@options.as_json
def command(
    file: Place, key: str, policy: Path | None, signer: Sequence[str], site: Sequence[str], own_word: bool,
    as_json: bool,
) -> int:  # fmt: skip
    """Check a bundle, or a whole record, in a file or on a server. Nothing is sent anywhere else.

    Every statement is answered by itself; what was not proved is listed too. The log's key has to come from its
    depositary, never from the file: give it with --key or --policy, unless this log was seen on this machine before.

    Exits 0 where everything holds, 3 where something does not, 7 where FILE is neither a bundle nor a record.
    """
    from travaux.errors import Unreadable
    from travaux.stores.connecting import is_record

    if not isinstance(file, Path):
        return _record(file, key, policy, site, as_json)
    try:
        with file.open("rb") as stream:
            start = stream.read(100)
    except OSError as fault:
        raise Unreadable(f"cannot read it: {fault.strerror}", where=str(file)) from None
    if is_record(start):
        return _record(file, key, policy, site, as_json)
    if not start.startswith(_ARCHIVE):
        advice = "Give the file as it was handed to you, such as answer.bundle or NAME.travaux"
        raise Unreadable("it is neither a bundle nor a record", where=str(file), advice=advice)
    data = file.read_bytes()
    return _bundle(checked(data, _believed(data, key, policy, own_word), signer, site), as_json)


def _record(file: Place, key: str, policy: Path | None, site: Sequence[str], as_json: bool) -> int:
    from travaux.secretariat.verifying import verify

    report = verify(file, key=key_text(key), policy=_text(policy) if policy else "", sites=site)
    if as_json:
        from travaux.cli.objects import printed
        from travaux.cli.record_objects import verified_object

        click.echo(printed(verified_object(report)), nl=False)
    else:
        from travaux.cli.terminal import console

        draw_record(console(), report)
    return 0 if report.holds else 3


def _bundle(report: bundle.Report, as_json: bool) -> int:
    if as_json:
        from travaux.cli.objects import printed
        from travaux.cli.record_objects import checked_object

        click.echo(printed(checked_object(report)), nl=False)
    else:
        from travaux.cli.terminal import console

        draw_bundle(console(), report)
    return 0 if report.holds else 3


def checked(data: bytes, policy: Policy, signer: Sequence[str] = (), sites: Sequence[str] = ()) -> bundle.Report:
    """Returns what holds in a bundle, believing the logs of a policy, and passkeys that were used at these sites."""
    from travaux.claims import bundle
    from travaux.claims.rework import rework
    from travaux.keys.check import check, check_ed25519

    known = []
    for each in signer:
        owner, sign, line = each.partition("=")
        if not sign:
            raise click.BadParameter(f"{each!r} is not ID=KEY.", param_hint="--signer")
        known.append((owner, line))
    pins = bundle.Pins(policy=policy, keys=tuple(known))

    def signed(message: bytes, blob: bytes) -> str:
        return check(message, blob, origins=sites).key.to_text()

    return bundle.verify(data, pins, signed, check_ed25519, rework)


def _believed(data: bytes, key: str, policy: Path | None, own_word: bool) -> Policy:
    """Returns whom to believe: as given, else the log as it was seen on this machine, never the bundle unless asked."""
    from travaux.claims import bundle
    from travaux.errors import Malformed
    from travaux.log.checkpoint import Checkpoint
    from travaux.log.note import Key, text_of
    from travaux.log.policy import Log, Policy
    from travaux.secretariat.home import Home

    if policy is not None:
        return Policy.from_text(_text(policy).encode())
    if key:
        return Policy(logs=(Log(Key.from_text(key_text(key))),))
    try:
        inside = bundle.read(data)
        origin = Checkpoint.from_text(text_of(inside.checkpoint)).origin
    except Malformed:
        return Policy()
    if own_word:
        return Policy.from_text(inside.policy)
    seen = Home().guard(origin).read()
    if seen is None:
        raise click.UsageError(
            f"Whose log is {origin}? Give its key, as its depositary gave it to you: --key KEY. "
            "The bundle's own word for it would show little: --own-word"
        )
    return Policy(logs=(Log(seen.key),))


def key_text(given: str) -> str:
    """Returns a key as it was given: itself, or a file that has it."""
    path = Path(given)
    return _text(path).strip() if given and "+" not in given and path.is_file() else given


def _text(path: Path) -> str:
    from travaux.errors import Unreadable

    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise Unreadable(f"cannot read it: {fault}", where=str(path)) from None


def draw_steps(out: Console, report: bundle.Report, *, failed_only: bool = False) -> None:
    """Prints whether a bundle holds, and every statement that was checked, or only those that fail."""
    from travaux.cli import terminal

    if report.holds and report.finding:
        said = f"The bundle holds. “{report.finding.says}” is {report.finding.verdict}."
        terminal.verdict(out, said, good=True)
    else:
        terminal.verdict(out, "The bundle does not hold. Do not rely on it.", good=False)
    steps = [step for step in report.steps if step.answer == "failed" or not failed_only]
    out.print()
    _rows(out, [(step.answer, step.says, step.why) for step in steps])


def draw_bundle(out: Console, report: bundle.Report) -> None:
    """Prints what holds in a bundle, statement by statement, and what was not proved."""
    from travaux.cli import terminal

    draw_steps(out, report)
    terminal.part(out, "What these checks do not show")
    terminal.table(out, [["–", f"{each}."] for each in report.not_proved])
    if report.origin:
        root = " ".join(report.root[at : at + 4] for at in range(0, 16, 4))
        terminal.how(out, [f"Log {report.origin}, {report.size} entries, root {root}."])


def draw_record(out: Console, report: Report) -> None:
    """Prints what holds in a record."""
    from travaux.cli import terminal
    from travaux.papers.counting import counted

    entries = counted(report.size, "entry", "entries")
    good = f"{report.name} holds: {entries}, as {'it was' if report.size == 1 else 'they were'} entered."
    terminal.verdict(out, good if report.holds else f"{report.name} does not hold.", good=report.holds)
    out.print()
    _rows(
        out, [(each.answer, each.says, "; ".join(each.faults)) for each in report.checks if each.answer != "not proved"]
    )
    terminal.part(out, "What this does not show")
    terminal.table(out, [["–", f"{each.says}."] for each in report.not_proved])
    terminal.how(out, [f"Log {report.origin}, {report.size} entries, root {report.root}."])


def _rows(out: Console, rows: Sequence[tuple[str, str, str]]) -> None:
    from travaux.cli import terminal

    shown: list[list[Text | str]] = []
    for answer, says, why in rows:
        mark, style = MARK[answer]
        word = {"passed": "holds", "failed": "fails"}.get(answer, answer)
        shown.append([terminal.text((f"{mark} {word}", style)), f"{says}{f': {why}' if why else ''}."])
    terminal.table(out, shown)
