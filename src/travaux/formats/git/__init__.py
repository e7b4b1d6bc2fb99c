"""A git history of one file: every version of it, made from which, by whom. All parents are walked, renames followed.

The order is topological, parents first, and the last version is the file at the revision asked for. The author is who
wrote the commit, not who merged it; the date is the author's, as ISO 8601 with the clock's own offset. Text stays
source text (Markdown is not read as Markdown here), and a byte that does not fit its encoding becomes U+FFFD; a Word
file or a PDF in the repository is read, all its changes accepted, and what is no text is refused.

The file's name is followed backwards: where a commit has the file and its parent does not, and git sees a rename in
between (half the content or more), the old name goes on. Where a merge joins a side that has the file and one that
does not, only a name that the file is known to have had is taken.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats import intake, plain
from travaux.formats.git.lineage import Step, steps
from travaux.formats.git.program import Repository, opened
from travaux.formats.git.walk import Walk
from travaux.text.drafts import Draft
from travaux.text.history import Version

_BINARY = (b"PK\x03\x04", b"%PDF-", b"version https://git-lfs.github.com/")
_MARKED = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_LOOKED_AT = 8_000
_LISTED = 40_000_000
"""Bytes of names of files in a commit; half as many may be listed. A tree may stand for more than fits anywhere."""


def history(place: Path, path: str, revision: str = "HEAD", *, first_parent: bool = False) -> Iterator[Version]:
    """Yields the versions of one file, parents first, reading each when it is asked for."""
    with opened(place) as repository:
        tip = _tip(repository, revision)
        commits = _commits(repository, tip, first_parent)
        name = _name(repository, tip, path)
        found = steps(Walk(repository, commits).nodes(tip, name))
        people = _people(repository, found)
        contents = repository.contents(step.blob for step in found)
        for step, data in zip(found, contents, strict=True):
            author, at = people[step.commit]
            yield Version(_draft(step, data), step.commit, step.parents, author, at)


def listed(place: Path, revision: str = "HEAD") -> tuple[str, list[str]]:
    """Returns the commit that a revision names, and the files in it."""
    with opened(place) as repository:
        commit = _tip(repository, revision)
        names = _files(repository, commit, _LISTED)
        if sum(len(name) + 1 for name in names) > _LISTED // 2:
            raise Refused("it holds more files than can be listed", where=repository.name, advice="Name one file")
        return commit, names


def _draft(step: Step, data: bytes) -> Draft:
    if data.startswith(_BINARY) or (b"\0" in data[:_LOOKED_AT] and not data.startswith(_MARKED)):
        name = f"{step.commit[:12]}:{step.path}"
        read = intake.manuscript(data, name).accepting("all")
        return Draft(
            read.text, read.lines, read.before, read.edits, read.marks, read.apparatus, step.path, read.language
        )
    try:
        text = plain.decode(data).text
    except Malformed:
        text = data.decode("utf-8", "replace")
    return Draft(text, name=step.path)


def _tip(repository: Repository, revision: str) -> str:
    """Returns the commit a revision names; HEAD of a bundle without one is its only branch, main or master."""
    try:
        return _commit(repository, revision)
    except Malformed:
        refs = repository.ask("for-each-ref", "--format=%(refname)", "refs/heads")
        heads = refs.decode("utf-8", "surrogateescape").split()
        usual = [head for head in ("refs/heads/main", "refs/heads/master") if head in heads] or heads
        if revision == "HEAD" and (len(heads) == 1 or usual != heads):
            return _commit(repository, usual[0])
        branches = ", ".join(head.removeprefix("refs/heads/") for head in heads[:8]) or "none"
        advice = f"Name a branch, a tag or a commit; its branches are {branches}"
        raise Unreadable(f"no revision is called {revision}", where=repository.name, advice=advice) from None


def _commit(repository: Repository, revision: str) -> str:
    found = repository.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return found.decode().strip()


def _commits(repository: Repository, tip: str, first_parent: bool) -> dict[str, tuple[str, ...]]:
    """Returns every commit the tip was made from, children before parents, with its parents."""
    options = ["--first-parent"] if first_parent else []
    lines = repository.ask("rev-list", "--topo-order", "--parents", *options, tip, "--")
    commits = {}
    for line in lines.decode("ascii").splitlines():
        commit, *parents = line.split(" ")
        commits[commit] = tuple(parents[:1] if first_parent else parents)
    return commits


def _name(repository: Repository, tip: str, path: str) -> str:
    """Returns the path of the file from the top of the repository, which may have been given from a folder in it."""
    inside = repository.ask("rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
    given = posixpath.normpath(path.replace("\\", "/") if "\\" in path and "/" not in path else path)
    choices = list(dict.fromkeys([posixpath.normpath(posixpath.join(inside, given)), given]))
    if any("\n" in choice or choice.startswith(("/", "..")) for choice in choices):
        raise Unreadable(f"{path} is not a path in a repository", where=repository.name, advice="Give it from the top")
    for choice, found in zip(choices, repository.kinds(f"{tip}:{choice}" for choice in choices), strict=True):
        if found and found[1] == "blob":
            return choice
        if found and found[1] == "tree":
            raise Unreadable("this is a folder", where=f"{repository.name}: {choice}", advice="Name a file inside it")
    raise Unreadable(
        "there is no such file at this revision",
        where=f"{repository.name}: {path}",
        advice=_hint(repository, tip, given),
    )


def _hint(repository: Repository, tip: str, path: str) -> str:
    names = _files(repository, tip, _LISTED // 20)
    base = posixpath.basename(path).lower()
    alike = [name for name in names if posixpath.basename(name).lower() == base] or names
    return f"Name one that is there, such as {', '.join(alike[:5])}" if alike else "It holds no files"


def _files(repository: Repository, tip: str, most: int) -> list[str]:
    """Returns the files in a commit, as far as their names go into so many bytes."""
    options = ("-r", "-z", "--name-only", "--full-tree", "--end-of-options")
    return repository.begin(most, "ls-tree", *options, tip).decode("utf-8", "replace").split("\0")[:-1]


def _people(repository: Repository, found: list[Step]) -> dict[str, tuple[str | None, str | None]]:
    """Returns the author and the date of each commit, as written in it."""
    commits = list(dict.fromkeys(step.commit for step in found))
    people = {}
    for commit, data in zip(commits, repository.contents(commits), strict=True):
        people[commit] = _person(data)
    return people


def _person(commit: bytes) -> tuple[str | None, str | None]:
    """Returns the author and the date in a commit object: `author NAME <ADDRESS> SECONDS ZONE` in its head."""
    head = commit.partition(b"\n\n")[0]
    encoding = re.search(rb"^encoding (\S+)$", head, re.MULTILINE)
    found = re.search(rb"^author (.*?) ?<[^>\n]*> (\d+) ([+-])(\d\d)(\d\d)$", head, re.MULTILINE)
    if found is None:
        return None, None
    name = _decoded(found[1], encoding[1].decode("ascii", "replace") if encoding else "utf-8").strip()
    minutes = int(found[4]) * 60 + int(found[5])
    zone = timedelta(minutes=-minutes if found[3] == b"-" else minutes)
    try:
        at = (datetime(1970, 1, 1) + timedelta(seconds=int(found[2])) + zone).isoformat()
    except OverflowError:
        return name or None, None
    offset = f"{found[3].decode()}{found[4].decode()}:{found[5].decode()}" if minutes else "Z"
    return name or None, at + offset


def _decoded(name: bytes, encoding: str) -> str:
    try:
        return name.decode(encoding)
    except (LookupError, ValueError):  # a name that no encoding can have counts as one too
        return name.decode("utf-8", "replace")
