"""Items: what is written into the text on the table. Brackets round clauses, slots, new clauses, marks of notes.

An item knows where it stands in the text and on which clause; how it is printed is for `writing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux.papers.basis import Basis
from travaux.papers.rolling.attributions import NO_TEXT, Attribution
from travaux.papers.rolling.changes import body
from travaux.papers.rolling.holdings import Said
from travaux.papers.rolling.pending import Pending
from travaux.papers.rolling.slots import Alternative, Slot, behind, joined
from travaux.record.shelf import WHOLE, Text
from travaux.record.terms import Index, PartyId
from travaux.text.clauses import Clause
from travaux.text.outline.labels import labels_at
from travaux.text.outline.numerals import SUFFIXES


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """A bracket round a whole clause, with who supports and who opposes the words in it, and notes."""

    start: int
    end: int
    clause: int
    behind: Attribution
    notes: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What stands at one place of the text: between two characters."""

    at: int

    @property
    def start(self) -> int:
        """Where it stands: between two characters."""
        return self.at

    @property
    def end(self) -> int:
        """Where it stands: between two characters."""
        return self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant(Between):
    """A new clause that is proposed at a place of the text, under `label`, with its alternatives.

    `anchor` is the clause beside which it would stand; `before` says that it would stand before everything there.
    """

    anchor: int
    label: str
    alternatives: tuple[Alternative, ...]
    notes: tuple[Said, ...] = ()
    before: bool = False

    @property
    def clause(self) -> int:
        """The clause beside which it stands."""
        return self.anchor

    @property
    def entries(self) -> tuple[Index, ...]:
        """The proposals in it."""
        return tuple(entry for each in self.alternatives for entry in each.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMark(Between):
    """The marks of notes behind the first words of a clause."""

    clause: int
    notes: tuple[Said, ...]


Item = Fence | Slot | Entrant | NoteMark
ALT = "alt"
"""The label of another wording on a line of its own."""


def entrants(basis: Basis, found: Sequence[Pending], names: Mapping[PartyId, str]) -> Iterator[Entrant]:
    """Yields the new clauses that are proposed, those with the same words or that amend one another as one."""
    groups: dict[tuple[int, int, bool], dict[object, list[Pending]]] = {}
    roots: dict[Index, object] = {}
    for each in found:
        act = each.proposal
        if each.fate != "open" or each.spot is None or not act.operation.startswith("insert"):
            continue
        at, anchor, before = _place(basis.text, each.spot.number, act.operation == "insert before")
        root: object = roots.get(act.amends, tuple(act.words)) if act.amends is not None else tuple(act.words)
        roots[act.entry] = root
        groups.setdefault((at, anchor, before), {}).setdefault(root, []).append(each)
    taken: set[tuple[int, str]] = set()
    for (at, anchor, before), wanted in groups.items():
        for group in wanted.values():
            yield _entrant(basis, at, anchor, before, group, names, taken)


def alts(basis: Basis, found: Sequence[Pending], names: Mapping[PartyId, str]) -> Iterator[Entrant]:
    """Yields other wordings of clauses on lines of their own, `3 alt.`: each would stand in place of clause 3."""
    groups: dict[int, dict[str, Alternative]] = {}
    for each in found:
        assert each.spot is not None
        act, clause = each.proposal, basis.text.clause(each.spot.number)
        printed = clause.label.strip() if clause else ""
        words = "\n".join(act.words).strip().removeprefix(printed).strip() if act.operation != "delete" else ""
        told = f"{suffixed(printed, ALT) if printed else 'alt.'} {words or NO_TEXT}"
        new = Alternative(told, behind(basis, each, names), (act.entry,), act.party)
        beside = groups.setdefault(each.spot.number, {})
        beside[told] = joined(beside[told], new) if told in beside else new
    for number, wordings in groups.items():
        at = _line_end(basis.text, body(basis.text, number)[1])
        for one in wordings.values():
            yield Entrant(at=at, anchor=number, label=ALT, alternatives=(one,))


def _place(text: Text, number: int, before: bool) -> tuple[int, int, bool]:
    """Returns where a new clause stands, the clause that it follows, and whether it stands before all others."""
    clause = text.clause(number)
    if clause is None:
        return (0, WHOLE, True) if before else (len(text.draft.text), WHOLE, False)
    if not before:
        return _line_end(text, body(text, number)[1]), number, False
    siblings = _siblings(text, number)
    place = next(at for at, one in enumerate(siblings) if one is clause)
    if place:
        last = text.number(siblings[place - 1])
        return _line_end(text, body(text, last)[1]), last, False
    start = text.draft.text.rfind("\n", 0, clause.span[0]) + 1
    return start, number, True


def _line_end(text: Text, at: int) -> int:
    """Returns the end of the line, so that a bracket of the text that closes behind a clause stays with it."""
    end = text.draft.text.find("\n", at)
    return len(text.draft.text) if end < 0 else end


def _siblings(text: Text, number: int) -> tuple[Clause, ...]:
    above = next((one for one in text.around(number) if one != WHOLE), WHOLE)
    outer = text.clause(above)
    return text.draft.clauses if outer is None else outer.children


def _entrant(
    basis: Basis, at: int, anchor: int, before: bool, group: Sequence[Pending], names: Mapping[PartyId, str],
    taken: set[tuple[int, str]],
) -> Entrant:  # fmt: skip
    first = "\n".join(group[0].proposal.words).strip()
    label, own = _label(basis.text, anchor, before, first, taken)
    alternatives: dict[str, Alternative] = {}
    for each in group:
        words = "\n".join(each.proposal.words).strip()
        words = words[len(own) :].strip() if own and words.startswith(own) else words
        told = f"{label} {words}" if label else words
        new = Alternative(told, behind(basis, each, names), (each.proposal.entry,), each.proposal.party)
        alternatives[told] = joined(alternatives[told], new) if told in alternatives else new
    return Entrant(
        at=at, anchor=anchor, label=label, alternatives=tuple(alternatives.values()), before=before,
        notes=tuple(_unnumbered(basis, anchor, before, label, own)),
    )  # fmt: skip


def _unnumbered(basis: Basis, anchor: int, before: bool, label: str, own: str) -> Iterator[Said]:
    clause = basis.text.clause(anchor)
    place = basis.teller.place(basis.text.place(anchor))
    if own and own != label and label:
        yield Said(f"Proposed as “{own}”, a number that stands in the text already.")
    elif clause is not None and before and not label:
        yield Said(f"Proposed before {place}; no number is given to it.")


def _label(
    text: Text, anchor: int, before: bool, words: str, taken: set[tuple[int, str]]
) -> tuple[str, str]:  # fmt: skip
    """Returns the label of a new clause, and the one that its words begin with.

    It keeps its own where no clause beside it has that number; else, and where it has none, it is numbered after the
    clause that it follows, `bis`, `ter` and so on, by the first that is free.
    """
    line = words.split("\n")[0]
    found = next((each for each in labels_at(line, 0, len(line)) if each.start == 0 and each.number), None)
    beside = {one.number for one in (text.draft.clauses if anchor == WHOLE else _siblings(text, anchor))}
    over = next((one for one in text.around(anchor) if one != WHOLE), WHOLE) if anchor != WHOLE else WHOLE
    beside |= {number for where, number in taken if where == over}
    if found is not None and found.number not in beside and line[found.end :].strip():
        taken.add((over, found.number))
        return found.text, found.text
    clause = text.clause(anchor)
    own = found.text if found is not None and line[found.end :].strip() else ""
    if clause is None or before or not clause.number or not clause.label.strip():
        return "", ""
    for suffix in SUFFIXES:
        if f"{clause.number}{suffix}" not in beside:
            taken.add((over, f"{clause.number}{suffix}"))
            return suffixed(clause.label.strip(), suffix), own
    return "", ""


def suffixed(label: str, suffix: str) -> str:
    """Returns a label with `bis`, `ter` and so on behind its number.

    >>> [suffixed(label, "bis") for label in ("3.", "(a)", "Article 3", "3.1", "[4.]")]
    ['3 bis.', '(a bis)', 'Article 3 bis', '3.1 bis', '4 bis.']
    """
    plain = label.replace("[", "").replace("]", "")
    stem = plain.rstrip(".:)–—- ")
    return f"{stem} {suffix}{plain[len(stem) :].rstrip()}"
