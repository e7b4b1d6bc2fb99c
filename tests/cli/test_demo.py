"""The demo, and the invented negotiation it shows."""

from __future__ import annotations

import importlib.util
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "velm-valley"
BUNDLED = ROOT / "src" / "travaux" / "example"
HIDDEN = "and of aid received before it"


@pytest.fixture
def shown(tmp_path: Path, said: Callable[..., Any]) -> tuple[str, Path]:
    return said("demo", "--output", str(tmp_path / "velm")), tmp_path / "velm"


def test_the_audit_finds_the_hidden_change(shown: tuple[str, Path]) -> None:
    told, _ = shown
    assert "Six words were put in without being shown, in clause 14." in told
    assert "Two changes were shown, in clauses 3 and 9, by Boria (O. Velling)." in told


def test_the_trace_says_that_nobody_is_recorded(shown: tuple[str, Path]) -> None:
    told, _ = shown
    assert f"⟨? {HIDDEN}⟩" in " ".join(told.split())
    assert "⟨−C independent⟩" in " ".join(told.split())


def test_the_files_and_pages_are_there(shown: tuple[str, Path]) -> None:
    told, folder = shown
    names = {"draft-4.docx", "draft-5.docx", "authorship.html", "audit.html", "redline.html"}
    assert {path.name for path in folder.iterdir()} == names
    assert all(str(folder / name) in told for name in names if name.endswith(".html"))
    assert all(HIDDEN in (folder / name).read_text(encoding="utf-8") for name in names if name.endswith(".html"))


def test_the_commands_it_shows_can_be_typed(
    shown: tuple[str, Path], said: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    told, folder = shown
    monkeypatch.chdir(folder)
    typed = re.findall(r"^ +(?:\$ )?travaux ((?:audit|trace|compare|brackets) [^\n]*?)(?:  |$)", told, re.MULTILINE)
    typed = [line for line in typed if "REPO" not in line]
    assert len(typed) == 5
    for line in typed:
        said(*line.split(), code=1 if line.startswith("audit") else 0)


def test_the_word_files_are_what_the_script_writes() -> None:
    spec = importlib.util.spec_from_file_location("velm_valley", EXAMPLE / "make.py")
    assert spec is not None
    assert spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    for name in ("draft-4", "draft-5"):
        assert (BUNDLED / f"{name}.docx").read_bytes() == make.write(make.manuscript(name))


@pytest.mark.parametrize("name", ["draft-4.docx", "draft-5.docx"])
def test_the_files_say_that_they_are_invented(name: str) -> None:
    with zipfile.ZipFile(BytesIO((BUNDLED / name).read_bytes())) as archive:
        assert "A synthetic example" in archive.read("word/document.xml").decode("utf-8")
    assert "synthetic" in (EXAMPLE / "README.md").read_text(encoding="utf-8")


def test_the_hidden_words_are_not_marked() -> None:
    text = (EXAMPLE / "draft-5.txt").read_text(encoding="utf-8")
    assert HIDDEN in re.sub(r"\{[^{}]*\}", "", text)
    assert HIDDEN not in (EXAMPLE / "draft-4.txt").read_text(encoding="utf-8")
