from travaux.text.trace.stretches import Stretch, line_count, stretches


def found(a: str, b: str) -> list[tuple[list[str], list[str]]]:
    return [(stretch.earlier(a), stretch.later(b)) for stretch in stretches(a, b)]


def body(start: int, end: int) -> list[str]:
    return [f"Paragraph {n} deals with subject number {n} and with nothing else." for n in range(start, end)]


def test_equal_texts_have_none() -> None:
    assert list(stretches("one\ntwo", "one\ntwo")) == []


def test_a_line_put_in_at_the_end() -> None:
    assert found("one", "one\ntwo") == [([], ["two"])]
    assert [Stretch(4, 4, 4, 8)] == list(stretches("one", "one\ntwo"))


def test_a_line_break_put_in_at_the_end() -> None:
    assert found("one", "one\n") == [([], [""])]


def test_everything_taken_out() -> None:
    assert found("one\ntwo", "") == [(["one", "two"], [""])]


def test_changes_far_apart_in_a_long_text_are_found_apart() -> None:
    a = body(0, 200)
    b = [*a[:3], "new", *a[3:60], *a[61:199], "last"]
    expected = [([], ["new"]), ([a[60]], []), ([a[199]], ["last"])]
    assert expected == found("\n".join(a), "\n".join(b))


def test_many_changes_in_a_long_text() -> None:
    a = body(0, 300)
    b = [f"{line} Changed." if n % 50 == 7 else line for n, line in enumerate(a)]
    assert [([a[n]], [b[n]]) for n in range(7, 300, 50)] == found("\n".join(a), "\n".join(b))


def test_a_long_part_moved_to_the_front_is_not_held_for_the_rest() -> None:
    a = [*body(0, 30), *body(100, 160)]
    b = [*body(100, 160), *body(0, 30)]
    assert [(a[:30], []), ([], b[60:])] == found("\n".join(a), "\n".join(b))


def test_a_blank_line_between_two_paragraphs_holds_nothing_together() -> None:
    first, second, third = "The first paragraph here.", "The second paragraph here.", "The third paragraph here."
    assert [([first, "", second], [second, "", third])] == found(f"{first}\n\n{second}", f"{second}\n\n{third}")


def test_lines_are_counted_to_one_past_the_end() -> None:
    assert line_count("one\ntwo", 0, 8) == 2
    assert line_count("one\ntwo", 0, 4) == 1
    assert line_count("one\ntwo", 8, 8) == 0
