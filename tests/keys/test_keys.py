"""Keys and signatures beside OpenSSH's own tools, which make and judge the same bytes."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, derive_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from travaux.errors import Malformed, ProofFailed, UnknownKey
from travaux.keys import agent, allowed
from travaux.keys.check import check
from travaux.keys.passkey import from_browser
from travaux.keys.private import PrivateKey
from travaux.keys.public import SK_ECDSA, PublicKey
from travaux.keys.sshsig import NAMESPACE, SshSig, to_be_signed
from travaux.keys.sshwire import Fields, mpint, string

MESSAGE = b'{"type":"take","v":1}'
SITE = "https://sign.example.org"
CLERK = PrivateKey.from_seed(bytes(range(32)))


@pytest.fixture
def ssh_keygen() -> str:
    found = shutil.which("ssh-keygen")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no ssh-keygen: install openssh-client")
        pytest.skip("no ssh-keygen: install openssh-client")
    return found


@pytest.fixture
def running_agent(tmp_path: Path, ssh_keygen: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:  # a socket's path has to be short
        address = f"{folder}/agent"
        process = subprocess.Popen(["ssh-agent", "-D", "-a", address], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield address
        finally:
            process.terminate()
            process.wait(10)
            process.stdout.close()


def verify(ssh_keygen: str, folder: Path, key: PublicKey, blob: bytes, message: bytes = MESSAGE) -> int:
    (folder / "allowed").write_text(allowed.to_text([("clerk@boria", key)], "Keys as of entry 1"))
    (folder / "signature").write_text(SshSig.from_blob(blob).to_text())
    command = [ssh_keygen, "-Y", "verify", "-f", "allowed", "-I", "clerk@boria", "-n", NAMESPACE, "-s", "signature"]
    return subprocess.run(command, cwd=folder, input=message, capture_output=True, check=False).returncode


def passkey() -> tuple[EllipticCurvePrivateKey, PublicKey]:
    secret = derive_private_key(20310317, SECP256R1())
    point = secret.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return secret, PublicKey(SK_ECDSA, point, "sign.example.org")


def assertion(
    *, flags: int = 0x05, origin: str = SITE, message: bytes = MESSAGE, more: dict[str, object] | None = None
) -> bytes:
    """Returns the SSHSIG of a passkey's answer, made as a browser and an authenticator make it."""
    secret, key = passkey()
    challenge = base64.urlsafe_b64encode(to_be_signed(message)).rstrip(b"=").decode()
    said = {"type": "webauthn.get", "challenge": challenge, "origin": origin, **(more or {})}
    client = json.dumps(said, separators=(",", ":")).encode()
    data = sha256(key.application.encode()).digest() + bytes([flags]) + (7).to_bytes(4, "big")
    signature = secret.sign(data + sha256(client).digest(), ECDSA(SHA256()))
    key, inner = from_browser(key, client=client, authenticator=data, signature=signature, origin=origin)
    return SshSig(key, inner).to_blob()


def test_the_same_bytes_as_ssh_keygen(tmp_path: Path, ssh_keygen: str) -> None:
    (tmp_path / "key").write_text(CLERK.to_text())
    (tmp_path / "key").chmod(0o600)
    (tmp_path / "message").write_bytes(MESSAGE)
    subprocess.run(
        [ssh_keygen, "-Y", "sign", "-n", NAMESPACE, "-f", "key", "message"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    theirs = SshSig.from_text((tmp_path / "message.sig").read_text())
    assert theirs.to_blob() == CLERK.sign(MESSAGE)
    assert (tmp_path / "message.sig").read_text() == theirs.to_text()


def test_ssh_keygen_accepts_ours_and_refuses_a_changed_byte(tmp_path: Path, ssh_keygen: str) -> None:
    assert verify(ssh_keygen, tmp_path, CLERK.public, CLERK.sign(MESSAGE)) == 0
    assert verify(ssh_keygen, tmp_path, CLERK.public, CLERK.sign(MESSAGE), MESSAGE + b" ") == 255


def test_ssh_keygen_accepts_a_passkey_in_the_same_envelope(tmp_path: Path, ssh_keygen: str) -> None:
    _, key = passkey()
    assert verify(ssh_keygen, tmp_path, key, assertion()) == 0
    assert verify(ssh_keygen, tmp_path, key, assertion(), MESSAGE + b" ") == 255


def test_ssh_keygen_reads_our_fingerprint(tmp_path: Path, ssh_keygen: str) -> None:
    (tmp_path / "key.pub").write_text(CLERK.public.to_text() + " clerk\n")
    said = subprocess.run([ssh_keygen, "-l", "-f", "key.pub"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert said.stdout.split()[1] == CLERK.public.fingerprint


@pytest.mark.parametrize("passphrase", ["", "a long winter"])
def test_private_keys_travel_as_openssh_files(tmp_path: Path, ssh_keygen: str, passphrase: str) -> None:
    made = tmp_path / "made"
    command = [ssh_keygen, "-q", "-t", "ed25519", "-N", passphrase, "-a", "1", "-f", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    key = PrivateKey.from_text(made.read_text(), passphrase)
    assert key.public == PublicKey.from_text((tmp_path / "made.pub").read_text())
    assert PrivateKey.from_text(key.to_text(passphrase), passphrase).public == key.public
    assert str(key.secret) not in repr(key)


def test_an_agent_signs(tmp_path: Path, running_agent: str) -> None:
    (tmp_path / "key").write_text(CLERK.to_text())
    (tmp_path / "key").chmod(0o600)
    environment = {**os.environ, "SSH_AUTH_SOCK": running_agent}
    subprocess.run(["ssh-add", "-q", str(tmp_path / "key")], env=environment, check=True, capture_output=True)
    assert [key for key, _ in agent.keys(running_agent)] == [CLERK.public]
    assert agent.sign(running_agent, CLERK.public, MESSAGE) == CLERK.sign(MESSAGE)
    with pytest.raises(UnknownKey, match="does not sign with"):
        agent.sign(running_agent, PrivateKey.from_seed(bytes(32)).public, MESSAGE)


def test_no_agent() -> None:
    with pytest.raises(UnknownKey, match="does not answer"):
        agent.keys("/tmp/there-is-no-agent-here")


@given(st.binary(max_size=200))
def test_what_is_signed_is_checked(message: bytes) -> None:
    assert check(message, CLERK.sign(message)).key == CLERK.public


@given(st.integers(min_value=0), st.data())
def test_every_changed_bit_is_refused(bit: int, data: st.DataObject) -> None:
    blob = data.draw(st.sampled_from([CLERK.sign(MESSAGE), assertion()]))
    bit %= len(blob) * 8
    changed = bytearray(blob)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises((Malformed, ProofFailed)):
        check(MESSAGE, bytes(changed), origins=[SITE])


def test_a_passkey_signs() -> None:
    _, key = passkey()
    signer = check(MESSAGE, assertion(), origins=[SITE])
    assert (signer.key, signer.site, signer.copied) == (key, SITE, False)
    assert check(MESSAGE, assertion(flags=0x1D), origins=[SITE]).copied


@pytest.mark.parametrize(
    "bad",
    [
        {"flags": 0x04},  # nobody was present
        {"flags": 0x01},  # nobody was verified
        {"flags": 0x45},  # attested data in an assertion
        {"flags": 0x85},  # extensions that are not there
        {"origin": "https://sign.example.net"},
        {"more": {"crossOrigin": True}},
        {"more": {"topOrigin": "https://example.net"}},
        {"message": b"another entry"},
    ],
)
def test_a_passkey_that_may_not_stand_for_a_will(bad: dict[str, object]) -> None:
    with pytest.raises(ProofFailed):
        check(MESSAGE, assertion(**bad), origins=[SITE])  # type: ignore[arg-type]


def test_a_sign_in_is_not_a_signature() -> None:
    """A sign-in challenge is 32 random bytes, which what is signed for an entry can never be."""
    assert len(to_be_signed(MESSAGE)) == 108
    secret, key = passkey()
    client = b'{"type":"webauthn.get","challenge":"' + base64.urlsafe_b64encode(bytes(32)).rstrip(b"=") + b'"'
    client += f',"origin":"{SITE}"}}'.encode()
    data = sha256(key.application.encode()).digest() + bytes([5]) + bytes(4)
    signature = secret.sign(data + sha256(client).digest(), ECDSA(SHA256()))
    key, inner = from_browser(key, client=client, authenticator=data, signature=signature, origin=SITE)
    with pytest.raises(ProofFailed):
        check(MESSAGE, SshSig(key, inner).to_blob(), origins=[SITE])


def test_another_namespace_is_refused() -> None:
    assert check(MESSAGE, CLERK.sign(MESSAGE, "file"), namespace="file").key == CLERK.public
    with pytest.raises(ProofFailed):
        check(MESSAGE, CLERK.sign(MESSAGE, "file"))


@pytest.mark.parametrize("line", ["", "ssh-ed25519", "ssh-rsa AAAA", f"ssh-rsa {CLERK.public.to_text().split()[1]}"])
def test_lines_that_are_no_keys(line: str) -> None:
    with pytest.raises(Malformed):
        PublicKey.from_text(line)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_by_name(data: bytes) -> None:
    for read in (SshSig.from_blob, PublicKey.from_blob):
        with pytest.raises(Malformed):
            read(data)


@given(st.integers(min_value=0, max_value=2**300))
def test_numbers_have_one_form(number: int) -> None:
    fields = Fields(mpint(number))
    assert fields.mpint("number") == number
    fields.end()
    with pytest.raises(Malformed):
        Fields(string(b"\0\0" + number.to_bytes(40, "big"))).mpint("number")


def test_names_that_would_break_the_list() -> None:
    with pytest.raises(Malformed):
        allowed.to_text([('clerk" ssh-ed25519', CLERK.public)])


def test_private_keys_that_cannot_be_read() -> None:
    with pytest.raises(Malformed, match="not a private key"):
        PrivateKey.from_text("hello")
    with pytest.raises(Malformed, match="encrypted"):
        PrivateKey.from_text(CLERK.to_text("secret"))
    with pytest.raises(Malformed, match="passphrase is wrong"):
        PrivateKey.from_text(CLERK.to_text("secret"), "guess")
