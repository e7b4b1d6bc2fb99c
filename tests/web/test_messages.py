"""The desk's words in other languages: all taken out, whole in French, with the same places to fill, compiled."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from travaux.web.config import Config

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parents[2]
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
LANGUAGES = ("fr", "ar", "uk")


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "docs" / "languages" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


MESSAGES = _loaded()


@pytest.fixture(scope="module")
def said() -> Catalog:
    found: Catalog = MESSAGES.said()
    return found


def ids(catalog: Catalog) -> set[tuple[str | None, str | tuple[str, ...]]]:
    return {(each.context, each.id if isinstance(each.id, str) else tuple(each.id)) for each in catalog if each.id}


def forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_pages_say_is_there_and_nothing_else(language: str, said: Catalog) -> None:
    assert ids(said) == ids(MESSAGES.read(language)), "run make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_as_they_are_written(language: str, said: Catalog) -> None:
    assert MESSAGES.written(MESSAGES.brought_up(language, said)) == MESSAGES.po(language).read_bytes()


def test_french_is_whole() -> None:
    assert MESSAGES.open_in(MESSAGES.read("fr")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_same_places_to_fill(language: str) -> None:
    assert [told for each in MESSAGES.read(language) if each.id for told in _astray(each)] == []


def _astray(message: Message) -> Iterator[str]:
    """Yields translations that name a place which the English does not, or leave one out where it counts."""
    english = [set(PLACES.findall(form)) for form in forms(message.id)]
    for told in filter(None, forms(message.string)):
        found = set(PLACES.findall(told))
        # "One entry", "two entries" need no number; else what is to be filled is the same.
        fits = found == english[0] if len(english) == 1 else found | {"%(num)s"} == english[-1] | {"%(num)s"}
        if not fits:
            yield told


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_files_are_up_to_date(language: str) -> None:
    catalog, path = MESSAGES.read(language), MESSAGES.po(language).with_suffix(".mo")
    assert MESSAGES.words(MESSAGES.compiled(catalog)) == MESSAGES.words(path.read_bytes()), "run make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_are_looked_up_are_words_somewhere_in_full(language: str) -> None:
    """What is begun is begun where people look first: the frame, stances, grades, roles."""
    catalog = MESSAGES.read(language)
    first = ("Overview", "Text", "Log", "You read as", "accepted", "reserved", "signed", "inferred", "the public")
    assert [word for word in first if not catalog.get(word).string] == []


@pytest.mark.parametrize(
    ("language", "many", "told"),
    [("en", 1, "1 entry"), ("fr", 0, "0 entrée"), ("fr", 2, "2 entrées"), ("uk", 1, "1 запис"), ("uk", 3, "3 записи"),
     ("uk", 11, "11 записів"), ("ar", 2, "قيدان"), ("ar", 3, "3 قيود"), ("ar", 40, "40 قيدًا")],
)  # fmt: skip
def test_numbers_are_told_as_each_language_tells_them(desk: Config, language: str, many: int, told: str) -> None:
    from django.utils import translation

    with translation.override(language):
        assert translation.ngettext("%(num)s entry", "%(num)s entries", many) % {"num": many} == told
