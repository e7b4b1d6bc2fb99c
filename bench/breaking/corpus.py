"""What the fuzzer found worth keeping: inputs by target, few and small, tried again wherever the tests run.

A file a target, `tests/faults/corpus/TARGET.jsonl`: an input a line, a JSON string of which each character is a byte
(ISO 8859-1). The smallest come first; so the same inputs are always the same file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "faults" / "corpus"
ROOM = 16_000
"""Bytes that a target may keep."""


def kept(name: str) -> list[bytes]:
    """Returns what is kept of a target."""
    path = FOLDER / f"{name}.jsonl"
    if not path.exists():
        return []
    return [json.loads(line).encode("latin-1") for line in path.read_text(encoding="ascii").splitlines()]


def keep(name: str, inputs: Iterable[bytes], *, room: int = ROOM) -> int:
    """Keeps inputs of a target, the smallest first, as many as there is room for; returns how many."""
    chosen, taken = [], 0
    for data in sorted(set(inputs), key=lambda data: (len(data), data)):
        taken += len(data)
        if taken > room:
            break
        chosen.append(json.dumps(data.decode("latin-1")))
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in chosen), encoding="ascii")
    return len(chosen)
