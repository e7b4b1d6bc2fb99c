from __future__ import annotations

import pytest

from travaux.errors import Malformed
from travaux.stores.addresses import Address


@pytest.mark.parametrize("text", ["postgres://cl\udce9rk@host/talks#velm", "postgres://host/talks?record=\ud800"])
def test_what_a_terminal_could_not_read_is_no_address(text: str) -> None:
    """Bytes that are no UTF-8 reach a command as halves of surrogate pairs, which nothing else can write."""
    with pytest.raises(Malformed, match="not an address"):
        Address.from_text(text)


@pytest.mark.parametrize(
    "text",
    ["postgres:///talks?host=/run/postgresql#velm", "postgres://", "postgres://?host=/run", "postgres://a@b:1/c#d"],
)
def test_an_address_reads_back_whatever_it_leaves_to_the_server(text: str) -> None:
    """Without a host it is a socket's: the two slashes stay, or no driver would know it."""
    address = Address.from_text(text)
    assert (address.text, Address.from_text(address.text)) == (text, address)
    assert address.uri.startswith("postgresql://")
