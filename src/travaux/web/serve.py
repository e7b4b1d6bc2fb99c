"""`travaux serve`: the desk in a browser, for one record or several, on this machine or behind a proxy."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from travaux.errors import Malformed
from travaux.web.config import VARIABLE, Config


@click.command(
    "serve",
    epilog="Example:  travaux serve --demo",
    short_help="Open the desk in a browser: pages, API, live news.",
)
@click.argument("records", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="On which port.")
@click.option("--host", default="localhost", show_default=True, help="The name of the site in addresses.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="The folder for accounts.")
@click.option("--public", is_flag=True, help="Let anybody read what is visible to all.")
@click.option("--secure", is_flag=True, help="It is reached through TLS, by a proxy before it.")
@click.option("--demo", is_flag=True, help="Serve an invented negotiation, with five sign-ins that need no passkey.")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of a failure.")
def command(
    records: tuple[Path, ...], port: int, host: str, data: Path | None, public: bool, secure: bool, demo: bool
) -> int:
    """Open the desk in a browser.

    It listens to this machine alone (127.0.0.1). Accounts are kept apart from the records, in the folder --data;
    without one, in the operator's home. `travaux invite` makes a one-time link for somebody who is to have a seat.
    """
    if demo == bool(records):
        raise click.UsageError("Name a record, or --demo for the invented one.")
    with _demonstration(host, port) if demo else _desk(records, host, port, data, public, secure) as config:
        run(config)
    return 0


@contextmanager
def _desk(
    records: Sequence[Path], host: str, port: int, data: Path | None, public: bool, secure: bool
) -> Iterator[Config]:
    from travaux.secretariat.home import Home

    named = slugs(records)
    yield Config(
        records={slug: str(path.resolve()) for slug, path in named.items()},
        data=str((data or Home().path / "desk").resolve()),
        host=host,
        port=port,
        secure=secure,
        public=tuple(named) if public else (),
    )


@contextmanager
def _demonstration(host: str, port: int) -> Iterator[Config]:
    from travaux.web.demonstration import build

    folder = Path(tempfile.mkdtemp(prefix="travaux-desk-"))
    try:
        yield build(folder, host, port)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def slugs(records: Sequence[Path]) -> dict[str, Path]:
    """Returns records by the names that they have in addresses, made from their files' names."""
    found: dict[str, Path] = {}
    for path in records:
        name = "".join(c if c.isascii() and c.isalnum() else "-" for c in path.stem.lower()).strip("-") or "record"
        if name in found:
            raise Malformed("two records would have the same address", where=f"{found[name]} and {path}")
        found[name] = path
    return found


def prepare(config: Config) -> None:
    """Makes a desk ready in this process: its settings, its database of accounts, its members where it is a demo."""
    path = Path(config.data) / "desk.json"
    config.write(path)
    os.environ[VARIABLE] = str(path)
    os.environ["DJANGO_SETTINGS_MODULE"] = "travaux.web.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if config.demo:
        from travaux.web.demonstration import seat

        seat(config)


def run(config: Config) -> None:
    """Serves a desk until it is told to stop."""
    import uvicorn

    prepare(config)
    click.echo(f"The desk is open at {config.origin}/  (Ctrl+C closes it)", err=True)
    uvicorn.run(
        "travaux.web.asgi:application",
        host="127.0.0.1",
        port=config.port,
        log_level="warning",
        lifespan="on",
        server_header=False,
        proxy_headers=config.secure,
        timeout_graceful_shutdown=3,
    )
