"""A showcase in a folder, which any web server may serve. A file has its name once it is on the disk, whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from travaux.errors import StoreFailed
from travaux.stores import durability
from travaux.stores.showcase import Shown
from travaux.stores.turns import Turns


class FolderShowcase:
    """A folder with the files of a log."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self._folder = Path(folder)

    def __str__(self) -> str:
        return str(self._folder)

    def read(self, path: str) -> Shown | None:
        """Returns a file, or None where there is none."""
        with _told(self._folder / path):
            try:
                return Shown((self._folder / path).read_bytes())
            except (FileNotFoundError, NotADirectoryError):
                return None

    def add(self, path: str, content: bytes) -> bool:
        """Puts a file there; returns False, and does nothing, where there is one already."""
        place = self._folder / path
        if place.exists():
            return False
        with _told(place), _made(place, content) as made:
            try:
                os.link(made, place)
            except FileExistsError:
                return False
            durability.sync_folder(place.parent)
        return True

    def replace(self, path: str, content: bytes, shown: Shown | None) -> bool:
        """Puts a file in the place of the one that was read, None for none; returns False where it is not that now."""
        place = self._folder / path
        with _told(place), _made(place, content) as made:
            turns = Turns(place.with_name(f".{place.name}"))
            with turns.turn():
                same = self.read(path) == shown
                if same:
                    made.replace(place)
                    durability.sync_folder(place.parent)
                turns.clear()
        return same


@contextmanager
def _made(place: Path, content: bytes) -> Iterator[Path]:
    """Writes a file that everybody may read, under another name beside its place."""
    new = [each for each in (place.parent, *place.parent.parents) if not each.exists()]
    place.parent.mkdir(parents=True, exist_ok=True)
    for each in new:
        durability.sync_folder(each.parent)
    with durability.made(place, content, 0o644) as made:
        yield made


@contextmanager
def _told(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise StoreFailed(f"{place}: {os.strerror(fault.errno or 0).lower()}") from None
