"""The command line: what each command is called, and how Travaux ends.

Every command lives in the module of its noun and is imported when it is asked for, so that `travaux --help` answers at
once. The exit codes are a promise (`EXITS`), and a command
has no others:

    0 yes   1 no   2 usage   3 verification failed   4 cannot be decided   5 not permitted   6 locked
    7 unreadable input   8 storage   70 a defect of Travaux   130 interrupted
"""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from travaux import __version__, errors
from travaux.errors import TravauxError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Begin here": {
        "demo": "Show all this on an invented negotiation, in a few seconds.",
        "new": "Make a new record: one file, one negotiation, one log.",
        "status": "Say where the text stands: clauses, deadlines, parties.",
        "check": "Hold a claim against the record: entries for and against it.",
        "verify": "Check a bundle or a record, offline, trusting nobody.",
    },
    "Files, with no record at all": {
        "audit": "Say what changed without being shown since the last draft.",
        "compare": "Show what really changed between two drafts.",
        "trace": "Tell where every word of a draft came from.",
        "align": "Tell which clause of a draft is which of an earlier one.",
        "clauses": "Print the clauses of a draft.",
        "brackets": "List the brackets of a draft, and what is wrong with them.",
        "read": "Say what a report says was said, with every word's place.",
    },
    "Read a record": {
        "entries": "List the entries of a record.",
        "show": "Show one entry: who, when, which key, and what rules say.",
        "clause": "Tell the life of a clause: wordings, and what was done.",
    },
    "Hand out": {
        "paper": "Make a paper: rolling text, matrix, redline, timeline…",
        "comments": "Send out a form for comments; put what came back together.",
        "export": "Write the record, or a draft, in formats of others.",
    },
    "Enter: who, and by what right": {
        "party": "Say who takes part: admit, leave.",
        "accredit": "Enter by what right a delegation acts, and who is named.",
        "revoke": "End an accreditation, or some persons' part in it.",
        "key": "Make, import, enrol and retire the keys that sign entries.",
    },
    "Enter: texts": {
        "table": "Put a draft before the meeting.",
        "propose": "Propose an amendment to an exact wording.",
        "withdraw": "Withdraw a proposal, a draft, a position or a sponsorship.",
        "present": "Enter that a draft was presented to a principal.",
        "authenticate": "Enter that a text was initialled, authenticated or signed.",
        "correct": "Correct a wording from the beginning (a procès-verbal).",
        "concord": "Fix by hand which clause is which of an earlier draft.",
    },
    "Enter: positions": {
        "take": "Take a position: accept, reserve, object, none.",
        "confirm": "Confirm what was ad referendum, or without authority.",
        "reopen": "Reopen a decision or an acceptance, with the reason.",
        "decide": "Conclude, as the chair: agreed, adopted, rejected, deferred.",
        "link": "Offer terms in return for others.",
        "silence": "Open a silence procedure, or break it.",
        "seal": "Seal a note of your own, such as a red line, or open it.",
    },
    "Enter: meetings, time, what is said": {
        "convene": "Enter a meeting, as it was announced or as it was held.",
        "adjourn": "End a meeting, or put it off.",
        "deadline": "Set, extend, or end a deadline.",
        "state": "Enter what a source said, on which terms, and where.",
        "cover": "Vouch that the record is complete, for what and when.",
    },
    "In a browser": {
        "serve": "Open the desk in a browser: pages, API, live news.",
        "invite": "Make a one-time link for somebody who is to have a seat.",
    },
    "Keep it": {
        "act": "Enter many acts at once, all or none.",
        "void": "Void an act, with the reason; its entry stays.",
        "erase": "Erase a private value: the value goes, an entry says so.",
        "disclose": "Write a bundle: an answer, with all it takes to check it.",
        "backup": "Copy the record while it is in use, and check the copy.",
        "doctor": "Say how a record is: disk, guard, checks, keys, clocks.",
        "move": "Move a record to a server, or back into a file.",
        "log": "Print the checkpoint, prove an entry, write the log as tiles.",
        "witness": "Be a witness to other people's logs.",
    },
}
ELSEWHERE = "In a browser"
"""The commands of the web's room."""
NOUNS = {name: told for group in GROUPS.values() for name, told in group.items()}

YES, NO, USAGE, UNVERIFIED, UNDECIDED, FORBIDDEN, LOCKED, UNREADABLE, STORAGE = range(9)
DEFECT, INTERRUPTED = 70, 130
EXITS = {
    YES: "yes, or nothing was found",
    NO: "no: the claim is contradicted; the audit found changes that were not shown; with `compare --exit-code`, the "
    "drafts differ",
    USAGE: "the command was not understood, or names what is not there",
    UNVERIFIED: "verification failed: a proof, a signature or a digest does not hold, or the record is another history",
    UNDECIDED: "cannot be decided from this record: disputed, silent, outside coverage, or ambiguous",
    FORBIDDEN: "not permitted: for this viewer, by this key, or now",
    LOCKED: "locked: others are writing, and went on for too long",
    UNREADABLE: "an input could not be read, or was not safe to read; one line says what, where, and what to do",
    STORAGE: "storage: the record is damaged, its disk is full or failed, or an output could not be written",
    DEFECT: "a defect of Travaux itself",
    INTERRUPTED: "interrupted",
}
"""What each exit code says."""

_REFUSALS: Sequence[tuple[type[Exception], int]] = (
    (errors.ProofFailed, UNVERIFIED),
    (errors.Forked, UNVERIFIED),
    (errors.NotPermitted, FORBIDDEN),
    (errors.UnknownKey, FORBIDDEN),
    (errors.OutOfOrder, FORBIDDEN),
    (errors.Locked, LOCKED),
    (errors.StoreFailed, STORAGE),
    (errors.Malformed, UNREADABLE),
    (OSError, STORAGE),
)


class Nouns(click.Group):
    """The commands, each known by its name and one line until somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Returns the names in the order in which people need them."""
        return list(NOUNS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports the command's module, or returns None for a name nobody knows."""
        if cmd_name not in NOUNS:
            return None
        command = _elsewhere(cmd_name) or importlib.import_module(f"travaux.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Finds the command, or says which name comes nearest."""
        if args and not args[0].startswith("-") and args[0] not in NOUNS:
            import difflib

            near = difflib.get_close_matches(args[0], NOUNS, n=1)
            advice = f" Did you mean {near[0]}?" if near else " See travaux --help"
            ctx.fail(f"There is no command {args[0]!r}.{advice}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of commands without importing any of them."""
        widest = max(map(len, NOUNS))
        for title, group in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), told) for name, told in group.items()])


@click.command(
    cls=Nouns,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with:  travaux demo",
)
@click.version_option(__version__, prog_name="travaux", message="%(prog)s %(version)s")
def travaux() -> None:
    """The record of a negotiated text: whose words they are, who agreed, and whether what is said of it is borne out.

    Files may be Word documents, plain text, Markdown, HTML, PDF, Akoma Ntoso, or a MediaWiki export; what a file is, is
    found by looking into it. A record is one file, NAME.travaux: the only one in this folder, or --record FILE. With
    --json every command prints one object for programs.
    """


def _elsewhere(name: str) -> object | None:
    """Returns a command that lives in another room, such as the desk in a browser, or None where it lives here.

    The terminal knows no more of such a room than the name by which the package announces its command.
    """
    if name not in GROUPS[ELSEWHERE]:
        return None
    from importlib.metadata import entry_points

    (found,) = entry_points(group="travaux.commands", name=name)
    try:
        loaded: object = found.load()
    except ModuleNotFoundError as fault:
        if str(fault.name).startswith("travaux"):
            raise
        raise click.UsageError(
            f"travaux {name} needs more than the terminal does ({fault.name}): pip install 'travaux[web]'"
        ) from None
    return loaded


class _Outlet(io.FileIO):
    """Standard output whose reader may go away, as `head` does: what comes after is lost, and the answer still stands.

    Without it an audit that found nothing could end with code 1, which says the contrary.
    """

    lost = False

    def write(self, data: ReadableBuffer, /) -> int:
        """Writes bytes, or takes them as written where nobody reads any more, or where a failure was told already."""
        try:
            return memoryview(data).nbytes if self.lost else super().write(data)
        except OSError as fault:
            self.lost = True
            if not isinstance(fault, BrokenPipeError):
                raise
            return memoryview(data).nbytes


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command and ends the process with its exit code; no traceback unless `--debug` asks for one."""
    out = sys.stdout
    if isinstance(out, io.TextIOWrapper) and not out.isatty():
        raw = _Outlet(out.fileno(), "w", closefd=False)
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(raw), encoding=out.encoding)
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = travaux.main(given, prog_name="travaux", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except (TravauxError, OSError) as error:
        return _refuse(error, given, next((code for kind, code in _REFUSALS if isinstance(error, kind)), UNREADABLE))
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        defect = RuntimeError(
            f"this is a defect of Travaux ({told}). Run it again with --debug and report what it says"
        )
        return _refuse(error if "--debug" in given else defect, given, DEFECT)
    return code if isinstance(code, int) else 0


def _refuse(error: Exception, given: Sequence[str], code: int) -> int:
    if "--debug" in given:
        import traceback

        traceback.print_exception(error)
        return code
    from travaux.cli.terminal import harmless

    click.echo(f"travaux: {harmless(_told(error))}", err=True)
    return code


def _told(error: Exception) -> str:
    """Returns what is wrong with which file, without the number that the system gives it."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'the output'}: {error.strerror[:1].lower()}{error.strerror[1:]}"
    return str(error)


if __name__ == "__main__":
    main()
