"""Days as prose writes them. A date that is not ISO 8601 is given as it was told."""

from __future__ import annotations

import re

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?=$|T)")


def day(date: str) -> str:
    """Returns the day of a date, without its time.

    >>> day("2031-03-28T17:45:00Z"), day("2031-03-09"), day("about Easter")
    ('28 March 2031', '9 March 2031', 'about Easter')
    """
    found = _DATE.match(date)
    if not found:
        return date
    year, month, number = found.groups()
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"
