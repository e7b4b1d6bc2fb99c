"""Rules: whether an act was valid when it was done, by a named pack of rules, each with its source.

    judge(before, entered, pack="vclt-1969")    what the rules say of an act as it is entered
    review(state, index, pack=…, day=…)         what they say of it now: confirmed since, expired since
    review_all(state, indices, pack=…, day=…)   the same of many, in one passage through the record
    judge_all(entered, pack=…)                  a whole record, each act before the state that it met

Every verdict is valid, defective with the rule cited, or unknown with what is missing. Nothing is refused here, and no
act disappears: only what is malformed never becomes an entry. The packs are tables (`plain`, `vclt_1969`, `contract`);
`docs/guides/rules.md` shows them, drawn from the tables themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from travaux.record import acts
from travaux.record.entries import Entered
from travaux.record.rules.case import Case
from travaux.record.rules.contract import CONTRACT
from travaux.record.rules.plain import PLAIN
from travaux.record.rules.vclt_1969 import VCLT_1969
from travaux.record.rules.verdicts import Outcome, Pack, Rule, Ruling, Verdict
from travaux.record.state import State, fold
from travaux.record.terms import Digest, Index
from travaux.text.drafts import Draft

__all__ = ["PACKS", "Pack", "Rule", "Ruling", "Verdict", "judge", "judge_all", "review", "review_all", "worst"]

PACKS: dict[str, Pack] = {pack.name: pack for pack in (PLAIN, VCLT_1969, CONTRACT)}
"""The packs by name."""

Drafts = Mapping[Digest, Draft]


def judge(before: State, entered: Entered, *, pack: str = "plain", drafts: Drafts | None = None) -> tuple[Verdict, ...]:
    """Returns what each rule of a pack that speaks of an act says of it, before the state in which it was done.

    `drafts` are the texts at hand; without them nothing can be said of whether a wording stood in its draft.
    """
    return _judge(Case(before, entered, drafts or {}), _pack(pack))


def review(
    state: State, index: int, *, pack: str = "plain", drafts: Drafts | None = None, day: str = ""
) -> tuple[Verdict, ...]:
    """Returns what the rules say of an entry as the record now stands: an act confirmed since is cured (VCLT art. 8).

    `day` (ISO 8601) is the day of asking, on which what runs out has run out or not. An entry that is not there, or not
    shown to this reader, has no verdicts.
    """
    return review_all(state, [index], pack=pack, drafts=drafts, day=day).get(Index(index), ())


def review_all(
    state: State,
    among: Iterable[int] | None = None,
    *,
    pack: str = "plain",
    drafts: Drafts | None = None,
    day: str = "",
) -> dict[Index, tuple[Verdict, ...]]:
    """Returns the same of many entries, or of all, for the cost of going through the record once."""
    chosen, rows = _pack(pack), state.book.rows
    asked = sorted(rows if among is None else {Index(index) for index in among if index in rows})
    cures = {index: later[0].index for index in asked if (later := state.book.last(acts.Confirm, index))}
    found: dict[Index, tuple[Verdict, ...]] = {}
    for index, before in _before(state, sorted({*asked, *cures.values()})):
        found[index] = _judge(Case(before, rows[index].entered, drafts or {}, state, day), chosen)
    for index, cure in cures.items():
        if worst(found[cure]) != "defective":
            found[index] = tuple(_cured(each, chosen, cure) for each in found[index])
    return {index: found[index] for index in asked}


def _before(state: State, indices: Iterable[Index]) -> Iterator[tuple[Index, State]]:
    """Yields each of some entries with the state before it, in the order of the log, which is not that of days."""
    order, before, reached = sorted(state.book.rows), State(), 0
    for index in indices:
        here = bisect_left(order, index)
        before, reached = fold([state.book.rows[each].entered for each in order[reached:here]], before), here
        yield index, before


def judge_all(
    entered: Iterable[Entered], *, pack: str = "plain", drafts: Drafts | None = None
) -> dict[Index, tuple[Verdict, ...]]:
    """Returns the verdicts on every entry, each as it was entered, in the order of the log."""
    state, found = State(), {}
    for each in entered:
        found[each.index] = judge(state, each, pack=pack, drafts=drafts)
        state = fold([each], state)
    return found


def worst(verdicts: Iterable[Verdict]) -> Ruling:
    """Returns defective where one verdict is, else unknown where one is, else valid."""
    rulings = {each.ruling for each in verdicts}
    return "defective" if "defective" in rulings else "unknown" if "unknown" in rulings else "valid"


def _pack(name: str) -> Pack:
    if name not in PACKS:
        raise ValueError(f"there is no rule pack {name!r}; there are {', '.join(PACKS)}")
    return PACKS[name]


def _judge(case: Case, chosen: Pack) -> tuple[Verdict, ...]:
    outcomes = ((rule, rule.check(case)) for rule in chosen.on(case.act))
    return tuple(_verdict(rule, outcome) for rule, outcome in outcomes if outcome is not None)


def _verdict(rule: Rule, outcome: Outcome) -> Verdict:
    ruling: Ruling = "valid" if outcome.holds else "unknown" if outcome.holds is None else rule.otherwise
    return Verdict(
        ruling=ruling, rule=rule.name, source=rule.source, says=outcome.says, missing=outcome.missing,
        entries=outcome.entries,
    )  # fmt: skip


def _cured(verdict: Verdict, chosen: Pack, by: Index) -> Verdict:
    curable = {rule.name for rule in chosen.rules if rule.cured}
    if verdict.ruling == "valid" or verdict.rule not in curable:
        return verdict
    says = f"{verdict.says}; confirmed since by entry {by}"
    return replace(verdict, ruling="valid", says=says, missing="", entries=(*verdict.entries, by))
