"""Quotations: text of another law between quotation marks, with numbers of its own, as amending laws have it.

Each paragraph of a quotation may begin with a mark again; only the last one ends with one.
"""

from __future__ import annotations

import re

from travaux.text.outline.labels import labels_at
from travaux.text.outline.layout import Row

OPENING = "“‘„«\"'‹「『"
_CLOSING = {"“": "”", "‘": "’", "„": "“”", "«": "»", '"': '"', "'": "'", "‹": "›", "「": "」", "『": "』"}
_REACH = 400


def quoted_rows(text: str, rows: list[Row], place: int) -> int:
    """Returns how many rows from `place` on are a quotation that begins with a label, 0 if none begins there.

    >>> from travaux.text.outline.layout import layout
    >>> text = "“(1A) The authority may charge a fee.\\n(1B) It must publish it.”\\n(2) Next."
    >>> quoted_rows(text, layout(text).rows, 0)
    2
    """
    row = rows[place]
    sign = row.text[:1]
    if not sign or sign not in OPENING or row.verbatim:
        return 0
    labels = labels_at(text, row.start + 1, row.end) if row.end > row.start + 1 else ()
    if (
        not labels
        or labels[0].value is None
        or (not labels[0].kind and labels[0].text[-1] not in ").]—" and not _bare(labels[0].text))
    ):
        return 0
    return _reach(rows, place, sign)


def _bare(label: str) -> bool:
    return bool(re.fullmatch(r"\d{1,4}[A-Z]{1,3}", label))


def _reach(rows: list[Row], place: int, sign: str) -> int:
    closing = _CLOSING[sign]
    same = sign in closing
    balance = 0
    for count, row in enumerate(rows[place : place + _REACH], 1):
        words = row.text
        if count > 1 and words.startswith(sign):
            words = words[1:]
        if same:
            balance = (balance + words.count(sign)) % 2
        else:
            balance += words.count(sign) - sum(words.count(one) for one in closing if one != sign)
        if balance <= 0:
            return count
    return 1
