"""Publishing: the log as files for everybody, a copy of a record for a viewer, and cosignatures brought home."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from travaux.errors import Forked, Locked, Malformed, NotPermitted, ProofFailed, StoreFailed, UnknownKey
from travaux.keys.check import check_ed25519
from travaux.log import witness
from travaux.log.checkpoint import Checkpoint
from travaux.log.cosignature import time_of, verifier
from travaux.log.merkle import frontier
from travaux.log.note import Note, Signature
from travaux.log.policy import Policy, Witness
from travaux.log.proof import prove_consistency
from travaux.log.tiles import HEIGHT, WIDTH, Tile, tiles, write_entries, write_tile
from travaux.log.witness import Answer, Request
from travaux.papers.counting import counted
from travaux.record import clocks
from travaux.secretariat import entering
from travaux.secretariat.ledger import Ledger
from travaux.secretariat.viewers import Viewer
from travaux.stores.connecting import remove
from travaux.stores.showcase import CHECKPOINT, Showcase, Shown
from travaux.stores.sqlite import SqliteStore
from travaux.stores.store import Store

Ask = Callable[[str, bytes], Answer]
"""Sends the body of a request to a witness's prefix, by URL, and returns its answer."""

_BOTH = "Two copies of the record were written to. Keep both, and run `travaux verify` on each"


def publish(store: Store, ledger: Ledger, showcase: Showcase, *, whole: bool = False) -> int:
    """Lays the log out for everybody (C2SP tlog-tiles): the tiles that are new, then its checkpoint.

    So nobody who reads there ever has a checkpoint without its tiles, and who is cut short goes on the next time. A
    tile that grew is another file. With `whole`, old tiles are laid out again where they are missing, and all are held
    against the log. Returns how many files were written. Raises `Forked` where another history lies there, or more than
    this record has; `Locked` where somebody else published at the same time.
    """
    note = store.checkpoint()
    if note is None:
        raise StoreFailed("the log has signed no checkpoint yet")
    size = ledger.opened(note).checkpoint.size
    shown = showcase.read(CHECKPOINT)
    since = 0 if shown is None else _published(store, ledger, showcase, shown, size)
    written = sum(_laid(store, showcase, each) for each in tiles(size, 0 if whole else since))
    if shown is not None and shown.content == note:
        return written
    if not showcase.replace(CHECKPOINT, note, shown):
        now = showcase.read(CHECKPOINT)
        # The answer to a request that was sent twice may be that of the second.
        if now is None or now.content != note:
            raise Locked(f"{showcase}: somebody else published at the same time. See that it was you, and try again")
    return written + 1


def _published(store: Store, ledger: Ledger, showcase: Showcase, shown: Shown, size: int) -> int:
    """Returns how many entries are published already, once the record is found to go on from them."""
    name = ledger.key.name
    try:
        there = ledger.opened(shown.content).checkpoint
    except (Malformed, ProofFailed, UnknownKey):
        raise Forked(f"{showcase} shows a checkpoint that {name} never signed. Publish this log elsewhere") from None
    if there.size > size:
        raise Forked(
            f"{showcase} shows {there.size} entries of {name}, and the record has {size}: it is an old copy. Put back "
            "the newest, and publish that"
        )
    if frontier(store, there.size).root() != there.root:
        raise Forked(
            f"{showcase} shows another history of {name} than the record has: its first {there.size} entries are not "
            f"these. {_BOTH}"
        )
    return there.size


def _laid(store: Store, showcase: Showcase, tile: Tile) -> bool:
    """Lays out a tile; False where it is there already, and the same."""
    content = _content(store, tile)
    if showcase.add(tile.path, content):
        return True
    there = showcase.read(tile.path)
    if there is None:
        raise StoreFailed(f"{showcase}: {tile.path} is there and cannot be read")
    if there.content != content:
        raise Forked(f"{showcase}: {tile.path} is not that of this record: a fork. {_BOTH}")
    return False


def tile(store: Store, path: str, reads: Callable[[range], bool]) -> bytes:
    """Returns the content of one tile of the log, by its path: hashes for everybody, entries for who `reads` them all.

    Raises `Malformed` for what is no path of a tile, `IndexError` for a tile that the log does not fill so far,
    `NotPermitted` where an entry in it is not for whoever asks.
    """
    asked = Tile.from_path(path)
    shift = 0 if asked.level == "entries" else HEIGHT * asked.level
    if WIDTH * asked.number + asked.width > store.size >> shift:
        raise IndexError(f"the log has {store.size} entries, and no {path}")
    first = WIDTH * asked.number
    if asked.level == "entries" and not reads(range(first, first + asked.width)):
        raise NotPermitted(f"{path} holds entries that are not for everybody")
    return _content(store, asked)


def _content(store: Store, tile: Tile) -> bytes:
    """Returns what is in a tile, wherever it is handed out: hashes, or leaves, which hold no private value."""
    if tile.level != "entries":
        return write_tile(tile, store)
    first = WIDTH * tile.number
    return write_entries(leaf for _, leaf in store.leaves(first, first + tile.width))


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
        with SqliteStore(path) as copy, copy.turn():
            with copy.writing(moving=True):
                copy.erase(each.digest for each in copy.disclosures() if not viewer.sees(each.audience))
            copy.scrub()
    except BaseException:
        # What SQLite put beside it holds what was to be erased.
        remove(Path(path))
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
    sent = next((each for each in opened.verified if each.name == asked.key.name), None)
    if sent is None:
        return note, "sent no cosignature by its key"
    return Note(note.text, tuple(dict.fromkeys([*note.signatures, *opened.verified]))), f"cosigned{_apart(sent)}"


def _apart(sent: Signature) -> str:
    """Returns how far a witness's clock stands from the one here: nothing else tells of a clock that is ahead."""
    seconds = time_of(sent) - int(entering.now().timestamp())
    if abs(seconds) <= clocks.APART.total_seconds():
        return ""
    days, minutes = abs(seconds) // 86_400, abs(seconds) // 60
    far = counted(days, "day", "days") if days else counted(minutes, "minute", "minutes")
    return f"; its clock stands {far} {'after' if seconds > 0 else 'before'} the one here: one of the two is wrong"


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
