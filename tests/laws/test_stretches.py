from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.text.trace import stretches as module
from travaux.text.trace.stretches import stretches

TEXTS = st.text(alphabet="ab\n", max_size=60)


@pytest.mark.parametrize("short", [2_000, 4])
@given(TEXTS, TEXTS)
def test_all_that_lies_between_stretches_is_equal(short: int, a: str, b: str) -> None:
    with mock.patch.multiple(module, _SHORT=short, _PROBES=(1, 3), _ANCHOR=2, _GRAIN=1):
        a_at = b_at = 0
        for stretch in stretches(a, b):
            assert f"{a}\n"[a_at : stretch.a] == f"{b}\n"[b_at : stretch.b]
            for text, start, end in ((a, stretch.a, stretch.a_end), (b, stretch.b, stretch.b_end)):
                assert all(place == 0 or f"{text}\n"[place - 1] == "\n" for place in (start, end))
            a_at, b_at = stretch.a_end, stretch.b_end
        assert f"{a}\n"[a_at:] == f"{b}\n"[b_at:]
