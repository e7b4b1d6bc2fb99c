"""What others wrote and we hand on is, byte for byte, what is said of it."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import travaux.web

STATIC = Path(travaux.web.__file__).parent / "static"


def test_each_file_of_others_has_its_digest() -> None:
    listed = re.findall(r"^(\S+\.js) .*\n\s+SHA-256 ([0-9a-f]{64})$", (STATIC / "VENDORED").read_text(), re.MULTILINE)
    assert [name for name, _ in listed] == ["htmx.min.js"]
    assert [digest for _, digest in listed] == [sha256((STATIC / name).read_bytes()).hexdigest() for name, _ in listed]
