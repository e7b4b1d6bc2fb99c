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
from travaux.stores.addresses import Address, Place, place
from travaux.web import databases
from travaux.web.config import VARIABLE, Config


@click.command(
    "serve",
    epilog="Example:  travaux serve --demo",
    short_help="Open the desk in a browser: pages, API, live news.",
)
@click.argument("records", nargs=-1)
@click.option(
    "--store",
    metavar="ADDRESS",
    default="",
    help="A PostgreSQL database, postgres://…: RECORDS are names in it, and accounts are kept there.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="On which port.")
@click.option(
    "--fd",
    type=click.IntRange(3, 65535),
    metavar="NUMBER",
    help="On a socket that is open already, as systemd hands it over (3): nobody is refused while a desk is replaced.",
)
@click.option("--host", default="localhost", show_default=True, help="The name of the site in addresses.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="The folder for accounts.")
@click.option("--public", is_flag=True, help="Let anybody read what is visible to all.")
@click.option("--secure", is_flag=True, help="It is reached through TLS, by a proxy before it.")
@click.option("--demo", is_flag=True, help="Serve an invented negotiation, with five sign-ins that need no passkey.")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of a failure.")
def command(
    records: tuple[str, ...],
    store: str,
    port: int,
    fd: int | None,
    host: str,
    data: Path | None,
    public: bool,
    secure: bool,
    demo: bool,
) -> int:
    """Open the desk in a browser.

    RECORDS are files, or addresses (postgres://…#NAME). It listens to this machine alone (127.0.0.1). Accounts are kept
    apart from the records, in the folder --data; without one, in the operator's home; with --store, on that server.
    `travaux invite` makes a one-time link for somebody who is to have a seat.
    """
    if demo == bool(records):
        raise click.UsageError("Name a record, or --demo for the invented one.")
    with _demonstration(host, port) if demo else _desk(records, host, port, data, public, secure, store) as config:
        run(config, fd)
    return 0


@contextmanager
def _desk(
    records: Sequence[str], host: str, port: int, data: Path | None, public: bool, secure: bool, store: str
) -> Iterator[Config]:
    from travaux.secretariat.home import Home

    named = slugs(places(records, store))
    yield Config(
        records={slug: each.text if isinstance(each, Address) else str(each.resolve()) for slug, each in named.items()},
        store=store,
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


def places(records: Sequence[str], store: str = "") -> list[Place]:
    """Returns where some records are: names in a database where one is given, else files and addresses."""
    if store:
        database = Address.from_text(store)
        return [place(each) if "://" in each else database.of(each) for each in records]
    found = [place(each) for each in records]
    for each in found:
        if isinstance(each, Path) and not each.is_file():
            raise click.UsageError(f"There is no record at {each}.")
    return found


def slugs(records: Sequence[Place]) -> dict[str, Place]:
    """Returns records by the names that they have in addresses of pages, made from their own."""
    found: dict[str, Place] = {}
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

    if config.store:
        databases.make_schema(config.store)
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if config.demo:
        from travaux.web.demonstration import seat

        seat(config)


def run(config: Config, handed: int | None = None) -> None:
    """Serves a desk until it is told to stop; on the socket of that number, if one was handed over."""
    prepare(config)
    from travaux.web.running import serve

    serve(config, handed)
