"""`python -m bench [NAME …]` runs every comparison, or those named, and prints their tables."""

from __future__ import annotations

import importlib
import sys

NAMES = [
    "origins",
    "speed",
    "corpus",
    "alignment",
    "tracked",
    "reading_docx",
    "brackets",
    "audits",
    "log",
    "folding",
    "appends",
    "reading",
    "reports",
    "web",
]


def main(names: list[str]) -> None:
    for name in names or NAMES:
        importlib.import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
