"""Writes the tables and diagrams of `rules.md` from the packs of rules. Run it after a row has changed."""

from __future__ import annotations

import re
from pathlib import Path

from travaux.record.rules import PACKS
from travaux.record.rules.drawings import diagram, table
from travaux.record.rules.plain import KEPT
from travaux.record.rules.verdicts import Rule

PAGE = Path(__file__).resolve().parent / "rules.md"
PART = re.compile(r"(<!-- (\S+): made by make_rules.py -->\n).*?(<!-- end -->)", re.DOTALL)


def rows(name: str) -> tuple[Rule, ...]:
    """Returns what is shown of a pack: the rows of every pack once, then only what a pack adds."""
    return KEPT if name == "every" else tuple(rule for rule in PACKS[name].rules if rule not in KEPT)


def made(page: str) -> str:
    """Returns a page with its parts made anew."""

    def part(found: re.Match[str]) -> str:
        shown = rows(found[2])
        return f"{found[1]}\n{table(shown)}\n```mermaid\n{diagram(shown)}```\n\n{found[3]}"

    return PART.sub(part, page)


if __name__ == "__main__":
    PAGE.write_text(made(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
