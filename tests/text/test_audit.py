"""The audit, trap by trap: what must be found, and what must not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from travaux.text.audit import Audit, audit
from travaux.text.audit.overlay import ACCEPTED, ALTERED, HIDDEN, NEVER_STOOD, REJECTED, REMOVED, RESTORED, SHOWN, STOOD
from travaux.text.clauses import Line
from travaux.text.drafts import Draft, Hand, Mark
from travaux.text.manuscripts import Manuscript
from travaux.text.paragraphs import PLAIN, Fate, Level, NumberedList, Paragraph, Segment

ALDANIA, BORIA = Hand("Aldania", "2025-03-01T09:00:00Z"), Hand("Boria", "2025-03-02T09:00:00Z")
CARE = "1. The Parties shall protect the shared aquifer and report every two years to the Commission."
DATA = "2. Data on wells and springs shall be exchanged free of charge in a common format."
COURT = "3. Any dispute shall be settled by negotiation, mediation or arbitration, as the Parties choose."
UNDERLINE, STRIKE, YELLOW = frozenset({"underline"}), frozenset({"strike"}), frozenset({"highlight=yellow"})

Part = str | Segment


def put(text: str, by: Hand = ALDANIA, move: str | None = None) -> Segment:
    return Segment(text, inserted=by, move=move)


def cut(text: str, by: Hand = ALDANIA, move: str | None = None) -> Segment:
    return Segment(text, deleted=by, move=move)


def line(*parts: Part, mark: Fate = PLAIN, stream: str = "") -> Paragraph:
    segments = tuple(Segment(part) if isinstance(part, str) else part for part in parts)
    return Paragraph(segments, mark=mark, stream=stream)


def file(*lines: str | Paragraph) -> Manuscript:
    return Manuscript(tuple(line(part) if isinstance(part, str) else part for part in lines), format="docx")


def found(report: Audit) -> list[tuple[str, str, str]]:
    return [(finding.kind, finding.old, finding.new) for finding in report.undeclared]


def notes(report: Audit) -> list[str]:
    return [finding.note for finding in report.undeclared]


# What is shown, and what is not


def test_everything_shown_nothing_found() -> None:
    new = file(line("1. The Parties ", cut("shall"), put("may"), CARE[20:]), DATA, line(COURT, put(" So agreed.")))
    report = audit(file(CARE, DATA, COURT), new)
    assert found(report) == []
    assert report.marked
    assert [(f.kind, f.old, f.new, f.how, f.by) for f in report.declared] == [
        ("replacement", "shall", "may", "tracked change", ALDANIA),
        ("insertion", "", "So agreed.", "tracked change", ALDANIA),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("shall be exchanged", "shall not be exchanged", ("insertion", "", "not")),
        ("free of charge ", "", ("deletion", "free of charge", "")),
        ("shall", "may", ("replacement", "shall", "may")),
        ("Data", "data", ("replacement", "Data", "data")),
        ("springs", "sprіngs", ("replacement", "springs", "sprіngs")),
        ("format.", "format;", ("replacement", ".", ";")),
        ("wells", "wel\u200bls", ("replacement", "wells", "wel\u200bls")),
        ("wells and", "wells, and", ("insertion", "", ",")),
    ],
)
def test_every_small_change(old: str, new: str, expected: tuple[str, str, str]) -> None:
    assert found(audit(file(CARE, DATA, COURT), file(CARE, DATA.replace(old, new, 1), COURT))) == [expected]


def test_a_digit() -> None:
    report = audit(file("Within 30 days."), file(line("Within 36 ", put("calendar "), "days.")))
    assert found(report) == [("replacement", "30", "36")]


def test_a_silent_change_beside_a_shown_one() -> None:
    new = file(CARE, line("2. Data on wells and springs may ", put("not "), DATA[DATA.index("be ex") :]))
    report = audit(file(CARE, DATA), new)
    assert found(report) == [("replacement", "shall", "may")]
    assert [(f.old, f.new) for f in report.declared] == [("", "not")]


def test_a_whole_clause_deleted_is_in_the_clause_that_lost_it() -> None:
    report = audit(
        file("Article 1", CARE, "Article 2", DATA, "Article 3", COURT), file("Article 1", CARE, "Article 3", COURT)
    )
    assert found(report) == [("deletion", f"Article 2\n{DATA}", "")]
    assert report.undeclared[0].clause is not None
    assert report.undeclared[0].clause.label == "Article 2"


def test_a_whole_clause_put_in() -> None:
    report = audit(file("Article 1", CARE), file("Article 1", CARE, "Article 2", DATA))
    assert found(report) == [("insertion", "", f"Article 2\n{DATA}")]


def test_an_order_swapped_in_a_list() -> None:
    new = COURT.replace("negotiation, mediation", "mediation, negotiation")
    (kind, old, moved), *others = found(audit(file(CARE, COURT), file(CARE, new)))
    assert (kind, old) == ("move", moved)
    assert old in ("negotiation", "mediation")
    assert all(words.strip(",") == "" for _, old, new in others for words in (old, new))


def test_a_paragraph_moved_in_silence() -> None:
    assert found(audit(file(CARE, DATA, COURT), file(CARE, COURT, DATA))) in (
        [("move", DATA, DATA)],
        [("move", COURT, COURT)],
    )


def test_a_paragraph_moved_and_edited_in_silence() -> None:
    long = f"{CARE} {COURT}"
    report = audit(file(long, DATA, "End."), file(DATA, "End.", long.replace("two", "ten")))
    assert ("replacement", "two", "ten") in found(report)
    assert sum(kind == "move" for kind, _, _ in found(report)) == 1


def test_a_paragraph_moved_past_a_longer_one_and_edited() -> None:
    report = audit(file(CARE, f"{DATA} {COURT}"), file(f"{DATA} {COURT}", CARE.replace("two", "ten")))
    assert found(report) == [("move", CARE, CARE.replace("two", "ten")), ("replacement", "two", "ten")]


def test_a_paragraph_moved_with_another_end() -> None:
    long = f"{CARE} {COURT}"
    report = audit(file(long, DATA, "End."), file(DATA, "End.", long.replace("as the Parties choose.", "by lot")))
    assert [kind for kind, _, _ in found(report)] == ["move", "replacement"]
    assert found(report)[1] == ("replacement", "as the Parties choose.", "by lot")


def test_paragraphs_divided_and_joined() -> None:
    assert found(audit(file(f"{CARE} {DATA}", COURT), file(CARE, DATA, COURT))) == [("paragraphs", " ", "\n")]
    assert found(audit(file(CARE, DATA, COURT), file(f"{CARE} {DATA}", COURT))) == [("paragraphs", "\n", " ")]


def test_a_paragraph_divided_by_a_tracked_change_is_shown() -> None:
    new = file(line(CARE, mark=Fate(ALDANIA)), line(cut(" "), DATA), COURT)
    report = audit(file(f"{CARE} {DATA}", COURT), new)
    assert found(report) == []


def test_a_footnote_and_a_header() -> None:
    last = file(CARE, line("See annex I.", stream="footnote 1"), line("Third draft", stream="header 1"))
    new = file(CARE, line("See annex II.", stream="footnote 1"), line("Final draft", stream="header 1"))
    report = audit(last, new)
    assert [(f.part, f.old, f.new) for f in report.undeclared] == [
        ("footnote 1", "I", "II"),
        ("header 1", "Third", "Final"),
    ]


def test_a_footnote_put_in_before_another() -> None:
    last = file(CARE, line("See annex I.", stream="footnote 1"))
    new = file(CARE, line("Boria disagrees.", stream="footnote 1"), line("See annex I.", stream="footnote 2"))
    report = audit(last, new)
    assert [(f.part, f.kind, f.new) for f in report.undeclared] == [("footnote 1", "insertion", "Boria disagrees.")]


def test_a_table_cell() -> None:
    def table(*cells: str) -> Manuscript:
        rows = tuple(Paragraph((Segment(cell),), within=(PLAIN, PLAIN), block=n + 1) for n, cell in enumerate(cells))
        return Manuscript((line(CARE), *rows, line(COURT)), format="docx")

    report = audit(table("Year", "2026", "Share", "40 %"), table("Year", "2026", "Share", "45 %"))
    assert found(report) == [("replacement", "40", "45")]


# What is no change


@pytest.mark.parametrize(
    "new",
    [
        "1.  The Parties shall\u00a0protect the shared\taquifer and report every two years to the Commission. ",
        "1. The Parties shall protect the shared aquifer and report every two years to the Commission.",
    ],
)
def test_white_space_is_no_change(new: str) -> None:
    assert found(audit(file(CARE, "", DATA), file(new, DATA, ""))) == []


def test_formatting_is_no_change() -> None:
    bold = Segment(CARE, marks=frozenset({"bold", "underline", "highlight=yellow", "colour=ff0000"}))
    report = audit(file(CARE, DATA), file(line(bold), DATA))
    assert found(report) == []
    assert not report.marked


def test_another_encoding_of_the_same_letters_is_no_change() -> None:
    assert found(audit(Draft("Les États résumés."), Draft("Les E\u0301tats re\u0301sume\u0301s."))) == []


def wrapped(width: int) -> list[str]:
    lines = [""]
    for word in f"{CARE} {DATA} {COURT} {CARE} {DATA} {COURT}".split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def test_a_text_wrapped_at_another_width_is_no_change() -> None:
    last, new = "\n".join(wrapped(60)), "\n".join(wrapped(72))
    assert found(audit(Draft(last), Draft(new))) == []
    assert found(audit(Draft(last), Draft(new.replace("two", "ten", 1)))) == [("replacement", "two", "ten")]


def test_a_line_break_of_a_wrapped_text_may_be_the_end_of_a_paragraph() -> None:
    lines = wrapped(60)
    last, words = Draft("\n".join(lines)), " ".join(lines)
    assert found(audit(last, file(" ".join(lines[:3]), " ".join(lines[3:])))) == []
    assert found(audit(last, file(words[:200], words[201:]))) == [("paragraphs", " ", "\n")]


def test_quotes_and_dashes_count_unless_typography_is_left_out() -> None:
    last, new = Draft('The "first" draft - final.'), Draft("The “first” draft – final.")
    assert len(found(audit(last, new))) == 3
    assert found(audit(last, new, typography=False)) == []


# Tracked changes that do not tell the truth


def test_struck_words_that_never_stood() -> None:
    new = file(line("1. The Parties ", cut("must"), put("may"), CARE[20:]))
    report = audit(file(CARE), new)
    assert found(report) == [("replacement", "shall", "must")]
    assert notes(report) == [NEVER_STOOD]


def test_words_shown_as_put_in_that_stood_already() -> None:
    report = audit(file(CARE), file(line("1. The Parties ", put("shall "), CARE[21:])))
    assert found(report) == [("insertion", "shall", "shall")]
    assert notes(report) == [STOOD]
    assert report.new.text[slice(*report.undeclared[0].place)].strip() == "shall"


def test_a_move_that_is_shown_is_no_finding() -> None:
    new = file(
        line(cut(CARE, move="m"), mark=Fate(None, ALDANIA, "m")),
        DATA,
        line(put(CARE, move="m"), mark=Fate(ALDANIA, None, "m")),
        COURT,
    )
    report = audit(file(CARE, DATA, COURT), new)
    assert found(report) == []
    assert [(f.kind, f.old, f.new) for f in report.declared] == [("move", CARE, CARE)]


def test_an_edit_inside_a_move_that_is_shown() -> None:
    other = CARE.replace("shall protect", "may protect")
    new = file(
        line(cut(CARE, move="m"), mark=Fate(None, ALDANIA, "m")),
        DATA,
        line(put(other, move="m"), mark=Fate(ALDANIA, None, "m")),
        COURT,
    )
    report = audit(file(CARE, DATA, COURT), new)
    assert found(report) == [("replacement", "shall", "may")]
    finding = report.undeclared[0]
    assert report.new.text[slice(*finding.place)] == "may"
    assert report.last.text[slice(*finding.last)] == "shall"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (CARE.replace("protect", "protect and clean"), ("insertion", "", "and clean")),
        (f"{CARE[:-1]} in writing.", ("insertion", "", "in writing")),
        (f"{CARE} So agreed.", ("insertion", "", "So agreed.")),
        (CARE[:-1], ("deletion", ".", "")),
    ],
)
def test_words_put_in_or_left_out_inside_a_move_that_is_shown(other: str, expected: tuple[str, str, str]) -> None:
    gone = line(cut(CARE, move="m"), mark=Fate(None, ALDANIA, "m"))
    new = file(gone, DATA, line(put(other, move="m"), mark=Fate(ALDANIA, None, "m")), COURT)
    report = audit(file(CARE, DATA, COURT), new)
    assert found(report) == [expected]
    (finding,) = report.undeclared
    assert report.new.text[slice(*finding.place)] == expected[2]


def test_half_a_move_is_what_it_shows() -> None:
    report = audit(file(CARE), file(CARE, line(put(DATA, move="m"), mark=Fate(ALDANIA, None, "m"))))
    assert found(report) == []
    assert [(f.kind, f.new) for f in report.declared] == [("insertion", DATA)]


def test_a_shown_edit_inside_a_move_that_is_shown() -> None:
    to = line(
        put(CARE[:15], move="m"), Segment("shall", inserted=ALDANIA, deleted=BORIA, move="m"), put("may", BORIA),
        put(CARE[20:], move="m"), mark=Fate(ALDANIA, None, "m"),
    )  # fmt: skip
    new = file(line(cut(CARE, move="m"), mark=Fate(None, ALDANIA, "m")), DATA, to, COURT)
    assert found(audit(file(CARE, DATA, COURT), new)) == []


# Changes that were pending in the last draft


PENDING = file(line("1. The Parties ", cut("shall"), put("may"), CARE[20:]), DATA)


def test_what_is_still_pending_is_neither_new_nor_silent() -> None:
    report = audit(PENDING, PENDING)
    assert found(report) == []
    assert list(report.declared) == []
    assert report.marked


def test_what_is_still_pending_under_no_name() -> None:
    nobody = Hand("Author")
    new = file(line("1. The Parties ", cut("shall", nobody), put("may", nobody), CARE[20:]), DATA)
    assert found(audit(PENDING, new)) == []


def test_a_silent_change_inside_words_that_are_still_pending() -> None:
    last = file(line(CARE, put(" Reports shall be public after two years, without exception.")), DATA)
    new = file(line(CARE, put(" Reports shall be public after ten years, without exception.")), DATA)
    report = audit(last, new)
    assert found(report) == [("replacement", "two", "ten")]
    assert notes(report) == [ALTERED]


def test_accepted_in_silence() -> None:
    report = audit(PENDING, file("1. The Parties may" + CARE[20:], DATA))
    assert sorted(found(report)) == [("deletion", "shall", ""), ("insertion", "", "may")]
    assert sorted(notes(report)) == sorted([REMOVED, ACCEPTED])


def test_words_accepted_in_silence_are_told_once() -> None:
    last = file(line("1. The Parties ", put("and others "), put("in good faith ", BORIA), CARE[15:]), DATA)
    for blanks in (" ", "  "):
        report = audit(last, file(f"1. The{blanks}Parties and others in good faith {CARE[15:]}", DATA))
        assert found(report) == [("insertion", "", "and others in good faith")]
        assert notes(report) == [ACCEPTED]


def test_a_blank_accepted_in_silence_is_no_change() -> None:
    last = file(line(CARE[:20], put(" "), CARE[21:]), DATA)
    assert found(audit(last, file(CARE, DATA))) == []


def test_rejected_in_silence() -> None:
    report = audit(PENDING, file(CARE, DATA))
    assert sorted(found(report)) == [("deletion", "may", ""), ("insertion", "", "shall")]
    assert sorted(notes(report)) == sorted([RESTORED, REJECTED])


def test_settled_changes_are_no_findings_where_that_was_agreed() -> None:
    assert found(audit(PENDING, file("1. The Parties may" + CARE[20:], DATA), settled=True)) == []
    assert found(audit(PENDING, file(CARE, DATA), settled=True)) == [("replacement", "may", "shall")]
    assert found(audit(PENDING, PENDING, settled=True)) == []


def test_a_pending_insertion_that_another_strikes() -> None:
    both = Segment("may", inserted=ALDANIA, deleted=BORIA)
    new = file(line("1. The Parties ", cut("shall"), both, put("should", BORIA), CARE[20:]), DATA)
    assert found(audit(PENDING, new)) == []


# Marks by hand


def marked(*parts: Part) -> Manuscript:
    return file(line(*parts), DATA)


def test_underline_and_strike() -> None:
    new = marked("1. The Parties ", Segment("shall", marks=STRIKE), Segment("may", marks=UNDERLINE), CARE[20:])
    report = audit(file(CARE, DATA), new)
    assert found(report) == []
    assert [(f.kind, f.old or f.new, f.how) for f in report.declared] == [
        ("deletion", "shall", "strike-through"),
        ("insertion", "may", "underline"),
    ]


def test_yellow_over_old_and_new() -> None:
    new = marked("1. The Parties ", Segment("shall", marks=STRIKE | YELLOW), Segment(" may", marks=YELLOW), CARE[20:])
    assert found(audit(file(CARE, DATA), new)) == []


def test_a_letter_underlined() -> None:
    new = marked("1. The Part", Segment("ie", marks=STRIKE), Segment("y and its agent", marks=UNDERLINE), CARE[13:])
    assert found(audit(file(CARE, DATA), new)) == []
    new = marked(CARE[:-1], Segment("s", marks=UNDERLINE), ".")
    assert found(audit(file(CARE, DATA), new)) == []


def test_the_newer_of_two_equal_words_bears_the_mark() -> None:
    new = marked("1. The Parties ", Segment("shall not ", marks=UNDERLINE), Segment("shall", marks=STRIKE), CARE[20:])
    assert found(audit(file(CARE, DATA), new)) == []


def test_a_silent_change_among_marks() -> None:
    new = file(
        line(
            "1. The Parties ",
            Segment("shall", marks=STRIKE),
            Segment(" may", marks=UNDERLINE),
            CARE[20:].replace("two", "ten"),
        ),
        DATA,
    )
    assert found(audit(file(CARE, DATA), new)) == [("replacement", "two", "ten")]


def test_marks_over_words_that_are_shown_as_put_in_already() -> None:
    new = file(line(Segment("New rules. ", inserted=ALDANIA, marks=UNDERLINE), CARE), DATA)
    report = audit(file(CARE, DATA), new)
    assert found(report) == []
    assert [(f.new, f.how) for f in report.declared] == [("New rules.", "tracked change")]


def test_a_mark_over_words_put_in_and_words_that_stood() -> None:
    also, shall = Segment("also ", inserted=ALDANIA, marks=UNDERLINE), Segment("shall", marks=UNDERLINE)
    report = audit(file(CARE, DATA), file(line("1. The Parties ", also, shall, CARE[20:]), DATA))
    assert found(report) == []
    assert [(f.new, f.how) for f in report.declared] == [("also", "tracked change")]


def test_words_struck_by_hand_alone_that_never_stood() -> None:
    report = audit(file(CARE, DATA), marked("1. The Parties ", Segment("must ", marks=STRIKE), CARE[15:]))
    assert (found(report), notes(report)) == ([("insertion", "", "must")], [NEVER_STOOD])


def test_words_struck_by_hand_before_are_not_struck_again() -> None:
    struck = marked("1. The Parties ", Segment("shall", marks=STRIKE), " may", CARE[20:])
    report = audit(struck, struck)
    assert (found(report), list(report.declared), report.marked) == ([], [], False)


def test_words_struck_by_hand_over_the_edge_of_a_pending_change_are_one_deletion() -> None:
    last = marked("1. The Parties ", put("and others "), CARE[15:])
    others = Segment("and others ", inserted=ALDANIA, marks=STRIKE)
    report = audit(last, marked("1. The ", Segment("Parties ", marks=STRIKE), others, CARE[15:]))
    assert [(f.kind, f.old, f.how) for f in report.declared] == [("deletion", "Parties and others", "strike-through")]


def test_marks_over_blank_lines_and_over_nothing() -> None:
    marks = (Mark("underline", 4, 4), Mark("underline", 16, 42))
    report = audit(Draft("The Parties act."), Draft("The Parties act.\n\nThey meet yearly.\n \nEnd.", marks=marks))
    assert found(report) == []
    assert [(f.new, f.how) for f in report.declared] == [("They meet yearly.", "underline"), ("End.", "underline")]


def test_words_replaced_without_striking_the_old_ones() -> None:
    new = marked("1. The Parties ", Segment("may", marks=UNDERLINE), CARE[20:])
    assert found(audit(file(CARE, DATA), new)) == [("deletion", "shall", "")]


def test_underlined_headings_declare_nothing() -> None:
    def headed(*heads: str) -> list[Paragraph]:
        return [p for head in heads for p in (line(Segment(head, marks=UNDERLINE)), line(DATA))]

    last, new = file(*headed("Water", "Air")), file(*headed("Water", "Soil", "Air"))
    report = audit(last, new)
    assert [(kind, new) for kind, _, new in found(report)] in (
        [("insertion", f"Soil\n{DATA}")],
        [("insertion", f"{DATA}\nSoil")],
    )
    assert not report.marked
    assert [(old, new) for _, old, new in found(audit(last, file(*headed("Water", "Fire"))))] == [("Air", "Fire")]


def test_a_defined_term_that_stays_underlined_declares_nothing() -> None:
    last = marked("The ", Segment("Company", marks=UNDERLINE), " shall pay.")
    new = marked("The ", Segment("Purchaser", marks=UNDERLINE), " shall pay.")
    assert found(audit(last, new)) == [("replacement", "Company", "Purchaser")]


def test_words_struck_by_hand_that_never_stood() -> None:
    new = marked("1. The Parties ", Segment("must", marks=STRIKE), Segment(" may", marks=UNDERLINE), CARE[20:])
    report = audit(file(CARE, DATA), new)
    assert found(report) == [("replacement", "shall", "must")]


def test_brackets_as_marks() -> None:
    last = file(CARE, DATA, COURT)
    new = file(CARE.replace("report", "report [in writing]"), DATA.replace("free", "[not] free"), COURT)
    report = audit(last, new)
    assert found(report) == []
    assert {f.how for f in report.declared} == {"brackets"}
    silent = audit(
        last,
        file(CARE.replace("report", "report [in writing]"), DATA.replace("free", "[not] free"), COURT[:-7] + "wish."),
    )
    assert found(silent) == [("replacement", "choose", "wish")]


def test_brackets_around_old_words_beside_brackets_around_new_ones_are_alternatives() -> None:
    last = file(CARE, DATA, COURT)
    new = file(CARE.replace("two years", "[two years] [three years]"), DATA, COURT)
    report = audit(last, new)
    assert found(report) == []
    assert {f.how for f in report.declared} == {"brackets"}
    silent = audit(last, file(CARE.replace("two years", "[two years][three years]"), DATA, COURT[:-7] + "wish."))
    assert found(silent) == [("replacement", "choose", "wish")]


def test_brackets_struck_with_the_words_they_take_out() -> None:
    new = line(CARE[:50], "every ", Segment("[two]", marks=STRIKE), Segment("three", marks=UNDERLINE), CARE[74:])
    last = file(CARE[:50] + "every two" + CARE[74:], DATA)
    report = audit(last, file(new, DATA))
    assert found(report) == []
    assert {f.how for f in report.declared} == {"brackets", "strike-through", "underline"}


def test_words_struck_in_brackets_that_never_stood() -> None:
    new = line(CARE[:50], "every ", Segment("[four]", marks=STRIKE), Segment("three", marks=UNDERLINE), CARE[74:])
    report = audit(file(CARE[:50] + "every two" + CARE[74:], DATA), file(new, DATA))
    assert ("two", "four") in [(f.old, f.new.strip("[]")) for f in report.undeclared]


def test_brackets_that_belong_to_the_text_are_no_marks() -> None:
    last = file("[1. The Parties [shall][should] act.]", "[2. They [shall] report.]")
    new = file("[1. The Parties [shall][should][may] act.]", "[2. They [shall] report.]")
    assert [new for _, _, new in found(audit(last, new))] in (["[may]"], ["][may"])


def test_brackets_put_round_agreed_words_in_a_file_without_marks() -> None:
    report = audit(file(CARE, DATA), file(CARE.replace("two years", "[two years]"), DATA))
    assert [new for _, _, new in found(report)] == ["[", "]"]


def test_a_file_without_marks_declares_nothing() -> None:
    report = audit(file(CARE, DATA), file(CARE.replace("shall", "may"), DATA))
    assert not report.marked
    assert found(report) == [("replacement", "shall", "may")]
    assert report.undeclared[0].how == ""


# What nobody sees


def test_words_made_hidden_and_words_made_visible() -> None:
    secret = file(line("1. The Parties ", Segment("shall ", marks=frozenset({"hidden"})), CARE[21:]))
    hid, shown = audit(file(CARE), secret), audit(secret, file(CARE))
    assert (found(hid), notes(hid)) == ([("deletion", "shall", "")], [HIDDEN])
    assert (found(shown), notes(shown)) == ([("insertion", "", "shall")], [SHOWN])
    assert found(audit(secret, secret)) == []


def test_white_letters_are_hidden() -> None:
    white = frozenset({"colour=ffffff"})
    report = audit(file(CARE), file(line(CARE, Segment(" Not in force.", marks=white))))
    assert [(f.kind, f.new, f.note) for f in report.undeclared] == [("insertion", "Not in force.", "hidden text")]


# Computed numbers


def numbered(*lines: tuple[str, str]) -> Manuscript:
    level = (Level(pattern="%1."),)
    paragraphs = tuple(Paragraph((Segment(text),), numbering=(name, 0)) for text, name in lines)
    return Manuscript(paragraphs, lists={n: NumberedList(n, level) for n in ("1", "2")}, format="docx")


def test_numbers_that_shift_are_a_consequence() -> None:
    last, new = numbered((CARE, "1"), (DATA, "1"), (COURT, "1")), numbered((CARE, "1"), (COURT, "1"))
    assert found(audit(last, new)) == [("deletion", DATA, "")]


def test_numbers_that_begin_afresh_without_a_reason() -> None:
    last = numbered((CARE, "1"), (DATA, "1"), (COURT, "1"))
    new = numbered((CARE, "1"), (DATA, "2"), (COURT, "2"))
    report = audit(last, new)
    assert found(report) == [("replacement", "2.", "1.")]
    assert report.new.text[report.undeclared[0].place[0] :].startswith(DATA)


def computed(*lines: tuple[str, str]) -> Draft:
    """Returns a draft of lines with the numbers that were computed for them."""
    return Draft("\n".join(text for _, text in lines), lines=tuple(Line(label) for label, _ in lines))


@pytest.mark.parametrize("numbers", [("(a)", "(b)", "(c)"), ("i.", "ii.", "iii."), ("XI", "XII", "XIII")])
def test_letters_and_roman_numbers_shift_too(numbers: tuple[str, str, str]) -> None:
    last = computed(*zip(numbers, (CARE, DATA, COURT), strict=True))
    assert found(audit(last, computed((numbers[0], CARE), (numbers[1], COURT)))) == [("deletion", DATA, "")]


@pytest.mark.parametrize(("third", "other"), [("(c)", "(d)"), ("iii.", "vi."), ("3.", "(3)"), ("(cc)", "(dd)")])
def test_letters_and_roman_numbers_that_change_without_a_reason(third: str, other: str) -> None:
    last, new = (computed(("", CARE), ("", DATA), (label, COURT)) for label in (third, other))
    assert found(audit(last, new)) == [("replacement", third, other)]


def test_a_style_of_numbers_changed_throughout_is_told_once() -> None:
    last = computed(("1.", CARE), ("2.", DATA), ("3.", COURT))
    new = computed(("(a)", CARE), ("(b)", DATA), ("(c)", COURT))
    assert found(audit(last, new)) == [("replacement", "1.", "(a)")]


def test_a_word_in_a_label_is_no_number() -> None:
    last = computed(("Annex 1", CARE), ("Annex 2", DATA))
    assert found(audit(last, computed(("Annex 1", CARE), ("Annex 2", DATA)))) == []
    assert found(audit(last, computed(("Appendix 1", CARE), ("Appendix 2", DATA)))) == [
        ("replacement", "Annex 1", "Appendix 1")
    ]


def test_a_paragraph_numbered_anew_as_a_shown_change_is_no_finding() -> None:
    last = numbered((CARE, "1"), (DATA, "1"), (COURT, "1"))
    shown = numbered((CARE, "1"), (DATA, "2"), (COURT, "2"))
    before = [replace(each, numbering_before=("1", 0)) for each in shown.paragraphs[1:]]
    assert found(audit(last, replace(shown, paragraphs=(shown.paragraphs[0], *before)))) == []
    silent = replace(shown, paragraphs=(*shown.paragraphs[:2], before[1]))
    assert found(audit(last, silent)) == [("replacement", "2.", "1.")]


def test_bullets_are_not_numbers() -> None:
    last = Draft(f"{CARE}\n{DATA}", lines=(Line("•"), Line("1.")))
    new = Draft(f"{CARE}\n{DATA}", lines=(Line("–"), Line("1.")))
    assert found(audit(last, new)) == []


# Places


def test_places_are_in_the_two_texts() -> None:
    last = file(CARE, line(cut("Gone already. "), DATA), COURT)
    new = file(CARE, line(cut("Gone already. "), put("New. "), DATA.replace("charge", "fees")), COURT)
    report = audit(last, new)
    (finding,) = report.undeclared
    assert (report.last.text[slice(*finding.last)], report.new.text[slice(*finding.place)]) == ("charge", "fees")
    (shown,) = report.declared
    assert report.new.text[slice(*shown.place)].strip() == "New."


def test_drafts_with_marks_are_audited_like_files() -> None:
    new = Draft("The Parties shall not act.", marks=(Mark("underline", 18, 22),))
    assert found(audit(Draft("The Parties shall act."), new)) == []


# Across formats


def test_numbers_printed_in_one_file_and_computed_in_the_other() -> None:
    bare = [text[3:] for text in (CARE, DATA, COURT)]
    last = Draft(f"{CARE}\n{DATA}\n{COURT}\n")
    assert found(audit(last, numbered(*((text, "1") for text in bare)))) == []
    assert found(audit(numbered(*((text, "1") for text in bare)), last)) == []
    restarted = audit(last, numbered((bare[0], "1"), (bare[1], "1"), (bare[2], "2")))
    assert found(restarted) == [("replacement", "3", "1")]
    assert restarted.new.text[restarted.undeclared[0].place[0] :] == bare[2]


def test_numbers_computed_with_tracked_changes_beside_printed_ones() -> None:
    level = {"1": NumberedList("1", (Level(pattern="%1."),))}
    care, data, court = (text[3:] for text in (CARE, DATA, COURT))
    new = Manuscript(
        (
            Paragraph((put("A word before."),), mark=Fate(ALDANIA), numbering=("1", 0)),
            Paragraph((Segment(care),), numbering=("1", 0)),
            Paragraph((cut(data),), mark=Fate(None, ALDANIA), numbering=("1", 0)),
            Paragraph((Segment(court.replace("choose", "wish")),), numbering=("1", 0)),
        ),
        lists=level,
        format="docx",
    )
    assert found(audit(Draft(f"{CARE}\n{DATA}\n{COURT}"), new)) == [("replacement", "choose", "wish")]


def test_a_text_without_numbers_beside_a_file_that_computes_them() -> None:
    bare = [text[3:] for text in (CARE, DATA, COURT)]
    assert found(audit(Draft("\n".join(bare)), numbered(*((text, "1") for text in bare)))) == []
