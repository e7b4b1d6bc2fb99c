"""Archives: the bytes of one are told apart from every other way to write a ZIP, and each refusal says where."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from travaux.claims import archive
from travaux.errors import Malformed

SMALL = {"a.txt": b"one", "b/c.txt": b"two"}


def test_a_whole_archive_byte_by_byte() -> None:
    """PKWARE APPNOTE 4.3: a local header and its content, the directory, its end; the CRC is that of the letter b."""
    head = bytes.fromhex("1400 0000 0000 0000 2100 f9ef be71 0100 0000 0100 0000 0100 0000")
    listed = bytes.fromhex("1400 1400 0000 0000 0000 2100 f9ef be71 0100 0000 0100 0000 0100 0000") + bytes(14)
    close = bytes.fromhex("0000 0000 0100 0100 2f00 0000 2000 0000 0000")
    expected = b"PK\3\4" + head + b"ab" + b"PK\1\2" + listed[:-4] + bytes(4) + b"a" + b"PK\5\6" + close
    assert archive.write({"a": b"b"}) == expected
    assert archive.read(expected) == {"a": b"b"}


def test_the_empty_archive() -> None:
    assert archive.write({}) == b"PK\5\6" + bytes(18)
    assert archive.read(archive.write({})) == {}


def test_the_places_of_files_are_those_that_a_stock_reader_finds() -> None:
    with zipfile.ZipFile(io.BytesIO(archive.write(SMALL))) as opened:
        assert [each.header_offset for each in opened.infolist()] == [0, 30 + 5 + 3]
        assert [opened.read(name) for name in opened.namelist()] == [b"one", b"two"]
        assert {(each.extract_version, each.compress_type) for each in opened.infolist()} == {(20, zipfile.ZIP_STORED)}


def test_letters_of_either_case_and_one_folder() -> None:
    names = ["README.txt", "a", "A/b-c_d.0", "0/1"]
    assert sorted(archive.read(archive.write(dict.fromkeys(names, b"x")))) == sorted(names)


def whole(change: Callable[[bytearray], object]) -> Callable[[], object]:
    data = bytearray(archive.write(SMALL))
    change(data)
    return lambda: archive.read(bytes(data))


def renamed(name: bytes) -> Callable[[], object]:
    return lambda: archive.read(archive.write(SMALL).replace(b"a.txt", name))


OTHERWISE = "not an archive as Travaux writes it: cut short, changed, or packed anew"
SPOILT = "a file that is cut short, named twice or named otherwise"


@pytest.mark.parametrize(
    ("refuse", "sentence"),
    [
        (lambda: archive.write({"../a": b""}), "../a: not a name for a file in an archive"),
        # To a pattern that knows no capitals the Kelvin sign is a k.
        (lambda: archive.write({"\u212a": b""}), "\u212a: not a name for a file in an archive"),
        (renamed(b"../ab"), f"byte 0: {SPOILT}"),
        (renamed(b"\xff.txt"), f"byte 0: {SPOILT}"),
        (lambda: archive.read(archive.write(SMALL)[:37]), f"byte 0: {SPOILT}"),
        (lambda: archive.read(archive.write(SMALL)[:38] * 2), f"byte 38: {SPOILT}"),
        (lambda: archive.read(b""), f"byte 0: {OTHERWISE}"),
        (lambda: archive.read(b"%PDF"), f"byte 0: {OTHERWISE}"),
        (lambda: archive.read(archive.write(SMALL)[:29]), f"byte 2: {OTHERWISE}"),
        (lambda: archive.read(archive.write(SMALL)[:30]), f"byte 0: {SPOILT}"),
        (lambda: archive.read(archive.write(SMALL)[:-1]), f"byte {len(archive.write(SMALL)) - 1}: {OTHERWISE}"),
        (lambda: archive.read(archive.write(SMALL) + b"?"), f"byte {len(archive.write(SMALL))}: {OTHERWISE}"),
        (whole(lambda data: data.__setitem__(10, 1)), f"byte 10: {OTHERWISE}"),
        (whole(lambda data: data.__setitem__(-1, 1)), f"byte {len(archive.write(SMALL)) - 1}: {OTHERWISE}"),
    ],
)
def test_malformed(refuse: Callable[[], object], sentence: str) -> None:
    with pytest.raises(Malformed) as raised:
        refuse()
    assert str(raised.value) == sentence


def test_more_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The counts of a ZIP have sixteen bits, its lengths thirty-two."""
    assert (archive.MOST_FILES, archive.MOST_BYTES) == (65_534, 4_294_967_294)
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    assert archive.read(archive.write(SMALL)) == SMALL
    with pytest.raises(Malformed, match=r"^3 files, too many or too large for one archive$"):
        archive.write({**SMALL, "c": b""})
    monkeypatch.setattr(archive, "MOST_BYTES", 2 * 203)
    assert archive.read(archive.write(SMALL)) == SMALL
    monkeypatch.setattr(archive, "MOST_BYTES", 2 * 203 - 1)
    with pytest.raises(Malformed, match=r"^2 files, too many or too large for one archive$"):
        archive.write(SMALL)
