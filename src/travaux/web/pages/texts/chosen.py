"""The chosen words: who put them there, in which entry, how we know, what was said of them since, what would settle it.

The page tells of one run; the page of the text shows the same beside the text. Words that stand are named by their
characters in the draft (`1702-1718`), deleted ones with the draft in which they last stood (`1.553-556`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _
from markupsafe import Markup

from travaux.formats.html.page import spoken
from travaux.record import acts
from travaux.record.authorship import Authorship, Deed, TakenOut, Words
from travaux.record.positions import Position
from travaux.record.shelf import Spot, Text
from travaux.record.terms import Digest
from travaux.record.texts import Tabled
from travaux.web import kept
from travaux.web.ask import Ask
from travaux.web.pages.entry import holder
from travaux.web.pages.page import Page
from travaux.web.pages.texts.bylines import Byline, Bylines
from travaux.web.pages.texts.drafts import asked_for, text_of
from travaux.web.words import standings

NAME = re.compile(r"(?:([0-9]{1,6})\.)?([0-9]{1,9})-([0-9]{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of what is known: what of, in words, and the entry with its day and grade where one says so."""

    term: str
    told: str
    entry: int | None = None
    when: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The page's value: the words, whose they are, a sentence that answers, and the facts under it."""

    draft: int
    words: str
    quote: str
    place: str
    called: str
    heading: str
    byline: Byline
    answer: str
    facts: tuple[Fact, ...]
    gone: bool = False
    _spoken: Markup | None = None


def build(ask: Ask) -> Chosen:
    """Returns what is known of the words that the address names."""
    tabled = asked_for(ask, ask.named["draft"])
    text_of(ask, tabled)
    found = chosen(ask, tabled, ask.named["words"])
    if found is None:
        raise Http404
    return found


def chosen(ask: Ask, tabled: Tabled, words: str) -> Chosen | None:
    """Returns what is known of some words of a draft, None where there are none of that name."""
    named = NAME.fullmatch(words)
    if named is None or not words.isascii():
        return None
    draft, start, end = named.groups()
    telling = _Telling(ask, tabled)
    return telling.of(int(start), int(end)) if draft is None else telling.gone(int(draft), int(start), int(end))


class _Telling:
    def __init__(self, ask: Ask, tabled: Tabled) -> None:
        self._ask, self._tabled = ask, tabled
        self._basis = kept.basis(ask)
        self._teller = self._basis.teller
        self._authors: Authorship = kept.authorship(ask, tabled.digest)
        self._bylines = Bylines(ask, self._basis, self._authors, "party")
        self._text: Text = self._basis.descent.shelf[tabled.digest]

    def of(self, start: int, end: int) -> Chosen | None:
        """Tells of words that stand: of those at the first of the characters named."""
        found = next((each for each in self._authors.words if each.start <= start < each.end), None)
        if found is None:
            return None
        end = min(max(end, start + 1), found.end)
        clause = self._text.draft.clause_at(start)
        spot = Spot(self._tabled.digest, self._text.number(clause))
        return Chosen(
            draft=self._tabled.number, words=f"{start}-{end}", quote=_line(self._text.draft.text[start:end]),
            place=self._text.place(spot.number), called=self._called(self._text, spot),
            heading=clause.heading if clause else "", byline=self._bylines.of(found),
            answer=self._answer(found), facts=tuple(self._facts(found, spot)),
            _spoken=self._spoken(self._text, self._text.draft.text[start:end]),
        )  # fmt: skip

    def gone(self, draft: int, start: int, end: int) -> Chosen | None:
        """Tells of words that were taken out: of those that last stood at these characters of a draft."""
        last = {each.digest: each.number for each in self._ask.state.drafts}
        there = (each for each in self._authors.taken_out if last.get(each.last) == draft)
        found = next((each for each in there if each.start <= start < each.end), None)
        if found is None:
            return None
        text = self._basis.descent.shelf[found.last]
        clause = text.clause(found.clause.number) if found.clause else None
        return Chosen(
            draft=self._tabled.number, words=f"{draft}.{found.start}-{found.end}", quote=_line(found.text),
            place=text.place(found.clause.number) if found.clause else "",
            called=self._called(text, found.clause) if found.clause else "", heading=clause.heading if clause else "",
            byline=self._bylines.gone(found), answer=self._answer_gone(found), facts=tuple(self._facts_gone(found)),
            gone=True, _spoken=self._spoken(text, found.text),
        )  # fmt: skip

    # The sentence that answers

    def _answer(self, words: Words) -> str:
        draft = self._draft(words.tabled.draft)
        if self._bylines.base(words.by):
            told = _("In %(draft)s from the first, tabled by %(name)s.") % {"draft": draft, "name": self._who(words.by)}
        elif self._bylines.unknown(words):
            told = self._nobody(words.by, draft)
        elif words.by.kind == "propose":
            told = _("Proposed by %(name)s and put into %(draft)s%(by)s.") % {
                "name": self._who(words.by), "draft": draft, "by": self._tabler(words),
            }  # fmt: skip
        else:
            told = _("Put in by %(name)s in %(draft)s.") % {"name": words.hand or self._who(words.by), "draft": draft}
        return " ".join((told, *self._moved(words), *self._together(words)))

    def _tabler(self, words: Words) -> str:
        if words.tabled.party == words.by.party:
            return ""
        return _(", which %(name)s tabled") % {"name": self._who(words.tabled)}

    def _nobody(self, deed: Deed, draft: str) -> str:
        """Says that nobody is on record, and where a file shows changes, that it does not show these."""
        told = _("Nobody is recorded as proposing these words.")
        found = self._ask.record.drafts.get(deed.draft)
        if found is not None and found.before is not None:
            shown = _("They stand in %(draft)s, not in the draft before it, and %(draft)s does not show them as new.")
        else:
            shown = _("They stand in %(draft)s, not in the draft before it.")
        return f"{told} {shown % {'draft': draft}}"

    def _moved(self, words: Words) -> Iterator[str]:
        if words.moved is None:
            return
        draft = self._draft(words.moved.draft)
        if words.relation == "restored":
            yield _("They were taken out for a time, and brought back in %(draft)s by %(name)s.") % {
                "draft": draft, "name": self._who(words.moved),
            }  # fmt: skip
        else:
            yield _("They were moved to this place in %(draft)s, by %(name)s.") % {
                "draft": draft, "name": self._who(words.moved),
            }  # fmt: skip

    def _together(self, words: Words) -> Iterator[str]:
        names = list(dict.fromkeys(self._who(each) for each in words.also))
        if names:
            yield _("The same words were tabled independently by %(names)s.") % {"names": ", ".join(names)}

    def _answer_gone(self, words: TakenOut) -> str:
        first, removed = self._draft(words.by.draft), words.removed
        begun = _("Put in by %(name)s in %(draft)s") % {"name": self._who(words.by), "draft": first}
        if self._bylines.gone(words).letter == "?":
            return _("%(begun)s. They do not stand in %(draft)s; nobody is recorded as taking them out.") % {
                "begun": begun, "draft": self._draft(words.tabled.draft),
            }  # fmt: skip
        return _("%(begun)s; taken out by %(name)s in %(draft)s.") % {
            "begun": begun, "name": words.hand or self._who(removed),
            "draft": self._draft(words.tabled.draft),
        }  # fmt: skip

    # The facts

    def _facts(self, words: Words, spot: Spot) -> Iterator[Fact]:
        unknown = self._bylines.unknown(words)
        if unknown:
            yield self._entered(_("First seen"), words.by, self._deed(words.by))
            yield Fact(term=_("Acted"), told=_("unknown"))
        else:
            yield from self._acted(words.by, words.hand)
        yield from self._written(words.by, unknown)
        yield self._graded(words.grade, words.by)
        yield from self._since(spot, words.tabled.entry)
        yield from self._open(words)

    def _facts_gone(self, words: TakenOut) -> Iterator[Fact]:
        yield self._entered(_("Put in"), words.by, self._deed(words.by))
        yield self._entered(_("Taken out"), words.removed, self._deed(words.removed))
        if words.tabled != words.removed:
            yield self._entered(_("Put into effect"), words.tabled, self._deed(words.tabled))
        if words.hand:
            yield Fact(term=_("Its file names"), told=words.hand)
        yield from self._written(words.removed, self._bylines.gone(words).letter == "?")
        yield self._graded(words.grade, words.removed)

    def _acted(self, deed: Deed, hand: str) -> Iterator[Fact]:
        entered = self._ask.state.entry(deed.entry)
        actor = self._teller.actor(entered) if entered else self._who(deed)
        unnamed = bool(entered and not entered.entry.person)
        yield Fact(term=_("Acted"), told=_("%(name)s; no person named") % {"name": actor} if unnamed else actor)
        yield self._entered(_("What it did"), deed, self._deed(deed))
        if hand:
            yield Fact(term=_("Typed in by") if deed.kind == "propose" else _("Its file names"), told=hand)

    def _written(self, deed: Deed, unknown: bool) -> Iterator[Fact]:
        entered = self._ask.state.entry(deed.entry)
        if entered is None:
            return
        scribe = self._teller.person_id(entered.entry.scribe) if entered.entry.scribe else ""
        if scribe.startswith(("person-", "a person whose")):
            scribe = _("%(name)s; no person named") % {"name": _("the secretariat")}
        own = entered.grade == "signed"
        wrote = scribe or (_("the party itself") if own else _("the secretariat"))
        yield Fact(term=_("Wrote it down"), told=wrote)
        keys = "; ".join(filter(None, (holder(self._ask, self._teller, key) for key in entered.signers)))
        if unknown:
            told = _("nobody, as theirs")
        elif own:
            told = _("the key of %(name)s") % {"name": keys} if keys else _("a key of the actor’s own")
        else:
            told = _("not by the actor")
        yield Fact(term=_("Signed"), told=told)

    def _graded(self, grade: str, deed: Deed) -> Fact:
        if grade != "inferred":
            return Fact(term=_("Grade"), told="", grade=grade)
        rule = self._authors.trace.rule
        return Fact(term=_("Grade"), told=_("by comparing drafts, rule %(rule)s") % {"rule": rule}, grade=grade)

    def _since(self, spot: Spot, entry: int) -> Iterator[Fact]:
        positions = self._basis.positions
        held: dict[str, Position] = {}
        for each in (*positions.on(spot), *positions.covering(spot)):
            if each.entry > entry:
                held.setdefault(each.party, each)
        for each in sorted(held.values(), key=lambda one: one.entry):
            yield Fact(term=_("Since"), told=self._position(each), entry=each.entry, when=self._day(each.entry))
        if not held:
            yield Fact(term=_("Since"), told=_("no position taken on this clause after these words came in"))

    def _position(self, each: Position) -> str:
        name = self._ask.name(each.party)
        told = {
            "accept": _("accepted by %(name)s"), "reserve": _("reserved on by %(name)s"),
            "object": _("objected to by %(name)s"), "none": _("no position taken by %(name)s"),
        }[each.stance] % {"name": name}  # fmt: skip
        if each.ad_referendum and each.confirmed is None:
            told = _("%(told)s, ad referendum") % {"told": told}
        return told if each.in_force else f"{told} ({each.status})"

    def _open(self, words: Words) -> Iterator[Fact]:
        who, deed = self._who(words.by), words.by
        if self._bylines.unknown(words):
            told = _("the author’s own entry, or a correction by %(name)s") % {"name": who}
        elif words.grade == "inferred":
            told = _("an entry of %(name)s that names these words as its own") % {"name": who}
        elif deed.grade in ("recorded", "reported"):
            whose = who if deed.kind == "propose" else words.hand or who
            told = _("an entry signed by %(name)s itself") % {"name": whose}
        else:
            return
        yield Fact(term=_("To settle it"), told=told)

    # Names

    def _spoken(self, text: Text, words: str) -> Markup:
        tabled = self._ask.state.draft(text.digest)
        return Markup(spoken(text.draft.language or (tabled.language if tabled else ""), words))

    def _called(self, text: Text, spot: Spot) -> str:
        return self._teller.place(text.place(spot.number))

    def _entered(self, term: str, deed: Deed, told: str) -> Fact:
        return Fact(term=term, told=told, entry=deed.entry, when=self._day(deed.entry), grade=deed.grade)

    def _deed(self, deed: Deed) -> str:
        draft = self._draft(deed.draft)
        if deed.kind == "propose":
            return _("proposed it on %(draft)s") % {"draft": draft}
        if deed.kind == "correct":
            return _("corrected %(draft)s") % {"draft": draft}
        entered = self._ask.state.entry(deed.entry)
        act = entered.entry.act if entered else None
        standing = act.standing if isinstance(act, acts.Table) else ""
        if standing in ("", "tabled"):
            return _("tabled %(draft)s") % {"draft": draft}
        return _("tabled %(draft)s, as %(standing)s") % {"draft": draft, "standing": standings()[standing]}

    def _draft(self, draft: Digest) -> str:
        found = self._ask.state.draft(draft)
        return _("draft %(number)s") % {"number": found.number} if found else self._teller.draft(draft)

    def _who(self, deed: Deed) -> str:
        return self._ask.name(deed.party) or _("the depositary")

    def _day(self, entry: int) -> str:
        entered = self._ask.state.entry(entry)
        return self._teller.happened(entered) if entered else ""


def first(ask: Ask, draft: Digest) -> str:
    """Returns the words to begin with, as they are named: those that nobody on record wrote, else any later ones."""
    authors = kept.authorship(ask, draft)
    bylines = Bylines(ask, kept.basis(ask), authors, "party")
    later = [each for each in authors.words if not bylines.base(each.by) and any(map(str.isalnum, each.text))]
    found = next((each for each in later if bylines.unknown(each)), None) or next(iter(later), None)
    return f"{found.start}-{found.end}" if found else ""


def _line(text: str) -> str:
    """Returns words in one line, without the signs that part them from those before."""
    line = " ".join(text.split())
    return line.lstrip(" .,;:") or line


PAGE = Page("words", "d/<str:draft>/w/<str:words>/", build, "chosen.html", within="text")
