from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from bench.breaking.hostile import repositories
from bench.breaking.hostile.file import Hostile

import travaux
from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats import history
from travaux.formats.git.lineage import Node, steps

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_COMMITTER_NAME": "The Merger",
    "GIT_COMMITTER_EMAIL": "merger@example.org",
}
Git = Callable[..., str]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "repository"


@pytest.fixture
def git(place: Path) -> Git:
    """Runs git in a new repository, each commit a day after the one before."""
    day = 0

    def run(*arguments: str, author: str = "Aria Clerk") -> str:
        nonlocal day
        day += 1
        who = {"GIT_AUTHOR_NAME": author, "GIT_AUTHOR_EMAIL": "x@example.org"}
        when = {f"GIT_{whose}_DATE": f"2020-01-{day % 28 + 1:02}T10:00:00 +0200" for whose in ("AUTHOR", "COMMITTER")}
        done = subprocess.run(
            ["git", "-C", str(place), *arguments], env=CLEAN | who | when, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    place.mkdir()
    run("init", "--quiet", "--initial-branch=main")
    return run


@pytest.fixture
def put(place: Path, git: Git) -> Callable[..., str]:
    """Writes a file, commits it, and returns the commit."""

    def commit(text: str | bytes, name: str = "draft.txt", author: str = "Aria Clerk") -> str:
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        git("add", "--all")
        git("commit", "--quiet", "--allow-empty", "-m", "x", author=author)
        return git("rev-parse", "HEAD")

    return commit


def seen(place: Path, name: str = "draft.txt", **options: bool) -> list[tuple[str, tuple[int, ...], str | None]]:
    return [(v.draft.text, v.parents, v.author) for v in history(place, name, **options)]


BODY = "".join(f"Article {n}\nThe Parties shall do thing number {n}.\n" for n in range(1, 20))


def test_a_line_of_versions(place: Path, put: Callable[..., str]) -> None:
    first = put("one\n")
    put("one\n", name="other.txt")
    put("two\r\n", author="Boria Judge")
    found = list(travaux.history(place, "draft.txt"))
    assert [(v.draft.text, v.parents, v.author) for v in found] == [
        ("one\n", (), "Aria Clerk"),
        ("two\n", (0,), "Boria Judge"),
    ]
    assert (found[0].key, found[0].draft.name, found[0].at) == (first, "draft.txt", "2020-01-04T10:00:00+02:00")


def test_renames_are_followed(place: Path, git: Git, put: Callable[..., str]) -> None:
    put(BODY, name="old.txt")
    git("mv", "old.txt", "draft.txt")
    git("commit", "--quiet", "-m", "x")
    put(BODY + "more\n")
    git("mv", "draft.txt", "new.txt")
    put(BODY + "most\n", name="new.txt", author="Boria Judge")
    found = list(history(place, "new.txt"))
    assert [(v.draft.name, v.parents) for v in found] == [("old.txt", ()), ("draft.txt", (0,)), ("new.txt", (1,))]


def test_a_clean_merge_has_two_parents_and_the_authors_stay(place: Path, git: Git, put: Callable[..., str]) -> None:
    put(BODY)
    git("switch", "--quiet", "-c", "side")
    put("Preamble\n" + BODY, author="Boria Judge")
    git("switch", "--quiet", "main")
    put(BODY + "Done.\n", author="Celia Deputy")
    git("merge", "--quiet", "--no-ff", "-m", "x", "side", author="The Merger")
    put("Preamble\n" + BODY + "Done at last.\n")
    found = seen(place)
    assert [author for _, _, author in found] == [
        "Aria Clerk",
        "Celia Deputy",
        "Boria Judge",
        "The Merger",
        "Aria Clerk",
    ]
    assert [parents for _, parents, _ in found] == [(), (0,), (0,), (1, 2), (3,)]
    assert [author for _, _, author in seen(place, first_parent=True)] == [
        "Aria Clerk",
        "Celia Deputy",
        "The Merger",
        "Aria Clerk",
    ]


def test_a_merge_that_equals_a_parent_adds_nothing(place: Path, git: Git, put: Callable[..., str]) -> None:
    put(BODY)
    git("switch", "--quiet", "-c", "side")
    put(BODY + "side\n", author="Boria Judge")
    git("switch", "--quiet", "main")
    put("x", name="other.txt")
    git("merge", "--quiet", "--no-ff", "-m", "x", "side")
    put(BODY + "side\nand on\n")
    assert [(parents, author) for _, parents, author in seen(place)] == [
        ((), "Aria Clerk"),
        ((0,), "Boria Judge"),
        ((1,), "Aria Clerk"),
    ]


def test_a_merge_that_throws_a_side_away_leads_on_from_both(place: Path, git: Git, put: Callable[..., str]) -> None:
    put(BODY)
    git("switch", "--quiet", "-c", "side")
    put(BODY + "side\n", author="Boria Judge")
    git("switch", "--quiet", "main")
    put(BODY + "main\n")
    git("merge", "--quiet", "--strategy=ours", "-m", "x", "side")
    assert [parents for _, parents, _ in seen(place)] == [(), (0,), (0,), (1, 2)]
    put(BODY + "later\n")
    found = seen(place)
    assert [parents for _, parents, _ in found] == [(), (0,), (0,), (1, 2)]
    assert found[-1][0] == BODY + "later\n"


def test_an_evil_merge_is_a_version(place: Path, git: Git, put: Callable[..., str]) -> None:
    put(BODY)
    git("switch", "--quiet", "-c", "side")
    put(BODY + "side\n")
    git("switch", "--quiet", "main")
    put("Main\n" + BODY)
    git("merge", "--quiet", "--no-commit", "side")
    put("slipped in\n", author="The Merger")
    assert seen(place)[-1] == ("slipped in\n", (1, 2), "The Merger")


def test_a_deleted_file_that_comes_back_keeps_its_past(place: Path, git: Git, put: Callable[..., str]) -> None:
    put(BODY)
    git("rm", "--quiet", "draft.txt")
    git("commit", "--quiet", "-m", "x")
    put(BODY + "back\n")
    assert [parents for _, parents, _ in seen(place)] == [(), (0,)]


def test_a_rename_on_one_side_of_a_merge(place: Path, git: Git, put: Callable[..., str]) -> None:
    put(BODY, name="old.txt")
    git("switch", "--quiet", "-c", "side")
    put("Side\n" + BODY, name="old.txt", author="Boria Judge")
    git("switch", "--quiet", "main")
    git("mv", "old.txt", "draft.txt")
    git("commit", "--quiet", "-m", "x")
    put(BODY + "main\n")
    git("merge", "--quiet", "-m", "x", "side", author="The Merger")
    assert [(parents, author) for _, parents, author in seen(place)] == [
        ((), "Aria Clerk"),
        ((0,), "Aria Clerk"),
        ((0,), "Boria Judge"),
        ((1, 2), "The Merger"),
    ]


def test_a_stranger_merged_in_is_not_taken_for_a_past(place: Path, git: Git, put: Callable[..., str]) -> None:
    put("readme\n", name="readme.txt")
    git("switch", "--quiet", "-c", "side")
    put(BODY + "unrelated\n", name="elsewhere.txt")
    git("rm", "--quiet", "elsewhere.txt")
    git("commit", "--quiet", "-m", "x")
    git("switch", "--quiet", "main")
    put(BODY)
    git("merge", "--quiet", "-m", "x", "side")
    put(BODY + "on\n")
    assert [(parents, text[len(BODY) :]) for text, parents, _ in seen(place)] == [((), ""), ((0,), "on\n")]


def test_bare_repositories_bundles_and_folders_inside(
    place: Path, tmp_path: Path, git: Git, put: Callable[..., str]
) -> None:
    put("one\n", name="texts/draft.txt")
    put("two\n", name="texts/draft.txt")
    git("clone", "--quiet", "--bare", str(place), str(tmp_path / "bare.git"))
    git("bundle", "create", "--quiet", str(tmp_path / "all.bundle"), "--all")
    git("bundle", "create", "--quiet", str(tmp_path / "headless.bundle"), "main")
    expected = [("one\n", (), "Aria Clerk"), ("two\n", (0,), "Aria Clerk")]
    for repository in (place, tmp_path / "bare.git", tmp_path / "all.bundle", tmp_path / "headless.bundle"):
        assert seen(repository, "texts/draft.txt") == expected
    assert seen(place / "texts", "draft.txt") == expected
    assert seen(place / "texts", "./draft.txt") == expected


def test_a_bundle_leaves_nothing_behind(
    place: Path, tmp_path: Path, git: Git, put: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("one\n")
    put("two\n")
    git("bundle", "create", "--quiet", str(tmp_path / "all.bundle"), "--all")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    versions = history(tmp_path / "all.bundle", "draft.txt")
    next(versions)
    versions.close()  # type: ignore[attr-defined]
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_repository_runs_nothing(place: Path, tmp_path: Path, git: Git, put: Callable[..., str]) -> None:
    put(b"*.txt diff=evil filter=evil\n", name=".gitattributes")
    put("one\n")
    trap = f"touch {tmp_path / 'ran'}; false"
    for name in (
        "core.fsmonitor", "core.pager", "core.sshCommand", "core.alternateRefsCommand", "diff.external",
        "diff.evil.textconv", "diff.evil.command", "filter.evil.smudge", "gpg.program", "core.editor", "pager.log",
    ):  # fmt: skip
        git("config", name, trap)
    git("config", "log.showSignature", "true")
    git("config", "remote.origin.url", f"ext::sh -c '{trap}'")
    git("config", "remote.origin.promisor", "true")
    git("config", "protocol.ext.allow", "always")
    for hook in ("post-checkout", "reference-transaction", "post-index-change"):
        script = place / ".git" / "hooks" / hook
        script.parent.mkdir(exist_ok=True)
        script.write_text(f"#!/bin/sh\n{trap}\n")
        script.chmod(0o755)
    assert seen(place) == [("one\n", (), "Aria Clerk")]
    assert not (tmp_path / "ran").exists()


def test_the_surroundings_are_not_asked(place: Path, put: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    put("one\n")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("GIT_REPLACE_REF_BASE", "refs/evil/")
    assert seen(place) == [("one\n", (), "Aria Clerk")]


def test_odd_bytes_and_names(place: Path, put: Callable[..., str]) -> None:
    name = "Entwürfe/der [Vertrag] *1*.txt"
    put("Vertr\xe4ge".encode("cp1252"), name=name, author="Žofie Ölçer")
    put("Verträge".encode() * 5 + b"\xff", name=name)
    assert seen(place, name) == [
        ("Verträge", (), "Žofie Ölçer"),
        ("Verträge" * 5 + "\ufffd", (0,), "Aria Clerk"),
    ]


def test_a_page_in_a_repository_stays_source_and_a_word_file_is_read(place: Path, put: Callable[..., str]) -> None:
    put("<!DOCTYPE html><p>x", name="page.html")
    put(b"PK\x03\x04 no Word file", name="draft.docx")
    assert seen(place, "page.html")[0][0] == "<!DOCTYPE html><p>x"
    with pytest.raises(Malformed, match=r"draft\.docx"):
        seen(place, "draft.docx")


@pytest.mark.parametrize(
    "data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", b"version https://git-lfs.github.com/spec/v1\n"]
)
def test_what_is_no_text_is_refused_by_commit(place: Path, put: Callable[..., str], data: bytes) -> None:
    commit = put(data)
    with pytest.raises(Unreadable, match="not read") as caught:
        seen(place)
    assert caught.value.where == f"{commit[:12]}:draft.txt"


@pytest.mark.parametrize(
    ("name", "revision", "message"),
    [
        ("none.txt", "HEAD", "no such file at this revision. Name one that is there, such as draft.txt"),
        ("texts", "HEAD", "this is a folder"),
        ("../draft.txt", "HEAD", "not a path in a repository"),
        ("a\nb", "HEAD", "not a path in a repository"),
        ("draft.txt", "none", "no revision is called none. Name a branch, a tag or a commit; its branches are main"),
        ("draft.txt", "--all", "no revision is called --all"),
        ("--help", "HEAD", "no such file at this revision"),
    ],
)
def test_what_is_not_there_is_said(
    place: Path, put: Callable[..., str], name: str, revision: str, message: str
) -> None:
    put("one\n")
    put("two\n", name="texts/x.txt")
    with pytest.raises(Malformed, match=message.replace(".", r"\.")):
        list(history(place, name, revision))


def test_what_is_no_repository_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    (tmp_path / "half.bundle").write_text("# v2 git bundle\n0000 refs/heads/main\n\nPACK")
    for name, message in (
        ("folder", "not a git repository"),
        ("file", "neither a repository nor a bundle"),
        ("none", "no such folder"),
        ("half.bundle", "git says"),
    ):
        with pytest.raises(Malformed, match=message) as caught:
            list(history(tmp_path / name, "draft.txt"))
        assert name in caught.value.where
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Unreadable, match="git is not installed"):
        list(history(tmp_path / "folder", "draft.txt"))


def test_an_empty_repository_is_said(place: Path, git: Git) -> None:
    with pytest.raises(Unreadable, match="no revision is called HEAD"):
        list(history(place, "draft.txt"))


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        ([], []),
        ([("a", None, ())], []),
        ([("a", "1", ()), ("b", "2", (0,)), ("c", "1", (1,))], [("a", ()), ("b", (0,)), ("c", (1,))]),
        # A merge that goes back to what its other parent had already left.
        (
            [("a", "1", ()), ("b", "2", (0,)), ("m", "1", (0, 1)), ("c", "3", (2,))],
            [("a", ()), ("b", (0,)), ("m", (1,)), ("c", (2,))],
        ),
        # Two who made the same change: what comes after was made from both.
        (
            [("a", "1", ()), ("b", "2", (0,)), ("c", "2", (0,)), ("m", "2", (1, 2)), ("d", "3", (3,))],
            [("a", ()), ("b", (0,)), ("c", (0,)), ("d", (1, 2))],
        ),
    ],
)
def test_steps(
    nodes: list[tuple[str, str | None, tuple[int, ...]]], expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    found = steps([Node(commit, "x", blob, parents) for commit, blob, parents in nodes])
    assert [(step.commit, step.parents) for step in found] == expected


def test_what_a_repository_could_grow_to_is_bounded(tmp_path: Path) -> None:
    """A tree of ten trees of ten trees, and a file of zeros: a few kilobytes that no machine can hold unpacked."""
    objects = repositories.Objects()
    below = objects.tree(("100644", b"f", objects.add("blob", b"x\n")))
    for _ in range(9):
        below = objects.tree(*(("40000", b"%d" % n, below) for n in range(10)))
    for name, data in repositories.repository(objects, objects.commit(below)).items():
        path = tmp_path / "trees" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with pytest.raises(Unreadable, match="there is no such file at this revision"):
        list(history(tmp_path / "trees", "draft.txt"))
    objects, tip = repositories.history(b"x\n", bytes(51_000_000))
    (tmp_path / "zeros.bundle").write_bytes(repositories.bundle(objects, {"refs/heads/main": tip}))
    found = history(tmp_path / "zeros.bundle", "draft.txt")
    assert next(found).draft.text == "x\n"
    with pytest.raises(Refused, match="larger than 50 MB"):
        next(found)


LIARS = ("grafted", "named-6", "mode-x", "names-7265", "a-tree-cut")


@pytest.mark.parametrize(
    "file", [f for f in repositories.files(Random("git")) if f.name.startswith(LIARS)], ids=lambda file: file.name
)
def test_a_repository_that_lies_is_refused_or_read(file: Hostile, tmp_path: Path) -> None:
    """Grafts in a ring, names that are none, names in other letters: git stops, or prints less than it was asked."""
    with suppress(Malformed):
        assert [version.draft.text for version in history(file.put(tmp_path), "draft.txt")]


def test_an_encoding_that_no_encoding_can_be_called_is_none(tmp_path: Path) -> None:
    objects, _ = repositories.history()
    tree = objects.tree(("100644", b"draft.txt", objects.add("blob", b"1. x\n")))
    tip = objects.commit(tree, author="Ana Née <a@b> 1900000000 +0000".encode(), more=b"encoding \x01\0\n")
    (tmp_path / "x.bundle").write_bytes(repositories.bundle(objects, {"refs/heads/main": tip}))
    assert [version.author for version in history(tmp_path / "x.bundle", "draft.txt")] == ["Ana Née"]
