"""Manners: how a verb is said: auxiliaries and tense; whether it is denied, only possible, conditional or alleged."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.reading.deeds import Form, Word
from travaux.reading.lines import Line, Run
from travaux.reading.particles import BE, HAVE, UNREAL
from travaux.reading.verbs import left_of
from travaux.record.phrases import Tense

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
class Manner:
    """How a verb is said, as its auxiliaries are walked from right to left."""

    first: int
    tense: Tense = ""
    passive: bool = False
    denied: bool = False
    unreal: bool = False
    finite: bool = False
    coming: bool = False
    perhaps: tuple[int, ...] = ()


def manner_of(line: Line, at: int, form: Form, words: dict[int, Word]) -> Manner:
    """Walks the auxiliaries before a verb; at most twelve words."""
    manner = Manner(at, finite=form in ("past", "s"), tense="past" if form == "past" else "")
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


def _auxiliary(line: Line, manner: Manner, low: str, form: Form, nearest: bool) -> None:
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
        manner.unreal = manner.unreal or manner.tense == "past"
        manner.finite, manner.tense, manner.coming = True, "future", True
    elif low in UNREAL:
        manner.finite = manner.unreal = True


def _infinitive(line: Line, manner: Manner, to: int, words: dict[int, Word]) -> int | None:
    """Steps over "to" and what governs it: "is expected to", "refused to"; returns the next word to look at."""
    place = left_of(line, to)
    if place < 0:
        manner.unreal = True
        return None
    low = line.low[place]
    manner.first = place if low in _COMING | _HEARSAY | _UNDONE or low in BE else to
    if low in _COMING:
        manner.tense = "future"
        # "They had planned to meet": whether they did is not told.
        manner.unreal = manner.unreal or "had" in line.low[max(0, place - 2) : place]
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
        # "They were to have met": they did not.
        manner.unreal = manner.unreal or (low in ("was", "were") and manner.tense == "past")
        manner.tense, manner.finite = "future", True
        manner.first = place
        return place - 1
    if low == "agreed" and place in words:
        manner.tense, manner.finite = "future", True
        manner.first = place
        return place - 1
    manner.unreal = True
    return None


# Above the verb


def nobody(line: Line, subject: Run | None) -> bool:
    """Whether the subject is nobody: "no party", "none of them", "neither side"."""
    return subject is not None and line.low[subject[0]] in ("no", "none", "nobody", "neither", "nothing", "few")


def conditional(line: Line, first: int) -> bool:
    """Whether the clause hangs on a condition: "if", "unless", "whether" before it, with no end of clause between."""
    for at in range(first - 1, max(-1, first - 30), -1):
        low = line.low[at]
        if low in ("if", "unless", "whether", "lest", "suppose", "supposing", "imagine"):
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


def alleged_under(line: Line, first: int) -> str:
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


def denied_above(line: Line, first: int, words: dict[int, Word], form: Form) -> bool:
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


def wanted(line: Line, manner: Manner, form: Form, subject: Run | None, words: dict[int, Word]) -> bool:
    """Whether a plain form only tells what somebody wants: "asked that they sign it", "… that it be signed", "please".

    Behind a verb of speech it tells what is so: "said that the owners sign it".
    """
    first = manner.first
    if line.low[first] == "be" or (line.low[first] == "not" and (form == "base" or line.low[first + 1] == "be")):
        return True
    if form != "base" or manner.finite or subject is None or subject[1] > first:
        return False
    if line.low[subject[1] - 1] == "please":
        return True
    at, that = _above(line, subject[0])
    word = words.get(at)
    if word is None:
        return that or (at >= 0 and line.low[at] == "time")
    return word.deed.sense != "said" or word.deed.plain in ("insist", "suggest")


def _above(line: Line, start: int) -> tuple[int, bool]:
    """Returns the word under which a clause stands that begins at a word, if any; and whether "that" joins them."""
    at = left_of(line, start)
    while at in line.dated:
        at -= 1
    that = at >= 0 and line.low[at] == "that"
    return (left_of(line, at) if that else at), that


_THOUGHT = frozenset((
    "think", "thinks", "thought", "believe", "believes", "believed", "hope", "hopes", "hoped", "fear", "fears",
    "feared", "feel", "feels", "felt", "suspect", "suspects", "suspected", "doubt", "doubts", "doubted", "assume",
    "assumes", "assumed", "expect", "expects", "expected", "wish", "wishes", "wished", "wonder", "wonders", "wondered",
    "dream", "dreams", "dreamt", "dreamed", "pretend", "pretends", "pretended", "lie", "lies", "lied",
))  # fmt: skip
_GROUNDS = frozenset(("evidence", "proof", "sign", "signs", "indication", "indications", "hint", "hints"))


def only_thought(line: Line, start: int) -> bool:
    """Whether a clause that begins at a word is only thought: "fears the chair signed it", "no proof that it did"."""
    at, that = _above(line, start)
    return at >= 0 and (line.low[at] in _THOUGHT or (that and line.low[at] in _GROUNDS))


def excepted(line: Line, subject: Run | None) -> bool:
    """Whether a subject is the one who did not: "all but Boria", "everyone except Boria"."""
    if subject is None:
        return False
    before = line.low[max(0, subject[0] - 2) : subject[0]]
    return "except" in (line.low[subject[0]], *before[-1:]) or (before[-1:] == ("but",) and before[0] in _EVERY)


_EVERY = frozenset(("all", "everyone", "everybody", "anyone", "anybody", "none", "nobody"))


def perhaps_said(line: Line, manner: Manner, at: int) -> tuple[int, ...]:
    """Returns the words that hedge a verb: "may have", "said to have"."""
    found = list(manner.perhaps)
    for place in range(manner.first, at):
        if line.low[place] in ("may", "might", "could") or (line.low[place] == "have" and found):
            found.append(place)
    return tuple(sorted(set(found)))


_DONE = frozenset((
    "admit", "acknowledge", "confirm", "concede", "confess", "report", "recall", "start", "begin", "finish", "keep",
    "complete", "continue", "mention", "describe",
))  # fmt: skip


def considered(line: Line, first: int, form: Form, words: dict[int, Word]) -> bool:
    """Whether a verb before it only speaks of doing it: "opposed adding provisions".

    So may one that is not known here: "disavowed having added provisions".
    """
    place = left_of(line, first)
    word = words.get(place)
    if word is None:
        return place >= 0 and line.low[place].endswith("ed") and (form == "ing" or line.low[first] == "having")
    return form == "ing" and word.deed.sense != "denied" and word.deed.plain not in _DONE
