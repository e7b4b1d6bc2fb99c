"""Publishing: the log as files for everybody, a copy of a record for a viewer, and cosignatures brought home."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from travaux.errors import Forked, Malformed, NotPermitted, ProofFailed, StoreFailed, UnknownKey
from travaux.keys.check import check_ed25519
from travaux.log import witness
from travaux.log.checkpoint import Checkpoint
from travaux.log.cosignature import verifier
from travaux.log.note import Note
from travaux.log.policy import Policy, Witness
from travaux.log.proof import prove_consistency
from travaux.log.tiles import HEIGHT, WIDTH, Tile, tiles, write_entries, write_tile
from travaux.log.witness import Answer, Request
from travaux.secretariat.ledger import Ledger
from travaux.secretariat.viewers import Viewer
from travaux.stores.sqlite import SqliteStore
from travaux.stores.store import Store

Ask = Callable[[str, bytes], Answer]
"""Sends the body of a request to a witness's prefix, by URL, and returns its answer."""


def write_tiles(store: Store, folder: str | os.PathLike[str]) -> int:
    """Writes the log as static files (C2SP tlog-tiles), those that are not there yet, and its checkpoint last.

    Returns how many files were written. Files never change; a tile that grew is another file.
    """
    note = store.checkpoint()
    if note is None:
        raise StoreFailed("the log has signed no checkpoint yet")
    size = Checkpoint.from_text(Note.from_text(note).text).size
    root = Path(folder)
    written = 0
    for tile in tiles(size):
        path = root / tile.path
        if path.exists():
            continue
        if tile.level == "entries":
            first = WIDTH * tile.number
            content = write_entries(leaf for _, leaf in store.leaves(first, first + tile.width))
        else:
            content = write_tile(tile, store)
        _replace(path, content)
        written += 1
    _replace(root / "checkpoint", note)
    return written + 1


def tile(store: Store, path: str, reads: Callable[[range], bool]) -> bytes:
    """Returns the content of one tile of the log, by its path: hashes for everybody, entries for who `reads` them all.

    Raises `Malformed` for what is no path of a tile, `IndexError` for a tile that the log does not fill so far,
    `NotPermitted` where an entry in it is not for whoever asks.
    """
    asked = Tile.from_path(path)
    shift = 0 if asked.level == "entries" else HEIGHT * asked.level
    if WIDTH * asked.number + asked.width > store.size >> shift:
        raise IndexError(f"the log has {store.size} entries, and no {path}")
    if asked.level != "entries":
        return write_tile(asked, store)
    first = WIDTH * asked.number
    if not reads(range(first, first + asked.width)):
        raise NotPermitted(f"{path} holds entries that are not for everybody")
    return write_entries(leaf for _, leaf in store.leaves(first, first + asked.width))


def _replace(path: Path, content: bytes) -> None:
    """Writes a file so that whoever reads it has the old one or the new one, whole."""
    made = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with made.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
    except OSError as fault:
        with suppress(OSError):
            made.unlink()
        raise StoreFailed(f"{path}: {os.strerror(fault.errno or 0).lower()}") from None


def copy_for(store: Store, viewer: Viewer, hidden: int, path: str | os.PathLike[str]) -> None:
    """Writes a copy of a record that holds no private value which the viewer may not see.

    Entries cannot be left out of a log: where some are not for the viewer, there is no such copy (`NotPermitted`).
    """
    if hidden:
        raise NotPermitted(
            f"{hidden} entries are not for the {viewer}, and a copy would show them; hand out a bundle of what is"
        )
    store.backup(os.fspath(path))
    try:
        copy = SqliteStore(path)
        try:
            kept = [each.digest for each in copy.disclosures() if not viewer.sees(each.audience)]
            with copy.turn():
                with copy.writing(moving=True):
                    copy.erase(kept)
                copy.scrub()
        finally:
            copy.close()
    except BaseException:
        Path(path).unlink()
        raise


def cosign(store: Store, ledger: Ledger, policy: Policy, ask: Ask) -> list[str]:
    """Asks the witnesses of a policy to cosign the last checkpoint, and keeps what they send.

    Returns what each of them answered, in words. A witness that refuses, or cannot be reached, stops nobody else.
    Raises `Forked` in the end where one has seen more of the log than this record has, or another history of it.
    """
    note = Note.from_text(store.checkpoint() or b"")
    said, forked = [], []
    for each in policy.witnesses:
        if not each.url:
            continue
        try:
            note, answer = _cosigned(store, ledger, note, each, ask)
        except Forked as fault:
            forked.append(f"{each.name} {fault}")
            continue
        except (Malformed, ProofFailed, UnknownKey, OSError) as fault:
            answer = f"does not cosign: {fault}"
        said.append(f"{each.name} {answer}")
    if len(note.signatures) > 1:
        size = Checkpoint.from_text(note.text).size
        with store.turn(), store.writing():
            store.keep_checkpoint(size, note.to_text(), cosigned=True)
    if forked:
        raise Forked(f"{'; '.join(forked)}. {_ENTER_NOTHING}")
    return said


_ENTER_NOTHING = (
    "Enter nothing here. Put back the newest copy of the file; if there is none, `travaux new NEXT.travaux --follows "
    "RECORD` begins a record that says what was lost"
)


def _cosigned(store: Store, ledger: Ledger, note: Note, asked: Witness, ask: Ask) -> tuple[Note, str]:
    size = Checkpoint.from_text(note.text).size
    old = 0
    for _ in range(2):
        proof = tuple(prove_consistency(store, old, size)) if old else ()
        answer = ask(asked.url, Request(old, proof, note.to_text()).to_text())
        if answer.status != 409:
            break
        old = witness.read_size(answer.body)
        if old > size:
            raise Forked(f"has seen {old} entries of {ledger.key.name}, and this record has {size}: it is an old copy")
    if answer.status == 422:
        raise Forked(f"has seen another history of {ledger.key.name}: two copies of the record were written to")
    if answer.status != 200:
        return note, f"refuses ({answer.status}): {answer.body.decode('utf-8', 'replace').strip()}"
    key = verifier(asked.key, check_ed25519)
    together = note.adding(*witness.read_cosignatures(answer.body))
    opened = ledger.opened(together.to_text(), [key] if key else [])
    if not any(each.name == asked.key.name for each in opened.verified):
        return note, "sent no cosignature by its key"
    return Note(note.text, tuple(dict.fromkeys([*note.signatures, *opened.verified]))), "cosigned"


def by_http(url: str, body: bytes) -> Answer:
    """Asks a witness over HTTP; raises `OSError` where it does not answer."""
    from urllib.error import HTTPError
    from urllib.request import Request as Asked
    from urllib.request import urlopen

    if not url.startswith(("http://", "https://")):
        raise Malformed("a witness has an http address", where=url)
    asked = Asked(f"{url.rstrip('/')}/add-checkpoint", data=body, method="POST")
    try:
        with urlopen(asked, timeout=20) as answer:
            return Answer(answer.status, answer.read(1 << 20), answer.headers.get("Content-Type", ""))
    except HTTPError as fault:
        with fault:
            return Answer(fault.code, fault.read(1 << 20), fault.headers.get("Content-Type", ""))
