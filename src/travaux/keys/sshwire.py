"""The fields that OpenSSH's formats are made of (RFC 4251, section 5). Not what they mean.

A *string* is a length in 32 bits, big-endian, and that many bytes. An *mpint* is a string that holds an integer,
big-endian, in as few bytes as it takes and with a leading zero byte where the first bit would make it negative.
"""

from __future__ import annotations

from travaux.errors import Malformed


def string(data: bytes | str) -> bytes:
    """Returns bytes, or the UTF-8 of a text, as a string field."""
    raw = data.encode() if isinstance(data, str) else data
    return len(raw).to_bytes(4, "big") + raw


def mpint(number: int) -> bytes:
    """Returns a number that is not negative as an mpint field."""
    return string(number.to_bytes(number.bit_length() // 8 + 1, "big") if number else b"")


class Fields:
    """Reads fields one after another; `Malformed` names the field that is not there."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int, what: str) -> bytes:
        """Returns the next bytes."""
        if len(self._data) - self._at < count:
            raise Malformed(f"ends before its {what} does")
        self._at += count
        return self._data[self._at - count : self._at]

    def number(self, what: str, size: int = 4) -> int:
        """Returns the next number of `size` bytes."""
        return int.from_bytes(self.take(size, what), "big")

    def string(self, what: str) -> bytes:
        """Returns the next string field."""
        return self.take(self.number(f"length of the {what}"), what)

    def text(self, what: str) -> str:
        """Returns the next string field, which has to be UTF-8."""
        try:
            return self.string(what).decode()
        except UnicodeDecodeError:
            raise Malformed(f"the {what} is not UTF-8") from None

    def mpint(self, what: str) -> int:
        """Returns the next mpint field, which has to be in its one form and not negative."""
        data = self.string(what)
        number = int.from_bytes(data, "big")
        if string(data) != mpint(number):
            raise Malformed(f"the {what} is not a number in its shortest form")
        return number

    def end(self) -> None:
        """Refuses bytes that are left over."""
        if self._at != len(self._data):
            raise Malformed(f"{len(self._data) - self._at} bytes follow the last field")
