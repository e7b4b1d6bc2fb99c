"""Clocks: times that entries claim, and where they do not follow the order of the log. Nothing depends on them.

An entry may be written down long after it was done, or signed in one place and handed in at another later; and a clock
may stop, or be set. So a time that goes back is a fact about two claims, and says nothing of who is wrong. The order of
entries is that of the log, whatever their clocks say, and no time is ever put in the place of the one that was claimed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

APART = timedelta(minutes=5)
"""How far clocks may stand apart before it is told: entries are signed on several machines."""


def goes_back(before: str, after: str) -> bool:
    """Whether an entry claims a time (`2031-03-16T09:30:00Z`) that is well before that of the entry before it."""
    if not before or not after or after >= before:
        return False
    try:
        return datetime.fromisoformat(before) - datetime.fromisoformat(after) > APART
    except (ValueError, TypeError):
        return False  # no door lets such a time in; who reads a file from elsewhere is told by `verify`


def told(before: str) -> str:
    """Returns what is said of an entry whose time goes back, given the time of the entry before it."""
    return f"the entry before it claims a later time, {before[:10]} {before[11:16]} UTC"


LATE = "Written down later, or a clock was set: order is by entry"
"""What may be the reason, and what holds all the same."""
