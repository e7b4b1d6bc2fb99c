"""Texts: a draft as a bundle carries it. Its words are checked by digest with stock tools; its numbering is a claim.

    drafts/<digest>.txt     the words, in the bytes that the digest is over: `sha256sum` prints the file's own name
    drafts/<digest>.jsonl   what is known of its lines besides their characters, one canonical value a line; no such
                            file where nothing is. First a header: {"parts": how many parts of the apparatus}

Numbers that a word processor computes are no characters of the text, and no digest covers them. Whoever checks a
finding about "clause 14" believes the maker of the bundle that the file (whose digest the tabling names) numbers it so.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from travaux.canon import Value, from_text, to_text
from travaux.errors import Malformed, within
from travaux.record import wire
from travaux.record.terms import Digest
from travaux.text.clauses import Line
from travaux.text.drafts import Draft


@dataclass(frozen=True, slots=True)
class Text:
    """A draft in a bundle: the bytes of its words, and those of what is known of its lines."""

    words: bytes
    lines: bytes = b""

    @classmethod
    def of(cls, draft: Draft) -> Text:
        """Returns a draft as a bundle carries it."""
        parts = [draft.text, *(f"{part.name}\n{part.text}" for part in draft.apparatus)]
        words = "\f".join(parts).encode("utf-8", "surrogatepass")
        numbered = any(line != Line() for line in draft.lines)
        values: list[Value] = [{"parts": len(draft.apparatus)}]
        if numbered:
            with within("lines"):
                values += [wire.to_value(line, _open) for line in draft.lines]
        shown = numbered or draft.apparatus
        return cls(words, b"".join(to_text(value) + b"\n" for value in values) if shown else b"")

    @property
    def digest(self) -> Digest:
        """The digest of the words, by which the record names the draft."""
        return Digest(sha256(self.words).hexdigest())

    @property
    def numbered(self) -> bool:
        """Whether more is said of the lines than their characters show."""
        return self.lines.count(b"\n") > 1

    def draft(self) -> Draft:
        """Returns the draft; `Malformed` where its lines cannot be read."""
        header, *rest = self.lines.split(b"\n")[:-1] or [b'{"parts":0}']
        with within(f"drafts/{self.digest}.jsonl"):
            match from_text(header):
                case {"parts": int(count), **more} if not more and count >= 0:
                    pass
                case _:
                    raise Malformed("not the number of parts", where="line 1")
            lines = tuple(wire.from_value(Line, from_text(line), wire.Shown()) for line in rest)
        parts = self.words.decode("utf-8", "surrogatepass").rsplit("\f", count) if count else [self._all()]
        if len(parts) != count + 1:
            raise Malformed(f"not {count} parts", where=f"drafts/{self.digest}.txt")
        apparatus = tuple(Draft(text, name=name) for name, _, text in (part.partition("\n") for part in parts[1:]))
        return Draft(parts[0], lines=lines, apparatus=apparatus)

    def _all(self) -> str:
        return self.words.decode("utf-8", "surrogatepass")


def _open(name: str, value: str) -> str:
    raise AssertionError(f"{name} of a line is not private: {value}")
