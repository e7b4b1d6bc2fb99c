from travaux.text.edits import Block, blocks
from travaux.text.tokens import words
from travaux.text.trace.boundaries import Slide, boundaries


def settled(a: str, b: str) -> list[Block]:
    numbers: dict[str, int] = {}
    left, right = ([numbers.setdefault(word, len(numbers)) for word in words(text)] for text in (a, b))
    return Slide(left, right, a, b).settle(blocks(left, right))


def test_lines_are_stronger_than_sentences_than_words() -> None:
    assert boundaries("a b. c)\nd") == [3, 1, 0, 2, 0, 3, 3]
    assert boundaries("") == [3]


def test_a_sentence_put_in_takes_its_own_full_stop() -> None:
    assert [Block(0, 0, 2), Block(2, 4, 1)] == settled("One. End", "One. Two. End")


def test_a_sentence_taken_out_takes_its_own_full_stop() -> None:
    assert [Block(0, 0, 2), Block(4, 2, 1)] == settled("One. Two. End", "One. End")


def test_of_equal_boundaries_the_last_is_taken() -> None:
    assert [Block(0, 0, 4)] == settled("very well\nvery well", "very well\nvery well\nvery well")


def test_changes_on_both_sides_stay_where_they_are() -> None:
    assert [Block(0, 0, 1), Block(2, 2, 1)] == settled("a b c", "a d c")
