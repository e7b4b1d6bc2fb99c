"""The command line: what each command is called, and how Travaux ends.

Every command lives in the module of its noun and is imported when it is asked for, so that `travaux --help` answers at
once. The exit codes are a promise:

    0    yes, or nothing was found
    1    no: the audit found changes that were not shown; with `compare --exit-code`, the drafts differ
    2    the command was not understood
    7    an input could not be read, or was not safe to read
    8    an output could not be written
    70   a defect of Travaux itself
    130  interrupted
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from travaux import __version__
from travaux.errors import TravauxError

NOUNS = {
    "audit": "Say what changed without being shown since the last draft.",
    "compare": "Show what really changed between two drafts.",
    "trace": "Tell where every word of a draft came from.",
    "align": "Tell which clause of a draft is which clause of an earlier one.",
    "clauses": "Print the clauses of a draft.",
    "brackets": "List the square brackets of a draft, and what is wrong with them.",
    "demo": "Show all this on two drafts of an invented negotiation.",
}
NO, USAGE, UNREADABLE, UNWRITTEN, DEFECT, INTERRUPTED = 1, 2, 7, 8, 70, 130


class Nouns(click.Group):
    """The commands, each known by its name and one line until somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Returns the names in the order in which people need them."""
        return list(NOUNS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports the command's module, or returns None for a name nobody knows."""
        if cmd_name not in NOUNS:
            return None
        module = importlib.import_module(f"travaux.cli.{cmd_name}")
        command = module.command
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
        with formatter.section("Commands"):
            formatter.write_dl(list(NOUNS.items()))


@click.command(
    cls=Nouns,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with:  travaux demo",
)
@click.version_option(__version__, prog_name="travaux", message="%(prog)s %(version)s")
def travaux() -> None:
    """What really changed in a negotiated text, what changed without being shown, and whose words they are.

    Files may be Word documents, plain text, Markdown, HTML, PDF, Akoma Ntoso, or a MediaWiki export; what a file is, is
    found by looking into it. With --json every command prints one object for programs.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command and ends the process with its exit code; no traceback unless `--debug` asks for one."""
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
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except TravauxError as error:
        return _refuse(error, given, UNREADABLE)
    except OSError as error:
        return _refuse(error, given, UNWRITTEN)
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        defect = RuntimeError(
            f"this is a defect of Travaux ({told}). Run it again with --debug and report what it says"
        )
        return _refuse(error if "--debug" in given else defect, given, DEFECT)
    return code if isinstance(code, int) else 0


def _refuse(error: Exception, given: Sequence[str], code: int) -> int:
    if "--debug" in given:
        raise error
    from travaux.cli.terminal import harmless

    click.echo(f"travaux: {harmless(str(error))}", err=True)
    return code


if __name__ == "__main__":
    main()
