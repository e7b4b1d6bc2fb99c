"""The table of terms: `static/verify/terms.js`, written from the dataclasses, so that the page reads what they say.

    python -m travaux.web.verifying.table         writes it anew

A test compares the file with what is written here. A type is a word ("text", "number", "flag"), the name of a form
("PartyId"), or an object with one key: `words` (one of them), `list` (of one type), `row` (of so many), `object` (a
dataclass by name), `either` (a text, or a list). A field is its key, its type, and what else is to be known of it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from pathlib import Path
from typing import Any, Literal

from travaux.claims.bundle import LIMITS, STEPS
from travaux.claims.claim import Bearing, Finding
from travaux.claims.readme import readme
from travaux.record import wire
from travaux.record.acts import ACTS
from travaux.record.entries import After, Entry
from travaux.record.terms import Withheld

PATH = Path(__file__).resolve().parent.parent / "static" / "verify" / "terms.js"
_PLAIN = {str: "text", int: "number", bool: "flag"}
_HEAD = """\
// Terms: what acts, entries and findings are made of. Written by `python -m travaux.web.verifying.table`; not by hand.
"use strict";

"""


def script() -> str:
    """Returns the table as a script."""
    found: dict[str, Any] = {}
    for kind in (After, *ACTS.values(), Finding, Bearing):
        _add(found, kind)
    found["Entry"] = {"v": {"type": "number"}} | _fields(found, Entry)
    lines = "".join(f"  {json.dumps(name)}: {_text(found[name])},\n" for name in sorted(found))
    readmes = {name: hashlib.sha256(readme(whole=whole)).hexdigest() for name, whole in _READMES}
    return (
        f"{_HEAD}const TERMS = {{\n{lines}}};\n\n"
        f"const ACTS = {_text({word: kind.__name__ for word, kind in ACTS.items()})};\n\n"
        f"const READMES = {_text(readmes)};\n\n"
        f"const STEPS = {json.dumps(STEPS, indent=2)};\n\n"
        f"const LIMITS = {json.dumps(LIMITS, indent=2)};\n"
    )


_READMES = (("whole", True), ("some", False))


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _add(found: dict[str, Any], kind: Any) -> None:
    if kind.__name__ in found:
        return
    found[kind.__name__] = None  # so that a type which holds itself ends
    found[kind.__name__] = _fields(found, kind)


def _fields(found: dict[str, Any], kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {
        each.name.removesuffix("_"): _field(found, each, hints[each.name])
        for each in dataclasses.fields(kind)
        if each.name != "act"
    }


def _field(found: dict[str, Any], each: dataclasses.Field[Any], hint: Any) -> dict[str, Any]:
    if Withheld in typing.get_args(hint):
        return {"type": "text", "private": True} | ({"default": None} if each.default is None else {})
    default = each.default_factory() if each.default_factory is not dataclasses.MISSING else each.default
    told = {} if default is dataclasses.MISSING else {"default": wire.to_value(default, _open)}
    return {"type": _type(found, hint), **told}


def _type(found: dict[str, Any], hint: Any) -> Any:
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, typing.NewType):
        return hint.__name__
    if origin is Literal:
        return {"words": list(inside)}
    if origin in (types.UnionType, typing.Union):
        kinds = [_type(found, each) for each in inside if each is not type(None)]
        return kinds[0] if len(kinds) == 1 else {"either": kinds}
    if origin is tuple:
        if inside[1:] == (Ellipsis,):
            return {"list": _type(found, inside[0])}
        return {"row": [_type(found, each) for each in inside]}
    _add(found, hint)
    return {"object": hint.__name__}


def _open(name: str, value: str) -> str:
    raise AssertionError(f"{name} is private and has the default {value}")


if __name__ == "__main__":
    PATH.write_text(script(), encoding="utf-8")
