"""An answer is of one moment, whatever others enter while it is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from travaux.claims.bundle import write
from travaux.cli.main import run
from travaux.log.checkpoint import Checkpoint
from travaux.log.note import Note
from travaux.record.acts import State
from travaux.record.terms import Source
from travaux.secretariat.answering import bundle_of
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record


def test_a_bundle_that_is_made_while_somebody_enters(
    record: Record, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last entry comes just before the checkpoint is taken, and just after it."""
    look = Record.checkpoint
    with open_record(path, viewer="public") as reader, open_record(path, viewer="depositary") as other:

        def says(words: str) -> None:
            other.enter(State(source=Source(kind="document"), words=(words,)))

        def busy(self: Record) -> str:
            says("Just before.")
            found: str = look.fget(self)  # type: ignore[attr-defined]
            says("Just after.")
            return found

        monkeypatch.setattr(Record, "checkpoint", property(busy))
        bundle = tmp_path / "answer.bundle"
        made = bundle_of(reader, "boria changed any clause")
        bundle.write_bytes(write(made))
        assert sorted(made.leaves) == list(range(Checkpoint.from_text(Note.from_text(made.checkpoint).text).size))
        assert (reader.size, other.size) == (5, 5)
        assert run(["verify", str(bundle), "--key", reader.key]) == 0
