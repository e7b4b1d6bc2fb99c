"""Branches: a clause while it still grows, and what it becomes when its last word is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from travaux.text.clauses import Clause, Span
from travaux.text.outline.numerals import Numeral

HEADING_LENGTH = 80


@dataclass(slots=True, eq=False)
class Branch:
    """A clause under construction: what will be in it, and where it stands among the others.

    `shape` and `value` tell whether the next label continues its list; `rank` and `level` how far out it stands;
    `indent` and `depth` how the page or the file sets it in.
    """

    kind: str
    label: str = ""
    number: str = ""
    heading: str = ""
    start: int = 0
    label_span: Span = (0, 0)
    shape: str = ""
    value: Numeral | None = None
    rank: int = 1000
    level: int | None = None
    indent: int = 0
    depth: int | None = None
    id: str = ""
    eid: str = ""
    quoted: bool = False
    own: list[Span] = field(default_factory=list)
    children: list[Branch] = field(default_factory=list)
    sealed: bool = False
    """Whether something else stood since its last own words, so that the next ones are a span of their own."""

    def add(self, start: int, end: int) -> None:
        """Takes characters as the clause's own words, joined to the last ones if nothing stands between."""
        if start >= end:
            return
        if self.own and not self.sealed:
            self.own[-1] = (self.own[-1][0], end)
        else:
            self.own.append((start, end))
        self.sealed = False

    def open(self, child: Branch) -> Branch:
        """Takes a clause in as its last child."""
        self.children.append(child)
        self.sealed = True
        return child

    def place_name(self, order: int) -> str:
        """Returns what stands for the clause in a path; `order` is its place among its siblings without a label."""
        if self.label:
            return self.label
        heading = self.heading
        if len(heading) > HEADING_LENGTH:
            heading = heading[:HEADING_LENGTH].rstrip() + "…"
        return heading or f"{self.kind} {order}"


def grown(branches: list[Branch]) -> tuple[Clause, ...]:
    """Returns the finished clauses; no recursion, so that no nesting is too deep."""
    paths: dict[int, tuple[str, ...]] = {}
    order: list[Branch] = []
    waiting: list[tuple[list[Branch], tuple[str, ...]]] = [(branches, ())]
    while waiting:
        siblings, above = waiting.pop()
        seen: dict[str, int] = {}
        for branch in siblings:
            seen[branch.kind] = seen.get(branch.kind, 0) + 1
            paths[id(branch)] = (*above, branch.place_name(seen[branch.kind]))
            order.append(branch)
            waiting.append((branch.children, paths[id(branch)]))
    done: dict[int, Clause] = {}
    for branch in reversed(order):
        done[id(branch)] = _clause(branch, paths[id(branch)], tuple(done.pop(id(child)) for child in branch.children))
    return tuple(done[id(branch)] for branch in branches)


def _clause(branch: Branch, path: tuple[str, ...], children: tuple[Clause, ...]) -> Clause:
    ends = [branch.start, branch.label_span[1], *(end for _, end in branch.own), *(child.span[1] for child in children)]
    return Clause(
        branch.kind,
        branch.label,
        number=branch.number,
        heading=branch.heading,
        span=(branch.start, max(ends)),
        label_span=branch.label_span,
        own=tuple(branch.own),
        path=path,
        id=branch.id,
        eid=branch.eid,
        quoted=branch.quoted,
        children=children,
    )
