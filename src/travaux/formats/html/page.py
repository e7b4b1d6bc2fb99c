"""The frame of every page: one file of HTML that holds its style, its script and its fonts, and asks for nothing.

A page is complete in itself: the only addresses in it are fragments of itself and `data:` URIs. Its Content Security
Policy names the one style block and the one script block by their SHA-256 and allows nothing else, so that words from
a draft can never run, whatever they say. There is no `style` attribute and no event handler attribute.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata, resources

from travaux.papers.characters import direction

_VERSION = metadata.version("travaux")

_ARABIC = "U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FDFF, U+FE70-FEFF"  # the blocks that Amiri covers
_FACES = (
    ("Source Serif 4", "SourceSerif4-Regular.ttf.woff2", "font-weight: 400;"),
    ("Source Serif 4", "SourceSerif4-It.ttf.woff2", "font-weight: 400; font-style: italic;"),
    ("Source Serif 4", "SourceSerif4-Semibold.ttf.woff2", "font-weight: 600;"),
    ("Source Serif 4 Display", "SourceSerif4Display-Regular.ttf.woff2", "font-weight: 400;"),
    ("Source Sans 3", "SourceSans3VF-Upright.ttf.woff2", "font-weight: 200 900;"),
)
_ARABIC_FACES = (
    ("Amiri", "amiri-arabic-400-normal.woff2", f"font-weight: 400; size-adjust: 110%; unicode-range: {_ARABIC};"),
    ("Amiri", "amiri-arabic-700-normal.woff2", f"font-weight: 600 700; size-adjust: 110%; unicode-range: {_ARABIC};"),
)
_KEYS = {
    "words": (("n p", "Next and previous words by the same writer"), ("← →", "Next and previous words of any writer"),
              ("d", "Show or hide deleted words"), ("Esc", "Close what is told of the chosen words")),
    "changes": (("n p", "Next and previous change"),),
    "": (),
}  # fmt: skip


def escaped(text: str) -> str:
    """Returns text in which no character has a meaning for HTML; control characters become U+FFFD."""
    clean = "".join(c if c >= " " or c in "\t\n" else "\ufffd" for c in text)
    return html.escape(clean, quote=True)


def spoken(language: str, text: str) -> str:
    """Returns the `lang` and `dir` attributes of the words of a draft."""
    way = direction(language, text)
    known = language or ("ar" if way == "rtl" and _has_arabic(text) else "")
    return f'{f" lang={chr(34)}{escaped(known)}{chr(34)}" if known else ""} dir="{way}"'


def page(
    title: str, name: str, main: Iterable[str], *, keys: str = "", shape: str = "", style: str = "", script: str = ""
) -> str:  # fmt: skip
    """Returns a whole page: `title` for the window, `name` for the masthead, `main` the pieces of its main part.

    `keys` says which shortcuts there are: "words", "changes" or "". The shape "wide" is printed on a page turned on its
    side. `style` is added to the style of every page, `script` stands in the place of its script.
    """
    body = "".join(main)
    style, script = _style(_has_arabic(body)) + style, script or _file("page.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return "".join(
        [
            '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f'<meta name="generator" content="Travaux {_VERSION}">\n',
            f"<title>{escaped(title)}</title>\n",
            f'<link rel="icon" href="{_icon()}">\n',
            f"<style>{style}</style>\n</head>\n<body>\n",
            '<a class="skip" href="#main">Skip to the text</a>\n<span id="closed"></span>\n',
            f'<div class="page{f" {shape}" if shape else ""}">\n',
            '<header class="masthead">\n<p class="wordmark">Travaux</p>\n',
            f"<p><bdi>{escaped(name)}</bdi></p>\n",
            '<p class="aside">One file; it asks nothing of the network</p>\n</header>\n',
            f'<main id="main" tabindex="-1">\n{body}</main>\n',
            *_colophon(keys),
            f"</div>\n<script>{script}</script>\n</body>\n</html>\n",
        ]
    )


def head(kicker: str, title: str, standfirst: str, help_line: str = "") -> Iterator[str]:
    """Yields the title of a page: what it is, its name, the sentence that comes first, and how to read it."""
    yield f'<div class="title">\n<p class="kicker">{escaped(kicker)}</p>\n<h1><bdi>{escaped(title)}</bdi></h1>\n'
    if standfirst:
        yield f'<p class="standfirst">{escaped(standfirst)}</p>\n'
    if help_line:
        yield f'<p class="small help">{escaped(help_line)}</p>\n'
    yield "</div>\n"


def seal(label: str, facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yields the line of facts under a title."""
    yield f'<dl class="seal" aria-label="{escaped(label)}">\n'
    for term, detail in facts:
        yield f"<div><dt>{escaped(term)}</dt><dd>{escaped(detail)}</dd></div>\n"
    yield "</dl>\n"


def hidden(text: str) -> str:
    """Returns words for those who listen to the page and do not see it."""
    return f'<span class="vh">{escaped(text)}</span>'


def _colophon(keys: str) -> Iterator[str]:
    yield '<footer class="colophon">\n'
    yield f"<p>Made by Travaux {_VERSION}. It tells what the files hold; it does not judge who may write them.</p>\n"
    yield '<button type="button" id="keys" hidden>Shortcuts <kbd>?</kbd></button>\n</footer>\n'
    yield '<dialog id="keys-list" aria-labelledby="keys-title">\n<h2 id="keys-title">Keyboard shortcuts</h2>\n<dl>\n'
    for key, deed in (*_KEYS[keys], ("?", "This list")):
        yield f"<dt>{' '.join(f'<kbd>{part}</kbd>' for part in key.split())}</dt><dd>{deed}</dd>\n"
    yield '</dl>\n<p class="tools"><label><input type="checkbox" id="keys-on" checked> Shortcuts are on</label>'
    yield '<button type="button" id="keys-close">Close</button></p>\n</dialog>\n'


def _has_arabic(text: str) -> bool:
    return any("\u0600" <= c <= "\u08ff" or "\ufb50" <= c <= "\ufefc" for c in text)


@cache
def _file(name: str) -> str:
    return (resources.files("travaux.formats.html") / name).read_text(encoding="utf-8")


@cache
def _style(arabic: bool) -> str:
    faces = (*_FACES, *_ARABIC_FACES) if arabic else _FACES
    sheets = ("sheets/ground.css", "page.css", "sheets/paper.css")
    return "\n".join(_face(*face) for face in faces) + "\n" + "".join(map(_file, sheets))


def _face(family: str, file: str, rest: str) -> str:
    data = (resources.files("travaux.formats.html") / "fonts" / file).read_bytes()
    source = f'url(data:font/woff2;base64,{base64.b64encode(data).decode("ascii")}) format("woff2")'
    return f'@font-face {{ font-family: "{family}"; src: {source}; {rest} font-display: swap; }}'


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _icon() -> str:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M11 5H6v22h5M21 5h5v22h-5" fill="none" '
        'stroke="#837d71" stroke-width="3"/><path d="M11 16h10" stroke="#8a2433" stroke-width="3"/></svg>'
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode('ascii')).decode('ascii')}"
