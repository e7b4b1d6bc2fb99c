"""Maps and lists that never change: copies cost little and share nothing that could be written to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.record.tables import CHUNK, SMALL, Kept, Rows, Table


@given(st.lists(st.lists(st.tuples(st.integers(0, 40), st.integers()), max_size=12), max_size=8))
def test_a_table_is_a_map_in_the_order_of_first_keys(rounds: list[list[tuple[int, int]]]) -> None:
    table: Table[int, int] = Table()
    plain: dict[int, int] = {}
    for changes in rounds:
        before, said = table, dict(table)
        table = table.opened()
        for key, value in changes:
            table[key] = plain[key] = value
        table.closed()
        assert dict(before) == said
        assert (list(table.items()), len(table)) == (list(plain.items()), len(plain))


def test_a_large_table_keeps_what_it_had() -> None:
    table: Table[int, int] = Table()
    for start in range(0, 20 * SMALL, SMALL // 2):
        table = table.opened()
        for key in range(start, start + SMALL // 2):
            table[key] = -key
        table.closed()
    assert (len(table), table[7], table.get(-1), -1 in table) == (20 * SMALL, -7, None, False)


def test_a_closed_table_cannot_be_written_to() -> None:
    with pytest.raises(TypeError):
        Table({1: 2})[1] = 3
    with pytest.raises(TypeError):
        Table().opened().closed()[1] = 3


@given(st.lists(st.integers(), max_size=3 * CHUNK))
def test_rows_are_a_list(values: list[int]) -> None:
    rows: Rows[int] = Rows()
    for value in values:
        rows = rows.add(value)
    assert (list(rows), len(rows), list(reversed(rows))) == (values, len(values), values[::-1])
    assert (rows, hash(rows)) == (Rows(values), hash(Rows(values)))
    assert [rows[place] for place in range(-len(values), len(values))] == values * 2
    with pytest.raises(IndexError):
        rows[len(values)]


def test_a_table_that_was_kept_is_fetched_when_it_is_asked_for_and_grows() -> None:
    asked: list[int] = []

    def fetch(key: int) -> int:
        asked.append(key)
        return -key

    table = Table(Kept(range(8), fetch)).opened()
    for key in range(4, 4 + 2 * SMALL):
        table[key] = key
    table.closed()
    assert (table[2], table[4], list(table), len(table)) == (-2, 4, list(range(4 + 2 * SMALL)), 4 + 2 * SMALL)
    assert asked == [2]
    with pytest.raises(KeyError):
        table[99 * SMALL]


def test_rows_are_read_from_either_end_and_in_part() -> None:
    plain = list(range(2 * CHUNK + 3))
    rows = Rows(plain)
    assert list(reversed(rows)) == plain[::-1]
    assert (rows[1:4], rows[CHUNK - 1 : CHUNK + 1]) == ((1, 2, 3), (CHUNK - 1, CHUNK))
