"""Below the line of the house nothing opens a file, asks the time, or rolls dice: the source itself is read."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "travaux"
CORE = ["papers", "reading", "claims", "record", "text", "log", "canon.py", "errors.py"]
IMPURE_MODULES = {
    "asyncio", "ctypes", "datetime.now", "fcntl", "glob", "http", "io", "logging", "mmap", "multiprocessing", "os",
    "pathlib", "pickle", "random", "resource", "secrets", "select", "selectors", "shelve", "shutil", "signal", "socket",
    "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip
IMPURE_CALLS = {"open", "input", "print", "exec", "eval", "compile", "__import__", "breakpoint"}
IMPURE_METHODS = {"now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes", "urandom"}
THIRD_PARTY = {"rapidfuzz": {"text"}, "cydifflib": {"text"}}


def core_files() -> list[Path]:
    files: list[Path] = []
    for name in CORE:
        place = SOURCE / name
        files.extend([place] if place.is_file() else sorted(place.rglob("*.py")))
    return files


def faults(source: str, room: str) -> list[str]:
    """Returns what a core module does that it must not, each with its line."""
    found = []
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module]
        for name in names:
            top = name.split(".")[0]
            if top in IMPURE_MODULES:
                found.append(f"line {node.lineno}: imports {name}")
            elif top != "travaux" and top not in sys.stdlib_module_names and room not in THIRD_PARTY.get(top, set()):
                found.append(f"line {node.lineno}: imports {name}, a third party")
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS:
                found.append(f"line {node.lineno}: calls {node.func.id}")
            if isinstance(node.func, ast.Attribute) and node.func.attr in IMPURE_METHODS:
                found.append(f"line {node.lineno}: calls .{node.func.attr}")
    return found


@pytest.mark.parametrize("path", core_files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_core_is_pure(path: Path) -> None:
    room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    assert faults(path.read_text(encoding="utf-8"), room) == []


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "from pathlib import Path",
        "open('x')",
        "from datetime import datetime\ndatetime.now()",
        "import lxml",
        "import random",
    ],
)
def test_the_check_can_fail(source: str) -> None:
    assert faults(source, "text") != []


def test_forbidden_module_names() -> None:
    forbidden = {"utils", "helpers", "common", "misc", "core", "base", "manager", "handler", "service"}
    assert [p for p in SOURCE.rglob("*.py") if p.stem in forbidden] == []
