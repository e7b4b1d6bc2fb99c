"""What is kept between requests: never more than so many, made once, dropped with what it was made of."""

from __future__ import annotations

from threading import Thread

import pytest

from travaux.text.drafts import Draft, Edit, Hand
from travaux.text.history import Version

pytestmark = pytest.mark.usefixtures("desk")


def test_the_things_last_asked_for_are_kept() -> None:
    from travaux.web.kept import Kept

    kept: Kept[int] = Kept(2)
    made: list[str] = []

    def make(name: str) -> int:
        made.append(name)
        return len(made)

    found = [kept.get(name, lambda name=name: make(name)) for name in "abaca"]  # type: ignore[misc]
    assert found == [1, 2, 1, 3, 1]
    assert kept.get("b", lambda: make("b")) == 4
    assert made == ["a", "b", "c", "b"]


def test_several_threads_may_ask() -> None:
    from travaux.web.kept import Kept

    kept: Kept[int] = Kept(8)
    found: list[int] = []
    threads = [Thread(target=lambda n=n: found.append(kept.get(n % 4, lambda: n % 4))) for n in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted(n % 4 for n in range(32))


def test_a_trace_is_that_of_its_versions_and_of_no_others() -> None:
    from travaux.web.kept import traced

    text, before = "The Parties may act.", "The Parties shall act."
    plain = [Version(Draft(before), "1", (), "a"), Version(Draft(text), "2", (0,), "b")]
    edits = (Edit("delete", 12, 17, Hand("c")), Edit("insert", 12, 15, Hand("c")))
    shown = [plain[0], Version(Draft(text, before=before, edits=edits), "2", (0,), "b")]
    assert traced(plain) is traced(list(plain))
    grades = [{token.text: token.origin.grade for token in traced(each).tokens}["may"] for each in (plain, shown)]
    assert grades == ["inferred", "recorded"]
