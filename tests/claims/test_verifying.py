"""Verifying, statement by statement: small logs in which one thing at a time is wrong, and what is said of it.

The finding is taken as it comes (`agreeing`), so that only the log and its entries are judged; `test_bundle` works
findings out anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from tests.claims.sealed import Sealed, check_signature, private, sealed
from tests.claims.test_lines import BARE
from tests.record.building import Record, key, person

from travaux.canon import to_text
from travaux.claims.bundle import LIMITS, STEPS, Bundle, Pins, Report, Step, verify, write
from travaux.claims.carried import Text
from travaux.claims.claim import Finding
from travaux.errors import Malformed, ProofFailed, UnknownKey
from travaux.keys.check import check_ed25519
from travaux.log.leaf import Leaf
from travaux.log.merkle import Tree
from travaux.log.note import Note
from travaux.log.receipt import Receipt, prove_entry
from travaux.record import acts
from travaux.record.disclosures import Disclosure
from travaux.record.entries import Entered
from travaux.record.terms import Index, Withheld

OWN = "whose the keys are: you named none that you know from elsewhere"
FEW = "that no other entry voids, withdraws or answers those shown here: only some of the entries are here"
NUMBERS = "that the clauses are numbered as here: word processors compute numbers, and no digest covers them"
POLICY = "anything by the policy in the bundle: it is not yours, and was not used"
UNDONE = "a proof, a signature or a digest does not hold"


def small() -> Record:
    """The depositary's key, two parties with a key each, and what they did: eight entries."""
    record = Record()
    record.admit("aldania")
    record.admit("boria")
    draft = record.draft("1. Forces\nNo force exceeds 42 units.\n")
    record.table("aldania", draft)
    record.take("boria", draft, "1", "accept")
    record.take("aldania", draft, "1", "accept")
    return record


@pytest.fixture(scope="module")
def made() -> Sealed:
    return sealed(small())


def whole(made: Sealed, **fields: Any) -> Bundle:
    """Every entry of a record, under a finding that nobody looks at."""
    bundle = Bundle(
        finding=BARE, checkpoint=made.note().to_text(), leaves=made.leaves, signers=b"keys",
        disclosures=tuple(sorted(made.disclosures)),
    )  # fmt: skip
    return replace(bundle, **fields)


def some(made: Sealed, *indices: int) -> Bundle:
    """Some entries of a record, each with its receipt."""
    tree, note = tree_of(made), made.note()
    return replace(
        whole(made),
        leaves={index: made.leaves[index] for index in indices},
        receipts={index: prove_entry(tree, index, note).to_text() for index in indices},
        disclosures=tuple(sorted(each for each in made.disclosures if each[0] in indices)),
    )


def tree_of(made: Sealed) -> Tree:
    return Tree(Leaf.from_text(leaf).hash for leaf in made.leaves.values())


def agreeing(bundle: Bundle, entered: Sequence[Entered]) -> tuple[Finding, bytes]:
    return bundle.finding, bundle.signers


def verified(made: Sealed, bundle: Bundle, pins: Pins | None = None, **functions: Any) -> Report:
    chosen = {"check_signature": check_signature, "check": check_ed25519, "rework": agreeing, **functions}
    return verify(write(bundle), pins or made.pins, **chosen)


def why(made: Sealed, bundle: Bundle, pins: Pins | None = None, **functions: Any) -> str:
    """Which statement failed, by its number, and why; those before it hold, and those after it are left out."""
    report = verified(made, bundle, pins, **functions)
    failed = next(place for place, step in enumerate(report.steps) if step.answer == "failed")
    expected = [*["passed"] * failed, "failed", *["left out"] * (len(STEPS) - failed - 1)]
    assert [step.answer for step in report.steps] == expected
    assert [step.says for step in report.steps] == [*STEPS]
    assert not any(step.why for step in report.steps if step.answer != "failed")
    assert not report.holds
    return f"{failed}: {report.steps[failed].why}"


def changed(made: Sealed, index: int, *signers: str, **fields: object) -> Sealed:
    """The record in which one entry, the last unless nobody saw the log after it, says something else."""
    leaf = Leaf.from_text(made.leaves[index])
    assert isinstance(leaf.value, dict)
    value = {name: field for name, field in {**leaf.value, **fields}.items() if field is not None}
    again = Leaf.of(value, *(private(name).sign(to_text(value)) for name in signers))
    return replace(made, leaves={**made.leaves, index: again.to_text()})


# What holds


def test_all_that_a_report_says(made: Sealed) -> None:
    assert verified(made, whole(made)) == Report(
        steps=tuple(Step(says, "passed") for says in STEPS),
        not_proved=(*LIMITS, OWN),
        finding=BARE,
        origin="example.com/velm-valley",
        size=8,
        root=tree_of(made).root().hex(),
    )
    assert verified(made, whole(made)).holds
    assert not Report(steps=()).holds


def test_nothing_is_said_of_what_could_not_be_read(made: Sealed) -> None:
    report = verify(b"?", made.pins, check_signature, check_ed25519, agreeing)
    assert report == Report(steps=report.steps, not_proved=LIMITS)
    assert (report.finding, report.origin, report.size, report.root) == (None, "", 0, "")
    other = sealed(small(), origin="example.com/other")
    stranger = verified(other, whole(made))
    assert (stranger.finding, stranger.origin, stranger.size) == (BARE, "", 0)
    assert stranger.not_proved == (*LIMITS, OWN)


def test_limits_are_said_where_they_are(made: Sealed) -> None:
    numbered = Text(b"Forces.\n", b'{"parts":[8]}\n{"label":"1."}\n')
    plain = Text(b"Forces.\n")
    mine = made.pins.policy.to_text()
    known = replace(made.pins, keys=(("party-boria000", private("boria").public.to_text()),))
    for bundle, pins, expected in [
        (whole(made), known, ()),
        (whole(made, policy=mine), known, ()),
        (whole(made, policy=b"quorum none\n"), known, (POLICY,)),
        (whole(made, drafts=(plain,)), known, ()),
        (whole(made, drafts=(numbered,)), known, (NUMBERS,)),
        (some(made, 0, 4), known, (FEW,)),
        (some(made, 0, 4), made.pins, (FEW, OWN)),
        (whole(made, drafts=(numbered,), policy=b"quorum none\n"), made.pins, (NUMBERS, OWN, POLICY)),
    ]:
        assert verified(made, bundle, pins).not_proved == (*LIMITS, *expected)


def test_entries_are_handed_on_with_their_places_hashes_and_signers(made: Sealed) -> None:
    taken: list[tuple[Bundle, Sequence[Entered]]] = []

    def keeping(bundle: Bundle, entered: Sequence[Entered]) -> tuple[Finding, bytes]:
        taken.append((bundle, tuple(entered)))
        return bundle.finding, bundle.signers

    assert verified(made, whole(made), rework=keeping).holds
    assert taken.pop() == (whole(made), tuple(made.entered))
    assert verified(made, some(made, 2, 6), rework=keeping).holds
    assert taken.pop() == (some(made, 2, 6), (made.entered[2], made.entered[6]))


# The log


def test_leaves_and_receipts_that_do_not_belong_together(made: Sealed) -> None:
    bundle = some(made, 2, 6)
    message = "2: leaves/: a leaf without its receipt, or a receipt without its leaf"
    assert why(made, replace(bundle, receipts={2: bundle.receipts[2]})) == message
    assert why(made, replace(bundle, leaves={6: bundle.leaves[6]})) == message


def test_receipts_that_show_something_else(made: Sealed) -> None:
    bundle = some(made, 2, 6)
    message = "2: leaves/6.tlog-proof: a receipt for another entry, or under another checkpoint"
    good = Receipt.from_text(bundle.receipts[6])
    earlier = prove_entry(tree_of(made), 6, made.note(7)).to_text()
    for receipt in (replace(good, index=2), replace(good, extra=b"x"), Receipt.from_text(earlier)):
        assert why(made, replace(bundle, receipts={**bundle.receipts, 6: receipt.to_text()})) == message
    for proof in (good.proof[:-1], good.proof[::-1], (*good.proof, bytes(32))):
        forged = replace(good, proof=proof).to_text()
        assert why(made, replace(bundle, receipts={**bundle.receipts, 6: forged})) == f"2: {UNDONE}"
    broken = {**bundle.receipts, 6: b"x"}
    assert why(made, replace(bundle, receipts=broken)).startswith("2: leaves/6.tlog-proof: not a file that begins with")
    swapped = {**bundle.leaves, 6: made.leaves[5]}
    assert why(made, replace(bundle, leaves=swapped)) == f"2: {UNDONE}"


def test_leaves_that_are_none(made: Sealed) -> None:
    none = replace(whole(made), leaves={**made.leaves, 7: b"x\n"})
    assert why(made, none) == "2: entry 7: line 1: character 0: not JSON: Expecting value"


def test_entries_more_or_less_or_others_than_the_log_has(made: Sealed) -> None:
    fewer = {index: made.leaves[index] for index in range(7)}
    assert why(made, replace(whole(made), leaves=fewer)) == "2: leaves.txt: 7 entries, where the checkpoint has 8"
    assert why(made, replace(whole(made), checkpoint=made.note(7).to_text())) == (
        "2: leaves.txt: 8 entries, where the checkpoint has 7"
    )
    other = changed(made, 7, "aldania", nonce="x")
    assert why(made, whole(other, checkpoint=made.note().to_text())) == (
        "2: leaves.txt: the entries do not give the root of the checkpoint"
    )


def test_a_checkpoint_with_a_signature_that_does_not_hold(made: Sealed) -> None:
    note = made.note(7)
    forged = Note(made.note().text, note.signatures).to_text()
    assert why(made, whole(made, checkpoint=forged)) == f"1: {UNDONE}"


# The entries


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"log": "example.com/other"}, "an entry of the log example.com/other"),
        ({"after": {"size": 8, "root": "0" * 64}}, "after: its author saw a log of 8 entries that is not this one"),
        ({"after": {"size": 7, "root": "0" * 64}}, "after: its author saw a log of 7 entries that is not this one"),
        ({"v": 2}, "v: entry format 2, and this Travaux reads 1"),
    ],
)
def test_an_entry_that_does_not_belong(made: Sealed, fields: dict[str, object], message: str) -> None:
    lying = changed(made, 7, "aldania", **fields)
    assert why(lying, whole(lying)) == f"3: entry 7: {message}"


def test_an_author_may_have_seen_less(made: Sealed) -> None:
    tree = tree_of(made)
    for size in range(8):
        seen = changed(made, 7, "aldania", after={"size": size, "root": tree.root(size).hex()})
        assert verified(seen, whole(seen)).holds


def test_of_some_entries_only_the_size_that_was_seen_can_be_judged(made: Sealed) -> None:
    other = changed(made, 7, "aldania", after={"size": 7, "root": "0" * 64})
    assert verified(other, some(other, 7)).holds
    later = changed(made, 7, "aldania", after={"size": 8, "root": "0" * 64})
    message = "3: entry 7: after: its author saw a log of 8 entries that is not this one"
    assert why(later, some(later, 7)) == message


# Signatures


def test_signatures_and_keys_that_do_not_hold(made: Sealed) -> None:
    def refusing(fault: Exception) -> Any:
        def check(message: bytes, signature: bytes) -> str:
            if b'"seq":1' in message:
                raise fault
            return check_signature(message, signature)

        return check

    at = next(index for index, leaf in made.leaves.items() if b'"seq":1' in leaf)
    for fault, said in [
        (ProofFailed(), UNDONE),
        (UnknownKey("a key that nobody enrolled"), "a key that nobody enrolled"),
        (Malformed("ends before its counter does", where="signature"), "signature: ends before its counter does"),
    ]:
        assert why(made, whole(made), check_signature=refusing(fault)) == f"4: entry {at}: {said}"


def test_what_is_signed_is_the_first_line_and_every_signature_counts(made: Sealed) -> None:
    both = changed(made, 7, "aldania", "boria")
    asked: list[tuple[bytes, bytes]] = []

    def noting(message: bytes, signature: bytes) -> str:
        asked.append((message, signature))
        return check_signature(message, signature)

    assert verified(both, whole(both), check_signature=noting).holds
    leaves = [Leaf.from_text(leaf) for leaf in both.leaves.values()]
    assert asked == [(leaf.message, signature) for leaf in leaves for signature in leaf.signatures]
    assert len(asked) == 9


# Private values


def test_a_value_shown_with_an_entry_that_does_not_hold_it(made: Sealed) -> None:
    (entry, text), *_ = [each for each in made.disclosures if each[0] == 1]
    assert entry == 1
    digest = Disclosure.from_text(text).digest
    rest = tuple(each for each in made.disclosures if each != (entry, text))
    message = "no entry commits to this private value"
    for elsewhere in (2, 5, 99):
        bundle = whole(made, disclosures=tuple(sorted((*rest, (elsewhere, text)))))
        assert why(made, bundle) == f"5: entry {elsewhere}: {digest}: {message}"
    strange = Disclosure(bytes(16), "name", "Eve")
    bundle = whole(made, disclosures=(*sorted(made.disclosures), (99, strange.to_text())))
    assert why(made, bundle) == f"5: entry 99: {strange.digest}: {message}"


def test_a_value_shown_twice(made: Sealed) -> None:
    entry, text = sorted(made.disclosures)[0]
    bundle = whole(made, disclosures=((entry, text), *sorted(made.disclosures)))
    digest = Disclosure.from_text(text).digest
    assert why(made, bundle) == f"3: disclosure {digest}: the same disclosure a second time"


def test_values_deep_inside_lists_are_found() -> None:
    record = small()
    record.accredit("boria", person("Orla Velling", "envoy"), person("Dav Karst"))
    deep = sealed(record)
    assert len([each for each in deep.disclosures if each[0] == 8]) >= 3
    assert verified(deep, whole(deep)).holds


def test_a_value_that_was_erased_is_told_from_one_that_is_withheld() -> None:
    record = small()
    first = sealed(record)
    entry, text = next(each for each in first.disclosures if each[0] == 2)
    erase = acts.Erase(entry=Index(entry), digest=Disclosure.from_text(text).digest, ground="asked")
    record.enter(erase)
    erased = sealed(record)
    kept = tuple(sorted(each for each in erased.disclosures if each[0] not in (2, 4)))
    names: list[object] = []

    def noting(bundle: Bundle, entered: Sequence[Entered]) -> tuple[Finding, bytes]:
        names.extend(each.entry.act.person.name for each in entered if isinstance(each.entry.act, acts.Enrol))
        return bundle.finding, bundle.signers

    assert verified(erased, replace(whole(erased), disclosures=kept), rework=noting).holds
    assert names == ["Clerk of the Depositary", Withheld(8), Withheld()]


# Drafts and keys


def test_drafts_that_an_entry_names() -> None:
    record = small()
    first = record.draft("1. Forces\nNo force exceeds 42 units.\n")
    later = record.draft("1. Forces\nNo force exceeds 43 units.\n")
    record.correct("aldania", first, later, "1")
    corrected = sealed(record)
    drafts = tuple(
        sorted((Text(record.drafts[each].text.encode()) for each in (first, later)), key=lambda text: text.digest)
    )
    assert {text.digest for text in drafts} == {first, later}
    assert verified(corrected, whole(corrected, drafts=drafts)).holds
    before = replace(corrected, leaves={index: corrected.leaves[index] for index in range(8)})
    shown = tuple(sorted(each for each in corrected.disclosures if each[0] < 8))
    bundle = whole(before, drafts=drafts, disclosures=shown)
    assert why(before, bundle) == f"6: drafts/{later}.txt: no entry tables a draft with this digest"


def test_keys_that_are_known_from_elsewhere(made: Sealed) -> None:
    line = private("boria").public.to_text()
    for owner in ("party-boria000", "person-boriacle"):
        for known in (line, f"{line} clerk of boria"):
            assert verified(made, whole(made), replace(made.pins, keys=((owner, known),))).holds
    record = small()
    record.enrol("boria", key_name="deputy")
    named = sealed(record)
    deputy = private("deputy").public.to_text()
    body = Leaf.from_text(named.leaves[8]).value["body"]  # type: ignore[call-overload,index]
    noted = changed(named, 8, "depositary", body={**body, "key": f"{deputy} the deputy's key"})
    assert verified(noted, whole(noted), replace(noted.pins, keys=(("party-boria000", deputy),))).holds
    message = "the record has not the key that you know for it"
    for owner, known in [
        ("party-aldania0", line),
        ("party-cascadia", line),
        ("party-boria000", private("aldania").public.to_text()),
        ("party-boria000", "ssh-ed25519"),
    ]:
        pins = replace(made.pins, keys=(("party-boria000", line), (owner, known)))
        assert why(made, whole(made), pins) == f"7: {owner}: {message}"


def test_findings_and_signers_that_come_out_otherwise(made: Sealed) -> None:
    def giving(finding: Finding, signers: bytes) -> Any:
        return lambda bundle, entered: (finding, signers)

    assert why(made, whole(made), rework=giving(BARE, b"others")) == (
        "8: allowed_signers: not the keys that are valid at the checkpoint"
    )
    assert why(made, whole(made), rework=giving(replace(BARE, verdict="disputed"), b"keys")) == (
        "8: finding.jsonl: it says silent, and the entries give disputed"
    )
    assert why(made, whole(made), rework=giving(replace(BARE, reason="other"), b"keys")) == (
        "8: finding.jsonl: it says the same verdict as the entries give, and not the same of what bears on it or was "
        "assumed"
    )

    def failing(bundle: Bundle, entered: Sequence[Entered]) -> Any:
        raise ValueError

    assert why(made, whole(made), rework=failing) == "8: ValueError"


# What an author's own count shows


def gaps(made: Sealed, bundle: Bundle | None = None, **functions: Any) -> list[str]:
    report = verified(made, bundle or whole(made), **functions)
    assert report.holds
    return [each for each in report.not_proved if "taken out" in each]


def gap(entry: int, seq: int) -> str:
    said = f"its author's entry {seq} follows upon one that is not here"
    return f"that nothing was taken out before entry {entry}: {said}"


def test_an_author_s_count_that_leaves_one_out(made: Sealed) -> None:
    """The last entry is Aldania's second; its author counts from 0 and names the hash of the one before."""
    assert gaps(made) == []
    assert gaps(changed(made, 7, "aldania", seq=2)) == [gap(7, 2)]
    assert gaps(changed(made, 7, "aldania", seq=0)) == [gap(7, 0)]
    assert gaps(changed(made, 7, "aldania", prev="0" * 64)) == [gap(7, 1)]
    assert gaps(changed(made, 7, "aldania", prev=None)) == [gap(7, 1)]
    assert gaps(changed(made, 7, "stranger", seq=0, prev=None)) == []
    assert gaps(changed(made, 7, "stranger")) == [gap(7, 1)]


def test_of_some_entries_no_count_is_kept(made: Sealed) -> None:
    lying = changed(made, 7, "aldania", seq=2)
    assert gaps(lying, some(lying, 0, 7)) == []


def test_who_brings_a_key_is_not_its_author() -> None:
    """A new key signs beside the one that counts, in either order; it counts its own entries from 0."""
    record = small()
    record.enter(acts.Enrol(person=person("another clerk"), key=key("cascadia")))
    grown = sealed(record)
    for signers in (("depositary", "cascadia"), ("cascadia", "depositary")):
        assert gaps(changed(grown, 8, *signers)) == []
        assert gaps(changed(grown, 8, *signers, seq=9)) == [gap(8, 9)]
        commented = changed(grown, 8, *signers)
        assert gaps(commented, check_signature=lambda *signed: f"{check_signature(*signed)} with a comment") == []
    assert gaps(changed(grown, 8, "cascadia", seq=0, prev=None)) == []
    rotated = small()
    line = private("aldania").public.to_text()
    rotated.enter(acts.Rotate(old=f"{line} aldania", new=f"{private('later').public.to_text()} later"), by="aldania")
    turned = sealed(rotated)
    assert gaps(turned) == []
    for signers in (("aldania", "later"), ("later", "aldania")):
        assert gaps(changed(turned, 8, *signers)) == []
        assert gaps(changed(turned, 8, *signers, seq=3)) == [gap(8, 3)]
