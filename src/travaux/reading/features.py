"""Features: what the model sees of each token of a paragraph. Strings in training, and their hashes in the weights.

Every feature is made of masked words and classes (`classes`), of quotation marks, of the nearest cue on either side in
the sentence, of the commas that cut the sentence in segments, and of how the sentence begins and ends. Distances are in
buckets, gaps at most `GAP` tokens: a sentence of any length costs the same for each of its tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from travaux.reading.classed import Classed, Found
from travaux.reading.prose import Paragraph

GAP = 40
_CUE = frozenset(["V0", "V3", "Vd", "Vn", "Vg", "N0", "N3", "Nd", "Nn", "Ng", "AC"])
_THOUGHT = frozenset(["T0", "T3", "Td", "Tn", "Tg"])
_ACT = frozenset(["A0", "A3", "Ad", "An", "Ag", "AJ", "NS", "NC"])
_CUT = frozenset([",", ";", ":", "-", "“", "”", "(", ")"])
_BUCKETS = ["0", "1", "2", "3", "4", "5", "5", "7", "7", "7", "7"] + ["12"] * 10 + ["25"] * 20


def bucket(distance: int) -> str:
    """A distance in tokens, coarse where it is long."""
    return _BUCKETS[distance] if distance < len(_BUCKETS) else "40"


def quote_states(paragraph: Paragraph) -> list[str]:
    """For each token: `o` outside, `(` and `)` marks, `i` inside, `n` deeper, `u` inside marks that do not match."""
    states = ["(" if mark == 1 else ")" if mark else "o" for mark in paragraph.marks]
    for at, depth in enumerate(paragraph.quoted):
        if depth and states[at] == "o":
            states[at] = "i" if depth == 1 else "n"
    if not paragraph.balanced:
        for one in paragraph.quotations:
            if not (one.opened and one.closed) and not (paragraph.carries and one is paragraph.quotations[-1]):
                for at in range(one.first, one.last):
                    if states[at] == "i":
                        states[at] = "u"
    return states


@dataclass(frozen=True, slots=True)
class Keys:
    """The features of the tokens of a paragraph, in groups.

    A list that stands at several tokens is one and the same, so that what is worked out from it is worked out once.
    """

    own: list[list[str]]
    left: list[list[str]]
    right: list[list[str]]
    segment: list[list[str]]
    quotation: list[list[str]]
    sentence: list[list[str]]

    def together(self) -> list[list[str]]:
        """All features of each token."""
        groups = zip(self.own, self.left, self.right, self.segment, self.quotation, self.sentence, strict=True)
        return [[key for group in token for key in group] for token in groups]


def features(classed: Classed, by_rule: Sequence[Found] = (), before: Classed | None = None, number: int = 0) -> Keys:
    """The features of every token of a paragraph, given what rules find in it, the paragraph before, and its number."""
    paragraph, masked, kinds = classed.paragraph, classed.words, classed.kinds
    states = quote_states(paragraph)
    sentences = _sentence_features(paragraph, masked, kinds, states)
    place = _place(paragraph, before, number)
    for one in sentences:
        one.extend(place)
    roles = _roles(len(masked), by_rule)
    return Keys(
        own=_own(paragraph, masked, kinds, states, sentences, roles),
        left=_cues(paragraph, masked, kinds, states, 1),
        right=_cues(paragraph, masked, kinds, states, -1),
        segment=_segments(paragraph, masked, kinds),
        quotation=_quotations(paragraph, masked, kinds),
        sentence=[
            sentences[number] for number, one in enumerate(paragraph.sentences) for _ in range(one.first, one.last)
        ],
    )


def _place(paragraph: Paragraph, before: Classed | None, number: int) -> list[str]:
    """Where a paragraph stands: how near the beginning, after what kind of paragraph."""
    made = ["n=" + str(min(number, 3)), "nw=" + bucket(min(len(paragraph.words), 40))]
    if before is None:
        return [*made, "e=-"]
    quotes = before.paragraph.quotations
    starts = "q" if quotes and quotes[0].first == 0 else "-"
    ends = before.kinds[-1] + ("c" if before.paragraph.carries else "")
    own = "q" if paragraph.marks[0] == 1 else "-"
    return [*made, "e=" + starts + ends + own, "ek=" + own + "".join(before.kinds[-3:])]


def _roles(size: int, by_rule: Sequence[Found]) -> list[str]:
    """What the rules make of each token: source, cue, content, by kind of rule; nothing."""
    roles = ["-"] * size
    for one in by_rule:
        way = "d" if one.how.startswith("quotation") or one.how.endswith("quotation") else "i"
        for name, part in (("C", one.content), ("S", one.source), ("K", one.cue)):
            for first, last in part:
                for at in range(first, last):
                    if roles[at] == "-" or name != "C":
                        roles[at] = name + way
    return roles


def _quotations(paragraph: Paragraph, masked: Sequence[str], kinds: Sequence[str]) -> list[list[str]]:
    """Features of the outermost quotation in which a token stands: what is before it and after it, how long it is."""
    nothing: list[str] = []
    found = [nothing] * len(masked)
    outer = [one for one in paragraph.quotations if one.depth == 1 and one.opened]
    for number, one in enumerate(outer):
        inside = bucket(min(one.last - one.first, 40))
        whole = "s" if one.first == 0 or kinds[one.first - 1] in (".", "?", "…", ":") else "m"
        end = kinds[one.last - 2] if one.closed and one.last - 2 > one.first else "u"
        after = "".join(kinds[one.last : one.last + 3]) or ">"
        before = "".join(kinds[max(0, one.first - 3) : one.first]) or "<"
        speaks = "".join(kind for kind in kinds[one.last : one.last + 12] if kind in _CUE or kind in ("“", "."))[:6]
        mine = [
            "ql=" + inside + whole + end, "qa=" + after + end, "qb=" + before + whole, "qs=" + speaks + whole + end,
            "qn=" + str(min(number, 2)) + whole + end, "qab=" + before[-4:] + "|" + after[:4],
        ]  # fmt: skip
        for at in range(one.first, one.last):
            found[at] = mine
    return found


def _own(
    paragraph: Paragraph, masked: Sequence[str], kinds: Sequence[str], states: Sequence[str],
    sentences: Sequence[list[str]], roles: Sequence[str],
) -> list[list[str]]:  # fmt: skip
    """Words and classes around each token, its quotation marks, its place in the sentence."""
    w = ["<2", "<1", *masked, ">1", ">2"]
    c = ["<", "<", "<", *kinds, ">", ">", ">"]
    s = ["<", *states, ">"]
    u = ["<", *roles, ">"]
    found: list[list[str]] = []
    for number, sentence in enumerate(paragraph.sentences):
        first, last = sentence.first, sentence.last
        starts = sentences[number][:6]
        for at in range(first, last):
            w0, w1, w2, w3, w4 = w[at : at + 5]
            c0, c1, c2, c3, c4, c5, c6 = c[at : at + 7]
            s0, state, s2 = s[at : at + 3]
            pair = state + s0 + s2
            place, rest = at - first, last - at - 1
            one = [
                "w=" + w2, "w-=" + w1, "w+=" + w3, "w--=" + w0, "w++=" + w4,
                "b-=" + w1 + "|" + w2, "b+=" + w2 + "|" + w3,
                "c3=" + c2 + c3 + c4, "c3-=" + c1 + c2 + c3, "c3+=" + c3 + c4 + c5,
                "c5=" + c1 + c2 + c3 + c4 + c5, "c4-=" + c0 + c1 + c2 + c3, "c4+=" + c3 + c4 + c5 + c6,
                "cw-=" + c2 + "|" + w2, "cw+=" + w2 + "|" + c4,
                "q=" + pair, "qc=" + state + c3, "qcc=" + pair + c2 + c3,
                "u=" + u[at + 1], "u3=" + u[at] + u[at + 1] + u[at + 2], "uc=" + u[at + 1] + c3,
                "p=" + bucket(place) + ("." if rest < 2 else ""), "r=" + bucket(rest) + c3,
            ]  # fmt: skip
            if place < 2:
                here = bucket(place)
                one += [key + here for key in starts]
            found.append(one)
    return found


def _cues(
    paragraph: Paragraph, masked: Sequence[str], kinds: Sequence[str], states: Sequence[str], step: int
) -> list[list[str]]:
    """Features of the nearest cue before (`step` 1) or after (-1) each token, within its sentence."""
    found: list[list[str]] = [[]] * len(masked)
    side = "l" if step == 1 else "r"
    for sentence in paragraph.sentences:
        span = range(sentence.first, sentence.last)
        cue = thought = verb = -1
        gap = ""
        comma = mark = sub = 0
        for at in span if step == 1 else reversed(span):
            if cue >= 0:
                away = abs(at - cue)
                word, kind = masked[cue], kinds[cue]
                after = kinds[cue + 1] if cue + 1 < len(kinds) else ">"
                between = ("," if comma else "") + ("s" if sub else "") + ("q" if mark else "")
                if comma > 1:
                    between += "+"
                mine = [
                    side + "w=" + word, side + "k=" + kind + after + between,
                    side + "d=" + kind + bucket(away) + between,
                    side + "s=" + kind + states[cue] + states[at] + between,
                    side + "wc=" + word + kinds[at] + between,
                    side + "wb=" + word + between,
                ]  # fmt: skip
                if away <= 6:
                    mine.append(side + "g=" + kind + gap)
                    mine.append(side + "gw=" + word + gap)
                found[at] = mine
            else:
                found[at] = [side + "0" + states[at]]
            if thought >= 0:
                found[at] = found[at] + [side + "t=" + masked[thought] + bucket(abs(at - thought))]
            if verb >= 0:
                found[at] = [
                    *found[at],
                    side + "v=" + masked[verb] + bucket(abs(at - verb)),
                    side + "vk=" + kinds[at] + masked[verb],
                ]
            kind = kinds[at]
            if kind == "ED" or kind in _ACT or kind in _CUE or kind in _THOUGHT:
                verb = at
            if kind in _CUE:
                cue, gap, comma, mark, sub = at, "", 0, 0, 0
            elif kind in _THOUGHT:
                thought = at
            if cue != at and cue >= 0:
                comma += kind in (",", ";", "-")
                mark |= kind in ("“", "”")
                sub |= kind in ("SB", "TH", "WH")
                gap += kind
                if len(gap) > 30:
                    gap = gap[:30]
    return found


def _segments(paragraph: Paragraph, masked: Sequence[str], kinds: Sequence[str]) -> list[list[str]]:
    """Features of the stretch between two commas, dashes or marks in which each token stands, and of its neighbours."""
    found: list[list[str]] = [[]] * len(masked)
    for sentence in paragraph.sentences:
        cuts = [sentence.first]
        cuts += [at for at in range(sentence.first + 1, sentence.last) if kinds[at] in _CUT]
        cuts.append(sentence.last)
        shapes = [_shape(kinds, first, last) for first, last in pairwise(cuts)]
        many = len(shapes)
        for number, (first, last) in enumerate(pairwise(cuts)):
            before = shapes[number - 1] if number else ("<", "<", "<")
            after = shapes[number + 1] if number + 1 < many else (">", ">", ">")
            where = ("0" if not number else "z" if number == many - 1 else "m") if many > 1 else "1"
            own = shapes[number]
            both = [
                "g=" + own[0], "gh=" + own[1] + where, "gv=" + own[2] + where, "gb=" + before[0], "ga=" + after[0],
                "gbv=" + before[2] + "|" + own[2] + "|" + after[2],
            ]  # fmt: skip
            for at in range(first, last):
                found[at] = both
    return found


def _shape(kinds: Sequence[str], first: int, last: int) -> tuple[str, str, str]:
    """A stretch in three grains: all its classes if it is short, its first two classes and words, its verbs."""
    whole = "".join(kinds[first:last]) if last - first <= 7 else "long"
    head = "".join(kinds[first : min(first + 3, last)])
    verb = ""
    for at in range(first, last if last - first < GAP else first + GAP):
        kind = kinds[at]
        if kind in _CUE or kind in _THOUGHT or (kind in _ACT and kind[0] == "A"):
            verb += kind
        elif kind in ("BE", "HV", "DO", "MD"):
            verb += "x"
        elif kind == "ED":
            verb += "e"
        if len(verb) > 7:
            break
    return whole, head, verb


def _sentence_features(
    paragraph: Paragraph, masked: Sequence[str], kinds: Sequence[str], states: Sequence[str]
) -> list[list[str]]:
    """Features shared by all tokens of a sentence: its own outline and those of the sentences beside it."""
    outlines = [_outline(masked, kinds, states, one.first, one.last) for one in paragraph.sentences]
    none = ("-", "-", "-", "-")
    found: list[list[str]] = []
    for number, own in enumerate(outlines):
        before = outlines[number - 1] if number else none
        after = outlines[number + 1] if number + 1 < len(outlines) else none
        mine = ["s" + str(grain) + "=" + text for grain, text in enumerate(own)]
        mine += ["sb" + str(grain) + "=" + text for grain, text in enumerate(before)]
        mine += ["sa" + str(grain) + "=" + text for grain, text in enumerate(after)]
        mine.append("sn=" + ("1" if len(outlines) == 1 else "0" if not number else "m"))
        mine.append("sq=" + before[0] + own[0] + after[0])
        if paragraph.carried:
            mine.append("carried")
        found.append(mine)
    return found


def _outline(
    masked: Sequence[str], kinds: Sequence[str], states: Sequence[str], first: int, last: int
) -> tuple[str, str, str, str]:
    """How much is quoted; how many cues; how it begins; how it ends."""
    inside = outside = said = thought = 0
    for at in range(first, last):
        state = states[at]
        if state == "o":
            outside += kinds[at] != "."
        elif state in "inu":
            inside += 1
        kind = kinds[at]
        said += kind in _CUE and state == "o"
        thought += kind in _THOUGHT and state == "o"
    amount = "n" if not inside else "a" if not outside else "s" if outside > 4 else "t"
    counts = str(min(said, 3)) + str(min(thought, 2))
    return (
        amount,
        amount + counts,
        kinds[first] + masked[first],
        masked[last - 1] + (kinds[last - 2] if last - first > 1 else ""),
    )


def windows(paragraph: Paragraph, most: int = 700) -> Iterator[tuple[int, int]]:
    """Cuts a paragraph at sentences into stretches of about `most` tokens, for the decoder."""
    first = last = 0
    for sentence in paragraph.sentences:
        if sentence.last - first > most and last > first:
            yield first, last
            first = last
        last = sentence.last
    yield first, last
