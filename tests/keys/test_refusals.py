"""What people read when a key or a signature is refused: each sentence from its first word to its last."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from travaux.errors import Malformed
from travaux.keys import allowed
from travaux.keys.check import check
from travaux.keys.passkey import Assertion, from_browser
from travaux.keys.private import PrivateKey
from travaux.keys.public import ED25519, SK_ECDSA, SK_ED25519, PublicKey
from travaux.keys.sshsig import BEGIN, END, SshSig
from travaux.keys.sshwire import Fields, string

CLERK = PrivateKey.from_seed(bytes(range(32)))
LINE = CLERK.public.to_text()
POINT = b"\x04" + bytes(64)
PASSKEY = PublicKey(SK_ECDSA, POINT, "sign.example.org")
MAKE = "Use an Ed25519 key (ssh-keygen -t ed25519) or a passkey"


def other_curve() -> str:
    key = derive_private_key(1, SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode()


def sshsig(*fields: bytes, version: int = 1, magic: bytes = b"SSHSIG") -> Callable[[], object]:
    blob = magic + version.to_bytes(4, "big") + string(CLERK.public.to_blob()) + b"".join(fields)
    return lambda: SshSig.from_blob(blob)


NAMED, EMPTY, HASHED = string("travaux-entry@v1"), string(""), string("sha512")


@pytest.mark.parametrize(
    ("refuse", "sentence"),
    [
        # Fields
        (lambda: Fields(b"\0\0\0\2a").string("name"), "ends before its name does"),
        (lambda: Fields(b"\0\0\0").string("name"), "ends before its length of the name does"),
        (lambda: Fields(string(b"\xff")).text("name"), "the name is not UTF-8"),
        (lambda: Fields(string(b"\0")).mpint("r"), "the r is not a number in its shortest form"),
        (lambda: Fields(string(b"\x80")).mpint("r"), "the r is not a number in its shortest form"),
        (lambda: Fields(b"abc").end(), "3 bytes follow the last field"),
        # Public keys
        (lambda: PublicKey("ssh-rsa", b"x"), f"a key of kind 'ssh-rsa' cannot sign entries. {MAKE}"),
        (
            lambda: PublicKey(ED25519, bytes(31)),
            "the public key is not 32 bytes of the form that ssh-ed25519 has",
        ),
        (
            lambda: PublicKey(SK_ED25519, POINT, "ssh:"),
            "the public key is not 32 bytes of the form that sk-ssh-ed25519@openssh.com has",
        ),
        (
            lambda: PublicKey(SK_ECDSA, bytes(65), "ssh:"),
            "the public key is not 65 bytes of the form that sk-ecdsa-sha2-nistp256@openssh.com has",
        ),
        (
            lambda: PublicKey(SK_ECDSA, POINT[1:], "ssh:"),
            "the public key is not 65 bytes of the form that sk-ecdsa-sha2-nistp256@openssh.com has",
        ),
        (lambda: PublicKey.from_blob(b""), "ends before its length of the kind of the key does"),
        (lambda: PublicKey.from_blob(string("rsa")), f"a key of kind 'rsa' cannot sign entries. {MAKE}"),
        (lambda: PublicKey.from_blob(string(ED25519)), "ends before its length of the public key does"),
        (lambda: PublicKey.from_blob(string(SK_ECDSA)), "ends before its length of the curve does"),
        (lambda: PublicKey.from_blob(string(SK_ECDSA) + string("nistp384")), "the curve is not nistp256"),
        (
            lambda: PublicKey.from_blob(string(SK_ED25519) + string(bytes(32))),
            "ends before its length of the application does",
        ),
        (lambda: PublicKey.from_blob(CLERK.public.to_blob() + b"more"), "4 bytes follow the last field"),
        (
            lambda: PublicKey.from_text("x" * 50),
            f"{'x' * 40}: not a public key: a kind and its base64. Give the line of the .pub file",
        ),
        (lambda: PublicKey.from_text("ssh-ed25519 A"), "ssh-ed25519: not base64"),
        (
            lambda: PublicKey.from_text(LINE.replace(ED25519, "ssh-rsa")),
            "ssh-rsa: the line says ssh-rsa and the key inside says ssh-ed25519",
        ),
        # Signatures
        (sshsig(magic=b"SSHSIX"), "signature: not an SSHSIG of version 1"),
        (sshsig(version=2), "signature: not an SSHSIG of version 1"),
        (lambda: SshSig.from_blob(b"SSH"), "signature: ends before its magic does"),
        (lambda: SshSig.from_blob(b"SSHSIG"), "signature: ends before its version does"),
        (lambda: SshSig.from_blob(b"SSHSIG\0\0\0\1"), "signature: ends before its length of the public key does"),
        (sshsig(), "signature: ends before its length of the namespace does"),
        (sshsig(NAMED), "signature: ends before its length of the reserved field does"),
        (sshsig(NAMED, EMPTY), "signature: ends before its length of the hash does"),
        (sshsig(NAMED, EMPTY, HASHED), "signature: ends before its length of the inner signature does"),
        (sshsig(NAMED, EMPTY, HASHED, EMPTY, b"?"), "signature: 1 bytes follow the last field"),
        (
            sshsig(NAMED, string("x"), HASHED, EMPTY),
            "signature: a reserved field that is not empty, or a hash that is not sha512",
        ),
        (
            sshsig(NAMED, EMPTY, string("sha256"), EMPTY),
            "signature: a reserved field that is not empty, or a hash that is not sha512",
        ),
        *(
            (lambda text=text: SshSig.from_text(text), "signature: no SSH signature between its BEGIN and END lines")
            for text in ("", "x", f"{BEGIN}\n{END}\n", f"x\nQQ==\n{END}\n", f"{BEGIN}\nQQ==\nx\n")
        ),
        (
            lambda: SshSig.from_text(f"{BEGIN}\nA\n{END}\n"),
            "signature: not base64",
        ),
        (lambda: check(b"x", b"x"), "signature: ends before its magic does"),
        (
            lambda: check(b"x", SshSig(CLERK.public, b"").to_blob()),
            "signature: ends before its length of the kind of the signature does",
        ),
        (
            lambda: check(b"x", SshSig(CLERK.public, string(ED25519)).to_blob()),
            "signature: ends before its length of the signature does",
        ),
        (
            lambda: check(b"x", SshSig(CLERK.public, string(ED25519) + string(bytes(64)) + b"?").to_blob()),
            "signature: 1 bytes follow the last field",
        ),
        (
            lambda: check(b"x", SshSig(PASSKEY, string(ED25519)).to_blob()),
            "signature: a signature of kind 'ssh-ed25519' by a key of kind sk-ecdsa-sha2-nistp256@openssh.com",
        ),
        (
            lambda: check(b"x", SshSig(PublicKey(SK_ED25519, bytes(32), "ssh:"), string(SK_ECDSA)).to_blob()),
            "signature: a signature of kind 'sk-ecdsa-sha2-nistp256@openssh.com' by a key of kind "
            "sk-ssh-ed25519@openssh.com",
        ),
        # Passkeys
        (
            lambda: from_browser(PASSKEY, client=b"", authenticator=bytes(37), signature=b"", origin=""),
            "authenticator data: the assertion is not of this passkey's site",
        ),
        (
            lambda: from_browser(CLERK.public, client=b"", authenticator=bytes(37), signature=b"", origin=""),
            "authenticator data: the assertion is not of this passkey's site",
        ),
        # Private keys
        (
            lambda: PrivateKey.from_text("x"),
            "not a private key. Give a key made by ssh-keygen -t ed25519, or by travaux key new",
        ),
        (
            lambda: PrivateKey.from_text("x", "words"),
            "the passphrase is wrong, or this is not a private key. "
            "Give a key made by ssh-keygen -t ed25519, or by travaux key new",
        ),
        (
            lambda: PrivateKey.from_text(CLERK.to_text("words")),
            "the key is encrypted. Give its passphrase, or sign through ssh-agent",
        ),
        (
            lambda: PrivateKey.from_text(other_curve()),
            "the key is not Ed25519. Make one with ssh-keygen -t ed25519",
        ),
        # The list for ssh-keygen
        (
            lambda: allowed.to_text([("a b", CLERK.public)]),
            "'a b' cannot name a signer. Leave out blanks, commas, quotes and stars",
        ),
    ],
)
def test_malformed(refuse: Callable[[], object], sentence: str) -> None:
    with pytest.raises(Malformed) as raised:
        refuse()
    assert str(raised.value) == sentence


@pytest.mark.parametrize(
    ("cut", "field"),
    [(0, "length of the signature"), (8, "flags"), (9, "counter"), (13, "length of the origin"),
     (21, "length of the client data"), (29, "length of the extensions")],
)  # fmt: skip
def test_an_assertion_that_is_cut_short(cut: int, field: str) -> None:
    kind = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com"
    whole = Assertion(b"sign", 5, 7, "site", b"said", b"more").to_inner(kind)[len(string(kind)) :]
    with pytest.raises(Malformed) as raised:
        Assertion.from_fields(kind, Fields(whole[:cut]))
    assert str(raised.value) == f"ends before its {field} does"


@pytest.mark.parametrize("letter", [",", '"', "#", "*", "?", "!", " ", "\t", "\n", "\u00a0"])
def test_letters_that_would_break_the_list(letter: str) -> None:
    for name in ("", letter, f"a{letter}b"):
        with pytest.raises(Malformed, match="cannot name a signer"):
            allowed.to_text([(name, CLERK.public)])


def test_the_list_has_a_line_for_each_in_their_order() -> None:
    pairs = [("clerk@boria", CLERK.public), ("X", PASSKEY)]
    lines = [f'{name} namespaces="travaux-entry@v1" {key.to_text()}\n' for name, key in pairs]
    assert allowed.to_text(pairs) == "".join(lines)
    assert allowed.to_text(pairs, "Keys of x") == "# Keys of x\n" + "".join(lines)
    assert allowed.to_text([]) == ""
