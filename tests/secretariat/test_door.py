"""What is refused at the door, with the message that whoever signed it gets, and nothing written."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from travaux import canon
from travaux.errors import Malformed, OutOfOrder, ProofFailed, TravauxError, UnknownKey
from travaux.keys.private import PrivateKey
from travaux.keys.sshsig import SshSig
from travaux.log.leaf import Leaf
from travaux.record import acts
from travaux.record.terms import Person, PersonId, Source
from travaux.secretariat import entering
from travaux.secretariat.records import Record
from travaux.secretariat.signers import by_key

from .conftest import ALDANIA, BORIA

PERSON = PersonId("person-bbbbbbbb")


@pytest.fixture
def clerk(record: Record) -> PrivateKey:
    """A key of Boria's, enrolled in entry 3."""
    key = record.home.new_key("boria-clerk")
    enrol = acts.Enrol(person=Person(id=PERSON, name="Delegate of Boria"), key=key.public.to_text(), party=BORIA)
    record.enter(enrol)
    return key


def said(words: str = "We object.") -> acts.State:
    return acts.State(source=Source(kind="document"), words=(words,))


def composed(record: Record, key: PrivateKey, **more: object) -> bytes:
    return record.compose(record.doing(said(), by="boria", sign=by_key(key)))[0]


def changed(leaf: bytes, key: PrivateKey, change: Callable[[dict[str, object]], object]) -> bytes:
    """Returns a leaf whose line 1 was changed and signed again."""
    value = json.loads(Leaf.from_text(leaf).message)
    change(value)
    message = canon.to_text(value)
    return Leaf(message, (key.sign(message),)).to_text()


def refused(record: Record, leaf: bytes, kind: type[TravauxError], *disclosures: str) -> str:
    size, checkpoint = record.size, record.checkpoint
    with pytest.raises(kind) as refusal:
        record.receive(leaf, disclosures)
    assert (record.size, record.checkpoint) == (size, checkpoint)
    return str(refusal.value)


def test_what_is_right_comes_in(record: Record, clerk: PrivateKey) -> None:
    leaf = composed(record, clerk)
    receipt = record.receive(leaf)
    assert (receipt.index, record.leaf(4)) == (4, leaf)
    entered = record.entry(4)
    assert (entered.entry.actor, entered.entry.person, entered.entry.seq) == (BORIA, PERSON, 0)


def test_no_leaf(record: Record, clerk: PrivateKey) -> None:
    leaf = composed(record, clerk)
    assert refused(record, leaf[:-1], Malformed) == "line 2: the last line has no line feed"
    assert "not written in the canonical way" in refused(record, leaf.replace(b'"log":', b'"log": '), Malformed)
    assert "more than 65535" in refused(record, leaf.replace(b"object", b"o" * 66_000), Malformed)
    assert refused(record, leaf.split(b"\n")[0] + b"\n", Malformed) == "line 2: an entry that nobody signed"


def test_no_entry(record: Record, clerk: PrivateKey) -> None:
    leaf = composed(record, clerk)
    wrong = changed(leaf, clerk, lambda value: value["body"].update(manner="shouts"))
    assert refused(record, wrong, Malformed) == (
        "body.manner: 'shouts' is none of: says, denies, alleges, admits, announces"
    )
    assert "no act is called 'vote'" in refused(
        record, changed(leaf, clerk, lambda value: value.update(type="vote")), Malformed
    )


def test_another_log(record: Record, clerk: PrivateKey) -> None:
    leaf = changed(composed(record, clerk), clerk, lambda value: value.update(log="example.com/other"))
    assert refused(record, leaf, Malformed) == (
        f"log: an entry of the log example.com/other, and this is {record.origin}"
    )


def test_a_signature_that_does_not_hold(record: Record, clerk: PrivateKey) -> None:
    leaf = Leaf.from_text(composed(record, clerk))
    message = leaf.message.replace(b"object", b"accept")
    assert "does not hold" in refused(record, Leaf(message, leaf.signatures).to_text(), ProofFailed)
    elsewhere = SshSig.from_blob(clerk.sign(leaf.message, "file")).to_blob()
    assert "does not hold" in refused(record, Leaf(leaf.message, (elsewhere,)).to_text(), ProofFailed)


def test_a_key_that_nobody_enrolled(record: Record, clerk: PrivateKey) -> None:
    stranger = PrivateKey.from_seed(bytes(range(32)))
    leaf = changed(composed(record, clerk), stranger, lambda value: None)
    assert refused(record, leaf, UnknownKey) == (
        f"the key {stranger.public.fingerprint} was never enrolled in {record.origin}, as of entry 4"
    )
    both = Leaf.from_text(composed(record, clerk))
    both = Leaf(both.message, (*both.signatures, stranger.sign(both.message)))
    assert "was never enrolled" in refused(record, both.to_text(), UnknownKey)


def test_a_key_before_and_after_its_time(record: Record, clerk: PrivateKey) -> None:
    leaf = composed(record, clerk)
    record.enter(acts.Retire(key=clerk.public.to_text(), reason="lost"))
    assert refused(record, leaf, UnknownKey) == (
        f"the key {clerk.public.fingerprint} is no longer valid in {record.origin}, as of entry 5"
    )


def test_a_key_is_replaced_by_both(record: Record, clerk: PrivateKey) -> None:
    other = PrivateKey.from_seed(bytes(32))
    rotate = acts.Rotate(old=clerk.public.to_text(), new=other.public.to_text())
    record.enter(rotate, by="boria", sign=[by_key(clerk), by_key(other)])
    assert record.receive(composed(record, other)).index == 5
    with pytest.raises(UnknownKey, match="is no longer valid"):
        composed(record, clerk) and record.receive(composed(record, clerk))


def test_a_checkpoint_that_this_log_never_had(record: Record, clerk: PrivateKey) -> None:
    leaf = composed(record, clerk)
    ahead = changed(leaf, clerk, lambda value: value["after"].update(size=5))
    assert refused(record, ahead, Malformed) == "after.size: names a checkpoint of 5 entries, and the log has 4"
    other = changed(leaf, clerk, lambda value: value["after"].update(root="0" * 64))
    assert refused(record, other, Malformed) == "after.root: names a checkpoint of 4 entries that this log never had"
    old = changed(leaf, clerk, lambda value: value["after"].update(size=3))
    assert "after.root" in refused(record, old, Malformed)


def test_twice(record: Record, clerk: PrivateKey) -> None:
    leaf = composed(record, clerk)
    record.receive(leaf)
    assert refused(record, leaf, OutOfOrder) == "the entry is in the record already, as entry 4"
    again = changed(leaf, clerk, lambda value: value.update(nonce="another"))
    assert "the author's entry 0 is in the log already, and entry 1 is to follow" in refused(record, again, OutOfOrder)


def test_an_authors_chain(record: Record, clerk: PrivateKey) -> None:
    record.receive(composed(record, clerk))
    wrong = changed(composed(record, clerk), clerk, lambda value: value.update(prev="0" * 64))
    assert refused(record, wrong, Malformed) == "prev: not the hash of the author's entry before"
    gap = changed(composed(record, clerk), clerk, lambda value: value.update(seq=5))
    assert record.receive(gap).index == 5
    assert [(gap.entry, gap.says) for gap in record.state.gaps] == [(5, "its author's entry 5 where 1 was to follow")]


def test_a_clock_that_is_ahead(record: Record, clerk: PrivateKey) -> None:
    later = entering.now() + timedelta(days=2)
    leaf = changed(composed(record, clerk), clerk, lambda value: value.update(at=f"{later:%Y-%m-%dT%H:%M:%SZ}"))
    assert f"at: {later:%Y-%m-%dT%H:%M:%SZ} is more than a day ahead of the clock here" in refused(
        record, leaf, Malformed
    )
    leaf = changed(composed(record, clerk), clerk, lambda value: value.update(at="yesterday"))
    assert refused(record, leaf, Malformed) == "at: not a time like 2031-03-16T09:30:00Z"


def test_private_values_that_do_not_belong(record: Record, clerk: PrivateKey) -> None:
    doing = record.doing(acts.Present(draft="0" * 64, to=Person(id=PERSON, name="The President")), by="boria")
    leaf, disclosures = record.compose(replace(doing, signers=(by_key(clerk),)))
    foreign = record.disclosures(1)[0]
    assert "the entry commits to no such private value" in refused(record, leaf, Malformed, *disclosures, foreign)
    assert record.receive(leaf).index == 4
    assert str(record.entry(4).entry.act.to.name) == "withheld"


def test_acts_on_keys_are_for_all_to_read(record: Record, clerk: PrivateKey) -> None:
    with pytest.raises(Malformed, match="visible: an entry of type retire is visible to all"):
        record.enter(acts.Retire(key=clerk.public.to_text()), visible=[ALDANIA])


def test_any_byte_changed(record: Record, clerk: PrivateKey) -> None:
    """No leaf but the one that was signed comes in, and whatever else comes is refused in words."""
    leaf = composed(record, clerk)
    draw = random.Random(5)
    size, checkpoint = record.size, record.checkpoint
    for _ in range(300):
        place, bit = draw.randrange(len(leaf)), 1 << draw.randrange(8)
        changed_ = leaf[:place] + bytes([leaf[place] ^ bit]) + leaf[place + 1 :]
        for wrong in (changed_, leaf[:place], leaf[:place] + leaf[place + 1 :]):
            with pytest.raises(TravauxError):
                record.receive(wrong)
    assert (record.size, record.checkpoint) == (size, checkpoint)
    assert record.receive(leaf).index == size
