"""A desk for tests: the invented negotiation, its members, and a client for each of them."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from travaux.web.config import Config

HOST = "localhost:8000"


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Config]:
    """The demonstration's desk, ready in this process: one record, four members, the public."""
    from travaux.web import demonstration, serve

    # A browser that is open in this process has a loop running, before which Django would refuse to touch its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    folder: Path = tmp_path_factory.mktemp("desk")
    config = demonstration.build(folder)
    serve.prepare(config)
    yield config
    from travaux.web import gate

    gate.close()
    os.environ.pop("TRAVAUX_DESK", None)


@pytest.fixture
def client(desk: Config) -> Callable[[str], Client]:
    """Returns a function from a role ("boria", "secretariat", "public") to a client that sits there."""
    from django.test import Client

    def seated(role: str = "public") -> Client:
        made = Client(headers={"host": HOST})
        if role != "public":
            assert made.post(f"/demo/{role}").status_code == 302
        return made

    return seated


@pytest.fixture(scope="session")
def served(desk: Config) -> Iterator[str]:
    """The same desk on a port of this machine, for browsers: its address."""
    import uvicorn

    from travaux.web.asgi import application

    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(application, log_level="warning", lifespan="on", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://localhost:{door.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
