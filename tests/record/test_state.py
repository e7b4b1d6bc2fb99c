"""The state: grades, what is voided, other times; and that a fold may stop and go on anywhere."""

from __future__ import annotations

from tests.record.building import Record

from travaux.record import acts
from travaux.record.state import fold

TEXT = "Article 1\nThe Parties shall cooperate.\nArticle 2\n1. No force exceeds 42 units.\n2. Each Party reports.\n"


def talks() -> Record:
    record = Record()
    for name in ("aldania", "boria"):
        record.admit(name)
    return record


def test_the_grade_is_by_whose_key_signed() -> None:
    record = talks()
    draft = record.draft(TEXT)
    signed = record.table("aldania", draft)
    taken = record.enter(
        acts.Take(stance="object", wording=record.wording(draft, "2.1")), actor="boria", by="depositary"
    )
    said = record.say("We agreed to most of it.")
    foreign = record.enter(acts.Take(stance="accept", wording=record.wording(draft, "2")), actor="boria", by="aldania")
    unknown = record.enter(acts.Take(stance="accept", wording=record.wording(draft, "2")), actor="boria", by="nobody")
    state = record.state()
    grades = {each.index: each.grade for each in state.entries}
    assert [grades[one] for one in (0, signed, taken, said, foreign, unknown)] == [
        "recorded", "signed", "recorded", "reported", "reported", "reported",
    ]  # fmt: skip
    assert [state.unkeyed(one) for one in (foreign, unknown)] == [False, True]


def test_goes_on_from_anywhere() -> None:
    record = talks()
    draft = record.draft(TEXT)
    record.table("aldania", draft)
    objected = record.take("boria", draft, "2.1", "object")
    record.withdraw("boria", objected)
    for place in range(len(record.entered)):
        assert fold(record.entered[place:], fold(record.entered[:place])) == record.state()
