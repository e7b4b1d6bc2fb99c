"""A corpus: what its texts are, the line of each, what fails beside the rest, and what is not done again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from travaux.cli.corpus import Crew
from travaux.cli.corpus_texts import texts
from travaux.cli.corpus_tracing import Task, Told, traced
from travaux.cli.main import run
from travaux.errors import Malformed, Unreadable
from travaux.secretariat.hands import Lost

FIRST = "Article 1\nThe Parties shall cooperate.\n"
SECOND = "Article 1\nThe Parties shall cooperate in full.\n"


def put(place: Path, *drafts: str) -> Path:
    place.mkdir(parents=True)
    for number, draft in enumerate(drafts, 9):
        (place / f"draft-{number}.txt").write_text(draft, encoding="utf-8")
    return place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus with two good texts and one that is none."""
    corpus = tmp_path / "corpus"
    put(corpus / "charter", FIRST, SECOND)
    put(corpus / "accord-2", FIRST)
    put(corpus / "accord-10")
    (corpus / ".hidden").write_text("nothing", encoding="utf-8")
    return corpus


def loop(crew: Crew, tasks: Sequence[Task]) -> Iterator[tuple[int, Told]]:
    """Traces by this process, with nothing beside it: how others do it is tested where they are."""
    return ((place, traced(task)) for place, task in enumerate(tasks))


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    monkeypatch.setattr(Crew, "done", loop)

    def ran(*arguments: str | Path, code: int = 0) -> list[Any]:
        assert run(["trace", "--corpus", *map(str, arguments), "--jsonl"]) == code
        captured = capsys.readouterr()
        assert captured.err == ""
        return [json.loads(line) for line in captured.out.splitlines()]

    return ran


def repository(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        known = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-C", str(folder)]
        subprocess.run(["git", *known, *command], check=True)
    return folder


def test_a_folder_has_a_text_a_name_in_the_order_of_numbers(folder: Path) -> None:
    assert [each.name for each in texts(folder)] == ["accord-2", "accord-10", "charter"]


def test_a_list_has_a_text_a_line(folder: Path, tmp_path: Path) -> None:
    repository(tmp_path / "git", charter=FIRST)
    outside = put(tmp_path / "elsewhere", FIRST)
    listed = folder / "list.txt"
    listed.write_text(f"# two texts\n\n charter \n../git:charter.md\n{outside}\nnot there\n", encoding="utf-8")
    found = [(each.name, each.place.resolve(), each.file) for each in texts(listed)]
    assert found == [
        ("charter", folder / "charter", ""),
        ("git", tmp_path / "git", "charter.md"),
        ("elsewhere", outside, ""),
        ("not there", folder / "not there", ""),
    ]


def test_what_is_no_corpus(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Unreadable, match="there is no text in it"):
        texts(tmp_path / "empty")
    (tmp_path / "list").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Unreadable, match="it is no list of texts"):
        texts(tmp_path / "list")
    with pytest.raises(Unreadable, match="no such file"):
        texts(tmp_path / "nowhere")
    (tmp_path / "list").write_text(f"corpus/charter\n./corpus/charter\n{put(tmp_path / 'x' / 'charter')}\n", "utf-8")
    with pytest.raises(Malformed, match="two texts are called corpus/charter"):
        texts(tmp_path / "list")


def test_the_line_of_a_text(folder: Path, lines: Callable[..., list[Any]]) -> None:
    good, bad, charter = lines(folder, code=7)
    assert (good["name"], bad["name"], charter["name"]) == ("accord-2", "accord-10", "charter")
    assert (charter["format"], charter["rule"], charter["kind"]) == ("corpus/1", "travaux-trace/1", "drafts")
    assert (charter["words"], charter["deleted"], charter["error"]) == (9, 0, None)
    assert [(each["key"], each["name"], each["words"], each["deleted"]) for each in charter["drafts"]] == [
        (0, "draft-9.txt", 7, 0),
        (1, "draft-10.txt", 2, 0),
    ]
    assert bad["error"] == {
        "kind": "Unreadable",
        "says": "there is no draft in it",
        "where": str(folder / "accord-10"),
        "advice": "Put its drafts there, or take it out",
    }
    assert (bad["digest"], "words" in bad) == (None, False)


def test_the_digest_is_what_sha256sum_says(folder: Path) -> None:
    listed = "".join(
        f"{hashlib.sha256(text.encode()).hexdigest()}  draft-{number}.txt\n"
        for number, text in ((9, FIRST), (10, SECOND))
    )
    told = traced(Task(texts(folder)[2]))
    assert json.loads(told.line)["digest"] == hashlib.sha256(listed.encode()).hexdigest()


def here(corpus: Path) -> list[Any]:
    """The lines of a corpus, traced by this process."""
    return [json.loads(traced(Task(text)).line) for text in texts(corpus)]


def test_kinds_of_texts(tmp_path: Path, plan: Path) -> None:
    """A repository, its bundle, a record and a single file, all of them in one folder."""
    corpus = tmp_path / "kinds"
    corpus.mkdir()
    place = repository(corpus / "in-git", charter=FIRST)
    bundle = ["git", "-C", str(place), "bundle", "create", "-q", str(corpus / "packed"), "HEAD", "--all"]
    subprocess.run(bundle, check=True)
    (corpus / "plan.travaux").write_bytes((plan / "plan.travaux").read_bytes())
    (corpus / "single.txt").write_text(FIRST, encoding="utf-8")
    git, packed, record, single = here(corpus)
    assert [each["kind"] for each in (git, packed, record, single)] == ["git", "git", "record", "drafts"]
    assert git["digest"] == packed["digest"]
    assert git["drafts"] == packed["drafts"]
    assert git["drafts"][0]["author"] == "Ada"
    assert record["drafts"][0]["key"].startswith("entry ")
    assert sum(each["words"] for each in record["drafts"]) == record["words"] > 100
    assert single["words"] == 7


def test_a_repository_with_several_files_says_what_to_do(tmp_path: Path) -> None:
    repository(tmp_path / "git", charter=FIRST, annex=SECOND)
    (tmp_path / "list").write_text("git\ngit:annex.md\n", encoding="utf-8")
    bad, good = here(tmp_path / "list")
    assert (bad["error"]["says"], bad["error"]["advice"]) == (
        "it holds 2 files",
        "Say which in a list, after a colon: REPOSITORY:FILE",
    )
    assert (good["name"], good["words"]) == ("git:annex.md", 9)


def test_a_record_without_a_draft(tmp_path: Path) -> None:
    from travaux.secretariat.opening import new

    (tmp_path / "corpus").mkdir()
    new(tmp_path / "corpus" / "a.travaux", home=tmp_path / "home").close()
    (told,) = here(tmp_path / "corpus")
    assert (told["error"]["kind"], told["error"]["says"]) == ("OutOfOrder", "no draft is on the table of this record")


def test_a_line_that_leads_nowhere(folder: Path) -> None:
    (folder / "list").write_text("nowhere\ngone:file.md\n", encoding="utf-8")
    assert [(each["name"], each["error"]["says"]) for each in here(folder / "list")] == [
        ("nowhere", "there is no such file or folder"),
        ("gone:file.md", "there is no such file or folder"),
    ]


def test_what_is_held_is_not_done_again(folder: Path, tmp_path: Path, lines: Callable[..., list[Any]]) -> None:
    out = tmp_path / "out"
    first = lines(folder, "-o", out, code=7)
    written = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    line, whole = (out / "charter.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == first[2]
    assert (json.loads(whole)["format"], len(json.loads(whole)["tokens"])) == ("trace/1", 9)
    assert len((out / "accord-10.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    (folder / "accord-2" / "draft-10.txt").write_text(SECOND, encoding="utf-8")
    again = lines(folder, "-o", out, code=7)
    assert (again[0]["words"], again[2]) == (9, first[2])
    changed = {path.name for path in out.iterdir() if path.stat().st_mtime_ns != written[path.name]}
    assert changed == {"accord-2.jsonl", "accord-10.jsonl"}


@pytest.mark.parametrize("spoiled", ["", "{}\n", "[]\n"])
def test_what_is_held_and_not_ours_is_done_again(folder: Path, spoiled: str, lines: Callable[..., list[Any]]) -> None:
    out = folder.parent / "out"
    expected = lines(folder, "-o", out, code=7)
    (out / "charter.jsonl").write_text(spoiled, encoding="utf-8")
    assert lines(folder, "-o", out, code=7) == expected
    assert (out / "charter.jsonl").read_text(encoding="utf-8").startswith('{"travaux"')


def test_with_other_changes_made_it_is_another_trace(folder: Path, lines: Callable[..., list[Any]]) -> None:
    marked = "The Parties {++may++}{--shall--} cooperate."
    (folder / "charter" / "draft-11.md").write_text(marked, encoding="utf-8")
    out = folder.parent / "out"
    assert lines(folder, "-o", out, code=7)[2]["accept"] == ["all"]
    lines(folder, "-o", out, "--accept", "none", code=7)
    assert "shall" in json.loads((out / "charter.jsonl").read_text("utf-8").splitlines()[1])["text"]


def test_what_comes_of_it_is_no_text_of_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for out in (folder, folder / "out"):
        assert run(["trace", "--corpus", str(folder), "-o", str(out)]) == 2
        assert "lies in the corpus" in capsys.readouterr().err


def test_a_name_that_is_no_text(folder: Path, lines: Callable[..., list[Any]]) -> None:
    """Bytes that are no UTF-8: such a name can be told with a sign in their place alone."""
    put(folder / os.fsdecode(b"gr\xfcn"), FIRST)
    assert [each["name"] for each in lines(folder, "-o", folder.parent / "out", code=7)][-1] == "gr?n"


def test_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trace", "--corpus", str(folder), "-o", str(folder.parent / "out")]) == 7
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("Two texts were traced; one text could not be. ✓ accord-2 1 draft, 7 words ✕ accord-10")
    assert said.endswith("out has the trace of each, in NAME.jsonl.")


def test_progress_is_for_who_watches(folder: Path) -> None:
    """It is drawn on a terminal beside standard output, which stays what it is."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "travaux.cli", "trace", "--corpus", str(folder), "--jsonl", "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        assert process.stdout is not None
        lines = process.stdout.read().splitlines()
    shown = b""
    with contextlib.suppress(OSError):  # the other end is gone
        while more := os.read(ours, 65_536):
            shown += more
    os.close(ours)
    assert [json.loads(line)["name"] for line in lines] == ["accord-2", "accord-10", "charter"]
    assert b"Texts traced" in shown
    assert b"3/3" in shown


def test_whoever_traces_has_the_same_travaux(folder: Path) -> None:
    told = json.loads(traced(Task(texts(folder)[2], version="9.9")).line)
    assert told["error"]["advice"] == "Install the same Travaux on every machine"


def test_who_dies_of_a_text_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Crew, "done", lambda _, tasks: ((at, Lost(3)) for at in range(len(tasks))))
    assert run(["trace", "--corpus", str(folder), "--jsonl"]) == 7
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["error"]["says"] for each in told] == ["whoever traced it died 3 times"] * 3


def test_memory_that_does_not_suffice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("travaux.cli.corpus_tracing.source", full)
    told = json.loads(traced(Task(texts(folder)[2])).line)
    assert (told["error"]["kind"], told["error"]["advice"]) == ("Refused", "Give it more")


def test_a_defect_stops_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("travaux.cli.corpus_tracing.source", broken)
    told = json.loads(traced(Task(texts(folder)[2])).line)
    assert told["error"]["says"] == "this is a defect of Travaux (ZeroDivisionError('by nought'))"


def test_too_little_memory_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "corpus" / "large", *("word " * 1_500_000 for _ in range(2)))
    put(tmp_path / "corpus" / "small", FIRST)
    assert run(["trace", "--corpus", str(tmp_path / "corpus"), "--jsonl", "--workers", "2", "--memory", "150"]) == 7
    large, small = map(json.loads, capsys.readouterr().out.splitlines())
    assert large["error"]["kind"] == "Refused"
    assert "memory" in large["error"]["says"] or "died" in large["error"]["says"]
    assert small["words"] == 7


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["x.txt", "--corpus", "."], "--corpus takes no drafts"),
        (["--corpus", ".", "--json"], "--corpus takes no drafts"),
        (["--corpus", ".", "--cluster", "tcp://127.0.0.1:1", "--workers", "2"], "A cluster has its own workers"),
        (["--workers", "2", "x.txt"], "go with --corpus"),
        (["--jsonl", "x.txt"], "go with --corpus"),
        (["--corpus", ".", "--cluster", "nowhere.json"], "there is no such scheduler file"),
        (["--corpus", "nowhere"], "does not exist"),
    ],
)
def test_what_does_not_go_together(
    arguments: list[str], says: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert run(["trace", *arguments]) == 2
    assert says in capsys.readouterr().err
