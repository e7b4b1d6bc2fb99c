"""The pages and the package name every module of the log."""

from __future__ import annotations

from pathlib import Path

import travaux.log

ROOT = Path(__file__).resolve().parents[2]


def test_every_module_is_named() -> None:
    modules = {file.stem for file in (ROOT / "src" / "travaux" / "log").glob("*.py")} - {"__init__"}
    assert modules == {line.split()[0] for line in (travaux.log.__doc__ or "").split("\n") if line.startswith("    ")}
    page = (ROOT / "docs" / "formats" / "log.md").read_text(encoding="utf-8")
    assert [
        module for module in sorted(modules - {"leaf"}) if f"`{module}`" not in page.replace("travaux.log.", "")
    ] == []
