"""Answers from a worker: the project's frozen dataclasses as JSON, and back by their declared types.

Nothing but data can come out of the decoder. The type that is asked for, never the bytes, decides what is built:
strings, numbers, tuples, frozen sets, mappings, and dataclasses of `travaux` itself. A dataclass is a list of its
fields in order, those at the end left out that have their default value. Whatever does not fit is refused.

>>> from travaux.text.manuscripts import Segment
>>> encode(Segment("shall", marks=frozenset({"bold"})))
b'["shall",null,null,null,["bold"]]'
>>> decode(b'["shall"]', Segment).text
'shall'
>>> decode(b'[1]', Segment)
Traceback (most recent call last):
TypeError: int where str is declared
"""

from __future__ import annotations

import collections.abc
import dataclasses
import gc
import json
import types
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Decoder = Callable[[object], object]
_Fields = tuple[Callable[[object], tuple[object, ...]], tuple[object, ...]]

_SCALARS = frozenset({str, int, bool, float, type(None)})

_fields: dict[type, _Fields] = {}
_decoders: dict[object, _Decoder] = {}


def encode(value: object) -> bytes:
    """Returns a value as one line of JSON in UTF-8."""
    return json.dumps(_flat(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decode(data: bytes, kind: type[T]) -> T:
    """Returns the value of a declared type; raises `TypeError` or `ValueError` where the data is anything else."""
    decoder = _decoder(kind)
    # Many small objects, none of them in a cycle: looking for garbage meanwhile costs more than all the rest.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return cast("T", decoder(json.loads(data.decode("utf-8", "surrogatepass"))))
    finally:
        if collecting:
            gc.enable()


def _flat(value: object) -> object:
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is tuple or kind is list:
        return [v if type(v) in _SCALARS else _flat(v) for v in cast("tuple[object, ...]", value)]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return {key: _flat(item) for key, item in value.items()}
    return _flat_fields(value)


def _flat_fields(value: object) -> list[object]:
    values_of, defaults = _fields_of(type(value))
    values = values_of(value)
    count = len(values)
    while count and (values[count - 1] is defaults[count - 1] or values[count - 1] == defaults[count - 1]):
        count -= 1
    return [v if type(v) in _SCALARS else _flat(v) for v in values[:count]]


def _fields_of(kind: type) -> _Fields:
    found = _fields.get(kind)
    if found is None:
        fields = dataclasses.fields(kind)
        names = [field.name for field in fields]
        # For a single name attrgetter gives the bare value, not a tuple.
        getter = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
        found = _fields[kind] = getter, tuple(_default(field) for field in fields)
    return found


def _default(field: dataclasses.Field[object]) -> object:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _decoder(kind: object) -> _Decoder:
    found = _decoders.get(kind)
    if found is None:
        # Set before it is made: a type may hold itself.
        _decoders[kind] = lambda value: _decoders[kind](value)
        found = _decoders[kind] = _made(kind)
    return found


def _made(kind: object) -> _Decoder:
    origin, args = get_origin(kind), get_args(kind)
    if kind in (str, int, float, bool):
        return _scalar(cast("type", kind))
    if kind is type(None):
        return _one_of((None,))
    if origin is Literal:
        return _one_of(args)
    if origin in (Union, types.UnionType):
        return _either([_decoder(arg) for arg in args])
    if origin is tuple:
        return _row(_decoder(args[0])) if args[1:] == (...,) else _tuple([_decoder(arg) for arg in args])
    if origin is frozenset:
        return _set(_decoder(args[0]))
    if origin in (collections.abc.Mapping, dict):
        return _mapping(_decoder(args[1]))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__module__.startswith("travaux."):
        return _dataclass(kind)
    raise TypeError(f"{kind} is not a type that an answer may hold")


def _wrong(value: object, declared: str) -> TypeError:
    return TypeError(f"{type(value).__name__} where {declared} is declared")


def _scalar(kind: type) -> _Decoder:
    def decode_scalar(value: object) -> object:
        if type(value) is not kind:
            raise _wrong(value, kind.__name__)
        return value

    return decode_scalar


def _one_of(allowed: tuple[object, ...]) -> _Decoder:
    def decode_literal(value: object) -> object:
        if isinstance(value, (list, dict)) or value not in allowed:
            raise _wrong(value, " or ".join(map(repr, allowed)))
        return value

    return decode_literal


def _either(options: list[_Decoder]) -> _Decoder:
    def decode_union(value: object) -> object:
        for option in options:
            try:
                return option(value)
            except TypeError:
                continue
        raise _wrong(value, "one of several types")

    none = next((option for option in options if option is _decoders.get(type(None))), None)
    if none is None or len(options) != 2:
        return decode_union
    other = next(option for option in options if option is not none)
    return lambda value: None if value is None else other(value)


def _row(item: _Decoder) -> _Decoder:
    def decode_row(value: object) -> object:
        if type(value) is not list:
            raise _wrong(value, "a row")
        return tuple([item(each) for each in value])

    return decode_row


def _tuple(items: list[_Decoder]) -> _Decoder:
    def decode_tuple(value: object) -> object:
        if type(value) is not list or len(value) != len(items):
            raise _wrong(value, f"{len(items)} values")
        return tuple([item(each) for item, each in zip(items, value, strict=True)])

    return decode_tuple


def _set(item: _Decoder) -> _Decoder:
    row = _row(item)
    return lambda value: frozenset(cast("tuple[object, ...]", row(value)))


def _mapping(item: _Decoder) -> _Decoder:
    def decode_mapping(value: object) -> object:
        if type(value) is not dict:
            raise _wrong(value, "a mapping")
        return {key: item(each) for key, each in value.items()}

    return decode_mapping


def _dataclass(kind: type) -> _Decoder:
    hints = get_type_hints(kind)
    items = [_decoder(hints[field.name]) for field in dataclasses.fields(kind)]

    def decode_fields(value: object) -> object:
        if type(value) is not list or len(value) > len(items):
            raise _wrong(value, kind.__name__)
        return kind(*[item(each) for item, each in zip(items, value, strict=False)])

    return decode_fields
