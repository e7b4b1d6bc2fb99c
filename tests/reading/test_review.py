"""A review: what is decided, mended, kept, and taken up again; and only what is sure is accepted all at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bench.written.gold import written
from tests.reading.written import perfect

from travaux.claims.grammar import to_text
from travaux.errors import Malformed
from travaux.reading import review
from travaux.reading.items import Reading, Said
from travaux.reading.review import Review

TEXT = {each.name: each for each in written()}


def reading(name: str = "trade-01") -> Reading:
    made = perfect(TEXT[name])
    tiers = ("sure", "likely", "look")
    items = tuple(replace(each, tier=tiers[place % 3]) for place, each in enumerate(made.items))
    return replace(made, items=items)


def begun() -> Review:
    return Review(reading())


def test_accept_refuse_skip_and_back() -> None:
    done = begun().accept().refuse().skip()
    assert (done.decided, done.at, done.open) == ({0: "accepted", 1: "refused"}, 3, 3)
    again = done.back().back().accept()
    assert (again.decided[1], again.at) == ("accepted", 2)
    assert begun().back().at == 0


def test_after_the_last_there_is_nothing_in_hand() -> None:
    done = begun()
    for _ in range(20):
        done = done.accept()
    assert (done.current, done.open, len(done.accepted)) == (None, 0, len(reading().items))
    assert done.refuse() == done
    assert done.mend("terms", "background") == done


def test_only_what_is_sure_is_accepted_all_at_once() -> None:
    done = begun().refuse().accept_sure()
    tiers = {item.number: item.tier for item in reading().items}
    assert done.decided[0] == "refused"
    assert {number for number, how in done.decided.items() if how == "accepted"} == {
        number for number, tier in tiers.items() if tier == "sure" and number != 0
    }
    assert {item.tier for item in done.accepted} == {"sure"}


def test_a_mended_item_is_accepted_as_mended() -> None:
    done = (
        begun()
        .mend("name", "Ilva  Sorren")
        .mend("terms", "on the record")
        .mend("claims", "boria changed clause 4")
        .accept()
    )
    (item,) = done.accepted
    assert isinstance(item.value, Said)
    assert item.value.source.kind == "person"
    assert item.value.source.person is not None
    assert (item.value.source.person.name, item.value.terms) == ("Ilva Sorren", "on the record")
    assert to_text(item.value.claims) == "boria changed clause 4"
    assert {"name: by hand", "terms: by hand", "claims: by hand"} <= set(item.how)
    assert begun().reading == done.reading


def test_words_are_mended_to_words_that_stand_there() -> None:
    done = begun().mend("words", "which agreed to  most of it")
    item = done.current
    assert item is not None
    ((start, end),) = item.parts["content"]
    assert done.reading.report.text[start:end] == "which agreed to most of it"


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("words", "nobody wrote this", "nowhere"),
        ("words", "of", "more than once"),
        ("terms", "whatever", "none of"),
        ("stance", "shouts", "none of"),
        ("colour", "red", "cannot be mended"),
        ("claims", "boria ate clause 4", "verb"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(name: str, words: str, told: str) -> None:
    with pytest.raises(Malformed, match=told):
        begun().mend(name, words)


def test_of_a_fact_only_its_claims_are_mended() -> None:
    at_fact = begun().skip()
    assert at_fact.current is not None
    assert at_fact.current.kind == "change"
    assert at_fact.mend("claims", "").current.value.claims == ()  # type: ignore[union-attr]
    with pytest.raises(Malformed, match="cannot be mended"):
        at_fact.mend("name", "Somebody")


def test_it_is_kept_and_taken_up_at_the_first_open_item() -> None:
    done = begun().mend("terms", "background").accept().skip().refuse()
    again = review.taken_up(review.to_text(done), reading())
    assert (again.decided, again.mends, again.at) == (done.decided, done.mends, 1)
    assert again.accepted == done.accepted


def test_it_holds_where_items_are_numbered_anew() -> None:
    kept = review.to_text(begun().skip().accept())
    later = reading()
    later = replace(later, items=tuple(replace(each, number=each.number + 5) for each in later.items[1:]))
    assert review.taken_up(kept, later).decided == {6: "accepted"}
    assert review.taken_up(kept, replace(later, items=later.items[1:])).decided == {}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "travaux-review/2"}', "null", '{"format": 3, "report": []}']
)
def test_what_is_no_review_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        review.taken_up(text, reading())


def test_a_review_of_another_report_is_refused() -> None:
    other = reading("labour-01")
    other = replace(other, report=replace(other.report, digest="1" * 64))
    with pytest.raises(Malformed, match="of another report"):
        review.taken_up(review.to_text(begun().accept()), other)


def test_the_office_of_a_speaker_is_mended() -> None:
    item = begun().mend("office", "chief negotiator").current
    assert item is not None
    assert isinstance(item.value, Said)
    assert (item.value.source.office, item.how[-1]) == ("chief negotiator", "office: by hand")


def test_what_could_be_mended_once_and_cannot_be_now_is_left_as_it_is_read() -> None:
    kept = review.to_text(begun().mend("office", "chief negotiator"))
    assert kept.count('"office"') == 1
    assert review.taken_up(kept, reading()).mends == {0: {"office": "chief negotiator"}}
    assert review.taken_up(kept.replace('"office"', '"rank"'), reading()).mends == {}
