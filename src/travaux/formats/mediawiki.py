"""A MediaWiki export: one page with its revisions, kept as wikitext.

The file is XML as Special:Export writes it: `mediawiki` holds `page`, which holds `title` and `revision` elements with
`id`, `parentid`, `timestamp`, `contributor` (a `username` or an `ip`) and `text`. Versions of the format differ in
their namespace and in elements that do not matter here.

The order is by time, then by number. A revision's parent is the one its `parentid` names; where that is not in the file
or comes later, the revision before it. A revision whose text the site has hidden is left out, and the next one's
parent is the one before. An export of several pages is refused, as is one without texts (a "stub").
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from travaux.errors import Malformed, Unreadable
from travaux.formats import plain, xml
from travaux.text.drafts import Draft
from travaux.text.history import Version
from travaux.text.manuscripts import Manuscript


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision as the export tells it. `parent` is None where it names none, 0 where it is the first."""

    number: int
    parent: int | None
    at: str
    contributor: str | None
    title: str
    text: str = ""


def read(data: bytes) -> Manuscript:
    """Returns the manuscript of the last revision; raises what `parsed` raises."""
    (last,) = deque(parsed([], data), maxlen=1)
    text = last.text.replace("\r\n", "\n")
    return Manuscript(plain.paragraphs(text), format="mediawiki", title=last.title, language=_language(data))


def versions(revisions: Iterable[Revision]) -> Iterator[Version]:
    """Yields revisions as versions of a history, each with the place of its parent; keys are revision numbers."""
    places: dict[int, int] = {}
    for place, revision in enumerate(revisions):
        parent = places.get(revision.parent or -1, place - 1)
        parents = () if place == 0 or revision.parent == 0 else (parent,)
        places[revision.number] = place
        draft = Draft(revision.text.replace("\r\n", "\n"), name=revision.title)
        yield Version(draft, str(revision.number), parents, revision.contributor, revision.at or None)


def parsed(options: list[str], data: bytes) -> Iterator[Revision]:
    """Yields the revisions of the one page in an export, oldest first.

    Raises `Malformed` where the XML or a number in it is broken, `Unreadable` where the file is no history of one page.
    """
    order = [(revision.at, revision.number) for revision in _revisions(data, whole=False)]
    if not order:
        raise Unreadable("the export holds no revision with a text", advice="Export the page with its history")
    revisions = _revisions(data, whole=True)
    if order != sorted(order):
        revisions = iter(sorted(revisions, key=lambda revision: (revision.at, revision.number)))
    yield from revisions


def _revisions(data: bytes, *, whole: bool) -> Iterator[Revision]:
    """Yields the revisions in the order of the file; their texts only where they are asked for `whole`."""
    title = ""
    for element in xml.stream(data, where="", tag="revision"):
        page = element.getparent()
        named = page.findtext("{*}title") if page is not None else None
        if title and named is not None:
            what = f"the export holds several pages ({title}, {named.strip()})"
            raise Unreadable(what, advice="Export one page, with its history")
        title = title or (named or "").strip() or "untitled"
        text = element.find("{*}text")
        if text is None or text.get("deleted") is not None:
            continue
        if not text.text and text.get("bytes", "0") not in ("", "0"):
            place = f"line {text.sourceline}"
            raise Unreadable(
                "the export has no texts", where=place, advice="Export the page with its texts, not as a stub"
            )
        yield _revision(element, title, whole=whole)


def _revision(element: etree._Element, title: str, *, whole: bool) -> Revision:
    number = _number(element, "id")
    if number is None:
        raise Malformed("a revision has no number", where=f"line {element.sourceline}", advice="Export the page again")
    by = element.find("{*}contributor")
    name = None if by is None else by.findtext("{*}username") or by.findtext("{*}ip")
    at = (element.findtext("{*}timestamp") or "").strip()
    text = (element.findtext("{*}text") or "") if whole else ""
    return Revision(number, _number(element, "parentid"), at, (name or "").strip() or None, title, text)


def _number(element: etree._Element, name: str) -> int | None:
    found = element.find(f"{{*}}{name}")
    text = _text(found) if found is not None else ""
    if found is not None and not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Malformed(
            f"{name} is no number: {text}", where=f"line {found.sourceline}", advice="Export the page again"
        )
    return int(text) if found is not None else None


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()


def _language(data: bytes) -> str:
    """Returns the language that the outermost tag, which sniffing has found, declares."""
    tag = re.search(rb"<(?:[\w.-]+:)?mediawiki\b[^>]*?\bxml:lang=[\"']([A-Za-z0-9-]+)[\"']", data[:8192])
    return tag[1].decode("ascii") if tag else ""
