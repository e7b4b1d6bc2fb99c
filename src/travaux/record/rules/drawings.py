"""Drawings: a pack of rules as a table and as a diagram, from the rows themselves, so that neither can go stale."""

from __future__ import annotations

from collections.abc import Iterable

from travaux.record.acts import ACTS, Act
from travaux.record.rules.verdicts import Rule


def table(rules: Iterable[Rule]) -> str:
    """Returns rows as a Markdown table."""
    lines = ["| rule | judges | demands | source | else |", "|---|---|---|---|---|"]
    for rule in rules:
        cured = ", until confirmed" if rule.cured else ""
        cells = (f"`{rule.name}`", judged(rule.acts), rule.demands, rule.source, f"{rule.otherwise}{cured}")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def diagram(rules: Iterable[Rule]) -> str:
    """Returns rows as a Mermaid flow chart: from acts through what is demanded of them to a verdict where it fails."""
    rows = tuple(rules)
    groups = dict.fromkeys(rule.acts for rule in rows)
    names = {group: f"acts{place}" for place, group in enumerate(groups, 1)}
    lines = ["flowchart LR", *(f'  {names[group]}(["{_wrapped(judged(group))}"])' for group in groups)]
    for place, rule in enumerate(rows, 1):
        lines.append(f'  {names[rule.acts]} --> rule{place}["{rule.name}<br>{rule.source}"]')
        lines.append(f"  rule{place} -- does not hold --> {rule.otherwise}")
        if rule.cured:
            lines.append(f"  rule{place} -. confirmed since .-> valid")
    if any(rule.cured for rule in rows):
        lines.append("  valid{{valid}}")
    lines += [f"  {each}{{{{{each}}}}}" for each in ("defective", "unknown") if each in {r.otherwise for r in rows}]
    return "\n".join(lines) + "\n"


def judged(kinds: tuple[type[Act], ...]) -> str:
    """Returns the acts that a rule judges, in the order in which acts are listed."""
    if set(kinds) == set(ACTS.values()):
        return "every act"
    return ", ".join(kind.__name__ for kind in ACTS.values() if kind in kinds)


def _wrapped(text: str) -> str:
    return text.replace(", ", "<br>")
