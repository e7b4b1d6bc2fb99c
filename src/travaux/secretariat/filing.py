"""Filing: files and drafts on their way into a record and out of it. A file is kept as it came, a draft as read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from travaux.errors import Malformed, StoreFailed
from travaux.formats import answers, intake
from travaux.record.disclosures import Disclosure
from travaux.record.terms import Digest
from travaux.stores.store import Kept
from travaux.text.drafts import Draft
from travaux.text.manuscripts import Manuscript


def contents(path: str | os.PathLike[str]) -> tuple[str, tuple[str, bytes]]:
    """Returns the digest of a file, its name and its bytes; raises what `travaux.read` raises of a file."""
    place = Path(path)
    data = intake.contents(place)
    return sha256(data).hexdigest(), (place.name, data)


def taken(file: str | os.PathLike[str] | bytes, name: str = "") -> tuple[str, tuple[str, bytes]]:
    """Returns the digest, name and bytes of a file, given its path or its bytes; `name` is what to call it."""
    if isinstance(file, bytes):
        return sha256(file).hexdigest(), (name, file)
    digest, (called, data) = contents(file)
    return digest, (name or called, data)


def manuscript(data: bytes, name: str, *, strictly: bool = False) -> Manuscript:
    """Returns the manuscript in a file's bytes, read in a process of its own where the kind is risky.

    `strictly` it refuses what nobody should take from a stranger: macros, parts from elsewhere, characters that hide.
    """
    return intake.manuscript(data, name, strictly=strictly)


def encode(draft: Draft) -> bytes:
    """Returns a draft as a record keeps it."""
    return answers.encode(draft)


def decode(content: bytes, digest: str) -> Draft:
    """Returns a draft that a record keeps; `StoreFailed` where it is not the one with this digest."""
    try:
        draft = answers.decode(content, Draft)
    except (TypeError, ValueError, RecursionError):
        raise StoreFailed(f"the draft {digest} cannot be read: the record is damaged") from None
    if draft.digest != digest:
        raise StoreFailed(f"the draft kept as {digest} is another one: the record is damaged")
    return draft


def held(digest: str, found: tuple[str, bytes]) -> tuple[str, bytes]:
    """Returns a file as it is kept; `StoreFailed` where it is not the one with this digest."""
    if sha256(found[1]).hexdigest() != digest:
        raise StoreFailed(f"the file kept as {digest} is another one: the record is damaged")
    return found


def disclosed(kept: Kept) -> Disclosure:
    """Returns a private value as it is kept; `StoreFailed` where it is not the one that its entry commits to."""
    try:
        disclosure = Disclosure.from_text(kept.disclosure)
    except Malformed:
        disclosure = None
    if disclosure is None or disclosure.digest != kept.digest:
        raise StoreFailed(
            f"a private value of entry {kept.index} is not the one that was entered: the record is damaged"
        )
    return disclosure


class Drafts(Mapping[Digest, Draft]):
    """The drafts of a record by digest, each read when it is first asked for."""

    def __init__(self, digests: Sequence[Digest], fetch: Callable[[str], bytes | None], kept: dict[str, Draft]) -> None:
        self._digests = dict.fromkeys(digests)
        self._fetch = fetch
        self._kept = kept

    def __getitem__(self, digest: Digest) -> Draft:
        if digest not in self._digests:
            raise KeyError(digest)
        if digest not in self._kept:
            content = self._fetch(digest)
            if content is None:
                raise KeyError(digest)
            self._kept[digest] = decode(content, digest)
        return self._kept[digest]

    def __contains__(self, digest: object) -> bool:
        return digest in self._digests and (digest in self._kept or self._fetch(str(digest)) is not None)

    def __iter__(self) -> Iterator[Digest]:
        return (digest for digest in self._digests if digest in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
