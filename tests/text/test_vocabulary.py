from travaux.text.trace.vocabulary import Vocabulary


def test_words_are_numbered_as_they_are_met() -> None:
    vocabulary = Vocabulary()
    assert vocabulary.read("the cat the hat") == [0, 1, 0, 2]
    assert vocabulary.spelling == ["the", "cat", "hat"]


def test_a_common_word_says_less_than_a_rare_one_and_an_unseen_one_most() -> None:
    vocabulary = Vocabulary()
    vocabulary.written(vocabulary.read("the cat the hat the mat"))
    (unseen,) = vocabulary.read("indemnify")
    bits = vocabulary.bits()
    assert bits[vocabulary["the"]] < bits[vocabulary["cat"]] < bits[unseen]


def test_in_a_short_history_every_word_says_something() -> None:
    vocabulary = Vocabulary()
    vocabulary.written(vocabulary.read("a a"))
    assert vocabulary.bits()[vocabulary["a"]] > 8


def test_words_that_differ_in_case_only_fold_to_the_first_met() -> None:
    vocabulary = Vocabulary()
    party, upper, other = vocabulary.read("party PARTY parties")
    assert [party, party, other] == vocabulary.folded([upper, party, other])
