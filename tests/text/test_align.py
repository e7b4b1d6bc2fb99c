"""Alignment: small invented treaties, one fate at a time, with the reasons people read."""

from __future__ import annotations

import pytest

from travaux.text.align import Alignment, Pair, align
from travaux.text.clauses import Line, Opening
from travaux.text.drafts import Draft

# Two invented States, Aldony and Brevia, agree on a river.
RIVER = """\
Article 1
1. The Parties shall keep the river Nemeth free of tolls and open to the ships of all nations.
2. Each Party shall mark the fairway with buoys and keep the marks in good repair at its own cost.
3. The Joint Commission shall publish the depth of water at every lock on the first day of each month.
Article 2
1. Fishing with nets of a mesh below forty millimetres is forbidden between March and the end of June.
2. Licences to fish are issued by the Party on whose bank the fisherman lives and are valid on both banks.
Article 3
1. Disputes shall be settled by the Joint Commission within ninety days after a written complaint.
"""


def fates(found: Alignment) -> list[tuple[str, list[str], list[str]]]:
    return [(pair.fate, places(pair.earlier), places(pair.later)) for pair in found.pairs]


def places(clauses: tuple[object, ...]) -> list[str]:
    return ["/".join(clause.path) for clause in clauses]  # type: ignore[attr-defined]


def changed(found: Alignment) -> list[tuple[str, list[str], list[str]]]:
    return [fate for fate in fates(found) if fate[0] != "kept"]


def of(found: Alignment, fate: str) -> Pair:
    (pair,) = [pair for pair in found.pairs if pair.fate == fate]
    return pair


def test_a_draft_is_itself() -> None:
    found = align(Draft(RIVER), Draft(RIVER))
    assert {(pair.fate, pair.score, pair.reworded, pair.reason) for pair in found.pairs} == {
        ("kept", 1.0, False, "the same words")
    }


def test_a_new_clause_renumbers_what_follows() -> None:
    added = "1. Words used in this Agreement have their usual meaning among boatmen.\n"
    later = RIVER.replace("Article 1\n1. ", f"Article 1\n{added}2. ").replace("\n2. Each", "\n3. Each")
    found = align(Draft(RIVER), Draft(later.replace("\n3. The Joint", "\n4. The Joint")))
    assert changed(found) == [
        ("added", [], ["Article 1/1."]),
        ("renumbered", ["Article 1/1."], ["Article 1/2."]),
        ("renumbered", ["Article 1/2."], ["Article 1/3."]),
        ("renumbered", ["Article 1/3."], ["Article 1/4."]),
    ]
    assert of(found, "added").reason == "new: nothing in the earlier draft is enough like it"
    assert next(pair.reason for pair in found.pairs if pair.fate == "renumbered") == "the same words; now 2., was 1."


def test_a_clause_is_dropped_where_it_stood() -> None:
    later = RIVER.replace(RIVER.splitlines()[2] + "\n", "").replace("3. The Joint", "2. The Joint")
    found = align(Draft(RIVER), Draft(later))
    assert fates(found)[1:4] == [
        ("kept", ["Article 1/1."], ["Article 1/1."]),
        ("dropped", ["Article 1/2."], []),
        ("renumbered", ["Article 1/3."], ["Article 1/2."]),
    ]
    assert of(found, "dropped").reason == "gone: nothing in the later draft is enough like it"


def test_rewording_is_said_beside_the_fate() -> None:
    later = RIVER.replace("free of tolls and open", "free of tolls and dues and open")
    pair = next(pair for pair in align(Draft(RIVER), Draft(later)).pairs if pair.reworded)
    assert (pair.fate, places(pair.later)) == ("kept", ["Article 1/1."])
    assert pair.reason == f"{int(pair.score * 100)} % of the words are the same"
    assert 0.85 < pair.score < 1


def test_case_alone_is_rewording() -> None:
    found = align(Draft(RIVER), Draft(RIVER.replace("Each Party shall mark", "Each party shall mark")))
    assert [places(pair.later) for pair in found.pairs if pair.reworded] == [["Article 1/2."]]


def test_a_clause_moves_to_another_article() -> None:
    lines = RIVER.splitlines(keepends=True)
    moved = lines.pop(3)
    later = "".join([*lines[:6], moved, *lines[6:]])
    pair = of(align(Draft(RIVER), Draft(later)), "moved")
    assert (places(pair.earlier), places(pair.later)) == (["Article 1/3."], ["Article 2/3."])
    assert pair.reason == "the same words; moved from Article 1, 3. to Article 2, 3."


def test_a_clause_both_moved_and_reworded_is_found() -> None:
    lines = RIVER.splitlines(keepends=True)
    moved = lines.pop(3).replace("publish the depth of water", "make known the depth of the water")
    later = "".join([*lines[:6], moved.replace("first day", "second day"), *lines[6:]])
    pair = of(align(Draft(RIVER), Draft(later)), "moved")
    assert (places(pair.earlier), places(pair.later), pair.reworded) == (["Article 1/3."], ["Article 2/3."], True)
    assert pair.reason.endswith(" % of the words are the same; moved from Article 1, 3. to Article 2, 3.")


def test_of_two_that_changed_places_the_lighter_moved() -> None:
    light, heavy = "1. Nets are forbidden.", RIVER.splitlines()[6]
    first = f"Article 2\n{light}\n{heavy}\n"
    second = f"Article 2\n{heavy.replace('2. ', '1. ')}\n{light.replace('1. ', '2. ')}\n"
    found = align(Draft(first), Draft(second))
    assert changed(found) == [
        ("renumbered", ["Article 2/2."], ["Article 2/1."]),
        ("moved", ["Article 2/1."], ["Article 2/2."]),
    ]


def test_a_new_heading_above_moves_nobody() -> None:
    def draft(*openings: tuple[str, int, str, str]) -> Draft:
        text = "\n".join(f"{label} {words}" for _, _, label, words in openings)
        return Draft(text, tuple(Line(opens=(Opening(kind, depth, label),)) for kind, depth, label, _ in openings))

    first = draft(("article", 0, "1", "The river is free."), ("article", 0, "2", "Fish are counted in June."))
    second = draft(
        ("part", 0, "Part I", "Of the river and its fish"),
        ("article", 1, "1", "The river is free."),
        ("article", 1, "2", "Fish are counted in June."),
    )
    assert [fate for fate, _, _ in fates(align(first, second))] == ["added", "kept", "kept"]


def test_a_clause_is_split() -> None:
    later = RIVER.replace(
        "issued by the Party on whose bank the fisherman lives and are",
        "issued by the Party on whose bank the fisherman lives.\n3. Licences are",
    )
    pair = of(align(Draft(RIVER), Draft(later)), "split")
    assert (places(pair.earlier), places(pair.later)) == (["Article 2/2."], ["Article 2/2.", "Article 2/3."])
    assert pair.reason == "its words stand in Article 2, 2. and Article 2, 3."
    assert pair.score > 0.8


def test_two_clauses_are_merged() -> None:
    later = RIVER.replace("of all nations.\n2. Each", "of all nations; each").replace("3. The Joint", "2. The Joint")
    pair = of(align(Draft(RIVER), Draft(later)), "merged")
    assert (places(pair.earlier), places(pair.later)) == (["Article 1/1.", "Article 1/2."], ["Article 1/1."])
    assert pair.reason == "its words stood in Article 1, 1. and Article 1, 2."


def test_a_neighbour_is_no_heir() -> None:
    """A clause that goes and a stranger that comes in its place are two clauses, however well the place fits."""
    later = RIVER.replace(RIVER.splitlines()[2], "2. Pilots are paid by the hour and heard before rates are set.")
    assert changed(align(Draft(RIVER), Draft(later))) == [
        ("dropped", ["Article 1/2."], []),
        ("added", [], ["Article 1/2."]),
    ]


def test_what_says_nothing_pairs_by_its_place_alone() -> None:
    first = Draft("1. Reserved.\n2. The river is free of tolls.\n3. Reserved.\n4. Fish are counted.\n5. Reserved.\n")
    second = Draft("1. Reserved.\n2. The river is free of tolls.\n3. Fish are counted.\n4. Reserved.\n")
    assert changed(align(first, second)) == [
        ("dropped", ["3."], []),
        ("renumbered", ["4."], ["3."]),
        ("renumbered", ["5."], ["4."]),
    ]


def test_what_is_said_twice_elsewhere_is_no_heir() -> None:
    """A sentence goes here and comes twice there: which of the two it would be, nobody can tell."""
    twin = "This Article applies also to boats under sail."
    first = f"Article 1\n1. The river is free of tolls.\n2. {twin}\nArticle 2\n1. Nets are forbidden in June.\n"
    second = (
        "Article 1\n1. The river is free of tolls.\n"
        f"Article 2\n1. Nets are forbidden in June.\n2. {twin}\n"
        f"Article 3\n1. Pilots are paid by the hour.\n2. {twin}\n"
    )
    assert changed(align(Draft(first), Draft(second))) == [
        ("dropped", ["Article 1/2."], []),
        ("added", [], ["Article 2/2."]),
        ("added", [], ["Article 3"]),
        ("added", [], ["Article 3/1."]),
        ("added", [], ["Article 3/2."]),
    ]


def structured(*clauses: tuple[str, str, str]) -> Draft:
    text = "\n".join(f"{label} {words}" for label, words, _ in clauses)
    return Draft(text, tuple(Line(opens=(Opening("section", 0, label, id=name),)) for label, _, name in clauses))


RULES = {"a": "Tolls are abolished on the river.", "b": "Nets are forbidden in June."}
WITH_IDS = structured(("1", RULES["a"], "a"), ("2", RULES["b"], "b"))


def nested(*rows: tuple[int, str, str]) -> Draft:
    """Returns a draft of clauses with the depth, the label and the words of each."""
    openings = (Opening("paragraph" if depth else "section", depth, label) for depth, label, _ in rows)
    return Draft(
        "\n".join(f"{label} {words}" for _, label, words in rows), tuple(Line(opens=(one,)) for one in openings)
    )


PARAGRAPHS = [line[3:] for line in RIVER.splitlines() if line[0].isdigit()]
TOLLS, BUOYS = PARAGRAPHS[:2]


def test_a_clause_that_stands_twice_under_one_number_moved_once() -> None:
    tolls, buoys = (0, "1.", TOLLS), (0, "2.", BUOYS)
    found = align(nested(tolls, tolls, buoys), nested(buoys, tolls))
    assert changed(found) == [("moved", ["1."], ["1."]), ("dropped", ["1."], [])]
    found = align(nested(tolls, buoys), nested(buoys, tolls, tolls))
    assert changed(found) == [("moved", ["1."], ["1."]), ("added", [], ["1."])]


def test_what_says_nothing_pairs_in_the_order_of_the_text_where_the_outlines_do_not_agree() -> None:
    def drafted(depth: int, first: int, blanks: int) -> Draft:
        words = [*PARAGRAPHS[:4], *["Reserved."] * blanks, *PARAGRAPHS[4:], "Pilots wear blue caps on duty.", "End."]
        return nested((0, "A", "River"), *((depth, f"{number}.", text) for number, text in enumerate(words, first)))

    pairs = fates(align(drafted(1, 1, 2), drafted(0, 21, 3)))
    assert [(fate, left, right) for fate, left, right in pairs if right in (["25."], ["26."], ["27."])] == [
        ("renumbered", ["A/5."], ["25."]),
        ("renumbered", ["A/6."], ["26."]),
        ("added", [], ["27."]),
    ]


def test_a_preamble_is_the_preamble_whatever_its_words() -> None:
    treaty = "THE PARTIES,\n\n{};\n\nHave agreed as follows:\n\nArticle 1\n\nTolls are abolished.\n"
    drafts = (Draft(treaty.format(words)) for words in ("Recalling the river", "Mindful of kites and strings"))
    assert [fate for fate in fates(align(*drafts)) if fate[0] == "kept"] == [
        ("kept", ["preamble 1"], ["preamble 1"]),
        ("kept", ["Article 1"], ["Article 1"]),
    ]


def test_very_long_clauses_are_compared_by_how_often_each_word_stands_in_them() -> None:
    count = [f"kite {number}" for number in range(1100)]
    (pair,) = align(nested((0, "1.", " ".join(count))), nested((0, "1.", " ".join([*count[::-1], "string"])))).pairs
    assert (pair.fate, pair.reworded) == ("kept", True)
    assert pair.score > 0.99


def test_lasting_ids_decide() -> None:
    later = structured(("1", "Nets are forbidden in June.", "b"), ("2", "All ships pay a due of two crowns.", "a"))
    found = align(WITH_IDS, later)
    assert [(p.earlier[0].id, p.later[0].id, p.recorded, p.inferred) for p in found.pairs] == [
        ("b", "b", True, True),
        ("a", "a", True, False),
    ]
    assert found.pairs[1].reason.startswith("the same lasting id, ")
    assert found.pairs[1].reason.endswith("its words alone would not show it")


def test_an_id_that_the_other_file_has_not_is_a_clause_it_has_not() -> None:
    later = structured(("1", "Tolls are abolished on the river.", "c"), ("2", "Nets are forbidden in June.", "b"))
    found = align(WITH_IDS, later)
    assert [(p.fate, p.recorded, p.inferred) for p in found.pairs] == [
        ("dropped", True, False),
        ("added", True, False),
        ("kept", True, True),
    ]
    assert found.pairs[1].reason == (
        "new: its lasting id is not in the earlier draft, though its words are like those of 1"
    )


def test_an_id_and_words_that_the_other_file_has_not() -> None:
    later = structured(*((c.label, RULES[c.id], c.id) for c in WITH_IDS.clauses), ("3", "Pilots wear caps.", "c"))
    added = of(align(WITH_IDS, later), "added")
    assert (added.recorded, added.inferred, added.reason) == (
        True,
        True,
        "new: its lasting id is not in the earlier draft",
    )


def test_ids_can_be_left_out_of_it() -> None:
    later = structured(("1", "Tolls are abolished on the river.", "c"), ("2", "Nets are forbidden in June.", "b"))
    assert [(p.fate, p.recorded) for p in align(WITH_IDS, later, ids=False).pairs] == [("kept", False), ("kept", False)]


def test_ids_that_follow_the_place_settle_nothing() -> None:
    """Some programs number ids afresh at every save; the very same words contradict them."""
    sea = structured(
        ("1", "New rule on lighthouses.", "a"),
        ("2", "Tolls are abolished on the river.", "b"),
        ("3", "Nets are forbidden in June.", "c"),
    )
    found = align(WITH_IDS, sea)
    assert [(p.fate, p.recorded) for p in found.pairs] == [
        ("added", False),
        ("renumbered", False),
        ("renumbered", False),
    ]


@pytest.mark.parametrize(("first", "second"), [("", ""), ("", RIVER), (RIVER, ""), ("\n\n", "no clause here")])
def test_nothing_is_too_little(first: str, second: str) -> None:
    found = align(Draft(first), Draft(second))
    assert sum(len(pair.earlier) for pair in found.pairs) == len(list(Draft(first).walk()))
    assert sum(len(pair.later) for pair in found.pairs) == len(list(Draft(second).walk()))


def test_a_bracketed_text_is_the_text_that_was_agreed_from_it() -> None:
    disputed = (
        "1. The Parties [shall][should][may] [, subject to their means,] [and within reach of their budgets] [, without"
        " prejudice to older dues of the Grand Harbour Master of Brevia or of his heirs and assigns,] pay [one][two]"
        "[three] crowns [for each ship][or boat][or raft of more than forty logs] a year [into a common treasury]."
    )
    agreed = "1. The Parties shall pay two crowns for each ship a year."
    (pair,) = align(Draft(disputed), Draft(agreed)).pairs
    assert (pair.fate, pair.reworded) == ("kept", True)


def test_pair_of_finds_a_clause_on_either_side() -> None:
    earlier, later = Draft(RIVER), Draft(RIVER)
    found = align(earlier, later)
    assert found.pair_of(later.clauses[1]) is found.pair_of(earlier.clauses[1])
    assert found.pair_of(Draft("1. Else.").clauses[0]) is None
