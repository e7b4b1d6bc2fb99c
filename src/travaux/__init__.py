"""Travaux keeps the record of a negotiated text: what really changed, who put every word there, who took words out.

>>> import travaux
>>> first = travaux.Draft("The Parties shall cooperate.")
>>> second = travaux.Draft("The Parties may cooperate fully.")
>>> [(token.text, token.origin.draft) for token in travaux.trace([first, second]).tokens]
[('The', 0), ('Parties', 0), ('may', 1), ('cooperate', 0), ('fully', 1), ('.', 0)]
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from travaux.errors import Forked as Forked
    from travaux.errors import Malformed as Malformed
    from travaux.errors import NotPermitted as NotPermitted
    from travaux.errors import Refused as Refused
    from travaux.errors import StoreFailed as StoreFailed
    from travaux.errors import TravauxError as TravauxError
    from travaux.errors import Unreadable as Unreadable
    from travaux.formats import history as history
    from travaux.formats import read as read
    from travaux.formats.press import write as write
    from travaux.formats.report import read_report as read_report
    from travaux.papers.paper import Paper as Paper
    from travaux.secretariat.answering import check as check
    from travaux.secretariat.answering import disclose as disclose
    from travaux.secretariat.desk import Receipt as Receipt
    from travaux.secretariat.opening import new as new
    from travaux.secretariat.opening import open as open  # noqa: A004 (a record is opened, as a file is)
    from travaux.secretariat.records import Record as Record
    from travaux.secretariat.verifying import verify as verify
    from travaux.secretariat.viewers import Viewer as Viewer
    from travaux.text.align import Alignment as Alignment
    from travaux.text.align import align as align
    from travaux.text.audit import Audit as Audit
    from travaux.text.audit import audit as audit
    from travaux.text.brackets import Bracketed as Bracketed
    from travaux.text.brackets import brackets as brackets
    from travaux.text.clauses import Clause as Clause
    from travaux.text.drafts import Draft as Draft
    from travaux.text.drafts import Hand as Hand
    from travaux.text.history import Version as Version
    from travaux.text.manuscripts import Manuscript as Manuscript
    from travaux.text.origins import Origin as Origin
    from travaux.text.origins import Trace as Trace
    from travaux.text.redline import Redline as Redline
    from travaux.text.redline import compare as compare
    from travaux.text.trace import trace as trace

__version__ = "0.1.0"

# Each name is imported when it is first asked for, so that `travaux --help` answers at once.
_HOME = {
    "Alignment": "travaux.text.align",
    "Audit": "travaux.text.audit",
    "Bracketed": "travaux.text.brackets",
    "Clause": "travaux.text.clauses",
    "Draft": "travaux.text.drafts",
    "Forked": "travaux.errors",
    "Hand": "travaux.text.drafts",
    "Malformed": "travaux.errors",
    "Manuscript": "travaux.text.manuscripts",
    "NotPermitted": "travaux.errors",
    "Origin": "travaux.text.origins",
    "Paper": "travaux.papers.paper",
    "Receipt": "travaux.secretariat.desk",
    "Record": "travaux.secretariat.records",
    "Redline": "travaux.text.redline",
    "Refused": "travaux.errors",
    "StoreFailed": "travaux.errors",
    "Trace": "travaux.text.origins",
    "TravauxError": "travaux.errors",
    "Unreadable": "travaux.errors",
    "Version": "travaux.text.history",
    "Viewer": "travaux.secretariat.viewers",
    "align": "travaux.text.align",
    "audit": "travaux.text.audit",
    "brackets": "travaux.text.brackets",
    "check": "travaux.secretariat.answering",
    "compare": "travaux.text.redline",
    "disclose": "travaux.secretariat.answering",
    "history": "travaux.formats",
    "new": "travaux.secretariat.opening",
    "open": "travaux.secretariat.opening",
    "read": "travaux.formats",
    "read_report": "travaux.formats.report",
    "trace": "travaux.text.trace",
    "verify": "travaux.secretariat.verifying",
    "write": "travaux.formats.press",
}

__all__ = sorted([*_HOME, "__version__"])


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'travaux' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
