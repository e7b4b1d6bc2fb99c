"""The small marks of the desk: a party's letter, a stance, a grade of evidence. Never colour alone: each has a word."""

from __future__ import annotations

from markupsafe import Markup

from travaux.papers.writers import Writer
from travaux.web import words

STANCES = {"A": "A", "AR": "AR", "R": "R", "O": "O", "–": "N", "-": "N", "": "N"}


def letter(writer: Writer) -> Markup:
    """Returns a party's letter, which stands beside its name and is not read aloud."""
    return Markup('<span class="party {}" aria-hidden="true">{}</span>').format(writer.colour, writer.letter)


def stance(held: str, told: str, *, stale: bool = False) -> Markup:
    """Returns a position: a shape, a letter and a colour, and the word for those who listen."""
    return Markup('<span class="st {}"><span aria-hidden="true">{}</span><span class="vh">{}</span></span>').format(
        f"{STANCES.get(held, 'N')}{' stale' if stale else ''}", held or "–", told
    )


def verdict(name: str, *, word: bool = True) -> Markup:
    """Returns a verdict: its mark, then the word, unless that stands beside it already."""
    shape, sign = words.marks()[name]
    mark = Markup('<span class="vd {}" aria-hidden="true">{}</span>').format(shape, sign)
    told = words.verdicts().get(name) or words.unread()
    return Markup('<span class="vdw">{} {}</span>').format(mark, told[:1].upper() + told[1:]) if word else mark


def grade(name: str) -> Markup:
    """Returns a grade of evidence: its mark, then the word."""
    return Markup('<span class="grade {}">{}</span>').format(name, words.grades()[name])
