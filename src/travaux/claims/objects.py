"""Objects: of what something was done, as the controlled English names it. The grammar around it is `grammar`'s."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from travaux.claims.claim import ALL, ANY, Predicate, Quantity
from travaux.claims.cursor import Cursor
from travaux.claims.words import HEDGES, MEETINGS, MUCH, PARTS, TEXTS
from travaux.record.terms import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What a sentence names as its object. `stressed` says that "all of" stood before clauses that are named."""

    kind: Literal["clauses", "text", "meeting", "matter"] = "clauses"
    clauses: tuple[Place, ...] = ()
    draft: str = ""
    matter: str = ""
    quantity: Quantity = ANY
    stressed: bool = False


Quantities = list[tuple[Quantity, str]]
Things = list[tuple[Thing, str]]

_WHOLE: frozenset[Predicate] = frozenset(("presented", "received", "signed", "initialled", "tabled", "withdrew"))
"""What is done to a text as a whole, so that the text need not be named."""
_FREE: frozenset[Predicate] = frozenset(("demanded", "offered", "proposed", "extended", "rejected", "received"))
"""What may be done of a matter in words."""
_PLURAL = tuple(f"{part}s" for part in PARTS)
_MAJORITY = ("the majority", "a majority", "most", "all", "several", "some")


def read_quantity(cursor: Cursor) -> Quantities:
    """Takes how much comes next; nothing where no quantity does."""
    for words, kind in (("exactly", "exactly"), ("at least", "at least"), ("no fewer than", "at least")):
        start = cursor.at
        if cursor.take(words):
            number = cursor.number()
            if number is None:
                cursor.at = start
                raise cursor.refusal(f"“{words}” how many?")
            return [(Quantity(kind="exactly" if kind == "exactly" else "at least", number=number), "")]
    if found := cursor.take(*MUCH):
        return [(Quantity(kind=MUCH[found]), "")]
    number = cursor.number()
    if number is None:
        return []
    return [
        (Quantity(kind="exactly", number=number), f'"{number}" is read as: exactly {number}'),
        (Quantity(kind="at least", number=number), f'"{number}" is read as: at least {number}'),
    ]


def read_object(cursor: Cursor, predicate: Predicate) -> tuple[Things, bool]:
    """Takes the object; returns its readings, and whether it is "no clause" or "nothing"."""
    if matter := cursor.quoted():
        return [(Thing(kind="matter", matter=matter), "")], False
    if cursor.take("nothing"):
        return [(Thing(), "")], True
    if cursor.take("anything"):
        return [(Thing(), "")], False
    if cursor.peek() == "no" and cursor.peek(1) in (*PARTS, *_PLURAL):
        cursor.at += 2
        return [(Thing(draft=_draft(cursor)), "")], True
    start = cursor.at
    found = _named(cursor) or _text(cursor) or _meeting(cursor) or _counted(cursor)
    if found:
        return found, False
    cursor.at = start
    return [(_unnamed(cursor, predicate), "")], False


def _named(cursor: Cursor, quantity: Quantity = ALL, *, stressed: bool = False) -> Things:
    """Takes clauses that are named: "clause 14", "clauses 3, 9 and 12", "clauses 3 to 9"."""
    start = cursor.at
    cursor.take("the")
    if not cursor.take(*PARTS, *_PLURAL) or cursor.done or cursor.peek() in _NO_PATH:
        cursor.at = start
        return []
    places = [cursor.name("the clause's number")]
    while True:
        if _another(cursor):
            places.append(cursor.name("the clause's number"))
        elif _counts(places[-1]) and cursor.peek() in ("to", "-") and _counts(cursor.peek(1)):
            cursor.at += 1
            last = int(cursor.name("the last clause's number"))
            if not 0 < last - int(places[-1]) < 1000:
                raise cursor.refusal("a range of clauses goes from a smaller number to a greater")
            places += [str(number) for number in range(int(places[-1]) + 1, last + 1)]
        else:
            break
    clauses = tuple(Place(place) for place in dict.fromkeys(places))
    much = ALL if len(clauses) == 1 else quantity
    return [(Thing(clauses=clauses, draft=_draft(cursor), quantity=much, stressed=stressed), "")]


def _counts(word: str) -> bool:
    return word.isdecimal() and len(word) < 10


_GOING_ON = frozenset(
    ("before", "by", "until", "after", "since", "on", "in", "from", "between", "during", "up", "to", ";", ",")
)
"""How a sentence goes on behind its object."""
_NO_PATH = _GOING_ON | {"was", "were", "not", "of", "and", "or", "may", "might", "could", "is", "seems", "appears"}
_NO_PATH |= {hedge for hedge in HEDGES if " " not in hedge}
"""Words that are no path of a clause."""


def _another(cursor: Cursor) -> bool:
    """Takes what joins one more clause; a path that is not quoted has a number in it."""
    start = cursor.at
    joined = cursor.take(", and", ",", "and", "or")
    cursor.take(*PARTS, *_PLURAL)
    quoted = not cursor.done and not cursor.peek()
    if joined and (quoted or any(sign.isdigit() for sign in cursor.peek())):
        return True
    cursor.at = start
    return False


def _text(cursor: Cursor) -> Things:
    if cursor.take("it"):
        return [(Thing(kind="text"), "")]
    if cursor.take(*(f"{article} {text}" for article in ("the", "a", "its") for text in TEXTS)):
        draft = _draft(cursor)
        if not draft and not cursor.done and cursor.words[cursor.at - 1].plain == "draft":
            draft = cursor.quoted() or (cursor.name("which draft") if cursor.peek()[:1].isdigit() else "")
        return [(Thing(kind="text", draft=draft), "")]
    return []


def _meeting(cursor: Cursor) -> Things:
    if cursor.take(*(f"{article} {word}" for article in ("the", "a", "any") for word in MEETINGS)):
        return [(Thing(kind="meeting"), "")]
    if cursor.take("meeting"):
        return [(Thing(kind="meeting", matter=cursor.name("which meeting")), "")]
    return []


def _counted(cursor: Cursor) -> Things:
    """Takes "most clauses", "the majority", "several of clauses 3, 4 and 9"."""
    start = cursor.at
    quantities = read_quantity(cursor)
    if not quantities:
        found = cursor.take(*_MAJORITY)
        if not found:
            return []
        quantities = [(Quantity(kind="most" if "majority" in found else MUCH[found]), "")]
    cursor.take("of")
    if named := _named(cursor, quantities[0][0], stressed=True):
        return [(_quantified(thing, each), said) for thing, _ in named for each, said in quantities]
    cursor.take("the", "its", "these", "those")
    if cursor.take(*PARTS, *_PLURAL) or _rest(cursor):
        draft = _draft(cursor)
        return [(Thing(draft=draft, quantity=each), said) for each, said in quantities]
    cursor.at = start
    return []


def _quantified(thing: Thing, quantity: Quantity) -> Thing:
    much = ALL if len(thing.clauses) == 1 else quantity
    return Thing(clauses=thing.clauses, draft=thing.draft, quantity=much, stressed=True)


def _rest(cursor: Cursor) -> bool:
    """Takes "it", "them", "the plan" after "most of"; or nothing where the sentence, or a time, goes on."""
    if cursor.take("it", "them", *TEXTS):
        return True
    before = cursor.words[cursor.at - 1].plain if cursor.at else ""
    return before in ("majority", "most", "all", "several", "some") and (cursor.done or cursor.peek() in _GOING_ON)


def _unnamed(cursor: Cursor, predicate: Predicate) -> Thing:
    """Returns the object of a sentence that names none."""
    if cursor.done or cursor.peek() in _GOING_ON:
        if predicate == "attended":
            return Thing(kind="meeting")
        if predicate in _WHOLE:
            return Thing(kind="text")
    of = "a matter in quotation marks, " if predicate in _FREE else ""
    raise cursor.refusal(f"what was {predicate}? Expected {of}a clause, so many clauses, the text or the meeting")


def _draft(cursor: Cursor) -> str:
    """Takes "of draft 2", "of the draft “Second text”", "of the plan"."""
    if cursor.take("of draft", "of the draft", "in draft", "in the draft"):
        return "" if cursor.done or cursor.peek() in _GOING_ON else cursor.name("which draft")
    cursor.take(*(f"{joint} the {text}" for joint in ("of", "in") for text in TEXTS))
    return ""
