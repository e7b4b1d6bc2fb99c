"""The paper of brackets."""

from __future__ import annotations

from travaux.papers.bracketed import bracket_paper
from travaux.text.brackets import brackets
from travaux.text.drafts import Draft


def test_alternatives_are_one_entry() -> None:
    draft = Draft("1. Each Party [shall][should] act.\n2. [to be drafted]\n3. It ends [here.")
    paper = bracket_paper(brackets(draft), draft)
    assert [(entry.place, entry.text, entry.cause, entry.among) for entry in paper.opens] == [
        ("clause 1", "[shall][should]", "disputed", "two alternatives"),
        ("clause 2", "[to be drafted]", "placeholder", ""),
        ("clause 3", "[here.", "disputed", "never closed"),
    ]
    assert [(fault.place, fault.line) for fault in paper.faults] == [("clause 3", 3)]


def test_nothing_in_brackets() -> None:
    draft = Draft("Each Party shall act.")
    assert bracket_paper(brackets(draft), draft).summary == "Nothing stands in square brackets."


def test_notes_and_options_are_entries_too() -> None:
    draft = Draft("1. Ships pay. {awaits the legal group}\n2. The seat is:\nOption 1: Lorn\nOption 2: Carrow\n")
    paper = bracket_paper(brackets(draft), draft)
    assert [(entry.text, entry.cause, entry.among) for entry in paper.opens] == [
        ("{awaits the legal group}", "editorial", "a note"),
        ("Option 1: Lorn Option 2: Carrow", "disputed", "two options"),
    ]
