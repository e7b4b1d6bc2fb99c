"""Markdown (CommonMark with tables, footnotes and CriticMarkup): paragraphs of plain words, formatting as marks.

- A paragraph is one line, however it was wrapped in the file. A line that begins with a label of its own
  ("1bis.", "(b)", "Option 2:") after the end of a sentence begins a paragraph, also where CommonMark would go on.
- A heading has its level and none of its `#`. A list item keeps its number or bullet as printed, and its depth.
- Brackets, emphasis, links and footnote references are read as `inline` says; a footnote is a stream of its own.
- CriticMarkup and the tags `ins` and `del` are recorded changes; `critic` says which. Other tags leave their words.
- What is set aside before (front matter, definitions, comments, kramdown's attributes) is listed in `source`.

>>> from travaux.formats.markdown import read
>>> found = read(b"## Article 1\\n\\n1. The *Parties*\\n   [shall][should] {++fully ++}cooperate.").paragraphs
>>> [("".join(segment.text for segment in paragraph.segments), paragraph.level) for paragraph in found]
[('Article 1', 1), ('1. The Parties [shall][should] fully cooperate.', None)]
"""

from __future__ import annotations

from travaux.formats import plain
from travaux.formats.markdown.blocks import Blocks
from travaux.formats.markdown.critic import signed
from travaux.formats.markdown.inline import parser
from travaux.formats.markdown.source import prepared
from travaux.formats.scribe import Scribe
from travaux.text.manuscripts import Manuscript, Notice


def read(data: bytes) -> Manuscript:
    """Returns the manuscript in a Markdown file; raises what `plain.decode` raises, and `Refused` for deep nesting."""
    text, notices = plain.decode(data)
    text, signs = signed(text)
    source = prepared(text)
    scribe = Scribe()
    marks = sum(1 for sign in text if sign in signs.meanings) if signs.meanings else 0
    reader = parser()
    env: dict[str, set[str]] = {"links": source.links, "footnotes": {n for n, _ in source.footnotes}, "missing": set()}
    env["signs"] = set(signs.meanings)
    for stream, words in [("", source.text), *source.footnotes]:
        name = f"footnote {stream}" if stream else ""
        blocks = Blocks(scribe, signs, name)
        blocks.write(reader.parse(words, env))
        marks -= blocks.taken
    missing = [Notice(f"footnote {name} is referred to and defined nowhere") for name in sorted(env["missing"])]
    if marks:
        lost = f"marks of CriticMarkup where Markdown shows nothing, in a comment or an address: {marks}"
        signs.notices.append(Notice(f"{lost}; what they open or close is unsure"))
    return Manuscript(
        tuple(scribe.paragraphs),
        comments=tuple(scribe.comments),
        notices=(*notices, *source.notices, *signs.notices, *missing),
        format="markdown",
        title=source.title,
        language=source.language,
    )
