"""The trace: an origin for every word, by the rule `travaux-trace/1`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from travaux.text.account import Account
from travaux.text.drafts import Draft
from travaux.text.history import Version, in_line
from travaux.text.origins import Trace
from travaux.text.tracing import Tracing

RULE = "travaux-trace/1"


def trace(history: Iterable[Draft | Version], *, progress: Callable[[int], None] | None = None) -> Trace:
    """Returns the origin of every token of the last draft of a history."""
    work = Tracing()
    versions: list[Version] = []
    draft = Draft("")
    for number, version in enumerate(in_line(history)):
        work.read(number, version)
        draft = version.draft
        versions.append(replace(version, draft=Draft("", name=draft.name)))
        if progress:
            progress(number + 1)
    if not versions:
        raise ValueError("a history without drafts has no trace")
    last = len(versions) - 1
    account = Account(work.ledger, work.vocabulary.spelling, last, work.standings.of(last))
    return Trace(draft, account.living(), account.deleted(), versions, RULE)
