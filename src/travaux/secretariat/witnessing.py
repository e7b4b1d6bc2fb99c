"""A witness that a delegation runs for the logs of others; C2SP tlog-witness. Its memory is one SQLite file.

The file has a row for each log: its key, and the largest checkpoint that was cosigned. What is granted is on the disk
before the cosignature leaves, in the transaction that read what was seen before, so that no two requests at once, and
no loss of power, can turn the witness back. It is served on this machine alone; put a proxy in front of it.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from travaux.errors import Malformed, StoreFailed
from travaux.keys.check import check_ed25519
from travaux.keys.private import PrivateKey
from travaux.log import cosignature, witness
from travaux.log.cosignature import COSIGNER
from travaux.log.merkle import EMPTY_ROOT
from travaux.log.note import Ed25519, Key, Note
from travaux.log.witness import Answer, Seen
from travaux.secretariat import entering
from travaux.stores.faults import told
from travaux.stores.turns import Turns

MOST_BYTES = 64 * 1024
"""The longest request that is read: 63 hashes and a note take far less."""

_TABLE = """CREATE TABLE IF NOT EXISTS log (
    origin TEXT PRIMARY KEY, key TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB NOT NULL
) STRICT"""


class WitnessKeeper:
    """A witness: a key, and what it cosigned last for each log it knows."""

    def __init__(self, path: str | os.PathLike[str], key: PrivateKey, name: str) -> None:
        self.key = Key(name, COSIGNER, key.public.public)
        self._private = key
        self._path = Path(path)
        self._turns = Turns(self._path)
        self._mutex = threading.RLock()
        with self._turns.turn(), told(self._path):
            self._connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
            for setting in ("journal_mode=WAL", "synchronous=FULL", "trusted_schema=OFF"):
                self._connection.execute(f"PRAGMA {setting}").fetchall()
            self._connection.execute(_TABLE)

    def __enter__(self) -> WitnessKeeper:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        with self._mutex, self._turns.turn(), told(self._path):
            self._connection.close()
            self._turns.clear()

    def know(self, log: str) -> None:
        """Takes a log among those that are witnessed, by its vkey; a known origin keeps its key."""
        key = Key.from_text(log)
        Ed25519(key, check_ed25519)
        with self._writing():
            row = self._connection.execute("SELECT key FROM log WHERE origin = ?", (key.name,)).fetchone()
            if row is not None and row[0] != log:
                raise Malformed("the log is known here with another key", where=key.name)
            values = (key.name, log, 0, EMPTY_ROOT, b"")
            self._connection.execute("INSERT OR IGNORE INTO log VALUES (?, ?, ?, ?, ?)", values)

    def add_checkpoint(self, body: bytes) -> Answer:
        """Answers a request to cosign, as the module `log.witness` says."""
        with self._writing():
            rows = self._connection.execute("SELECT origin, key, size, root FROM log").fetchall()
            logs = {origin: [Ed25519(Key.from_text(key), check_ed25519)] for origin, key, _, _ in rows}
            seen = {origin: Seen(size, bytes(root)) for origin, _, size, root in rows}
            considered = witness.consider(body, logs, seen.__getitem__)
            if isinstance(considered, Answer):
                return considered
            _, opened = considered
            said = opened.checkpoint
            line = cosignature.sign(said, int(entering.now().timestamp()), self.key, self._private.make)
            note = Note(opened.note.text, (*opened.verified, line)).to_text()
            self._connection.execute(
                "UPDATE log SET size = ?, root = ?, note = ? WHERE origin = ?",
                (said.size, said.root, note, said.origin),
            )
        return witness.grant([line])

    def checkpoint(self, path: str) -> bytes | None:
        """Returns the last checkpoint that was cosigned, by the path under which monitors ask for it."""
        with self._mutex, told(self._path):
            for origin, note in self._connection.execute("SELECT origin, note FROM log WHERE size > 0"):
                if witness.path_of(origin) == path:
                    return bytes(note)
        return None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._mutex, self._turns.turn(), told(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


def server(keeper: WitnessKeeper, port: int = 0) -> ThreadingHTTPServer:
    """Returns a server of a witness on this machine alone; call its `serve_forever`, and `server_close` at the end."""

    class Desk(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if self.path != "/add-checkpoint":
                self._answer(Answer(404, b"not found\n"))
            elif not (length.isascii() and length.isdigit()) or int(length) > MOST_BYTES:
                self.close_connection = True
                self._answer(Answer(400, b"not the length of a request\n"))
            else:
                self._add(self.rfile.read(int(length)))

        def _add(self, body: bytes) -> None:
            try:
                self._answer(keeper.add_checkpoint(body))
            except StoreFailed:
                self._answer(Answer(503, b"the witness cannot keep what it sees now\n"))

        def do_GET(self) -> None:
            note = keeper.checkpoint(self.path.removeprefix("/"))
            self._answer(Answer(404, b"not found\n") if note is None else Answer(200, note))

        def _answer(self, answer: Answer) -> None:
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name is http.server's)
            pass

    return ThreadingHTTPServer(("127.0.0.1", port), Desk)
