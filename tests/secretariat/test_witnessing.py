"""A witness that is run beside a log: what it answers, what it remembers, and cosignatures brought home."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from travaux.errors import Forked, Malformed, StoreFailed
from travaux.keys.check import check_ed25519
from travaux.keys.private import PrivateKey
from travaux.log import witness
from travaux.log.leaf import Leaf
from travaux.log.note import Key
from travaux.log.policy import Policy
from travaux.log.receipt import Receipt, check_entry
from travaux.log.witness import Answer, Request
from travaux.record import acts
from travaux.record.terms import Source
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.publishing import by_http
from travaux.secretariat.records import Record
from travaux.secretariat.verifying import verify
from travaux.secretariat.witnessing import WitnessKeeper, server

SEED = bytes(range(32))
NAME = "witness.boria.example"


def said(words: str) -> acts.State:
    return acts.State(source=Source(kind="outlet", outlet="The Gazette"), words=(words,))


@pytest.fixture
def keeper(record: Record, tmp_path: Path) -> Iterator[WitnessKeeper]:
    with WitnessKeeper(tmp_path / "witness.db", PrivateKey.from_seed(SEED), NAME) as made:
        made.know(record.key)
        yield made


def policy(record: Record, keeper: WitnessKeeper, url: str = "http://127.0.0.1:1") -> str:
    return f"log {record.key}\nwitness boria {keeper.key.to_text()} {url}\nquorum boria\n"


def direct(keeper: WitnessKeeper) -> object:
    return lambda url, body: keeper.add_checkpoint(body)


def test_cosigned_as_the_log_grows(record: Record, keeper: WitnessKeeper, path: Path) -> None:
    trusted = policy(record, keeper)
    for words in ("one", "two"):
        record.enter(said(words))
        assert record.cosign(trusted, ask=direct(keeper)) == ["boria cosigned"]
    believed = Policy.from_text(trusted.encode())
    receipt = Receipt.from_text(record.receipt(3).encode())
    opened = check_entry(receipt, Leaf.from_text(record.leaf(3)).hash, believed, check_ed25519)
    assert (opened.checkpoint.size, len(opened.verified)) == (5, 2)
    assert "the policy believes the last checkpoint" in [
        check.says for check in verify(path, policy=trusted).checks if check.answer == "holds"
    ]
    record.enter(said("three"))
    assert not verify(path, policy=trusted).holds
    assert record.cosign(trusted, ask=direct(keeper)) == ["boria cosigned"]
    assert record.cosign(trusted, ask=direct(keeper)) == ["boria cosigned"]


def test_over_http(record: Record, keeper: WitnessKeeper) -> None:
    serving = server(keeper)
    thread = threading.Thread(target=serving.serve_forever, args=(0.01,))
    thread.start()
    try:
        url = f"http://127.0.0.1:{serving.server_address[1]}"
        assert record.cosign(policy(record, keeper, url)) == ["boria cosigned"]
        note = by_path(f"{url}/{witness.path_of(record.origin)}")
        assert note.decode() == record.checkpoint
        assert by_http(url, b"nonsense\n").status == 400
        assert by_http(f"{url}/elsewhere", b"").status == 404
    finally:
        serving.shutdown()
        thread.join()
        serving.server_close()
    (said_,) = record.cosign(policy(record, keeper, url))
    assert said_.startswith("boria does not cosign: ")


def by_path(url: str) -> bytes:
    from urllib.request import urlopen

    with urlopen(url, timeout=5) as answer:
        return bytes(answer.read())


def test_a_fork_is_not_cosigned(record: Record, keeper: WitnessKeeper, path: Path, tmp_path: Path) -> None:
    """The log's own key cannot take a witness back, nor onto another history."""
    copy = tmp_path / "copy.travaux"
    record.backup(copy)
    home = tmp_path / "other home"
    shutil.copytree(tmp_path / "home", home)
    record.enter(said("one"))
    record.enter(said("two"))
    record.cosign(policy(record, keeper), ask=direct(keeper))
    with open_record(copy, viewer="depositary", home=home) as forked:
        with pytest.raises(Forked) as refusal:
            forked.cosign(policy(record, keeper), ask=direct(keeper))
        assert str(refusal.value) == (
            f"boria has seen 5 entries of {record.origin}, and this record has 3: it is an old copy. Enter nothing "
            "here. Put back the newest copy of the file; if there is none, `travaux new NEXT.travaux --follows RECORD` "
            "begins a record that says what was lost"
        )
        for words in ("three", "four", "five"):
            forked.enter(said(words))
        with pytest.raises(Forked, match="boria has seen another history of"):
            forked.cosign(policy(record, keeper), ask=direct(keeper))
        assert len(forked.checkpoint.split("\n\n")[1].splitlines()) == 1


def test_what_it_grants_is_kept_first(record: Record, keeper: WitnessKeeper, tmp_path: Path) -> None:
    request = Request(0, (), record.checkpoint.encode()).to_text()
    first = keeper.add_checkpoint(request)
    assert first.status == 200
    keeper.close()
    with WitnessKeeper(tmp_path / "witness.db", PrivateKey.from_seed(SEED), NAME) as again:
        assert again.add_checkpoint(request) == Answer(409, b"3\n", witness.SIZE)


def test_requests_at_once_cannot_turn_it_back(record: Record, keeper: WitnessKeeper, tmp_path: Path) -> None:
    """Of many requests at once from the same size, one is granted."""
    request = Request(0, (), record.checkpoint.encode()).to_text()
    others = [WitnessKeeper(tmp_path / "witness.db", PrivateKey.from_seed(SEED), NAME) for _ in range(3)]
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda one=one: answers.append(one.add_checkpoint(request).status))
        for one in [keeper, keeper, *others]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for other in others:
        other.close()
    assert sorted(answers) == [200, 409, 409, 409, 409]


def test_logs_it_does_not_know(record: Record, keeper: WitnessKeeper) -> None:
    other = Key("example.com/other", 1, bytes(32))
    note = record.checkpoint.replace(record.origin, other.name).encode()
    assert keeper.add_checkpoint(Request(0, (), note).to_text()).status == 404
    with pytest.raises(Malformed, match="is known here with another key"):
        keeper.know(Key(record.origin, 1, bytes(32)).to_text())


def test_a_witness_that_signs_with_another_key(record: Record, keeper: WitnessKeeper, tmp_path: Path) -> None:
    with WitnessKeeper(tmp_path / "other.db", PrivateKey.from_seed(bytes(32)), NAME) as other:
        other.know(record.key)
        (answer,) = record.cosign(policy(record, keeper), ask=direct(other))
    assert answer == "boria sent no cosignature by its key"
    assert record.checkpoint.count("—") == 1


def test_a_witness_that_refuses_is_quoted_and_others_are_asked(record: Record, keeper: WitnessKeeper) -> None:
    text = policy(record, keeper, "http://one.example")
    line = next(each for each in text.splitlines() if each.startswith("witness"))
    other = PrivateKey.from_seed(bytes(reversed(range(32))))
    named = Key("other.example", keeper.key.kind, other.public.public).to_text()
    second = f"witness aldania {named} http://two.example"

    def ask(url: str, body: bytes) -> Answer:
        return Answer(500, b"out of order\n") if "two" in url else keeper.add_checkpoint(body)

    said_ = record.cosign(text.replace(line, f"{second}\n{line}"), ask=ask)
    assert said_ == ["aldania refuses (500): out of order", "boria cosigned"]


def test_a_witness_has_an_address_of_the_web() -> None:
    with pytest.raises(Malformed, match="a witness has an http address"):
        by_http("file:///etc/passwd", b"")


def test_a_witness_whose_disk_failed_says_so(
    record: Record, keeper: WitnessKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: bytes) -> Answer:
        raise StoreFailed("the disk failed")

    monkeypatch.setattr(keeper, "add_checkpoint", fails)
    serving = server(keeper)
    thread = threading.Thread(target=serving.serve_forever, args=(0.01,))
    thread.start()
    try:
        answer = by_http(f"http://127.0.0.1:{serving.server_address[1]}", b"anything")
    finally:
        serving.shutdown()
        thread.join()
        serving.server_close()
    assert (answer.status, answer.body) == (503, b"the witness cannot keep what it sees now\n")
