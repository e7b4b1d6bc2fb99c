"""Carrying a record from one store into another, whole: entries, checkpoints, private values, files, settings.

What can be worked out again stays behind. The tree's nodes are worked out anew from the entries, as any store does.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from travaux.errors import StoreFailed
from travaux.log.checkpoint import Checkpoint
from travaux.log.note import Note
from travaux.stores.store import MOVED, Addition, Store

_BATCH = 500
"""How many entries are carried at a time."""


def carry(source: Store, target: Store) -> None:
    """Writes all that one store keeps into another, which is new; in a transaction of the target."""
    additions = _additions(source)
    while batch := list(islice(additions, _BATCH)):
        target.append(batch)
    for note in source.checkpoints():
        signed = Note.from_text(note)
        target.keep_checkpoint(Checkpoint.from_text(signed.text).size, note, cosigned=len(signed.signatures) > 1)
    target.keep_disclosures(source.disclosures())
    for digest in source.manuscripts():
        name, content = source.manuscript(digest) or ("", b"")
        target.keep_manuscript(digest, name, content)
    for digest in source.drafts():
        target.keep_draft(digest, source.draft(digest) or b"")
    for request, (first, count) in source.requests().items():
        target.keep_request(request, first, count)
    for key, value in source.settings().items():
        if key != MOVED:
            target.keep_setting(key, value)


def compare(source: Store, target: Store, name: str) -> None:
    """Raises `StoreFailed` unless two stores keep the same, byte for byte."""
    for what, same in _held(source, target):
        if not same:
            raise StoreFailed(f"{name}: what arrived is not what was sent: the {what} differ. The copy was not taken")


def _held(a: Store, b: Store) -> Iterator[tuple[str, bool]]:
    yield "entries", a.size == b.size and all(x == y for x, y in zip(a.rows(), b.rows(), strict=True))
    yield "checkpoints", a.checkpoints() == b.checkpoints()
    yield "chains", a.chains() == b.chains()
    yield "private values", a.disclosures() == b.disclosures()
    yield (
        "files",
        a.manuscripts() == b.manuscripts() and all(a.manuscript(d) == b.manuscript(d) for d in a.manuscripts()),
    )
    yield "drafts", a.drafts() == b.drafts() and all(a.draft(d) == b.draft(d) for d in a.drafts())
    yield "requests", a.requests() == b.requests()
    yield "settings", _settings(a) == _settings(b)


def _settings(store: Store) -> dict[str, str]:
    return {key: value for key, value in store.settings().items() if key != MOVED}


def _additions(source: Store) -> Iterator[Addition]:
    """Yields the entries, each that ends its author's chain with its place there."""
    ends = {link.index: (author, link.seq) for author, link in source.chains().items()}
    for index, _, leaf, kind in source.rows():
        author, seq = ends.get(index, ("", 0))
        yield Addition(leaf, kind, author, seq)
