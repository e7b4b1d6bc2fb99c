"""A desk that is replaced while people visit it: nobody meets a failure, no entry is lost, all is let go of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.breaking.desks import Desk
from bench.breaking.soak import missing, replaced
from bench.breaking.visitors import Day


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, grown=20)
    yield made
    made.close()


def test_a_desk_is_replaced_under_load(desk: Desk) -> None:
    day = Day(desk.port, pace=0.04)
    first = desk.now
    took = replaced(desk, day, 8, [True, False], between=1)
    held = desk.now.held()
    desk.now.stop()
    assert day.wrong == []
    assert desk.said() == ""
    assert desk.now is not first
    assert len(took) == 2
    assert held.threads < 20
    assert len(day.entered) > 2
    assert len(day.news) > 0
    assert missing(desk.config, day) == []
