"""The rolling text: the text on the table with what is not agreed in brackets, and who is behind each alternative.

    [shall: Aldania, +Boria][should: Cedria, -Delvia]

Everything in it comes from acts: proposals give alternatives, positions give who supports and who opposes, objections
and substantive reservations put a whole clause in brackets, other reservations are notes. Whether the words that they
are on still stand is for `pending` and `record.positions`; nothing is inferred beyond that. Conventions are printed.

A bracket that is written parses back to the same alternatives (`text.brackets`), and every bracket that stands in the
text on the table stands in the rolling text: `rolled` reads what it wrote, and writes otherwise what reads otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from travaux.papers.basis import Basis
from travaux.papers.counting import counted, listed, sentence
from travaux.papers.paper import Block, Cell, Column, Heading, Paper, Paragraph, Row, Run, Sign, Table, cell, plain
from travaux.papers.rolling.holdings import Said, lost
from travaux.papers.rolling.items import ALT, Entrant, Fence
from travaux.papers.rolling.laid import blocks, lines
from travaux.papers.rolling.pending import Pending
from travaux.papers.rolling.slots import Slot
from travaux.papers.rolling.text import Rolled, on_the_whole, rolled
from travaux.papers.telling import quoted
from travaux.record.days import Day
from travaux.record.state import State
from travaux.record.terms import Digest
from travaux.text.drafts import Draft

CONVENTIONS = (
    "Words that a proposal would change stand in brackets beside the words proposed, the text as it stands first. "
    "“no text” stands where an alternative leaves nothing. A bracket alone holds words that may stand or fall.",
    "After the colon of a bracket, or in braces at the end of an option, stand those who propose the words; with + "
    "those who support them (sponsors, and who accepted these very words); with - those who objected to them.",
    "A whole clause stands in brackets where a party objects to it or has entered a substantive reservation. Scrutiny, "
    "parliamentary, linguistic and general reservations, and those whose kind is not told, are notes and no brackets.",
    "A party’s last position in force counts, in whichever forum it was taken. No position is neither support nor "
    "opposition. A position whose words have changed is stale: it is noted and brackets nothing.",
    "A proposal stands while the words that it is on do, and until it is withdrawn or the chair concludes on them, "
    "unless its proposer is named as a holdout. It is never moved to words that are merely like them. A proposal for "
    "a clause leaves its heading as it is unless it repeats it. Clauses proposed anew keep their number where it is "
    "free; else they are numbered bis, ter and so on after the clause that they follow. What is numbered alt would "
    "stand in place of the clause of that number.",
)


def rolling(state: State, drafts: Mapping[Digest, Draft], *, day: Day | None = None) -> Paper:
    """Returns the rolling text as of a state (`state.at(n)` for an earlier one), with positions as they stand on a day.

    Without a day no acceptance *ad referendum* expires. Raises `OutOfOrder` where no draft is on the table, or its text
    is not here.
    """
    return paper(rolled(Basis(state, drafts, day)))


def paper(made: Rolled) -> Paper:
    """Returns a rolling text as a paper."""
    basis = made.basis
    return Paper(
        kind="rolling text",
        title=basis.table.title or sentence(basis.called),
        summary=_summary(made),
        facts=basis.facts(),
        blocks=(*_body(made), *_ending(made)),
        legend=tuple(_legend(made)),
        notes=tuple(_note(said) for said in made.notes),
        remarks=CONVENTIONS,
        language=basis.text.draft.language or basis.table.language,
    )


def _summary(made: Rolled) -> str:
    called = made.basis.called
    items = [each.item for each in made.wanted]
    places = sum(isinstance(each, Slot) or (isinstance(each, Entrant) and each.label == ALT) for each in items)
    clauses = sum(isinstance(each, Fence) for each in items)
    new = sum(isinstance(each, Entrant) and each.label != ALT for each in items)
    own = sum(1 for _ in made.base.slots())
    told = [
        f"{counted(places, 'place')} with alternatives" if places else "",
        f"{counted(clauses, 'clause')} that a party objects to or reserves on" if clauses else "",
        f"{counted(new, 'clause')} proposed anew" if new else "",
        f"{counted(own, 'bracket')} of its own" if own else "",
    ]
    stood = [each for each in told if each]
    begun = f"{sentence(called)} has {listed(stood)}" if stood else f"Nothing in {called} stands in brackets"
    left = len(_unplaced(made))
    return f"{begun}; {counted(left, 'proposal')} could not be placed." if left else f"{begun}."


def _body(made: Rolled) -> Iterator[Block]:
    for said in on_the_whole(made.basis):
        yield Paragraph((Run(said.words, said.look),), "note")
    found = list(lines(made.pieces))
    yield from blocks(made.basis.text.draft, found, _depths(made))


def _depths(made: Rolled) -> dict[int, int]:
    """Returns the level of each line that begins a new clause: that of the clause beside which it stands."""
    text = made.text
    found = {}
    for each in made.wanted:
        if isinstance(each.item, Entrant):
            around = made.basis.text.around(each.item.anchor)
            level = sum(bool(clause and clause.label) for clause in map(made.basis.text.clause, around))
            first = text.count("\n", 0, each.start)
            for line in range(first, text.count("\n", 0, each.end) + 1):
                found[line] = level
    return found


def _note(said: Said) -> Paragraph:
    return Paragraph((Run(said.words, said.look),), "note")


def _legend(made: Rolled) -> Iterator[Sign]:
    if not made.wanted:
        return
    yield Sign("[ ]", "not agreed", look="bracket")
    shown = [each for one in made.wanted for _, each in one.alternatives]
    proposing = {name for each in shown for name in each.proposers}
    capacities = {each.id: each.capacity for each in made.basis.state.parties}
    for party, name in made.names.items():
        if name in proposing or any(name in (*each.supporters, *each.opposers) for each in shown):
            full = made.basis.teller.party(party)
            yield Sign(
                name, full if full != name else f"takes part as {capacities[party]}", by=made.basis.letters[party]
            )
    for sign, meaning in (("+", "supports these words"), ("-", "objects to these words")):
        if any(each.supporters if sign == "+" else each.opposers for each in shown):
            yield Sign(sign, meaning, look="attribution")


def _unplaced(made: Rolled) -> list[tuple[Pending, str]]:
    """Returns the proposals that stand before the meeting and not in the text, each with the reason."""
    found = []
    for each in made.proposals:
        if each.fate == "adrift":
            by = f" (entry {each.by})" if each.by is not None else ""
            found.append((each, f"{each.reason}{by}"))
        elif each.fate == "open" and each.proposal.entry in made.undrawn:
            found.append((each, made.undrawn[each.proposal.entry]))
    return found


def _ending(made: Rolled) -> Iterator[Block]:
    """Yields what stands after the text: proposals without a place, positions without words, and every proposal."""
    unplaced = _unplaced(made)
    if unplaced:
        yield Heading("Proposals that could not be placed", 2)
        for pending, why in unplaced:
            yield from _told_whole(made, pending, why)
    gone = list(lost(made.basis))
    if gone or made.unfenced:
        yield Heading("What no longer binds, or could not be shown in the text", 2)
        for said in gone:
            yield Paragraph((Run(said.words, said.look),), "item")
        for number in sorted(made.unfenced):
            place = sentence(made.basis.teller.place(made.basis.text.place(number)))
            yield plain(f"{place} ought to stand in brackets, and a bracket of the text itself crosses it.", "item")
    if made.proposals:
        yield _table(made)


def _told_whole(made: Rolled, pending: Pending, why: str) -> Iterator[Block]:
    """Yields a proposal with all its words."""
    act = pending.proposal
    who, asks = _proposer(made, pending), _asks(made, pending)
    yield Paragraph((Run(f"{who} proposes {asks} (entry {act.entry}, {act.grade}): {why}.", entry=act.entry),), "item")
    for line in act.words:
        yield Paragraph((Run(line, by=made.basis.letters.get(act.party) if act.party else None),), "quotation")


def _proposer(made: Rolled, pending: Pending) -> str:
    act = pending.proposal
    who = made.basis.teller.party(act.party) if act.party else "The depositary"
    behalf = f" for {made.basis.teller.parties(act.on_behalf_of)}" if act.on_behalf_of else ""
    sponsors = f", with {made.basis.teller.parties(act.sponsors)}," if act.sponsors else ""
    return f"{who}{behalf}{sponsors}"


def _asks(made: Rolled, pending: Pending) -> str:
    where = made.basis.teller.wording(pending.proposal.wording)
    return {
        "replace": f"other words for {where}",
        "insert after": f"a new clause after {where}",
        "insert before": f"a new clause before {where}",
        "delete": f"to take out {where}",
    }[pending.proposal.operation]


def _table(made: Rolled) -> Table:
    heads = (
        Column("Entry", head=True, numbers=True),
        Column("By", 2),
        Column("Proposes", 3),
        Column("What became of it", 4),
    )
    return Table("What became of every proposal", heads, tuple(_row(made, each) for each in made.proposals))


def _row(made: Rolled, pending: Pending) -> Row:
    act = pending.proposal
    by = f" (entry {pending.by})" if pending.by is not None else ""
    became = {
        "open": "In the text.",
        "taken up": f"Taken up: {pending.reason}{by}.",
        "overtaken": f"Overtaken: {pending.reason}{by}.",
        "withdrawn": f"Withdrawn{by}.",
        "adrift": f"Could not be placed: {pending.reason}{by}.",
    }[pending.fate]
    if pending.fate == "open" and act.entry in made.undrawn:
        became = f"Could not be placed: {made.undrawn[act.entry]}."
    if act.amends is not None:
        became += f" It amends the proposal of entry {act.amends}."
    if act.source:
        became += f" The words are those of {act.source}."
    words = "; ".join(filter(None, (sentence(_asks(made, pending)), _gist(act.words))))
    return Row((cell(f"{act.entry}"), cell(_proposer(made, pending).strip(",")), Cell((plain(words),)), cell(became)))


def _gist(words: tuple[str, ...]) -> str:
    return quoted(" ".join(words)) if any(words) else ""
