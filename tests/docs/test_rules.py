"""The guide to the rules is drawn from their tables, and whole."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from travaux.record import rules
from travaux.record.rules.drawings import diagram, table

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guides"
PAGE = (GUIDES / "rules.md").read_text(encoding="utf-8")


def test_tables_and_diagrams_are_those_of_the_packs() -> None:
    spec = importlib.util.spec_from_file_location("make_rules", GUIDES / "make_rules.py")
    assert spec is not None
    assert spec.loader is not None
    make_rules = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_rules)
    assert make_rules.made(PAGE) == PAGE, "run docs/guides/make_rules.py"


def test_every_pack_and_every_rule_is_on_the_page() -> None:
    for name, pack in rules.PACKS.items():
        assert f"\n## {name}\n" in PAGE
        assert [rule.name for rule in pack.rules if f"| `{rule.name}` |" not in PAGE] == []


def test_a_diagram_draws_every_row_and_no_node_that_is_not_there() -> None:
    for pack in rules.PACKS.values():
        drawn = diagram(pack.rules)
        nodes = set(re.findall(r"^  (\w+)[(\[{]", drawn, re.MULTILINE)) | set(re.findall(r"--> (rule\d+)\[", drawn))
        ends = re.findall(r"^  (\w+) -.*> (\w+)", drawn, re.MULTILINE)
        assert {end for edge in ends for end in edge} <= nodes
        assert drawn.count("<br>" + pack.rules[-1].source) >= 1
        assert len(re.findall(r"--> rule\d+\[", drawn)) == len(pack.rules)
        assert table(pack.rules).count("\n") == len(pack.rules) + 2
