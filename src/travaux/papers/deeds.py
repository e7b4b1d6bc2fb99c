"""Deeds behind a redline: whose the changes between two drafts of a record are, by its entries.

Words are their proposer's, also where somebody else tabled them; the day is that of the act, and where an act has none
of its own, what the clock of its entry claimed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from travaux.papers.attribution import NOBODY, Attribution, Back, Stretches, apart
from travaux.record import dates
from travaux.record.authorship import Authorship, Deed
from travaux.record.state import State
from travaux.record.terms import Digest, PartyId
from travaux.record.touches import when
from travaux.text.drafts import Draft, Hand


def by_record(
    state: State, authorship: Authorship, before: Draft, drafts: Mapping[Digest, Draft],
    name: Callable[[PartyId], str], since: Collection[Digest] | None = None,
) -> Attribution:  # fmt: skip
    """Returns whose the changes between two drafts of a record are: `before`, and the one of `authorship`.

    `drafts` are the texts of the record by digest; `name` gives a party's name. `since` are the drafts on the way from
    the one to the other, where they are known: what last stood in others was gone before.
    """
    hands = _Deeds(state, name)
    put_in = [(each.start, each.end, hands.of(each.moved or each.by, each.hand)) for each in authorship.words]
    gone: list[tuple[int, int, Hand]] = []
    backs: dict[Digest, Back] = {}
    for each in authorship.taken_out:
        text = drafts.get(each.last) if since is None or each.last in since else None
        if text is not None:
            back = backs.get(each.last) or backs.setdefault(each.last, Back(before, text))
            gone += [(*span, hands.of(each.removed, each.hand)) for span in back.spans(each.start, each.end)]
    return Attribution(
        Stretches(NOBODY, authorship.trace.draft.text, put_in),
        Stretches(NOBODY, before.text, apart(gone)),
        NOBODY,
        tuple(hands.told()),
    )


class _Deeds:
    """The hands of deeds, each told once with the entry and the grade on which it rests."""

    def __init__(self, state: State, name: Callable[[PartyId], str]) -> None:
        self._state, self._name = state, name
        self._made: dict[tuple[int, str], Hand] = {}
        self._deeds: dict[tuple[int, str], Deed] = {}

    def of(self, deed: Deed, hand: str) -> Hand:
        key = (deed.entry, hand)
        if key not in self._made:
            party = self._name(deed.party) if deed.party else hand or (NOBODY.author or "")
            self._made[key] = Hand(party, self._at(deed))
            self._deeds[key] = deed
        return self._made[key]

    def _at(self, deed: Deed) -> str | None:
        """Returns the day of the act; where it has none of its own, what the clock of its entry claimed."""
        row = self._state.book.rows[deed.entry]
        dated = when(row.act)
        return moment(dated.edtf) if dated is not None else row.entry.at or None

    def told(self) -> Iterator[str]:
        for key, deed in sorted(self._deeds.items()):
            yield f"{self._made[key].author}: entry {deed.entry}, {deed.grade}."


def moment(edtf: str) -> str | None:
    """Returns a date as Word files can hold it: a day or a moment; None where it is less exact than that.

    >>> moment("2031-03-28"), moment("2031-03"), moment("2031-03-28~"), moment("2031-03-28T10:00:00Z")
    ('2031-03-28', None, None, '2031-03-28T10:00:00Z')
    """
    if dates.qualifier(edtf):
        return None
    first, last = dates.bounds(edtf)
    if first is None or first != last or not edtf.startswith(first):
        return None
    return edtf if edtf == first or edtf.endswith("Z") or len(edtf) == len("2031-03-28T10:00:00") else first
