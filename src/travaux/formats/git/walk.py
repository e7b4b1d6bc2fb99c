"""Following one file back through the commits: under which name it stood at each, and with which content."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.formats.git.lineage import Node
from travaux.formats.git.program import Repository

Place = tuple[str, str]
"""A commit and a path in it."""


class Walk:
    """A walk from the last commit to the first. `commits` gives the parents of each, children before parents."""

    def __init__(self, repository: Repository, commits: Mapping[str, tuple[str, ...]]) -> None:
        self._repository = repository
        self._commits = commits
        self._blobs: dict[str, dict[str, str]] = {}
        self._renames: dict[tuple[str, str], dict[str, str]] = {}
        self._before: dict[Place, list[Place]] = {}
        self._names: set[str] = set()
        # Sides of merges that lack a file which the other side has: looked at once its names are known.
        self._lacking: list[tuple[Place, int]] = []

    def nodes(self, commit: str, path: str) -> list[Node]:
        """Returns the file at every commit it may have come through, parents first, the given one last."""
        self._follow((commit, path))
        while self._lacking:
            place, side = self._lacking.pop()
            parent = self._commits[place[0]][side]
            old = self._old_name(parent, place)
            self._before[place][side] = (parent, old if old in self._names else place[1])
            self._follow(self._before[place][side])
        order = {commit: number for number, commit in enumerate(reversed(tuple(self._commits)))}
        places = sorted(self._before, key=lambda place: (order[place[0]], place[1]))
        numbers = {place: number for number, place in enumerate(places)}
        return [
            Node(*place, self._blob(*place), tuple(dict.fromkeys(numbers[before] for before in self._before[place])))
            for place in places
        ]

    def _follow(self, start: Place) -> None:
        waiting = [start]
        while waiting:
            place = waiting.pop()
            if place in self._before:
                continue
            self._names.add(place[1])
            befores = self._before[place] = []
            for side, parent in enumerate(self._commits[place[0]]):
                befores.append((parent, self._name_before(parent, place)))
                if self._is_lacking(parent, place):
                    self._lacking.append((place, side))
                else:
                    waiting.append(befores[-1])

    def _is_lacking(self, parent: str, place: Place) -> bool:
        commit, path = place
        has = [self._blob(each, path) is not None for each in self._commits[commit]]
        return self._blob(*place) is not None and self._blob(parent, path) is None and any(has)

    def _name_before(self, parent: str, place: Place) -> str:
        """Returns the name of the file at a parent of a place: the same, unless it was renamed just then."""
        commit, path = place
        if self._blob(commit, path) is None or any(self._blob(each, path) for each in self._commits[commit]):
            return path
        return self._old_name(parent, place) or path

    def _old_name(self, parent: str, place: Place) -> str | None:
        commit, path = place
        if (parent, commit) not in self._renames:
            self._renames[parent, commit] = self._renames_between(parent, commit)
        return self._renames[parent, commit].get(path)

    def _renames_between(self, parent: str, commit: str) -> dict[str, str]:
        """Returns the old name of every file renamed between two commits, half its content or more kept."""
        options = ("-r", "-z", "--raw", "-M50%", "-l1000", "--diff-filter=R", "--no-ext-diff", "--no-textconv")
        fields = self._repository.ask("diff-tree", *options, parent, commit).decode("utf-8", "surrogateescape")
        parts = fields.split("\0")
        return {new: old for old, new in zip(parts[1::3], parts[2::3], strict=False)}

    def _blob(self, commit: str, path: str) -> str | None:
        """Returns the digest of a file at a commit; the first question about a name asks for every commit at once."""
        if path not in self._blobs:
            kinds = self._repository.kinds(f"{each}:{path}" for each in self._commits)
            found = zip(self._commits, kinds, strict=True)
            self._blobs[path] = {each: kind[0] for each, kind in found if kind and kind[1] == "blob"}
        return self._blobs[path].get(commit)
