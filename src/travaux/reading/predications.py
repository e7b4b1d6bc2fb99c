"""Predications: every verb of a sentence that has to do with a negotiation: who is said to do what, and how it is said.

A shallow reading: verbs of `deeds` in the place of a verb, their auxiliaries, the words before them that are their
subject and after them their object. What was not done, was only possible, asked or conditional is marked so; whatever
is not sure has no subject or no object, and nothing is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from travaux.reading.deeds import Deed, Form, Word
from travaux.reading.lines import Line, Run
from travaux.reading.manners import (
    Manner,
    alleged_under,
    conditional,
    considered,
    denied_above,
    excepted,
    manner_of,
    nobody,
    only_thought,
    perhaps_said,
    wanted,
)
from travaux.reading.particles import BODIES, OFFICES, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from travaux.reading.verbs import left_of, only_one, particle_at, verbs_of
from travaux.record.phrases import Tense

Subject = Literal["its own", "relative", "shared", "implied", "none"]
"""Whose subject it is: its own; of a relative "who"; shared with the verb before it; of the sentence's main verb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Predication:
    """One verb. `group` is the verb with its auxiliaries, `at` the verb itself, `end` where its clause ends.

    `subject` is who acts (behind "by" in the passive), `object` who or what is acted on. `denied`: it is said not to be
    so, by itself or (`governed`) by a verb of denial above it. `would`: said with "would", which tells of what is to
    come only in somebody's words. `aside`: told only to say when ("after it had been signed"). `alleged`: the
    noun under which it stands ("the claim that …"), empty for none. `unreal`: only possible,
    asked, conditional. `perhaps`: the words that hedge it ("may have", "is said to have").
    """

    deed: Deed
    form: Form
    at: int
    group: Run
    subject: Run | None
    whose: Subject
    object: Run | None
    passive: bool
    governed: bool = False
    would: bool = False
    aside: bool = False
    alleged: str = ""
    tense: Tense
    denied: bool
    unreal: bool
    finite: bool
    perhaps: tuple[int, ...]
    end: int
    start: int

    @property
    def told(self) -> bool:
        """Whether it is told as done or as to come."""
        return not self.denied and not self.unreal


@dataclass(frozen=True, slots=True)
class Parsed:
    """A line and its predications, in order. `verbs` are all words that are verbs there."""

    line: Line
    found: tuple[Predication, ...]
    verbs: frozenset[int]

    def tense(self, place: int) -> Tense:
        """Returns what a place in the text speaks of: the tense of the verb before it, else of the one after it."""
        before = [each for each in self.found if self.line.spans[each.group[0]][0] < place]
        finite = [each for each in before if each.finite or each.tense]
        if finite:
            return finite[-1].tense
        after = [each for each in self.found if each.finite]
        return after[0].tense if after else ""


def predications(line: Line) -> Parsed:
    """Returns the predications of a line."""
    words = verbs_of(line, None)
    if not any(word.form != "ing" for word in words.values()) and not any(map(line.auxiliary, range(len(line.low)))):
        words = verbs_of(line, only_one(line))
    verbs = frozenset(words)
    found: list[Predication] = []
    for at in sorted(words):
        made = _predication(line, at, words, verbs, found)
        found.append(made)
    found = [_object_shared(line, each, following) for each, following in zip(found, (*found[1:], None), strict=False)]
    ends = _ends(line, found)
    return Parsed(line, tuple(replace(each, end=end) for each, end in zip(found, ends, strict=True)), verbs)


def _object_shared(line: Line, each: Predication, following: Predication | None) -> Predication:
    """Returns a verb with the object of the next, where both have one: "neither approved nor changed any clause"."""
    if following is None or each.object is not None or each.passive or following.passive:
        return each
    between = line.low[each.at + 1 : following.at]
    if following.whose == "shared" and 1 <= len(between) <= 3 and set(between) <= _JOINTS:
        return replace(each, object=following.object)
    return each


_JOINTS = frozenset(("and", "or", "nor", ",", "neither"))


# Who and what


def _predication(
    line: Line, at: int, words: dict[int, Word], verbs: frozenset[int], earlier: list[Predication]
) -> Predication:
    word = words[at]
    manner = manner_of(line, at, word.form, words)
    reduced = word.form == "participle" and manner.first == at
    passive = manner.passive or reduced
    subject, whose = _subject(line, at, word, manner, verbs, earlier)
    start = _object_start(line, at, word.deed)
    found = _no_clause(line, line.after(start, verbs), words)
    unreal = manner.unreal or line.question or conditional(line, manner.first)
    governed = denied_above(line, manner.first, words, word.form)
    denied = manner.denied or nobody(line, subject)
    denied, twice = denied or governed, denied and governed
    unreal = unreal or (whose == "relative" and subject is None)
    unreal = unreal or twice or considered(line, manner.first, word.form, words)
    unreal = unreal or wanted(line, manner, word.form, subject if whose == "its own" else None, words)
    own = subject is not None and whose == "its own"
    unreal = unreal or only_thought(line, subject[0] if subject and own else left_of(line, manner.first))
    unreal = unreal or excepted(line, subject) or line.low[max(0, manner.first - 2) : manner.first] == ("all", "but")
    unreal = unreal or any(low in ("almost", "nearly") for low in line.low[max(0, manner.first - 1) : at])
    if word.form == "base" and manner.first == at and whose == "its own":
        manner.finite = True
    made = Predication(
        deed=word.deed, form=word.form, at=at, group=(manner.first, at + 1), subject=subject, whose=whose, object=found,
        passive=passive, governed=governed, would=manner.coming, tense=manner.tense, denied=denied, unreal=unreal,
        alleged=alleged_under(line, manner.first),
        aside=_aside(line, subject if whose == "its own" and subject else (manner.first, at), word.form),
        finite=manner.finite, perhaps=perhaps_said(line, manner, at), end=len(line.low),
        start=_clause_start(line, subject[0] if subject and whose == "its own" else manner.first),
    )  # fmt: skip
    if passive:
        agent = _agent(line, at, verbs)
        whose = "its own" if agent else "none"
        tense = manner.tense or ("past" if reduced else "")
        return replace(made, subject=agent, whose=whose, object=subject, tense=tense)
    return _shared(line, made, earlier) if earlier else made


def _shared(line: Line, made: Predication, earlier: list[Predication]) -> Predication:
    """Returns a verb with what it shares with the one before: its tense, its denial, that it is only possible."""
    partner = earlier[-1]
    if made.form == "ing" and not made.tense and made.whose in ("shared", "implied", "relative"):
        made = replace(made, tense=partner.tense)
    if made.form == "ing" and partner.form == "ing" and line.low[left_of(line, made.group[0])] in ("and", "or", ","):
        made = replace(made, denied=made.denied or partner.denied, unreal=made.unreal or partner.unreal)
    if made.whose != "shared":
        return made
    joint = line.low[made.group[0]] if line.low[made.group[0]] == "nor" else line.low[left_of(line, made.group[0])]
    denied = made.denied or (partner.denied and joint in ("or", "nor"))
    unreal = made.unreal or (partner.unreal and (made.form != "past" or line.question))
    tense = made.tense or partner.tense
    return replace(
        made, denied=denied, unreal=unreal, tense=tense, would=made.would or (partner.would and not made.tense)
    )


def _object_start(line: Line, at: int, deed: Deed) -> int:
    place = particle_at(line, at, deed.particle[0]) if deed.particle else None
    if place is not None:
        return place + 1 if place == at + 1 or line.adverb(at + 1) else at + 1
    start = at + 1
    while start < len(line.low) and line.adverb(start) and line.low[start] not in ("mostly", "largely"):
        start += 1
    return start


def _subject(
    line: Line, at: int, word: Word, manner: Manner, verbs: frozenset[int], earlier: list[Predication]
) -> tuple[Run | None, Subject]:
    place = left_of(line, manner.first)
    while place in line.dated and word.form != "ing":
        # "The ministry on Monday announced": the day stands between.
        place = left_of(line, place)
    if line.low[manner.first] in ("nor", "neither") and earlier:
        partner = _partner(line, manner.first, earlier)
        if line.low[manner.first] == "nor" and partner is not None and line.verb_form(place):
            return partner.subject, "shared"
    low = line.low[place] if place >= 0 else ""
    if low in ("who", "which") or (low == "that" and place and line.noun(place - 1) and not line.verb_form(place - 1)):
        return _antecedent(line, place, verbs), "relative"
    if word.form == "ing" and manner.first == at and low not in ("is", "are", "was", "were"):
        return _implied(line, at, low, verbs, earlier)
    if low in ("and", "but", "then", "or", "nor", "neither") or (low == "," and word.form in ("past", "s", "base")):
        own = _apposed(line, place, verbs) if low == "," else None
        if own is not None:
            return own, "its own"
        partner = _partner(line, place, earlier)
        if partner is not None:
            return (partner.object if partner.passive and not manner.passive else partner.subject), "shared"
        return None, "none"
    if word.form == "base" and manner.first < at and not manner.finite and not manner.coming:
        return (_partner_run(earlier), "shared") if earlier else (None, "none")
    run = _whole(line, line.before(place + 1, verbs), verbs)
    if run is not None:
        return run, "its own"
    if low == ",":
        own = _apposed(line, place, verbs)
        return own, "its own" if own else "none"
    return None, "none"


def _whole(line: Line, run: Run | None, verbs: frozenset[int]) -> Run | None:
    """Returns a subject past a participle that belongs to it: "a judge handling the suit" is the judge."""
    if run is None or run[0] == 0:
        return run
    at = run[0] - 1
    if line.low[at].endswith("ing") and at and at not in verbs and line.noun(at - 1) and not line.name(at):
        return line.before(at, verbs) or run
    bare = run[1] - run[0] == 1 and line.low[run[0]].endswith("ed")
    return None if bare and (line.auxiliary(at) or line.adverb(at)) else run


def _partner_run(earlier: list[Predication]) -> Run | None:
    return earlier[-1].subject


def _partner(line: Line, joint: int, earlier: list[Predication]) -> Predication | None:
    """Returns the verb that shares its subject across "and": the one before, with no other subject between."""
    for each in reversed(earlier):
        if each.at >= joint:
            continue
        between = line.low[each.at + 1 : joint]
        if any(low in (";", ":") for low in between) or len(between) > 30:
            return None
        if each.finite or each.whose == "shared" or each.form == "ing":
            return each
    return None


def _antecedent(line: Line, place: int, verbs: frozenset[int]) -> Run | None:
    """Returns whom "who" means: what ends just before it, or before the comma."""
    end = place - 1 if place and line.low[place - 1] == "," else place
    run = line.before(end, verbs)
    if run is None or not _somebody(line, run):
        return None
    # Of "discussions with X, who" it is the last who is meant.
    for at in range(run[1] - 1, run[0], -1):
        if line.low[at] in PREPOSITIONS and line.low[at] != "of":
            return (at + 1, run[1])
    return run


def _somebody(line: Line, run: Run) -> bool:
    """Whether a run before "who" names anybody: of "it is unclear who" nobody is named."""
    if run[1] - run[0] > 1 or line.name(run[0]) or line.low[run[0]] in PRONOUNS:
        return True
    return line.low[run[0]].endswith("s") or line.low[run[0]] in OFFICES | BODIES


def _no_clause(line: Line, run: Run | None, words: dict[int, Word]) -> Run | None:
    """Returns an object, unless it is the subject of a clause: of "agreed it was long" nothing is agreed to."""
    if run is None or run[1] >= len(line.low):
        return run
    following = words.get(run[1])
    finite = following is not None and following.form in ("past", "s")
    return None if line.auxiliary(run[1]) or finite else run


def _implied(
    line: Line, at: int, before: str, verbs: frozenset[int], earlier: list[Predication]
) -> tuple[Run | None, Subject]:
    """Returns who acts in "after making changes", "naming a delegation": whoever the main verb has for its subject."""
    place = left_of(line, at)
    if before and before not in PREPOSITIONS and place >= 0 and line.noun(place) and place not in verbs:
        return line.before(place + 1, verbs), "relative"
    if before in PREPOSITIONS and before not in ("after", "by", "since", "despite", "upon"):
        return None, "none"
    if place in line.dated and earlier and earlier[-1].object is not None and line.low[at - 1] != ",":
        return earlier[-1].object, "relative"
    for each in reversed(earlier):
        if each.finite or each.whose in ("relative", "shared"):
            return (each.object if each.passive else each.subject), "implied"
    return None, "implied"


def _apposed(line: Line, comma: int, verbs: frozenset[int]) -> Run | None:
    """Returns who stands before an apposition that ends at a comma: "Ada Orn, the chief negotiator, …"."""
    for at in range(comma - 1, max(-1, comma - 40), -1):
        if line.low[at] == "," and line.low[at + 1] in ("who", "which"):
            return line.before(at, verbs)
        if line.low[at] == "," and comma - at < 26:
            run = line.before(at, verbs)
            return run if at + 1 < comma and not any(place in verbs for place in range(at + 1, comma)) else None
        if line.low[at] in (";", ":", "."):
            return None
    return None


def _agent(line: Line, at: int, verbs: frozenset[int]) -> Run | None:
    """Returns who stands behind "by" in the passive, up to six words on."""
    for place in range(at + 1, min(len(line.low), at + 9)):
        low = line.low[place]
        if low == "by":
            run = line.after(place + 1, verbs)
            vote = run is not None and line.low[run[1] - 1] in ("vote", "majority")
            return None if vote or place + 1 in line.dated else run
        if place in verbs or low in SUBORDINATORS or low in (",", ";", "and", "but"):
            return None
    return None


_WHEN = frozenset(("after", "before", "once", "when", "until", "since", "as", "while", "because", "although", "though"))


def _aside(line: Line, run: Run, form: Form) -> bool:
    """Whether a clause of its own only says when something else was: "after it had been signed"."""
    return form != "ing" and run[0] > 0 and line.low[run[0] - 1] in _WHEN


def _clause_start(line: Line, first: int) -> int:
    """Returns where the clause begins that holds a word: behind the last joint before it; a fronted date is in it."""
    for at in range(first - 1, max(-1, first - 40), -1):
        low = line.low[at]
        if low in (";", ":") or low in SUBORDINATORS:
            return at + 1
        if low in ("and", "but") and at and not line.noun(at - 1):
            return at + 1
    return max(0, first - 40)


def _ends(line: Line, found: list[Predication]) -> Iterator[int]:
    """Yields where each predication's clause ends: where another clause begins, or the sentence ends."""
    for number, each in enumerate(found):
        end = _end(line, each.at)
        for later in found[number + 1 :]:
            if later.at >= end or later.form in ("base", "ing"):
                continue
            first = later.object if later.passive else later.subject if later.whose == "its own" else None
            begins = first[0] if first is not None and each.at < first[0] < later.at else later.group[0]
            end = min(end, begins) if begins > each.at else end
            break
        yield end


_SUBJECTS = frozenset(("i", "he", "she", "they", "we"))


def _end(line: Line, at: int) -> int:
    """Returns where the clause of a verb ends: before a subordinator, a subject, an auxiliary, a participle."""
    for place in range(at + 1, len(line.low)):
        low = line.low[place]
        if low in SUBORDINATORS or low in _SUBJECTS or low in (";", ":", "—", "–", "?", "!"):
            return place
        if line.auxiliary(place) and not (low in ("be", "been") and line.low[place - 1] == "to"):
            run = line.before(place, frozenset())
            return run[0] if run is not None and run[0] > at else place
        if low != "," or place + 1 >= len(line.low):
            continue
        following = line.low[place + 1]
        if following in ("but", "so", "while") or (following.endswith("ing") and not line.name(place + 1)):
            return place
        if following == "and" and not _names_on(line, place + 2):
            return place
    return len(line.low)


def _names_on(line: Line, at: int) -> bool:
    """Whether a list of names or dates goes on behind ", and"."""
    return at < len(line.low) and (at in line.dated or line.name(at) or line.low[at] in PREPOSITIONS)
