from __future__ import annotations

import pytest

from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats import read_bytes
from travaux.formats.intake import revisions


def revision(number: int, parent: int | None, at: str, by: str, text: str, attributes: str = "") -> str:
    parentid = "" if parent is None else f"<parentid>{parent}</parentid>"
    return (
        f"<revision><id>{number}</id>{parentid}<timestamp>{at}</timestamp><contributor>{by}</contributor>"
        f"<text bytes='9' {attributes}>{text}</text></revision>"
    )


def export(*found: str, title: str = "Treaty", namespace: str = "0.11") -> bytes:
    return (
        f"<mediawiki xmlns='http://www.mediawiki.org/xml/export-{namespace}/' xml:lang='en'><siteinfo/>"
        f"<page><title>{title}</title><id>7</id>{''.join(found)}</page></mediawiki>"
    ).encode()


ARIA = "<username>Aria</username><id>1</id>"
BORIA = "<username>Boria</username><id>2</id>"
FIRST = revision(10, 0, "2020-01-01T00:00:00Z", ARIA, "== One ==\n'''a''' &amp; [[b]]")
SECOND = revision(12, 10, "2020-01-02T00:00:00Z", "<ip>192.0.2.1</ip>", "two")
FORK = revision(13, 10, "2020-01-03T00:00:00Z", BORIA, "three")


@pytest.mark.parametrize("isolated", [True, False])
@pytest.mark.parametrize("namespace", ["0.3", "0.10", "0.11"])
def test_a_history_with_its_people_and_parents(isolated: bool, namespace: str) -> None:
    found = list(revisions(export(FIRST, SECOND, FORK, namespace=namespace), isolated=isolated))
    assert [(v.key, v.parents, v.author, v.at, v.draft.text) for v in found] == [
        ("10", (), "Aria", "2020-01-01T00:00:00Z", "== One ==\n'''a''' & [[b]]"),
        ("12", (0,), "192.0.2.1", "2020-01-02T00:00:00Z", "two"),
        ("13", (0,), "Boria", "2020-01-03T00:00:00Z", "three"),
    ]


def test_the_order_is_by_time_and_unknown_parents_are_those_before() -> None:
    late = revision(20, 99, "2020-01-04T00:00:00Z", ARIA, "four")
    old = revision(21, None, "2020-01-05T00:00:00Z", "", "five")
    found = list(revisions(export(old, late, FORK, SECOND, FIRST)))
    assert [(v.key, v.parents, v.author) for v in found] == [
        ("10", (), "Aria"),
        ("12", (0,), "192.0.2.1"),
        ("13", (0,), "Boria"),
        ("20", (2,), "Aria"),
        ("21", (3,), None),
    ]


def test_hidden_texts_are_left_out() -> None:
    hidden = revision(11, 10, "2020-01-01T12:00:00Z", BORIA, "", "deleted='deleted'")
    then = revision(12, 11, "2020-01-02T00:00:00Z", ARIA, "two")
    assert [(v.key, v.parents) for v in revisions(export(FIRST, hidden, then))] == [("10", ()), ("12", (0,))]


def test_read_gives_the_last_revision() -> None:
    manuscript = read_bytes(export(FORK, FIRST, SECOND), name="treaty.xml")
    assert (manuscript.format, manuscript.title, manuscript.language) == ("mediawiki", "Treaty", "en")
    assert manuscript.accepting("all").text == "three"


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (export(), Unreadable, "no revision with a text"),
        (export(revision(1, 0, "", ARIA, "")), Unreadable, "no texts"),
        (export(FIRST.replace("<id>10", "<id>ten")), Malformed, "id is no number: ten"),
        (export(FIRST.replace("<id>10</id>", "")), Malformed, "no number"),
        (export(FIRST)[:-40], Malformed, "not well formed"),
        (
            export(FIRST).replace(b"</page>", b"</page><page><title>B</title>%b</page>" % SECOND.encode()),
            Unreadable,
            "several",
        ),
        (b"<!DOCTYPE mediawiki [<!ENTITY a 'b'>]><mediawiki>&a;</mediawiki>", Refused, "DOCTYPE"),
        (b"<!DOCTYPE html><p>x", Unreadable, "this is HTML, which has no history"),
    ],
)
def test_what_is_no_history_of_one_page_is_refused(data: bytes, error: type[Malformed], message: str) -> None:
    with pytest.raises(error, match=message) as caught:
        list(revisions(data, "treaty.xml"))
    assert caught.value.where.startswith("treaty.xml")
    assert caught.value.advice
