"""One entry, with all that is known of it: who, when, which key, what rules say, and the bytes of the log."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from travaux.errors import NotPermitted
from travaux.papers.telling import Teller
from travaux.record import acts
from travaux.record.keyring import fingerprint
from travaux.record.terms import PartyId, Withheld
from travaux.web.ask import Ask
from travaux.web.pages.page import Page
from travaux.web.pages.rulings import Ruling, ruling

_WORDED = {acts.State: "words", acts.Propose: "words", acts.Seal: "note", acts.Correct: "words"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key that signed: whose it is, and its fingerprint."""

    holder: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class One:
    """The page's value. Of an entry that is sealed to the reader only `entry`, `digest` and `sealed` are told."""

    entry: int
    digest: str
    sealed: bool = False
    kind: str = ""
    party: PartyId | None = None
    says: str = ""
    words: tuple[str, ...] = ()
    grade: str = ""
    actor: str = ""
    scribe: str = ""
    signed: tuple[Key, ...] = ()
    happened: str = ""
    clock: str = ""
    after: int = 0
    number: int = 0
    visible: str = "all"
    rulings: tuple[Ruling, ...] = ()
    voided: int | None = None
    idle: str = ""
    suspect: bool = False
    unkeyed: bool = False
    later: tuple[int, ...] = ()
    leaf: str = ""
    receipt: str = ""
    rules: str = ""
    last: int = 0


def build(ask: Ask) -> One:
    """Returns the entry that the address names."""
    index = int(ask.named["index"])
    if not 0 <= index < ask.size:
        raise Http404
    digest = ask.record.digests(index, index + 1)[0]
    try:
        entered = ask.record.entry(index)
    except NotPermitted:
        return One(entry=index, digest=digest, sealed=True, last=ask.size - 1)
    state, entry, teller = ask.state, entered.entry, Teller(ask.state)
    field = _WORDED.get(type(entry.act))
    words = getattr(entry.act, field) if field else ()
    return One(
        entry=index,
        digest=digest,
        kind=entry.type,
        party=entry.actor,
        says=teller.sentence(entered),
        words=(str(words),) if isinstance(words, Withheld | str) else tuple(words or ()),
        grade=entered.grade,
        actor=teller.actor(entered),
        scribe=_wrote(teller.person_id(entry.scribe)) if entry.scribe else "",
        signed=tuple(Key(holder=holder(ask, teller, key), fingerprint=fingerprint(key)) for key in entered.signers),
        happened=teller.happened(entered),
        clock=entry.at,
        after=entry.after.size,
        number=entry.seq,
        visible=entry.visible if isinstance(entry.visible, str) else teller.parties(entry.visible),
        rulings=tuple(map(ruling, ask.record.verdicts(index, day=ask.today))),
        voided=state.voided(index),
        idle=state.idle(index),
        suspect=state.suspect(index),
        unkeyed=state.unkeyed(index),
        later=tuple(each for each in state.bearing_on(entry=index) if each != index),
        leaf=ask.record.leaf(index).decode(),
        rules=ask.record.rules,
        last=ask.size - 1,
    )


def holder(ask: Ask, teller: Teller, key: str) -> str:
    """Returns whose key it is: the person, as far as named, and for which party in which duty."""
    found = ask.state.holder(key)
    if found is None:
        return ""
    name = teller.person(found.person)
    party = teller.party(found.party) if found.party else ""
    told = "" if name.startswith("person-") else name
    return ", ".join(filter(None, (told, f"{found.duty} of {party}" if party else found.duty)))


def _wrote(name: str) -> str:
    return _("a person whose name is not recorded") if name.startswith("person-") else name


PAGE = Page("entry", "e/<int:index>/", build, "entry.html")
