"""A finding as lines: canonical values, a line each, itself first, then what bears on it, then its parts and readings.

    {"at":"","finding":{...}}             the finding, without what bears on it
    {"at":"","bearing":{...}}             an entry that bears on it; as many lines as there are
    {"at":"parts.0","finding":{...}}      its first part, and so on; "readings.0" its first reading

So no line is too long for a canonical value, however many entries bear on a claim.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from travaux.canon import Value, from_text, to_text
from travaux.claims.claim import Bearing, Finding
from travaux.errors import Malformed, within
from travaux.record import wire


def joined(values: Iterable[Value]) -> bytes:
    """Returns canonical values, a line each."""
    return b"".join(to_text(value) + b"\n" for value in values)


def to_lines(finding: Finding) -> bytes:
    """Returns a finding as canonical values, a line each: itself without what bears on it, then that, entry by entry.

    `at` is where in the finding a line belongs: "" for the finding itself, "parts.0" for its first part.
    """
    return joined(_flat(finding, ""))


def _flat(finding: Finding, at: str) -> Iterator[Value]:
    bare = replace(finding, bearing=(), parts=(), readings=())
    yield {"at": at, "finding": wire.to_value(bare)}
    for bearing in finding.bearing:
        yield {"at": at, "bearing": wire.to_value(bearing)}
    for name in ("parts", "readings"):
        for number, inner in enumerate(getattr(finding, name)):
            yield from _flat(inner, f"{at}.{name}.{number}".removeprefix("."))


def from_lines(content: bytes) -> Finding:
    """Returns the finding in such lines; `Malformed` with the line where they are none."""
    lines = content.split(b"\n")
    if lines.pop() or not lines:
        raise Malformed("the last line has no line feed", where=f"line {len(lines) + 1}")
    values = []
    for number, line in enumerate(lines, 1):
        with within(f"line {number}"):
            values.append(_line(from_text(line)))
    left = deque(values)
    finding = _gathered(left, "")
    if left or to_lines(finding) != content:
        raise Malformed("lines that belong to no finding, or in another order")
    return finding


_Part = tuple[str, Finding | Bearing]


DEEPEST = 16
"""How many findings may stand one inside the other."""


def _line(value: Value) -> _Part:
    match value:
        case {"at": str(at)} if at.count(".") > 2 * DEEPEST:
            raise Malformed(f"more than {DEEPEST} findings one inside the other")
        case {"at": str(at), "finding": inside, **more} if not more:
            return at, wire.from_value(Finding, inside, wire.Shown())
        case {"at": str(at), "bearing": inside, **more} if not more:
            return at, wire.from_value(Bearing, inside, wire.Shown())
    raise Malformed("neither a finding nor what bears on one")


def _gathered(left: deque[_Part], at: str) -> Finding:
    """Takes the finding with which the lines that are left begin."""
    here, bare = left.popleft() if left else ("", None)
    if here != at or not isinstance(bare, Finding):
        raise Malformed(f"no finding at {at!r}")
    bearing = []
    while left and left[0][0] == at and isinstance(each := left[0][1], Bearing):
        bearing.append(each)
        left.popleft()
    inner: dict[str, list[Finding]] = {"parts": [], "readings": []}
    for name, found in inner.items():
        while left and left[0][0] == (place := f"{at}.{name}.{len(found)}".removeprefix(".")):
            found.append(_gathered(left, place))
    return replace(bare, bearing=tuple(bearing), parts=tuple(inner["parts"]), readings=tuple(inner["readings"]))
