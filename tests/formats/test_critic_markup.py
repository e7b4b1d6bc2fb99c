"""CriticMarkup of a text with its changes, read back: both texts come out, and whose the changes are is told."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from travaux.formats import markdown
from travaux.formats.markdown.tracked import write
from travaux.papers.attribution import by_one
from travaux.papers.tracked import layered, redlined
from travaux.text.drafts import Draft, Hand

A, B = Hand("Aldania", "2031-03-01"), Hand("Boria", "2031-03-02T08:00:00Z")
LINES = [
    "Article 1", "The Parties shall cooperate in good faith.", "The Parties may cooperate in good faith.",
    "Each Party shall send a report to the other Party by 1 March of every year.", "(a) in peace; and", "1. *at* sea.",
    "{++ not a mark ++} and {>> none <<}", "# no heading", "- no item", "[shall][should] [^1]", "a | b", "<b>bold</b>",
    "Nothing in this Article limits the rights that a Party has under the law of the sea.", "`code` ~~gone~~ _x_",
]  # fmt: skip


def version(text: str, chance: random.Random) -> str:
    parts = text.split("\n")
    for _ in range(3):
        place = chance.randrange(len(parts))
        match chance.randrange(4):
            case 0:
                parts.insert(place, chance.choice(LINES))
            case 1 if len(parts) > 1:
                parts.pop(place)
            case 2:
                parts.insert(chance.randrange(len(parts)), parts.pop(place))
            case 3:
                words = parts[place].split(" ")
                words[chance.randrange(len(words))] = chance.choice(["must", "the", "*not* later"])
                parts[place] = " ".join(words)
    return "\n".join(parts)


def flat(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=8), st.integers(0, 2**32))
def test_both_texts_come_back(lines: list[str], seed: int) -> None:
    chance = random.Random(seed)
    base = "\n".join(lines)
    new = version(base, chance)
    found = markdown.read(write(redlined(Draft(base), Draft(new), by_one(A))))
    assert flat(base) == flat(found.accepting("none").text)
    assert flat(new) == flat(found.accepting("all").text)


def test_whose_a_change_is_stands_after_it() -> None:
    base, parent, child = map(Draft, ("The Parties shall act.", "The Parties may well act.", "The Parties may act."))
    written = write(layered(base, parent, child, by_one(A), by_one(B))).decode()
    assert written == (
        "The Parties {--shall--}{>>Aldania, 2031-03-01<<}{++may ++}{>>Aldania, 2031-03-01<<}"
        "{++{--well--}++}{>>Aldania, 2031-03-01; struck by Boria, 2031-03-02<<}{-- --}{>>Boria, 2031-03-02<<}act.\n"
    )


def test_words_put_in_behind_lines_that_were_moved_here_leave_the_end_of_their_paragraph_as_it_was() -> None:
    line = "The Parties shall cooperate in good faith."
    base = "\n".join([line] * 7)
    new = "\n".join([*[line] * 4, "[shall][should] [^1]", line.replace("The", "must", 1), line, line])
    found = markdown.read(write(redlined(Draft(base), Draft(new), by_one(A))))
    assert (flat(base), flat(new)) == (flat(found.accepting("none").text), flat(found.accepting("all").text))
