"""Addresses of records that are kept on a server. Nothing is connected to here.

    postgres://user@host/database#velm            the record "velm" in a database
    postgres://user@host/database?record=velm     the same, where a shell or a form eats the #

Whatever else a PostgreSQL URI may say (a port, `?host=/a/folder/of/sockets`, `&sslmode=verify-full`) is passed on as
it is. A password is better kept in `~/.pgpass` or `$PGPASSWORD`: it is never shown, but others may read an address.

>>> address = Address.from_text("postgres://clerk:secret@db.example.org/talks?record=velm&sslmode=require")
>>> address.record, address.uri
('velm', 'postgresql://clerk:secret@db.example.org/talks?sslmode=require')
>>> print(address)
postgres://clerk@db.example.org/talks?sslmode=require#velm
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from travaux.errors import Malformed

_SCHEMES = ("postgres", "postgresql")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,62}")


@dataclass(frozen=True, slots=True)
class Address:
    """A database, as a PostgreSQL URI, and the name of a record in it; empty for the database itself."""

    uri: str
    record: str = ""

    @classmethod
    def from_text(cls, text: str) -> Address:
        """Reads an address; raises `Malformed` where it is none."""
        try:
            parts = urlsplit(text)
            query = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
            _ = parts.port
            text.encode()  # what a terminal could not read stands in it as halves of surrogate pairs
        except ValueError as fault:
            raise Malformed(f"not an address: {fault}", where=_shown(text)) from None
        if parts.scheme not in _SCHEMES or not text.startswith(f"{parts.scheme}://"):
            raise Malformed("not an address of PostgreSQL", where=_shown(text), advice=_ADVICE)
        named = [value for key, value in query if key == "record"] + (
            [unquote(parts.fragment)] if parts.fragment else []
        )
        if len(set(named)) > 1 or any(not _NAME.fullmatch(name) for name in named):
            raise Malformed("a record's name is letters, digits and . _ -", where=_shown(text), advice=_ADVICE)
        rest = urlencode([(key, value) for key, value in query if key != "record"], safe="/")
        # By hand: urlunsplit leaves out the slashes before an empty host, which libpq needs to see an address.
        uri = f"postgresql://{parts.netloc}{parts.path}" + (f"?{rest}" if rest else "")
        return cls(uri, named[0] if named else "")

    @property
    def name(self) -> str:
        """How the record is called for short, as a file is by its name."""
        return self.record

    @property
    def stem(self) -> str:
        """The name by which the record goes in addresses of pages."""
        return self.record

    @property
    def text(self) -> str:
        """The whole address, with its password: for what only its owner reads."""
        return _joined(self.uri, self.record)

    def of(self, record: str) -> Address:
        """Returns the address of a record in this database; raises `Malformed` for what is no name."""
        if not _NAME.fullmatch(record):
            raise Malformed("a record's name is letters, digits and . _ -", where=record)
        return replace(self, record=record)

    def __str__(self) -> str:
        """The address without its password: for what is shown."""
        return _shown(self.text)


Place = Path | Address
"""Where a record is kept: a file, or a server."""


def place(given: str | os.PathLike[str] | Address) -> Place:
    """Returns where a record is: an address where it looks like one, else a file."""
    if isinstance(given, Address):
        return given
    text = os.fspath(given)
    return Address.from_text(text) if text.partition("://")[0] in _SCHEMES and "://" in text else Path(text)


def _joined(uri: str, record: str) -> str:
    return uri.replace("postgresql://", "postgres://", 1) + (f"#{record}" if record else "")


def _shown(text: str) -> str:
    """Returns an address with nothing between the user's name and the @."""
    return re.sub(r"(?<=://)([^/?#@:]*):[^/?#]*@", r"\1@", re.sub(r"([?&])password=[^&#]*&?", r"\1", text))


_ADVICE = "Give it like postgres://user@host/database#record"
