"""A finding as lines: whatever it is made of goes round, and every other row of lines is refused with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from travaux.canon import to_text
from travaux.claims.claim import Bearing, Claim, Finding, Subject
from travaux.claims.lines import DEEPEST, from_lines, joined, to_lines
from travaux.errors import Malformed
from travaux.record.terms import Index

CLAIM = Claim(subject=Subject(name="boria"), predicate="approved")
BARE = Finding(claims=(CLAIM,), says="boria approved any clause", verdict="silent", reason="nothing bears on it")
FIRST = Bearing(entry=Index(1), side="for", grade="signed", shows="it")
SECOND = Bearing(entry=Index(2), side="against", grade="reported", shows="that", when="2031-03")
PART = replace(BARE, bearing=(SECOND,))
PARTS, READINGS = (PART, replace(PART, parts=(BARE,))), (BARE, replace(BARE, parts=(PART,)))
WHOLE = replace(BARE, bearing=(FIRST, SECOND), parts=PARTS, readings=READINGS)


def test_a_finding_with_everything_goes_round() -> None:
    assert from_lines(to_lines(WHOLE)) == WHOLE
    assert from_lines(to_lines(BARE)) == BARE


def test_each_line_names_its_place() -> None:
    places = [line.split(b'"')[3].decode() for line in to_lines(WHOLE).splitlines()]
    assert places == [
        "", "", "", "parts.0", "parts.0", "parts.1", "parts.1", "parts.1.parts.0", "readings.0", "readings.1",
        "readings.1.parts.0", "readings.1.parts.0",
    ]  # fmt: skip
    assert to_lines(WHOLE).splitlines()[0] == to_lines(BARE).rstrip()


def test_values_a_line_each() -> None:
    assert joined([]) == b""
    assert joined([[1], "a"]) == b'[1]\n"a"\n'


def nested(depth: int) -> Finding:
    found = BARE
    for _ in range(depth):
        found = replace(BARE, parts=(found,))
    return found


def test_findings_stand_sixteen_deep() -> None:
    assert from_lines(to_lines(nested(DEEPEST))) == nested(16)
    with pytest.raises(Malformed) as raised:
        from_lines(to_lines(nested(17)))
    assert str(raised.value) == "line 18: more than 16 findings one inside the other"


def moved(line: int, to: int) -> Callable[[], object]:
    lines = to_lines(WHOLE).splitlines(keepends=True)
    lines.insert(to, lines.pop(line))
    return lambda: from_lines(b"".join(lines))


def ending(*values: object) -> Callable[[], object]:
    return lambda: from_lines(to_lines(BARE) + b"".join(to_text(value) + b"\n" for value in values))  # type: ignore[arg-type]


FINDING = {"claims": [], "reason": "", "says": "", "verdict": "silent"}
NEITHER = "neither a finding nor what bears on one"
OTHER = "lines that belong to no finding, or in another order"


@pytest.mark.parametrize(
    ("refuse", "sentence"),
    [
        (lambda: from_lines(b""), "line 1: the last line has no line feed"),
        (lambda: from_lines(to_lines(BARE)[:-1]), "line 1: the last line has no line feed"),
        (lambda: from_lines(to_lines(WHOLE)[:-1]), "line 12: the last line has no line feed"),
        (lambda: from_lines(b"{}\n"), f"line 1: {NEITHER}"),
        (lambda: from_lines(b"[]\n"), f"line 1: {NEITHER}"),
        (ending({"at": ""}), f"line 2: {NEITHER}"),
        (ending({"at": 1, "finding": FINDING}), f"line 2: {NEITHER}"),
        (ending({"at": "", "finding": FINDING, "more": 1}), f"line 2: {NEITHER}"),
        (ending({"at": "", "bearing": {}, "more": 1}), f"line 2: {NEITHER}"),
        (ending({"at": "", "bearing": {}}), "line 2: entry: is missing"),
        (lambda: from_lines(b"\n"), "line 1: character 0: not JSON: Expecting value"),
        (ending(FINDING), f"line 2: {NEITHER}"),
        (ending({"at": "", "finding": FINDING}), OTHER),
        (ending({"at": "parts.1", "finding": FINDING}), OTHER),
        (lambda: from_lines(joined([{"at": "", "finding": {**FINDING, "parts": [FINDING]}}])), OTHER),
        (ending({"at": "readings.1", "finding": FINDING}), OTHER),
        (ending({"at": "." * 32, "finding": FINDING}), OTHER),
        (ending({"at": "." * 33, "finding": FINDING}), "line 2: more than 16 findings one inside the other"),
        (lambda: from_lines(joined([{"at": "parts.0", "finding": FINDING}])), "no finding at ''"),
        (lambda: from_lines(to_lines(WHOLE).split(b"\n", 1)[1]), "no finding at ''"),
        (moved(3, 4), "no finding at 'parts.0'"),
        (moved(1, 3), OTHER),
        (moved(8, 3), OTHER),
    ],
)
def test_malformed(refuse: Callable[[], object], sentence: str) -> None:
    with pytest.raises(Malformed) as raised:
        refuse()
    assert str(raised.value) == sentence
