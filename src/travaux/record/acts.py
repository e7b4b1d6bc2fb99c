"""Acts: what can be done in a negotiation and entered in its record. A closed union; adding one is a format version.

An act says what was done, never whether it was valid: `rules` judge that, and refuse nothing but malformed acts. Who
acted, who wrote it down and whose key signed stand in the entry around the act (`entries`). An act that refers to
another names its entry's index. Texts enter as digests or as short lines; files always as digests.

    who and by what right   Admit Leave Accredit Revoke Enrol Rotate Retire
    meetings                Convene Adjourn
    texts                   Table Propose Withdraw Present Authenticate Concord Correct
    positions               Take Confirm Reopen Decide Link Silence
    time                    Limit Extend
    private                 Seal
    what is said            State Cover
    the record itself       Void Erase Roll
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from travaux.record.terms import (
    Attribution,
    Capacity,
    Dated,
    Digest,
    Forum,
    Index,
    Instrument,
    Lines,
    PartyId,
    Person,
    PersonId,
    Place,
    Power,
    Private,
    Reservation,
    Source,
    Span,
    Stance,
    Standing,
    Wording,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Admit:
    """A party takes part, in a capacity. A group names the `members` for which it speaks."""

    party: PartyId
    capacity: Capacity = "party"
    handle: Private | None = None
    name: Private | None = None
    kind: str = ""
    members: tuple[PartyId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """A party, or its membership of a group, ends."""

    party: PartyId
    group: PartyId | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accredit:
    """An instrument names a delegation: `count` people of whom `named` are named. (VCLT arts 2(1)(c), 7)

    `scope` is the clauses the powers reach, empty for all. `limits` are restrictions, each with what the other side was
    told of it (VCLT art. 47). `provisional` while credentials are being examined.
    """

    party: PartyId
    instrument: Instrument
    named: tuple[Person, ...] = ()
    count: int | None = None
    powers: tuple[Power, ...] = ("negotiate",)
    scope: tuple[Place, ...] = ()
    since: Dated | None = None
    until: Dated | None = None
    limits: str = ""
    limits_notified: Dated | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoke:
    """An accreditation, or some persons' part in it, ends."""

    accreditation: Index
    persons: tuple[PersonId, ...] = ()
    instrument: Instrument | None = None
    since: Dated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrol:
    """A key is bound to a person and a party, valid from this entry on. `key` is an OpenSSH public key line.

    With the duty "depositary" the person may write down others' acts; `mandate` is the accreditation they act under.
    """

    person: Person
    key: str
    party: PartyId | None = None
    mandate: Index | None = None
    duty: Literal["depositary", "delegate", "witness"] = "delegate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotate:
    """A key is replaced by another of the same person; the entry is signed by both."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retire:
    """A key is no longer valid after this entry. `suspect_from` flags, never deletes, what it signed since then."""

    key: str
    reason: str = ""
    suspect_from: Index | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Convene:
    """A meeting, as announced or as held. Meetings announced by different sources are kept apart, never merged.

    `announced` is the entry of the statement that announced it; `expected` who is announced, `others` in the words
    used.
    """

    forum: Forum
    when: Dated
    place: str = ""
    announced: Index | None = None
    expected: tuple[PartyId, ...] = ()
    others: str = ""
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjourn:
    """A meeting ends or is put off."""

    meeting: Index
    when: Dated | None = None
    until: Dated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A draft is put before the meeting. `draft` is the digest of its text, `file` of the file it came in.

    `parents` are the drafts it was made from; the standing of a text is itself given by an act. `accepting` is which
    recorded changes of the file were taken as made ("all", "none", or names).
    """

    draft: Digest
    file: Digest
    title: str = ""
    standing: Standing = "tabled"
    parents: tuple[Digest, ...] = ()
    circulated_to: tuple[PartyId, ...] = ()
    accepting: tuple[str, ...] = ("all",)
    language: str = ""
    authentic: bool = False
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose:
    """An amendment to an exact wording: put `words` in its place, after it or before it, or take it out.

    `source` is whose words they are where a party takes up another's (an observer's) text.
    """

    wording: Wording
    operation: Literal["replace", "insert after", "insert before", "delete"]
    words: Lines = ()
    sponsors: tuple[PartyId, ...] = ()
    on_behalf_of: tuple[PartyId, ...] = ()
    source: str = ""
    amends: Index | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """A proposal, a draft, a position or a sponsorship is withdrawn."""

    entry: Index
    sponsorship_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A draft is presented to a principal: a president, a board, a membership."""

    draft: Digest
    to: Person | None = None
    office: str = ""
    when: Dated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Authenticate:
    """A text is initialled, authenticated, signed or signed ad referendum. (VCLT arts 10, 12)

    Not consent to be bound unless `binds` says so.
    """

    draft: Digest
    manner: Literal["initialled", "authenticated", "signed", "signed ad referendum"]
    capacity: Capacity = "party"
    binds: bool = False
    when: Dated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concord:
    """Clause identity fixed by hand, over what alignment found: clauses of one draft are clauses of another.

    A place that stands in several pairs was split or merged; an empty one says that the clause has none on that side.
    """

    earlier: Digest
    later: Digest
    pairs: tuple[tuple[Place, Place], ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """A procès-verbal of correction: a wording is corrected from the beginning. (VCLT art. 79)

    `substantive` is what the editor says of it; `certified` are the parties that certify no change of substance, for
    whom positions are carried over.
    """

    wording: Wording
    words: Lines
    corrected: Wording
    substantive: bool
    certified: tuple[PartyId, ...] = ()
    objections_until: Dated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A position of a party on an exact wording, in a forum; perhaps ad referendum, until a date, on a condition.

    A reservation here is the drafting kind, neither opposition nor consent, and not that of VCLT art. 19.
    """

    stance: Stance
    wording: Wording
    forum: Forum | None = None
    ad_referendum: bool = False
    until: Dated | None = None
    condition: str = ""
    reservation: Reservation | None = None
    on_behalf_of: tuple[PartyId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """An acceptance ad referendum is confirmed, or an act done without authority is (VCLT art. 8)."""

    entry: Index
    instrument: Instrument | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    """A decision or an acceptance is reopened, with the reason."""

    entry: Index
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """The chair concludes in a forum: this wording is agreed or adopted, with these holdouts."""

    wording: Wording
    forum: Forum
    outcome: Literal["agreed", "adopted", "rejected", "deferred"] = "agreed"
    holdouts: tuple[PartyId, ...] = ()
    present: tuple[PartyId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Terms in return for terms: `offered` stands only if `for_` does. `everything` says that nothing is agreed until
    everything is agreed."""

    draft: Digest
    offered: tuple[Place, ...]
    for_: tuple[Place, ...] = ()
    everything: bool = False
    terms: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A silence procedure: a text, its recipients, when it opens and closes. With `breaks`, a party breaks the silence
    of that entry."""

    draft: Digest | None = None
    recipients: tuple[PartyId, ...] = ()
    delivered: str = ""
    opens: Dated | None = None
    closes: Dated | None = None
    breaks: Index | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A deadline: who set it is the entry's actor; for whom, what is due, the consequence as stated.

    When it lapses the consequence is *due as stated*, never *occurred*.
    """

    due: str
    when: Dated
    bound: tuple[PartyId, ...] = ()
    consequence: str = ""
    met_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend:
    """A deadline or a silence procedure is extended, met or lifted."""

    entry: Index
    until: Dated | None = None
    outcome: Literal["extended", "met", "lifted"] = "extended"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A party's own note (a red line, an instruction, a fallback): only its digest is common.

    `commitment` is SHA-256 over a 16-byte salt and the note in UTF-8. With `opens` the party reveals the note of that
    entry: `salt` (hexadecimal) and `note`.
    """

    commitment: Digest | None = None
    purpose: Literal["red line", "instruction", "fallback", "note"] = "note"
    opens: Index | None = None
    salt: str = ""
    note: Lines = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A statement from a source: speaker, terms of attribution, where it was published, its words and their place.

    `claims` are what it says that can be checked, in the controlled English of `claims`. `answers` is a statement that
    this one denies, confirms or answers. A source's word is never promoted to an act.
    """

    source: Source
    words: Lines
    terms: Attribution = "unstated"
    span: Span | None = None
    said: Dated | None = None
    claims: tuple[str, ...] = ()
    answers: Index | None = None
    manner: Literal["says", "denies", "alleges", "admits", "announces"] = "says"
    hedge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Coverage: the actor vouches that the record is complete for these acts, parties and clauses, from when to when.

    Empty means all of its kind. `limits` says in words what is left out ("informal-informals are not recorded").
    """

    acts: tuple[str, ...] = ()
    parties: tuple[PartyId, ...] = ()
    clauses: tuple[Place, ...] = ()
    since: Dated | None = None
    until: Dated | None = None
    from_entry: Index | None = None
    to_entry: Index | None = None
    limits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Void:
    """An act is voided, with the reason; its entry stays."""

    entry: Index
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Erase:
    """A private value is erased: salt and value go, the commitment stays, and this entry says so."""

    entry: Index
    digest: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """The depositary logs the last sequence number of every author, so that a missing entry leaves a gap.

    Each pair is a key's SHA-256 fingerprint (as `ssh-keygen -l` prints it) and its last `seq`.
    """

    last: tuple[tuple[str, int], ...]


Act = (
    Admit
    | Leave
    | Accredit
    | Revoke
    | Enrol
    | Rotate
    | Retire
    | Convene
    | Adjourn
    | Table
    | Propose
    | Withdraw
    | Present
    | Authenticate
    | Concord
    | Correct
    | Take
    | Confirm
    | Reopen
    | Decide
    | Link
    | Silence
    | Limit
    | Extend
    | Seal
    | State
    | Cover
    | Void
    | Erase
    | Roll
)
"""Every act there is."""

ACTS: dict[str, type[Act]] = {kind.__name__.lower(): kind for kind in Act.__args__}
"""The acts by the word that names them in an entry: `table`, `take`, `state`."""
