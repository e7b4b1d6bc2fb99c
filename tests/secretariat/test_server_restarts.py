"""A record whose server loses its power while it is written to: receipts hold, and nothing stands twice."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest
from bench.breaking.servers import Server

from travaux.errors import StoreFailed
from travaux.record.acts import State
from travaux.record.terms import Source
from travaux.secretariat.desk import Receipt
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.verifying import verify
from travaux.stores.addresses import Address


def entered(address: Address, request: str) -> Receipt:
    """Enters a statement, and asks again under the same id until there is a receipt."""
    while True:
        with suppress(StoreFailed), open_record(address, viewer="depositary") as record:
            said = State(source=Source(kind="anonymous"), words=(request,))
            return record.enter(said, request=request)


@pytest.mark.parametrize("mode", ["immediate", "fast"])
def test_receipts_outlive_the_server(address: Address, server: Server, mode: str) -> None:
    new(address).close()
    receipts: dict[str, Receipt] = {}
    begun = threading.Event()

    def work(name: str) -> None:
        for number in range(12):
            receipts[f"{name} {number}"] = entered(address, f"{name} {number}")
            if number == 3:
                begun.set()

    threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    assert begun.wait(60)
    server.restart(mode)
    for thread in threads:
        thread.join()
    with open_record(address, viewer="depositary") as record:
        assert record.size == 1 + 24
        assert {at.index for at in receipts.values()} == set(range(1, 25))
        assert [at for at in receipts.values() if record.entry(at.index).hash != at.hash] == []
    assert verify(address).holds
