"""What holds for the trace of any history."""

from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.text.drafts import Draft, Edit, Hand
from travaux.text.history import Version
from travaux.text.tokens import tokens, words
from travaux.text.trace import trace
from travaux.text.trace.tracing import Tracing

WORDS = st.sampled_from(
    ["Party", "party", "shall", "not", "aid", "the", "of", "emissions", ",", ".", "(", "3", "Article"]
)
LINES = st.lists(WORDS, max_size=12).map(" ".join)
TEXTS = st.lists(LINES, max_size=8).map("\n".join)
HISTORIES = st.lists(TEXTS, min_size=1, max_size=7)
GRAPHS = st.lists(st.tuples(TEXTS, st.sets(st.integers(1, 4), max_size=3)), min_size=1, max_size=8)


def versions(graph: list[tuple[str, set[int]]]) -> list[Version]:
    """Drafts whose parents are some of the four before."""
    return [
        Version(
            Draft(text), str(place), tuple(sorted(place - back for back in backs if back <= place)), f"author {place}"
        )
        for place, (text, backs) in enumerate(graph)
    ]


@given(GRAPHS)
@settings(max_examples=150)
def test_every_token_has_an_origin_in_which_the_word_stands(graph: list[tuple[str, set[int]]]) -> None:
    history = versions(graph)
    result = trace(history)
    assert [(t.text, t.start, t.end) for t in result.tokens] == tokens(history[-1].draft.text)
    for one in [*result.tokens, *result.deleted]:
        first = history[one.origin.draft]
        assert one.text.casefold() in [word.casefold() for word in words(first.draft.text)]
        assert one.origin.author == first.author
        assert 0 <= one.origin.margin <= 1


@given(GRAPHS)
@settings(max_examples=150)
def test_a_living_token_stands_once(graph: list[tuple[str, set[int]]]) -> None:
    work = Tracing()
    for number, version in enumerate(versions(graph)):
        work.read(number, version)
        ids = [token for line in work.standings.of(number).lines for token in line]
        assert len(ids) == len(set(ids))
        assert [work.vocabulary.spelling[work.ledger.word[token]] for token in ids] == words(version.draft.text)
        assert [token for token in range(1, len(work.ledger)) if work.ledger.alive[token]] == sorted(ids)


@given(GRAPHS)
@settings(max_examples=80)
def test_every_earlier_draft_can_be_had_again(graph: list[tuple[str, set[int]]]) -> None:
    work, kept = Tracing(), []
    for number, version in enumerate(versions(graph)):
        work.read(number, version)
        kept.append(work.standings.of(number))
    assert kept == [work.standings.of(number) for number in range(len(kept))]


@given(HISTORIES)
def test_a_trace_is_deterministic(texts: list[str]) -> None:
    assert trace([Draft(text) for text in texts]) == trace([Draft(text) for text in texts])


@given(TEXTS, st.integers(1, 4))
def test_the_trace_of_identical_drafts_is_all_the_first(text: str, times: int) -> None:
    result = trace([Draft(text)] * times)
    assert {0} >= {token.origin.draft for token in result.tokens}
    assert list(result.deleted) == []


@given(HISTORIES)
def test_a_whole_revert_restores_everything(texts: list[str]) -> None:
    result = trace([Draft(text) for text in [*texts, texts[0]]])
    assert {0} >= {token.origin.draft for token in result.tokens}


@given(HISTORIES)
def test_no_word_is_lost(texts: list[str]) -> None:
    """Every word of every draft is living or deleted, and a deleted word stood where it is said to have stood."""
    result = trace([Draft(text) for text in texts])
    known = [one.text for one in [*result.tokens, *result.deleted]]
    for text in texts:
        for word in set(words(text)):
            assert words(text).count(word) <= sum(one.casefold() == word.casefold() for one in known)
    for gone in result.deleted:
        assert texts[gone.last][gone.place : gone.place + len(gone.text)] == gone.text
        assert gone.last < gone.removed_in


@given(st.lists(st.lists(st.sampled_from(["aid", "trade", "peace"]), min_size=3, max_size=9), min_size=2, max_size=6))
def test_renumbering_changes_no_other_origin(clauses: list[list[str]]) -> None:
    """Labels are tokens like others; when they alone change, every other word keeps its origin."""

    def draft(first: int) -> Draft:
        lines = (
            f"{n}. Each {' '.join(clause)} clause {chr(65 + n - first)}" for n, clause in enumerate(clauses, first)
        )
        return Draft("\n".join(lines))

    result = trace([draft(1), draft(2)])
    named = {"Each", "aid", "trade", "peace", "clause", "."}
    assert {0} == {token.origin.draft for token in result.tokens if token.text in named}


@given(TEXTS, st.data())
def test_a_recorded_edit_overrides_comparison(text: str, data: st.DataObject) -> None:
    """Whatever is recorded as put in has the hand that the record names, even the same words put in again."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    start, end = cuts
    hand = Hand("A. Clerk")
    edits = (Edit("delete", start, end, hand), Edit("insert", start, end, hand)) if start < end else ()
    result = trace([Draft(text), Draft(text, before=text, edits=edits)])
    for token in result.tokens:
        touched = start < end and token.start < end and start < token.end
        expected = ("A. Clerk", "recorded") if touched else (None, "inferred")
        assert expected == (token.origin.author, token.origin.grade)
