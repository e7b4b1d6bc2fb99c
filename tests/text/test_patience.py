from travaux.text.patience import Block, patience


def test_moved_lines_follow_the_longest_run() -> None:
    assert [Block(0, 1, 3)] == patience(["a", "b", "c", "d"], ["d", "a", "b", "c"])


def test_a_gap_without_anchors_matches_nothing() -> None:
    a = ["Article 1", "(a)", "(a)", "Article 2", "x"]
    b = ["Article 1", "new", "(a)", "(a)", "new", "Article 2", "y"]
    assert [Block(0, 0, 1), Block(3, 5, 1)] == patience(a, b)


def test_repeated_lines_next_to_an_anchor_go_with_it() -> None:
    assert [Block(0, 1, 3)] == patience(["", "Article 2", ""], ["Preamble", "", "Article 2", "", "end"])


def test_nothing_in_common_and_nothing_at_all() -> None:
    assert patience(["a"], ["b"]) == []
    assert patience([], ["b"]) == []
    assert [Block(0, 0, 2)] == patience(["a", "a"], ["a", "a"])
