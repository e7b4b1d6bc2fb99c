"""How the `git` program is asked: plumbing only, nothing of what a repository may tell it to run.

A repository is somebody else's input. Its configuration can name programs (pagers, filters, hooks, monitors, signature
checkers, transports); none is started: every `GIT_*` variable is cleared, the user's and the system's configuration are
left out, no transport is allowed, and only commands that print objects are run. There is never a shell.

A few kilobytes of repository can stand for more than any machine holds: a file of zeros, a tree of ten trees of ten
trees. So git has as much memory as a reader's process, where the system can see to it, a file is at most as large as
any that is read, and of a list of names only the beginning is asked for.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats import worker
from travaux.formats.intake import LARGEST

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


_WHOLE = "Fetch the repository whole"


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository that can be asked for objects; `folder` is where, `name` what to call it in messages."""

    folder: Path
    name: str

    def ask(self, *arguments: str) -> bytes:
        """Returns what a git command prints; raises `Malformed` with git's own first words where it fails."""
        code, output, errors = _done(_command(self.folder, arguments), _environment())
        if code:
            raise Malformed(_reason(errors), where=self.name, advice="Check the repository with git fsck")
        return output

    def begin(self, most: int, *arguments: str) -> bytes:
        """Returns what a git command prints first, at most so many bytes."""
        with _started(_command(self.folder, arguments), _environment(), stderr=subprocess.DEVNULL) as process:
            assert process.stdout is not None
            return process.stdout.read(most)

    def answers(self, *arguments: str) -> bool:
        """Tells whether a git command succeeds."""
        return _done(_command(self.folder, arguments), _environment())[0] == 0

    def kinds(self, names: Iterable[str]) -> list[tuple[str, str] | None]:
        """Returns, for each object name, its digest and type, or None where there is no such object."""
        asked = list(names)
        with self._batch("--batch-check=%(objectname) %(objecttype)", asked) as output:
            lines = output.read().decode("utf-8", "surrogateescape").removesuffix("\n").split("\n")
        if len(lines) != len(asked):
            raise Malformed("an object is missing or damaged", where=self.name, advice=_WHOLE)
        found: list[tuple[str, str] | None] = []
        for line in lines:
            digest, _, kind = line.rpartition(" ")
            found.append((digest, kind) if kind in ("blob", "tree", "commit", "tag") else None)
        return found

    def contents(self, digests: Iterable[str]) -> Iterator[bytes]:
        """Yields the contents of objects one by one, from a single git process."""
        with self._batch("--batch", digests) as output:
            while header := output.readline():
                size = int(header.split()[-1]) if header.split()[-1].isdigit() else -1
                if size > LARGEST:
                    where = f"{self.name}: {header[:12].decode('ascii', 'replace')}"
                    raise Refused(f"larger than {LARGEST // 1_000_000} MB", where=where, advice="Name another file")
                content = output.read(size) if size >= 0 else b""
                if len(content) != size or output.read(1) != b"\n":
                    raise Malformed("an object is missing or damaged", where=self.name, advice=_WHOLE)
                yield content

    @contextlib.contextmanager
    def _batch(self, mode: str, names: Iterable[str]) -> Iterator[IO[bytes]]:
        """Runs `git cat-file` over a list of names that lies in a file, so that neither side waits for the other."""
        with tempfile.TemporaryFile() as given:
            given.writelines(name.encode("utf-8", "surrogateescape") + b"\n" for name in names)
            given.seek(0)
            command = _command(self.folder, ("cat-file", mode, "--buffer"))
            with _started(command, _environment(), stdin=given, stderr=subprocess.DEVNULL) as process:
                assert process.stdout is not None
                yield process.stdout


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
    code, _, errors = _done(_command(folder, arguments), _environment(transport="file"))
    if code:
        raise Malformed(_reason(errors), where=str(bundle), advice="Ask for the bundle again, whole")
    return Repository(folder / "unpacked", str(bundle))


@contextlib.contextmanager
def _started(
    command: Sequence[str], environment: Mapping[str, str], *, stderr: int, stdin: int | IO[bytes] = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    """Runs git while the block runs, and no longer."""
    process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=stderr, env=environment)
    try:
        _bound(process.pid)
        yield process
    finally:
        process.kill()
        for pipe in filter(None, (process.stdout, process.stderr)):
            pipe.close()
        process.wait()


def _done(command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, bytes, bytes]:
    """Returns git's exit code, and what it printed on either side."""
    with _started(command, environment, stderr=subprocess.PIPE) as process:
        output, errors = process.communicate()
        return process.returncode, output, errors


def _bound(pid: int) -> None:
    """Gives a process as much memory of its own as a reader's has; files that it maps are none of that."""
    if sys.platform != "linux":
        return
    import resource

    most = worker.limits()[1] * 1_048_576
    # It may be done already.
    with contextlib.suppress(ProcessLookupError):
        hard = resource.prlimit(pid, resource.RLIMIT_DATA)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.prlimit(pid, resource.RLIMIT_DATA, (most, most))


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
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }


def _reason(stderr: bytes) -> str:
    first = stderr.decode("utf-8", "replace").strip().partition("\n")[0]
    return "git says: " + (first.removeprefix("fatal: ").removeprefix("error: ") or "nothing")
