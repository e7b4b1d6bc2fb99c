"""Limits under which files that were sent to the desk are read, each in a process of its own."""

from __future__ import annotations

MEGABYTES = 200
"""How much memory reading a file may take, beyond what its reader is itself."""

SECONDS = 20
"""How much processor time it may take."""
