"""Words: the vocabulary of the controlled English in which claims are read and written. Its sentences are `grammar`'s.

Each predicate has its verbs; the first of a predicate is the one in which it is written.
"""

from __future__ import annotations

from dataclasses import dataclass

from travaux.claims.claim import Much, Predicate


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: what it means, and its forms, each with its particle ("agreed to")."""

    predicate: Predicate
    past: str
    plain: str
    participle: str


def _regular(predicate: Predicate, *stems: str) -> list[Verb]:
    """Returns verbs from their plain forms; a particle stands after a blank ("agree to")."""
    found = []
    for stem in stems:
        head, blank, particle = stem.partition(" ")
        if head.endswith("e"):
            past = f"{head}d"
        elif head.endswith("y"):
            past = f"{head[:-1]}ied"
        else:
            past = f"{head}ed"
        found.append(Verb(predicate, f"{past}{blank}{particle}", stem, f"{past}{blank}{particle}"))
    return found


VERBS: tuple[Verb, ...] = (
    *_regular("proposed", "propose", "suggest"),
    Verb("proposed", "put forward", "put forward", "put forward"),
    *_regular("changed", "change", "alter", "modify", "amend", "reword", "revise", "edit"),
    Verb("changed", "rewrote", "rewrite", "rewritten"),
    *_regular("removed", "remove", "delete"),
    Verb("removed", "struck out", "strike out", "struck out"),
    Verb("removed", "took out", "take out", "taken out"),
    *_regular("approved", "approve", "endorse"),
    *_regular("accepted", "accept", "agree to", "agree with", "consent to"),
    *_regular("objected", "object to", "oppose"),
    *_regular("reserved", "reserve on"),
    Verb("reserved", "reserved its position on", "reserve its position on", "reserved its position on"),
    *_regular("rejected", "reject", "turn down", "refuse", "decline"),
    *_regular("presented", "present"),
    *_regular("received", "receive"),
    *_regular("attended", "attend", "join"),
    Verb("attended", "took part in", "take part in", "taken part in"),
    *_regular("demanded", "demand", "ask for", "insist on", "require"),
    *_regular("offered", "offer"),
    *_regular("signed", "sign"),
    Verb("initialled", "initialled", "initial", "initialled"),
    *_regular("tabled", "table"),
    Verb("withdrew", "withdrew", "withdraw", "withdrawn"),
    *_regular("extended", "extend"),
)

WRITTEN: dict[Predicate, Verb] = {verb.predicate: verb for verb in reversed(VERBS)}
"""The verb in which each predicate is written."""

HEDGES = (
    "reportedly", "allegedly", "apparently", "perhaps", "possibly", "probably", "supposedly",
    "may have", "might have", "could have", "is said to have", "is reported to have", "is alleged to have",
    "is believed to have", "seems to have", "appears to have",
)  # fmt: skip
"""Words by which a speaker does not say a thing outright. They are kept."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

MUCH: dict[str, Much] = {
    "any": "any",
    "any of": "any",
    "some": "some",
    "some of": "some",
    "several": "several",
    "several of": "several",
    "most": "most",
    "most of": "most",
    "the majority of": "most",
    "a majority of": "most",
    "more than half of": "most",
    "all": "all",
    "all of": "all",
    "every": "all",
    "each": "all",
    "each of": "all",
}
"""How much, in words."""

PARTS = ("clause", "article", "paragraph", "point", "provision", "section", "item")
"""What people call a clause."""

TEXTS = ("text", "plan", "draft", "agreement", "treaty", "document", "accord", "proposal")
MEETINGS = ("meeting", "talks", "session", "negotiations")
OFFICIALS = ("official", "representative", "delegate", "negotiator", "member")

CLAUSE_FORMS = (
    "boria approved clause 14",
    "boria approved most clauses",
    "boria did not change any clause",
    "boria neither approved nor changed any clause",
    "delvia proposed clauses 3 and 9 by 2031-03-15",
    "an official of boria accepted several clauses",
    "exactly two parties objected to clause 4",
    "it is not so that boria accepted most clauses",
    "most clauses were not accepted by boria",
    'boria demanded "an audit of all aid"',
    "boria presented the text to its president",
    "boria attended the meeting on 2031-03-24",
)
"""Sentences that show the forms there are."""
