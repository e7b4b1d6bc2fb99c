"""A corpus: negotiated texts, each with its history. What lies where; nothing of how a text is traced.

A corpus is a folder or a list. In a folder every name is a text, but for those that begin with a full stop:

    a folder                  its files are the drafts, the oldest first, in the order of their names
    a git repository          a folder or a bundle, with a single file in it
    a file                    a record, a MediaWiki export, or one draft with its tracked changes

A list is a text file with a text a line, its path taken from the folder of the list; after a colon the file that is
meant in a git repository (`accords.bundle:charter.md`). Empty lines, and those that begin with `#`, are passed over.

Numbers in names count as numbers: draft-2 comes before draft-10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from travaux.errors import Malformed, Unreadable


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a corpus: its name there, where it lies, and of a git repository the file that is meant."""

    name: str
    place: Path
    file: str = ""


def texts(corpus: Path) -> list[Text]:
    """Returns the texts of a corpus, in its order; raises `Unreadable` where it is none."""
    try:
        place = corpus.absolute()
        found = list(_listed(place)) if place.is_file() else [Text(each.name, each) for each in inside(place)]
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or "it is no list of texts"
        advice = "Give a folder with a text a name, or a list with a text a line"
        raise Unreadable(str(reason).lower(), where=str(corpus), advice=advice) from None
    _check_names(found, corpus)
    return found


def inside(folder: Path) -> list[Path]:
    """Returns what lies in a folder and is not hidden, in the order of its names."""
    return sorted((each for each in folder.iterdir() if not each.name.startswith(".")), key=_order)


def repository(folder: Path) -> bool:
    """Whether a folder is a git repository, a work tree or a bare one."""
    return (folder / ".git").exists() or ((folder / "HEAD").is_file() and (folder / "objects").is_dir())


def _order(path: Path) -> tuple[list[tuple[int, str]], str]:
    parts = re.split(r"([0-9]+)", path.name.lower())
    return [(int(part), "") if at % 2 else (-1, part) for at, part in enumerate(parts)], path.name


def _listed(corpus: Path) -> Iterator[Text]:
    folder = corpus.parent
    for line in corpus.read_text(encoding="utf-8-sig").splitlines():
        given = line.strip()
        if not given or given.startswith("#"):
            continue
        place, file = folder / given, ""
        if not place.exists() and ":" in given:
            whole, _, file = given.rpartition(":")
            place = folder / whole
        yield Text(_name(given, place), place, file)


def _name(given: str, place: Path) -> str:
    """Returns what a line of a list calls a text: its path, or the name of a place outside the list's folder."""
    parts = Path(given).parts
    return "/".join(parts) if parts and ".." not in parts and not Path(given).is_absolute() else place.resolve().name


def _check_names(found: list[Text], corpus: Path) -> None:
    if not found:
        raise Unreadable("there is no text in it", where=str(corpus), advice="Give a folder with a text a name")
    names = [each.name for each in found]
    for name in names:
        if names.count(name) > 1:
            raise Malformed(f"two texts are called {name}", where=str(corpus), advice="Rename one of them")
