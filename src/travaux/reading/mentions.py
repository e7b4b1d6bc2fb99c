"""Mentions: where a report names persons, bodies and places, and which names mean one and the same.

A run of words with capitals is a name. That it is a person's is known only where the text shows it: by a title, by an
office beside it, by "who". A name is linked to a fuller one only where one candidate stands in the text:

    a last name     <- the full name                    "Ms Velling" after "Orla Velling"
    an acronym      <- the name before its brackets     "the Port Workers Union (PWU)"
    an office       <- its holder, where told           "the mediator" after "Orla Velling, the mediator"
    he, she         <- one person who fits

Every link says how it was made. Where two candidates stand, there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from travaux.reading.items import Span
from travaux.reading.lines import Line, Run
from travaux.reading.particles import (
    BODIES,
    CLAUSES,
    DETERMINERS,
    DOCUMENTS,
    FEMALE,
    MALE,
    MEETINGS,
    OFFICES,
    OUTLET_KINDS,
    OUTLETS,
    TEXTS,
    TITLES,
)
from travaux.reading.passages import Passage

Kind = Literal["person", "body", "outlet", "place", "name"]
"""What a name is shown to be; "name" where nothing shows it."""

Gender = Literal["", "male", "female"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in the text: its words, its characters, and what the words around it show."""

    words: str
    span: Span
    passage: int
    run: Run
    kind: Kind = "name"
    gender: Gender = ""
    office: str = ""
    office_run: Run | None = None

    @property
    def last(self) -> str:
        """The last word of the name."""
        return self.words.split()[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Whom a name means: the fullest name in the text, what that is, the office told of it, and how it was found."""

    name: str
    kind: Kind
    gender: Gender = ""
    office: str = ""
    how: str = ""


@dataclass(slots=True)
class Mentions:
    """All names of a report, in order, and the links between them."""

    all: list[Mention] = field(default_factory=list)
    full: dict[str, Link] = field(default_factory=dict)
    lasts: dict[str, set[str]] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    holders: dict[str, set[str]] = field(default_factory=dict)
    by_passage: dict[int, list[Mention]] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    genders: set[Gender] = field(default_factory=set)
    in_office: dict[str, list[Mention]] = field(default_factory=dict)

    def inside(self, passage: int, run: Run) -> list[Mention]:
        """Returns the names in a run of a passage."""
        return [each for each in self.by_passage.get(passage, ()) if run[0] <= each.run[0] and each.run[1] <= run[1]]

    def link(self, mention: Mention) -> Link:
        """Returns whom a name means: itself, or the one fuller name that fits."""
        words = mention.words
        if words in self.acronyms:
            known = self.full.get(self.acronyms[words])
            if known:
                return replace(known, how=f"“{words}” stands in brackets behind “{known.name}”")
        if " " not in words:
            fuller = self.lasts.get(words, set())
            if len(fuller) == 1:
                known = self.full[next(iter(fuller))]
                if not (mention.gender and known.gender and mention.gender != known.gender):
                    return replace(known, how=f"“{words}” is the last name of “{known.name}” alone")
            if len(fuller) > 1:
                return Link(name=words, kind="person", gender=mention.gender, how=f"“{words}” fits several names")
        known = self.full.get(words)
        return known or Link(name=words, kind=mention.kind, gender=mention.gender, office=mention.office)

    def holder(self, office: str) -> Link | None:
        """Returns who holds an office, where the text says so of one person alone."""
        names = self.holders.get(_bare(office), set())
        if len(names) != 1:
            return None
        known = self.full[next(iter(names))]
        return replace(known, how=f"“{office}” is “{known.name}”, as the text itself says")


def find(passages: Sequence[Passage], text: str) -> Mentions:
    """Returns the names in a report."""
    small = {low for each in passages for at, low in enumerate(each.line.low) if each.line.words[at] == low}
    inner = {
        each.line.words[at] for each in passages for at in range(1, len(each.line.words)) if each.line.name(at)
    }  # fmt: skip
    found = Mentions()
    for passage in passages:
        for mention in _names(passage, text, small, inner):
            found.all.append(mention)
            found.by_passage.setdefault(passage.number, []).append(mention)
    _gather(found)
    _acronyms(found, passages)
    for each in found.all:
        known = found.link(each)
        if known.kind == "person" or (known.kind == "name" and " " in known.name):
            found.people.add(known.name)
    for passage in passages:
        found.genders |= {_of_pronoun(low) for low in passage.line.low} - {""}
    return found


def _of_pronoun(low: str) -> Gender:
    return "male" if low in MALE else "female" if low in FEMALE else ""


def _bare(office: str) -> str:
    words = office.lower().split()
    return " ".join(word for word in words if word not in ("the", "a", "an", "its", "their", "his", "her"))


# Finding names

_COMMON = OFFICES | BODIES | DOCUMENTS | TEXTS | CLAUSES | MEETINGS
_LINKING = frozenset(("of", "de", "van", "von", "der", "den", "al", "bin", "ibn", "da", "di", "du", "la", "le", "el"))
_PLACING = frozenset(("in", "at", "near", "outside", "to", "from"))


_RANKS = frozenset(("vice", "deputy", "prime", "chief", "first", "acting", "interim", "foreign", "lead", "senior"))
_NO_NAMES = frozenset((
    "other", "former", "new", "such", "more", "senior", "top", "local", "national", "federal", "foreign", "last",
    "next", "critics", "supporters", "according", "asked",
))  # fmt: skip


def _names(passage: Passage, text: str, small: set[str], inner: set[str]) -> Iterator[Mention]:
    line, at = passage.line, 0
    while at < len(line.words):
        if not _begins(line, at, small, inner):
            at += 1
            continue
        end = _end(line, at)
        yield _mention(passage, text, at, end)
        at = end


def _begins(line: Line, at: int, small: set[str], inner: set[str]) -> bool:
    """Whether a name begins here. At the beginning of a sentence a capital alone shows nothing."""
    word = line.words[at]
    if not line.name(at) or line.low[at].rstrip(".") in TITLES or at in line.dated:
        return False
    first = at == 0 or line.words[at - 1] in (":", "—", "–", "-", ".", "?", "!", "•", "*")
    first = first or (line.quoted[at] > 0 and (line.quoted[at - 1] == 0 or line.words[at - 1] == ","))
    bare = line.low[at]
    following = at + 1 < len(line.words) and line.name(at + 1)
    if bare in OFFICES and (following or not first):
        return not following
    if following and line.low[at + 1] in OFFICES and bare in _RANKS:
        return False
    if not first:
        return True
    if bare in _NO_NAMES:
        return False
    if word in inner and (bare not in small or following):
        return True
    if following:
        return bare not in _COMMON or line.words[at + 1] in inner
    plain = bare in small or bare in _COMMON or bare.rstrip("s") in _COMMON or line.verb_form(at) or line.adverb(at)
    return not plain and len(word) > 1 and _like_a_name(line, at)


def _like_a_name(line: Line, at: int) -> bool:
    """Whether a first word with a capital is followed as a name is: by a verb, a comma, "and" with a name, "'s"."""
    if at + 1 >= len(line.words):
        return False
    low = line.low[at + 1]
    if line.negation(at + 1):
        return True
    return low in (",", "'s", "who", "and") or line.auxiliary(at + 1) or line.verb_form(at + 1) or line.adverb(at + 1)


def _end(line: Line, at: int) -> int:
    end = at + 1
    while end < len(line.words) and end < at + 10:
        if line.name(end) and end not in line.dated and line.low[end].rstrip(".") not in TITLES:
            if line.low[end] in OFFICES | _RANKS and end + 1 < len(line.words) and line.name(end + 1):
                break
            end += 1
            continue
        linked = line.low[end] in _LINKING and end + 1 < len(line.words) and line.name(end + 1)
        if linked and (line.low[end] != "of" or _is_body(line, at, end)) and end + 1 not in line.dated:
            end += 2
            continue
        break
    return end


def _is_body(line: Line, first: int, last: int) -> bool:
    return any(line.low[at] in BODIES for at in range(first, last))


def _mention(passage: Passage, text: str, first: int, last: int) -> Mention:
    line = passage.line
    span = line.span((first, last))
    title = line.low[first - 1].rstrip(".") if first else ""
    gender = TITLES.get(title, "")
    office, office_run = _office(line, first, last, text)
    kind = _kind(line, first, last, title in TITLES, office)
    return Mention(
        words=" ".join(text[span[0] : span[1]].split()), span=span, passage=passage.number, run=(first, last),
        kind=kind, gender=_gender(gender or _of_office(office)), office=office if kind == "person" else "",
        office_run=office_run if kind == "person" else None,
    )  # fmt: skip


def _of_office(office: str) -> str:
    """Returns the gender that an office shows: "spokeswoman", "chairman", "king"."""
    for word in office.lower().split():
        if word in ("king", "prince", "lord") or (word.endswith("man") and not word.endswith("woman")):
            return "male"
        if word in ("queen", "princess", "lady") or word.endswith("woman"):
            return "female"
    return ""


def _gender(text: str) -> Gender:
    return "male" if text == "male" else "female" if text == "female" else ""


def _kind(line: Line, first: int, last: int, titled: bool, office: str) -> Kind:
    low = line.low
    if any(low[at] in BODIES for at in range(first, last)) and last - first > 1:
        return "body"
    before = low[first - 1] if first else ""
    behind = low[last] if last < len(low) else ""
    if titled or office:
        return "person"
    if low[last - 1] in OUTLETS and (last - first > 1 or before == "the"):
        return "outlet"
    if before in OUTLET_KINDS and first > 1 and low[first - 2] in DETERMINERS:
        return "outlet"
    if behind == "," and low[last + 1 : last + 2] in (("a",), ("an",), ("the",)) and _outlet_behind(line, last + 2):
        return "outlet"
    if behind == "who" or (behind == "," and low[last + 1 : last + 2] == ("who",)):
        return "person"
    if line.words[first].isupper() and len(line.words[first]) > 1 and last - first == 1:
        return "body"
    if behind == "'s" and any(low[at] in BODIES | OFFICES for at in range(last + 1, min(last + 4, len(low)))):
        return "body"
    if before == "the":
        return "body"
    if before in _PLACING and before in ("in", "at", "near", "outside"):
        return "place"
    return "name"


def _outlet_behind(line: Line, start: int) -> bool:
    """Whether an apposition says that a name is an outlet's: ", a daily newspaper"."""
    for at in range(start, min(start + 5, len(line.low))):
        if line.low[at] in (",", ".", "of", "for"):
            return False
        if line.low[at] in OUTLET_KINDS and line.low[at] not in ("paper", "agency", "network"):
            return True
    return False


def _office(line: Line, first: int, last: int, text: str) -> tuple[str, Run | None]:
    """Returns the office told with a name: just before it, or between commas behind it."""
    if last - first <= 4 and first:
        run = _office_before(line, first)
        if run is not None:
            return _said(line, text, run), run
    run = _office_behind(line, last)
    return (_said(line, text, run), run) if run else ("", None)


def _said(line: Line, text: str, run: Run) -> str:
    start, end = line.span(run)
    return " ".join(text[start:end].split())


def _office_before(line: Line, first: int) -> Run | None:
    """Returns the words of an office before a name: "chief negotiator", "the union's president"."""
    at = first - 1
    if line.low[at].rstrip(".") in TITLES and at:
        at -= 1
    if line.low[at] == "," and at and line.low[at - 1] in OFFICES and _apposed(line, first):
        at -= 1
    if line.low[at] not in OFFICES or at in line.dated:
        return None
    start = at
    while start and start > first - 8 and line.noun(start - 1) and not line.verb_form(start - 1):
        start -= 1
    return start, at + 1


def _apposed(line: Line, first: int) -> bool:
    """Whether a name behind a comma stands between commas, or ends its sentence: "the minister, Ada Orn, said"."""
    end = first
    while end < len(line.low) and line.name(end):
        end += 1
    return end == len(line.low) or line.low[end] in (",", ".", ";", ")", "who") or end - first > 1


def _office_behind(line: Line, last: int) -> Run | None:
    """Returns the words of an office in an apposition: ", the chief negotiator for the union,"."""
    if last + 1 >= len(line.low) or line.low[last] != ",":
        return None
    start = last + 1
    if line.low[start] in ("the", "a", "an", "its", "their", "his", "her"):
        start += 1
    end = start
    while end < len(line.low) and end < last + 16:
        low = line.low[end]
        if low in (",", ".", ";", ")", ":") or low in ("who", "and", "which", "that") or line.auxiliary(end):
            break
        if line.verb_form(end) and low not in OFFICES and low not in BODIES:
            break
        end += 1
    if end < len(line.low) and line.low[end] not in (",", ".", ";", ")", "who"):
        return None
    head = next((at for at in range(start, end) if line.low[at] in ("of", "for", "in", "at", "from", "on", "to")), end)
    if not any(line.low[at] in OFFICES for at in range(start, head)) or end == start:
        return None
    if line.name(start) and line.low[start] not in OFFICES and line.low[start + 1 : start + 2] != ("'s",):
        return None
    return start, end


# Which names mean the same


def _gather(found: Mentions) -> None:
    """Fills the fuller names, their last words, what is shown of each anywhere, and who holds which office."""
    shown: dict[str, list[Mention]] = {}
    for each in found.all:
        shown.setdefault(each.words, []).append(each)
    for words, group in shown.items():
        kinds = [each.kind for each in group]
        kind = _strongest(kinds)
        gender: Gender = next((each.gender for each in group if each.gender), "")
        office = next((each.office for each in group if each.office), "")
        found.full[words] = Link(name=words, kind=kind, gender=gender, office=office)
    for words, known in found.full.items():
        if " " in words and known.kind in ("person", "name") and "of" not in words.split():
            found.lasts.setdefault(words.split()[-1], set()).add(words)
    for last, fuller in found.lasts.items():
        found.lasts[last] = {name for name in fuller if not any(_longer(name, other) for other in fuller)}
    _share(found)
    for each in found.all:
        if each.office:
            found.in_office.setdefault(found.link(each).name, []).append(each)
    for known in found.full.values():
        if known.office and known.kind == "person":
            for office in {_bare(known.office), *_heads(known.office)}:
                found.holders.setdefault(office, set()).add(_fullest(found, known.name))


def _longer(name: str, other: str) -> bool:
    """Whether a name is another one with more words before or inside it: "Ada J. Orn" is "Ada Orn"."""
    words, fewer = name.split(), other.split()
    return len(words) > len(fewer) and (name.endswith(f" {other}") or (words[0], words[-1]) == (fewer[0], fewer[-1]))


def _fullest(found: Mentions, name: str) -> str:
    fuller = found.lasts.get(name, set()) if " " not in name else set()
    return next(iter(fuller)) if len(fuller) == 1 else name


def _heads(office: str) -> Iterator[str]:
    """Yields an office by its head alone: "mediator" of "chief mediator for the talks"."""
    words = _bare(office).split()
    for at, word in enumerate(words):
        if word in ("of", "for", "in", "at", "from", "on", "to"):
            words = words[:at]
            break
    for at in range(len(words)):
        if words[-1] in OFFICES:
            yield " ".join(words[at:])


def _strongest(kinds: list[Kind]) -> Kind:
    order: tuple[Kind, ...] = ("person", "outlet", "body")
    for kind in order:
        if kind in kinds:
            return kind
    return "place" if kinds.count("place") == len(kinds) else "name"


def _share(found: Mentions) -> None:
    """Lets what is shown of a last name hold of the one full name that it means."""
    for last, fuller in found.lasts.items():
        alone = found.full.get(last)
        if alone is None or len(fuller) != 1:
            continue
        name = next(iter(fuller))
        known = found.full[name]
        if known.gender and alone.gender and known.gender != alone.gender:
            continue
        kind = "person" if "person" in (known.kind, alone.kind) else known.kind
        found.full[name] = Link(
            name=name, kind=kind, gender=known.gender or alone.gender, office=known.office or alone.office
        )


def _acronyms(found: Mentions, passages: Sequence[Passage]) -> None:
    for passage in passages:
        line = passage.line
        for at in range(1, len(line.words) - 1):
            word = line.words[at]
            if line.low[at - 1] == "(" and line.low[at + 1] == ")" and word.isupper() and 2 <= len(word) <= 8:
                for each in found.by_passage.get(passage.number, ()):
                    if each.run[1] == at - 1 and _initials(each.words) == word:
                        found.acronyms[word] = each.words


def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split() if word[:1].isupper())


# He and she

_BACK = 12
"""Sentences that a pronoun may look back, at most."""


def pronoun(word: str, found: Mentions, passages: Sequence[Passage], passage: int, before: int) -> Link | None:
    """Returns whom "he" or "she" means: the one person named before, here or in the paragraph before, who fits.

    That somebody fits must be shown: by a title or an office that tells it, or because the report names one person
    alone and speaks of nobody else as "he" or "she".
    """
    wanted = _of_pronoun(word.lower())
    if not wanted:
        return None
    candidates: dict[str, Link] = {}
    here = passages[passage].paragraph
    for number in range(passage, max(-1, passage - _BACK), -1):
        if passages[number].paragraph < here - 1:
            break
        for each in found.by_passage.get(number, ()):
            if number == passage and each.span[1] > before:
                continue
            known = found.link(each)
            if known.kind in ("person", "name") and known.gender in ("", wanted) and not _thing(known):
                candidates[known.name] = known
    if len(candidates) != 1:
        return None
    known = next(iter(candidates.values()))
    if known.gender:
        return replace(known, how=f"“{word}” is “{known.name}”, shown to be meant by it")
    if found.genders == {wanted} and len(found.people) == 1:
        return replace(known, how=f"“{word}” is “{known.name}”, the only person whom the report names")
    return None


def _thing(known: Link) -> bool:
    """Whether one word alone names it, and nothing shows that it is a person's name."""
    return known.kind == "name" and " " not in known.name
