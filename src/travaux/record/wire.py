"""The wire: how acts and their terms become canonical values, and back. Which fields there are, the dataclasses say.

- A dataclass is an object whose keys are its fields; `for_` is written `for`. A field that has its default is left out,
  so that one act has one form. A key that no field has is refused.
- A tuple is a list. A `Literal` is one of its words. An id, a digest and an index have their form checked.
- A private field (its type takes `Withheld`) never stands in the object: the digest of its disclosure stands under
  `_sd`. Read without the disclosure it is `Withheld`; as several private fields of one object look alike then, all are.

A refusal names the place: `body.wording.clause`, `body.named[1].office`.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cache, partial
from typing import Any, Literal, TypeVar

from travaux.canon import Value
from travaux.errors import Malformed
from travaux.record.disclosures import DIGESTS, Disclosure
from travaux.record.terms import Withheld

T = TypeVar("T")

Conceal = Callable[[str, str], str]
"""Takes a private field's name and value, keeps the disclosure, and returns its digest."""

_FORMS = {
    "PartyId": (re.compile(r"party-[a-z0-9]{8}"), 'a party\'s id ("party-" and eight letters or digits)'),
    "PersonId": (re.compile(r"person-[a-z0-9]{8}"), 'a person\'s id ("person-" and eight letters or digits)'),
    "Digest": (re.compile(r"[0-9a-f]{64}"), "a SHA-256 in lower-case hexadecimal"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader may see: disclosures by digest, the digests that were erased (with the entry that says so), and, as
    reading goes on, which digests were met."""

    disclosures: Mapping[str, Disclosure] = field(default_factory=dict)
    erased: Mapping[str, int] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)


@contextmanager
def at(step: str) -> Iterator[None]:
    """Puts a key, or an index in brackets, before the path of whatever is refused inside the block."""
    try:
        yield
    except Malformed as fault:
        raise _beneath(step, fault) from None


def _beneath(step: str, fault: Malformed) -> Malformed:
    dot = "." if fault.where and not fault.where.startswith("[") else ""
    return Malformed(fault.message, where=f"{step}{dot}{fault.where}", advice=fault.advice)


def to_value(thing: object, conceal: Conceal | None = None) -> Value:
    """Returns the canonical value of a dataclass of `terms` or `acts`; private values go through `conceal`."""
    match thing:
        case None | bool() | int() | str():
            return thing
        case tuple():
            return [to_value(each, conceal) for each in thing]
    found: dict[str, Value] = {}
    digests = []
    kind: Any = type(thing)
    for key, slot in _slots(kind).items():
        inside = getattr(thing, slot.name)
        if slot.private:
            if isinstance(inside, Withheld):
                raise ValueError(f"{key} is withheld, so the entry cannot be written again")
            if inside is not None:
                assert conceal is not None, f"{key} is private"
                digests.append(conceal(key, inside))
        elif inside != slot.default:
            found[key] = to_value(inside, conceal)
    if digests:
        found[DIGESTS] = sorted(digests)
    return found


def from_value(kind: type[T], value: Value, shown: Shown) -> T:
    """Returns the dataclass that a canonical value is; `Malformed` with the place where it is none."""
    made: T = _read(kind, value, shown)
    return made


@dataclass(frozen=True, slots=True)
class _Slot:
    """A field: its name in the dataclass, its type, whether it is private, its default or MISSING."""

    name: str
    hint: Any
    private: bool
    default: object


@cache
def _slots(kind: Any) -> dict[str, _Slot]:
    """Returns the fields of a dataclass by their keys."""
    hints = typing.get_type_hints(kind)
    found = {}
    for each in fields(kind):
        hint = hints[each.name]
        private = Withheld in typing.get_args(hint)
        found[each.name.removesuffix("_")] = _Slot(each.name, hint, private, _default(each))
    return found


def _default(each: Field[Any]) -> object:
    return each.default_factory() if each.default_factory is not MISSING else each.default


def _read(kind: Any, value: Value, shown: Shown) -> Any:
    return _reader(kind)(value, shown)


@cache
def _reader(kind: Any) -> Callable[[Value, Shown], Any]:
    """Returns what reads a type, worked out once: what a type is made of is slow to ask."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if isinstance(kind, typing.NewType):
        return partial(_read_form, kind)
    if origin is Literal:
        return partial(_read_word, inside)
    if origin in (types.UnionType, typing.Union):
        return partial(_read_choice, inside)
    if origin is tuple:
        return partial(_read_list, inside)
    return partial(_read_plain if kind in _NAMES else _read_object, kind)


def _read_plain(kind: Any, value: Value, shown: Shown) -> Value:
    # A bool is an int in Python, and is none here.
    if type(value) is not kind:
        raise Malformed(f"expected {_NAMES[kind]}, not {_name(value)}")
    return value


def _read_object(kind: Any, value: Value, shown: Shown) -> Any:
    if not isinstance(value, Mapping):
        raise Malformed(f"expected an object, not {_name(value)}")
    slots = _slots(kind)
    made = _read_private(slots, value[DIGESTS], shown) if DIGESTS in value else {}
    for key, inside in value.items():
        if key == DIGESTS:
            continue
        try:  # and not `with at(key)`, which would take a third of the time that reading takes
            slot = slots.get(key)
            if slot is None or slot.private:
                raise Malformed("no such field" if slot is None else "is private, and stands in the open")
            made[slot.name] = read = _read(slot.hint, inside, shown)
            if read == slot.default:
                raise Malformed("has its default, and is to be left out then")
        except Malformed as fault:
            raise _beneath(key, fault) from None
    for key, slot in slots.items():
        if slot.name not in made and slot.default is MISSING:
            raise Malformed("is missing", where=key)
    return kind(**made)


def _read_private(slots: Mapping[str, _Slot], value: Value, shown: Shown) -> dict[str, object]:
    """Returns the private fields of an object: disclosed, or withheld where a digest is left without a disclosure."""
    private = {key: slot.name for key, slot in slots.items() if slot.private}
    made: dict[str, object] = {}
    with at(DIGESTS):
        digests: tuple[str, ...] = _read(tuple[str, ...], value, shown)
        if not digests or list(digests) != sorted(set(digests)) or len(digests) > len(private):
            raise Malformed("digests that are not in order, or more than there are private fields")
        for disclosure in (shown.disclosures[digest] for digest in digests if digest in shown.disclosures):
            if private.get(disclosure.name, "") in {"", *made}:
                raise Malformed(f"the disclosure of {disclosure.name!r} has no place here")
            made[private[disclosure.name]] = disclosure.value
    shown.met.update(digests)
    hidden = [digest for digest in digests if digest not in shown.disclosures]
    if hidden:
        erased = max((shown.erased[digest] for digest in hidden if digest in shown.erased), default=None)
        made |= {name: Withheld(erased) for name in private.values() if name not in made}
    return made


def _read_form(kind: typing.NewType, value: Value, shown: Shown) -> object:
    read = _read(kind.__supertype__, value, shown)
    form, meaning = _FORMS.get(kind.__name__ or "", (None, ""))
    if form is not None and not form.fullmatch(read):
        raise Malformed(f"expected {meaning}")
    if kind.__name__ == "Index" and read < 0:
        raise Malformed("expected the index of an entry, from 0")
    return read


def _read_word(words: tuple[object, ...], value: Value, shown: Shown) -> Value:
    if not isinstance(value, str) or value not in words:
        raise Malformed(f"{value!r} is none of: {', '.join(map(str, words))}")
    return value


def _read_choice(kinds: tuple[Any, ...], value: Value, shown: Shown) -> object:
    if value is None:
        raise Malformed("null stands for its default, and has to be left out")
    fitting = [kind for kind in kinds if kind is not type(None) and kind is not Withheld]
    if len(fitting) > 1 and isinstance(value, str):
        fitting = [kind for kind in fitting if typing.get_origin(kind) is not tuple]
    return _read(fitting[0], value, shown)


def _read_list(kinds: tuple[Any, ...], value: Value, shown: Shown) -> tuple[object, ...]:
    if not isinstance(value, list | tuple):
        raise Malformed(f"expected a list, not {_name(value)}")
    many = len(kinds) == 2 and kinds[1] is Ellipsis
    if not many and len(value) != len(kinds):
        raise Malformed(f"expected {len(kinds)} values, not {len(value)}")
    made = []
    for place, inside in enumerate(value):
        with at(f"[{place}]"):
            made.append(_read(kinds[0] if many else kinds[place], inside, shown))
    return tuple(made)


_NAMES: dict[Any, str] = {str: "a text", int: "a whole number", bool: "true or false"}


def _name(value: Value) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int():
            return "a number"
        case str():
            return "a text"
        case Mapping():
            return "an object"
    return "a list"
