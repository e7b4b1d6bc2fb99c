"""Snapshots at rest: a state that was worked out in this home, sealed with its secret and kept in the record's cache.

A snapshot is believed where its seal is this home's and where it was made of entries that hash to the root that the
record still has at that size. It holds no private value; entries are read when asked for, each held against the tree.

    line 1   HMAC-SHA256, by the home's secret, of all that follows, in hexadecimal
    line 2   what it is of, in JSON: the version, the log, the viewer, the size, the root, what was hidden
    rest     the state (`record.snapshot`), and that of all entries where some are hidden from the viewer; compressed
"""

from __future__ import annotations

import hmac
import json
import zlib
from hashlib import sha256

from travaux import __version__
from travaux.errors import StoreFailed
from travaux.log.merkle import Frontier, Node, fold, root
from travaux.log.tiles import HEIGHT, WIDTH
from travaux.record import snapshot
from travaux.stores.store import Store

VERSION = f"{snapshot.VERSION} {__version__}"

Header = dict[str, int | str]


def seal(secret: bytes, header: Header, parts: list[bytes]) -> bytes:
    """Returns a snapshot as it is kept."""
    body = zlib.compress(b"\n".join(parts), 1)
    sealed = json.dumps({"v": VERSION, **header}, sort_keys=True).encode() + b"\n" + body
    return hmac.new(secret, sealed, sha256).hexdigest().encode() + b"\n" + sealed


def unseal(secret: bytes, content: bytes) -> tuple[Header, list[bytes]] | None:
    """Returns what was sealed, or None where it was not sealed here, or by another version."""
    mark, _, sealed = content.partition(b"\n")
    if not hmac.compare_digest(hmac.new(secret, sealed, sha256).hexdigest().encode(), mark):
        return None
    head, _, body = sealed.partition(b"\n")
    header = json.loads(head)
    if header.pop("v") != VERSION:
        return None
    return header, zlib.decompress(body).split(b"\n")


class Leaves:
    """The leaf hashes of a record up to a size, each held against the root when it is first asked for.

    The roots of full tiles of 256 leaves are read and folded at once; a tile's leaves are folded when one is needed.
    """

    def __init__(self, store: Store, size: int) -> None:
        self._store = store
        full = size // WIDTH
        self._tiles = store.hashes([Node(HEIGHT, number) for number in range(full)])
        tail = store.hashes([Node(0, index) for index in range(WIDTH * full, size)])
        self._proven: dict[int, list[bytes]] = {full: list(tail)}
        # The subtrees of a tree of n leaves are those of its n // 256 full tiles, then those of the leaves left over.
        above, below = Frontier().extended(self._tiles), Frontier().extended(tail)
        self.frontier = Frontier(size, above.hashes + below.hashes)
        self.root = fold(self.frontier.hashes)

    def hash(self, index: int) -> bytes:
        """Returns the hash of a leaf; `StoreFailed` where it is not one of those under the root."""
        number, place = divmod(index, WIDTH)
        if number not in self._proven:
            hashes = list(self._store.hashes([Node(0, WIDTH * number + at) for at in range(WIDTH)]))
            if root(hashes) != self._tiles[number]:
                raise StoreFailed(
                    f"entries {WIDTH * number} to {WIDTH * number + 255} are not those of the log: damaged"
                )
            self._proven[number] = hashes
        return self._proven[number][place]
