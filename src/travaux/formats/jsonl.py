"""JSON Lines out: a whole record as its reader may see it, one object a line, in UTF-8, version `record-lines/1`.

    {"line": "record", "format": "record-lines/1", "log": …, "size": 3, "hidden": 1, …}
    {"line": "entry", "index": 0, "hash": …, "grade": "signed", "says": …, "act": {…}, "effect": {…}, "bears": {…}}
    {"line": "entry", "index": 1, "hash": …, "sealed": true}
    {"line": "draft", "digest": …, "number": 1, "text": …, "entry": 2}
    {"line": "end", "entries": 3, "drafts": 1}

The first line tells the record, the last one how many lines of each kind came before it, so that a file cut short is
seen to be. There is a line for every entry of the log, in order; of one that is not for this reader only its place and
its leaf hash are given (`sealed`). The shapes are told in docs/formats/jsonl.md. The same record gives the same bytes.

>>> print(write([{"line": "end", "entries": 0, "drafts": 0}]).decode(), end="")
{"line":"end","entries":0,"drafts":0}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from travaux.papers.entry_values import Object, bearing_object, effect_object, entry_object
from travaux.papers.telling import Teller
from travaux.record.state import State
from travaux.record.terms import Digest
from travaux.text.drafts import Draft

FORMAT = "record-lines/1"


def lines(
    state: State, drafts: Mapping[Digest, Draft], *, head: Mapping[str, object], hashes: Sequence[str]
) -> Iterator[Object]:
    """Yields the lines of a record: `hashes` are the leaf hashes of all its entries, in hexadecimal.

    `head` is what the first line tells besides its format: `log`, `key`, `title`, `rules`, `viewer`.
    """
    hidden = len(hashes) - len(state.book.rows)
    yield {"line": "record", "format": FORMAT, **head, "size": len(hashes), "hidden": hidden}
    teller = Teller(state)
    for index, digest in enumerate(hashes):
        entered = state.entry(index)
        if entered is None:
            yield {"line": "entry", "index": index, "hash": digest, "sealed": True}
            continue
        told = entry_object(entered, teller.sentence(entered))
        more: Object = {"refs": list(entered.entry.refs), "prev": entered.entry.prev or None}
        bears = bearing_object(state, entered.index)
        yield {"line": "entry", **told, **more, "effect": effect_object(state, entered.index), "bears": bears}
    tabled = [each for each in state.drafts if each.digest in drafts]
    for each in tabled:
        text = drafts[each.digest]
        yield {
            "line": "draft", "digest": each.digest, "number": each.number, "title": each.title, "entry": each.entry,
            "standing": each.standing, "language": each.language or text.language or None,
            "parents": list(each.parents), "text": text.text,
            "apparatus": [{"name": part.name, "text": part.text} for part in text.apparatus],
        }  # fmt: skip
    yield {"line": "end", "entries": len(hashes), "drafts": len(tabled)}


def write(told: Iterable[Mapping[str, object]]) -> bytes:
    """Returns objects as lines; a lone surrogate, which UTF-8 cannot hold, stands as its JSON escape."""
    return b"".join(_line(each) for each in told)


def _line(value: Mapping[str, object]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return (json.dumps(value, separators=(",", ":")) + "\n").encode("ascii")
