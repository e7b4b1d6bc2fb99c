import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from travaux.text.drafts import Draft
from travaux.text.history import Version
from travaux.text.origins import DeletedToken, Origin, Trace, TracedToken
from travaux.text.trace import RULE, trace

CLAUSE = (
    "The Contracting Parties shall take appropriate measures to reduce emissions from aviation and maritime transport, "
    "having regard to the work of the competent international organisations."
)
OTHER = "Each Party shall communicate an inventory every second year."


def of(*texts: str) -> Trace:
    return trace([Draft(text) for text in texts])


def drafts(result: Trace) -> list[tuple[str, int]]:
    return [(token.text, token.origin.draft) for token in result.tokens]


def token(result: Trace, word: str, number: int = 0) -> TracedToken:
    return [one for one in result.tokens if one.text == word][number]


def deleted(result: Trace, word: str) -> DeletedToken:
    (found,) = [one for one in result.deleted if one.text == word]
    return found


def in_graph(*steps: tuple[str, tuple[int, ...], str]) -> Trace:
    return trace([Version(Draft(text), parents=parents, author=author) for text, parents, author in steps])


def test_kept_and_new_words() -> None:
    result = of("The Parties shall cooperate.", "The Parties may cooperate fully.")
    expected = [("The", 0), ("Parties", 0), ("may", 1), ("cooperate", 0), ("fully", 1), (".", 0)]
    assert expected == drafts(result)
    assert result.rule == RULE == "travaux-trace/1"


def test_places_are_those_of_the_text() -> None:
    result = of("One two.", "One two\n  three.\n")
    assert all(result.draft.text[one.start : one.end] == one.text for one in result.tokens)


def test_a_deleted_word_knows_who_removed_it_and_where_it_stood() -> None:
    result = in_graph(
        ("The Parties shall cooperate.", (), "a"),
        ("The Parties cooperate.", (0,), "b"),
        ("Parties cooperate.", (1,), "c"),
    )
    assert deleted(result, "shall") == DeletedToken("shall", Origin(0, "a"), "b", 1, 0, 12, "inferred", 7)
    assert deleted(result, "The") == DeletedToken("The", Origin(0, "a"), "c", 2, 1, 0, "inferred", 0)


def test_a_whole_revert_restores_every_word() -> None:
    first, second = f"{CLAUSE}\n{OTHER}\n", f"{OTHER}\n"
    result = in_graph((first, (), "a"), (second, (0,), "b"), (first, (1,), "c"))
    assert {one.origin.draft for one in result.tokens} == {0}
    assert token(result, "aviation").origin == Origin(0, "a", "restored", by="c", since=2)
    assert token(result, "inventory").origin == Origin(0, "a")
    assert list(result.deleted) == []


def test_a_clause_restored_in_another_draft_keeps_its_first_writer() -> None:
    result = of(f"{CLAUSE}\n{OTHER}\n", f"{OTHER}\n", f"{OTHER} And more.\n{CLAUSE}\n")
    origin = token(result, "aviation").origin
    assert (origin.draft, origin.relation, origin.since) == (0, "restored", 2)


def test_one_word_put_back_in_its_place_is_restored() -> None:
    result = of("the applicable law governs", "the appliable law governs", "the applicable law governs fully")
    origin = token(result, "applicable").origin
    assert (origin.draft, origin.relation, origin.since) == (0, "restored", 2)


def test_a_moved_clause_keeps_its_origin_and_names_the_mover() -> None:
    body = [f"Paragraph {n} deals with subject number {n} and with nothing else." for n in range(9)]
    moved = [*body[:2], CLAUSE, *body[2:]]
    result = in_graph(("\n".join([*body, CLAUSE]), (), "a"), ("\n".join(moved), (0,), "b"))
    origin = token(result, "aviation").origin
    assert (origin.relation, origin.draft, origin.author, origin.by, origin.since) == ("moved", 0, "a", "b", 1)
    assert list(result.deleted) == []


def test_a_copy_is_new_and_names_its_source() -> None:
    result = of(f"{CLAUSE}\n{OTHER}\n", f"{CLAUSE}\n{OTHER}\n{CLAUSE}\n")
    first, second = token(result, "aviation").origin, token(result, "aviation", 1).origin
    assert first == Origin(0)
    assert (second.draft, second.relation) == (1, "copied")
    assert (1, CLAUSE.index("aviation")) == second.source


def test_a_copy_of_words_that_are_gone_names_where_they_last_stood() -> None:
    again = f"{OTHER}\nAgain: {CLAUSE}\n"
    result = of(f"{CLAUSE}\n{OTHER}\n", f"{CLAUSE}\n{again}", again)
    assert token(result, "aviation").origin.source == (1, CLAUSE.index("aviation"))


def test_a_change_of_case_keeps_the_first_origin_and_says_so() -> None:
    result = in_graph(("The party shall act.", (), "a"), ("The Party shall act.", (0,), "b"))
    assert token(result, "Party").origin == Origin(0, "a", "case only", by="b", since=1)
    assert list(result.deleted) == []


def test_case_in_a_rewritten_sentence_is_another_word() -> None:
    result = of("Now the party shall act at once.", "The envoy shall act at once.")
    assert token(result, "The").origin == Origin(1)


def test_nothing_is_dropped_as_noise() -> None:
    long = f"{CLAUSE}\n{OTHER}\n" * 20
    result = of(long, "Blanked.", long + "One more line.")
    assert {"Blanked"} == {one.text for one in result.deleted if one.origin.draft == 1 and one.text.isalpha()}
    assert sum(one.origin.draft == 0 for one in result.tokens) == len(result.tokens) - len(["One", "more", "line", "."])


def test_punctuation_at_the_end_of_a_sentence_stays_with_it() -> None:
    result = of("First sentence. # End", "First sentence. Second sentence. # End")
    assert [one for one in drafts(result) if one[0] == "."] == [(".", 0), (".", 1)]


def test_a_merge_takes_from_every_parent() -> None:
    base = f"{OTHER}\n\nThe end of it.\n"
    left = f"{OTHER}\n{CLAUSE}\n\nThe end of it.\n"
    right = f"{OTHER}\n\nThe very end of it.\n"
    both = f"{OTHER}\n{CLAUSE}\n\nThe very end of it.\n"
    result = in_graph((base, (), "a"), (left, (0,), "b"), (right, (0,), "c"), (both, (1, 2), "d"))
    assert {"a", "b", "c"} == {one.origin.author for one in result.tokens}
    assert token(result, "aviation").origin == Origin(1, "b")
    assert token(result, "very").origin == Origin(2, "c")


def test_words_removed_on_one_side_of_a_merge_were_removed_there() -> None:
    base, left, right = "one two three four", "one three four", "one two three four five"
    result = in_graph((base, (), "a"), (left, (0,), "b"), (right, (0,), "c"), ("one three four five", (1, 2), "d"))
    gone = deleted(result, "two")
    assert (gone.removed_by, gone.removed_in) == ("b", 1)


def test_words_that_two_sides_moved_to_two_places_stand_once() -> None:
    rest = [f"Paragraph {n} deals with subject number {n} and with nothing else." for n in range(6)]
    up, down = "\n".join([CLAUSE, *rest]), "\n".join([*rest, CLAUSE])
    both = "\n".join([CLAUSE, *rest, CLAUSE])
    result = in_graph((up, (), "a"), (down, (0,), "b"), (up + "\nMore.", (0,), "c"), (both, (1, 2), "d"))
    assert sorted(one.origin.draft for one in result.tokens if one.text == "aviation") == [0, 3]


def test_the_same_words_tabled_by_two_sides_name_both() -> None:
    base = f"{OTHER}\n\nThe end.\n"
    tabled = f"{OTHER}\n{CLAUSE}\n\nThe end.\n"
    result = in_graph((base, (), "a"), (tabled, (0,), "b"), (tabled + "More.\n", (0,), "c"), (tabled, (1, 2), "d"))
    assert (token(result, "aviation").origin.draft, token(result, "aviation").origin.also) == (1, (2,))


def test_the_same_words_in_a_draft_that_led_nowhere_are_named_too() -> None:
    base = f"{OTHER}\n\nThe end.\n"
    result = in_graph((base, (), "a"), (f"{CLAUSE}\n{base}", (0,), "b"), (f"{base}\nAnd so on.\n{CLAUSE}\n", (0,), "c"))
    assert (token(result, "aviation").origin.draft, token(result, "aviation").origin.also) == (2, (1,))


def test_words_tabled_by_two_sides_name_both_in_another_case_too() -> None:
    base, tabled = f"{OTHER}\n\nThe end.\n", f"{OTHER}\n{CLAUSE}\n\nThe end.\n"
    recased = tabled.replace("aviation", "Aviation")
    steps = ((base, (), "a"), (tabled, (0,), "b"), (tabled + "More.\n", (0,), "c"), (tabled, (1, 2), "d"))
    found = token(in_graph(*steps, (recased, (3,), "e")), "Aviation").origin
    assert (found.draft, found.also, found.relation, found.by) == (1, (2,), "case only", "e")


def test_words_of_a_draft_and_of_one_made_from_it_were_not_tabled_by_two_sides() -> None:
    kites = "Paragraph one deals with kites."
    steps = (("The end of it.", (), "a"), ("The end of it.", (0,), "b"), (f"The end of it.\n{OTHER}", (1,), "c"))
    assert token(in_graph(*steps, (kites, (1, 2), "d")), ".").origin == Origin(0, "a")


def test_deleted_words_are_a_sequence() -> None:
    deleted = of("One two three.", "One.").deleted
    assert (deleted[0].text, deleted[-1].text, len(deleted[1:])) == ("two", "three", 1)
    assert deleted == [deleted[0], deleted[1]]
    assert repr(deleted) == "<2 deleted tokens>"


def test_neighbouring_words_of_one_origin_are_a_run() -> None:
    result = of("The Parties shall cooperate.", "The Parties may now cooperate.")
    runs = [(result.draft.text[run.start : run.end], run.tokens, run.origin.draft) for run in result.runs()]
    assert runs == [("The Parties", 2, 0), ("may now", 2, 1), ("cooperate.", 2, 0)]


def test_an_empty_draft_has_no_runs() -> None:
    assert list(of("One two three.", "").runs()) == []


def test_a_draft_without_parents_is_new() -> None:
    result = in_graph((OTHER, (), "a"), (CLAUSE, (), "b"))
    assert {1} == {one.origin.draft for one in result.tokens}


def test_a_margin_is_small_where_two_sources_are_equally_good() -> None:
    twice = f"{CLAUSE}\n{OTHER}\n{CLAUSE}\n"
    result = of(twice, f"{OTHER}\n", f"Preamble.\n{OTHER}\nOnce more: {CLAUSE}\n")
    assert token(result, "aviation").origin.margin < 0.1
    assert token(result, "inventory").origin.margin == 1.0


def test_of_equal_sources_the_one_with_the_same_neighbours_is_taken() -> None:
    body = [f"Paragraph {n} deals with subject number {n} and with nothing else." for n in range(9)]
    first = [body[0], CLAUSE, *body[1:8], CLAUSE, body[8]]
    result = of("\n".join(first), "\n".join(body), "\n".join([body[0], CLAUSE, *body[1:]]), "\n".join(first))
    assert {0} == {one.origin.draft for one in result.tokens}
    assert list(result.deleted) == []


def test_a_history_is_read_as_a_stream() -> None:
    seen: list[int] = []
    result = trace((Draft(f"{OTHER} {n}") for n in range(4)), progress=seen.append)
    assert seen == [1, 2, 3, 4]
    assert len(result.versions) == 4


def test_a_history_without_drafts_is_refused() -> None:
    with pytest.raises(ValueError, match="without drafts"):
        trace([])


def _nda(corpus: Path, tmp_path: Path) -> Sequence[Version]:
    where = tmp_path / "nda"
    subprocess.run(["git", "clone", "-q", str(corpus / "histories" / "mutual-nda.bundle"), str(where)], check=True)
    log = ["git", "-C", str(where), "log", "--reverse", "--first-parent", "--format=%H %an", "--", "Mutual-NDA.md"]
    found = []
    for place, line in enumerate(subprocess.run(log, check=True, capture_output=True, text=True).stdout.splitlines()):
        commit, author = line.split(" ", 1)
        show = ["git", "-C", str(where), "show", f"{commit}:Mutual-NDA.md"]
        text = subprocess.run(show, check=True, capture_output=True, text=True).stdout
        found.append(Version(Draft(text), commit, (place - 1,) if place else (), author))
    return found


@pytest.mark.corpus
def test_a_reintroduced_word_of_the_mutual_nda_keeps_its_first_origin(corpus: Path, tmp_path: Path) -> None:
    versions = _nda(corpus, tmp_path)
    texts = [version.draft.text for version in versions]
    misspelt = next(place for place, text in enumerate(texts) if "appliable" in text)
    back = next(place for place in range(misspelt, len(texts)) if "appliable" not in texts[place])
    first = next(place for place, text in enumerate(texts) if "applicable" in text)
    result = trace(versions)
    restored = [one for one in result.tokens if one.text == "applicable" and one.origin.relation == "restored"]
    assert restored
    assert {(first, back)} == {(one.origin.draft, one.origin.since) for one in restored}
    assert {(misspelt, back)} == {
        (one.origin.draft, one.removed_in) for one in result.deleted if one.text == "appliable"
    }
