"""Redlines, audits, findings and lives as papers: whole paragraphs, moves, layers, and whose each change is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.papers.river import DAY, rows

from travaux.papers.attribution import by_one
from travaux.papers.audit_report import audit_report
from travaux.papers.audited import audit_paper
from travaux.papers.paper import Heading, Paper, Paragraph
from travaux.papers.redline import Line, Part, redline_paper
from travaux.papers.redlined import redlined
from travaux.papers.sheet import Row
from travaux.papers.wholesale import MIDDLE, PARAGRAPH, share, wholesale
from travaux.secretariat.records import Record
from travaux.text.audit import audit
from travaux.text.clauses import Line as Known
from travaux.text.drafts import Draft, Hand
from travaux.text.manuscripts import Manuscript
from travaux.text.paragraphs import Paragraph as Line_
from travaux.text.paragraphs import Segment
from travaux.text.redline import compare

OLD = "1. Ships navigate the Velm.\n2. The costs of the gauges are borne in equal parts by all.\n3. The Parties meet.\n"


def body(paper: Paper) -> list[Paragraph]:
    """Returns the paragraphs of the text that a redline shows, before the list of changes."""
    found: list[Paragraph] = []
    for block in paper.blocks:
        if isinstance(block, Heading) and block.key == "changes":
            break
        if isinstance(block, Paragraph):
            found.append(block)
    return found


def looks(paragraph: Paragraph) -> list[tuple[str, str]]:
    """Returns the changed words of a paragraph, each with its look."""
    return [(run.look, run.words) for run in paragraph.runs if run.look not in ("plain", "quiet")]


def words(paragraph: Paragraph, *without: str) -> str:
    """Returns the words of a paragraph but for those of some looks."""
    return "".join(run.words for run in paragraph.runs if run.look not in without)


def test_a_few_changed_words_stand_among_those_that_stayed() -> None:
    paper = redlined(compare(Draft(OLD), Draft(OLD.replace("in equal parts", "in proportion"))), whole=False)
    (changed,) = body(paper)
    assert looks(changed) == [("deleted", "equal parts"), ("inserted", "proportion")]
    assert changed.label == "2."
    assert paper.summary == "One replacement, in clause 2."
    assert [row[1:] for row in rows(paper, "changes")] == [["Clause 2", "replacement", "equal parts", "proportion"]]


def test_a_paragraph_that_changed_in_most_words_is_shown_whole_old_and_new() -> None:
    row = Row(0, 90, 3, label="2.")
    parts = (
        Part("The costs", "delete", 4), Part("Each owner pays", "insert", 4), Part(" of the gauges ", "equal"),
        Part("are borne in equal parts", "delete", 5), Part("what these have come to", "insert", 5), Part(".", "equal"),
    )  # fmt: skip
    assert list(wholesale([Line(row, parts)])) == [
        Line(row, (Part("The costs of the gauges are borne in equal parts.", "delete", 4, whole=True),)),
        Line(row, (Part("Each owner pays of the gauges what these have come to.", "insert", 4, whole=True),)),
    ]
    few = (Part("The costs of the gauges are borne ", "equal"), Part("by all", "delete", 4), Part("alike", "insert", 4))
    assert list(wholesale([Line(row, few)])) == [Line(row, few)]


def test_what_has_little_in_common_is_replaced_whole() -> None:
    new = OLD.replace(
        "The costs of the gauges are borne in equal parts by all",
        "Each owner pays for the gauges on its own bank, whatever these have come to in the year before",
    )
    gone, come = body(redlined(compare(Draft(OLD), Draft(new)), whole=False))
    assert [run.look for run in gone.runs] == ["deleted"]
    assert [run.look for run in come.runs] == ["inserted"]


def test_a_long_changed_middle_is_shown_whole_between_what_stayed() -> None:
    head = "The Commission of the river, named by the Parties for three years and paid by them in equal parts, "
    tail = " in accordance with the rules of procedure that the Parties adopt at their first meeting after signature."
    old = "keeps a register of all gauges on the river and reads them every week and tells the Parties what they show"
    new = "holds a list of each gauge near the river or reads one of them every year and shows the Parties how they are"
    paper = redlined(compare(Draft(head + old + tail), Draft(head + new + tail)), whole=False)
    (line,) = body(paper)
    assert [run.look for run in line.runs] == ["plain", "deleted", "inserted", "plain"]
    assert line.runs[0].words.startswith("The Commission of the river")
    assert line.runs[-1].words.endswith("after signature.")
    assert len(rows(paper, "changes")) == 1


PARTS = st.lists(
    st.builds(
        Part, st.text("abc ", min_size=1, max_size=40), st.sampled_from(["equal", "insert", "delete"]), st.just(1)
    ),
    max_size=8,
)


@given(PARTS)
def test_whole_or_not_both_wordings_stay_what_they_are(parts: list[Part]) -> None:
    before = [Line(Row(0, 1, 0), tuple(parts))]
    after = list(wholesale(before))
    for gone in ("insert", "delete"):
        assert _said(before, gone) == _said(after, gone)
    assert list(wholesale(after)) == after


def _said(lines: list[Line], without: str) -> str:
    return "".join(part.text for line in lines for part in line.parts if part.fate != without)


@given(PARTS)
def test_a_line_is_shown_whole_only_above_the_share(parts: list[Part]) -> None:
    (first, *more) = list(wholesale([Line(Row(0, 1, 0), tuple(parts))]))
    if more:
        assert share(parts) > PARAGRAPH
    elif any(part.whole for part in first.parts):
        assert share(_middle(parts)) > MIDDLE


def _middle(parts: list[Part]) -> list[Part]:
    changed = [place for place, part in enumerate(parts) if part.fate != "equal"]
    return parts[changed[0] : changed[-1] + 1]


def test_the_words_of_a_redline_are_both_texts() -> None:
    for old, new in ((OLD, OLD.replace("Ships navigate", "All ships may navigate")), (OLD, OLD[28:] + OLD[:28])):
        paper = redlined(compare(Draft(old), Draft(new)))
        shown = " ".join(words(each, "deleted", "moved from", "quiet") for each in body(paper))
        standing = redline_paper(compare(Draft(old), Draft(new)))
        kept = " ".join(
            "".join(part.text for part in line.parts if part.fate in ("equal", "insert", "move-to"))
            for line in standing.lines
        )
        assert shown.split() == kept.split()


def test_moves_tell_where_from_and_where_to() -> None:
    paragraphs = [f"{n}. {words}\n" for n, words in enumerate((
        "Ships of all flags navigate the Velm by day and by night.", "The costs of the gauges are borne by all alike.",
        "A dispute goes to the Commission, and failing that to arbitration.", "The Parties meet once a year at Lorn.",
    ), 1)]  # fmt: skip
    old = "".join(paragraphs)
    new = "".join(
        [
            paragraphs[2].replace("3.", "1."),
            *(paragraphs[n].replace(f"{n + 1}.", f"{n + 2}.") for n in (0, 1)),
            paragraphs[3],
        ]
    )
    paper = redlined(compare(Draft(old), Draft(new), numbering=False))
    runs = [run for each in body(paper) for run in each.runs]
    moved = [run for run in runs if run.look in ("moved from", "moved to")]
    assert {run.look for run in moved} == {"moved from", "moved to"}
    assert len({run.move for run in moved}) == 1
    notes = [run.words.strip() for run in runs if run.look == "quiet"]
    assert notes == ["[move 1: from clause 3]", "[move 1: to clause 1]"]
    assert [sign.look for sign in paper.legend] == ["moved from", "moved to"]


def test_nothing_changed_is_an_answer() -> None:
    paper = redlined(compare(Draft(OLD), Draft(OLD)))
    assert paper.summary == "Nothing changed."
    assert not any(getattr(each, "key", "") == "changes" for each in paper.blocks)


def test_of_a_record_the_acts_tell_whose_each_change_is(river: Record) -> None:
    paper = river.paper("redline", earlier="1", later="2", whole=False, day=DAY)
    assert {row[1]: row[5] for row in rows(paper, "changes")} == {
        "Clause 3": "put in by Estovia",
        "Clause 4": "put in by Aldania, Cascadia and Delvia\ntaken out by Delvia",
        "Clause 5": "put in by Boria\ntaken out by Boria",
        "Clause 6": "put in by Delvia",
        "Clause 7": "put in by Estovia",
    }
    inserted = [run for each in body(paper) for run in each.runs if run.look == "inserted"]
    assert [run.by.name if run.by else None for run in inserted] == ["Estovia", None, "Boria", "Delvia", "Estovia"]
    assert inserted[0].at.startswith("2018-03-10")


def test_a_proposal_is_shown_as_its_partys(river: Record) -> None:
    paper = river.paper("redline", proposal=95, whole=False, day=DAY)
    assert paper.title == "What Boria (Sela Marrick) proposes"
    changed = [run for each in body(paper) for run in each.runs if run.look in ("inserted", "deleted")]
    assert {(run.by.name if run.by else None, run.entry) for run in changed} == {("Boria", 95)}


def test_an_amendment_to_an_amendment_has_two_layers(river: Record) -> None:
    paper = river.paper("redline", proposal=96, day=DAY)
    runs = [run for each in paper.blocks if isinstance(each, Paragraph) and each.kind == "clause" for run in each.runs]
    whose = {(run.by.name, run.look, run.words.strip()) for run in runs if run.by}
    assert ("Boria", "deleted", "-five") in whose
    assert ("Delvia", "inserted", "-five") in whose
    assert ("Delvia", "deleted", "month") in whose
    assert ("Boria", "inserted", ", and under forty from April to July") in whose
    assert dict(paper.facts)["Amends"] == "entry 95, by Boria (Sela Marrick)"
    (note,) = [each.text for each in paper.blocks if isinstance(each, Paragraph) and each.kind == "note"]
    assert "“month” taken out by Delvia; “week” put in by Delvia" in note


def test_tracked_changes_are_by_party_and_dated_by_the_act(river: Record) -> None:
    made = river.tracked(earlier="1", later="2")
    assert set(made.authors) >= {"Estovia", "Boria", "Delvia", "Aldania"}
    drafts = [river.drafts[each.digest] for each in river.state.drafts]
    for whose, draft in (("all", drafts[1]), ("none", drafts[0])):
        assert made.accepting(whose).text.split() == draft.text.split()  # type: ignore[arg-type]
    layered = river.tracked(proposal=96)
    assert set(layered.authors) == {"Boria", "Delvia"}


def test_an_audit_report_puts_what_was_not_shown_first(river: Record) -> None:
    paper = river.paper("audit", earlier="2", later="3", day=DAY)
    assert paper.title == "Draft 3, held against draft 2"
    assert paper.summary == "Three changes were made without being shown, in clause 8."
    heads = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    assert heads == ["Not shown", "Shown"]
    notes = [each.text for each in paper.blocks if isinstance(each, Paragraph) and each.kind == "note"]
    assert notes == ["Replaced, not shown."] * 3 + ["Shown as tracked change."] * 3


def test_changed_words_of_several_lines_stand_on_lines_of_their_own() -> None:
    old = Manuscript((Line_((Segment("1. One."),)), Line_((Segment("2. Two."),)), Line_((Segment("3. Three."),))))
    new = Manuscript((Line_((Segment("1. One."),)),))
    paper = audit_report(audit_paper(audit(old, new)))
    assert [run for each in paper.blocks if isinstance(each, Paragraph) for run in each.runs if "\n" in run.words] == []
    struck = [
        run.words for each in paper.blocks if isinstance(each, Paragraph) for run in each.runs if run.look == "deleted"
    ]
    assert "2. Two." in struck


def test_a_finding_has_its_verdict_its_sides_and_what_it_rests_on(river: Record) -> None:
    paper = river.paper("finding", claim="boria changed clause 8", day=DAY)
    assert (paper.title, paper.summary[:13]) == ("“boria changed clause 8”", "Contradicted.")
    heads = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert heads[0] in ("Against it", "For it")
    assert "Coverage relied on" in heads
    cited = [run for each in paper.blocks if isinstance(each, Paragraph) for run in each.runs if run.entry is not None]
    assert cited


def test_a_life_answers_three_questions_and_keeps_the_words(river: Record) -> None:
    paper = river.paper("life", clause="8", day=DAY)
    heads = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert heads[:4] == [
        "Who put these words here?", "Who took others out?", "Who agreed?",
        "The words as they are, each by whose they are",
    ]  # fmt: skip
    place = next(n for n, block in enumerate(paper.blocks) if isinstance(block, Heading) and block.text == heads[3])
    own: list[Paragraph] = []
    for block in paper.blocks[place + 1 :]:
        if not isinstance(block, Paragraph):
            break
        own.append(block)
    clause = river.drafts[river.state.drafts[3].digest]
    (found,) = [each for each in clause.walk() if each.number == "8"]
    assert " ".join(each.text for each in own).split() == clause.text[slice(*found.span)].split()


CLAUSES = "1. Ships pay.\n2. Boats do not.\n"


def headings(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def test_two_equal_drafts_show_no_paragraph_that_changed() -> None:
    paper = redlined(compare(Draft(CLAUSES), Draft(CLAUSES)), whole=False)
    assert (paper.summary, paper.blocks) == ("Nothing changed.", ())


def test_what_changed_in_a_footnote_stands_under_its_name_its_other_lines_left_out() -> None:
    old, new = (
        Draft(CLAUSES, apparatus=(Draft(f"As of 1 {month}.\nNobody pays.", name="footnote 1"),))
        for month in ("May", "June")
    )
    paper = redlined(compare(old, new))
    assert paper.summary == "Nothing changed in the body; footnote 1 did."
    assert headings(paper) == ["The text", "Footnote 1"]
    last = paper.blocks[-1]
    assert isinstance(last, Paragraph)
    assert looks(last) == [("deleted", "May"), ("inserted", "June")]


def test_a_number_that_was_computed_anew_is_told_and_where_it_is_all_that_changed_in_a_footnote_not_shown() -> None:
    old, new = (
        Draft(CLAUSES, (Known("1."), Known(number)), apparatus=(Draft("One.", (Known(letter),), name="footnote 1"),))
        for number, letter in (("2.", "a."), ("3.", "b."))
    )
    paper = redlined(compare(old, new), whose=by_one(Hand("Aldania")))
    assert paper.remarks[1:] == (
        "One paragraph got another computed number.",
        "Whose a change is, the acts of the record tell, and where they do not, comparing drafts.",
    )
    assert headings(paper) == ["The text"]
