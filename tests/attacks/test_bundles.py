"""Answers that lie, made of a real record at the terminal, and what `travaux verify` says of each, with exit code 3.

What each part of a bundle can be made to say is tried in `tests/claims/test_bundle.py`; here whole answers are forged
by somebody who has the record, the log's key, or only an older answer.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.attacks.test_malformed import broken

from travaux.canon import to_text
from travaux.claims import archive, bundle
from travaux.claims.bundle import Bundle
from travaux.claims.rework import rework
from travaux.cli import desk
from travaux.cli.main import run
from travaux.keys.check import check, check_ed25519
from travaux.log import checkpoint as checkpoints
from travaux.log.checkpoint import Checkpoint
from travaux.log.leaf import Leaf
from travaux.log.merkle import Tree
from travaux.log.note import ED25519, Key
from travaux.log.policy import Log, Policy
from travaux.secretariat.forms import sheet
from travaux.secretariat.home import Home
from travaux.secretariat.opening import new

PLAN = Path(__file__).resolve().parents[2] / "examples" / "peace-plan"
DENIAL = "boria neither approved nor changed any clause"
ORIGIN = "example.org/velm"


@dataclass
class Answers:
    """Two records of one dispute: in one the denial is contradicted, in the other it is borne out."""

    folder: Path
    keys: dict[str, str]
    run: Callable[..., Any]

    def content(self, variant: str) -> bytes:
        return (self.folder / variant / "answer.bundle").read_bytes()

    def bundle(self, variant: str) -> Bundle:
        return bundle.read(self.content(variant))

    def home(self, variant: str) -> Home:
        return Home(self.folder / variant / "home")

    def failure(self, content: bytes, key: str) -> tuple[str, str]:
        """Writes a bundle to a file and has it verified; returns which statement failed, and why."""
        file = self.folder / "lie.bundle"
        file.write_bytes(content)
        code, out = self.run("verify", str(file), "--key", key, "--json")
        assert code == 3
        failed = [each for each in json.loads(out)["checks"] if each["answer"] in ("failed", "fails")]
        assert len(failed) == 1
        code, told = self.run("verify", str(file), "--key", key)
        assert (code, told.splitlines()[0]) == (3, "The bundle does not hold. Do not rely on it.")
        return failed[0]["says"], failed[0]["why"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("answers")
    keys = {}
    for variant in ("b-contradicted", "c-borne-out"):
        place = folder / variant
        place.mkdir()
        with new(place / "plan.travaux", rules="vclt-1969", home=place / "home", origin=ORIGIN) as record:
            for key in ("aldania-clerk", "boria-clerk"):
                record.home.new_key(key)
            desk.enter(record, sheet.forms((PLAN / f"{variant}.yaml").read_bytes(), "acts"), PLAN)
            keys[variant] = record.key
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TRAVAUX_HOME", str(place / "home"))
            target = str(place / "answer.bundle")
            assert run(["disclose", DENIAL, "-o", target, "--record", str(place / "plan.travaux"), "--json"]) == 0
    return folder, keys


@pytest.fixture
def answers(
    made: tuple[Path, dict[str, str]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Answers:
    monkeypatch.setenv("TRAVAUX_HOME", str(made[0] / "a stranger"))
    monkeypatch.setenv("COLUMNS", "100")

    def ran(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = run(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out or captured.err

    return Answers(made[0], made[1], ran)


def test_what_is_so(answers: Answers) -> None:
    for variant, verdict in (("b-contradicted", "contradicted"), ("c-borne-out", "borne out")):
        assert answers.bundle(variant).finding.verdict == verdict
        file = str(answers.folder / variant / "answer.bundle")
        code, told = answers.run("verify", file, "--key", answers.keys[variant])
        assert code == 0
        assert told.splitlines()[0] == f"The bundle holds. “{DENIAL}” is {verdict}."


def test_the_innocent_answer_under_the_guilty_checkpoint(answers: Answers) -> None:
    """The entries that contradict the denial are left out: the others give the answer that was wanted."""
    innocent, guilty = answers.bundle("c-borne-out"), answers.bundle("b-contradicted")
    forged = replace(innocent, checkpoint=guilty.checkpoint)
    says, why = answers.failure(bundle.write(forged), answers.keys["b-contradicted"])
    assert says == "the entries are those of that log: nothing is changed, exchanged or left out"
    count = len(innocent.leaves)
    expected = (
        f"leaves.txt: {count} entries, where the checkpoint has {len(guilty.leaves)}"
        if count != len(guilty.leaves)
        else "leaves.txt: the entries do not give the root of the checkpoint"
    )
    assert why == expected


def test_one_entry_left_out_and_the_others_moved_up(answers: Answers) -> None:
    guilty = answers.bundle("b-contradicted")
    size = len(guilty.leaves)
    rest = [leaf for index, leaf in guilty.leaves.items() if index != size - 3]
    forged = replace(guilty, leaves=dict(enumerate(rest)))
    assert answers.failure(bundle.write(forged), answers.keys["b-contradicted"]) == (
        "the entries are those of that log: nothing is changed, exchanged or left out",
        f"leaves.txt: {size - 1} entries, where the checkpoint has {size}",
    )


def test_one_entry_left_out_by_the_depositary_itself(answers: Answers) -> None:
    """The log's key signs a log without it. Private values are bound to their places, and names give it away."""
    forged, gone = without_an_entry(answers)
    says, why = answers.failure(bundle.write(forged), answers.keys["b-contradicted"])
    assert says == "every private value shown is the one that its entry commits to"
    assert gone < int(why.split()[1].strip(":"))


def test_one_entry_left_out_by_the_depositary_itself_and_all_made_to_fit(answers: Answers) -> None:
    """Names are moved along, and the finding is worked out anew. These acts were entered at once, so that nobody's view
    of the log was between them; but their author counted, and the count says that one is missing."""
    forged, gone = without_an_entry(answers)
    moved = tuple((at if at < gone else at - 1, text) for at, text in forged.disclosures)
    forged = replace(forged, disclosures=moved)
    works: list[Any] = []

    def keeping(found: Bundle, entered: Any) -> Any:
        works.append(rework(found, entered))
        return works[-1]

    pins = bundle.Pins(policy=Policy(logs=(Log(Key.from_text(answers.keys["b-contradicted"])),)))
    bundle.verify(bundle.write(forged), pins, signer, check_ed25519, keeping)
    finding, signers = works[0]
    forged = replace(forged, finding=finding, signers=signers)
    report = bundle.verify(bundle.write(forged), pins, signer, check_ed25519, rework)
    assert [each for each in report.not_proved if "taken out" in each] == [
        f"that nothing was taken out before entry {next_}: its author's entry {seq} follows upon one that is not here"
        for next_, seq in follower(answers, gone)
    ]


def signer(message: bytes, blob: bytes) -> str:
    return check(message, blob).key.to_text()


def follower(answers: Answers, gone: int) -> list[tuple[int, int]]:
    """The next entry of the author of the one that is gone, in its new place, with its number."""
    leaves = answers.bundle("b-contradicted").leaves
    author = signer_of(leaves[gone])
    later = [index for index in leaves if index > gone and signer_of(leaves[index]) == author]
    return [(index - 1, int(str(said(leaves[index])["seq"]))) for index in later[:1]]


def said(leaf: bytes) -> dict[str, object]:
    value = Leaf.from_text(leaf).value
    assert isinstance(value, dict)
    return value


def signer_of(leaf: bytes) -> str:
    found = Leaf.from_text(leaf)
    return signer(found.message, found.signatures[0])


def without_an_entry(answers: Answers) -> tuple[Bundle, int]:
    """The guilty answer without the first position that was taken, signed by the log as if it had never been there."""
    guilty = answers.bundle("b-contradicted")
    gone = next(index for index, leaf in guilty.leaves.items() if b'"type":"take"' in leaf)
    rest = [leaf for index, leaf in guilty.leaves.items() if index != gone]
    point = signed(answers, "b-contradicted", rest)
    return replace(guilty, leaves=dict(enumerate(rest)), checkpoint=point), gone


def signed(answers: Answers, variant: str, leaves: list[bytes]) -> bytes:
    key = answers.home(variant).log_key(ORIGIN)
    root = Tree(Leaf.from_text(leaf).hash for leaf in leaves).root()
    public = Key(ORIGIN, ED25519, key.public.public)
    return checkpoints.sign(Checkpoint(ORIGIN, len(leaves), root), public, key.make).to_text()


def test_some_entries_only_under_a_negative_answer(answers: Answers) -> None:
    """A bundle of a few entries, each with an honest proof, that says that nothing else was done."""
    innocent = answers.bundle("c-borne-out")
    tree = Tree(Leaf.from_text(leaf).hash for leaf in innocent.leaves.values())
    from travaux.log.note import Note
    from travaux.log.receipt import prove_entry

    note = Note.from_text(innocent.checkpoint)
    some = {index: leaf for index, leaf in innocent.leaves.items() if b'"type":"propose"' not in leaf}
    receipts = {index: prove_entry(tree, index, note).to_text() for index in some}
    forged = replace(innocent, leaves=some, receipts=receipts)
    says, why = answers.failure(bundle.write(forged), answers.keys["c-borne-out"])
    assert says == "the finding, and the list of signers, are what the entries give when worked out anew"
    assert why.startswith("finding.jsonl: it says borne out, and the entries give ")


def test_a_verdict_turned_round(answers: Answers) -> None:
    guilty = answers.bundle("b-contradicted")
    forged = replace(guilty, finding=replace(guilty.finding, verdict="borne out"))
    assert answers.failure(bundle.write(forged), answers.keys["b-contradicted"]) == (
        "the finding, and the list of signers, are what the entries give when worked out anew",
        "finding.jsonl: it says borne out, and the entries give contradicted",
    )


def test_bearing_entries_taken_off_the_list(answers: Answers) -> None:
    guilty = answers.bundle("b-contradicted")
    parts = tuple(replace(part, bearing=part.bearing[:1]) for part in guilty.finding.parts)
    forged = replace(guilty, finding=replace(guilty.finding, bearing=guilty.finding.bearing[:1], parts=parts))
    assert answers.failure(bundle.write(forged), answers.keys["b-contradicted"]) == (
        "the finding, and the list of signers, are what the entries give when worked out anew",
        "finding.jsonl: it says the same verdict as the entries give, and not the same of what bears on it or was "
        "assumed",
    )


def test_an_answer_of_another_log(answers: Answers) -> None:
    """The innocent record, of a log of the same name and another key, in the place of the guilty one."""
    assert answers.failure(answers.content("c-borne-out"), answers.keys["b-contradicted"]) == (
        "the checkpoint is signed by a log that you believe, and by as many witnesses as you ask for",
        "no signature by a key that is known here",
    )


def test_names_exchanged(answers: Answers) -> None:
    """Aldania's name shown in Boria's place: each disclosure is bound to its entry."""
    guilty = answers.bundle("b-contradicted")
    (one, first), (other, second) = names(guilty)[:2]
    swapped = tuple(
        sorted((other if at == one else one if at == other else at, text) for at, text in guilty.disclosures)
    )
    assert (first, second) != (second, first)
    says, why = answers.failure(bundle.write(replace(guilty, disclosures=swapped)), answers.keys["b-contradicted"])
    assert says == "every private value shown is the one that its entry commits to"
    assert why.startswith(f"entry {one}: ")
    assert why.endswith(": no entry commits to this private value")


def names(found: Bundle) -> list[tuple[int, str]]:
    """The first private value of each entry that has some."""
    return list({at: (at, text) for at, text in reversed(found.disclosures)}.values())[::-1]


def test_an_answer_from_before(answers: Answers) -> None:
    """An honest checkpoint of yesterday is honest: the bundle says its size, and that it proves nothing of today."""
    file = str(answers.folder / "c-borne-out" / "answer.bundle")
    _, out = answers.run("verify", file, "--key", answers.keys["c-borne-out"], "--json")
    said = "what was entered after this checkpoint: compare its size with the newest that anybody has"
    assert said in json.loads(out)["not_proved"]


@pytest.mark.parametrize("name", ["finding.jsonl", "checkpoint", "leaves.txt", "disclosures.jsonl", "allowed_signers"])
def test_a_part_missing(answers: Answers, name: str) -> None:
    parts = archive.read(answers.content("b-contradicted"))
    del parts[name]  # type: ignore[attr-defined]
    says, why = answers.failure(archive.write(parts), answers.keys["b-contradicted"])
    assert (says, why) in {
        ("the file is a bundle, whole and in its one form", f"{name}: missing from the bundle"),
        (
            "the file is a bundle, whole and in its one form",
            "the bundle: a file that does not belong in a bundle, or is written otherwise",
        ),
        (
            "the entries are those of that log: nothing is changed, exchanged or left out",
            "leaves/: a leaf without its receipt, or a receipt without its leaf",
        ),
        (
            "the finding, and the list of signers, are what the entries give when worked out anew",
            "allowed_signers: not the keys that are valid at the checkpoint",
        ),
    } or says == "the finding, and the list of signers, are what the entries give when worked out anew"


def test_the_same_files_zipped_by_another_program(answers: Answers, tmp_path: Path) -> None:
    """What is unpacked and packed again may say the same, and is not the file that was made."""
    source = tmp_path / "source.bundle"
    source.write_bytes(answers.content("b-contradicted"))
    target = tmp_path / "again.bundle"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as again:
        for each in old.namelist():
            again.writestr(each, old.read(each))
    says, _ = answers.failure(target.read_bytes(), answers.keys["b-contradicted"])
    assert says == "the file is a bundle, whole and in its one form"


def test_a_finding_nested_without_end(answers: Answers) -> None:
    """Ten thousand findings one inside the other: refused by name, and no crash."""
    parts = dict(archive.read(answers.content("b-contradicted")))
    first = json.loads(parts["finding.jsonl"].split(b"\n")[0])
    lines = [to_text({**first, "at": ".".join(["parts.0"] * depth)}) for depth in range(3_000)]
    parts["finding.jsonl"] = b"\n".join(lines) + b"\n"
    says, why = answers.failure(archive.write(parts), answers.keys["b-contradicted"])
    assert says == "the file is a bundle, whole and in its one form"
    assert why == "finding.jsonl: line 18: more than 16 findings one inside the other"


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_part_broken_in_any_way(made: tuple[Path, dict[str, str]], data: st.DataObject) -> None:
    """The parts packed again in the right form, one of them broken: an answer, never a crash, and never a yes; but the
    numbers of a word processor, and a policy, are nobody's word but the maker's, and the report says so."""
    content = (made[0] / "c-borne-out" / "answer.bundle").read_bytes()
    parts = dict(archive.read(content))
    name = data.draw(st.sampled_from(sorted(parts)))
    parts[name] = data.draw(broken(parts[name]))
    changed = archive.write(parts)
    pins = bundle.Pins(policy=Policy(logs=(Log(Key.from_text(made[1]["c-borne-out"])),)))
    report = bundle.verify(changed, pins, signer, check_ed25519, rework)
    if report.holds and changed != content:
        limit = "anything by the policy in the bundle" if name == "policy" else "that the clauses are numbered as here"
        assert name == "policy" or name.startswith("drafts/")
        assert any(limit in each for each in report.not_proved)
    assert all(step.why for step in report.steps if step.answer == "failed")


def test_nobody_says_whose_log_it_is(answers: Answers) -> None:
    code, told = answers.run("verify", str(answers.folder / "b-contradicted" / "answer.bundle"))
    assert code == 2
    assert (
        f"Whose log is {ORIGIN}? Give its key, as its depositary gave it to you: --key KEY. The bundle's own word "
        "for it would show little: --own-word"
    ) in " ".join(told.split())


def test_a_key_that_is_no_text(answers: Answers, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"\xff\xfe")
    code, told = answers.run(
        "verify", str(answers.folder / "b-contradicted" / "answer.bundle"), "--key", str(tmp_path / "key")
    )
    assert (code, "cannot read it" in told) == (7, True)


def test_a_record_with_one_letter_changed(answers: Answers, tmp_path: Path) -> None:
    """The whole file, as a delegation receives it: which entry, and in which words."""
    file = tmp_path / "plan.travaux"
    file.write_bytes((answers.folder / "b-contradicted" / "plan.travaux").read_bytes())
    with sqlite3.connect(file) as record:
        names_ = [row[0] for row in record.execute("SELECT name FROM sqlite_schema WHERE name = 'entry_is_final'")]
        (trigger,) = record.execute("SELECT sql FROM sqlite_schema WHERE name = 'entry_is_final'").fetchone()
        assert names_ == ["entry_is_final"]
        record.execute("DROP TRIGGER entry_is_final")
        record.execute(
            "UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), '\"reserve\"', '\"object\"') AS BLOB) "
            "WHERE idx = (SELECT min(idx) FROM entry WHERE CAST(leaf AS TEXT) LIKE '%\"reserve\"%')"
        )
        record.execute(trigger)
    record.close()
    code, told = answers.run("verify", str(file), "--key", answers.keys["b-contradicted"])
    assert (code, told.splitlines()[0]) == (3, "plan.travaux does not hold.")
    said = " ".join(told.split())
    assert "its bytes are not those that were hashed" in said
    assert "the signature in line 2 does not hold" in said
