"""Docs that can go stale fail here: Python blocks run, public names have headings, nothing private leaks."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

import travaux

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", [page for page in PAGES if BLOCK.search(page.read_text(encoding="utf-8"))], ids=name)
def test_python_blocks_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of one page are one program, run in a folder that holds the bundled example."""
    example = ROOT / "src" / "travaux" / "example"
    for file in sorted(example.glob("*.docx")):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    exec(compile("\n".join(blocks), name(page), "exec"), {"__name__": "docs"})


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_public_name_has_a_heading() -> None:
    headings = re.findall(
        r"^#+ (.*)$", (ROOT / "docs" / "guides" / "python.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    named = {word for heading in headings for word in re.findall(r"`(\w+)", heading)}
    assert sorted(set(travaux.__all__) - named - {"__version__"}) == []


def test_the_table_of_names_and_the_types_agree() -> None:
    """What type checkers see in `travaux/__init__.py` is what is looked up when a name is first used."""
    tree = ast.parse((ROOT / "src" / "travaux" / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {alias.name: node.module for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen == travaux._HOME
    assert all(getattr(travaux, name) is not None for name in travaux.__all__)


def test_the_repository_speaks_of_travaux_alone() -> None:
    """No registry host, no machine path, no lock file with addresses."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    private = re.compile(
        "|".join(["/work" + "/", r"pypi\." + "org", "files.python" + "hosted", r"registry\.npm" + "js"])
    )
    leaks = []
    for line in filter(None, listed):
        file = ROOT / line
        if file.suffix in {".png", ".docx", ".woff2", ".gz"} or not file.is_file():
            continue
        if private.search(file.read_text(encoding="utf-8", errors="replace")):
            leaks.append(line)
    assert leaks == []
    assert "uv.lock" not in listed
