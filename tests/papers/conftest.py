"""A record with everything that a paper can tell, played once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.papers.river import played

from travaux.secretariat.records import Record


@pytest.fixture(scope="session")
def river(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The waters of the Orn, open for the depositary."""
    with played(tmp_path_factory.mktemp("river")) as made:
        yield made
