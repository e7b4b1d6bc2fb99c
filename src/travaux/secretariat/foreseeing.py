"""Foreseeing: what an act would say and do if it were entered now. Nothing is written, and nothing is promised.

What comes in meanwhile may change it. Rules are asked as they are when an act comes in; a position is foreseen to
change where it has another status once the act is in.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from travaux.papers.telling import Teller
from travaux.record import acts
from travaux.record.descent import Descent
from travaux.record.entries import Entered, Entry
from travaux.record.positions import Position, Positions, Status
from travaux.record.rules import judge
from travaux.record.rules.verdicts import Verdict
from travaux.record.state import State, fold
from travaux.record.terms import Digest, Grade, Index, PartyId, Stance, Wording
from travaux.text.drafts import Draft

if TYPE_CHECKING:
    from travaux.secretariat.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A position that would not be what it was: whose, on what, and from which status to which, with the reason."""

    entry: Index
    party: PartyId
    stance: Stance
    wording: Wording
    was: Status
    becomes: Status
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """An act as it would stand: its sentence, its grade, why it would have no effect, what rules say, what it moves.

    `replaces` are the entries of the same party's earlier positions on the same words, which no longer count.
    """

    sentence: str
    grade: Grade
    idle: str
    verdicts: tuple[Verdict, ...]
    moved: tuple[Moved, ...]
    replaces: tuple[Index, ...]


def foreseen(
    record: Record, entries: Sequence[Entry], signer: str, drafts: Mapping[Digest, Draft] | None = None
) -> list[Foreseen]:
    """Returns what some entries would do, one after another, if the key of this OpenSSH line signed them now.

    `drafts` are texts that would come in with them.
    """
    texts: Mapping[Digest, Draft] = ChainMap(dict(drafts or {}), record.drafts)  # type: ignore[arg-type]
    before, found = record.state, []
    for entry in entries:
        index = Index(max(record.size, before.size))
        after = fold([Entered(index=index, entry=entry, hash="", signers=(signer,))], before)
        entered = after.entry(index)
        assert entered is not None
        found.append(
            Foreseen(
                sentence=Teller(after).sentence(entered),
                grade=entered.grade,
                idle=after.idle(index),
                verdicts=judge(before, entered, pack=record.rules, drafts=texts),
                moved=tuple(_moved(before, after, texts)) if isinstance(entry.act, _MOVING) else (),
                replaces=_replaced(before, entry, texts) if isinstance(entry.act, acts.Take) else (),
            )
        )
        before = after
    return found


_MOVING = (acts.Table, acts.Correct, acts.Concord, acts.Withdraw, acts.Reopen, acts.Void, acts.Confirm)
"""Acts after which positions may not be what they were."""


def _moved(before: State, after: State, texts: Mapping[Digest, Draft]) -> list[Moved]:
    day = datetime.now(UTC).date().isoformat()
    was = {_key(each): each for each in Positions(before.book, Descent(before.book, texts), day).all}
    becomes = {_key(each): each for each in Positions(after.book, Descent(after.book, texts), day).all}
    return [
        Moved(
            entry=old.entry, party=old.party, stance=old.stance, wording=old.wording, was=old.status,
            becomes=becomes[key].status if key in becomes else "withdrawn",
            reason=becomes[key].reason if key in becomes else "its entry is voided",
        )
        for key, old in was.items()
        if key not in becomes or becomes[key].status != old.status
    ]  # fmt: skip


def _key(position: Position) -> tuple[Index, PartyId]:
    return position.entry, position.party


def _replaced(before: State, entry: Entry, texts: Mapping[Digest, Draft]) -> tuple[Index, ...]:
    assert isinstance(entry.act, acts.Take)
    forum = entry.act.forum.name if entry.act.forum else ""
    positions = Positions(before.book, Descent(before.book, texts))
    spot = positions.descent.shelf.spot(entry.act.wording.draft, entry.act.wording.clause)
    if spot is None or entry.actor is None:
        return ()
    taken = positions.on(spot, entry.actor, forum)
    return tuple(each.entry for each in taken if each.in_force and each.through is None)[:1]
