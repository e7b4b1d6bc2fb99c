"""A record that has something of every kind, made to be damaged: its file as it is, and as it was half way.

Entries that all may read and that some may; private values shown, withheld and erased; a file and a draft that run over
many pages; requests, settings, a cosigned checkpoint; states that were worked out for three viewers; free pages.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.breaking.clerk import said
from travaux.keys.private import PrivateKey
from travaux.record.acts import Admit
from travaux.record.terms import PartyId
from travaux.secretariat import views
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.secretariat.witnessing import WitnessKeeper
from travaux.stores.sqlite import SqliteStore

NAME = "talks.travaux"
VIEWERS = ("depositary", "boria", "public")
_ALDANIA, _BORIA = PartyId("party-aaaaaaaa"), PartyId("party-bbbbbbbb")
_SHARED = "The parties **shall** share the water of spring {} in equal parts, and tell each other what they took."


@dataclass(frozen=True, slots=True)
class Specimen:
    """The bytes of the file, those of the same file half way, what each page is, and the home that keeps its log."""

    content: bytes
    before: bytes
    pages: dict[int, str]
    home: Path


def make(folder: Path, entries: int) -> Specimen:
    """Makes one in a folder, with about so many entries."""
    record, home = folder / NAME, folder / "home"
    (folder / "draft.md").write_text("\n\n".join(f"{at}. {_SHARED.format(at)}" for at in range(1, 99)))
    with new(record, title="Velm Valley", name="The secretariat", sites=("https://a.example",), home=home) as opened:
        opened.enter(Admit(party=_ALDANIA, handle="aldania", name="Federation of Aldania"))
        opened.enter(Admit(party=_BORIA, handle="boria", name="Republic of Boria"))
        _enter(opened, "before", entries // 2)
    before = record.read_bytes()
    with open_record(record, viewer="depositary", home=home) as opened:
        opened.table(folder / "draft.md", by="aldania", request="draft")
        opened.erase(1, "name", ground="request of the party")
        opened.disclose(2, "handle")
        opened.withhold(0)
        opened.allow("https://b.example")
        _cosign(opened, folder)
        _enter(opened, "after", entries // 2)
    _free_pages(record)
    _keep_states(record, home)
    return Specimen(record.read_bytes(), before, kinds(record), home)


def _enter(opened: Record, when: str, count: int) -> None:
    doings = []
    for at in range(count):
        visible = ["aldania"] if not at % 9 else "all"
        doings.append(opened.doing(said(f"{when} {at}{' and so on' * (at % 7 * 9)}"), visible=visible))
    opened.enter_all(doings, request=when)


def _cosign(opened: Record, folder: Path) -> None:
    with WitnessKeeper(folder / "witness.db", PrivateKey.from_seed(bytes(32)), "witness.boria.example") as keeper:
        keeper.know(opened.key)
        policy = f"log {opened.key}\nwitness boria {keeper.key.to_text()} http://127.0.0.1:1\nquorum boria\n"
        opened.cosign(policy, ask=lambda _, body: keeper.add_checkpoint(body))


def _free_pages(record: Path) -> None:
    with closing(SqliteStore(record)) as store, store.turn():
        with store.writing():
            store.cache("state of yesterday", bytes(range(256)) * 160)
        with store.writing():
            store.erase(())


def _keep_states(record: Path, home: Path) -> None:
    least, views.LEAST = views.LEAST, 10
    try:
        for viewer in VIEWERS:
            with open_record(record, viewer=viewer, home=home) as opened:
                assert opened.state.size
    finally:
        views.LEAST = least


def kinds(record: Path) -> dict[int, str]:
    """Returns what each page of a file is: of which table or index, and what part of it."""
    with closing(sqlite3.connect(record)) as connection:
        (count,) = connection.execute("PRAGMA page_count").fetchone()
        used = connection.execute("SELECT pageno, name || ' ' || pagetype FROM dbstat").fetchall()
    return {**dict.fromkeys(range(1, count + 1), "free"), **dict(used)}
