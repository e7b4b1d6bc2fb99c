"""The page of acts: a heading for every act, its fields, an example that is read, and the rules that judge it."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest

from travaux.canon import from_text, to_text
from travaux.record import entries, phrases, rules, wire
from travaux.record.acts import ACTS, Act
from travaux.record.dates import bounds
from travaux.record.disclosures import by_digest
from travaux.record.rules.plain import KEPT

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "acts.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
EVERY = {"takes-part", "signed-or-recorded"}


def test_every_act_has_a_heading_and_no_other_has() -> None:
    assert [kind.__name__ for kind in ACTS.values() if kind.__name__ not in SECTIONS] == []
    assert len(SECTIONS) == len(ACTS)


@pytest.mark.parametrize("kind", ACTS.values(), ids=list(ACTS))
def test_fields_are_those_of_the_act(kind: type[Act]) -> None:
    told = re.findall(r"^\| `(\w+)` \|", SECTIONS[kind.__name__], re.MULTILINE)
    assert told == [each.name.removesuffix("_") for each in dataclasses.fields(kind)]


def example(kind: type[Act]) -> tuple[dict[str, Any], wire.Shown]:
    """Returns the example under a heading as a whole line, and what it discloses."""
    blocks = re.findall(r"^```json\n(.*?)^```", SECTIONS[kind.__name__], re.MULTILINE | re.DOTALL)
    assert len(blocks) == 1
    shown = json.loads(blocks[0])
    disclosures = by_digest(shown.pop("disclosures", []))
    around = {"v": 1, "log": "example.com/velm-valley", "after": {"size": 0, "root": "0" * 64}, "seq": 0}
    return {**around, **shown, **({"_sd_alg": "sha-256"} if disclosures else {})}, wire.Shown(disclosures)


@pytest.mark.parametrize("kind", ACTS.values(), ids=list(ACTS))
def test_the_example_is_an_entry(kind: type[Act]) -> None:
    line, shown = example(kind)
    read = entries.from_value(from_text(to_text(line)), shown)
    assert type(read.act) is kind
    assert shown.met == set(shown.disclosures)
    digests = {each.name + each.value: digest for digest, each in shown.disclosures.items()}
    assert to_text(entries.to_value(read, lambda name, value: digests[name + value])) == to_text(line)
    assert entries.from_value(line, wire.Shown()).act == read.act or shown.disclosures


@pytest.mark.parametrize("kind", ACTS.values(), ids=list(ACTS))
def test_the_rules_that_judge_it_are_named(kind: type[Act]) -> None:
    parts = [", ".join(f"`{rule.name}`" for rule in KEPT if kind in rule.acts and rule.name not in EVERY)]
    for name, pack in rules.PACKS.items():
        own = ", ".join(f"`{rule.name}`" for rule in pack.rules if kind in rule.acts and rule not in KEPT)
        parts.append(f"in `{name}` {own}" if own else "")
    said = "; ".join(filter(None, parts)) or "no rule of its own"
    assert f"\nJudged by {said}.\n" in SECTIONS[kind.__name__]


def test_sources_in_the_packs_lead_to_headings() -> None:
    sources = {rule.source for pack in rules.PACKS.values() for rule in pack.rules}
    named = {source.partition(", ")[2] for source in sources if source.startswith("docs/acts.md")}
    assert named <= set(SECTIONS)


def test_dates_in_examples_are_dates() -> None:
    """Every date of every example, by its place in the JSON: what is relative was read by the convention it names."""
    found = re.findall(r'"edtf": "([^"]+)"', PAGE)
    assert len(found) >= 10
    assert [bounds(edtf) for edtf in found if bounds(edtf) == (None, None)] == []
    words = re.findall(r'"edtf": "([^"]+)",\s+"words": "([^"]+)"(?:,\s+"reference": "([^"]+)")?', PAGE)
    assert [phrases.read(said, reference=day or "2031-03-03").edtf for _, said, day in words] == [
        e for e, _, _ in words
    ]
