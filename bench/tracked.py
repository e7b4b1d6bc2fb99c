"""Word files with tracked changes: the paragraphs that stand once all is accepted, or rejected, tool by tool.

Every tracked file has siblings in which a person accepted or rejected everything. A case is right when the paragraphs
that hold anything, blanks collapsed, are those of the sibling: as a plain walk over its XML finds them (the sibling has
no changes left), or, for the peers, as the same tool reads the sibling itself.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from lxml import etree

from bench.tables import CORPUS, seconds, show

Paragraphs = list[str]
View = Literal["accept", "reject"]
Tool = Callable[[Path, View], Paragraphs]

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXTS = {f"{_WORD}t", f"{_MATH}t"}
_BLANKS = {f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"}
_SKIPPED = {f"{_WORD}pPr", f"{_WORD}rPr", f"{_WORD}p", _FALLBACK}


@dataclass(frozen=True, slots=True)
class Case:
    """A tracked file, what is done to it, and the file a person made that way."""

    tracked: Path
    view: View
    sibling: Path


def cases() -> list[Case]:
    found = []
    for path in sorted((CORPUS / "docx-tracked").glob("*.docx")):
        for view, ending in (("accept", "Accepted"), ("reject", "Rejected")):
            sibling = path.with_stem(f"{path.stem}-{ending}")
            if sibling.exists():
                found.append(Case(path, "accept" if view == "accept" else "reject", sibling))
    return found


def filled(paragraphs: Iterator[str] | Paragraphs) -> Paragraphs:
    return [words for paragraph in paragraphs if (words := " ".join(paragraph.split()))]


def walked(data: bytes) -> Paragraphs:
    """The paragraphs of a file without changes, by a plain walk over its main part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    paragraphs = (p for p in root.iter(f"{_WORD}p") if not any(a.tag == _FALLBACK for a in p.iterancestors()))
    return filled(["".join(_words(paragraph)) for paragraph in paragraphs])


def _words(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _TEXTS:
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield " "
        elif child.tag not in _SKIPPED:
            yield from _words(child)


def with_travaux(path: Path, view: View) -> Paragraphs:
    from travaux.formats.docx import read

    draft = read(path.read_bytes()).accepting("all" if view == "accept" else "none")
    return filled(draft.text.split("\n"))


def with_pandoc(path: Path, view: View) -> Paragraphs:
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "-f", "docx", "-t", "json", f"--track-changes={view}", str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    return filled(list(_pandoc_blocks(json.loads(done.stdout)["blocks"])))


def _pandoc_blocks(node: object) -> Iterator[str]:
    """Yields the words of every paragraph in pandoc's own tree."""
    if isinstance(node, list):
        for child in node:
            yield from _pandoc_blocks(child)
    elif isinstance(node, dict):
        if node.get("t") in ("Para", "Plain"):
            yield "".join(_pandoc_words(node["c"]))
        elif node.get("t") == "Header":
            yield "".join(_pandoc_words(node["c"][2]))
        else:
            yield from _pandoc_blocks(list(node.values()))


def _pandoc_words(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _pandoc_words(child)
    elif isinstance(node, dict):
        kind = node.get("t")
        if kind == "Str":
            yield str(node["c"])
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif kind == "Math":
            yield str(node["c"][1])
        elif kind != "Note":
            yield from _pandoc_words(node.get("c"))


def with_docx_revisions(path: Path, view: View) -> Paragraphs:
    from docx_revisions import RevisionDocument

    document = RevisionDocument(str(path))
    document.accept_all() if view == "accept" else document.reject_all()
    saved = io.BytesIO()
    document.save(saved)
    return walked(saved.getvalue())


def with_docx_scalpel(path: Path, view: View) -> Paragraphs:
    import docx_scalpel

    change = docx_scalpel.docx_diff_accept_revisions if view == "accept" else docx_scalpel.docx_diff_reject_revisions
    return walked(change(path.read_bytes()))


def with_python_docx(path: Path, view: View) -> Paragraphs:
    """python-docx has no accept or reject: what its `.text` gives is all there is."""
    import docx

    return filled(list(_python_docx(docx.Document(str(path)))))


def _python_docx(container: object) -> Iterator[str]:
    for block in container.iter_inner_content():  # type: ignore[attr-defined]
        if hasattr(block, "rows"):
            for row in block.rows:
                for cell in row.cells:
                    yield from _python_docx(cell)
        else:
            yield block.text


TOOLS: dict[str, Tool] = {
    "Travaux": with_travaux,
    "docx-scalpel": with_docx_scalpel,
    "pandoc": with_pandoc,
    "docx-revisions": with_docx_revisions,
    "python-docx": with_python_docx,
}


def is_right(tool: Tool, case: Case, *, own: bool) -> bool:
    try:
        found = tool(case.tracked, case.view)
        return found == walked(case.sibling.read_bytes()) or (own and found == tool(case.sibling, case.view))
    except Exception:
        return False


def main() -> None:
    todo = cases()
    rows = []
    for name, tool in TOOLS.items():
        right = {case: is_right(tool, case, own=name != "Travaux") for case in todo}
        by_view = [
            f"{sum(right[c] for c in todo if c.view == view)} / {sum(c.view == view for c in todo)}"
            for view in ("accept", "reject")
        ]
        took = seconds(partial(_all, tool, todo), runs=1)
        rows.append([name, f"{sum(right.values())} / {len(todo)}", *by_view, f"{took:.2f}"])
    show(
        f"Tracked changes in {len({case.tracked for case in todo})} Word files: cases with every paragraph right",
        ["tool", "right", "accepted", "rejected", "seconds for all"],
        rows,
    )


def _all(tool: Tool, todo: list[Case]) -> None:
    for case in todo:
        with contextlib.suppress(Exception):
            tool(case.tracked, case.view)


if __name__ == "__main__":
    main()
