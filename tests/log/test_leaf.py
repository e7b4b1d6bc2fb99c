"""Leaves: the example in the docstring, round trips, and what is refused, by line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.errors import Malformed
from travaux.log import leaf as leaves
from travaux.log.leaf import Leaf
from travaux.log.merkle import leaf_hash

MAGIC = b"SSHSIG\x00\x00\x00\x01"
LINE = b"U1NIU0lHAAAAAQ=="


def test_the_example_in_the_docstring() -> None:
    text = "".join(f"{line}\n" for line in re.findall(r"^    (\{.*|U1NI.*)$", leaves.__doc__ or "", re.MULTILINE))
    leaf = Leaf.from_text(text.encode())
    assert leaf.to_text() == text.encode()
    assert leaf.value == {"actor": "clerk", "log": "example.com/accord", "type": "take", "v": 1}
    assert leaf == Leaf.of(leaf.value, *leaf.signatures)
    assert leaf.hash == leaf_hash(text.encode())
    assert leaf.message == text.encode().split(b"\n")[0]


@given(
    st.dictionaries(st.sampled_from(["a", "b"]), st.integers(0, 9)),
    st.lists(st.binary(max_size=9), min_size=1, unique=True),
)
def test_leaves_go_round(value: dict[str, int], tails: list[bytes]) -> None:
    leaf = Leaf.of(value, *(MAGIC + tail for tail in tails))
    assert Leaf.from_text(leaf.to_text()) == leaf
    assert Leaf.from_text(leaf.to_text()).value == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "^line 1: the last line has no line feed"),
        (b"{}", "^line 1: the last line has no line feed"),
        (b"{}\n" + LINE, "^line 2: the last line has no line feed"),
        (b"{}\n", "^line 2: an entry that nobody signed"),
        (b'{"a": 1}\n' + LINE + b"\n", "^line 1: byte 5: not written in the canonical way"),
        (b'{"a":{"b":1.5}}\n' + LINE + b"\n", r"^line 1: a\.b: a number that is not written as an integer"),
        (b"{}\n\n", "^line 2: not an SSHSIG of version 1"),
        (b"{}\nQQ==\n", "^line 2: not an SSHSIG of version 1"),
        (b"{}\n" + LINE + b"\n" + LINE[:-1] + b"\n", "^line 3: not base64"),
        (b"{}\n" + LINE + b"\n" + LINE + b"\n", "^line 3: the same signature a second time"),
        (b"{}\r\n" + LINE + b"\n", "^line 1: byte 2: not written in the canonical way"),
        (b"{}\n" + LINE + b"\r\n", "^line 2: not base64"),
        ("{}\nU1NÎ\n".encode(), "^line 2: not base64"),
        (b"{}\n" + b"A" * 65_533, "^an entry of 65536 bytes, more than 65535. Enter files by digest"),
    ],
)
def test_refused(text: bytes, message: str) -> None:
    with pytest.raises(Malformed, match=message):
        Leaf.from_text(text)


def test_the_limit_holds_for_the_whole() -> None:
    room = 65_535 - len(b'""\n') - len(LINE) - 1
    longest = Leaf.of("a" * room, MAGIC).to_text()
    assert len(longest) == 65_535
    assert Leaf.from_text(longest).to_text() == longest
    with pytest.raises(Malformed, match="an entry of 65536 bytes"):
        Leaf.of("a" * (room + 1), MAGIC)


def test_a_value_without_a_text() -> None:
    with pytest.raises(Malformed, match=r"^a\[0\]: a number"):
        Leaf.of({"a": [1.5]}, MAGIC)  # type: ignore[list-item]
