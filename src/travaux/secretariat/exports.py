"""Exports, at the gate: a draft or a whole record in the formats of others, as far as its viewer may read it.

    akn      a draft as Akoma Ntoso 3.0, with lifecycle and modifications; or the clean text, where nothing is open
    prov     the whole record as W3C PROV (PROV-JSONLD)
    jsonl    the whole record as JSON Lines, sealed lines for what is withheld

Formats that hold papers are not these: a paper is made by `papers` and printed by `formats.press`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from travaux.errors import Malformed, OutOfOrder
from travaux.formats import jsonl, prov
from travaux.formats.akn import write as akn
from travaux.papers.clean import clean as clean_text
from travaux.papers.edition import edition
from travaux.papers.provenance import provenance
from travaux.record.texts import Tabled

if TYPE_CHECKING:
    from travaux.secretariat.papers import Sight
    from travaux.secretariat.records import Record

Kind = Literal["akn", "prov", "jsonl"]
KINDS: tuple[Kind, ...] = get_args(Kind)
NAMES: dict[Kind, str] = {"akn": ".xml", "prov": ".jsonld", "jsonl": ".jsonl"}
"""How the name of a file of each kind ends."""


def export(
    record: Record, kind: Kind, *, draft: str = "", clean: bool = False, at: int | None = None, day: str = ""
) -> bytes:
    """Returns a record, or one of its drafts, in a format; the same record and viewer give the same bytes.

    `draft` is a draft's number or digest, or the start of one; without it the draft on the table. With `clean` that
    draft is refused unless nothing in it is open. With `at`, what had been recorded when that entry was in; `day` is
    that on which acceptances ad referendum are looked at. Raises `Malformed` for a format or draft that there is not,
    `OutOfOrder` where no draft is tabled or the text is not clean.
    """
    if kind not in KINDS:
        raise Malformed("records are not exported so", where=kind, advice=f"There are: {', '.join(KINDS)}")
    if kind != "akn" and (draft or clean):
        raise Malformed(f"the {kind} export is of the whole record, not of a draft", where=draft or "clean")
    sight = record.sight(at=at, day=day)
    match kind:
        case "akn":
            return akn_of(sight, draft, clean=clean)
        case "prov":
            told = provenance(sight.state, sight.drafts, title=sight.title, hidden=sight.withheld)
            return prov.write(told, log=sight.origin)
        case "jsonl":
            head = {
                "log": record.origin, "key": record.key, "title": record.title, "rules": record.rules,
                "viewer": str(record.viewer),
            }  # fmt: skip
            hashes = record.digests(0, sight.size)
            return jsonl.write(jsonl.lines(sight.state, sight.drafts, head=head, hashes=hashes))


def akn_of(sight: Sight, draft: str = "", *, clean: bool = False) -> bytes:
    """Returns a draft, by default the one on the table, as Akoma Ntoso."""
    tabled = _tabled(sight, draft)
    if clean:
        current = sight.state.current()
        if current is None or current.digest != tabled.digest:
            raise OutOfOrder("Only the text on the table can be clean: leave out the draft")
        clean_text(sight.state, sight.drafts, day=sight.day)
    if tabled.digest not in sight.drafts:
        raise OutOfOrder(f"The text of draft {tabled.number} is not in this record")
    known = edition(sight.state, sight.drafts, tabled, log=sight.origin, title=sight.title)
    return akn.write(sight.drafts[tabled.digest], known)


def _tabled(sight: Sight, draft: str) -> Tabled:
    if not draft:
        found = sight.state.current()
        if found is None:
            raise OutOfOrder("No draft has been tabled, so there is no text to hand out")
        return found
    number = next((each for each in sight.state.drafts if str(each.number) == draft), None)
    named = number or sight.state.draft(draft)
    if named is None:
        many = len(sight.state.drafts)
        raise Malformed("no such draft, or more than one", where=draft, advice=f"There are {many}, numbered from 1")
    return named
