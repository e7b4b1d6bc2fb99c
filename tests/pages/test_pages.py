"""The pages as files: one each, strict, and no word of a draft can become anything but a word."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from travaux.formats.html.page import direction, escaped, page
from travaux.formats.html.page_authorship import authorship_page
from travaux.papers.authorship import authorship
from travaux.text.drafts import Draft
from travaux.text.history import Version
from travaux.text.origins import Origin, Trace, TracedToken
from travaux.text.tokens import tokens

EVIL = '1. <script>alert(1)</script> "quoted" & \x00 <img src=x onerror=alert(1)> </style> javascript:alert(1)'


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.ids += [value or "" for key, value in attrs if key == "id"]


def seen(html: str) -> Seen:
    parser = Seen()
    parser.feed(html)
    return parser


def made(text: str, author: str | None = "Boria", name: str = "draft.docx") -> str:
    draft = Draft(text, name=name)
    living = [TracedToken(*token, Origin(0, author, grade="recorded")) for token in tokens(text)]
    return authorship_page(authorship(Trace(draft, living, [], (Version(draft, name, author=author),))))


def test_a_page_asks_for_nothing() -> None:
    parsed = seen(made("1. The Parties act."))
    addresses = [
        value or "" for _, attrs in parsed.tags for key, value in attrs.items() if key in ("href", "src", "action")
    ]
    assert [address for address in addresses if not address.startswith(("#", "data:"))] == []
    assert "url(data:" in made("x")
    assert re.findall(r"url\((?!data:|#)", made("x")) == []


def test_the_policy_names_the_one_style_and_the_one_script() -> None:
    html = made("1. The Parties act.")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    for kind, block in (("style", style), ("script", script)):
        digest = base64.b64encode(hashlib.sha256(block.encode("utf-8")).digest()).decode("ascii")
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_no_attribute_holds_style_or_script() -> None:
    attributes = {key for _, attrs in seen(made(EVIL, author=EVIL)).tags for key in attrs}
    assert {key for key in attributes if key == "style" or key.startswith("on")} == set()


@pytest.mark.parametrize("place", ["text", "author", "name"])
def test_words_stay_words(place: str) -> None:
    html = made(**{"text": "1. Words.", "author": "Boria", "name": "a.docx", place: EVIL})
    parsed = seen(html)
    assert [tag for tag, _ in parsed.tags if tag in ("img", "iframe", "object")] == []
    assert len(re.findall(r"<script", html)) == 1
    assert "\x00" not in html


def test_every_link_inside_the_page_leads_somewhere() -> None:
    parsed = seen(made("1. The Parties act.\n(a) At once.\n1. The Parties act again.\n"))
    links = {attrs["href"] for tag, attrs in parsed.tags if tag == "a"}
    assert {link for link in links if link and link.startswith("#") and link[1:] not in parsed.ids} == set()
    assert len(parsed.ids) == len(set(parsed.ids))


def test_the_same_paper_gives_the_same_page() -> None:
    assert made("1. The Parties act.") == made("1. The Parties act.")


def test_arabic_fonts_are_there_only_where_they_are_needed() -> None:
    assert "Amiri" not in "".join(re.findall(r"@font-face \{ font-family: \"(.*?)\"", made("The Parties act.")))
    assert '@font-face { font-family: "Amiri"' in made("المادة 1")


@pytest.mark.parametrize(
    ("language", "text", "way"),
    [
        ("ar", "", "rtl"),
        ("he-IL", "x", "rtl"),
        ("en", "المادة", "ltr"),
        ("", "المادة 1", "rtl"),
        ("", "Article", "ltr"),
    ],
)
def test_direction(language: str, text: str, way: str) -> None:
    assert direction(language, text) == way


def test_escaping() -> None:
    assert escaped("<a b='c'>&\x07") == "&lt;a b=&#x27;c&#x27;&gt;&amp;\ufffd"
    assert "<title>&lt;b&gt;</title>" in page("<b>", "", [])


def test_fonts_come_with_their_licences() -> None:
    from importlib import resources

    names = {path.name for path in (resources.files("travaux.formats.html") / "fonts").iterdir()}
    assert {"OFL-SourceSerif.md", "OFL-SourceSans.md", "OFL-Amiri.txt"} <= names


def test_runs_are_elements_and_tokens_are_not() -> None:
    html = made("The Parties shall act together at all times. " * 200)
    assert len(re.findall(r'class="run ', html.split('<div class="sheet"')[1].split("<aside")[0])) == 1
