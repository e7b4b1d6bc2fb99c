"""A paper as one JSON object for programs: the same words in the same order, with what each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from importlib import metadata
from typing import Any

from travaux.papers.paper import Block, Cell, Chart, Heading, Paper, Paragraph, Table

Object = dict[str, Any]

_VERSION = metadata.version("travaux")


def paper_object(paper: Paper) -> Object:
    """Returns what `paper --json` prints, and what the desk hands out as `.json`."""
    return {
        "travaux": _VERSION,
        "format": "paper/1",
        "kind": paper.kind,
        "title": paper.title,
        "summary": paper.summary,
        "facts": [{"term": term, "detail": detail} for term, detail in paper.facts],
        "blocks": [_block(block) for block in paper.blocks],
        "legend": [_plain(sign) for sign in paper.legend],
        "notes": [_paragraph(note) for note in paper.notes],
        "remarks": list(paper.remarks),
        "language": paper.language,
    }


def _block(block: Block) -> Object:
    match block:
        case Heading():
            return {"block": "heading", **_plain(block)}
        case Paragraph():
            return {"block": "paragraph", **_paragraph(block)}
        case Table():
            return {"block": "table", **_table(block)}
        case Chart():
            return {
                "block": "chart", "title": block.title, "lanes": list(block.lanes), "key": block.key,
                "ticks": [{"place": place, "label": label} for place, label in block.ticks],
                "drawn": [_plain(each) for each in block.drawn], "twin": _table(block.twin),
            }  # fmt: skip


def _table(table: Table) -> Object:
    return {
        "caption": table.caption,
        "key": table.key,
        "columns": [_plain(column) for column in table.columns],
        "rows": [
            {"key": row.key, "tone": row.tone, "cells": [_cell(cell) for cell in row.cells]} for row in table.rows
        ],
    }


def _cell(cell: Cell) -> Object:
    return {"tone": cell.tone, "paragraphs": [_paragraph(each) for each in cell.paragraphs]}


def _paragraph(paragraph: Paragraph) -> Object:
    return {**_plain(paragraph, ("runs",)), "runs": [_plain(run) for run in paragraph.runs]}


def _plain(thing: object, without: Sequence[str] = ()) -> Object:
    """Returns the fields of a small value that say something."""
    found: Object = {}
    for each in fields(thing):  # type: ignore[arg-type]  # every value of a paper is a dataclass
        value = getattr(thing, each.name)
        if each.name not in without and value not in ("", None, False):
            found[each.name] = value.name if each.name in ("by", "outer_by") else value
    return found
