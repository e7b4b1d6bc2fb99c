"""The linker: from a label on every token to who said what.

Labels: `O`, and `B-` or `I-` with one of five. A source or content knows on which side its cue stands, so that linking
is reading off: what looks to the right goes to the next cue, what looks to the left to the cue before.

    S>  a source, its cue to come        C>  content, its cue to come        K  a cue
    S<  a source after its cue           C<  content after its cue
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from travaux.reading import subjects
from travaux.reading.classed import Classed, Found, Run

LABELS = ("O", "B-S>", "I-S>", "B-S<", "I-S<", "B-K", "I-K", "B-C>", "I-C>", "B-C<", "I-C<")
_FAR = 60


@dataclass(slots=True)
class _Cue:
    runs: list[Run]
    source: list[Run] = field(default_factory=list)
    content: list[Run] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Loose:
    """A labelled stretch that no cue claims."""

    run: Run
    label: str


def runs(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """The labelled stretches: label without its B or I, first token, token after the last."""
    found: list[tuple[str, int, int]] = []
    at, size = 0, len(labels)
    while at < size:
        if labels[at] == "O":
            at += 1
            continue
        last, name = at + 1, labels[at][2:]
        while last < size and labels[last] == "I-" + name:
            last += 1
        found.append((name, at, last))
        at = last
    return found


def link(classed: Classed, labels: Sequence[str], sureness: Sequence[float]) -> tuple[list[Found], list[Loose]]:
    """Returns the attributions that the labels of a paragraph tell of, and the stretches that belong to none.

    `sureness` is the probability of each token's label.
    """
    stretches = runs(labels)
    cues = _join_cues(classed, [(first, last) for name, first, last in stretches if name == "K"])
    loose: list[Loose] = []
    for name, first, last in stretches:
        if name == "K":
            continue
        ahead = name.endswith(">") or (name[0] == "C" and _turned(classed, cues, first, last))
        cue = _following(cues, last) if ahead else _preceding(cues, first)
        if cue is None or _too_far(cue, first, last):
            loose.append(Loose((first, last), name))
        else:
            (cue.source if name[0] == "S" else cue.content).append((first, last))
    loose = [one for one in loose if not _claimed(classed, cues, one, labels)]
    _enclose(classed, cues)
    found: list[Found] = []
    for number, cue in enumerate(cues):
        if not cue.content and not (number == len(cues) - 1 and announces(classed, cue.runs[-1][1])):
            loose.extend(Loose(run, "K") for run in cue.runs)
            continue
        found.append(_found(classed, cues, number, sureness))
    return found, loose


def _turned(classed: Classed, cues: list[_Cue], first: int, last: int) -> bool:
    """ "…, officials said. After that, “…”, the envoy was quoted": the cue before does not reach so far."""
    before, behind = _preceding(cues, first), _following(cues, last)
    sentence = classed.paragraph.sentence(first)
    if before is None or behind is None or before.runs[-1][1] > sentence.first or behind.runs[0][0] >= sentence.last:
        return False
    return any(kind not in _SIGNS for kind in classed.kinds[sentence.first : first])


def announces(classed: Classed, end: int) -> bool:
    """Whether a paragraph ends with a colon and nothing is quoted after a cue: the words stand in the next one."""
    kinds = classed.kinds
    return kinds[-1] == ":" and len(kinds) - end <= _FAR and not any(classed.paragraph.marks[end:])


def _enclose(classed: Classed, cues: list[_Cue]) -> None:
    """ "He said she agreed to it": what follows a cue at once, or its content, with a source of its own lies within."""
    for number in range(len(cues) - 2, -1, -1):
        outer, inner = cues[number], cues[number + 1]
        begins = min((run[0] for run in inner.source), default=inner.runs[0][0])
        after = [run for run in outer.content if run[0] >= outer.runs[-1][1]]
        end = after[-1][1] if after else outer.runs[-1][1]
        if end > begins or any(kind != "TH" for kind in classed.kinds[end:begins]):
            continue
        if not after and outer.content:
            continue
        if not inner.source or classed.kinds[outer.runs[-1][0]] not in _TELLS:
            continue
        if classed.paragraph.sentence(outer.runs[0][0]) is not classed.paragraph.sentence(begins):
            continue
        last = max(run[1] for run in inner.content + inner.runs)
        first = after[-1][0] if after else end
        outer.content = [run for run in outer.content if run != (first, end)] + [(first, last)]


_TELLS = frozenset(["V0", "V3", "Vd", "Vg", "N3", "Nd", "Ng", "T3", "Td", "Tg", "AC", "TO"])


def _claimed(classed: Classed, cues: list[_Cue], one: Loose, labels: Sequence[str]) -> bool:
    """Gives a content that has no cue on its side to the cue on the other side, or to one that was not labelled."""
    first, last = one.run
    if one.label[0] != "C":
        return False
    other = _preceding(cues, first) if one.label.endswith(">") else _following(cues, last)
    if other is not None and _beside(classed, other, first, last):
        other.content.append((first, last))
        other.content.sort()
        return True
    place = _unlabelled_cue(classed, one, labels)
    if place is None:
        return False
    cues.append(_Cue([(place, place + 1)], content=[(first, last)]))
    cues.sort(key=lambda cue: cue.runs)
    return True


def _beside(classed: Classed, cue: _Cue, first: int, last: int) -> bool:
    """Whether nothing but the cue's own source and signs lies between a cue and a content."""
    gap = range(last, cue.runs[0][0]) if cue.runs[0][0] >= last else range(cue.runs[-1][1], first)
    own = {at for run in cue.source for at in range(*run)}
    return len(gap) <= _NEAR + len(own) and all(at in own or classed.kinds[at] in _SIGNS for at in gap)


def _unlabelled_cue(classed: Classed, one: Loose, labels: Sequence[str]) -> int | None:
    """The nearest verb or noun of speech on the side to which a content looks, within its sentence."""
    first, last = one.run
    sentence = classed.paragraph.sentence(first)
    if one.label.endswith("<"):
        places = range(first - 1, max(sentence.first, first - _NEAR) - 1, -1)
    else:
        places = range(last, min(classed.paragraph.sentence(last - 1).last, last + _NEAR))
    for at in places:
        if labels[at][2:] not in ("", "K"):
            continue
        kind = classed.kinds[at]
        if kind in _CUES or kind == "AC":
            return at
    return None


_NEAR = 8
_SIGNS = frozenset([",", "“", "”", "-", ":", "?", "…", ".", "'"])
_CUES = frozenset(["V0", "V3", "Vd", "Vn", "Vg", "N0", "N3", "Nd", "Nn", "Ng", "T0", "T3", "Td", "Tn", "Tg", "NC"])


def _join_cues(classed: Classed, cues: list[Run]) -> list[_Cue]:
    """ "Did he say": an auxiliary apart from its verb, with only its subject between, is the same cue."""
    made: list[_Cue] = []
    for first, last in cues:
        before = made[-1].runs[-1] if made else None
        if (
            before
            and first - before[1] <= 4
            and all(kind in ("DO", "BE", "HV", "MD", "NG") for kind in classed.kinds[slice(*before)])
        ):
            made[-1].runs.append((first, last))
        else:
            made.append(_Cue([(first, last)]))
    return made


def _following(cues: list[_Cue], last: int) -> _Cue | None:
    return next((cue for cue in cues if cue.runs[-1][0] >= last), None)


def _preceding(cues: list[_Cue], first: int) -> _Cue | None:
    return next((cue for cue in reversed(cues) if cue.runs[0][1] <= first), None)


def _too_far(cue: _Cue, first: int, last: int) -> bool:
    """Whether more than a sentence of other words lies between: then the stretch is somebody else's."""
    gap = cue.runs[0][0] - last if cue.runs[0][0] >= last else first - cue.runs[-1][1]
    return gap > _FAR


def _found(classed: Classed, cues: list[_Cue], number: int, sureness: Sequence[float]) -> Found:
    cue, how = cues[number], "model"
    source = cue.source
    trust = _mean(cue.runs, sureness) * _mean(cue.content, sureness)
    if source:
        trust *= _mean(source, sureness) ** 0.5
    else:
        source, how = _missing_source(classed, cues, number)
        trust *= _mean(source, sureness) ** 0.5
    return Found(source=tuple(source), cue=tuple(cue.runs), content=tuple(cue.content), how=how, confidence=trust)


def _missing_source(classed: Classed, cues: list[_Cue], number: int) -> tuple[list[Run], str]:
    """Whose words they are where no source is labelled: the subject of the cue, or of the cue that it hangs on."""
    kinds, cue = classed.kinds, cues[number]
    first, last = cue.runs[0]
    sentence = classed.paragraph.sentence(first)
    if any(kinds[at] in _PASSIVE for at in range(first, last)) and not any(
        kinds[at] in _LEANS for at in range(first, last)
    ):
        return [], "model"
    behind = _inverted(classed, cues, number)
    if behind:
        return [behind], "model, subject by rule"
    subject = _subject(classed, cue)
    if subject:
        return [subject], "model, subject by rule"
    leans = kinds[first] in _LEANS or (first > sentence.first and kinds[first - 1] in ("CJ", ",", "TO"))
    if not leans:
        return [], "model"
    for other in reversed(cues[:number]):
        if other.source:
            near = classed.paragraph.sentence(other.source[0][0]) is sentence
            return (list(other.source), "model, same speaker") if near else ([], "model")
    for other in cues[number + 1 :]:
        if other.source and classed.paragraph.sentence(other.source[0][0]) is sentence and kinds[first] in _LEANS:
            return list(other.source), "model, same speaker"
    main = _main_subject(classed, first) if kinds[first] in _LEANS else None
    return ([main], "model, subject by rule") if main else ([], "model")


def _subject(classed: Classed, cue: _Cue) -> Run | None:
    """The noun phrase before a cue's first verb. A pronoun that was labelled as content is its subject all the same."""
    kinds = classed.kinds
    first, last = cue.runs[0]
    verb = next((at for at in range(first, last) if kinds[at] in _FINITE), None)
    if verb is None or any(kinds[at] not in _BEFORE_VERB for at in range(first, verb)):
        return None
    found = subjects.before(kinds, classed.words, verb, classed.paragraph.sentence(first).first)
    if found is None or found[0][1] > first:
        return None
    run = found[0]
    if run in cue.content and kinds[run[0]] in ("PS", "IT") and len(cue.content) > 1:
        cue.content.remove(run)
    return run if not any(one < run[1] and run[0] < other for one, other in cue.content) else None


def _inverted(classed: Classed, cues: list[_Cue], number: int) -> Run | None:
    """ "…," said Ms Marsk, who …: the noun phrase after a verb of speech that has all its content before it."""
    cue, kinds = cues[number], classed.kinds
    first, last = cue.runs[0]
    if len(cue.runs) > 1 or kinds[last - 1] not in _FINITE or not any(run[1] <= first for run in cue.content):
        return None
    if kinds[first - 1] not in (",", "”", "?", "-", "…"):
        return None
    for other in cues[number + 1 :]:
        for run in other.source:
            if run[0] == last:
                return run
    after = [run for run in cue.content if run[0] == last]
    phrase = subjects.after(kinds, classed.words, last, classed.paragraph.sentence(first).last)
    if phrase is None or kinds[phrase[0]] == "PO" or (after and after[0][1] > phrase[1] + 1):
        return None
    cue.content = [run for run in cue.content if run not in after]
    return phrase


def _main_subject(classed: Classed, cue: int) -> Run | None:
    """ "They went on as before, saying …": the subject of the first verb of the participle's sentence."""
    sentence = classed.paragraph.sentence(cue)
    for at in range(sentence.first, min(cue, sentence.first + subjects.REACH)):
        if classed.kinds[at] in _VERBS:
            found = subjects.before(classed.kinds, classed.words, at, sentence.first)
            return found[0] if found else None
        if classed.kinds[at] in _BARS:
            return None
    return None


_VERBS = frozenset(["Vd", "V3", "Nd", "N3", "Td", "T3", "Ad", "A3", "ED", "BE", "HV", "DO", "MD"])
_BARS = frozenset(["“", "”", ";", "-", ":", "SB", "WH"])
_BEFORE_VERB = frozenset(["BE", "HV", "DO", "MD", "NG", "AV", "LY", "TO"])
_LEANS = frozenset(["Vg", "Ng", "Tg", "ING"])
_FINITE = frozenset(["Vd", "V3", "Nd", "N3"])
_PASSIVE = frozenset(["BE"])


def _mean(parts: Sequence[Run], sureness: Sequence[float]) -> float:
    values = [sureness[at] for first, last in parts for at in range(first, last)]
    return sum(values) / len(values) if values else 1.0
