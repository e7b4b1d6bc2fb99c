"""Circumstances: through whom words came, on which terms, by which channel, to which outlet they were said."""

from __future__ import annotations

import re
from dataclasses import replace

from travaux.reading.items import Attributed, Span
from travaux.reading.lexicon.lists import words as words_of
from travaux.reading.lines import Run
from travaux.reading.particles import BODIES, OFFICES, OUTLET_KINDS, OUTLETS
from travaux.reading.passages import Passage
from travaux.reading.scene import Scene, Told
from travaux.reading.speakers import head_of, speaker
from travaux.record.terms import Attribution as Terms
from travaux.record.terms import Source

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
_CITING = re.compile(r"\bciting\s+|\bquoting\s+")


def chained(scene: Scene, one: Attributed, passage: Passage, told: Told) -> Told:
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
    cited = speaker(scene, passage, run)
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
    return passage.line.low[head_of(passage, run)] in OFFICES | BODIES | OUTLETS


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


def circumstances(scene: Scene, one: Attributed, passage: Passage, told: Told) -> Told:
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
        at = passage.line.at(found.end())
        if at is None or not _outside(one, found.span()) or not _near(one, found.span()):
            continue
        if passage.line.low[at] == "the" and at + 1 < len(passage.line.low):
            at += 1
        for each in scene.names.by_passage.get(passage.number, ()):
            if each.run[0] == at and (each.kind == "outlet" or scene.names.link(each).kind == "outlet"):
                return scene.names.link(each).name, ("outlet: to which the source spoke",)
        if passage.line.low[at] in OUTLET_KINDS:
            return passage.line.words[at], ("outlet: to which the source spoke",)
    return "", ()
