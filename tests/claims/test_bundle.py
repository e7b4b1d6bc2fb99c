"""Bundles: what one carries, that it checks, and every way in which one may lie, with the exact message."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims import peace_plan
from tests.claims.sealed import Sealed, private, sealed
from tests.claims.test_showings import inserting

from travaux.claims import archive
from travaux.claims.bundle import STEPS, Bundle, Pins, Report, read, write
from travaux.claims.lines import from_lines, to_lines
from travaux.claims.texts import carry, draft_of
from travaux.errors import Malformed
from travaux.log.leaf import Leaf
from travaux.log.note import ED25519, Key
from travaux.log.policy import Log, Policy
from travaux.record import wire
from travaux.record.disclosures import Disclosure
from travaux.record.entries import from_value
from travaux.record.terms import Digest
from travaux.text.clauses import Line, Opening
from travaux.text.drafts import Draft

DENIAL = peace_plan.DENIAL


@pytest.fixture(scope="module")
def innocent() -> Sealed:
    """The record in which the denial is borne out: the answer rests on acts not being there."""
    return sealed(peace_plan.borne_out())


@pytest.fixture(scope="module")
def bundle(innocent: Sealed) -> Bundle:
    return innocent.bundle(DENIAL)


@pytest.fixture(scope="module")
def guilty() -> Sealed:
    return sealed(peace_plan.contradicted())


def failure(report: Report) -> tuple[str, str]:
    """The one statement that failed, and why; all those after it have to be left out."""
    failed = [place for place, step in enumerate(report.steps) if step.answer == "failed"]
    assert len(failed) == 1
    assert all(step.answer == "left out" for step in report.steps[failed[0] + 1 :])
    assert not report.holds
    return report.steps[failed[0]].says, report.steps[failed[0]].why


# What is so


def test_a_negative_answer_carries_every_entry_and_checks(innocent: Sealed, bundle: Bundle) -> None:
    report = innocent.verified(write(bundle))
    assert tuple(step.says for step in report.steps) == STEPS
    assert report.holds
    assert (report.finding, report.size, report.origin) == (bundle.finding, 15, "example.com/velm-valley")
    assert bundle.finding.verdict == "borne out"
    assert list(bundle.leaves) == list(range(15))


def test_a_new_clause_is_found_again_by_who_checks() -> None:
    made = sealed(inserting())
    for sentence, verdict in ((DENIAL, "contradicted"), ("boria changed clause 4", "borne out")):
        finding = made.finding(sentence)
        for chosen in (None, [each.entry for each in finding.bearing]):
            report = made.verified(write(made.bundle(sentence, only=chosen)))
            assert report.holds
            assert report.finding is not None
            assert (verdict, [8]) == (report.finding.verdict, [each.entry for each in report.finding.bearing])


def test_what_was_not_proved_is_said(innocent: Sealed, bundle: Bundle) -> None:
    limits = innocent.verified(write(bundle)).not_proved
    assert "that nothing was said or done that is not in the log: coverage is the word of whoever vouches" in limits
    assert "whose the keys are: you named none that you know from elsewhere" in limits


def test_the_same_answer_is_the_same_bytes(innocent: Sealed) -> None:
    assert innocent.file(DENIAL) == sealed(peace_plan.borne_out()).file(DENIAL)


def test_what_is_written_reads_back(bundle: Bundle) -> None:
    assert bundle == read(write(bundle))


def test_some_entries_with_their_proofs_show_what_was_done(guilty: Sealed) -> None:
    finding = guilty.finding("boria changed clause 14")
    some = guilty.bundle("boria changed clause 14", only=[each.entry for each in finding.bearing])
    assert len(some.leaves) < len(guilty.leaves)
    report = guilty.verified(write(some))
    assert report.holds
    assert report.finding is not None
    assert report.finding.verdict == "borne out"
    assert any("only some of the entries are here" in each for each in report.not_proved)


def test_some_entries_never_carry_a_negative_answer(innocent: Sealed) -> None:
    entries = [each.entry for each in innocent.finding(DENIAL).coverage]
    with pytest.raises(Malformed, match="the entries give disputed, and the finding says borne out"):
        innocent.bundle(DENIAL, only=entries + [13, 14])


def test_a_name_that_is_not_disclosed_is_withheld() -> None:
    hidden = sealed(peace_plan.borne_out())
    kept = [(entry, text) for entry, text in hidden.disclosures if entry != 13]
    said = hidden.entered[13]
    entry = from_value(Leaf.from_text(hidden.leaves[13]).value, wire.Shown())
    without = replace(
        hidden, disclosures=kept, entered=[*hidden.entered[:13], replace(said, entry=entry), *hidden.entered[14:]]
    )
    data = without.file(DENIAL)
    report = without.verified(data)
    assert report.holds
    assert b"Dav Karst" in hidden.file(DENIAL)
    assert b"Dav Karst" not in data
    assert b"a person (name withheld)" in data


def test_keys_that_are_known_are_held_against_the_record(innocent: Sealed, bundle: Bundle) -> None:
    mine = ("party-boria000", private("boria").public.to_text())
    assert innocent.verified(write(bundle), replace(innocent.pins, keys=(mine,))).holds
    wrong = ("party-boria000", private("nobody").public.to_text())
    says, why = failure(innocent.verified(write(bundle), replace(innocent.pins, keys=(wrong,))))
    assert (STEPS[7], "party-boria000: the record has not the key that you know for it") == (says, why)


# Lies


def test_another_log_is_not_believed(innocent: Sealed, bundle: Bundle) -> None:
    pins = Pins(policy=Policy(logs=(Log(Key("example.com/other", ED25519, innocent.key.public)),)))
    assert (STEPS[1], "the log example.com/velm-valley is not one of those believed here") == failure(
        innocent.verified(write(bundle), pins)
    )


def test_the_policy_in_a_bundle_is_not_used(innocent: Sealed, bundle: Bundle) -> None:
    own = replace(bundle, policy=innocent.pins.policy.to_text())
    stranger = Pins(policy=Policy(logs=(Log(Key("example.com/velm-valley", ED25519, private("x").public.public)),)))
    assert failure(innocent.verified(write(own), stranger))[0] == STEPS[1]
    other = replace(bundle, policy=stranger.policy.to_text())
    assert any("it is not yours" in each for each in innocent.verified(write(other)).not_proved)


def test_an_entry_left_out_under_a_negative_claim(guilty: Sealed) -> None:
    """The acceptances and the proposal are left out, and the finding is the one that would follow."""
    lying = sealed(peace_plan.borne_out()).bundle(DENIAL)
    forged = replace(lying, checkpoint=guilty.note().to_text())
    assert (STEPS[2], "leaves.txt: 15 entries, where the checkpoint has 29") == failure(guilty.verified(write(forged)))


def test_the_last_entry_left_out(innocent: Sealed, bundle: Bundle) -> None:
    fewer = replace(bundle, leaves={index: leaf for index, leaf in bundle.leaves.items() if index < 14})
    assert (STEPS[2], "leaves.txt: 14 entries, where the checkpoint has 15") == failure(innocent.verified(write(fewer)))


def test_an_entry_exchanged(innocent: Sealed, bundle: Bundle) -> None:
    leaves = {**bundle.leaves, 3: bundle.leaves[4], 4: bundle.leaves[3]}
    assert (STEPS[2], "leaves.txt: the entries do not give the root of the checkpoint") == failure(
        innocent.verified(write(replace(bundle, leaves=leaves)))
    )


def test_an_entry_edited(innocent: Sealed, bundle: Bundle) -> None:
    leaves = {**bundle.leaves, 9: bundle.leaves[9].replace(b"2031", b"2032").replace(b"tabled", b"adopted")}
    leaves[9] = leaves[9] if leaves[9] != bundle.leaves[9] else bundle.leaves[9].replace(b'"seq":', b'"seq":1')
    assert (STEPS[2], "leaves.txt: the entries do not give the root of the checkpoint") == failure(
        innocent.verified(write(replace(bundle, leaves=leaves)))
    )


def test_a_foreign_proof(guilty: Sealed, innocent: Sealed) -> None:
    finding = guilty.finding("boria changed clause 14")
    some = guilty.bundle("boria changed clause 14", only=[each.entry for each in finding.bearing])
    one, other = list(some.receipts)[-2:]
    swapped = replace(some, receipts={**some.receipts, one: some.receipts[other], other: some.receipts[one]})
    assert (STEPS[2], f"leaves/{one}.tlog-proof: a receipt for another entry, or under another checkpoint") == failure(
        guilty.verified(write(swapped))
    )
    moved = some.receipts[one].replace(f"index {one}".encode(), f"index {other}".encode())
    lines = some.receipts[other].replace(f"index {other}".encode(), f"index {one}".encode())
    assert moved != some.receipts[one]
    report = guilty.verified(write(replace(some, receipts={**some.receipts, one: lines})))
    assert failure(report)[0] == STEPS[2]
    elsewhere = innocent.note().to_text()
    assert failure(guilty.verified(write(replace(some, checkpoint=elsewhere))))[0] == STEPS[2]


def test_a_finding_that_was_changed(innocent: Sealed, bundle: Bundle) -> None:
    turned = replace(bundle, finding=replace(bundle.finding, verdict="contradicted"))
    assert (STEPS[8], "finding.jsonl: it says contradicted, and the entries give borne out") == failure(
        innocent.verified(write(turned))
    )
    trimmed = replace(bundle, finding=replace(bundle.finding, bearing=bundle.finding.bearing[1:]))
    says = "it says the same verdict as the entries give, and not the same of what bears on it or was assumed"
    assert (STEPS[8], f"finding.jsonl: {says}") == failure(innocent.verified(write(trimmed)))
    bold = replace(bundle, finding=replace(bundle.finding, assumptions=()))
    assert failure(innocent.verified(write(bold)))[0] == STEPS[8]


def test_signers_that_were_changed(innocent: Sealed, bundle: Bundle) -> None:
    more = replace(bundle, signers=bundle.signers + b"eve " + private("eve").public.to_text().encode() + b"\n")
    assert (STEPS[8], "allowed_signers: not the keys that are valid at the checkpoint") == failure(
        innocent.verified(write(more))
    )


def test_a_private_value_that_was_changed(innocent: Sealed, bundle: Bundle) -> None:
    (entry, text), *rest = bundle.disclosures
    old = Disclosure.from_text(text)
    forged = ((entry, Disclosure(old.salt, old.name, "Eve").to_text()), *rest)
    report = innocent.verified(write(replace(bundle, disclosures=forged)))
    says, why = failure(report)
    assert says == STEPS[5]
    assert why.endswith("no entry commits to this private value")


def test_a_draft_that_nobody_tabled(innocent: Sealed, bundle: Bundle) -> None:
    foreign = carry(Draft("1. Nothing.\n"))
    report = innocent.verified(write(replace(bundle, drafts=(*bundle.drafts, foreign))))
    assert (STEPS[6], f"drafts/{foreign.digest}.txt: no entry tables a draft with this digest") == failure(report)


def test_a_draft_left_out_changes_the_finding(innocent: Sealed, bundle: Bundle) -> None:
    report = innocent.verified(write(replace(bundle, drafts=bundle.drafts[1:])))
    assert failure(report)[0] == STEPS[8]


def test_a_signature_that_does_not_hold(innocent: Sealed) -> None:
    """The log itself took in a signature over other words."""
    lying = sealed(peace_plan.borne_out())
    good = Leaf.from_text(lying.leaves[14])
    lying.leaves[14] = Leaf(good.message, (private("depositary").sign(b"other words"),)).to_text()
    bundle = replace(innocent.bundle(DENIAL), leaves=lying.leaves, checkpoint=lying.note().to_text())
    message = "entry 14: a proof, a signature or a digest does not hold"
    assert (STEPS[4], message) == failure(innocent.verified(write(bundle)))


def test_a_log_in_which_an_author_saw_another(innocent: Sealed, bundle: Bundle) -> None:
    """The depositary rewrote entry 9 and signed the new tree; whoever came after had seen the old one."""
    lying = sealed(peace_plan.borne_out())
    good = Leaf.from_text(lying.leaves[9])
    again = Leaf.of({**good.value, "nonce": "x"}, *good.signatures)  # type: ignore[dict-item]
    lying.leaves[9] = again.to_text()
    forged = replace(bundle, leaves=lying.leaves, checkpoint=lying.note().to_text())
    message = "entry 10: after: its author saw a log of 10 entries that is not this one"
    assert (STEPS[3], message) == failure(innocent.verified(write(forged)))


# Damage


@pytest.mark.parametrize("cut", [0, 1, 30, 1000, -23, -1])
def test_a_file_cut_short(innocent: Sealed, bundle: Bundle, cut: int) -> None:
    says, why = failure(innocent.verified(write(bundle)[:cut]))
    assert says == STEPS[0]
    assert why


def test_a_file_that_is_something_else(innocent: Sealed) -> None:
    for data in (b"", b"PK", b"%PDF-1.7", archive.write({}), archive.write({"a": b"b"})):
        assert failure(innocent.verified(data))[0] == STEPS[0]


def test_a_file_more_in_the_bundle(innocent: Sealed, bundle: Bundle) -> None:
    files = {**archive.read(write(bundle)), "instructions.txt": b"Trust me."}
    where = "instructions.txt: a file that does not belong in a bundle, or is written otherwise"
    assert (STEPS[0], where) == failure(innocent.verified(archive.write(files)))


def test_instructions_that_were_changed(innocent: Sealed, bundle: Bundle) -> None:
    files = archive.read(write(bundle))
    files["README.txt"] = files["README.txt"].replace(b"openssl", b"opensls")
    assert failure(innocent.verified(archive.write(files)))[1].startswith("README.txt: ")


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_every_bit_that_is_flipped_is_refused(data: st.DataObject) -> None:
    made = _small()
    whole = write(made.bundle("boria accepted clause 1"))
    at = data.draw(st.integers(0, len(whole) * 8 - 1))
    broken = bytearray(whole)
    broken[at // 8] ^= 1 << at % 8
    assert failure(made.verified(bytes(broken)))[0] == STEPS[0]


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_every_bit_that_is_flipped_inside_a_file_is_refused(data: st.DataObject) -> None:
    """Here the archive is written anew around the damage: only what the file says can show it."""
    made = _small()
    files = archive.read(write(made.bundle("boria accepted clause 1")))
    name = data.draw(st.sampled_from(sorted(files)))
    at = data.draw(st.integers(0, len(files[name]) * 8 - 1))
    broken = bytearray(files[name])
    broken[at // 8] ^= 1 << at % 8
    files[name] = bytes(broken)
    report = made.verified(archive.write(files))
    assert not report.holds


_MADE: list[Sealed] = []


def _small() -> Sealed:
    if not _MADE:
        record = peace_plan.opened()
        draft = record.draft("1. Forces\nNo force exceeds 42 units.\n")
        record.table("aldania", draft)
        record.take("boria", draft, "1", "accept")
        _MADE.append(sealed(record))
    return _MADE[0]


# The parts


def test_archives_are_plain_zip_files(tmp_path: Path) -> None:
    import zipfile

    (tmp_path / "a.zip").write_bytes(archive.write({"b/c.txt": b"two", "a.txt": b"one"}))
    with zipfile.ZipFile(tmp_path / "a.zip") as opened:
        assert opened.testzip() is None
        assert {name: opened.read(name) for name in opened.namelist()} == {"a.txt": b"one", "b/c.txt": b"two"}
        assert {(1980, 1, 1, 0, 0, 0)} == {each.date_time for each in opened.infolist()}


@given(
    st.dictionaries(
        st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,8}(/[a-z0-9]{1,4})?", fullmatch=True), st.binary(max_size=50), max_size=5
    )
)
def test_an_archive_reads_back(files: dict[str, bytes]) -> None:
    assert dict(sorted(files.items())) == archive.read(archive.write(files))


@pytest.mark.parametrize("name", ["../a", "/a", "a/b/c", "", "a b", "a\\b", ".hidden"])
def test_an_archive_takes_no_other_names(name: str) -> None:
    with pytest.raises(Malformed, match="not a name for a file"):
        archive.write({name: b""})


def test_a_draft_keeps_its_numbers() -> None:
    lines = (Line(label="1.", level=0), Line(opens=(Opening(kind="article", depth=0, label="2."),), closes=0))
    draft = Draft("Forces\nAudit", lines=lines, apparatus=(Draft("A note.\f", name="footnote 1"),))
    text = carry(draft)
    assert (Digest(draft.digest), True) == (text.digest, text.numbered)
    assert draft.apparatus == draft_of(text).apparatus
    assert [draft.text, draft.lines] == [draft_of(text).text, draft_of(text).lines]
    assert not carry(Draft("Forces\fAudit")).numbered
    assert draft_of(carry(Draft("Forces\fAudit"))).text == "Forces\fAudit"


def test_a_finding_reads_back(bundle: Bundle) -> None:
    assert bundle.finding == from_lines(to_lines(bundle.finding))
    with pytest.raises(Malformed, match="line 2: neither a finding nor what bears on one"):
        from_lines(to_lines(bundle.finding).split(b"\n")[0] + b'\n{"at":""}\n')


# With stock tools


Run = Callable[[str], str]


@pytest.fixture
def unpacked(tmp_path: Path, bundle: Bundle) -> Run:
    """Unpacks a bundle as its README says; returns what runs a command there and gives its output."""
    for tool in ("unzip", "openssl", "ssh-keygen", "awk", "sha256sum"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    (tmp_path / "answer.bundle").write_bytes(write(bundle))
    subprocess.run(["unzip", "-q", "answer.bundle", "-d", "bundle"], cwd=tmp_path, check=True)

    def run(command: str) -> str:
        done = subprocess.run(
            ["sh", "-c", command], cwd=tmp_path / "bundle", capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr

    return run


def commands(run: Run, number: int, **names: str) -> str:
    """Runs the commands under a number of the README, with names filled in."""
    readme = run("cat README.txt")
    part = readme.partition(f"\n{number}. ")[2].partition(f"\n{number + 1}. ")[0]
    script = "\n".join(line for line in part.split("\n") if line.startswith("    "))
    for name, value in names.items():
        script = script.replace(name, value)
    return run(script)


def test_the_commands_in_the_bundle_check_it_with_stock_tools(unpacked: Run, innocent: Sealed) -> None:
    key = innocent.key.to_text().rsplit("+", 1)[-1]
    assert "Signature Verified Successfully" in commands(unpacked, 1, KEY=key)
    assert commands(unpacked, 2) == "15\n"
    good = commands(unpacked, 3, **{"n=N": "n=9", "SIGNER": "person-cascadia"})
    assert good.startswith('Good "travaux-entry@v1" signature for person-cascadia')
    assert "Could not verify" in commands(unpacked, 3, **{"n=N": "n=9", "SIGNER": "person-boriacle"})
    digests = [line.split() for line in commands(unpacked, 4).splitlines()]
    assert digests
    assert all(f"drafts/{digest}.txt" == name for digest, name in digests)


def test_stock_tools_refuse_a_changed_byte(unpacked: Run, innocent: Sealed) -> None:
    key = innocent.key.to_text().rsplit("+", 1)[-1]
    unpacked("sed -i '2s/15/16/' checkpoint; sed -i 's/Nobody/nobody/; s/\"seq\":0/\"seq\":1/' leaves.txt")
    assert "Signature Verified Successfully" not in commands(unpacked, 1, KEY=key)
    assert "Good" not in commands(unpacked, 3, **{"n=N": "n=9", "SIGNER": "person-cascadia"})


@pytest.mark.parametrize(
    "sentence",
    [
        "boria may have changed  clause 14",
        "two parties accepted clause 14",
        "an official of boria agreed to the majority after several changes",
        "most clauses were not accepted by boria",
        "boria presented the text to its president by 2019-03-31",
        "exactly one party accepted clause 14",
        '"Dav Karst" accepted clause 14',
        "boria demanded “an audit”",
    ],
)
def test_every_kind_of_finding_travels(guilty: Sealed, sentence: str) -> None:
    report = guilty.verified(guilty.file(sentence))
    assert report.holds
    assert report.finding == guilty.finding(sentence)


def test_an_entry_of_another_log(innocent: Sealed, bundle: Bundle) -> None:
    """The depositary took in, as its last entry, one that was signed for another log."""
    elsewhere = sealed(peace_plan.borne_out(), origin="example.com/other")
    lying = sealed(peace_plan.borne_out())
    lying.leaves[14] = elsewhere.leaves[14]
    forged = replace(bundle, leaves=lying.leaves, checkpoint=lying.note().to_text())
    assert failure(innocent.verified(write(forged))) == (STEPS[3], "entry 14: an entry of the log example.com/other")


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_an_archive_with_a_bit_flipped_is_refused(data: st.DataObject) -> None:
    whole = archive.write({"a.txt": b"one", "b/c.txt": b"two"})
    at = data.draw(st.integers(0, len(whole) * 8 - 1))
    broken = bytearray(whole)
    broken[at // 8] ^= 1 << at % 8
    with pytest.raises(Malformed):
        archive.read(bytes(broken))
