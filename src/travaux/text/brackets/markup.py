"""Markup: the brackets that belong to Markdown and not to the negotiators, and the emphasis that crosses theirs.

The rule, `travaux-brackets/1`. These are set aside, in any text; every other bracket is the negotiators':

- a footnote's mark, `[^4]`, also where it begins the footnote;
- a definition at the start of a line, `[source]: https://…`, if an address follows the colon;
- `[text][name]`, `[name][]` and `[name]` where `[name]` is so defined, and nothing else: `[shall][should]` is no link;
- `[text](address)` and `![text](address)` where the address is one: it has a scheme, begins with `/`, `#`, `.` or
  `www.`, or has a dot or a slash inside and no blank. `paragraph [x](a) above` is no link;
- an attribute list, `{:toc}` or `{: .class}`, and `{#name}` at the end of a line;
- the marks of CriticMarkup: `{++ ++}`, `{-- --}`, `{~~ ~> ~~}`, `{== ==}`, `{>> <<}`, not the words between;
- the header between two lines `---` at the very top, and fenced code.

Emphasis (`*`, `**`, `_`) is lifted only from text that is Markdown by its looks: it has a heading with `#`, a header,
or a pair of `**`. A mark in the middle of a word is lifted too (`r*eaffirming*`), a lone one (`NDMC*`) stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from travaux.text.clauses import Span

RULE = "travaux-brackets/1"

_HEADER = re.compile(r"---[ \t]*\n(?:(?!---[ \t]*\n).*\n){0,60}?---[ \t]*(?:\n|$)")
_FENCE = re.compile(r"^(```|~~~)[^\n]*\n(?:.*\n)*?\1[^\n]*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:?")
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]^\n]{1,80})\]:[ \t]+(?=<|\S+[:/.#]|/|#)", re.MULTILINE)
_REFERENCE = re.compile(r"\[([^\[\]\n]{0,200})\]\[([^\[\]\n]{0,80})\]")
_SHORTCUT = re.compile(r"\[([^\[\]^\n]{1,80})\](?![\[(:])")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\((<[^<>\n]{0,400}>|[^\s()]{1,400})(?:\s+\"[^\"\n]{0,200}\")?\)")
_ADDRESS = re.compile(r"<?(?:[a-z][a-z0-9+.-]{1,20}:|[/#.]|www\.)|<?[^\s/]*[^\s./]{2,}[./][^\s]{2,}", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,200}\}|\{#[^{}\s]{1,100}\}(?=[ \t]*$)", re.MULTILINE)
_CRITIC = re.compile(r"\{(?:\+\+|--|~~|==|>>)|(?:\+\+|--|~~|==|<<)\}")
_MARKDOWN = re.compile(r"^#{1,6} \S|\*\*[^\s*][^*\n]*\*\*", re.MULTILINE)
_EMPHASIS = re.compile(r"\*{1,3}|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Aside:
    """Characters set aside: `kind` says as what, `words` is the part of them that belongs to the text (a link's)."""

    start: int
    end: int
    kind: str
    words: Span = (0, 0)


class Covered:
    """Tells in which set-aside span a place lies, if any."""

    def __init__(self, spans: list[Aside]) -> None:
        self.spans = spans
        self.starts = [span.start for span in spans]

    def at(self, place: int) -> Aside | None:
        """Returns the span that covers a place."""
        index = bisect_right(self.starts, place) - 1
        return self.spans[index] if index >= 0 and place < self.spans[index].end else None


def asides(text: str) -> list[Aside]:
    """Returns what the rule sets aside, in order, without overlaps."""
    found: list[Aside] = []
    if header := _HEADER.match(text):
        found.append(Aside(*header.span(), "header"))
    if "```" in text or "~~~" in text:
        found += [Aside(*match.span(), "code") for match in _FENCE.finditer(text)]
    names = {_name(match[1]) for match in _DEFINITION.finditer(text)}
    found += [Aside(match.start(), match.end(), "definition") for match in _DEFINITION.finditer(text)]
    found += [Aside(*match.span(), "footnote") for match in _FOOTNOTE.finditer(text)]
    if names:
        for match in _REFERENCE.finditer(text):
            if _name(match[2] or match[1]) in names:
                found.append(Aside(*match.span(), "link", match.span(1)))
        for match in _SHORTCUT.finditer(text):
            if _name(match[1]) in names:
                found.append(Aside(*match.span(), "link", match.span(1)))
    for match in _LINK.finditer(text):
        if _ADDRESS.match(match[2]):
            found.append(Aside(*match.span(), "link", match.span(1)))
    found += [Aside(*match.span(), "attributes") for match in _ATTRIBUTES.finditer(text)]
    found += [Aside(*match.span(), "change") for match in _CRITIC.finditer(text)]
    return _apart(found)


def _name(label: str) -> str:
    return " ".join(label.casefold().split())


def _apart(found: list[Aside]) -> list[Aside]:
    found.sort(key=lambda aside: (aside.start, -aside.end))
    kept: list[Aside] = []
    for aside in found:
        if not kept or aside.start >= kept[-1].end:
            kept.append(aside)
    return kept


def is_markdown(text: str) -> bool:
    """Says whether a text is Markdown source by its looks."""
    return bool(_MARKDOWN.search(text) or _HEADER.match(text))


def emphasis(text: str) -> list[Span]:
    """Returns the emphasis marks of a Markdown source that pair up within their paragraph, in order."""
    found: list[Span] = []
    for paragraph in re.finditer(r"(?:[^\n]+(?:\n|$))+", text):
        found += _paired(text, *paragraph.span())
    return sorted(found)


def _paired(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    open_marks: list[Span] = []
    for match in _EMPHASIS.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        opens = not after.isspace() and (after.isalnum() or not before.isalnum())
        closes = not before.isspace() and (before.isalnum() or not after.isalnum())
        place = match.start()
        size = match.end() - place
        if closes:
            place, size = _close(text, open_marks, found, place, size)
        if opens and size:
            open_marks.append((place, place + size))
    return found


def _close(text: str, open_marks: list[Span], found: list[Span], place: int, size: int) -> tuple[int, int]:
    while size and open_marks and text[open_marks[-1][0]] == text[place]:
        start, end = open_marks.pop()
        take = min(size, end - start)
        found += [(end - take, end), (place, place + take)]
        if end - start > take:
            open_marks.append((start, end - take))
        place, size = place + take, size - take
    return place, size
