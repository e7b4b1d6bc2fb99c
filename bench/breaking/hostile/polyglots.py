"""Files that are two kinds at once, or say that they are another: which of them is read must not be chance."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

from bench.breaking.hostile import markup, pdf, word
from bench.breaking.hostile.file import Hostile

KINDS = {
    "docx": word.word(),
    "pdf": pdf.of(),
    "html": markup.page(),
    "akn": markup.law(),
    "wiki": markup.export(markup.revision(1)),
    "md": b"# Article 1\n\n1. The **Parties** shall {++fully ++}act.\n",
    "txt": b"Article 1\n1. The Parties shall act.\n",
    "gif": b"GIF89a" + bytes(200),
    "exe": b"MZ" + bytes(200),
    "sh": b"#!/bin/sh\ntouch evil-was-here\n",
    "rtf": b"{\\rtf1 x}",
    "class": b"\xca\xfe\xba\xbe" + bytes(99),
    "bundle": b"# v2 git bundle\n\n",
    "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "tar": b"evil".ljust(257, b"\0") + b"ustar".ljust(300, b"\0"),
    "sqlite": b"SQLite format 3\0" + bytes(500),
}
"""A small file of each kind."""


def files(random: Random) -> Iterator[Hostile]:
    """Yields a kind after a kind, a kind inside another, and each under the name of another."""
    for (first, before), (second, after) in product(KINDS.items(), repeat=2):
        if first != second:
            yield Hostile(f"{first}-before.{second}", before + after)
            yield Hostile(f"{first}-called.{second}", before)
    for name, data in KINDS.items():
        comment = b"<!-- " + data.replace(b"--", b"__") + b" -->"
        yield Hostile(f"{name}-in-a-comment.html", markup.page().replace(b"<body>", b"<body>" + comment))
        yield Hostile(f"{name}-in-a-word-file.docx", word.word(more={"word/media/image1.png": data}))
        yield Hostile(f"{name}-in-a-pdf.pdf", pdf.of(more=[pdf.stream(data)]))
        at = random.randrange(len(data))
        yield Hostile(f"{name}-turned.{name}", data[at:] + data[:at])


def large(_: Random) -> Iterator[Hostile]:
    """None is large."""
    yield from ()
