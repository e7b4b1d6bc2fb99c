"""The demo, and the invented negotiations it comes from."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
import shlex
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from travaux.cli.demo import BUNDLE, CLAIM, FORGED, KEYS, RECORD
from travaux.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
VALLEY, PLAN = ROOT / "examples" / "velm-valley", ROOT / "examples" / "peace-plan"
BUNDLED = ROOT / "src" / "travaux" / "example"
HIDDEN = "No question is asked about earlier gifts"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("demo") / "velm"
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert run(["demo", "--output", str(folder)]) == 0
    return out.getvalue(), folder


@pytest.fixture
def shown(printed: tuple[str, Path]) -> tuple[str, Path]:
    return " ".join(printed[0].split()), printed[1]


def made(example: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", example / "make.py")
    assert spec is not None
    assert spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    return make


def test_it_tells_the_whole_story(shown: tuple[str, Path]) -> None:
    told, _ = shown
    for sentence in (
        "31 words were replaced by 24 without being shown, in clause 14.",
        "52 acts entered, all of them or none",
        "Boria (Orla Velling): 24 words, proposed (entry 19, signed).",
        "Boria accepts ad referendum (entry 35, signed).",
        "✕ Contradicted",
        f"The bundle holds. “{CLAIM}” is contradicted.",
        "The bundle does not hold. Do not rely on it.",
        "the entries do not give the root of the checkpoint",
    ):
        assert sentence in told


def test_grades_are_told_in_words(shown: tuple[str, Path]) -> None:
    assert {"signed", "recorded", "reported", "inferred"} <= set(re.findall(r"\b[a-z]+\b", shown[0]))


def test_the_files_and_pages_are_there(shown: tuple[str, Path]) -> None:
    told, folder = shown
    pages = {"authorship.html", "audit.html", "redline.html"}
    names = {path.name for path in folder.iterdir()}
    assert {"draft-1.docx", "draft-2.docx", RECORD, BUNDLE, FORGED, KEYS, *pages} <= names
    assert all(str(folder / name) in told for name in pages)
    assert all(HIDDEN in (folder / name).read_text(encoding="utf-8") for name in pages)


def test_the_commands_it_shows_can_be_typed(
    printed: tuple[str, Path], said: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    told, folder = printed
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TRAVAUX_HOME", str(folder / KEYS))
    typed = re.findall(r"^ +travaux ((?:status|trace|check|show|compare) [^\n]*?)(?:  |$)", told, re.MULTILINE)
    assert len(typed) == 5
    for line in typed:
        said(*shlex.split(line))
    said("audit", "draft-1.docx", "draft-2.docx", code=1)
    said("clause", "14", "--on", "2019-03-26")
    said("check", CLAIM, code=1)
    said("verify", BUNDLE)
    said("verify", FORGED, code=3)
    said("verify", RECORD)


def test_the_word_files_are_what_the_scripts_write() -> None:
    make = made(VALLEY)
    for name in ("draft-4", "draft-5"):
        assert (BUNDLED / f"{name}.docx").read_bytes() == make.write(make.manuscript(name))
    for name, content in made(PLAN).files().items():
        assert content == (BUNDLED / "plan" / name).read_bytes(), name
        assert content == (PLAN / name).read_bytes(), name


@pytest.mark.parametrize("path", [*BUNDLED.glob("**/*.docx")], ids=lambda path: path.name)
def test_the_drafts_say_that_they_are_invented(path: Path) -> None:
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as archive:
        assert "A synthetic example" in archive.read("word/document.xml").decode("utf-8")


@pytest.mark.parametrize(
    "path", [*ROOT.glob("examples/*/*.txt"), *ROOT.glob("examples/*/*.yaml"), *ROOT.glob("examples/*/*.md")],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)  # fmt: skip
def test_every_file_says_that_it_is_invented(path: Path) -> None:
    assert "synthetic example" in path.read_text(encoding="utf-8")[:400].lower()


def test_the_hidden_words_are_not_marked() -> None:
    text = (VALLEY / "draft-5.txt").read_text(encoding="utf-8")
    assert "and of aid received before it" in re.sub(r"\{[^{}]*\}", "", text)
    assert HIDDEN in re.sub(r"\{[^{}]*\}", "", (PLAN / "draft-2.txt").read_text(encoding="utf-8"))


def test_it_can_be_shown_again(shown: tuple[str, Path], said: Callable[..., Any]) -> None:
    again = " ".join(said("demo", "--output", str(shown[1])).split())
    log = re.compile(r"root ([0-9a-f]{4} ?)+\. Log \S+")
    assert log.sub("", shown[0]) == log.sub("", again)
