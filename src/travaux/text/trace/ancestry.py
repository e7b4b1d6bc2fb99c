"""Ancestry: which draft descends from which."""

from __future__ import annotations


class Ancestry:
    """The parents of the drafts read so far."""

    def __init__(self) -> None:
        self._parents: list[tuple[int, ...]] = []
        self._known: dict[tuple[int, int], bool] = {}
        self.branched = False
        """Whether some draft was made from another than the one before it."""

    def add(self, draft: int, parents: tuple[int, ...]) -> None:
        """Enters the next draft."""
        self._parents.append(parents)
        self.branched = self.branched or parents != ((draft - 1,) if draft else ())

    def related(self, one: int, other: int) -> bool:
        """Returns whether two drafts are the same or one descends from the other."""
        if not self.branched:
            return True
        pair = (min(one, other), max(one, other))
        if pair not in self._known:
            self._known[pair] = self._descends(*pair)
        return self._known[pair]

    def _descends(self, earlier: int, later: int) -> bool:
        pending, seen = [later], {later}
        while pending:
            draft = pending.pop()
            if draft == earlier:
                return True
            pending += [p for p in self._parents[draft] if p >= earlier and p not in seen]
            seen.update(self._parents[draft])
        return False
