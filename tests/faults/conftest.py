"""What tests of faults need of the machine: skipped, loudly, where it is not there, and failed where CI is true."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import pytest
from bench.breaking.filling import SmallDisk, small_disk


def missing(message: str) -> NoReturn:
    """Skips a test; fails it where CI is true."""
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A disk of a few megabytes."""
    with ExitStack() as ends:
        try:
            found = ends.enter_context(small_disk(tmp_path))
        except PermissionError as fault:
            missing(f"no small disk can be mounted here: {fault}")
        yield found


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder from which offices are filled."""
    return tmp_path_factory.mktemp("office") / "template"


@pytest.fixture(scope="module", autouse=True)
def unmeasured() -> Iterator[None]:
    """Programs whose disk is broken, or whose every opening is watched, write nothing for a measurement of coverage."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START"):
            patch.delenv(name, raising=False)
        yield
