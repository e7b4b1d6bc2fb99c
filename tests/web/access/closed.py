"""A record that is not public, with entries of every kind that are for one party, or for the depositary alone.

Each of these has a word of its own in every text it holds: `KanariA…` where Aldania may read it, `KanariD…` where the
depositary alone may. Whoever finds such a word in an answer to somebody else has found a hole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from travaux.record.acts import ACTS
from travaux.secretariat import opening, sheets
from travaux.secretariat.door import OPEN
from travaux.secretariat.forms.form import written
from travaux.secretariat.forms.verbs import form_of
from travaux.secretariat.records import Record

SLUG = "closed"
CANARY = re.compile(r"kanari([ad])\d*", re.IGNORECASE)
OURS = "Kanari"

DRAFT = """# Convention on the Waters of the Orn

1. {word} opening
{word} is agreed by nobody.

2. Abstraction
Each Party may take {word} cubic metres.
"""

PRIVATE: tuple[dict[str, Any], ...] = (
    {"admit": "{handle}", "name": "{word} Islands", "kind": "state"},
    {"accredit": "aldania", "kind": "letter of full powers", "number": "{word}", "issuer": "{word} minister",
     "dated": "1 May 2018", "named": [{"name": "{word} Person", "office": "{word} office"}], "count": 4,
     "powers": "negotiate", "limits": "{word} limits", "limits-notified": "2018-05-02"},
    {"revoke": "{last}", "by": "aldania", "kind": "decree", "number": "{word}", "issuer": "{word} crown"},
    {"table": "{word}.md", "title": "{word} draft", "by": "aldania", "standing": "informal", "to": "aldania",
     "method": "{word} method"},
    {"convene": "{word} session", "when": "2018-06-01/2018-06-02", "where": "{word} town", "expected": "aldania",
     "others": "{word} guests"},
    {"adjourn": "{last}", "when": "2018-06-02"},
    {"propose": "4", "by": "aldania", "draft": "4", "words": "{word} heading\n{word} words.", "source": "{word} paper"},
    {"withdraw": "{last}", "by": "aldania"},
    {"take": "accept", "by": "aldania", "draft": "4", "clauses": "8", "ad-referendum": "yes",
     "condition": "{word} condition", "forum": "{word} forum"},
    {"confirm": "{last}", "by": "aldania", "kind": "decree", "number": "{word}", "issuer": "{word} assembly"},
    {"reopen": "{before}", "by": "aldania", "reason": "{word} reason"},
    {"take": "object", "by": "aldania", "draft": "4", "clauses": "9", "forum": "{word} forum"},
    {"decide": "agreed", "by": "cascadia", "draft": "4", "clauses": "10", "forum": "{word} forum",
     "within": "{word} plenary", "present": "aldania"},
    {"link": "9", "for": "8", "by": "aldania", "draft": "4", "terms": "{word} terms"},
    {"limit": "{word} comments", "by": "cascadia", "when": "26 July 2018", "bound": "aldania",
     "consequence": "{word} consequence", "label": "{handle}-due"},
    {"extend": "{last}", "by": "cascadia", "until": "2018-08-02", "reason": "{word} reason"},
    {"silence": "4", "by": "cascadia", "to": "aldania", "delivered": "{word} note", "opens": "2018-06-03",
     "closes": "2018-06-12"},
    {"state": "{word} was promised to us", "speaker": "{word} Speaker, {word} chief", "of": "aldania",
     "outlet": "The {word} Gazette", "said": "2018-05-20", "terms": "on the record", "manner": "alleges",
     "claims": ["boria changed clause 8"]},
    {"seal": "{word} note", "salt": "0123456789abcdef0123456789abcd{number}", "by": "aldania", "purpose": "fallback"},
    {"cover": "take", "by": "cascadia", "since": "2018-03-01", "until": "2018-05-31", "limits": "{word} limits"},
    {"authenticate": "initialled", "draft": "4", "by": "aldania", "when": "2018-05-29"},
    {"concord": "1=1", "earlier": "3", "later": "4", "reason": "{word} reason"},
    {"correct": "2", "draft": "3", "in": "4", "by": "cascadia", "words": "{word} correction"},
    {"leave": "{islands}", "reason": "{word} reason"},
    {"present": "4", "to": "{word} principal", "by": "aldania", "when": "2018-05-28"},
)  # fmt: skip


def build(path: Path, home: Path, site: str) -> Record:
    """Makes the record, and returns it open for the depositary."""
    record = base(path, home, site, "Talks behind doors")
    for number, (form, held) in enumerate(private()):
        enter(record, form, held, number)
    return record


def enter(record: Record, form: dict[str, Any], held: dict[str, bytes], number: int) -> None:
    """Enters one private act; what it may say of the entry before is its number."""
    last = {"{last}": str(record.size - 1), "{before}": str(record.size - 2)}
    form = {name: last.get(value, value) if isinstance(value, str) else value for name, value in form.items()}
    given = written(form, f"private act {number}").value
    assert isinstance(given, dict)
    sheets.enter(record, [form_of(given, f"private act {number}")], held=held)


def private() -> Iterator[tuple[dict[str, Any], dict[str, bytes]]]:
    """Yields every private act, for Aldania and for the depositary, with the files that it names."""
    for audience, letter in (("aldania", "A"), ("depositary", "D")):
        for number, form in enumerate(PRIVATE):
            parts = {"word": f"{OURS}{letter}{number}", "handle": f"{OURS.lower()}{letter.lower()}{number}"}
            parts |= {"islands": f"{OURS.lower()}{letter.lower()}0"}
            filled, held = fill(form, number, **parts)
            yield {**filled, "visible": audience}, held


def fill(form: dict[str, Any], number: int, **parts: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Returns an act with words put into every text of it, and the files that it names."""
    filled = _filled(form, {**parts, "number": f"{number:02}"})
    return filled, {filled["table"]: DRAFT.format(word=parts["word"]).encode()} if "table" in form else {}


def _filled(value: Any, parts: dict[str, str]) -> Any:
    match value:
        case dict():
            return {name: _filled(each, parts) for name, each in value.items()}
        case list():
            return [_filled(each, parts) for each in value]
        case str():
            for name, part in parts.items():
                value = value.replace(f"{{{name}}}", part)
    return value


def base(path: Path, home: Path, site: str, title: str) -> Record:
    """Makes a record of the invented convention, with nothing private in it, and returns it open to write in."""
    folder = resources.files("travaux") / "example" / "river"
    with resources.as_file(folder) as files:
        record = opening.new(path, title=title, rules="vclt-1969", home=home, sites=(site,))
        for key in ("aldania", "boria", "delvia", "estovia"):
            if not record.home.has(key):
                record.home.new_key(key)
        sheets.apply(record, files / "acts.yaml")
    for each in record.state.parties:
        record.disclose(each.entry)
    return record


def kinds() -> set[str]:
    """Returns the kinds of acts that may be for some readers only."""
    return set(ACTS) - set(OPEN)
