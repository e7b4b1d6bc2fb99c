"""Wordings: the exact words of a clause, as a digest to which a position can bind. By the rule `travaux-wording/1`:

The words are the tokens (`text.tokens`) of the clause and of all clauses inside it, their printed labels left out,
joined by single spaces; the digest is SHA-256 over them in UTF-8. The empty place is the whole text. So renumbering,
white space and line breaks do not change a digest; one comma does, and so does the case of a letter.

>>> one = Draft("Article 4\\n1. No force exceeds 42 units.\\n2. Each Party reports.\\n")
>>> two = Draft("Article 5\\n1. Words are plain.\\n2. No force\\nexceeds 42 units.\\n")
>>> wording(one, Place("4.1")).words == wording(two, Place("5.2")).words
True
"""

from __future__ import annotations

from hashlib import sha256

from travaux.errors import Malformed
from travaux.record.terms import Digest, Place, Wording
from travaux.text.citation import find
from travaux.text.clauses import Clause
from travaux.text.drafts import Draft
from travaux.text.tokens import tokens

RULE = "travaux-wording/1"


def words_of(draft: Draft, clause: Clause | None) -> list[str]:
    """Returns the tokens of a clause, or of the whole text, without labels."""
    start, end = (0, len(draft.text)) if clause is None else clause.span
    inside = draft.walk() if clause is None else clause.walk()
    found: list[str] = []
    for label_start, label_end in sorted(each.label_span for each in inside):
        if label_start < label_end and start <= label_start:
            found += [token.text for token in tokens(draft.text, start, label_start)]
            start = label_end
    return found + [token.text for token in tokens(draft.text, start, end)]


def wording_digest(draft: Draft, clause: Clause | None) -> Digest:
    """Returns the digest of a clause's words, or with None of the whole text's."""
    return Digest(sha256(" ".join(words_of(draft, clause)).encode("utf-8", "surrogatepass")).hexdigest())


def clause_at(draft: Draft, place: Place) -> Clause | None:
    """Returns the one clause that a place means, None for the whole text.

    Raises `NoSuchClause` (a `Malformed`, with what comes close) where there is none, `Malformed` where there are more.
    """
    if not place:
        return None
    found = find(draft, place)
    if len(found) > 1:
        paths = "; ".join(" > ".join(clause.path) for clause in found[:8])
        raise Malformed(f"{place!r} may mean {len(found)} clauses", where=draft.name, advice=f"Say which: {paths}")
    return found[0]


def wording(draft: Draft, place: Place) -> Wording:
    """Returns the exact wording that stands at a place of a draft; refuses like `clause_at`."""
    return Wording(draft=Digest(draft.digest), clause=place, words=wording_digest(draft, clause_at(draft, place)))
