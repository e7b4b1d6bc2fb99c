"""What an attacker can do who has the file of a record, and what one can do who has the log's key as well.

`Accord` is a small record made through the public API, closed, with what honest people keep: receipts, checkpoints, a
copy of the file, their own homes. `meddling` writes into the file as any program can that knows SQLite; `rewritten`
puts other leaves in the place of those that are there, with every hash worked out again; `signed` adds what only the
depositary, or a thief of the log's key, can add: a signature of the whole forgery by the log.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import travaux
from travaux.canon import to_text
from travaux.keys.private import PrivateKey
from travaux.keys.sshsig import SshSig
from travaux.log import checkpoint as checkpoints
from travaux.log.checkpoint import Checkpoint
from travaux.log.leaf import Leaf
from travaux.log.merkle import Frontier, Node, Tree, leaf_hash
from travaux.log.note import ED25519, Key
from travaux.record.acts import Admit, Enrol, State, Take
from travaux.record.positions import wording
from travaux.record.terms import PartyId, Person, Place, Source
from travaux.secretariat.entering import new_party, new_person
from travaux.secretariat.home import Home
from travaux.secretariat.records import Record
from travaux.stores.sums import TABLES, sum_of

ORIGIN = "example.com/velm-valley"
FIRST = "Article 1\nThe Parties shall cooperate in good faith.\nArticle 2\nThe Commission shall have nine members.\n"
SECOND = FIRST.replace("nine", "seven")


@dataclass
class Accord:
    """A record that was kept honestly until now. `notes` are the checkpoints that people hold, by size."""

    path: Path
    home: Path
    aldania: PartyId
    boria: PartyId
    vkey: str = ""
    clerk: PrivateKey = field(default_factory=lambda: PrivateKey.from_seed(bytes(32)))
    """The key of Boria's clerk."""
    receipts: dict[int, str] = field(default_factory=dict)
    kept: dict[int, bytes] = field(default_factory=dict)
    """What those who signed kept: their entries."""
    notes: dict[int, bytes] = field(default_factory=dict)
    stranger: Path = Path()
    """The home of somebody who has never seen the record."""

    def next(self, **fields: object) -> bytes:
        """An honest tenth entry: the acceptance of entry 7, signed anew by Boria's clerk; or one with other fields."""
        leaves = self.leaves
        after = {"size": len(leaves), "root": tree(leaves).root().hex()}
        said = {"seq": 2, "prev": leaf_hash(leaves[7]).hex(), "after": after, "nonce": "tenth", **fields}
        return resigned(leaves[7], self.clerk, **said)

    def open(self, viewer: str = "depositary", home: Path | None = None) -> Record:
        return travaux.open(self.path, viewer=viewer, home=home or self.home)

    @property
    def leaves(self) -> list[bytes]:
        with sqlite3.connect(self.path) as connection:
            found = [row[0] for row in connection.execute("SELECT leaf FROM entry ORDER BY idx")]
        connection.close()
        return found

    def key(self, name: str = "depositary") -> PrivateKey:
        return Home(self.home).key(name)

    def log_key(self) -> PrivateKey:
        return Home(self.home).log_key(ORIGIN)

    def faults(self, home: Path | None = None, key: str = "") -> list[str]:
        """Every fault that a verification finds, each with its statement."""
        report = travaux.verify(self.path, home=home or self.stranger, key=key)
        return [f"{check.says}: {fault}" for check in report.failed for fault in check.faults]

    def refusal(self, home: Path | None = None, viewer: str = "depositary") -> str:
        """What whoever opens and reads the record is told; nothing where nothing is noticed."""
        try:
            with self.open(viewer, home) as record:
                assert len(record.state.entries) + record.hidden == record.size
        except travaux.TravauxError as fault:
            return f"{type(fault).__name__}: {fault}"
        return ""


def make(folder: Path) -> Accord:
    """Keeps a record of nine entries, by the API alone."""
    path, home = folder / "velm.travaux", folder / "home"
    with travaux.new(path, title="Velm Valley (synthetic)", origin=ORIGIN, home=home, name="The secretariat") as record:
        accord = Accord(path, home, new_party(), new_party(), vkey=record.key, stranger=folder / "elsewhere")

        def keep() -> None:
            accord.notes[record.size] = record.checkpoint.encode()

        keep()
        record.enter(Admit(party=accord.aldania, handle="aldania", name="Federation of Aldania"))
        record.enter(Admit(party=accord.boria, handle="boria", name="Republic of Boria"))
        accord.clerk = record.home.new_key("boria-clerk")
        clerk = Person(id=new_person(), name="Clerk of Boria")
        record.enter(Enrol(person=clerk, key=accord.clerk.public.to_text(), party=accord.boria))
        (folder / "draft-1.txt").write_text(FIRST)
        accord.receipts[4] = record.table(folder / "draft-1.txt", by="aldania", standing="basis").text
        keep()
        draft = record.drafts[record.state.drafts[0].digest]
        objection = Take(stance="object", wording=wording(draft, Place("2")))
        accord.receipts[5] = record.enter(objection, by="boria", sign="boria-clerk").text
        keep()
        source = Source(kind="anonymous", attributes="a senior official")
        record.enter(State(source=source, words=("We agreed to most of it.",)))
        acceptance = Take(stance="accept", wording=wording(draft, Place("1")))
        accord.receipts[7] = record.enter(acceptance, by="boria", sign="boria-clerk").text
        keep()
        instruction = State(source=Source(kind="document"), words=("Article 2 may not pass.",))
        record.enter(instruction, by="boria", visible="boria")
        keep()
        accord.kept = {index: record.leaf(index) for index in (5, 7)}
    return accord


@contextmanager
def meddling(path: Path) -> Iterator[sqlite3.Connection]:
    """Opens a record as SQLite does, without what stands in the way of accidents, and leaves no trace of that: the
    sums of tables, which are against rot, are those of what is there then."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=OFF")
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    try:
        yield connection
        for table in TABLES:
            connection.execute("INSERT OR REPLACE INTO sum VALUES (?, ?)", (table, sum_of(connection, table)))
    finally:
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.close()


def rewritten(accord: Accord, leaves: Sequence[bytes], key: PrivateKey | None = None) -> bytes:
    """Makes these the leaves of the record, and everything worked out from them; `key` signs it all as the log.

    Returns the checkpoint that is in the file now: the old one where nobody signed.
    """
    nodes: dict[Node, bytes] = {}
    frontier = Frontier().extended(map(leaf_hash, leaves), keep=nodes.__setitem__)
    with meddling(accord.path) as connection:
        for table in ("entry", "node", "chain"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM private WHERE idx >= ?", (len(leaves),))
        connection.execute("DELETE FROM request")
        for index, text in enumerate(leaves):
            said = value(text)
            connection.execute(
                "INSERT INTO entry VALUES (?, ?, ?, ?)", (index, leaf_hash(text), text, said.get("type", "take"))
            )
            author = SshSig.from_blob(Leaf.from_text(text).signatures[0]).key.fingerprint
            connection.execute("INSERT OR REPLACE INTO chain VALUES (?, ?, ?)", (author, said["seq"], index))
        for node, digest in nodes.items():
            if node.level:
                connection.execute("INSERT INTO node VALUES (?, ?, ?)", (node.level, node.place, digest))
        if key is not None:
            note = signed(len(leaves), frontier.root(), key)
            connection.execute("DELETE FROM checkpoint")
            connection.execute("INSERT INTO checkpoint VALUES (?, ?, 0)", (len(leaves), note))
        (found,) = connection.execute("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1").fetchone()
    return bytes(found)


def slipped_in(accord: Accord, leaf: bytes) -> None:
    """Appends a row to the file, with every hash worked out, as somebody can who has the file and no key."""
    leaves = [*accord.leaves, leaf]
    nodes: dict[Node, bytes] = {}
    Frontier().extended(map(leaf_hash, leaves), keep=nodes.__setitem__)
    with meddling(accord.path) as connection:
        said = len(leaves) - 1, leaf_hash(leaf), leaf, value(leaf)["type"]
        connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", said)
        for node, digest in nodes.items():
            if node.level:
                connection.execute("INSERT OR IGNORE INTO node VALUES (?, ?, ?)", (node.level, node.place, digest))


def signed(size: int, root: bytes, key: PrivateKey, origin: str = ORIGIN) -> bytes:
    """Returns a checkpoint signed by whoever has the key: it is a log's key by its name alone."""
    public = Key(origin, ED25519, key.public.public)
    return checkpoints.sign(Checkpoint(origin, size, root), public, key.make).to_text()


def vkey_of(key: PrivateKey) -> str:
    """Returns the public half of a key as that of the log."""
    return Key(ORIGIN, ED25519, key.public.public).to_text()


def value(text: bytes) -> dict[str, object]:
    """Returns what an entry says."""
    said = Leaf.from_text(text).value
    assert isinstance(said, dict)
    return said


def altered(text: bytes, old: bytes, new: bytes) -> bytes:
    """Returns an entry with other words over the same signatures."""
    message, _, signatures = text.partition(b"\n")
    assert old in message
    return message.replace(old, new) + b"\n" + signatures


def resigned(text: bytes, key: PrivateKey, **fields: object) -> bytes:
    """Returns an entry with other fields, signed by a key that the attacker has; None takes a field away."""
    said = value(text) | fields
    message = to_text({name: each for name, each in said.items() if each is not None})  # type: ignore[misc]
    return Leaf(message, (key.sign(message),)).to_text()


def tree(leaves: Sequence[bytes]) -> Tree:
    return Tree(map(leaf_hash, leaves))
