"""Papers of a record, at the gate: made of what its viewer may read, as of now or of any entry, and saying so.

    rolling         the text with its brackets, alternatives and attributions
    clean           the text, where all is agreed
    columns         a row for each clause, a column for each party or draft
    redline         between two drafts, or a draft and a proposal
    consolidation   what each clause was made from, by whom, and how it was merged
    matrix          parties by clauses, and what is still open for whom
    timeline        what happened, and when it was recorded
    deadlines       what is due, the stated consequence, and what became of it
    finding         a claim held against the record
    audit           what a draft declares as changed, against what really changed
    life            one clause: every wording it had, and what was done and said about it

What the viewer may not read is in no paper; how many entries that are, every paper says.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from travaux.claims.check import check
from travaux.claims.claim import Counting, Finding
from travaux.errors import Malformed, OutOfOrder
from travaux.formats import intake
from travaux.papers.attribution import Attribution, by_one
from travaux.papers.audit_report import audit_report
from travaux.papers.audited import AuditPaper, audit_paper
from travaux.papers.basis import Basis
from travaux.papers.calendar import Calendar, calendar
from travaux.papers.clean import clean
from travaux.papers.columns import columns
from travaux.papers.consolidation import consolidation
from travaux.papers.conventions import convention as convention_of
from travaux.papers.counting import counted, sentence
from travaux.papers.deadlines import deadlines
from travaux.papers.deeds import by_record
from travaux.papers.finding import finding_paper
from travaux.papers.layers import layers
from travaux.papers.legend import PLAIN, Legend
from travaux.papers.life_sheet import life_sheet
from travaux.papers.lives import life_paper
from travaux.papers.matrix import matrix
from travaux.papers.paper import Paper
from travaux.papers.redlined import redlined
from travaux.papers.rolling import rolling
from travaux.papers.timeline import timeline
from travaux.papers.tracked import layered
from travaux.papers.tracked import redlined as tracked_of
from travaux.papers.verdicts import finding_sheet
from travaux.record.acts import Propose
from travaux.record.amending import amended
from travaux.record.authorship import Authorship
from travaux.record.days import Day
from travaux.record.entries import Entered
from travaux.record.shelf import Text
from travaux.record.state import State
from travaux.record.terms import Digest, PartyId, Place
from travaux.record.texts import Tabled
from travaux.text.audit import audit
from travaux.text.drafts import Draft, Hand
from travaux.text.manuscripts import Manuscript
from travaux.text.redline import compare


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What a viewer sees of a record: its state as of an entry, the texts, and how to read a file that it names.

    `size` is how many entries the log had by then, those not shown among them. `day` is that on which deadlines and
    positions are looked at.
    """

    state: State
    drafts: Mapping[Digest, Draft]
    file: Callable[[Digest], tuple[str, bytes]]
    day: Day
    size: int
    viewer: str
    title: str
    origin: str
    rules: str

    @property
    def withheld(self) -> int:
        """How many entries up to then are not shown to the viewer."""
        return self.size - len(self.state.book.rows)

    @property
    def basis(self) -> Basis:
        """The same, as papers read it."""
        return Basis(self.state, self.drafts, self.day)


def paper(sight: Sight, kind: str, options: Mapping[str, object]) -> Paper:
    """Returns a paper of a kind, made of what a viewer sees.

    Raises `Malformed` for a kind that is not known or an option that the record cannot answer, `TypeError` for an
    option that the kind has not, `OutOfOrder` where the record does not allow the paper (yet).
    """
    if kind not in MAKERS:
        raise Malformed("no such paper", where=kind, advice=f"There are: {', '.join(MAKERS)}")
    maker = MAKERS[kind]
    known = [name for name in inspect.signature(maker).parameters if name != "sight"]
    unknown = [name for name in options if name not in known]
    if unknown:
        has = f"it has {', '.join(known)}" if known else "it has none"
        raise TypeError(f"the {kind} paper has no option {unknown[0]!r}: {has}")
    made = maker(sight, **options)
    return replace(made, facts=(*_first(sight, made), *made.facts, *_last(sight, made)))


def record_calendar(sight: Sight) -> Calendar:
    """Returns what is due and what is announced, as a calendar."""
    positions = sight.basis.positions if sight.state.current() is not None else None
    return calendar(sight.state, title=sight.title, origin=sight.origin, day=sight.day, positions=positions)


def options_of(kind: str) -> tuple[str, ...]:
    """Returns the names of the options that a kind of paper has."""
    return tuple(name for name in inspect.signature(MAKERS[kind]).parameters if name != "sight")


def _first(sight: Sight, made: Paper) -> tuple[tuple[str, str], ...]:
    return (("Record", sight.title),) if sight.title and sight.title != made.title else ()


def _last(sight: Sight, made: Paper) -> tuple[tuple[str, str], ...]:
    said = {term for term, _ in made.facts}
    withheld = sight.withheld
    told = f"{counted(withheld, 'entry', 'entries')} {'is' if withheld == 1 else 'are'} not shown to this reader"
    facts = (
        ("As of", f"entry {sight.size - 1}"),
        ("Read as", sight.viewer),
        ("Withheld", sentence(told) if withheld else "no entry"),
    )
    return tuple(fact for fact in facts if fact[0] not in said)


# The kinds


def _rolling(sight: Sight) -> Paper:
    return rolling(sight.state, sight.drafts, day=sight.day)


def _clean(sight: Sight) -> Paper:
    return clean(sight.state, sight.drafts, day=sight.day)


def _columns(sight: Sight, by: Literal["parties", "drafts"] = "parties", legend: Legend = PLAIN) -> Paper:
    return columns(sight.state, sight.drafts, by=by, legend=legend, day=sight.day)


def _consolidation(sight: Sight) -> Paper:
    return consolidation(sight.state, sight.drafts)


def _matrix(sight: Sight, convention: str = "least-willing/1", forum: str = "", counting: Counting = "top") -> Paper:
    return matrix(
        sight.state, sight.drafts, day=sight.day, convention=convention_of(convention), forum=forum, counting=counting
    )


def _finding(sight: Sight, claim: str = "", counting: Counting = "top", finding: Finding | None = None) -> Paper:
    """A finding that was made already, or the one on a claim."""
    found = finding or check(claim, sight.state, sight.drafts, rules=sight.rules, counting=counting)
    return finding_sheet(finding_paper(found))


def _redline(
    sight: Sight, earlier: str = "", later: str = "", proposal: int | None = None, whole: bool = True,
    numbering: bool = True, typography: bool = True,
) -> Paper:  # fmt: skip
    if proposal is not None:
        return _proposed(sight, proposal, whole)
    newer = drafted(sight.state, later) if later else sight.basis.table
    older = drafted(sight.state, earlier) if earlier else _parent(sight, newer)
    found = compare(text(sight, older), text(sight, newer), numbering=numbering, typography=typography)
    letters = {writer.name: writer for writer in sight.basis.letters.values()}
    return redlined(
        found, whole=whole, whose=_whose(sight, older, newer), letters=letters,
        facts=(("Earlier", _called(older)), ("Later", _called(newer))),
    )  # fmt: skip


def _whose(sight: Sight, older: Tabled, newer: Tabled) -> Attribution | None:
    """Returns whose the changes between two drafts are, where the later was made from the earlier."""
    basis = sight.basis
    if not basis.descent.descends(newer.digest, older.digest):
        return None
    authors = Authorship(sight.state.book, basis.descent, newer.digest)
    return by_record(sight.state, authors, sight.drafts[older.digest], sight.drafts, basis.teller.party)


def _proposed(sight: Sight, entry: int, whole: bool) -> Paper:
    """Returns the redline of a draft and an amendment to it; of an amendment to an amendment, in two layers."""
    asked = proposal_of(sight, entry)
    basis, by = sight.basis, asked.party
    who = basis.teller.actor(asked.entered)
    facts = (
        ("Earlier", _called(asked.draft)),
        ("Proposal", f"entry {entry}, {asked.entered.grade}, {basis.teller.happened(asked.entered)}"),
    )
    if asked.amends is not None:
        parent = proposal_of(sight, asked.amends)
        made = layered(asked.before, parent.after, asked.after, by_one(parent.hand), by_one(asked.hand))
        letters = {writer.name: writer for writer in basis.letters.values()}
        amended_ = f"entry {parent.index}, by {basis.teller.actor(parent.entered)}"
        return layers(made, title=f"What {who} proposes", facts=(*facts, ("Amends", amended_)), letters=letters)
    name = basis.teller.party(by) if by else ""
    letters = {name: basis.letters[by]} if by and by in basis.letters else {}
    return redlined(
        compare(asked.before, asked.after), whole=whole, whose=by_one(asked.hand), letters=letters, entry=entry,
        title=f"What {who} proposes", facts=facts,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A proposal: its entry, the draft that it amends, and the text before and as it would have it."""

    index: int
    entered: Entered
    party: PartyId | None
    hand: Hand
    draft: Tabled
    before: Draft
    after: Draft
    amends: int | None


def proposal_of(sight: Sight, entry: int) -> Asked:
    """Returns the proposal that an entry made, with the texts before and after it."""
    found = next((each for each in sight.state.proposals() if each.entry == entry), None)
    entered = sight.state.entry(entry)
    if found is None or entered is None or not isinstance(entered.entry.act, Propose):
        raise Malformed("no proposal was entered there", where=f"entry {entry}", advice="See travaux entries")
    draft = sight.state.draft(found.wording.draft)
    if draft is None:
        raise OutOfOrder(f"Entry {entry} amends a draft that was not tabled")
    before = text(sight, draft)
    after = amended(Text(before), entered.entry.act)
    if after is None:
        raise OutOfOrder(f"Entry {entry} amends {found.wording.clause}, which is not in draft {draft.number}")
    name = f"draft {draft.number} as entry {entry} would have it"
    party = sight.basis.teller.party(found.party) if found.party else None
    return Asked(
        index=entry, entered=entered, party=found.party, hand=Hand(party, entered.entry.at or None), draft=draft,
        before=before, after=Draft(after, name=name, language=before.language), amends=found.amends,
    )  # fmt: skip


def tracked(sight: Sight, *, earlier: str = "", later: str = "", proposal: int | None = None) -> Manuscript:
    """Returns a redline as a manuscript with native changes, its authors the parties, its dates those of the acts."""
    if proposal is not None:
        asked = proposal_of(sight, proposal)
        if asked.amends is None:
            return tracked_of(asked.before, asked.after, by_one(asked.hand))
        parent = proposal_of(sight, asked.amends)
        return layered(asked.before, parent.after, asked.after, by_one(parent.hand), by_one(asked.hand))
    newer = drafted(sight.state, later) if later else sight.basis.table
    older = drafted(sight.state, earlier) if earlier else _parent(sight, newer)
    return tracked_of(text(sight, older), text(sight, newer), _whose(sight, older, newer))


def _audit(
    sight: Sight, earlier: str = "", later: str = "", settled: bool | None = None, typography: bool = True
) -> Paper:
    """Changes that were pending in the earlier file are taken as made where it was tabled so, unless told otherwise."""
    found, told = audited(sight, earlier, later, settled=settled, typography=typography)
    report = audit_report(found)
    return replace(report, remarks=(told, *report.remarks)) if told else report


def audited(
    sight: Sight, earlier: str = "", later: str = "", *, settled: bool | None = None, typography: bool = True
) -> tuple[AuditPaper, str]:
    """Returns what the file of a draft declares to have changed, held against what did, and on what terms, if any."""
    newer = drafted(sight.state, later) if later else sight.basis.table
    older = drafted(sight.state, earlier) if earlier else _parent(sight, newer)
    last, new = _manuscript(sight, older), _manuscript(sight, newer)
    made = older.accepting == ("all",) if settled is None else settled
    found = audit(last, new, settled=made, typography=typography)
    last_name, new_name = f"draft {older.number}", f"draft {newer.number}"
    named = replace(found, last=replace(found.last, name=last_name), new=replace(found.new, name=new_name))
    told = f"Draft {older.number} was tabled with its own changes made: these are no changes of draft {newer.number}."
    return audit_paper(named), told if made and last.authors else ""


def _manuscript(sight: Sight, draft: Tabled) -> Manuscript:
    name, data = sight.file(draft.file)
    return intake.manuscript(data, name)


def _timeline(sight: Sight, party: str = "", since: str = "", until: str = "") -> Paper:
    who = _party(sight, party)
    return timeline(sight.state, sight.drafts, day=sight.day, party=who, since=since, until=until)


def _deadlines(sight: Sight, party: str = "") -> Paper:
    return deadlines(sight.state, sight.drafts, day=sight.day, party=_party(sight, party))


def _party(sight: Sight, name: str) -> PartyId | None:
    if not name:
        return None
    found = sight.state.party(name)
    if found is None:
        known = ", ".join(str(each) for each in sight.state.parties)
        raise Malformed("no party is called that", where=name, advice=f"This record knows {known or 'nobody yet'}")
    return found.id


def _life(sight: Sight, clause: str, draft: str = "") -> Paper:
    basis = sight.basis
    tabled = drafted(sight.state, draft) if draft else basis.table
    if tabled.digest not in sight.drafts:
        raise OutOfOrder(f"The text of draft {tabled.number} is not in this record")
    spot = basis.descent.shelf[tabled.digest].at(Place(clause))
    return life_sheet(life_paper(sight.state, sight.drafts, spot, sight.day), basis.letters)


MAKERS: Mapping[str, Callable[..., Paper]] = {
    "rolling": _rolling,
    "clean": _clean,
    "columns": _columns,
    "consolidation": _consolidation,
    "redline": _redline,
    "matrix": _matrix,
    "timeline": _timeline,
    "deadlines": _deadlines,
    "finding": _finding,
    "audit": _audit,
    "life": _life,
}
"""What makes each kind of paper; its parameters are the options of the kind."""


# Names of drafts


def drafted(state: State, name: str) -> Tabled:
    """Returns a tabled draft by its number ("2", "draft 2"), its title, or the start of its digest."""
    wanted = name.strip()
    number = wanted.removeprefix("draft ").strip()
    drafts = state.drafts
    if number.isascii() and number.isdigit() and 1 <= int(number) <= len(drafts):
        return drafts[int(number) - 1]
    found = [each for each in drafts if wanted and (each.title == wanted or each.digest.startswith(wanted))]
    if len(found) != 1:
        says = "names more than one draft" if found else "is no draft of this record"
        raise Malformed(f"{name!r} {says}", where="draft", advice=f"It has {len(drafts)}, numbered from 1")
    return found[0]


def text(sight: Sight, draft: Tabled) -> Draft:
    """Returns the text of a draft, called by its number; raises `OutOfOrder` where it is not in the record."""
    found = sight.drafts.get(draft.digest)
    if found is None:
        raise OutOfOrder(f"The text of draft {draft.number} is not in this record")
    return replace(found, name=f"draft {draft.number}")


def _parent(sight: Sight, draft: Tabled) -> Tabled:
    parents = [one for digest in draft.parents if (one := sight.state.draft(digest)) is not None]
    if not parents:
        raise OutOfOrder(f"Draft {draft.number} was made from none of the drafts here: say which is the earlier one")
    return parents[0]


def _called(draft: Tabled) -> str:
    title = f", “{draft.title}”" if draft.title else ""
    return f"draft {draft.number}{title} (entry {draft.entry}, {draft.grade})"
