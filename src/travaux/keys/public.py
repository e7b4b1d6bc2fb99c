"""Public keys, as OpenSSH writes them in one line. Not how a signature by one is checked.

    ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKEHv/POEL4dcN0Y50vAmWfk1jCbpRVfHdyGZBJVMbg4 clerk of Boria

The middle word is base64 over fields (`sshwire`), the first of which repeats the kind. Three kinds sign entries:

    ssh-ed25519                          string public key, 32 bytes
    sk-ssh-ed25519@openssh.com           the same, then string application
    sk-ecdsa-sha2-nistp256@openssh.com   string "nistp256", string point (65 bytes, uncompressed), string application

The last two live in an authenticator; a passkey is the third, and its application is the relying party's id (a host
name). Comments are not part of a key: two lines that differ only in them are the same key.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from travaux.canon import from_base64, to_base64
from travaux.errors import Malformed, within
from travaux.keys.sshwire import Fields, string

ED25519 = "ssh-ed25519"
SK_ED25519 = "sk-ssh-ed25519@openssh.com"
SK_ECDSA = "sk-ecdsa-sha2-nistp256@openssh.com"
KINDS = (ED25519, SK_ED25519, SK_ECDSA)

CURVE = "nistp256"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key: its kind, its bytes (32 of Ed25519, or a point of 65), and an authenticator's application."""

    kind: str
    public: bytes
    application: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise Malformed(
                f"a key of kind {self.kind!r} cannot sign entries",
                advice="Use an Ed25519 key (ssh-keygen -t ed25519) or a passkey",
            )
        length = 65 if self.kind == SK_ECDSA else 32
        if len(self.public) != length or (self.kind == SK_ECDSA and self.public[0] != 4):
            raise Malformed(f"the public key is not {length} bytes of the form that {self.kind} has")

    def to_blob(self) -> bytes:
        """Returns the key as fields."""
        curve = string(CURVE) if self.kind == SK_ECDSA else b""
        application = string(self.application) if self.kind != ED25519 else b""
        return string(self.kind) + curve + string(self.public) + application

    @classmethod
    def from_blob(cls, blob: bytes) -> PublicKey:
        """Returns the key in these fields; `Malformed` for any other bytes."""
        fields = Fields(blob)
        kind = fields.text("kind of the key")
        if kind == SK_ECDSA and fields.text("curve") != CURVE:
            raise Malformed("the curve is not nistp256")
        public = fields.string("public key") if kind in KINDS else b""
        key = cls(kind, public, fields.text("application") if kind in (SK_ED25519, SK_ECDSA) else "")
        fields.end()
        return key

    def to_text(self) -> str:
        """Returns the key as a line, without a comment."""
        return f"{self.kind} {to_base64(self.to_blob())}"

    @classmethod
    def from_text(cls, line: str) -> PublicKey:
        """Returns the key in a line of a `.pub` file; `Malformed` for any other text."""
        words = line.split()
        if len(words) < 2:
            raise Malformed(
                "not a public key: a kind and its base64", where=line[:40], advice="Give the line of the .pub file"
            )
        with within(words[0]):
            key = cls.from_blob(from_base64(words[1]))
            if key.kind != words[0]:
                raise Malformed(f"the line says {words[0]} and the key inside says {key.kind}")
        return key

    @property
    def fingerprint(self) -> str:
        """The digest by which `ssh-keygen -l` names the key."""
        return "SHA256:" + to_base64(sha256(self.to_blob()).digest()).rstrip("=")
