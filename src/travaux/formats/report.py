"""Reports: a text in prose as read from a file, with its day and whoever published it, as far as the file tells.

The text as read of a plain text file is the file's own characters, lines ended by LF, so that offsets in it are offsets
in the file. Of any other kind it is the file's paragraphs, one blank line between two; recorded insertions are read,
struck words are not.

The day is, in this order: the one that is told, that of a first line `date 2031-03-12` (it stays in the text), of front
matter in Markdown, of the metadata of a page: a `meta` of publication, JSON-LD, the first `time` with a day.
The outlet is the one that is told, or the page's own name for its site. A day of a PDF is when the file was made, not
when the report was written, and is not used.

A report is at most a million characters. Its digest is the SHA-256 of the file's bytes.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as calendar
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from travaux.errors import Malformed, Refused
from travaux.formats import intake, sniff, strict, worker
from travaux.reading.items import Reading, Report

if TYPE_CHECKING:
    from travaux.reading.model import Model
    from travaux.reading.read import Pipeline

LONGEST = 1_000_000
WEIGHTS = "weights"
_PREFIX = re.compile(r"\A\s*date[ \t]*:?[ \t]+([0-9]{4}-[0-9]{2}-[0-9]{2})(?!\S)", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_STAMP = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?", re.DOTALL)
_PUBLISHED = (
    *("article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued"),
    *("dcterms.date", "dcterms.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "pubdate"),
)
_SITE = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name")
_FRONT = re.compile(r"\A---[ \t]*\n((?:[^\n]*\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


def read(path: str | os.PathLike[str], *, date: str = "", outlet: str = "") -> Report:
    """Returns the report in a file.

    `date` is the day against which words such as "on Friday" are read (2031-03-12), over whatever the file says;
    `outlet` is who published it. Raises `Malformed` or one of its kinds, with the file, the place, and what to do.
    """
    place = Path(path)
    return read_bytes(intake.contents(place), name=place.name, date=date, outlet=outlet)


def read_bytes(
    data: bytes, *, name: str = "", date: str = "", outlet: str = "", isolated: bool = True, strictly: bool = False
) -> Report:  # fmt: skip
    """Returns the report in some bytes, as `read` does; `name` is what to call them.

    `strictly` it refuses what nobody should take from a stranger (see `strict`).
    """
    told = day(date) if date else ""
    try:
        kind = sniff.kind(data, name)
        if kind == "mediawiki":
            raise Refused("a MediaWiki export is a history, not a report", advice="Give the text of one version")
        options: list[str] = [kind, "strict"] if strictly else [kind]
        if isolated and kind != "plain":
            if worker.may_fork():
                # Once here, not again in every fork.
                importlib.import_module("travaux.formats.intake")
            found = worker.answer("travaux.formats.report:parsed", options, data, Parsed)
        else:
            (found,) = parsed(options, data)
    except Malformed as error:
        raise (error.inside(name) if name else error) from None
    return Report(
        text=found.text,
        digest=hashlib.sha256(data).hexdigest(),
        name=name,
        reference=told or found.reference,
        dated_by="--date" if told else found.dated_by,
        outlet=outlet or found.outlet,
        language=found.language or "en",
    )


def read_report(
    path: str | os.PathLike[str],
    *,
    date: str = "",
    outlet: str = "",
    rules: bool = False,
    plug: Pipeline | None = None,
) -> Reading:
    """Returns what is taken from the report in a file: items, each tied to characters, and what was not read.

    `date` and `outlet` as for `read`; with `rules` the trained weights are left out. `plug` is a person's own pipeline:
    given a text, the characters of its noun phrases, to which sources are widened. Nothing is on any record by that.
    """
    return reading(read(path, date=date, outlet=outlet), rules=rules, plug=plug)


def reading(report: Report, *, rules: bool = False, plug: Pipeline | None = None) -> Reading:
    """Returns what is taken from a report: by the rules and the trained weights, or by the rules alone."""
    from travaux.reading.read import read as taken

    return taken(report, None if rules else model(), plug)


@cache
def model() -> Model | None:
    """Returns the trained weights that come with Travaux; None where a copy of it has none."""
    from travaux.reading.model import Model

    file = resources.files("travaux.reading") / WEIGHTS
    return Model.read(file.read_bytes()) if file.is_file() else None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the reader of a kind finds: the text, and what the file says of its day, its outlet and its language."""

    text: str
    reference: str = ""
    dated_by: str = ""
    outlet: str = ""
    language: str = ""


def parsed(options: list[str], data: bytes) -> Iterator[Parsed]:
    """Yields what a file of a kind (the first option) holds; with "strict", as `intake.parsed` does."""
    kind = options[0]
    if kind == "plain":
        from travaux.formats import plain

        text, language = plain.decode(data).text, ""
        if "strict" in options:
            strict.check_text(text)
    else:
        (manuscript,) = intake.parsed(options, data)
        lines = (
            "".join(segment.text for segment in paragraph.segments if segment.deleted is None).strip()
            for paragraph in manuscript.paragraphs
        )
        text, language = "\n\n".join(filter(None, lines)), manuscript.language
    if len(text) > LONGEST:
        what = f"{len(text):,} characters, more than a report of {LONGEST:,}"
        raise Refused(what, advice="Split the file, and read its parts one by one")
    reference, dated_by = _dated(text, kind, data)
    outlet = _page(data)[1] if kind == "html" else ""
    yield Parsed(text, reference, dated_by, outlet, language)


def day(words: str, where: str = "--date") -> str:
    """Returns a day as given (2031-03-12); raises `Malformed` where there is no such day."""
    try:
        if not _DAY.fullmatch(words):
            raise ValueError
        calendar.fromisoformat(words)
    except ValueError:
        raise Malformed(f"{words!r} is not a day", where=where, advice="Write it as 2031-03-12") from None
    return words


def _dated(text: str, kind: str, data: bytes) -> tuple[str, str]:
    """Returns the day that a file gives for itself, and where it stands."""
    if found := _PREFIX.match(text):
        return day(found[1], "line 1"), "its first line"
    if kind == "markdown" and (front := _FRONT.match(data.decode("utf-8", "replace").replace("\r\n", "\n"))):
        for line in front[1].splitlines():
            key, _, value = line.partition(":")
            if key.strip().lower() == "date" and (given := _stamp(value.strip().strip("'\""))):
                return given, "its front matter"
    if kind == "html" and (given := _page(data)[0]):
        return given, "its metadata"
    return "", ""


def _stamp(words: str) -> str:
    """Returns the day at the beginning of a time stamp, or an empty text."""
    found = _STAMP.fullmatch(words)
    try:
        return day(found[1]) if found else ""
    except Malformed:
        return ""


def _page(data: bytes) -> tuple[str, str]:
    """Returns the day and the site that a page's metadata tell."""
    from lxml import etree

    parser = etree.HTMLParser(encoding=None, no_network=True, remove_pis=True, huge_tree=False, collect_ids=False)
    root = etree.fromstring(data, parser)
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        metas.setdefault(name, meta.get("content") or "")
    days = [_stamp(metas[name]) for name in _PUBLISHED if name in metas]
    days += [_stamp(each) for script in root.iter("script") for each in _linked(script)]
    days += [_stamp(time.get("datetime") or (time.text or "").strip()) for time in root.iter("time")]
    site = next((metas[name].strip() for name in _SITE if metas.get(name, "").strip()), "")
    return next(filter(None, days), ""), " ".join(site.split())[:200]


def _linked(script: Any) -> Iterator[str]:
    """Yields the days of publication in a JSON-LD script."""
    if (script.get("type") or "").lower() != "application/ld+json" or len(script.text or "") > LONGEST:
        return
    try:
        found = json.loads(script.text or "")
    except (ValueError, RecursionError):
        return
    for each in found if isinstance(found, list) else [found]:
        if isinstance(each, dict) and isinstance(given := each.get("datePublished"), str):
            yield given
