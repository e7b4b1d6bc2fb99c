"""The examples that the package carries are those of the project, byte for byte."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize("inside", ["river"])
def test_the_package_carries_the_example(inside: str) -> None:
    carried = resources.files("travaux") / "example" / inside
    held = {each.name: each.read_bytes() for each in (EXAMPLES / "river-convention").iterdir() if each.suffix != ".md"}
    held |= {each.name: each.read_bytes() for each in (EXAMPLES / "river-convention").glob("draft-*.md")}
    assert held == {each.name: each.read_bytes() for each in carried.iterdir()}
