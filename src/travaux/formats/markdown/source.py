"""The source of a Markdown file before its blocks are read: what is about the text, and not in it, is set aside.

Set aside are front matter (its title and language are kept) and HTML comments, both with a notice, link definitions,
footnote definitions, and the lines in braces that kramdown reads as attributes (`{:toc}` with the list item it
replaces, `{:.no_toc}`, `{#anchor}` after a heading). Fenced code is left alone.

A link definition is a line of its own, `[label]: destination`, and only where the destination can be one: an address,
a path, an anchor. `[Annex]: adopted` is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from travaux.text.paragraphs import Notice

_FRONT = re.compile(r"\A---[ \t]*\n((?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^(title|lang|language):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DEFINITION = re.compile(
    r""" {0,3}\[(?!\^)((?:[^\[\]\\]|\\.)+)\]:[ \t]+<?([^\s<>]+)>?(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*"""
)
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\[\]\s]+)\]:[ \t]*(.*)")
_ATTRIBUTES = re.compile(r"[ \t]*\{::?[^{}]*\}[ \t]*")
_HEADING_ATTRIBUTES = re.compile(r"^([ \t]*#{1,6}[ \t].*?)[ \t]*\{:?[ \t]*[#.][^{}]*\}[ \t]*$")
_CONTENTS = re.compile(r"[ \t]*(?:[-*+]|\d+\.)[ \t]+\S.*")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_DESTINATION = re.compile(r"[a-z][a-z0-9+.-]*:\S|[/#]|\.{1,2}/|\S*/\S|\S+\.[a-z]{2,}\d?(?:[#?]|$)", re.IGNORECASE)


@dataclass(slots=True)
class Source:
    """A Markdown file with what is not its text set aside.

    `footnotes` are name and source, in the order of their definitions. `links` are the labels of link definitions,
    folded as `folded` does.
    """

    lines: list[str] = field(default_factory=list)
    footnotes: list[tuple[str, str]] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    notices: list[Notice] = field(default_factory=list)
    title: str = ""
    language: str = ""

    @property
    def text(self) -> str:
        """What is left to read."""
        return "\n".join(self.lines)


def prepared(text: str) -> Source:
    """Returns the source of a file, what is not its text set aside."""
    source = Source()
    text = _without_front(text, source)
    text = _without_comments(text, source)
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        place = _take(lines, place, source)
    return source


def is_destination(words: str) -> bool:
    """Tells whether words in the place of a link's destination can be one: `(a)`, `(3.2)` and `(ii)` cannot."""
    return bool(_DESTINATION.match(words))


def folded(label: str) -> str:
    """Returns the label of a link definition as labels are compared: case and blanks do not count."""
    return " ".join(label.split()).casefold()


def _without_front(text: str, source: Source) -> str:
    front = _FRONT.match(text)
    if front is None:
        return text
    fields = {name: value.strip("\"'") for name, value in _FIELD.findall(front[1])}
    source.title = fields.get("title", "")
    source.language = fields.get("lang") or fields.get("language", "")
    if words := " ".join(front[1].split()):
        source.notices.append(Notice(f"front matter was left out of the text: “{_shown(words)}”"))
    return text[front.end() :]


def _shown(words: str) -> str:
    return words if len(words) <= 60 else words[:57] + "…"


def _without_comments(text: str, source: Source) -> str:
    # After the last end no comment ends: each beginning there would be followed to the end of the text.
    end = text.rfind("-->") + 3
    for comment in _COMMENT.finditer(text, 0, end):
        words = " ".join(comment[0][4:-3].split())
        source.notices.append(Notice(f"a comment that readers do not see was left out: “{_shown(words)}”"))
    return _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text[:end]) + text[end:]


def _take(lines: list[str], place: int, source: Source) -> int:
    """Takes one line, or the several that belong together, and returns the place of the next."""
    line = lines[place]
    if fence := _FENCE.match(line):
        end = next((n for n in range(place + 1, len(lines)) if _closes(lines[n], fence[1])), len(lines) - 1)
        source.lines.extend(lines[place : end + 1])
        return end + 1
    if footnote := _FOOTNOTE.fullmatch(line):
        return _take_footnote(footnote, lines, place, source)
    fresh = not source.lines or not source.lines[-1].strip() or place == 0 or _DEFINITION.fullmatch(lines[place - 1])
    if fresh and (definition := _DEFINITION.fullmatch(line)) and is_destination(definition[2]):
        source.links.add(folded(definition[1]))
        return place + 1
    following = lines[place + 1] if place + 1 < len(lines) else ""
    if _CONTENTS.fullmatch(line) and re.fullmatch(r"[ \t]*\{:toc\b[^{}]*\}[ \t]*", following):
        return place + 2
    if not _ATTRIBUTES.fullmatch(line):
        source.lines.append(_HEADING_ATTRIBUTES.sub(r"\1", line))
    return place + 1


def _closes(line: str, fence: str) -> bool:
    stripped = line.strip()
    return stripped.startswith(fence) and not stripped.strip(fence[0])


def _take_footnote(footnote: re.Match[str], lines: list[str], place: int, source: Source) -> int:
    """Takes a footnote: its line, the lines that follow at once, and after an empty line those that are set in."""
    name, content = footnote[1], [footnote[2]]
    if any(name == known for known, _ in source.footnotes):
        source.notices.append(Notice(f"footnote {name} is defined twice; both are kept"))
    end = place + 1
    while end < len(lines) and not _FOOTNOTE.fullmatch(lines[end]):
        blank = not lines[end - 1].strip()
        if lines[end].strip() and blank and not re.match(r"\t| {2,}", lines[end]):
            break
        content.append(lines[end])
        end += 1
    indents = [len(line) - len(line.lstrip()) for line in content[1:] if line[:1].isspace() and line.strip()]
    cut = min(indents, default=0)
    dedented = [line[cut:] if line[:cut].isspace() else line.lstrip() for line in content[1:]]
    source.footnotes.append((name, "\n".join([content[0], *dedented])))
    source.lines.append("")
    return end
