"""Amending: the text that an amendment asks for. Only what its entry says is done; nothing is renumbered.

The words put in place of a clause stand for all of it, the clauses in it included; its label stays, unless the words
begin with one of their own that is the same. Words put before or after it are lines of their own.
"""

from __future__ import annotations

from typing import assert_never

from travaux.errors import Malformed
from travaux.record import acts
from travaux.record.shelf import WHOLE, Text


def amended(text: Text, act: acts.Propose) -> str | None:
    """Returns the text of a draft as an amendment would have it; None where the clause it names is not found."""
    try:
        number = text.at(act.wording.clause).number
    except Malformed:
        return None
    words = "\n".join(act.words)
    clause = text.clause(number)
    whole = text.draft.text
    if clause is None or number == WHOLE:
        start, label, end = 0, 0, len(whole)
    else:
        (start, end), label = clause.span, max(clause.span[0], clause.label_span[1])
    match act.operation:
        case "replace":
            printed = whole[start:label].strip()
            begins = start if printed and words.startswith(printed) else label
            space = whole[begins:end][: len(whole[begins:end]) - len(whole[begins:end].lstrip())]
            return whole[:begins] + space + words + whole[end:]
        case "delete":
            return whole[:start] + whole[end:].removeprefix("\n")
        case "insert after":
            return f"{whole[:end].removesuffix(chr(10))}\n{words}\n{whole[end:].removeprefix(chr(10))}"
        case "insert before":
            return f"{whole[:start]}{words}\n{whole[start:]}"
        case _:
            assert_never(act.operation)
