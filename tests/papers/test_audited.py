"""The paper of an audit: the sentence that comes first, and each change among the words around it."""

from __future__ import annotations

import pytest

from travaux.papers.audited import audit_paper, verdict
from travaux.text.audit import Audit, Finding
from travaux.text.clauses import Clause
from travaux.text.drafts import Draft, Hand, Mark

FOURTEEN = Clause("paragraph", "14.", heading="Audit of aid", path=("14.",))
THREE = Clause("paragraph", "3.", path=("3.",))
NEW = "Each Party publishes an account of the aid it receives and of aid received before it, yearly."
PUT_IN = Finding("insertion", FOURTEEN, "", "and of aid received before it", (54, 54), (55, 84))
TAKEN = Finding("deletion", THREE, "armed", "", (0, 5), (0, 0))
ANEW = Finding("paragraphs", THREE, "", "", (0, 0), (0, 0))
NOTE = Finding("insertion", None, "", "x", (0, 0), (0, 1), part="footnote 2")
CHANGED = Finding("replacement", THREE, "ten days", "fourteen", (0, 8), (0, 8))


def audited(undeclared: list[Finding], declared: list[Finding] | None = None, *, marked: bool = True) -> Audit:
    return Audit(Draft("", name="old.docx"), Draft(NEW, name="new.docx"), declared or [], undeclared, marked)


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ([PUT_IN], "Six words were put in without being shown, in clause 14."),
        ([TAKEN], "One word was taken out without being shown, in clause 3."),
        ([CHANGED], "Two words were replaced by one without being shown, in clause 3."),
        ([PUT_IN, TAKEN], "Two changes were made without being shown, in clauses 14 and 3."),
        ([ANEW], "One change was made without being shown, in clause 3."),
        ([NOTE], "One word was put in without being shown, in footnote 2."),
    ],
)
def test_verdict(findings: list[Finding], said: str) -> None:
    assert verdict(findings, []) == said


def test_a_verdict_of_nothing_hidden_tells_whether_anything_changed() -> None:
    assert verdict([], [PUT_IN]) == "Every change is shown."
    assert verdict([], []) == "Nothing changed."
    assert audit_paper(audited([])).shown == "What was pending is pending still."


def test_words_around_a_change_leave_out_what_is_struck_by_hand() -> None:
    new = Draft("Pay 100120 within thirtysixty days.", marks=(Mark("strike", 4, 7), Mark("strike", 18, 24)))
    shown = [
        Finding("deletion", None, "100", "", (4, 7), (4, 7), "strike-through"),
        Finding("insertion", None, "", "120", (7, 7), (7, 10), "underline"),
    ]
    told = [(e.before, e.old, e.new, e.after) for e in audit_paper(Audit(Draft(""), new, shown, [], True)).declared]
    assert told == [
        ("Pay ", "100", "", "120 within sixty days."),
        ("Pay ", "", "120", " within sixty days."),
    ]


def test_words_around_a_change() -> None:
    (exhibit,) = audit_paper(audited([PUT_IN])).undeclared
    assert (exhibit.before, exhibit.new, exhibit.after) == (
        "Each Party publishes an account of the aid it receives ",
        "and of aid received before it",
        ", yearly.",
    )
    assert (exhibit.place, exhibit.heading, exhibit.note) == ("clause 14", "Audit of aid", "put in, not shown")


def test_white_space_of_the_change_stays_outside_it() -> None:
    (exhibit,) = audit_paper(audited([Finding("insertion", THREE, "", " and of aid", (0, 0), (54, 65))])).undeclared
    assert (exhibit.before[-9:], exhibit.new, exhibit.after[:9]) == ("receives ", "and of aid", " received")


def test_what_was_shown_and_by_whom() -> None:
    shown = Finding(
        "insertion", THREE, "", "yearly", (0, 0), (86, 92), "tracked change", Hand("Boria", "2031-03-09T10:00Z")
    )
    paper = audit_paper(audited([], [shown]))
    assert paper.shown == "One change was shown, in clause 3, by Boria."
    assert paper.declared[0].note == "shown as tracked change by Boria, 9 March 2031"


def test_a_draft_that_shows_nothing() -> None:
    paper = audit_paper(audited([PUT_IN], marked=False))
    assert paper.shown == "The new draft shows no change at all."
    assert paper.how[0].startswith("Nothing in new.docx is marked as changed")


def test_it_says_what_it_cannot_tell() -> None:
    assert audit_paper(audited([PUT_IN])).how[-1].startswith("An audit tells what the files hold.")


def test_a_change_in_a_footnote_stands_among_the_words_of_the_footnote() -> None:
    note = Draft("See x, as tabled.", name="footnote 2")
    finding = Finding("insertion", None, "", "x", (0, 0), (4, 5), part="footnote 2")
    made = Audit(Draft("", name="old.docx"), Draft(NEW, apparatus=(note,), name="new.docx"), [], [finding], True)
    (exhibit,) = audit_paper(made).undeclared
    assert (exhibit.place, exhibit.heading, exhibit.before, exhibit.new, exhibit.after) == (
        "footnote 2", "", "See ", "x", ", as tabled.",
    )  # fmt: skip


def test_blank_lines_that_were_put_in_are_shown_as_they_are() -> None:
    finding = Finding("insertion", THREE, "", " ", (0, 0), (4, 5))
    (exhibit,) = audit_paper(audited([finding])).undeclared
    assert exhibit.new == " "
