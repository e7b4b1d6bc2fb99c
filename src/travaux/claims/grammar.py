"""Grammar: the controlled English of claims, read. `sentences` writes it; `words` has the vocabulary.

    claim     =  [hedge] [denial] subject verbs object ["to" whom] [time] [hedge]
              |  object ("was" | "were") ["not"] participle ["by" subject] ["to" whom] [time]
    denial    =  "it is not so that"
    subject   =  party | "an official of" party | person | much ("party" | "parties") | "someone" | "no one"
    verbs     =  verb {"and" verb} | "did not" verb {"or" verb} | "neither" verb {"nor" verb} | "has" ["not"] verb
    object    =  "clause" path | ["several of"] "clauses" path, path "and" path | much ("clauses" | "of the text")
              |  "the text" | "the meeting" | a matter;  the first three also "of draft" name
    much      =  "any" | "no" | "some" | "several" | "most" | "the majority of" | "all" | "exactly" n | "at least" n
    time      =  "before" date | "by" date | "since" date | "after" date | "on" date | "from" date "to" date
              |  "after" much "changes"

Names of persons, names of more than one word and matters stand in quotation marks. Dates are EDTF (`record.dates`).
A sentence that can be read in several ways gives all its readings, each with what was read how; nothing is guessed.

>>> [to_text(reading.claims) for reading in from_text("Boria neither approved nor altered any clause.")]
['Boria neither approved nor changed any clause']
>>> for reading in from_text("boria did not accept several clauses"):
...     print(to_text(reading.claims), "|", reading.because)
it is not so that boria accepted several clauses | "did not … several" is read as: fewer than that
several clauses were not accepted by boria | "did not … several" is read as: so many were left out
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from travaux.claims.claim import ALL, ANY, Claim, Predicate, Quantity, Reading, Subject
from travaux.claims.cursor import Cursor, nearest_verbs
from travaux.claims.objects import Thing, read_object, read_quantity
from travaux.claims.sentences import to_text as to_text
from travaux.claims.times import Changes, Time, read_time
from travaux.claims.words import HEDGES, OFFICIALS, VERBS, Verb
from travaux.errors import Malformed

MOST_READINGS = 32
"""Ways in which sentences made together may be read: each that has two doubles what has to be answered."""

Ways = list[tuple[Claim, str]]
"""The ways to read one claim, each with what was read how."""


def from_text(sentence: str) -> tuple[Reading, ...]:
    """Returns the readings of a sentence, more than one where it is ambiguous.

    Sentences divided by ";" are made together. Raises `Malformed` with the place, and the nearest forms, where a
    sentence does not fit, and where there are too many readings.
    """
    cursor = Cursor(sentence)
    made = [_Sentence(cursor).read()]
    while cursor.take(";"):
        made.append(_Sentence(cursor).read())
    if not cursor.done:
        raise cursor.refusal("nothing more was expected here")
    if prod(map(len, made)) > MOST_READINGS:
        ways = f"the sentences together can be read in more than {MOST_READINGS} ways"
        raise Malformed(ways, where="claim", advice="Ask of one sentence at a time")
    return tuple(_together(choice) for choice in product(*made))


def _together(readings: tuple[Reading, ...]) -> Reading:
    claims = dict.fromkeys(claim for reading in readings for claim in reading.claims)
    return Reading(tuple(claims), "; ".join(dict.fromkeys(each.because for each in readings if each.because)))


@dataclass(slots=True)
class _Sentence:
    """A sentence being read."""

    cursor: Cursor
    hedge: str = ""
    denied: bool = False

    def read(self) -> list[Reading]:
        if self.cursor.done:
            raise self.cursor.refusal("there is no claim")
        self._hedges()
        self.denied = bool(self.cursor.take("it is not so that", "it is not true that", "it is not the case that"))
        self._hedges()
        thing = self._leading_object()
        return self._passive(thing) if thing is not None else self._active()

    def _hedges(self) -> None:
        while found := self.cursor.take(*HEDGES):
            self.hedge = f"{self.hedge} {found}".strip()
            self.cursor.take(",")

    # Subject first

    def _active(self) -> list[Reading]:
        subjects, none = self._subject()
        self._hedges()
        verbs, negated = self._verbs()
        self._hedges()
        things, nothing = read_object(self.cursor, verbs[0].predicate)
        if (nothing and (negated or none or self.denied)) or (none and (negated or self.denied)):
            raise self.cursor.refusal("a denial of a denial cannot be read")
        whom, time = self._whom(), read_time(self.cursor)
        self._hedges()
        readings = []
        for (subject, first), (thing, second), when in product(subjects, things, time):
            many = subject.kind in ("parties", "anyone")
            inner = negated and not many
            ways = [self._ways(subject, verb.predicate, thing, when, whom, inner) for verb in verbs]
            outer = none or nothing or self.denied or (negated and subject.kind == "anyone")
            for chosen in product(*ways):
                claims = tuple(self._turn(claim, outer, negated and subject.kind == "parties") for claim, _ in chosen)
                because = [first, second, when.because, *(said for _, said in chosen)]
                readings.append(self._reading(claims, when, because))
        return readings

    def _turn(self, claim: Claim, outer: bool, inside: bool) -> Claim:
        """Returns a claim with the denials that stand outside its clauses."""
        if inside and outer:
            raise self.cursor.refusal("a denial of a denial cannot be read")
        return replace(claim, denied=claim.denied or outer or inside, inside=claim.inside or inside)

    def _ways(self, subject: Subject, predicate: Predicate, thing: Thing, time: Time, whom: str, negated: bool) -> Ways:
        plain = Claim(
            subject=subject, predicate=predicate, object=thing.kind, clauses=thing.clauses, draft=thing.draft,
            matter=thing.matter, to=whom, quantity=thing.quantity, since=time.since, until=time.until,
            hedge=self.hedge,
        )  # fmt: skip
        return list(_denials(plain, thing)) if negated else [(plain, "")]

    def _reading(self, claims: tuple[Claim, ...], when: Time, because: list[str]) -> Reading:
        if when.changes is not None:
            claims = (*claims, _before(claims[0], when.changes))
        return Reading(claims, "; ".join(dict.fromkeys(said for said in because if said)))

    # Who

    def _subject(self) -> tuple[list[tuple[Subject, str]], bool]:
        """Returns the readings of the subject, and whether it is nobody."""
        cursor = self.cursor
        if person := cursor.quoted():
            return [(Subject(kind="person", name=person), "")], False
        if cursor.take("no one", "nobody", "none"):
            return [(Subject(kind="anyone"), "")], True
        if cursor.take("someone", "anyone", "somebody", "anybody"):
            return [(Subject(kind="anyone"), "")], False
        if cursor.peek() == "no" and cursor.peek(1) in ("party", "parties"):
            cursor.at += 2
            return [(Subject(kind="parties"), "")], True
        nobody = cursor.peek() == "no" and cursor.peek(1) in OFFICIALS
        cursor.at += nobody
        if (office := self._official()) is not None:
            return [(office, "")], nobody
        start = cursor.at
        quantities = read_quantity(cursor)
        cursor.take("the")
        if quantities and cursor.take("party", "parties"):
            return [(Subject(kind="parties", quantity=each), said) for each, said in quantities], False
        cursor.at = start
        cursor.take("the party", "the")
        return [(Subject(name=self._party()), "")], False

    def _official(self) -> Subject | None:
        start = self.cursor.at
        self.cursor.take("an", "a", "the", "some", "one")
        if self.cursor.take(*OFFICIALS) and self.cursor.take("of", "from", "for"):
            self.cursor.take("the")
            return Subject(kind="official", name=self._party())
        self.cursor.at = start
        return None

    def _party(self) -> str:
        name = self.cursor.name("who did it")
        for ending in ("'s", "’s"):
            if self.cursor.peek() in ("delegation", "side", "team"):
                name = name.removesuffix(ending)
        self.cursor.take("delegation", "side", "team")
        return name

    # What was done

    def _verbs(self) -> tuple[list[Verb], bool]:
        cursor = self.cursor
        if cursor.take(
            "did not", "didn't", "never", "has not", "have not", "had not", "hasn't", "haven't", "has never"
        ):
            self._hedges()
            return self._verb_list("or", "nor", ","), True
        cursor.take("has", "have", "had")
        if self.hedge.endswith("have") and cursor.take("not"):
            return self._verb_list("or", "nor", ","), True
        if cursor.take("neither"):
            return self._verb_list("nor", ","), True
        verbs = self._verb_list("and", ",")
        if cursor.peek() == "or":
            raise cursor.refusal('two claims joined by "or" are not one; ask for each')
        return verbs, False

    def _verb_list(self, *joints: str) -> list[Verb]:
        verbs = [self._verb()]
        while self.cursor.take(*joints):
            self.cursor.take("nor", "or", "and")
            verbs.append(self._verb())
        return list({verb.predicate: verb for verb in verbs}.values())

    def _verb(self) -> Verb:
        for verb in sorted(VERBS, key=lambda verb: -len(verb.past.split())):
            if self.cursor.take(verb.past, verb.plain, verb.participle):
                return verb
        raise self._no_verb()

    def _no_verb(self) -> Exception:
        word = self.cursor.peek()
        near = [f"boria {verb} clause 14" for verb in nearest_verbs(word)] if word else []
        return self.cursor.refusal("no verb of the vocabulary stands here", near)

    def _whom(self) -> str:
        if not self.cursor.take("to"):
            return ""
        if found := self.cursor.quoted():
            return found
        words = [self.cursor.name("to whom")]
        while not self.cursor.done and self.cursor.peek() not in _AFTER_WHOM:
            words.append(self.cursor.name("to whom"))
        return " ".join(words)

    # Object first

    def _leading_object(self) -> tuple[list[tuple[Thing, str]], bool] | None:
        """Takes an object that stands first, with "was" or "were" behind it."""
        cursor, start, hedge = self.cursor, self.cursor.at, self.hedge
        try:
            found = read_object(cursor, "changed")
        except Malformed:  # then it is no object, and is read as a subject
            cursor.at = start
            return None
        self._hedges()
        if cursor.peek() in ("was", "were", "been") or (cursor.peek(), cursor.peek(1)) == ("not", "been"):
            return found
        cursor.at, self.hedge = start, hedge
        return None

    def _passive(self, leading: tuple[list[tuple[Thing, str]], bool]) -> list[Reading]:
        things, nothing = leading
        cursor = self.cursor
        cursor.take("was", "were")
        self._hedges()
        negated = bool(cursor.take("not", "never"))
        cursor.take("been")
        self._hedges()
        verb = self._verb()
        subjects: list[tuple[Subject, str]] = [(Subject(kind="anyone"), "")]
        none = False
        if cursor.take("by"):
            subjects, none = self._subject()
        if ((nothing or none or self.denied) and negated) or (nothing and (none or self.denied)):
            raise cursor.refusal("a denial of a denial cannot be read")
        whom, time = self._whom(), read_time(cursor)
        readings = []
        for (subject, first), (thing, second), when in product(subjects, things, time):
            ((claim, _),) = self._ways(subject, verb.predicate, thing, when, whom, False)
            claim = self._turn_passive(claim, negated, nothing or none or self.denied)
            readings.append(self._reading((claim,), when, [first, second, when.because]))
        return readings

    def _turn_passive(self, claim: Claim, negated: bool, outer: bool) -> Claim:
        """Returns "clauses were not approved" with the denial inside the quantity, where there is one."""
        if not negated:
            return replace(claim, denied=outer)
        if claim.subject.kind == "parties":
            raise self.cursor.refusal("so many parties cannot stand behind “were not … by”")
        counted = claim.object == "clauses" and len(claim.clauses) != 1
        if counted and claim.quantity.kind == "any":
            claim = replace(claim, quantity=Quantity(kind="some"))
        return replace(claim, denied=True, inside=counted)


_AFTER_WHOM = frozenset(("before", "by", "until", "after", "since", "from", "on", "in", "during", "between", ";", ","))


def _before(claim: Claim, changes: Changes) -> Claim:
    """Returns the claim that so many clauses had been changed before."""
    return Claim(
        subject=changes.by or claim.subject, predicate="changed", quantity=changes.quantity, draft=claim.draft,
        until=claim.until, hedge=claim.hedge,
    )  # fmt: skip


def _denials(claim: Claim, thing: Thing) -> Iterator[tuple[Claim, str]]:
    """Yields the ways to read "did not": all in one way where nothing is counted."""
    denied = replace(claim, denied=True)
    if claim.object != "clauses" or claim.quantity.kind == "any" or len(claim.clauses) == 1:
        yield denied, ""
    elif claim.quantity == ALL:
        if claim.clauses and not thing.stressed:
            both = "all of them" if len(claim.clauses) > 2 else "both"
            yield replace(denied, inside=True), '"did not" of clauses that are named is read as: none of them'
            yield denied, f'"did not" of clauses that are named is read as: not {both}'
        else:
            yield denied, ""
    elif claim.quantity.kind == "some":
        yield replace(denied, quantity=ANY), '"did not … some" is read as: none'
        yield replace(denied, inside=True), '"did not … some" is read as: some were left out'
    else:
        much = claim.quantity.kind
        fewer = "not so many, and not more or fewer" if much == "exactly" else "fewer than that"
        yield denied, f'"did not … {much}" is read as: {fewer}'
        yield replace(denied, inside=True), f'"did not … {much}" is read as: so many were left out'
