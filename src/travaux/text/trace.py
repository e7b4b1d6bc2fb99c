"""The trace: an origin for every word, by the rule `travaux-trace/1`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from travaux.text.drafts import Draft
from travaux.text.history import Version
from travaux.text.origins import Trace

RULE = "travaux-trace/1"


def trace(history: Iterable[Draft | Version], *, progress: Callable[[int], None] | None = None) -> Trace:
    """Returns the origin of every token of the last draft of a history."""
    raise NotImplementedError
