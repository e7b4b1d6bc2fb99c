"""`travaux witness`: a witness that a delegation runs for the logs of others (C2SP tlog-witness)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli import options

if TYPE_CHECKING:
    from travaux.secretariat.witnessing import WitnessKeeper

NAME = click.option("--name", required=True, metavar="NAME", help="What the witness is called: example.org/boria.")
KEY = click.option("--key", required=True, metavar="KEY", help="The witness's key, in your key ring.")
FILE = click.option(
    "--file",
    type=click.Path(path_type=Path),
    default=Path("witness.sqlite"),
    show_default=True,
    metavar="FILE",
    help="What the witness remembers: the largest checkpoint of each log.",
)


@click.group(
    "witness",
    epilog="Example:  travaux witness serve --name example.org/boria --key boria-witness",
    short_help="Be a witness to other people's logs.",
)
def command() -> None:
    """Be a witness: cosign the checkpoints of logs, if each holds all that was seen of it before.

    Delegations that distrust each other are each other's best witnesses: a log that shows them two histories is found
    out.
    """


@command.command(
    "add",
    epilog="Example:  travaux witness add KEY --name example.org/boria --key boria-witness",
    short_help="Take a log among those witnessed.",
)
@click.argument("log")
@NAME
@KEY
@FILE
@options.as_json
def add(log: str, name: str, key: str, file: Path, as_json: bool) -> int:
    """Witness a log, from now on, by its key."""
    from travaux.cli import terminal

    with _keeper(name, key, file) as keeper:
        keeper.know(log)
        if as_json:
            _object("witness/1", {"name": name, "key": keeper.key.to_text(), "log": log.partition("+")[0]})
            return 0
        out = terminal.console()
        terminal.verdict(out, f"{name} witnesses {log.partition('+')[0]} from now on.")
        terminal.how(out, [f"Its key, for policies: {keeper.key.to_text()}"])
    return 0


@command.command(
    "serve",
    epilog="Example:  travaux witness serve --name example.org/boria --key boria-witness --port 8787",
    short_help="Answer requests on this machine.",
)
@NAME
@KEY
@FILE
@click.option("--port", type=click.IntRange(0, 65535), default=8787, show_default=True, help="The port; 0 is any.")
@options.debugging
def serve(name: str, key: str, file: Path, port: int) -> int:
    """Answer requests to cosign, on this machine alone, until interrupted."""
    from travaux.secretariat.witnessing import server

    with _keeper(name, key, file) as keeper, server(keeper, port) as serving:
        click.echo(f"{name} answers at http://127.0.0.1:{serving.server_address[1]}", err=True)
        serving.serve_forever()
    return 0


@command.command(
    "sign",
    epilog="Example:  travaux witness sign request.txt --name example.org/boria --key boria-witness",
    short_help="Answer one request from a file.",
)
@click.argument("request", type=options.FILE)
@NAME
@KEY
@FILE
@options.as_json
def sign(request: Path, name: str, key: str, file: Path, as_json: bool) -> int:
    """Answer one request that came as a file (the body of add-checkpoint), and print the cosignature.

    Exits 3 where the witness refuses.
    """
    import sys

    from travaux.errors import Unreadable

    try:
        body = sys.stdin.buffer.read() if str(request) == "-" else request.read_bytes()
    except OSError as fault:
        raise Unreadable(f"cannot read it: {fault.strerror}", where=str(request)) from None
    with _keeper(name, key, file) as keeper:
        answer = keeper.add_checkpoint(body)
    if as_json:
        _object("cosigned/1", {"status": answer.status, "body": answer.body.decode()})
    else:
        click.echo(answer.body.decode(), nl=False, err=answer.status != 200)
    return 0 if answer.status == 200 else 3


def _object(shape: str, values: dict[str, object]) -> None:
    from travaux.cli.objects import head, printed

    click.echo(printed({**head(shape), **values}), nl=False)


def _keeper(name: str, key: str, file: Path) -> WitnessKeeper:
    from travaux.secretariat.home import Home
    from travaux.secretariat.witnessing import WitnessKeeper

    return WitnessKeeper(file, Home().key(key), name)
