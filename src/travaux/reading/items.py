"""Items: what a reader takes from a report, each tied to the exact characters it came from. Proposals, never facts.

An item has a kind, its parts as spans of characters, and a value made of nothing but those parts. A part may be in
pieces, as a quotation is that its cue interrupts. Where a value was worked out (a date from "on Friday", a name from
"she"), the rule that did so is named in `how`, and the words stay beside it.

    attribution   source, cue, content, channel, hedge, terms, outlet's own words
    meeting       place, date, attendee, announcer
    delegation    party, count, named, instrument
    proposal      by, terms, in return
    deadline      by, for, date, due, consequence
    change        by, deed, object, order
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from travaux.claims.claim import Claim
from travaux.record.terms import Attribution as Terms
from travaux.record.terms import Dated, Source

Span = tuple[int, int]
"""Characters `[start, end)` of the text as read."""

Kind = Literal["attribution", "meeting", "delegation", "proposal", "deadline", "change"]

Tier = Literal["sure", "likely", "look"]
"""How far to trust it: rules and model agree and nothing is odd; probable; for a person to look at."""

Part = Literal[
    "source", "cue", "content", "channel", "hedge", "terms", "outlet",
    "place", "date", "attendee", "announcer",
    "party", "count", "named", "instrument",
    "by", "object", "return", "for", "due", "consequence", "deed", "order",
]  # fmt: skip

Stance = Literal["says", "denies", "alleges", "admits", "confirms", "promises", "asks", "thinks"]
"""What the cue makes of the content; "says" where it makes nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """Characters of which a reader holds that they say who said what: what rules and a model find, not yet valued.

    `source`, `cue` and `content` are pieces in the order of the text; `source` is empty where none is named. `account`
    turns these into items.
    """

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    tier: Tier = "look"
    confidence: float = 1.0
    how: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The value of an attribution: who is said to have said what, on which terms.

    `source` is who spoke, as told; `through` the outlets or persons by whom it came, outermost first. `mixed` says how
    much of the content stands in quotation marks. `claims` are what of it can be put as claims, in the order of the
    text. `answers` is the item that it denies or answers, where the text itself says so.
    """

    source: Source
    stance: Stance = "says"
    quoted: Literal["all", "some", "none"] = "none"
    terms: Terms = "unstated"
    through: tuple[Source, ...] = ()
    hedges: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    answers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """The value of a fact of the process, as reported: words by part, dates read, counts, and what is left open.

    `words` gives the words of each part as they stand. `exhaustive` is false where a list is introduced by "such as" or
    "including". `number` is a count told in words or figures. `done` tells a meeting held from one announced, a change
    made from one to come; None where the words do not say. `reported_by` is the attribution in whose content it
    stands, if any; without one the outlet itself says so.
    """

    words: Mapping[str, tuple[str, ...]]
    dates: tuple[Dated, ...] = ()
    number: int | None = None
    exhaustive: bool = True
    done: bool | None = None
    claims: tuple[Claim, ...] = ()
    reported_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One proposed item. `number` counts from 0 in the order of the text; `within` is the item whose content holds it.

    `how` names the rules and the model that made it and its values. `confidence` is 0 to 1, ordered, not calibrated.
    """

    number: int
    kind: Kind
    parts: Mapping[Part, tuple[Span, ...]]
    value: Said | Fact
    tier: Tier
    confidence: float = 1.0
    how: tuple[str, ...] = ()
    within: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A sentence from which nothing was taken, and why that might matter: a cue, a hedge, a quotation mark in it."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A text in prose as read from a file. `digest` is the SHA-256 of the file's bytes, `name` what it is called.

    `reference` is the day against which "on Friday" is read (ISO 8601), empty where none is known; `dated_by` says
    where it comes from ("its first line", "its metadata", "--date"). `outlet` is who published it, if told.
    """

    text: str
    digest: str
    name: str = ""
    reference: str = ""
    dated_by: str = ""
    outlet: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was taken from a report, in the order of the text, and what was not."""

    report: Report
    items: tuple[Item, ...] = ()
    unread: tuple[Unread, ...] = field(default=())
    read_by: str = ""
