"""The object that `travaux brackets --json` prints, as `docs/formats/json.md` promises it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Literal

from travaux.cli.objects import Object, clause_object, draft_object, head
from travaux.text.brackets import Bracketed
from travaux.text.brackets.slots import Note, Options, Run, Slot
from travaux.text.drafts import Draft


def brackets_object(found: Bracketed, draft: Draft, reading: Literal["all", "first", "none"] | None) -> Object:
    """Returns the brackets of a draft: slots and notes, sets of options, defects and counts; a reading if asked for."""
    parts = list(found.walk())
    runs = [part for part in parts if isinstance(part, Run)]
    shape: Object = {
        **head("brackets/1", found.rule),
        "draft": draft_object(draft, "draft"),
        "brackets": [_bracket(part, draft, runs) for part in parts if isinstance(part, (Slot, Note))],
        "options": [_options(part) for part in parts if isinstance(part, Options)],
        "defects": [asdict(defect) for defect in found.defects],
        "counts": asdict(found.counts),
    }
    return shape if reading is None else {**shape, "reading": found.reading(reading)}


def _bracket(part: Slot | Note, draft: Draft, runs: Sequence[Run]) -> Object:
    run = next((run for run in runs if part in run.slots), None) if isinstance(part, Slot) else None
    others = [slot for slot in run.slots if slot != part] if run else []
    return {
        "kind": "square" if isinstance(part, Slot) else "brace",
        "start": part.start,
        "end": part.end,
        "depth": part.depth,
        "cause": part.cause,
        "closed": part.closed if isinstance(part, Slot) else True,
        "alternatives": [[slot.start, slot.end] for slot in others],
        "sure": run.sure if run else True,
        "clause": clause_object(draft.clause_at(part.start)),
    }


def _options(part: Options) -> Object:
    return {
        "start": part.start,
        "end": part.end,
        "options": [
            {
                "label": option.label,
                "number": option.number,
                "start": option.start,
                "end": option.end,
                "words": option.words_start,
                "silent": option.silent,
            }
            for option in part.options
        ],
    }
