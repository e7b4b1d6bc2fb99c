"""Opening a record: a new one, or one that is there, for a viewer. The guard has to agree first."""

from __future__ import annotations

import os
import re
import secrets
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from travaux.errors import Forked, Malformed, StoreFailed, within
from travaux.log.note import ED25519, Key
from travaux.record.acts import Enrol
from travaux.record.rules import PACKS
from travaux.record.terms import Person
from travaux.secretariat import entering, succession
from travaux.secretariat.entering import Doing
from travaux.secretariat.home import Home
from travaux.secretariat.ledger import Ledger, Waiting
from travaux.secretariat.records import Record
from travaux.secretariat.signers import by_key
from travaux.secretariat.viewers import DEPOSITARY, PUBLIC, Viewer
from travaux.stores.addresses import Address, place
from travaux.stores.places import store_at
from travaux.stores.store import MOVED, Store, refusal

Given = str | os.PathLike[str] | Address
"""Where a record is: a file, or an address such as postgres://user@host/database#record."""

KEY = "depositary"
"""The name in the operator's home of the key with which the depositary signs, unless another is named."""


def new(
    path: Given, *, title: str = "", rules: str = "plain", name: str = "", key: str = KEY,
    passphrase: str = "", origin: str = "", sites: tuple[str, ...] = (), home: str | os.PathLike[str] | None = None,
    follows: Sequence[Given] = (),
) -> Record:  # fmt: skip
    """Makes a record and returns it, open for the depositary, whose key is enrolled in entry 0.

    `name` is the depositary's, a private value. `key` is a key in the operator's home, made where there is none of that
    name. `origin` is the log's name, made from the title and at random where it is not given. `sites` are where
    passkeys may be used. `follows` are records whose logs cannot go on under their names, or what is left of them: its
    depositary states so in the entries after it (`succession`). Raises `StoreFailed` where there is one already.
    """
    if rules not in PACKS:
        raise Malformed("no such rule pack", where=rules, advice=f"There are: {', '.join(sorted(PACKS))}")
    house = Home(home)
    log = origin or f"travaux/{_slug(title or place(path).stem)}-{secrets.token_hex(4)}"
    Key(log, ED25519, bytes(32))  # refuses a name that no log can have, before anything is made
    statements = [succession.follows(place(each), house) for each in follows]
    depositary = house.key(key, passphrase) if house.has(key) else house.new_key(key, passphrase)
    log_key = house.new_log_key(log)
    store = store_at(path, create=True)
    try:
        public = Key(log, ED25519, log_key.public.public)
        with store.turn(), store.writing():
            for setting, value in {"log": public.to_text(), "title": title, "rules": rules}.items():
                store.keep_setting(setting, value)
            store.keep_setting("sites", " ".join(sites))
        record = _record(store, house, DEPOSITARY, place(path).name)
        person = Person(id=entering.new_person(), name=name or None)
        act = Enrol(person=person, key=depositary.public.to_text(), duty="depositary")
        signed = Doing(act=act, person=person.id, signers=(by_key(depositary),))
        record.enter_all([signed, *(replace(signed, act=each) for each in statements)])
    except BaseException:
        with suppress(StoreFailed):
            store.discard()
        raise
    return record


def open(  # noqa: A001 (a record is opened, as a file is)
    path: Given, *, viewer: Viewer | str, home: str | os.PathLike[str] | None = None, line: Waiting | None = None
) -> Record:
    """Opens a record for a viewer: "depositary", "public", a party's id, handle or name, or a `Viewer`.

    Raises `StoreFailed` where it is no record or damaged, and `Forked` where it is older than, or another history than,
    what was signed or seen here before. What is entered by several who have it open with the same `line` may come in
    together, at the price of one commit.
    """
    store = store_at(path)
    try:
        return record_in(store, Home(home), viewer, place(path).name, line)
    except BaseException:
        store.close()
        raise


def record_in(store: Store, home: Home, viewer: Viewer | str, name: str, line: Waiting | None = None) -> Record:
    """Returns the record that any store keeps, open for a viewer."""
    if isinstance(viewer, Viewer):
        return _record(store, home, viewer, name, line)
    if viewer in ("depositary", "public"):
        return _record(store, home, DEPOSITARY if viewer == "depositary" else PUBLIC, name, line)
    # A party may be named by its handle, a private value: only the depositary's view can look it up.
    party = _record(store, home, DEPOSITARY, name).party(viewer)
    return _record(store, home, Viewer(party), name, line)


def _record(store: Store, home: Home, viewer: Viewer, name: str, line: Waiting | None = None) -> Record:
    setting = store.setting("log")
    if not setting:
        raise StoreFailed(f"{name} does not name its log: it was never finished, or it is damaged")
    with within(f"{name}: the key of its log"):
        key = Key.from_text(setting)
    ledger = Ledger(store, home.guard(key.name), key, name, line)
    try:
        seen = ledger.check()
    except Forked:
        moved = store.setting(MOVED)
        if moved:
            raise refusal(name, moved) from None
        raise
    return Record(store, ledger, home, viewer, trusted=seen.checkpoint.size if seen else 0)


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "record"
