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

from travaux.reading.lines import Run
from travaux.reading.names import Gender, Kind, Mention, names_in
from travaux.reading.particles import (
    FEMALE,
    MALE,
    OFFICES,
)
from travaux.reading.passages import Passage


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
            known = self.full[self.acronyms[words]]
            return replace(known, how=f"“{words}” stands in brackets behind “{known.name}”")
        if " " not in words:
            fuller = self.lasts.get(words, set())
            if len(fuller) == 1:
                known = self.full[next(iter(fuller))]
                if not (mention.gender and known.gender and mention.gender != known.gender):
                    return replace(known, how=f"“{words}” is the last name of “{known.name}” alone")
            if len(fuller) > 1:
                return Link(name=words, kind="person", gender=mention.gender, how=f"“{words}” fits several names")
        return self.full[words]

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
        for mention in names_in(passage, text, small, inner):
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
