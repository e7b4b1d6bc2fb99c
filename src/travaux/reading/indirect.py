"""Indirect speech by rule: a clause and, beside it, who said it; it may hold quotations of a few words.

    source cue that …        source cue clause        clause, source cue.        according to source, clause
    clause, according to source                        …, adding that …          source denied having …

The content includes "that" and leaves out the full stop. It runs to the end of the sentence, or to where another
speaker takes over after a comma. A statement inside it is found as well, and stands within.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travaux.reading import subjects
from travaux.reading.classed import Classed, Found, Run, negated
from travaux.reading.lexicon.lists import words as listed
from travaux.reading.lexicon.nouns import CHANNELS
from travaux.reading.lexicon.speech import FALSE_FRIENDS, FOLLOWS, PLAIN, SAID
from travaux.reading.prose import Sentence

_FINITE = frozenset(["Vd", "V3", "V0", "Nd", "N3", "N0"])
_STARTS = listed("PS IT DT NAME PP NO NU W S NT NC AV WD WH SB “ ING Ag AJ NS A0 A3")
_VERB = frozenset(["BE", "HV", "DO", "MD", "ED", "Ad", "A3", "Vd", "V3", "Td", "T3", "Nd"])
_TAKES_NOUN = frozenset(["deny"])
_PAST = frozenset(["Vd", "V3", "Nd", "N3"])
_MODAL_FREE = frozenset(["V0", "N0"])


def indirect(classed: Classed, taken: Sequence[Found]) -> list[Found]:
    """The attributions of indirect speech in a paragraph; `taken` are those of direct speech."""
    used = {at for one in taken for run in one.cue for at in range(*run)}
    found: list[Found] = []
    for sentence in classed.paragraph.sentences:
        found.extend(_in_sentence(classed, sentence, used))
    return found


def _in_sentence(classed: Classed, sentence: Sentence, used: set[int]) -> list[Found]:
    kinds, quoted = classed.kinds, classed.paragraph.quoted
    found: list[Found] = []
    for at in range(sentence.first, sentence.last):
        kind = kinds[at]
        if at in used or quoted[at]:
            continue
        one = None
        if kind == "AC":
            one = _according(classed, at, sentence)
        elif kind in _FINITE and kinds[at - 1] == "CJ" and found and _clause(classed, at, sentence):
            one = _participle(classed, at, sentence, found[-1])
        elif kind in _FINITE:
            one = _with_subject(classed, at, sentence)
        elif kind in ("Vg", "Ng") and at > sentence.first and kinds[at - 1] == "," and found:
            one = _participle(classed, at, sentence, found[-1])
        if one:
            found.append(one)
    return _within(found)


def _within(found: list[Found]) -> list[Found]:
    """ "Boria agreed to it, the chair said": what an earlier cue holds ends where the last speaker's clause ends."""
    last = next((one for one in reversed(found) if one.how == "clause, source, cue"), None)
    if last is None:
        return found
    ((start, end),) = last.content
    kept = []
    for one in found:
        if one is last or one.cue[0][0] < start or one.cue[0][0] >= end:
            kept.append(one)
        elif all(run[0] < end - 1 for run in one.content):
            kept.append(replace(one, content=tuple((first, min(stop, end)) for first, stop in one.content)))
    return kept


def _with_subject(classed: Classed, cue: int, sentence: Sentence) -> Found | None:
    kinds, words = classed.kinds, classed.words
    lemma = SAID[words[cue]][0]
    if words[cue] in FALSE_FRIENDS and kinds[cue] not in ("Vd", "Nd"):
        return None
    subject = subjects.before(kinds, words, cue, sentence.first)
    if subject is None or _bare_infinitive(kinds, cue, subject[1]) or _passive(kinds, subject[1], cue):
        return None
    if negated(classed, subject[0][1], cue):
        return None
    source, cue_first = subject
    left = _to_the_left(classed, source, cue, sentence)
    if left and lemma in PLAIN:
        return Found(source=(source,), cue=((cue_first, cue + 1),), content=(left,), how="clause, source, cue")
    start, how = _clause_start(classed, cue, lemma, sentence)
    if start < 0:
        return None
    end = _content_end(classed, start, sentence)
    if end - start < 2:
        return None
    return Found(source=(source,), cue=((cue_first, cue + 1),), content=((start, end),), how=how)


def _bare_infinitive(kinds: Sequence[str], cue: int, begins: int) -> bool:
    """A base form after "to", or with no auxiliary and no plural before it, is nobody's word."""
    if kinds[cue] not in _MODAL_FREE:
        return False
    return begins == cue and kinds[cue - 1] not in ("S", "PS", "NO", "CJ")


def _passive(kinds: Sequence[str], begins: int, cue: int) -> bool:
    """ "Clause 7 was agreed": nobody is said to have said it."""
    return kinds[cue] in ("Vd", "Nd") and any(kinds[at] == "BE" for at in range(begins, cue))


def _to_the_left(classed: Classed, source: Run, cue: int, sentence: Sentence) -> Run | None:
    """The clause before ", source cue" where little follows the cue."""
    kinds = classed.kinds
    if source[0] - 1 <= sentence.first or kinds[source[0] - 1] != ",":
        return None
    rest = kinds[cue + 1 : sentence.last]
    clauses = any(kind in ("TH", "PS", "BE", "HV", "MD", "DO", "ED", "“", ":") for kind in rest)
    if len(rest) > 14 or clauses:
        return None
    if not any(kind in _VERB for kind in kinds[sentence.first : source[0] - 1]):
        return None
    first = sentence.first
    if kinds[first] in ("CJ",):
        first += 1
    return first, source[0] - 1


def _clause_start(classed: Classed, cue: int, lemma: str, sentence: Sentence) -> tuple[int, str]:
    """Where the clause after a cue begins, and by which rule; -1 where none does."""
    kinds, words = classed.kinds, classed.words
    follows = FOLLOWS[lemma]
    at = cue + 1
    if "told" in follows:
        at = _past_hearer(kinds, at, sentence.last)
    at = _past_adverbials(kinds, words, at, sentence.last)
    if at >= sentence.last:
        return -1, ""
    if kinds[at] == "TH" and (at + 1 < sentence.last and kinds[at + 1] not in (",", ".", "OF")):
        return at, "source, cue, that"
    if lemma in _TAKES_NOUN and kinds[at] in ("ING", "Ag", "DT", "PP", "HV", "Vg", "BE", "NAME", "S", "NS", "NC"):
        return at, "source, cue, what"
    if not follows & {"either", "told"} or kinds[at] not in _STARTS:
        return -1, ""
    if "told" in follows and at == cue + 1:
        return -1, ""
    if not _has_verb(kinds, at, sentence.last):
        return -1, ""
    return at, "source, cue, clause"


def _has_verb(kinds: Sequence[str], first: int, end: int) -> bool:
    for at in range(first, min(end, first + 18)):
        if kinds[at] in _VERB:
            return True
        if kinds[at] in (";", ":"):
            return False
    return False


def _past_hearer(kinds: Sequence[str], at: int, end: int) -> int:
    """Passes over whoever is told: "reporters", "the council", "him"."""
    first = at
    while at < end and at - first < 10 and kinds[at] not in ("TH", ",", ".", "“", "WH", "SB", ":"):
        if at > first and kinds[at] in ("PS", "DT", "IT", "PP") and kinds[at - 1] not in ("IN", "OF", "CJ"):
            break
        if kinds[at] in ("PS", "BE", "HV", "MD"):
            break
        at += 1
    return at


def _past_adverbials(kinds: Sequence[str], words: Sequence[str], at: int, end: int) -> int:
    """Passes over "on Monday", "in a statement", "later" between a cue and its clause."""
    for _ in range(3):
        if at >= end:
            return at
        if kinds[at] in ("DY", "AV", "LY", "TM"):
            at += 1
        elif kinds[at] == "IN" and at + 1 < end and kinds[at + 1] in ("DY", "MO"):
            at += 2 + (at + 2 < end and kinds[at + 2] == "NU")
        elif kinds[at] in ("IN", "TO", ","):
            ahead = _to_that(kinds, words, at, end)
            if ahead < 0:
                return at
            at = ahead
        else:
            return at
    return at


def _to_that(kinds: Sequence[str], words: Sequence[str], at: int, end: int) -> int:
    """Where "that" stands, if only an adverbial lies between; or the end of a channel: "in a statement"."""
    for place in range(at + 1, min(end, at + 14)):
        if kinds[place] == "TH":
            return place
        if kinds[place] in ("PS", "BE", "HV", "MD", "DO", "“", ";", "."):
            return -1
        if (
            words[place] in CHANNELS
            and kinds[at] == "IN"
            and place - at <= 3
            and place + 1 < end
            and kinds[place + 1] in ("PS", "DT")
        ):
            return place + 1
    return -1


def _content_end(classed: Classed, start: int, sentence: Sentence) -> int:
    """The end of the sentence without its stop, or where another speaker or "according to" takes over."""
    kinds, quoted = classed.kinds, classed.paragraph.quoted
    for at in range(start + 2, sentence.last - 1):
        if quoted[at]:
            continue
        if kinds[at] == "," and kinds[at + 1] == "AC":
            return at
        if kinds[at] == "," and kinds[at + 1] in ("Vg", "Ng"):
            return at
        if kinds[at] == ";":
            return at
        if kinds[at] == "CJ" and kinds[at + 1] in _PAST and _clause(classed, at + 1, sentence):
            return at
        if kinds[at] == "," and kinds[at + 1] == "CJ" and _speaks(classed, at + 2, sentence.last):
            return at
    end = sentence.last
    while end > start and kinds[end - 1] in (".", "?", "…", ":"):
        end -= 1
    return end


def _clause(classed: Classed, cue: int, sentence: Sentence) -> bool:
    """ "admitted … but insisted that …": a cue right after "and" or "but", and "that": the same speaker goes on."""
    return cue + 1 < sentence.last and classed.kinds[cue + 1] == "TH"


def _speaks(classed: Classed, first: int, end: int) -> bool:
    """Whether a verb of speech comes soon: another source, another cue."""
    for at in range(first, min(end, first + 8)):
        if classed.kinds[at] in ("Vd", "V3"):
            return True
        if classed.kinds[at] in (",", "“", "TH"):
            return False
    return False


def _according(classed: Classed, at: int, sentence: Sentence) -> Found | None:
    kinds, words = classed.kinds, classed.words
    if at + 2 >= sentence.last or kinds[at + 1] != "TO":
        return None
    end = at + 2
    while end < sentence.last and end - at < 40 and kinds[end] not in (".", ";", "“", "-", "?"):
        if kinds[end] == "," and not _apposition(kinds, end, sentence.last):
            break
        end += 1
    if end == at + 2:
        return None
    source = ((at + 2, end),)
    cue = ((at, at + 2),)
    if at == sentence.first:
        start = end + 1
        if end >= sentence.last or kinds[end] != "," or start >= sentence.last:
            return None
        return Found(
            source=source, cue=cue, content=((start, _content_end(classed, start, sentence)),), how="according to"
        )
    last = at - (kinds[at - 1] == ",")
    first = sentence.first + (kinds[sentence.first] == "CJ")
    if last - first < 3:
        return None
    content: tuple[Run, ...] = ((first, last),)
    del words
    return Found(source=source, cue=cue, content=content, how="according to")


def _apposition(kinds: Sequence[str], comma: int, end: int) -> bool:
    """Whether what follows a comma only says more of the source, up to a comma or the sentence's end."""
    if comma + 1 >= end or kinds[comma + 1] not in ("DT", "WH", "NO", "PP"):
        return False
    clause = kinds[comma + 1] == "WH"
    for at in range(comma + 1, min(end, comma + 16)):
        if kinds[at] == ",":
            return at > comma + 1
        if kinds[at] == ".":
            return True
        if not clause and (kinds[at] in ("BE", "HV", "MD", "DO", "PS", "“") or kinds[at] in ("Vd", "V3", "ED")):
            return False
    return False


def _participle(classed: Classed, at: int, sentence: Sentence, before: Found) -> Found | None:
    """ ", adding that …": the speaker is the one of the cue before."""
    start, _ = _clause_start(classed, at, SAID[classed.words[at]][0], sentence)
    if start < 0:
        return None
    end = _content_end(classed, start, sentence)
    return Found(source=before.source, cue=((at, at + 1),), content=((start, end),), how="participle")
