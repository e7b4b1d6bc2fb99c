"""XML, strictly: the one parser that every reader of XML goes through. What the elements mean is not known here.

What is accepted is XML 1.0 in UTF-8, UTF-16 or a declared Latin encoding, under these limits:

- no entity is ever expanded, nothing is ever fetched, no DTD is loaded;
- a DOCTYPE is refused, or where the caller allows one, an *internal subset* is (`<!DOCTYPE a [ … ]>`): that is where
  entities are declared, and where bombs are built; an entity that only an outside DTD could explain is refused too,
  because leaving it out would change the text unseen;
- elements nest at most 256 deep, and there are at most 2 million of them;
- no single run of text is longer than 10 million characters (libxml2's own limit);
- comments and processing instructions are left out.

>>> parse(b"<act><p>It shall.</p></act>", where="act.xml")[0].text
'It shall.'
>>> parse(b"<!DOCTYPE act [<!ENTITY x 'y'>]><act/>", where="act.xml")
Traceback (most recent call last):
travaux.errors.Refused: act.xml: line 1: the file has a DOCTYPE. Save it without one; entities are never expanded
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Sequence
from typing import TypedDict

from lxml import etree

from travaux.errors import Malformed, Refused


class _Strictness(TypedDict):
    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    huge_tree: bool
    collect_ids: bool
    remove_comments: bool
    remove_pis: bool


DEEPEST = 256
MOST_ELEMENTS = 2_000_000

_LATIN = re.compile(r"(us-)?ascii|(iso-?8859-?|latin-?|windows-?|cp)\d+|utf-?8|utf-?16(-?[lb]e)?", re.IGNORECASE)
_DECLARED = re.compile(rb"""\A<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_SKIPPED = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)[^#\s;&]{1,80};")
_DOCTYPE = re.compile(rb"""<!DOCTYPE(?:[^>"'\[]|"[^"]*"|'[^']*')*(.)?""", re.DOTALL)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BARE = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
_STRICT: _Strictness = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "collect_ids": False,
    "remove_comments": True,
    "remove_pis": True,
}
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (DEEPEST + 1) + ")")
# Most children are shallow: a question of a few steps spares them the long one.
_DEEPISH = etree.XPath("boolean(*/*/*/*/*/*/*/*)")


def stream(data: bytes, *, where: str, tag: str) -> Iterator[etree._Element]:
    """Yields each element of a name, whatever its namespace, as soon as it has ended, and forgets it after.

    The limits, and what is raised, are those of `parse`; a DOCTYPE is refused.
    """
    data = _checked(data, where, doctype=False)
    try:
        for _, element in etree.iterparse(io.BytesIO(data), ("end",), tag=f"{{*}}{tag}", encoding="utf-8", **_STRICT):
            yield element
            element.clear()
            above = element.getparent()
            while above is not None and element.getprevious() is not None:
                del above[0]
    except etree.XMLSyntaxError as error:
        raise _refusal(error, where) from None


def children(data: bytes, *, where: str, path: Sequence[str], ends: Sequence[str]) -> Iterator[etree._Element]:
    """Yields what stands in every element at `path`, child by child, while the rest is still to be read.

    `path` is names in full, the root's first; `ends` is names of children frequent enough to read by. A child is whole
    when it is yielded, and forgotten after. Nothing is yielded where no element has that path. The limits, and what is
    raised, are those of `parse`, though children before the fault may have been yielded; a DOCTYPE is refused.
    """
    data = _checked(data, where, doctype=False)
    events = etree.iterparse(io.BytesIO(data), ("end",), tag=[*ends, path[-1]], encoding="utf-8", **_STRICT)
    parent: etree._Element | None = None
    seen: etree._Element | None = None
    try:
        for _, element in events:
            above = element if element.tag == path[-1] else element.getparent()
            if parent is None and above is not None and _path(above) == list(path):
                parent = above
            if parent is None or above is not parent:
                continue
            last = element if element is not parent else None
            for child in _upto(parent, last):
                if child is not seen:
                    if _DEEPISH(child) and _TOO_DEEP(child):
                        deep = f"elements nest deeper than {DEEPEST}"
                        raise Refused(deep, where=where, advice="Write it with less nesting")
                    yield child
                    child.clear()
                # The last one stays, emptied: the parser may still stand right after it.
                if child is last:
                    seen = child
                else:
                    parent.remove(child)
            if element is parent:
                parent = None
    except etree.XMLSyntaxError as error:
        raise _refusal(error, where) from None


def _path(element: etree._Element) -> list[str]:
    return [*(str(above.tag) for above in reversed(list(element.iterancestors()))), str(element.tag)]


def _upto(parent: etree._Element, last: etree._Element | None) -> Iterator[etree._Element]:
    child = next(iter(parent), None)
    while child is not None:
        # Asked for before: whoever takes the child may remove it.
        following = child.getnext() if child is not last else None
        yield child
        child = following


def parse(data: bytes, *, where: str, doctype: bool = False) -> etree._Element:
    """Returns the root element of an XML file or part.

    `where` names the file or part in every error; the line is added. With `doctype`, a DOCTYPE without an internal
    subset is allowed. Raises `Refused` where a limit above is passed, `Malformed` where the XML is not well formed.
    """
    data = _checked(data, where, doctype)
    try:
        root = etree.fromstring(data, etree.XMLParser(encoding="utf-8", dtd_validation=False, **_STRICT))
    except etree.XMLSyntaxError as error:
        raise _refusal(error, where) from None
    if _TOO_DEEP(root):
        raise Refused(f"elements nest deeper than {DEEPEST}", where=where, advice="Write it with less nesting")
    return root


def _checked(data: bytes, where: str, doctype: bool) -> bytes:
    """Returns the file in UTF-8, refused where its beginning or its number of tags shows that it must be."""
    data = _in_utf8(data, where)
    _check_prolog(data, where, doctype)
    if data.count(b"<") - data.count(b"</") > MOST_ELEMENTS:
        raise Refused(f"more than {MOST_ELEMENTS:,} elements", where=where, advice="Split the file")
    return data


def _in_utf8(data: bytes, where: str) -> bytes:
    """Returns the same characters in UTF-8, by the byte order mark, else by the declaration, else as they are."""
    name = next((name for mark, name in (*_MARKS, *_BARE) if data.startswith(mark)), "")
    if not name:
        declared = _DECLARED.match(data)
        name = declared[1].decode("ascii") if declared else "utf-8"
        # A declaration that could be read byte by byte cannot have been written in UTF-16.
        name = "utf-8" if name.lower().startswith("utf-16") else name
    if name.lower() in ("utf-8", "utf8"):
        return data.removeprefix(codecs.BOM_UTF8)
    try:
        if not _LATIN.fullmatch(name):
            raise LookupError(name)
        return data.decode(name).encode("utf-8")
    except LookupError:
        raise Malformed(f"encoding {name} is not read", where=where, advice="Save it in UTF-8") from None
    except UnicodeError as error:
        at = _at(where, f"byte {error.start}") if isinstance(error, UnicodeDecodeError) else where
        raise Malformed(f"not in the encoding it declares, {name}", where=at, advice="Save it in UTF-8") from None


def _check_prolog(data: bytes, where: str, allowed: bool) -> None:
    """Refuses a DOCTYPE, or only one with an internal subset, before the parser sees it."""
    place = 0
    while skipped := _SKIPPED.match(data, place):
        place = skipped.end()
    found = _DOCTYPE.match(data, place)
    if found is None:
        return
    if allowed and found[1] == b">":
        _check_entities(data, found.end(), where)
        return
    what = "the DOCTYPE declares things of its own (an internal subset)" if allowed else "the file has a DOCTYPE"
    raise Refused(what, where=_line(data, place, where), advice="Save it without one; entities are never expanded")


def _check_entities(data: bytes, start: int, where: str) -> None:
    """Refuses a named entity: after a DOCTYPE the parser would leave it out in silence, in attributes above all."""
    found = _ENTITY.search(data, start)
    if found is None:
        return
    place = _line(data, found.start(), where)
    name = found[0].decode("utf-8", "replace")
    raise Refused(f"{name} is explained nowhere in the file", where=place, advice="Write the character itself")


def _line(data: bytes, place: int, where: str) -> str:
    return _at(where, f"line {data.count(10, 0, place) + 1}")


def _at(where: str, place: str) -> str:
    return f"{where}: {place}" if where else place


def _refusal(error: etree.XMLSyntaxError, where: str) -> Malformed:
    line = error.position[0] or 1
    message = (error.msg or "not well formed").replace("\n", " ").partition(", line ")[0].strip()
    place = _at(where, f"line {line}")
    if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
        return Refused("reading it takes too much memory", where=place, advice="Split the file")
    if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        message = message.partition(", use XML")[0].partition(", try XML")[0]
        return Refused(message, where=place, advice="Split the file or write it with less nesting")
    return Malformed(f"the XML is not well formed: {message}", where=place, advice="Ask for the file again, unbroken")
