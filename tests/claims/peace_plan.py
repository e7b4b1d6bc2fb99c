"""The dispute of the Velm Valley Plan in three records: statements alone; acts that contradict the denial; acts that
bear it out. Synthetic: parties, persons, places and words are invented."""

from __future__ import annotations

from tests.record.building import Record, dated, party, person

from travaux.record import acts
from travaux.record.terms import Digest, Source

DENIAL = "boria neither approved nor changed any clause"

OLD_14 = "Boria shall undergo an independent audit of all aid received since the outbreak of hostilities."
NEW_14 = "No question is asked about earlier gifts, loans or supplies."
TITLES = (
    "Hostilities",
    "Territory",
    "Forces",
    "Monitoring",
    "Release",
    "Return",
    "Relief",
    "Mines",
    "Crossings",
    "Navigation",
)
TITLES += (
    "Water",
    "Fund",
    "Contributions",
    "Aid received",
    "Accounts",
    "Inquiry",
    "Guarantee",
    "Commission",
    "Disputes",
    "Force",
)


def plan(fourteenth: str = OLD_14) -> str:
    """The plan of twenty clauses in two parts."""
    lines = ["The Velm Valley Plan", ""]
    for number, title in enumerate(TITLES, 1):
        if number in (1, 11):
            lines.append(f"Part {'one' if number == 1 else 'two'}: clauses")
        words = fourteenth if number == 14 else f"The Parties deal with {title.lower()} in the way of annex {number}."
        lines += [f"{number}. {title}", words]
    return "\n".join(lines) + "\n"


def opened() -> Record:
    record = Record(day="2019-03-04")
    for name in ("aldania", "boria"):
        record.admit(name)
    record.admit("cascadia", "mediator")
    return record


def press(record: Record) -> None:
    """What the newspaper printed: a denial by name, and somebody who is not named."""
    record.day = "2019-03-26"
    karst = Source(
        kind="person",
        person=person("Dav Karst", "secretary of the Council"),
        party=party("boria"),
        outlet="Port Herald",
    )
    record.say(
        "Boria neither approved nor changed any clause of the plan", who=karst, manner="denies", claims=(DENIAL,),
        said=dated("2019-03-26"), terms="on the record",
    )  # fmt: skip
    nameless = Source(kind="anonymous", attributes="a senior official", party=party("aldania"), outlet="Port Herald")
    record.say(
        "The head of their delegation agreed to most of it, after several changes", who=nameless, manner="alleges",
        claims=("boria approved most clauses", "boria changed several clauses", "boria presented the text"),
        said=dated("2019-03-26"), terms="not for attribution",
    )  # fmt: skip


def only_press() -> Record:
    record = opened()
    press(record)
    return record


def drafts(record: Record) -> tuple[Digest, Digest]:
    return record.draft(plan()), record.draft(plan(NEW_14))


def with_acts(proposer: str, accepting: bool = True, covered: bool = True) -> Record:
    """A record with drafts and acts: `proposer` put forward the new clause 14, which the mediator took in."""
    record = opened()
    first, second = drafts(record)
    record.table("aldania", first, standing="basis")
    record.day = "2019-03-16"
    record.propose(proposer, first, "14", NEW_14)
    record.day = "2019-03-20"
    record.table("cascadia", second, first)
    record.day = "2019-03-21"
    if accepting:
        for number in (1, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 18, 20):
            record.take("boria", second, str(number), "accept")
        record.enter(
            acts.Present(draft=second, office="the President of Boria", when=dated("2019-03-23")), actor="boria"
        )
    record.take("boria", second, "3", "reserve")
    record.take("aldania", second, "2", "accept")
    record.day = "2019-03-25"
    if covered:
        limits = "talks between delegations alone are not recorded"
        cover = acts.Cover(since=dated("2019-03-04"), until=dated("2019-03-25"), limits=limits)
        record.enter(cover, actor="cascadia")
    press(record)
    return record


def contradicted() -> Record:
    return with_acts("boria")


def borne_out() -> Record:
    return with_acts("aldania", accepting=False)
