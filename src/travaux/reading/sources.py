"""Sources: who is said to have said it, as told and no further: what kind of source, on which terms, through whom.

    a person by name     "Orla Velling, the chief negotiator of the union"    office and organisation where told
    an office            "the foreign minister", "the union", "both sides"    nobody is put in its place from outside
    a document           "the decree"
    an outlet            "the Harbour Ledger"
    anonymous            "a senior official", "two people familiar with the talks"
    unstated             "faces allegations", "is said to have": never the subject of the sentence

A source without a name is never taken for another, nor for somebody with a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from travaux.reading import mentions
from travaux.reading.items import Attributed, Report, Span
from travaux.reading.lexicon.lists import words as words_of
from travaux.reading.lines import Line, Run
from travaux.reading.mentions import Link, Mentions
from travaux.reading.particles import (
    BODIES,
    DETERMINERS,
    DOCUMENTS,
    FEMALE,
    MALE,
    NUMBERS,
    OFFICES,
    OUTLET_KINDS,
    OUTLETS,
    PRONOUNS,
    TITLES,
)
from travaux.reading.passages import Passage
from travaux.record.terms import Attribution as Terms
from travaux.record.terms import Person, PersonId, Source

UNLISTED = PersonId("")
"""The id of a person whom no record lists yet; whoever enters the statement gives one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A source and all that is told of it. `spans` are the characters it stands in; `how` names every step.

    `first` is by what name "I" in its words is meant, `kind` what that name is, where that is known.
    """

    source: Source
    spans: tuple[Span, ...] = ()
    terms: Terms = "unstated"
    terms_spans: tuple[Span, ...] = ()
    channel_spans: tuple[Span, ...] = ()
    through: tuple[Source, ...] = ()
    how: tuple[str, ...] = ()
    first: str = ""
    kind: mentions.Kind = "name"


_UNNAMED = re.compile(
    r"\bon (?:the )?condition of anonymity\b|\b(?:spoke|speaking|spoken|talked) anonymously\b"
    r"|\b(?:asked|asking|requested|requesting|wished|preferred|declined|declining|wanted|insisted on|refused) "
    r"(?:not to be|to not be|to be|not being) (?:named|identified|quoted by name|quoted)\b"
    r"|\b(?:did|does|do) not want (?:to be|their names?|his name|her name) (?:named|identified|used|published)\b"
    r"|\b(?:was|were|is|are) not (?:authori[sz]ed|allowed|permitted) to (?:speak|talk|comment|brief|discuss)"
    r"(?: (?:publicly|to (?:the press|the media|reporters|journalists)|about it|on the record|with the media))?"
    r"|\b(?:requested|requesting|granted|on guarantee of|asked for|asking for) anonymity\b|\bnot for attribution\b"
    r"|\boff the record\b|\bspeaking on condition that (?:he|she|they) not be (?:named|identified)\b",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(r"\b(?:on|for) (?:deep )?background\b", re.IGNORECASE)
_ON_RECORD = re.compile(r"\bon the record\b", re.IGNORECASE)
_CHANNEL = re.compile(
    r"\b(?i:in|on|at|via|by|through|during) (?:(?:a|an|the|his|her|its|their|two|several|separate|another)\s)?"
    r"(?:(?:joint|written|brief|short|rare|televised|emailed|e-mailed|recorded|open|public|prepared|official|weekly|"
    r"daily|separate|live|video|radio|television|tv|press|news|social|media|phone|telephone|late-night)\s)*"
    r"(?:statements?|interviews?|speech|tweets?|posts?|letters?|e-?mails?|conferences?|briefings?|message|video|"
    r"broadcast|media|telephone|phone|television|radio|address|blog|column|remarks|comments|rally|communiqué|communique|filing|"
    r"testimony|podcast|note|memo|release|text message)\b(?: on [A-Z]\w+)?"
    r"|\bon (?:its|his|her|their) (?:website|site|page|account|channel|blog)\b"
)
_CALENDAR = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
_POSTED = re.compile(
    r"\b(?:wrote|writes|posted|posting|writing|post|published|tweeted|message)\b[^.;“\"]{0,30}?\b"
    rf"(on (?!{_CALENDAR})[A-Z]\w+)\b"
)
_UNSTATED = re.compile(
    r"\b(?:fac(?:es|ed|ing)|amid|despite|following|dogged by|drew|draws|after|over)\b[^.;]{0,30}"
    r"\b(?:allegations?|accusations?|claims|charges|criticism|rumou?rs|reports|suggestions|speculation)\b"
    r"|\b(?:is|are|was|were|been|being) (?:\w+ly )?(?:said|alleged|reported|believed|thought|understood|rumou?red"
    r"|accused|suspected|expected|known|claimed|considered|deemed)\b(?! by\b)"
    r"|\b(?:allegations?|accusations?|rumou?rs|speculation|suggestions) (?:that|of)\b|\breportedly\b|\ballegedly\b"
)
_ANYBODY = words_of(
    "official officials source sources person people aide aides diplomat diplomats insider insiders delegate "
    "delegates negotiator negotiators participant participants witness witnesses lawmaker lawmakers adviser "
    "advisers member members observer observers lawyer lawyers analyst analysts expert experts minister ministers "
    "leader leaders representative representatives worker workers executive executives officer officers colleague "
    "colleagues spokesman spokeswoman spokesperson mediator envoy ambassador critic critics others several many "
    "some steward economist professor"
)
_GENERIC = words_of("official officials source sources person people diplomat diplomats aide aides insider insiders")
_BEHIND = words_of(
    "of for from in at with on to by who , ( familiar close briefed involved speaking working present that which based "
    "seen obtained published signed sent issued released dated written circulated shared reviewed about near inside"
)
_OFTEN = 20
"""Mentions of a person in office that are looked at, at most."""
_AFFAIRS = words_of(
    "talks negotiations discussions matter matters meeting process plan text draft room issue situation"
)
_DEFINITE = words_of("the this that these those his her its their")
_COLLECTIVE = words_of("sides parties delegations teams governments unions capitals countries states groups workers")


@dataclass(frozen=True, slots=True)
class Scene:
    """A report with its passages and its names: what a source is read against."""

    report: Report
    passages: Sequence[Passage]
    names: Mentions

    def passage(self, place: int) -> Passage | None:
        """Returns the passage that holds a character."""
        low, high = 0, len(self.passages)
        while low < high:
            middle = (low + high) // 2
            if self.passages[middle].span[1] <= place:
                low = middle + 1
            else:
                high = middle
        if low < len(self.passages) and self.passages[low].span[0] <= place:
            return self.passages[low]
        return None


def read(scene: Scene, one: Attributed, before: Told | None = None) -> Told:
    """Returns the source of an attribution. `before` is that of the attribution before it, for what is carried over."""
    text = scene.report.text
    anchor = (one.cue or one.source or one.content)[0][0]
    passage = scene.passage(anchor)
    if passage is None:
        return Told(source=Source(kind="unstated"))
    cue = " ".join(" ".join(text[start:end].split()) for start, end in one.cue)
    told = _named(scene, one, passage, cue, before)
    told = _chained(scene, one, passage, told)
    return _circumstances(scene, one, passage, told)


def _named(scene: Scene, one: Attributed, passage: Passage, cue: str, before: Told | None) -> Told:
    text = scene.report.text
    if one.source and _is_unstated(text, one, cue):
        return Told(source=Source(kind="unstated"), how=("source: not stated; the subject is not the source",))
    if not one.source:
        if before is not None and _carried(scene, one):
            return replace(
                before,
                spans=(),
                terms_spans=(),
                channel_spans=(),
                how=(*before.how, "source: carried over from the one before"),
            )
        return Told(source=Source(kind="unstated"), how=("source: none named",))
    start, end = one.source[0][0], one.source[-1][1]
    holding = scene.passage(start) or passage
    run = holding.line.run((start, end))
    if run is None:
        return Told(source=Source(kind="unstated"), spans=one.source)
    wide = _widened(holding, run)
    spans = one.source if wide == run else (holding.line.span(wide),)
    return replace(_told(scene, holding, wide), spans=spans)


def _widened(passage: Passage, run: Run) -> Run:
    """Returns a source with whoever it only belongs to: of "sources close to the drivers" the drivers do not speak,
    nor of "a lawyer who has seen the papers" the papers."""
    line = passage.line
    if run[0] > 2 and line.low[run[0] - 1] in ("to", "with", "in") and line.low[run[0] - 2] in _NEARNESS:
        before = line.before(run[0] - 2, passage.parsed.verbs)
        return (before[0], run[1]) if before is not None else run
    for at in range(run[0] - 2, max(0, run[0] - 9), -1):
        if line.low[at] in (",", ";", ".", ":", "that"):
            return run
        if line.low[at] == "who" and line.noun(at - 1):
            acting = any(line.auxiliary(place) or place in passage.parsed.verbs for place in range(at + 1, run[0]))
            before = line.before(at, passage.parsed.verbs) if acting else None
            return (before[0], run[1]) if before is not None else run
    return run


_NEARNESS = words_of("close familiar acquainted briefed involved")


def _is_unstated(text: str, one: Attributed, cue: str) -> bool:
    """Whether the cue says that nobody in particular said it: "faces allegations", "is said to have"."""
    if _UNSTATED.search(cue):
        return True
    start = one.source[-1][1]
    upto = one.cue[-1][1] if one.cue else (one.content[0][0] if one.content else start)
    between = text[min(start, upto) : max(start, upto)]
    found = _UNSTATED.match(between.strip()) if len(between) < 80 else None
    return found is not None and found.start() == 0


def _carried(scene: Scene, one: Attributed) -> bool:
    """Whether words without a cue carry on what the speaker before said: wholly quoted, and nobody named between."""
    if one.cue or not one.content:
        return False
    text = scene.report.text
    words = text[one.content[0][0] : one.content[-1][1]].strip()
    return words[:1] in "\"“'‘«„" and len(words) > 2


# What kind of source a run of words names


def _told(scene: Scene, passage: Passage, run: Run) -> Told:
    line, text = passage.line, scene.report.text
    words = passage.words(text, run)
    low = line.low[run[0] : run[1]]
    if run[1] - run[0] == 1 and (low[0] in PRONOUNS or low[0] in _INDEFINITE):
        return _pronoun(scene, passage, run, words)
    named = [each for each in scene.names.inside(passage.number, run) if each.kind != "place"]
    head = _head(passage, run)
    if named:
        told = _by_name(scene, passage, run, head)
        if told is not None:
            return told
    return _without_name(scene, passage, run, head, words)


def _head(passage: Passage, run: Run) -> int:
    """Returns the head of a run: the last word before "of", "who", a comma or another preposition."""
    line = passage.line
    end = run[1]
    for at in range(run[0] + 1, run[1]):
        low = line.low[at]
        if low in _BEHIND:
            end = at
            break
    return end - 1


def _by_name(scene: Scene, passage: Passage, run: Run, head: int) -> Told | None:
    """Returns a source in whose words a name stands, if the name is its own and not its organisation's."""
    line, names = passage.line, scene.names
    inside = names.inside(passage.number, run)
    for each in [one for one in inside if one.run[1] - 1 == head and not _listed(line, one)] or inside:
        link = names.link(each)
        known = each.kind if link.kind == "name" else link.kind
        owner = each.run[1] < len(line.low) and line.low[each.run[1]] in ("'s", "'") and each.run[1] < run[1]
        before = line.low[each.run[0] - 1] if each.run[0] > run[0] else ""
        behind = before in ("of", "from", "for", "at", "in", "with", "to", "the")
        if before in _ANY_ONE and known != "outlet":
            return None
        if _describes(passage, each, run, head):
            continue
        several = [other for other in inside if other.run[0] > each.run[1]]
        if each.run[0] > head and not _beside(line, head, each.run[0]):
            continue
        if known == "person" and not owner and not (behind and each.run[0] > head + 1):
            if _joined(passage, each.run, several):
                return None
            return _person(scene, passage, each, link)
        if known == "outlet" and not owner and each.run[0] <= head:
            source = Source(kind="outlet", outlet=link.name)
            return Told(source=source, how=_hows(link), first=link.name, kind="outlet")
        if known == "name" and not owner and not behind and each.run[0] <= head:
            if _joined(passage, each.run, several):
                return None
            if _somebody(passage, each, link):
                return _person(scene, passage, each, link)
            source = Source(kind="office", organisation=link.name)
            return Told(source=source, how=_hows(link), first=link.name, kind="body")
        if known == "body" and not owner and each.run[1] - 1 >= head >= each.run[0]:
            source = Source(kind="office", organisation=link.name)
            return Told(source=source, how=_hows(link), first=link.name, kind="body")
    return None


def _beside(line: Line, head: int, first: int) -> bool:
    """Whether nothing but a comma and a title stands between an office and a name: "the negotiator, Ms Orn"."""
    return all(line.low[at] == "," or line.low[at].rstrip(".") in TITLES for at in range(head + 1, first))


_COUNTING = words_of("a an some several many another few both all neither most")
_KIN = words_of("brother sister son daughter father mother wife husband friend colleague neighbour cousin uncle aunt")


def _somebody(passage: Passage, each: mentions.Mention, link: Link) -> bool:
    """Whether a name of which nothing is shown is taken for a person's: two words, or one behind "her brother".

    Of whom a sentence speaks as "it" is nobody.
    """
    low = passage.line.low
    if each.run[0] and (low[each.run[0] - 1] in _KIN or low[each.run[0] - 1].endswith(("ist", "ian"))):
        return True
    if " " not in link.name or link.name.lower().split()[-1].rstrip("s") in BODIES:
        return False
    return not ("its" in low[each.run[1] : each.run[1] + 5] and not {"he", "she", "his", "her"} & set(low))


_ANY_ONE = words_of("a an another one some several many two three four five")


def _listed(line: Line, one: mentions.Mention) -> bool:
    """Whether a name is one of several that "and" joins."""
    return one.run[0] > 0 and line.low[one.run[0] - 1] in ("and", ",", "or")


def _describes(passage: Passage, each: mentions.Mention, run: Run, head: int) -> bool:
    """Whether a name only describes a head that follows it: "an Aldanian official", "a Delvian diplomat"."""
    line = passage.line
    if not (each.run[0] >= run[0] and each.run[1] - 1 < head) or each.kind == "person":
        return False
    between = line.low[each.run[1] : head + 1]
    return "," not in between and "'s" not in between and line.low[head] in OFFICES | BODIES | DOCUMENTS | _ANYBODY


def _joined(passage: Passage, run: Run, others: Sequence[mentions.Mention]) -> bool:
    """Whether "and" joins another name to this one: then it is two who speak, and no one of them alone."""
    return any(passage.line.low[each.run[0] - 1] == "and" for each in others) and passage.line.low[run[1]] in (
        "and",
        ",",
    )


def _hows(link: Link) -> tuple[str, ...]:
    return (f"source: {link.how}",) if link.how else ()


def _person(scene: Scene, passage: Passage, each: mentions.Mention, link: Link) -> Told:
    office = each.office or link.office
    organisation = _organisation(scene, passage, each) if each.office else ""
    if not organisation and office:
        organisation = _organisation_anywhere(scene, link)
    bare = _office_alone(office)
    source = Source(
        kind="person", person=Person(id=UNLISTED, name=link.name, office=bare or None), office=bare,
        organisation=organisation,
    )  # fmt: skip
    return Told(source=source, how=_hows(link), first=link.name, kind="person")


def _organisation_anywhere(scene: Scene, link: Link) -> str:
    for each in scene.names.in_office.get(link.name, ())[:_OFTEN]:
        found = _organisation(scene, scene.passages[each.passage], each)
        if found:
            return found
    return ""


def _office_alone(office: str) -> str:
    """Returns an office without whose it is: "chief negotiator" of "the union's chief negotiator for wages"."""
    words = office.split()
    for at, word in enumerate(words):
        if word in ("'s", "’s") or word.endswith(("'s", "’s", "s'", "s’")):
            words = words[at + 1 :]
            break
    while words and words[0].lower() in DETERMINERS:
        words = words[1:]
    for at, word in enumerate(words):
        if at and word.lower() in ("of", "for", "from", "at", "in", "on", "to"):
            inside = " ".join(words[:at]).lower().split()
            if inside and inside[-1] in OFFICES:
                return " ".join(words[:at])
    return " ".join(words)


def _organisation(scene: Scene, passage: Passage, each: mentions.Mention) -> str:
    """Returns for whom somebody holds an office, as the words of the office tell it."""
    if each.office_run is None:
        return ""
    return _belonging(scene, passage, each.office_run)


def _belonging(scene: Scene, passage: Passage, run: Run) -> str:
    """Returns whose an office is: "the union" of "the union's negotiator", of "negotiator for the union"."""
    line = passage.line
    for at in range(run[0] + 1, run[1]):
        if line.low[at] in ("'s", "'") and at < run[1] - 1:
            start = run[0]
            if start and line.low[start - 1] in DETERMINERS:
                start -= 1
            return _whose(scene, passage, (start, at))
    if run[0] > 1 and line.low[run[0] - 1] in ("'s", "'"):
        owner = line.before(run[0] - 1, passage.parsed.verbs)
        return _whose(scene, passage, owner) if owner is not None else ""
    for at in range(run[0] + 1, run[1] - 1):
        if line.low[at - 1] in ("familiar", "close", "involved", "briefed", "present"):
            continue
        if line.low[at] in ("of", "for", "from", "at", "in", "with"):
            end = at + 1
            while end < run[1] and line.low[end] not in (",", "who", "familiar", "in", "on", "close"):
                end += 1
            if end > at + 1 and line.low[end - 1] not in _AFFAIRS:
                return _whose(scene, passage, (at + 1, end))
    return ""


def _whose(scene: Scene, passage: Passage, run: Run) -> str:
    for each in scene.names.inside(passage.number, run):
        if each.run == run or (
            each.run[0] == run[0] + 1 and each.run[1] == run[1] and passage.line.low[run[0]] == "the"
        ):
            return scene.names.link(each).name
    return passage.words(scene.report.text, run)


def _pronoun(scene: Scene, passage: Passage, run: Run, words: str) -> Told:
    low = words.lower()
    if low in MALE or low in FEMALE:
        link = mentions.pronoun(low, scene.names, scene.passages, passage.number, passage.line.spans[run[0]][0])
        if link is not None:
            office = _office_alone(link.office)
            source = Source(
                kind="person", person=Person(id=UNLISTED, name=link.name, office=office or None), office=office,
                organisation=_organisation_anywhere(scene, link),
            )  # fmt: skip
            return Told(source=source, how=_hows(link), first=link.name, kind="person")
        return Told(
            source=Source(kind="person", attributes=words), how=(f"source: “{words}” is not linked to anybody",)
        )
    kind: Kind = "office" if low == "it" else "anonymous" if low in _INDEFINITE else "person"
    return Told(source=Source(kind=kind, attributes=words), how=(f"source: “{words}” is not linked to anybody",))


Kind = Literal["person", "office", "anonymous"]
_INDEFINITE = words_of(
    "whoever everyone everybody nobody someone somebody anyone anybody many some others both none neither who few "
    "several"
)


def _without_name(scene: Scene, passage: Passage, run: Run, head: int, words: str) -> Told:
    line = passage.line
    lead, noun = line.low[run[0]], line.low[head]
    end = next((at for at in range(run[0] + 1, run[1]) if line.low[at] in ("who", ",", "speaking")), run[1])
    attributes = passage.words(scene.report.text, (run[0], end))
    belongs = _belonging(scene, passage, (run[0], end))
    counted = lead in NUMBERS or lead.isdecimal() or lead in _COUNTING
    bare = lead not in _DEFINITE and line.low[run[0] + 1 : run[0] + 2] not in (("'s",), ("'",))
    possessed = any(low in ("'s", "'") for low in line.low[run[0] : head + 1])
    if noun in DOCUMENTS and noun != "paper":
        return Told(source=Source(kind="document", attributes=words, organisation=belongs), kind="name")
    if noun in OUTLET_KINDS:
        return Told(source=Source(kind="outlet", outlet=attributes), first=attributes, kind="outlet")
    anybody = noun in _ANYBODY or noun in OFFICES
    if anybody and (counted or (bare and noun in _ANYBODY and not possessed) or (noun in _GENERIC)) and not possessed:
        return Told(source=Source(kind="anonymous", attributes=attributes, organisation=belongs), first="")
    if noun in _GENERIC:
        return Told(source=Source(kind="anonymous", attributes=attributes, organisation=belongs), first="")
    if noun in OFFICES and noun not in BODIES:
        link = scene.names.holder(attributes) if lead in _DEFINITE and not possessed else None
        if link is not None and _one_holder(scene, link, noun):
            office = _office_alone(link.office)
            source = Source(
                kind="person", person=Person(id=UNLISTED, name=link.name, office=office or None), office=office,
                organisation=_organisation_anywhere(scene, link),
            )  # fmt: skip
            return Told(source=source, how=_hows(link), first=link.name, kind="person")
        office = _office_alone(attributes)
        return Told(source=Source(kind="office", office=office, organisation=belongs), first="")
    if counted and noun not in BODIES and noun not in _COLLECTIVE and noun not in OUTLETS:
        return Told(source=Source(kind="anonymous", attributes=attributes, organisation=belongs), first="")
    return Told(source=Source(kind="office", organisation=attributes), first=attributes, kind="body")


def _one_holder(scene: Scene, link: Link, noun: str) -> bool:
    """Whether nobody else in the text holds an office of that name: after two ministers "the minister" is neither."""
    return scene.names.holders.get(noun, set()) <= {link.name}


# Through whom, on which terms, where

_CITING = re.compile(r"\bciting\s+|\bquoting\s+")
_QUOTED_BY = re.compile(r"\b(?:was|were|is|are|been)?\s*(?:quoted|cited) by\s+|\baccording to\s+(?=the\b)")


def _chained(scene: Scene, one: Attributed, passage: Passage, told: Told) -> Told:
    """Puts an outlet that cites somebody behind whoever it cites: "the Ledger reported, citing two people"."""
    text = scene.report.text
    found = _CITING.search(text, passage.span[0], passage.span[1])
    if found is None and not told.through and told.source.kind not in ("outlet", "document"):
        return _published(scene, one, passage, told)
    if found is None or told.source.kind not in ("outlet", "office", "unstated", "person"):
        return told
    if any(start <= found.start() < end for start, end in one.content):
        return told
    if one.source and found.start() < one.source[0][0]:
        return told
    at = passage.line.at(found.end())
    if at is None or passage.line.after(at, passage.parsed.verbs) is None:
        return told
    run = (at, _cited_end(passage, at))
    if run[1] <= run[0]:
        return told
    cited = _told(scene, passage, run)
    if cited.source.kind == "office" and not _speaks(scene, passage, run):
        return told
    span = passage.line.span(run)
    outer = told.source
    if outer.kind == "office" and outer.organisation:
        outer = Source(kind="outlet", outlet=outer.organisation)
    through = () if outer.kind == "unstated" else (outer,)
    return replace(
        cited, spans=tuple(sorted({*told.spans, span})), through=through,
        how=(*told.how, *cited.how, "source: whom the first one cites"),
    )  # fmt: skip


def _cited_end(passage: Passage, at: int) -> int:
    """Returns where the words for whom somebody cites end: at a comma, a stop, "who", "that" or a word of speech."""
    low = passage.line.low
    for place in range(at + 1, min(len(low), at + 24)):
        if low[place] in (",", ".", ";", ":", "(", "who", "that", "which", "as") or low[place] in _SPOKE:
            return place
    return min(len(low), at + 24)


def _speaks(scene: Scene, passage: Passage, run: Run) -> bool:
    """Whether a run names somebody who can be cited: a name, an office, those who act together; no reason."""
    if scene.names.inside(passage.number, run):
        return True
    return passage.line.low[_head(passage, run)] in OFFICES | BODIES | OUTLETS


_SPOKE = words_of("said says saying told reported spoke speaking added")
_REPORTED = re.compile(r"\b(?:reported|reports)\b")


def _published(scene: Scene, one: Attributed, passage: Passage, told: Told) -> Told:
    """Puts an outlet behind a source where the sentence says that it reported this: ", the Wire reported"."""
    for found in _REPORTED.finditer(scene.report.text, *passage.span):
        touches = any(start < found.end() and found.start() < end for start, end in (*one.cue, *one.content))
        at = passage.line.at(found.start())
        if touches or at is None:
            continue
        for each in scene.names.by_passage.get(passage.number, ()):
            if each.run[1] == at and (each.kind == "outlet" or scene.names.link(each).kind == "outlet"):
                outlet = Source(kind="outlet", outlet=scene.names.link(each).name)
                return replace(told, through=(outlet,), how=(*told.how, "source: as an outlet reported"))
    return told


def _circumstances(scene: Scene, one: Attributed, passage: Passage, told: Told) -> Told:
    """Adds terms, channel and the outlet spoken to, from the words of the sentence outside the content."""
    text = scene.report.text
    terms, spans = _terms(scene, one, passage, told)
    channel = _channel(text, one, passage)
    outlet, how = _spoken_to(scene, one, passage)
    source = told.source
    words = " ".join(text[slice(*channel)].split()) if channel else ""
    published = outlet or source.outlet or next((each.outlet for each in reversed(told.through) if each.outlet), "")
    source = replace(source, channel=words, outlet=published or scene.report.outlet)
    return replace(
        told, source=source, terms=terms, terms_spans=spans, channel_spans=(channel,) if channel else (),
        how=(*told.how, *how),
    )  # fmt: skip


def _outside(one: Attributed, span: Span) -> bool:
    return not any(start < span[1] and span[0] < end for start, end in one.content)


def _terms(scene: Scene, one: Attributed, passage: Passage, told: Told) -> tuple[Terms, tuple[Span, ...]]:
    text = scene.report.text
    nameless = told.source.kind in ("anonymous", "office") or (
        told.source.kind == "person" and told.source.person is None
    )
    found = _UNNAMED.search(text, *passage.span)
    if found and nameless:
        return "not for attribution", (found.span(),)
    if found is None and told.source.kind == "anonymous" and (following := _spoke_so(scene, passage)):
        return "not for attribution", (following,)
    found = _BACKGROUND.search(text, *passage.span)
    if found and nameless and _outside(one, found.span()):
        return "background", (found.span(),)
    found = _ON_RECORD.search(text, *passage.span)
    if found and _outside(one, found.span()) and "not" not in text[max(0, found.start() - 12) : found.start()]:
        return "on the record", (found.span(),)
    return "unstated", ()


_THEY = re.compile(
    r"\s*(?:They|Both|He|She|All|Each|The (?:official|officials|person|people|source|sources|two|three)) "
)


def _spoke_so(scene: Scene, passage: Passage) -> Span | None:
    """Returns the terms that the next sentence gives of the source in this one: "They spoke on condition of …"."""
    number = passage.number + 1
    if number >= len(scene.passages) or scene.passages[number].paragraph > passage.paragraph + 1:
        return None
    start, end = scene.passages[number].span
    found = _UNNAMED.search(scene.report.text, start, end)
    begins = _THEY.match(scene.report.text, start, end)
    return found.span() if found and begins and found.start() - begins.end() < 40 else None


def _channel(text: str, one: Attributed, passage: Passage) -> Span | None:
    for pattern, group in ((_CHANNEL, 0), (_POSTED, 1)):
        for found in pattern.finditer(text, *passage.span):
            if _outside(one, found.span(group)) and _near(one, found.span(group)):
                return found.span(group)
    return None


def _near(one: Attributed, span: Span) -> bool:
    """Whether words stand by a cue: at most 60 characters from it."""
    return any(start - 60 <= span[0] and span[1] <= end + 60 for start, end in one.cue or one.source)


_TOLD = re.compile(
    r"\b(?:told|telling|tells|spoke to|speaking to|spoken to|informed|in an? (?:\w+ )?(?:interview|conversation) with"
    r"|interview (?:to|with)|in remarks to|in comments to)\s+"
)


def _spoken_to(scene: Scene, one: Attributed, passage: Passage) -> tuple[str, tuple[str, ...]]:
    """Returns the outlet to which a source spoke, where the words say so of one that is shown to be an outlet."""
    for found in _TOLD.finditer(scene.report.text, *passage.span):
        if not _outside(one, found.span()) or not _near(one, found.span()):
            continue
        at = passage.line.at(found.end())
        if at is None:
            continue
        if passage.line.low[at] == "the" and at + 1 < len(passage.line.low):
            at += 1
        for each in scene.names.by_passage.get(passage.number, ()):
            if each.run[0] == at and (each.kind == "outlet" or scene.names.link(each).kind == "outlet"):
                return scene.names.link(each).name, ("outlet: to which the source spoke",)
        if passage.line.low[at] in OUTLET_KINDS:
            return passage.line.words[at], ("outlet: to which the source spoke",)
    return "", ()
