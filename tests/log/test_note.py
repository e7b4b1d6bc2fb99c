"""Notes: the examples in the docstring and in C2SP signed-note, round trips, whose signatures count, and strictness."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.errors import Malformed, ProofFailed, UnknownKey
from travaux.log import note
from travaux.log.note import Ed25519, Key, Note, Signature, read_lines

# C2SP signed-note, the example that ends the text.
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
PUBLISHED = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
).encode()

names = st.text(
    st.characters(exclude_categories=("Cs", "Zs", "Zl", "Zp", "Cc"), exclude_characters="+"), min_size=1, max_size=20
)
keys = st.builds(Key, names, st.integers(0, 255), st.binary(min_size=0, max_size=40))
signatures = st.builds(Signature, names, st.binary(min_size=4, max_size=4), st.binary(min_size=1, max_size=80))
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n")).map(lambda text: (text + "\n").encode())


def test_the_examples_in_the_docstring(log: Any, check: Any, examples: Any) -> None:
    example, vkey = examples(note.__doc__)
    assert Key.from_text(vkey.strip()) == log.key
    opened = note.open(example.encode(), [Ed25519(log.key, check)])
    assert opened.note.to_text() == example.encode()
    assert opened.note.text.count(b"\n\n") == 1
    assert opened.verified == (note.sign(opened.note.text, log.key, log.make),)


def test_the_published_example(check: Any) -> None:
    key = Key.from_text(VKEY)
    assert key.to_text() == VKEY
    assert note.open(PUBLISHED, [Ed25519(key, check)]).note.text == b"This is an example message.\n"
    with pytest.raises(ProofFailed):
        note.open(PUBLISHED.replace(b"This", b"That"), [Ed25519(key, check)])


@given(keys)
def test_keys_go_round(key: Key) -> None:
    assert Key.from_text(key.to_text()) == key


@given(texts, st.lists(signatures, min_size=1, max_size=5))
def test_notes_go_round(text: bytes, signed: list[Signature]) -> None:
    made = Note(text, tuple(signed))
    assert Note.from_text(made.to_text()) == made


@given(st.binary(max_size=40) | texts, st.binary(max_size=20))
def test_whatever_is_read_is_written_alike(text: bytes, tail: bytes) -> None:
    data = text + b"\n" + "— a AAAAAAE=\n".encode() + tail
    try:
        read = Note.from_text(data)
    except Malformed:
        return
    assert read.to_text() == data


@given(st.data())
def test_one_turned_bit_and_nobody_signed(data: st.DataObject) -> None:
    """No change of the published note leaves its key's signature standing, but one that its line is not part of."""
    changed = bytearray(PUBLISHED)
    place = data.draw(st.integers(0, len(changed) - 1))
    changed[place] ^= 1 << data.draw(st.integers(0, 7))
    asked: list[tuple[bytes, bytes]] = []

    def held(public: bytes, message: bytes, signature: bytes) -> bool:
        asked.append((message, signature))
        return False

    with pytest.raises((Malformed, ProofFailed, UnknownKey)):
        note.open(bytes(changed), [Ed25519(Key.from_text(VKEY), held)])
    read = Note.from_text(PUBLISHED)
    assert (read.text, read.signatures[0].data) not in asked


def test_unknown_signatures_are_passed_over(log: Any, check: Any, make_hand: Any) -> None:
    text = b"x\n"
    good = note.sign(text, log.key, log.make)
    same_name = replace(good, key_id=b"1234")
    same_id = replace(good, name="example.com/other")
    stranger = Signature("stranger", b"abcd", b"?")
    data = Note(text, (stranger, same_name, same_id, good)).to_text()
    assert note.open(data, [Ed25519(log.key, check)]).verified == (good,)
    with pytest.raises(UnknownKey, match="no signature by a key that is known here"):
        note.open(Note(text, (stranger, same_name, same_id)).to_text(), [Ed25519(log.key, check)])
    with pytest.raises(UnknownKey):
        note.open(data, [])
    with pytest.raises(UnknownKey):
        note.open(data, [Ed25519(make_hand("example.com/accord", bytes(32)).key, check)])


def test_a_known_key_that_fails_spoils_the_note(log: Any, check: Any, make_hand: Any) -> None:
    other = make_hand("example.com/other", bytes(32))
    text = b"x\n"
    good, bad = note.sign(text, log.key, log.make), note.sign(b"y\n", other.key, other.make)
    known = [Ed25519(log.key, check), Ed25519(other.key, check)]
    with pytest.raises(ProofFailed, match=r"^a proof, a signature or a digest does not hold$"):
        note.open(Note(text, (good, bad)).to_text(), known)
    with pytest.raises(ProofFailed):
        note.open(Note(text, (good, replace(bad, data=bad.data + b"\0"))).to_text(), known)
    assert note.open(Note(text, (good, bad)).to_text(), known[:1]).verified == (good,)


def test_two_keys_with_one_name_and_id(log: Any, check: Any) -> None:
    verifier = Ed25519(log.key, check)

    class Impostor:
        key = replace(log.key)
        __hash__ = None  # type: ignore[assignment]

        def holds(self, text: bytes, data: bytes) -> bool:
            return True

    class Like(Key):
        @property
        def id(self) -> bytes:
            return log.key.id

    impostor = Impostor()
    data = Note(b"x\n", (note.sign(b"x\n", log.key, log.make),)).to_text()
    assert len(note.open(data, [verifier, impostor]).verified) == 1
    impostor.key = Like(log.key.name, 1, bytes(32))
    with pytest.raises(ValueError, match="two keys share the name and the id"):
        note.open(data, [verifier, impostor])


def test_adding_keeps_the_order_and_adds_nothing_twice(log: Any) -> None:
    first, second = Signature("a", b"1234", b"x"), Signature("b", b"1234", b"x")
    made = Note(b"x\n", (first,)).adding(second, first, second)
    assert made.signatures == (first, second)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no blank line"),
        ("x\n— a AAAAAAE=\n".encode(), "no blank line"),
        (b"x\n\n", "a note with 0 signatures"),
        ("x\n\n— a AAAAAAE=\n\n".encode(), "a note with 0 signatures"),
        ("x\n\n— a AAAAAAE=".encode(), "^line 3: not a signature line"),
        (b"x\n\n- a AAAAAAE=\n", "^line 3: not a signature line"),
        ("x\n\n—  a AAAAAAE=\n".encode(), "^line 3: not a signature line"),
        ("x\n\n— a b AAAAAAE=\n".encode(), "^line 3: not a signature line"),
        ("x\n\n— a AAAAAAE=\n— a AAAA\n".encode(), "^line 4: a signature of fewer than five bytes"),
        ("x\n\n— a AAAAAA==\n".encode(), "^line 3: a signature of fewer than five bytes"),
        ("x\n\n— a AAAAAAF=\n".encode(), "^line 3: not base64 in its one standard form"),
        ("x\n\n— a AAAAAAE\n".encode(), "^line 3: not base64"),
        ("x\n\n— a AAAAAAE=\r\n".encode(), r"^line 3: character 12: U\+000D, a control character"),
        ("x\n\n— a+b AAAAAAE=\n".encode(), r"^line 3: a\+b: the name of a key is empty"),
        ("x\n\n—  AAAAAAE=\n".encode(), "^line 3: the name of a key is empty"),
        ("x\n\n— a\u00a0b AAAAAAE=\n".encode(), "the name of a key is empty, or has white space"),
        ("x\n\n— a\u2028b AAAAAAE=\n".encode(), "the name of a key is empty, or has white space"),
        ("x\ty\n\n— a AAAAAAE=\n".encode(), r"^character 1: U\+0009, a control character"),
        (b"x\xff\n\n" + "— a AAAAAAE=\n".encode(), "^byte 1: not UTF-8"),
        (b"x\n\n" + "— \udcff AAAAAAE=\n".encode("utf-8", "surrogateescape"), "^line 3: byte 4: not UTF-8"),
        (b"x\n\n" + "— a AAAAAAE=\n".encode() * 101, "a note with 101 signatures, not 1 to 100"),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(Malformed, match=message):
        Note.from_text(data)


@pytest.mark.parametrize("sign", ["", *map(chr, [0x00, 0x09, 0x0A, 0x1F, 0x20, 0x2B, 0xA0, 0x2028, 0xD800, 0xDFFF])])
def test_names_that_no_key_has(sign: str) -> None:
    name = sign and f"a{sign}b"
    shown = name.encode("utf-8", "backslashreplace").decode()
    with pytest.raises(Malformed) as raised:
        Key(name, 1, bytes(32))
    assert raised.value.where == shown
    assert Key("a\ud7ffb\ue000", 1, bytes(32)).name == "a\ud7ffb\ue000"


def test_an_id_has_four_bytes() -> None:
    for key_id in b"123", b"12345":
        with pytest.raises(Malformed, match="a signature of fewer than five bytes"):
            Signature("a", key_id, b"x")


def test_many_signatures_are_read() -> None:
    assert len(Note.from_text(b"x\n\n" + "— a AAAAAAE=\n".encode() * 100).signatures) == 100
    assert len(read_lines("— a AAAAAAE=\n".encode() * 16)) == 16
    # No more are read than show that there are too many.
    assert len(read_lines("— a AAAAAAE=\n".encode() * 1000)) == 101


def test_a_text_without_its_last_line_feed() -> None:
    with pytest.raises(Malformed, match="does not end with a line feed"):
        Note(b"x", (Signature("a", b"1234", b"x"),))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a name, an id and a key"),
        ("a+530d903a", "not a name, an id and a key"),
        (VKEY.replace("530d903a", "530D903A"), "the id is not that of the key"),
        (VKEY.replace("530d903a", "530d903b"), "the id is not that of the key"),
        (VKEY.replace("foo", "bar"), "the id is not that of the key"),
        (VKEY + "=", "not base64"),
        (VKEY[:-1], "not base64"),
        (VKEY + "\n", "not base64"),
        ("a+00000000+", "the id is not that of the key"),
        ("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "the name of a key is empty"),
        ("a b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "the name of a key is empty, or has white"),
    ],
)
def test_refused_keys(text: str, message: str) -> None:
    with pytest.raises(Malformed, match=message):
        Key.from_text(text)


@pytest.mark.parametrize("key", [Key("a", 4, bytes(32)), Key("a", 1, bytes(31))])
def test_keys_of_another_kind(key: Key, check: Any) -> None:
    with pytest.raises(Malformed, match="not an Ed25519 key of kind 0x01"):
        Ed25519(key, check)
    with pytest.raises(Malformed, match="not an Ed25519 key of kind 0x01"):
        note.sign(b"x\n", key, lambda message: bytes(64))
