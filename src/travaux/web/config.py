"""What a desk serves, under which names, and where it keeps its accounts: one value, read from one JSON file.

    {"records": {"velm": "/srv/velm.travaux"}, "data": "/srv/desk", "host": "localhost", "port": 8000,
     "home": "/srv/keys", "demo": false, "secure": false}

The file's path is in `$TRAVAUX_DESK`; `travaux serve` writes it, or is given one. The secret lies in `data/secret` and
is made where there is none. Nothing here opens a record.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from travaux.errors import Malformed

VARIABLE = "TRAVAUX_DESK"
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A desk. `records` are files, or addresses of a server, by the name they have in addresses of pages.

    `data` is where the secret and the accounts are; with `store`, the address of a database, accounts are there.

    `host` is the site that people visit, `sign.HOST` the one where they sign. `secure` says that both are reached
    through TLS; without it the desk serves this machine alone. `demo` offers five sign-ins without a passkey. `public`
    are the records that anybody may read, as the public does. `days` are the days of which pages speak where that is
    not today (`{"orn": "2018-06-02"}`): for demonstrations of what is long over.
    """

    records: dict[str, str]
    data: str
    host: str = "localhost"
    port: int = 8000
    home: str = ""
    store: str = ""
    demo: bool = False
    secure: bool = False
    public: tuple[str, ...] = ()
    days: dict[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = field(default=("en", "fr", "ar", "uk"))

    @property
    def origin(self) -> str:
        """The address of the site, as browsers name it."""
        return self._origin(self.host)

    @property
    def signing_host(self) -> str:
        """The domain under which passkeys sign: never the one under which people sign in."""
        return f"sign.{self.host}"

    @property
    def signing_origin(self) -> str:
        """The address of the site where entries are signed."""
        return self._origin(self.signing_host)

    def _origin(self, host: str) -> str:
        if self.secure:
            return f"https://{host}" if self.port in (443, 8000) else f"https://{host}:{self.port}"
        return f"http://{host}:{self.port}"

    @property
    def secret(self) -> str:
        """The secret that keeps sessions and tickets from being forged; made where there is none."""
        if not self.data:
            return secrets.token_urlsafe(48)
        path = Path(self.data) / "secret"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
        return path.read_text(encoding="ascii").strip()

    def write(self, path: Path) -> None:
        """Writes the desk's file, for its owner alone."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
        path.chmod(0o600)


def read(path: Path) -> Config:
    """Reads a desk's file. Raises `Malformed` where it is none."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Malformed(f"the desk's settings cannot be read: {fault}", where=str(path)) from None
    if not isinstance(found, dict) or not isinstance(found.get("records"), dict):
        raise Malformed("the desk's settings name no records", where=str(path))
    for slug in found["records"]:
        if not _SLUG.fullmatch(slug):
            raise Malformed("not a name for addresses: small letters, digits and hyphens", where=slug)
    known: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}
    try:
        return Config(**known)
    except TypeError as fault:
        raise Malformed(f"the desk's settings are not understood: {fault}", where=str(path)) from None


def current() -> Config:
    """Returns the desk that this process serves, by `$TRAVAUX_DESK`; without one, a desk that serves nothing."""
    path = os.environ.get(VARIABLE)
    return read(Path(path)) if path else Config(records={}, data="")
