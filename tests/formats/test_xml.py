from __future__ import annotations

import pytest

from travaux.errors import Malformed, Refused
from travaux.formats import xml
from travaux.formats.xml import parse, stream


def test_text_is_whole_around_comments_and_instructions() -> None:
    assert parse(b"<a>one<!-- x --> and<?y z?> two</a>", where="a.xml").text == "one and two"


@pytest.mark.parametrize(
    "data",
    [
        "<?xml version='1.0' encoding='utf-16'?><a>é</a>".encode("utf-16"),
        b"\xef\xbb\xbf<a>\xc3\xa9</a>",
        b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>",
        b"<?xml version='1.0' encoding='windows-1252'?><a>\xe9</a>",
        "<?xml version='1.0'?><a>é</a>".encode("utf-16-le"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert parse(data, where="a.xml").text == "é"


BOMB = b"<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;&x;&x;&x;&x;&x;'>]><a>&y;</a>"
HOSTILE = {
    "a bomb of entities": BOMB,
    "a bomb behind a comment": b"<!-- " + b"x" * 9000 + b" -->" + BOMB,
    "a bomb in UTF-16": BOMB.decode().encode("utf-16"),
    "an external entity": b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>",
    "an unclosed subset": b"<!DOCTYPE a [",
    "depth": b"<a>" * 300 + b"</a>" * 300,
    "one endless text": b"<a>" + b"x" * 11_000_000 + b"</a>",
    "millions of elements": b"<a>" + b"<b/>" * 2_100_000 + b"</a>",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("doctype", [False, True])
def test_hostile_files_are_refused_with_their_place(data: bytes, doctype: bool) -> None:
    with pytest.raises(Refused) as caught:
        parse(data, where="a.xml", doctype=doctype)
    assert caught.value.where.startswith("a.xml")
    assert caught.value.advice


def test_a_doctype_without_a_subset_is_the_callers_choice() -> None:
    data = b"<!DOCTYPE bill PUBLIC '-//X//Y' 'bill.dtd'><bill>Text</bill>"
    assert parse(data, where="a.xml", doctype=True).text == "Text"
    with pytest.raises(Refused, match="DOCTYPE"):
        parse(data, where="a.xml")


@pytest.mark.parametrize("body", [b"<a>one &nbsp; two</a>", b"<a b='one &nbsp; two'/>"])
def test_an_entity_that_only_the_dtd_explains_is_not_left_out(body: bytes) -> None:
    with pytest.raises(Refused, match="&nbsp; is explained nowhere"):
        parse(b"<!DOCTYPE a SYSTEM 'a.dtd'>\n" + body, where="a.xml", doctype=True)


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"", "a.xml: line 1"),
        (b"<a>\n<b></a>", "a.xml: line 2"),
        (b"<a>\nx\0</a>", "a.xml: line 2"),
        (b"<a>\n\xff</a>", "a.xml: line 2"),
        (b"<?xml version='1.0' encoding='cp1252'?><a>\x81</a>", "a.xml: byte 42"),
        (b"<?xml version='1.0' encoding='utf-7'?><a/>", "a.xml"),
    ],
)
def test_broken_files_name_the_line(data: bytes, where: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse(data, where=where.partition(":")[0])
    assert (where, type(caught.value)) == (caught.value.where, Malformed)


def test_stream_gives_each_element_whole_and_forgets_it() -> None:
    data = b"<a xmlns='urn:x'><b><c>1</c></b><b><c>2</c></b></a>"
    assert [element.findtext("{*}c") for element in stream(data, where="a.xml", tag="b")] == ["1", "2"]
    with pytest.raises(Malformed, match="not well formed"):
        list(stream(data[:-3], where="a.xml", tag="b"))
    with pytest.raises(Refused):
        list(stream(BOMB, where="a.xml", tag="a"))


def children(data: bytes) -> list[str]:
    found = xml.children(data, where="a.xml", path=("a", "b"), ends=("p",))
    return [f"{child.tag}{len(child)}{child.text or ''}" for child in found]


def test_children_come_one_by_one_and_whole() -> None:
    many = b"<q/>" + b"<p>x<p>inner</p></p>tail" * 5_000 + b"<q>y</q>"
    found = children(b"<a><z/><b>" + many + b"</b><z><p/></z><b/><b><p>other</p></b><p/></a>")
    assert found == ["q0", *["p1x"] * 5_000, "q0y", "p0other"]
    assert children(b"<a><b/></a>") == []
    assert children(b"<c><a><b><p/></b></a></c>") == []


@pytest.mark.parametrize(
    "inside", [b"<p>" + b"<q>" * 300 + b"</q>" * 300 + b"</p>", b"<q>" * 300 + b"</q>" * 300 + b"<p/>", b"<p></q>"]
)
def test_children_are_as_strict_as_the_whole(inside: bytes) -> None:
    with pytest.raises(Malformed) as whole:
        xml.parse(b"<a><b>" + inside + b"</b></a>", where="a.xml")
    with pytest.raises(Malformed) as passing:
        children(b"<a><b>" + inside + b"</b></a>")
    assert (type(passing.value), passing.value.where) == (type(whole.value), whole.value.where)
