"""Parsers of what people write: dates, claims, findings and bundles, acts, names of clauses, questions to the desk."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.breaking.targets.evidence import LEAF, SECRET, SIGNED
from bench.breaking.targets.target import Target, again, settled, words_of
from travaux.claims import carried, grammar, lines, texts
from travaux.claims.bundle import Pins, Report, verify
from travaux.claims.carried import Bundle, Text
from travaux.claims.claim import ANY, Bearing, Claim, Finding, Reading, Subject
from travaux.claims.rework import rework
from travaux.errors import Malformed
from travaux.formats import answers
from travaux.formats.git import _person
from travaux.formats.git.program import Repository
from travaux.keys.check import check, check_ed25519
from travaux.log.policy import Policy
from travaux.reading.items import Report as Told
from travaux.reading.read import read as taken
from travaux.reading.review import Review, taken_up
from travaux.reading.review import to_text as review_text
from travaux.record import dates, phrases
from travaux.record.state import fold
from travaux.record.terms import Dated, Index
from travaux.secretariat import filing
from travaux.secretariat.forms import sheet
from travaux.secretariat.forms.form import written
from travaux.secretariat.forms.names import Names
from travaux.secretariat.forms.verbs import fill, form_of
from travaux.stores.addresses import Address
from travaux.text import citation
from travaux.text.clauses import Line
from travaux.text.drafts import Draft

DRAFT = Draft(
    "Preamble\nThe Parties,\nArticle 1\n1. Each Party shall:\n(a) act; and\n(b) report.\nArticle 2 bis\nDone.\n"
)
FINDING = Finding(
    claims=(Claim(subject=Subject(name="boria"), predicate="accepted", quantity=ANY),),
    says="boria accepted any clause", verdict="silent", reason="nothing is there",
    bearing=(Bearing(entry=Index(0), side="context", grade="recorded", shows="a statement"),), size=1,
    parts=(Finding(claims=(), says="x", verdict="silent", reason="y"),),
)  # fmt: skip
CARRIED = texts.carry(
    replace(DRAFT, lines=(Line(label="1."), *[Line()] * 8), apparatus=(Draft("note", name="footnote 1"),))
)
WORDS = Text(DRAFT.text.encode())
BUNDLE = carried.write(
    Bundle(finding=FINDING, checkpoint=SIGNED.to_text(), leaves={0: LEAF}, disclosures=((0, "x"),), drafts=(WORDS,))
)
ACTS = b"""- admit: aldania
  name: Federation of Aldania
  label: first
- take: object
  by: aldania
  clauses: 1, 2 bis.1(a)
  at: 2031-03-24T08:05:00Z
"""
SAID = b"""- admit: aldania
  name: Federation of Aldania
- convene: first round
  when: late November 2031
- state: |
    Talks go on.
  kind: document
"""


# Dates


def _edtf(data: bytes) -> Any:
    return dates.parse(words_of(data))


def _bounded(data: bytes, _: Any) -> None:
    """The first day of a date is not after its last, and both can be told in words and read back."""
    edtf = words_of(data)
    first, last = dates.bounds(edtf)
    assert first is None or last is None or first <= last, (first, last)
    words = phrases.write(edtf)
    if len(words) <= phrases.LONGEST:
        assert dates.bounds(phrases.read(words).edtf) == (first, last), words


def _phrase(data: bytes) -> Dated:
    """A day that is the reference (ten characters), then the words."""
    words = words_of(data)
    reference = words[:10] if words[4:5] == words[7:8] == "-" else ""
    return phrases.read(words[len(reference) :], reference=reference)


def _dated(_: bytes, found: Dated) -> None:
    """What comes of words is a date."""
    first, last = dates.bounds(found.edtf)
    assert first is None or last is None or first <= last, (first, last)


# Claims


def _said(_: bytes, readings: tuple[Reading, ...]) -> None:
    """A sentence that is written of claims is read as those claims."""
    for reading in readings:
        sentence = grammar.to_text(reading.claims)
        assert reading.claims in [each.claims for each in grammar.from_text(sentence)], sentence


def _carried(data: bytes) -> Draft:
    """What is known of a draft's lines, an empty line, the draft."""
    known, _, words = data.partition(b"\n\n")
    return texts.draft_of(Text(words, known + b"\n" if known else b""))


def _verified(data: bytes) -> Report:
    return verify(
        data, Pins(policy=Policy()), lambda text, blob: check(text, blob).key.to_text(), check_ed25519, rework
    )


def _fails(_: bytes, report: Report) -> None:
    """Nothing holds where no log is believed."""
    assert not report.holds


# Acts


def names(folder: Path | None = None) -> Names:
    """Returns what names mean in an empty record; with a folder, files are looked for there."""
    return Names(
        state=fold(()), size=0, draft_of=lambda _: DRAFT, fresh=lambda: "bbbbbbbb",
        line=lambda _: SECRET.public.to_text(), folder=folder, held=None if folder else {},
    )  # fmt: skip


def _acts(data: bytes) -> list[Any]:
    known = names()
    return [act for form in sheet.forms(data, "acts.yaml") for act in fill(form, known)]


def _posted(data: bytes) -> list[Any]:
    """Acts as the API takes them: JSON, of which the desk's shapes let through objects in a list."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise Malformed("not JSON") from None
    known, made = names(), []
    for at, each in enumerate(found if isinstance(found, list) else []):
        if isinstance(each, dict):
            fields = {str(name): _given(value, f"acts[{at}].{name}") for name, value in each.items()}
            made += fill(form_of(fields, f"acts[{at}]"), known)
    return made


def _given(value: object, place: str) -> Any:
    from travaux.errors import Malformed

    try:
        return written(value, place)
    except TypeError as fault:
        raise Malformed(str(fault), where=place) from None


# Reviews, addresses, drafts as a record keeps them, what git prints

REPORT = taken(Told(text="Boria rejected Article 4, a spokesman said on Friday.", digest="0" * 64))


class _Printed(Repository):
    """A repository whose git prints what it is told to."""

    def __init__(self, output: bytes) -> None:
        super().__init__(folder=None, name="printed")  # type: ignore[arg-type]
        object.__setattr__(self, "output", output)


def _kept(data: bytes) -> Draft:
    try:
        return answers.decode(data, Draft)
    except (TypeError, ValueError, RecursionError):  # which `filing` takes for damage
        raise Malformed("no draft") from None


def _kept_again(_: bytes, draft: Draft) -> None:
    assert answers.decode(filing.encode(draft), Draft) == draft
    assert draft.digest


TARGETS = (
    Target("edtf", _edtf, (b"2025-11-23/..", b"[2025-11-21..2025-11-30]", b"2025-11~-2X", b"2025-23", b"{2025,2026}",
                           b"2025-11-27T17:00:00+02:00", b"../2025-11"),
           (settled(_edtf, lambda found: dates.to_text(found).encode()), _bounded)),
    Target("date-phrase", _phrase,
           (b"late November 2025", b"2025-11-24in the coming days", b"2025-11-24by Friday, 5 p.m. (UTC+2)",
            "the weekend of 22–23 November 2025".encode(), b"2025-11-24within two weeks of 3 March"), (_dated,)),
    Target("claim", lambda data: grammar.from_text(words_of(data)),
           (b"Boria neither approved nor altered any clause.", b"boria did not accept several clauses",
            b"most parties accepted clauses 1, 2 and 3(a) of draft \"x\" before 2031-03-12",
            b"clause 4 was presented to \"the Premier\" by an official of boria; it is not so that no one attended"),
           (_said,)),
    Target("finding", lines.from_lines, (lines.to_lines(FINDING),), (again(lines.to_lines),)),
    Target("carried-draft", _carried, (CARRIED.lines + b"\n" + CARRIED.words,)),
    Target("bundle", carried.read, (BUNDLE,), (again(carried.write),)),
    Target("bundle-verified", _verified, (BUNDLE,), (_fails,)),
    Target("acts", _acts, (ACTS, SAID)),
    Target("acts-posted", _posted,
           (b'[{"admit":"aldania","name":"A"},{"take":"none","refs":[1]}]', b'[{"admit":"boria"}]')),
    Target("citation", lambda data: citation.find(DRAFT, words_of(data)),
           (b"Article 1, paragraph 1 (a)", b"2bis", b"paragraph 1 of Article 1", "alinéa 2 de l’article 3".encode())),
    Target("review", lambda data: taken_up(data.decode("utf-8", "replace"), REPORT),
           (review_text(Review(REPORT).accept()).encode(),)),
    Target("address", lambda data: Address.from_text(words_of(data)),
           (b"postgres://clerk:secret@db.example.org/talks?record=velm&sslmode=require", b"postgres://[::1]:5432/a#b"),
           (settled(lambda data: Address.from_text(words_of(data)),
                    lambda found: found.text.encode("utf-8", "surrogateescape")),)),
    Target("kept-draft", _kept, (filing.encode(DRAFT),), (_kept_again,)),
    Target("commit", _person, (b"tree 0\nauthor A. Clerk <a@b> 1580000000 +0200\nencoding latin-1\n\nx",)),
)  # fmt: skip
