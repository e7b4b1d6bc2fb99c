"""Whoever has the file rewrites it: what a verification says to a stranger, and what the depositary's own home says.

Most forgeries here are complete: every hash worked out anew, and the whole signed with the log's own key, as only the
depositary could do it, or a thief of that key. What gives them away are other people's signatures.
"""

from __future__ import annotations

import shutil
import sqlite3

import pytest
from tests.attacks.forging import (
    SECOND,
    Accord,
    altered,
    meddling,
    resigned,
    rewritten,
    signed,
    slipped_in,
    tree,
    vkey_of,
)

import travaux
from travaux.cli.main import run
from travaux.keys.private import PrivateKey
from travaux.log.merkle import leaf_hash
from travaux.record.acts import Retire, State
from travaux.record.disclosures import Disclosure
from travaux.record.terms import Source
from travaux.secretariat.moving import move

ANOTHER_HISTORY = (
    "velm.travaux is another history than the one whose checkpoint for 9 entries is kept here: entries were "
    "changed, or two copies of the file were written to. Keep both, write to neither, and run `travaux verify` on "
    "each; `travaux new NEXT.travaux --follows velm.travaux --follows OTHER` begins a record that names both"
)
OLD_COPY = (
    "velm.travaux has {count} entries, and its log has signed a checkpoint for 9: this is an old copy. Put back the "
    "newest copy of the file, one with 9 entries or more. If there is none, the log cannot go on under its name: "
    "`travaux new NEXT.travaux --follows velm.travaux` begins a record that says what was lost"
)
THERE = "9 entries are there, without a gap, as they were hashed: "
SIGNED = "every signature on them holds: "
VALID = "a key that was valid at its place signed each: "
CHAINS = "every author's own chain holds, without a gap: "
AFTER = "every author had seen a checkpoint of this very log: "
FORM = "each is a canonical entry of this log: "
TABLES = "the tables of hashes and chains are those of the entries: "
NOT_COVERED = (
    "the log signed a checkpoint for these entries, and they are those: the checkpoint of 9 entries is not of "
    "these entries"
)


def unseen(*entries: int, size: int | None = None) -> list[str]:
    """What is said of entries whose authors saw another log than this."""
    return [f"{AFTER}entry {at}: its author saw a checkpoint of {size or at} that this log never had" for at in entries]


def test_the_honest_record(accord: Accord) -> None:
    assert accord.faults() == []
    assert accord.faults(accord.home, accord.vkey) == []
    assert accord.refusal() == accord.refusal(accord.stranger) == accord.refusal(viewer="public") == ""


def test_an_entry_edited(accord: Accord) -> None:
    """One word, in the file alone: its hash, its signature and the log's all say so, to everybody who opens it."""
    edited = altered(accord.leaves[5], b'"object"', b'"accept"')
    with meddling(accord.path) as file:
        file.execute("UPDATE entry SET leaf = ? WHERE idx = 5", (edited,))
    assert accord.faults() == [
        f"{THERE}entry 5: its bytes are not those that were hashed",
        f"{SIGNED}entry 5: the signature in line 2 does not hold",
        f"{CHAINS}entry 7: its author's entry 1 where 0 was to follow",
        *unseen(6, 7, 8),
        NOT_COVERED,
        f"{TABLES}node 2 of level 1",
        f"{TABLES}node 1 of level 2",
        f"{TABLES}node 0 of level 3",
    ]
    damaged = "StoreFailed: the entries of the record are not those that its tree was made of: it is damaged"
    assert [accord.refusal(), accord.refusal(accord.stranger)] == [damaged, damaged]


def test_an_entry_edited_and_every_hash_with_it(accord: Accord) -> None:
    leaves = accord.leaves
    leaves[5] = altered(leaves[5], b'"object"', b'"accept"')
    rewritten(accord, leaves)
    assert accord.faults() == [
        f"{SIGNED}entry 5: the signature in line 2 does not hold",
        f"{CHAINS}entry 7: its author's entry 1 where 0 was to follow",
        *unseen(6, 7, 8),
        NOT_COVERED,
    ]
    assert accord.refusal() == f"Forked: {ANOTHER_HISTORY}"
    damaged = "StoreFailed: velm.travaux: its entries are not those of its last checkpoint; it is damaged"
    assert accord.refusal(accord.stranger) == damaged


def test_an_entry_edited_by_the_depositary(accord: Accord) -> None:
    """The log signs the forgery: the party's own signature still does not fit, and later authors saw another log."""
    leaves = accord.leaves
    leaves[5] = altered(leaves[5], b'"object"', b'"accept"')
    rewritten(accord, leaves, accord.log_key())
    assert accord.faults() == [
        f"{SIGNED}entry 5: the signature in line 2 does not hold",
        f"{CHAINS}entry 7: its author's entry 1 where 0 was to follow",
        *unseen(6, 7, 8),
    ]
    assert accord.refusal() == f"Forked: {ANOTHER_HISTORY}"
    with accord.open("public", accord.stranger) as record:
        assert record.entry(5).grade == "reported"  # never "signed", and the state says why
        assert record.state.unkeyed(5)


def test_what_a_stranger_reads_at_the_terminal(
    accord: Accord, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same forgery, opened by somebody who does not think of verifying it."""
    leaves = accord.leaves
    leaves[5] = altered(leaves[5], b'"object"', b'"accept"')
    rewritten(accord, leaves, accord.log_key())
    monkeypatch.setenv("TRAVAUX_HOME", str(accord.stranger))
    assert run(["show", "5", "--record", str(accord.path)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "No key that was valid then signed it, or its signature does not hold." in said
    assert run(["status", "--record", str(accord.path)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "entry 5 no key that was valid then signed it, or its signature does not hold" in said
    assert "entry 7 its author's entry 1 where 0 was to follow: an entry may have been refused, or taken out" in said


def test_the_depositary_s_own_entry_edited_by_itself(accord: Accord) -> None:
    """Its own key signs its own words anew; but what a party signed afterwards names the log as it was."""
    leaves = accord.leaves
    leaves[6] = resigned(altered(leaves[6], b"most of it", b"all of it"), accord.key())
    rewritten(accord, leaves, accord.log_key())
    assert accord.faults() == [f"{CHAINS}entry 8: it does not follow upon its author's entry before", *unseen(7, 8)]
    assert accord.refusal() == f"Forked: {ANOTHER_HISTORY}"


def test_an_entry_removed(accord: Accord) -> None:
    leaves = accord.leaves
    del leaves[5]
    rewritten(accord, leaves, accord.log_key())
    assert accord.faults() == [
        f"{CHAINS}entry 6: its author's entry 1 where 0 was to follow",
        *(fault for at in (5, 6, 7) for fault in unseen(at, size=at + 1)),
    ]
    assert accord.refusal() == f"Forked: {OLD_COPY.format(count=8)}"


def test_entries_reordered(accord: Accord) -> None:
    leaves = accord.leaves
    leaves[5], leaves[7] = leaves[7], leaves[5]
    rewritten(accord, leaves, accord.log_key())
    assert accord.faults() == [
        f"{CHAINS}entry 5: its author's entry 1 where 0 was to follow",
        f"{CHAINS}entry 7: its author's entry 0 where 2 was to follow",
        *unseen(5, size=7),
        *unseen(6, 8),
    ]
    assert accord.refusal() == f"Forked: {ANOTHER_HISTORY}"


def test_an_entry_back_dated_into_its_place(accord: Accord) -> None:
    """An entry written today, put where it should have been: everybody after it saw a log without it."""
    leaves = accord.leaves
    after = {"size": 5, "root": tree(leaves).root(5).hex()}
    older = resigned(leaves[6], accord.key(), seq=5, after=after, at="2020-01-01T00:00:00Z")
    leaves.insert(5, older)
    rewritten(accord, leaves, accord.log_key())
    assert accord.faults()[:2] == [
        f"{CHAINS}entry 7: its author's entry 5 where 6 was to follow",
        f"{AFTER}entry 7: its author saw a checkpoint of 6 that this log never had",
    ]
    assert accord.refusal() == f"Forked: {ANOTHER_HISTORY}"


def test_an_entry_back_dated_by_its_clock(accord: Accord) -> None:
    """A clock is only claimed, and may be wrong or late: what is proved is the place, and every report says so."""
    leaf = accord.next(at="2020-01-01T00:00:00Z")
    with accord.open() as record:
        assert record.receive(leaf).index == 9
    report = travaux.verify(accord.path, home=accord.stranger)
    assert report.holds
    assert "when anything was done: the times in entries are what their authors' clocks said" in [
        each.says for each in report.not_proved
    ]


def test_signatures_swapped(accord: Accord) -> None:
    """Boria's signature of another entry under this one; the log signs it all."""
    leaves = accord.leaves
    leaves[5] = leaves[5].split(b"\n")[0] + b"\n" + leaves[7].split(b"\n")[1] + b"\n"
    rewritten(accord, leaves, accord.log_key())
    assert accord.faults() == [
        f"{SIGNED}entry 5: the signature in line 2 does not hold",
        f"{CHAINS}entry 7: its author's entry 1 where 0 was to follow",
        *unseen(6, 7, 8),
    ]


def test_a_signature_dropped(accord: Accord) -> None:
    bare = accord.leaves[5].split(b"\n")[0] + b"\n"
    with meddling(accord.path) as file:
        file.execute("UPDATE entry SET leaf = ?, hash = ? WHERE idx = 5", (bare, leaf_hash(bare)))
    assert accord.faults()[:2] == [
        f"{FORM}entry 5: line 2: an entry that nobody signed",
        f"{CHAINS}entry 7: its author's entry 1 where 0 was to follow",
    ]
    said = "StoreFailed: entry 5 cannot be read, the record is damaged: line 2: an entry that nobody signed"
    assert [accord.refusal(), accord.refusal(accord.stranger)] == [said, said]


def test_a_signature_replaced_by_the_depositary_s(accord: Accord) -> None:
    """Its words in a party's mouth, under its own signature, are its own record of them: never *signed*."""
    with accord.open() as record:
        seventh = resigned(accord.next(seq=7, prev=leaf_hash(accord.leaves[8]).hex()), accord.key())
        assert record.receive(seventh).index == 9
        assert (record.entry(9).entry.actor, record.entry(9).grade) == (accord.boria, "recorded")


def test_a_log_truncated(accord: Accord) -> None:
    """The end is cut off, and nothing else touched: the last checkpoint says that there was more."""
    with meddling(accord.path) as file:
        file.execute("DELETE FROM entry WHERE idx > 6")
        file.execute("DELETE FROM private WHERE idx > 6")
    assert accord.faults()[0] == NOT_COVERED
    assert accord.refusal() == f"Forked: {OLD_COPY.format(count=7)}"
    damaged = "StoreFailed: velm.travaux: its entries are not those of its last checkpoint; it is damaged"
    assert accord.refusal(accord.stranger) == damaged


def test_a_log_truncated_by_the_depositary(accord: Accord) -> None:
    """Signed anew without its end, a record is in order in itself: only who saw more can tell, and says so."""
    rewritten(accord, accord.leaves[:7], accord.log_key())
    assert accord.faults() == []
    old = f"the record holds all that was seen of its log here before: {OLD_COPY.format(count=7)}"
    assert accord.faults(accord.home) == [old]
    assert accord.refusal() == f"Forked: {OLD_COPY.format(count=7)}"


def test_a_backup_rolled_back(accord: Accord) -> None:
    """A copy of yesterday is put back by an honest hand: nothing is signed upon it."""
    copy = accord.path.with_suffix(".yesterday")
    shutil.copy(accord.path, copy)
    with accord.open() as record:
        record.enter(State(source=Source(kind="document"), words=("The talks go on.",)))
    shutil.copy(copy, accord.path)
    said = OLD_COPY.format(count=9).replace("checkpoint for 9", "checkpoint for 10").replace("with 9", "with 10")
    assert accord.refusal() == f"Forked: {said}"


def test_the_old_place_of_a_record_that_was_moved(accord: Accord) -> None:
    """Whoever goes on writing there would make a second history: it is told where the first one is."""
    there = accord.path.with_name("there.travaux")
    move(accord.path, there, home=accord.home)
    assert accord.refusal() == "", "it can be read until the record goes on"
    with accord.open() as record, pytest.raises(travaux.Forked) as refusal:
        record.receive(accord.next())
    assert str(refusal.value) == (
        f"{accord.path} was moved, and is written to at {there}; what is here stays as it was"
    )
    with travaux.open(there, viewer="depositary", home=accord.home) as record:
        assert record.receive(accord.next()).index == 9
    assert "was moved, and is written to at" in accord.refusal()


def test_a_forked_log(accord: Accord) -> None:
    """Two histories of one size, both signed by the log: each is in order in itself, and they exclude each other."""
    other = accord.path.with_name("other.travaux")
    shutil.copy(accord.path, other)
    home = accord.home.with_name("second")
    shutil.copytree(accord.home, home)
    said = State(source=Source(kind="document"), words=("Boria accepts.",))
    with accord.open() as record:
        record.enter(said)
    with travaux.open(other, viewer="depositary", home=home) as record:
        record.enter(said)
    assert travaux.verify(accord.path, home=accord.stranger).holds
    assert travaux.verify(other, home=accord.stranger).holds
    with pytest.raises(travaux.Forked) as refusal:
        travaux.open(other, viewer="depositary", home=accord.home)
    expected = ANOTHER_HISTORY.replace("velm", "other").replace("for 9", "for 10")
    assert str(refusal.value) == expected


def test_a_retired_key_used(accord: Accord) -> None:
    """The depositary slips in what a thief signed after the key was retired."""
    with accord.open() as record:
        record.enter(Retire(key=accord.clerk.public.to_text(), reason="stolen", suspect_from=7))
    leaves = accord.leaves
    leaves.append(accord.next())
    rewritten(accord, leaves, accord.log_key())
    mark = accord.clerk.public.fingerprint
    assert accord.faults() == [
        f"{VALID}entry 10: no key that was valid then signed it",
        f"{TABLES}the chain of {mark}",
    ]
    with accord.open() as record:
        assert (record.entry(10).grade, record.entry(7).grade) == ("reported", "signed")
        assert [at for at in range(11) if record.state.suspect(at)] == [7]


def test_a_stranger_s_key_slipped_in(accord: Accord) -> None:
    stranger = PrivateKey.from_seed(b"a stranger's seed of 32 bytes..!")
    rewritten(accord, [*accord.leaves, resigned(accord.next(seq=0, prev=None), stranger)], accord.log_key())
    assert accord.faults() == [
        f"{VALID}entry 9: no key that was valid then signed it",
        f"{TABLES}the chain of {stranger.public.fingerprint}",
    ]


def test_an_entry_slipped_in_without_any_key(accord: Accord) -> None:
    """Somebody who can write to the file puts words in Boria's mouth: nothing is signed upon that."""
    slipped_in(accord, altered(accord.next(), b'"accept"', b'"object"'))
    assert accord.faults() == [f"{SIGNED}entry 9: the signature in line 2 does not hold"]
    with accord.open() as record:
        assert record.entry(9).grade == "reported"
        with pytest.raises(travaux.StoreFailed) as refusal:
            record.enter(State(source=Source(kind="document"), words=("Talks go on.",)))
        assert record.size == 10
    assert str(refusal.value) == (
        "entry 9 did not come into example.com/velm-valley by its door: a proof, a signature or a digest does not "
        "hold. Nothing was signed: somebody wrote to the file. Put back a copy that has 9 entries"
    )


def test_a_key_slipped_in_without_any_key(accord: Accord) -> None:
    """The same with an enrolment: no key comes in that way, nor what it signs."""
    thief = PrivateKey.from_seed(b"a thief's seed that has 32 bytes")
    old, new = accord.clerk.public.to_text(), thief.public.to_text()
    slipped_in(accord, altered(accord.leaves[3], old.encode(), new.encode()))
    with accord.open() as record, pytest.raises(travaux.StoreFailed, match="entry 9 did not come into"):
        record.receive(resigned(accord.next(seq=0, prev=None), thief))


def test_what_a_process_that_died_left_is_signed_over(accord: Accord) -> None:
    """An entry that did come by the door, and whose checkpoint was never made, is as good as any."""
    slipped_in(accord, accord.next())
    with accord.open() as record:
        record.enter(State(source=Source(kind="document"), words=("Talks go on.",)))
        assert [record.entry(9).grade, record.size] == ["signed", 11]


def test_disclosures_swapped_between_entries(accord: Accord) -> None:
    """Each party under the other's name: nobody who may see the names is shown them."""
    with meddling(accord.path) as file:
        rows = file.execute("SELECT digest, disclosure FROM private WHERE idx IN (1, 2) ORDER BY idx").fetchall()
        one, other = [row for row in rows if Disclosure.from_text(row[1]).name == "name"]
        file.execute("UPDATE private SET disclosure = ? WHERE digest = ?", (other[1], one[0]))
        file.execute("UPDATE private SET disclosure = ? WHERE digest = ?", (one[1], other[0]))
    assert accord.faults() == [
        f"6 private values are those that the entries commit to: entry {at}: a private value that it does not commit to"
        for at in (1, 2)
    ]
    said = "StoreFailed: a private value of entry 1 is not the one that was entered: the record is damaged"
    assert accord.refusal() == accord.refusal(viewer=accord.boria) == said


def test_a_disclosure_kept_under_another_entry(accord: Accord) -> None:
    with meddling(accord.path) as file:
        file.execute("UPDATE private SET idx = 3 - idx WHERE idx IN (1, 2)")
    assert set(accord.faults()) == {
        f"6 private values are those that the entries commit to: entry {at}: a private value that it does not commit to"
        for at in (1, 2)
    }
    with accord.open() as record:
        assert [str(party.name) for party in record.state.parties] == ["withheld", "withheld"]


def test_a_manuscript_replaced_under_its_digest(accord: Accord) -> None:
    with meddling(accord.path) as file:
        file.execute("UPDATE manuscript SET content = ?", (SECOND.encode(),))
    with accord.open() as record:
        digest = record.state.drafts[0].file
        with pytest.raises(travaux.StoreFailed) as refusal:
            record.file(digest)
    assert str(refusal.value) == f"the file kept as {digest} is another one: the record is damaged"
    kept = "1 files and 1 drafts have the digests under which they are kept"
    assert accord.faults() == [f"{kept}: file {digest}"]


def test_a_draft_replaced_under_its_digest(accord: Accord) -> None:
    with meddling(accord.path) as file:
        (content,) = file.execute("SELECT content FROM draft").fetchone()
        file.execute("UPDATE draft SET content = ?", (content.replace(b"nine", b"seven"),))
    with accord.open() as record:
        digest = record.state.drafts[0].digest
        with pytest.raises(travaux.StoreFailed) as refusal:
            record.drafts[digest]
    assert str(refusal.value) == f"the draft kept as {digest} is another one: the record is damaged"
    kept = "1 files and 1 drafts have the digests under which they are kept"
    assert accord.faults() == [f"{kept}: draft {digest}"]


def test_a_checkpoint_of_another_log(accord: Accord) -> None:
    foreign = signed(9, tree(accord.leaves).root(), accord.log_key(), origin="example.com/other")
    with meddling(accord.path) as file:
        file.execute("UPDATE checkpoint SET note = ?", (foreign,))
    assert accord.faults() == [
        "the log signed a checkpoint for these entries, and they are those: a checkpoint: a checkpoint of "
        "example.com/other, not of example.com/velm-valley"
    ]
    said = "StoreFailed: velm.travaux: its last checkpoint is not signed by its log: it is damaged"
    assert [accord.refusal(), accord.refusal(accord.stranger)] == [said, said]


def test_a_checkpoint_signed_by_another_key(accord: Accord) -> None:
    thief = PrivateKey.from_seed(b"a thief's seed that has 32 bytes")
    with meddling(accord.path) as file:
        file.execute("UPDATE checkpoint SET note = ?", (signed(9, tree(accord.leaves).root(), thief),))
    assert accord.faults() == [
        "the log signed a checkpoint for these entries, and they are those: a checkpoint: no signature by a key "
        "that is known here"
    ]


def test_the_whole_record_under_another_key(accord: Accord) -> None:
    """A thief of the file signs it all with his own key. Who knows the log's, or saw the log, is not fooled."""
    thief = PrivateKey.from_seed(b"a thief's seed that has 32 bytes")
    vkey = vkey_of(thief)
    rewritten(accord, accord.leaves, thief)
    with meddling(accord.path) as file:
        file.execute("UPDATE meta SET value = ? WHERE key = 'log'", (vkey,))
    report = travaux.verify(accord.path, home=accord.stranger)
    assert f"that this is the log you mean: ask its depositary whether its key is {vkey}" in [
        each.says for each in report.not_proved
    ]
    assert accord.faults(key=accord.vkey) == [
        "the log signed a checkpoint for these entries, and they are those: a checkpoint: no signature by a key "
        "that is known here"
    ]
    assert accord.faults(accord.home) == ["the log is the one that was seen here before: it has another key"]
    assert accord.refusal() == (
        "Forked: velm.travaux names another key for the log example.com/velm-valley than the one that was seen here "
        "before: do not trust it, and ask for the record anew"
    )


def test_a_name_of_the_log_that_its_key_does_not_fit(accord: Accord) -> None:
    with meddling(accord.path) as file:
        file.execute("UPDATE meta SET value = replace(value, 'example', 'exemple') WHERE key = 'log'")
    vkey = accord.vkey.replace("example", "exemple")
    said = f"velm.travaux: the key of its log: {vkey}: the id is not that of the key"
    assert accord.refusal() == f"Malformed: {said}"
    with pytest.raises(travaux.Malformed) as refusal:
        travaux.verify(accord.path, home=accord.stranger)
    assert str(refusal.value) == said


def test_a_kind_that_hides_an_entry_on_keys(accord: Accord) -> None:
    """The word by which a retirement is found, changed in the file: a verification reads every entry for itself."""
    with accord.open() as record:
        record.enter(Retire(key=accord.clerk.public.to_text(), reason="stolen"))
    with meddling(accord.path) as file:
        file.execute("UPDATE entry SET kind = 'take' WHERE idx = 9")
    assert accord.faults() == [
        "10 entries are there, without a gap, as they were hashed: entry 9: kept as 'take', and is 'retire'"
    ]


def test_a_setting_that_rots(accord: Accord) -> None:
    """A disk that spoils a row does not add it up again, as somebody would who forges one."""
    with sqlite3.connect(accord.path) as file:
        file.execute("UPDATE meta SET value = 'contract' WHERE key = 'rules'")
    file.close()
    assert accord.faults() == [
        "settings, and what else no entry vouches for, are as they were written: the table meta does not add up"
    ]


def test_triggers_or_tables_that_no_record_has(accord: Accord) -> None:
    with sqlite3.connect(accord.path) as file:
        file.execute("CREATE TRIGGER spy AFTER INSERT ON entry BEGIN DELETE FROM private; END")
    file.close()
    said = f"StoreFailed: {accord.path} has other tables or triggers than a record of format 2 has"
    assert accord.refusal() == said


def test_a_checkpoint_that_is_none(accord: Accord) -> None:
    with meddling(accord.path) as file:
        file.execute("UPDATE checkpoint SET note = zeroblob(900)")
    said = "StoreFailed: velm.travaux: its last checkpoint is not signed by its log: it is damaged"
    assert [accord.refusal(), accord.refusal(accord.stranger)] == [said, said]
