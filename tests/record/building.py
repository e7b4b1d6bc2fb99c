"""A record in a few lines: invented parties, keys that are only names, entries that follow upon each other.

    record = Record()
    record.admit("aldania"); record.admit("boria")
    draft = record.draft("Article 1\\nThe Parties shall cooperate.\\n")
    record.table("aldania", draft)
    taken = record.take("boria", draft, "1", "object")
    state = record.state()

Every helper enters one act and returns its index. What a party does is signed with its own key, unless `by` says that
another signed it. Words are digested for real, so that positions bind to them.
"""

from __future__ import annotations

import dataclasses
from hashlib import sha256
from typing import Any

from travaux.record import acts, state
from travaux.record.acts import Act
from travaux.record.entries import After, Entered, Entry
from travaux.record.positions import wording
from travaux.record.terms import (
    Capacity,
    Dated,
    Digest,
    Forum,
    Index,
    Instrument,
    PartyId,
    Person,
    PersonId,
    Place,
    Source,
    Stance,
    Standing,
    Wording,
)
from travaux.text.drafts import Draft

DEPOSITARY = "depositary"
ENTRY_FIELDS = {"at", "by", "person", "scribe", "seq", "prev", "visible", "refs", "nonce", "after"}


def party(name: str) -> PartyId:
    """A party's id, made from its handle so that failures can be read."""
    return PartyId("party-" + f"{''.join(c for c in name.lower() if c.isascii() and c.isalnum())}00000000"[:8])


def person(name: str, office: str = "") -> Person:
    """A person, whose id is made from the name."""
    ident = f"{''.join(c for c in name.lower() if c.isascii() and c.isalnum())}00000000"[:8]
    return Person(id=PersonId(f"person-{ident}"), name=name, office=office or None)


def key(name: str) -> str:
    """A public key line of nobody: the base64 is of the name, so that fingerprints differ."""
    import base64

    return f"ssh-ed25519 {base64.b64encode(name.encode()).decode()} key of {name}"


def dated(edtf: str) -> Dated:
    return Dated(edtf=edtf)


@dataclasses.dataclass
class Record:
    """A record as it grows. `entered` is what a fold takes; `drafts` are the texts, by digest."""

    origin: str = "example.com/velm-valley"
    entered: list[Entered] = dataclasses.field(default_factory=list)
    drafts: dict[Digest, Draft] = dataclasses.field(default_factory=dict)
    day: str = "2031-03-01"
    """What the clocks say: the day of the entries that follow."""

    def __post_init__(self) -> None:
        self._chains: dict[str, tuple[int, str]] = {}
        enrol = acts.Enrol(person=person("Clerk of the Depositary"), key=key(DEPOSITARY), duty="depositary")
        self.enter(enrol, by=DEPOSITARY)

    def enter(self, act: Act, *, actor: str | None = None, by: str | None = None, **fields: Any) -> Index:
        """Enters an act of a party, signed by the key `by`: its own unless another is named."""
        signer = by or actor or DEPOSITARY
        seq, prev = self._chains.get(signer, (0, ""))
        index = Index(len(self.entered))
        fields = {
            "seq": seq,
            "prev": prev,
            "at": f"{self.day}T12:00:00Z",
            "after": After(size=index, root=Digest("0" * 64)),
            **fields,
        }
        entry = Entry(log=self.origin, act=act, actor=party(actor) if actor else None, **fields)
        hashed = sha256(repr((index, entry)).encode()).hexdigest()
        signers = (key(signer),) if not isinstance(act, acts.Rotate) else (act.old, act.new)
        self.entered.append(Entered(index=index, entry=entry, hash=hashed, signers=signers))
        self._chains[signer] = (entry.seq + 1, hashed)
        return index

    def do(self, kind: type[Act], actor: str | None = None, **fields: Any) -> Index:
        """Enters an act of a kind: the fields of its entry (at, person, scribe, by …) and its own, all in one list."""
        around = {name: fields.pop(name) for name in ENTRY_FIELDS & fields.keys()}
        return self.enter(kind(**fields), actor=actor, **around)

    def state(self) -> state.State:
        return state.fold(self.entered)

    # Who

    def admit(
        self, name: str, capacity: Capacity = "party", members: tuple[str, ...] = (), keyed: bool = True
    ) -> Index:
        """Admits a party and, unless told otherwise, enrols a key of its clerk, named like it."""
        act = acts.Admit(
            party=party(name), capacity=capacity, handle=name, name=name.title(), members=tuple(map(party, members))
        )
        index = self.enter(act)
        if keyed:
            self.enrol(name)
        return index

    def enrol(self, name: str, who: Person | None = None, key_name: str = "", **fields: Any) -> Index:
        holder = who or person(f"{name} clerk")
        return self.enter(acts.Enrol(person=holder, key=key(key_name or name), party=party(name), **fields))

    def accredit(self, name: str, *named: Person, count: int | None = None, **fields: Any) -> Index:
        fields = {"instrument": Instrument(kind="decree"), **fields}
        return self.do(acts.Accredit, name, party=party(name), named=named, count=count, **fields)

    # Texts

    def draft(self, text: str, name: str = "") -> Digest:
        """Keeps a text, and returns its digest."""
        return self.keep(Draft(text, name=name))

    def keep(self, draft: Draft) -> Digest:
        """Keeps a draft, with the changes that its file records, and returns its digest."""
        self.drafts[Digest(draft.digest)] = draft
        return Digest(draft.digest)

    def table(self, name: str, draft: Digest, *parents: Digest, standing: Standing = "tabled", **fields: Any) -> Index:
        file = Digest(sha256(draft.encode()).hexdigest())
        return self.do(acts.Table, name, draft=draft, file=file, parents=parents, standing=standing, **fields)

    def wording(self, draft: Digest, place: str) -> Wording:
        return wording(self.drafts[draft], Place(place))

    def propose(
        self, name: str, draft: Digest, place: str, words: str, operation: Any = "replace", **fields: Any
    ) -> Index:
        lines = tuple(words.split("\n")) if words else ()
        wanted = self.wording(draft, place)
        return self.do(acts.Propose, name, wording=wanted, operation=operation, words=lines, **fields)

    def take(self, name: str, draft: Digest, place: str, stance: Stance, forum: str = "", **fields: Any) -> Index:
        where = Forum(name=forum) if forum else None
        return self.do(acts.Take, name, stance=stance, wording=self.wording(draft, place), forum=where, **fields)

    def decide(self, name: str, draft: Digest, place: str, forum: str = "plenary", **fields: Any) -> Index:
        return self.do(acts.Decide, name, wording=self.wording(draft, place), forum=Forum(name=forum), **fields)

    def correct(self, name: str, earlier: Digest, later: Digest, place: str, *certified: str, **fields: Any) -> Index:
        words = tuple(self.drafts[later].text.splitlines())
        fields = {"substantive": False, "words": words, **fields}
        wordings = {"wording": self.wording(earlier, place), "corrected": self.wording(later, place)}
        return self.do(acts.Correct, name, certified=tuple(map(party, certified)), **wordings, **fields)

    # Time, words, the record itself

    def limit(self, name: str, when: str, due: str = "an answer", **fields: Any) -> Index:
        return self.do(acts.Limit, name, due=due, when=dated(when), **fields)

    def say(self, words: str, *, who: Source | None = None, **fields: Any) -> Index:
        source = who or Source(kind="anonymous", attributes="a senior official")
        return self.do(acts.State, None, source=source, words=tuple(words.split("\n")), **fields)

    def void(self, entry: Index, reason: str = "entered by mistake", actor: str | None = None) -> Index:
        return self.enter(acts.Void(entry=entry, reason=reason), actor=actor)

    def withdraw(self, name: str, entry: Index, **fields: Any) -> Index:
        return self.do(acts.Withdraw, name, entry=entry, **fields)
