"""The objects that the commands of a record print with `--json`, as `docs/formats/json.md` promises them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from travaux.canon import Value
from travaux.cli.objects import Object, head
from travaux.record.terms import Withheld

if TYPE_CHECKING:
    from travaux.cli.desk import Entry
    from travaux.record.entries import Entered
    from travaux.record.rules import Verdict
    from travaux.secretariat.records import Record


def record_object(record: Record) -> Object:
    """Returns what a record is called and how far it goes."""
    from travaux.log.checkpoint import Checkpoint
    from travaux.log.note import Note

    note = record.checkpoint
    last = Checkpoint.from_text(Note.from_text(note.encode()).text) if note else None
    return {
        "title": record.title,
        "log": record.origin,
        "key": record.key,
        "rules": record.rules,
        "size": record.size,
        "hidden": record.hidden,
        "root": last.root.hex() if last else None,
    }


def entered_object(record: Record, entries: Sequence[Entry]) -> Object:
    """Returns what was entered."""
    return {
        **head("entered/1"),
        "record": record_object(record),
        "entries": [
            {
                **entry_object(entry.entered, entry.sentence),
                "verdicts": [verdict_object(each) for each in entry.verdicts],
                "receipt": entry.receipt.text,
            }
            for entry in entries
        ],
    }


def entry_object(entered: Entered, sentence: str) -> Object:
    """Returns an entry: where it stands, how we know, what it says in words, and the act itself."""
    entry = entered.entry
    return {
        "index": entered.index,
        "type": entry.type,
        "grade": entered.grade,
        "says": sentence,
        "actor": entry.actor,
        "person": entry.person,
        "scribe": entry.scribe,
        "at": entry.at or None,
        "visible": entry.visible if isinstance(entry.visible, str) else list(entry.visible),
        "seq": entry.seq,
        "after": {"size": entry.after.size, "root": entry.after.root},
        "signers": list(entered.signers),
        "hash": entered.hash,
        "act": shown(entry.act),
    }


def shown(thing: object) -> Value:
    """Returns an act, or a part of one, with its private values in the open where they are disclosed."""
    match thing:
        case None | bool() | int() | str():
            return thing
        case Withheld():
            return {"withheld": True, "erased_by": thing.erased}
        case tuple() | list():
            return [shown(each) for each in thing]
    slots: Sequence[str] = type(thing).__slots__  # type: ignore[attr-defined]
    values = {name: getattr(thing, name) for name in slots}
    return {
        name.removesuffix("_"): shown(value) for name, value in values.items() if value not in (None, "", (), False)
    }


def verdict_object(verdict: Verdict) -> Object:
    """Returns what a rule says of an act."""
    return {
        "ruling": verdict.ruling,
        "rule": verdict.rule,
        "source": verdict.source,
        "says": verdict.says,
        "missing": verdict.missing or None,
        "entries": list(verdict.entries),
    }
