"""What a record gives to whom, and what its writing side does: receipts, batches, requests, drafts, private values."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from travaux.errors import Locked, Malformed, NotPermitted, StoreFailed, UnknownKey
from travaux.keys.check import check_ed25519
from travaux.keys.private import PrivateKey
from travaux.log.leaf import Leaf
from travaux.log.policy import Policy
from travaux.log.receipt import Receipt as Proof
from travaux.log.receipt import check_entry
from travaux.record import acts
from travaux.record.state import fold
from travaux.record.terms import Digest, Index, Instrument, Person, PersonId, Source, Span
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.secretariat.signers import Signer
from travaux.secretariat.verifying import verify
from travaux.secretariat.viewers import DEPOSITARY, PUBLIC, Viewer

from .conftest import ALDANIA, BORIA


def said(words: str) -> acts.State:
    return acts.State(source=Source(kind="outlet", outlet="The Gazette"), words=(words,))


def checked(record: Record, index: int, text: str) -> int:
    """Checks a receipt as a stranger would who has the entry and the log's key; returns the size it was given under."""
    policy = Policy.from_text(f"log {record.key}\nquorum none\n".encode())
    proof = Proof.from_text(text.encode())
    assert proof.index == index
    return check_entry(proof, Leaf.from_text(record.leaf(index)).hash, policy, check_ed25519).checkpoint.size


def test_a_new_record(path: Path, home: Path) -> None:
    with new(path, title="Velm", rules="contract", name="The secretariat", origin="velm.example/accord") as record:
        assert (record.title, record.rules, record.origin, record.size) == (
            "Velm",
            "contract",
            "velm.example/accord",
            1,
        )
        entered = record.entry(0)
        assert isinstance(entered.entry.act, acts.Enrol)
        assert entered.entry.act.person.name == "The secretariat"
        assert entered.signers == (record.home.public("depositary").to_text(),)
    assert sorted(each.name for each in home.iterdir()) == ["guards", "keys", "logs"]
    assert (home / "keys" / "depositary").stat().st_mode & 0o077 == 0
    assert next((home / "logs").iterdir()).stat().st_mode & 0o077 == 0
    with pytest.raises(StoreFailed, match="is there already"):
        new(path)


def test_a_new_record_that_cannot_be(path: Path, tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="no such rule pack"):
        new(path, rules="improvised")
    with pytest.raises(Malformed):
        new(path, origin="two words")
    with pytest.raises(StoreFailed, match="no such file or directory"):
        new(tmp_path / "nowhere" / "velm.travaux")
    assert not path.exists()


def test_receipts(record: Record) -> None:
    receipt = record.enter(said("one"))
    assert checked(record, receipt.index, receipt.text) == 4
    record.enter(said("two"))
    assert checked(record, receipt.index, receipt.text) == 4
    assert checked(record, receipt.index, record.receipt(receipt.index)) == 5
    assert receipt.hash == record.entry(3).hash


def test_one_request_is_one_entry(record: Record) -> None:
    first = record.enter(said("one"), request="r")
    again = record.enter(said("one"), request="r")
    assert (again.index, again.hash, again.again, record.size) == (first.index, first.hash, True, 4)
    assert checked(record, again.index, again.text) == 4


def test_many_acts_or_none(record: Record) -> None:
    first = record.doing(said("one"))
    receipts = record.enter_all([first, lambda before: record.doing(acts.Void(entry=before[0], reason="twice"))])
    assert [each.index for each in receipts] == [3, 4]
    assert record.state.voided(3) == 4
    size, checkpoint = record.size, record.checkpoint
    stranger = PrivateKey.from_seed(bytes(32))
    with pytest.raises(UnknownKey):
        record.enter_all([record.doing(said("two")), record.doing(said("three"), sign=stranger)])
    assert (record.size, record.checkpoint) == (size, checkpoint)


def test_keys_enrolled_in_a_batch_sign_in_it(record: Record) -> None:
    key = record.home.new_key("boria")
    person = PersonId("person-bbbbbbbb")
    enrol = acts.Enrol(person=Person(id=person), key=key.public.to_text(), party=BORIA)
    record.enter_all([record.doing(enrol), record.doing(said("two"), by="boria", sign="boria")])
    assert [each.entry.seq for each in record.entries] == [0, 1, 2, 3, 0]


def test_who_acted_wrote_and_signed(record: Record) -> None:
    clerk = record.home.new_key("boria-clerk", "a passphrase")
    person = PersonId("person-bbbbbbbb")
    record.enter(acts.Enrol(person=Person(id=person), key=clerk.public.to_text(), party=BORIA))
    secretary = record.entry(0).entry.act.person.id
    convened = acts.Leave(party=BORIA)
    written = record.entry(record.enter(convened, by="boria").index)
    own = record.entry(record.enter(convened, by="Republic of Boria", sign=clerk).index)
    assert (written.grade, written.entry.actor, written.entry.person, written.entry.scribe) == (
        "recorded", BORIA, None, secretary,
    )  # fmt: skip
    assert (own.grade, own.entry.actor, own.entry.person, own.entry.scribe) == ("signed", BORIA, person, None)
    with pytest.raises(Malformed, match="the key is encrypted"):
        record.enter(convened, by="boria", sign="boria-clerk")
    with pytest.raises(Malformed, match=r"caria: no such party\. Parties: aldania, boria"):
        record.enter(convened, by="caria")


def test_a_key_that_takes_its_time(record: Record) -> None:
    """A signature that comes from an agent is asked for outside the turn, and again where its chain went on."""
    key = record.home.key("depositary")
    asked = []

    def slowly(message: bytes) -> bytes:
        asked.append(message)
        if len(asked) == 1:
            record.enter(said("meanwhile"))
        return key.sign(message)

    receipt = record.enter(said("slowly"), sign=Signer(key.public, slowly))
    assert (receipt.index, len(asked)) == (4, 2)
    assert record.state.gaps == ()


def test_a_draft_is_kept_and_read_back(record: Record, tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text("# Article 1\n\nThe Parties {++may++}{--shall--} cooperate.\n", encoding="utf-8")
    first = record.table(file, by="aldania", standing="basis", accepting="none")
    second = record.table(file, by="boria")
    tabled = record.state.drafts
    assert [record.drafts[each.digest].text.splitlines()[-1] for each in tabled] == [
        "The Parties shall cooperate.",
        "The Parties may cooperate.",
    ]
    assert tabled[1].parents == (tabled[0].digest,)
    assert record.file(tabled[0].file) == ("draft.md", file.read_bytes())
    assert record.entry(first.index).entry.act.accepting == ("none",)
    assert {verdict.rule for verdict in second.verdicts} >= {"takes-part"}
    with pytest.raises(Malformed, match=r"nowhere\.txt: there is no such file"):
        record.table(tmp_path / "nowhere.txt", by="boria")
    assert verify(tmp_path / "velm.travaux").holds


def test_verdicts_are_those_of_the_moment(record: Record, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("Article 1\nThe Parties shall cooperate.\n")
    receipt = record.table(tmp_path / "draft.txt", by="boria")
    before = {(each.rule, each.ruling) for each in receipt.verdicts}
    record.enter(acts.Leave(party=BORIA))
    assert {(each.rule, each.ruling) for each in receipt.verdicts} == before
    assert before


def test_viewers(record: Record, path: Path) -> None:
    record.enter(said("for all"))
    record.enter(said("for Boria"), visible=["boria"])
    record.enter(said("for the depositary"), visible="depositary")
    record.enter(said("after"))
    seen = {}
    for viewer in ("depositary", "boria", "Federation of Aldania", "public", Viewer(BORIA)):
        with open_record(path, viewer=viewer) as view:
            entries = [each.entry.act for each in view.entries]
            seen[str(viewer)] = (
                [act.words[0] for act in entries if isinstance(act, acts.State)],
                view.hidden,
                str(view.state.parties[0].name),
            )
            assert (view.size, view.state.size, view.state.gaps) == (7, 7, ())
    everything = ["for all", "for Boria", "for the depositary", "after"]
    assert seen == {
        "depositary": (everything, 0, "Federation of Aldania"),
        "boria": (["for all", "for Boria", "after"], 1, "Federation of Aldania"),
        BORIA: (["for all", "for Boria", "after"], 1, "Federation of Aldania"),
        "Federation of Aldania": (["for all", "after"], 2, "Federation of Aldania"),
        "public": (["for all", "after"], 2, "withheld"),
    }


def test_what_is_not_for_a_viewer(record: Record, path: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Article 1\nA secret.\n")
    index = record.table(tmp_path / "secret.txt", by="aldania", visible=["aldania"]).index
    file = record.entry(index).entry.act.file
    with open_record(path, viewer="boria") as view:
        for look in (view.entry, view.leaf, view.receipt, view.disclosures):
            with pytest.raises(NotPermitted, match=f"entry {index} is not for the {BORIA}"):
                look(index)
        with pytest.raises(NotPermitted, match="no entry that the party-bbbbbbbb may read names the file"):
            view.file(file)
        assert len(view.drafts) == 0
        with pytest.raises(NotPermitted, match="reads; open it as the depositary to write"):
            view.enter(said("no"))
        with pytest.raises(NotPermitted, match="1 entries are not for the public"):
            view.copy(tmp_path / "copy.travaux", viewer=PUBLIC)
        with pytest.raises(NotPermitted, match="are not visible to all"):
            view.tiles(tmp_path / "tiles")
        with pytest.raises(IndexError):
            view.entry(99)
    with open_record(path, viewer="aldania") as view:
        assert view.file(file)[0] == "secret.txt"
        assert len(view.drafts) == 1


def test_a_view_grows(record: Record, path: Path) -> None:
    """What is read bit by bit adds up to what is read at once."""
    with open_record(path, viewer="aldania") as view:
        for words, visible in (("a", "all"), ("b", ["boria"]), ("c", "all"), ("d", "depositary"), ("e", "all")):
            record.enter(said(words), visible=visible)
            assert view.state == fold(view.entries, None) or view.hidden
        with open_record(path, viewer="aldania") as fresh:
            assert fresh.entries == view.entries
            assert (fresh.state.gaps, view.state.gaps, fresh.hidden, view.hidden) == ((), (), 2, 2)


def test_disclose_and_withhold(record: Record, path: Path) -> None:
    def names(viewer: str | Viewer) -> list[str]:
        with open_record(path, viewer=viewer) as view:
            return [str(each.entry.act.name) for each in view.entries[1:3]]

    assert names("public") == ["withheld", "withheld"]
    record.disclose(1, "name")
    assert names("public") == ["Federation of Aldania", "withheld"]
    record.withhold(1)
    assert names(Viewer(ALDANIA)) == ["withheld", "Republic of Boria"]
    assert names("depositary") == ["Federation of Aldania", "Republic of Boria"]
    with pytest.raises(Malformed, match=r"entry 1: no such private value\. It has: handle, name"):
        record.disclose(1, "office")


def test_what_is_erased_is_gone(record: Record, path: Path, tmp_path: Path) -> None:
    """No byte of the value or of its disclosure is left in any file of the record; everything still verifies."""
    name = "Zebulon Quartermain-Featherstonehaugh"
    person = Person(id=PersonId("person-zzzzzzzz"), name=name)
    others = [Person(id=PersonId(f"person-z{number:07}"), name=f"Somebody {number}") for number in range(120)]
    # Enough that pages are split, and old copies of cells may lie in their gaps.
    record.enter_all([record.doing(acts.Present(draft="0" * 64, to=other)) for other in others[:60]])
    index = record.enter(acts.Present(draft="0" * 64, to=person)).index
    record.enter_all([record.doing(acts.Present(draft="0" * 64, to=other)) for other in others[60:]])
    disclosure = record.disclosures(index)[0].encode()
    record.close()

    def traces() -> list[str]:
        files = [file for file in tmp_path.rglob("*") if file.is_file()]
        return [file.name for file in files if name.encode() in file.read_bytes() or disclosure in file.read_bytes()]

    assert traces() == [path.name]
    with open_record(path, viewer="depositary") as again:
        (receipt,) = again.erase(index, "name", ground="asked for")
        assert traces() == []
        assert str(again.entry(index).entry.act.to.name) == f"erased by entry {receipt.index}"
        assert checked(again, index, again.receipt(index)) == again.size
    assert traces() == []
    assert verify(path).holds


def test_a_copy_for_the_public(record: Record, tmp_path: Path) -> None:
    record.disclose(1, "name")
    copy = tmp_path / "copy.travaux"
    record.copy(copy, viewer=PUBLIC)
    assert b"Republic of Boria" not in copy.read_bytes()
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT count(*) FROM private").fetchone() == (1,)
    connection.close()
    report = verify(copy)
    assert report.holds
    assert "4 private values that are not in this file" in [check.says for check in report.not_proved]


def test_a_record_from_elsewhere(record: Record, path: Path, tmp_path: Path) -> None:
    """Whoever has the file and not the home reads, checks every signature once, and cannot write."""
    record.enter(said("one"))
    record.close()
    away = tmp_path / "away"
    with open_record(path, viewer=DEPOSITARY, home=away) as view:
        assert [each.grade for each in view.entries] == ["recorded", "signed", "signed", "reported"]
        with pytest.raises(NotPermitted, match=r"is not in .*away: the record can be read here"):
            view.enter(said("two"), sign=PrivateKey.from_seed(bytes(32)))
    assert len(list((away / "guards").glob("?" * 32))) == 1


def test_it_can_be_read_where_nothing_can_be_written(
    record: Record, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.close()
    monkeypatch.setattr("os.access", lambda *_: False)
    with open_record(path, viewer="depositary") as view:
        assert len(view.entries) == 3
        with pytest.raises(StoreFailed, match="may not be written to"):
            view.enter(said("no"))
    assert [file.name for file in path.parent.glob("velm*")] == ["velm.travaux"]


def test_a_request_that_was_entered_is_not_signed_again(record: Record) -> None:
    key = record.home.key("depositary")
    asked = []

    def slowly(message: bytes) -> bytes:
        asked.append(message)
        return key.sign(message)

    signer = Signer(key.public, slowly)
    first = record.enter(said("once"), sign=signer, request="r")
    again = record.enter(said("once"), sign=signer, request="r")
    assert (first.index, again.index, again.again, len(asked)) == (3, 3, True, 1)


def test_erasing_again_once_others_have_let_go(record: Record, path: Path) -> None:
    """The value is gone at once; its old page goes when nobody reads it any more."""
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM private").fetchone()
    record._store._connection.execute("PRAGMA busy_timeout = 50")  # type: ignore[attr-defined]
    with pytest.raises(Locked, match="once they have closed it, erase again"):
        record.erase(1, "name", "handle", ground="asked to")
    assert record.disclosures(1) == []
    reader.close()
    size = record.size
    assert record.erase(1, ground="asked to") == []
    assert record.size == size
    with pytest.raises(Malformed, match="no such private value"):
        record.erase(2, "surname", ground="asked to")


def test_files_that_entries_name(record: Record, path: Path, tmp_path: Path) -> None:
    """A paper by which somebody is accredited, or is no longer, and a source are for those who read the entry."""
    digests = []
    for name in ("letter.txt", "recall.txt", "article.txt"):
        (tmp_path / name).write_text(name)
        digests.append(sha256(name.encode()).hexdigest())
    letter, recall = (Instrument(kind="letter", file=Digest(each)) for each in digests[:2])
    record.enter(acts.Accredit(party=BORIA, instrument=letter), files=[tmp_path / "letter.txt"])
    record.enter(acts.Revoke(accreditation=Index(3), instrument=recall), files=[tmp_path / "recall.txt"])
    span = Span(file=Digest(digests[2]), start=0, end=7)
    said = acts.State(source=Source(kind="document"), words=("article",), span=span)
    record.enter(said, files=[tmp_path / "article.txt"])
    with open_record(path, viewer="public") as public:
        assert [public.file(each)[0] for each in digests] == ["letter.txt", "recall.txt", "article.txt"]
        with pytest.raises(NotPermitted, match="no entry that the public may read names the file"):
            public.file("0" * 64)
    with pytest.raises(KeyError):
        record.file("0" * 64)
