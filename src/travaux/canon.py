"""Canon: one byte string for one value. Nothing here knows what a value means.

The form is RFC 8785 (the JSON Canonicalization Scheme), narrowed until nothing is left to choose:

- A value is null, true, false, a whole number, a string, a list or an object, at most 64 levels deep.
- A number is an integer from -(2^53-1) to 2^53-1, in decimal, without a leading zero; there is no minus zero, no
  fraction and no exponent. What is not whole is written as a string by whoever gives it a meaning.
- A string is in Unicode's normal form C. Its characters are assigned in Unicode and none is a control character
  (general category Cc), so a canonical text is one line. A text of several lines is a list of strings.
- A key is a string of ASCII characters, no control character among them; no object has the same key twice; members
  stand in the order of their keys.
- There is no white space. Only `"` and `\\` are escaped, each by a `\\` before it. The whole is UTF-8 and has at most
  65,535 bytes, so that it fits in an entry of the log.

So a value has one text, and a text is refused unless its value, written again, gives the same bytes. A signature or a
digest is always over the bytes as they came; nothing is ever written again in order to be checked.

An example, not canonical, then canonical:

    {"type": "take", "clause": ["4.2"], "stance": "object", "seq": 7, "words": "une r\\u00e9serve"}
    {"clause":["4.2"],"seq":7,"stance":"object","type":"take","words":"une réserve"}

Unassigned characters are refused because a later Unicode may say that a string with them is not in normal form; what
is accepted today stays canonical (Unicode Normalization Stability Policy). Which are assigned is what the reader's
Python knows: an older Python may refuse a text that a newer one takes, never the other way round.

Two small forms that every format of the log needs live here too: base64 (RFC 4648, section 4) and decimal numbers,
each read so that a value has one text. Python alone would read `"QR=="` as well as `"QQ=="`, and `"٤٢"` as 42.
"""

from __future__ import annotations

import binascii
import json
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from travaux.errors import Malformed

Value: TypeAlias = "bool | int | str | Sequence[Value] | Mapping[str, Value] | None"
"""What can be written: a tuple is written as a list, and read back as one."""

GREATEST = 2**53 - 1
"""The greatest integer that every reader of JSON keeps exact."""

MOST_BYTES = 65_535
"""The most bytes of a text: an entry of the log has its length in sixteen bits (C2SP tlog-tiles)."""

DEEPEST = 64
"""How many lists and objects may stand one inside the other."""


class _Twice(dict[str, Value]):
    """An object that has a key twice, kept until its place is known; it holds that key alone."""


def to_text(value: Value) -> bytes:
    """Returns the one text of a value, as UTF-8 bytes without a line end.

    Raises `Malformed` with the path inside the value, such as `clauses[2].words`, where something cannot be written.
    """
    _check(value)
    text = _encode(value)
    if len(text) > MOST_BYTES:
        raise Malformed(f"the value takes {len(text)} bytes, more than {MOST_BYTES}", advice="Enter files by digest")
    return text


def from_text(text: bytes) -> Value:
    """Returns the value of a canonical text; raises `Malformed` for any other bytes."""
    if len(text) > MOST_BYTES:
        raise Malformed(f"the text has {len(text)} bytes, more than {MOST_BYTES}")
    value = _decode(text)
    _check(value)
    again = _encode(value)
    if again != text:
        place = next((i for i, (old, new) in enumerate(zip(text, again, strict=False)) if old != new), len(again))
        raise Malformed("not written in the canonical way", where=f"byte {place}", advice=_ADVICE)
    return value


_ADVICE = "Keys stand in order, without white space, and only quotation marks and backslashes are escaped"


def _encode(value: Value) -> bytes:
    # In this narrow profile the standard encoder gives the bytes of RFC 8785: keys are ASCII, so its order by code
    # point is the RFC's order by UTF-16 unit, and no character is left for which the two escape differently.
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=dict).encode()


def _decode(text: bytes) -> Value:
    try:
        value: Value = json.loads(text.decode(), object_pairs_hook=_object, parse_int=_integer)
    except UnicodeDecodeError as fault:
        raise Malformed("not UTF-8", where=f"byte {fault.start}") from None
    except json.JSONDecodeError as fault:
        raise Malformed(f"not JSON: {fault.msg}", where=f"character {fault.pos}") from None
    except RecursionError:
        raise Malformed(f"more than {DEEPEST} levels deep") from None
    return value


def _object(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    return _Twice(dict(Counter(key for key, _ in pairs).most_common(1)))


def _integer(digits: str) -> Value:
    # Seventeen signs hold every integer in range; int() of very many digits would take long and raise its own error.
    return int(digits) if len(digits) <= 17 else GREATEST + 1


def _check(value: Value) -> None:
    """Raises `Malformed` with the path, where a value cannot be written."""
    try:
        _walk(value, 0)
    except Malformed as fault:
        raise Malformed(fault.message, where=fault.where.removeprefix("."), advice=fault.advice) from None


def _walk(value: object, depth: int) -> None:
    match value:
        case None | bool():
            pass
        case str():
            _check_string(value)
        case int():
            if not -GREATEST <= value <= GREATEST:
                raise Malformed("a number outside ±(2^53-1)", advice="Write it as a string")
        case Mapping():
            _check_depth(depth)
            _check_keys(value)
            for key, member in value.items():
                _step(f".{key}", member, depth)
        case list() | tuple():
            _check_depth(depth)
            for place, member in enumerate(value):
                _step(f"[{place}]", member, depth)
        case float():
            raise Malformed("a number that is not written as an integer", advice="Write it as a string")
        case _:
            raise Malformed(f"{type(value).__name__} has no canonical text")


def _step(name: str, member: object, depth: int) -> None:
    try:
        _walk(member, depth + 1)
    except Malformed as fault:
        raise Malformed(fault.message, where=name + fault.where, advice=fault.advice) from None


def _check_depth(depth: int) -> None:
    if depth >= DEEPEST:
        raise Malformed(f"more than {DEEPEST} levels deep")


def _check_keys(members: Mapping[object, object]) -> None:
    if isinstance(members, _Twice):
        raise Malformed(f"the key {next(iter(members))!r} stands twice")
    for key in members:
        if not isinstance(key, str) or not key.isascii() or not key.isprintable():
            raise Malformed(f"the key {key!r} is not a string of printable ASCII characters")


def _check_string(text: str) -> None:
    # What Python calls printable has no control character, no surrogate and nothing unassigned in it; of what it does
    # not, some is welcome here: joiners, no-break spaces, line separators.
    if not text.isprintable():
        for character in text:
            kind = _FORBIDDEN.get(unicodedata.category(character))
            if kind:
                raise Malformed(f"U+{ord(character):04X}, {kind}, in a string")
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise Malformed("a string that is not in Unicode's normal form C", advice="Normalise it before it is signed")


_FORBIDDEN = {
    "Cc": "a control character",
    "Cs": "half of a surrogate pair",
    "Cn": "a character that Unicode does not assign",
}


def to_base64(data: bytes) -> str:
    """Returns bytes in standard base64, padded (RFC 4648, section 4)."""
    return binascii.b2a_base64(data, newline=False).decode()


def from_base64(text: str, *, size: int | None = None) -> bytes:
    """Returns the bytes of a base64 text, of `size` bytes where that is given; `Malformed` if any other text is theirs.

    >>> from_base64("QQ==")
    b'A'
    """
    try:
        data = binascii.a2b_base64(text)
    except (binascii.Error, ValueError):
        raise Malformed("not base64") from None
    if to_base64(data) != text:
        raise Malformed("not base64 in its one standard form")
    if size is not None and len(data) != size:
        raise Malformed(f"{len(data)} bytes in base64 where {size} belong")
    return data


def from_decimal(text: str, *, greatest: int = 2**63 - 1) -> int:
    """Returns the number a text writes in ASCII digits without sign or leading zero; at most `greatest`."""
    if not (text.isascii() and text.isdigit()) or (text[0] == "0" and text != "0"):
        raise Malformed("not a decimal number in ASCII digits without leading zero")
    if len(text) > len(str(greatest)) or int(text) > greatest:
        raise Malformed(f"a number greater than {greatest}")
    return int(text)
