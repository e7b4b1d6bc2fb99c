"""A writer for tests that stop it, or its server: enters leaves under ids of its own, and says each when it is kept.

    python writer.py ADDRESS NAME COUNT

It asks again, under the same id, until it is told, as a client does whose answer was lost.
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress

from travaux.errors import StoreFailed
from travaux.stores.addresses import Address
from travaux.stores.postgres import PostgresStore
from travaux.stores.store import Addition


def main(address: str, name: str, count: int) -> None:
    """Enters so many leaves."""
    store: PostgresStore | None = None
    number = 0
    while number < count:
        try:
            store = store or PostgresStore(Address.from_text(address))
            print(f"{name} {number} {entered(store, name, number)}", flush=True)
            number += 1
        except StoreFailed as fault:
            print(f"! {fault}", file=sys.stderr, flush=True)
            with suppress(StoreFailed, AttributeError):
                store.close()  # type: ignore[union-attr]
            store = None
            time.sleep(0.05)


def entered(store: PostgresStore, name: str, number: int) -> int:
    """Enters a leaf once, and returns its index."""
    request = f"{name} {number}"
    with store.turn():
        known = store.request(request)
        if known is not None:
            return known[0]
        with store.writing():
            at = store.append([Addition(f"{request}\n".encode(), "take", f"SHA256:{name}", number)])
            store.keep_request(request, at, 1)
        assert store.read_back(at, at + 1) == [f"{request}\n".encode()]
        with store.writing(durable=False):
            store.keep_checkpoint(at + 1, b"note")
        return at


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
