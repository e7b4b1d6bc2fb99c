from travaux.text.trace.graveyard import GRAM, Chains, Graveyard, grams
from travaux.text.trace.ledger import Deed, Ledger
from travaux.text.trace.passages import Loss


def buried(*spans: list[int]) -> tuple[Graveyard, Ledger, list[range]]:
    ledger = Ledger()
    graveyard, written = Graveyard(ledger), []
    for words in spans:
        ids = ledger.write(words, Deed(0, "a"))
        ledger.level()
        loss = Loss(0, ids, [0] * len(ids), 0, 0)
        graveyard.settle(loss, graveyard.bury(loss, Deed(1, "b")))
        written.append(ids)
    return graveyard, ledger, written


def test_words_are_found_the_last_buried_first() -> None:
    graveyard, _, (one, two) = buried([1, 2, 3, 4, 5], [9, 1, 2, 3, 4])
    found = graveyard.places(grams([1, 2, 3, 4])[0])
    assert [two[1], one[0]] == [graveyard.spans[place] for place in found]


def test_of_words_buried_very_often_the_last_are_found() -> None:
    graveyard, _, written = buried(*[[1, 2, 3, 4]] * 40)
    found = [graveyard.spans[place] for place in graveyard.places(grams([1, 2, 3, 4])[0])]
    assert [ids[0] for ids in written[:7:-1]] == found


def test_words_never_buried_are_not_found() -> None:
    graveyard, *_ = buried([1, 2, 3, 4])
    assert graveyard.places(grams([4, 3, 2, 1])[0]) == []


def test_words_are_found_between_the_tokens_where_they_stood() -> None:
    graveyard, ledger, _ = buried([7, 8])
    ids = ledger.write([5], Deed(0, "a"))
    ledger.level()
    graveyard.settle(Loss(0, ids, [0], 1, 2), graveyard.bury(Loss(0, ids, [0], 1, 2), Deed(1, "b")))
    assert [*ids] == [*graveyard.between(1, 2, [5])]
    assert [*graveyard.between(2, 1, [5])] == []
    assert [*graveyard.between(1, 2, [6])] == []


def test_a_table_that_grows_loses_nothing() -> None:
    chains, count = Chains(), 40_000
    for start in range(1, count, GRAM + 1):
        chains.enter(start, [hash((start, n)) for n in range(GRAM)])
    assert all(start in chains.places(hash((start, 0))) for start in range(1, count, GRAM + 1))
