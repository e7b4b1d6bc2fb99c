"""Bundles, policies and records that nobody honest sends: form without truth, and truth without form."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from random import Random

from bench.breaking.hostile.file import Hostile
from bench.breaking.hostile.zips import Entry, bomb, zipped
from bench.breaking.targets.evidence import LEAF, LOG, POLICY, SIGNED
from bench.breaking.targets.saying import BUNDLE, FINDING
from travaux.claims import archive, lines
from travaux.stores import connecting
from travaux.stores.connecting import APPLICATION

_LISTS = b'{"at":"","finding":' + b"[" * 30_000


def files(random: Random) -> Iterator[Hostile]:
    """Yields every hostile file of these kinds, but for the large ones."""
    for name, parts in _bundled(random):
        yield Hostile(f"{name}.bundle", archive.write(parts), "bundle")
    yield from (Hostile(f"{name}.bundle", data, "bundle") for name, data in _packed(random))
    yield from (Hostile(f"{name}.policy", data, "policy") for name, data in _policies(random))
    yield from (Hostile(f"{name}.travaux", data, "record") for name, data in _records(random))


def large(random: Random) -> Iterator[Hostile]:
    """Yields those that are large, by right or not."""
    bearing = b'{"at":"","bearing":{"entry":0,"grade":"recorded","shows":"x","side":"for"}}\n'
    first = lines.to_lines(FINDING).split(b"\n")[0] + b"\n"
    many = {**_sound(), "finding.jsonl": first + bearing * random.choice((50_000, 60_000))}
    yield Hostile("a-finding-of-very-many-entries.bundle", archive.write(many), "bundle", big=True)
    yield Hostile(
        "a-hundred-thousand-leaves.bundle",
        archive.write({**_sound(), "leaves.txt": (LEAF + b"\n") * 100_000}),
        "bundle",
        big=True,
    )
    witnesses = b"".join(b"witness w%d %s\n" % (n, LOG.to_text().encode()) for n in range(40_000))
    yield Hostile("very-many-witnesses.policy", witnesses + b"quorum none\n", "policy")


def _sound() -> dict[str, bytes]:
    return archive.read(BUNDLE)


def _bundled(random: Random) -> Iterator[tuple[str, Mapping[str, bytes]]]:
    sound = _sound()
    finding = sound["finding.jsonl"]
    yield "sound", sound
    for name in sound:
        yield f"without-{Path(name).stem}", {each: data for each, data in sound.items() if each != name}
        yield f"empty-{Path(name).stem}", {**sound, name: b""}
        yield f"garbage-{Path(name).stem}", {**sound, name: random.randbytes(2_000)}
    yield "another-file", {**sound, "evil.sh": b"rm -rf /"}
    yield (
        "findings-in-findings",
        {
            **sound,
            "finding.jsonl": b"".join(
                finding.split(b"\n")[0].replace(b'"at":""', b'"at":"%s"' % b".".join([b"parts.0"] * n)) + b"\n"
                for n in range(900)
            ),
        },
    )
    yield "a-deep-value", {**sound, "finding.jsonl": _LISTS + b"\n"}
    yield "lines", {**sound, "finding.jsonl": b"\n" * 50_000}
    yield "a-long-line", {**sound, "finding.jsonl": b"9" * 500_000 + b"\n"}
    yield "numbers", {**sound, "finding.jsonl": finding.replace(b'"size":1', b'"size":' + b"9" * 5_000)}
    yield (
        "a-million-entries-said",
        {**sound, "checkpoint": SIGNED.to_text().replace(b"\n5\n", b"\n9223372036854775807\n")},
    )
    yield "disclosures", {**sound, "disclosures.jsonl": b'[0,"x"]\n' * 20_000}
    yield "receipts-without-end", {**sound, "leaves/0.tlog-proof": b"c2sp.org/tlog-proof@v1\nindex 0\n" + b"A" * 99_999}
    numbers = {f"leaves/{n}.leaf": LEAF for n in (0, 10**18, 7)}
    yield "leaves-far-apart", {**{name: data for name, data in sound.items() if name != "leaves.txt"}, **numbers}
    yield "drafts-of-nobody", {**sound, "drafts/x.jsonl": b"{}\n", f"drafts/{'0' * 64}.txt": b"x"}


def _packed(random: Random) -> Iterator[tuple[str, bytes]]:
    yield "cut", BUNDLE[: random.randrange(len(BUNDLE))]
    yield "twice", BUNDLE + BUNDLE
    yield "program-before", b"MZ" + BUNDLE
    yield "page-after", BUNDLE + b"<html>"
    yield "bomb", zipped([Entry(b"README.txt", packed=bomb(900_000_000), size=900_000_000)])
    yield "packed-anew", zipped([Entry(name.encode(), data) for name, data in _sound().items()])
    yield "climbing", zipped([Entry(b"../../evil", b"x", method=0)])
    yield "ten-gigabytes", BUNDLE[:22] + b"\xff" * 8 + BUNDLE[30:]
    yield "nothing", b""
    yield "head-only", b"PK\3\4"
    yield "random", b"PK\3\4" + random.randbytes(3_000)


def _policies(random: Random) -> Iterator[tuple[str, bytes]]:
    log = POLICY.split(b"\n")[0] + b"\n"
    yield "sound", POLICY
    yield "no-line-feed", POLICY[:-1]
    yield "no-quorum", log
    yield "a-long-line", log + b"group " + b"x " * 200_000 + b"\n"
    yield "groups-in-a-ring", log + b"group a 1 b\ngroup b 1 a\nquorum a\n"
    yield "groups", log + b"".join(b"group g%d 1 g%d\n" % (n, n - 1) for n in range(2_000)) + b"quorum g1\n"
    yield "a-threshold", log + b"group g 99999999999999999999 none\nquorum g\n"
    yield "comments", b"# x\n" * 100_000 + POLICY
    yield "controls", b"log \x00\x1b[2J\nquorum none\n"
    yield "random", random.randbytes(5_000) + b"\n"
    yield "crlf", POLICY.replace(b"\n", b"\r\n")
    yield "utf-16", POLICY.decode().encode("utf-16")


def _records(random: Random) -> Iterator[tuple[str, bytes]]:
    yield "nothing", b""
    yield "head-only", b"SQLite format 3\0"
    yield "random", b"SQLite format 3\0" + random.randbytes(8_000)
    for name, statements in _SCHEMAS.items():
        yield name, _database(statements)
        yield f"application-{name}", _database([f"PRAGMA application_id={APPLICATION}", *statements])
    for name, statement in _ROWS.items():
        yield name, _record(statement)


_SCHEMAS: Mapping[str, list[str]] = {
    "no-tables": [],
    "other-tables": ["CREATE TABLE x (a)"],
    "a-view": [
        "CREATE VIEW entry AS SELECT 1 AS idx, x'00' AS hash, x'00' AS leaf, 'take' AS kind",
        "CREATE TABLE meta (key, value)",
    ],
    "a-view-without-end": [
        "CREATE VIEW entry AS WITH RECURSIVE n(idx) AS (SELECT 1 UNION ALL SELECT idx + 1 FROM n) "
        "SELECT idx, x'00' AS hash, x'00' AS leaf, 'take' AS kind FROM n"
    ],
    "a-trigger": [
        "CREATE TABLE entry (idx, hash, leaf, kind)",
        "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
    ],
    "types": [
        "CREATE TABLE meta (key, value)",
        "INSERT INTO meta VALUES (x'ff', 9e999), (NULL, NULL), ('log', 7)",
        "CREATE TABLE entry (idx, hash, leaf, kind)",
        "INSERT INTO entry VALUES ('x', 1, NULL, x'ff')",
    ],
    "a-virtual-table": ["CREATE VIRTUAL TABLE entry USING fts5(idx, hash, leaf, kind)"],
    "generated": [
        "CREATE TABLE entry (idx, hash AS (zeroblob(900000000)), leaf, kind)",
        "INSERT INTO entry (idx) VALUES (0)",
    ],
    "a-large-value": ["CREATE TABLE meta (key, value)", "INSERT INTO meta VALUES ('log', zeroblob(3000000))"],
}


_ROWS: Mapping[str, str] = {
    "no-entries": "SELECT 1",
    "an-entry-of-one-byte": "INSERT INTO entry VALUES (0, zeroblob(32), x'ff', 'take')",
    "an-entry-of-30-MB": "INSERT INTO entry VALUES (0, zeroblob(32), zeroblob(30000000), 'take')",
    "an-entry-far-away": "INSERT INTO entry VALUES (9223372036854775806, zeroblob(32), x'7b7d0a', 'take')",
    "a-key-of-30-MB": "UPDATE meta SET value = printf('%.30000000c', 'x')",
    "a-checkpoint-of-anything": "INSERT INTO checkpoint VALUES (9, zeroblob(9000), 0)",
}


def _record(statement: str) -> bytes:
    """Returns a record as its format is, with a row that no record has."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.travaux"
        connection = connecting.make(path)
        connection.execute("INSERT INTO meta VALUES ('log', ?)", (LOG.to_text(),))
        with suppress(sqlite3.Error):
            connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.close()
        return path.read_bytes()


def _database(statements: list[str]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA user_version=1")
        for statement in statements:
            connection.execute(statement)
        connection.close()
        return path.read_bytes()
