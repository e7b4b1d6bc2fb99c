"""What is not for a viewer's eyes, asked for by every name that the API has; and the file itself, which has no gate."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.attacks.forging import Accord

import travaux
from travaux.record.acts import Admit, State, Void
from travaux.record.terms import Source
from travaux.secretariat.entering import new_party
from travaux.secretariat.records import Record
from travaux.secretariat.viewers import DEPOSITARY, PUBLIC, Viewer

NAMES = ("Federation of Aldania", "Republic of Boria", "Clerk of Boria", "The secretariat", "aldania", "boria")
"""Private values of the record, none of them disclosed to all."""

SECRET = "Article 2 may not pass"
"""Words of entry 8, which is for Boria alone."""


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(travaux.TravauxError) as refusal:
        work()
    return f"{type(refusal.value).__name__}: {refusal.value}"


@pytest.fixture
def public(accord: Accord) -> Record:
    return accord.open("public")


NOT_FOR_YOU = "NotPermitted: entry 8 is not for the public"

ASKED: dict[str, Callable[[Record], object]] = {
    "the entry": lambda record: record.entry(8),
    "its leaf": lambda record: record.leaf(8),
    "its receipt": lambda record: record.receipt(8),
    "its private values": lambda record: record.disclosures(8),
    "its private values, among others": lambda record: record.disclosures(1, 8),
    "its verdicts": lambda record: record.verdicts(8),
}


@pytest.mark.parametrize("name", ASKED)
def test_an_entry_for_others(public: Record, name: str) -> None:
    assert refused(lambda: ASKED[name](public)) == NOT_FOR_YOU


def test_a_party_reads_what_is_for_it_and_no_more(accord: Accord) -> None:
    with accord.open("boria") as record:
        assert SECRET in str(record.entry(8))
    with accord.open("aldania") as record:
        assert refused(lambda: record.entry(8)) == f"NotPermitted: entry 8 is not for the {accord.aldania}"
        assert (record.hidden, record.size) == (1, 9)


def test_nothing_of_it_is_in_the_state(public: Record) -> None:
    state = public.state
    assert state.entry(8) is None
    assert not state.complete
    everything = repr(state) + repr(state.at(8)) + repr(state.on("2999-01-01", "possible"))
    assert SECRET not in everything
    assert [name for name in NAMES if re.search(rf"'{name}'", everything)] == []


def test_no_name_is_in_what_the_public_is_handed(public: Record) -> None:
    handed = [public.leaf(at).decode() for at in range(8)] + [public.receipt(at) for at in range(8)]
    handed += [public.checkpoint, *public.disclosures(*range(8))]
    assert [name for name in NAMES if any(name in each for each in handed)] == []


def test_a_party_cannot_be_looked_up_by_a_private_name(accord: Accord, public: Record) -> None:
    parties = ", ".join([accord.aldania, accord.boria])
    said = f"Malformed: Republic of Boria: no such party. Parties: {parties}"
    assert refused(lambda: public.party("Republic of Boria")).replace("withheld, withheld", parties) == said


def test_a_file_that_only_a_hidden_entry_names(accord: Accord) -> None:
    paper = accord.path.with_name("instruction.txt")
    paper.write_text("Hold out for nine members.")
    with accord.open() as record:
        from hashlib import sha256

        from travaux.record.terms import Digest, Span

        digest = Digest(sha256(paper.read_bytes()).hexdigest())
        said = State(source=Source(kind="document"), words=("Hold out.",), span=Span(file=digest, start=0, end=8))
        record.enter(said, by="boria", visible="boria", files=[paper])
    with accord.open("boria") as record:
        assert record.file(digest)[1] == b"Hold out for nine members."
    with accord.open("public") as record:
        said_ = f"NotPermitted: no entry that the public may read names the file {digest}"
        assert refused(lambda: record.file(digest)) == said_
    with accord.open("aldania") as record:
        assert refused(lambda: record.file(digest)).startswith("NotPermitted: no entry that the party-")


def test_a_draft_that_only_a_hidden_entry_tables(accord: Accord) -> None:
    fallback = accord.path.with_name("fallback.txt")
    fallback.write_text("Article 2\nThe Commission shall have eight members.\n")
    with accord.open() as record:
        record.table(fallback, by="boria", standing="informal", visible="boria")
        digest = record.state.drafts[-1].digest
        assert digest in record.drafts
    with accord.open("public") as record:
        assert digest not in record.drafts
        assert list(record.drafts) == [record.state.drafts[0].digest]
        with pytest.raises(KeyError):
            record.drafts[digest]


WRITES: dict[str, Callable[[Record], object]] = {
    "an act": lambda record: record.enter(Void(entry=5, reason="no"), sign="depositary"),  # type: ignore[arg-type]
    "several": lambda record: record.enter_all([]),
    "an entry signed elsewhere": lambda record: record.receive(b"", []),
    "disclose": lambda record: record.disclose(1),
    "withhold": lambda record: record.withhold(1),
    "erase": lambda record: record.erase(1, ground="x"),
    "a whole copy": lambda record: record.backup(Path("whole.travaux")),
    "cosignatures": lambda record: record.cosign(""),
}


@pytest.mark.parametrize("name", WRITES)
def test_who_may_not_write(public: Record, name: str) -> None:
    said = "NotPermitted: the record is open for the public, who reads; open it as the depositary to write"
    assert refused(lambda: WRITES[name](public)) == said
    assert public.size == 9


def test_a_copy_for_the_public(accord: Accord, tmp_path: Path) -> None:
    """Where entries are for some alone there is no copy for others, whoever asks; else its bytes hold no name."""
    target = tmp_path / "copy.travaux"
    said = "NotPermitted: 1 entries are not for the public, and a copy would show them; hand out a bundle of what is"
    with accord.open() as record:
        assert refused(lambda: record.copy(target, viewer=PUBLIC)) == said
    with accord.open("public") as record:
        assert refused(lambda: record.copy(target)) == said
    assert not target.exists()


def test_a_copy_by_somebody_who_asks_for_more_than_they_see(tmp_path: Path) -> None:
    """The viewer of a copy is no way round the viewer of the record."""
    path, target = tmp_path / "open.travaux", tmp_path / "copy.travaux"
    with travaux.new(path, name="The secretariat", home=tmp_path / "home") as record:
        record.enter(Admit(party=(party := new_party()), handle="boria", name="Republic of Boria"))
    for viewer in (DEPOSITARY, Viewer(party)):
        with travaux.open(path, viewer="public", home=tmp_path / "home") as record:
            said = f"NotPermitted: a copy for the {viewer} would show more than the public may see"
            assert refused(partial(record.copy, target, viewer=viewer)) == said
        assert not target.exists()
    with travaux.open(path, viewer=party, home=tmp_path / "home") as record:
        assert refused(partial(record.copy, target, viewer=DEPOSITARY)).startswith("NotPermitted: a copy for the dep")
        record.copy(target, viewer=PUBLIC)
    with travaux.open(target, viewer="depositary", home=tmp_path / "nobody") as record:
        assert str(record.entry(1).entry.act.name) == "withheld"  # type: ignore[union-attr]


def test_a_published_log_with_entries_for_some_alone(accord: Accord, tmp_path: Path) -> None:
    said = "NotPermitted: 1 entries are not visible to all, and a published log would show them"
    for viewer in ("depositary", "boria", "public"):
        with accord.open(viewer) as record:
            assert refused(lambda: record.tiles(tmp_path / "tiles")) == said
    assert not (tmp_path / "tiles").exists()


def test_what_was_erased_is_nowhere_in_the_file(accord: Accord) -> None:
    with accord.open() as record:
        record.erase(2, "name", ground="request of the party")
        assert str(record.entry(2).entry.act.name) == "erased by entry 9"  # type: ignore[union-attr]
    held = accord.path.read_bytes()
    assert b"Republic of Boria" not in held
    assert all(each.encode() not in held for each in encoded("Republic of Boria"))
    assert accord.faults() == []


def test_what_was_withheld_is_withheld_from_parties_too(accord: Accord) -> None:
    with accord.open() as record:
        record.withhold(3, "name")
    with accord.open("boria") as record:
        assert str(record.entry(3).entry.act.person.name) == "withheld"  # type: ignore[union-attr]
        assert record.disclosures(3) == []


def test_the_file_has_no_gate(accord: Accord) -> None:
    """Whoever is given the file can read it: that is why there are copies and bundles. No code can mend this."""
    with sqlite3.connect(accord.path) as file:
        found = [row[0] for row in file.execute("SELECT disclosure FROM private")]
    file.close()
    assert any(any(each in row for each in encoded("Republic of Boria")) for row in found)


def encoded(name: str) -> list[str]:
    """A name as it may stand in base64, at each of three offsets."""
    import base64

    return [base64.urlsafe_b64encode(b"\0" * at + name.encode())[4:-4].decode() for at in range(3)]
