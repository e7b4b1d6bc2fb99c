"""Reporting: what a person accepted of a reading, entered as statements, all of it or none. Nothing becomes an act.

Every item becomes a `State`, graded `reported`: an attribution by the source that is said to have spoken, and a fact of
the process (a meeting, a deadline, a change of text) by whoever is said to have told it, else by the outlet. A fact
that an accepted statement tells is part of that statement. A report that a meeting was held does not convene it. The
words are those of the report, with their place in it; the report itself is kept, and named by its digest.

Whoever is named and known to the record has the id by which it knows them. Whoever spoke so as not to be named has an
id of this one entry. What stands on the record already, word for word from the same report, is not entered again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from travaux.claims.grammar import to_text
from travaux.errors import Malformed
from travaux.reading.items import Fact, Item, Reading, Said, Span, Stance
from travaux.reading.prose import Prose, parse
from travaux.record import acts
from travaux.record.terms import UNATTRIBUTED, Attribution, Digest, Index, Person, PersonId, Source
from travaux.record.terms import Span as Place
from travaux.secretariat import sheets
from travaux.secretariat.entering import Doing, new_person

if TYPE_CHECKING:
    from travaux.secretariat.records import Record

Manner = Literal["says", "denies", "alleges", "admits", "announces"]
_MANNERS: Mapping[Stance, Manner] = {"denies": "denies", "alleges": "alleges", "admits": "admits"}


def enter(record: Record, reading: Reading, accepted: Sequence[Item], file: tuple[str, bytes]) -> list[sheets.Entry]:
    """Enters the accepted items of a reading, and returns each with what the rules say of it.

    `file` is the report's name and its bytes, kept with the record. Raises `Malformed` where the bytes are not those
    that were read, `NotPermitted` where this home does not keep the log.
    """
    from hashlib import sha256

    digest = sha256(file[1]).hexdigest()
    if digest != reading.report.digest:
        raise Malformed("this is not the file that was read", where=file[0], advice="Read it again")
    statements = Statements(record, reading)
    whole = statements.merged(accepted)
    fresh = [each for each in statements.in_order(whole) if not statements.entered(each)]
    if not fresh:
        return []
    doings = [_step(record, statements, fresh, place, {digest: file}) for place in range(len(fresh))]
    return sheets.entries_of(record, record.enter_all(doings))


def _step(
    record: Record, statements: Statements, items: Sequence[Item], place: int, files: Mapping[str, tuple[str, bytes]]
) -> Callable[[Sequence[int]], Doing]:
    def made(indices: Sequence[int]) -> Doing:
        known = {item.number: index for item, index in zip(items, indices, strict=False)}
        return replace(record.doing(statements.of(items[place], known)), files=files)

    return made


@dataclass(slots=True)
class Statements:
    """Makes statements of items. `people` are ids by name, for those who may be named."""

    record: Record
    reading: Reading
    people: dict[str, PersonId] = field(default_factory=dict)
    held: set[tuple[int, int, tuple[str, ...], tuple[str, ...]]] | None = None
    prose: Prose | None = None

    def in_order(self, items: Sequence[Item]) -> list[Item]:
        """Returns items in the order of the text, but what is answered before what answers it."""
        left = {item.number: item for item in sorted(items, key=lambda item: item.number)}
        made: list[Item] = []
        for number in list(left):
            chain: list[Item] = []
            at: int | None = number
            while at in left:
                chain.append(left.pop(at))
                at = _answered(chain[-1])
            made += reversed(chain)
        return made

    def merged(self, items: Sequence[Item]) -> list[Item]:
        """Returns items with each fact put into the statement that tells it, where that is accepted or entered too.

        Whoever says one thing once is not to be counted twice.
        """
        by_number = {item.number: item for item in items}
        for item in items:
            teller = self.teller(item)
            if teller is None or teller.kind != "attribution":
                continue
            if teller.number in by_number:
                told = by_number[teller.number]
                claims = tuple(dict.fromkeys((*told.value.claims, *item.value.claims)))
                by_number[teller.number] = replace(told, value=replace(told.value, claims=claims))
                del by_number[item.number]
            elif set(item.value.claims) <= set(teller.value.claims) and self.entered(teller):
                del by_number[item.number]
        return list(by_number.values())

    def of(self, item: Item, entries: Mapping[int, int]) -> acts.State:
        """Returns the statement that an item is; `entries` are those of items that stand before it."""
        value = item.value
        words, place = self.words(item)
        answered = _answered(item)
        source, terms, manner, hedge = self._spoken(item)
        return acts.State(
            source=source,
            words=words,
            terms=terms,
            span=Place(file=Digest(self.reading.report.digest), start=place[0], end=place[1]),
            claims=tuple(clean(to_text((claim,))) for claim in value.claims),
            answers=Index(entries[answered]) if answered in entries and answered is not None else None,
            manner=manner,
            hedge=hedge,
        )

    def entered(self, item: Item) -> bool:
        """Whether these words of this report, with these claims, stand on the record already."""
        words, place = self.words(item)
        claims = tuple(clean(to_text((claim,))) for claim in item.value.claims)
        if self.held is None:
            report = self.reading.report.digest
            self.held = {
                (each.span.start, each.span.end, each.words, each.claims)
                for each in self.record.state.statements
                if each.span is not None and each.span.file == report
            }
        return (*place, words, claims) in self.held

    def words(self, item: Item) -> tuple[tuple[str, ...], Span]:
        """Returns the words of an item as lines, and where they stand.

        A statement's are its content, each piece a line; a fact's are the sentences that tell it.
        """
        text = self.reading.report.text
        pieces = item.parts.get("content", ()) if item.kind == "attribution" else ()
        if not pieces:
            spans = [span for each in item.parts.values() for span in each]
            pieces = (self._sentences(min(start for start, _ in spans), max(end for _, end in spans)),)
        lines = (clean(line) for start, end in pieces for line in text[start:end].splitlines())
        place = min(start for start, _ in pieces), max(end for _, end in pieces)
        return tuple(line for line in lines if line), place

    def _sentences(self, start: int, end: int) -> Span:
        if self.prose is None:
            self.prose = parse(self.reading.report.text)
        first, last = self.prose.sentence(start), self.prose.sentence(max(end - 1, start))
        return first.start if first else start, last.end if last else end

    def _spoken(self, item: Item) -> tuple[Source, Attribution, Manner, str]:
        if isinstance(item.value, Said):
            said = item.value
            hedge = clean("; ".join(said.hedges))
            return self._source(item, said), said.terms, _MANNERS.get(said.stance, "says"), hedge
        teller = self.teller(item)
        announced = item.kind == "meeting" and item.value.done is not True
        manner: Manner = "announces" if announced else "says"
        if teller is None:
            return self._outlet(), "unstated", manner, ""
        telling = teller.value
        assert isinstance(telling, Said)
        return self._source(teller, telling), telling.terms, manner, clean("; ".join(telling.hedges))

    def teller(self, item: Item) -> Item | None:
        """Returns the statement that tells a fact; None for a statement, and for what the outlet tells itself."""
        number = item.value.reported_by if isinstance(item.value, Fact) else None
        return next((each for each in self.reading.items if number is not None and each.number == number), None)

    def _outlet(self) -> Source:
        report = self.reading.report
        if report.outlet:
            return Source(kind="outlet", outlet=clean(report.outlet))
        return Source(kind="document", attributes=clean(f"the report “{report.name}”" if report.name else "a report"))

    def _source(self, item: Item, said: Said) -> Source:
        source = said.source
        through = [_name(each) for each in said.through]
        channel = [source.channel, *(f"through {each}" for each in through if each)]
        party = self.record.state.party(source.organisation) if source.organisation else None
        person = self._person(said) if source.person is not None else None
        return Source(
            kind=source.kind,
            person=person,
            party=source.party or (party.id if party else None),
            # A person's office is private, as the name is.
            office="" if person else clean(source.office),
            organisation=self._organisation(item, source),
            attributes=clean(source.attributes),
            outlet=clean(source.outlet or self.reading.report.outlet),
            channel=clean(", ".join(filter(None, channel))),
        )

    def _organisation(self, item: Item, source: Source) -> str:
        """Returns an organisation as it was read, or an office without a name in all the words that stand for it."""
        if source.kind == "office" and source.person is None and not source.office:
            stands = " … ".join(self.reading.report.text[start:end] for start, end in item.parts.get("source", ()))
            if len(clean(stands)) > len(source.organisation) and source.organisation.casefold() in stands.casefold():
                return clean(stands).strip(" ,")
        return clean(source.organisation)

    def _person(self, said: Said) -> Person | None:
        person = said.source.person
        name = clean(person.name) if person and isinstance(person.name, str) else ""
        if not name:
            return None
        office = clean(said.source.office) or None
        if said.terms in UNATTRIBUTED:
            # A new id for every entry: two that share one would be known for one speaker.
            return Person(id=new_person(), name=name, office=office)
        known = self.record.state.person(name)
        key = name.casefold()
        self.people.setdefault(key, known.person.id if known else new_person())
        return Person(id=self.people[key], name=name, office=office)


def clean(words: str) -> str:
    """Returns words as a record can hold them: NFC, white space single, no control characters.

    >>> clean(" So,\\tthey \\u0007say ")
    'So, they say'
    """
    spaced = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Cs") else sign for sign in words)
    return unicodedata.normalize("NFC", " ".join(spaced.split()))


def _answered(item: Item) -> int | None:
    return item.value.answers if isinstance(item.value, Said) else None


def _name(source: Source) -> str:
    name = source.person.name if source.person and isinstance(source.person.name, str) else ""
    return name or source.outlet or source.attributes or source.organisation or source.office
