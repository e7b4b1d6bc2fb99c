"""Inside a paragraph: Markdown's signs become marks, tags and CriticMarkup become fates, and every bracket stays.

Emphasis is read as CommonMark says, also where it begins in the middle of a word (`r*eaffirming*`) or crosses a
bracket (`*[Taking* account`). Brackets are text, but for three kinds that point elsewhere:

- `[^name]`, in a file that defines footnotes; it is left out, with a notice where that one is not defined;
- `[words][label]`, `[label][]` and `[label]`, where `[label]: …` is defined: the words stay;
- `[words](destination)`, where the destination can be one: the words stay. `paragraph [x](a) above` is text.
"""

from __future__ import annotations

import re
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from travaux.formats.markdown.source import folded, is_destination

_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]")
_TARGET = re.compile(r"""\([ \n]*<?([^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:[ \n]+(?:"[^"]*"|'[^']*'))?[ \n]*\)""")


def parser() -> MarkdownIt:
    """Returns the Markdown parser of legal texts: no indented code, no HTML blocks, and links as above."""
    found = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    found.disable(["code", "html_block", "reference", "image"])
    found.inline.ruler.at("link", _link)
    return found


def _link(state: StateInline, silent: bool) -> bool:
    """Takes a footnote reference or a link at an opening bracket; anything else is left as text."""
    if state.src[state.pos] not in "[!":
        return False
    start = state.pos + 1 if state.src.startswith("![", state.pos) else state.pos
    if not state.src.startswith("[", start):
        return False
    if _footnote(state, silent):
        return True
    if not _may_link(state):
        return False
    inner_end = state.md.helpers.parseLinkLabel(state, start, not state.src.startswith("!", state.pos))
    if inner_end < 0:
        return False
    end = _target_end(state, start, inner_end)
    # A mark of CriticMarkup in what would be left out keeps it in the text.
    if end is None or cast("set[str]", state.env["signs"]).intersection(state.src[inner_end:end]):
        return False
    if not silent:
        _take(state, start + 1, inner_end)
    state.pos = end
    return True


def _may_link(state: StateInline) -> bool:
    """Tells whether there is a link in a text at all: looking for its end at every bracket takes long."""
    if state.env.get("text") is not state.src:
        state.env["text"] = state.src
        state.env["may link"] = bool(state.env["links"]) or "](" in state.src
    return bool(state.env["may link"])


def _footnote(state: StateInline, silent: bool) -> bool:
    found = _FOOTNOTE.match(state.src, state.pos)
    defined = cast("set[str]", state.env["footnotes"])
    if found is None or not defined:
        return False
    if not silent and found[1] not in defined:
        cast("set[str]", state.env["missing"]).add(found[1])
    state.pos = found.end()
    return True


def _target_end(state: StateInline, start: int, inner_end: int) -> int | None:
    """Returns where a link ends whose words are in brackets, or None where it is no link."""
    links = cast("set[str]", state.env["links"])
    after = inner_end + 1
    target = _TARGET.match(state.src, after)
    if target and is_destination(target[1]):
        return target.end()
    label = _LABEL.match(state.src, after)
    words = folded(state.src[start + 1 : inner_end])
    if label and (folded(label[1]) or words) in links:
        return label.end()
    return after if not label and words in links else None


def _take(state: StateInline, start: int, end: int) -> None:
    most = state.posMax
    state.pos, state.posMax = start, end
    state.push("link_open", "a", 1)
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.pos, state.posMax = end, most
