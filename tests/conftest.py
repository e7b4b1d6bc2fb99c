"""What every test may lean on: the real drafts and a real browser, where they are, and silence where they are not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bench.breaking.servers import Server, programs
from hypothesis import settings

from travaux.stores.addresses import Address

ROOT = Path(__file__).resolve().parent.parent
# No law asserts a time: a busy machine is no counterexample. Where a change is judged, all runs try the same examples.
settings.register_profile("travaux", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("travaux")
CORPUS = Path(os.environ.get("TRAVAUX_CORPUS", ROOT.parent / "shared" / "data"))

CHROMIUM = Path(os.environ.get("TRAVAUX_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real drafts: skipped, loudly, where it is absent; a failure when CI is true."""
    if not CORPUS.is_dir():
        message = f"no real drafts at {CORPUS}: set TRAVAUX_CORPUS"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return CORPUS


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium: tests skip, loudly, where it is absent, and fail where CI is true."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install 'travaux[test]'")
    if not CHROMIUM.is_file():
        message = f"no browser at {CHROMIUM}: set TRAVAUX_CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), headless=True, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of its own: skipped, loudly, where none is installed; a failure when CI is true."""
    found = programs()
    if found is None:
        message = "no PostgreSQL in /usr/lib/postgresql: apt-get install postgresql"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    made = Server(found)
    yield made
    made.stop()


@pytest.fixture
def address(server: Server) -> Address:
    """The address of a record on the server that is not there yet."""
    return server.record()
