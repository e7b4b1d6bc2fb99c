"""Verbs: which words of a sentence are verbs, and in which form they stand there: by what stands beside them.

"The union demands a reply" has one, "the demands of the union" none; "the plan accepted by Boria" is not what
"Boria accepted" is.
"""

from __future__ import annotations

from travaux.reading.deeds import VERBS, Form, Word
from travaux.reading.lines import Line
from travaux.reading.particles import (
    BE,
    CLAUSES,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TEXTS,
)


def verbs_of(line: Line, sure: int | None) -> dict[int, Word]:
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


def only_one(line: Line) -> int | None:
    """Returns the one word that may be the verb of a sentence without any other: "The union demands changes"."""
    for at in range(1, len(line.low) - 1):
        forms = {word.form for word in VERBS.get(line.low[at], ())}
        if "s" in forms and line.noun(at - 1) and line.noun(at + 1) and not line.name(at):
            return at
    return None


_BETWEEN = frozenset(("not", "never", "n't", "both", "himself", "herself", "itself", "themselves"))


def left_of(line: Line, at: int) -> int:
    """Returns the word before that is no adverb and no negation; -1 at the beginning."""
    at -= 1
    while at >= 0 and (line.adverb(at) or line.low[at] in _BETWEEN):
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
        if word.deed.particle and particle_at(line, at, word.deed.particle[0]) is not None:
            return word
    return next((word for word in fitting if not word.deed.particle), None)


def particle_at(line: Line, at: int, particle: str) -> int | None:
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
    left = left_of(line, at)
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
    return line.verb_form(left) or ((line.noun(left) or left in line.dated) and _begins_run(line, at + 1))


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
        fits = _begins_run(line, at + 1) or following in ("to", "on") or 0 <= left < at - 1
        fits = fits or (following == "that" and at + 2 < len(line.low) and not line.verb_form(at + 2))
        return "s" if left >= 0 and line.noun(left) and fits else None
    if "base" in forms:
        if before in ("they", "we", "i", "you", "who", "please"):
            return "base"
        plural = left >= 0 and line.noun(left) and before.endswith("s") and not before.endswith("ss")
        return "base" if plural and (_begins_run(line, at + 1) or following == "that") else None
    return None
