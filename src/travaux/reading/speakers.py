"""Speakers: what kind of source some words name, by which name, office and organisation, as the text itself tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from travaux.reading import mentions
from travaux.reading.lexicon.lists import words as words_of
from travaux.reading.lines import Line, Run
from travaux.reading.mentions import Link
from travaux.reading.names import Mention
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
from travaux.reading.scene import UNLISTED, Scene, Told
from travaux.record.terms import Person, Source

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


def speaker(scene: Scene, passage: Passage, run: Run) -> Told:
    """Returns the source that a run of words names."""
    line, text = passage.line, scene.report.text
    words = passage.words(text, run)
    low = line.low[run[0] : run[1]]
    if run[1] - run[0] == 1 and (low[0] in PRONOUNS or low[0] in _INDEFINITE):
        return _pronoun(scene, passage, run, words)
    named = [each for each in scene.names.inside(passage.number, run) if each.kind != "place"]
    head = head_of(passage, run)
    if named:
        told = _by_name(scene, passage, run, head)
        if told is not None:
            return told
    return _without_name(scene, passage, run, head, words)


def head_of(passage: Passage, run: Run) -> int:
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
            if _joined(line, each.run, several):
                return None
            return _person(scene, each, link)
        if known == "outlet" and not owner and each.run[0] <= head:
            source = Source(kind="outlet", outlet=link.name)
            return Told(source=source, how=_hows(link), first=link.name, kind="outlet")
        if known == "name" and not owner and not behind and each.run[0] <= head:
            if _joined(line, each.run, several):
                return None
            if _somebody(passage, each, link):
                return _person(scene, each, link)
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


def _somebody(passage: Passage, each: Mention, link: Link) -> bool:
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


def _listed(line: Line, one: Mention) -> bool:
    """Whether a name is one of several that "and" joins."""
    return line.low[_joint(line, one)] in ("and", ",", "or")


def _joint(line: Line, one: Mention) -> int:
    """Returns the word before a name, its title and its office: "and" of "and the envoy Mr Reel"; else the first."""
    at = min(one.run[0], one.office_run[0] if one.office_run else one.run[0]) - 1
    while at > 0 and (line.low[at].rstrip(".") in TITLES or line.low[at] in DETERMINERS):
        at -= 1
    return max(at, 0)


def _describes(passage: Passage, each: Mention, run: Run, head: int) -> bool:
    """Whether a name only describes a head that follows it: "an Aldanian official", "a Delvian diplomat"."""
    line = passage.line
    if not (each.run[0] >= run[0] and each.run[1] - 1 < head) or each.kind == "person":
        return False
    between = line.low[each.run[1] : head + 1]
    return "," not in between and "'s" not in between and line.low[head] in OFFICES | BODIES | DOCUMENTS | _ANYBODY


def _joined(line: Line, run: Run, others: Sequence[Mention]) -> bool:
    """Whether "and" joins another name to this one: then it is two who speak, and no one of them alone.

    Of "Orla Velling, the envoy of Boria and Delvia," it joins none to hers.
    """
    joints = [at for at in (_joint(line, each) for each in others) if line.low[at] == "and"]
    if not joints or line.low[run[1]] == "and":
        return bool(joints)
    return line.low[run[1]] == "," and (
        _joint(line, others[0]) == run[1] or any(line.low[at - 1] == "," for at in joints)
    )


def _hows(link: Link) -> tuple[str, ...]:
    return (f"source: {link.how}",) if link.how else ()


def _person(scene: Scene, each: Mention, link: Link) -> Told:
    office = each.office or link.office
    organisation = _organisation(scene, each)
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
        if found := _organisation(scene, each):
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


def _organisation(scene: Scene, each: Mention) -> str:
    """Returns for whom somebody holds an office, as the words of the office tell it."""
    return _belonging(scene, scene.passages[each.passage], each.office_run) if each.office_run else ""


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
    first = _list_end(scene, passage, run)
    end = next((at for at in range(first, run[1]) if line.low[at] in ("who", ",", "speaking")), run[1])
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


def _list_end(scene: Scene, passage: Passage, run: Run) -> int:
    """Returns where the names end that "and" joins to the first of a run: "Boria, Delvia and Aldania, who met"."""
    names = scene.names.inside(passage.number, run)
    return names[-1].run[1] if len(names) > 1 and _joined(passage.line, names[0].run, names[1:]) else run[0] + 1


def _one_holder(scene: Scene, link: Link, noun: str) -> bool:
    """Whether nobody else in the text holds an office of that name: after two ministers "the minister" is neither."""
    return scene.names.holders.get(noun, set()) <= {link.name}
