"""One honest record, made once; every attack gets a copy of it, and the homes of the depositary and of a stranger."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.attacks import forging
from tests.attacks.forging import Accord


@pytest.fixture(scope="session")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Accord:
    """The record as it was kept: only to be copied."""
    return forging.make(tmp_path_factory.mktemp("honest"))


@pytest.fixture
def accord(honest: Accord, tmp_path: Path) -> Accord:
    """A copy of the record and of the depositary's home, for one attack."""
    shutil.copy(honest.path, tmp_path / honest.path.name)
    shutil.copytree(honest.home, tmp_path / "home")
    return replace(
        honest, path=tmp_path / honest.path.name, home=tmp_path / "home", stranger=tmp_path / "elsewhere"
    )  # fmt: skip
