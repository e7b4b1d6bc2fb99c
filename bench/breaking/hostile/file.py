"""What is tried: a file, or a folder of files, and the way in which somebody would have Travaux take it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Way = Literal["draft", "report", "comments", "history", "repository", "acts", "bundle", "policy", "record"]
"""As a draft, a report in prose, a form for comments that came back, an export with its history, a git repository, a
file of acts, a bundle, a file of logs and witnesses that are believed, a record."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """A hostile file: its name, its bytes, and the way in which it is taken in.

    `folder` holds the files of a folder, by their path in it; `links` its symbolic links. `big` is one that is large by
    right: it may take longer and more than two seconds and 256 MB, up to the limits of a reader's process.
    """

    name: str
    data: bytes = b""
    way: Way = "draft"
    folder: Mapping[str, bytes] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    big: bool = False

    def put(self, place: Path) -> Path:
        """Writes it into a folder, and returns where it lies."""
        path = place / self.name
        if not self.folder:
            path.write_bytes(self.data)
            return path
        for name, data in self.folder.items():
            file = path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        for name, target in self.links.items():
            link = path / name
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(target)
        return path
