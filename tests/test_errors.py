from __future__ import annotations

import pickle

import pytest

from travaux.errors import LONGEST, Malformed, UnknownKey, within


def test_a_refusal_does_not_print_a_file_back() -> None:
    """What it quotes may be as long as whoever sent the file likes."""
    fault = Malformed("no key " + "m" * 10_000_000, where="w" * 10_000_000, advice="Give another")
    assert (fault.message[:9], fault.where[:3], fault.where[-3:]) == ("no key mm", "www", "www")
    assert len(str(fault)) < 2 * LONGEST + 30
    assert str(fault).endswith("m. Give another")
    assert len(str(UnknownKey("a checkpoint of " + "x" * 10_000_000))) == LONGEST


def test_a_long_place_keeps_both_ends() -> None:
    fault = Malformed("none", where="x" * LONGEST + ": line 7").inside("a.txt")
    assert (fault.where[:9], fault.where[-9:]) == ("a.txt: xx", "x: line 7")
    with pytest.raises(Malformed) as raised, within("b.zip"):
        raise fault
    assert (raised.value.where[:9], raised.value.where[-9:]) == ("b.zip: a.", "x: line 7")
    assert str(pickle.loads(pickle.dumps(fault))) == str(fault)
