"""Mutants: what is mutated, and what may live. To make them takes half an hour: `python -m bench.breaking.mutants`."""

from __future__ import annotations

import ast

import pytest
from bench.breaking.mutants import ROOMS, SURVIVORS, belongs, excused, fates_in, function_of, undecorated
from bench.tables import ROOT


def functions() -> set[str]:
    """The functions of all rooms, as the list of survivors names them."""
    found: set[str] = set()
    for room in ROOMS.values():
        for file in (file for pattern in room.sources for file in ROOT.glob(pattern)):
            module = ".".join(file.relative_to(ROOT / "src" / "travaux").with_suffix("").parts)
            for node in ast.parse(file.read_text("utf-8")).body:
                inner, outer = (node.body, f"{node.name}.") if isinstance(node, ast.ClassDef) else ([node], "")
                found |= {f"{module}.{outer}{each.name}" for each in inner if isinstance(each, ast.FunctionDef)}
    return found


def test_every_room_has_its_sources_and_its_tests() -> None:
    for room in ROOMS.values():
        assert all([*ROOT.glob(pattern)] for pattern in room.sources)
        assert all((ROOT / path).exists() for path in room.tests)


def test_what_may_live_is_of_one_room_and_of_a_function_that_is_there() -> None:
    known = functions()
    for line in excused(SURVIVORS.read_text("utf-8")):
        assert len([name for name, room in ROOMS.items() if belongs(line, room)]) == 1, line
        assert line.partition(":")[0] in known, line


def test_every_survivor_stands_under_a_reason() -> None:
    blocks = SURVIVORS.read_text("utf-8").split("\n\n")
    kinds = [block.startswith("    ") for block in blocks]
    assert kinds == [False, *[False, True] * ((len(blocks) - 1) // 2)]


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("travaux.canon.x_to_text__mutmut_3", "canon.to_text"),
        ("travaux.canon.x__walk__mutmut_12", "canon._walk"),
        ("travaux.log.note.xǁKeyǁfrom_text__mutmut_1", "log.note.Key.from_text"),
        ("travaux.log.leaf.xǁLeafǁ__post_init____mutmut_47", "log.leaf.Leaf.__post_init__"),
        ("travaux.log.policy.xǁ_Readerǁ_group__mutmut_2", "log.policy._Reader._group"),
    ],
)
def test_functions_are_named_as_in_the_source(name: str, function: str) -> None:
    assert function_of(name) == function


def test_what_became_of_each() -> None:
    told = "⠋ 2/2\n    travaux.canon.x_a__mutmut_1: killed\n    travaux.canon.x_a__mutmut_2: no tests\nDone\n"
    assert dict(fates_in(told)) == {"travaux.canon.x_a__mutmut_1": "killed", "travaux.canon.x_a__mutmut_2": "no tests"}


SOURCE = '''
from contextlib import contextmanager


@contextmanager
def within(place):
    yield place.upper()


class Key:
    @property
    def id(self):
        """Its id."""
        return 7

    @classmethod
    def of(cls):
        return cls()
'''


def test_properties_are_mutated_too() -> None:
    """mutmut passes over decorated functions; a property made by an assignment is the same property."""
    made = undecorated(SOURCE)
    assert "@property" not in made
    assert "@contextmanager" not in made
    assert "@classmethod" in made
    assert made.count("\n") == SOURCE.count("\n")
    names: dict[str, object] = {}
    exec(made, names)

    assert eval("Key.of().id", names) == 7
    assert eval("within('a').__enter__()", names) == "A"
