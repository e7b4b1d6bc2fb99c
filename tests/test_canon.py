"""One value, one text: others' vectors first, then laws, then everything that must be refused, with its place."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from types import MappingProxyType

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from travaux import canon
from travaux.canon import from_base64, from_decimal, from_text, to_base64, to_text
from travaux.errors import Malformed

# Characters that a canonical string may hold: no control character, no surrogate, nothing unassigned.
characters = st.characters(exclude_categories=("Cc", "Cs", "Cn"))
strings = st.text(characters).map(lambda text: unicodedata.normalize("NFC", text))
keys = st.text(st.characters(min_codepoint=32, max_codepoint=126))
integers = st.integers(-canon.GREATEST, canon.GREATEST)
values = st.recursive(
    st.none() | st.booleans() | integers | strings,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(keys, inner, max_size=5),
    max_leaves=20,
)


def test_the_example_in_the_docstring() -> None:
    free, text = re.findall(r"^    (\{.*\})$", canon.__doc__ or "", re.MULTILINE)
    assert to_text(json.loads(free)) == text.encode()
    assert from_text(text.encode()) == json.loads(free)
    with pytest.raises(Malformed, match="canonical way"):
        from_text(free.encode())


# Facts from RFC 8785 (section 3.2 and appendix B) and from its author's test data: what the narrow profile keeps has
# the RFC's bytes, and what it leaves out is refused.
@pytest.mark.parametrize(
    ("free", "text"),
    [
        ("[ null , true , false ]", "[null,true,false]"),
        ('[56, {"d": true, "10": null, "1": [ ]}]', '[56,{"1":[],"10":null,"d":true}]'),
        ('{"b":1,"a":2,"A":3,"_":4,"":5}', '{"":5,"A":3,"_":4,"a":2,"b":1}'),
        (r'"\u20ac$\u0022\\\/"', '"€$\\"\\\\/"'),
        (r'"\ud83d\ude02"', '"😂"'),
        ("[9007199254740991,-9007199254740991,0]", "[9007199254740991,-9007199254740991,0]"),
    ],
)
def test_kept_from_rfc_8785(free: str, text: str) -> None:
    value = json.loads(free)
    assert to_text(value) == text.encode()
    assert to_text(value) == rfc8785.dumps(value)
    assert from_text(text.encode()) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[333333333.33333329]", r"\[0\]: a number that is not written as an integer. Write it as a string"),
        ("[1e21]", r"\[0\]: a number that is not written as an integer"),
        ("[9007199254740992]", r"\[0\]: a number outside"),
        ("[-9007199254740992]", r"\[0\]: a number outside"),
        ("[" + "9" * 5000 + "]", r"\[0\]: a number outside"),
        ("[NaN]", r"\[0\]: a number that is not written"),
        ("[-Infinity]", r"\[0\]: a number that is not written"),
        ("[-0]", "byte 1: not written in the canonical way"),
        (r'{"Unnormalized Unicode":"A' + "\u030a" + '"}', "^Unnormalized Unicode: .*normal form C"),
        ('{"péché":1}', "the key 'péché' is not a string of printable ASCII"),
        (r'{"1":{"\n":56}}', r"^1: the key '\\n' is not"),
        (r'["\u000f"]', r"\[0\]: U\+000F, a control character"),
        ('["\u0080"]', r"\[0\]: U\+0080, a control character"),
        (r'["\ud800"]', r"\[0\]: U\+D800, half of a surrogate pair"),
        ('["\ufdd0"]', r"\[0\]: U\+FDD0, a character that Unicode does not assign"),
    ],
)
def test_left_out_of_rfc_8785(text: str, message: str) -> None:
    with pytest.raises(Malformed, match=message):
        from_text(text.encode())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b'{"a":{"b":[0,{"c":1,"c":1}]}}', r"^a\.b\[1\]: the key 'c' stands twice"),
        (b'{"a":1,"b":2,"b":3,"a":4}', "^the key 'a' stands twice"),
        (b'{"b":1,"a":2}', "byte 2: not written in the canonical way. Keys stand in order"),
        (b'{"a": 1}', "byte 5: not written"),
        (b'{"a":1}\n', "byte 7: not written"),
        (b' "a"', "byte 0: not written"),
        (rb'"\u00e9"', "byte 1: not written"),
        (rb'"\/"', "byte 1: not written"),
        (b"01", "character 1: not JSON"),
        (b"", "character 0: not JSON"),
        (b"'a'", "character 0: not JSON"),
        ("[٤٢]".encode(), "character 1: not JSON"),
        (b'\xef\xbb\xbf"a"', "not JSON"),
        (b'"\xff"', "^byte 1: not UTF-8"),
        (b"[" * 30_000 + b"]" * 30_000, "more than 64 levels deep"),
        (b"[" * 65 + b"]" * 65, "more than 64 levels deep"),
        (b'"' + b"a" * 65_534 + b'"', "the text has 65536 bytes"),
    ],
)
def test_refused_texts(text: bytes, message: str) -> None:
    with pytest.raises(Malformed, match=message):
        from_text(text)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (1.0, "^a number that is not written as an integer"),
        ({"a": [{"b": 2**53}]}, r"^a\[0\]\.b: a number outside"),
        ({"a": b"x"}, "^a: bytes has no canonical text"),
        ({"a": {1, 2}}, "^a: set has no canonical text"),
        ({1: 2}, "^the key 1 is not a string"),
        ("a" * 65_534, "the value takes 65536 bytes, more than 65535. Enter files by digest"),
        ("é" * 32_767, "the value takes 65536 bytes"),
    ],
)
def test_values_without_a_text(value: canon.Value, message: str) -> None:
    with pytest.raises(Malformed, match=message):
        to_text(value)


# What people read, from its first word to its last.
@pytest.mark.parametrize(
    ("refuse", "sentence"),
    [
        (lambda: from_text(b"[1.5]"), "[0]: a number that is not written as an integer. Write it as a string"),
        (lambda: to_text([2**53]), "[0]: a number outside ±(2^53-1). Write it as a string"),
        (lambda: from_text(b"[-" + b"9" * 400 + b"]"), "[0]: a number outside ±(2^53-1). Write it as a string"),
        (lambda: from_text(b"[1e999]"), "[0]: a number that is not written as an integer. Write it as a string"),
        (
            lambda: to_text({"a": "A\u030a"}),
            "a: a string that is not in Unicode's normal form C. Normalise it before it is signed",
        ),
        (lambda: to_text(["\n"]), "[0]: U+000A, a control character, in a string"),
        (lambda: to_text("\udfff"), "U+DFFF, half of a surrogate pair, in a string"),
        (lambda: to_text("\u0378"), "U+0378, a character that Unicode does not assign, in a string"),
        (lambda: to_text({"é": 1}), "the key 'é' is not a string of printable ASCII characters"),
        (lambda: from_text(b'{"a":1,"a":2}'), "the key 'a' stands twice"),
        (lambda: to_text(b""), "bytes has no canonical text"),  # type: ignore[arg-type]
        (
            lambda: from_text(b"[ ]"),
            "byte 1: not written in the canonical way. Keys stand in order, without white space, and only quotation "
            "marks and backslashes are escaped",
        ),
        (lambda: from_text(b"[1] "), "byte 3: not written in the canonical way. " + canon._ADVICE),
        (lambda: from_text(b"[" * 65 + b"]" * 65), "[0]" * 64 + ": more than 64 levels deep"),
        (lambda: from_text(b"[" * 30_000), "more than 64 levels deep"),
        (lambda: from_text(b"[,]"), "character 1: not JSON: Expecting value"),
        (lambda: from_text(b'"\xff"'), "byte 1: not UTF-8"),
        (lambda: from_text(b" " * 65_536), "the text has 65536 bytes, more than 65535"),
        (lambda: to_text("a" * 65_534), "the value takes 65536 bytes, more than 65535. Enter files by digest"),
        (lambda: from_base64("Q"), "not base64"),
        (lambda: from_base64("é"), "not base64"),
        (lambda: from_base64("QR=="), "not base64 in its one standard form"),
        (lambda: from_base64("QQ==", size=32), "1 bytes in base64 where 32 belong"),
        (lambda: from_decimal("01"), "not a decimal number in ASCII digits without leading zero"),
        (lambda: from_decimal("11", greatest=10), "a number greater than 10"),
        (lambda: from_decimal("100", greatest=10), "a number greater than 10"),
    ],
)
def test_refusals_in_whole_sentences(refuse: Callable[[], object], sentence: str) -> None:
    with pytest.raises(Malformed) as raised:
        refuse()
    assert str(raised.value) == sentence


def test_limits_are_reached() -> None:
    longest = to_text("a" * 65_533)
    assert len(longest) == 65_535
    assert from_text(longest) == "a" * 65_533
    deep = b"[" * 64 + b"]" * 64
    assert to_text(from_text(deep)) == deep


def test_characters_that_join_and_separate_are_kept() -> None:
    for text in ["نامه\u200cای", "4.2\u00a0bis", "a\u2028b", "\ue000"]:
        assert from_text(to_text(text)) == text


@given(values)
@example({"": [], "a": {}, "b": [True, None, -1]})
def test_every_value_goes_round(value: canon.Value) -> None:
    assert from_text(to_text(value)) == value


@given(values)
def test_the_text_is_that_of_rfc_8785(value: canon.Value) -> None:
    assert to_text(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


def test_what_is_as_good_as_a_list_or_an_object() -> None:
    assert to_text({"a": (1, (2,))}) == b'{"a":[1,[2]]}'
    assert to_text(MappingProxyType({"b": 1, "a": MappingProxyType({})})) == b'{"a":{},"b":1}'


@given(st.binary(max_size=40) | st.text(max_size=40).map(str.encode))
@example(b'{"a":1,"a":1}')
def test_whatever_is_read_is_written_alike(text: bytes) -> None:
    try:
        value = from_text(text)
    except Malformed:
        return
    assert to_text(value) == text


@given(values, st.data())
def test_one_changed_byte_is_another_value_or_refused(value: canon.Value, data: st.DataObject) -> None:
    text = bytearray(to_text(value))
    place = data.draw(st.integers(0, len(text) - 1))
    text[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        other = from_text(bytes(text))
    except Malformed:
        return
    assert to_text(other) == bytes(text)
    assert to_text(other) != to_text(value)


# RFC 4648, section 10.
@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""), (b"f", "Zg=="), (b"fo", "Zm8="), (b"foo", "Zm9v"), (b"foob", "Zm9vYg=="), (b"fooba", "Zm9vYmE="),
        (b"foobar", "Zm9vYmFy"),
    ],
)  # fmt: skip
def test_base64_vectors(data: bytes, text: str) -> None:
    assert to_base64(data) == text
    assert from_base64(text) == data


@given(st.binary(max_size=64))
def test_base64_goes_round(data: bytes) -> None:
    assert from_base64(to_base64(data), size=len(data)) == data


@pytest.mark.parametrize(
    "text",
    [
        "QR==",
        "QQ=",
        "QQ",
        "QQ==\n",
        " QQ==",
        "QQ==QQ==",
        "QQ ==",
        "Q-_=",
        "Zm9v=",
        "=",
        "é",
        "Zm\n9v",
        "Zg==Zg",
        "A" * 5,
    ],
)
def test_base64_is_strict(text: str) -> None:
    with pytest.raises(Malformed, match="base64"):
        from_base64(text)


def test_base64_of_another_length() -> None:
    with pytest.raises(Malformed, match="1 bytes in base64 where 32 belong"):
        from_base64("QQ==", size=32)


def test_decimal() -> None:
    assert [from_decimal(text) for text in ["0", "7", "10", "9223372036854775807"]] == [0, 7, 10, 2**63 - 1]


@pytest.mark.parametrize("text", ["", "00", "01", "+1", "-1", " 1", "1 ", "1_0", "٤٢", "²", "1\n", "0x1", "1e3"])
def test_decimal_is_strict(text: str) -> None:
    with pytest.raises(Malformed, match="not a decimal number"):
        from_decimal(text)


@pytest.mark.parametrize("text", ["9223372036854775808", "9" * 5000])
def test_decimal_has_an_end(text: str) -> None:
    with pytest.raises(Malformed, match="a number greater than 9223372036854775807"):
        from_decimal(text)
