"""The ways to refuse: what each says, and how its place grows as it rises."""

from __future__ import annotations

import pickle

import pytest

from travaux.errors import LONGEST, Malformed, ProofFailed, Refused, UnknownKey, Unreadable, shortened, within


def test_a_refusal_does_not_print_a_file_back() -> None:
    """What it quotes may be as long as whoever sent the file likes."""
    fault = Malformed("no key " + "m" * 10_000_000, where="w" * 10_000_000, advice="Give another")
    assert (fault.message[:9], fault.where[:3], fault.where[-3:]) == ("no key mm", "www", "www")
    assert len(str(fault)) < 2 * LONGEST + 30
    assert str(fault).endswith("m. Give another")
    assert len(str(UnknownKey("a checkpoint of " + "x" * 10_000_000))) == LONGEST


def test_a_long_place_keeps_both_ends() -> None:
    fault = Malformed("none", where="x" * LONGEST + ": line 7").inside("a.txt")
    assert (fault.where[:9], fault.where[-9:]) == ("a.txt: xx", "x: line 7")
    with pytest.raises(Malformed) as raised, within("b.zip"):
        raise fault
    assert (raised.value.where[:9], raised.value.where[-9:]) == ("b.zip: a.", "x: line 7")
    assert str(pickle.loads(pickle.dumps(fault))) == str(fault)


def test_a_refusal_names_the_place_then_the_fault_then_what_to_do() -> None:
    assert str(Malformed("not a number")) == "not a number"
    assert repr(Malformed("not a number", where="line 2")) == "Malformed('not a number')"
    assert str(Malformed("not a number", where="line 2")) == "line 2: not a number"
    assert str(Malformed("not a number", advice="Write 7")) == "not a number. Write 7"
    assert str(Malformed("not a number", where="line 2", advice="Write 7")) == "line 2: not a number. Write 7"


def test_one_message_for_every_proof_that_fails() -> None:
    for fault in (ProofFailed(), ProofFailed("the third hash is wrong")):
        assert str(fault) == "a proof, a signature or a digest does not hold"


@pytest.mark.parametrize("kind", [Malformed, Unreadable, Refused])
def test_a_place_grows_from_inside_and_the_kind_stays(kind: type[Malformed]) -> None:
    with pytest.raises(kind) as raised, within("a.zip"), within("part.xml"):
        raise kind("too deep", advice="Save it anew")
    fault = raised.value
    assert (type(fault), fault.message, fault.where, fault.advice) == (
        kind,
        "too deep",
        "a.zip: part.xml",
        "Save it anew",
    )
    assert fault.__suppress_context__
    again = pickle.loads(pickle.dumps(fault))
    assert (type(again), again.message, again.where, again.advice) == (kind, fault.message, fault.where, fault.advice)


def test_other_refusals_have_no_place() -> None:
    with pytest.raises(UnknownKey, match=r"^by nobody we know$"), within("a.zip"):
        raise UnknownKey("by nobody we know")


def test_what_is_left_out_is_the_middle() -> None:
    words = "".join(f"{number:04}" for number in range(150))
    assert shortened(words[:LONGEST]) == words[:LONGEST]
    assert shortened(words[: LONGEST + 1]) == f"{words[:397]} … {words[401:501]}"
    assert len(shortened(words)) == LONGEST
