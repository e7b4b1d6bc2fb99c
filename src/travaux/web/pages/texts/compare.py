"""Any two texts side by side or in one: two drafts, a draft and a proposal, two proposals. Every change has a number.

A text is named by the number of its draft, by the start of its digest, or as `p` and the entry of a proposal. Only the
paragraphs that changed are shown, unless the whole text is asked for; numbering and typography may be left out of
account. An amendment to an amendment is shown in two layers, its own changes over those of what it amends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from markupsafe import Markup

from travaux.errors import Malformed, OutOfOrder
from travaux.formats.html.page import spoken
from travaux.papers.attribution import Attribution, by_one
from travaux.papers.deeds import by_record
from travaux.papers.places import address
from travaux.papers.redline import Entry, Line, RedlinePaper, redline_paper
from travaux.papers.tracked import layered
from travaux.papers.writers import UNKNOWN, Writer
from travaux.secretariat.papers import Asked, Sight, proposal_of
from travaux.text.drafts import Hand
from travaux.text.redline import Redline, compare
from travaux.web import kept
from travaux.web.ask import Ask
from travaux.web.pages.page import Page
from travaux.web.pages.texts.drafts import Named, asked_for, link, listed, paper_link, text_of
from travaux.web.pages.texts.redlines import Drawing, Part

View = Literal["inline", "beside"]
_PROPOSAL = re.compile(r"p([0-9]{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A text that is compared: how it is named in addresses, what it is called, its entry, who brought it in."""

    name: str
    called: str
    title: str
    entry: int
    grade: str
    by: str
    draft: int
    proposal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change by its number: what kind, where, the words before and after, and by whom, where that is one alone."""

    number: int
    kind: str
    place: str
    old: str
    new: str
    letter: str = ""
    colour: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A paragraph of both texts: its label, the clause in which it is, and its words as they were and are.

    `clause` is the place of that clause in the later text, where it is a draft.
    """

    label: str
    kind: str
    place: str
    heading: str
    clause: str
    changed: bool
    parts: tuple[Part, ...]
    _drawn: Markup
    _earlier: Markup
    _later: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Layered:
    """Words in two layers: who put them in and who takes them out, by name."""

    text: str
    put_in: str = ""
    taken_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayeredLine:
    """A paragraph in two layers, with its label."""

    label: str
    words: tuple[Layered, ...]
    _drawn: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The page's value. Without `earlier` and `later` two texts are still to be chosen."""

    earlier: Side | None
    later: Side | None
    drafts: tuple[Named, ...]
    proposals: tuple[Side, ...]
    sentence: str
    view: View = "inline"
    whole: bool = False
    numbering: bool = True
    typography: bool = True
    changes: tuple[Change, ...] = ()
    renumbered: int = 0
    rows: tuple[Row, ...] = ()
    outside: tuple[str, ...] = ()
    layers: tuple[LayeredLine, ...] = ()
    by: str = ""
    papers: Mapping[str, str] | None = None
    """The same as a paper: the address by format."""
    _spoken: Markup | None = None


def choose(ask: Ask) -> Comparison | HttpResponse:
    """Returns the two texts that are compared unless others are chosen; goes on to those that were chosen."""
    one, other = ask.query.get("a", ""), ask.query.get("b", "")
    if one and other:
        for name in (one, other):
            _Text(ask, name)
        return redirect(link(ask, "comparison", earlier=one, later=other))
    current = ask.state.current()
    parents = [ask.state.draft(each) for each in current.parents] if current else []
    parent = next((each for each in parents if each is not None), None)
    if current is None or parent is None or ask.query.get("choose"):
        return Comparison(
            earlier=None, later=None, drafts=listed(ask), proposals=tuple(_proposals(ask)),
            sentence=_("Choose two texts."),
        )  # fmt: skip
    return redirect(link(ask, "comparison", earlier=parent.number, later=current.number))


def build(ask: Ask) -> Comparison:
    """Returns the comparison of the two texts that the address names."""
    whole, view = _on(ask, "whole"), ask.query.get("view", "")
    numbering, typography = not _on(ask, "ignore-numbering"), not _on(ask, "ignore-typography")
    names = ask.named["earlier"], ask.named["later"]
    made: Comparison = kept.once(
        ask, "compare", *names, numbering, typography, get_language(),
        make=lambda: _Comparing(ask, *names, numbering, typography).told(),
    )  # fmt: skip
    rows = made.rows if whole else tuple(each for each in made.rows if each.changed)
    return replace(made, whole=whole, view="beside" if view == "beside" else "inline", rows=rows)


def _on(ask: Ask, name: str) -> bool:
    return ask.query.get(name, "") not in ("", "0")


class _Text:
    """A text that is compared, as it is named."""

    def __init__(self, ask: Ask, name: str) -> None:
        self._ask, self.name = ask, name
        self.proposal: Asked | None = None
        found = _PROPOSAL.fullmatch(name)
        if found:
            try:
                self.proposal = proposal_of(sight(ask), int(found[1]))
            except (Malformed, OutOfOrder):
                raise Http404 from None
            self.tabled, self.draft = self.proposal.draft, self.proposal.after
        else:
            self.tabled = asked_for(ask, name)
            self.draft = replace(text_of(ask, self.tabled), name=f"draft {self.tabled.number}")

    def side(self) -> Side:
        entry = self.proposal.index if self.proposal else self.tabled.entry
        entered = self._ask.state.entry(entry)
        by = kept.basis(self._ask).teller.actor(entered) if entered else ""
        called = self.draft.name
        return Side(
            name=f"p{entry}" if self.proposal else str(self.tabled.number), called=called,
            title="" if self.proposal else self.tabled.title, entry=entry, grade=entered.grade if entered else "",
            by=by, draft=self.tabled.number, proposal=self.proposal is not None,
        )  # fmt: skip


def sight(ask: Ask) -> Sight:
    """Returns what the reader sees of the record, as of the entry asked for."""
    return ask.record.sight(at=ask.at, day=ask.today)


class _Comparing:
    def __init__(self, ask: Ask, earlier: str, later: str, numbering: bool, typography: bool) -> None:
        self._ask = ask
        self._numbering, self._typography = numbering, typography
        self._earlier, self._later = _Text(ask, earlier), _Text(ask, later)
        self._writers: Mapping[str, Writer] = {each.name: each for each in ask.parties.values()}

    def told(self) -> Comparison:
        redline = compare(
            self._earlier.draft, self._later.draft, numbering=self._numbering, typography=self._typography
        )
        whose = self._whose()
        hands = dict(_hands(redline, whose)) if whose else {}
        paper = redline_paper(redline)
        language = self._later.draft.language or self._later.tabled.language
        return Comparison(
            earlier=self._earlier.side(), later=self._later.side(), drafts=listed(self._ask),
            proposals=tuple(_proposals(self._ask)), sentence=paper.summary, numbering=self._numbering,
            typography=self._typography, changes=tuple(self._change(each, hands) for each in paper.entries),
            renumbered=len(redline.renumbered), rows=tuple(self._rows(paper, hands)),
            outside=tuple(each.name for each in redline.apparatus if each.changes),
            layers=tuple(self._layers()), by=self._rests(whose), papers=self._papers(),
            _spoken=Markup(spoken(language, self._later.draft.text[:4000])),
        )  # fmt: skip

    # Whose the changes are

    def _whose(self) -> Attribution | None:
        """Returns whose the changes are: one party's where it proposed them, by the acts where one draft came of the
        other."""
        later, earlier = self._later.proposal, self._earlier.proposal
        if later is not None:
            alone = earlier is None and later.draft.digest == self._earlier.tabled.digest and later.amends is None
            return by_one(later.hand) if alone else None
        if earlier is not None:
            return None
        basis, older, newer = kept.basis(self._ask), self._earlier.tabled.digest, self._later.tabled.digest
        since = basis.descent.between(older, newer)
        if older == newer or not since:
            return None
        authors = kept.authorship(self._ask, newer)
        drafts = self._ask.record.drafts
        return by_record(self._ask.state, authors, drafts[older], drafts, basis.teller.party, since)

    @staticmethod
    def _rests(whose: Attribution | None) -> str:
        if whose is None:
            return _("Two texts tell what changed. They do not tell who changed it, or why.")
        return _("Whose a change is, the acts of the record tell; where they do not, comparing drafts.")

    def _writer(self, hands: list[Hand]) -> Writer | None:
        names = list(dict.fromkeys(each.author or UNKNOWN.name for each in hands))
        if len(names) != 1:
            return None
        return self._writers.get(names[0], UNKNOWN if names[0] == UNKNOWN.name else Writer(names[0], "", ""))

    def _change(self, entry: Entry, hands: Mapping[tuple[int, str], list[Hand]]) -> Change:
        found = [(fate, each) for (number, fate), each in hands.items() if number == entry.number]
        mine = [hand for fate, each in found if fate != "move-from" for hand in each]
        writer = self._writer(mine)
        return Change(
            number=entry.number, kind=entry.kind, place=entry.place, old=" ".join(entry.old.split()),
            new=" ".join(entry.new.split()), letter=writer.letter if writer else "",
            colour=writer.colour if writer else "", name=writer.name if writer else "",
        )  # fmt: skip

    # The rows

    def _rows(self, paper: RedlinePaper, hands: Mapping[tuple[int, str], list[Hand]]) -> Iterator[Row]:
        places = {each.number: each.place for each in paper.entries}
        inline, beside = Drawing(anchors=True), Drawing(anchors=True)
        for line in paper.lines:
            parts = tuple(self._parts(line, hands))
            yield Row(
                label=self._label(line), kind=line.row.kind if line.row else "words", place=_place(line, places),
                heading=self._heading(line), clause=self._clause(line), changed=line.changed, parts=parts,
                _drawn=inline.of(parts),
                _earlier=beside.of([each for each in parts if each.fate not in ("insert", "move-to")]),
                _later=beside.of([each for each in parts if each.fate not in ("delete", "move-from")]),
            )  # fmt: skip

    @staticmethod
    def _heading(line: Line) -> str:
        return line.row.clause.heading if line.row and line.row.clause else ""

    def _clause(self, line: Line) -> str:
        """Returns the place of the clause in which a line stands, where its life can be told."""
        if self._later.proposal is not None or line.row is None or line.row.clause is None:
            return ""
        text = kept.basis(self._ask).descent.shelf[self._later.tabled.digest]
        found = text.draft.clause_at(line.row.clause.span[0])
        return "" if found is None else text.place(text.number(found))

    @staticmethod
    def _label(line: Line) -> str:
        stands = "".join(part.text for part in line.parts if part.fate not in ("delete", "move-from"))
        label = line.row.label if line.row else ""
        printed = bool(label) and stands.strip().startswith(label.rstrip("."))
        return "" if printed else label

    def _parts(self, line: Line, hands: Mapping[tuple[int, str], list[Hand]]) -> Iterator[Part]:
        for part in line.parts:
            stays = part.fate in ("equal", "move-from")
            writer = None if stays else self._writer(hands.get((part.change or 0, part.fate), []))
            yield Part(
                text=part.text, fate=part.fate, change=part.change, move=part.move,
                letter=writer.letter if writer else "", colour=writer.colour if writer else "",
            )  # fmt: skip

    # Layers

    def _layers(self) -> Iterator[LayeredLine]:
        """Yields the paragraphs that change where an amendment to an amendment is held against its draft."""
        child = self._later.proposal
        if child is None or child.amends is None or self._earlier.name == f"p{child.amends}":
            return
        parent = proposal_of(sight(self._ask), child.amends)
        made = layered(child.before, parent.after, child.after, by_one(parent.hand), by_one(child.hand))
        for line in made.paragraphs:
            words = tuple(
                Layered(text=each.text, put_in=_author(each.inserted), taken_out=_author(each.deleted))
                for each in line.segments
                if each.text
            )
            if any(each.put_in or each.taken_out for each in words):
                yield LayeredLine(label=line.label, words=words, _drawn=self._layers_drawn(words))

    def _layers_drawn(self, words: tuple[Layered, ...]) -> Markup:
        put_in, taken, end = _("put in by %(name)s"), _("taken out by %(name)s"), Markup('<span class="vh">]</span>')
        made = Markup("")
        for each in words:
            inner = Markup("{}").format(each.text)
            for name, told, tag in ((each.put_in, put_in, "ins"), (each.taken_out, taken, "del")):
                if name:
                    writer = self._writers.get(name, UNKNOWN)
                    said = Markup('<span class="vh">[{}: </span><sup class="by {}" aria-hidden="true">{}</sup>').format(
                        told % {"name": name}, writer.colour, writer.letter
                    )  # fmt: skip
                    inner = Markup(f"<{tag}>{{}}{{}}{{}}</{tag}>").format(said, inner, end)
            made += inner
        return made

    # Papers

    def _papers(self) -> Mapping[str, str]:
        """Returns the addresses of this comparison as a paper, by format; none of two proposals, nor of a text after
        one."""
        asks: dict[str, object] = {}
        if self._later.proposal is not None and self._earlier.name == str(self._later.tabled.number):
            asks = {"proposal": self._later.proposal.index}
        elif self._later.proposal is None and self._earlier.proposal is None:
            asks = {"earlier": self._earlier.tabled.number, "later": self._later.tabled.number}
            asks |= {} if self._numbering else {"numbering": "0"}
            asks |= {} if self._typography else {"typography": "0"}
        if not asks:
            return {}
        return {ending: paper_link(self._ask, "redline", ending, asks) for ending in ("docx", "html", "pdf", "md")}


def _author(hand: Hand | None) -> str:
    return "" if hand is None else hand.author or UNKNOWN.name


def _place(line: Line, places: Mapping[int, str]) -> str:
    if line.row and line.row.clause:
        return address(line.row.clause)
    return next((places[part.change or 0] for part in line.parts if (part.change or 0) in places), "")


def _hands(redline: Redline, whose: Attribution) -> Iterator[tuple[tuple[int, str], list[Hand]]]:
    """Yields who stands behind the words of each change, those put in and those taken out apart."""
    found: dict[tuple[int, str], list[Hand]] = {}
    for change in redline.changes:
        for piece in change.pieces:
            if piece.kind == "equal":
                continue
            put_in = piece.kind in ("insert", "move-to")
            side, span = (whose.put_in, piece.later) if put_in else (whose.struck, piece.earlier)
            text = (redline.later if put_in else redline.earlier).text
            hands = [hand for start, end, hand in side.cut(*span) if text[start:end].strip()]
            found.setdefault((change.number, piece.kind), []).extend(hands)
    yield from found.items()


def _proposals(ask: Ask) -> Iterator[Side]:
    teller = kept.basis(ask).teller
    for each in ask.state.proposals():
        entered, draft = ask.state.entry(each.entry), ask.state.draft(each.wording.draft)
        if entered is None or draft is None or each.wording.draft not in ask.record.drafts:
            continue
        yield Side(
            name=f"p{each.entry}", called=teller.sentence(entered), title="", entry=each.entry, grade=each.grade,
            by=teller.actor(entered), draft=draft.number, proposal=True,
        )  # fmt: skip


CHOOSE = Page("compare", "compare/", choose, "compare.html", gettext_lazy("Compare"), key="c")
PAGE = Page("comparison", "compare/<str:earlier>..<str:later>/", build, "compare.html", within="compare")
