"""How the `git` program is asked: plumbing only, nothing of what a repository may tell it to run.

A repository is somebody else's input. Its configuration can name programs (pagers, filters, hooks, monitors, signature
checkers, transports); none is started: every `GIT_*` variable is cleared, the user's and the system's configuration are
left out, no transport is allowed, and only commands that print objects are run. There is never a shell.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from travaux.errors import Malformed, Unreadable

_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.quotePath=false",
    "log.showSignature=false",
    "gc.auto=0",
    "maintenance.auto=false",
    # Whoever owns the folder: nothing in it is run, and the person has named it.
    "safe.directory=*",
)


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository that can be asked for objects; `folder` is where, `name` what to call it in messages."""

    folder: Path
    name: str

    def ask(self, *arguments: str, given: bytes = b"") -> bytes:
        """Returns what a git command prints; raises `Malformed` with git's own first words where it fails."""
        done = subprocess.run(_command(self.folder, arguments), input=given, capture_output=True, env=_environment())
        if done.returncode:
            raise Malformed(_reason(done.stderr), where=self.name, advice="Check the repository with git fsck")
        return done.stdout

    def answers(self, *arguments: str) -> bool:
        """Tells whether a git command succeeds."""
        command = _command(self.folder, arguments)
        return subprocess.run(command, capture_output=True, env=_environment()).returncode == 0

    def kinds(self, names: Iterable[str]) -> list[tuple[str, str] | None]:
        """Returns, for each object name, its digest and type, or None where there is no such object."""
        with self._batch("--batch-check=%(objectname) %(objecttype)", names) as output:
            lines = output.read().decode("utf-8", "surrogateescape").splitlines()
        found: list[tuple[str, str] | None] = []
        for line in lines:
            digest, _, kind = line.rpartition(" ")
            found.append((digest, kind) if kind in ("blob", "tree", "commit", "tag") else None)
        return found

    def contents(self, digests: Iterable[str]) -> Iterator[bytes]:
        """Yields the contents of objects one by one, from a single git process."""
        with self._batch("--batch", digests) as output:
            while header := output.readline():
                size = header.split()[-1]
                content = output.read(int(size) if size.isdigit() else 0)
                if not size.isdigit() or len(content) != int(size) or output.read(1) != b"\n":
                    raise Malformed(
                        "an object is missing or damaged", where=self.name, advice="Fetch the repository whole"
                    )
                yield content

    @contextlib.contextmanager
    def _batch(self, mode: str, names: Iterable[str]) -> Iterator[IO[bytes]]:
        """Runs `git cat-file` over a list of names that lies in a file, so that neither side waits for the other."""
        with tempfile.TemporaryFile() as given:
            given.writelines(name.encode("utf-8", "surrogateescape") + b"\n" for name in names)
            given.seek(0)
            process = subprocess.Popen(
                _command(self.folder, ("cat-file", mode, "--buffer")),
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
            assert process.stdout is not None
            try:
                with process.stdout as output:
                    yield output
            finally:
                process.kill()
                process.wait()


@contextlib.contextmanager
def opened(place: Path) -> Iterator[Repository]:
    """Gives the repository in a work tree, a bare repository or a bundle, which is unpacked for as long as it is used.

    Raises `Unreadable` where there is none, or no git.
    """
    if place.is_file():
        with tempfile.TemporaryDirectory(prefix="travaux-") as folder:
            yield _unpacked(place, Path(folder))
        return
    repository = Repository(place, str(place))
    if not place.exists():
        raise Unreadable("there is no such folder", where=str(place), advice="Check the name")
    if not repository.answers("rev-parse", "--git-dir"):
        raise Unreadable("this is not a git repository", where=str(place), advice="Name the folder git clone made")
    yield repository


def _unpacked(bundle: Path, folder: Path) -> Repository:
    with bundle.open("rb") as file:
        if not file.read(16).startswith((b"# v2 git bundle", b"# v3 git bundle")):
            raise Unreadable("this is neither a repository nor a bundle", where=str(bundle), advice="Name its folder")
    arguments = ("clone", "--quiet", "--mirror", "--template=", "--", str(bundle.resolve()), str(folder / "unpacked"))
    done = subprocess.run(_command(folder, arguments), capture_output=True, env=_environment(transport="file"))
    if done.returncode:
        raise Malformed(_reason(done.stderr), where=str(bundle), advice="Ask for the bundle again, whole")
    return Repository(folder / "unpacked", str(bundle))


def _command(folder: Path, arguments: Sequence[str]) -> list[str]:
    program = shutil.which("git")
    if program is None:
        raise Unreadable("git is not installed", advice="Install git, or give the drafts as files")
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    return [
        program,
        "--no-pager",
        "--no-replace-objects",
        "--literal-pathspecs",
        *settings,
        "-C",
        str(folder),
        *arguments,
    ]


def _environment(transport: str = "none") -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    return kept | {
        "GIT_ALLOW_PROTOCOL": transport,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }


def _reason(stderr: bytes) -> str:
    first = stderr.decode("utf-8", "replace").strip().partition("\n")[0]
    return "git says: " + (first.removeprefix("fatal: ").removeprefix("error: ") or "nothing")
