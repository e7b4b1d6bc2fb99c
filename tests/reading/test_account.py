"""The account of a report: items in the order of the text, what stands in what, and texts that mean no good."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.telling import statements, told

from travaux.reading.account import account
from travaux.reading.items import Attributed, Report, Said

NESTED = (
    "An official said that Boria had confirmed that it changed clause 4. Boria denied having changed clause 4, the "
    "Harbour Ledger reported."
)


def items(text: str, *said: Attributed, day: str = "2031-03-12") -> tuple:
    return account(Report(text=text, digest="0" * 64, reference=day), said)


def test_items_are_numbered_in_the_order_of_the_text_whatever_order_they_come_in() -> None:
    one = ("An official", "said", "that Boria had confirmed that it changed clause 4")
    two = ("{Boria} had confirmed", "confirmed", "that it changed clause 4")
    there, back = told(NESTED, one, two), told(NESTED, two, one)
    assert there == back
    assert [each.number for each in there] == list(range(len(there)))
    starts = [min(start for spans in each.parts.values() for start, _ in spans) for each in there]
    assert starts == sorted(starts)


def test_an_inner_statement_stands_within_the_outer_and_has_the_claims() -> None:
    outer, inner, change, *_ = told(
        NESTED,
        ("An official", "said", "that Boria had confirmed that it changed clause 4"),
        ("{Boria} had confirmed", "confirmed", "that it changed clause 4"),
    )
    assert (inner.within, change.within, change.value.reported_by) == (outer.number, inner.number, inner.number)
    assert isinstance(outer.value, Said)
    assert isinstance(inner.value, Said)
    assert (len(outer.value.claims), len(inner.value.claims)) == (0, 1)


def test_an_outlets_own_tag_is_no_part_of_what_was_said() -> None:
    content = "having changed clause 4, the Harbour Ledger reported"
    (said,) = [each for each in told(NESTED, ("{Boria} denied", "denied", content)) if each.kind == "attribution"]
    assert [NESTED[start:end] for start, end in said.parts["content"]] == ["having changed clause 4"]
    assert [each.outlet for each in said.value.through] == ["Harbour Ledger"]  # type: ignore[union-attr]


def test_how_much_is_quoted() -> None:
    text = "Boria said: “All is well.” Cestria said all is “well”. Delvia said all is well."
    found = statements(
        told(
            text,
            ("Boria", "Boria {said}", "“All is well.”"),
            ("Cestria", "Cestria {said}", "all is “well”"),
            ("Delvia", "Delvia {said}", "Delvia said {all is well}"),
        )
    )
    assert [each.quoted for each in found] == ["all", "some", "none"]


def test_carried_over_words_have_the_speaker_before_them() -> None:
    text = "“All is well,” said Ms Orla Velling. “We shall see.”"
    first, second = statements(told(text, ("Ms Orla Velling", "said", "“All is well,”"), ("", "", "“We shall see.”")))
    assert first.source.person == second.source.person


@pytest.mark.parametrize("text", ["", "\n\n\n", ".", "“", "“”’’''``\"", "\u202eabc\u202c", "قال الوزير إن النص جاهز."])
def test_odd_texts_give_nothing(text: str) -> None:
    assert items(text) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "a", "word ", "Boria Aldania ", '" ', "“'‘«„ a ", "on Friday, Nov. 27 and 28 and ", ", and ", "that ", "((((",
        "Boria changed and agreed to the plan and said that ", "He said so.\n\n", "not denied ", "by the end of ",
        "The mediator gave Boria until Thursday to accept the plan, Ms Orn said. ",
    ],
)  # fmt: skip
def test_a_long_text_is_read_in_its_own_length(unit: str) -> None:
    """Twice the text is not four times the work: counted in items and not in seconds, and it ends."""
    once, twice = (items(unit * (size // len(unit))) for size in (20_000, 40_000))
    assert len(once) <= len(twice) <= 2 * len(once) + 2


WORDS = st.sampled_from((
    "Boria", "Aldania", "Orla", "Velling", "Ms", "the", "a", "plan", "clause", "4", "changed", "agreed", "to",
    "denied",
    "having", "that", "who", ",", ".", "“", "”", ";", "not", "may", "will", "met", "in", "Velm", "on", "Friday",
    "until", "gave", "or", "if", "said", "neither", "nor", "several", "most", "of", "it", "and", "after", "making",
    "changes",
    "'",
))  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_whatever_stands_there_every_part_is_in_the_text_and_the_same_comes_out_again(words: list[str]) -> None:
    text = " ".join(words)
    found = items(text)
    assert found == items(text)
    for each in found:
        assert all(0 <= start < end <= len(text) for spans in each.parts.values() for start, end in spans)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=30), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_attributions_anywhere_are_taken_as_they_are(words: list[str], source: int, cue: int, content: int) -> None:
    text = " ".join(words)
    spans = [((at, at + 3),) if at + 3 <= len(text) else () for at in (source, cue, content)]
    if any(spans):
        found = items(text, Attributed(source=spans[0], cue=spans[1], content=spans[2]))
        assert [each.kind for each in found].count("attribution") == 1


def test_a_statement_without_words_is_one_all_the_same() -> None:
    (item,) = told("Boria denied.", ("Boria", "denied", ""))
    assert isinstance(item.value, Said)
    assert (set(item.parts), item.value.stance, item.value.quoted) == ({"source", "cue"}, "denies", "none")
