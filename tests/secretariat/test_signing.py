"""Signers that are slow: a key that somebody has to touch, or an agent holds, while the log goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from travaux.errors import Locked, UnknownKey
from travaux.keys.private import PrivateKey
from travaux.record.acts import Enrol, State
from travaux.record.terms import Person, PersonId, Source
from travaux.secretariat.records import Record
from travaux.secretariat.signers import Signer

CLERK = PrivateKey.from_seed(b"the seed of Boria's slow clerk..")


@pytest.fixture
def enrolled(record: Record) -> Record:
    """The record, with a clerk of Boria's."""
    person = Person(id=PersonId("person-bbbbbbbb"), name="Clerk of Boria")
    record.enter(Enrol(person=person, key=CLERK.public.to_text(), party=record.party("boria")))
    return record


def said(words: str) -> State:
    return State(source=Source(kind="document"), words=(words,))


class Slow:
    """A key that is touched after a while, in which others enter something."""

    def __init__(self, record: Record, meanwhile: int) -> None:
        self.touched = 0
        self._record, self._meanwhile = record, meanwhile

    @property
    def signer(self) -> Signer:
        return Signer(CLERK.public, self._make)

    def _make(self, message: bytes) -> bytes:
        self.touched += 1
        if self._meanwhile:
            self._meanwhile -= 1
            self._record.enter(said(f"meanwhile {self._meanwhile}"), by="boria", sign=CLERK)
        return CLERK.sign(message)


def test_it_is_asked_again_where_its_chain_went_on(enrolled: Record) -> None:
    slow = Slow(enrolled, meanwhile=2)
    receipt = enrolled.enter(said("at last"), by="boria", sign=slow.signer)
    assert (receipt.index, slow.touched) == (6, 3)
    assert len(enrolled.entry(6).signers) == 1


def test_it_is_not_asked_for_ever(enrolled: Record) -> None:
    slow = Slow(enrolled, meanwhile=100)
    with pytest.raises(Locked, match="while the entry was signed; try again"):
        enrolled.enter(said("never"), by="boria", sign=slow.signer)
    assert slow.touched == 5


def test_acts_of_one_batch_name_each_other_by_the_places_they_have_in_the_end(enrolled: Record) -> None:
    slow = Slow(enrolled, meanwhile=1)
    first = enrolled.doing(said("first"), by="boria", sign=slow.signer)
    second = enrolled.doing(said("second"), by="boria", sign=slow.signer)
    receipts = enrolled.enter_all([first, lambda at: replace(second, refs=(at[0],))])
    assert [each.index for each in receipts] == [5, 6]
    assert enrolled.entry(6).entry.refs == (5,)


def test_a_request_that_came_in_while_it_was_signed_is_entered_once(enrolled: Record) -> None:
    def make(message: bytes) -> bytes:
        enrolled.enter(said("once"), by="boria", sign=CLERK, request="r")
        return CLERK.sign(message)

    receipt = enrolled.enter(said("once"), by="boria", sign=Signer(CLERK.public, make), request="r")
    assert (receipt.again, receipt.index, enrolled.size) == (True, 4, 5)


@pytest.fixture
def agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """OpenSSH's own agent, which holds the clerk's key."""
    if shutil.which("ssh-agent") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no ssh-agent: apt-get install openssh-client")
        pytest.skip("no ssh-agent: apt-get install openssh-client")
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(["ssh-agent", "-D", "-a", f"{folder}/agent"], stdout=subprocess.DEVNULL)
        try:
            while not Path(f"{folder}/agent").exists():
                assert process.poll() is None
            monkeypatch.setenv("SSH_AUTH_SOCK", f"{folder}/agent")
            key = tmp_path / "clerk"
            key.write_text(CLERK.to_text())
            key.chmod(0o600)
            subprocess.run(["ssh-add", "-q", str(key)], check=True)
            yield
        finally:
            process.terminate()
            process.wait(10)


def test_a_key_that_an_agent_holds(enrolled: Record, agent: None) -> None:
    for name in ("agent", f"agent:{CLERK.public.fingerprint}"):
        receipt = enrolled.enter(said(name), by="boria", sign=name)
        assert enrolled.entry(receipt.index).signers == (CLERK.public.to_text(),)
    with pytest.raises(UnknownKey, match="ssh-agent holds 0 keys that are called 'nobody'"):
        enrolled.enter(said("no"), by="boria", sign="agent:nobody")
