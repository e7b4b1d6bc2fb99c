"""The account: items with their values, from the characters of which a reader holds that they say who said what.

read     finds attributions                 (rules, model, linker)
account  gives them source, stance, terms, hedges and claims; finds the facts of the process; numbers them all
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from travaux.claims.claim import Claim
from travaux.reading import (
    changes,
    claims,
    deadlines,
    delegations,
    hedges,
    meetings,
    mentions,
    proposals,
    replies,
    sources,
)
from travaux.reading.findings import Finding, Holder
from travaux.reading.items import Attributed, Fact, Item, Part, Report, Said, Span, Tier
from travaux.reading.passages import Passage, passages
from travaux.reading.prose import Prose, parse
from travaux.reading.replies import Statement
from travaux.reading.scene import Scene, Told

_TAG = re.compile(r",\s+(?:the\s)?[A-Z]\w+(?:\s[A-Z]\w+){0,3}\s(?:reported|reports)\b[^.,;“”\"]{0,30}\Z")
Pieces = list[tuple[int, int, int]]


def account(report: Report, said: Sequence[Attributed], prose: Prose | None = None) -> tuple[Item, ...]:
    """Returns every item of a report in the order of the text: one for each attribution, and the facts of the process.

    An item is `within` the attribution whose content holds it. Attributions may stand in any order and may nest.
    `prose` is the text as parsed, where that was done before.
    """
    prose = parse(report.text) if prose is None else prose
    found = passages(prose, report.reference)
    scene = Scene(report, found, mentions.find(found, report.text))
    placed = [one for one in said if one.source or one.cue or one.content]
    return _Account(scene, prose, sorted(placed, key=_begins)).items()


def _begins(one: Attributed) -> tuple[int, int]:
    pieces = (*one.source, *one.cue, *one.content)
    return min(start for start, _ in pieces), -max(end for _, end in pieces)


@dataclass(slots=True)
class _Account:
    """A report being accounted for. `held` gives for a passage the pieces of content that stand in it."""

    scene: Scene
    prose: Prose
    said: list[Attributed]
    told: list[Told] = field(default_factory=list)
    holders: list[Holder] = field(default_factory=list)
    held: dict[int, Pieces] = field(default_factory=dict)
    quoted: list[Span] = field(default_factory=list)

    def items(self) -> tuple[Item, ...]:
        self.quoted = [
            (one.start, one.end) for each in self.prose.paragraphs for one in each.quotations if one.depth == 1
        ]  # fmt: skip
        self.said = [self._bared(one) for one in self.said]
        for number, one in enumerate(self.said):
            before = self.told[-1] if self.told else None
            told = sources.read(self.scene, one, before)
            self.told.append(told)
            cue = _words(self.scene.report.text, one.cue)
            self.holders.append(
                Holder(
                    number=number,
                    told=told,
                    stance=hedges.stance(cue, _words(self.scene.report.text, one.content)),
                    negated=hedges.negated(cue),
                    cue=cue,
                )
            )
            self._hold(number, one)
        made, findings = self._read()
        return self._numbered(made, findings)

    def _bared(self, one: Attributed) -> Attributed:
        """Returns an attribution without the outlet's own tag at the end of a content: ", the Wire reported"."""
        if not one.content:
            return one
        start, end = one.content[-1]
        found = _TAG.search(self.scene.report.text, max(start, end - 80), end)
        return replace(one, content=(*one.content[:-1], (start, found.start()))) if found else one

    def _hold(self, number: int, one: Attributed) -> None:
        for start, end in one.content:
            at = self.scene.passage(start).number
            while at < len(self.scene.passages) and self.scene.passages[at].span[0] < end:
                self.held.setdefault(at, []).append((start, end, number))
                at += 1

    def _holder(self, passage: int, place: int, *, but: int = -1) -> int | None:
        """Returns the attribution whose content holds a character most narrowly."""
        found = [
            (end - start, number)
            for start, end, number in self.held.get(passage, ())
            if start <= place < end and number != but
        ]
        return min(found)[1] if found else None

    def _read(self) -> tuple[dict[int, list[tuple[Claim, ...]]], list[Finding]]:
        """Returns the claims of every attribution, and the facts, in the order of the text."""
        made: dict[int, list[tuple[Claim, ...]]] = {}
        findings: list[Finding] = []
        for passage in self.scene.passages:
            placed = [
                (one, self._holder(passage.number, passage.line.spans[one.at][0])) for one in passage.parsed.found
            ]
            for one, number in placed:
                holder = None if number is None else self.holders[number]
                if number is not None:
                    made.setdefault(number, []).append(claims.claims(self.scene, passage, one, holder))
                for finder in (meetings.find, delegations.find, proposals.find, changes.find):
                    findings.extend(finder(self.scene, passage, one, holder))
            findings.extend(self._of_sentence(passage))
        return made, findings

    def _of_sentence(self, passage: Passage) -> Iterator[Finding]:
        """Yields the facts that a whole sentence tells: deadlines, and meetings that are only said to be set."""
        pieces = self.held.get(passage.number, ())
        starts = [span[0] for span in passage.line.spans] if pieces else []
        held = [
            (place, self.holders[number])
            for place in starts
            if (number := self._holder(passage.number, place)) is not None
        ]
        yield from deadlines.find(self.scene, passage, held)
        middle = self._holder(passage.number, passage.line.spans[len(passage.line.spans) // 2][0]) if starts else None
        holder = None if middle is None else self.holders[middle]
        yield from meetings.planned(self.scene, passage, holder)
        yield from proposals.under(passage, holder)

    # Items

    def _numbered(self, made: dict[int, list[tuple[Claim, ...]]], findings: list[Finding]) -> tuple[Item, ...]:
        places: list[tuple[int, int, int]] = [(_begins(one)[0], 0, at) for at, one in enumerate(self.said)]
        places += [(min(start for spans in each.parts.values() for start, _ in spans), 1, at)
                   for at, each in enumerate(findings) if each.parts]  # fmt: skip
        places.sort()
        numbers = {(kind, at): number for number, (_, kind, at) in enumerate(places)}
        statements = [
            Statement(one=one, told=told, stance=holder.stance)
            for one, told, holder in zip(self.said, self.told, self.holders, strict=True)
        ]
        items: list[Item] = []
        for number, (_, kind, at) in enumerate(places):
            if kind == 0:
                items.append(
                    self._attribution(number, at, numbers, statements, claims.together(iter(made.get(at, []))))
                )
            else:
                items.append(self._fact(number, findings[at], numbers))
        return tuple(items)

    def _attribution(
        self, number: int, at: int, numbers: dict[tuple[int, int], int], statements: list[Statement],
        made: tuple[Claim, ...],
    ) -> Item:  # fmt: skip
        one, told, holder, text = self.said[at], self.told[at], self.holders[at], self.scene.report.text
        hedged, voiced = hedges.hedges(text, one), hedges.outlet(text, one, self._quoted_near(one))
        parts: dict[Part, tuple[Span, ...]] = {}
        for part, spans in (
            ("source", told.spans), ("cue", one.cue), ("content", one.content), ("channel", told.channel_spans),
            ("hedge", hedged), ("terms", told.terms_spans), ("outlet", voiced),
        ):  # fmt: skip
            if spans:
                parts[part] = tuple(spans)  # type: ignore[index]
        answers, why = replies.answered(self.scene, statements, at)
        how = (*one.how, *told.how, *((why,) if why else ()))
        return Item(
            number=number,
            kind="attribution",
            parts=parts,
            value=Said(
                source=told.source, stance=holder.stance, quoted=self._how_quoted(one), terms=told.terms,
                through=told.through, hedges=tuple(_words(text, (span,)) for span in hedged), claims=made,
                answers=None if answers is None else numbers[0, answers],
            ),
            tier=one.tier,
            confidence=one.confidence,
            how=how,
            within=self._within(one, at, numbers),
        )  # fmt: skip

    def _within(self, one: Attributed, at: int, numbers: dict[tuple[int, int], int]) -> int | None:
        anchor = (one.cue or one.source or one.content)[0][0]
        outer = self._holder(self.scene.passage(anchor).number, anchor, but=at)
        return None if outer is None else numbers[0, outer]

    def _fact(self, number: int, each: Finding, numbers: dict[tuple[int, int], int]) -> Item:
        held = self._holder(self.scene.passage(each.anchor).number, each.anchor)
        by = None if held is None else numbers[0, held]
        text = self.scene.report.text
        return Item(
            number=number,
            kind=each.kind,
            parts=each.parts,
            value=Fact(
                words={part: tuple(_words(text, (span,)) for span in spans) for part, spans in each.parts.items()},
                dates=tuple(day.dated for day in each.dates), number=each.number, exhaustive=each.exhaustive,
                done=each.done, claims=each.claims, reported_by=by,
            ),
            tier=self._tier(each, held),
            confidence=self.said[held].confidence if held is not None else 1.0,
            how=(*each.how, *(day.how for day in each.dates)),
            within=by,
        )  # fmt: skip

    def _tier(self, each: Finding, held: int | None) -> Tier:
        """Returns how far to trust a fact: no further than the statement it stands in, and never "sure"."""
        if any(not day.dated.edtf for day in each.dates) or (held is not None and self.said[held].tier == "look"):
            return "look"
        return "likely"

    def _quoted_near(self, one: Attributed) -> list[Span]:
        first, last = _begins(one)[0], -_begins(one)[1]
        found: list[Span] = []
        for at in range(max(0, bisect_left(self.quoted, (first, 0)) - 1), len(self.quoted)):
            start, end = self.quoted[at]
            if start >= last:
                break
            if first < end:
                found.append((start, end))
        return found

    def _how_quoted(self, one: Attributed) -> Literal["all", "some", "none"]:
        """Returns how much of a content stands in quotation marks."""
        total = inside = 0
        for start, end in one.content:
            at = self.prose.paragraph(start)
            while at is not None and at < len(self.prose.paragraphs) and self.prose.paragraphs[at].start < end:
                paragraph = self.prose.paragraphs[at]
                first, last = paragraph.tokens((start, end))
                for token in range(first, last):
                    if paragraph.words[token][:1].isalnum():
                        total, inside = total + 1, inside + (paragraph.quoted[token] > 0)
                at += 1
        return "none" if not inside else "all" if inside == total else "some"


def _words(text: str, spans: Sequence[Span]) -> str:
    return " ".join(" ".join(text[start:end].split()) for start, end in spans)
