"""The news corpus of hand-marked attributions, read from its archive: articles with source, cue and content.

A file of marks holds `T` lines (a number, a type with its characters, maybe in pieces, the words) and `E` lines, which
say which of them make one attribution. Articles marked by several people keep the first of them in order of file name;
the others are their `others`.
"""

from __future__ import annotations

import re
import tarfile
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from bench.tables import CORPUS
from travaux.reading.items import Span

ARCHIVE = CORPUS / "news" / "polnear-train-dev.tar.gz"
Pieces = tuple[Span, ...]
_MARK = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
_ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


@dataclass(frozen=True)
class Gold:
    """One attribution as marked: the characters of its source, cue and content, in pieces."""

    source: Pieces
    cue: Pieces
    content: Pieces


@dataclass(frozen=True)
class Article:
    """A text, its outlet, and who is marked to have said what; `others` is what each further annotator marked."""

    name: str
    outlet: str
    text: str
    gold: tuple[Gold, ...]
    others: tuple[tuple[Gold, ...], ...] = ()


@cache
def articles(part: str) -> tuple[Article, ...]:
    """The articles of a part, "train" or "dev", in order of name."""
    texts: dict[str, str] = {}
    marks: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            where = member.name.removeprefix("./").split("/")
            stream = archive.extractfile(member) if member.isfile() and where[0] == part and len(where) == 3 else None
            if stream is None:
                continue
            content = stream.read().decode("utf-8")
            if where[1] == "text":
                texts[where[2].removesuffix(".txt")] = content
            elif where[2].endswith(".ann"):
                name, _, hand = where[2].removesuffix(".ann").rpartition("_")
                marks[name].append((hand, content))
    found = []
    for name in sorted(texts):
        hands = [_attributions(content) for _, content in sorted(marks[name])]
        found.append(Article(name, name.split("_")[0], texts[name], hands[0], tuple(hands[1:])))
    return tuple(found)


def _attributions(content: str) -> tuple[Gold, ...]:
    spans: dict[str, Pieces] = {}
    found = []
    lines = content.split("\n")
    for line in lines:
        if mark := _MARK.match(line):
            pieces = [piece.split() for piece in mark[3].split(";")]
            spans[mark[1]] = tuple((int(start), int(end)) for start, end in pieces)
    for line in lines:
        if not re.match(r"E\d+\tAttribution", line):
            continue
        parts: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for role, mark_id in _ROLE.findall(line):
            parts[role].extend(spans.get(mark_id, ()))
        if parts["Cue"] or parts["Content"]:
            found.append(Gold(*(tuple(sorted(parts[role])) for role in ("Source", "Cue", "Content"))))
    return tuple(found)


def tuning(part: tuple[Article, ...]) -> tuple[list[Article], list[Article]]:
    """Cuts the train part in two: what is trained on, and every eighth article, on which choices are made."""
    return [one for at, one in enumerate(part) if at % 8], [one for at, one in enumerate(part) if not at % 8]
