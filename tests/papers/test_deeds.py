"""Whose the changes between two drafts are: by the entries of a record, by the trace of a history, by nobody."""

from __future__ import annotations

from tests.record.building import Record, party

from travaux.papers.attribution import NOBODY, by_trace
from travaux.papers.deeds import by_record, moment
from travaux.papers.tracked import part_of, redlined
from travaux.record.authorship import Authorship
from travaux.record.descent import Descent
from travaux.record.terms import Digest, PartyId
from travaux.text.drafts import Draft, Hand
from travaux.text.history import Version
from travaux.text.manuscripts import Manuscript
from travaux.text.trace import trace

FIRST = (
    "Article 1\nThe Parties shall cooperate.\nArticle 2\n1. No force exceeds 42 units.\n"
    "2. Each Party reports every year.\nArticle 3\nThis plan lasts ten years.\n"
)
SECOND = (
    "Article 1\nThe Parties shall endeavour to cooperate.\nArticle 2\n1. No force exceeds 40 units in peace.\n"
    "Article 3\nThis plan lasts ten years.\n"
)
THIRD = SECOND.replace("ten years", "twelve years")


def changes(made: Manuscript) -> set[tuple[str, str | None, str | None]]:
    """What was put in or struck, by whom and when."""
    found = set()
    for paragraph in made.paragraphs:
        for segment in paragraph.segments:
            hand = segment.deleted or segment.inserted
            if hand is not None:
                found.add(((("-" if segment.deleted else "+") + segment.text.strip()), hand.author, hand.at))
    return found


def test_words_are_their_proposers_on_the_day_of_the_act() -> None:
    record = Record()
    for name in ("aldania", "boria", "cedria"):
        record.admit(name)
    record.admit("chair", "mediator")
    first, second, third = map(record.draft, (FIRST, SECOND, THIRD))
    record.table("aldania", first, standing="basis", at="2031-03-01T09:00:00Z")
    peace = record.propose("boria", first, "2.1", "No force exceeds 40 units in peace.", at="2031-03-02T09:00:00Z")
    record.propose("cedria", first, "1", "The Parties shall endeavour to cooperate.", at="")
    record.propose("boria", first, "2.2", "", "delete", at="2031-03-03T09:00:00Z")
    record.table("chair", second, first, at="2031-03-04T09:00:00Z")
    record.table("chair", third, second, at="2031-03-05T09:00:00Z")
    whose = attribution(record, first, third)
    made = redlined(record.drafts[first], record.drafts[third], whose)
    assert changes(made) == {
        ("+endeavour to", party("cedria"), None),
        ("-42", party("boria"), "2031-03-02T09:00:00Z"),
        ("+40", party("boria"), "2031-03-02T09:00:00Z"),
        ("+in peace", party("boria"), "2031-03-02T09:00:00Z"),
        ("-2. Each Party reports every year.", party("boria"), "2031-03-03T09:00:00Z"),
        ("-ten", party("chair"), "2031-03-05T09:00:00Z"),
        ("+twelve", party("chair"), "2031-03-05T09:00:00Z"),
    }
    assert (made.accepting("none").text, made.accepting("all").text) == (FIRST, THIRD)
    cedria = FIRST.replace("shall cooperate", "shall endeavour to cooperate")
    assert cedria == part_of(made, party("cedria")).text
    assert f"{party('boria')}: entry {peace}, signed." in made.comments[0].text.split("\n")


def attribution(record: Record, first: Digest, last: Digest):  # type: ignore[no-untyped-def]
    state = record.state()
    found = Authorship(state.book, Descent(state.book, record.drafts), last)

    def name(who: PartyId) -> str:
        return who

    return by_record(state, found, record.drafts[first], record.drafts, name)


def test_a_history_tells_whose_changes_are() -> None:
    drafts = [Draft(text) for text in (FIRST, SECOND, THIRD)]
    versions = [
        Version(draft, str(n), (n - 1,) if n else (), who, at)
        for n, (draft, who, at) in enumerate(
            zip(drafts, ("aldania", "boria", None), ("2031-03-01", "2031-03-02", "2031-03-03"), strict=True)
        )
    ]
    made = redlined(drafts[0], drafts[2], by_trace(trace(versions), versions, 0))
    assert changes(made) == {
        ("+endeavour to", "boria", "2031-03-02"),
        ("-42", "boria", "2031-03-02"),
        ("+40", "boria", "2031-03-02"),
        ("+in peace", "boria", "2031-03-02"),
        ("-2. Each Party reports every year.", "boria", "2031-03-02"),
        ("-ten", "nobody on record", None),
        ("+twelve", "nobody on record", None),
    }


def test_a_change_of_nobody_has_an_honest_author_and_no_date() -> None:
    made = redlined(Draft("The Parties shall act."), Draft("The Parties may act."))
    assert made.authors == ("nobody on record",)
    assert {segment.inserted for p in made.paragraphs for segment in p.segments} == {None, NOBODY}
    assert Hand("nobody on record") == NOBODY


def test_a_day_is_a_day_and_less_is_none() -> None:
    found = [
        moment(edtf) for edtf in ("2031-03-28", "2031-03", "2031-03-28?", "2031-03-01/2031-03-02", "2031-03-28/..")
    ]
    assert found == ["2031-03-28", None, None, None, None]


def test_what_last_stood_in_a_draft_beside_the_way_was_gone_before() -> None:
    record = Record()
    record.admit("aldania")
    first, second, third = map(record.draft, (FIRST, SECOND, THIRD))
    for draft, parents in ((first, ()), (second, (first,)), (third, (second,))):
        record.table("aldania", draft, *parents)
    state = record.state()
    found = Authorship(state.book, Descent(state.book, record.drafts), third)
    since = {second, third}
    made = by_record(state, found, record.drafts[second], record.drafts, str, since)
    ten = SECOND.index("ten")
    assert [(start, end) for start, end, _ in made.struck.spans] == [(ten, ten + 3)]
