"""The case: texts as far as their digests reach, times that are not known, clauses that nobody numbered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.claims.sealed import sealed
from tests.claims.test_check import OTHER, TEXT, ask, cover, opened
from tests.record.building import Record, dated

from travaux.claims.bundle import write
from travaux.claims.case import Case, plain_day
from travaux.claims.texts import carry, draft_of
from travaux.errors import Malformed
from travaux.record.terms import Digest, Place
from travaux.text.drafts import Draft


def test_drafts_are_what_their_digests_reach() -> None:
    record, draft = opened()
    full = Draft(TEXT, name="second text", apparatus=(Draft("A note.", name="footnote 1"),))
    kept = record.keep(full)
    case = Case(record.state(), record.drafts)
    assert list(case.drafts) == [draft, kept]
    assert len(case.drafts) == 2
    assert kept in case.drafts
    assert Digest("0" * 64) not in case.drafts
    assert case.drafts[kept] is case.drafts[kept]
    assert (case.drafts[kept].text, case.drafts[kept].name) == (TEXT, "")
    assert [(part.name, part.text) for part in case.drafts[kept].apparatus] == [("footnote 1", "A note.")]


@pytest.mark.parametrize(
    ("date", "day"),
    [
        (None, ""), ("", ""), ("soon", ""), ("2031-03", "2031-03"), ("2031-03-16T12:00:00Z", "2031-03-16"),
        ("2031-03-16/2031-03-20", "2031-03-16/2031-03-20"), (dated("2031-03-16T12:00"), "2031-03-16"),
    ],
)  # fmt: skip
def test_days_are_compared_without_their_hours(date: object, day: str) -> None:
    assert plain_day(date) == day  # type: ignore[arg-type]


def test_an_act_without_a_date_may_lie_in_any_time() -> None:
    record, draft = opened()
    record.take("boria", draft, "2", "accept", at="")
    assert ask(record, "boria accepted clause 2").verdict == "borne out"
    assert ask(record, "boria accepted clause 2 by 2031-03-31").verdict == "silent"


def test_a_coverage_whose_dates_nobody_can_read_vouches_for_nothing() -> None:
    for fields in ({"since": dated("soon")}, {"until": dated("soon")}):
        record, _ = opened()
        cover(record, **fields)
        assert ask(record, "boria did not accept clause 2").coverage == ()


def test_a_coverage_of_clauses_says_nothing_of_the_whole() -> None:
    record, _ = opened()
    cover(record, clauses=(Place("2"),))
    assert ask(record, "boria did not sign the text").verdict == "outside coverage"


def counted(text: str, sentence: str = "boria accepted most clauses") -> list[str]:
    record, _ = opened(text)
    return [each for each in ask(record, sentence).assumptions if "counted are" in each]


def test_which_clauses_are_counted() -> None:
    first = "PART I\nForces\nArticle 1\nNo force exceeds 42 units.\nArticle 2\nAid is audited.\n"
    nested = f"{first}PART II\nTraffic\nArticle 3\nShips pass.\n"
    assert counted(nested) == ["counted are the 3 outermost numbered clauses of draft 1"]
    assert counted("Ships pass.\n\nNo toll is levied.\n") != []


def test_clauses_that_were_dropped_elsewhere_are_not_dropped_here() -> None:
    record, draft = opened()
    short = TEXT.partition("3. ")[0]
    record.table("boria", record.draft(short), draft, standing="submission")
    record.table("aldania", record.draft(OTHER), draft)
    cover(record)
    assert ask(record, "aldania removed any clause").verdict == "contradicted"
    assert ask(record, "boria removed any clause").verdict == "contradicted"


def test_who_spoke_twice_is_worked_out_once() -> None:
    """Two claims that ask whose words these are share one answer."""
    record, draft = opened()
    record.table("boria", record.draft(OTHER.replace("42", "41")), draft, standing="submission")
    record.table("aldania", record.draft(OTHER), draft)
    finding = ask(record, "boria neither changed nor removed clause 2; boria changed clause 1")
    assert len(finding.parts) == 3


def test_a_corrected_draft_is_carried_too() -> None:
    record = Record()
    record.admit("aldania")
    draft, later = record.draft(TEXT), record.draft(TEXT.replace("42", "43"))
    record.table("aldania", draft)
    record.correct("aldania", draft, later, "1", substantive=True)
    made = sealed(record)
    bundle = made.bundle("aldania changed clause 1")
    assert {text.digest for text in bundle.drafts} == {draft, later}
    assert made.verified(write(bundle)).holds


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (b"{}\n", "line 1: not the bytes of the parts"),
        (b'{"parts":[]}\n', "line 1: not the bytes of the parts"),
        (b'{"more":1,"parts":[7]}\n', "line 1: not the bytes of the parts"),
        (b'{"parts":[6]}\n', "line 1: not the bytes of the parts"),
        (b'{"parts":[true]}\n', "line 1: not the bytes of a part"),
        (b'{"parts":[-1]}\n', "line 1: not the bytes of a part"),
        (b'{"parts":[12]}\n{}\n', "not written in the one form that it has. Pack the bundle again"),
    ],
)
def test_lines_that_are_not_those_of_the_words(lines: bytes, message: str) -> None:
    text = replace(carry(Draft("Ships pass.\n")), lines=lines)
    with pytest.raises(Malformed) as raised:
        draft_of(text)
    assert str(raised.value) == f"drafts/{text.digest}.jsonl: {message}"


def test_words_that_are_no_text() -> None:
    with pytest.raises(Malformed, match=r"\.jsonl: byte 0: words that are not UTF-8$"):
        draft_of(replace(carry(Draft("x")), words=b"\xff"))


PARTS = "1. Forces\nNo force exceeds 42 units.\n2. Audit\n(a) Aid is audited.\n(b) Each spring.\n"


def test_what_is_doubtful_is_counted_apart() -> None:
    record, draft = opened(PARTS)
    record.take("boria", draft, "1", "accept")
    record.take("boria", draft, "2(a)", "accept")
    finding = ask(record, "boria accepted at least one clause")
    assert finding.verdict == "borne out"
    assert "of 1 it is doubtful" in finding.reason


def test_an_entry_that_shows_the_same_of_several_clauses_is_listed_once() -> None:
    record, draft = opened(PARTS)
    taken = record.take("boria", draft, "2", "object")
    record.withdraw("boria", taken)
    finding = ask(record, "boria objected to clauses 2 and 2(a)")
    assert [each.entry for each in finding.bearing].count(taken) == 1
