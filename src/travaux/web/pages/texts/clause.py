"""The life of a clause: three answers first, then the picture, then each wording with what was held and said then."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from django.http import Http404
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from markupsafe import Markup

from travaux.claims.counting import counted as counted_clauses
from travaux.errors import Malformed
from travaux.formats.html.page import spoken
from travaux.papers.counting import counted, sentence
from travaux.papers.counting import listed as prose
from travaux.papers.lives import Event as Told
from travaux.papers.lives import LifePaper, Wording, life_paper
from travaux.papers.standing import Held
from travaux.papers.writers import Writer
from travaux.record import acts
from travaux.record.positions import Position
from travaux.record.shelf import WHOLE, Spot
from travaux.record.terms import UNATTRIBUTED, Digest, PartyId, Place
from travaux.record.texts import Tabled
from travaux.web import kept
from travaux.web.ask import Ask
from travaux.web.pages.page import Page
from travaux.web.pages.texts import flow
from travaux.web.pages.texts.bylines import Byline, Bylines, counted_words
from travaux.web.pages.texts.drafts import asked_for
from travaux.web.pages.texts.flow import Block, Column
from travaux.web.pages.texts.redlines import Part, between, drawn

_PICTURE = gettext_lazy(
    "Which words were kept from each draft to the next, by whose they are. The table and the steps below tell the same."
)
STANCES: dict[str, Held] = {"accept": "A", "reserve": "R", "object": "O", "none": "–"}


_Runs = list[tuple[int, int, Byline]]
"""Words of a clause by their characters, with their byline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What was done or said about the clause: a position with its mark, a statement with its words, another act.

    `about` says that it bears on more, or less, than the clause; `status` what became of a position since. `claims`
    counts what a statement claims, on which there are findings.
    """

    entry: int
    when: str
    grade: str
    kind: str
    says: str
    party: PartyId | None = None
    held: Held | None = None
    status: str = ""
    why: str = ""
    quote: str = ""
    about: str = ""
    proposal: bool = False
    claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The clause in a draft: its place there, how it came to it, its words against those before, what happened then.

    `parts` is its redline, whole where it is the first wording; without parts the words are as they were.
    """

    draft: int
    entry: int
    when: str
    place: str
    by: str
    party: PartyId | None
    grade: str
    reason: str
    reworded: bool
    inferred: int
    parts: tuple[Part, ...]
    events: tuple[Event, ...]
    open: bool = False
    _drawn: Markup
    _spoken: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The page's value."""

    place: str
    called: str
    heading: str
    draft: int
    sentence: str
    wrote: tuple[str, ...]
    removed: tuple[str, ...]
    agreed: tuple[str, ...]
    steps: tuple[Step, ...]
    columns: tuple[Column, ...]
    dropped: str
    before: str
    before_called: str
    after: str
    after_called: str
    on_table: bool
    _flow: Markup


def build(ask: Ask) -> Life:
    """Returns the life of the clause that the address names, in the draft on the table unless another is asked for."""
    spot, tabled = _found(ask)
    made: Life = kept.once(ask, "clause", spot, get_language(), make=lambda: _Story(ask, spot, tabled).told())
    return made


def _found(ask: Ask) -> tuple[Spot, Tabled]:
    """Returns the clause; where the text on the table has none of that name, the last draft that has."""
    shelf, place = kept.basis(ask).descent.shelf, Place(ask.named["place"])
    asked = ask.query.get("draft", "")
    drafts = [asked_for(ask, asked)] if asked else [asked_for(ask), *reversed(ask.state.drafts)]
    for tabled in drafts:
        text = shelf.get(tabled.digest)
        if text is None:
            continue
        try:
            spot = text.at(place)
        except Malformed:
            continue
        if spot.number != WHOLE:
            return spot, tabled
    raise Http404


class _Story:
    def __init__(self, ask: Ask, spot: Spot, tabled: Tabled) -> None:
        self._ask, self._spot, self._tabled = ask, spot, tabled
        self._basis = kept.basis(ask)
        self._teller, self._shelf = self._basis.teller, self._basis.descent.shelf
        self._paper: LifePaper = life_paper(
            ask.state, ask.record.drafts, spot, ask.today, positions=self._basis.positions,
            authors=kept.authorship(ask, spot.draft),
        )  # fmt: skip
        self._known: dict[Digest, Bylines] = {}
        self._cut: dict[Digest, _Runs] = {}

    def told(self) -> Life:
        paper, text = self._paper, self._shelf[self._spot.draft]
        steps = tuple(self._steps())
        columns = tuple(map(self._column, reversed(paper.wordings)))
        neighbours = self._neighbours()
        here = neighbours.index(self._spot.number)
        before = text.place(neighbours[here - 1]) if here else Place("")
        after = text.place(neighbours[here + 1]) if here + 1 < len(neighbours) else Place("")
        current = self._ask.state.current()
        return Life(
            place=text.place(self._spot.number), called=paper.place, heading=paper.heading, draft=self._tabled.number,
            sentence=self._sentence(steps), wrote=(*paper.wrote, *self._unknown(columns)),
            removed=paper.removed, agreed=paper.agreed,
            steps=steps, columns=columns, dropped=self._dropped(),
            before=before, before_called=self._teller.place(before) if before else "",
            after=after, after_called=self._teller.place(after) if after else "",
            on_table=current is not None and current.digest == self._spot.draft,
            _flow=flow.drawn(columns, _PICTURE, _("Draft %(number)s")),
        )  # fmt: skip

    @staticmethod
    def _unknown(columns: Sequence[Column]) -> Iterator[str]:
        """Yields how many words have nobody on record as their author."""
        many = sum(block.words for block in columns[-1].blocks if block.colour == "px") if columns else 0
        if many:
            yield f"{sentence(counted(many, 'word'))} {'has' if many == 1 else 'have'} no author on record."

    def _neighbours(self) -> list[int]:
        """Returns the clauses among which this one stands: those that are counted, else those in the same clause."""
        text, number = self._shelf[self._spot.draft], self._spot.number
        top = [each.number for each in counted_clauses(text, "top")]
        if number in top:
            return top
        return [each for each in range(len(text.clauses)) if text.around(each) == text.around(number)]

    # The sentence, and what became of it

    def _sentence(self, steps: Sequence[Step]) -> str:
        told = []
        for later, earlier in pairwise(steps):
            if later.place != earlier.place:
                told.append(f"{sentence(earlier.place)} until draft {later.draft}.")
        wordings = 1 + sum(each.reworded for each in steps)
        days = self._days(steps)
        span = f" in {counted(days, 'day')}" if days and wordings > 1 else ""
        told.append(f"{sentence(counted(wordings, 'wording'))}{span}, {counted(len(steps), 'draft')}.")
        return " ".join((*told, *self._against()))

    def _against(self) -> Iterator[str]:
        """Yields who objects to the words as they are, or reserves on them."""
        latest: dict[PartyId, Position] = {}
        positions = self._basis.positions
        for each in (*positions.on(self._spot), *positions.covering(self._spot)):
            if each.in_force:
                latest.setdefault(each.party, each)
        for stance, verb in (("object", "Objected to"), ("reserve", "Reserved on")):
            names = [self._ask.name(party) for party, each in latest.items() if each.stance == stance]
            if names:
                yield f"{verb} by {prose(names)}."

    def _days(self, steps: Sequence[Step]) -> int:
        clocks = [entered.entry.at[:10] for each in steps if (entered := self._ask.state.entry(each.entry))]
        try:
            return (date.fromisoformat(clocks[0]) - date.fromisoformat(clocks[-1])).days if clocks else 0
        except ValueError:
            return 0

    def _dropped(self) -> str:
        gone = [step for step in self._basis.descent.on(self._last) if not step.later]
        if not gone:
            return ""
        later = next((each for each in self._basis.descent.children.get(self._last.draft, ())), None)
        called = self._teller.draft(later) if later else ""
        return _("It was dropped in %(draft)s (%(grade)s).") % {"draft": called, "grade": gone[0].grade}

    @property
    def _last(self) -> Spot:
        spots = self._paper.wordings[0].spots if self._paper.wordings else ()
        return spots[0] if spots else self._spot

    # The steps

    def _steps(self) -> Iterator[Step]:
        wordings = self._paper.wordings
        for number, each in enumerate(wordings):
            before = wordings[number + 1] if number + 1 < len(wordings) else None
            yield self._step(each, before)

    def _step(self, each: Wording, before: Wording | None) -> Step:
        reworded = before is not None and each.reworded
        parts: tuple[Part, ...] = ()
        if before is None:
            parts = (Part(text=each.text),)
        elif reworded:
            parts = between(before.text, each.text, _Whose(self._runs(each)))
        tabled = self._ask.state.draft(each.draft)
        entered = self._ask.state.entry(each.entry)
        unshown = sum(counted_words(one.text) for one in parts if one.fate == "insert" and one.grade == "inferred")
        text = self._shelf[each.draft].draft
        return Step(
            draft=tabled.number if tabled else 0, entry=each.entry, when=each.when, place=each.place, by=each.by,
            party=entered.entry.actor if entered else None, grade=each.grade, reason=each.reason, reworded=reworded,
            inferred=unshown, parts=parts, events=tuple(map(self._event, reversed(each.events))), open=bool(unshown),
            _drawn=drawn(parts), _spoken=Markup(spoken(text.language, each.text[:500])),
        )  # fmt: skip

    def _event(self, each: Told) -> Event:
        entered = self._ask.state.entry(each.entry)
        act = entered.entry.act if entered else None
        party = entered.entry.actor if entered else None
        made = Event(entry=each.entry, when=each.when, grade=each.grade, kind=entered.entry.type if entered else "",
                     says=each.says, party=party, about=each.about)  # fmt: skip
        if isinstance(act, acts.Take):
            return self._position(made, act)
        if isinstance(act, acts.State):
            return self._statement(made, act)
        return replace(made, proposal=isinstance(act, acts.Propose))

    def _position(self, made: Event, act: acts.Take) -> Event:
        held: Held = STANCES[act.stance]
        if act.stance == "accept" and (act.ad_referendum or act.condition):
            held = "AR"
        found = next((one for one in self._basis.positions.all if one.entry == made.entry), None)
        stands = found.status if isinstance(found, Position) and not found.in_force else ""
        return replace(made, held=held, status=stands, why=found.reason if found and stands else "")

    def _statement(self, made: Event, act: acts.State) -> Event:
        named = act.terms not in UNATTRIBUTED
        source = self._teller.source(act.source, named=named)
        outlet = act.source.outlet if act.source.kind != "outlet" else ""
        told = ", ".join(filter(None, (source, act.terms if act.terms != "unstated" else "", outlet)))
        party = act.source.party if named else None
        return replace(made, says=told, quote=_quoted(" ".join(act.words)), party=party, claims=len(act.claims))

    # Whose words, draft by draft

    def _runs(self, each: Wording) -> _Runs:
        """Returns the runs of a clause in a draft, by the characters of its words as they are told.

        Where the words are those of the draft before, so are the runs: tracing a long text takes a while.
        """
        if each.draft not in self._cut:
            place = self._paper.wordings.index(each)
            before = self._paper.wordings[place + 1] if place + 1 < len(self._paper.wordings) else None
            same = before is not None and before.text == each.text
            self._cut[each.draft] = self._runs(before) if same and before else self._read(each)
        return self._cut[each.draft]

    def _bylines(self, draft: Digest) -> Bylines:
        if draft not in self._known:
            self._known[draft] = Bylines(self._ask, self._basis, kept.authorship(self._ask, draft), "party")
        return self._known[draft]

    def _read(self, each: Wording) -> _Runs:
        bylines = self._bylines(each.draft)
        found: _Runs = []
        authors, text = kept.authorship(self._ask, each.draft), self._shelf[each.draft]
        at = 0
        for spot in each.spots:
            clause = text.clause(spot.number)
            whole = text.draft.text[slice(*clause.span)] if clause else text.draft.text
            base = (clause.span[0] if clause else 0) + len(whole) - len(whole.lstrip())
            length = len(whole.strip())
            for run in authors.in_clause(spot):
                start, end = max(run.start - base, 0), min(run.end - base, length)
                if start < end:
                    found.append((at + start, at + end, bylines.of(run)))
            at += length + 1
        return found

    def _column(self, each: Wording) -> Column:
        tabled = self._ask.state.draft(each.draft)
        blocks: list[Block] = []
        for start, end, byline in self._runs(each):
            words = counted_words(each.text[start:end])
            last = blocks[-1] if blocks else None
            if last and (not words or (last.name, last.grade) == (byline.name, byline.grade)):
                blocks[-1] = Block(name=last.name, letter=last.letter, colour=last.colour, grade=last.grade,
                                   words=last.words + words, start=last.start, end=end)  # fmt: skip
                continue
            block = Block(name=byline.name, letter=byline.letter, colour=byline.colour, grade=byline.grade,
                          words=words, start=start, end=end)  # fmt: skip
            blocks.append(block)
        return Column(draft=tabled.number if tabled else 0, place=each.place, text=each.text, blocks=tuple(blocks))


class _Whose:
    """Gives the writer of the characters of a clause."""

    def __init__(self, runs: _Runs) -> None:
        self._runs = runs
        self._starts = [start for start, _end, _hand in runs]

    def __call__(self, start: int, end: int) -> tuple[Writer, str] | None:
        place = bisect_right(self._starts, start) - 1
        if place < 0 or self._runs[place][1] <= start:
            return None
        byline = self._runs[place][2]
        return Writer(byline.name, byline.letter, byline.colour), byline.grade


def _quoted(words: str) -> str:
    return words if words.startswith(("“", "«", "„", '"')) else f"“{words}”"


PAGE = Page("clause", "c/<path:place>/", build, "clause.html", within="text")
