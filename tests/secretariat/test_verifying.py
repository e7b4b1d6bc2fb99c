"""What verifying a record file finds: each kind of damage by its place, and what such a file cannot show."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from travaux.errors import StoreFailed
from travaux.keys.private import PrivateKey
from travaux.log import checkpoint as checkpoints
from travaux.log.checkpoint import Checkpoint
from travaux.log.leaf import Leaf
from travaux.log.merkle import Tree, leaf_hash
from travaux.log.note import ED25519, Key
from travaux.record import acts
from travaux.record.disclosures import digest_of
from travaux.record.terms import Source
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.secretariat.verifying import verify
from travaux.stores.sums import sum_of

Change = Callable[[sqlite3.Connection], object]


def said(words: str) -> acts.State:
    return acts.State(source=Source(kind="outlet", outlet="The Gazette"), words=(words,))


@pytest.fixture
def whole(record: Record, path: Path, tmp_path: Path) -> Path:
    """A record of seven entries, two drafts and four private values, closed."""
    (tmp_path / "draft.txt").write_text("Article 1\nThe Parties shall cooperate.\n")
    record.table(tmp_path / "draft.txt", by="aldania")
    for words in ("one", "two", "three"):
        record.enter(said(words))
    record.close()
    return path


def tampered(path: Path, change: Change) -> None:
    """Changes the file as somebody would who can write to it, the triggers put back afterwards."""
    connection = sqlite3.connect(path, isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    change(connection)
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


def faults(path: Path, **known: str) -> list[str]:
    return [fault for check in verify(path, **known).failed for fault in check.faults]


def set_leaf(index: int, change: Callable[[bytes], bytes], *, hashed: bool = True) -> Change:
    def apply(connection: sqlite3.Connection) -> None:
        (old,) = connection.execute("SELECT leaf FROM entry WHERE idx = ?", (index,)).fetchone()
        new = change(old)
        connection.execute("UPDATE entry SET leaf = ? WHERE idx = ?", (new, index))
        if hashed:
            connection.execute("UPDATE entry SET hash = ? WHERE idx = ?", (leaf_hash(new), index))

    return apply


def test_a_sound_record(whole: Path) -> None:
    report = verify(whole)
    assert (report.failed, report.size, report.holds) == ((), 7, True)
    assert [check.says for check in report.checks if check.answer == "holds"] == [
        "7 entries are there, without a gap, as they were hashed",
        "each is a canonical entry of this log",
        "every signature on them holds",
        "a key that was valid at its place signed each",
        "every author's own chain holds, without a gap",
        "every author had seen a checkpoint of this very log",
        "the log signed a checkpoint for the first 7 entries, and they are those",
        "the tables of hashes and chains are those of the entries",
        "1 files and 1 drafts have the digests under which they are kept",
        "5 private values are those that the entries commit to",
        "settings, and what else no entry vouches for, are as they were written",
        "the record holds all that was seen of its log here before",
    ]
    assert [check.says.split(":")[0] for check in report.not_proved] == [
        "that witnesses saw the same log",
        "that everything was entered that was said or done",
        "when anything was done",
        "the title, the rule pack and the sites where passkeys may be used",
    ]


def test_elsewhere_the_key_is_the_files_own_word(whole: Path, tmp_path: Path) -> None:
    away = str(tmp_path / "away")
    unknown = verify(whole, home=away)
    with open_record(whole, viewer="public") as record:
        key = record.key
    assert f"that this is the log you mean: ask its depositary whether its key is {key}" in [
        check.says for check in unknown.not_proved
    ]
    assert "the log is the one whose key you gave" in [check.says for check in verify(whole, key=key, home=away).checks]
    other = Key(key.split("+")[0], ED25519, bytes(32)).to_text()
    assert not verify(whole, key=other, home=away).holds


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (set_leaf(4, lambda leaf: leaf.replace(b'"one"', b'"our"'), hashed=False),
         ["entry 4: its bytes are not those that were hashed", "entry 4: the signature in line 2 does not hold"]),
        (set_leaf(4, lambda leaf: leaf.replace(b'"one"', b'"our"')),
         ["entry 4: the signature in line 2 does not hold"]),
        (set_leaf(4, lambda leaf: leaf.replace(b'"one"', b'"on"  ')), ["entry 4: line 1: byte"]),
        (lambda db: db.execute("DELETE FROM entry WHERE idx = 4"), ["entry 4 is missing before entry 5"]),
        (lambda db: db.execute("UPDATE entry SET kind = 'take' WHERE idx = 4"),
         ["entry 4: kept as 'take', and is 'state'"]),
        (lambda db: db.execute("UPDATE node SET hash = zeroblob(32) WHERE level = 1 AND place = 1"),
         ["node 1 of level 1"]),
        (lambda db: db.execute("UPDATE chain SET seq = 3"), ["the chain of SHA256:"]),
        (lambda db: db.execute("UPDATE manuscript SET content = x'00'"), ["file "]),
        (lambda db: db.execute("UPDATE draft SET content = CAST('[\"other\"]' AS BLOB)"), ["draft "]),
        (lambda db: db.execute("UPDATE private SET idx = 4 WHERE rowid = 1"),
         ["entry 4: a private value that it does not commit to"]),
        (lambda db: db.execute("DELETE FROM checkpoint"), ["there is none"]),
        (lambda db: db.execute("UPDATE checkpoint SET note = CAST(replace(CAST(note AS TEXT), "
                               "char(10) || '7', char(10) || '6') AS BLOB)"),
         ["a checkpoint: a proof, a signature or a digest does not hold"]),
    ],
    ids=["edited", "edited and hashed", "not JSON", "removed", "kind", "node", "chain", "file", "draft", "private",
         "no checkpoint", "checkpoint"],
)  # fmt: skip
def test_damage(whole: Path, change: Change, told: list[str]) -> None:
    tampered(whole, change)
    found = faults(whole)
    for each in told:
        assert any(fault.startswith(each) for fault in found), found


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE meta SET value = 'Helm Valley Plan' WHERE key = 'title'",
        "UPDATE meta SET key = 'sight' WHERE key = 'sites'",
        "UPDATE private SET audience = 'all' WHERE rowid = 1",
        "DELETE FROM private WHERE rowid = 1",
        "UPDATE manuscript SET name = 'drift.txt'",
        "UPDATE draft SET content = CAST(replace(CAST(content AS TEXT), 'Article', 'Section') AS BLOB)",
        "UPDATE request SET first = 5",
        "UPDATE request SET id = 'fjve'",
        "DELETE FROM request",
        "UPDATE checkpoint SET cosigned = 1",
    ],
)
def test_a_row_that_no_entry_vouches_for(whole: Path, change: str) -> None:
    with open_record(whole, viewer="depositary") as record:
        record.enter(said("five"), request="five")
    assert verify(whole).holds
    tampered(whole, lambda db: db.execute(change))
    table = change.split()[2 if change.startswith("DELETE") else 1]
    assert f"the table {table} does not add up" in faults(whole)


def test_two_entries_exchanged(whole: Path) -> None:
    def exchange(db: sqlite3.Connection) -> None:
        for old, new in ((4, 99), (5, 4), (99, 5)):
            db.execute("UPDATE entry SET idx = ? WHERE idx = ?", (new, old))

    tampered(whole, exchange)
    found = faults(whole)
    assert "the checkpoint of 7 entries is not of these entries" in found
    assert "entry 4: its author's entry 5 where 4 was to follow" in found


def test_a_signature_dropped_or_exchanged(record: Record, path: Path) -> None:
    key, other = record.home.key("depositary"), PrivateKey.from_seed(bytes(32))
    record.enter(acts.Rotate(old=key.public.to_text(), new=other.public.to_text()), sign=[key, other])
    record.close()
    copy = path.with_name("copy.travaux")
    shutil.copy(path, copy)
    tampered(
        copy,
        set_leaf(3, lambda leaf: Leaf(Leaf.from_text(leaf).message, Leaf.from_text(leaf).signatures[:1]).to_text()),
    )
    assert "the checkpoint of 4 entries is not of these entries" in faults(copy)


def test_everything_made_anew_under_the_same_key(whole: Path, tmp_path: Path) -> None:
    """A depositary who rewrites history and signs it again is caught by what was seen before, and by nothing else."""
    home = tmp_path / "home"
    log = PrivateKey.from_text(next((home / "logs").iterdir()).read_text())

    def rewrite(db: sqlite3.Connection) -> None:
        db.execute("DELETE FROM entry WHERE idx = 6")
        db.execute("DELETE FROM node WHERE level >= 1 AND (place + 1) << level > 6")
        hashes = [row[0] for row in db.execute("SELECT hash FROM entry ORDER BY idx")]
        (vkey,) = db.execute("SELECT value FROM meta WHERE key = 'log'").fetchone()
        key = Key.from_text(vkey)
        note = checkpoints.sign(Checkpoint(key.name, 6, Tree(hashes).root()), key, log.make).to_text()
        db.execute("UPDATE checkpoint SET size = 6, note = ?", (note,))
        db.execute("UPDATE chain SET seq = 5, idx = 5")
        db.execute("UPDATE sum SET digest = ? WHERE name = 'checkpoint'", (sum_of(db, "checkpoint"),))

    tampered(whole, rewrite)
    assert verify(whole, home=tmp_path / "away").holds
    (fault,) = faults(whole)
    assert "has 6 entries, and its log has signed a checkpoint for 7" in fault


def test_what_was_erased_and_is_still_there(record: Record, path: Path) -> None:
    disclosure = record.disclosures(1)[0]
    record.erase(1, ground="asked for")
    record.close()
    values = (digest_of(disclosure), 1, disclosure, "all")
    tampered(path, lambda db: db.execute("INSERT INTO private VALUES (?, ?, ?, ?)", values))
    assert [fault for fault in faults(path) if "erased" in fault] == ["a private value that entry 3 says was erased"]


def test_no_record(tmp_path: Path) -> None:
    for name, content in {
        "empty": b"",
        "text": b"Article 1\n" * 500,
        "cut": b"SQLite format 3\x00" + bytes(400),
    }.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(StoreFailed, match="is not a record of Travaux"):
            verify(tmp_path / name)
    with pytest.raises(StoreFailed, match="there is no record at"):
        verify(tmp_path / "nowhere")
    other = sqlite3.connect(tmp_path / "other")
    other.execute("CREATE TABLE entry (idx)")
    other.close()
    before = (tmp_path / "other").read_bytes()
    with pytest.raises(StoreFailed, match="is not a record of Travaux"):
        verify(tmp_path / "other")
    assert (tmp_path / "other").read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == ["cut", "empty", "other", "text"]


def test_a_newer_format(whole: Path) -> None:
    tampered(whole, lambda db: db.execute("PRAGMA user_version = 3"))
    with pytest.raises(StoreFailed, match=r"was written by a newer Travaux \(format 3\); install that one"):
        verify(whole)


def test_tables_that_are_not_ours(whole: Path) -> None:
    connection = sqlite3.connect(whole)
    connection.execute("CREATE TRIGGER shadow AFTER INSERT ON meta BEGIN DELETE FROM private; END")
    connection.commit()
    connection.close()
    with pytest.raises(StoreFailed, match="has other tables or triggers than a record of format 2 has"):
        verify(whole)


def test_a_file_cut_short(whole: Path) -> None:
    data = whole.read_bytes()
    whole.write_bytes(data[: len(data) // 2])
    with pytest.raises(StoreFailed):
        verify(whole)
