"""Broken input of every kind: whatever is done to it, the answer is a refusal of ours, and nothing is half written."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.attacks.forging import Accord, meddling

import travaux
from travaux.canon import from_text
from travaux.keys.check import check, check_ed25519
from travaux.keys.public import PublicKey
from travaux.log.checkpoint import Checkpoint
from travaux.log.leaf import Leaf
from travaux.log.note import Key, Note, text_of
from travaux.log.policy import Policy
from travaux.log.receipt import Receipt
from travaux.log.witness import Request
from travaux.record.acts import State
from travaux.record.disclosures import Disclosure, by_digest
from travaux.record.entries import from_value
from travaux.record.terms import Source

PIECES = [
    b"\n",
    b"\0",
    b"\xff",
    b"\xc3\xa9",
    b"\xed\xa0\x80",
    b"\xd9\xa4",
    b"\n\n",
    b"-1",
    b"9" * 30,
    b"[",
    b"{",
    b'"',
    b"=",
    b"+",
]


@contextmanager
def refused_or_fine() -> Iterator[None]:
    """Lets through what is right, and refusals of ours; any other error fails the test."""
    with suppress(travaux.TravauxError):
        yield


@st.composite
def broken(draw: st.DrawFn, whole: bytes) -> bytes:
    """The bytes with a few things done to them: bits turned, parts taken out, doubled, cut off, or put in."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        size = draw(st.sampled_from([1, 1, 4, 60]))
        match draw(st.integers(0, 4)):
            case 0 if at < len(data):
                data[at] ^= 1 << draw(st.integers(0, 7))
            case 1:
                del data[at : at + size]
            case 2:
                data[at:at] = data[at : at + size]
            case 3:
                del data[at:]
            case _:
                data[at:at] = draw(st.sampled_from(PIECES))
    return bytes(data)


def texts(accord: Accord) -> dict[str, tuple[list[bytes], Callable[[bytes], object]]]:
    """Every kind of text that comes from others, with what reads it."""
    policy = f"log {accord.vkey}\nwitness w {accord.vkey}\ngroup g 1 w\nquorum none\n".encode()
    believed = Policy.from_text(f"log {accord.vkey}\nquorum none\n".encode())
    leaves, notes = accord.kept, list(accord.notes.values())
    request = Request(7, (bytes(32), bytes(range(32))), notes[-1]).to_text()
    public = accord.clerk.public.to_text()
    disclosure = Disclosure(bytes(16), "name", "Republic of Boria").to_text()
    signature = Leaf.from_text(leaves[5]).signatures[0]
    return {
        "a leaf": (list(leaves.values()), Leaf.from_text),
        "line 1": ([leaf.split(b"\n")[0] for leaf in leaves.values()], from_text),
        "a note": (notes, Note.from_text),
        "a checkpoint": (notes, lambda data: Checkpoint.from_text(text_of(data))),
        "a believed checkpoint": (notes, lambda data: believed.open(data, check_ed25519)),
        "a receipt": ([each.encode() for each in accord.receipts.values()], Receipt.from_text),
        "a policy": ([policy], Policy.from_text),
        "a request to a witness": ([request], Request.from_text),
        "a signature": ([signature], lambda data: check(b"message", data)),
        "a vkey": ([accord.vkey.encode()], lambda data: Key.from_text(data.decode("utf-8", "surrogateescape"))),
        "a public key": ([public.encode()], lambda data: PublicKey.from_text(data.decode("utf-8", "replace"))),
        "a disclosure": ([disclosure.encode()], lambda data: by_digest([data.decode("utf-8", "replace")])),
    }


KINDS = [
    "a leaf", "line 1", "a note", "a checkpoint", "a believed checkpoint", "a receipt", "a policy",
    "a request to a witness", "a signature", "a vkey", "a public key", "a disclosure",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_texts(honest: Accord, kind: str, data: st.DataObject) -> None:
    samples, read = texts(honest)[kind]
    changed = data.draw(broken(data.draw(st.sampled_from(samples))))
    with refused_or_fine():
        read(changed)


def test_every_kind_is_tried(honest: Accord) -> None:
    assert list(texts(honest)) == KINDS
    for samples, read in texts(honest).values():
        for sample in samples:
            with refused_or_fine():
                read(sample)


ODD = st.sampled_from(
    [None, True, 0, -1, 2**53 - 1, "", "x", "é", "party-aaaaaaaa", "0" * 64, [], {}, ["x"], [[]], {"x": 1}, [["x", 1]]]
)


def places(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    if path:
        yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from places(each, (*path, key))


def put(value: object, path: tuple[object, ...], odd: object) -> None:
    for key in path[:-1]:
        value = value[key]  # type: ignore[index]
    value[path[-1]] = odd  # type: ignore[index]


@settings(max_examples=150)
@given(data=st.data())
def test_entries_with_anything_anywhere(honest: Accord, data: st.DataObject) -> None:
    """A value in a place where it does not belong is refused, and the refusal names a place that is there."""
    import json

    message = data.draw(st.sampled_from([leaf.split(b"\n")[0] for leaf in honest.leaves]))
    value = json.loads(message)
    path = data.draw(st.sampled_from(list(places(value))))
    odd = data.draw(ODD)
    put(value, path, odd)
    where = ""
    try:
        from_value(value)
    except travaux.Malformed as fault:
        where = fault.where
    assert where.split(".")[0].split("[")[0] in {"", *value, "_sd_alg"}


# Whole files


def used(accord: Accord) -> None:
    """Opens, reads, verifies and writes, in the depositary's home and in a stranger's."""
    for home in (accord.home, accord.stranger):
        with refused_or_fine(), accord.open(home=home) as record:
            for at, entered in enumerate(record.entries):
                assert repr(entered)
                record.receipt(at)
                record.verdicts(at)
                record.disclosures(at)
            assert all(draft.text for draft in record.drafts.values())
    with refused_or_fine():
        accord.faults()
    size = rows(accord)
    with refused_or_fine():
        try:
            with accord.open() as record:
                record.enter(State(source=Source(kind="document"), words=("The talks go on.",)))
        except travaux.TravauxError:
            assert rows(accord) == size
            raise


def rows(accord: Accord) -> int | None:
    """How many entries there are; None where SQLite itself cannot tell."""
    try:
        with closing(sqlite3.connect(accord.path)) as file:
            found = file.execute("SELECT count(*) FROM entry").fetchone()[0]
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    return int(found)


@contextmanager
def copied(honest: Accord) -> Iterator[Accord]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(honest.home, folder / "home")
        shutil.copy(honest.path, folder / "velm.travaux")
        yield replace(honest, path=folder / "velm.travaux", home=folder / "home", stranger=folder / "elsewhere")


@settings(max_examples=40)
@given(data=st.data())
def test_a_record_with_any_bytes_spoilt(honest: Accord, data: st.DataObject) -> None:
    with copied(honest) as accord:
        content = bytearray(accord.path.read_bytes())
        for _ in range(data.draw(st.sampled_from([1, 3, 20]))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        if data.draw(st.booleans()):
            del content[data.draw(st.integers(0, len(content))) :]
        accord.path.write_bytes(content)
        used(accord)


COLUMNS = [
    ("entry", "leaf"), ("entry", "kind"), ("entry", "hash"), ("node", "hash"), ("node", "place"),
    ("checkpoint", "note"), ("checkpoint", "size"), ("chain", "author"), ("chain", "seq"), ("private", "digest"),
    ("private", "idx"), ("private", "disclosure"), ("manuscript", "digest"), ("manuscript", "content"),
    ("draft", "digest"), ("draft", "content"), ("meta", "key"), ("meta", "value"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[".".join(each) for each in COLUMNS])
@settings(max_examples=4)
@given(data=st.data())
def test_a_record_with_any_value_spoilt(honest: Accord, table: str, column: str, data: st.DataObject) -> None:
    with copied(honest) as accord:
        with suppress(sqlite3.Error), meddling(accord.path) as file:
            old = data.draw(st.sampled_from(file.execute(f"SELECT {column} FROM {table}").fetchall()))[0]
            match old:
                case bytes():
                    new: object = data.draw(broken(old))
                case str():
                    new = data.draw(broken(old.encode())).decode("utf-8", "replace")
                case _:
                    new = data.draw(st.sampled_from([-1, 0, old + 1, 2**62]))
            file.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {column} = ?", (new, old))
        used(accord)


@settings(max_examples=60)
@given(data=st.data())
def test_the_guard_spoilt(honest: Accord, data: st.DataObject) -> None:
    """One slot spoilt leaves the other; both spoilt are a log that is new here: never a crash."""
    with copied(honest) as accord:
        (guard,) = [each for each in (accord.home / "guards").iterdir() if each.stat().st_size]
        guard.write_bytes(data.draw(broken(guard.read_bytes())))
        used(accord)


def test_a_letter_changed_in_a_key_of_the_home(accord: Accord) -> None:
    key = next((accord.home / "logs").iterdir())
    key.write_text(key.read_text().replace("A", "B", 3))
    with accord.open() as record, pytest.raises(travaux.TravauxError) as refusal:
        record.enter(State(source=Source(kind="document"), words=("x",)))
    assert str(refusal.value)
    assert rows(accord) == 9
