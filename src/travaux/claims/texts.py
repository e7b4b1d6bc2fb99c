"""Texts: a draft as a bundle carries it. Its words are checked by digest with stock tools; its numbering is a claim.

    drafts/<digest>.txt     the words, in the bytes that the digest is over: `sha256sum` prints the file's own name
    drafts/<digest>.jsonl   what is known of its lines besides their characters, one canonical value a line; no such
                            file where nothing is. First a header: {"parts": the bytes of the text, then of each note}

Numbers that a word processor computes are no characters of the text, and no digest covers them. Whoever checks a
finding about "clause 14" believes the maker of the bundle that the file (whose digest the tabling names) numbers it so.
"""

from __future__ import annotations

from travaux.canon import Value, from_text, to_text
from travaux.claims.carried import Text
from travaux.errors import Malformed, within
from travaux.record import wire
from travaux.text.clauses import Line
from travaux.text.drafts import Draft


def carry(draft: Draft) -> Text:
    """Returns a draft as a bundle carries it."""
    parts = [draft.text, *(f"{part.name}\n{part.text}" for part in draft.apparatus)]
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    numbered = any(line != Line() for line in draft.lines)
    values: list[Value] = [{"parts": [len(part) for part in encoded]}]
    if numbered:
        with within("lines"):
            values += [wire.to_value(line) for line in draft.lines]
    shown = numbered or draft.apparatus
    return Text(b"\f".join(encoded), b"".join(to_text(value) + b"\n" for value in values) if shown else b"")


def draft_of(text: Text) -> Draft:
    """Returns the draft in a bundle; `Malformed` where its lines cannot be read."""
    header, *rest = text.lines.split(b"\n")[:-1] or [b'{"parts":[%d]}' % len(text.words)]
    with within(f"drafts/{text.digest}.jsonl"):
        body, *notes = _parts(text.words, from_text(header))
        lines = tuple(wire.from_value(Line, from_text(line), wire.Shown()) for line in rest)
        apparatus = tuple(Draft(words, name=name) for name, _, words in (note.partition("\n") for note in notes))
        made = Draft(body, lines=lines, apparatus=apparatus)
        if carry(made) != text:
            raise Malformed("not written in the one form that it has", advice="Pack the bundle again")
    return made


def _parts(words: bytes, header: Value) -> list[str]:
    match header:
        case {"parts": list(sizes), **more} if not more and sizes:
            found, at = [], 0
            for size in sizes:
                if type(size) is not int or size < 0:
                    raise Malformed("not the bytes of a part", where="line 1")
                found.append(words[at : at + size])
                at += size + 1
            if b"\f".join(found) == words:
                return [_decoded(part) for part in found]
    raise Malformed("not the bytes of the parts", where="line 1")


def _decoded(part: bytes) -> str:
    try:
        return part.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as fault:
        raise Malformed("words that are not UTF-8", where=f"byte {fault.start}") from None
