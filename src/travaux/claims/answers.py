"""Answers: one claim held against a record, from the acts and the sayings that bear on it to the finding in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from travaux.claims import changes, doings, stances
from travaux.claims.case import Case, Who
from travaux.claims.claim import Assumption, Bearing, Claim, Finding, Predicate, Subject, Verdict
from travaux.claims.counting import counted
from travaux.claims.coverage import WHEN_NOT_NAMED, Reach
from travaux.claims.grammar import to_text
from travaux.claims.sayings import APPROVED, PARTY, REJECTED, Saying, sayings
from travaux.claims.showings import KINDS, Asked, Showing, Shows
from travaux.claims.weighing import Decided, Weight, weigh
from travaux.record.terms import Index
from travaux.record.texts import Tabled

Side = Literal["for", "against", "context"]

SHOWS: dict[Predicate, Shows] = {
    "proposed": changes.proposed,
    "changed": changes.changed,
    "removed": changes.changed,
    "approved": stances.accepted,
    "accepted": stances.accepted,
    "objected": stances.objected,
    "reserved": stances.reserved,
    "rejected": stances.objected,
    "presented": doings.presented,
    "received": doings.received,
    "attended": doings.attended,
    "demanded": doings.linked,
    "offered": doings.linked,
    "signed": doings.signed,
    "initialled": doings.signed,
    "tabled": doings.tabled,
    "withdrew": doings.withdrew,
    "extended": doings.extended,
}
"""Where the acts are found that show each predicate."""

READ: dict[Predicate, tuple[str, Assumption | None]] = {
    "approved": (APPROVED, "approved is accepted"),
    "rejected": (REJECTED, "rejected is objected"),
    "changed": (changes.READ, None),
    "removed": (changes.READ.replace("changed", "removed").replace("other words for", "a draft without"), None),
    "demanded": ("“demanded” is read as: asked for in return, by a linkage", None),
    "offered": ("“offered” is read as: offered in return, by a linkage", None),
}
"""How a predicate is read, and the assumption without which no act shows it."""


def answered(case: Case, claim: Claim) -> Finding:
    """Returns the finding on one claim."""
    return _Work(case, claim).finding()


_GAP = "what is missing from an author's own count does not matter here"


@dataclass(slots=True)
class _Work:
    """One claim being held against a record."""

    case: Case
    claim: Claim

    def finding(self) -> Finding:
        table = self.case.on_the_table(self.claim)
        if self.claim.subject.kind == "parties":
            return self._of_parties(table)
        who = self.case.who(self.claim.subject)
        units = self.case.units(self.claim, table) if who is not None else None
        said = sayings(self.case, self.claim, table.digest if table else None, self._total(table))
        if who is None or units is None or not self._readable:
            return self._undecided(table, said, self._hindrance(who, table))
        return self._of_one(table, who, units, said)

    def _total(self, table: Tabled | None) -> int | None:
        """Returns how many clauses the draft that counts has, None where its text is not at hand."""
        text = self.case.descent.shelf.get(table.digest) if table is not None else None
        return len(counted(text, self.case.counting)) if text is not None else None

    @property
    def _readable(self) -> bool:
        """Whether acts can show the predicate at all, under what may be assumed."""
        needed = READ.get(self.claim.predicate, ("", None))[1]
        matter = self.claim.object == "matter" and self.claim.predicate != "extended"
        return not matter and (needed is None or needed in self.case.assuming)

    def _hindrance(self, who: Who | None, table: Tabled | None) -> str:
        subject, predicate = self.claim.subject, self.claim.predicate
        if who is None:
            return f"the record shows nobody called {subject.name!r} to this reader"
        if not self._readable and self.claim.object != "matter":
            return f"no act is called “{predicate}”, and nothing else may be taken for it"
        if self.claim.object == "matter":
            return "a matter in words is no clause, and no act says it in these words"
        if table is None:
            return (
                f"no draft {self.claim.draft!r} is on the record" if self.claim.draft else "no draft is on the record"
            )
        if table.digest not in self.case.descent.shelf:
            return f"the text of draft {table.number} is not at hand"
        return f"draft {table.number}, and those before it, have no such clause"

    # Decided by acts, or not

    def _of_one(self, table: Tabled | None, who: Who, units: tuple, said: Sequence[Saying]) -> Finding:  # type: ignore[type-arg]
        asked = Asked(self.case, self.claim, who, units, table.digest if table else None)
        shown = _each_once(SHOWS[self.claim.predicate](asked))
        reach = Reach.of(self.case, self.claim, asked.table)
        weights = [weigh(asked, shown, reach, lenient=lenient) for lenient in (False, True)]
        verdicts = [weight.verdict(self.claim) for weight in weights]
        findings = [
            self._answer(asked, shown, reach, weight, verdict, said)
            for weight, verdict in zip(weights, verdicts, strict=True)
        ]
        if verdicts[0] == verdicts[1]:
            return findings[1]
        return self._qualified(shown, findings)

    def _qualified(self, shown: Sequence[Showing], findings: Sequence[Finding]) -> Finding:
        """Returns the finding where it matters whether qualified acts count."""
        provisos = unique(each.proviso for each in shown if each.force == "qualified")
        words = " or ".join(f"“{each}”" for each in provisos)
        strict = assuming_too(findings[0], f"an act that is {words} is not counted")
        lenient = assuming_too(findings[1], f"an act that is {words} is counted")
        reason = (
            f"it depends on whether an act that is {words} counts: {lenient.verdict} if it does, else {strict.verdict}"
        )
        confirmed = [f"a confirmation of entry {each.entry}" for each in shown if "ad referendum" in each.proviso]
        return replace(
            lenient, verdict="ambiguous", reason=reason, readings=(lenient, strict),
            assumptions=findings[1].assumptions,
            coverage=unique((*lenient.coverage, *strict.coverage)),
            settles=("say whether such an act is meant", *confirmed),
        )  # fmt: skip

    def _answer(
        self, asked: Asked, shown: Sequence[Showing], reach: Reach, weight: Weight, verdict: Decided | None,
        said: Sequence[Saying],
    ) -> Finding:  # fmt: skip
        table = next((each for each in self.case.state.drafts if each.digest == asked.table), None)
        bearing = self._bearing(asked, shown, said)
        assumes = self._assumptions(asked, table, shown, said)
        if verdict is None:
            return self._open(asked, reach, weight, bearing, assumes, said)
        relied = weight.relied if self._needs_absence(weight) else ()
        if relied and not reach.window.named and reach.window.since:
            acts = ", ".join(_kinds(self.claim.predicate))
            time = f"{WHEN_NOT_NAMED} (acts: {acts}): {reach.window.since} to {reach.window.until}"
            assumes = (*assumes, time)
        if relied:
            assumes = (*assumes, *(f"{_GAP}: entry {each.entry}, {each.says}" for each in self.case.state.gaps))
        return self._made(
            verdict, self._reason(asked, shown, weight, table, relied), bearing=bearing,
            coverage=reach.vouched(relied), assumptions=assumes, settles=_would_change(shown, relied),
        )  # fmt: skip

    def _needs_absence(self, weight: Weight) -> bool:
        """Whether the verdict would not stand if clauses of which nothing is shown were open."""
        silent = weight.total - weight.least - weight.doubtful - weight.open
        return replace(weight, most=weight.most + silent).verdict(self.claim) is None

    def _reason(
        self, asked: Asked, shown: Sequence[Showing], weight: Weight, table: Tabled | None, relied: Sequence[Index]
    ) -> str:
        name = asked.who.name
        done = _DONE.get(self.claim.predicate, self.claim.predicate)
        if self.claim.object == "clauses" and weight.total > 1:
            parts = [f"by acts on the record {name} {done} {weight.least or 'none'} of {weight.total} clauses"]
        elif weight.least:
            parts = [f"by an act on the record {name} {done} {asked.units[0].label}"]
        else:
            parts = [f"no act on the record shows that {name} {done} {asked.units[0].label}"]
        qualified = weight.least - len({one for each in shown if each.force == "decides" for one in each.units})
        if qualified > 0:
            parts.append(f"{qualified} of these by acts that are qualified")
        if weight.doubtful:
            parts.append(f"of {weight.doubtful} it is doubtful")
        if relied:
            vouchers = ", ".join(f"entry {entry}" for entry in relied)
            parts.append(f"that no other act is missing rests on the coverage of {vouchers}")
        return "; ".join(parts)

    def _open(
        self, asked: Asked, reach: Reach, weight: Weight, bearing: tuple[Bearing, ...], assumes: tuple[str, ...],
        said: Sequence[Saying],
    ) -> Finding:  # fmt: skip
        missing = f"no act on the record decides {self._left(asked, weight)}, and nobody vouches that none is missing"
        if not weight.open:
            missing = "the acts that may show it do not decide it"
        settles = [f"an act of {asked.who.name} on the record that shows it"]
        if weight.open:
            settles.append(reach.wanted(asked.who.name))
        if self.case.hidden:
            missing += f"; {self.case.hidden} entries of the record are not before this reader"
        verdict, reason = _without_acts(said, missing, outside=bool(weight.open) and reach.declared)
        return self._made(verdict, reason, bearing=bearing, assumptions=assumes, settles=tuple(settles))

    def _left(self, asked: Asked, weight: Weight) -> str:
        """Returns in words what acts leave open."""
        if self.claim.object != "clauses":
            return "it"
        if weight.total == 1:
            return asked.units[0].label
        left = f"{weight.open} of" if weight.open < weight.total else "any of"
        return f"{left} the {weight.total} clauses"

    def _undecided(self, table: Tabled | None, said: Sequence[Saying], hindrance: str) -> Finding:
        """Returns the finding where acts cannot be held against the claim at all."""
        verdict, reason = _without_acts(said, hindrance, outside=False)
        settles = [f"an act on the record that shows it ({', '.join(_kinds(self.claim.predicate))})"]
        if "not at hand" in hindrance:
            settles = ["the text of the draft"]
        bearing = tuple(sorted((each.bearing for each in said), key=lambda each: each.entry))
        return self._made(verdict, reason, bearing=bearing, assumptions=self._heard(said), settles=tuple(settles))

    def _made(
        self, verdict: Verdict, reason: str, *, bearing: tuple[Bearing, ...] = (), coverage: tuple = (),  # type: ignore[type-arg]
        assumptions: tuple[str, ...] = (), settles: tuple[str, ...] = (),
    ) -> Finding:  # fmt: skip
        return Finding(
            claims=(self.claim,), says=to_text(self.claim), verdict=verdict, reason=reason, bearing=bearing,
            coverage=coverage, assumptions=assumptions, settles=settles, size=self.case.state.size,
            rules=self.case.rules, counting=self.case.counting, assuming=self.case.assuming,
        )  # fmt: skip

    # What bears on it, and what was taken for granted

    def _bearing(self, asked: Asked, shown: Sequence[Showing], said: Sequence[Saying]) -> tuple[Bearing, ...]:
        for_it: Side = "against" if self.claim.denied else "for"
        found = [
            Bearing(
                entry=each.entry, side="context" if each.force == "beside" else for_it, grade=each.grade,
                shows=f"{each.says}{_doubtful(each)}", when=each.when,
            )
            for each in shown
        ]  # fmt: skip
        found += [each.bearing for each in said]
        found += self._contrary(asked)
        found += self._voided(asked)
        return tuple(sorted(found, key=lambda each: (each.entry, each.shows)))

    def _contrary(self, asked: Asked) -> list[Bearing]:
        """Returns the objections and reservations of the same party, beside its acceptances."""
        if self.claim.predicate not in ("approved", "accepted"):
            return []
        found = []
        against: Side = "for" if self.claim.denied else "against"
        kinds: tuple[tuple[str, str, Side], ...] = (
            ("object", "objects to", against),
            ("reserve", "reserves its position on", "context"),
        )
        for stance, verb, side in kinds:
            for each in stances.stance(asked, stance, verb):
                bearing = Bearing(entry=each.entry, side=side, grade=each.grade, shows=each.says, when=each.when)
                found.append(bearing)
        return found

    def _voided(self, asked: Asked) -> list[Bearing]:
        """Returns the acts of the same party that would bear on it, had they not been voided."""
        state, found = self.case.state, []
        kinds = KINDS[self.claim.predicate]
        for index in sorted(one for kind in kinds for one in state.book.kinds.get(kind, ())):
            row = state.book.rows[index]
            if state.book.holds(index) or self.case.did(row, asked.who) != "yes":
                continue
            by = state.voided(index)
            why = f"voided by entry {by}" if by is not None else f"without effect: {row.idle}"
            says = f"{asked.by(row)}: {row.entry.type}, {why}"
            found.append(Bearing(entry=index, side="context", grade=row.grade, shows=says, when=self.case.date(row)))
        return found

    def _assumptions(
        self, asked: Asked, table: Tabled | None, shown: Sequence[Showing], said: Sequence[Saying]
    ) -> tuple[str, ...]:
        claim, found = self.claim, []
        if claim.predicate in READ:
            found.append(READ[claim.predicate][0])
        if claim.subject.kind == "official":
            found.append(PARTY)
        if claim.object == "clauses" and table is not None:
            found.append(self._counted(asked, table))
        elif claim.object == "text" and table is not None:
            found.append(f"“the text” is read as draft {table.number}{_titled(table)}")
        if claim.until is not None or claim.since is not None:
            found.append(
                "dates are those the acts themselves give, else the clocks of their authors; days compare as days"
            )
        found += [one for each in shown for one in each.assumes]
        found += self._beside(asked, shown)
        return unique((*found, *self._heard(said)))

    def _counted(self, asked: Asked, table: Tabled) -> str:
        named = ", ".join(unit.label for unit in asked.units)
        if self.claim.clauses:
            other = [unit.label for unit in asked.units if unit.spot.draft != table.digest]
            gone = f"; {', '.join(other)} is no longer in it and is read in the draft that had it last" if other else ""
            return f"{named}: as numbered in draft {table.number}{_titled(table)}{gone}"
        which = "clauses with no clause in them" if self.case.counting == "leaf" else "outermost numbered clauses"
        left = sum(unit.spot.draft != table.digest for unit in asked.units)
        more = f", and {left} that were dropped on the way to it" if left else ""
        return f"counted are the {len(asked.units) - left} {which} of draft {table.number}{_titled(table)}{more}"

    def _beside(self, asked: Asked, shown: Sequence[Showing]) -> list[str]:
        """Returns what the verdict would be if acts beside the matter were counted in, where there are any."""
        beside = [each for each in shown if each.force == "beside"]
        if not beside:
            return []
        entries = f"{'entry' if len(beside) == 1 else 'entries'} {', '.join(str(each.entry) for each in beside)}"
        return [f"acts on other words, or on drafts that did not lead to this one, are not counted ({entries})"]

    def _heard(self, said: Sequence[Saying]) -> tuple[str, ...]:
        found = [one for each in said for one in each.assumes]
        nameless = [str(each.bearing.entry) for each in said if each.anonymous]
        if len(nameless) > 1:
            found.append(f"the sources of entries {', '.join(nameless)} are not named; they are not taken for one")
        if self.claim.hedge:
            found.append(f"“{self.claim.hedge}” is left aside: the claim is checked as if it were said outright")
        return tuple(dict.fromkeys(found))

    # So many of the parties

    def _of_parties(self, table: Tabled | None) -> Finding:
        """Returns the finding on a claim about so many of the parties: each is asked, then they are counted."""
        parties = [each for each in self.case.state.parties if each.capacity == "party" and each.present]
        inner = replace(self.claim, denied=False, inside=False)
        findings = [(each, answered(self.case, replace(inner, subject=Subject(name=each.id)))) for each in parties]
        did = [str(each) for each, finding in findings if finding.verdict == "borne out"]
        may = [str(each) for each, finding in findings if finding.verdict not in ("borne out", "contradicted")]
        weight = Weight(len(did), len(did) + len(may), len(parties), len(may), 0)
        count = replace(
            inner,
            subject=Subject(kind="anyone"),
            object="clauses",
            clauses=(),
            quantity=self.claim.subject.quantity,
            matter="",
        )
        verdict = (
            _inside(weight, count) if self.claim.inside else weight.verdict(replace(count, denied=self.claim.denied))
        )
        done = (
            f"it is shown of {len(did)} of {len(parties)} parties{f' ({named})' if (named := ', '.join(did)) else ''}"
        )
        done += f"; of {', '.join(may)} it is not decided" if may else ""
        said = sayings(self.case, self.claim, table.digest if table else None, self._total(table))
        every = [finding for _, finding in findings]
        spoken = frozenset(each.entry for each in self.case.state.statements)
        bearing = tuple(
            sorted(
                (*_sided(every, self.claim, spoken), *(each.bearing for each in said)),
                key=lambda each: (each.entry, each.shows),
            )
        )
        assumes = unique((
            "the parties are those admitted as party that take part: " + ", ".join(map(str, parties)),
            *(one for finding in every for one in finding.assumptions), *self._heard(said),
        ))  # fmt: skip
        if verdict is not None:
            coverage = unique(one for finding in every for one in finding.coverage)
            return self._made(verdict, done, bearing=bearing, coverage=coverage, assumptions=assumes)
        outside = any(finding.verdict == "outside coverage" for finding in every)
        open_, reason = _without_acts(said, done, outside=outside)
        settles = unique(one for finding in every for one in finding.settles)
        return self._made(open_, reason, bearing=bearing, assumptions=assumes, settles=settles)


def _inside(weight: Weight, count: Claim) -> Decided | None:
    """Returns what follows for so many parties that did not."""
    turned = Weight(weight.total - weight.most, weight.total - weight.least, weight.total, weight.open, 0)
    return turned.verdict(count)


def _sided(findings: Iterable[Finding], claim: Claim, said: frozenset[Index]) -> Iterable[Bearing]:
    for bearing in merged(findings):
        if bearing.entry in said:
            continue
        turned = {"for": "against", "against": "for", "context": "context"} if claim.denied else {}
        yield replace(bearing, side=turned.get(bearing.side, bearing.side))  # type: ignore[arg-type]


_DONE: dict[Predicate, str] = {
    "approved": "accepted",
    "rejected": "objected to",
    "objected": "objected to",
    "reserved": "reserved its position on",
}


def _each_once(shown: Iterable[Showing]) -> list[Showing]:
    """Returns what is shown, an entry that shows the same of several clauses once."""
    found: dict[tuple[object, ...], Showing] = {}
    for each in shown:
        key = (each.entry, each.says, each.force)
        held = found.get(key)
        if held is None:
            found[key] = each
        else:
            found[key] = replace(held, units=held.units | each.units, assumes=unique((*held.assumes, *each.assumes)))
    return list(found.values())


def _doubtful(showing: Showing) -> str:
    return " (not decisive)" if showing.force == "possible" else ""


def _kinds(predicate: Predicate) -> list[str]:
    return [kind.__name__.lower() for kind in KINDS[predicate]]


def _titled(table: Tabled) -> str:
    return f" (“{table.title}”)" if table.title else ""


def _would_change(shown: Sequence[Showing], relied: Sequence[Index]) -> tuple[str, ...]:
    """Returns what would change a verdict."""
    deciding = [str(each.entry) for each in shown if each.force in ("decides", "qualified")]
    found = []
    if deciding:
        found.append(f"a correction or a voiding of entry {' or '.join(dict.fromkeys(deciding))}")
    if relied:
        found.append(f"an act that the coverage of entry {' or '.join(map(str, relied))} should hold, and does not")
    return tuple(found)


def _without_acts(said: Sequence[Saying], missing: str, *, outside: bool) -> tuple[Verdict, str]:
    """Returns the verdict where no act decides: what sources say decides nothing, but that they conflict is told."""
    sides = {each.bearing.side for each in said} - {"context"}
    if len(sides) == 2:
        return "disputed", f"sources conflict, and {missing}"
    heard = f"; one side has spoken, as reported ({'for' if 'for' in sides else 'against'} it)" if sides else ""
    return ("outside coverage" if outside else "silent"), f"{missing}{heard}"


def assuming_too(finding: Finding, because: str) -> Finding:
    """Returns a finding with one assumption more, if it says anything."""
    return replace(finding, assumptions=(*finding.assumptions, because)) if because else finding


def merged(findings: Iterable[Finding]) -> tuple[Bearing, ...]:
    """Returns what bears on several findings, once each: as for or against where it is that for one of them."""
    found: dict[tuple[int, str, str], Bearing] = {}
    for bearing in (each for finding in findings for each in finding.bearing):
        key = (bearing.entry, bearing.grade, bearing.shows)
        if key not in found or found[key].side == "context":
            found[key] = bearing
    return tuple(sorted(found.values(), key=lambda each: (each.entry, each.shows)))


def unique(things: Iterable[object]) -> tuple:  # type: ignore[type-arg]
    """Returns things without repetition, in order."""
    return tuple(dict.fromkeys(things))
