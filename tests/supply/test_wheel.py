"""The wheel and the source archive: the same bytes wherever they are built, and nothing but ours in them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import travaux

ROOT = Path(__file__).resolve().parents[2]
LITTER = (
    ".venv/lib/x.py",
    "src/travaux/__pycache__/canon.cpython-311.pyc",
    "tests/__pycache__/conftest.cpython-311.pyc",
    ".hypothesis/y",
    ".coverage",
    "uv.lock",
    "build/z",
    "travaux-demo/a.html",
)
NAME = f"travaux-{travaux.__version__}"


def tracked() -> list[str]:
    """The files of the project: all that git has, or would have."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted({name for name in listed.splitlines() if (ROOT / name).is_file()})


def build(source: Path, *, umask: int, **environment: str) -> dict[str, Path]:
    """Builds from a folder of the project, beside it, as somebody with habits of their own would."""
    built = source.parent / "built"
    run = [sys.executable, "-m", "hatchling", "build", "-d", str(built)]
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        run, cwd=source, env={**kept, **environment}, umask=umask, capture_output=True, check=True, timeout=120
    )  # fmt: skip
    return {each.name: each for each in built.iterdir()}


def files(folder: Path) -> list[str]:
    """The files in a folder, by their paths from there."""
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def copied(names: list[str], origin: Path, target: Path, when: int) -> Path:
    """The project's files in another place, with other times."""
    for name in names:
        file = target / name
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(origin / name, file)
        os.utime(file, (when, when))
    return target


def littered(target: Path) -> Path:
    """The same after a day's work in it: caches, an environment, an editor's and a system's leavings."""
    for name in LITTER:
        file = target / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"left lying about")
    return target


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = copied(tracked(), ROOT, tmp_path_factory.mktemp("here") / "source", 1_500_000_000)
    return build(source, umask=0o022, LC_ALL="C", TZ="UTC", PYTHONHASHSEED="1")[f"{NAME}-py3-none-any.whl"]


def test_two_builds_give_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    here = wheel.parents[1] / "source"
    there = littered(copied(files(here), here, tmp_path / "somewhere" / "else" / "travaux", 1_700_000_000))
    again = build(there, umask=0o077, LC_ALL="C.UTF-8", TZ="Pacific/Auckland", PYTHONHASHSEED="2")
    first = {each.name: each for each in wheel.parent.iterdir()}
    assert sorted(again) == [f"{NAME}-py3-none-any.whl", f"{NAME}.tar.gz"]
    assert {name: sha256(each.read_bytes()).hexdigest() for name, each in first.items()} == {
        name: sha256(each.read_bytes()).hexdigest() for name, each in again.items()
    }


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {each.filename: archive.read(each) for each in archive.infolist()}
    about, source = f"{NAME}.dist-info", wheel.parents[1] / "source" / "src"
    package = {name: (source / name).read_bytes() for name in files(source)}
    assert {name: content for name, content in held.items() if not name.startswith(about)} == package
    assert {name for name in held if name.startswith(about) and "/licenses/" not in name} == {
        f"{about}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "sboms/sbom.cdx.json")
    }
    licences = {name.rpartition("/")[2] for name in held if "/licenses/" in name}
    assert licences >= {"LICENSE", "OFL-Amiri.txt", "OFL-SourceSerif.md", "OFL-SourceSans.md", "LICENSE-DejaVu.txt"}


def test_the_source_archive_holds_what_a_wheel_is_built_from(wheel: Path) -> None:
    with tarfile.open(wheel.parent / f"{NAME}.tar.gz") as archive:
        held = {each.name.removeprefix(f"{NAME}/") for each in archive.getmembers()}
    given = files(wheel.parents[1] / "source")
    assert held - {"PKG-INFO"} <= set(given)
    assert {name for name in given if name.startswith("src/")} <= held
    assert {"requirements.lock", "sbom.cdx.json", "SECURITY.md", "pyproject.toml", "LICENSE"} <= held


def plain() -> set[str]:
    """The libraries that a plain installation brings."""
    found: set[str] = set()
    front = [("travaux", "")]
    while front:
        name, extra = front.pop()
        for asked in map(Requirement, metadata.requires(name) or []):
            wanted = canonicalize_name(asked.name)
            if (asked.marker is None or asked.marker.evaluate({"extra": extra})) and wanted not in found:
                front += [(wanted, each) for each in ("", *asked.extras)]
        found.add(name)
    return found - {"travaux"}


def test_it_runs_with_what_a_plain_installation_brings(wheel: Path, tmp_path: Path) -> None:
    libraries = plain()
    assert {"click", "lxml", "bcrypt", "markdown-it-py"} <= libraries
    assert libraries.isdisjoint({"django", "psycopg", "typst", "pytest"})
    for name in libraries:
        files = metadata.files(name) or []
        for top in {each.parts[0] for each in files if each.parts[0] not in ("..", "__pycache__")}:
            (tmp_path / top).symlink_to(Path(str(metadata.distribution(name).locate_file(top))))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    told = alone(tmp_path, "from travaux.cli.main import main; main()", "--version")
    assert told.startswith(f"travaux {travaux.__version__}")
    assert alone(tmp_path, IMPORTS).split() == []


EXTRAS = (
    "travaux.web",
    "travaux.stores.postgres",
    "travaux.stores.sessions",
    "travaux.stores.rows",
    "travaux.formats.pdf.",
)
"""What asks for an extra, and only that."""
IMPORTS = f"""
import importlib, pkgutil, travaux
for each in pkgutil.walk_packages(travaux.__path__, "travaux."):
    if not each.name.startswith({EXTRAS}) and not each.name.endswith("__main__"):
        importlib.import_module(each.name)
for name in travaux.__all__:
    getattr(travaux, name)
"""


def alone(folder: Path, program: str, *arguments: str) -> str:
    """Runs a program with what is in a folder and Python's own, and nothing else that is installed."""
    begun = f"import sys; sys.path.insert(0, {str(folder)!r})\n{program}"
    run = [sys.executable, "-I", "-S", "-W", "error", "-c", begun, *arguments]
    done = subprocess.run(run, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout
