"""One target under the fuzzer, in a process of its own: `python -m bench.breaking.fuzzed TARGET [OPTION …] FOLDER`.

Ours is watched line by line, and what is compared in it guides the fuzzer; libraries below are not.
"""

from __future__ import annotations

import importlib
import logging
import sys
from typing import TYPE_CHECKING, cast

import atheris

if TYPE_CHECKING:
    from bench.breaking.targets.target import Target


def main(name: str, arguments: list[str]) -> None:
    """Fuzzes a target until a law breaks or the time is over; never returns."""
    logging.disable()
    atheris.enabled_hooks.add("str")
    with atheris.instrument_imports(include=["travaux"]):
        target = _found(name)
        for seed in target.seeds:
            # Readers are imported when the first file of their kind is read.
            target.run(seed)
    atheris.Setup([sys.argv[0], *arguments], target.run)
    atheris.Fuzz()


def _found(name: str) -> Target:
    """Returns a target; no more is imported, and watched, than it takes to find it."""
    for part in ("evidence", "saying", "files"):
        module = importlib.import_module(f"bench.breaking.targets.{part}")
        for target in module.TARGETS:
            if target.name == name:
                return cast("Target", target)
    raise KeyError(name)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
