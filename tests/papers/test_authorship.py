"""Whose words a text is made of: runs, ghosts, shares, and what is said of each source."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from travaux.papers.authorship import Authorship, authorship
from travaux.papers.runs import Words
from travaux.text.drafts import Draft, Edit, Hand
from travaux.text.history import Version
from travaux.text.origins import DeletedToken, Origin, Trace, TracedToken
from travaux.text.tokens import tokens
from travaux.text.trace import trace

BASE = Origin(0)
BORIA = Origin(1, "Boria", grade="recorded")
NOBODY = Origin(1)
FIRST = Version(Draft("1. The Parties shall act now.", name="one.docx"), "one.docx")
SECOND = Version(
    Draft(
        "1. The Parties may act and report.",
        name="two.docx",
        before="1. The Parties shall act and report.",
        edits=(
            Edit("insert", 15, 18, Hand("Boria", "2031-03-09T10:00:00Z")),
            Edit("delete", 15, 20, Hand("Boria", "2031-03-09T10:00:00Z")),
        ),
    ),
    "two.docx",
    (0,),
)
ORIGINS = [BASE, BASE, BASE, BASE, BORIA, BASE, NOBODY, NOBODY, BASE]


def shall(*, removed_in: int = 1, now: int | None = 14) -> DeletedToken:
    return DeletedToken("shall", BASE, "Boria", removed_in, 0, 15, "recorded", now)


SHALL = shall()
NOW = DeletedToken("now", BASE, None, 1, 0, 25, "inferred", 33)


def made(deleted: tuple[DeletedToken, ...] = (SHALL, NOW), versions: tuple[Version, ...] = (FIRST, SECOND)) -> Trace:
    cut = tokens(versions[-1].draft.text)
    living = [TracedToken(*token, origin) for token, origin in zip(cut, ORIGINS, strict=True)]
    return Trace(versions[-1].draft, living, deleted, versions)


def told(paper: Authorship) -> list[str]:
    return [
        piece if isinstance(piece, str) else f"{'-' if piece.gone else ''}{piece.text}|{letter(paper, piece)}"
        for block in paper.blocks
        for piece in block.pieces
    ]


def letter(paper: Authorship, words: Words) -> str:
    source = paper.cited[words.source].source
    return "" if source.base else (source.remover or source.writer).letter


def test_runs_and_ghosts_in_their_places() -> None:
    assert told(authorship(made())) == [
        "The Parties|", "-shall|B", " ", "may|B", " ", "act|", " ", "and report|?", "-now|?", ".|",
    ]  # fmt: skip


def test_a_ghost_brings_its_own_white_space() -> None:
    ghost = next(p for b in authorship(made()).blocks for p in b.pieces if isinstance(p, Words) and p.gone)
    assert (ghost.before, ghost.text, ghost.after) == (" ", "shall", "")


def test_shares_count_words_and_not_signs() -> None:
    shares = [(share.label, share.letter, share.words, share.base) for share in authorship(made()).shares]
    assert shares == [
        ("first draft", "1", 3, True),
        ("Boria", "B", 1, False),
        ("nobody on record", "?", 2, False),
    ]


def test_the_sentence_that_comes_first() -> None:
    expected = "Of six words, three stand since the first draft. Boria put in one. Two have no author on record."
    assert authorship(made()).summary == expected


def test_what_is_said_of_each_source() -> None:
    said = {cited.source.answer for cited in authorship(made()).cited}
    assert said == {
        "Taken out by Boria in two.docx.",
        "Taken out in two.docx.",
        "These words stand since the first draft.",
        "Put in by Boria in two.docx, and kept since.",
        "Nobody is recorded as putting in these words. They stand in two.docx, not in one.docx, and two.docx does not "
        "show them as new.",
    }


def test_dates_come_from_the_recorded_changes() -> None:
    facts = {c.source.answer: dict(c.source.facts) for c in authorship(made()).cited}
    assert facts["Put in by Boria in two.docx, and kept since."]["Dated"] == "9 March 2031"
    assert facts["Taken out by Boria in two.docx."]["Taken out on"] == "9 March 2031"


def test_where_no_author_is_known_the_drafts_are_the_writers() -> None:
    plain = [replace(version, draft=Draft(version.draft.text, name=version.draft.name)) for version in (FIRST, SECOND)]
    origins = [replace(origin, author=None, grade="inferred") for origin in ORIGINS]
    cut = tokens(plain[1].draft.text)
    trace = Trace(plain[1].draft, [TracedToken(*t, o) for t, o in zip(cut, origins, strict=True)], [], plain)
    paper = authorship(trace)
    assert paper.by_draft
    assert [(share.letter, share.words) for share in paper.shares] == [("1", 3), ("2", 3)]


def test_moved_words_say_who_moved_them() -> None:
    moved = replace(BASE, relation="moved", by="Aldania", since=1)
    paper = authorship(replace(made(), tokens=[TracedToken("The", 3, 6, moved)]))
    answers = {cited.source.answer for cited in paper.cited}
    assert "These words stand since the first draft; moved here by Aldania in two.docx." in answers


def test_a_close_second_source_is_told() -> None:
    close = TracedToken("The", 3, 6, replace(NOBODY, margin=0.05))
    facts = [dict(cited.source.facts) for cited in authorship(replace(made(), tokens=[close])).cited]
    assert "another source fits nearly as well" in [fact.get("How sure") for fact in facts]


def test_one_clause() -> None:
    two = Version(Draft("1. The Parties act.\n2. They report."), "k", (0,))
    cut = tokens(two.draft.text)
    trace = Trace(two.draft, [TracedToken(*token, BASE) for token in cut], [], (FIRST, two))
    clause = next(clause for clause in two.draft.walk() if clause.label == "2.")
    paper = authorship(trace, clause=clause)
    assert (paper.words, paper.heading, told(paper)) == (2, "Clause 2", ["They report.|"])


def test_the_latest_deletions_are_kept_and_the_rest_counted() -> None:
    earlier = shall(removed_in=0)
    paper = authorship(made((earlier, NOW)), most=1)
    assert [piece for piece in told(paper) if piece.startswith("-")] == ["-now|?"]
    assert (paper.gone, paper.left_out) == (1, 1)


def test_words_whose_place_is_not_known_are_counted_and_not_placed() -> None:
    paper = authorship(made((shall(now=None),)))
    assert (paper.gone, paper.left_out) == (0, 1)


def test_deleted_words_that_began_a_line_stand_at_the_next_line() -> None:
    before = Version(Draft("1. Heading\nOld words stand."), "a")
    after = Version(Draft("1. Heading\nwords stand."), "b", (0,))
    living = [TracedToken(*token, BASE) for token in tokens(after.draft.text)]
    old = DeletedToken("Old", BASE, None, 1, 0, 11, "inferred", 10)
    paper = authorship(Trace(after.draft, living, [old], (before, after)))
    assert [piece for piece in told(paper) if "Old" in piece or "words" in piece] == ["-Old|2", "words stand.|"]
    assert any(isinstance(piece, Words) and piece.gone for piece in paper.blocks[-1].pieces)


@given(st.lists(st.sampled_from([BASE, BORIA, NOBODY]), min_size=9, max_size=9), st.sets(st.integers(0, 34)))
def test_the_pieces_give_the_text_again(origins: list[Origin], places: set[int]) -> None:
    draft = SECOND.draft
    living = [TracedToken(*t, o) for t, o in zip(tokens(draft.text), origins, strict=True)]
    ends = {token.end for token in living}
    gone = [DeletedToken("was", BASE, None, 1, 0, 0, "inferred", place) for place in sorted(places & ends)]
    paper = authorship(Trace(draft, living, gone, (FIRST, SECOND)))
    (block,) = paper.blocks
    standing = [p if isinstance(p, str) else p.text for p in block.pieces if isinstance(p, str) or not p.gone]
    assert draft.text[block.row.words : block.row.end] == "".join(standing)
    assert len([p for p in block.pieces if isinstance(p, Words) and p.gone]) == len({g.now for g in gone})
    assert paper.words == 6


def test_where_nobody_who_is_known_put_in_words_that_stand_none_are_said_to() -> None:
    trace = made((SHALL,))
    living = [each._replace(origin=NOBODY) if each.origin == BORIA else each for each in trace.tokens]
    assert authorship(replace(trace, tokens=living)).summary == (
        "Of six words, three stand since the first draft. Three have no author on record."
    )


def test_restored_copied_and_recapitalised_words_say_so() -> None:
    told_: dict[str, Origin] = {
        "These words stand since the first draft; taken out, and put back by Aldania in two.docx.": replace(
            BASE, relation="restored", by="Aldania", since=1
        ),
        "Put in by Boria in two.docx; only capitals were changed since.": replace(BORIA, relation="case only"),
        "First seen in two.docx, copied from words that also stand elsewhere.": replace(NOBODY, relation="copied"),
    }
    for answer, origin in told_.items():
        paper = authorship(replace(made(), tokens=[TracedToken("The", 3, 6, origin)]))
        assert answer in {cited.source.answer for cited in paper.cited}


def test_words_that_were_tabled_twice_name_the_other_draft_too() -> None:
    paper = authorship(replace(made(), tokens=[TracedToken("The", 3, 6, replace(NOBODY, also=(0,)))]))
    assert "one.docx" in [dict(cited.source.facts).get("Also tabled in") for cited in paper.cited]


def test_who_put_in_words_that_are_gone_is_told_even_where_nobody_is_on_record() -> None:
    lost = DeletedToken("now", NOBODY, "Boria", 1, 1, 25, "recorded", 33)
    (source,) = [cited.source for cited in authorship(made((lost,))).cited if cited.source.remover]
    assert dict(source.facts)["Put in"] == "by nobody on record in two.docx"


def test_words_that_only_the_file_before_its_own_changes_had_are_found_there() -> None:
    lost = DeletedToken("shall", BASE, "Boria", 1, 1, 15, "recorded", 14)
    (ghost,) = [piece for block in authorship(made((lost,))).blocks for piece in block.pieces if _gone(piece)]
    assert isinstance(ghost, Words)
    assert (ghost.before, ghost.text) == (" ", "shall")


def _gone(piece: Words | str) -> bool:
    return isinstance(piece, Words) and piece.gone


def test_a_ghost_in_white_space_stands_behind_what_comes_before_it() -> None:
    before = Version(Draft("1. They   old words act."), "a")
    after = Version(Draft("1. They     act."), "b", (0,))
    living = [TracedToken(*token, BASE) for token in tokens(after.draft.text)]
    lost = DeletedToken("old", BASE, None, 1, 0, 10, "inferred", 9)
    paper = authorship(Trace(after.draft, living, [lost], (before, after)))
    assert [piece for piece in told(paper) if piece.strip()] == ["They|", "-old|2", "act.|"]
    (block,) = paper.blocks
    assert "".join(each if isinstance(each, str) else each.text for each in block.pieces if not _gone(each)) == (
        "They     act."
    )


def traced(*texts: str, author: str | None = None) -> Trace:
    """The trace of some drafts, each made from the one before it."""
    versions = [
        Version(Draft(text, name=f"draft-{n}.docx"), str(n), (n - 1,) if n else (), author if n else None)
        for n, text in enumerate(texts)
    ]
    return trace(versions)


def test_what_comes_first_where_there_is_little_to_tell() -> None:
    assert authorship(traced("")).summary == "There are no words here."
    assert authorship(traced("Ships.")).summary == "Its one word stands since the first draft."
    assert authorship(traced("Ships pay.", "Ships pay.")).summary == "All two words stand since the first draft."
    assert authorship(traced("Ships pay.", "Ships pay dues.", "Ships never pay dues.")).summary == (
        "Of four words, two stand since the first draft. One came in with draft-1.docx and one with draft-2.docx."
    )
    assert authorship(traced("Ships pay.", "Ships pay dues.", author="Boria")).summary == (
        "Of three words, two stand since the first draft. Boria put in one."
    )


def test_the_whole_text_has_a_heading_and_of_many_places_the_first_eight_are_named() -> None:
    paper = authorship(traced("a b c d e f g h i j k l", "a x b x c x d x e x f x g x h x i x j k l"))
    assert paper.heading == "The text, and whose words it is made of"
    assert {(len(each.places), each.more) for each in paper.cited} == {(8, 2), (8, 1)}


def test_a_draft_that_shares_its_name_goes_by_its_commit_or_its_revision() -> None:
    versions = [
        Version(Draft(text, name="a.md"), key, (n - 1,) if n else ())
        for n, (text, key) in enumerate((("Ships", "f" * 40), ("Ships pay", "17"), ("Ships pay dues", "x")))
    ]
    assert [str(each) for each in authorship(trace(versions)).drafts] == ["ffffffffff", "revision 17", "draft 3"]


def test_words_dated_by_the_draft_of_their_author_and_first_drafts_say_so() -> None:
    versions = [
        Version(Draft("Ships pay."), "0", (), "Aldania", "2031-03-01"),
        Version(Draft("Ships pay dues."), "1", (0,), "Boria", "2031-03-09"),
    ]
    facts = [dict(each.source.facts) for each in authorship(trace(versions)).cited]
    assert [each["Dated"] for each in facts] == ["1 March 2031", "9 March 2031"]
    assert [each["Grade"].partition(",")[0] for each in facts] == [
        "inferred: it stands in the first draft given", "inferred by comparing revision 1 with revision 0",
    ]  # fmt: skip


def test_a_line_with_nothing_but_a_number_has_no_words_of_anybody() -> None:
    first, second = authorship(traced("1.\n2. Ships pay.")).blocks
    assert (first.row.label, first.pieces) == ("1.", ())
    assert [piece.text for piece in second.pieces if isinstance(piece, Words)] == ["Ships pay."]
