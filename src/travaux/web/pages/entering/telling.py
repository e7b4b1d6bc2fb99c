"""What an act says in plain words before it is entered: its sentence, what the rules say, what it would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from travaux.papers.telling import Teller, day
from travaux.record import acts
from travaux.record.entries import Entry
from travaux.record.keyring import Holder, fingerprint
from travaux.record.shelf import Text
from travaux.record.terms import Digest, Withheld
from travaux.secretariat.foreseeing import Foreseen, Moved
from travaux.text.drafts import Draft
from travaux.web import words
from travaux.web.ask import Ask
from travaux.web.pages.rulings import Ruling, ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A position that would not be what it was."""

    entry: int
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry as it would stand. `wording` are the exact words that it binds to, where it binds to a clause."""

    sentence: str
    words: tuple[str, ...]
    wording: str
    grade: str
    idle: str
    visible: str
    rulings: tuple[Ruling, ...]
    moves: tuple[Move, ...]
    replaces: tuple[int, ...]


def step(ask: Ask, entry: Entry, seen: Foreseen, drafts: Mapping[Digest, Draft] | None = None) -> Step:
    """Returns an act as a page tells it."""
    teller = Teller(ask.state)
    return Step(
        sentence=seen.sentence,
        words=spoken(entry.act),
        wording=bound(entry.act, {**(drafts or {})} or ask.record.drafts),
        grade=seen.grade,
        idle=seen.idle,
        visible=audience(teller, entry),
        rulings=tuple(map(ruling, seen.verdicts)),
        moves=tuple(_move(teller, each) for each in seen.moved),
        replaces=tuple(map(int, seen.replaces)),
    )


def audience(teller: Teller, entry: Entry) -> str:
    """Returns for whom an entry would be."""
    if isinstance(entry.visible, tuple):
        return _("For %(names)s, and the secretariat.") % {"names": teller.parties(entry.visible)}
    return (
        _("For the secretariat alone.") if entry.visible == "depositary" else _("For everybody who reads the record.")
    )


def spoken(act: acts.Act) -> tuple[str, ...]:
    """Returns the words that an act brings in, whole, line by line."""
    match act:
        case acts.Propose(words=lines) | acts.State(words=lines) | acts.Seal(note=lines):
            return lines
    return ()


def bound(act: acts.Act, drafts: Mapping[Digest, Draft]) -> str:
    """Returns the exact words that an act binds to, so that they are read before it is signed."""
    match act:
        case acts.Take(wording=wording) | acts.Propose(wording=wording) | acts.Decide(wording=wording):
            draft = drafts.get(wording.draft)
            if draft is None or not wording.clause:
                return ""
            text = Text(draft)
            for number, clause in enumerate(text.clauses):
                if text.place(number) == wording.clause:
                    return draft.text[clause.label_span[1] : clause.span[1]].strip()
    return ""


def _move(teller: Teller, moved: Moved) -> Move:
    held = {"accept": "A", "reserve": "R", "object": "O"}.get(moved.stance, "–")
    told = _("%(party)s %(stance)s %(wording)s: this becomes %(status)s (%(reason)s).") % {
        "party": teller.party(moved.party),
        "stance": words.stances()[held],
        "wording": teller.wording(moved.wording),
        "status": words.statuses().get(moved.becomes, moved.becomes),
        "reason": moved.reason,
    }
    return Move(entry=moved.entry, says=told)


def mandate(ask: Ask, holder: Holder | None) -> tuple[str, int | None]:
    """Returns by what right the holder of a key acts, in words, and the entry of the accreditation."""
    if holder is None:
        return "", None
    found = [each for each in ask.state.delegations(holder.party) if each.ended is None] if holder.party else []
    chosen = next((each for each in found if each.entry == holder.mandate), None)
    chosen = chosen or next((each for each in found if holder.person.id in {one.id for one in each.named}), None)
    if chosen is None:
        return _("No accreditation names them: the rules will say so."), None
    paper = chosen.instrument
    told = " ".join(
        filter(None, (paper.kind, paper.number, _("of %(name)s") % {"name": paper.issuer} if paper.issuer else ""))
    )
    until = _(", until %(day)s") % {"day": day(chosen.until)} if chosen.until else ""
    return f"{told}{until}", int(chosen.entry)


def holder_name(ask: Ask, key: str) -> str:
    """Returns whose key it is: the person, as far as the reader may know the name, and the party."""
    holder = ask.state.holder(key)
    if holder is None:
        return _("a key nobody enrolled")
    name = holder.person.name
    told = name if isinstance(name, str) else _("a person whose name is withheld") if isinstance(name, Withheld) else ""
    of = ask.name(holder.party) or (_("the secretariat") if holder.duty == "depositary" else "")
    return ", ".join(filter(None, (told, of)))


def mark(key: str) -> str:
    """Returns the fingerprint of a key."""
    return fingerprint(key)
