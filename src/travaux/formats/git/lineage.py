"""From commits to the versions of one file: which blobs, in which order, made from which. Nothing here runs git.

A *node* is a file at a commit: its path there, and the digest of its content, or None where it does not stand. A node's
parents are the file at the commit's parents, under the name it had there. A *version* is a node whose content none of
the versions before it has:

- a commit that leaves the content as it was (a rename, a change elsewhere) adds no version;
- a merge whose content is that of one of its parents adds none, and what comes after has both sides as parents, the
  side whose content was kept first;
- a merge with a content of its own is a version with several parents;
- a version that others already lead to is not named twice among the parents.

The last version is the file at the last commit; where the rules above would let another stand last, the last
commit adds a version.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A file at a commit. `parents` are the places of other nodes in the list, all smaller than its own."""

    commit: str
    path: str
    blob: str | None
    parents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A version still without its text: the node it is, and the places of its parents among the steps."""

    commit: str
    path: str
    blob: str
    parents: tuple[int, ...]


def steps(nodes: Sequence[Node]) -> list[Step]:
    """Returns the versions among some nodes given parents first; the last node is the file at the last commit.

    >>> one, two = Node("a", "x", "1"), Node("b", "x", "2", (0,))
    >>> [step.commit for step in steps([one, two, Node("c", "x", "2", (1,))])]
    ['a', 'b']
    """
    found: list[Step] = []
    standing: list[tuple[int, ...]] = []
    for place, node in enumerate(nodes):
        before = _leading(found, [step for parent in node.parents for step in standing[parent]])
        same = [step for step in before if found[step].blob == node.blob]
        last = place == len(nodes) - 1
        if node.blob is None or (same and not (last and before != [len(found) - 1])):
            standing.append(tuple(dict.fromkeys([*same, *before])))
            continue
        found.append(Step(node.commit, node.path, node.blob, tuple(dict.fromkeys([*same, *before]))))
        standing.append((len(found) - 1,))
    return found


def _leading(found: Sequence[Step], candidates: Sequence[int]) -> list[int]:
    """Returns the candidates, once each, that no other candidate was made from."""
    different = list(dict.fromkeys(candidates))
    if len(different) < 2:
        return different
    behind: set[int] = set()
    oldest = min(different)
    waiting = [parent for step in different for parent in found[step].parents]
    while waiting:
        step = waiting.pop()
        if step >= oldest and step not in behind:
            behind.add(step)
            waiting.extend(found[step].parents)
    return [step for step in different if step not in behind]
