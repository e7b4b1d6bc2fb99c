"""What a bundle carries: which files it has, in their one form, and where each other one is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pytest
from tests.claims.test_lines import BARE

from travaux.claims import archive
from travaux.claims.carried import Bundle, Text, read, write
from travaux.claims.lines import to_lines
from travaux.claims.readme import readme
from travaux.claims.texts import draft_of
from travaux.errors import Malformed

WORDS, NUMBERED = Text(b"1. Nothing.\n"), Text(b"Nothing.\n", b"{}\n{}\n")
WHOLE = Bundle(
    finding=BARE, checkpoint=b"point", leaves={0: b"a\nb\n", 1: b"c\n", 10: b"d\n"}, disclosures=((1, "x"), (1, "y")),
    drafts=tuple(sorted((WORDS, NUMBERED), key=lambda text: text.digest)), signers=b"keys", policy=b"policy",
)  # fmt: skip
SOME = replace(WHOLE, leaves={2: b"a\n", 10: b"b\n"}, receipts={2: b"shown", 10: b"too"})
DENSE = replace(WHOLE, leaves={0: b"a\nb\n", 1: b"c\n", 2: b"d\n"})


def test_every_file_of_a_whole_log() -> None:
    digest, other = (sha256(text.words).hexdigest() for text in (WORDS, NUMBERED))
    assert archive.read(write(DENSE)) == {
        "README.txt": readme(whole=True),
        "allowed_signers": b"keys",
        "checkpoint": b"point",
        "disclosures.jsonl": b'[1,"x"]\n[1,"y"]\n',
        f"drafts/{digest}.txt": b"1. Nothing.\n",
        f"drafts/{other}.txt": b"Nothing.\n",
        f"drafts/{other}.jsonl": b"{}\n{}\n",
        "finding.jsonl": to_lines(BARE),
        "leaves.txt": b"a\nb\n\nc\n\nd\n\n",
        "policy": b"policy",
    }


def test_every_file_of_some_entries() -> None:
    files = archive.read(write(SOME))
    assert {name: files[name] for name in files if name.startswith("leaves")} == {
        "leaves/10.leaf": b"b\n", "leaves/10.tlog-proof": b"too", "leaves/2.leaf": b"a\n",
        "leaves/2.tlog-proof": b"shown",
    }  # fmt: skip
    assert files["README.txt"] == readme(whole=False)


def test_what_is_empty_is_left_out_but_what_tells_that_it_is_a_bundle() -> None:
    bare = Bundle(finding=BARE, checkpoint=b"", leaves={})
    assert set(archive.read(write(bare))) == {"README.txt", "finding.jsonl", "checkpoint", "leaves.txt"}
    assert read(write(bare)) == bare
    empty = replace(bare, drafts=(Text(b""),))
    assert read(write(empty)) == empty


LONG = replace(SOME, leaves={10**18: b"a\n"}, receipts={10**18: b"shown"})


@pytest.mark.parametrize("bundle", [DENSE, SOME, LONG, replace(SOME, receipts={2: b"shown"})])
def test_what_is_written_reads_back(bundle: Bundle) -> None:
    again = read(write(bundle))
    assert again == bundle
    assert list(again.leaves) == sorted(bundle.leaves)
    assert again.whole == bundle.whole == (not bundle.receipts)


def test_which_lines_are_numbered() -> None:
    assert [Text(b"", lines).numbered for lines in (b"", b"{}\n", b"{}\n{}\n", b"{}\n{}\n{}\n")] == [
        False,
        False,
        True,
        True,
    ]


def test_two_readmes() -> None:
    whole, some = readme(whole=True).decode(), readme(whole=False).decode()
    assert "leaves.txt holds them in order" in whole
    assert "leaves.txt" not in some
    assert "as leaves/N.leaf, each with its proof" in some
    for text in (whole, some):
        assert text.startswith("This is a bundle of Travaux: ")
        assert [text.index(f"\n{number}. ") for number in (1, 2, 3, 4, 5)] == sorted(
            text.index(f"\n{number}. ") for number in (1, 2, 3, 4, 5)
        )


def but(bundle: Bundle, name: str, content: bytes | None) -> Callable[[], object]:
    """Reads a bundle of which one file is another, or is not there."""
    files = dict(archive.read(write(bundle)))
    files.pop(name, None)
    data = archive.write(files if content is None else {**files, name: content})
    return lambda: read(data)


STRANGE = "a file that does not belong in a bundle, or is written otherwise"


@pytest.mark.parametrize(
    ("refuse", "sentence"),
    [
        (but(DENSE, "README.txt", None), "README.txt: missing from the bundle"),
        (but(DENSE, "finding.jsonl", None), "finding.jsonl: missing from the bundle"),
        (but(DENSE, "checkpoint", None), "checkpoint: missing from the bundle"),
        (but(DENSE, "leaves.txt", None), f"the bundle: {STRANGE}"),
        (but(DENSE, "leaves.txt", b"a\n\nb\n"), "leaves.txt: the last leaf is cut short"),
        (but(DENSE, "leaves.txt", b"a\n\nb"), "leaves.txt: the last leaf is cut short"),
        (
            but(DENSE, "finding.jsonl", b"{}\n"),
            "finding.jsonl: line 1: neither a finding nor what bears on one",
        ),
        (
            but(DENSE, "disclosures.jsonl", b'[1,"x"]\n[1]\n'),
            "disclosures.jsonl: line 2: not the number of an entry and a disclosure",
        ),
        (
            but(DENSE, "disclosures.jsonl", b'[true,"x"]\n'),
            "disclosures.jsonl: line 1: not the number of an entry and a disclosure",
        ),
        (
            but(DENSE, "disclosures.jsonl", b'["1","x"]\n'),
            "disclosures.jsonl: line 1: not the number of an entry and a disclosure",
        ),
        (but(DENSE, "disclosures.jsonl", b'[1,"x"]\n[1'), f"disclosures.jsonl: {STRANGE}"),
        (but(DENSE, "drafts/00.txt", b"x"),
         "drafts/00.txt: its words do not have the digest that it is named by"),
        (but(DENSE, "drafts/00.jsonl", b"x"), f"drafts/00.jsonl: {STRANGE}"),
        (but(DENSE, "leaves/0.leaf", b"x"), f"leaves/0.leaf: {STRANGE}"),
        (but(DENSE, "extra", b"x"), f"extra: {STRANGE}"),
        (but(DENSE, "README.txt", readme(whole=False)), f"README.txt: {STRANGE}"),
        (but(DENSE, "policy", b""), f"policy: {STRANGE}"),
        (but(SOME, "leaves/02.leaf", b"x"), "leaves/02.leaf: not the number of an entry"),
        (but(SOME, f"leaves/{10**19}.leaf", b"x"), f"leaves/{10**19}.leaf: not the number of an entry"),
        (but(SOME, "leaves/x.leaf", b"x"), "leaves/x.leaf: not the number of an entry"),
        (but(SOME, "leaves/1x.tlog-proof", b"x"), "leaves/1x.tlog-proof: not the number of an entry"),
        (but(SOME, "leaves/2.other", b"x"), f"leaves/2.other: {STRANGE}"),
    ],
)  # fmt: skip
def test_malformed(refuse: Callable[[], object], sentence: str) -> None:
    with pytest.raises(Malformed) as raised:
        refuse()
    assert str(raised.value) == sentence


def test_words_that_are_not_utf_8_are_no_draft() -> None:
    with pytest.raises(Malformed, match="words that are not UTF-8"):
        draft_of(Text(b"Article \xff"))


def test_an_entry_of_thousands_of_digits_is_none() -> None:
    files = archive.read(write(SOME)) | {f"leaves/{'9' * 5_000}.leaf": b""}
    with pytest.raises(Malformed, match="not the number of an entry"):
        read(archive.write(files))
