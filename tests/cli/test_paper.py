"""`travaux paper` and `travaux export`: formats, refusals, and what is drawn at a terminal."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from travaux.cli.main import run
from travaux.cli.outlets import FORMATS

DAY = "2019-03-26"
TEXTS = ("rolling", "columns", "consolidation", "redline", "matrix", "timeline", "deadlines", "audit")


@pytest.fixture
def plan(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the record of the Velm Valley Plan, the only one in it."""
    folder = tmp_path / "plan"
    shutil.copytree(built, folder)
    monkeypatch.setenv("TRAVAUX_HOME", str(folder / "home"))
    monkeypatch.delenv("TRAVAUX_RECORD", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(folder)
    return folder


def refused(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> str:
    """Runs a command that is refused, and returns what it says."""
    assert run(list(arguments)) == code
    return capsys.readouterr().err


@pytest.mark.parametrize("kind", TEXTS)
def test_each_paper_is_drawn_with_its_sentence_and_what_it_rests_on(
    plan: Path, said: Callable[..., Any], kind: str
) -> None:
    printed = said("paper", kind, "--on", DAY)
    paper = said("paper", kind, "--on", DAY, "--json")
    assert " ".join(paper["summary"].split()) in " ".join(printed.split())
    assert "Read as: depositary." in printed
    assert [line for line in printed.splitlines() if len(line) > 100] == []


@pytest.mark.parametrize("kind", TEXTS)
def test_files_are_written_in_the_format_of_their_names(plan: Path, said: Callable[..., Any], kind: str) -> None:
    formats = ["docx", "html", "md", "txt"]
    said("paper", kind, "--on", DAY, *(word for each in formats for word in ("-o", f"{kind}.{each}")))
    assert (plan / f"{kind}.docx").read_bytes()[:2] == b"PK"
    assert "<html" in (plan / f"{kind}.html").read_text(encoding="utf-8")
    summary = said("paper", kind, "--on", DAY, "--json")["summary"]
    for each in ("md", "txt"):
        text = (plan / f"{kind}.{each}").read_text(encoding="utf-8")
        assert summary.split()[0] in text


def test_a_timeline_is_a_picture_and_a_calendar_too(plan: Path, said: Callable[..., Any]) -> None:
    for kind in ("timeline", "deadlines"):
        said(
            "paper",
            kind,
            "--on",
            DAY,
            "-o",
            f"{kind}.svg",
            "-o",
            f"{kind}.ics",
            "-o",
            f"{kind}.csv",
            "-o",
            f"{kind}.xlsx",
        )
        assert "<svg" in (plan / f"{kind}.svg").read_text(encoding="utf-8")
        assert (plan / f"{kind}.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert said("export", "-o", "plan.ics", "--on", DAY).startswith("plan.ics: the calendar")
    assert (plan / "plan.ics").read_bytes() == (plan / "timeline.ics").read_bytes()


def test_a_format_goes_to_standard_output(plan: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["paper", "matrix", "--on", DAY, "--format", "csv"]) == 0
    printed = capsysbinary.readouterr().out
    assert run(["paper", "matrix", "--on", DAY, "-o", "matrix.csv"]) == 0
    assert printed == (plan / "matrix.csv").read_bytes()


def test_the_object_has_the_words_of_the_paper(plan: Path, said: Callable[..., Any]) -> None:
    found = said("paper", "matrix", "--on", DAY, "--json")
    assert found["format"] == "paper/1"
    table = next(each for each in found["blocks"] if each["block"] == "table")
    assert table["rows"][1]["cells"][2]["tone"] == "red"
    assert {"term": "Withheld", "detail": "no entry"} in found["facts"]


def test_two_files_need_no_record(tmp_path: Path, drafts: tuple[str, str], said: Callable[..., Any]) -> None:
    assert said("paper", "redline", *drafts).splitlines()[1].startswith("Two changes, in Article 1")
    assert "without being shown" in said("paper", "audit", *drafts)
    said("paper", "redline", *drafts, "-o", str(tmp_path / "r.docx"), "-o", str(tmp_path / "r.md"))
    said("paper", "redline", *drafts, "--tracked", "-o", str(tmp_path / "t.docx"))
    from travaux import read

    tracked = read(tmp_path / "t.docx")
    for whose, path in (("none", drafts[0]), ("all", drafts[1])):
        text = tracked.accepting(whose).text  # type: ignore[arg-type]
        assert text.split() == Path(path).read_text(encoding="utf-8").split()


def test_drafts_are_named_by_number_and_a_missing_file_is_told(
    plan: Path, said: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert said("paper", "redline", "1", "2") == said("paper", "redline")
    assert "There is no file draft-9.docx" in refused(capsys, 2, "paper", "redline", "draft-9.docx", "2")
    assert "is no draft of this record" in refused(capsys, 2, "paper", "redline", "1", "7")
    assert "names its draft itself" in refused(capsys, 2, "paper", "redline", "1", "--proposal", "19")
    assert "What Boria (Orla Velling) proposes" in said("paper", "redline", "--proposal", "19")


def test_refusals_say_what_to_do(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "its name says no format. End it with one of: .docx" in refused(capsys, 2, "paper", "matrix", "-o", "m.odt")
    assert "has no chart" in refused(capsys, 7, "paper", "matrix", "-o", "m.svg")
    assert "A calendar holds what has a date" in refused(capsys, 2, "paper", "matrix", "-o", "m.ics")
    assert "There are: least-willing/1" in refused(capsys, 2, "paper", "matrix", "--convention", "loudest/1")
    assert "There are: talks at Port Sorrel" in refused(capsys, 2, "paper", "matrix", "--forum", "plenary")
    assert "There is no entry 900" in refused(capsys, 2, "paper", "timeline", "--at", "900")
    assert "no such legend" in refused(capsys, 2, "paper", "columns", "--legend", "rainbow")
    assert "cannot read it as a legend" in refused(capsys, 7, "paper", "columns", "--legend", "none.yaml")
    assert "would overwrite" in refused(
        capsys, 2, "paper", "redline", "--tracked", "--format", "docx", "-o", "plan.travaux"
    )
    assert not list(plan.glob("m.*"))


def test_nothing_is_written_where_one_format_refuses(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(capsys, 7, "paper", "matrix", "-o", "m.txt", "-o", "m.svg")
    assert not (plan / "m.txt").exists()


def test_a_clean_text_is_refused_with_what_is_open_and_for_whom(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused(capsys, 5, "paper", "clean", "--on", DAY)
    assert "is not clean" in told.splitlines()[-1]
    assert any(line.split()[:2] == ["2", "Boria"] for line in told.splitlines())
    assert "is not clean" in refused(capsys, 5, "export", "--clean", "-o", "text.xml")


def test_exports_are_written_by_the_ends_of_their_names(plan: Path, said: Callable[..., Any]) -> None:
    told = said("export", "-o", "r.jsonl", "-o", "r.jsonld", "-o", "r.xml", "--json")
    assert [(each["file"], each["kind"]) for each in told["files"]] == [
        ("r.jsonl", "jsonl"), ("r.jsonld", "prov"), ("r.xml", "akn"),
    ]  # fmt: skip
    assert all(json.loads(line) for line in (plan / "r.jsonl").read_text(encoding="utf-8").splitlines())
    assert "@graph" in json.loads((plan / "r.jsonld").read_text(encoding="utf-8"))
    assert b"akomaNtoso" in (plan / "r.xml").read_bytes()


def test_exports_refuse_what_they_cannot_mean(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Say where to" in refused(capsys, 2, "export")
    assert "its name says no format" in refused(capsys, 2, "export", "-o", "r.odt")
    assert "are for Akoma Ntoso" in refused(capsys, 2, "export", "--draft", "1", "-o", "r.jsonl")
    assert "would overwrite the record" in refused(capsys, 2, "export", "--format", "jsonl", "-o", "plan.travaux")


def test_every_format_is_of_the_press_or_a_calendar() -> None:
    from travaux.formats import press

    assert set(FORMATS) == {*press.FORMATS, "ics"}


def test_answers_at_the_terminal_are_written_as_papers_too(
    plan: Path, drafts: tuple[str, str], said: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    said("audit", *drafts, "-o", "audit.docx", "-o", "audit.txt", code=1)
    said("compare", *drafts, "-o", "redline.md")
    said("check", "boria approved most clauses", "-o", "finding.txt", "-o", "finding.html")
    assert "without being shown" in (plan / "audit.txt").read_text(encoding="utf-8")
    assert "{++may++}" in (plan / "redline.md").read_text(encoding="utf-8")
    assert "Borne out." in (plan / "finding.txt").read_text(encoding="utf-8")
    assert "would overwrite" in refused(capsys, 2, "compare", *drafts, "-o", drafts[0])
