"""The bridge: from places in the new draft's text to places in the last draft, over two rows laid beside each other."""

from __future__ import annotations

from bisect import bisect_right

from travaux.text.audit.overlay import Overlay


class Bridge:
    """Tells which words of the new draft stood in the last one, and where."""

    def __init__(self, laid: Overlay) -> None:
        self.laid = laid
        self._stretches = [stretch for stretch in laid.new.stretches if stretch.stands]
        self._places = [stretch.place for stretch in self._stretches]

    def row(self, place: int) -> int | None:
        """Returns where a character of the new draft's text is in its row, or None where it was left out of it."""
        number = bisect_right(self._places, place) - 1
        if number < 0:
            return None
        stretch = self._stretches[number]
        at = stretch.start + place - stretch.place
        return at if at < stretch.end else None

    def match(self, place: int) -> int | None:
        """Returns where a character of the new draft's text stood in the last row, or None where it is new."""
        at = self.row(place)
        return None if at is None else self.laid.match(at)

    def is_new(self, start: int, end: int) -> bool:
        """Tells whether a word did not stand in the last draft."""
        return all(self.match(place) is None for place in (start, end - 1))
