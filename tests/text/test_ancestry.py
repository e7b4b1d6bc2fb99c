from travaux.text.trace.ancestry import Ancestry


def of(*parents: tuple[int, ...]) -> Ancestry:
    ancestry = Ancestry()
    for draft, before in enumerate(parents):
        ancestry.add(draft, before)
    return ancestry


def test_in_a_line_every_draft_descends_from_those_before() -> None:
    ancestry = of((), (0,), (1,))
    assert not ancestry.branched
    assert ancestry.related(0, 2)


def test_two_sides_of_a_fork_are_strangers_until_they_meet() -> None:
    ancestry = of((), (0,), (0,), (1, 2))
    assert ancestry.branched
    assert not ancestry.related(1, 2)
    assert not ancestry.related(2, 1)
    assert ancestry.related(1, 3)
    assert ancestry.related(3, 2)


def test_drafts_without_parents_are_strangers() -> None:
    assert not of((), ()).related(0, 1)
