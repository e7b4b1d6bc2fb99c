"""Forms of what is said and kept: state, cover, seal, void, erase, roll."""

from __future__ import annotations

from typing import get_args

from travaux.errors import Malformed
from travaux.record import acts
from travaux.record.acts import ACTS
from travaux.record.seals import commitment
from travaux.record.terms import UNATTRIBUTED, Attribution, Person, Place, Source, Span
from travaux.secretariat.forms.form import Form, Given
from travaux.secretariat.forms.names import Names

MANNERS = ("says", "denies", "alleges", "admits", "announces")
PURPOSES = ("red line", "instruction", "fallback", "note")


def state(form: Form, names: Names) -> acts.Act:
    """A statement: `state` is its words; who spoke, on which `terms`, where they stand in a `source`, its `claims`."""
    words, span = _said(form, names)
    answers = form.given("answers")
    said = names.dated(form.given("said"))
    return acts.State(
        source=_source(form, names),
        words=words,
        terms=form.word("terms", get_args(Attribution), "unstated"),  # type: ignore[arg-type]
        span=span,
        said=said,
        claims=tuple(" ".join(each.text().split()) for each in _sentences(form, "claims")),
        answers=names.entry(answers) if answers else None,
        manner=form.word("manner", MANNERS, "says"),  # type: ignore[arg-type]
        hedge=form.text("hedge"),
    )


def _sentences(form: Form, name: str) -> list[Given]:
    given = form.given(name)
    return [] if given is None else [given] if isinstance(given.value, str) else given.several()


def _source(form: Form, names: Names) -> Source:
    speaker, party = form.given("speaker"), form.given("of")
    office, organisation, attributes = form.text("office"), form.text("organisation"), form.text("attributes")
    outlet, channel = form.text("outlet"), form.text("channel")
    anonymous = form.flag("anonymous")
    if speaker and anonymous:
        raise form.need("anonymous").refuse("an anonymous source has no name", "Leave the speaker out")
    found = (
        "person" if speaker else "anonymous" if anonymous or attributes else "office" if office
        else "outlet" if outlet else "unstated"
    )  # fmt: skip
    kind = form.word("kind", ("person", "office", "document", "outlet", "anonymous", "unstated"), found)
    return Source(
        kind=kind,  # type: ignore[arg-type]
        person=_speaker(speaker, form, names) if speaker else None,
        party=names.party(party) if party else None,
        office=office,
        organisation=organisation,
        attributes=attributes,
        outlet=outlet,
        channel=channel,
    )


def _speaker(given: Given, form: Form, names: Names) -> Person:
    """Returns who spoke; whoever is not to be named has an id of this one entry, that no other entry leads to them."""
    apart = form.word("terms", get_args(Attribution), "unstated") in UNATTRIBUTED
    return names.named(given, apart=apart)


def _said(form: Form, names: Names) -> tuple[tuple[str, ...], Span | None]:
    """Returns the words, and their place in the source: as given (FILE:START-END), or where they are found in it."""
    words, source = form.lines("state"), form.given("source")
    if source is None:
        if not words:
            raise Malformed("state needs the words that were said", where=form.place)
        return words, None
    name, colon, place = source.text().strip().rpartition(":")
    start, dash, end = place.partition("-")
    ranged = bool(colon and dash) and all(each.isascii() and each.isdigit() and len(each) < 10 for each in (start, end))
    file = names.file(Given(name if ranged else source.text(), source.place))
    text = _text(file.content, source)
    if not ranged:
        return words, _found(words, text, file.digest, source)
    at, until = int(start), int(end)
    if not 0 <= at < until <= len(text):
        raise source.refuse(f"{file.name} has {len(text)} characters: there is nothing at {place}")
    there = tuple(line.rstrip() for line in text[at:until].splitlines() if line.strip())
    if words and _plain(" ".join(words)) != _plain(" ".join(there)):
        raise source.refuse(f"the words at {place} are others", f"There stands: {' '.join(there)[:60]}…")
    return words or there, Span(file=file.digest, start=at, end=until)


def _text(content: bytes, source: Given) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise source.refuse("the source is not plain text in UTF-8", "Save the article as text") from None


def _found(words: tuple[str, ...], text: str, digest: str, source: Given) -> Span:
    quoted = "\n".join(words)
    at = text.find(quoted)
    if not quoted or at < 0 or text.find(quoted, at + 1) >= 0:
        times = "more than once" if at >= 0 else "nowhere"
        raise source.refuse(f"the words stand {times} in the source", "Give their place: FILE:START-END")
    return Span(file=digest, start=at, end=at + len(quoted))  # type: ignore[arg-type]


def _plain(words: str) -> str:
    return " ".join(words.split())


def cover(form: Form, names: Names) -> acts.Act:
    """Coverage: `cover` is which acts, or all; `parties`, `clauses`, `since`, `until`, `from`, `to`, `limits`."""
    kinds = tuple(each.text() for each in form.several("cover") if each.text() != "all")
    unknown = [kind for kind in kinds if kind not in ACTS]
    if unknown:
        raise form.need("cover").refuse(f"no act is called {unknown[0]!r}", f"There are {', '.join(ACTS)}")
    first, last = form.given("from"), form.given("to")
    return acts.Cover(
        acts=kinds,
        parties=names.every_party(form.several("parties")),
        clauses=tuple(Place(each.text()) for each in form.several("clauses")),
        since=names.dated(form.given("since")),
        until=names.dated(form.given("until")),
        from_entry=names.entry(first) if first else None,
        to_entry=names.entry(last) if last else None,
        limits=form.text("limits"),
    )


def seal(form: Form, names: Names) -> acts.Act:
    """A party's own note: `seal` is the note, `salt` 32 hexadecimal digits. With `opens`, the note of that entry."""
    note, salt, opens = form.lines("seal"), form.text("salt"), form.given("opens")
    if not note:
        raise Malformed("seal needs the note", where=form.place)
    digest = commitment(salt, note)
    if digest is None:
        raise form.need("salt").refuse("a salt is 32 hexadecimal digits in lower case")
    if opens is not None:
        return acts.Seal(opens=names.entry(opens), salt=salt, note=note)
    return acts.Seal(commitment=digest, purpose=form.word("purpose", PURPOSES, "note"))  # type: ignore[arg-type]


def void(form: Form, names: Names) -> acts.Act:
    """An act is voided: `void` is its entry; `reason`."""
    return acts.Void(entry=names.entry(form.need("void")), reason=" ".join(form.need("reason").text().split()))
