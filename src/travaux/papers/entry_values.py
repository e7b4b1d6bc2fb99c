"""Entries as plain values: strings, numbers, lists and mappings, ready for JSON. Everything that an act says is there,
what is empty left out; a private value that is not for this reader is `{"withheld": true, "erased_by": null}`.
"""

from __future__ import annotations

from collections.abc import Sequence

from travaux.canon import Value
from travaux.record.entries import Entered
from travaux.record.state import State
from travaux.record.terms import Index, Withheld

Object = dict[str, object]


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


def effect_object(state: State, index: Index) -> Object:
    """Returns what became of an entry: voided by which, without effect and why, signed by a key that is in doubt."""
    return {
        "voided_by": state.voided(index),
        "without_effect": state.idle(index) or None,
        "suspect": state.suspect(index),
        "unkeyed": state.unkeyed(index),
        "erased_by": list(state.erased(index)),
    }


def bearing_object(state: State, index: Index) -> Object:
    """Returns what an entry bears on: entries, parties, people, drafts and places in them; and which came to bear on
    it later."""
    touched = state.book.rows[index].touches
    entry = state.book.rows[index].entry
    return {
        "entries": list(dict.fromkeys((*touched.entries, *entry.refs))),
        "parties": list(touched.parties),
        "people": [person.id for person in touched.people],
        "drafts": list(touched.drafts),
        "places": [{"draft": draft, "clause": place} for draft, place in touched.places],
        "later": [each for each in state.bearing_on(entry=index) if each != index],
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
