"""Predications: every verb of a sentence that has to do with a negotiation: who is said to do what, and how it is said.

A shallow reading: verbs of `deeds` in the place of a verb, their auxiliaries, the words before them that are their
subject and after them their object. What was not done, was only possible, asked or conditional is marked so; whatever
is not sure has no subject or no object, and nothing is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from travaux.reading.deeds import VERBS, Deed, Form, Word
from travaux.reading.lines import Line, Run
from travaux.reading.particles import (
    BE,
    CLAUSES,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    NEGATIONS,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TEXTS,
    UNREAL,
)
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
        at = self.line.at(place)
        if at is None:
            return ""
        before = [each for each in self.found if each.group[0] < at]
        finite = [each for each in before if each.finite or each.tense]
        if finite:
            return finite[-1].tense
        after = [each for each in self.found if each.finite]
        return after[0].tense if after else ""


def predications(line: Line) -> Parsed:
    """Returns the predications of a line."""
    words = _verbs(line, None)
    if not any(word.form != "ing" for word in words.values()) and not any(map(line.auxiliary, range(len(line.low)))):
        words = _verbs(line, _only(line))
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


# What is a verb there


def _verbs(line: Line, sure: int | None) -> dict[int, Word]:
    """Returns the verbs of a line by their words; `sure` is a word that is one, whatever stands beside it."""
    words: dict[int, Word] = {}
    for at in range(len(line.words)):
        word = _verb(line, at, words)
        if word is None and at == sure:
            word = next((each for each in VERBS[line.low[at]] if each.form == "s" and not each.deed.particle), None)
        if word is not None:
            words[at] = word
    return words


def _third_person(line: Line, at: int) -> bool:
    """Whether a word may be a verb in -s: of "the union demands changes" both may, and the first one is."""
    return any(word.form == "s" for word in VERBS.get(line.low[at], ()))


def _only(line: Line) -> int | None:
    """Returns the one word that may be the verb of a sentence without any other: "The union demands changes"."""
    for at in range(1, len(line.low) - 1):
        forms = {word.form for word in VERBS.get(line.low[at], ())}
        if "s" in forms and line.noun(at - 1) and line.noun(at + 1) and not line.name(at):
            return at
    return None


def _left(line: Line, at: int) -> int:
    """Returns the word before that is no adverb and no negation; -1 at the beginning."""
    at -= 1
    while at >= 0 and (line.adverb(at) or line.low[at] in ("not", "never", "n't", "both")):
        at -= 1
    return at


def _verb(line: Line, at: int, earlier: dict[int, Word]) -> Word | None:
    """Returns as what verb a word stands there, if as any. What follows a verb at once is its object."""
    if not line.verb_form(at) or (at - 1 in earlier and not line.low[at].endswith("ing")):
        return None
    if at > 1 and line.noun(at - 2) and _third_person(line, at) and _third_person(line, at - 1):
        return None
    words = VERBS[line.low[at]]
    form = _form(line, at, frozenset(word.form for word in words))
    if form is None:
        return None
    fitting = [word for word in words if word.form == form]
    for word in fitting:
        if word.deed.particle and _particle(line, at, word.deed.particle[0]) is not None:
            return word
    return next((word for word in fitting if not word.deed.particle), None)


def _particle(line: Line, at: int, particle: str) -> int | None:
    """Returns where the particle of a verb stands: behind it, or up to three words on ("turned it down")."""
    for place in range(at + 1, min(at + 5, len(line.low))):
        if line.low[place] == particle:
            return place
        if place == at + 1 and line.adverb(place):
            continue
        if particle in ("to", "with", "of", "for", "on", "talks", "position"):
            return None
        if line.low[place] in (",", ";", ".") or line.auxiliary(place):
            return None
    return None


def _form(line: Line, at: int, forms: frozenset[Form]) -> Form | None:
    """Returns which form of a verb a word is there, by what stands beside it; None where it is no verb."""
    left = _left(line, at)
    before = line.low[left] if left >= 0 else ""
    if left >= 0 and line.auxiliary(left):
        return _after_auxiliary(line, left, forms)
    if before == "to":
        return "base" if "base" in forms else None
    if before in ("and", "or", "then", ",") and "base" in forms and _infinitive_before(line, left):
        return "base"
    if left >= 0 and line.low[at - 1] in ("neither", "nor"):
        return "past" if "past" in forms else "ing" if "ing" in forms else "base" if "base" in forms else None
    if before in NUMBERS and "past" in forms and left and line.low[left - 1] in ("the", ",", "and"):
        return "past"
    if before in DETERMINERS or before in NUMBERS or before in ("'s", "'", "of"):
        return "ing" if before == "of" and "ing" in forms and _begins_run(line, at + 1) else None
    if before in PREPOSITIONS:
        return "ing" if "ing" in forms else None
    if "past" in forms:
        return _past(line, at, left)
    if "ing" in forms:
        return "ing" if _participle(line, at, left) else None
    return _present(line, at, left, forms)


def _infinitive_before(line: Line, joint: int) -> bool:
    """Whether a verb behind "to" or "will" stands before a joint, so that one more may follow: "accept it or lose"."""
    for place in range(joint - 1, max(0, joint - 14), -1):
        low = line.low[place]
        if low in (";", ".", ":", "and", "or") or low in SUBORDINATORS:
            return False
        if low in ("to", "will", "would", "must", "shall") and VERBS.get(line.low[place + 1]):
            return True
    return False


def _after_auxiliary(line: Line, left: int, forms: frozenset[Form]) -> Form | None:
    auxiliary = line.low[left]
    if auxiliary in BE or auxiliary in ("isn't", "aren't", "wasn't", "weren't"):
        return "participle" if "participle" in forms else "ing" if "ing" in forms else None
    if auxiliary in HAVE or auxiliary in ("hasn't", "haven't", "hadn't"):
        return "participle" if "participle" in forms else None
    return "base" if "base" in forms else None


def _past(line: Line, at: int, left: int) -> Form | None:
    """Tells "the union accepted the plan" from "the plan accepted by the union" and from "the agreed text"."""
    before = line.low[left] if left >= 0 else ""
    following = line.low[at + 1] if at + 1 < len(line.low) else ""
    if before in PRONOUNS or before in SUBORDINATORS or before in CONJUNCTIONS:
        return "past"
    if before and (line.noun(left) or before in (",", "'", ")")):
        return "participle" if following == "by" else "past"
    if left in line.dated:
        return "past"
    return None


def _participle(line: Line, at: int, left: int) -> bool:
    """Whether a form in -ing stands as a participle: at the beginning, behind a comma, or before its object."""
    if left < 0 or line.low[left] in (",", "and", "or", "while", "when", "denied", "denies", "deny", "denying", "("):
        return True
    return line.verb_form(left) or (line.noun(left) and _begins_run(line, at + 1))


def _begins_run(line: Line, at: int) -> bool:
    if at >= len(line.low):
        return False
    low = line.low[at]
    return low in DETERMINERS or low in NUMBERS or low in PRONOUNS or line.name(at) or low in CLAUSES or low in TEXTS


def _present(line: Line, at: int, left: int, forms: frozenset[Form]) -> Form | None:
    """Tells "Boria demands a reply" from "the demands of Boria": by who stands before it and what after it."""
    before = line.low[left] if left >= 0 else ""
    following = line.low[at + 1] if at + 1 < len(line.low) else ""
    if "s" in forms:
        if before in ("he", "she", "it", "who", "which", "that"):
            return "s"
        fits = _begins_run(line, at + 1) or following in ("that", "to", "on") or 0 <= left < at - 1
        return "s" if left >= 0 and line.noun(left) and fits else None
    if "base" in forms:
        if before in ("they", "we", "i", "you", "who", "please"):
            return "base"
        plural = left >= 0 and line.noun(left) and before.endswith("s") and not before.endswith("ss")
        return "base" if plural and (_begins_run(line, at + 1) or following == "that") else None
    return None


# Its auxiliaries, and how it is said

_COMING = frozenset((
    "expected", "due", "set", "scheduled", "planned", "slated", "going", "plans", "plan", "planning", "intends",
    "intend", "preparing", "prepares", "about", "bound",
))  # fmt: skip
_HEARSAY = frozenset((
    "said",    "reported",    "alleged",    "believed",    "thought",    "understood",    "known",
    "rumoured",    "rumored",    "claimed",
))  # fmt: skip
_UNDONE = frozenset((
    "refused",    "declined",    "failed",    "refuses",    "declines",    "fails",    "refuse",
    "decline",    "fail",    "neglected",    "refusing",    "declining",    "failing",    "omitted",

))  # fmt: skip
_DENYING = frozenset((
    "deny",    "denies",    "denied",    "denying",
))  # fmt: skip


@dataclass(slots=True)
class _Manner:
    """How a verb is said, as its auxiliaries are walked from right to left."""

    first: int
    tense: Tense = ""
    passive: bool = False
    denied: bool = False
    unreal: bool = False
    finite: bool = False
    coming: bool = False
    perhaps: tuple[int, ...] = ()


def _manner(line: Line, at: int, form: Form, words: dict[int, Word]) -> _Manner:
    """Walks the auxiliaries before a verb; at most twelve words."""
    manner = _Manner(at, finite=form in ("past", "s"), tense="past" if form == "past" else "")
    place, nearest = at - 1, True
    while place >= max(0, at - 12):
        low = line.low[place]
        if line.negation(place) and (low not in ("no", "none", "nothing", "nobody", "without") or low == "without"):
            manner.denied = not (low == "without" and form != "ing") or manner.denied
            if low in ("neither", "nor", "not", "never", "n't", "without"):
                manner.first = place
                place -= 1
                continue
        if line.auxiliary(place):
            _auxiliary(line, manner, low.removesuffix("n't") if low.endswith("n't") else low, form, nearest)
            manner.first, nearest = place, False
            place -= 1
            continue
        if line.adverb(place):
            place -= 1
            continue
        if low == "to" and manner.first == place + 1:
            stepped = _infinitive(line, manner, place, words)
            if stepped is None:
                break
            place = stepped
            continue
        break
    return manner


def _auxiliary(line: Line, manner: _Manner, low: str, form: Form, nearest: bool) -> None:
    del line
    low = {"wo": "will", "ca": "can"}.get(low, low)
    if low in BE and low not in ("being",):
        manner.finite = manner.finite or low not in ("be", "been", "being", "am")
        if nearest and form == "participle":
            manner.passive = True
        if nearest and form == "ing" and low in ("is", "are", "'re", "'s"):
            manner.tense = "future"
        if low in ("was", "were") and not manner.tense:
            manner.tense = "past"
    elif low in HAVE:
        manner.finite = manner.finite or low not in ("have", "having") or manner.finite
        manner.tense = manner.tense or "past"
        if low == "have":
            manner.finite = True
    elif low in ("do", "does", "did"):
        manner.finite = True
        manner.tense = manner.tense or ("past" if low == "did" else "")
    elif low in ("will", "shall", "'ll"):
        manner.finite, manner.tense = True, "future"
    elif low in ("would", "'d"):
        manner.finite, manner.tense, manner.coming = True, "future", True
    elif low in UNREAL:
        manner.finite = manner.unreal = True


def _infinitive(line: Line, manner: _Manner, to: int, words: dict[int, Word]) -> int | None:
    """Steps over "to" and what governs it: "is expected to", "refused to"; returns the next word to look at."""
    place = _left(line, to)
    if place < 0:
        manner.unreal = True
        return None
    low = line.low[place]
    manner.first = place if low in _COMING | _HEARSAY | _UNDONE or low in BE else to
    if low in _COMING:
        manner.tense = "future"
        return place - 1
    if low in _HEARSAY:
        if manner.tense != "past":
            manner.unreal = True
        manner.perhaps = tuple(range(place, to + 1))
        return place - 1
    if low in _UNDONE:
        manner.denied = True
        manner.tense = manner.tense or "past"
        return place - 1
    if low in BE and low not in ("be", "been", "being"):
        manner.tense, manner.finite = "future", True
        manner.first = place
        return place - 1
    if low == "agreed" and place in words:
        manner.tense, manner.finite = "future", True
        manner.first = place
        return place - 1
    manner.unreal = True
    return None


# Who and what


def _predication(
    line: Line, at: int, words: dict[int, Word], verbs: frozenset[int], earlier: list[Predication]
) -> Predication:
    word = words[at]
    manner = _manner(line, at, word.form, words)
    reduced = word.form == "participle" and manner.first == at
    passive = manner.passive or reduced
    if word.form == "ing" and manner.first == at and at and line.low[at - 1] == "without":
        manner.denied = True
    subject, whose = _subject(line, at, word, manner, verbs, earlier)
    start = _object_start(line, at, word.deed)
    found = _no_clause(line, line.after(start, verbs), words)
    unreal = manner.unreal or line.question or _conditional(line, manner.first)
    governed = _denied_above(line, manner.first, words, word.form)
    denied = manner.denied or _none(line, subject)
    denied, twice = denied or governed, denied and governed
    unreal = unreal or twice or _considered(line, manner.first, word.form, words)
    unreal = unreal or any(low in ("almost", "nearly") for low in line.low[max(0, manner.first - 1) : at])
    if word.form == "base" and manner.first == at and whose == "its own":
        manner.finite = True
    made = Predication(
        deed=word.deed, form=word.form, at=at, group=(manner.first, at + 1), subject=subject, whose=whose, object=found,
        passive=passive, governed=governed, would=manner.coming, tense=manner.tense, denied=denied, unreal=unreal,
        alleged=_alleged(line, manner.first),
        aside=_aside(line, subject if whose == "its own" and subject else (manner.first, at), word.form),
        finite=manner.finite, perhaps=_perhaps(line, manner, at), end=len(line.low),
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
    if made.whose != "shared":
        return made
    joint = line.low[made.group[0]] if line.low[made.group[0]] == "nor" else line.low[_left(line, made.group[0])]
    denied = made.denied or (partner.denied and joint in ("or", "nor"))
    unreal = made.unreal or (partner.unreal and (made.form != "past" or line.question))
    tense = made.tense or partner.tense
    return replace(
        made, denied=denied, unreal=unreal, tense=tense, would=made.would or (partner.would and not made.tense)
    )


def _object_start(line: Line, at: int, deed: Deed) -> int:
    if deed.particle:
        place = _particle(line, at, deed.particle[0])
        if place is not None:
            return place + 1 if place == at + 1 or line.adverb(at + 1) else at + 1
    start = at + 1
    while start < len(line.low) and line.adverb(start) and line.low[start] not in ("mostly", "largely"):
        start += 1
    return start


def _subject(
    line: Line, at: int, word: Word, manner: _Manner, verbs: frozenset[int], earlier: list[Predication]
) -> tuple[Run | None, Subject]:
    place = _left(line, manner.first)
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
    if run is None:
        return None
    # Of "discussions with X, who" it is the last who is meant.
    for at in range(run[1] - 1, run[0], -1):
        if line.low[at] in PREPOSITIONS and line.low[at] != "of":
            return (at + 1, run[1])
    return run


def _no_clause(line: Line, run: Run | None, words: dict[int, Word]) -> Run | None:
    """Returns an object, unless it is the subject of a clause: of "agreed it was long" nothing is agreed to."""
    if run is None or run[1] >= len(line.low):
        return run
    following = words.get(run[1])
    finite = following is not None and following.form in ("past", "s")
    return None if line.auxiliary(run[1]) or finite else run


_DONE = frozenset((
    "admit", "acknowledge", "confirm", "concede", "confess", "report", "recall", "start", "begin", "finish", "keep",
    "complete", "continue", "mention", "describe",
))  # fmt: skip


def _considered(line: Line, first: int, form: Form, words: dict[int, Word]) -> bool:
    """Whether a verb before a form in -ing only speaks of doing it: "opposed adding provisions"."""
    word = words.get(_left(line, first)) if form == "ing" and first else None
    return word is not None and word.deed.sense != "denied" and word.deed.plain not in _DONE


def _implied(
    line: Line, at: int, before: str, verbs: frozenset[int], earlier: list[Predication]
) -> tuple[Run | None, Subject]:
    """Returns who acts in "after making changes", "naming a delegation": whoever the main verb has for its subject."""
    place = _left(line, at)
    if before and before not in PREPOSITIONS and place >= 0 and line.noun(place) and place not in verbs:
        return line.before(place + 1, verbs), "relative"
    if before in ("for", "of", "with", "from", "about", "against", "to", "in", "at", "on"):
        return None, "none"
    for each in reversed(earlier):
        if each.finite or each.whose in ("relative", "shared"):
            return (each.object if each.passive else each.subject), "implied"
    return None, "implied"


def _apposed(line: Line, comma: int, verbs: frozenset[int]) -> Run | None:
    """Returns who stands before an apposition that ends at a comma: "Ada Orn, the chief negotiator, …"."""
    for at in range(comma - 1, max(-1, comma - 26), -1):
        if line.low[at] == ",":
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


def _none(line: Line, subject: Run | None) -> bool:
    """Whether the subject is nobody: "no party", "none of them", "neither side"."""
    return subject is not None and line.low[subject[0]] in ("no", "none", "nobody", "neither", "nothing", "few")


def _conditional(line: Line, first: int) -> bool:
    """Whether the clause hangs on a condition: "if", "unless", "whether" before it, with no end of clause between."""
    for at in range(first - 1, max(-1, first - 30), -1):
        low = line.low[at]
        if low in ("if", "unless", "whether", "lest", "suppose", "supposing"):
            return True
        if low in (";", ":") or (low == "," and at < first - 1 and _opens(line, at)):
            return False
    return bool(line.low) and line.low[0] in ("should", "were", "had", "would", "could") and first > 0


def _opens(line: Line, comma: int) -> bool:
    """Whether a clause of its own begins behind a comma."""
    return comma + 1 < len(line.low) and line.low[comma + 1] in ("but", "and", "who", "which", "that", "then")


_UNTRUE = frozenset(("false", "untrue", "wrong", "baseless", "unfounded", "incorrect", "inaccurate"))
_UNSURE = frozenset((
    "claim", "claims", "allegation", "allegations", "accusation", "accusations", "rumour", "rumours", "rumor", "rumors",
    "suggestion", "suggestions", "idea", "notion", "speculation", "possibility", "prospect", "fear", "fears", "hope",
    "hopes", "report", "reports", "impression", "theory", "belief", "charge", "charges",
))  # fmt: skip


def _alleged(line: Line, first: int) -> str:
    """Returns the noun under which a clause stands: "the claim that Boria changed it"; empty where it does not."""
    for at in range(first - 1, max(0, first - 20), -1):
        if line.low[at] == "that":
            return line.low[at - 1] if line.low[at - 1] in _UNSURE else ""
        if line.low[at] in (";", ":"):
            return ""
    return ""


def _untrue(line: Line, that: int) -> bool:
    """Whether "that" opens what is said not to be so: "it is not true that", "it is false that"."""
    before = line.low[max(0, that - 4) : that]
    if not before:
        return False
    if before[-1] in _UNTRUE:
        return "not" not in before
    return before[-1] in ("true", "so", "right", "correct", "case") and any(
        line.negation(at) for at in range(max(0, that - 4), that)
    )


def _denied_above(line: Line, first: int, words: dict[int, Word], form: Form) -> bool:
    """Whether a verb of denial governs this one: "denied having changed", "rejected claims that it changed"."""
    for at in range(first - 1, max(-1, first - 25), -1):
        low = line.low[at]
        word = words.get(at)
        if low == "that" and _untrue(line, at):
            return True
        if low in (";", ":") or (low == "," and _opens(line, at) and line.low[at + 1] != "that"):
            return False
        if low in _DENYING or (word is not None and word.deed.sense == "denied"):
            between = line.low[at + 1 : first]
            governed = not between or "that" in between[:6] or "it" in between[:2]
            governed = governed or (form == "ing" and len(between) < 12 and "that" not in between)
            return governed and not _negated(line, at)
        if word is not None and word.deed.sense in ("rejected",) and "that" in line.low[at + 1 : first]:
            return True
        if word is not None and word.deed.sense in ("said", "accepted") and form != "ing":
            return False
    return False


def _negated(line: Line, at: int) -> bool:
    return any(line.negation(place) for place in range(max(0, at - 3), at))


def _perhaps(line: Line, manner: _Manner, at: int) -> tuple[int, ...]:
    found = list(manner.perhaps)
    for place in range(manner.first, at):
        if line.low[place] in ("may", "might", "could") or (line.low[place] == "have" and found):
            found.append(place)
    return tuple(sorted(set(found)))


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


def negative(line: Line, run: Run) -> bool:
    """Whether any word of a run denies."""
    return any(line.low[at] in NEGATIONS for at in range(*run))
