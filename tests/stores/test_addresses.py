from __future__ import annotations

import pytest

from travaux.errors import Malformed
from travaux.stores.addresses import Address


@pytest.mark.parametrize("text", ["postgres://cl\udce9rk@host/talks#velm", "postgres://host/talks?record=\ud800"])
def test_what_a_terminal_could_not_read_is_no_address(text: str) -> None:
    """Bytes that are no UTF-8 reach a command as halves of surrogate pairs, which nothing else can write."""
    with pytest.raises(Malformed, match="not an address"):
        Address.from_text(text)
