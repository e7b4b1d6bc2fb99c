"""The commands that read a record: what they tell, for whom, as of when; and what they print for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from travaux.cli.main import run
from travaux.papers.standing import CONVENTION

Said = Callable[..., Any]
DENIAL = "boria neither approved nor changed any clause"


def flat(told: str) -> str:
    return " ".join(told.split())


def test_status_says_the_sentence_first(plan: Path, said: Said) -> None:
    told = flat(said("status", "--on", "2019-03-25"))
    assert told.startswith(
        "The Velm Valley Plan Of twenty clauses in draft 2, five are accepted by every party, one is accepted ad "
        "referendum, ten are without a position of every party, three are reserved and one is objected to."
    )
    assert "Aldania, party. One member, named: Mira Tanvik" in told
    assert "Nine members, named: Orla Velling and Dav Karst; seven others not named (entry 11)" in told
    assert "Cascadia vouches that this record is complete" in told
    assert CONVENTION in told


def test_status_knows_two_times(plan: Path, said: Said) -> None:
    assert "No draft has been tabled." in said("status", "--at", "4")
    assert "Of twenty clauses in draft 1" in said("status", "--at", "22")
    assert "Of twenty clauses in draft 1" in said("status", "--on", "2019-03-19")
    assert "expired 35" in said("status", "--on", "2019-04-01")


def test_a_lapsed_deadline_is_due_as_stated(plan: Path, said: Said) -> None:
    assert "Open." in said("status", "--on", "2019-03-20")
    told = flat(said("status", "--on", "2019-04-01"))
    assert "Lapsed." in told
    assert "Due as stated; that it came about is not said here." in told


def test_status_as_an_object(plan: Path, said: Said) -> None:
    found = said("status", "--on", "2019-03-25", "--json")
    assert (found["format"], found["rule"], found["day"]) == ("status/1", CONVENTION, "2019-03-25")
    assert sum(found["counts"].values()) == len(found["clauses"]) == 20
    clause = next(each for each in found["clauses"] if each["place"] == "14")
    assert [each["held"] for each in clause["positions"]] == ["–", "AR"]
    assert [each["fate"] for each in found["deadlines"]] == ["open"]


def test_entries_are_chosen(plan: Path, said: Said) -> None:
    assert len(said("entries", "--json")["entries"]) == 53
    assert {each["type"] for each in said("entries", "--type", "propose", "--json")["entries"]} == {"propose"}
    assert [each["index"] for each in said("entries", "--last", "2", "--json")["entries"]] == [51, 52]
    assert all(each["index"] >= 50 for each in said("entries", "--from", "50", "--json")["entries"])
    draft = said("entries", "--draft", "1", "--json")["entries"]
    assert {each["type"] for each in draft} == {"table", "link", "propose", "take"}
    assert len(said("entries", "--party", "cascadia", "--json")["entries"]) < 53


def test_every_row_has_number_day_grade_and_sentence(plan: Path, said: Said) -> None:
    lines = [line for line in said("entries").splitlines() if re.match(r" *\d+  ", line)]
    assert len(lines) == 53
    assert all(re.search(r"  (signed|recorded|reported) +\S", line) for line in lines)


def test_an_act_that_does_not_count_says_so_in_the_list(plan: Path, said: Said) -> None:
    said("take", "boria", "object", "4")
    said("void", "53", "--by", "boria", "--reason", "a slip of the pen")
    said("void", "1", "--by", "boria", "--reason", "not theirs to void")
    listed = " ".join(said("entries", "--from", "53").split())
    assert "Voided by entry 54." in listed
    assert "Without effect: that entry is another's." in listed
    found = {each["index"]: each for each in said("entries", "--from", "52", "--json")["entries"]}
    assert [found[index]["voided_by"] for index in (52, 53, 54, 55)] == [None, 54, None, None]
    assert [bool(found[index]["without_effect"]) for index in (52, 53, 54, 55)] == [False, False, False, True]


def test_signatures_are_in_the_status(plan: Path, said: Said) -> None:
    assert said("status", "--json")["signatures"] == []
    said("authenticate", "initialled", "--by", "boria")
    (signed,) = said("status", "--json")["signatures"]
    assert (signed["entry"], signed["manner"], signed["capacity"], signed["binds"]) == (
        53,
        "initialled",
        "party",
        False,
    )


def test_show_tells_who_acted_wrote_and_signed(plan: Path, said: Said) -> None:
    told = flat(said("show", "19"))
    for words in (
        "Boria (Orla Velling) proposes for clause 14 of draft 1",
        "signed Jon Ketter, delegate of Boria (SHA256:",
        "grade signed, by the key of whoever acted",
        "only claimed",
        "Valid: entry 11 accredits Orla Velling for boria (VCLT art. 7).",
    ):
        assert words in told
    assert "wrote it down" in told


def test_show_names_the_convention_by_which_words_were_read_as_days(plan: Path, said: Said) -> None:
    told = flat(said("show", "15"))
    assert "“in the coming days” read as [2019-03-13..2019-03-19] by coming-days/1, against 2019-03-12" in told


def test_show_as_an_object_and_as_a_leaf(plan: Path, said: Said) -> None:
    found = said("show", "19", "--json")
    leaf = said("show", "19", "--leaf")
    assert found["leaf"] == leaf
    assert json.loads(leaf.splitlines()[0])["type"] == "propose"
    assert {each["ruling"] for each in found["verdicts"]} == {"valid"}
    assert found["entry"]["act"]["operation"] == "replace"


def test_the_life_of_a_clause(plan: Path, said: Said) -> None:
    told = flat(said("clause", "14", "--on", "2019-03-26"))
    assert told.startswith("Clause 14: Aid received Two wordings in two drafts.")
    assert "Boria (Orla Velling): 24 words, proposed (entry 19, signed)." in told
    assert "Boria accepts ad referendum (entry 35, signed)." in told
    assert "Aldania has taken no position." in told
    assert told.index("Draft 2, clause 14") < told.index("Draft 1, clause 14")
    found = said("clause", "14", "--json")
    assert [each["reworded"] for each in found["wordings"]] == [True, False]
    assert "".join(each["text"] for each in found["words"]).count("loans") == 1


def test_a_clause_as_of_an_entry_has_less_of_a_life(plan: Path, said: Said) -> None:
    assert "One wording in one draft." in said("clause", "14", "--draft", "1", "--at", "20")


def test_trace_inside_a_record(plan: Path, said: Said) -> None:
    told = flat(said("trace", "14"))
    assert "⟨B No question is asked" in told
    assert "proposed (entry 19, signed)" in told
    found = said("trace", "14", "--json")
    assert found["format"] == "record-trace/1"
    assert {each["by"]["entry"] for each in found["words"]} == {9, 19}


def test_trace_of_files_beside_a_record(plan: Path, said: Said) -> None:
    (plan / "a.txt").write_text("1. One.\n", encoding="utf-8")
    assert said("trace", "a.txt", "--json")["format"] == "trace/1"
    assert said("trace", "1", "--record", "plan.travaux", "--json")["format"] == "record-trace/1"
    assert run(["trace", "gone.txt"]) == 7


@pytest.mark.parametrize(
    ("claim", "code", "word"),
    [
        (DENIAL, 1, "✕ Contradicted"),
        ("boria approved most clauses", 0, "✓ Borne out"),
        ("boria approved clause 14", 4, "2 Ambiguous"),
    ],
)
def test_the_exit_code_is_the_verdict(plan: Path, said: Said, claim: str, code: int, word: str) -> None:
    assert word in said("check", claim, code=code)


def test_a_finding_has_both_sides_and_its_ground(plan: Path, said: Said) -> None:
    told = flat(said("check", DENIAL, code=1))
    for words in (
        "AGAINST IT", "entries 19 to 21, signed", "entries 24 to 34, signed", "FOR IT", "entry 40, signed",
        "entry 51, reported", "ASSUMPTIONS", "“approved” is read as “accepted”.", "WHAT WOULD CHANGE THIS",
        "It judges the sentence, never the speaker.",
    ):  # fmt: skip
        assert words in told
    assert told.index("AGAINST IT") < told.index("FOR IT")


def test_a_finding_as_an_object(plan: Path, said: Said) -> None:
    found = said("check", DENIAL, "--json", code=1)
    assert (found["format"], found["verdict"]) == ("finding/1", "contradicted")
    assert {each["side"] for each in found["bearing"]} == {"for", "against", "context"}
    assert [each["verdict"] for each in found["parts"]] == ["contradicted", "contradicted"]


def test_an_assumption_can_be_refused(plan: Path, said: Said) -> None:
    claim = "boria approved most clauses"
    assert said("check", claim, "--not-assuming", "approved is accepted", "--json", code=4)["verdict"] == "disputed"


def test_a_claim_before_there_was_anything(plan: Path, said: Said) -> None:
    assert said("check", DENIAL, "--at", "12", "--json", code=4)["verdict"] == "silent"


def test_a_bundle_is_written_and_verified(plan: Path, said: Said) -> None:
    written = said("disclose", DENIAL, "-o", "answer.bundle", "--json", code=0)
    assert (written["format"], written["whole"], written["leaves"]) == ("bundle-written/1", True, 53)
    key = said("log", "key").strip()
    checked = said("verify", "answer.bundle", "--key", key, "--json")
    assert (checked["holds"], checked["finding"]["verdict"]) == (True, "contradicted")
    assert {each["answer"] for each in checked["checks"]} == {"passed"}
    assert checked["not_proved"]


def test_a_bundle_shows_no_more_names_than_asked(plan: Path, said: Said) -> None:
    for names, there, absent in (
        ("parties", b"Boria", b"Orla Velling"),
        ("quoted", b"Dav Karst", b"Orla Velling"),
        ("all", b"Orla Velling", b"nobody at all"),
    ):
        said("disclose", "boria changed clause 14", "-o", "a.bundle", "--names", names)
        shown = b"".join(_values((plan / "a.bundle").read_bytes()))
        assert there in shown
        assert absent not in shown


def _values(data: bytes) -> list[bytes]:
    import base64

    from travaux.claims import bundle

    return [base64.urlsafe_b64decode(text + "==") for _, text in bundle.read(data).disclosures]


def test_a_positive_answer_needs_only_what_bears_on_it(plan: Path, said: Said) -> None:
    written = said("disclose", "boria changed clause 14", "-o", "small.bundle", "--only", "--json")
    assert not written["whole"]
    assert written["leaves"] < 53
    said("verify", "small.bundle")


def test_whose_log_it_is_comes_from_outside_the_bundle(
    plan: Path, said: Said, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said("disclose", DENIAL, "-o", "answer.bundle")
    monkeypatch.setenv("TRAVAUX_HOME", str(plan / "elsewhere"))
    assert run(["verify", "answer.bundle"]) == 2
    assert "Whose log is example.org/velm? Give its key" in " ".join(capsys.readouterr().err.split())
    said("verify", "answer.bundle", "--own-word")


def test_the_log_is_proved_and_published(plan: Path, said: Said) -> None:
    assert said("log", "checkpoint").startswith("example.org/velm\n53\n")
    assert said("log", "prove", "19").startswith("c2sp.org/tlog-proof@v1\nindex 19\n")
    assert said("log", "tiles", "public", "--json")["written"] >= 2
    assert (plan / "public" / "checkpoint").read_text(encoding="utf-8") == said("log", "checkpoint")
    said("log", "backup", "copy.travaux", "--for", "public")
    assert "Ines Tarrow" in said("show", "6", "--record", "plan.travaux")
    assert "Ines Tarrow" not in said("show", "6", "--record", "copy.travaux")


def test_a_witness_answers(plan: Path, said: Said) -> None:
    said("key", "new", "w")
    who = ("--name", "example.org/boria", "--key", "w")
    assert "witnesses example.org/velm from now on." in said("witness", "add", said("log", "key").strip(), *who)
    (plan / "request").write_text(f"old 0\n\n{said('log', 'checkpoint')}", encoding="utf-8")
    assert said("witness", "sign", "request", *who).startswith("— example.org/boria ")
    assert run(["witness", "sign", "request", *who]) == 3
