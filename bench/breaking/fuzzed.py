"""One target under the fuzzer, in a process of its own: `python -m bench.breaking.fuzzed TARGET [OPTION …] FOLDER`.

Ours is watched line by line, and what is compared in it guides the fuzzer; libraries below are not.
"""

from __future__ import annotations

import logging
import sys

import atheris


def main(name: str, arguments: list[str]) -> None:
    """Fuzzes a target until a law breaks or the time is over; never returns."""
    logging.disable()
    atheris.enabled_hooks.add("str")
    with atheris.instrument_imports(include=["travaux"]):
        from bench.breaking.targets import TARGETS

        target = TARGETS[name]
        for seed in target.seeds:
            # Readers are imported when the first file of their kind is read.
            target.run(seed)
    atheris.Setup([sys.argv[0], *arguments], target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
