"""Entries travel: every act is written, read back the same, and refused by its place where it is not one."""

from __future__ import annotations

import dataclasses
import typing
import unicodedata
from functools import partial
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.canon import Value, from_text, to_text
from travaux.errors import Malformed
from travaux.record import acts, disclosures, entries, terms, wire
from travaux.record.disclosures import Disclosure, by_digest, digest_of

WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"], max_codepoint=0x2FFF), max_size=12).map(
    partial(unicodedata.normalize, "NFC")
)
FORMS = {
    "PartyId": st.from_regex(r"party-[a-z0-9]{8}", fullmatch=True),
    "PersonId": st.from_regex(r"person-[a-z0-9]{8}", fullmatch=True),
    "Digest": st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    "Index": st.integers(0, 10**6),
}


def anything(kind: Any) -> st.SearchStrategy[Any]:
    """Returns values of a field's type, by the type alone."""
    if isinstance(kind, typing.NewType):
        return FORMS.get(kind.__name__ or "", WORDS)
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin is Literal:
        return st.sampled_from(inside)
    if origin is tuple:
        if inside[-1] is Ellipsis:
            return st.lists(anything(inside[0]), max_size=2).map(tuple)
        return st.tuples(*map(anything, inside))
    if inside:
        return st.one_of(
            [st.none() if each is type(None) else anything(each) for each in inside if each is not terms.Withheld]
        )
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{each.name: anything(hints[each.name]) for each in dataclasses.fields(kind)})
    return {str: WORDS, int: st.integers(-100, 10**6), bool: st.booleans()}[kind]


class Safe:
    """Keeps disclosures, as a secretariat would; salts are counted, which no secretariat would do."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    def __call__(self, name: str, value: str) -> str:
        self.kept.append(Disclosure(len(self.kept).to_bytes(16, "big"), name, value).to_text())
        return digest_of(self.kept[-1])


def entry(act: acts.Act) -> entries.Entry:
    after = entries.After(size=0, root=terms.Digest("0" * 64))
    return entries.Entry(log="example.com/accord", act=act, after=after, seq=0)


@pytest.mark.parametrize("kind", acts.ACTS.values(), ids=list(acts.ACTS))
@settings(max_examples=25)
@given(data=st.data())
def test_every_act_makes_the_round_trip(kind: type[acts.Act], data: st.DataObject) -> None:
    written = entry(data.draw(anything(kind)))
    safe = Safe()
    text = to_text(entries.to_value(written, safe))
    shown = wire.Shown(by_digest(safe.kept))
    assert entries.from_value(from_text(text), shown) == written
    assert shown.met == set(shown.disclosures)


def value(act: acts.Act, safe: Safe | None = None) -> dict[str, Value]:
    made = from_text(to_text(entries.to_value(entry(act), safe or Safe())))
    assert isinstance(made, dict)
    return made


PERSON = terms.Person(id=terms.PersonId("person-0000000a"), name="Orla Velling", office="Minister")
ACCREDIT = acts.Accredit(
    party=terms.PartyId("party-0000000b"), instrument=terms.Instrument(kind="decree"), named=(PERSON,), count=9
)


def test_private_values_are_withheld_without_their_disclosures() -> None:
    safe = Safe()
    line = value(ACCREDIT, safe)
    read = entries.from_value(line)
    assert isinstance(read.act, acts.Accredit)
    assert read.act.named[0].name == terms.WITHHELD
    assert "Velling" not in str(line)
    one = entries.from_value(line, wire.Shown(by_digest(safe.kept[:1])))
    assert isinstance(one.act, acts.Accredit)
    assert (one.act.named[0].name, one.act.named[0].office) == ("Orla Velling", terms.WITHHELD)


def test_erased_values_name_the_entry_that_says_so() -> None:
    safe = Safe()
    line = value(ACCREDIT, safe)
    read = entries.from_value(line, wire.Shown(erased={digest_of(text): 27 for text in safe.kept}))
    assert isinstance(read.act, acts.Accredit)
    assert str(read.act.named[0].name) == "erased by entry 27"


def changed(line: dict[str, Value], path: str, new: Value) -> dict[str, Value]:
    made: Any = from_text(to_text(line))
    *outer, last = path.split(".")
    inner = made
    for step in outer:
        inner = inner[int(step) if step.isdigit() else step]
    if new is None:
        del inner[last]
    else:
        inner[last] = new
    return typing.cast("dict[str, Value]", made)


@pytest.mark.parametrize(
    ("path", "new", "message"),
    [
        ("v", 2, "v: entry format 2, and this Travaux reads 1"),
        ("type", "vote", "type: no act is called 'vote'"),
        ("after", None, "after: is missing"),
        ("after.size", True, "after.size: expected a whole number, not true or false"),
        ("seq", "0", "seq: expected a whole number, not a text"),
        ("mood", "good", "mood: no such field"),
        ("prev", "", "prev: has its default, and is to be left out then"),
        ("_sd_alg", "sha-512", '_sd_alg: "sha-256" where a value is private, and nothing where none is'),
        ("body.party", "boria", 'body.party: expected a party\'s id ("party-" and eight letters or digits)'),
        ("body.powers", ["vote"], "body.powers[0]: 'vote' is none of: negotiate, adopt, authenticate, sign, consent"),
        ("body.count", "nine", "body.count: expected a whole number, not a text"),
        ("body.instrument", [], "body.instrument: expected an object, not a list"),
        ("body.instrument.kind", None, "body.instrument.kind: is missing"),
        ("body.named.0.name", "Orla Velling", "body.named[0].name: is private, and stands in the open"),
        ("body.named", {}, "body.named: expected a list, not an object"),
    ],
)
def test_a_refusal_names_the_place(path: str, new: Value, message: str) -> None:
    with pytest.raises(Malformed) as refusal:
        entries.from_value(changed(value(ACCREDIT), path, new))
    assert str(refusal.value) == message


def test_disclosures_that_do_not_belong() -> None:
    safe = Safe()
    line = value(ACCREDIT, safe)
    foreign = Disclosure(bytes(16), "nickname", "O.").to_text()
    body: Any = line["body"]
    body["named"][0]["_sd"] = sorted([digest_of(foreign), *body["named"][0]["_sd"]][:2])
    with pytest.raises(Malformed, match="has no place here"):
        entries.from_value(line, wire.Shown(by_digest([foreign])))
    with pytest.raises(Malformed, match="a second time"):
        by_digest([foreign, foreign])


@pytest.mark.parametrize("text", ["", "A", "QR", "W10", "WyJBIiwibmFtZSIsIkIiXQ", "é"])
def test_texts_that_are_no_disclosures(text: str) -> None:
    with pytest.raises(Malformed):
        Disclosure.from_text(text)


def test_a_disclosure_is_that_of_the_standard() -> None:
    """RFC 9901 gives a digest for a text; the text is taken as it is, whatever JSON spacing it was made with."""
    text = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"
    assert digest_of(text) == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"


def test_the_example_in_the_docstring_is_a_disclosure() -> None:
    text = next(line.strip() for line in (disclosures.__doc__ or "").splitlines() if line.startswith("    Wy"))
    assert Disclosure.from_text(text).to_text() == text
    assert (Disclosure.from_text(text).name, Disclosure.from_text(text).value) == ("name", "Orla Velling")


def test_letters_that_no_disclosure_has() -> None:
    with pytest.raises(Malformed, match="disclosure: not base64url"):
        by_digest(["é"])


@pytest.mark.parametrize("field", ["after.size", "seq"])
def test_nothing_counts_from_below_zero(field: str) -> None:
    value = {"v": 1, "log": "x", "type": "void", "body": {"entry": 0, "reason": "x"}, "seq": 0}
    value["after"] = {"size": 0, "root": "0" * 64}
    name, _, inside = field.partition(".")
    value[name] = {"size": -1, "root": "0" * 64} if inside else -1
    with pytest.raises(Malformed, match=f"{field}: counts from 0"):
        entries.from_value(value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"body": {"pairs": [["1", "2", "3"]]}}, "body.pairs[0]: expected 2 values, not 3"),
        ({"body": {"pairs": [["1"]]}}, "body.pairs[0]: expected 2 values, not 1"),
    ],
)
def test_pairs_are_of_two(change: dict[str, Value], message: str) -> None:
    digest = terms.Digest("1" * 64)
    act = acts.Concord(earlier=digest, later=digest, pairs=((terms.Place("1"), terms.Place("2")),))
    value: Any = entries.to_value(entry(act), Safe())
    value["body"] = {**value["body"], **change["body"]}  # type: ignore[dict-item]
    with pytest.raises(Malformed) as refusal:
        entries.from_value(value)
    assert message in str(refusal.value)


def test_no_entry_has_a_number_below_zero() -> None:
    value: Any = entries.to_value(entry(acts.Confirm(entry=terms.Index(7))), Safe())
    value["body"] = {**value["body"], "entry": -1}
    with pytest.raises(Malformed, match="expected the index of an entry, from 0"):
        entries.from_value(value)


@pytest.mark.parametrize("value", [None, [], "an entry", 1])
def test_an_entry_is_an_object(value: Value) -> None:
    with pytest.raises(Malformed, match="an entry is an object"):
        entries.from_value(value)


def test_what_is_withheld_cannot_be_written_again() -> None:
    act = acts.Admit(party=terms.PartyId("party-00000000"), handle="boria", name=terms.WITHHELD)
    with pytest.raises(ValueError, match="name is withheld, so the entry cannot be written again"):
        entries.to_value(entry(act), Safe())


def test_a_salt_has_sixteen_bytes() -> None:
    with pytest.raises(ValueError, match="a salt has 16 bytes, not 4"):
        Disclosure(bytes(4), "name", "Boria")
