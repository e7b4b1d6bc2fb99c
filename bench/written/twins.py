"""Twins: a written report changed in one respect, its gold changed alike.

The lines of a file's third part, each a twin:

    swap A = B; C = D           names exchanged, in the report and in the gold
    rename A > B; C > D         names replaced
    dates A > B                 dates moved
    negate A > B                a denial made an affirmation, or the other way round
    order 2 1 3                 paragraphs in another order
    cut a2: words >> -d1 ...    a passage taken out; a2 goes with it, and after ">>": -d1 an item, -due d1 a part of
                                one, -a1:2 the second piece of a content
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bench.written.gold import Slip, Written, divided, parsed


def twins(report: Written) -> Iterator[Written]:
    """Yields the twins of a report."""
    for line in report.twins:
        kind, _, rest = line.strip().partition(" ")
        if not kind:
            continue
        kind = kind.rstrip(":")
        if kind == "order":
            yield _ordered(report, [int(each) - 1 for each in rest.split()])
        elif kind == "cut":
            yield _cut(report, line.strip()[len("cut") :])
        elif kind in ("swap", "rename", "dates", "negate"):
            pairs = list(_pairs(rest, both=kind == "swap"))
            yield parsed(report.name, _replaced(report, pairs), kind)
        else:
            raise Slip(f"{report.name}: no twin is made by {kind}")


def _pairs(rest: str, *, both: bool) -> Iterator[tuple[str, str]]:
    for each in rest.split("; "):
        old, _, new = each.partition(" = " if both else " > ")
        if not old or not new:
            raise Slip(f"{each!r} is no pair")
        yield old, new
        if both:
            yield new, old


def _replaced(report: Written, pairs: list[tuple[str, str]]) -> str:
    head, gold, _ = divided(report.source)
    table = dict(pairs)
    longest = sorted(table, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(old)}" for old in longest))
    changed = pattern.sub(lambda found: table[found[0]], head)
    if changed == head:
        raise Slip(f"{report.name}: {pairs} changes nothing")
    return f"{changed}--\n{pattern.sub(lambda found: table[found[0]], gold)}--\n"


def _ordered(report: Written, order: list[int]) -> Written:
    paragraphs = report.text.strip("\n").split("\n\n")
    if sorted(order) != list(range(len(paragraphs))):
        raise Slip(f"{report.name}: {order} is no order of {len(paragraphs)} paragraphs")
    if order == sorted(order):
        return replace(report, twin="order")
    text = "\n\n".join(paragraphs[place] for place in order) + "\n"
    return parsed(report.name, _with(report, text, divided(report.source)[1]), "order")


def _cut(report: Written, rest: str) -> Written:
    names, _, passage = rest.partition(":")
    passage, _, orders = passage.partition(" >> ")
    passage = passage.strip()
    if report.text.count(passage) != 1:
        raise Slip(f"{report.name}: {passage!r} does not stand in the text once")
    text = re.sub(r"\n{3,}", "\n\n", report.text.replace(passage, "").strip("\n")) + "\n"
    text = re.sub(r" +\n", "\n", text)
    gone, parts, pieces = set(names.split()), [], {}
    for order in re.findall(r"-(\S+(?: (?!-)\S+)?)", orders):
        if ":" in order:
            name, _, number = order.partition(":")
            pieces[name] = int(number)
        elif " " in order:
            parts.append(tuple(order.split()))
        elif order != "answers":
            gone.add(order)
    gold = _without(divided(report.source)[1], gone, parts, pieces)
    return parsed(report.name, _with(report, text, gold), "cut")


def _without(gold: str, gone: set[str], parts: list[tuple[str, ...]], pieces: dict[str, int]) -> str:
    kept, name = [], ""
    for line in gold.splitlines():
        if line and not line.startswith(" "):
            name = line.split()[1]
        words = line.split()
        if name in gone or (words and (words[0].rstrip("?"), name) in parts):
            continue
        if words and words[0] == "content" and name in pieces:
            split = line.split(" | ")
            del split[pieces[name] - 1]
            line = " | ".join(split)
        for other in gone:
            line = re.sub(rf"; (in|answers) {other}\b", "", line)
            line = re.sub(rf"\bis in {other}(; |$)", "is ", line)
        kept.append(line.rstrip() if line.strip() != "is" else "")
    return "\n".join(kept) + "\n"


def _with(report: Written, text: str, gold: str) -> str:
    head = [
        line
        for line in (f"date {report.date}" * bool(report.date), f"outlet {report.outlet}" * bool(report.outlet))
        if line
    ]
    return "\n".join([*head, "", text, "--", gold + "--", ""])
