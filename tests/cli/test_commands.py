"""Each command before people: the sentence first, marks without colour, files whole or not at all."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from travaux.cli import files
from travaux.cli.main import run


def test_compare_says_the_sentence_first(drafts: tuple[str, str], said: Callable[..., Any]) -> None:
    lines = said("compare", *drafts).splitlines()
    assert lines[0] == "Two changes, in Article 1.1 and Article 1.2: one insertion and one replacement."
    assert "    The Parties ⟨− shall⟩⟨+ may⟩ cooperate [fully][in full]." in lines


def test_compare_exits_1_only_when_asked(drafts: tuple[str, str], said: Callable[..., Any]) -> None:
    said("compare", *drafts, code=0)
    said("compare", *drafts, "--exit-code", code=1)
    said("compare", drafts[0], drafts[0], "--exit-code", code=0)


def test_compare_all_prints_what_did_not_change(drafts: tuple[str, str], said: Callable[..., Any]) -> None:
    assert "Article 1\n" in said("compare", *drafts, "--all")
    assert said("compare", drafts[0], drafts[0]).startswith("Nothing changed.")


@pytest.mark.parametrize(
    ("earlier", "later", "ignored"),
    [
        ("1. The Parties act.\n2. They report.", "3. The Parties act.\n4. They report.", "numbering"),
        ('The "Parties" shall act.', "The “Parties” shall act.", "typography"),
    ],
)
def test_compare_ignores_what_it_is_told_to(
    tmp_path: Path, said: Callable[..., Any], earlier: str, later: str, ignored: str
) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(earlier, encoding="utf-8")
    two.write_text(later, encoding="utf-8")
    assert not said("compare", str(one), str(two)).startswith("Nothing changed.")
    assert said("compare", str(one), str(two), "--ignore", ignored).startswith("Nothing changed.")


def test_audit_exits_1_where_anything_was_not_shown(drafts: tuple[str, str], said: Callable[..., Any]) -> None:
    told = said("audit", *drafts, code=1)
    assert told.startswith("Two changes were made without being shown, in Article 1.1 and Article 1.2.\n")
    assert said("audit", drafts[0], drafts[0], code=0).startswith("Nothing changed.\n")


def test_trace_of_one_clause_tells_every_source(drafts: tuple[str, str], said: Callable[..., Any]) -> None:
    told = said("trace", *drafts, "--clause", "1.2", "--by", "two.txt=Boria")
    assert told.startswith("Article 1.2\nOf four words, three stand since the first draft. Boria put in one.\n")
    assert "They shall report ⟨B yearly⟩." in told
    assert "Put in by Boria in two.txt, and kept since." in told


def test_trace_of_one_clause_has_no_empty_lines_in_it(tmp_path: Path, said: Callable[..., Any]) -> None:
    for name, words in (("a.txt", "act"), ("b.txt", "act together")):
        (tmp_path / name).write_text(f"Article 1\n\n\nThe Parties {words}.\n", encoding="utf-8")
    told = said("trace", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--clause", "1")
    assert "\n\n\n" not in told


def test_clauses_say_how_many_are_outermost_only_where_some_are_not(tmp_path: Path, said: Callable[..., Any]) -> None:
    (tmp_path / "a.txt").write_text("Article 1\nThe Parties act.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Article 1\n1. They act.\n2. They report.\n", encoding="utf-8")
    assert said("clauses", str(tmp_path / "a.txt")).startswith("One clause.\n")
    assert said("clauses", str(tmp_path / "b.txt")).startswith("Three clauses, one of them outermost.\n")


def test_an_author_in_a_file_without_tracked_changes(
    drafts: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compare", *drafts, "--accept", "Boria"]) == 7
    assert "It has no tracked changes at all" in capsys.readouterr().err
    Path(drafts[0]).write_text("The Parties {++fully++} act.", encoding="utf-8")
    assert run(["compare", *drafts, "--accept", "Boria"]) == 7
    assert "It has changes by somebody unnamed" in capsys.readouterr().err


def test_trace_of_a_clause_that_is_not_there(drafts: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trace", *drafts, "--clause", "9"]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "Invalid value for --clause" in told
    assert "9" in told


def test_trace_of_a_clause_that_may_be_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("Article 1\n1. One.\n2. Two.\nArticle 2\n1. Three.\n2. Four.\n", encoding="utf-8")
    assert run(["trace", str(plan), "--clause", "paragraph 2"]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "may mean Article 1.2 and Article 2.2. Say which." in told
    assert run(["trace", str(plan), "--clause", "1.2"]) == 0
    assert "Two." in capsys.readouterr().out


def test_a_draft_is_written_as_akoma_ntoso(
    drafts: tuple[str, str], tmp_path: Path, said: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "two.xml")
    told = said("clauses", drafts[1], "--akn", out)
    # A long path is broken where the line ends.
    assert "".join(told.split()) == f"{out}istwo.txtasAkomaNtoso,withthreeclauses."
    assert said("compare", out, drafts[1], "--exit-code").startswith("Nothing changed.")
    assert said("clauses", out, "--akn", "-").encode() == Path(out).read_bytes()
    assert run(["clauses", out, "--akn", out]) == 2
    assert "would overwrite" in capsys.readouterr().err


def test_align_and_clauses_and_brackets(drafts: tuple[str, str], said: Callable[..., Any]) -> None:
    assert said("align", *drafts).startswith("Three clauses: three kept; two reworded.\n")
    assert len(said("align", *drafts, "--changed").splitlines()) < len(said("align", *drafts).splitlines())
    assert "  2. " in said("clauses", drafts[1])
    assert said("brackets", drafts[1]).startswith("Two brackets: two disputed; no defect.\n")
    assert "cooperate fully." in said("brackets", drafts[1], "--reading", "first")


def test_a_draft_from_standard_input(
    drafts: tuple[str, str], said: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(drafts[1]).read_bytes())))
    assert said("compare", drafts[0], "-", "--json")["later"]["name"] == "standard input"


def test_a_page_on_standard_output(drafts: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", *drafts, "--html", "-"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("<!doctype html>")
    assert captured.err.startswith("Two changes")


@pytest.mark.parametrize("noun", ["compare", "audit", "trace"])
def test_pages_are_written(drafts: tuple[str, str], tmp_path: Path, noun: str) -> None:
    page = tmp_path / "new folder" / "page.html"
    run([noun, *drafts, "--html", str(page)])
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [path.name for path in page.parent.iterdir()] == ["page.html"]


def test_accept_none_and_by_author(
    tmp_path: Path, said: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    marked = tmp_path / "marked.md"
    marked.write_text("The Parties {--shall--}{++may++} act.\n", encoding="utf-8")
    assert said("clauses", str(marked), "--json")["draft"]["text"].strip() == "The Parties may act."
    assert (
        said("clauses", str(marked), "--accept", "none", "--json")["draft"]["text"].strip() == "The Parties shall act."
    )
    assert run(["clauses", str(marked), "--accept", "Boria"]) == 7
    assert "no tracked change by 'Boria'" in capsys.readouterr().err


def test_a_git_history(tmp_path: Path, said: Callable[..., Any]) -> None:
    env = {**os.environ, "GIT_AUTHOR_DATE": "2031-03-03T10:00:00Z", "GIT_COMMITTER_DATE": "2031-03-03T10:00:00Z"}

    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True, capture_output=True, env=env)

    git("init", "-q", "-b", "main")
    for author, words in (("Cascadia", "The Parties shall act."), ("Boria", "The Parties may act.")):
        (tmp_path / "plan.txt").write_text(words, encoding="utf-8")
        git("add", "plan.txt")
        git("-c", f"user.name={author}", "-c", "user.email=a@example.org", "commit", "-qm", "draft")
    found = said("trace", "--git", str(tmp_path), "--path", "plan.txt", "--json")
    assert [(t["text"], t["origin"]["author"]) for t in found["tokens"]][2] == ("may", "Boria")
    assert [len(d["key"]) for d in found["drafts"]] == [40, 40]
    assert found["tokens"][2]["origin"]["draft"] == found["drafts"][1]["key"]


def test_a_mediawiki_export(tmp_path: Path, said: Callable[..., Any]) -> None:
    revisions = "".join(
        f"<revision><id>{number}</id><timestamp>2031-03-0{number}T10:00:00Z</timestamp><contributor><username>{who}"
        f"</username><id>{number}</id></contributor><text>{words}</text></revision>"
        for number, who, words in ((3, "Cascadia", "The Parties shall act."), (9, "Boria", "The Parties may act."))
    )
    export = tmp_path / "export.xml"
    export.write_text(
        "<mediawiki xmlns='http://www.mediawiki.org/xml/export-0.11/' xml:lang='en'><siteinfo/>"
        f"<page><title>Plan</title><id>7</id>{revisions}</page></mediawiki>",
        encoding="utf-8",
    )
    found = said("trace", str(export), "--json")
    assert [(t["text"], t["origin"]["author"]) for t in found["tokens"]][2] == ("may", "Boria")
    assert [(d["key"], d["author"], d["at"]) for d in found["drafts"]] == [
        (0, "Cascadia", "2031-03-03T10:00:00Z"),
        (1, "Boria", "2031-03-09T10:00:00Z"),
    ]
    assert "over 2 drafts (revision 3, revision 9)" in " ".join(said("trace", str(export)).split())


def test_no_colour_into_a_file_and_colour_where_it_is_forced(drafts: tuple[str, str]) -> None:
    def told(**env: str) -> bytes:
        clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
        command = [sys.executable, "-m", "travaux.cli", "compare", *drafts]
        return subprocess.run(command, capture_output=True, check=True, env=clean | env).stdout

    assert b"\x1b[" not in told()
    assert b"\x1b[32m" in told(FORCE_COLOR="1")
    assert b"\x1b[32m" not in told(FORCE_COLOR="1", NO_COLOR="1")


def test_a_terminal_that_knows_no_unicode_is_told_all_the_same(drafts: tuple[str, str]) -> None:
    command = [sys.executable, "-m", "travaux.cli", "compare", *drafts]
    env = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    out = subprocess.run(command, capture_output=True, check=True, env=env).stdout.decode("ascii")
    assert "<- shall>" in out
    assert "<+ may>" in out


def test_lines_are_never_wider_than_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1. " + "The Parties shall act together. " * 20, encoding="utf-8")
    (tmp_path / "b.txt").write_text("1. " + "The Parties may act together. " * 20, encoding="utf-8")
    command = [sys.executable, "-m", "travaux.cli", "compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    out = subprocess.run(command, capture_output=True, check=True, env=os.environ | {"COLUMNS": "60"}).stdout.decode()
    assert max(len(line) for line in out.splitlines()) <= 60
    assert [line for line in out.splitlines() if line != line.rstrip()] == []


def test_a_draft_cannot_command_the_terminal(tmp_path: Path, said: Callable[..., Any]) -> None:
    for name, words in (("a.txt", "1. The Parties act."), ("b.txt", "1. The Parties \x1b]0;owned\x07 \u202eact.")):
        (tmp_path / name).write_text(words, encoding="utf-8")
    a, b = str(tmp_path / "a.txt"), str(tmp_path / "b.txt")
    shown = [said("compare", a, b), said("audit", a, b, code=1), said("trace", a, b), said("clauses", b)]
    assert {sign for told in shown for sign in "\x1b\x07\u202e" if sign in told} == set()
    assert all("owned" in told for told in shown)


@pytest.mark.parametrize("noun", ["compare", "audit", "trace"])
def test_a_page_never_overwrites_a_draft(
    drafts: tuple[str, str], noun: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(drafts[1]).read_bytes()
    assert run([noun, *drafts, "--html", drafts[1]]) == 2
    assert "would overwrite a draft" in capsys.readouterr().err
    assert Path(drafts[1]).read_bytes() == before


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "page.html"
    place.write_text("as it was", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "no room")))
    with pytest.raises(OSError, match=r"no room: .*page\.html"):
        files.write(place, "half")
    assert place.read_text(encoding="utf-8") == "as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_file_gets_the_permissions_that_others_get(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    files.write(tmp_path / "page.html", "x")
    assert (tmp_path / "page.html").stat().st_mode == (tmp_path / "plain").stat().st_mode
