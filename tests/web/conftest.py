"""A desk for tests: the invented negotiation, its members, and a client for each of them."""

from __future__ import annotations

import os
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
