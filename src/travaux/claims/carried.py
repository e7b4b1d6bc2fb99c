"""What a bundle carries, written and read. The format is told in `bundle`; nothing is checked here but the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from travaux.canon import from_text
from travaux.claims import archive
from travaux.claims.claim import Finding
from travaux.claims.lines import from_lines, joined, to_lines
from travaux.claims.readme import readme
from travaux.errors import Malformed, within
from travaux.record.terms import Digest


@dataclass(frozen=True, slots=True)
class Text:
    """A draft in a bundle: the bytes of its words, and those of what is known of its lines (`texts` reads them)."""

    words: bytes
    lines: bytes = b""

    @property
    def digest(self) -> Digest:
        """The digest of the words, by which the record names the draft."""
        return Digest(sha256(self.words).hexdigest())

    @property
    def numbered(self) -> bool:
        """Whether more is said of the lines than their characters show."""
        return self.lines.count(b"\n") > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What is in a bundle. `receipts` is empty where every leaf is there. `disclosures` are (entry, text)."""

    finding: Finding
    checkpoint: bytes
    leaves: Mapping[int, bytes]
    receipts: Mapping[int, bytes] = field(default_factory=dict)
    disclosures: tuple[tuple[int, str], ...] = ()
    drafts: tuple[Text, ...] = ()
    signers: bytes = b""
    policy: bytes = b""

    @property
    def whole(self) -> bool:
        """Whether it says to carry every leaf up to the checkpoint."""
        return not self.receipts


def write(bundle: Bundle) -> bytes:
    """Returns a bundle as a file: always the same bytes for the same content."""
    files = {
        "README.txt": readme(whole=bundle.whole),
        "finding.jsonl": to_lines(bundle.finding),
        "checkpoint": bundle.checkpoint,
        "allowed_signers": bundle.signers,
        "policy": bundle.policy,
        "disclosures.jsonl": joined([entry, text] for entry, text in bundle.disclosures),
    }
    if bundle.whole:
        files["leaves.txt"] = b"".join(bundle.leaves[index] + b"\n" for index in sorted(bundle.leaves))
    else:
        files |= {f"leaves/{index}.leaf": leaf for index, leaf in bundle.leaves.items()}
        files |= {f"leaves/{index}.tlog-proof": receipt for index, receipt in bundle.receipts.items()}
    for text in bundle.drafts:
        files |= {f"drafts/{text.digest}.txt": text.words, f"drafts/{text.digest}.jsonl": text.lines}
    # An empty file says nothing, but for those by which a bundle, or a draft without words, is told.
    told = {name: content for name, content in files.items() if content or name == "checkpoint" or ".txt" in name}
    return archive.write(told)


def read(data: bytes) -> Bundle:
    """Returns what is in a bundle; `Malformed` with the file and the line where it is none. Nothing is checked yet."""
    files = archive.read(data)
    for name in ("README.txt", "finding.jsonl", "checkpoint"):
        if name not in files:
            raise Malformed("missing from the bundle", where=name)
    whole = "leaves.txt" in files
    leaves = _all_leaves(files["leaves.txt"]) if whole else _some(files, ".leaf")
    with within("finding.jsonl"):
        finding = from_lines(files["finding.jsonl"])
    bundle = Bundle(
        finding=finding, checkpoint=files["checkpoint"], leaves=leaves, receipts=_some(files, ".tlog-proof"),
        disclosures=_disclosures(files.get("disclosures.jsonl", b"")), drafts=tuple(_drafts(files)),
        signers=files.get("allowed_signers", b""), policy=files.get("policy", b""),
    )  # fmt: skip
    if write(bundle) != data:
        raise Malformed(
            "a file that does not belong in a bundle, or is written otherwise", where=_stranger(files, bundle)
        )
    return bundle


def _stranger(files: Mapping[str, bytes], bundle: Bundle) -> str:
    again = archive.read(write(bundle))
    return next((name for name in files if again.get(name) != files[name]), "the bundle")


def _all_leaves(content: bytes) -> dict[int, bytes]:
    parts = content.split(b"\n\n")
    if parts.pop():
        raise Malformed("the last leaf is cut short", where="leaves.txt")
    return {index: part + b"\n" for index, part in enumerate(parts)}


def _some(files: Mapping[str, bytes], ending: str) -> dict[int, bytes]:
    found = {}
    for name, content in files.items():
        if name.startswith("leaves/") and name.endswith(ending):
            number = name.removeprefix("leaves/").removesuffix(ending)
            if not number.isdecimal() or len(number) > 19 or str(int(number)) != number:
                raise Malformed("not the number of an entry", where=name)
            found[int(number)] = content
    return dict(sorted(found.items()))


def _drafts(files: Mapping[str, bytes]) -> Iterator[Text]:
    for name, words in files.items():
        if name.startswith("drafts/") and name.endswith(".txt"):
            text = Text(words, files.get(f"{name.removesuffix('.txt')}.jsonl", b""))
            if f"drafts/{text.digest}.txt" != name:
                raise Malformed("its words do not have the digest that it is named by", where=name)
            yield text


def _disclosures(content: bytes) -> tuple[tuple[int, str], ...]:
    found = []
    for number, line in enumerate(content.split(b"\n")[:-1], 1):
        with within(f"disclosures.jsonl: line {number}"):
            match from_text(line):
                case [int(entry), str(text)] if not isinstance(entry, bool):
                    found.append((entry, text))
                case _:
                    raise Malformed("not the number of an entry and a disclosure")
    return tuple(found)
