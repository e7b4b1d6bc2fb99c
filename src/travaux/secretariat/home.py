"""The operator's home: keys, guards and one secret, in `$TRAVAUX_HOME` or `~/.config/travaux`. Nothing of a record.

    keys/NAME         a private key of a person, in OpenSSH's format, for its owner alone; keys/NAME.pub beside it
    logs/ORIGIN       the private key with which a log signs its checkpoints; the name is a digest of the origin
    sealed/DIGEST     a note that was sealed, with its salt; DIGEST is what its entry commits to, and `.json`
    guards/ORIGIN     the last checkpoint that was signed or seen (`guards`)
    secret            32 random bytes: what this home worked out and kept in a record bears its mark

Whoever has `logs/ORIGIN` can write to that log. Copy the folder to move to another machine, and then write only there.
"""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path

from travaux.errors import Malformed, NotPermitted, StoreFailed, Unreadable, within
from travaux.keys.private import PrivateKey
from travaux.keys.public import PublicKey
from travaux.secretariat.guards import Guard
from travaux.stores import durability

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


class Home:
    """A folder that only its owner can read."""

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self.path = Path(path or os.environ.get("TRAVAUX_HOME") or Path.home() / ".config" / "travaux")

    def names(self) -> list[str]:
        """Returns the names of the keys, in order."""
        found = (path.name for path in (self.path / "keys").glob("*") if path.suffix != ".pub")
        return sorted(filter(_NAME.fullmatch, found))

    def has(self, name: str) -> bool:
        """Says whether there is a key of this name."""
        return bool(_NAME.fullmatch(name)) and (self.path / "keys" / name).is_file()

    def key(self, name: str, passphrase: str = "") -> PrivateKey:
        """Returns a key by its name here, or by the path of its file; `Malformed` where it cannot be read."""
        path = self.path / "keys" / name if self.has(name) else Path(name)
        try:
            text = path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as fault:
            if isinstance(fault, OSError) and self.has(name):
                raise _failed(path, fault) from None
            known = ", ".join(self.names()) or "none yet"
            raise Malformed(
                "no such key", where=name, advice=f"Keys here: {known}. Make one: travaux key new"
            ) from None
        with within(str(path)):
            return PrivateKey.from_text(text, passphrase)

    def public(self, name: str) -> PublicKey:
        """Returns the public half of a key, which needs no passphrase."""
        try:
            return PublicKey.from_text((self.path / "keys" / f"{name}.pub").read_text(encoding="utf-8"))
        except OSError:
            return self.key(name).public

    def new_key(self, name: str, passphrase: str = "") -> PrivateKey:
        """Makes a key and keeps it under a name that is not taken."""
        key = PrivateKey.from_seed(os.urandom(32))
        self.keep_key(name, key, passphrase)
        return key

    def keep_key(self, name: str, key: PrivateKey, passphrase: str = "") -> None:
        """Keeps a key that was made elsewhere, under a name that is not taken."""
        if not _NAME.fullmatch(name) or name.endswith(".pub"):
            raise Malformed("a key's name is letters, digits and . _ @ -", where=name)
        self._write(self.path / "keys" / name, key.to_text(passphrase).encode())
        self._write(self.path / "keys" / f"{name}.pub", f"{key.public.to_text()} {name}\n".encode(), mode=0o644)

    def keeps(self, origin: str) -> bool:
        """Whether this home keeps a log: whether its key is here."""
        return (self.path / "logs" / _file(origin)).exists()

    def log_key(self, origin: str) -> PrivateKey:
        """Returns the key of a log; `NotPermitted` where this home does not keep that log."""
        path = self.path / "logs" / _file(origin)
        try:
            return PrivateKey.from_text(path.read_text(encoding="ascii"))
        except FileNotFoundError:
            raise NotPermitted(
                f"the key of the log {origin} is not in {self.path}: the record can be read here, and is written "
                "where its depositary is. Set TRAVAUX_HOME if that is you"
            ) from None
        except OSError as fault:
            raise _failed(path, fault) from None

    def new_log_key(self, origin: str) -> PrivateKey:
        """Makes the key of a new log."""
        key = PrivateKey.from_seed(os.urandom(32))
        self._write(self.path / "logs" / _file(origin), key.to_text().encode())
        return key

    def keep_sealed(self, commitment: str, content: bytes) -> None:
        """Keeps a note that is to be sealed: nobody else has it."""
        self._write(self._sealed(commitment), content)

    def sealed(self, commitment: str) -> bytes:
        """Returns a note that was sealed; `Unreadable` where it is not here."""
        path = self._sealed(commitment)
        try:
            return path.read_bytes()
        except OSError:
            raise Unreadable("the note is not here, and nobody else has it", where=str(path)) from None

    def _sealed(self, commitment: str) -> Path:
        return self.path / "sealed" / f"{commitment}.json"

    def guard(self, origin: str) -> Guard:
        """Returns the guard of a log."""
        return Guard(self.path / "guards" / _file(origin))

    def secret(self) -> bytes:
        """Returns what marks this home's own work, made when first asked for."""
        path = self.path / "secret"
        if not path.exists():
            try:
                self._write(path, os.urandom(32))
            except StoreFailed:
                if not path.exists():
                    raise
        return path.read_bytes()

    def _write(self, path: Path, content: bytes, mode: int = 0o600) -> None:
        """Writes a file that is not there yet, whole, and on the disk."""
        try:
            durability.make_folder(path.parent)
            with durability.made(path, content, mode) as made:
                os.link(made, path)
            durability.sync_folder(path.parent)
        except OSError as fault:
            if isinstance(fault, FileExistsError) and path.exists():
                raise StoreFailed(f"{path} is there already, and a key is never replaced") from None
            raise _failed(path, fault) from None


def _failed(path: Path, fault: OSError) -> StoreFailed:
    return StoreFailed(f"{path}: {os.strerror(fault.errno or 0).lower()}")


def _file(origin: str) -> str:
    return sha256(origin.encode()).hexdigest()[:32]
