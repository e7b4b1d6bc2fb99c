"""Policies: the example in the docstring, quorums, round trips, and every line that is refused, by number."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.errors import Malformed, ProofFailed, UnknownKey
from travaux.log import checkpoint as checkpoints
from travaux.log import cosignature, policy
from travaux.log.checkpoint import Checkpoint
from travaux.log.merkle import EMPTY_ROOT
from travaux.log.note import Key, Note, Signature
from travaux.log.policy import Group, Log, Policy, Witness

LOG = Key("example.com/log", 0x01, bytes(32)).to_text()
KEYS = [Key(f"w{n}.example", 0x04, bytes([n]) * 32) for n in range(8)]
W = [key.to_text() for key in KEYS]


def test_the_example_in_the_docstring(log: Any, boria: Any, aldania: Any, examples: Any) -> None:
    text = examples(policy.__doc__)[1].encode()
    read = Policy.from_text(text)
    assert read.to_text() == text
    assert read == Policy(
        (Log(log.key, "https://example.com/accord"),),
        (Witness("aldania", aldania.key), Witness("boria", boria.key)),
        (Group("delegations", 1, ("aldania", "boria")),),
        "delegations",
    )


def test_the_published_example() -> None:
    """C2SP tlog-policy: two of three X-witnesses and any of three Y-witnesses; blanks and comments where allowed."""
    text = f"""# keys are these
log {LOG}

 \twitness X1 {W[0]}\t
witness X2 {W[1]} https://x2.example
witness X3 {W[2]}
group X-witnesses 2 X1 X2 X3
witness Y1 {W[3]}
witness Y2 {W[4]}
witness Y3 {W[5]}
group Y-witnesses any Y1 Y2 Y3
\t# both
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""
    read = Policy.from_text(text.encode())
    assert [group.threshold for group in read.groups] == [2, 1, 2]
    assert read.witnesses[1].url == "https://x2.example"
    enough = [set("013"), set("025"), set("124"), set("012345")]
    short = [set(), set("0"), set("01"), set("012"), set("03"), set("345"), set("0345"), set("67")]
    for names in enough:
        assert read.reached([KEYS[int(name)] for name in names])
    for names in short:
        assert not read.reached([KEYS[int(name)] for name in names])
    assert Policy.from_text(read.to_text()) == read


@given(st.data())
def test_policies_go_round(data: st.DataObject) -> None:
    words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs")), min_size=1, max_size=6)
    names = data.draw(st.lists(words.filter(lambda name: name != "none"), min_size=1, max_size=8, unique=True))
    urls = data.draw(st.lists(words, min_size=len(names), max_size=len(names)))
    witnesses = tuple(Witness(*each) for each in zip(names, KEYS, urls, strict=False))
    split = data.draw(st.integers(0, len(names) - 1))
    groups: tuple[Group, ...] = ()
    if "g" not in names and "h" not in names:
        groups = (Group("g", 1, tuple(names[split:])), Group("h", split + 1, ("g", *names[:split])))
    made = Policy((Log(Key("l", 1, bytes(32))),), witnesses, groups, "h" if groups else "none")
    assert Policy.from_text(made.to_text()) == made


@given(st.binary(max_size=60))
def test_whatever_is_read_can_be_written(tail: bytes) -> None:
    try:
        read = Policy.from_text(f"witness a {W[0]}\nquorum a\n".encode() + tail + b"\n")
    except Malformed:
        return
    assert Policy.from_text(read.to_text()) == read


def test_names_are_octets() -> None:
    """K and the Kelvin sign are two names; so are octets that are no UTF-8."""
    text = f"witness K {W[0]}\nwitness \u212a {W[1]}\n".encode() + b"witness \xff " + W[2].encode() + b"\nquorum \xff\n"
    read = Policy.from_text(text)
    assert read.to_text() == text
    assert read.reached([KEYS[2]])
    assert not read.reached([KEYS[0], KEYS[1]])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "^no quorum. Write `quorum none`"),
        (f"log {LOG}\n", "^no quorum"),
        ("quorum none", "^line 1: the last line has no line feed"),
        ("quorum none\nquorum none\n", "^line 2: a second quorum"),
        ("quorum a\n", "^line 1: a: not named above"),
        (f"quorum a\nwitness a {W[0]}\n", "^line 1: a: not named above"),
        ("quorum\n", "^line 1: quorum: not a line of a policy"),
        ("quorum none none\n", "^line 1: quorum: not a line of a policy"),
        ("lorum none\n", "^line 1: lorum: not a line of a policy"),
        ("QUORUM none\n", "^line 1: QUORUM: not a line of a policy"),
        ("quorum\u00a0none\n", "^line 1: quorum\u00a0none: not a line of a policy"),
        ("quorum none\r\n", "^line 1: a control character"),
        ("quorum none\x7f\n", "^line 1: a control character"),
        ("quorum none # what for\n", "^line 1: quorum: not a line of a policy"),
        ("log a\n", "^line 1: a: not a name, an id and a key"),
        (f"log {W[0]}\n", "^line 1: .*: a key of kind 0x04 does not sign here"),
        (f"witness a {LOG}\n", "^line 1: .*: a key of kind 0x01 does not sign here"),
        (f"log {LOG}\nlog {LOG} url\n", "^line 2: .*: the same public key a second time"),
        (f"witness a {W[0]}\nwitness b {W[0]}\n", "^line 2: .*: the same public key a second time"),
        (
            f"witness a {W[0]}\nwitness b {Key('other', 4, bytes(32)).to_text()}\n",
            "^line 2: .*: the same public key a second time",
        ),
        (f"witness a {W[0]}\nwitness a {W[1]}\n", "^line 2: a: the name is taken"),
        (f"witness none {W[0]}\n", "^line 1: none: the name is taken"),
        (f"witness a {W[0]} url more\n", "^line 1: witness: not a line of a policy"),
        (f"witness a {W[0]}\ngroup a 1 a\n", "^line 2: a: the name is taken"),
        (f"witness a {W[0]}\ngroup g 0 a\n", "^line 2: 0 of 1 members"),
        (f"witness a {W[0]}\ngroup g 2 a\n", "^line 2: 2 of 1 members"),
        (f"witness a {W[0]}\ngroup g 01 a\n", "^line 2: not a decimal number"),
        (f"witness a {W[0]}\ngroup g ١ a\n", "^line 2: not a decimal number"),
        (f"witness a {W[0]}\ngroup g some a\n", "^line 2: not a decimal number"),
        (f"witness a {W[0]}\ngroup g any a a\n", "^line 2: a: not named above, or a member already"),
        (f"witness a {W[0]}\ngroup g any a\ngroup h any a\n", "^line 3: a: not named above, or a member already"),
        ("group g any g\n", "^line 1: g: not named above"),
        ("group g any none\n", "^line 1: none: not named above"),
        ("group g any\n", "^line 1: group: not a line of a policy"),
    ],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(Malformed, match=message):
        Policy.from_text(text.encode())


def test_opening_by_policy(log: Any, boria: Any, aldania: Any, check: Any) -> None:
    witnesses = (Witness("boria", boria.key), Witness("aldania", aldania.key))
    both = Policy((Log(log.key),), witnesses, (Group("both", 2, ("boria", "aldania")),), "both")
    none = Policy((Log(log.key),), witnesses)
    checkpoint = Checkpoint(log.key.name, 0, EMPTY_ROOT)
    made = checkpoints.sign(checkpoint, log.key, log.make)
    one = made.adding(cosignature.sign(checkpoint, 1, boria.key, boria.make))
    two = one.adding(cosignature.sign(checkpoint, 2, aldania.key, aldania.make))
    assert both.open(two.to_text(), check).checkpoint == checkpoint
    assert len(none.open(made.to_text(), check).verified) == 1
    for short in [made, one, one.adding(Signature("other", b"1234", b"x"))]:
        with pytest.raises(ProofFailed):
            both.open(short.to_text(), check)
    twice = one.adding(cosignature.sign(checkpoint, 3, boria.key, boria.make))
    with pytest.raises(ProofFailed):
        both.open(twice.to_text(), check)
    spoilt = made.adding(Signature(boria.key.name, boria.key.id, bytes(72)))
    with pytest.raises(ProofFailed):
        none.open(spoilt.to_text(), check)


def test_only_listed_logs_are_believed(log: Any, boria: Any, check: Any, make_hand: Any) -> None:
    other = make_hand("example.com/other", bytes(32))
    made = checkpoints.sign(Checkpoint(other.key.name, 0, EMPTY_ROOT), other.key, other.make)
    with pytest.raises(UnknownKey, match=r"^the log example\.com/other is not one of those believed here$"):
        Policy((Log(log.key),)).open(made.to_text(), check)
    assert Policy((Log(log.key), Log(other.key))).open(made.to_text(), check).checkpoint.origin == other.key.name
    impostor = make_hand(log.key.name, bytes(32))
    forged = checkpoints.sign(Checkpoint(log.key.name, 0, EMPTY_ROOT), impostor.key, impostor.make)
    with pytest.raises(UnknownKey, match="no signature by a key that is known here"):
        Policy((Log(log.key),)).open(forged.to_text(), check)


def test_kinds_that_cannot_be_checked_never_count(log: Any, boria: Any, check: Any) -> None:
    later = Key("pq.example", 0x06, bytes(1312))
    text = f"log {Key('pq.example', 6, bytes(1312)).to_text()}\nlog {log.key.to_text()}\nwitness pq {later.to_text()}\n"
    read = Policy.from_text(f"{text}witness boria {boria.key.to_text()}\ngroup g any pq boria\nquorum g\n".encode())
    checkpoint = Checkpoint(log.key.name, 0, EMPTY_ROOT)
    made = checkpoints.sign(checkpoint, log.key, log.make).adding(Signature(later.name, later.id, bytes(2428)))
    with pytest.raises(ProofFailed):
        read.open(made.to_text(), check)
    cosigned = made.adding(cosignature.sign(checkpoint, 1, boria.key, boria.make))
    assert read.open(cosigned.to_text(), check).checkpoint == checkpoint
    theirs = Checkpoint("pq.example", 0, EMPTY_ROOT).to_text()
    with pytest.raises(UnknownKey, match="is not one of those believed here"):
        read.open(Note(theirs, (Signature("pq.example", later.id, bytes(2420)),)).to_text(), check)


def test_a_key_whose_name_is_no_text() -> None:
    """A policy is octets; the name of a key is UTF-8, for it stands in notes."""
    line = f"log \udcf4{LOG.partition('+')[0]}+00000000+{LOG.rpartition('+')[2]}\nquorum none\n"
    with pytest.raises(Malformed, match=r"line 1: .*half a surrogate pair"):
        Policy.from_text(line.encode("utf-8", "surrogateescape"))
