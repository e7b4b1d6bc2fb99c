"""Witnesses: the examples in the docstring and in C2SP tlog-witness, others' cases of their answers, the rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.canon import to_base64
from travaux.errors import Malformed, ProofFailed
from travaux.log import checkpoint as checkpoints
from travaux.log import cosignature, note, witness
from travaux.log.checkpoint import Checkpoint
from travaux.log.merkle import EMPTY_ROOT, Tree, leaf_hash
from travaux.log.note import Ed25519, Key
from travaux.log.proof import prove_consistency
from travaux.log.witness import Answer, Request, Seen, check_step, consider, grant, read_cosignatures, read_size

TREE = Tree(leaf_hash(b"%d" % number) for number in range(40))

# C2SP tlog-witness, the example of a request.
PUBLISHED = """old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
"""  # noqa: E501 (a signature is one line)


def test_the_example_in_the_docstring(log: Any, check: Any, examples: Any) -> None:
    body = examples(witness.__doc__)[0].encode()
    request = Request.from_text(body)
    assert request.to_text() == body
    tree = Tree(leaf_hash(name) for name in b"a b c d e f g".split())
    assert (request.old, list(request.proof)) == (4, prove_consistency(tree, 4, 7))
    granted = consider(body, {log.key.name: [Ed25519(log.key, check)]}, lambda _: Seen(4, tree.root(4)))
    assert not isinstance(granted, Answer)
    assert granted[1].checkpoint.root == tree.root()


def test_the_published_example() -> None:
    request = Request.from_text(PUBLISHED.encode())
    assert request.to_text() == PUBLISHED.encode()
    assert (request.old, len(request.proof)) == (20_852_014, 4)
    text = note.Note.from_text(request.note).text
    assert Checkpoint.from_text(text).size == 20_852_163


# A witness's published test: nine requests of one log to one witness, in this order. Hashes and signatures are theirs.
ORIGIN = "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562"
LOG_PUBLIC = "ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f"
ONE = "KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
THREE = "RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0="
FIVE = "QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY="
SIGNED = {
    ONE: "UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=",
    THREE: "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go=",
    FIVE: "UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww=",
}


def asked(old: int, proof: Sequence[str], size: int, root: str, origin: str = ORIGIN, signed: str = "") -> bytes:
    lines = [f"old {old}", *proof, "", origin, str(size), root, "", f"— {origin} {signed or SIGNED[root]}"]
    return "".join(f"{line}\n" for line in lines).encode()


def test_the_published_dialogue(check: Any) -> None:
    """The third answer there is 403; the text of 2026 says 404 where the origin is unknown."""
    hashes = [to_base64(bytes([42, n]) + bytes(30)) for n in range(5)]
    assert hashes[0] == ONE
    key = Key(ORIGIN, 1, bytes.fromhex(LOG_PUBLIC))
    logs = {ORIGIN: [Ed25519(key, check)]}
    seen = {ORIGIN: Seen()}
    to_three, middle = [hashes[1], hashes[2]], "+fUDV+k970B4I3uKrqJM4aP1lloPZP8mvr2Z4wRw2LI="
    to_five = [hashes[2], hashes[3], "wgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE=", hashes[4]]
    requests = [
        asked(0, [], 1, ONE),
        asked(1, to_three, 3, THREE, signed=SIGNED[THREE].replace("6go=", "6gx=")),
        asked(1, to_three, 3, THREE, origin=ORIGIN[:-1] + "3"),
        asked(1, [], 3, THREE),
        asked(1, [hashes[1], hashes[2][:-4] + "ABA="], 3, THREE),
        asked(1, to_three, 3, THREE),
        asked(1, [hashes[1], middle, hashes[4]], 5, FIVE),
        asked(3, to_five, 5, FIVE),
        asked(0, [], 5, FIVE),
    ]
    answers = []
    for request in requests:
        answer = consider(request, logs, seen.__getitem__)
        if isinstance(answer, Answer):
            answers.append((answer.status, answer.body.decode() if answer.status == 409 else ""))
        else:
            seen[ORIGIN] = Seen(answer[1].checkpoint.size, answer[1].checkpoint.root)
            answers.append((200, ""))
    expected = ["200", "403", "404", "422", "422", "200", "409:3", "200", "409:5"]
    assert [f"{status}:{body.strip()}".strip(":") for status, body in answers] == expected


@pytest.fixture(scope="session")
def send(log: Any, check: Any) -> Any:
    """Sends a witness the checkpoint of a tree, honest unless told otherwise."""

    def send(old: int, new: int, seen: Seen, *, root: bytes | None = None, proof: Sequence[bytes] | None = None) -> Any:
        if proof is None:
            proof = prove_consistency(TREE, old, new) if 0 < old <= new else []
        checkpoint = Checkpoint(log.key.name, new, TREE.root(new) if root is None else root)
        body = Request(old, tuple(proof), checkpoints.sign(checkpoint, log.key, log.make).to_text()).to_text()
        return consider(body, {log.key.name: [Ed25519(log.key, check)]}, lambda _: seen)

    return send


def test_a_log_that_grows_is_granted_each_time(send: Any) -> None:
    for old in range(12):
        for new in range(old, 12):
            request, opened = send(old, new, Seen(old, TREE.root(old)))
            assert (request.old, opened.checkpoint) == (old, Checkpoint("example.com/accord", new, TREE.root(new)))


def test_refusals(send: Any) -> None:
    seen = Seen(5, TREE.root(5))
    other = leaf_hash(b"another tree")
    assert send(6, 5, seen).status == 400
    assert send(3, 8, seen) == Answer(409, b"5\n", "text/x.tlog.size")
    assert send(6, 8, seen) == Answer(409, b"5\n", "text/x.tlog.size")
    assert send(0, 8, seen) == Answer(409, b"5\n", "text/x.tlog.size")
    refused = Answer(422, b"the consistency proof does not hold\n")
    assert send(5, 5, seen, root=other) == refused
    assert send(5, 5, seen, proof=[other]) == refused
    assert send(5, 8, seen, root=other) == refused
    assert send(5, 8, seen, proof=[]) == refused
    assert send(5, 8, Seen(5, other)) == refused
    assert send(0, 8, Seen(), proof=[other]) == refused
    assert send(0, 0, Seen(), root=other) == refused
    assert send(0, 0, Seen(), proof=[other]) == refused


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not an old size, a proof, a blank line and a checkpoint"),
        (b"old 1\n", "not an old size, a proof"),
        (b"size 1\n\nx", "not an old size, a proof"),
        (b"old 01\n\nx", "line 1: not a decimal number"),
        ("old ٤\n\nx".encode(), "line 1: not a decimal number"),
        (b"old  1\n\nx", "line 1: not a decimal number"),
        (b"old 1\nQQ==\n\nx", "line 2: 1 bytes in base64 where 32 belong"),
        (b"old 1\n" + (ONE + "\n").encode() * 64 + b"\nx", "line 65: a proof of more than 63 hashes"),
        (b"old 0\n\nx", "no blank line between a text and its signatures"),
        (b"old 0\n\nx\n\n" + "— a AAAAAAE=\n".encode(), "not three lines"),
        (b"old 0\n\nx\n0\n" + ONE.encode() + b"\n", "no blank line between a text and its signatures"),
    ],
)
def test_what_is_no_request(body: bytes, reason: str) -> None:
    answer = consider(body, {}, lambda _: Seen())
    assert isinstance(answer, Answer)
    assert answer.status == 400
    assert answer.kind == "text/plain; charset=utf-8"
    assert reason in answer.body.decode()


def test_an_unknown_log_and_an_unsigned_checkpoint(log: Any, check: Any, make_hand: Any) -> None:
    other = make_hand(log.key.name, bytes(32))
    body = Request(0, (), checkpoints.sign(Checkpoint(log.key.name, 0, EMPTY_ROOT), other.key, other.make).to_text())
    unknown = consider(body.to_text(), {}, lambda _: Seen())
    assert unknown == Answer(404, b"the log example.com/accord is not known here\n")
    unreadable = consider(body.to_text() + b"?", {log.key.name: [Ed25519(log.key, check)]}, lambda _: Seen())
    assert unreadable == Answer(403, b"no valid signature of the log example.com/accord\n")
    signed = checkpoints.sign(Checkpoint(log.key.name, 0, EMPTY_ROOT), log.key, other.make)
    logs = {log.key.name: [Ed25519(log.key, check)]}
    spoilt = consider(Request(0, (), signed.to_text()).to_text(), logs, lambda _: Seen())
    assert spoilt == unreadable
    unsigned = consider(body.to_text(), {log.key.name: [Ed25519(log.key, check)]}, lambda _: Seen())
    assert unsigned == Answer(403, b"no valid signature of the log example.com/accord\n")


@given(st.integers(0, 40), st.integers(0, 40), st.binary(max_size=3))
def test_the_rule(old: int, new: int, noise: bytes) -> None:
    """Never smaller, never inconsistent: whatever proof is offered, a step from one tree to another's past fails."""
    fork = Tree([*(leaf_hash(b"%d" % number) for number in range(max(old - 1, 0))), *(leaf_hash(noise),) * 40])
    proof = prove_consistency(fork, old, new) if 0 < old <= new else []
    forked = Checkpoint("log", new, fork.root(new))
    honest = Checkpoint("log", new, TREE.root(new))
    seen = Seen(old, TREE.root(old))
    if new < old or old:
        with pytest.raises(ProofFailed):
            check_step(seen, forked, proof)
    if new < old:
        with pytest.raises(ProofFailed):
            check_step(seen, honest, [])
    elif old:
        check_step(seen, honest, prove_consistency(TREE, old, new))
    else:
        check_step(seen, honest, [])


def test_the_answer_of_a_witness_goes_round(log: Any, boria: Any, aldania: Any, check: Any) -> None:
    checkpoint = Checkpoint(log.key.name, 3, TREE.root(3))
    made = checkpoints.sign(checkpoint, log.key, log.make)
    lines = [cosignature.sign(checkpoint, 1_780_000_000, each.key, each.make) for each in (boria, aldania)]
    answer = grant(lines)
    assert (answer.status, read_cosignatures(answer.body)) == (200, tuple(lines))
    cosigners = [cosignature.Cosigner(each.key, check) for each in (boria, aldania)]
    both = made.adding(*read_cosignatures(answer.body)).to_text()
    assert len(checkpoints.open(both, [Ed25519(log.key, check)], cosigners).verified) == 3


@pytest.mark.parametrize("body", [b"", b"\n", b"x", "— a AAAAAAE=".encode(), "— a AAAAAAE=\n\n".encode()])
def test_no_cosignatures(body: bytes) -> None:
    with pytest.raises(Malformed):
        read_cosignatures(body)


def test_the_line_that_is_no_cosignature_is_named() -> None:
    with pytest.raises(Malformed, match=r"^line 2: not a signature line"):
        read_cosignatures("— a AAAAAAE=\nx\n".encode())


def test_sizes() -> None:
    assert read_size(b"0\n") == 0
    assert read_size(b"20852163\n") == 20_852_163
    for body in [b"", b"3", b"\n", b"03\n", b"3\n\n", b"3\r\n", "٣\n".encode()]:
        with pytest.raises(Malformed):
            read_size(body)


def test_the_path_for_monitors() -> None:
    """SHA-256 of the origin in lower-case hexadecimal; the figure is that of the empty string."""
    assert witness.path_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855/checkpoint"
