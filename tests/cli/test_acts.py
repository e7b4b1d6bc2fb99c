"""The commands that enter an act: each enters the act it says, tells it in a sentence, and shows its grade in words."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from travaux.cli.main import GROUPS, run
from travaux.record.acts import ACTS
from travaux.record.disclosures import Disclosure

Said = Callable[..., Any]

COMMANDS: list[tuple[str, str, str]] = [
    ("party admit fenland --name 'The Fen League' --capacity observer", "admit", "admits The Fen League as observer"),
    ("party leave estovia --reason tired", "leave", "notes that Estovia takes part no longer: tired."),
    (
        "accredit delvia --kind letter --number 4 --named 'Lo Marn, envoy' --named 'Ada Pell' --count 3",
        "accredit",
        "enters letter 4: a delegation of three for Delvia, of whom Lo Marn and Ada Pell are named.",
    ),
    (
        "revoke 11 --persons 'Dav Karst' --since 2019-03-20",
        "revoke",
        "ends the accreditation of entry 11 for Dav Karst.",
    ),
    (
        "convene plenary --when 2019-04-02 --where Halmar --expected aldania,boria --held",
        "convene",
        "notes that a meeting was held: plenary at Halmar, 2 April 2019.",
    ),
    ("adjourn 15 --until 2019-04-05", "adjourn", "adjourns the meeting of entry 15 until 5 April 2019."),
    (
        "deadline set 'a reply' --for boria --when 'by 4 April 2019' --consequence 'Talks end.' --by delvia",
        "limit",
        "“by 4 April 2019” ([..2019-04-04]): a reply from Boria; stated consequence: “Talks end.”",
    ),
    ("deadline extend 17 --until 2019-04-04 --by aldania", "extend", "extends what entry 17 set until 4 April 2019."),
    ("deadline met 17 --by aldania", "extend", "calls met what entry 17 set."),
    ("deadline lift 17 --by aldania", "extend", "lifts what entry 17 set."),
    ("table draft-2.txt --by delvia --standing submission --parents 2", "table", "Delvia tables draft 3"),
    (
        "propose 4 --by delvia --words 'A mission of observers.'",
        "propose",
        "proposes for clause 4 of draft 2: “A mission",
    ),
    ("propose 4 --by delvia --operation delete", "propose", "proposes to take out clause 4 of draft 2."),
    ("withdraw 19 --by boria --key boria-clerk", "withdraw", "Boria (Jon Ketter) withdraws entry 19."),
    (
        "present 1 --by aldania --to 'Pim Olde, prime minister'",
        "present",
        "presents draft 1 to Pim Olde, prime minister.",
    ),
    ("authenticate initialled --by aldania --draft 2", "authenticate", "Aldania initials draft 2 as party."),
    ("authenticate 'signed ad referendum' --by boria", "authenticate", "Boria signs ad referendum draft 2 as party."),
    ("concord 1 2 14=14 3=3", "concord", "which clause of draft 1 is which of draft 2: 14 is 14 and 3 is 3."),
    (
        "correct 3 --draft 1 --in 2 --certified boria",
        "correct",
        "corrects clause 3 of draft 1, without change of substance",
    ),
    (
        "take delvia reserve 13 --reservation parliamentary --forum plenary",
        "take",
        "Delvia reserves on clause 13 of draft 2, a parliamentary reservation, in plenary.",
    ),
    ("take aldania object all", "take", "Aldania objects to the whole text of draft 2."),
    ("confirm 35 --by boria --kind decree --number 131", "confirm", "Boria confirms entry 35."),
    ("reopen 41 --by aldania --reason 'the annex was not before us'", "reopen", "reopens entry 41: the annex was not"),
    ("decide agreed 1 5 --forum plenary --holdouts delvia", "decide", "clause 5 of draft 2 is agreed, but for Delvia."),
    ("link '4, 5' --for 14 --by boria", "link", "Boria offers clauses 4 and 5 of draft 2 in return for clause 14."),
    ("link --everything --by boria", "link", "that nothing in draft 2 is agreed until everything is agreed."),
    ("silence 2 --to boria,delvia --closes 2019-04-01", "silence", "puts draft 2 under silence to Boria and Delvia"),
    (
        "seal 'No audit of the past.' --purpose 'red line' --by boria --key boria-clerk",
        "seal",
        "seals a red line; only",
    ),
    (
        "state 'They will sign.' --anonymous --attributes 'a diplomat' --terms background",
        "state",
        "A diplomat, not named, background says: “They will sign.”",
    ),
    (
        "state --source herald-12-march.txt:0-19 --outlet 'Port Herald'",
        "state",
        "Port Herald says: “A synthetic example”",
    ),
    ("cover --acts take,propose --parties boria --since 2019-03-04", "cover", "propose of Boria from 4 March 2019."),
    ("void 21 --reason 'entered twice'", "void", "voids entry 21: entered twice."),
    ("key enrol new-key --holder 'Vi Strand, clerk' --party delvia", "enrol", "enrols a key of Vi Strand, Delvia"),
    ("key retire boria-clerk --reason lost --suspect-from 40", "retire", "retires the key SHA256:"),
    ("key rotate boria-clerk new-key", "rotate", "replaces the key SHA256:"),
    ("erase 11 office --ground 'request of the person'", "erase", "erases a private value of entry 11: request"),
]


@pytest.fixture
def files(plan: Path) -> Path:
    from travaux.secretariat.home import Home

    for name in ("decree-118.txt", "herald-12-march.txt"):
        (plan / name).write_bytes((Path(__file__).parents[2] / "examples" / "peace-plan" / name).read_bytes())
    (plan / "draft-2.txt").write_text(
        "1. Peace\nThe Parties make peace.\n2. Lines\nThe lines are drawn.\n", encoding="utf-8"
    )
    Home().new_key("new-key")
    return plan


@pytest.mark.parametrize(("typed", "act", "sentence"), COMMANDS, ids=[typed for typed, _, _ in COMMANDS])
def test_the_act_is_entered_and_told(files: Path, said: Said, typed: str, act: str, sentence: str) -> None:
    told = " ".join(said(*shlex.split(typed)).split())
    assert sentence in told
    assert "entries; root" in told
    listed = said("entries", "--json")
    assert listed["entries"][-1]["type"] == act
    assert f", {listed['entries'][-1]['grade']}." in told


def test_every_act_can_be_entered_from_the_terminal() -> None:
    # Who rolls is the depositary's program, not a person at a terminal.
    assert {act for _, act, _ in COMMANDS} == set(ACTS) - {"roll"}


def test_every_command_that_enters_is_tried() -> None:
    entering = {name for title, group in GROUPS.items() if title.startswith("Enter") for name in group}
    assert entering <= {shlex.split(typed)[0] for typed, _, _ in COMMANDS}


def test_the_grade_follows_from_the_key(files: Path, said: Said) -> None:
    assert "recorded" in said("take", "boria", "object", "4")
    assert "signed" in said("take", "boria", "object", "4", "--key", "boria-clerk")
    assert "reported" in said("state", "We heard.", "--outlet", "Port Herald")


def test_a_defect_is_told_with_its_rule(files: Path, said: Said) -> None:
    told = " ".join(said("authenticate", "signed", "--by", "boria", "--person", "Dav Karst", "--binds").split())
    assert "Defective: " in told
    assert "(VCLT arts 2(1)(c), 7(1))" in told


def test_an_entry_as_an_object(files: Path, said: Said) -> None:
    found = said("take", "boria", "object", "4", "5", "--key", "boria-clerk", "--json")
    assert found["format"] == "entered/1"
    assert [each["act"]["wording"]["clause"] for each in found["entries"]] == ["4", "5"]
    assert [each["grade"] for each in found["entries"]] == ["signed", "signed"]
    assert all(each["receipt"].startswith("c2sp.org/tlog-proof@v1") for each in found["entries"])
    assert found["record"]["size"] == 55


def test_a_sealed_note_is_opened_by_whoever_kept_it(files: Path, said: Said) -> None:
    said("seal", "Not below forty-two.", "--by", "boria", "--key", "boria-clerk")
    assert "“Not below forty-two.”" in said("seal", "--opens", "53", "--by", "boria", "--key", "boria-clerk")
    kept = next((files / "home" / "sealed").iterdir())
    assert kept.stat().st_mode & 0o077 == 0
    kept.unlink()
    assert run(["seal", "--opens", "53"]) == 7


def test_private_values_are_withheld_and_shown(files: Path, said: Said) -> None:
    assert "withheld" in said("show", "2", "--as", "public")
    said("erase", "2", "--show", "all")
    assert "Boria" in said("show", "2", "--as", "public")
    said("erase", "2", "--withhold")
    assert "Boria" not in said("show", "2", "--as", "aldania")


def test_an_erased_value_is_gone_and_says_so(files: Path, said: Said) -> None:
    from travaux.secretariat.opening import open as open_record

    with open_record(files / "plan.travaux", viewer="depositary") as record:
        (kept,) = [text for text in record.disclosures(7) if Disclosure.from_text(text).name == "name"]
    assert kept.encode() in (files / "plan.travaux").read_bytes()
    told = said("erase", "7", "name", "--ground", "request of the person")
    assert "erases a private value of entry 7" in told
    assert kept.encode() not in (files / "plan.travaux").read_bytes()
    assert "erased by entry 53" in said("show", "7")
    said("verify", "plan.travaux")


def test_acts_from_a_file(files: Path, said: Said) -> None:
    (files / "more.yaml").write_text(
        "- void: 21\n  reason: twice\n- take: object\n  by: boria\n  clauses: 4, 5\n", "utf-8"
    )
    assert "Three acts would be entered." in said("act", "apply", "more.yaml", "--dry-run")
    assert said("entries", "--json")["record"]["size"] == 53
    assert [each["type"] for each in said("act", "apply", "more.yaml", "--json")["entries"]] == ["void", "take", "take"]


def test_a_new_record(tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRAVAUX_HOME", str(tmp_path / "home"))
    assert "accord.travaux is a new record: Accord." in said("new", "accord.travaux", "--title", "Accord")
    assert said("entries", "--json")["record"]["rules"] == "plain"
    assert said("new", "two.travaux", "--rules", "contract", "--json")["record"]["rules"] == "contract"
    assert "Say which" in _error(["entries"])
    assert said("entries", "--record", "two.travaux", "--json")["record"]["title"] == "two"
    monkeypatch.setenv("TRAVAUX_RECORD", "accord.travaux")
    assert said("entries", "--json")["record"]["title"] == "Accord"


def _error(arguments: list[str]) -> str:
    from click.testing import CliRunner

    from travaux.cli.main import travaux

    return CliRunner().invoke(travaux, arguments).output


def test_keys(tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAVAUX_HOME", str(tmp_path / "home"))
    made = said("key", "new", "clerk", "--json")
    assert made["key"].startswith("ssh-ed25519 ")
    said("key", "import", str(tmp_path / "home" / "keys" / "clerk"), "--name", "copy")
    listed = said("key", "list", "--json")["keys"]
    assert [(each["name"], each["fingerprint"]) for each in listed] == [
        ("clerk", made["fingerprint"]), ("copy", made["fingerprint"]),
    ]  # fmt: skip
    assert "Two keys in your key ring." in said("key", "list")


def test_allowed_signers(plan: Path, said: Said) -> None:
    assert said("key", "signers").count("ssh-ed25519") == 3
    assert said("key", "signers", "--at", "6").count("ssh-ed25519") == 1
