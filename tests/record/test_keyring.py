"""Keys: valid by place in the log, brought in only by those who may, flagged where suspect."""

from __future__ import annotations

from tests.record.building import Record, key, party, person

from travaux.record import acts
from travaux.record.keyring import fingerprint


def talks() -> Record:
    record = Record()
    for name in ("aldania", "boria"):
        record.admit(name)
    return record


def limit() -> acts.Limit:
    from tests.record.building import dated

    return acts.Limit(due="an answer", when=dated("2031-03-16"))


def grades(record: Record) -> dict[int, str]:
    return {each.index: each.grade for each in record.state().entries}


def test_a_key_is_valid_after_its_enrolment_and_until_it_retires() -> None:
    record = Record()
    record.admit("boria", keyed=False)
    early = record.enter(limit(), actor="boria")
    record.enrol("boria")
    between = record.enter(limit(), actor="boria")
    retired = record.enter(acts.Retire(key=key("boria"), reason="lost"), actor="boria")
    late = record.enter(limit(), actor="boria")
    found = grades(record)
    assert [found[one] for one in (early, between, retired, late)] == ["reported", "signed", "signed", "reported"]
    holder = record.state().holder(key("boria"))
    assert holder is not None
    assert (holder.enrolled, holder.retired, holder.reason) == (between - 1, retired, "lost")


def test_only_the_depositary_or_the_party_enrols() -> None:
    record = talks()
    forged = record.enter(
        acts.Enrol(person=person("Nobody"), key=key("forged"), party=party("boria")), actor="boria", by="aldania"
    )
    own = record.enter(acts.Enrol(person=person("Vela"), key=key("vela"), party=party("boria")), actor="boria")
    usurped = record.enter(
        acts.Enrol(person=person("Vela"), key=key("second"), duty="depositary"), actor="boria", by="boria"
    )
    state = record.state()
    assert [bool(state.idle(one)) for one in (forged, own, usurped)] == [True, False, True]
    assert state.holder(key("forged")) is None
    assert state.holder(key("vela")) is not None


def test_a_key_cannot_be_enrolled_twice_for_another() -> None:
    record = talks()
    again = record.enrol("aldania", key_name="boria")
    state = record.state()
    holder = state.holder(key("boria"))
    assert holder is not None
    assert (state.idle(again), holder.party) == ("the key is enrolled already, or was", party("boria"))


def test_rotation_needs_both_keys() -> None:
    record = talks()
    alone = record.enter(acts.Rotate(old=key("boria"), new=key("boria 2")), actor="boria")
    record.entered[-1] = type(record.entered[-1])(
        index=alone, entry=record.entered[-1].entry, hash=record.entered[-1].hash, signers=(key("boria"),)
    )
    both = record.enter(acts.Rotate(old=key("boria"), new=key("boria 2")), actor="boria")
    old = record.enter(limit(), actor="boria")
    new = record.enter(limit(), actor="boria", by="boria 2")
    state = record.state()
    assert [bool(state.idle(one)) for one in (alone, both)] == [True, False]
    found = grades(record)
    assert [found[old], found[new]] == ["reported", "signed"]
    holder = state.holder(key("boria 2"))
    assert holder is not None
    assert holder.replaced == " ".join(key("boria").split()[:2])


def test_what_a_stolen_key_signed_is_flagged_not_deleted() -> None:
    record = talks()
    before = record.enter(limit(), actor="boria")
    since = record.enter(limit(), actor="boria")
    record.enter(acts.Retire(key=key("boria"), suspect_from=since), actor=None)
    state = record.state()
    assert [state.suspect(before), state.suspect(since)] == [False, True]
    assert len(state.deadlines) == 2


def test_another_party_cannot_retire_a_key() -> None:
    record = talks()
    foreign = record.enter(acts.Retire(key=key("boria")), actor="aldania")
    after = record.enter(limit(), actor="boria")
    assert record.state().idle(foreign) == "neither the depositary nor a key of the same party retired this key"
    assert grades(record)[after] == "signed"


def test_voiding_an_enrolment_ends_the_key_and_flags_what_it_signed() -> None:
    record = talks()
    enrolled = record.enrol("boria", key_name="double")
    signed = record.enter(limit(), actor="boria", by="double")
    record.void(enrolled, "not a member of the delegation")
    late = record.enter(limit(), actor="boria", by="double")
    state = record.state()
    found = grades(record)
    assert [(found[one], state.suspect(one)) for one in (signed, late)] == [("signed", True), ("reported", False)]


def test_comments_are_no_part_of_a_key() -> None:
    record = talks()
    entered = record.enter(limit(), actor="boria")
    bare = " ".join(key("boria").split()[:2])
    record.entered[-1] = type(record.entered[-1])(
        index=entered, entry=record.entered[-1].entry, hash=record.entered[-1].hash, signers=(f"{bare} renamed",)
    )
    assert grades(record)[entered] == "signed"


def test_a_fingerprint_is_what_ssh_keygen_prints() -> None:
    line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKEHv/POEL4dcN0Y50vAmWfk1jCbpRVfHdyGZBJVMbg4 clerk of Boria"
    assert fingerprint(line) == "SHA256:V2mul0NJifP0A3z/uws37ri+y8yOm6GWqhLBvbJDUIg"


def test_gaps_in_an_authors_own_chain() -> None:
    record = talks()
    record.enter(limit(), actor="boria")
    skipped = record.enter(limit(), actor="boria", seq=5)
    foreign = record.enter(limit(), actor="boria", seq=6, prev="0" * 64)
    record.enter(acts.Roll(last=((fingerprint(key("aldania")), 900),)), actor="boria", seq=7)
    rolled = record.enter(acts.Roll(last=((fingerprint(key("boria")), 9), (fingerprint(key("gone")), 0))))
    state = record.state()
    assert [(gap.entry, gap.says) for gap in state.gaps] == [
        (skipped, "its author's entry 5 where 1 was to follow"),
        (foreign, "it does not follow upon its author's entry before"),
        (rolled, "entries up to 9 by the roll, up to 7 in the log"),
        (rolled, "entries up to 0 by the roll, none in the log"),
    ]


def test_what_is_no_key_is_its_own_fingerprint() -> None:
    assert [fingerprint(line) for line in ("ssh-ed25519", "ssh-ed25519 no-base64!", "")] == [
        "ssh-ed25519", "ssh-ed25519 no-base64!", "",
    ]  # fmt: skip


def test_a_roll_that_says_what_is_in_the_log_finds_no_gap() -> None:
    record = talks()
    record.enter(limit(), actor="boria")
    record.enter(limit(), actor="boria")
    told = {"aldania": -1, "boria": 1}
    for last in (told["boria"], 0, 2):
        record.enter(acts.Roll(last=((fingerprint(key("boria")), last),)))
    assert [each.says for each in record.state().gaps] == ["entries up to 2 by the roll, up to 1 in the log"]


def test_a_witness_signs_for_nobody() -> None:
    record = talks()
    record.enter(acts.Enrol(person=person("A witness"), key=key("a witness"), party=party("boria"), duty="witness"))
    entered = record.enter(limit(), actor="boria", by="a witness")
    assert grades(record)[entered] == "reported"
