"""Brackets of small texts, all synthetic: alternatives, blanks, notes, options, defects, readings."""

from __future__ import annotations

import pytest

from travaux.text.brackets import Bracketed, brackets
from travaux.text.brackets.slots import Note, Option, Options, Run, Slot, Words
from travaux.text.clauses import Line, Opening
from travaux.text.drafts import Draft


def written(found: Bracketed) -> list[str]:
    """Returns what is bracketed, in words a person can check."""
    rows = []
    for part in found.walk():
        words = found.text[part.start : part.end]
        match part:
            case Slot():
                rows.append(f"{words} {part.depth} {part.cause}" + ("" if part.closed else " open"))
            case Run():
                rows.append(f"{len(part.slots)} {'alternatives' if part.sure else 'alternatives or a list'}")
            case Note():
                rows.append(f"{words} {part.cause}")
            case Options():
                rows.append("options " + ", ".join(one.number + ("!" if one.silent else "") for one in part.options))
    return rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Parties [shall] act.", ["[shall] 1 disputed"]),
        ("Parties [shall][should] act.", ["2 alternatives", "[shall] 1 disputed", "[should] 1 disputed"]),
        (
            "Parties [shall][should][other] act.",
            ["3 alternatives", "[shall] 1 disputed", "[should] 1 disputed", "[other] 1 disputed"],
        ),
        (
            "the needs of [migrants] [children]",
            ["2 alternatives or a list", "[migrants] 1 disputed", "[children] 1 disputed"],
        ),
        ("communication[s]", ["[s] 1 disputed"]),
        ("Part[y][ies]", ["2 alternatives", "[y] 1 disputed", "[ies] 1 disputed"]),
        ("[and[/or]][or]", ["2 alternatives", "[and[/or]] 1 disputed", "[/or] 2 disputed", "[or] 1 disputed"]),
        ("by [X] years", ["[X] 1 blank"]),
        ("[x] members", ["[x] 1 blank"]),
        ("within [__] days", ["[__] 1 blank"]),
        ("on [date][1990]", ["2 alternatives", "[date] 1 blank", "[1990] 1 disputed"]),
        ("in [2023][2024]", ["2 alternatives", "[2023] 1 disputed", "[2024] 1 disputed"]),
        ("see [2016] EWCA Civ 5", ["[2016] 1 citation"]),
        ("[placeholder for finance]", ["[placeholder for finance] 1 placeholder"]),
        ("[to be developed]", ["[to be developed] 1 placeholder"]),
        ("[3 bis.] Parties act.", ["[3 bis.] 1 numbering"]),
        ("[4][2]. Parties act.", ["2 alternatives", "[4] 1 numbering", "[2] 1 numbering"]),
        ("[Article 3bis]", ["[Article 3bis] 1 numbering"]),
        ("{Pending outcome of Article 10}", ["{Pending outcome of Article 10} pending"]),
        ("{to be developed}", ["{to be developed} placeholder"]),
        ("{Placement proposal: Article 9}", ["{Placement proposal: Article 9} editorial"]),
        ("{paragraph 34 option 1 of the decision}", ["{paragraph 34 option 1 of the decision} citation"]),
        ("{second sentence of original 3.8}", ["{second sentence of original 3.8} citation"]),
        ("[Pending the outcome of Article 9]", ["[Pending the outcome of Article 9] 1 pending"]),
        ("[Placement: to be moved to Article 9]", ["[Placement: to be moved to Article 9] 1 editorial"]),
        ("Option 1: fly\nOption 2: No text\n", ["options 1, 2!"]),
        ("Option I\nFly.\nOption II\nNo Article 3ter.\n", ["options i, ii!"]),
        (f"Option 1: fly\nOption 2: No text on kites {'of silk ' * 20}\n", ["options 1, 2"]),
        ("no brackets", []),
    ],
)
def test_what_is_read(text: str, expected: list[str]) -> None:
    found = brackets(text)
    assert written(found) == expected
    assert found.to_text() == text


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Text[^4] and [shall].\n\n[^4]: A note [in brackets].\n", 2),
        ("[source]: https://boria.example/a\n\nSee [the text][source] and [shall][should].", 2),
        ("See [the text](https://boria.example) and paragraph [x](a) above.", 1),
        ("See [report] and [it].\n\n[report]: /report/\n", 1),
        ("[shall][should]", 2),
        ("{:toc}\n[a]", 1),
        ("---\ntitle: [x]\n---\n[a]", 1),
        ("```\n[code]\n```\n[a]", 1),
        ("![picture](kites/red.png) [a]", 1),
        ("[date]: to be agreed", 1),
    ],
)
def test_what_belongs_to_markdown(text: str, counted: int) -> None:
    found = brackets(text)
    assert found.counts.opening == counted
    assert found.to_text() == text


def test_marks_of_criticmarkup_are_no_notes() -> None:
    found = brackets("Parties {++[shall]++} act {>>why<<} {really}.")
    assert written(found) == ["[shall] 1 disputed", "{really} editorial"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Parties [shall act.", ["left open"]),
        ("Parties shall] act.", ["stray closing"]),
        ("[First.\n\nSecond.]", ["crosses a paragraph"]),
        ("# Article 1\n\nOne [two.\n\n# Article 2\n\nThree] four.", ["crosses a clause"]),
        ("[a] [b]", ["ambiguous run"]),
        ("[a {b] c}", ["crossed pair", "stray closing"]),
        ("Option 1: [fly\nOption 2: land]", ["crosses an option"]),
        ("{a", ["left open"]),
        ("a}", ["stray closing"]),
        ("[a [b] c] [[d]]", ["ambiguous run"]),
        ("balanced [a[b]]", []),
    ],
)
def test_defects(text: str, kinds: list[str]) -> None:
    found = brackets(text)
    assert [defect.kind for defect in found.defects] == kinds
    assert found.to_text() == text
    for choice in ("all", "first", "none"):
        assert not set("[]{}") & set(found.reading(choice))


def test_a_defect_names_its_place() -> None:
    found = brackets("Fine.\n\nParties [shall act.\n")
    (defect,) = found.defects
    assert (defect.start, defect.end) == (15, 16)
    assert defect.message == "line 3: no bracket closes it; read as ending with its clause"


def test_a_bracket_left_open_ends_with_its_clause() -> None:
    text = "Article 1\n1. One [two.\n2. Three.\n"
    (slot,) = brackets(text).slots()
    assert text[slot.start : slot.end] == "[two."
    assert not slot.closed


def test_a_pair_may_take_in_whole_clauses() -> None:
    text = "## [Article 1\n\nOne.\n\n## Article 2\n\nTwo.]\n\n## Article 3\n\nThree.\n"
    found = brackets(text)
    (slot,) = found.slots()
    assert text[slot.start : slot.end] == "[Article 1\n\nOne.\n\n## Article 2\n\nTwo.]"
    assert [defect.kind for defect in found.defects] == ["crosses a paragraph"]


@pytest.mark.parametrize(
    ("text", "everything", "first", "none"),
    [
        ("Parties [shall][should] act.", "Parties shall act.", "Parties shall act.", "Parties act."),
        ("Part[y][ies] act.", "Party act.", "Party act.", "Part act."),
        ("all[ optional ]text", "all optional text", "all optional text", "all text"),
        ("SIDS [, small states] and", "SIDS, small states and", "SIDS, small states and", "SIDS and"),
        ("Text [ and others], act", "Text and others, act", "Text and others, act", "Text, act"),
        ("They [should strive ][may]to act", "They should strive to act", "They should strive to act", "They to act"),
        ("of [a] [b] things", "of a b things", "of a things", "of things"),
        ("by [X] members", "by X members", "by X members", "by members"),
        ("act {note} now", "act now", "act now", "act now"),
        ("by ([ all] the) Parties", "by (all the) Parties", "by (all the) Parties", "by (the) Parties"),
        ("[pending Article 9] They act.", "They act.", "They act.", "They act."),
        ("act[; {note}]", "act;", "act;", "act"),
        ("One.\n\n[Two.]\n\nThree.", "One.\n\nTwo.\n\nThree.", "One.\n\nTwo.\n\nThree.", "One.\n\nThree."),
        ("Option 1: Fly.\nOption 2: No text\nEnd", "Fly.", "Fly.", ""),
    ],
)
def test_readings(text: str, everything: str, first: str, none: str) -> None:
    found = brackets(text)
    if "[X]" in text:
        none = "by X members"
    assert [found.reading("all"), found.reading("first"), found.reading("none")] == [everything, first, none]


def test_a_reading_may_be_chosen_part_by_part() -> None:
    found = brackets("Parties [shall][should] act[, if able].\nOption 1: Fly.\nOption 2: Land.")

    def second(part: Slot | Run | Options | Note) -> tuple[int, ...]:
        return (1,) if isinstance(part, Run | Options) else ()

    assert found.reading(second) == "Parties should act.\nLand."


def test_unknown_reading_is_a_wrong_call() -> None:
    with pytest.raises(ValueError, match="'some'"):
        brackets("a").reading("some")  # type: ignore[arg-type]


def test_emphasis_that_crosses_brackets_is_lifted_from_markdown() -> None:
    text = "## Preamble\n\n*[Taking* account,] [*Noting* well] and r*eaffirming* {hereafter* NDMC*}, **bold [text]**\n"
    found = brackets(text)
    assert found.reading("all").split("\n")[2] == "Taking account, Noting well and reaffirming, bold text"
    assert found.to_text() == text


def test_emphasis_is_lifted_from_the_words_of_a_link_and_goes_with_code() -> None:
    text = "# A\n\n```\n*code* [a]\n```\nSee [the **whole** text](https://boria.example/a_b_c) [now].\n"
    found = brackets(text)
    assert found.reading("all") == "# A\n\n\nSee the whole text now.\n"
    assert found.to_text() == text


def test_marks_of_emphasis_that_close_in_two_steps() -> None:
    assert brackets("# A\n\n***Noting* [well]** so\n").reading("all") == "# A\n\nNoting well so\n"
    assert brackets("# A\n\n**bold* [more]* so\n").reading("all") == "# A\n\nbold more so\n"


@pytest.mark.parametrize("text", ["```\nOption 1: [fly] so\n```\n", "---\nOption 1: fly\n---\n"])
def test_an_option_in_what_is_set_aside_is_not_of_the_text(text: str) -> None:
    found = brackets(f"{text}Parties [shall] act.")
    assert found.reading("all").strip() == "Parties shall act."
    assert found.to_text() == f"{text}Parties [shall] act."


def test_options_in_bold_type() -> None:
    found = brackets("# A\n\n**Option 1: [fly]**\n\n**Option 2: land**\n")
    (options,) = [part for part in found.walk() if isinstance(part, Options)]
    assert found.text[options.start :].startswith("**Option 1")
    assert found.reading("all") == "# A\n\nfly\n"


def test_a_lone_asterisk_stays() -> None:
    assert brackets("# A\n\n[NDMC*][INDC] is 5 * 3\n").reading("first") == "# A\n\nNDMC* is 5 * 3\n"


def test_asterisks_of_plain_text_stay() -> None:
    assert brackets("*[a]* b").reading("all") == "*a* b"


def test_a_draft_is_read_by_its_own_clauses() -> None:
    draft = Draft("Article 1\nOne [two\nthree].\nArticle 2\nFour.")
    found = brackets(draft)
    assert [defect.kind for defect in found.defects] == ["crosses a paragraph"]
    assert found.text == draft.text


def test_a_bracket_left_open_in_a_label_that_the_file_gives_ends_with_its_line() -> None:
    opening = Opening("article", 0, label="Article 1 [bis")
    (slot,) = brackets(Draft("Article 1 [bis\nOne.", lines=(Line(opens=(opening,)), Line()))).slots()
    assert (slot.start, slot.end, slot.closed) == (10, 14, False)
    (last,) = brackets(Draft("Article 1 [bis", lines=(Line(opens=(opening,)),))).slots()
    assert (last.start, last.end, last.closed) == (10, 14, False)


def test_options_hold_paragraphs_until_the_next_heading() -> None:
    text = "Article 1\nOption 1:\n1. Fly [high].\n2. Land.\nOption 2:\nNo text\nArticle 2\nRest.\n"
    (options,) = [part for part in brackets(text).walk() if isinstance(part, Options)]
    assert [text[one.start : one.end] for one in options.options] == [
        "Option 1:\n1. Fly [high].\n2. Land.",
        "Option 2:\nNo text",
    ]
    assert [one.silent for one in options.options] == [False, True]


def test_options_inside_a_bracket() -> None:
    text = "[Option 1: fly\nOption 2: land]\nrest"
    found = brackets(text)
    (slot,) = found.slots()
    assert isinstance(slot.parts[0], Options)
    assert [one.label for one in slot.parts[0].options] == ["Option 1:", "Option 2:"]
    assert isinstance(slot.parts[0].options[0], Option)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "[" * 10_000 + "]" * 10_000,
        "[a]" * 10_000,
        "[{" * 10_000,
        "a]\n[b\n\n{" * 3_000,
        "**[a*" * 5_000,
        "Option 1: [a\n" * 2_000,
    ],
    ids=["open", "nested", "runs", "crossed", "scattered", "emphasis", "options"],
)
def test_hostile_text_is_read_all_the_same(text: str) -> None:
    found = brackets(text)
    assert found.to_text() == text
    assert not set("[]{}") & set(found.reading("all"))


def test_parts_cover_the_text() -> None:
    text = "a [b [c][d] {e}] f"
    found = brackets(text)
    assert [(type(part), part.start, part.end) for part in found.parts] == [
        (Words, 0, 2),
        (Slot, 2, 16),
        (Words, 16, 18),
    ]
