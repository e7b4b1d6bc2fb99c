"""Sources: what the page and the terminal say of an origin, in words. No run of words is placed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from travaux.papers.counting import listed, ordinal
from travaux.papers.days import day
from travaux.papers.writers import COLOURS, UNKNOWN, Writer, writers
from travaux.text.history import Version
from travaux.text.origins import DeletedToken, Grade, Origin, Trace

CLOSE = 0.2
"""Below this margin another source fits nearly as well, and the reader is told."""


@dataclass(frozen=True, slots=True)
class Named:
    """A draft as people name it: its place from 1, the file or commit, who made it, and when.

    `shows` says whether it marks anything as changed. As a string it is what sentences call it.
    """

    number: int
    name: str
    author: str | None
    at: str | None
    shows: bool

    def __str__(self) -> str:
        return self.name or f"draft {self.number}"


@dataclass(frozen=True, slots=True)
class Source:
    """An origin as people read it: one for all words that share it.

    `answer` is a sentence. `facts` are pairs of a term and what is known. `base` words stand since the first draft.
    `remover` is who took the words out, where they no longer stand.
    """

    writer: Writer
    grade: Grade
    base: bool
    answer: str
    facts: tuple[tuple[str, str], ...]
    remover: Writer | None = None


@dataclass(frozen=True)
class Hands:
    """Everybody who wrote in a history, and its drafts by name."""

    writers: Mapping[str, Writer]
    drafts: Sequence[Named]
    versions: Sequence[Version]
    by_draft: bool
    rule: str

    def of(self, author: str | None, draft: int) -> Writer:
        """Returns the writer of words: their author, or where no author at all is known, their draft."""
        if author is not None:
            return self.writers[author]
        return self.writers[f"draft {draft + 1}"] if self.by_draft else UNKNOWN


def hands(trace: Trace, versions: Sequence[Version] = ()) -> Hands:
    """Returns the writers of a trace, those of most words first, and its drafts by name.

    A trace need not keep its drafts; `versions` are the same versions with their drafts, as far as they were kept.
    """
    history = versions or trace.versions
    words: dict[str, int] = {}
    nobody = not any(t.origin.author for t in trace.tokens) and not any(d.removed_by for d in trace.deleted)
    by_draft = nobody and not any(version.author for version in history)
    for token in trace.tokens:
        name = token.origin.author or (f"draft {token.origin.draft + 1}" if by_draft else "")
        words[name] = words.get(name, 0) + (0 if by_draft and token.origin.draft == 0 else 1)
    for deleted in trace.deleted:
        words.setdefault(deleted.origin.author or "", 0)
        words.setdefault(deleted.removed_by or "", 0)
    for token in trace.tokens:
        words.setdefault(token.origin.by or "", 0)
    if by_draft:
        for place in range(len(history)):
            words.setdefault(f"draft {place + 1}", 0)
    names = sorted((name for name in words if name), key=lambda name: (-words[name], name))
    drafts = _drafts(history)
    made = _numbered(names, drafts) if by_draft else writers(names)
    return Hands(made, drafts, history, by_draft, trace.rule)


def source(origin: Origin, known: Hands) -> Source:
    """Returns what is said of words that stand."""
    writer = known.of(origin.author, origin.draft)
    return Source(writer, origin.grade, _first(origin), _answer(origin, known), tuple(_facts(origin, known)))


def gone(token: DeletedToken, known: Hands) -> Source:
    """Returns what is said of words that stand no longer."""
    remover = known.of(token.removed_by, token.removed_in)
    removed = f"Taken out {_by(token.removed_by)}in {known.drafts[token.removed_in]}."
    facts = [
        ("Put in", _by_whom(token.origin, known)),
        *_dated("Taken out on", token.removed_by, token.removed_in, known),
        ("Grade", _graded(token.grade, token.removed_in, known)),
    ]
    return Source(known.of(token.origin.author, token.origin.draft), token.grade, False, removed, tuple(facts), remover)


def _numbered(names: Sequence[str], drafts: Sequence[Named]) -> Mapping[str, Writer]:
    """Returns the drafts as writers, each with its number for a letter; the first is left unpainted."""
    coloured = [name for name in names if name != "draft 1"]
    colours = {name: f"p{place % COLOURS}" for place, name in enumerate(coloured)}
    numbers = {name: int(name.removeprefix("draft ")) for name in names}
    return {name: Writer(str(drafts[numbers[name] - 1]), str(numbers[name]), colours.get(name, "px")) for name in names}


def _drafts(history: Sequence[Version]) -> Sequence[Named]:
    names = [version.draft.name for version in history]
    if len(set(names)) < len(names):
        names = [_of_commit(version) for version in history]
    return [
        Named(place + 1, name, v.author, v.at, bool(v.draft.edits))
        for place, (name, v) in enumerate(zip(names, history, strict=True))
    ]


def _of_commit(version: Version) -> str:
    """Returns what people call a draft that shares its name with another: its commit, its revision, or nothing."""
    if len(version.key) >= 40:
        return version.key[:10]
    return f"revision {version.key}" if version.key.isdigit() else ""


def _by(author: str | None) -> str:
    return f"by {author} " if author else ""


def _where(origin: Origin, known: Hands) -> str:
    return "the first draft" if _first(origin) else str(known.drafts[origin.draft])


def _by_whom(origin: Origin, known: Hands) -> str:
    if origin.author is None and not _first(origin) and not known.by_draft:
        return f"by nobody on record in {_where(origin, known)}"
    return f"{_by(origin.author)}in {_where(origin, known)}"


def _first(origin: Origin) -> bool:
    return origin.draft == 0 and origin.grade == "inferred"


def _begun(origin: Origin, known: Hands) -> str:
    if origin.author is not None:
        return f"Put in by {origin.author} in {_where(origin, known)}"
    return "These words stand since the first draft" if _first(origin) else f"First seen in {_where(origin, known)}"


def _answer(origin: Origin, known: Hands) -> str:
    begun = _begun(origin, known)
    when = f"{_by(origin.by)}in {known.drafts[origin.since]}" if origin.since is not None else "since"
    match origin.relation:
        case "moved":
            return f"{begun}; moved here {when}."
        case "restored":
            return f"{begun}; taken out, and put back {when}."
        case "case only":
            return f"{begun}; only capitals were changed {when}."
        case "copied":
            return f"{begun}, copied from words that also stand elsewhere."
        case "written":
            return _written(origin, known)
        case _:
            assert_never(origin.relation)


def _written(origin: Origin, known: Hands) -> str:
    here = known.drafts[origin.draft]
    if origin.author is not None:
        return f"{_begun(origin, known)}, and kept since."
    if _first(origin):
        return f"{_begun(origin, known)}."
    if known.by_draft:
        return f"These words came in with {here}, and were kept since."
    parents = listed([str(known.drafts[place]) for place in known.versions[origin.draft].parents])
    unseen = f"They stand in {here}, not in {parents}" if parents else f"They stand in {here}"
    shown = f", and {here} does not show them as new." if here.shows else "."
    return f"Nobody is recorded as putting in these words. {unseen}{shown}"


def _facts(origin: Origin, known: Hands) -> list[tuple[str, str]]:
    first = known.drafts[origin.draft]
    facts = [("First seen", f"{first}, the {ordinal(first.number)} draft given")]
    facts.append(("Written by", origin.author or "nobody on record"))
    facts += _dated("Dated", origin.author, origin.draft, known)
    if origin.also:
        facts.append(("Also tabled in", listed([str(known.drafts[place]) for place in origin.also])))
    facts.append(("Grade", _graded(origin.grade, origin.draft, known)))
    if origin.margin < CLOSE and origin.grade == "inferred":
        facts.append(("How sure", "another source fits nearly as well"))
    return facts


def _dated(term: str, author: str | None, place: int, known: Hands) -> list[tuple[str, str]]:
    version = known.versions[place]
    days = {edit.by.at[:10] for edit in version.draft.edits if edit.by.at and edit.by.author == author}
    if not days and version.at and (author is None or author == version.author):
        days = {version.at[:10]}
    return [(term, listed([day(date) for date in sorted(days)], 3))] if days else []


def _graded(grade: Grade, place: int, known: Hands) -> str:
    if grade != "inferred":
        return f"{grade} in the file itself"
    parents = known.versions[place].parents
    if not parents:
        return "inferred: it stands in the first draft given"
    with_what = listed([str(known.drafts[parent]) for parent in parents])
    return f"inferred by comparing {known.drafts[place]} with {with_what}, rule {known.rule}"
