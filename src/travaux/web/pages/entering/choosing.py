"""What there is to choose from in a form: clauses, parties, entries, drafts, forums, keys, out of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from travaux.papers.telling import Teller
from travaux.record import acts
from travaux.record.keyring import fingerprint
from travaux.record.shelf import Text
from travaux.web.ask import Ask
from travaux.web.pages.entering.fields import Field, Of, Sheet
from travaux.web.pages.entering.fields import asked as fields_of


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: what is sent, and what is read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A field as it is drawn: with what there is to choose from, and what was given."""

    name: str
    label: str
    kind: str
    help: str
    needed: bool
    choices: tuple[Choice, ...]
    given: tuple[str, ...]

    @property
    def value(self) -> str:
        """What was given, where it is one text."""
        return self.given[0] if self.given else ""


def lines(ask: Ask, sheet: Sheet, given: dict[str, list[str]]) -> tuple[Line, ...]:
    """Returns the fields of a sheet as they are drawn, filled in with what was given."""
    return tuple(
        Line(
            name=each.name,
            label=str(each.label),
            kind=_kind(each, ask),
            help=str(each.help),
            needed=each.needed,
            choices=choices(ask, each),
            given=tuple(given.get(each.name, ())),
        )
        for each in fields_of(sheet, ask.seated.role)
    )


def _kind(each: Field, ask: Ask) -> str:
    """Returns how a field is drawn: the secretariat may write down several clauses at once."""
    return "clauses" if each.kind == "clause" and each.name == "clauses" and ask.seated.role != "party" else each.kind


def choices(ask: Ask, field: Field) -> tuple[Choice, ...]:
    """Returns what there is to choose from for a field."""
    match field.kind:
        case "choice" | "several":
            return tuple(Choice(value, str(label)) for value, label in field.choices)
        case "clause" | "clauses":
            whole = (Choice("all", _("the whole text")),) if field.name in ("clauses", "propose") else ()
            return (*whole, *clauses(ask))
        case "party" | "parties":
            return tuple(Choice(each, ask.name(each)) for each in ask.parties)
        case "draft":
            found = reversed(ask.state.drafts)
            return tuple(Choice(each.digest, _draft(each.number, each.title)) for each in found)
        case "entry":
            return tuple(_entry(ask, index) for index in sorted(entries(ask, field.of), reverse=True))
        case "forum":
            return tuple(Choice(name, name) for name in forums(ask))
        case "key":
            valid = (each for each in ask.state.holders if each.retired is None)
            return tuple(Choice(each.key, f"{_holder(ask, each.party)} {fingerprint(each.key)}") for each in valid)
    return ()


def _draft(number: int, title: str) -> str:
    return f"{_('draft %(number)s') % {'number': number}}{f', {title}' if title else ''}"


def _holder(ask: Ask, party: object) -> str:
    return ask.name(party) if party else _("the secretariat")  # type: ignore[arg-type]


def clauses(ask: Ask) -> tuple[Choice, ...]:
    """Returns the clauses of the draft on the table by their places, each with its heading or how it begins."""
    table = ask.state.current()
    if table is None or table.digest not in ask.record.drafts:
        return ()
    draft = ask.record.drafts[table.digest]
    text = Text(draft)
    found = []
    for number, clause in enumerate(text.clauses):
        place = text.place(number)
        begins = clause.heading or " ".join(draft.text[clause.label_span[1] : clause.span[1]].split())[:60]
        if place:
            found.append(Choice(place, f"{place}  {begins}"))
    return tuple(found)


def forums(ask: Ask) -> list[str]:
    """Returns the forums that the record names, in the order of their first mention."""
    named: dict[str, None] = {}
    for entered in ask.state.entries:
        match entered.entry.act:
            case acts.Take(forum=forum) | acts.Decide(forum=forum) | acts.Convene(forum=forum) if forum is not None:
                named[forum.name] = None
    return list(named)


def entries(ask: Ask, of: Of) -> Iterable[int]:
    """Yields the entries that an act of this kind may be about, as far as whoever is asking may see them."""
    state, party = ask.state, ask.seated.party
    match of:
        case "proposals":
            return [each.entry for each in state.proposals()]
        case "withdrawable":
            mine = _done(ask, (acts.Take, acts.Propose, acts.Table))
            gone = {act.entry for _, act in state.book.of(acts.Withdraw)}
            return [index for index in mine if index not in gone]
        case "ad referendum":
            return _done(ask, (acts.Take, acts.Authenticate))
        case "decided":
            return [*_done(ask, (acts.Take,)), *(each.entry for each in state.decisions())]
        case "deadlines":
            return [*(each.entry for each in state.deadlines), *(each.entry for each in state.procedures)]
        case "silences":
            return [each.entry for each in state.procedures if party is None or party in each.recipients]
        case "meetings":
            return [each.entry for each in state.meetings]
        case "mandates":
            return [each.entry for each in state.delegations() if each.ended is None]
        case "statements":
            return [each.entry for each in state.statements]
    return []


def _done(ask: Ask, kinds: tuple[type, ...]) -> list[int]:
    """Returns the entries of some kinds, those of the party that is asking, if one is."""
    party = ask.seated.party
    return [
        int(each.index)
        for each in ask.state.entries
        if isinstance(each.entry.act, kinds) and (party is None or each.entry.actor == party)
    ]


def _entry(ask: Ask, index: int) -> Choice:
    entered = ask.state.entry(index)
    told = Teller(ask.state).sentence(entered) if entered else ""
    return Choice(str(index), f"{index}  {told[:110]}{'…' if len(told) > 110 else ''}")
